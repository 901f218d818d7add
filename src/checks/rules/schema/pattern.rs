use super::{name_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A time, a code or another short text is not written as it should be.
    ///
    /// ## Why it matters
    /// Times are compared, codes are looked up, ids are referred to. One that is written in a way of its own, such as
    /// `9.30 am` among the likes of `09:30`, takes no part in that, and what is wrong with it stays unseen.
    ///
    /// ## How to mend it
    /// Write it as the help says. There is no way to declare another way of writing as intended.
    error "schema/pattern"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Pattern { undecided } = violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let text = quoted(part.tree, node).unwrap_or_default();
        if undecided {
            findings
                .add(
                    messages::undecided(&name),
                    part.node(node),
                    messages::GOES_BACK_TOO_OFTEN,
                )
                .help(messages::WRITE_WITHOUT_REPEATS);
            continue;
        }
        findings
            .add(
                messages::cannot_be_written(&name, &text),
                part.node(node),
                messages::MISWRITTEN,
            )
            .help(super::expectation(&name, violation));
    }
}

mod messages {
    pub(super) const GOES_BACK_TOO_OFTEN: &str = "the pattern in the schema goes back too often";
    pub(super) const WRITE_WITHOUT_REPEATS: &str =
        "write the pattern without parts that repeat within parts that repeat, such as `(a+)+`";
    pub(super) const MISWRITTEN: &str = "not written as it should be";

    pub(super) fn undecided(name: &str) -> String {
        format!("whether {name} is written as it should be takes too long to find out")
    }

    pub(super) fn cannot_be_written(name: &str, text: &str) -> String {
        format!("{name} cannot be written {text}")
    }
}
