//! Keys that nobody knows, but that are spelt almost like one that is known.
//!
//! The schema reports them. What is under them is read as what was probably meant, so that a letter that is wrong
//! does not make a section, or all of them, go missing as well.

use rustc_hash::FxHashMap;

use super::misread::slipped_key;
use crate::schema::{Breach, Violation};
use crate::text::place::{NodeRef, ParsedFile};
use crate::text::syntax::NodeId;

/// The misspelt keys of a report.
#[derive(Debug, Default)]
pub(super) struct Misspelt {
    /// By the value, the key that was meant.
    meant: FxHashMap<NodeRef, String>,
    /// By the mapping, the keys that were meant, each with its value.
    values: FxHashMap<NodeRef, Vec<(String, NodeId)>>,
}

impl Misspelt {
    /// Those of a file. A key that is there as well, or that two others may mean, is meant by none of them but the first.
    pub(super) fn of(part: &ParsedFile<'_>, violations: &[Violation]) -> Self {
        let mut misspelt = Self::default();
        for violation in violations {
            let Breach::AdditionalProperties { meant, .. } = &violation.breach else {
                continue;
            };
            let Some(meant) = slipped_key(part.tree, violation.node).or_else(|| meant.clone())
            else {
                continue;
            };
            let Some(mapping) = part.tree.parent(violation.node) else {
                continue;
            };
            let values = misspelt.values.entry(part.node(mapping)).or_default();
            let is_there = part.tree.get(mapping, &meant).is_some();
            if !is_there && values.iter().all(|(key, _)| *key != meant) {
                values.push((meant.clone(), violation.node));
                misspelt.meant.insert(part.node(violation.node), meant);
            }
        }
        misspelt
    }

    pub(super) fn join(&mut self, other: Self) {
        self.meant.extend(other.meant);
        self.values.extend(other.values);
    }

    /// The key that was meant by the one that this value is under.
    pub(super) fn meant_by(&self, value: NodeRef) -> Option<&str> {
        self.meant.get(&value).map(String::as_str)
    }

    /// What is in a mapping under a key that means this one.
    pub(super) fn value(&self, mapping: NodeRef, key: &str) -> Option<NodeId> {
        let values = self.values.get(&mapping)?;
        let value = values.iter().find(|(meant, _)| meant == key);
        value.map(|(_, value)| *value)
    }
}
