use crate::config::{CheckFlaw, ProblemKind};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

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
    error "config/invalid-check" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.config_problems {
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
            "the check does not say what must hold".to_owned(),
            "has no relation",
            "add a relation, such as `unique`, `resolve` or `overlap`",
        ),
        CheckFlaw::SeveralRelations {
            relations: [first, last],
        } => (
            format!("the check has two relations, `{first}` and `{last}`"),
            "one relation too many",
            "make a check of each, with an `id` of its own",
        ),
        CheckFlaw::Times => (
            "the check has to say, once, when the items take place".to_owned(),
            "from when to when?",
            "give the fields `start` and `end`, or `range`, or `start` and `duration`",
        ),
        CheckFlaw::Figure => (
            "the check has to say, once, how many there must be".to_owned(),
            "how many?",
            "give one of `exactly`, `at_least`, `at_most` and `stated`",
        ),
        CheckFlaw::Fields => (
            "the check has to say, once, which fields are meant".to_owned(),
            "which fields?",
            "give either `fields`, each of which counts, or `together`, which count together",
        ),
    }
}
