use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A text is not encoded as the schema says.
    ///
    /// ## Why it matters
    /// A picture or a document that is kept as text cannot be read back when the text was cut off or changed.
    ///
    /// ## How to mend it
    /// Encode the content anew, and put in the whole text. There is no way to declare it as intended but to change the
    /// schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/content-encoding"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::ContentEncoding { name: encoding } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::unreadable(&name, encoding),
                place_of(part, node),
                messages::NOT_ENCODED_SO,
            )
            .help(advice(violation, messages::ENCODE_ANEW));
    }
}

mod messages {
    pub(super) const NOT_ENCODED_SO: &str = "not encoded as it should be";
    pub(super) const ENCODE_ANEW: &str = "encode it anew";

    pub(super) fn unreadable(name: &str, encoding: &str) -> String {
        format!("{name} cannot be read as {encoding}")
    }
}
