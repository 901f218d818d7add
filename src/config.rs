//! Which rules hold, and how much their findings weigh.

use crate::finding::Severity;
use crate::rule::Rule;

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
