#!/usr/bin/env python3
"""Packs a program with what belongs to it, as it is released.

usage: .ci/archive.py PROGRAM TARGET FOLDER

Writes FOLDER/reportlint-VERSION-TARGET.tgz, or .zip for Windows, where `cargo binstall` looks for it.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import documented

COMPLETIONS = {"bash": "reportlint.bash", "zsh": "_reportlint", "fish": "reportlint.fish", "powershell": "_reportlint.ps1"}
TEXTS = ["README.md", "CHANGELOG.md", "LICENSE"]


def pack(program: Path, target: str, folder: Path) -> Path:
    """The archive of a program that was built for a target, and can be run here."""
    name = f"reportlint-{documented.version()}-{target}"
    with tempfile.TemporaryDirectory() as scratch:
        content = Path(scratch) / name
        for part in ("completions", "man"):
            (content / part).mkdir(parents=True)
        shutil.copy2(program, content / program.name)
        for text in TEXTS:
            shutil.copy2(documented.ROOT / text, content / text)
        for shell, file in COMPLETIONS.items():
            printed = subprocess.run([program, "completions", shell], check=True, stdout=subprocess.PIPE).stdout
            (content / "completions" / file).write_bytes(printed)
        subprocess.run([program, "man", "--out", content / "man"], check=True, stdout=subprocess.DEVNULL)
        folder.mkdir(parents=True, exist_ok=True)
        kind, suffix = ("zip", ".zip") if "windows" in target else ("gztar", ".tgz")
        packed = shutil.make_archive(str(Path(scratch) / "packed"), kind, root_dir=scratch, base_dir=name)
        return Path(shutil.move(packed, folder / (name + suffix)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    print(pack(Path(sys.argv[1]).resolve(), sys.argv[2], Path(sys.argv[3])))
