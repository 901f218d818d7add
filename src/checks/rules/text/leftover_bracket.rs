use crate::finding::Findings;
use crate::finding::fix::Remedy;
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
    warning "text/leftover-bracket" staged,
    fix unsafe "Removes the brackets around six words or more, and keeps the passage, which has to be agreed first. Fewer words are \
        rather a note, or a choice between two words."
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: range } in prose.leftovers() {
        let words = text[range.clone()].split_whitespace().count();
        let fix = (words >= FEWEST_WORDS).then(|| {
            let fix = Remedy::risky(REMOVE_BRACKETS);
            let fix = fix.text(text.at, range.start..range.start + 1, "");
            fix.text(text.at, range.end - 1..range.end, "")
        });
        findings
            .add(
                format!(
                    "the passage \"{passage}\" is in square brackets",
                    passage = &text[range.clone()]
                ),
                text.part(range.clone()),
                LEFT_FROM_DRAFTING,
            )
            .help(AGREE_OR_REMOVE)
            .fix(fix);
    }
    let passages = prose.passages();
    let brackets = prose.splits().iter().filter(|split| split.is_bracket);
    for Split { open, close, .. } in brackets {
        let [first, last] = [open, close].map(|sign| passages[sign.passage].text);
        let fix = Remedy::risky(REMOVE_BRACKETS);
        let fix = fix.text(first.at, open.range.clone(), "");
        let fix = fix.text(last.at, close.range.clone(), "");
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
            .help(AGREE_OR_REMOVE)
            .fix(fix);
    }
}

/// With fewer words, brackets are rather around a note or a choice, and are not removed.
const FEWEST_WORDS: usize = 6;

const LEFT_FROM_DRAFTING: &str = "left from drafting?";

const AGREE_OR_REMOVE: &str = "agree the passage and remove the brackets, or remove the passage";

const REMOVE_BRACKETS: &str = "remove the brackets";
