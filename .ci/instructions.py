#!/usr/bin/env python3
"""Counts the instructions that an optimised build of reportlint takes, which says what a change costs however busy the
machine is.

    .ci/instructions.py guard BINARY    compares with the figures in .ci/instructions.json
    .ci/instructions.py update BINARY   writes those figures anew
    .ci/instructions.py growth BINARY   checks that n, 2n and 4n of everything cost in proportion

BINARY is what `cargo build --profile gate` makes. Needs valgrind, and cargo for the reports to measure with.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent
FIGURES = ROOT / ".ci" / "instructions.json"

# How much more than the committed figure may be counted; with another compiler its own doings are in the difference.
MARGIN = 0.10
MARGIN_OF_OTHER_COMPILER = 0.30

# What 2n more may cost, as a multiple of what n more cost before: 2 for what is linear, 4 for what is quadratic.
STEEPEST = 2.6


def instructions(binary, arguments, folder):
    """The instructions of one run in one thread. That faults are found is no failure of it."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "check", "--jobs", "1", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    counted = re.search(r"refs:\s+([\d,]+)", run.stderr)
    if run.returncode not in (0, 1) or counted is None:
        sys.exit(f"{binary} check {arguments} ended with {run.returncode}:\n{run.stderr}")
    return int(counted[1].replace(",", "")), run.stdout


# ----------------------------------------------------------------- the guard


def generated(folder, name, *arguments):
    text = subprocess.run(
        ["cargo", "run", "--quiet", "--locked", "--example", "generate", "--", *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    (folder / name).write_bytes(text)


def counted(binary):
    """The instructions for each of the fixed inputs."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        small = ROOT / "fixtures" / "vienna-forum" / "corrected.yaml"
        (folder / "small.yaml").write_bytes(small.read_bytes())
        generated(folder, "large.yaml", "yaml", "1000000")
        generated(folder, "faulty.json", "json", "500000", "500")
        cases = {
            "a small report": ["small.yaml"],
            "1 MB of YAML in order": ["large.yaml"],
            "JSON with 500 faults, as JSON": ["faulty.json", "--format", "json"],
        }
        return {name: instructions(binary, arguments, folder)[0] for name, arguments in cases.items()}


def compiler():
    return subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.strip()


def update(binary):
    figures = {"rustc": compiler(), "instructions": counted(binary)}
    FIGURES.write_text(json.dumps(figures, indent=2) + "\n")
    print(FIGURES.read_text(), end="")


def guard(binary):
    committed = json.loads(FIGURES.read_text())
    margin = MARGIN
    if compiler() != committed["rustc"]:
        margin = MARGIN_OF_OTHER_COMPILER
        print(f"NOTE: the figures were counted with {committed['rustc']}, and this is {compiler()}.")
        print(f"NOTE: up to {margin:.0%} more is let pass; update the figures with the new compiler.")
    too_many = False
    for name, now in counted(binary).items():
        before = committed["instructions"][name]
        grown = now / before - 1
        too_many |= grown > margin
        print(f"{name}: {now:,} instructions, {grown:+.1%}{'  TOO MANY' if grown > margin else ''}")
    if too_many:
        sys.exit(
            f"More than {margin:.0%} above .ci/instructions.json. Find what became slower; if it is worth its price:\n"
            "  cargo build --profile gate --locked && .ci/instructions.py update target/gate/reportlint"
        )


# ---------------------------------------------------------------- the growth

HEAD = "document: {title: A report}\n"


def paragraphs(n):
    yield "r.yaml", HEAD + "sections:\n  - title: Proceedings\n    paragraphs:\n" + "".join(
        f"      - {{number: {i}, text: The speakers took note of item {i} of the long list.}}\n" for i in range(1, n + 1)
    )


def sessions(n):
    yield "r.yaml", HEAD + "agenda:\n  days:\n    - date: 2008-02-12\n      items:\n" + "".join(
        f'        - {{start: "09:00", end: "{10 + i % 8}:30", code: "{i:06}", title: Session on theme {i}x, room: Room {i},'
        f" speakers: [Ms. Speaker {i}x]}}\n"
        for i in range(1, n + 1)
    )


def clashes(n):
    yield "r.yaml", HEAD + "agenda:\n  days:\n    - date: 2008-02-12\n      items:\n" + "".join(
        f'        - {{start: "09:00", end: "10:00", code: "{i:06}", title: Session on theme {i}x}}\n' for i in range(1, n + 1)
    )


def references(n):
    cited = " ".join(f"See paragraph {i % 9 + 1}, {i}." for i in range(n))
    yield "r.yaml", HEAD + "sections:\n  - title: Proceedings\n    paragraphs:\n" + "".join(
        f"      - {{number: {i}, text: '{cited if i == 1 else f'Nothing {i}.'}'}}\n" for i in range(1, 10)
    )


def contents(n):
    entries = "".join(f"  - {{label: '{i}', title: Heading {i}x}}\n" for i in range(1, n + 1))
    sections = "".join(
        f"  - {{label: '{i}', title: Heading {i}x, paragraphs: [{{text: Text {i}.}}]}}\n" for i in range(1, n + 1)
    )
    yield "r.yaml", HEAD + "contents:\n" + entries + "sections:\n" + sections


def footnotes(n):
    marks = " ".join(f"word[^{i}]" for i in range(1, n + 1))
    notes = "".join(f"  - {{mark: '{i}', text: Note {i}.}}\n" for i in range(1, n + 1))
    yield "r.yaml", HEAD + f"sections:\n  - title: A\n    paragraphs: [{{text: '{marks}'}}]\nfootnotes:\n" + notes


def findings(n):
    yield "r.yaml", HEAD + "sections:\n  - title: Proceedings\n    paragraphs:\n" + "".join(
        f"      - {{number: {i}, text: It was the the point {i}.}}\n" for i in range(1, n + 1)
    )


def people(n):
    yield "r.yaml", HEAD + "people:\n" + "".join(f"  - {{id: p{i}, name: Person {i}x}}\n" for i in range(1, n + 1))


def suppressions(n):
    yield "r.yaml", HEAD + "sections:\n  - title: Proceedings\n    paragraphs:\n" + "".join(
        "      # reportlint: allow text/doubled-word -- it was said so\n"
        f"      - {{number: {i}, text: It was the the point {i}.}}\n"
        for i in range(1, n + 1)
    )


def files(n):
    for i in range(n):
        yield f"r{i}.report.yaml", HEAD + f"sections: [{{title: A, paragraphs: [{{text: It was the the point {i}.}}]}}]\n"


def included(n):
    yield "r.yaml", HEAD + "include: [parts/p*.yaml]\n"
    for i in range(n):
        yield f"parts/p{i:06}.yaml", f"sections: [{{title: Part {i}x, paragraphs: [{{text: It was point {i}.}}]}}]\n"


def include_depth(n):
    yield "r.yaml", HEAD + "include: [p0.yaml]\n"
    for i in range(n):
        yield f"p{i}.yaml", (f"include: [p{i + 1}.yaml]\n" if i + 1 < n else "") + "tables: [{title: Flows}]\n"


def declared(n):
    """Other data, in order, with a check of each relation."""
    yield "reportlint.yaml", """\
documents:
  - files: [talks.json]
    checks:
      - {id: unique, unique: {of: "$.talks[*]", by: [id]}}
      - {id: resolve, resolve: {of: "$.talks[*].next", in: {of: "$.talks[*].id"}, unused: warning}}
      - {id: overlap, overlap: {of: "$.talks[*]", start: start, end: end, by: [date, room]}}
      - {id: sequence, sequence: {of: "$.talks[*]", by: id, first: 1}}
      - {id: ordered, ordered: {of: "$.talks[*]", by: [id]}}
      - {id: equal, equal: {of: "$.talks[*]", by: id, fields: [room], with: {of: "$.copies[*]", by: id}}}
      - {id: count, count: {of: "$.talks[*]", within: room, exactly: 1}}
      - {id: weekday, weekday: {of: "$.talks[*]", date: date, weekday: day}}
      - {id: matches, matches: {of: "$.talks[*].room", pattern: "^Room [0-9]+$"}}
      - {id: require, require: {of: "$.talks[?@.id > 0]", fields: [room, start]}}
      - {id: forbid, forbid: {of: "$.talks[*]", together: [room, online]}}
"""
    talks = [
        {"id": i, "next": i % n + 1, "room": f"Room {i}", "date": "2008-02-13", "day": "Wednesday", "start": "09:00", "end": "10:00"}
        for i in range(1, n + 1)
    ]
    copies = [{"id": talk["id"], "room": talk["room"]} for talk in talks]
    yield "talks.json", json.dumps({"talks": talks, "copies": copies})


def declared_findings(n):
    """Other data with as many findings."""
    yield "reportlint.yaml", """\
documents:
  - files: [talks.json]
    checks:
      - {id: clash, overlap: {of: "$[*]", start: start, end: end, by: [room]}}
      - {id: written, matches: {of: "$[*].room", pattern: "^Hall"}}
"""
    yield "talks.json", json.dumps([{"room": f"Room {i // 2}", "start": "09:00", "end": "10:00"} for i in range(n)])


# Suggestions of what was meant are left out: they cost the square of what is asked until their budget is spent.
# Each with an n at which a quadratic loop of a few instructions is seen, and nothing takes long.
DIMENSIONS = [
    (paragraphs, 800),
    (sessions, 200),
    (clashes, 2000),
    (references, 1000),
    (contents, 300),
    (footnotes, 800),
    (findings, 400),
    (people, 800),
    (suppressions, 300),
    (files, 30),
    (included, 40),
    (include_depth, 40),
    (declared, 400),
    (declared_findings, 400),
]

# Those of which not one file is checked, but all that are found.
SEARCHED = {files, declared, declared_findings}


def cost(binary, dimension, n):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, text in dimension(n):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
        paths = ["."] if dimension in SEARCHED else ["r.yaml"]
        return instructions(binary, ["--quiet", *paths], folder)[0]


def growth(binary):
    too_steep = []
    # counts are not times, so that those of several runs can be taken side by side
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads:
        runs = [
            [threads.submit(cost, binary, dimension, factor * n) for factor in (1, 2, 4)] for dimension, n in DIMENSIONS
        ]
    for (dimension, n), costs in zip(DIMENSIONS, runs):
        few, more, many = (cost.result() for cost in costs)
        steepness = (many - more) / max(more - few, 1)
        print(f"{dimension.__name__}: {n} to {4 * n} cost {few:,} to {many:,}, steepness {steepness:.2f}", flush=True)
        if steepness > STEEPEST:
            too_steep.append(dimension.__name__)
    if too_steep:
        sys.exit(f"The cost grows out of proportion with: {', '.join(too_steep)}. At most {STEEPEST} is in proportion.")


if __name__ == "__main__":
    commands = {"guard": guard, "update": update, "growth": growth}
    if len(sys.argv) != 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](str(pathlib.Path(sys.argv[2]).resolve()))
