//! An editor without a screen.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, ResponseError};
use reportlint::internals::server::serve;
use serde_json::{Value, json};

/// Longer than any answer takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(100);

pub(crate) struct Client {
    connection: Connection,
    server: Option<JoinHandle<()>>,
    shown: BTreeMap<String, Vec<Value>>,
    versions: BTreeMap<String, i32>,
    asked: i32,
}

impl Client {
    /// An editor that counts columns in these encodings.
    pub(crate) fn start(encodings: &[&str]) -> Self {
        Self::with(&json!({"general": {"positionEncodings": encodings}}))
    }

    /// An editor that asks for the edits of an action when somebody has chosen it.
    pub(crate) fn resolving() -> Self {
        let action = json!({"resolveSupport": {"properties": ["edit"]}});
        Self::with(&json!({"textDocument": {"codeAction": action}}))
    }

    fn with(capabilities: &Value) -> Self {
        let (server, connection) = Connection::memory();
        let server = thread::spawn(move || serve(server).unwrap());
        let mut client = Self {
            connection,
            server: Some(server),
            shown: BTreeMap::new(),
            versions: BTreeMap::new(),
            asked: 0,
        };
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        client.ask("initialize", &params);
        client.notify("initialized", &json!({}));
        client
    }

    pub(crate) fn open(&mut self, path: &Path, text: &str) -> String {
        let uri = uri(path);
        self.versions.insert(uri.clone(), 1);
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
        uri
    }

    /// Puts a text between two places, each a line and a column.
    pub(crate) fn edit(&mut self, uri: &str, start: (u32, u32), end: (u32, u32), text: &str) {
        let place = |(line, character)| json!({"line": line, "character": character});
        let range = json!({"start": place(start), "end": place(end)});
        self.change(uri, &json!({"range": range, "text": text}));
    }

    pub(crate) fn change(&mut self, uri: &str, change: &Value) {
        let version = self.versions.get_mut(uri).unwrap();
        *version += 1;
        let document = json!({"uri": uri, "version": *version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        self.notify("textDocument/didChange", &params);
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.versions.remove(uri);
        self.notify(
            "textDocument/didClose",
            &json!({"textDocument": {"uri": uri}}),
        );
    }

    /// What is shown in a file when the newest texts are checked.
    pub(crate) fn shown(&mut self, uri: &str) -> Vec<Value> {
        self.settle();
        self.shown.get(uri).cloned().unwrap_or_default()
    }

    /// All that is shown when the newest texts are checked.
    pub(crate) fn all_shown(&mut self) -> &BTreeMap<String, Vec<Value>> {
        self.settle();
        &self.shown
    }

    fn settle(&mut self) {
        if !self.versions.is_empty() || !self.shown.is_empty() {
            // what is asked about findings is answered when these are known
            self.actions("file:///", &[], None);
        }
    }

    pub(crate) fn actions(&mut self, uri: &str, about: &[Value], only: Option<&str>) -> Value {
        let nowhere = json!({"line": 0, "character": 0});
        let mut context = json!({"diagnostics": about});
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        self.ask(
            "textDocument/codeAction",
            &json!({
                "textDocument": {"uri": uri},
                "range": {"start": nowhere, "end": nowhere},
                "context": context,
            }),
        )
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.connection.sender.send(notification.into()).unwrap();
    }

    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.answer_to(method, params).unwrap()
    }

    /// Asks, and takes in what the server says until it answers.
    pub(crate) fn answer_to(
        &mut self,
        method: &str,
        params: &Value,
    ) -> Result<Value, ResponseError> {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.connection.sender.send(request.into()).unwrap();
        loop {
            let message = self.connection.receiver.recv_timeout(PATIENCE).unwrap();
            match message {
                Message::Response(response) if response.id == id => {
                    return response.response_result;
                }
                Message::Notification(it) if it.method == "textDocument/publishDiagnostics" => {
                    let uri = it.params["uri"].as_str().unwrap().to_owned();
                    let version = it.params["version"].as_i64();
                    let expected = self.versions.get(&uri).map(|it| i64::from(*it));
                    assert!(version <= expected, "{uri}");
                    let diagnostics = it.params["diagnostics"].as_array().unwrap().clone();
                    self.shown.insert(uri, diagnostics);
                }
                Message::Notification(it) if it.method == "window/showMessage" => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let exit = Notification::new("exit".to_owned(), json!(null));
        let _ = self.connection.sender.send(exit.into());
        let ended = self.server.take().map(JoinHandle::join);
        if !thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

/// The URI of a path without anything that must be escaped.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
