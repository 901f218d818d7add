use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::rule::rule;
use crate::suppress::{Form, GROUP, Suppression};
use crate::wording::listed;

rule! {
    /// A suppression of what is not found.
    ///
    /// ## Why it matters
    /// Whoever reads the comment believes that something is out of the ordinary here. When the text has long been
    /// mended, the comment is wrong, and it would hide the next mistake of the kind.
    ///
    /// ## How to mend it
    /// Delete the comment, or take the rule out of it. If there is something to suppress, the comment stands at the
    /// wrong place: on a line of its own it is about the next line, at the end of a line about that line. What the rules
    /// of the group `suppression` find cannot be suppressed.
    ///
    /// Of an entry of `allow` in a `reportlint.yaml` it is told only when all files that it is about have been checked: the
    /// one that it names, or, if it names none or a pattern, all in a folder that is searched.
    warning "suppression/unused" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for suppression in &report.suppressions.list {
        let unused: Vec<_> = suppression.unused().collect();
        let Some((first, others)) = unused.split_first() else {
            continue;
        };
        let names: Vec<String> = unused.iter().map(|it| format!("`{}`", it.name)).collect();
        let noun = suppression.form.noun();
        let mut finding = findings
            .add(
                format!("this {noun} suppresses no finding of {}", listed(&names)),
                Place::Bytes(first.written),
                "suppresses nothing",
            )
            .help(help(suppression, unused.len()));
        for allowed in others {
            finding = finding.label(Place::Bytes(allowed.written), "nor does this");
        }
    }
}

fn help(suppression: &Suppression, unused: usize) -> String {
    let about_suppressions = |name: &str| name.split('/').next() == Some(GROUP);
    let mut names = suppression.unused().map(|allowed| &*allowed.name);
    if names.any(about_suppressions) {
        return format!("what the rules of the group {GROUP} find cannot be suppressed; mend it");
    }
    if suppression.scope.is_none() {
        return "the comment is about what follows it, and nothing does; delete or move it".into();
    }
    if unused < suppression.allowed.len() {
        return format!("take it out of the {}", suppression.form.noun());
    }
    match suppression.form {
        Form::Comment => "delete the comment, or move it to the line before what it is about",
        Form::Entry { .. } => "delete the entry, or correct its `file` or its `pointer`",
    }
    .into()
}
