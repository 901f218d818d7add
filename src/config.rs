//! Which rules hold, and how much their findings weigh.

use std::str::FromStr;

use crate::calendar::Date;
use crate::error::Error;
use crate::finding::Severity;
use crate::model::Stage;
use crate::relation::resolve::nearest;
use crate::rule::{self, Rule};

/// What holds for one report.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Ids or groups of the only rules to run; empty for all.
    pub select: Vec<Selector>,
    /// Ids or groups of rules not to run.
    pub ignore: Vec<Selector>,
    /// How far the report has come, whatever it says itself.
    pub stage: Option<Stage>,
    /// The day on which suppressions are valid or expired; without one they do not expire.
    pub today: Option<Date>,
}

impl Settings {
    /// Whether the rule is on.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        let named = |list: &[Selector]| list.iter().any(|selector| selector.takes(rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// The severity of the rule's findings in a report of that stage; `None` when the rule is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule, stage: Option<Stage>) -> Option<Severity> {
        self.runs(rule)
            .then_some(match stage.filter(|_| rule.staged) {
                Some(Stage::Draft) => Severity::Advice,
                Some(Stage::Final) => Severity::Error,
                None => rule.severity,
            })
    }
}

/// Names one rule by its id, or all rules of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selector(&'static str);

impl Selector {
    /// The selector of that name, if it names anything.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        rule::names().find(|known| *known == name).map(Self)
    }

    /// The id or the group.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Whether the rule is meant.
    #[must_use]
    pub fn takes(self, rule: &Rule) -> bool {
        self.0 == rule.id || self.0 == rule.group()
    }
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::named(name).ok_or_else(|| Error::UnknownSelector {
            name: name.to_owned(),
            nearest: nearest(name, rule::names()),
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
            ..Settings::default()
        }
    }

    fn holds(settings: &Settings, id: &str) -> bool {
        settings.runs(rule(id))
    }

    #[test]
    fn every_rule_holds_by_default() {
        let settings = Settings::default();
        assert!(rule::all().all(|rule| settings.severity(rule, None) == Some(rule.severity)));
    }

    #[test]
    fn the_stage_weighs_what_is_to_be_done_before_publication() {
        let severities = |id: &str| {
            [None, Some(Stage::Draft), Some(Stage::Final)]
                .map(|stage| Settings::default().severity(rule(id), stage).unwrap())
        };
        assert_eq!(
            severities("text/placeholder"),
            [Severity::Warning, Severity::Advice, Severity::Error]
        );
        assert_eq!(severities("text/doubled-word"), [Severity::Warning; 3]);
        let off = settings(&[], &["text"]);
        assert_eq!(
            off.severity(rule("text/placeholder"), Some(Stage::Final)),
            None
        );
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
