#!/usr/bin/env python3
"""Checks files of 10 MB that are made to cost much: each is to end within 5 s of processor time and 1 GiB, without a panic
and without a control character on its way to a terminal.

usage: tests/by_hand/hostile.py BINARY [NAME...]

BINARY is an optimised build. Prints a line for each file, with what it took, and ends with 1 if one took more.
"""

import os
import pathlib
import re
import signal
import sys
import tempfile

BYTES = 10_000_000
SECONDS = 5
MEMORY = 1 << 30
HEAD = "document: {title: A report}\n"
BODY = HEAD + "sections:\n  - title: Proceedings\n    paragraphs:\n"


def many(head, line, tail=""):
    """`line` for 0, 1, 2 … until there are 10 MB of them."""
    count = BYTES // len(line(100_000).encode())
    return head + "".join(line(i) for i in range(count)) + tail


def items(line):
    return many(HEAD + "agenda:\n  days:\n    - date: 2008-02-12\n      items:\n", line)


def aliases(depth):
    levels = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, depth)]
    return HEAD + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(levels)


# Made when it is their turn: what this program holds would count as the memory of what it runs.
TEXTS = {
    "one key of 10 MB": lambda: HEAD + "x-" + "k" * BYTES + ": 1\n",
    "one word": lambda: BODY + "      - text: " + "a" * BYTES + "\n",
    "one line of words": lambda: BODY + "      - text: " + "the old point " * (BYTES // 14) + "\n",
    "one word again and again": lambda: BODY + "      - text: " + "the " * (BYTES // 4) + "\n",
    "brackets that open": lambda: BODY + "      - text: '" + "[" * BYTES + "'\n",
    "quotation marks": lambda: BODY + "      - text: '" + "“" * (BYTES // 3) + "'\n",
    "references": lambda: BODY + "      - number: 1\n        text: " + "see para. 7, " * (BYTES // 13) + "\n",
    "a run of numbers": lambda: BODY + "      - number: 1\n        text: see paras. 1–999999999" + ", 1–99999999" * (BYTES // 13) + "\n",
    "references to ranges": lambda: many(BODY, lambda i: f"      - {{number: {i}, text: see paras. 1–{i} and {i}–{2 * i}}}\n"),
    "words in capitals": lambda: BODY + "      - text: " + "UNODC UNTOC (GA) " * (BYTES // 17) + "\n",
    "short forms, all different": lambda: many(BODY, lambda i: f"      - text: The Group Of Report{i} (GOR{i}) met.\n"),
    "dates": lambda: BODY + "      - text: " + "on Monday, 31 February 2008, " * (BYTES // 29) + "\n",
    "footnote marks": lambda: BODY + "      - text: '" + "a[^1] " * (BYTES // 6) + "'\n",
    "flow in flow": lambda: HEAD + "x-deep: " + "[" * BYTES,
    "mapping in mapping": lambda: HEAD + "".join(f"{' ' * i}x-{i}:\n" for i in range(4400)),
    "dashes": lambda: HEAD + "x-list: " + "\n" + "- " * (BYTES // 2),
    "question marks": lambda: HEAD + "? " * (BYTES // 2),
    "colons": lambda: HEAD + "a: " * (BYTES // 3),
    "anchors": lambda: HEAD + "x-a:\n" + "".join(f"  - &a{i} x\n" for i in range(BYTES // 14)),
    "aliases": lambda: HEAD + "x-a: &a [" + "x, " * 1000 + "]\nx-b:\n" + "  - *a\n" * (BYTES // 7),
    "aliases that multiply": lambda: aliases(30),
    "merges": lambda: HEAD + "x-a: &a {k: 1}\nx-b: {<<: [" + "*a, " * (BYTES // 4) + "]}\n",
    "one key again and again": lambda: HEAD + "x-a: 1\n" * (BYTES // 7),
    "keys, all different": lambda: many(HEAD, lambda i: f"x-{i}: 1\n"),
    "keys that are unknown": lambda: many(HEAD, lambda i: f"k{i}: 1\n"),
    "comments": lambda: HEAD + "# a comment\n" * (BYTES // 12),
    "suppressions": lambda: HEAD + "# reportlint: allow text/doubled-word -- why\n" * (BYTES // 45),
    "suppressions of no rule": lambda: many(HEAD, lambda i: f"# reportlint: allow text/{i} -- why\n"),
    "tabs": lambda: HEAD + "x-a:\n" + "\t- x\n" * (BYTES // 5),
    "line breaks": lambda: HEAD + "\n" * BYTES,
    "carriage returns": lambda: HEAD + "\r" * BYTES,
    "a folded text": lambda: BODY + "      - text: >-\n" + "          a line of it\n" * (BYTES // 23),
    "escapes": lambda: BODY + '      - text: "' + "\\u0041\\n" * (BYTES // 8) + '"\n',
    "escape sequences": lambda: many(BODY, lambda i: f'      - {{number: {i}, text: "\\e[31m\\a\\x9b the the \\u202e"}}\n'),
    "documents": lambda: "---\na\n" * (BYTES // 6),
    "tags": lambda: HEAD + "x-a:\n" + "  - !<tag:x> y\n" * (BYTES // 15),
    "sessions at one time": lambda: items(lambda i: f'        - {{start: "09:00", end: "10:00", title: Talk {i}}}\n'),
    "sessions in one room": lambda: items(lambda i: f'        - {{start: "09:00", end: "10:00", title: T{i}, room: A}}\n'),
    "one code": lambda: items(lambda i: f'        - {{start: "09:00", end: "10:00", code: "014", title: T{i}, parallel: true}}\n'),
    "one title": lambda: items(lambda i: f'        - {{code: "{i:06}", title: Health and Human Trafficking}}\n'),
    "sessions that hold one another": lambda: items(lambda i: f'        - {{start: "{i % 24:02}:00", end: "{i % 24 + 23}:59", title: T{i}}}\n'),
    "times that are none": lambda: items(lambda i: f"        - {{start: 9{i}, end: never, title: T{i}}}\n"),
    "speakers": lambda: items(lambda i: f'        - {{start: "09:00", end: "10:00", title: T{i}, speakers: [A, B, C, D], room: R{i}}}\n'),
    "contents that lead nowhere": lambda: many(HEAD + "contents:\n", lambda i: f"  - {{label: '{i}', title: Nowhere {i}}}\n"),
    "paragraphs of one number": lambda: many(BODY, lambda i: f"      - {{number: 7, text: Number {i} of them.}}\n"),
    "paragraphs of one text": lambda: many(BODY, lambda i: f"      - {{number: {i}, text: One text for all of them.}}\n"),
    "paragraphs backwards": lambda: many(BODY, lambda i: f"      - {{number: {900000 - i}, text: Number {i}.}}\n"),
    "labels as letters": lambda: many(HEAD + "sections:\n", lambda i: f"  - {{label: {'IVXLCDM'[i % 7] * 9}, title: S{i}}}\n"),
    "people of one name": lambda: many(HEAD + "people:\n", lambda i: f"  - {{id: p{i}, name: One Name}}\n"),
    "ids that are one": lambda: HEAD + "people:\n" + "  - {id: one, name: A}\n" * (BYTES // 23),
    "everything of the wrong type": lambda: many(BODY, lambda i: f"      - {{number: [{i}], text: {{a: b}}}}\n"),
    "includes": lambda: many(HEAD + "include:\n", lambda i: f"  - missing{i}.yaml\n"),
}


OTHERS = {
    "JSON: brackets": ("report.json", lambda: b"[" * BYTES),
    "JSON: one text": ("report.json", lambda: b'{"a": "' + b"x" * BYTES),
    "JSON: one key again and again": ("report.json", lambda: b"{" + b'"a":1,' * (BYTES // 6) + b'"a":1}'),
    "JSON: numbers": ("report.json", lambda: b'{"a": [' + b"1e999," * (BYTES // 6) + b"1]}"),
    "no bytes but 0": ("report.yaml", lambda: bytes(BYTES)),
    "every byte in turn": ("report.yaml", lambda: bytes(range(256)) * (BYTES // 256)),
    "half characters of UTF-16": ("report.yaml", lambda: b"\xff\xfe" + b"\x00\xd8" * (BYTES // 2)),
    "broken UTF-8": ("report.yaml", lambda: b"a: \xe9\n" * (BYTES // 6)),
}


def files():
    """The name of each check, that of its file, and what makes its bytes."""
    for name, text in TEXTS.items():
        yield name, "report.yaml", lambda: text().encode()
    for name, (file, content) in OTHERS.items():
        yield name, file, content


def checked(binary, folder, file, form):
    """What a check of the file takes and writes."""
    written = folder / "written"
    pid = os.fork()
    if pid == 0:
        signal.alarm(60)
        output = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.execv(binary, [binary, "check", "--color", "always", "--format", form, str(folder / file)])
    _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss << 10, written.read_bytes()


def wrong(code, seconds, memory, written):
    """What is wrong with that, if something is."""
    if code not in (0, 1, 2):
        yield f"ended with {code}"
    if seconds > SECONDS:
        yield "too long"
    if memory > MEMORY:
        yield "too much memory"
    if b"panicked" in written:
        yield "panicked"
    colors = re.sub(rb"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", b"", written)
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]", colors):
        yield "control characters"


def main(binary, *names):
    failed = False
    worst = [0, 0]
    tried = 0
    for name, file, content in files():
        if names and name not in names:
            continue
        tried += 1
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / file).write_bytes(content())
            for form in ("human", "json"):
                code, seconds, memory, written = checked(binary, folder, file, form)
                complaints = ", ".join(wrong(code, seconds, memory, written))
                failed |= bool(complaints)
                worst = [max(worst[0], seconds), max(worst[1], memory)]
                print(f"{name}, {form}: {code}, {seconds:.2f} s, {memory >> 20} MiB, {len(written)} bytes {complaints.upper()}")
    print(f"at most {worst[0]:.2f} s and {worst[1] >> 20} MiB")
    print(f"tried: {tried} inputs, {2 * tried} executions")
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve()), *sys.argv[2:]))
