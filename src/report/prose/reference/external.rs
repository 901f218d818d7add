//! Tells references to another document from those to the report itself.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Kind, owner};
use crate::report::calendar;
use crate::report::prose::bracket::{self, Enclosures};
use crate::report::prose::letter::strip_last_word;
use crate::report::prose::pattern::pattern;

/// Right before a reference, or before a chain of references: the sign or the name of another document.
static OWNER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:
            [A-Z]{1,6}(?:/[A-Za-z0-9.()-]+)+
            |[0-9]+/[0-9]+(?:\s?[A-Z])?
            |\b(?i:resolution|decision|document|article|art\.|rule|recommendation|regulation|directive|principle|goal|no\.|vol\.)s?\s+[A-Z]{0,2}[0-9IVXLC][^\s,;]*
            |\b[A-Z]{2,8}(?:[/\x20-][A-Z]{2,8})*[\x20-]?[0-9][0-9.:-]*
            |\b(?<author><Capital>[<Letter>’'-]+)(?:\s+et\s+al\.)?,?\s*\(?(?:1[89]|20)[0-9]{2}[a-z]?\)?
            |\bReport\s+(?:of|on|by)\s[^.;()]+?
            |\b(?:Convention|Protocols?|Act|Charter|Agreement|Treaty|Statute|Covenant|Declaration|Regulations?|Directive|Rules|Code|Constitution
               |Guidelines|Handbook|Law|Manual|Programme|Plan|Agenda|Compact|Principles|Framework|Standards?|Strategy)\b[^.;]*?
            |\b[Ii]bid\.?|\bop\.\s?cit\.|\bloc\.\s?cit\.
          )(?:\s*\([^()]*\))*(?:,\s*(?:annex|appendix|enclosure))?\s*(?:[,(]|,?\s+(?:in|and|see))\s*$",
    )
});

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
    pub(super) fn new(enclosures: &Enclosures) -> Self {
        let quotations = enclosures.quotations();
        Self {
            quotations,
            chain: None,
        }
    }

    /// Whether the reference, the next one of the text, belongs to another document.
    pub(super) fn make_external(&mut self, text: &str, reference: &Range<usize>) -> bool {
        let external = bracket::takes_in(&self.quotations, reference)
            || is_supplementary(&text[reference.clone()])
            || self.goes_on_from_external(text, reference)
            || is_owned_before(text, reference)
            || is_owned_after(text, reference);
        if external {
            self.chain = Some(reference.end);
        }
        external
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

/// Whether it is a table or figure of the supplementary material, which is published apart: "Table S4".
fn is_supplementary(reference: &str) -> bool {
    let number = reference.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    number.starts_with('S') && number[1..].starts_with(|sign: char| sign.is_ascii_digit())
}

fn is_owned_before(text: &str, reference: &Range<usize>) -> bool {
    let start = text.floor_char_boundary(reference.start.saturating_sub(WINDOW));
    let before = &text[start..reference.start];
    let is_work = |found: regex::Captures<'_>| {
        // nobody is named June, as "in June 2024, annex II was …" would have it, or Table, as "Table 1990 and figure 3"
        let is_nobody = |author: regex::Match<'_>| {
            let author = author.as_str();
            calendar::month_named(author).is_some()
                || Kind::announced_by(author.as_bytes()).is_some()
        };
        !found.name("author").is_some_and(is_nobody)
    };
    (may_be_owner(before) && OWNER_BEFORE.captures(before).is_some_and(is_work))
        || ends_with_possessive(before)
}

/// Documents that the words before a reference name.
const DOCUMENTS: [&str; 33] = [
    "Act",
    "Agenda",
    "Agreement",
    "Charter",
    "Code",
    "Compact",
    "Constitution",
    "Convention",
    "Covenant",
    "Declaration",
    "Directive",
    "Framework",
    "Guidelines",
    "Handbook",
    "Ibid",
    "Law",
    "Manual",
    "Plan",
    "Principles",
    "Programme",
    "Protocol",
    "Protocols",
    "Regulation",
    "Regulations",
    "Report",
    "Rules",
    "Standard",
    "Standards",
    "Statute",
    "Strategy",
    "Treaty",
    "cit",
    "ibid",
];

/// Whether the text may end with what [`OWNER_BEFORE`] looks for; of most references that is soon told.
fn may_be_owner(before: &str) -> bool {
    let before = before.trim_end();
    let owner = ["in", "and", "see"].iter().find_map(|word| {
        let owner = before.strip_suffix(word)?;
        owner.ends_with(char::is_whitespace).then_some(owner)
    });
    let Some(owner) = owner.or_else(|| before.strip_suffix([',', '('])) else {
        return false;
    };
    let last = owner.split_whitespace().next_back().unwrap_or_default();
    let is_sign = last
        .contains(|sign: char| "/IVXLC)".contains(sign) || sign.is_ascii_digit())
        // "55/25 B"
        || matches!(last.as_bytes(), [b'A'..=b'Z']);
    let is_part = ["annex", "appendix", "enclosure"]
        .iter()
        .any(|part| last.contains(part));
    let mut words = owner.split(|sign: char| !sign.is_ascii_alphabetic());
    is_sign || is_part || words.any(|word| DOCUMENTS.binary_search(&word).is_ok())
}

/// "The Convention and its annex II", "whose section 3", "the Act's section 5".
fn ends_with_possessive(before: &str) -> bool {
    let owner = before.trim_end();
    let apostrophe = owner.strip_suffix('s').unwrap_or(owner);
    owner.len() < before.len()
        && (owner.ends_with(['\'', '’'])
            || apostrophe.ends_with(['\'', '’'])
            || ["its", "their", "whose"].iter().any(|word| {
                let is_small = owner.ends_with(&word[1..]);
                is_small && strip_last_word(owner, word).is_some()
            }))
}

fn is_owned_after(text: &str, reference: &Range<usize>) -> bool {
    let end = text.ceil_char_boundary(reference.end + WINDOW);
    let after = text.get(reference.end..end).unwrap_or_default();
    owner::was_named(after) || owner::follows(after)
}

/// That no reference is told too soon to have no owner before it, nor one that has.
#[cfg(test)]
pub(super) fn soon_told_is_rightly_told(
    before: &str,
) -> Result<(), proptest::test_runner::TestCaseError> {
    static POSSESSIVE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:\b(?:[Ii]ts|[Tt]heir|[Ww]hose)|['’]s?)\s+$"));
    proptest::prop_assert!(may_be_owner(before) || !OWNER_BEFORE.is_match(before));
    proptest::prop_assert_eq!(ends_with_possessive(before), POSSESSIVE.is_match(before));
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::report::prose::reference::references;

    #[test]
    fn references_into_other_documents_are_left_out() {
        for text in [
            "annex II to the Convention",
            "annex II of the Convention",
            "paragraph 5 of resolution 55/25",
            "article 3, paragraph (a), of the Protocol",
            "article 3, paragraph 1, of the Protocol",
            "resolution 55/25, annex II",
            "the draft 55/25 B, annex II",
            "E/CN.15/2008/20, annex I, para. 4",
            "section 5 of the Act",
            "“see annex IV of the report”, he said",
            "the Convention and its annex VII",
            "Security Council resolution 1540 (2004), para. 2",
            "decision 16/1, paragraphs 3 and 4",
            "Ibid., para. 7",
            "the Trafficking Protocol (annex II)",
            "the Act's section 12",
            "the same directive, annex VI to the same directive",
            "paragraph 44 thereof",
            "paragraph 4 (a), thereto",
            "paragraph 2 (a) to (c) of the Act",
            "paragraph 2, subparagraph (a), of that law",
            "annex II to the report of the Secretary-General",
            "a letter, paragraph 31 of which was read",
            "Annex I, Part B, of Directive 2020/2184",
            "General comment No. 15 (2002), paragraph 37 (a)",
            "Decision No. 14/04, annex, chapter VI, paragraph 44 (g)",
            "ISO/IEC 17025, section 7.8",
            "(Report of the Second Regional Conference, paras. 81–84 and annex VI)",
            "(Lee and Park, 2016, sect. 5 and fig. 8)",
            "Lee (2015, section 6.3; see also Lee et al. 2016, sect. 5)",
            "Table S4 and figures S1–S3",
        ] {
            assert_eq!(references(text), [], "{text}");
        }
    }

    #[test]
    fn a_number_that_looks_like_a_year_makes_no_author_of_a_table() {
        for text in ["Table 1861 and figure 1861 show it", "Figure 2022, table 7"] {
            assert_eq!(references(text).len(), 2, "{text}");
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
            "In June 2024, annex II was distributed",
            "annex II, in English",
            "annex II to this report",
            "section 2 of the present report, as amended",
            "paragraph 12 of sect. II",
            "annex II to the report.",
            "section 3, paragraph 2, above",
        ] {
            assert!(!references(text).is_empty(), "{text}");
        }
    }
}
