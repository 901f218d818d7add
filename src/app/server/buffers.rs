//! The texts that are open in the editor.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::address;
use super::position::Encoding;

/// A text as the editor has it, saved or not.
#[derive(Debug, Clone)]
pub(super) struct Buffer {
    /// What the editor calls it.
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: Arc<str>,
}

/// All that is open, by absolute paths.
#[derive(Debug, Clone, Default)]
pub(super) struct Buffers {
    open: BTreeMap<PathBuf, Buffer>,
}

impl Buffers {
    /// Takes a text in. What is no file is left alone.
    pub(super) fn open(&mut self, item: TextDocumentItem) -> bool {
        let Some(path) = address::path(&item.uri) else {
            return false;
        };
        let buffer = Buffer {
            uri: item.uri,
            version: item.version,
            text: item.text.into(),
        };
        self.open.insert(path, buffer);
        true
    }

    /// Edits a text, one change after the other.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> bool {
        let path = address::path(uri);
        let Some(buffer) = path.and_then(|path| self.open.get_mut(&path)) else {
            return false;
        };
        let mut text = buffer.text.to_string();
        for change in changes {
            use TextDocumentContentChangeEvent as Event;
            match change {
                Event::TextDocumentContentChangeWholeDocument(whole) => text = whole.text,
                Event::TextDocumentContentChangePartial(part) => {
                    let start = encoding.offset(&text, part.range.start);
                    let end = encoding.offset(&text, part.range.end);
                    text.replace_range(start.min(end)..start.max(end), &part.text);
                }
            }
        }
        buffer.version = version;
        buffer.text = text.into();
        true
    }

    /// Forgets a text, which is as it is on the disk from now on.
    pub(super) fn close(&mut self, uri: &Uri) -> bool {
        let path = address::path(uri);
        path.is_some_and(|path| self.open.remove(&path).is_some())
    }

    /// The text of that URI, if it is open, and its path.
    pub(super) fn named(&self, uri: &Uri) -> Option<(&PathBuf, &Buffer)> {
        let path = address::path(uri)?;
        self.open.get_key_value(&path)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&PathBuf, &Buffer)> {
        self.open.iter()
    }
}
