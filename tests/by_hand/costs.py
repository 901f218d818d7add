#!/usr/bin/env python3
"""Checks small projects that are made to cost much, each at a size, at twice and at four times that size: for every keyword
of JSON Schema and every key of the configuration one, which is the first word of its name. A test compares the names with
the keywords and keys that there are. Each is to end by itself, within 5 s of processor time and 1 GiB, and to take no more
than in proportion to its size. The configurations must be valid: otherwise nothing is measured.

usage: tests/by_hand/costs.py BINARY [NAME...]

BINARY is an optimised build. Prints a line for each project, and ends with 1 if one took more. What takes less than half a
second in the largest size is not compared.
"""

import json
import os
import pathlib
import resource
import signal
import subprocess
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


DRAFT_7 = "http://json-schema.org/draft-07/schema#"
DRAFT_2019 = "https://json-schema.org/draft/2019-09/schema"


def tagged(union, forms):
    """Forms that a key distinguishes, each with such forms within it."""
    form = lambda word: {"required": ["kind"], "properties": {"kind": {"const": word}, "of": {"items": {"$ref": "#"}}, "a": {"type": "string"}}}
    return {union: [form(word) for word in names(forms)]}


def tree(forms, levels):
    """What such a schema is for, with a mistake in each of the innermost."""
    if levels == 0:
        return {"kind": "k0", "a": 1}
    return {"kind": f"k{levels % forms}", "of": [tree(forms, levels - 1)] * 20}


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
    "$schema": lambda n: ({"$schema": "https://json-schema.org/draft/2020-12/schema", "items": {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://a/b", "type": "string"}}, [1] * (n * 100)),
    "id": lambda n: ({"$schema": "http://json-schema.org/draft-04/schema#", "definitions": {k: {"id": f"http://a/{k}"} for k in names(n * 20)}}, 1),
    "definitions": lambda n: ({"$schema": DRAFT_7, "definitions": {k: {"type": "string"} for k in names(n * 200)}}, 1),
    "$comment": lambda n: ({"items": {"$comment": "d" * (n * 5000), "type": "string"}}, [1] * (n * 20)),
    "default": lambda n: ({"items": {"default": ["d"] * (n * 500), "type": "string"}}, [1] * (n * 20)),
    "examples": lambda n: ({"items": {"examples": ["d" * 50] * (n * 100), "type": "string"}}, [1] * (n * 20)),
    "deprecated": each({"deprecated": True, "type": "string"}, 1),
    "readOnly": each({"readOnly": True, "type": "string"}, 1),
    "writeOnly": each({"writeOnly": True, "type": "string"}, 1),
    "$vocabulary": lambda n: ({"$vocabulary": {f"http://a/{k}": False for k in names(n * 50)}, "items": {"type": "string"}}, [1] * (n * 20)),
    "$dynamicAnchor": lambda n: ({"$dynamicAnchor": "n", "type": "object", "properties": {"c": {"$dynamicRef": "#n"}}, "$defs": {k: {"$dynamicAnchor": k} for k in names(n * 50)}}, nested(240)),
    "$dynamicRef": lambda n: ({"$dynamicAnchor": "n", "required": names(n), "properties": {"c": {"$dynamicRef": "#n"}}}, nested(200)),
    "$recursiveAnchor": lambda n: ({"$schema": DRAFT_2019, "$recursiveAnchor": True, "required": names(n), "properties": {"c": {"$recursiveRef": "#"}}}, nested(200)),
    "$recursiveRef": lambda n: ({"$schema": DRAFT_2019, "$recursiveAnchor": True, "properties": {"c": {"allOf": [{"$recursiveRef": "#"}] * 2}}, "type": "string"}, nested(n)),
    "additionalItems": lambda n: ({"$schema": DRAFT_7, "items": {"items": [True], "additionalItems": False}}, [[1, 2, 3]] * (n * 50)),
    "additionalItems of one list": lambda n: ({"$schema": DRAFT_7, "items": [True], "additionalItems": {"type": "string"}}, [1] * (n * 100)),
    "dependencies": lambda n: ({"$schema": DRAFT_7, "items": {"dependencies": {"a": names(n * 8)}}}, [{"a": 1}] * (n * 8)),
    "then": each({"if": True, "then": {"type": "string"}}, 1),
    "else": each({"if": False, "else": {"type": "string"}}, 1),
    "maximum": each({"maximum": 5}, 10**17),
    "exclusiveMaximum": each({"exclusiveMaximum": 5}, 5),
    "exclusiveMinimum": each({"exclusiveMinimum": 5}, 5),
    "minLength": lambda n: ({"items": {"minLength": 10**6}}, ["é" * 1000] * (n * 20)),
    "maxItems": lambda n: ({"items": {"maxItems": 1}}, [[1] * 100] * (n * 20)),
    "minItems": lambda n: ({"items": {"minItems": 1000}}, [[1] * 100] * (n * 20)),
    "maxProperties": lambda n: ({"items": {"maxProperties": 1}}, [{k: 1 for k in names(50)}] * (n * 20)),
    "maxContains": lambda n: ({"items": {"contains": {"const": 1}, "maxContains": 1}}, [[1] * (n * 10)] * 50),
    "minContains": lambda n: ({"items": {"contains": {"const": 1}, "minContains": 10**6}}, [[1] * (n * 10)] * 50),
    "contentEncoding": lambda n: ({"$schema": DRAFT_7, "items": {"contentEncoding": "base64"}}, ["é" * 1000] * (n * 20)),
    "contentMediaType": lambda n: ({"$schema": DRAFT_7, "items": {"contentMediaType": "application/json"}}, ["[" * 100 + "1" * 900] * (n * 20)),
    "contentSchema": lambda n: ({"items": {"contentMediaType": "application/json", "contentSchema": {"required": names(n)}}}, ["{}"] * (n * 20)),
    "pattern that looks around": lambda n: ({"items": {"pattern": "(?=a).*b"}}, ["a" * 1000] * (n * 10)),
    "pattern that goes back": lambda n: ({"items": {"pattern": "^((a+)+)+\\2b$"}}, ["a" * 30] * (n * 200)),
    "patternProperties that go back": lambda n: ({"patternProperties": {"^((a+)+)+\\2b$": False}}, {"a" * 30 + str(i): 1 for i in range(n * 200)}),
    "propertyNames that go back": lambda n: ({"propertyNames": {"pattern": "^((a+)+)+\\2b$"}}, {"a" * 30 + str(i): 1 for i in range(n * 200)}),
    "oneOf with a tag": lambda n: (tagged("oneOf", n), tree(n, 2)),
    "anyOf with a tag": lambda n: (tagged("anyOf", n), tree(n, 2)),
    "anyOf with keys of its own": lambda n: ({"items": {"anyOf": [{"properties": {k: {"const": 1}}, "required": [k]} for k in names(n * 4)]}}, [{}] * 20),
    "oneOf of large forms": lambda n: ({"oneOf": [{"$ref": "#/$defs/large"}] * (n * 20), "$defs": {"large": {"properties": {k: {"const": 1} for k in names(n * 20)}}}}, {"k1": 2}),
    "a key of the data": lambda n: ({"additionalProperties": {"items": {"type": "integer"}}}, {"k" * (n * 5000): ["a"] * (n * 20)}),
}


def config(make):
    def files(size):
        text, others = make(size)
        return {"reportlint.yaml": text, **others}

    return files


REPORT = "document: {title: A}\nsections:\n  - title: One\n    paragraphs:\n      - {number: 1, text: the the}\n"
ITEM = {"b": "x", "t": "09:00", "u": "10:00", "r": "09:00-10:00", "m": 60, "d": "2008-02-12", "w": "Monday", "l": ["x", "y"]}
DATA = {"d.json": json.dumps([{"a": i, **ITEM} for i in range(500)])}


def checks(check):
    """So many checks of the same data."""

    def make(size):
        lines = "".join(f"      - {{id: a{i}, {check}}}\n" for i in range(size * 10))
        return "documents:\n  - files: [d.json]\n    checks:\n" + lines, DATA

    return make


def entry(rest):
    """So many entries that select the same data."""
    return lambda n: ("documents:\n" + f"  - {{files: [d.json], {rest}}}\n" * (n * 20), {**DATA, "s.json": "{}"})


def allowed(rest):
    """So many findings that are allowed."""
    lines = lambda n: "".join(f"  - {{rule: text/doubled-word, reason: x, {rest}}}\n".replace("NUMBER", str(i)) for i in range(n * 200))
    return lambda n: ("allow:\n" + lines(n), {"report.yaml": REPORT})


def large(key):
    """A value that is long and that nobody knows."""
    return lambda n: (f"{key}: " + "x" * (n * 5000) + "\n", {"report.yaml": REPORT})


# the keys whose families may be found to be wrong, since what is long or much is refused
REFUSED = {"id", "fail_on", "stage", "severity", "language", "root", "rules", "$schema", "extends", "ignore", "files"}

CHECKS = {
    "unique": "unique: {of: '$..*'}",
    "of": "unique: {of: '$[*].l[*]'}",
    "by": "unique: {of: '$[*]', by: [b, t, u]}",
    "within": "unique: {of: '$[*].b', within: [^a, ^t]}",
    "resolve": "resolve: {of: '$[*].b', in: {of: '$[*].a'}}",
    "in": "resolve: {of: '$[*].b', in: [{of: '$[*].a'}, {of: '$[*].t'}]}",
    "file": "resolve: {of: '$[*].b', in: {file: d.json, of: '$[*].a'}}",
    "files of another place": "resolve: {of: '$[*].b', in: {files: '*.json', of: '$[*].a'}}",
    "optional": "resolve: {of: '$[*].c', in: {of: '$[*].a'}, optional: true}",
    "except": "resolve: {of: '$[*].b', in: {of: '$[*].a'}, except: [y, z, 1]}",
    "join": "resolve: {of: '$[*]', by: [b, t], join: '-', in: {of: '$[*]', by: [t, b]}}",
    "split": "resolve: {of: '$[*].r', split: '-', in: {of: '$[*].a'}}",
    "ignore of a check": "resolve: {of: '$[*].b', in: {of: '$[*].w'}, ignore: [case, spacing, quotes]}",
    "paths": "resolve: {of: '$[*].b', in: {paths: '**/*.json'}}",
    "from": "resolve: {of: '$[*].b', in: {paths: '**/*.json', from: [/, /gone]}}",
    "without": "resolve: {of: '$[*].b', in: {paths: '**/*.json', without: [.json, .md]}}",
    "index": "resolve: {of: '$[*].b', in: {paths: '**/*.json', index: [d.json, index.md]}}",
    "unlisted": "resolve: {of: '$[*].b', in: {paths: '**/*.json', unlisted: ['*.md']}, unused: error}",
    "unused": "resolve: {of: '$[*].b', in: {of: '$[*].a'}, unused: error}",
    "sequence": "sequence: {of: '$[*].m'}",
    "first": "sequence: {of: '$[*].m', first: 7}",
    "any_order": "sequence: {of: '$[*].m', any_order: true}",
    "ordered": "ordered: {of: '$[*].b'}",
    "descending": "ordered: {of: '$[*]', by: a, descending: true}",
    "language": "ordered: {of: '$[*]', by: w, language: de}",
    "equal": "equal: {of: '$[*]', by: b, fields: [a]}",
    "fields": "equal: {of: '$[*]', by: b, fields: {a: m, t: u}, with: {of: '$[*]', by: b}}",
    "as": "equal: {of: '$[*]', by: b, fields: [t], as: time}",
    "with": "equal: {of: '$[*]', by: b, fields: [a], with: {of: '$[*]', by: b}}",
    "count": "count: {of: '$..*', exactly: 7}",
    "exactly": "count: {of: '$[*].l[*]', within: ^a, exactly: 7}",
    "at_least": "count: {of: '$[*].l[*]', within: ^a, at_least: 7}",
    "at_most": "count: {of: '$[*].l[*]', within: ^a, at_most: 1}",
    "stated": "count: {of: '$[*]', stated: '$[0].a'}",
    "weekday": "weekday: {of: '$[*]', date: d, weekday: w}",
    "date": "weekday: {of: '$[*]', date: b, weekday: w}",
    "matches": "matches: {of: '$..b', pattern: '^(y|z)*$'}",
    "pattern": "matches: {of: '$..b', pattern: '(y[yz]{40}z)?y'}",
    "require": "require: {of: '$[*]', fields: [c]}",
    "forbid": "forbid: {of: '$[*]', fields: [a]}",
    "together": "require: {of: '$[*]', together: [a, c]}",
    "overlap": "overlap: {of: '$[*]', start: t, end: u}",
    "start": "overlap: {of: '$[*]', start: b, end: u}",
    "end": "overlap: {of: '$[*]', start: t, end: b}",
    "range": "overlap: {of: '$[*]', range: r}",
    "duration": "overlap: {of: '$[*]', start: t, duration: m}",
    "overnight": "overlap: {of: '$[*]', start: u, end: t, overnight: true}",
    "gap": "gap: {of: '$[*]', start: t, end: u, at_most: 0}",
    "severity": "unique: {of: '$[*].b'}, severity: advice",
}

CONFIGS = {
    **{name: checks(check) for name, check in CHECKS.items()},
    "separately": lambda n: ("documents:\n  - files: ['*.json']\n    separately: true\n    checks:\n" + "".join(f"      - {{id: a{i}, require: {{of: '$[*]', fields: [c]}}}}\n" for i in range(20)), {f"d{i}.json": json.dumps([ITEM] * 50) for i in range(n * 4)}),
    "schema": lambda n: ("documents:\n  - {files: ['*.json'], schema: s/s.json}\n", {"s/s.json": json.dumps({"items": {"required": names(100)}}), **{f"d{i}.json": json.dumps([{}] * 100) for i in range(n * 4)}}),
    "preset": entry("preset: frab"),
    "documents": entry("schema: s.json"),
    "checks": lambda n: ("documents:\n" + "".join(f"  - {{files: [d.json], checks: [{{id: m{i}, unique: {{of: '$[*].b'}}}}]}}\n" for i in range(n * 10)), DATA),
    "rule": lambda n: ("allow:\n" + "  - {rule: text, reason: x}\n" * (n * 200), {"report.yaml": REPORT}),
    "pointer": allowed("pointer: /sections/NUMBER"),
    "until": allowed("until: 2999-01-01"),
    "$schema": large("$schema"),
    "fail_on": large("fail_on"),
    "stage": large("stage"),
    "root": large("root"),
    "message": lambda n: ("documents:\n  - files: [d.json]\n    checks: [{id: m, matches: {of: '$..b', pattern: zz}, message: '" + "{value}" * (n * 200) + "'}]\n", DATA),
    "help": lambda n: ("documents:\n  - files: [d.json]\n    checks: [{id: m, matches: {of: '$..b', pattern: zz}, help: '" + "h" * (n * 2000) + "'}]\n", DATA),
    "id": lambda n: ("documents:\n  - files: [d.json]\n    checks: [{id: " + "m" * (n * 500) + ", matches: {of: '$..b', pattern: zz}}]\n", DATA),
    "files": lambda n: ("documents:\n  - files: [" + ", ".join(f"'*{i}.json'" for i in range(n * 50)) + "]\n", DATA),
    "extends": lambda n: ("extends: [" + ", ".join(["preset/frab"] * (n * 200)) + "]\n", {"report.yaml": REPORT}),
    "ignore": lambda n: ("ignore: ['" + "*a" * (n * 20_000) + "']\n", {"report.yaml": REPORT}),
    "allow": lambda n: ("allow:\n" + "".join(f"  - {{rule: text/doubled-word, reason: x, file: a{i}.yaml}}\n" for i in range(n * 200)), {"report.yaml": REPORT}),
    "reason": lambda n: ("allow: [{rule: text/doubled-word, reason: '" + "t" * (n * 10_000) + "'}]\n", {"report.yaml": REPORT}),
    "rules": lambda n: ("rules:\n" + "".join(f"  text/x{i}: error\n" for i in range(n * 100)), {"report.yaml": REPORT}),
    "exempt_abbreviations": lambda n: ("exempt_abbreviations: [" + ", ".join(f"A{i}B" for i in range(n * 200)) + "]\n", {"report.yaml": REPORT}),
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
            (folder / name).parent.mkdir(exist_ok=True)
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


def invalid(binary, files):
    """What is wrong with the configuration itself."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / ".git").mkdir()
        for name, text in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
        run = subprocess.run([binary, "check", "--format", "json"], cwd=folder, capture_output=True)
        found = json.loads(run.stdout)["findings"]
    return [it["message"] for it in found if it["rule"].startswith("config/") or it["file"] == "reportlint.yaml" and it["rule"].startswith(("schema/", "yaml/"))]


def main(binary, *wanted):
    failed = False
    for name, make in PROJECTS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        runs = [checked(binary, make(size)) for size in (25, 50, 100)]
        complaints = []
        kind, own = name.split(": ")
        if kind == "config" and own.split()[0] not in REFUSED:
            complaints += invalid(binary, make(1))[:1]
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
