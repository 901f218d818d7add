//! Names of rules and of groups of rules.

use std::str::FromStr;
use std::sync::Arc;

use crate::checks::rules;
use crate::finding::rule;
use crate::project::error::Error;

/// Names one rule by its id, or all rules of a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Selector(Arc<str>);

impl Selector {
    /// The selector of that name, if it names anything: a rule of the program, a group, or a check that a project may
    /// declare.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        let known = rule::is_declared(name) || rules::names().any(|known| known == name);
        known.then(|| Self(name.into()))
    }

    /// The id or the group.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether the rule of that id is meant.
    #[must_use]
    pub(crate) fn takes(&self, id: &str) -> bool {
        *self.0 == *id || *self.0 == *rule::group(id)
    }
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::named(name).ok_or_else(|| Error::UnknownSelector {
            name: name.to_owned(),
            nearest: rules::nearest(name),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_means_nothing_is_an_error() {
        let message = |name: &str| name.parse::<Selector>().unwrap_err().to_string();
        assert!(message("yaml/duplicate-keys").ends_with("did you mean yaml/duplicate-key?"));
        assert!(message("yam").ends_with("did you mean yaml?"));
        // the group need not be known
        assert!(message("overlap").ends_with("did you mean agenda/overlap?"));
        assert!(message("").ends_with("run `reportlint rules`"));
        // part of a group's name is not the group
        assert!(message("yaml/").contains("there is no rule"));
        assert!(message("check/").contains("there is no rule"));
    }

    #[test]
    fn a_check_of_a_project_can_be_named() {
        let selector: Selector = "check/room-free".parse().unwrap();
        assert!(selector.takes("check/room-free"));
        assert!(!selector.takes("check/room"));
        assert!("check".parse::<Selector>().unwrap().takes("check/room"));
    }
}
