// Runs the packed extension with a stub of VS Code, and its program.
//
// usage: node test.mjs FOLDER
//
// FOLDER is where the extension is unpacked.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { after, test } from "node:test";
import { setTimeout } from "node:timers/promises";

import { Editor } from "./stub.mjs";

const extension = resolve(process.argv.at(-1));
const program = join(extension, "bin/reportlint");
const scratch = mkdtempSync(join(tmpdir(), "reportlint-vscode-test-"));
const report = join(scratch, "report.yaml");
const text = readFileSync(resolve(import.meta.dirname, "../../fixtures/vienna-forum/report.yaml"), "utf8");
writeFileSync(report, text);
after(() => rmSync(scratch, { recursive: true }));

/** What the command line finds: rules, and places in UTF-16. */
const found = (() => {
  const printed = spawnSync(program, ["check", "--format", "json", report], { encoding: "utf8" }).stdout;
  const bytes = Buffer.from(text);
  const place = ({ offset }) => {
    const lines = bytes.subarray(0, offset).toString().split("\n");
    return `${lines.length - 1}:${lines.at(-1).length}`;
  };
  return JSON.parse(printed).findings.map((it) => `${it.rule} ${place(it.range.start)}-${place(it.range.end)}`);
})();

const shown = (diagnostics) =>
  diagnostics.map(({ code, range: { start, end } }) => {
    return `${code.value} ${start.line}:${start.character}-${end.line}:${end.character}`;
  });

/** The processes that run the program of the extension, one a line. */
const running = () => spawnSync("pgrep", ["-f", `^${program} server`], { encoding: "utf8" }).stdout;

/** Writes a program that is the one of the extension, but leaves a mark when it starts. */
function marked(folder) {
  const mark = join(folder, "mark");
  const path = join(folder, "reportlint");
  mkdirSync(folder);
  writeFileSync(path, `#!/bin/sh\ntouch '${mark}'\nexec '${program}' "$@"\n`, { mode: 0o755 });
  return { path, isStarted: () => existsSync(mark) };
}

async function editing(editor, folder, act) {
  await editor.activate(folder);
  try {
    await act();
  } finally {
    await editor.close();
  }
}

test("the findings of a report are shown at their places, and change with the text", async () => {
  const editor = new Editor({ isTrusted: false, settings: {} });
  await editing(editor, extension, async () => {
    const document = await editor.open(report, text);
    assert.deepEqual(shown(await editor.shows(document, found.length)), found);
    await editor.typeAtStart(document, 'broken: "\n');
    assert.match(shown(await editor.shows(document, 1))[0], /^yaml\/syntax /);
    assert.deepEqual(editor.messages, []);
  });
  // the client gives the server a moment to end
  for (let wait = 0; running() !== "" && wait < 100; wait += 1) {
    await setTimeout(100);
  }
  assert.equal(running(), "");
});

test("a fix of a finding is offered", async () => {
  const editor = new Editor({ isTrusted: false, settings: {} });
  await editing(editor, extension, async () => {
    const document = await editor.open(report, text);
    const diagnostics = await editor.shows(document, found.length);
    const style = diagnostics.find((it) => it.code.value === "references/style");
    const actions = await editor.actions(document, style);
    const line = text.split("\n")[style.range.start.line];
    assert.deepEqual(actions, { 'Fix: write "I"': [`${line.replace("Annex 1.", "Annex I.")}\n`] });
  });
});

test("the server starts again when somebody asks for it", async () => {
  const editor = new Editor({ isTrusted: true, settings: {} });
  await editing(editor, extension, async () => {
    const before = running();
    assert.notEqual(before, "");
    await editor.run("reportlint.restart");
    assert.notEqual(running(), before);
    const document = await editor.open(report, text);
    await editor.shows(document, found.length);
  });
});

test("a setting names another program", async () => {
  const other = marked(join(scratch, "other"));
  const editor = new Editor({ isTrusted: false, settings: {} });
  await editing(editor, extension, async () => {
    assert.equal(other.isStarted(), false);
    await editor.configure({ "reportlint.path": other.path });
    const document = await editor.open(report, text);
    await editor.shows(document, found.length);
    assert.equal(other.isStarted(), true);
  });
});

test("a program that is missing is reported", async () => {
  const editor = new Editor({ isTrusted: true, settings: { "reportlint.path": join(scratch, "missing") } });
  await editing(editor, extension, async () => {
    assert.match(editor.messages.join("\n"), /missing/);
  });
});

test("nothing on the path is started before the workspace is trusted", async () => {
  const bare = join(scratch, "bare");
  cpSync(extension, bare, { recursive: true });
  rmSync(join(bare, "bin"), { recursive: true });
  const elsewhere = join(scratch, "elsewhere");
  const installed = marked(elsewhere);
  process.env.PATH = `${elsewhere}${delimiter}${process.env.PATH}`;
  const editor = new Editor({ isTrusted: false, settings: {} });
  await editing(editor, bare, async () => {
    const document = await editor.open(report, text);
    assert.equal(installed.isStarted(), false);
    assert.equal(editor.messages.length, 1);
    assert.match(editor.messages[0], /Trust the workspace/);
    await editor.trust();
    await editor.shows(document, found.length);
    assert.equal(installed.isStarted(), true);
  });
});

test("a workspace cannot name a program", () => {
  const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  const settings = manifest.contributes.configuration.properties;
  assert.deepEqual(Object.keys(settings), ["reportlint.path"]);
  assert.equal(settings["reportlint.path"].scope, "machine");
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, "limited");
});

test("the extension has the program of its version", () => {
  const { version } = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  assert.equal(execFileSync(program, ["--version"], { encoding: "utf8" }), `reportlint ${version}\n`);
});
