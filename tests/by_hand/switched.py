"""Builds a crate once with all changes that `cargo mutants` lists, each behind its number.

A function that is changed becomes a choice among its changed bodies and its own. Which one runs is said by the variable
MUTANT of the environment.
"""

import json
import re
import subprocess
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

SWITCH = """
pub(crate) fn mutant() -> u32 {
    static MUTANT: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *MUTANT.get_or_init(|| std::env::var("MUTANT").map_or(0, |number| number.parse().unwrap()))
}
"""


class Text:
    """A file, with the places that `cargo mutants` gives as lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]

    def range(self, span: dict) -> tuple[int, int]:
        start, end = (self.lines[span[it]["line"] - 1] + span[it]["column"] - 1 for it in ("start", "end"))
        return start, end

    def body(self, function: dict) -> tuple[int, int]:
        """Where the body of a function is, without its braces."""
        start, end = self.range(function["span"])
        name = function["function_name"].split("::")[-1]
        at = re.compile(rf"\bfn\s+(?:r#)?{re.escape(name)}\b").search(self.text, start).end()
        depth = 0
        while depth or self.text[at] != "{":
            depth += (self.text[at] in "([") - (self.text[at] in ")]")
            at += 1
        return at + 1, end - 1


def switched(text: str, mutants: dict[int, dict]) -> tuple[str, dict[int, range]]:
    """The text of a file with all of its mutants, and the lines where each of them stands."""
    old, new, at = Text(text), "", 0
    bodies = defaultdict(list)
    for number, mutant in mutants.items():
        bodies[old.body(mutant["function"])].append(number)
    lines = {}
    for (start, end), numbers in sorted(bodies.items()):
        new += text[at:start] + "match crate::mutant() {\n"
        for number in numbers:
            first, last = old.range(mutants[number]["span"])
            line = new.count("\n") + 1
            new += f"{number} => {{ {text[start:first]} {mutants[number]['replacement']} {text[last:end]} }}\n"
            lines[number] = range(line, new.count("\n") + 1)
        new += f"_ => {{ {text[start:end]} }}\n}}\n"
        at = end
    return new + text[at:], lines


def write(crate: Path, originals: dict[str, str], mutants: dict[int, dict]) -> dict[str, dict[int, range]]:
    lines = {}
    for file, text in originals.items():
        its = {number: mutant for number, mutant in mutants.items() if mutant["file"] == file}
        changed, lines[file] = switched(text, its)
        (crate / file).write_text(changed, encoding="utf-8")
    return lines


def compiled(crate: Path) -> tuple[str | None, list[dict]]:
    """The program of the tests, or where what hinders the compiler is."""
    command = ["cargo", "test", "--lib", "--no-run", "--message-format=json"]
    ran = subprocess.run(command, cwd=crate, stdout=subprocess.PIPE, text=True)
    messages = [json.loads(line) for line in ran.stdout.splitlines()]
    if ran.returncode == 0:
        return next(it["executable"] for it in messages if it.get("executable")), []
    told = [it["message"] for it in messages if it["reason"] == "compiler-message"]
    return None, [span for it in told if it["level"] == "error" for span in it["spans"]]


def build(crate: Path, listed: list[dict]) -> tuple[str, dict[int, dict], dict[str, str]]:
    """The program, the mutants in it, and those that are not, each with the reason."""
    switchable = {True: [], False: []}
    for mutant in listed:
        function = mutant["function"]
        switchable[bool(function) and "impl Iterator" not in function["return_type"]].append(mutant)
    mutants = dict(enumerate(switchable[True], 1))
    left_out = {mutant["name"]: "not tried" for mutant in switchable[False]}
    for name in left_out:
        print(f"not tried: {name}")
    originals = {file: (crate / file).read_text(encoding="utf-8") for file in {it["file"] for it in mutants.values()}}
    while True:
        lines = write(crate, originals, mutants)
        program, spans = compiled(crate)
        if program:
            return program, mutants, left_out
        guilty = {
            number
            for span in spans
            for number, its in lines.get(span["file_name"], {}).items()
            if span["line_start"] in its and span["line_end"] in its
        }
        assert guilty, f"it does not compile: {spans}"
        left_out |= {mutants.pop(number)["name"]: "do not compile" for number in guilty}
