use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::listed;
use crate::text::place::Place;

rule! {
    /// A suppression whose last day is over.
    ///
    /// ## Why it matters
    /// Something was to be put up with until a certain day. From then on it is found again, and the suppression
    /// does nothing.
    ///
    /// ## How to mend it
    /// Mend what was put up with, and delete the suppression. If it has to wait for longer, write a later day, which is the
    /// last on which the suppression is valid. Days are those of UTC; `--today` sets another one than the present.
    warning "suppression/expired"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for suppression in problems.suppressions {
        let Some(until) = suppression.until.as_ref().filter(|until| until.expired) else {
            continue;
        };
        let names = listed(&suppression.names());

        findings
            .add(
                messages::ended(&names, until.date),
                Place::Bytes(until.written),
                messages::IS_OVER,
            )
            .help(messages::delete_or_prolong(suppression.form.noun()));
    }
}

mod messages {
    use crate::report::calendar::Date;

    pub(super) const IS_OVER: &str = "is over";

    pub(super) fn ended(names: &str, date: Date) -> String {
        format!("the suppression of {names} ended on {date}")
    }

    pub(super) fn delete_or_prolong(noun: &str) -> String {
        format!("delete the {noun} when all is mended; write a later day if it has to wait")
    }
}
