#!/usr/bin/env python3
"""Runs the hooks under the real pre-commit, set up as README.md and docs/ci.md tell.

usage: .ci/hooks.py PRE_COMMIT TARGET WHEEL

PRE_COMMIT is its program, TARGET cargo's folder of what has been built, and WHEEL the package that pip installs.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import documented
import scratch
from scratch import Repository

CONFIG = ".pre-commit-config.yaml"

AGENDA = """\
agenda:
  days:
    - date: 2024-05-15
      weekday: {}
      items: [{{start: "09:30", end: "11:00", title: Opening session}}]
"""

FILES = {
    "2024/report.yaml": "document: {title: Report on the Water Conference}\ninclude: [body.yaml, agenda.yaml]\n",
    "2024/body.yaml": "sections:\n  - {label: I, title: Opening, paragraphs: [text: The Minister spoke.]}\n",
    "2024/agenda.yaml": AGENDA.format("Wednesday"),
    "2023/report.yaml": "document: {title: Report of the year before}\n",
    "compose.yaml": "services: {}\n",
    "package.json": "{}\n",
    "reportlint.yaml": "ignore: old\n",
    "old/report.yaml": "document: {}\n",
}

BAD_DAY = {"2024/agenda.yaml": AGENDA.format("Tuesday")}
FINDING = "agenda/weekday-mismatch"


def hook_is_installed(pre_commit: str, project: Repository) -> None:
    """`pre-commit install`, and what the first run prepares."""
    for arguments in (["install"], ["install-hooks"]):
        began = time.monotonic()
        ran = project.run(pre_commit, *arguments)
        assert ran.returncode == 0, ran.stdout
        print(f"  pre-commit {arguments[0]}: {time.monotonic() - began:.1f} s")


def refused(project: Repository, files: dict[str, str | None], *said: str) -> str:
    before = project.git("rev-parse", "HEAD")
    ran = project.commit(files)
    assert ran.returncode != 0, f"not refused: {ran.stdout}"
    assert project.git("rev-parse", "HEAD") == before
    for text in said:
        assert text in ran.stdout, f"{text!r} is not in: {ran.stdout}"
    return ran.stdout


def passed(project: Repository, files: dict[str, str | None]) -> None:
    before = project.run("git", "rev-parse", "HEAD").stdout
    ran = project.commit(files)
    assert ran.returncode == 0, ran.stdout
    assert "Passed" in ran.stdout and "Skipped" not in ran.stdout, ran.stdout
    assert project.git("rev-parse", "HEAD") != before.strip()


def changed_files_are_checked(pre_commit: str, project: Repository) -> None:
    """What the hook `reportlint` does."""
    passed(project, FILES)
    # a bad edit is refused, with the finding in it and in no other file
    refused(project, BAD_DAY, "Failed", FINDING, "2024/agenda.yaml:4:16", "checked 3 files: 1 error")
    # a report of which all files have changed is checked once
    section = "sections:\n  - {label: I, title: Opening, paragraphs: [text: The Minister of Water spoke.]}\n"
    report = FILES["2024/report.yaml"] + "event: {name: Water Conference}\n"
    output = refused(project, {"2024/body.yaml": section, "2024/report.yaml": report}, "checked 3 files: 1 error")
    assert output.count(FINDING) == 1, output
    # what has been mended passes, although one of the files is what it was before
    passed(project, {"2024/agenda.yaml": FILES["2024/agenda.yaml"]})
    # neither what is unrelated nor what is ignored is even read
    unrelated = {"compose.yaml": "services: {web: {}}\n", "package.json": '{"a": [1', "old/report.yaml": "document: 1\n"}
    project.write(unrelated)
    ran = project.run(pre_commit, "run", "--verbose")
    assert ran.returncode == 0 and "checked 0 files: no findings" in ran.stdout, ran.stdout
    passed(project, {})
    # a report in Markdown is checked by its name
    contents = "# Report\n\n## Contents\n\n- I. Opening\n- II. End\n\n## I. Opening\n\nIt began.\n"
    output = refused(project, {"2025.report.md": contents, "notes.md": contents}, "checked 1 file: 1 error")
    assert "2025.report.md:6:3" in output, output
    project.commit({"2025.report.md": None, "notes.md": None})
    # nor is anything run for other kinds of files
    ran = project.commit({"notes.csv": "document\n"})
    assert ran.returncode == 0 and "(no files to check)Skipped" in ran.stdout, ran.stdout
    # of all files, the two reports are checked, one of which is in three files; the configuration does not count
    ran = project.run(pre_commit, "run", "--all-files", "--verbose")
    assert ran.returncode == 0 and "checked 4 files: no findings" in ran.stdout, ran.stdout


def new_findings_are_refused(project: Repository) -> None:
    """What the hook `reportlint-since` does."""
    project.write(FILES | BAD_DAY)
    project.git("commit", "--quiet", "--no-verify", "--message", "Add a finding")
    # what was there before is no reason to refuse an edit
    passed(project, {"2024/body.yaml": FILES["2024/body.yaml"].replace("Minister", "President")})
    # what the edit brings is
    output = refused(project, {"2023/report.yaml": "document: {}\n"}, "Failed", "schema/required", "1 error")
    assert FINDING not in output, output
    # also where nothing but a file has gone
    project.write({"2023/report.yaml": FILES["2023/report.yaml"]})
    output = refused(project, {"2024/body.yaml": None}, "Failed", "body.yaml")
    assert FINDING not in output, output


def prepared_target(target: Path, folder: Path) -> Path:
    """A folder in which cargo finds what has been built, and leaves what it builds without a trace."""
    for part in ("deps", "build", ".fingerprint"):
        if (target / "debug" / part).is_dir():
            (folder / "debug").mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "-al", target / "debug" / part, folder / "debug" / part], check=True)
    return folder


def main(pre_commit: str, target: Path, wheel: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tag = f"v{documented.version()}"
        environment = scratch.environment({f"url.{folder}/upstream.insteadOf": scratch.UPSTREAM})
        environment |= {
            "PRE_COMMIT_HOME": str(folder / "cache"),
            # pip builds the package as for anybody, but without optimisation and with what has been built before
            "CARGO_TARGET_DIR": str(prepared_target(target, folder / "target")),
            "MATURIN_PEP517_ARGS": "--profile dev",
            "PIP_CONSTRAINT": str(documented.ROOT / ".ci/requirements.txt"),
            "PIP_BUILD_CONSTRAINT": str(documented.ROOT / ".ci/requirements.txt"),
        }
        scratch.checkout(folder / "upstream", environment, tag)
        config = documented.file(CONFIG)
        assert f"rev: {tag}\n" in config, f"README.md does not name {tag}"

        def project(name: str, config: str, **more: str) -> Repository:
            project = Repository(folder / name, environment | more)
            project.write({CONFIG: config})
            hook_is_installed(pre_commit, project)
            return project

        print("the hook reportlint, built from a checkout")
        changed_files_are_checked(pre_commit, project("changed", config))
        print("the hook reportlint-since")
        since = config.replace("id: reportlint\n", "id: reportlint-since\n")
        assert since != config
        new_findings_are_refused(project("since", since))
        print("the hook without a build, from the package index")
        constraint = folder / "wheel.txt"
        constraint.write_text(f"reportlint @ {wheel.as_uri()}\n", encoding="utf-8")
        config = documented.file(CONFIG, "docs/ci.md")
        changed_files_are_checked(pre_commit, project("index", config, PIP_CONSTRAINT=str(constraint)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
