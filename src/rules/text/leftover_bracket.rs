use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::placeholder::has_placeholder;
use crate::finding::Findings;
use crate::model::Report;
use crate::prose::bracket;
use crate::rule::rule;

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
    warning "text/leftover-bracket" staged = check
}

/// What editors put into brackets on purpose.
static GLOSS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:sic|recte|n\.?\s?b\.?|i\.e\..*|e\.g\..*|cf\..*|see\b.*|ibid.*|\.{3}|…|\^.*|[0-9\s,;–-]+
        |.*\b(?:emphasis|italics|translat\w+|footnotes?|citations?|omitted|original|sources?|editor\w*|note|in\s+(?:english|french|arabic|chinese|russian|spanish|german))\b.*
        |applause|laughter|inaudible|signed|blank|redacted|https?:.*|doi:.*|[a-z]{1,3})\.?$",
    )
    .expect("the pattern is well-formed")
});

/// What only drafters write.
static DRAFTING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:to\s+be\s+(?:added|agreed|checked|completed|confirmed|decided|determined|inserted|updated|verified)|insert|pending|draft|check)\b")
        .expect("the pattern is well-formed")
});

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (passage, enclosures) in report.passages().iter().zip(report.enclosures()) {
        for range in leftovers(&passage.text, &enclosures.pairs) {
            findings
                .add(
                    format!(
                        "the passage \"{}\" is in square brackets",
                        &passage.text[range.clone()]
                    ),
                    passage.text.part(range),
                    "left from drafting?",
                )
                .help("agree the passage and remove the brackets, or remove the passage");
        }
    }
}

fn leftovers(text: &str, pairs: &[bracket::Pair]) -> Vec<Range<usize>> {
    let quotations: Vec<&Range<usize>> = pairs
        .iter()
        .filter(|pair| pair.is_quotation())
        .map(|pair| &pair.range)
        .collect();
    let square: Vec<&bracket::Pair> = pairs.iter().filter(|pair| pair.opening == '[').collect();
    let starts: Vec<usize> = square.iter().map(|pair| pair.range.start).collect();
    let is_alternative = |pair: &bracket::Pair| {
        // "[shall] [should]": two brackets with nothing between them
        let next = text[pair.range.end..].trim_start();
        let next_start = text.len() - next.len();
        next.starts_with('[') && starts.binary_search(&next_start).is_ok()
    };
    let found = square.iter().enumerate().filter(|(index, pair)| {
        let inside = text[pair.inside(text)].trim();
        let follows_alternative = index
            .checked_sub(1)
            .is_some_and(|before| is_alternative(square[before]));
        let is_quoted = quotations
            .iter()
            .any(|range| range.start < pair.range.start && pair.range.end < range.end);
        // a placeholder in brackets is the finding of `text/placeholder`
        !has_placeholder(inside)
            && (DRAFTING.is_match(inside)
                || (!GLOSS.is_match(inside)
                    && (is_alternative(pair)
                        || follows_alternative
                        || (!is_quoted && is_clause(inside)))))
    });
    found.map(|(_, pair)| pair.range.clone()).collect()
}

/// Several words that begin small: part of a sentence, and not a name or a title.
fn is_clause(inside: &str) -> bool {
    inside.starts_with(char::is_lowercase) && inside.split_whitespace().count() > 2
}
