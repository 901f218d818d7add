//! A conversation with an editor.
//!
//! Each edit makes a new state of the texts. When nobody has typed for a moment, the newest state is checked; what comes of an
//! older one is dropped. A request about findings waits until the newest state has been checked.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, at, never, select};
use gen_lsp_types::{
    CancelParams, Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentSymbolParams, HoverParams, MessageType,
    PublishDiagnosticsParams, ShowMessageParams, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::buffers::Buffers;
use super::worker::{self, Analysis, Job};
use super::{Client, actions, hover, symbols};

/// How long nobody types before a check, at most.
const MOST_QUIET: Duration = Duration::from_millis(300);

/// Which part of the time that the last check took nobody types before the next one, so that slow checks are fewer.
const QUIET_PART: u32 = 4;

/// What the editor is asked to tell of when it changes on the disk.
const WATCHED: &str = "**/*.{yaml,yml,json,md,txt,docx}";

pub(super) struct Session {
    connection: Connection,
    client: Client,
    buffers: Buffers,
    jobs: Sender<Job>,
    analyses: Receiver<Analysis>,
    /// How many states of the texts there were.
    generation: u64,
    /// The state that what is shown was found in.
    published_generation: u64,
    /// When to check.
    due: Option<Instant>,
    /// How long the last check took.
    took: Duration,
    /// What the editor shows, by the URIs of the files.
    published: BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>,
    troubles: Vec<String>,
    /// Requests about a state that is not checked yet.
    waiting: Vec<Request>,
    is_shut_down: bool,
}

/// Whether the conversation goes on.
enum Next {
    Message,
    End,
}

impl Session {
    pub(super) fn new(connection: Connection, client: Client) -> Self {
        let (jobs, analyses) = worker::start(client.encoding);
        Self {
            connection,
            client,
            buffers: Buffers::default(),
            jobs,
            analyses,
            generation: 0,
            published_generation: 0,
            due: None,
            took: Duration::ZERO,
            published: BTreeMap::new(),
            troubles: Vec::new(),
            waiting: Vec::new(),
            is_shut_down: false,
        }
    }

    /// Talks until the editor leaves.
    pub(super) fn run(mut self) {
        if self.client.watches_files {
            self.watch_files();
        }
        loop {
            let due = self.due.map_or_else(never, at);
            select! {
                recv(self.connection.receiver) -> message => match message.map(|it| self.read(it)) {
                    Ok(Next::Message) => {}
                    Ok(Next::End) | Err(_) => return,
                },
                recv(self.analyses) -> analysis => match analysis {
                    Ok(analysis) => self.take(analysis),
                    Err(_) => return,
                },
                recv(due) -> _ => self.check(),
            }
        }
    }

    fn read(&mut self, message: Message) -> Next {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) if notification.method == "exit" => {
                return Next::End;
            }
            Message::Notification(notification) => self.notification(notification),
            // the editor was asked for nothing whose answer matters
            Message::Response(_) => {}
        }
        Next::Message
    }

    fn notification(&mut self, Notification { method, params }: Notification) {
        let is_changed = match method.as_str() {
            "textDocument/didOpen" => read::<DidOpenTextDocumentParams>(params)
                .is_some_and(|it| self.buffers.open(it.text_document)),
            "textDocument/didChange" => {
                read::<DidChangeTextDocumentParams>(params).is_some_and(|it| {
                    let document = it.text_document;
                    let uri = document.text_document_identifier.uri;
                    let encoding = self.client.encoding;
                    self.buffers
                        .change(&uri, document.version, it.content_changes, encoding)
                })
            }
            "textDocument/didClose" => read::<DidCloseTextDocumentParams>(params)
                .is_some_and(|it| self.buffers.close(&it.text_document.uri)),
            "textDocument/didSave"
            | "workspace/didChangeWatchedFiles"
            | "workspace/didChangeConfiguration" => true,
            "$/cancelRequest" => {
                if let Some(cancelled) = read::<CancelParams>(params) {
                    self.cancel(&cancelled);
                }
                false
            }
            _ => false,
        };
        if is_changed {
            self.generation += 1;
            let quiet = (self.took / QUIET_PART).min(MOST_QUIET);
            self.due = Some(Instant::now() + quiet);
        }
    }

    fn check(&mut self) {
        self.due = None;
        let job = Job {
            generation: self.generation,
            buffers: self.buffers.clone(),
        };
        // where the thread is gone, its channel of analyses ends the session
        let _ = self.jobs.send(job);
    }

    /// Publishes what was found, unless somebody has typed since.
    fn take(&mut self, analysis: Analysis) {
        self.took = analysis.took;
        if analysis.generation != self.generation {
            return;
        }
        let mut files = analysis.files;
        for uri in self.published.keys() {
            files.entry(uri.clone()).or_default();
        }
        for (uri, diagnostics) in files {
            self.publish(uri, diagnostics);
        }
        if analysis.troubles != self.troubles {
            for trouble in &analysis.troubles {
                self.show(MessageType::Warning, trouble);
            }
            self.troubles = analysis.troubles;
        }
        self.published_generation = self.generation;
        for request in std::mem::take(&mut self.waiting) {
            self.request(request);
        }
    }

    /// Publishes the findings of a file, if they or its version are not what the editor shows.
    fn publish(&mut self, uri: String, diagnostics: Vec<Diagnostic>) {
        let mut open = self.buffers.iter().map(|(_, buffer)| buffer);
        let open = open.find(|buffer| buffer.uri.0 == uri);
        let version = open.map(|buffer| buffer.version);
        let shown = (version, diagnostics);
        if self.published.get(&uri) == Some(&shown) {
            return;
        }
        let (_, diagnostics) = &shown;
        self.notify(
            "textDocument/publishDiagnostics",
            PublishDiagnosticsParams {
                uri: Uri(uri.clone()),
                version,
                diagnostics: diagnostics.clone(),
            },
        );
        if version.is_none() && diagnostics.is_empty() {
            self.published.remove(&uri);
        } else {
            self.published.insert(uri, shown);
        }
    }

    fn request(&mut self, request: Request) {
        if self.is_shut_down {
            let refusal = "the server is shut down".to_owned();
            self.refuse(request.id, ErrorCode::InvalidRequest, refusal);
            return;
        }
        match request.method.as_str() {
            "shutdown" => {
                self.is_shut_down = true;
                self.answer(request.id, ());
            }
            "textDocument/codeAction" | "textDocument/hover" if self.is_stale() => {
                self.waiting.push(request);
            }
            "textDocument/hover" => {
                let Some(params) = read::<HoverParams>(request.params) else {
                    return self.refuse_params(request.id);
                };
                let place = params.text_document_position_params;
                let shown = self.published.get(&place.text_document.uri.0);
                let hover = shown.and_then(|(_, shown)| hover::at(shown, place.position));
                self.answer(request.id, hover);
            }
            "textDocument/codeAction" => {
                let Some(params) = read(request.params) else {
                    return self.refuse_params(request.id);
                };
                let actions = actions::at(&params, &self.buffers, self.client);
                self.answer(request.id, actions);
            }
            "textDocument/documentSymbol" => {
                let Some(params) = read::<DocumentSymbolParams>(request.params) else {
                    return self.refuse_params(request.id);
                };
                let open = self.buffers.named(&params.text_document.uri);
                let symbols = open.map(|(path, buffer)| {
                    symbols::of(&path.to_string_lossy(), buffer, self.client.encoding)
                });
                self.answer(request.id, symbols.unwrap_or_default());
            }
            "codeAction/resolve" => {
                let Some(action) = read(request.params) else {
                    return self.refuse_params(request.id);
                };
                let action = actions::resolved(action, &self.buffers, self.client);
                self.answer(request.id, action);
            }
            method => {
                let refusal = format!("there is no method {method:?}");
                self.refuse(request.id, ErrorCode::MethodNotFound, refusal);
            }
        }
    }

    /// Whether the newest texts are not checked yet.
    fn is_stale(&self) -> bool {
        self.published_generation != self.generation
    }

    fn cancel(&mut self, cancelled: &CancelParams) {
        let id = json!(cancelled.id);
        let is_meant = |request: &Request| json!(request.id) == id;
        if let Some(at) = self.waiting.iter().position(is_meant) {
            let request = self.waiting.remove(at);
            let refusal = "cancelled".to_owned();
            self.refuse(request.id, ErrorCode::RequestCanceled, refusal);
        }
    }

    fn watch_files(&self) {
        let watchers = json!([{"globPattern": WATCHED}]);
        let registration = json!({
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        self.send(Message::Request(Request::new(
            RequestId::from("watch files".to_owned()),
            "client/registerCapability".to_owned(),
            json!({"registrations": [registration]}),
        )));
    }

    fn show(&self, kind: MessageType, message: &str) {
        let params = ShowMessageParams::new(kind, message.to_owned());
        self.notify("window/showMessage", params);
    }

    fn notify(&self, method: &str, params: impl Serialize) {
        let notification = Notification::new(method.to_owned(), params);
        self.send(Message::Notification(notification));
    }

    fn answer(&self, id: RequestId, result: impl Serialize) {
        self.send(Message::Response(Response::new_ok(id, result)));
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, message: String) {
        self.send(Message::Response(Response::new_err(
            id,
            code as i32,
            message,
        )));
    }

    fn refuse_params(&self, id: RequestId) {
        let refusal = "the parameters are not those of the method".to_owned();
        self.refuse(id, ErrorCode::InvalidParams, refusal);
    }

    /// An editor that is gone reads nothing, and its end of the connection ends the session.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}

/// Parameters as they should be; who sends others is not answered with a guess.
fn read<T: DeserializeOwned>(params: serde_json::Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
