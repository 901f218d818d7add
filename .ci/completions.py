#!/usr/bin/env python3
"""Completes words in bash, zsh and fish, with the scripts of a release.

usage: .ci/completions.py FOLDER

FOLDER has the scripts, as an archive does. A shell is asked as somebody who types would ask it; one that is not there is
an error.
"""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

# words typed so far, and words that must be offered for the last of them
CASES = [
    (["ex"], ["explain"]),
    (["check", "--for"], ["--format", "--force-exclude"]),
    (["check", "--format", "s"], ["sarif"]),
]

# an interactive shell that does not answer in that time is taken to be stuck
PATIENCE = 30

ENVIRONMENT = {"PATH": os.environ["PATH"], "TERM": "dumb", "LC_ALL": "C.UTF-8", "HOME": os.devnull}


def run(*command: str) -> str:
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert not ran.stderr, ran
    return ran.stdout


def bash(folder: Path, words: list[str]) -> list[str]:
    typed = ["reportlint", *words]
    return run(
        "bash", "--noprofile", "--norc", "-c",
        'source "$1"; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); '
        '_reportlint reportlint "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"; printf "%s\\n" "${COMPREPLY[@]}"',
        "bash", str(folder / "reportlint.bash"), *typed,
    ).split()


def fish(folder: Path, words: list[str]) -> list[str]:
    offered = run(
        "fish", "--no-config", "--private", "-c", 'source $argv[1]; complete --do-complete "$argv[2]"',
        str(folder / "reportlint.fish"), " ".join(["reportlint", *words]),
    )
    # a description comes behind a tab
    return [line.split("\t")[0] for line in offered.splitlines()]


def zsh(folder: Path, words: list[str]) -> list[str]:
    """zsh completes at a terminal only. The words that it shows after the tab key are all that it tells."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe("zsh", ["zsh", "-f", "-i"], ENVIRONMENT)
    try:
        setting = f"PROMPT= RPROMPT=; LISTMAX=0; fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -D; print re''ady"
        os.write(terminal, setting.encode() + b"\n")
        read_until(terminal, "ready\r\n")
        # what is shown last is the line itself, in which only what all words have in common is filled in
        os.write(terminal, " ".join(["reportlint", *words]).encode() + b"\t\x04\x04")
        shown = read_until(terminal, None)
    finally:
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(terminal)
    return re.findall(r"[\w-]+", re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]", " ", shown))


def read_until(terminal: int, end: str | None) -> str:
    """What a terminal shows, until it shows a certain text; or, without one, until nothing more comes."""
    shown = ""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        quiet = 3 if end is None and shown else PATIENCE
        if not select.select([terminal], [], [], quiet)[0]:
            break
        shown += os.read(terminal, 4096).decode(errors="replace")
        if end is not None and end in shown:
            return shown
    assert end is None, f"zsh shows {shown!r}"
    return shown


def main(folder: Path) -> None:
    for shell in (bash, zsh, fish):
        for words, expected in CASES:
            offered = shell(folder, words)
            missing = [word for word in expected if word not in offered]
            assert not missing, f"{shell.__name__} offers {offered} for {words}"
        nonsense = shell(folder, ["check", "--zzz"])
        assert not set(nonsense) & {"--format", "--output"}, f"{shell.__name__} offers {nonsense} for nonsense"
        print(f"{shell.__name__}: completes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
