//! What applies to one report.

use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::checks::selector::Selector;
use crate::finding::rule::Rule;
use crate::finding::{Findings, Severity};
use crate::project::config::{Config, FailOn, Level};
use crate::report::Stage;
use crate::report::calendar::Date;

/// What applies to one report: the options of the command line, and the config that is below them.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Ids or groups of the only rules to run, whatever the config says; empty for all.
    pub select: Vec<Selector>,
    /// Ids or groups of rules not to run.
    pub ignore: Vec<Selector>,
    /// How far the report has come, whatever the config or the report itself says.
    pub stage: Option<Stage>,
    /// The least severe finding that makes the check fail, whatever the config says. It is the program that passes or fails.
    #[doc(hidden)]
    pub fail_on: Option<FailOn>,
    /// The day on which suppressions are valid or expired; without one they do not expire.
    pub today: Option<Date>,
    /// How many findings of one rule are listed for a report. Where it is not said there are 10,000, and fewer where many
    /// reports are checked at once.
    pub most_findings: Option<NonZeroUsize>,
    /// What the project says.
    #[doc(hidden)]
    pub config: Arc<Config>,
}

impl Settings {
    /// Whether the rule of that id is on.
    #[must_use]
    pub(crate) fn runs(&self, id: &str) -> bool {
        let named = |list: &[Selector]| list.iter().any(|selector| selector.takes(id));
        if named(&self.ignore) {
            return false;
        }
        if !self.select.is_empty() {
            return named(&self.select);
        }
        self.level(id) != Some(Level::Off)
    }

    /// Whether the rule is on: one that is off by default, where its id is named.
    #[must_use]
    pub(crate) fn is_on(&self, rule: &Rule) -> bool {
        rule.always || self.runs(rule.id) && (!rule.optional || self.names(rule))
    }

    /// Whether the id of a rule itself is selected or turned on.
    #[must_use]
    pub(crate) fn names(&self, rule: &Rule) -> bool {
        let mut selected = self.select.iter();
        selected.any(|it| it.name() == rule.id) || self.config.turns_on(rule.id)
    }

    /// The severity of the rule's findings in a report of that stage; `None` when the rule is off.
    #[must_use]
    pub(crate) fn severity(&self, rule: &Rule, stage: Option<Stage>) -> Option<Severity> {
        if rule.always {
            return Some(rule.severity);
        }
        if !self.is_on(rule) {
            return None;
        }
        let by_default = match stage.filter(|_| rule.staged) {
            Some(Stage::Draft) => Severity::Advice,
            Some(Stage::Final) => Severity::Error,
            None => rule.severity,
        };
        self.weight(rule.id, by_default)
    }

    /// The severity of what a check of that id finds, which declares one of its own; `None` when it is off.
    #[must_use]
    pub(crate) fn weight(&self, id: &str, own: Severity) -> Option<Severity> {
        let severity = match self.level(id) {
            Some(Level::On(severity)) => severity,
            // a rule that the config turns off runs all the same when the command line selects it
            Some(Level::Off) | None => own,
        };
        self.runs(id).then_some(severity)
    }

    /// How far a report has come that says so or so much of itself.
    #[must_use]
    pub(crate) fn stage(&self, own: Option<Stage>) -> Option<Stage> {
        let configured = || self.config.stage().map(|said| *said.value);
        self.stage.or_else(configured).or(own)
    }

    /// The least severe finding that makes the check fail.
    #[must_use]
    pub(crate) fn fail_on(&self) -> FailOn {
        let configured = || self.config.fail_on().map(|said| *said.value);
        self.fail_on.or_else(configured).unwrap_or_default()
    }

    /// How many findings of one rule are listed for a report.
    #[must_use]
    pub(crate) fn most_findings(&self) -> usize {
        self.most_findings.map_or(Findings::MOST, NonZeroUsize::get)
    }

    /// What a name in a suppression selects; `None` where there is no such rule, no such group, and no such check in the
    /// project.
    #[must_use]
    pub(crate) fn selector(&self, name: &str) -> Option<Selector> {
        Selector::named(name).filter(|_| self.config.may_name(name))
    }

    fn level(&self, id: &str) -> Option<Level> {
        self.config.level(id).map(|said| *said.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::rules;

    fn rule(id: &str) -> &'static Rule {
        rules::by_id(id).unwrap()
    }

    fn settings(select: &[&str], ignore: &[&str], config: &str) -> Settings {
        let selectors = |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect();
        Settings {
            select: selectors(select),
            ignore: selectors(ignore),
            config: Arc::new(Config::of_text(config)),
            ..Settings::default()
        }
    }

    #[test]
    fn every_rule_is_on_by_default() {
        let settings = Settings::default();
        assert!(rules::all().all(|rule| {
            let severity = Some(rule.severity).filter(|_| !rule.optional);
            settings.severity(rule, None) == severity
        }));
    }

    #[test]
    fn an_optional_rule_is_on_where_its_id_is_named() {
        let id = "paragraphs/repeated-text";
        let is_on = |select: &[&str], ignore: &[&str], config: &str| {
            settings(select, ignore, config).is_on(rule(id))
        };
        assert!(is_on(&[id], &[], ""));
        assert!(is_on(
            &[],
            &[],
            "rules: {paragraphs/repeated-text: advice}\n"
        ));
        assert!(is_on(
            &["paragraphs"],
            &[],
            "rules: {paragraphs/repeated-text: advice}\n"
        ));
        assert!(!is_on(&["paragraphs"], &[], ""));
        assert!(!is_on(&[], &[], "rules: {paragraphs: error}\n"));
        assert!(!is_on(
            &[],
            &["paragraphs"],
            "rules: {paragraphs/repeated-text: advice}\n"
        ));
        assert!(!is_on(
            &["text"],
            &[],
            "rules: {paragraphs/repeated-text: advice}\n"
        ));
    }

    #[test]
    fn the_stage_sets_the_severity_of_tasks_before_publication() {
        let severities = |id: &str| {
            [None, Some(Stage::Draft), Some(Stage::Final)]
                .map(|stage| Settings::default().severity(rule(id), stage).unwrap())
        };
        assert_eq!(
            severities("text/placeholder"),
            [Severity::Warning, Severity::Advice, Severity::Error]
        );
        assert_eq!(severities("text/doubled-word"), [Severity::Warning; 3]);
        let off = settings(&[], &["text"], "");
        assert_eq!(
            off.severity(rule("text/placeholder"), Some(Stage::Final)),
            None
        );
    }

    #[test]
    fn a_rule_is_named_by_its_id_or_by_its_group() {
        for name in ["yaml", "yaml/duplicate-key"] {
            assert!(settings(&[name], &[], "").runs("yaml/duplicate-key"));
            assert!(!settings(&[], &[name], "").runs("yaml/duplicate-key"));
        }
    }

    #[test]
    fn ignoring_prevails_over_selecting() {
        let settings = settings(&["yaml"], &["yaml/duplicate-key"], "");
        assert!(!settings.runs("yaml/duplicate-key"));
    }

    #[test]
    fn the_config_sets_the_severity_of_rules_and_groups_and_the_more_specific_prevails() {
        let config = "rules: {text: off, text/placeholder: advice, agenda: warning}\n";
        let settings = settings(&[], &[], config);
        let severity = |id, stage| settings.severity(rule(id), stage);
        assert_eq!(severity("text/doubled-word", None), None);
        assert_eq!(severity("agenda/overlap", None), Some(Severity::Warning));
        assert_eq!(severity("dates/impossible", None), Some(Severity::Error));
        // what is said of a rule holds in a report of any stage
        let said = severity("text/placeholder", Some(Stage::Final));
        assert_eq!(said, Some(Severity::Advice));
    }

    #[test]
    fn the_command_line_prevails_over_the_config() {
        let config = "{rules: {text: off, agenda: advice}, stage: draft, fail_on: never}\n";
        let selected = settings(&["text", "agenda/order"], &[], config);
        let severity = |id| selected.severity(rule(id), None);
        assert_eq!(severity("text/doubled-word"), Some(Severity::Warning));
        assert_eq!(severity("agenda/order"), Some(Severity::Advice));
        assert_eq!(severity("agenda/overlap"), None);
        let ignored = settings(&[], &["agenda"], config);
        assert_eq!(ignored.severity(rule("agenda/order"), None), None);
        assert_eq!(ignored.stage(Some(Stage::Final)), Some(Stage::Draft));
        assert_eq!(ignored.fail_on(), FailOn::Never);
        let told = Settings {
            stage: Some(Stage::Final),
            fail_on: Some(FailOn::Advice),
            ..ignored
        };
        assert_eq!(told.stage(None), Some(Stage::Final));
        assert_eq!(told.fail_on(), FailOn::Advice);
    }

    #[test]
    fn what_a_project_declares_can_have_a_severity() {
        let config = "rules: {check/one: off, check: advice}\n";
        let settings = settings(&[], &[], config);
        assert_eq!(settings.weight("check/one", Severity::Error), None);
        let other = settings.weight("check/two", Severity::Error);
        assert_eq!(other, Some(Severity::Advice));
    }
}
