#!/usr/bin/env python3
"""Makes the table of docs/testing.md: what is tried beyond the fixtures of each rule, and what comes of it.

usage: tests/by_hand/tested.py [ROW...]
       tests/by_hand/tested.py --check

Each ROW, by the words in its first column, is run anew, and its line is written with the numbers that it prints; without
any, all are, which takes hours. `--check` runs nothing: it says whether the table has the rows and the commands that
stand here.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/testing.md"
BEGIN, END = "<!-- tested: begin -->\n", "<!-- tested: end -->\n"
UNITS = ["inputs", "executions", "findings", "kills", "survivors"]
HEAD = f"| what | {' | '.join(UNITS)} | command |\n|---|{'---:|' * len(UNITS)}---|\n"

TARGETS = ["parse", "lint_report", "lint_config", "render", "source_map", "suppressions", "references", "server"]

ROWS = {
    "one cause, one finding: changes to a correct report": "cargo test --test it reported_once",
    "planted defects of each rule": "MUTATION_SEEDS=50 cargo test --test it a_planted_defect",
    "any text: no panic, whole characters underlined, in order": "PROPTEST_CASES=1000 cargo test --test it any_text",
    "the same with any number of threads": "PROPTEST_CASES=1000 cargo test --test it threads",
    "the same however a report is written, and in JSON": "PROPTEST_CASES=500 cargo test --test it how_a_report",
    "the same when an id is renamed": "PROPTEST_CASES=100 cargo test --test it an_id",
    "the same when a section is added": "PROPTEST_CASES=50 cargo test --test it a_section_more",
    "nothing is found where everything is suppressed": "cargo test --test it suppressed_is",
    "the verdict of another validator (`boon`)": "cargo test --test it by_both",
    "the days of another calendar (`chrono`)": "cargo test --lib another_calendar",
    "the values of another reader of YAML (`serde_yaml`)": "cargo test --lib syntax::tests::judge",
    **{
        f"fuzzing `{target}`": f"REPORTLINT_FUZZ_SECONDS=60 cargo test --test it fuzz::{target}"
        for target in TARGETS
    },
    "what an editor shows is what a check finds, after any edits": "REPORTLINT_EDITS=1667 cargo test --test it server::law",
    "files of 10 MB that are made to cost much: at most 5 s and 1 GiB": "tests/by_hand/hostile.py target/gate/reportlint",
    "changes to the code of `src/relation`": "tests/by_hand/mutants.py relation",
}

# What ends otherwise than with 0 where changes survive; the page says why those do that it counts.
COUNTS_SURVIVORS = "tests/by_hand/mutants.py"


def numbers(printed: str) -> dict[str, int]:
    """What a run says that it has tried, added up."""
    found = dict.fromkeys(UNITS[:2], 0)
    for line in re.findall(r"tried: (.*)", printed):
        for number, unit in re.findall(rf"(\d+) ({'|'.join(UNITS)})", line):
            found[unit] = found.get(unit, 0) + int(number)
    assert found["executions"], printed[-2000:]
    return found


def run(command: str) -> dict[str, int]:
    """Runs the command of a row; what it finds makes it fail, and is to be mended before the table is made."""
    words = shlex.split(command)
    environment = [word for word in words if re.match(r"[A-Z_]+=", word)]
    words = words[len(environment):]
    if words[0] == "cargo":
        words += ["--", "--nocapture"]
    print("running", command, flush=True)
    ran = subprocess.run(
        ["env", *environment, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace",
    )
    assert ran.returncode == 0 or words[0] == COUNTS_SURVIVORS, f"{command} ends with {ran.returncode}:\n{ran.stdout[-3000:]}"
    return numbers(ran.stdout) | {"findings": 0}


def line(what: str, found: dict[str, int]) -> str:
    cells = [f"{found[unit]:,}" if unit in found else "" for unit in UNITS]
    return f"| {what} | {' | '.join(cells)} | `{ROWS[what]}` |\n"


def table(page: str) -> dict[str, str]:
    """The lines of the table by the words in their first column."""
    lines = page.split(BEGIN)[1].split(END)[0].removeprefix(HEAD).splitlines(keepends=True)
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines}


def write(wanted: list[str]) -> None:
    for what in wanted:
        found = line(what, run(ROWS[what]))
        page = PAGE.read_text(encoding="utf-8")
        lines = table(page) | {what: found}
        body = "".join(lines[row] for row in ROWS if row in lines)
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(before + BEGIN + HEAD + body + END + after, encoding="utf-8")


def check() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert BEGIN + HEAD in page, "the table has another head"
    lines = table(page)
    assert list(lines) == list(ROWS), f"the table has the rows {list(lines)}"
    for what, written in lines.items():
        start, end = re.escape(f"| {what} |"), re.escape(f"| `{ROWS[what]}` |\n")
        cells = r"( [\d,]+ \|){3}( [\d,]+ \| [\d,]+ |  \|  )"
        assert re.fullmatch(start + cells + end, written), f"the table has {written}"


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--check"]:
            check()
        case wanted if set(wanted) <= set(ROWS):
            write(wanted or list(ROWS))
        case _:
            sys.exit(__doc__)
