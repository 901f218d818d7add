"""Scratch repositories, in which nobody's own settings count."""

import os
import shutil
import subprocess
from pathlib import Path

from documented import ROOT

UPSTREAM = "https://github.com/reportlint/reportlint"

SETTINGS = {
    "user.name": "Gate",
    "user.email": "gate@example.org",
    "init.defaultBranch": "main",
    "commit.gpgSign": "false",
    "protocol.file.allow": "always",
    "advice.detachedHead": "false",
}


def environment(settings: dict[str, str] | None = None) -> dict[str, str]:
    """The environment without what a caller's git or CI says, with settings for git."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "CI_", "PRE_COMMIT"))
        and name not in {"CI", "GITLAB_CI", "PIP_REQUIRE_VIRTUALENV"}
    }
    all_settings = SETTINGS | (settings or {})
    counted = {"GIT_CONFIG_COUNT": str(len(all_settings))}
    for number, (key, value) in enumerate(all_settings.items()):
        counted |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return inherited | counted | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "NO_COLOR": "1"}


class Repository:
    """A git repository to work in."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder = folder
        self.environment = environment
        folder.mkdir(parents=True)
        self.git("init", "--quiet")

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess:
        """Runs a command to its end, whatever that is."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def git(self, *arguments: str) -> str:
        """What a command of git that must succeed prints."""
        ran = self.run("git", *arguments)
        assert ran.returncode == 0, f"git {arguments}: {ran.stdout}"
        return ran.stdout.strip()

    def write(self, files: dict[str, str | None]) -> None:
        """Writes files; deletes those that are to have no text."""
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        self.git("add", "--all")

    def commit(self, files: dict[str, str | None]) -> subprocess.CompletedProcess:
        """Writes files and tries to commit them."""
        self.write(files)
        return self.run("git", "commit", "--message", "Edit")


def checkout(folder: Path, environment: dict[str, str], tag: str) -> Repository:
    """A repository with the files of this one as they are now, committed under a tag."""
    upstream = Repository(folder, environment)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    upstream.git("add", "--all", "--force")
    upstream.git("commit", "--quiet", "--message", "Release")
    upstream.git("tag", tag)
    return upstream
