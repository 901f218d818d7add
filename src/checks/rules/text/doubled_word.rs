use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::finding::wording::times;
use crate::report::Text;
use crate::report::prose::doubled::DoubledWord;
use crate::report::prose::{Found, Prose};

rule! {
    /// One word twice in a row: "the the".
    ///
    /// ## Why it matters
    /// It is nearly always a slip. Spelling checkers often miss it when the two words are on two lines.
    ///
    /// ## How to fix it
    /// Remove one of the two. Words that can be right twice ("had had", "that that") and words with capitals ("Duran
    /// Duran", "Wagga Wagga") are not reported.
    warning "text/doubled-word",
    fix safe "Removes one of two small words such as \"the the\": no sentence has both.",
    fix unsafe "Removes one of two other words; a name or a speaker may need both."
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: run } in prose.doubled_words() {
        let word = &text[run.word.clone()];
        findings
            .add(
                format!("the word \"{word}\" appears {} in a row", times(run.count)),
                text.part(run.range.clone()),
                too_many(run.count),
            )
            .help(keep_one(word, run.count))
            .fix(fix(text, run));
    }
}

/// Words that no sentence has twice in a row, except in speech.
const NEVER_TWICE: [&str; 11] = [
    "the", "a", "an", "of", "to", "in", "and", "for", "with", "by", "on",
];

/// Leaves the first of them.
fn fix(text: &Text<'_>, run: &DoubledWord) -> Remedy {
    let word = &text[run.word.clone()];
    let title = remove(word, run.count);
    // the word where it stands for the second time ends right behind the first and the blank
    let first_end = run.range.start + word.len();
    let remedy = if NEVER_TWICE.contains(&word) && text[run.range.clone()].starts_with(word) {
        Remedy::safe(title)
    } else {
        Remedy::risky(title)
    };
    remedy.text(text.at, first_end..run.range.end, "")
}

fn remove(word: &str, count: usize) -> String {
    match count {
        2 => format!("remove the second \"{word}\""),
        _ => format!("keep one \"{word}\""),
    }
}

fn too_many(count: usize) -> String {
    match count {
        2 => "one is too many".to_owned(),
        count => format!("{} are too many", count - 1),
    }
}

fn keep_one(word: &str, count: usize) -> String {
    match count {
        2 => format!("remove one \"{word}\""),
        _ => format!("keep one \"{word}\", and remove the others"),
    }
}
