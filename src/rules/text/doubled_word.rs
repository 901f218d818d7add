use crate::finding::Findings;
use crate::model::Report;
use crate::prose::Found;
use crate::rule::rule;

rule! {
    /// One word twice in a row: "the the".
    ///
    /// ## Why it matters
    /// It is nearly always a slip of editing, and one that spelling checkers of single lines miss when the two words
    /// stand on two lines.
    ///
    /// ## How to mend it
    /// Remove one of the two. What is right in some sentences ("had had", "that that") and words with capitals
    /// ("Duran Duran", "Wagga Wagga") are left alone.
    warning "text/doubled-word" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for Found { text, item: run } in report.doubled_words() {
        let word = &text[run.word.clone()];
        findings
            .add(
                messages::doubled(word),
                text.part(run.range.clone()),
                messages::ONE_TOO_MANY,
            )
            .help(messages::remove_one(word));
    }
}

mod messages {
    pub(super) const ONE_TOO_MANY: &str = "one is too many";

    pub(super) fn doubled(word: &str) -> String {
        format!("the word \"{word}\" stands twice")
    }

    pub(super) fn remove_one(word: &str) -> String {
        format!("remove one \"{word}\"")
    }
}
