//! A conversation with the language server, made of the bytes of a fuzzer.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use arbitrary::Unstructured;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use reportlint::internals::server::serve;
use serde_json::{Value, json};

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(100);

/// What is open; nothing of it is on the disk.
const FILES: [&str; 4] = [
    "file:///no-such-folder/report.yaml",
    "file:///no-such-folder/reportlint.yaml",
    "file:///no-such-folder/%C3%A9/data.json",
    "untitled:Untitled-1",
];

/// What a client can ask for, and what it cannot.
const METHODS: [&str; 8] = [
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/codeAction",
    "codeAction/resolve",
    "workspace/didChangeWatchedFiles",
    "$/cancelRequest",
    "no/such",
];

/// How many messages a conversation has at most.
const LONGEST: usize = 24;

/// Talks to a server about a text: whatever is sent, each request has one answer, and what is shown are places of texts that
/// were sent.
pub fn talk(data: &[u8]) {
    let (server, connection) = Connection::memory();
    let serving = thread::spawn(move || serve(server));
    let mut editor = Editor {
        connection,
        asked: 0,
        unanswered: BTreeSet::new(),
        sent: 1,
        shown: Vec::new(),
    };
    let mut choices = Unstructured::new(data);
    let encodings = [json!(["utf-16"]), json!(["utf-8", "utf-16"]), json!(7)];
    let encodings = &encodings[index(&mut choices, encodings.len())];
    let resolves = json!({"resolveSupport": {"properties": ["edit"]}});
    let resolves = [json!({}), resolves][index(&mut choices, 2)].clone();
    editor.ask(
        "initialize",
        &json!({"capabilities": {
            "general": {"positionEncodings": encodings},
            "textDocument": {"codeAction": resolves},
        }}),
    );
    editor.listen();
    editor.notify("initialized", &json!({}));
    editor.open(FILES[0], &String::from_utf8_lossy(data));
    for _ in 0..LONGEST {
        if choices.is_empty() {
            break;
        }
        editor.act(&mut choices, data);
    }
    // it is answered after all that waits for a check
    editor.ask(
        "textDocument/codeAction",
        &json!({
            "textDocument": {"uri": FILES[0]},
            "range": range([0; 4]),
            "context": {"diagnostics": editor.shown},
        }),
    );
    editor.listen();
    editor.ask("shutdown", &Value::Null);
    editor.listen();
    editor.notify("exit", &Value::Null);
    serving.join().unwrap().unwrap();
}

/// A number below another one.
fn index(choices: &mut Unstructured<'_>, end: usize) -> usize {
    choices.choose_index(end).unwrap_or(0)
}

fn range(places: [u16; 4]) -> Value {
    let [line, column, last_line, last_column] = places;
    json!({
        "start": {"line": line, "character": column},
        "end": {"line": last_line, "character": last_column},
    })
}

struct Editor {
    connection: Connection,
    asked: i32,
    unanswered: BTreeSet<RequestId>,
    /// The newest version of a text.
    sent: i32,
    /// The newest findings.
    shown: Vec<Value>,
}

impl Editor {
    fn notify(&self, method: &str, params: &Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.connection.sender.send(notification.into()).unwrap();
    }

    fn ask(&mut self, method: &str, params: &Value) {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.unanswered.insert(id.clone());
        let request = Request::new(id, method.to_owned(), params);
        self.connection.sender.send(request.into()).unwrap();
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document =
            json!({"uri": uri, "languageId": "yaml", "version": self.sent, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    fn change(&mut self, uri: &str, change: &Value) {
        self.sent += 1;
        let document = json!({"uri": uri, "version": self.sent});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        self.notify("textDocument/didChange", &params);
    }

    /// Sends something.
    fn act(&mut self, choices: &mut Unstructured<'_>, data: &[u8]) {
        let uri = FILES[index(choices, FILES.len())];
        let places = choices.arbitrary::<[u8; 4]>().unwrap_or_default();
        let [line, column, lines, columns] = places.map(u16::from);
        let range = range([line, column, line + lines / 64, columns]);
        match index(choices, 9) {
            0 => self.open(uri, part(choices, data).as_str()),
            1..=3 => self.change(uri, &json!({"range": range, "text": part(choices, data)})),
            4 => self.change(uri, &json!({"text": part(choices, data)})),
            5 => self.notify(
                "textDocument/didClose",
                &json!({"textDocument": {"uri": uri}}),
            ),
            6 => {
                let context =
                    json!({"diagnostics": self.shown, "only": ["quickfix", "source.fixAll"]});
                let document = json!({"uri": uri});
                let params = json!({"textDocument": document, "range": range, "context": context});
                self.ask("textDocument/codeAction", &params);
            }
            7 => self.notify("$/cancelRequest", &json!({"id": self.asked})),
            _ => self.send_anything(choices, uri),
        }
    }

    /// Sends what no editor should send.
    fn send_anything(&mut self, choices: &mut Unstructured<'_>, uri: &str) {
        let others = [
            json!(null),
            json!([]),
            json!({"textDocument": uri}),
            json!({"textDocument": {"uri": uri}, "contentChanges": 5}),
            json!({"textDocument": {"uri": uri}, "range": {}, "context": {"diagnostics": [{}]}}),
            json!({"title": uri, "data": {"fix": {"finding": 1, "title": "?"}}}),
            json!({"title": uri, "data": "fixAll"}),
            json!({"id": -1}),
        ];
        let method = METHODS[index(choices, METHODS.len())];
        let params = &others[index(choices, others.len())];
        if choices.arbitrary().unwrap_or(false) {
            self.ask(method, params);
        } else {
            self.notify(method, params);
        }
    }

    /// Takes in what the server says, until it has answered all.
    fn listen(&mut self) {
        while !self.unanswered.is_empty() {
            match self.connection.receiver.recv_timeout(PATIENCE).unwrap() {
                Message::Response(response) => {
                    let is_expected = self.unanswered.remove(&response.id);
                    assert!(is_expected, "{response:?}");
                }
                Message::Notification(it) if it.method == "textDocument/publishDiagnostics" => {
                    self.see(&it.params);
                }
                Message::Notification(it) => {
                    assert_eq!(it.method, "window/showMessage");
                    // a check that panics does not end the session
                    let says = it.params["message"].as_str().unwrap();
                    assert!(!says.contains("defect of the program"), "{says}");
                }
                Message::Request(it) => panic!("{it:?}"),
            }
        }
    }

    fn see(&mut self, params: &Value) {
        let version = params["version"].as_i64();
        assert!(version <= Some(i64::from(self.sent)), "{params}");
        self.shown
            .clone_from(params["diagnostics"].as_array().unwrap());
        for shown in &self.shown {
            let place = |end: &str| {
                let place = &shown["range"][end];
                (place["line"].as_u64(), place["character"].as_u64())
            };
            assert!(place("start") <= place("end"), "{shown}");
            assert!(shown["message"].as_str().is_some_and(|it| !it.is_empty()));
        }
    }
}

/// A part of what the conversation is about.
fn part(choices: &mut Unstructured<'_>, data: &[u8]) -> String {
    let from = index(choices, data.len().max(1));
    let until = (from + index(choices, 200)).min(data.len());
    String::from_utf8_lossy(&data[from.min(until)..until]).into_owned()
}
