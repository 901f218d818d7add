#!/usr/bin/env python3
"""Prints what is said of the documents that public suites of YAML and JSON ask to refuse.

    tests/by_hand/syntax_suites.py BINARY yaml FOLDER   the branch `data` of github.com/yaml/yaml-test-suite
    tests/by_hand/syntax_suites.py BINARY json FOLDER   `test_parsing` of github.com/nst/JSONTestSuite

Each document is checked as a data file without a schema. A document that is refused though it is valid, or accepted
though it is not, is listed at the end, and makes the exit code 1. Messages are printed to be read one by one.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

CONFIG = "root: true\ndocuments:\n  - files: data.{}\n"

# Accepted by design: docs/configuration.md says what is put up with in files that other programs read.
LENIENT = {"9C9N", "DK95-01", "QB6E", "Y79Y-003"}


# The rules of what cannot be read.
REFUSALS = {"yaml/syntax", "yaml/encoding"}


def yaml_documents(folder):
    for case in sorted(folder.rglob("in.yaml")):
        name = "-".join(case.parent.relative_to(folder).parts)
        if name.startswith(("name", "tags")):
            continue
        yield name, case.read_bytes(), not (case.parent / "error").exists()


def json_documents(folder):
    for case in sorted(folder.glob("[yn]_*.json")):
        yield case.stem, case.read_bytes(), case.stem.startswith("y_")


def findings(binary, file):
    run = subprocess.run([binary, "check", "--format", "json"], cwd=file.parent, capture_output=True, timeout=30)
    return json.loads(run.stdout)["findings"]


def told(finding, text):
    start, end = (finding["range"][at] for at in ("start", "end"))
    underlined = text[start["offset"] : end["offset"]].decode("utf-8", "replace")
    place = f"{start['line']}:{start['column']}"
    return f"  {place} [{finding['rule']}] {finding['message']}  <<{underlined}>>\n      help: {finding.get('help')}"


def shown(text):
    return "\n".join("    | " + line for line in text.decode("utf-8", "replace").splitlines()[:12])


def main():
    binary, language, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    binary = str(pathlib.Path(binary).resolve())
    documents = yaml_documents if language == "yaml" else json_documents
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        pathlib.Path(work, "reportlint.yaml").write_text(CONFIG.format(language))
        file = pathlib.Path(work, f"data.{language}")
        for name, text, is_valid in documents(folder):
            file.write_bytes(text)
            found = findings(binary, file)
            refused = any(each["rule"] in REFUSALS for each in found)
            if refused == is_valid and name not in LENIENT:
                wrong.append(name)
            if not is_valid:
                print(f"== {name}", shown(text), *(told(each, text) for each in found), sep="\n")
    print("wrong verdicts:", wrong or "none")
    sys.exit(bool(wrong))


main()
