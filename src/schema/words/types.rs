//! What to do about a value that is of another type than its schema wants.

use super::fixes::write;
use super::{USE_INCLUDE, Value, times};
use crate::finding::wording::either;
use crate::schema::Type;
use crate::text::syntax::{Data, Style};

/// The longest text that a help repeats, in characters.
const REPEATED: usize = 60;

impl Value<'_> {
    pub(super) fn help_with_type(&self, expected: &[Type]) -> String {
        let tree = self.tree;
        let raw = tree.raw(tree.resolve(self.node));
        let quoted = tree.style(self.node) != Style::Plain;
        match tree.data(self.node) {
            Data::Int(_) | Data::UInt(_) | Data::Float(_) | Data::Bool(_)
                if expected.contains(&Type::Text) && self.must_be_time() =>
            {
                self.help_with_time()
            }
            Data::Int(_) | Data::UInt(_) | Data::Float(_) | Data::Bool(_)
                if expected.contains(&Type::Text) =>
            {
                format!("put it in quotes: `\"{raw}\"`")
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

    /// How to write the time that seems to be meant, or any.
    pub(super) fn help_with_time(&self) -> String {
        let time = self.time_meant();
        time.map_or_else(|| self.expectation(), |time| write(&format!("\"{time}\"")))
    }

    /// A time that is written another way, as it should be written.
    pub(super) fn time_meant(&self) -> Option<String> {
        let tree = self.tree;
        let written = match tree.data(self.node) {
            Data::Str(text) => text,
            _ => tree.raw(tree.resolve(self.node)),
        };
        self.must_be_time().then(|| times::meant(written))?
    }

    /// Whether the value must be a time.
    pub(super) fn must_be_time(&self) -> bool {
        let expects = self.violation.expects.as_deref();
        expects.is_some_and(|expects| expects.starts_with(times::SHOWN))
    }

    /// What to write for a file that a tag or a reference names, which no report follows.
    fn included(&self) -> Option<String> {
        let tree = self.tree;
        match tree.data(self.node) {
            Data::Str(_) if tree.tag(self.node) == Some("!include") => {
                Some(format!("no tag reads another file; {USE_INCLUDE}"))
            }
            Data::Map if tree.get(self.node, "$ref").is_some() => {
                Some(format!("`$ref` reads no other file; {USE_INCLUDE}"))
            }
            _ => None,
        }
    }

    fn is_item(&self) -> bool {
        let tree = self.tree;
        let list = tree.parent(self.node);
        tree.key_of(self.node).is_none()
            && list.is_some_and(|list| tree.style(list) == Style::Block)
    }
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
