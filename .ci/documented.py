#!/usr/bin/env python3
"""What the documentation shows for copying: the blocks of code whose first line is a comment with the name of a file.

usage: .ci/documented.py NAME [PAGE]

Prints that file. The page is README.md, if none is named.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def file(name: str, page: str = "README.md") -> str:
    """The file of that name that a page shows, with a line break at its end."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w+\n((?:#|--) .*?)^```$", text, re.MULTILINE | re.DOTALL)
    shown = [block for block in blocks if block.splitlines()[0] in (f"# {name}", f"-- {name}")]
    assert len(shown) == 1, f"{page} shows {name} {len(shown)} times"
    return shown[0]


def version() -> str:
    """The version of the program."""
    manifest = (ROOT / "Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.*)"$', manifest, re.MULTILINE)[1]


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    print(file(*sys.argv[1:]), end="")
