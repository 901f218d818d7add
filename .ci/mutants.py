#!/usr/bin/env python3
"""Changes a part of the code in every way that `cargo mutants` knows, and lists the changes that no test notices.

usage: .ci/mutants.py relation [ARGUMENT...]
       .ci/mutants.py rules [FOLDER...]

`relation` is src/relation, which knows nothing of the rest of the crate: it is tested as a crate of its own, by its own
tests alone. The arguments are for `cargo mutants`.

`rules` is src/rules, or these folders of it, such as `agenda`. The whole is built once with all changes in it
(`switched.py`), and tested once for each, by the tests that judge rules, quick ones first. What changes no function, or one
that returns an iterator, is listed as not tried.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import switched

ROOT = Path(__file__).resolve().parent.parent
# what src/relation is built from and tested with, at the versions of the whole
CRATES = {"dependencies": ["rustc-hash", "smallvec", "strsim"], "dev-dependencies": ["proptest"]}
# the modules of tests/it that say what rules find, and what these are made of
JUDGES = ["agenda", "agenda_times", "base", "body", "chains", "edit", "mutation", "precision", "rules", "tried", "vienna", "wording", "yaml"]
# the tests of a change, until one of them fails; `rules::` are the fixtures, and those inside of the rules
FIXTURES = ["rules::", "it::wording::"]
SLOW = ["it::chains::", "it::mutation::", "thousands"]
STAGES = [FIXTURES, ["it::", *(f"--skip={test}" for test in FIXTURES + SLOW)], SLOW]
LONGEST = 120


def manifest() -> str:
    return (ROOT / "Cargo.toml").read_text(encoding="utf-8")


def relation(crate: Path, arguments: list[str]) -> int:
    shutil.copytree(ROOT / "src/relation", crate / "src/relation")
    shutil.copy(ROOT / "src/relation.rs", crate / "src")
    (crate / "src/lib.rs").write_text("#![allow(dead_code)]\nmod relation;\n", encoding="utf-8")
    lines = ["[package]", 'name = "relation"', 'version = "0.0.0"', 'edition = "2024"']
    for section, crates in CRATES.items():
        lines.append(f"[{section}]")
        lines += [re.search(rf"^{name} = .*$", manifest(), re.MULTILINE)[0] for name in crates]
    (crate / "Cargo.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    code = subprocess.run(["cargo", "mutants", "--timeout=30", *arguments], cwd=crate).returncode
    found = json.loads((crate / "mutants.out/outcomes.json").read_text(encoding="utf-8"))
    tell(found["total_mutants"], found["caught"] + found["timeout"], found["missed"])
    return code


def tell(all_of_them: int, noticed: int, unnoticed: int) -> None:
    """Says it as the tests do that `tested.py` makes a table of."""
    print(f"tried: {all_of_them} inputs, {noticed + unnoticed} executions, {noticed} kills, {unnoticed} survivors", flush=True)


def copied(crate: Path) -> None:
    """The whole with its judges inside, so that one thing is built and not three."""
    for folder in ["src", "schemas", "fixtures"]:
        shutil.copytree(ROOT / folder, crate / folder)
    (crate / "src/main.rs").unlink()
    for judge in (ROOT / "tests/it").rglob("*"):
        name = judge.name.replace("it__", "reportlint__it__") if judge.suffix == ".snap" else judge.name
        copy = crate / "src/it" / judge.relative_to(ROOT / "tests/it").with_name(name)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if judge.suffix == ".rs":
            copy.write_text(judge.read_text(encoding="utf-8").replace("crate::", "crate::it::"), encoding="utf-8")
        elif judge.is_file():
            shutil.copy(judge, copy)
    modules = "".join(f"mod {judge};\n" for judge in JUDGES)
    whole = (crate / "src/lib.rs").read_text(encoding="utf-8")
    inside = f"#[cfg(test)]\nextern crate self as reportlint;\n#[cfg(test)]\nmod it {{\n{modules}}}\n"
    (crate / "src/lib.rs").write_text(f"#![allow(warnings)]\n{whole}{switched.SWITCH}{inside}", encoding="utf-8")
    shutil.copy(ROOT / "Cargo.lock", crate)
    package, *_ = re.split(r"(?m)^\[(?:package.metadata|lints|profile)", manifest().replace("default-run", "# default-run"))
    # what the crate is built from is built once, and may be fast
    profile = '[profile.dev]\ndebug = false\n[profile.dev.package."*"]\nopt-level = 1\n'
    (crate / "Cargo.toml").write_text(package + profile, encoding="utf-8")


def verdict(program: str, crate: Path, number: int) -> str:
    """What becomes of a change; 0 is none."""
    # to stop at the first failure is an option of toolchains that are not stable
    environment = os.environ | {"MUTANT": str(number), "RUSTC_BOOTSTRAP": "1"}
    for tests in STAGES:
        command = [program, *tests, "-Zunstable-options", "--fail-fast"]
        try:
            ran = subprocess.run(command, cwd=crate, env=environment, capture_output=True, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            return "without an end"
        if ran.returncode:
            return "noticed"
    return "not noticed"


def rules(crate: Path, folders: list[str]) -> int:
    copied(crate)
    files = [f"--file=src/rules/{folder}/**" for folder in folders] or ["--file=src/rules/**", "--file=src/rules.rs"]
    listed = subprocess.run(["cargo", "mutants", "--list", "--json", *files], cwd=ROOT, capture_output=True, check=True)
    program, mutants, found = switched.build(crate, json.loads(listed.stdout))
    assert verdict(program, crate, 0) == "not noticed", "the tests fail without any change"
    for number, mutant in mutants.items():
        found[mutant["name"]] = verdict(program, crate, number)
        if found[mutant["name"]] != "noticed":
            print(f"{found[mutant['name']]}: {mutant['name']}", flush=True)
    counts = Counter(found.values())
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    tell(len(found), counts["noticed"] + counts["without an end"], counts["not noticed"])
    return int("not noticed" in found.values())


PARTS = {"relation": relation, "rules": rules}

if __name__ == "__main__":
    if not set(sys.argv[1:2]) & set(PARTS):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(PARTS[sys.argv[1]](Path(folder), sys.argv[2:]))
