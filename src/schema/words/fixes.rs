//! What the program can do about a value that is not as its schema has it.

use super::Value;
use super::dates::{Misdated, misdated};
use crate::finding::fix::Remedy;
use crate::relation::resolve::nearest;
use crate::schema::{Breach, Type};
use crate::text::edit;
use crate::text::syntax::{Data, NodeId};
use crate::text::yaml_1_1::Reading;

impl Value<'_> {
    /// The fixes for the errors at one value.
    pub(super) fn fixes(&self) -> Vec<Remedy> {
        match &self.violation.breach {
            Breach::Type { expected } => self.of_type(expected).into_iter().collect(),
            Breach::Enum { options, .. } => self.nearest_of(options).into_iter().collect(),
            Breach::Const { expected } => self.as_constant(expected).into_iter().collect(),
            Breach::Format { name } if name == "date" => self.as_date().into_iter().collect(),
            Breach::Pattern {
                undecided: false, ..
            } => self.without_blanks().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Another text, which is likely the one that was meant.
    fn text(&self, text: &str) -> Remedy {
        let title = write(&format!("\"{text}\""));
        Remedy::risky(title).set(self.at(self.node), edit::Value::Text(text.to_owned()))
    }

    /// The only value that is allowed, where it is of the type of this one, or is this one in quotes.
    fn as_constant(&self, expected: &str) -> Option<Remedy> {
        let data = self.tree.data(self.node);
        let raw = self.tree.raw(self.tree.resolve(self.node));
        if raw == expected && matches!(data, Data::Int(_) | Data::Bool(_)) {
            return Some(self.text(expected));
        }
        let constant = match data {
            Data::Int(_) => edit::Value::Whole(expected.parse().ok()?),
            Data::Bool(_) => edit::Value::Bool(expected.parse().ok()?),
            Data::Str(_) if Reading::in_yaml_1_1(expected) == Reading::Text => {
                edit::Value::Text(expected.to_owned())
            }
            _ => return None,
        };
        let title = format!("write `{expected}`");
        Some(Remedy::risky(title).set(self.at(self.node), constant))
    }

    fn nearest_of(&self, options: &[String]) -> Option<Remedy> {
        let Data::Str(text) = self.tree.data(self.node) else {
            return None;
        };
        let nearest = nearest(text, options.iter().map(String::as_str))?;
        Some(self.text(nearest))
    }

    fn as_date(&self) -> Option<Remedy> {
        let Data::Str(text) = self.tree.data(self.node) else {
            return None;
        };
        match misdated(text)? {
            Misdated::Otherwise(meant) => Some(self.text(&meant?)),
            Misdated::NoMonth(_) | Misdated::NoDay { .. } => None,
        }
    }

    fn without_blanks(&self) -> Option<Remedy> {
        let Data::Str(text) = self.tree.data(self.node) else {
            return None;
        };
        (text.trim() != text).then(|| self.text(text.trim()))
    }

    /// The key that was probably meant.
    pub(super) fn renamed(&self, meant: Option<&str>) -> Option<Remedy> {
        let meant = meant?;
        Some(Remedy::risky(write(meant)).rename(self.at(self.node), meant))
    }

    /// The key as one of the editor's own.
    pub(super) fn as_own(&self) -> Option<Remedy> {
        let key = format!("x-{}", self.tree.key_text(self.tree.key_of(self.node)?));
        Some(Remedy::declaration(format!("write `{key}`")).rename(self.at(self.node), key))
    }

    /// The value in the type that is asked for, where that is plain.
    fn of_type(&self, expected: &[Type]) -> Option<Remedy> {
        let (tree, at) = (self.tree, self.at(self.node));
        let raw = tree.raw(self.node);
        match (tree.data(self.node), expected) {
            (_, [Type::Text]) if self.must_be_time() => {
                self.time_meant().map(|time| self.text(&time))
            }
            (Data::Int(_) | Data::UInt(_) | Data::Float(_), [Type::Text]) => {
                let title = write(&format!("\"{raw}\""));
                Some(Remedy::safe(title).set(at, edit::Value::Text(raw.to_owned())))
            }
            (Data::Bool(_), [Type::Text]) => {
                let title = write(&format!("\"{raw}\""));
                Some(Remedy::risky(title).set(at, edit::Value::Text(raw.to_owned())))
            }
            (Data::Str(text), [Type::List]) => {
                let list = edit::Value::List(vec![edit::Value::Text(text.to_owned())]);
                Some(Remedy::safe("make it a list of one item").set(at, list))
            }
            (Data::Str(text), [Type::WholeNumber]) => {
                let number = text.parse().ok()?;
                let title = write(&format!("{number}"));
                Some(Remedy::risky(title).set(at, edit::Value::Whole(number)))
            }
            (Data::Str(text), [Type::YesOrNo]) => {
                let value = text.parse().ok()?;
                let title = write(text);
                Some(Remedy::risky(title).set(at, edit::Value::Bool(value)))
            }
            _ => None,
        }
    }

    /// The list with each of its words once. `None` for items that are more than a word.
    pub(super) fn without_repeats(&self, first: NodeId, again: &[NodeId]) -> Option<Remedy> {
        let is_scalar = !matches!(self.tree.data(first), Data::Seq | Data::Map);
        let remedy = Remedy::safe("keep the first of them");
        let without = |remedy: Remedy, repeat: &NodeId| remedy.remove(self.at(*repeat));
        is_scalar.then(|| again.iter().fold(remedy, without))
    }
}

/// What to write.
pub(super) fn write(value: &str) -> String {
    format!("write `{value}`")
}
