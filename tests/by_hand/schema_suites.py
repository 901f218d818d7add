#!/usr/bin/env python3
"""Holds the verdicts against public suites of JSON Schema and JSONPath, and reads what is said at unions.

    tests/by_hand/schema_suites.py BINARY schema FOLDER [DRAFT...]   github.com/json-schema-org/JSON-Schema-Test-Suite
    tests/by_hand/schema_suites.py BINARY path FILE                  cts.json of jsonpath-standard/jsonpath-compliance-test-suite
    tests/by_hand/schema_suites.py BINARY unions FOLDER              github.com/SchemaStore/schemastore

The first prints for each draft and part how many verdicts are right, wrong, and refused since the schema refers to what is not
there, and lists the wrong ones. The second prints the paths that select other nodes, or are taken though they are none. The
third checks the documents that are to be refused and prints each finding about a type or a word at a place for which the
schema has several forms and another form allows what the finding denies; it needs the Python packages `jsonschema` and `pyyaml`. The exit
code is 1 where anything is listed.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

DRAFTS = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}


def check(binary, folder, files=(".",)):
    command = [binary, "check", "--format", "json", "--max-findings", "100000", *files]
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=600)
    return json.loads(run.stdout)["findings"]


def configure(folder, schema, files):
    entry = {"files": files, "schema": schema}
    folder.joinpath("reportlint.yaml").write_text(json.dumps({"root": True, "documents": [entry]}))


def parts(folder):
    for file in sorted(folder.glob("*.json")):
        yield "required", file
    for file in sorted(folder.glob("optional/*.json")):
        yield "optional", file
    for file in sorted(folder.glob("optional/format/*.json")):
        yield "format", file


def schema_suite(binary, suite, drafts):
    wrong = []
    for draft in drafts or DRAFTS:
        counts = collections.defaultdict(collections.Counter)
        for part, file in parts(suite / "tests" / draft):
            with tempfile.TemporaryDirectory() as work:
                work = pathlib.Path(work)
                groups = json.loads(file.read_text())
                for number, group in enumerate(groups):
                    folder = work / f"g{number}"
                    folder.mkdir()
                    schema = group["schema"]
                    if isinstance(schema, dict):
                        schema = {"$schema": DRAFTS[draft], **schema}
                    folder.joinpath("schema.json").write_text(json.dumps(schema))
                    for at, test in enumerate(group["tests"]):
                        folder.joinpath(f"t{at}.json").write_text(json.dumps(test["data"]))
                    configure(folder, "schema.json", ["t*.json"])
                found = collections.defaultdict(set)
                refused = set()
                names = [f"g{number}" for number in range(len(groups))]
                for finding in check(binary, work, names):
                    group, name = finding["file"].split("/", 1)
                    if name == "schema.json":
                        if finding["severity"] == "error":
                            refused.add(group)
                    elif finding["rule"].startswith("schema/"):
                        found[group].add(name)
                for number, group in enumerate(groups):
                    for at, test in enumerate(group["tests"]):
                        name = f"g{number}"
                        is_valid = f"t{at}.json" not in found[name]
                        if name in refused:
                            counts[part]["refused"] += 1
                        elif is_valid == test["valid"]:
                            counts[part]["right"] += 1
                        else:
                            counts[part]["wrong"] += 1
                            wrong.append(f"{draft} {file.stem}: {group['description']}: {test['description']}")
        for part, count in counts.items():
            print(f"{draft} {part}: {count['right']} right, {count['wrong']} wrong, {count['refused']} refused", flush=True)
    return wrong


def pointer(path):
    """The JSON Pointer of a normalized path, such as `$['a'][0]`."""
    tokens, rest = [], path[1:]
    while rest:
        if rest.startswith("['"):
            token, at = "", 2
            while rest[at] != "'":
                if rest[at] == "\\" and rest[at + 1] == "u":
                    token += chr(int(rest[at + 2 : at + 6], 16))
                    at += 6
                elif rest[at] == "\\":
                    token += {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}.get(rest[at + 1], rest[at + 1])
                    at += 2
                else:
                    token += rest[at]
                    at += 1
            rest = rest[at + 2 :]
        else:
            token, rest = rest[1:].split("]", 1)
        tokens.append("/" + token.replace("~", "~0").replace("/", "~1"))
    return "".join(tokens)


def path_suite(binary, file):
    wrong = []
    tests = json.loads(file.read_text())["tests"]
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for number, test in enumerate(tests):
            folder = work / f"g{number}"
            folder.mkdir()
            folder.joinpath("data.json").write_text(json.dumps(test.get("document", {})))
            # what no value is written like, so that each node is reported
            rule = {"id": "nodes", "require": {"of": test["selector"], "fields": ["no such field"]}}
            entry = {"files": ["data.json"], "checks": [rule]}
            folder.joinpath("reportlint.yaml").write_text(json.dumps({"root": True, "documents": [entry]}))
        nodes, refused = collections.defaultdict(set), set()
        for finding in check(binary, work, [f"g{number}" for number in range(len(tests))]):
            group = finding["file"].split("/")[0]
            if finding["rule"] == "check/nodes" and finding["file"].endswith("data.json"):
                nodes[group].add(finding.get("pointer", ""))
            elif finding["rule"] == "config/invalid-selector":
                refused.add(group)
        for number, test in enumerate(tests):
            name = f"g{number}"
            if test.get("invalid_selector"):
                is_right = name in refused
            else:
                expected = test.get("results_paths") or [test.get("result_paths", [])]
                selected = [{pointer(path) for path in paths} for paths in expected]
                is_right = name not in refused and nodes[name] in selected
            if not is_right:
                wrong.append(f"{test['name']}: {test['selector']!r}: {sorted(nodes[name])}")
    print(f"paths: {len(tests) - len(wrong)} of {len(tests)} right")
    return wrong


def leaves(error, depth=0):
    yield error, depth
    for inner in error.context or ():
        yield from leaves(inner, depth + 1)


def unions(binary, store):
    import jsonschema
    import yaml

    wrong, total = [], 0
    schemas = store / "src/schemas/json"
    for folder in sorted((store / "src/negative_test").iterdir()):
        schema = schemas / f"{folder.name}.json"
        documents = [file for file in sorted(folder.iterdir()) if file.suffix in (".json", ".yaml", ".yml")]
        if not schema.exists() or not documents:
            continue
        with tempfile.TemporaryDirectory() as work:
            work = pathlib.Path(work)
            for file in documents:
                work.joinpath(file.name.lstrip(".")).write_bytes(file.read_bytes())
            work.joinpath("schema").mkdir()
            work.joinpath("schema/s.json").write_bytes(schema.read_bytes())
            configure(work, "schema/s.json", [file.name.lstrip(".") for file in documents])
            try:
                findings = check(binary, work)
            except Exception as error:
                wrong.append(f"{folder.name}: {error}")
                continue
            root = json.loads(schema.read_text(encoding="utf-8-sig"))
            validator = jsonschema.validators.validator_for(root)
            errors = {}
            for finding in findings:
                if finding["rule"] not in ("schema/type", "schema/const", "schema/enum"):
                    continue
                name = finding["file"]
                if name not in errors:
                    text = work.joinpath(name).read_text(encoding="utf-8-sig")
                    try:
                        data = json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
                        errors[name] = data, list(validator(root).iter_errors(data))
                    except Exception:
                        errors[name] = None, []
                data, found = errors[name]
                at = finding.get("pointer", "")
                for union in found:
                    for error, _ in leaves(union):
                        if error.validator not in ("anyOf", "oneOf") or not error.context:
                            continue
                        if to_pointer(error.absolute_path) == at:
                            total += 1
                            wrong += denied(finding, error, folder.name, name)
    print(f"unions: {total} findings at a value with several forms")
    return wrong


def to_pointer(path):
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def denied(finding, union, schema, file):
    """The branches of a union in which the value has no wrong type, where a finding says that its type is wrong."""
    branches = collections.defaultdict(list)
    for error in union.context:
        branches[error.schema_path[0]].append(error)
    if finding["rule"] != "schema/type":
        return []
    for number, errors in branches.items():
        own = [error for error in errors if not error.relative_path]
        if not any(error.validator in ("type", "const", "enum", "anyOf", "oneOf", "$ref") for error in own):
            return [f"{schema}/{file} {finding.get('pointer', '')}: {finding['message']} (form {number} takes the type)"]
    return []


def main():
    binary, suite, place = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2], pathlib.Path(sys.argv[3])
    if suite == "schema":
        wrong = schema_suite(binary, place, sys.argv[4:])
    elif suite == "path":
        wrong = path_suite(binary, place)
    else:
        wrong = unions(binary, place)
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
