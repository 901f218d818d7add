#!/usr/bin/env python3
"""Changes the code of src/relation in every way that `cargo mutants` knows, and lists the changes that no test notices.

usage: .ci/mutants.py [ARGUMENT...]

The folder knows nothing of the rest of the crate. It is tested as a crate of its own, by its own tests alone: that takes
seconds for each change, where the whole crate takes minutes. The arguments are for `cargo mutants`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PART = "relation"
# what it is built from and tested with, at the versions of the whole
CRATES = {"dependencies": ["rustc-hash", "smallvec", "strsim"], "dev-dependencies": ["proptest"]}


def manifest() -> str:
    whole = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    lines = ["[package]", f'name = "{PART}"', 'version = "0.0.0"', 'edition = "2024"']
    for section, crates in CRATES.items():
        lines.append(f"[{section}]")
        lines += [re.search(rf"^{crate} = .*$", whole, re.MULTILINE)[0] for crate in crates]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        crate = Path(name)
        shutil.copytree(ROOT / "src" / PART, crate / "src" / PART)
        shutil.copy(ROOT / "src" / f"{PART}.rs", crate / "src")
        (crate / "src/lib.rs").write_text(f"#![allow(dead_code)]\nmod {PART};\n", encoding="utf-8")
        (crate / "Cargo.toml").write_text(manifest(), encoding="utf-8")
        return subprocess.run(["cargo", "mutants", "--timeout=30", *arguments], cwd=crate).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
