// As much of VS Code's module `vscode` as the extension needs, for tests without VS Code.

import { EventEmitter as Emitter, once } from "node:events";
import { createRequire } from "node:module";
import { pathToFileURL, fileURLToPath } from "node:url";

class Disposable {
  constructor(dispose) {
    this.dispose = dispose ?? (() => {});
  }
}

/** An event of VS Code: a function that takes listeners, and another one that calls them. */
class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const bound = listener.bind(self);
      this.listeners.add(bound);
      return new Disposable(() => this.listeners.delete(bound));
    };
  }

  async fire(event) {
    for (const listener of [...this.listeners]) {
      await listener(event);
    }
  }

  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
    this.fsPath = this.scheme === "file" ? fileURLToPath(text) : text;
    this.path = this.fsPath;
  }

  static parse = (text) => new Uri(text);
  static file = (path) => new Uri(pathToFileURL(path).href);
  toString = () => this.text;
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...places) {
    [this.start, this.end] =
      places.length === 4 ? [new Position(places[0], places[1]), new Position(places[2], places[3])] : places;
  }
}

class CancellationTokenSource {
  cancelled = new EventEmitter();
  token = { isCancellationRequested: false, onCancellationRequested: this.cancelled.event };
  cancel() {}
  dispose() {}
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class CodeAction {
  constructor(title, kind) {
    Object.assign(this, { title, kind });
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }

  static Empty = new CodeActionKind("");
  append = (part) => new CodeActionKind(this.value ? `${this.value}.${part}` : part);
}

class WorkspaceEdit {
  edits = [];
  set = (uri, edits) => this.edits.push([uri, edits]);
}

class TextEdit {
  constructor(range, newText) {
    Object.assign(this, { range, newText });
  }
}

class Location {
  constructor(uri, range) {
    Object.assign(this, { uri, range });
  }
}

class DiagnosticRelatedInformation {
  constructor(location, message) {
    Object.assign(this, { location, message });
  }
}

/** A module in which what a test does not look at is a class, an event, or a function that has nothing to say. */
function lenient(known) {
  return new Proxy(known, {
    get(members, name) {
      if (!(name in members) && typeof name === "string") {
        if (/^on(Did|Will)/.test(name)) {
          members[name] = new EventEmitter().event;
        } else if (/^[A-Z]/.test(name)) {
          members[name] = class {};
        } else {
          members[name] = () => new Disposable();
        }
      }
      return members[name];
    },
    has: () => true,
  });
}

/** A VS Code that has an extension and nothing to look at. */
export class Editor {
  /** What it says to its user. */
  messages = [];
  #diagnostics = new Map();
  #changed = new Emitter();
  #opened = new EventEmitter();
  #typed = new EventEmitter();
  #trusted = new EventEmitter();
  #configured = new EventEmitter();
  #commands = new Map();
  #actions;

  constructor({ isTrusted, settings }) {
    this.settings = settings;
    const says = (message) => {
      this.messages.push(message);
      return Promise.resolve(undefined);
    };
    this.workspace = lenient({
      isTrusted,
      textDocuments: [],
      notebookDocuments: [],
      workspaceFolders: undefined,
      getConfiguration: (section) => ({
        get: (name, otherwise) => this.settings[section ? `${section}.${name}` : name] ?? otherwise,
      }),
      onDidOpenTextDocument: this.#opened.event,
      onDidChangeTextDocument: this.#typed.event,
      onDidGrantWorkspaceTrust: this.#trusted.event,
      onDidChangeConfiguration: this.#configured.event,
      createFileSystemWatcher: () => lenient({}),
    });
    this.module = lenient({
      version: "1.91.0",
      Disposable, EventEmitter, Uri, Position, Range, CancellationTokenSource, Diagnostic, CodeAction, CodeActionKind,
      WorkspaceEdit, TextEdit, Location, DiagnosticRelatedInformation,
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
      LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
      workspace: this.workspace,
      env: { language: "en", appName: "stub" },
      commands: lenient({
        registerCommand: (name, act) => {
          this.#commands.set(name, act);
          return new Disposable(() => this.#commands.delete(name));
        },
      }),
      window: lenient({
        visibleTextEditors: [],
        activeTextEditor: undefined,
        tabGroups: lenient({ all: [] }),
        createOutputChannel: () => lenient({ appendLine: () => {}, append: () => {}, dispose: () => {} }),
        showErrorMessage: says,
        showWarningMessage: says,
        showInformationMessage: says,
      }),
      languages: lenient({
        match: (selector, document) => {
          const filters = [selector].flat();
          return filters.some((it) => it.language === document.languageId && it.scheme === document.uri.scheme) ? 10 : 0;
        },
        createDiagnosticCollection: () => ({
          set: (uri, diagnostics) => {
            this.#diagnostics.set(uri.toString(), diagnostics);
            this.#changed.emit("changed");
          },
          delete: (uri) => this.#diagnostics.delete(uri.toString()),
          clear: () => this.#diagnostics.clear(),
          dispose: () => this.#diagnostics.clear(),
        }),
        registerCodeActionsProvider: (_selector, provider) => {
          this.#actions = provider;
          return new Disposable();
        },
      }),
    });
  }

  /** Loads an extension, and activates it. */
  async activate(folder) {
    const require = createRequire(import.meta.url);
    const Module = require("node:module");
    const load = Module._load;
    Module._load = (name, ...rest) => (name === "vscode" ? this.module : load(name, ...rest));
    const main = require.resolve(`${folder}/${require(`${folder}/package.json`).main}`);
    delete require.cache[main];
    this.extension = require(main);
    this.context = { subscriptions: [], asAbsolutePath: (path) => `${folder}/${path}` };
    await this.extension.activate(this.context);
  }

  async open(path, text, languageId = "yaml") {
    const document = {
      uri: Uri.file(path),
      languageId,
      version: 1,
      getText: () => document.text,
      text,
    };
    this.workspace.textDocuments.push(document);
    await this.#opened.fire(document);
    return document;
  }

  /** Puts a text before all others. */
  async typeAtStart(document, text) {
    const nowhere = new Range(0, 0, 0, 0);
    document.text = text + document.text;
    document.version += 1;
    const contentChanges = [{ range: nowhere, rangeOffset: 0, rangeLength: 0, text }];
    await this.#typed.fire({ document, contentChanges });
  }

  async trust() {
    this.workspace.isTrusted = true;
    await this.#trusted.fire();
  }

  async configure(settings) {
    Object.assign(this.settings, settings);
    await this.#configured.fire({ affectsConfiguration: (name) => name in settings });
  }

  async run(command) {
    await this.#commands.get(command)();
  }

  diagnostics(document) {
    return this.#diagnostics.get(document.uri.toString()) ?? [];
  }

  /** The diagnostics of a document, once they are as many as that. */
  async shows(document, count) {
    const timeout = AbortSignal.timeout(30_000);
    while (this.diagnostics(document).length !== count) {
      await once(this.#changed, "changed", { signal: timeout });
    }
    return this.diagnostics(document);
  }

  /** The edited texts of the actions for a diagnostic, by the titles of the actions. */
  async actions(document, diagnostic) {
    const token = new CancellationTokenSource().token;
    const context = { diagnostics: [diagnostic], only: undefined, triggerKind: 1 };
    const offered = await this.#actions.provideCodeActions(document, diagnostic.range, context, token);
    const edits = {};
    for (const action of offered) {
      const { edit } = await this.#actions.resolveCodeAction(action, token);
      edits[action.title] = edit.edits.flatMap(([, texts]) => texts.map((it) => it.newText));
    }
    return edits;
  }

  async close() {
    await this.extension.deactivate();
    for (const subscription of this.context.subscriptions) {
      subscription.dispose();
    }
  }
}
