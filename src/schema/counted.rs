//! Keywords for the patterns of a schema that the validator must not match by itself.

use jsonschema::json::Node;
use jsonschema::{Keyword, ValidationError, paths::Location};
use serde_json::{Map, Value};

use super::instance::{Instance, TreeJson};
use super::looking::Looking;
use super::violation::strings;
use crate::text::pattern::Cost;

/// A pattern that looks around.
struct LooksAround(Looking);

/// What patterns take: it allows everything, and takes steps.
struct Counted {
    text: Option<Cost>,
    keys: Vec<Cost>,
}

type Made<'a> = Result<Box<dyn for<'i> Keyword<'i, TreeJson>>, ValidationError<'a>>;

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
