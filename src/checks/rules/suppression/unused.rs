use crate::checks::rules::Problems;
use crate::checks::suppress::{Form, GROUP, Suppression};
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::text::place::Place;

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
    warning "suppression/unused"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for suppression in problems.suppressions {
        let unused: Vec<_> = suppression.unused().collect();
        let Some((first, others)) = unused.split_first() else {
            continue;
        };
        let names = unused.iter().map(|it| &*it.name);
        let noun = suppression.form.noun();
        let mut finding = findings
            .add(
                messages::suppresses_nothing(noun, names),
                Place::Bytes(first.written),
                messages::SUPPRESSES_NOTHING,
            )
            .help(help(suppression, unused.len()));
        for allowed in others {
            finding = finding.label(Place::Bytes(allowed.written), messages::NOR_DOES_THIS);
        }
    }
}

fn help(suppression: &Suppression, unused: usize) -> String {
    let about_suppressions = |name: &str| name.split('/').next() == Some(GROUP);
    let mut names = suppression.unused().map(|allowed| &*allowed.name);
    if names.any(about_suppressions) {
        return messages::cannot_be_suppressed(GROUP);
    }
    if suppression.scope.is_none() {
        return messages::NOTHING_FOLLOWS.to_owned();
    }
    if unused < suppression.allowed.len() {
        return messages::take_out(suppression.form.noun(), unused);
    }
    match suppression.form {
        Form::Comment => messages::DELETE_OR_MOVE,
        Form::Entry { .. } => messages::DELETE_OR_CORRECT,
    }
    .to_owned()
}

mod messages {
    use crate::finding::wording::either;

    pub(super) const SUPPRESSES_NOTHING: &str = "suppresses nothing";
    pub(super) const NOR_DOES_THIS: &str = "nor does this";
    pub(super) const NOTHING_FOLLOWS: &str =
        "the comment is about what follows it, and nothing does; delete or move it";
    pub(super) const DELETE_OR_MOVE: &str =
        "delete the comment, or move it to the line before what it is about";
    pub(super) const DELETE_OR_CORRECT: &str =
        "delete the entry, or correct its `file` or its `pointer`";

    pub(super) fn suppresses_nothing<'n>(
        noun: &str,
        rules: impl Iterator<Item = &'n str>,
    ) -> String {
        let rules: Vec<String> = rules.map(|rule| format!("`{rule}`")).collect();
        format!("this {noun} suppresses no finding of {}", either(&rules))
    }

    pub(super) fn cannot_be_suppressed(group: &str) -> String {
        format!("what the rules of the group {group} find cannot be suppressed; mend it")
    }

    /// As many rules as `count` says.
    pub(super) fn take_out(noun: &str, count: usize) -> String {
        match count {
            1 => format!("take it out of the {noun}"),
            _ => format!("take them out of the {noun}"),
        }
    }
}
