//! Changes to a report as an editor makes them: by place, in the text as it is written, the rest untouched.
//!
//! A change names its place by JSON Pointer. Where that is in the text, our own parser says.

use reportlint::internals::syntax::{self, Format, Limits, NodeId, Style, Tree};

/// One change to the text of a report.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// Writes another value, as YAML.
    Set(String, String),
    /// Writes other words within a value, as they stand in the text.
    Reword(String, String, String),
    /// Calls a key by another name.
    Rename(String, String),
    /// Takes an item or an entry out, with all that is in it.
    Remove(String),
    /// Writes an item, or an entry with its key, behind another.
    After(String, String),
    /// Has two values change places.
    Swap(String, String),
    /// Writes words into a value, so many bytes after its start.
    Insert(String, usize, String),
    /// Writes a line above an item, or an entry.
    Above(String, String),
    /// Leaves nothing but one value.
    Only(String),
}

pub(crate) fn set(pointer: impl Into<String>, yaml: impl Into<String>) -> Edit {
    Edit::Set(pointer.into(), yaml.into())
}

pub(crate) fn reword(
    pointer: impl Into<String>,
    from: impl Into<String>,
    to: impl Into<String>,
) -> Edit {
    Edit::Reword(pointer.into(), from.into(), to.into())
}

pub(crate) fn rename(pointer: impl Into<String>, key: impl Into<String>) -> Edit {
    Edit::Rename(pointer.into(), key.into())
}

pub(crate) fn remove(pointer: impl Into<String>) -> Edit {
    Edit::Remove(pointer.into())
}

pub(crate) fn after(pointer: impl Into<String>, yaml: impl Into<String>) -> Edit {
    Edit::After(pointer.into(), yaml.into())
}

pub(crate) fn swap(one: impl Into<String>, other: impl Into<String>) -> Edit {
    Edit::Swap(one.into(), other.into())
}

/// The text after the changes, made one after the other: each finds its place in what those before it left.
pub(crate) fn edited(text: &str, edits: &[Edit]) -> String {
    let apply = |text: String, edit: &Edit| {
        let tree = parsed(&text);
        let places = Places { tree: &tree };
        let mut changes = places.changes(edit);
        changes.sort_by_key(|change| std::cmp::Reverse(change.0.start));
        drop(tree);
        let mut text = text;
        for (range, new) in changes {
            text.replace_range(range, &new);
        }
        text
    };
    edits.iter().fold(text.to_owned(), apply)
}

/// The tree of a YAML text.
pub(crate) fn parsed(text: &str) -> Tree<'_> {
    syntax::parse(text, Format::Yaml, &Limits::default())
}

/// The node at a pointer, which must lead somewhere.
pub(crate) fn node_at(tree: &Tree<'_>, pointer: &str) -> NodeId {
    let root = tree.documents()[0];
    tree.at(root, pointer)
        .unwrap_or_else(|| panic!("nothing is at {pointer}"))
}

/// A value as it is written, without its indentation.
pub(crate) fn written(tree: &Tree<'_>, node: NodeId) -> String {
    let text = tree.text();
    let start = tree.span(node).range().start;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = " ".repeat(start - line);
    tree.raw(node).replace(&format!("\n{indent}"), "\n")
}

/// Bytes of the text, and what to write in their place.
type Change = (std::ops::Range<usize>, String);

struct Places<'t> {
    tree: &'t Tree<'t>,
}

impl Places<'_> {
    fn changes(&self, edit: &Edit) -> Vec<Change> {
        match edit {
            Edit::Set(pointer, yaml) => vec![(self.written(pointer), yaml.clone())],
            Edit::Reword(pointer, from, to) => vec![self.reword(pointer, from, to)],
            Edit::Rename(pointer, key) => {
                let node = node_at(self.tree, pointer);
                let old = self.tree.key_of(node).expect("an entry has a key");
                vec![(self.tree.span(old).range(), key.clone())]
            }
            Edit::Remove(pointer) => vec![(self.removable(pointer), String::new())],
            Edit::After(pointer, yaml) => vec![self.after(pointer, yaml)],
            Edit::Insert(pointer, at, words) => {
                let at = self.written(pointer).start + at;
                vec![(at..at, words.clone())]
            }
            Edit::Above(pointer, line) => {
                let start = self.start(node_at(self.tree, pointer));
                let text = &self.tree.text()[..start];
                let begins = text.rfind('\n').map_or(0, |at| at + 1);
                let indent = text[begins..].len() - text[begins..].trim_start().len();
                vec![(begins..begins, format!("{:indent$}{line}\n", ""))]
            }
            Edit::Only(pointer) => {
                let whole = 0..self.tree.text().len();
                vec![(
                    whole,
                    written(self.tree, node_at(self.tree, pointer)) + "\n",
                )]
            }
            Edit::Swap(one, other) => {
                let (one, other) = (self.written(one), self.written(other));
                let text = self.tree.text();
                vec![
                    (one.clone(), text[other.clone()].to_owned()),
                    (other, text[one].to_owned()),
                ]
            }
        }
    }

    fn written(&self, pointer: &str) -> std::ops::Range<usize> {
        self.tree.span(node_at(self.tree, pointer)).range()
    }

    fn reword(&self, pointer: &str, from: &str, to: &str) -> Change {
        let range = self.written(pointer);
        let value = &self.tree.text()[range.clone()];
        let at = value
            .find(from)
            .unwrap_or_else(|| panic!("{from:?} is not in {pointer}: {value}"));
        let start = range.start + at;
        (start..start + from.len(), to.to_owned())
    }

    /// Where an item begins, or the key of an entry.
    fn start(&self, node: NodeId) -> usize {
        let first = self.tree.key_of(node).unwrap_or(node);
        self.tree.span(first).range().start
    }

    /// An item or entry, to the start of the next or from the end of the one before, so that what is left is well-formed.
    fn removable(&self, pointer: &str) -> std::ops::Range<usize> {
        let node = node_at(self.tree, pointer);
        let siblings = self.siblings(node);
        let place = siblings.iter().position(|&it| it == node);
        let place = place.expect("a node is among its parent's");
        let end = |node| self.tree.span(node).range().end;
        match (place.checked_sub(1), siblings.get(place + 1)) {
            (_, Some(&next)) => self.start(node)..self.start(next),
            (Some(before), None) => end(siblings[before])..end(node),
            (None, None) => panic!("{pointer} is alone: take out what it is in"),
        }
    }

    fn siblings(&self, node: NodeId) -> Vec<NodeId> {
        let parent = self.tree.parent(node).expect("the root stays");
        match self.tree.key_of(node) {
            Some(_) => self.tree.entries(parent).map(|(_, value)| value).collect(),
            None => self.tree.items(parent).collect(),
        }
    }

    fn after(&self, pointer: &str, yaml: &str) -> Change {
        let node = node_at(self.tree, pointer);
        let parent = self.tree.parent(node).expect("the root stays");
        let end = self.tree.span(node).range().end;
        if self.tree.style(parent) == Style::Flow {
            return (end..end, format!(", {yaml}"));
        }
        let start = self.start(node);
        let line = self.tree.text()[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = " ".repeat(start - line);
        let yaml = yaml.replace('\n', &format!("\n{indent}"));
        let new = match self.tree.key_of(node) {
            Some(_) => format!("\n{indent}{yaml}"),
            None => format!("\n{}- {yaml}", &indent[2..]),
        };
        (end..end, new)
    }
}

#[test]
fn changes_leave_the_rest_as_it_was() {
    let text = "a:\n  - b: 1\n    c: 'two words'\n  - [x, y]\nd: >-\n  three\n  words\n";
    for (edit, expected) in [
        (set("/a/0/c", "3"), text.replace("'two words'", "3")),
        (
            reword("/d", "words", "months"),
            text.replace("\n  words", "\n  months"),
        ),
        (rename("/a/0/b", "bb"), text.replace("b: 1", "bb: 1")),
        (remove("/a/0/b"), text.replace("b: 1\n    ", "")),
        (remove("/a/0/c"), text.replace("\n    c: 'two words'", "")),
        (
            remove("/a/0"),
            text.replace("b: 1\n    c: 'two words'\n  - ", ""),
        ),
        (remove("/a/1"), text.replace("\n  - [x, y]", "")),
        (remove("/a/1/1"), text.replace(", y", "")),
        (after("/a/1/0", "z"), text.replace("x, y", "x, z, y")),
        (
            after("/a/0", "e: 5\nf: 6"),
            text.replace("words'\n", "words'\n  - e: 5\n    f: 6\n"),
        ),
        (
            after("/d", "e:\n  f: 6"),
            format!("{}\ne:\n  f: 6\n", text.trim_end()),
        ),
        (swap("/a/1/0", "/a/1/1"), text.replace("x, y", "y, x")),
    ] {
        assert_eq!(
            edited(text, std::slice::from_ref(&edit)),
            expected,
            "{edit:?}"
        );
    }
}
