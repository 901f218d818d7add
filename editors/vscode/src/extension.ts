// Starts `reportlint server`, and connects it with the editor.

import { existsSync } from "node:fs";
import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

const NAME = "reportlint";
const PATH_SETTING = "reportlint.path";

let client: LanguageClient | undefined;
// Starts and stops follow one another, however fast they are asked for.
let turn: Promise<void> = Promise.resolve();

export function activate(context: ExtensionContext): Promise<void> {
  const restart = () => inTurn(() => start(context));
  context.subscriptions.push(
    commands.registerCommand("reportlint.restart", restart),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(PATH_SETTING)) {
        return restart();
      }
    }),
  );
  return restart();
}

export function deactivate(): Promise<void> {
  return inTurn(stop);
}

function inTurn(act: () => Promise<void>): Promise<void> {
  turn = turn.then(act).catch((error: unknown) => {
    void window.showErrorMessage(`reportlint: ${error instanceof Error ? error.message : String(error)}`);
  });
  return turn;
}

async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  await stopped?.dispose();
}

async function start(context: ExtensionContext): Promise<void> {
  await stop();
  const command = program(context);
  if (command === undefined) {
    void window.showWarningMessage(
      "reportlint: this extension comes without the program. Trust the workspace to start the program that is on your " +
        `path, or name it in the setting ${PATH_SETTING}.`,
    );
    return;
  }
  client = new LanguageClient(
    NAME,
    NAME,
    { command, args: ["server"] },
    {
      documentSelector: ["yaml", "json"].map((language) => ({ scheme: "file", language })),
    },
  );
  await client.start();
}

/** The program to start, if there is one that may be started. */
function program(context: ExtensionContext): string | undefined {
  const named = workspace.getConfiguration().get<string>(PATH_SETTING);
  if (named) {
    return named;
  }
  const bundled = context.asAbsolutePath(`bin/${NAME}${process.platform === "win32" ? ".exe" : ""}`);
  if (existsSync(bundled)) {
    return bundled;
  }
  // Windows searches the working folder before the path, so a folder that nobody trusts could bring a program.
  return workspace.isTrusted ? NAME : undefined;
}
