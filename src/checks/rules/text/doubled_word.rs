use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::{Found, Prose};

rule! {
    /// One word twice in a row: "the the".
    ///
    /// ## Why it matters
    /// It is nearly always a slip of editing, and one that spelling checkers of single lines miss when the two words
    /// stand on two lines.
    ///
    /// ## How to fix it
    /// Remove one of the two. What is right in some sentences ("had had", "that that") and words with capitals
    /// ("Duran Duran", "Wagga Wagga") are left alone.
    warning "text/doubled-word"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: run } in prose.doubled_words() {
        let word = &text[run.word.clone()];
        findings
            .add(
                messages::repeated(word, run.count),
                text.part(run.range.clone()),
                messages::too_many(run.count),
            )
            .help(messages::keep_one(word, run.count));
    }
}

mod messages {
    use crate::finding::wording::times;

    pub(super) fn repeated(word: &str, count: usize) -> String {
        format!("the word \"{word}\" appears {} in a row", times(count))
    }

    pub(super) fn too_many(count: usize) -> String {
        match count {
            2 => "one is too many".to_owned(),
            count => format!("{} are too many", count - 1),
        }
    }

    pub(super) fn keep_one(word: &str, count: usize) -> String {
        match count {
            2 => format!("remove one \"{word}\""),
            _ => format!("keep one \"{word}\", and remove the others"),
        }
    }
}
