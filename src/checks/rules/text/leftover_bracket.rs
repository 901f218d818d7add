use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::{Found, Prose};

rule! {
    /// A passage in square brackets that is left from drafting.
    ///
    /// ## Why it matters
    /// In drafts, square brackets mark what is not agreed or not checked yet. In print they make the reader wonder
    /// whether the passage holds.
    ///
    /// ## How to mend it
    /// Agree the passage and remove the brackets, or remove the passage. Editorial glosses are left alone: "[sic]", "[Name,
    /// Role]", a long form after its abbreviation, an omission, a word put into a quotation.
    warning "text/leftover-bracket" staged
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: range } in prose.leftovers() {
        findings
            .add(
                messages::in_brackets(&text[range.clone()]),
                text.part(range.clone()),
                messages::LEFT_FROM_DRAFTING,
            )
            .help(messages::AGREE_OR_REMOVE);
    }
}

mod messages {
    pub(super) const LEFT_FROM_DRAFTING: &str = "left from drafting?";
    pub(super) const AGREE_OR_REMOVE: &str =
        "agree the passage and remove the brackets, or remove the passage";

    pub(super) fn in_brackets(passage: &str) -> String {
        format!("the passage \"{passage}\" is in square brackets")
    }
}
