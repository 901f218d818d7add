#!/usr/bin/env python3
"""Checks small projects that are made to cost much, each at a size, at twice and at four times that size: for every keyword
of JSON Schema and every key of the configuration one. Each is to end by itself, within 5 s of processor time and 1 GiB, and
to take no more than in proportion to its size.

usage: tests/by_hand/costs.py BINARY [NAME...]

BINARY is an optimised build. Prints a line for each project, and ends with 1 if one took more. What takes less than half a
second in the largest size is not compared.
"""

import json
import os
import pathlib
import resource
import signal
import sys
import tempfile

SECONDS = 5
MEMORY = 1 << 30
NOTICED = 0.5
# twice the size may take so many times as long
GROWTH = 2.8

CONFIG = "documents:\n  - {files: [d.json], schema: s.json}\n"


def schema(make):
    """A project whose schema and data depend on the size."""

    def files(size):
        rules, data = make(size)
        return {"reportlint.yaml": CONFIG, "s.json": json.dumps(rules), "d.json": json.dumps(data)}

    return files


def names(size):
    return [f"k{i}" for i in range(size)]


def chain(size, link, last):
    definitions = {f"a{i}": link({"$ref": f"#/$defs/a{i + 1}"}) for i in range(size)}
    return {"$ref": "#/$defs/a0", "$defs": {**definitions, f"a{size}": last}}


def nested(levels, value=1):
    for _ in range(levels):
        value = {"c": value}
    return value


def each(rule, item):
    """A rule for so many items, none of which keeps to it."""
    return lambda n: ({"items": rule}, [item] * (n * 100))


SCHEMAS = {
    "type": each({"type": "string"}, 1),
    "const": lambda n: ({"items": {"const": "c" * n * 500}}, [1] * (n * 5)),
    "enum": lambda n: ({"items": {"enum": names(n * 20)}}, [f"w{i}" for i in range(n * 20)]),
    "required": lambda n: ({"items": {"required": names(n * 8)}}, [{}] * (n * 8)),
    "dependentRequired": lambda n: ({"items": {"dependentRequired": {"a": names(n * 8)}}}, [{"a": 1}] * (n * 8)),
    "dependentSchemas": lambda n: ({"items": {"dependentSchemas": {k: False for k in names(n * 4)}}}, [{k: 1 for k in names(n * 4)}] * 20),
    "properties": lambda n: ({"properties": {k: {"type": "string"} for k in names(n * 100)}}, {k: 1 for k in names(n * 100)}),
    "patternProperties": lambda n: ({"patternProperties": {f"^k{i}": False for i in range(n)}}, {k: 1 for k in names(n * 10)}),
    "additionalProperties": lambda n: ({"properties": {k: True for k in names(n * 5)}, "additionalProperties": False}, {f"j{i}": 1 for i in range(n * 50)}),
    "propertyNames": lambda n: ({"propertyNames": {"maxLength": 1}}, {k: 1 for k in names(n * 100)}),
    "unevaluatedProperties": lambda n: ({"allOf": [{"properties": {k: True}} for k in names(n)], "unevaluatedProperties": False}, {f"j{i}": 1 for i in range(n * 20)}),
    "unevaluatedItems": lambda n: ({"unevaluatedItems": False}, [1] * (n * 100)),
    "prefixItems": lambda n: ({"prefixItems": [False] * (n * 50)}, [1] * (n * 50)),
    "items": lambda n: ({"items": False}, [1] * (n * 100)),
    "contains": lambda n: ({"items": {"contains": {"const": 1}}}, [[2] * (n * 10)] * 50),
    "uniqueItems": lambda n: ({"uniqueItems": True}, [[i % 3, "a" * 20] for i in range(n * 100)]),
    "minimum": each({"minimum": 5}, 1),
    "multipleOf": each({"multipleOf": 0.7}, 1),
    "maxLength": lambda n: ({"items": {"maxLength": 1}}, ["a" * 1000] * (n * 20)),
    "format": lambda n: ({"items": {"format": "uri"}}, ["a" * 1000] * (n * 20)),
    "pattern": lambda n: ({"items": {"pattern": "(a[ab]{90}c|b[ab]{90}c)x?c"}}, ["ab" * 500] * (n * 20)),
    "minProperties": each({"minProperties": 1}, {}),
    "not": each({"not": {"type": "integer"}}, 1),
    "if": each({"if": {"type": "integer"}, "then": False}, 1),
    "allOf": lambda n: ({"items": {"allOf": [{"type": "string"}] * n}}, [1] * (n * 20)),
    "anyOf": lambda n: ({"items": {"anyOf": [{"required": [k]} for k in names(n)]}}, [{}] * (n * 20)),
    "oneOf": lambda n: ({"items": {"oneOf": [{"required": [k]} for k in names(n)]}}, [{}] * (n * 20)),
    "description": lambda n: ({"items": {"type": "string", "description": "d" * (n * 5000)}}, [1] * (n * 20)),
    "title": lambda n: ({"items": {"type": "string", "title": "d" * (n * 5000)}}, [1] * (n * 20)),
    "$ref": lambda n: (chain(n * 100, lambda it: it, {"type": "string"}), 1),
    "$ref through allOf": lambda n: (chain(n * 100, lambda it: {"allOf": [it]}, {"type": "string"}), 1),
    "$ref through not": lambda n: (chain(n * 100, lambda it: {"not": it}, {"type": "string"}), 1),
    "$ref through properties": lambda n: (chain(n * 50, lambda it: {"properties": {"c": it}}, {"type": "string"}), nested(200)),
    "$ref and depth": lambda n: (chain(n * 5, lambda it: it, {"properties": {"c": {"$ref": "#/$defs/a0"}}}), nested(240)),
    "$defs": lambda n: ({"$defs": {k: {"type": "string"} for k in names(n * 200)}}, 1),
    "$id": lambda n: ({"$defs": {k: {"$id": f"http://a/{k}"} for k in names(n * 20)}}, 1),
    "$anchor": lambda n: ({"$defs": {k: {"$anchor": k} for k in names(n * 50)}, "allOf": [{"$ref": f"#{k}"} for k in names(n * 10)]}, 1),
    "a key of the data": lambda n: ({"additionalProperties": {"items": {"type": "integer"}}}, {"k" * (n * 5000): ["a"] * (n * 20)}),
}


def config(make):
    def files(size):
        text, others = make(size)
        return {"reportlint.yaml": text, **others}

    return files


REPORT = "document: {title: A}\nsections:\n  - title: One\n    paragraphs:\n      - {number: 1, text: the the}\n"
DATA = {"d.json": json.dumps([{"a": i, "b": "x"} for i in range(500)])}


def checks(check):
    """So many checks of the same data."""

    def make(size):
        lines = "".join(f"      - {{id: a{i}, {check}}}\n" for i in range(size * 10))
        return "documents:\n  - files: [d.json]\n    checks:\n" + lines, DATA

    return make


CONFIGS = {
    "unique": checks("unique: {of: '$..*'}"),
    "resolve": checks("resolve: {of: '$[*].a', in: '$[*].a'}"),
    "sequence": checks("sequence: {of: '$[*].a'}"),
    "ordered": checks("ordered: {of: '$[*]', by: a}"),
    "equal": checks("equal: {of: '$[*]', key: b, fields: [a]}"),
    "count": checks("count: {of: '$..*', exactly: 7}"),
    "weekday": checks("weekday: {of: '$[*]', date: a, weekday: b}"),
    "matches": checks("matches: {of: '$..b', pattern: '^(y|z)*$'}"),
    "require": checks("require: {of: '$[*]', fields: [c]}"),
    "forbid": checks("forbid: {of: '$[*]', fields: [a]}"),
    "overlap": checks("overlap: {of: '$[*]', start: a, end: a}"),
    "message": lambda n: ("documents:\n  - files: [d.json]\n    checks: [{id: m, matches: {of: '$..b', pattern: zz}, message: '" + "{value}" * (n * 200) + "'}]\n", DATA),
    "help": lambda n: ("documents:\n  - files: [d.json]\n    checks: [{id: m, matches: {of: '$..b', pattern: zz}, help: '" + "h" * (n * 2000) + "'}]\n", DATA),
    "id": lambda n: ("documents:\n  - files: [d.json]\n    checks: [{id: " + "m" * (n * 500) + ", matches: {of: '$..b', pattern: zz}}]\n", DATA),
    "files": lambda n: ("documents:\n  - files: [" + ", ".join(f"'*{i}.json'" for i in range(n * 50)) + "]\n", DATA),
    "extends": lambda n: ("extends: [" + ", ".join(["preset/frab"] * (n * 200)) + "]\n", {"report.yaml": REPORT}),
    "ignore": lambda n: ("ignore: ['" + "*a" * (n * 20_000) + "']\n", {"report.yaml": REPORT}),
    "allow": lambda n: ("allow:\n" + "".join(f"  - {{rule: text/doubled-word, reason: x, file: a{i}.yaml}}\n" for i in range(n * 200)), {"report.yaml": REPORT}),
    "reason": lambda n: ("allow: [{rule: text/doubled-word, reason: '" + "t" * (n * 10_000) + "'}]\n", {"report.yaml": REPORT}),
    "rules": lambda n: ("rules:\n" + "".join(f"  text/x{i}: error\n" for i in range(n * 100)), {"report.yaml": REPORT}),
    "abbreviations": lambda n: ("abbreviations: [" + ", ".join(f"A{i}B" for i in range(n * 200)) + "]\n", {"report.yaml": REPORT}),
}

PROJECTS = {
    **{f"schema: {name}": schema(make) for name, make in SCHEMAS.items()},
    **{f"config: {name}": config(make) for name, make in CONFIGS.items()},
}


def checked(binary, files):
    """How the check of these files ends, and what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / ".git").mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        pid = os.fork()
        if pid == 0:
            os.chdir(folder)
            resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
            output = os.open(os.devnull, os.O_WRONLY)
            os.dup2(output, 1)
            os.dup2(output, 2)
            os.execv(binary, [binary, "check", "--format", "json", "--show-suppressed"])
        _, status, used = os.wait4(pid, 0)
        return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss << 10


def main(binary, *wanted):
    failed = False
    for name, make in PROJECTS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        runs = [checked(binary, make(size)) for size in (25, 50, 100)]
        complaints = []
        for code, seconds, memory in runs:
            if code not in (0, 1, 2):
                complaints.append(signal.Signals(-code).name if code < 0 else f"exit {code}")
            if seconds > SECONDS:
                complaints.append("too long")
            if memory > MEMORY:
                complaints.append("too much memory")
        times = [seconds for _, seconds, _ in runs]
        if times[2] > NOTICED and times[2] > GROWTH * times[1] and times[1] > GROWTH * times[0]:
            complaints.append("grows faster than its size")
        failed |= bool(complaints)
        taken = ", ".join(f"{seconds:.2f} s {memory >> 20} MiB" for _, seconds, memory in runs)
        print(f"{name}: {taken} {', '.join(complaints).upper()}", flush=True)
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve()), *sys.argv[2:]))
