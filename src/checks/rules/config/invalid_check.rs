use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::{CheckFlaw, ProblemKind};

rule! {
    /// A check does not say what must hold, or says it twice.
    ///
    /// ## Why it matters
    /// It cannot be run, so that the data is not checked, though whoever reads the configuration believes that it is.
    ///
    /// ## How to mend it
    /// Give a check exactly one relation, such as `unique` or `resolve`; make two checks of one that has two. Say once when
    /// items take place (`start` and `end`, `range`, or `start` and `duration`), how many there must be (`exactly`,
    /// `at_least`, `at_most` or `stated`), and which fields are meant (`fields` or `together`).
    error "config/invalid-check"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::InvalidCheck { flaw } = &problem.kind else {
            continue;
        };
        let (message, label, help) = worded(flaw);
        findings.add(message, problem.at.clone(), label).help(help);
    }
}

/// The message, the label and the help.
fn worded(flaw: &CheckFlaw) -> (String, &'static str, &'static str) {
    match flaw {
        CheckFlaw::NoRelation => (
            messages::NO_RELATION.to_owned(),
            messages::HAS_NO_RELATION,
            messages::ADD_RELATION,
        ),
        CheckFlaw::SeveralRelations { relations } => (
            messages::several_relations(relations),
            messages::too_many(relations.len()),
            messages::MAKE_SEVERAL_CHECKS,
        ),
        CheckFlaw::Times => (
            messages::SAY_WHEN.to_owned(),
            messages::WHEN,
            messages::GIVE_TIMES,
        ),
        CheckFlaw::Figure => (
            messages::SAY_HOW_MANY.to_owned(),
            messages::HOW_MANY,
            messages::GIVE_FIGURE,
        ),
        CheckFlaw::Fields => (
            messages::SAY_WHICH_FIELDS.to_owned(),
            messages::WHICH_FIELDS,
            messages::GIVE_FIELDS,
        ),
    }
}

mod messages {
    use crate::finding::wording::listed;

    pub(super) const NO_RELATION: &str = "the check does not say what must hold";
    pub(super) const HAS_NO_RELATION: &str = "has no relation";
    pub(super) const ADD_RELATION: &str =
        "add a relation, such as `unique`, `resolve` or `overlap`";
    pub(super) const MAKE_SEVERAL_CHECKS: &str = "make a check of each, with an `id` of its own";
    pub(super) const SAY_WHEN: &str = "the check has to say, once, when the items take place";
    pub(super) const WHEN: &str = "from when to when?";
    pub(super) const GIVE_TIMES: &str =
        "give the fields `start` and `end`, or `range`, or `start` and `duration`";
    pub(super) const SAY_HOW_MANY: &str = "the check has to say, once, how many there must be";
    pub(super) const HOW_MANY: &str = "how many?";
    pub(super) const GIVE_FIGURE: &str =
        "give one of `exactly`, `at_least`, `at_most` and `stated`";
    pub(super) const SAY_WHICH_FIELDS: &str = "the check has to say, once, which fields are meant";
    pub(super) const WHICH_FIELDS: &str = "which fields?";
    pub(super) const GIVE_FIELDS: &str =
        "give either `fields`, each of which counts, or `together`, which count together";

    pub(super) fn several_relations(names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let listed = listed(&names);
        match names.len() {
            2 => format!("the check has two relations, {listed}"),
            count => format!("the check has {count} relations, {listed}"),
        }
    }

    pub(super) fn too_many(count: usize) -> &'static str {
        match count {
            2 => "one relation too many",
            _ => "too many relations",
        }
    }
}
