//! Fields: what of an item is meant.

use crate::text::syntax::NodeId;

/// The field that is the item itself.
const ITSELF: &str = ".";

/// What of an item is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// How many of the values around the item that have it are passed over, and one more; 0 for the item itself.
    pub above: usize,
    /// What is meant of it.
    pub kind: FieldKind,
    /// Where it is written in the config; `None` for one that is not.
    pub node: Option<NodeId>,
}

/// What is meant of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// What is found under these keys, one in the other; the item itself where there are none.
    Path(Vec<String>),
    /// The key that it is under.
    Key,
    /// The name of its file, without the ending.
    File,
    /// The path of its file, from the folder of the configuration.
    FilePath,
}

impl Field {
    /// Reads a field: `room`, `place.room`, `^date`, `@key`, `^@key`, `@file`, `@path` or `.`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.trim_start_matches('^');
        let above = text.len() - name.len();
        let kind = match name {
            "@key" => FieldKind::Key,
            "@file" if above == 0 => FieldKind::File,
            "@path" if above == 0 => FieldKind::FilePath,
            ITSELF if above == 0 => FieldKind::Path(Vec::new()),
            _ => {
                let keys: Vec<String> = name.split('.').map(str::to_owned).collect();
                if name.starts_with('@') || keys.iter().any(String::is_empty) {
                    return None;
                }
                FieldKind::Path(keys)
            }
        };
        Some(Self {
            above,
            kind,
            node: None,
        })
    }

    /// The field with the place at which it is written.
    #[must_use]
    pub fn at(self, node: NodeId) -> Self {
        Self {
            node: Some(node),
            ..self
        }
    }

    /// The field as it is written.
    #[must_use]
    pub fn written(&self) -> String {
        "^".repeat(self.above) + &self.path()
    }

    /// The field with all its keys: `place.room`.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.kind {
            FieldKind::Path(keys) if keys.is_empty() => ITSELF.to_owned(),
            FieldKind::Path(keys) => keys.join("."),
            FieldKind::Key | FieldKind::File | FieldKind::FilePath => self.name().to_owned(),
        }
    }

    /// How the field is called in a sentence: `room` for `place.room`.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.kind {
            FieldKind::Path(keys) => keys.last().map_or("value", String::as_str),
            FieldKind::Key => "key",
            FieldKind::File => "file",
            FieldKind::FilePath => "path",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_named() {
        for (text, above, name) in [
            ("room", 0, "room"),
            ("place.room", 0, "room"),
            ("^date", 1, "date"),
            ("^^day.date", 2, "date"),
            ("@key", 0, "key"),
            ("^@key", 1, "key"),
            ("@file", 0, "file"),
            ("@path", 0, "path"),
            (".", 0, "value"),
        ] {
            let field = Field::parse(text).unwrap();
            assert_eq!((field.above, field.name()), (above, name), "{text}");
        }
        for text in [
            "", "^", "^.", "..", ".a", "a.", "a..b", "@", "@room", "^@file", "^@path",
        ] {
            assert_eq!(Field::parse(text), None, "{text}");
        }
    }
}
