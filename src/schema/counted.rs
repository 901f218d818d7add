//! Keywords for the patterns of a schema that the validator must not match by itself.

use fancy_regex::{Regex, RegexBuilder};
use jsonschema::json::Node;
use jsonschema::{Keyword, ValidationError, paths::Location};
use serde_json::{Map, Value};

use super::budget::Budget;
use super::instance::{Instance, TreeJson};
use super::looking::Looking;
use super::violation::strings;
use crate::text::pattern::Cost;
use crate::text::syntax::{NodeId, Tree};

/// A pattern that looks around.
struct LooksAround(Looking);

/// What patterns take: it allows everything, and takes steps.
struct Counted {
    text: Option<Cost>,
    keys: Vec<Cost>,
}

type Made<'a> = Result<Box<dyn for<'i> Keyword<'i, TreeJson>>, ValidationError<'a>>;

/// Patterns for names of keys that the engine may go back for. The engine counts what they take only when it has matched all
/// names of a mapping, so they are tried before: with few ways back, which is enough for most names.
#[derive(Default)]
pub(super) struct Names(Vec<(Regex, Cost)>);

impl Names {
    pub(super) fn new<'p>(patterns: impl IntoIterator<Item = &'p String>) -> Self {
        const FEW_WAYS: usize = 50;
        let patterns = patterns.into_iter().filter_map(|pattern| {
            let mut regex = RegexBuilder::new(pattern);
            let regex = regex.backtrack_limit(FEW_WAYS).build().ok()?;
            Some((regex, Cost::of(pattern)))
        });
        Self(patterns.collect())
    }

    /// Takes the steps for all names in a document for which few ways are not enough.
    pub(super) fn count(&self, budget: &Budget, tree: &Tree<'_>, root: NodeId) {
        let mut open = if self.0.is_empty() {
            Vec::new()
        } else {
            vec![root]
        };
        while let Some(node) = open.pop() {
            open.extend(tree.items(node));
            for (key, value) in tree.entries(node) {
                let name = tree.key_text(key);
                for (regex, cost) in &self.0 {
                    let steps = match regex.is_match(name.as_ref()) {
                        Ok(_) => 1,
                        Err(_) => cost.steps(name.len()),
                    };
                    if !budget.allows(steps) {
                        return;
                    }
                }
                open.push(value);
            }
        }
    }
}

/// The keyword of a pattern that looks around.
pub(super) fn looking<'a>(_: &'a Map<String, Value>, value: &'a Value, _: Location) -> Made<'a> {
    let pattern = Looking::new(value.as_str().unwrap_or_default());
    let pattern = pattern.map_err(|_| ValidationError::custom("it is too large"))?;
    Ok(Box::new(LooksAround(pattern)))
}

/// The keyword that counts.
pub(super) fn counted<'a>(_: &'a Map<String, Value>, value: &'a Value, _: Location) -> Made<'a> {
    if !value.is_object() {
        return Err(ValidationError::custom("it is not an object"));
    }
    Ok(Box::new(Counted {
        text: value["text"].as_str().map(Cost::of),
        keys: strings(&value["keys"]).map(Cost::of).collect(),
    }))
}

impl<'i> Keyword<'i, TreeJson> for LooksAround {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        if Keyword::<TreeJson>::is_valid(self, instance) {
            Ok(())
        } else {
            Err(ValidationError::custom("it is written otherwise"))
        }
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        let Some(text) = instance.as_string() else {
            return true;
        };
        let found = self.0.is_in(&text, |steps| instance.allows(steps));
        // without steps nothing counts that is said of the document
        found.unwrap_or(true)
    }
}

impl<'i> Keyword<'i, TreeJson> for Counted {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        if let Some(length) = instance.length_of_text() {
            let steps = self.text.map_or(0, |cost| cost.steps(length));
            instance.allows(steps);
        }
        if !self.keys.is_empty() {
            for length in instance.lengths_of_keys() {
                let steps = self.keys.iter().map(|cost| cost.steps(length));
                instance.allows(steps.fold(0, u64::saturating_add));
            }
        }
        Ok(())
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        Keyword::<TreeJson>::validate(self, instance).is_ok()
    }
}
