//! Tells references to another document from those to the report itself.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::prose::bracket::{self, Enclosures};

/// After a reference: the document that it belongs to. "Of this report" and "of section II" are the report's own.
static OWNER_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\s*,?\s*(?:(?:sub)?paragraphs?|paras?\.|annex(?:es)?|sections?|articles?)?\s*(?:[0-9]+\s*)?(?:\([a-z0-9]+\)(?:\s*(?:,|and|or|to|-|–)\s*)?)+)?
          \s*,?\s+(?:of|to|in|from|under)\s+(?<owner>.{1,40})",
    )
});

/// What is the report itself, or a part of it.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:the\s+|this\s+|that\s+)?(?:present|this|current|same)\b|(?:this|our)\b
          |(?:the\s+)?(?:sections?|sect\.|chapters?|annex(?:es)?|appendix|body|main|forum)\b|the\s+report\b(?:[.,;:)]|$|\s+(?:is|are|was|were|and)\b))",
    )
});

/// Words after "of the" or "in" that name no document: "section II in full", "table 2 of participants", a page, a date.
static NO_DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:full|part|detail|turn|which|order|particular|addition|general|brief|more|all|[0-9]|be\b|see\b|show\b)",
    )
});

/// Right before a reference, or before a chain of references: the sign or the name of another document.
static OWNER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:
            [A-Z]{1,6}(?:/[A-Za-z0-9.()-]+)+
            |[0-9]+/[0-9]+(?:\s?[A-Z])?
            |\b(?:resolution|decision|document|article|art\.|rule|recommendation|regulation|directive|principle|goal|no\.)s?\s+[A-Z]{0,2}[0-9IVXLC][^\s,;]*
            |\b(?:Convention|Protocols?|Act|Charter|Agreement|Treaty|Statute|Covenant|Declaration|Regulations?|Directive|Rules|Code|Constitution
               |Guidelines|Handbook|Law|Manual|Programme|Plan|Agenda|Compact|Principles|Framework|Standards?|Strategy)\b[^.;]{0,40}?
            |\b[Ii]bid\.?|\bop\.\s?cit\.|\bloc\.\s?cit\.
          )(?:\s*\([^()]{0,60}\))*\s*(?:[,(]|,?\s+(?:in|and|see))\s*$",
    )
});

/// "The Convention and its annex II", "whose section 3", "the Act's section 5".
static POSSESSIVE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\b(?:[Ii]ts|[Tt]heir|[Ww]hose)|['’]s?)\s+$"));

/// How far before a reference its document is looked for, in bytes.
const WINDOW: usize = 160;

/// What stands around the references of a text, read from left to right.
pub(super) struct Surroundings {
    /// The quotations of the text, in order: what they refer to is what they quote.
    quotations: Vec<Range<usize>>,
    /// The end of the last reference that was external, so that "resolution 55/25, annex II, para. 4" is so whole.
    chain: Option<usize>,
}

impl Surroundings {
    pub(super) fn new(enclosures: Enclosures) -> Self {
        let quotes = enclosures
            .pairs
            .into_iter()
            .filter(bracket::Pair::is_quotation);
        let mut quotations: Vec<_> = quotes.map(|pair| pair.range).collect();
        quotations.sort_by_key(|range| range.start);
        // of quotations within quotations the outermost is enough
        quotations.dedup_by(|inner, outer| inner.end <= outer.end);
        Self {
            quotations,
            chain: None,
        }
    }

    /// Whether the reference, the next one of the text, belongs to another document.
    pub(super) fn make_external(&mut self, text: &str, reference: &Range<usize>) -> bool {
        let external = self.is_quoted(reference)
            || self.goes_on_from_external(text, reference)
            || is_owned_before(text, reference)
            || is_owned_after(text, reference);
        if external {
            self.chain = Some(reference.end);
        }
        external
    }

    fn is_quoted(&self, reference: &Range<usize>) -> bool {
        let after = self
            .quotations
            .partition_point(|range| range.start <= reference.start);
        after > 0 && self.quotations[after - 1].end >= reference.end
    }

    fn goes_on_from_external(&self, text: &str, reference: &Range<usize>) -> bool {
        self.chain.is_some_and(|end| {
            let between = text.get(end..reference.start).unwrap_or_default();
            between.len() < WINDOW
                && between
                    .split(&[',', '(', ')', ' '][..])
                    .all(|word| matches!(word, "" | "and" | "or"))
        })
    }
}

fn is_owned_before(text: &str, reference: &Range<usize>) -> bool {
    let start = text.floor_char_boundary(reference.start.saturating_sub(WINDOW));
    let before = &text[start..reference.start];
    OWNER_BEFORE.is_match(before) || POSSESSIVE_BEFORE.is_match(before)
}

fn is_owned_after(text: &str, reference: &Range<usize>) -> bool {
    let end = text.ceil_char_boundary(reference.end + WINDOW);
    let after = text.get(reference.end..end).unwrap_or_default();
    OWNER_AFTER.captures(after).is_some_and(|found| {
        let owner = &found["owner"];
        !OWN.is_match(owner) && !NO_DOCUMENT.is_match(owner)
    })
}

#[cfg(test)]
mod tests {
    use crate::prose::reference::references;

    #[test]
    fn references_into_other_documents_are_left_out() {
        for text in [
            "annex II to the Convention",
            "annex II of the Convention",
            "paragraph 5 of resolution 55/25",
            "article 3, paragraph (a), of the Protocol",
            "article 3, paragraph 1, of the Protocol",
            "resolution 55/25, annex II",
            "E/CN.15/2008/20, annex I, para. 4",
            "section 5 of the Act",
            "“see annex IV of the report”, he said",
            "the Convention and its annex VII",
            "Security Council resolution 1540 (2004), para. 2",
            "decision 16/1, paragraphs 3 and 4",
            "Ibid., para. 7",
            "the Trafficking Protocol (annex II)",
            "the Act's section 12",
        ] {
            assert_eq!(references(text), [], "{text}");
        }
    }

    #[test]
    fn the_reports_own_are_kept() {
        for text in [
            "annex II to the present report",
            "section II of this report",
            "paragraph 12 of section II",
            "The agenda (see annex I) was adopted",
            "as described in section III, in particular",
            "paragraph 12 in full",
            "the Forum adopted annex II",
        ] {
            assert!(!references(text).is_empty(), "{text}");
        }
    }
}
