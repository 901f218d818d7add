use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A text is not of the media type that the schema gives it.
    ///
    /// ## Why it matters
    /// Data within data, such as JSON in a text, is read by another program, which stops at the first thing that it
    /// cannot understand.
    ///
    /// ## How to mend it
    /// Correct the text, or write it anew with a program for that type. There is no way to declare it as intended but
    /// to change the schema; of data that is not yours to change, `allow` in the configuration says that you know of
    /// it.
    error "schema/content-media-type"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::ContentMediaType { name: media_type } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::unreadable(&name, media_type),
                place_of(part, node),
                messages::NOT_OF_THAT_TYPE,
            )
            .help(advice(violation, messages::CORRECT_IT));
    }
}

mod messages {
    pub(super) const NOT_OF_THAT_TYPE: &str = "not of that type";
    pub(super) const CORRECT_IT: &str = "correct it";

    pub(super) fn unreadable(name: &str, media_type: &str) -> String {
        format!("{name} cannot be read as {media_type}")
    }
}
