#!/usr/bin/env python3
"""What the crate offers to other programs: every public item with its signature, as rustdoc lists them.

usage: .ci/surface.py DOCUMENTATION [--write]

DOCUMENTATION is the folder that `cargo doc --no-deps` has written for the crate. What it lists has to be what
.ci/surface.txt lists; `--write` writes that file anew. A line that goes or changes breaks the programs that use it.
"""

import difflib
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

LIST = Path(__file__).with_name("surface.txt")


class Page(HTMLParser):
    """The page of one item: its declaration, its methods, and the traits that are implemented for it."""

    def __init__(self, text: str):
        super().__init__()
        self.declaration = ""
        self.others: list[str] = []
        # what is being read, and the tags that are open within it
        self.read = ""
        self.depth = 0
        self.is_folded = 0
        self.is_among_traits = False
        self.is_over = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.is_among_traits |= given.get("id") == "trait-implementations"
        # what the compiler and blanket implementations add to every type
        self.is_over |= given.get("id") in ("synthetic-implementations", "blanket-implementations")
        if self.is_over or tag in ("br", "wbr", "img"):
            return
        if self.depth:
            self.depth += 1
        elif self.is_declaration(tag, given.get("class", "").split()):
            self.depth = 1
        # the words that unfold what is shown folded are no part of it
        if self.depth and (self.is_folded or tag == "summary"):
            self.is_folded += 1

    def is_declaration(self, tag: str, classes: list[str]) -> bool:
        """The item itself, a method of its own, or the head of an implementation of a trait."""
        if "item-decl" in classes:
            return True
        return "code-header" in classes and tag == ("h3" if self.is_among_traits else "h4")

    def handle_data(self, data: str) -> None:
        if self.depth and not self.is_folded:
            self.read += data

    def handle_endtag(self, tag: str) -> None:
        self.is_folded = max(self.is_folded - 1, 0)
        if not self.depth:
            return
        self.depth -= 1
        if self.depth:
            return
        read, self.read = " ".join(self.read.split()), ""
        if self.declaration:
            self.others.append(read)
        else:
            self.declaration = read


def public_items(documentation: Path) -> str:
    """All items by kind and name, each with its declaration and what belongs to it."""
    listed = (documentation / "all.html").read_text(encoding="utf-8")
    pages = sorted(set(re.findall(r'<li><a href="([^"]+\.html)">', listed)))
    assert pages, "all.html lists nothing"
    lines = []
    for page in pages:
        item = Page((documentation / page).read_text(encoding="utf-8"))
        assert item.declaration, f"{page} declares nothing"
        # what a derive implements for the compiler alone cannot be used
        others = [other for other in item.others if "StructuralPartialEq" not in other]
        lines += [item.declaration, *(f"    {other}" for other in others)]
    return "\n".join(lines) + "\n"


def main(documentation: Path, is_to_be_written: bool) -> int:
    items = public_items(documentation)
    if is_to_be_written:
        LIST.write_text(items, encoding="utf-8")
        return 0
    recorded = LIST.read_text(encoding="utf-8")
    difference = difflib.unified_diff(recorded.splitlines(), items.splitlines(), LIST.name, "the crate", lineterm="")
    printed = "\n".join(difference)
    if printed:
        print(printed)
        print("The public items are not those of .ci/surface.txt; `--write` lists them anew, if that is intended.")
    return 1 if printed else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            sys.exit(main(Path(folder), False))
        case [folder, "--write"]:
            sys.exit(main(Path(folder), True))
        case _:
            sys.exit(__doc__)
