use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::{Found, Prose};

rule! {
    /// A letter of another script in a word, which looks the same: a Latin "c" in a Russian word.
    ///
    /// ## Why it matters
    /// Nobody sees it, but no search finds the word, no dictionary knows it, and a screen reader reads it wrongly.
    ///
    /// ## How to fix it
    /// Write the letter in the script of the word. Latin, Cyrillic and Greek letters are compared, and only those that
    /// look the same in print. Formulas, units ("μm"), names in two scripts, words with an ending in another script and
    /// letters that may be the mark of a note are not reported.
    warning "text/mixed-script"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item } in prose.mixed_words() {
        let word = &text[item.range.clone()];
        findings
            .add(
                format!(
                    "\"{word}\" is a {script} word with a {other} {letter} in it",
                    letter = item.letter,
                    other = item.other.name(),
                    script = item.script.name()
                ),
                text.part(item.range.clone()),
                format!(
                    "the {letter} is {other}",
                    letter = item.letter,
                    other = item.other.name()
                ),
            )
            .help(format!(
                "write the {script} {meant}, which looks the same",
                meant = item.meant,
                script = item.script.name()
            ));
    }
}
