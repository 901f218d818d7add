use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// A word that stands for text still to come: TBD, TODO, XXX, "lorem ipsum", "???".
    ///
    /// ## Why it matters
    /// Placeholders are meant to be replaced before publication, and the last one is the one that gets printed.
    ///
    /// ## How to mend it
    /// Write what was to stand there. A name that happens to be spelt like a placeholder can be suppressed with a reason.
    warning "text/placeholder" staged = check
}

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)\b(?:TBD|TBC|TBA|TODO|FIXME|X{3,}|x{3,})\b|(?i:\blorem\s+ipsum\b)|\?{3,}|_{4,}
        |(?i:\(to\ be\ (?:confirmed|determined|completed|inserted)\))",
    )
    .expect("the pattern is well-formed")
});

/// Whether the text holds a placeholder.
pub(in crate::rules) fn has_placeholder(text: &str) -> bool {
    PLACEHOLDER.is_match(text)
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for passage in report.passages() {
        for found in PLACEHOLDER.find_iter(&passage.text) {
            // "XXX" is thirty among the Roman numerals: "Article XXX", "p. xxx"
            if is_roman_number(&passage.text[..found.start()], found.as_str()) {
                continue;
            }
            findings
                .add(
                    format!("\"{}\" is a placeholder", found.as_str()),
                    passage.text.part(found.range()),
                    "text is missing here",
                )
                .help("write what was to stand here");
        }
    }
}

fn is_roman_number(before: &str, found: &str) -> bool {
    const NUMBERED: [&str; 14] = [
        "article", "chapter", "part", "volume", "vol.", "section", "title", "annex", "session",
        "protocol", "page", "pages", "p.", "pp.",
    ];
    // "pp. xxv–xxx"
    let before = before.trim_end_matches(|sign: char| "ivxlcIVXLC–-".contains(sign));
    let word = before
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    found.eq_ignore_ascii_case("XXX") && NUMBERED.contains(&word.as_str())
}
