#!/usr/bin/env python3
"""Works with reports in Neovim, by the configuration that docs/editors.md shows.

usage: .ci/neovim.py PROGRAM NEOVIM

The configuration of Helix is read, too, and the server is started as it says.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import documented

PAGE = "docs/editors.md"
REPORT = documented.ROOT / "fixtures/vienna-forum"
# six bytes of é and 𝄞 in a line before the place of the finding
COLUMNS = "document:\n  title: Bericht\nevent: {x-é𝄞: a, name: Wien, name: Graz}\n"


def command_in_helix() -> list[str]:
    """How Helix starts the server."""
    shown = tomllib.loads(documented.file("languages.toml", PAGE))
    (name,) = shown["language-server"]
    for language in shown["language"]:
        assert name in language["language-servers"], language
    assert {language["name"] for language in shown["language"]} == {"yaml", "json"}, shown
    server = shown["language-server"][name]
    return [server["command"], *server["args"]]


def work(neovim: Path, folder: Path, configuration: str, encoding: str, path: str) -> None:
    """Runs .ci/neovim.lua in a folder of its own, with nothing of the user's own settings."""
    work, own = folder / "work", folder / "own"
    shutil.copytree(REPORT, work)
    shutil.copy2(work / "report.yaml", work / "fixed.yaml")
    (work / "columns").mkdir()
    (work / "columns/report.yaml").write_text(COLUMNS, encoding="utf-8")
    own.mkdir()
    (own / "init.lua").write_text(configuration, encoding="utf-8")
    homes = {f"XDG_{kind}_HOME": str(own / kind) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    script = documented.ROOT / ".ci/neovim.lua"
    subprocess.run(
        [neovim, "--clean", "--headless", "-l", script, own / "init.lua", encoding],
        cwd=work, env=os.environ | homes | {"PATH": path}, stdin=subprocess.DEVNULL, timeout=300, check=True,
    )


def main(program: Path, neovim: Path) -> None:
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    assert shutil.which("reportlint", path=path) == str(program), program
    configuration = documented.file("init.lua", PAGE)
    quoted = ", ".join(f'"{word}"' for word in command_in_helix())
    assert f"cmd = {{ {quoted} }}" in configuration, "Neovim and Helix start different servers"
    for encoding in ("utf-8", "utf-16"):
        with tempfile.TemporaryDirectory() as folder:
            work(neovim, Path(folder), configuration, encoding, path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*(Path(name).resolve() for name in sys.argv[1:]))
