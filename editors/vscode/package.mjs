// Packs the extension with a program, as it is released.
//
// usage: node package.mjs PROGRAM TARGET FOLDER
//
// TARGET is the one for which Rust built the program. Writes FOLDER/reportlint-vscode-VERSION-SYSTEM.vsix. What package-lock.json
// lists is installed.

import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const HERE = import.meta.dirname;
const TOP = resolve(HERE, "../..");

// What VS Code calls the systems.
const SYSTEMS = {
  "x86_64-unknown-linux-gnu": "linux-x64",
  "x86_64-unknown-linux-musl": "alpine-x64",
  "aarch64-unknown-linux-gnu": "linux-arm64",
  "aarch64-unknown-linux-musl": "alpine-arm64",
  "x86_64-apple-darwin": "darwin-x64",
  "aarch64-apple-darwin": "darwin-arm64",
  "x86_64-pc-windows-msvc": "win32-x64",
};

/** Writes the extension as one file, and returns the packages that are in it. */
async function bundle(outfile) {
  const { metafile } = await build({
    absWorkingDir: HERE,
    bundle: true,
    entryPoints: ["src/extension.ts"],
    external: ["vscode"],
    format: "cjs",
    metafile: true,
    minify: true,
    outfile,
    platform: "node",
    target: "node20",
  });
  const packages = Object.keys(metafile.inputs).map((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(packages.filter(Boolean))].sort();
}

/** The licences of packages, which have to go with their code. */
async function licences(packages) {
  const texts = ["The extension contains these packages:"];
  for (const folder of packages) {
    const { name, version } = JSON.parse(await readFile(join(HERE, folder, "package.json"), "utf8"));
    const files = (await readdir(join(HERE, folder))).filter((file) => /^licen[cs]e/i.test(file));
    if (files.length === 0) {
      throw new Error(`${name} has no file with its licence`);
    }
    texts.push(`${name} ${version}\n\n${(await readFile(join(HERE, folder, files[0]), "utf8")).trim()}`);
  }
  return `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

async function main(program, target, folder) {
  const system = SYSTEMS[target];
  if (system === undefined) {
    throw new Error(`VS Code has no name for ${target}`);
  }
  const manifest = await readFile(join(HERE, "package.json"), "utf8");
  const { version } = JSON.parse(manifest);
  if (!(await readFile(join(TOP, "Cargo.toml"), "utf8")).includes(`\nversion = "${version}"\n`)) {
    throw new Error(`the extension has the version ${version}, and the program has another one`);
  }
  await mkdir(folder, { recursive: true });
  const staged = await mkdtemp(join(tmpdir(), "reportlint-vscode-"));
  try {
    await writeFile(join(staged, "package.json"), manifest);
    await writeFile(join(staged, ".vscodeignore"), "");
    for (const [from, name] of [[HERE, "README.md"], [TOP, "LICENSE"], [TOP, "CHANGELOG.md"]]) {
      await cp(join(from, name), join(staged, name));
    }
    await cp(program, join(staged, "bin", target.includes("windows") ? "reportlint.exe" : "reportlint"));
    const packages = await bundle(join(staged, "dist/extension.js"));
    await writeFile(join(staged, "LICENSES-OF-PACKAGES.txt"), await licences(packages));
    const packagePath = join(folder, `reportlint-vscode-${version}-${system}.vsix`);
    await createVSIX({ cwd: staged, dependencies: false, packagePath, target: system });
  } finally {
    await rm(staged, { recursive: true });
  }
}

if (process.argv.length !== 5) {
  console.error("usage: node package.mjs PROGRAM TARGET FOLDER");
  process.exit(1);
}
await main(...process.argv.slice(2).map((argument, index) => (index === 1 ? argument : resolve(argument))));
