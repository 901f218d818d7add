#!/usr/bin/env python3
"""Checks reports in the ways that README.md shows for GitHub Actions, GitLab CI and a shell, with what these services
would run and set, in a repository with an edit that makes a mistake.

usage: .ci/services.py WHEEL

WHEEL is the package that pip installs.
"""

import json
import re
import subprocess
import sys
import tempfile
import venv
import xml.etree.ElementTree
from pathlib import Path

import yaml

import documented
import scratch
from scratch import Repository

# a weekday that is wrong from the beginning, and an entry of the contents that the edit of another file breaks
OLD = "agenda: {days: [{date: 2024-05-15, weekday: Tuesday}]}\n"
BODY = "sections: [{label: I, title: Opening, paragraphs: [text: The Minister spoke.]}]\n"
EDITED_BODY = BODY.replace("Opening", "Closing")
FILES = {
    "2024 forum/report.yaml": "document: {title: Forum}\ncontents: [{label: I, title: Opening}]\n"
    "include: [agenda.yaml, body.yaml]\n",
    "2024 forum/agenda.yaml": OLD,
    "2024 forum/body.yaml": BODY,
}
OLD_RULE, NEW_RULE = "agenda/weekday-mismatch", "contents/title-mismatch"
NEW_FILE = "2024 forum/report.yaml"


class Upstream:
    """What a service clones: `main`, and a merge of an edit into it, as GitHub makes of a pull request."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder, self.environment = folder, environment
        self.repository = Repository(folder / "upstream", environment)
        # more than a shallow clone is to get
        for number in range(3):
            self.repository.commit({"notes.txt": f"{number}\n"})
        self.repository.commit(FILES)
        self.base = self.repository.git("rev-parse", "HEAD")

    def merge(self, name: str, files: dict[str, str]) -> None:
        """Edits files on a branch, and merges that without moving `main`."""
        git = self.repository.git
        git("checkout", "--quiet", "-b", name, self.base)
        self.repository.commit(files)
        git("checkout", "--quiet", "--detach", self.base)
        git("merge", "--quiet", "--no-ff", "--message", "Merge", name)
        git("update-ref", f"refs/pull/{name}/merge", "HEAD")
        git("checkout", "--quiet", "main")

    def clone(self, name: str, reference: str, depth: int) -> Repository:
        """A work tree of it, as services make one. A depth of 0 means all."""
        clone = Repository(self.folder / name, self.environment)
        clone.git("remote", "add", "origin", f"file://{self.folder}/upstream")
        wanted = f"+{reference}:refs/remotes/service"
        if depth:
            clone.git("fetch", "--quiet", f"--depth={depth}", "origin", wanted)
        else:
            clone.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", wanted)
        clone.git("checkout", "--quiet", "refs/remotes/service")
        return clone


class Runner:
    """The runner of GitHub Actions, as far as action.yml has need of it."""

    # what came of installing each version: it takes long, and is the same whatever is to be checked
    installed: dict[str, tuple[int, str, dict[str, str]]] = {}

    def __init__(self, folder: Path, project: Repository):
        self.project = project
        # a place of which the name has to be quoted
        self.temp = folder.parent / "temp of the runner"
        self.temp.mkdir(exist_ok=True)
        self.folder = folder
        self.action = yaml.safe_load((documented.ROOT / "action.yml").read_text(encoding="utf-8"))
        self.summary = self.folder / "summary.md"
        self.summary.write_text("What another step wrote\n", encoding="utf-8")

    def run(self, inputs: dict[str, str]) -> tuple[int, str, dict[str, str], list[str]]:
        """Runs the action. Returns the exit code, the log, the action's outputs, and the actions that it would use."""
        unknown = inputs.keys() - self.action["inputs"].keys()
        assert not unknown, unknown
        given = {name: input["default"] for name, input in self.action["inputs"].items()} | inputs
        context = {f"inputs.{name}": value for name, value in given.items()}
        log, code, used = "", 0, []
        for step in self.action["runs"]["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
                if self.is_due(step["if"], context):
                    used.append(step["uses"].split("@")[0])
            elif code == 0:
                code, printed, outputs = self.once_installed(step, context)
                log += printed
                context |= {f"steps.{step['id']}.outputs.{name}": value for name, value in outputs.items()}
        outputs = {
            name: self.evaluated(output["value"], context) for name, output in self.action["outputs"].items()
        }
        return code, log, outputs, used

    def once_installed(self, step: dict, context: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        if step["id"] != "install":
            return self.shell(step, context)
        version = context["inputs.version"]
        if version not in self.installed:
            self.installed[version] = self.shell(step, context)
        return self.installed[version]

    def shell(self, step: dict, context: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        assert step["shell"] == "bash"
        # whoever writes an input would write the program
        assert "${{" not in step["run"], step["run"]
        script, output = self.folder / "script.sh", self.folder / "output"
        script.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        ran = self.project.run(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", str(script),
            GITHUB_ACTIONS="true", GITHUB_ACTION_PATH=str(documented.ROOT), GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(self.summary), RUNNER_OS="Linux", RUNNER_TEMP=str(self.temp),
            **{name: self.evaluated(value, context) for name, value in step.get("env", {}).items()},
        )
        outputs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        return ran.returncode, ran.stdout, outputs

    @staticmethod
    def evaluated(text: str, context: dict[str, str]) -> str:
        """A text in which names stand between `${{` and `}}`, and nothing else."""
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda name: context.get(name[1], ""), text)

    @staticmethod
    def is_due(condition: str, context: dict[str, str]) -> bool:
        """Whether a condition holds when nobody has cancelled the run."""
        assert condition.startswith("${{ !cancelled() && "), condition
        condition = condition.removeprefix("${{ !cancelled() && ").removesuffix(" }}")
        named = re.sub(r"(?:inputs|steps)\.[\w.-]+", lambda name: repr(context.get(name[0], "")), condition)
        return eval(named.replace("&&", "and"), {"__builtins__": {}})  # noqa: S307 - action.yml is ours


def workflow_on_github(upstream: Upstream, folder: Path) -> None:
    workflow = yaml.safe_load(documented.file(".github/workflows/reports.yml"))
    (job,) = workflow["jobs"].values()
    checkout, action = job["steps"]
    assert checkout["uses"].startswith("actions/checkout@"), checkout
    assert action["uses"] == f"reportlint/reportlint@v{documented.version()}", action
    depth = checkout["with"]["fetch-depth"]

    runner = Runner(folder / "edit", upstream.clone("edit/clone", "refs/pull/edit/merge", depth))
    code, log, outputs, used = runner.run(action["with"])
    commands = [line for line in log.splitlines() if line.startswith("::")]
    assert code == 1 and len(commands) == 1, (code, log)
    assert commands[0].startswith(f"::error title={NEW_RULE},file={NEW_FILE},line=2,"), commands
    summary = runner.summary.read_text(encoding="utf-8")
    assert summary.startswith("What another step wrote\n### reportlint: 1 error (1 known before)\n"), summary
    assert NEW_RULE in summary and OLD_RULE not in summary, summary
    assert rules_in_sarif(outputs) == [NEW_RULE]
    assert used == [], used

    runner = Runner(folder / "harmless", upstream.clone("harmless/clone", "refs/pull/harmless/merge", depth))
    code, log, outputs, used = runner.run(action["with"])
    assert code == 0 and "::" not in log, (code, log)
    assert rules_in_sarif(outputs) == []


def inputs_of_the_action(upstream: Upstream, folder: Path) -> None:
    project = upstream.clone("inputs/clone", "refs/pull/edit/merge", 1)
    runner = Runner(folder / "inputs", project)

    code, log, outputs, used = runner.run({"sarif": "true", "fail-on": "never", "format": "compact"})
    assert code == 0 and len(re.findall(r"error\[", log)) == 2, (code, log)
    assert sorted(rules_in_sarif(outputs)) == [OLD_RULE, NEW_RULE]
    assert used == ["github/codeql-action/upload-sarif"], used

    # each line is a path
    code, log, outputs, used = runner.run({"paths": "2024 forum/agenda.yaml\n\n2024 forum/body.yaml\n"})
    assert code == 1 and len(rules_in_sarif(outputs)) == 2, (code, log)

    # what is missing is told, and findings are sent all the same
    code, log, outputs, used = runner.run({"paths": "missing\n.", "sarif": "true"})
    assert code == 2 and re.search(r"^::error .*missing", log, re.MULTILINE), (code, log)
    assert len(rules_in_sarif(outputs)) == 2 and len(used) == 1, (outputs, used)

    # a commit that a shallow clone has not got is told
    code, log, outputs, used = runner.run({"since": "HEAD^"})
    assert code == 2 and "HEAD^" in log, (code, log)

    # nothing of an input is run
    for name in ("paths", "since", "format", "fail-on", "sarif"):
        for hostile in ("$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "'; touch pwned; '", "--help"):
            code, log, outputs, used = runner.run({name: hostile})
            assert code != 0 and used == [], (name, hostile, code, log)
    code, log, outputs, used = runner.run({"version": "1$(touch pwned)`touch pwned`\"; touch pwned; '"})
    assert code != 0 and used == [], (code, log)
    assert not list(folder.rglob("pwned"))


def rules_in_sarif(outputs: dict[str, str]) -> list[str]:
    (run,) = json.loads(Path(outputs["sarif-file"]).read_text(encoding="utf-8"))["runs"]
    return [result["ruleId"] for result in run["results"]]


def environment_with_pip(folder: Path) -> dict[str, str]:
    """An environment in which `pip` installs programs where they are found."""
    venv.create(folder, with_pip=True)
    inherited = scratch.environment()
    return {"PATH": f"{folder}/bin:{inherited['PATH']}"}


def job_on_gitlab(upstream: Upstream, folder: Path) -> None:
    job = yaml.safe_load(documented.file(".gitlab-ci.yml"))["reportlint"]
    variables = {name: str(value) for name, value in job["variables"].items()}
    project = upstream.clone("gitlab/clone", "refs/heads/edit", int(variables["GIT_DEPTH"]))
    ran = project.run(
        "bash", "-eo", "pipefail", "-c", "\n".join(job["script"]),
        GITLAB_CI="true", CI_MERGE_REQUEST_DIFF_BASE_SHA=upstream.base,
        **variables, **environment_with_pip(folder / "gitlab/python"),
    )
    assert ran.returncode == 1 and NEW_RULE in ran.stdout and OLD_RULE not in ran.stdout, ran
    (report,) = job["artifacts"]["reports"].values()
    assert job["artifacts"]["when"] == "always"
    (issue,) = json.loads((project.folder / report).read_text(encoding="utf-8"))
    assert issue["check_name"] == NEW_RULE and issue["severity"] == "major", issue
    assert issue["location"] == {"path": NEW_FILE, "lines": {"begin": 2, "end": 2}}, issue


def script_anywhere(upstream: Upstream, folder: Path) -> None:
    name = "check-reports.sh"
    project = upstream.clone("shell/clone", "refs/heads/edit", 0)
    (project.folder / name).write_text(documented.file(name), encoding="utf-8")
    ran = project.run("sh", name, **environment_with_pip(folder / "shell/python"))
    assert ran.returncode == 1 and NEW_RULE in ran.stdout and OLD_RULE not in ran.stdout, ran
    suites = xml.etree.ElementTree.parse(project.folder / "reportlint.xml").getroot()
    assert len(suites.findall(".//failure")) == 1, suites


def main(wheel: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        from_wheel = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        upstream = Upstream(folder, scratch.environment() | from_wheel)
        upstream.merge("edit", {"2024 forum/body.yaml": EDITED_BODY})
        upstream.merge("harmless", {"2024 forum/body.yaml": BODY.replace("Minister", "President")})
        for place in (workflow_on_github, inputs_of_the_action, job_on_gitlab, script_anywhere):
            print(place.__name__.replace("_", " "))
            place(upstream, folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
