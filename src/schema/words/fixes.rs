//! What the program can do about a value that is not as its schema has it.

use super::Value;
use crate::finding::fix::Remedy;
use crate::schema::{Breach, Type};
use crate::text::edit;
use crate::text::syntax::{Data, NodeId};

impl Value<'_> {
    /// The fixes of what is said of one value.
    pub(super) fn fixes(&self) -> Vec<Remedy> {
        match &self.violation.breach {
            Breach::Type { expected } => self.of_type(expected).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The value in the type that is asked for, where that is plain.
    fn of_type(&self, expected: &[Type]) -> Option<Remedy> {
        let (tree, at) = (self.tree, self.at(self.node));
        let raw = tree.raw(self.node);
        match (tree.data(self.node), expected) {
            (Data::Int(_) | Data::UInt(_) | Data::Float(_), [Type::Text]) => {
                let title = messages::write(&format!("\"{raw}\""));
                Some(Remedy::safe(title).set(at, edit::Value::Text(raw.to_owned())))
            }
            (Data::Bool(_), [Type::Text]) => {
                let title = messages::write(&format!("\"{raw}\""));
                Some(Remedy::risky(title).set(at, edit::Value::Text(raw.to_owned())))
            }
            (Data::Str(text), [Type::List]) => {
                let list = edit::Value::List(vec![edit::Value::Text(text.to_owned())]);
                Some(Remedy::safe(messages::LIST_OF_ONE).set(at, list))
            }
            (Data::Str(text), [Type::WholeNumber]) => {
                let number = text.parse().ok()?;
                let title = messages::write(&format!("{number}"));
                Some(Remedy::risky(title).set(at, edit::Value::Whole(number)))
            }
            (Data::Str(text), [Type::YesOrNo]) => {
                let value = text.parse().ok()?;
                let title = messages::write(text);
                Some(Remedy::risky(title).set(at, edit::Value::Bool(value)))
            }
            _ => None,
        }
    }

    /// The list with each of its words once. `None` for items that are more than a word.
    pub(super) fn without_repeats(&self, first: NodeId, again: &[NodeId]) -> Option<Remedy> {
        let is_scalar = !matches!(self.tree.data(first), Data::Seq | Data::Map);
        let remedy = Remedy::safe(messages::REMOVE_REPEATS);
        let without = |remedy: Remedy, repeat: &NodeId| remedy.remove(self.at(*repeat));
        is_scalar.then(|| again.iter().fold(remedy, without))
    }
}

mod messages {
    pub(super) const LIST_OF_ONE: &str = "make it a list of one item";
    pub(super) const REMOVE_REPEATS: &str = "keep the first of them";

    pub(super) fn write(value: &str) -> String {
        format!("write `{value}`")
    }
}
