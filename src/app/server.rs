//! `reportlint server`: findings while people type, by the Language Server Protocol.
//!
//! [`session`] talks to the editor and knows what is open in it ([`buffers`]). [`worker`] checks on a thread of its own what
//! the command line would check, with the open texts over the disk, and makes messages of what it finds ([`diagnostics`]).
//! [`position`] and [`address`] translate places and names.

mod actions;
mod address;
mod buffers;
mod diagnostics;
mod hover;
mod position;
mod session;
mod symbols;
mod worker;

use std::io;

use gen_lsp_types::{InitializeParams, PositionEncodingKind};
use lsp_server::{Connection, ProtocolError};
use serde_json::{Value, json};

use position::Encoding;
use session::Session;

/// What the editor says it can do, as far as the answers depend on it.
#[derive(Debug, Clone, Copy)]
struct Client {
    encoding: Encoding,
    /// Whether it asks again for the edits of an action that somebody chooses.
    resolves_actions: bool,
    /// Whether it can report files that change on the disk.
    watches_files: bool,
}

/// Serves on standard input and output, until the editor leaves.
///
/// # Errors
/// When the editor breaks the protocol, or the streams break.
pub fn serve_stdio() -> io::Result<()> {
    let (connection, threads) = Connection::stdio();
    serve(connection).map_err(io::Error::other)?;
    threads.join()
}

/// Serves on a connection, until the other side leaves.
///
/// # Errors
/// When the other side breaks the protocol.
pub fn serve(connection: Connection) -> Result<(), ProtocolError> {
    let (id, params) = connection.initialize_start()?;
    let client = Client::new(params);
    connection.initialize_finish(id, capabilities(client))?;
    Session::new(connection, client).run();
    Ok(())
}

impl Client {
    fn new(params: Value) -> Self {
        // who leaves out what the protocol requires gets what every client understands
        let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
        let capabilities = params.capabilities;
        let general = capabilities.general;
        let encodings = general.and_then(|it| it.position_encodings);
        let reads_utf8 = encodings.is_some_and(|it| it.contains(&PositionEncodingKind::UTF8));
        let actions = capabilities.text_document.and_then(|it| it.code_action);
        let resolved = actions.and_then(|it| it.resolve_support);
        let watches = capabilities
            .workspace
            .and_then(|it| it.did_change_watched_files);
        Self {
            encoding: if reads_utf8 {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            resolves_actions: resolved
                .is_some_and(|it| it.properties.iter().any(|name| name == "edit")),
            watches_files: watches.and_then(|it| it.dynamic_registration) == Some(true),
        }
    }
}

/// What the server offers.
fn capabilities(client: Client) -> Value {
    json!({
        "capabilities": {
            "positionEncoding": client.encoding.name(),
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "documentSymbolProvider": true,
            "hoverProvider": true,
            "codeActionProvider": {
                "codeActionKinds": ["quickfix", actions::FIX_ALL],
                "resolveProvider": client.resolves_actions,
            },
        },
        "serverInfo": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
    })
}
