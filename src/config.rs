//! Which rules hold, and how much their findings weigh.

use std::str::FromStr;

use crate::error::Error;
use crate::finding::Severity;
use crate::relation::resolve::nearest;
use crate::rule::{self, Rule};

/// What holds for one report.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Ids or groups of the only rules to run; empty for all.
    pub select: Vec<Selector>,
    /// Ids or groups of rules not to run.
    pub ignore: Vec<Selector>,
}

impl Settings {
    /// The severity of the rule's findings; `None` when the rule is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        let named = |list: &[Selector]| list.iter().any(|selector| selector.takes(rule));
        let on = (self.select.is_empty() || named(&self.select)) && !named(&self.ignore);
        on.then_some(rule.severity)
    }
}

/// Names one rule by its id, or all rules of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(String);

impl Selector {
    /// Whether the rule is meant.
    #[must_use]
    pub fn takes(&self, rule: &Rule) -> bool {
        self.0 == rule.id || self.0 == rule.group()
    }
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let selector = Self(name.to_owned());
        if rule::all().any(|rule| selector.takes(rule)) {
            return Ok(selector);
        }
        let names = rule::all().flat_map(|rule| [rule.group(), rule.id]);
        Err(Error::UnknownSelector {
            name: name.to_owned(),
            nearest: nearest(name, names),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str) -> &'static Rule {
        rule::by_id(id).unwrap()
    }

    fn settings(select: &[&str], ignore: &[&str]) -> Settings {
        let selectors = |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect();
        Settings {
            select: selectors(select),
            ignore: selectors(ignore),
        }
    }

    fn holds(settings: &Settings, id: &str) -> bool {
        settings.severity(rule(id)).is_some()
    }

    #[test]
    fn every_rule_holds_by_default() {
        let settings = Settings::default();
        assert!(rule::all().all(|rule| settings.severity(rule) == Some(rule.severity)));
    }

    #[test]
    fn a_rule_is_named_by_its_id_or_by_its_group() {
        for name in ["yaml", "yaml/duplicate-key"] {
            assert!(holds(&settings(&[name], &[]), "yaml/duplicate-key"));
            assert!(!holds(&settings(&[], &[name]), "yaml/duplicate-key"));
        }
    }

    #[test]
    fn ignoring_prevails_over_selecting() {
        let settings = settings(&["yaml"], &["yaml/duplicate-key"]);
        assert!(!holds(&settings, "yaml/duplicate-key"));
    }

    #[test]
    fn a_name_that_means_nothing_is_an_error() {
        let message = |name: &str| name.parse::<Selector>().unwrap_err().to_string();
        assert!(message("yaml/duplicate-keys").ends_with("did you mean yaml/duplicate-key?"));
        assert!(message("yam").ends_with("did you mean yaml?"));
        assert!(message("").ends_with("`reportlint rules` lists them"));
        // part of a group's name is not the group
        assert!(message("yaml/").contains("there is no rule"));
    }
}
