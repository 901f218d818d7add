use crate::checks::rules::Problems;
use crate::checks::suppress::Form;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::listed;
use crate::text::place::Place;

rule! {
    /// A suppression that does not say why.
    ///
    /// ## Why it matters
    /// The next editor cannot tell whether what it hides is intended, is waiting for somebody, or was merely in the way.
    ///
    /// ## How to mend it
    /// Write the reason at the end of the comment, after two dashes:
    /// `# reportlint: allow agenda/overlap -- the walk begins during lunch`. An entry of `allow` in a `reportlint.yaml` has a
    /// key for it, `reason`.
    warning "suppression/no-reason"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for suppression in problems.suppressions {
        // one that is to be deleted need not give a reason first
        let does_nothing = suppression.unused().count() == suppression.allowed.len();
        if suppression.reason.is_some() || suppression.is_expired() || does_nothing {
            continue;
        }
        let names = listed(&suppression.names());
        let help = match suppression.form {
            Form::Comment => messages::WRITE_IN_COMMENT,
            Form::Entry { .. } => messages::WRITE_IN_ENTRY,
        };
        findings
            .add(
                messages::no_reason(&names),
                Place::Bytes(suppression.written),
                messages::GIVES_NO_REASON,
            )
            .help(help);
    }
}

mod messages {
    pub(super) const GIVES_NO_REASON: &str = "gives no reason";
    pub(super) const WRITE_IN_COMMENT: &str =
        "write the reason at the end of the comment, after ` -- `";
    pub(super) const WRITE_IN_ENTRY: &str = "add `reason:` to this entry, and say why";

    pub(super) fn no_reason(names: &str) -> String {
        format!("it is not said why {names} may be suppressed here")
    }
}
