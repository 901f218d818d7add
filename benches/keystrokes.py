#!/usr/bin/env python3
"""Measures how long the language server takes from a keystroke to the findings of the new text.

usage: benches/keystrokes.py PROGRAM REPORT [KEYSTROKES]

Types letters at random places of the report's texts, and deletes each again; a key is pressed as soon as the findings are
there. Prints the median and the 95th percentile, the processor time, which depends less on how busy the machine is, and how much
memory the server has after a tenth of the keystrokes and at the end.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Server:
    """A server, and an editor that waits for what it answers."""

    def __init__(self, program: str):
        self.process = subprocess.Popen([program, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
        while self.read().get("id") != 1:
            pass
        self.send("initialized", {})

    def send(self, method: str, params: dict | None, **also: int) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params} | also).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self) -> dict:
        length = 0
        while (header := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def wait_for_findings(self, version: int) -> int:
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"].get("version") == version:
                return len(message["params"]["diagnostics"])

    def memory(self) -> float:
        """In MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024

    def processor_time(self) -> float:
        """In milliseconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        self.send("shutdown", None, id=2)
        self.send("exit", None)
        self.process.communicate(timeout=60)


def places(text: str) -> list[tuple[int, int]]:
    """Places between the letters of prose, each a line and a column."""
    prose = re.compile(r"^ {8,}([a-z]+ ){5}|^ *(- )?text: [\"']?([A-Za-z]+ ){4}")
    lines = enumerate(text.split("\n"))
    found = [(number, match.end() - 2) for number, line in lines if (match := prose.search(line)) and line.isascii()]
    assert len(found) > 20, "there is too little prose"
    return found


def main(program: str, report: str, keystrokes: int = 200) -> None:
    text = Path(report).read_text(encoding="utf-8")
    choice = random.Random(0)
    where = places(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / "report.yaml"
        path.write_text(text, encoding="utf-8")
        server = Server(program)
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 0, "text": text}
        server.send("textDocument/didOpen", {"textDocument": document})
        findings = server.wait_for_findings(0)
        took = []
        early_memory, before = server.memory(), server.processor_time()
        for version in range(1, keystrokes + 1):
            if version % 2:
                line, column = choice.choice(where)
                change = {"range": at(line, column, column), "text": choice.choice("aeiou")}
            else:
                change = {"range": at(line, column, column + 1), "text": ""}
            edited = {"uri": document["uri"], "version": version}
            began = time.perf_counter()
            server.send("textDocument/didChange", {"textDocument": edited, "contentChanges": [change]})
            server.wait_for_findings(version)
            took.append((time.perf_counter() - began) * 1000)
            if version == keystrokes // 10:
                early_memory = server.memory()
        late_memory, cost = server.memory(), (server.processor_time() - before) / keystrokes
        server.end()
    median, most = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(f"{len(text.encode()) / 1000:.0f} kB, {findings} findings, {keystrokes} keystrokes")
    print(f"median {median:.1f} ms, 95th percentile {most:.1f} ms; {cost:.1f} ms of processor time each")
    print(f"{early_memory:.1f} MiB after a tenth of them, {late_memory:.1f} MiB at the end")


def at(line: int, start: int, end: int) -> dict:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
