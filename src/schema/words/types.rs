//! What to do about a value that is of another type than its schema wants.

use super::{Value, times};
use crate::finding::wording::either;
use crate::schema::{Schema, Type};
use crate::text::syntax::{Data, NodeId, Style, Tree};

/// How long a text can be that a help repeats, in characters.
const REPEATED: usize = 60;

impl Value<'_> {
    pub(super) fn help_with_type(&self, expected: &[Type]) -> String {
        let tree = self.tree;
        let raw = tree.raw(tree.resolve(self.node));
        let quoted = tree.style(self.node) != Style::Plain;
        match tree.data(self.node) {
            Data::Int(_) | Data::UInt(_) | Data::Float(_) | Data::Bool(_)
                if expected.contains(&Type::Text) =>
            {
                let time = self.time_meant();
                time.unwrap_or_else(|| format!("put it in quotes: `\"{raw}\"`"))
            }
            Data::Str(text)
                if quoted
                    && expected.contains(&Type::WholeNumber)
                    && text.parse::<i64>().is_ok() =>
            {
                format!("write it without quotes: `{text}`")
            }
            Data::Str(_) if expected == [Type::YesOrNo] => "write `true` or `false`".to_owned(),
            Data::Null if self.is_item() => "write the item, or remove its `- `".to_owned(),
            Data::Null => self.advice("write the value, or remove the key"),
            _ => self
                .included()
                .unwrap_or_else(|| self.help_with_collection(expected)),
        }
    }

    fn help_with_collection(&self, expected: &[Type]) -> String {
        match (expected, self.tree.data(self.node)) {
            ([Type::List], Data::Str(text)) => {
                let each = "write each item on a line of its own, after `- `";
                match (self.violation.expects.as_deref(), in_brackets(text)) {
                    (Some(key), Some(_)) => format!("{each}, such as `- {key}: {text}`"),
                    (Some(key), None) => format!("{each}, with its keys, such as `- {key}:`"),
                    (None, Some(list)) => format!("{each}, or put them in brackets: `{list}`"),
                    (None, None) => each.to_owned(),
                }
            }
            ([Type::List], Data::Map) => "write `- ` before the first key of each item".to_owned(),
            ([Type::Mapping], Data::Seq) if self.is_item() => {
                "remove one `- `: the item is a list by itself".to_owned()
            }
            ([Type::Mapping], data) if let Some(key) = self.violation.expects.as_deref() => {
                match data {
                    Data::Str(text) if is_plain(text) => {
                        format!("write it after its key: `{key}: {text}`")
                    }
                    Data::Seq => format!("write a key such as `{key}:` above the list"),
                    _ => format!("write its keys, such as `{key}:`"),
                }
            }
            _ => {
                let kinds: Vec<_> = expected.iter().map(ToString::to_string).collect();
                self.advice(&format!("write {}", either(&kinds)))
            }
        }
    }

    /// What to write for a time that is written another way.
    pub(super) fn time_meant(&self) -> Option<String> {
        let expects = self.violation.expects.as_deref()?;
        let tree = self.tree;
        let written = match tree.data(self.node) {
            Data::Str(text) => text,
            _ => tree.raw(tree.resolve(self.node)),
        };
        let time = expects
            .starts_with(times::SHOWN)
            .then(|| times::meant(written))??;
        Some(format!("write `\"{time}\"`"))
    }

    /// What to write for a file that a tag or a reference names, which no report follows.
    fn included(&self) -> Option<String> {
        let tree = self.tree;
        let named = match tree.data(self.node) {
            Data::Str(name)
                if tree
                    .tag(self.node)
                    .is_some_and(|tag| tag.starts_with("!include")) =>
            {
                name
            }
            Data::Map => match tree.data(tree.get(self.node, "$ref")?) {
                Data::Str(name) => name,
                _ => return None,
            },
            _ => return None,
        };
        let root = root_of(tree, self.node);
        Schema::Report.recognizes(tree, root).then(|| {
            format!("name the file at the top of the report: `include: [\"{named}\"]`; in it, write the same key as here")
        })
    }

    fn is_item(&self) -> bool {
        let tree = self.tree;
        let list = tree.parent(self.node);
        tree.key_of(self.node).is_none()
            && list.is_some_and(|list| tree.style(list) == Style::Block)
    }
}

fn root_of(tree: &Tree<'_>, node: NodeId) -> NodeId {
    std::iter::successors(Some(node), |node| tree.parent(*node))
        .last()
        .unwrap_or(node)
}

/// Words that are separated by commas, as a list in brackets; `None` where they would not be read as they are.
fn in_brackets(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let inner = inner.unwrap_or(text);
    is_plain(inner).then(|| format!("[{}]", inner.replace(" and ", ", ")))
}

/// Whether a text is short, and means the same without quotes.
fn is_plain(text: &str) -> bool {
    let is_plain =
        |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | ',' | '.' | '-' | '’');
    text.chars().count() <= REPEATED
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(is_plain)
}
