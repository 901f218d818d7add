use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::split::Split;
use crate::report::prose::{Found, Prose};

rule! {
    /// A passage in square brackets that is left from drafting.
    ///
    /// ## Why it matters
    /// In drafts, square brackets mark text that is not yet agreed or checked. In print, the reader wonders whether the
    /// passage is valid.
    ///
    /// ## How to fix it
    /// Agree on the passage and remove the brackets, or remove the passage. A bracket that closes some paragraphs later
    /// is one finding. Notes by an editor are not reported: "[sic]", "[Name, Role]", a long form after its
    /// abbreviation, an omission, anything within a quotation. Citations are not reported either, also several in a row
    /// ("[Rivers] [Lee, 2017]"), nor are the gaps of a pattern ("(e.g. as a [user], I want [a goal])"), links and code.
    warning "text/leftover-bracket" staged
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: range } in prose.leftovers() {
        findings
            .add(
                format!(
                    "the passage \"{passage}\" is in square brackets",
                    passage = &text[range.clone()]
                ),
                text.part(range.clone()),
                LEFT_FROM_DRAFTING,
            )
            .help(AGREE_OR_REMOVE);
    }
    let passages = prose.passages();
    let brackets = prose.splits().iter().filter(|split| split.is_bracket);
    for Split { open, close, .. } in brackets {
        let [first, last] = [open, close].map(|sign| passages[sign.passage].text);
        let begins = open.range.start..first.trim_end().len();
        let ends = last.len() - last.trim_start().len()..close.range.end;
        findings
            .add(
                format!(
                    "the passage that begins with \"{start}\" is in square brackets",
                    start = &first[begins.clone()]
                ),
                first.part(begins),
                LEFT_FROM_DRAFTING,
            )
            .label(last.part(ends), "up to here")
            .help(AGREE_OR_REMOVE);
    }
}

const LEFT_FROM_DRAFTING: &str = "left from drafting?";

const AGREE_OR_REMOVE: &str = "agree the passage and remove the brackets, or remove the passage";
