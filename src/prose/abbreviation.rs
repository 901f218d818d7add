//! Abbreviations in prose: where they are defined, and where they are used.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern::pattern;

/// A place where a text says what a short form stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The short form as written, without a plural's "s".
    pub short: Range<usize>,
    /// The long form, when its initials fit the short one; otherwise the capitalized words that stand there.
    pub long: Range<usize>,
    /// Whether the initials of the long form fit the short one.
    pub fits: bool,
}

/// Brackets with a short form after a long one: "(UNODC)", "(the “WLC”)", "(hereinafter NGOs)".
static SHORT_IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\((?:(?:hereinafter|hereafter|abbreviated|or)\s*(?:as|to|referred\s+to\s+as)?,?\s+)?(?:the\s+)?[“\x22'‘]?(?:the\s+)?
          (?<short><Capital>[<Letter>0-9]*?(?:[.&-][<Letter>0-9]+?)*?)s?[”\x22'’]?\)",
    )
});

/// A short form with the long one in brackets after it: "UNTOC [United Nations Convention …]".
static LONG_IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?<short><Capital>[<Capital>0-9]+(?:[.&-]<Capital>[<Capital>0-9]*)*)s?\s[\[(](?:the\s+)?(?<long><Letter>[^\[\]()]+)[\])]",
    )
});

/// A short form at the end of brackets, with the long one in another language before it: "(Bundesministerium für Umwelt,
/// BMU)".
static BOTH_IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[(\[](?<long><Capital>[^()\[\];:]+),\s(?<short><Capital>[<Capital>0-9]+(?:[.&-]<Capital>[<Capital>0-9]*)*)[)\]]",
    )
});

/// A word of capitals, with figures, dots, ampersands and hyphens inside, and perhaps a plural's "s".
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?<short><Capital>[<Capital>0-9]*(?:[.&-]<Capital>[<Capital>0-9]*)*)s?\b")
});

/// A word, of which "non-governmental" and "l’Office" have two.
static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<Letter>[<Letter>\u{300}-\u{36f}]*(?:['’]s\b)?"));

/// Words that the short form may pass over: articles, prepositions and conjunctions of English, French and Spanish.
const SMALL: [&str; 33] = [
    "a", "an", "against", "and", "at", "by", "de", "del", "des", "du", "d", "el", "en", "et",
    "for", "from", "in", "l", "la", "las", "le", "les", "los", "of", "on", "or", "para", "pour",
    "the", "to", "with", "y", "contre",
];

/// How much text before a short form may hold its long one, in bytes.
const WINDOW: usize = 240;

/// How many content words a short form may pass over: "UN.GIFT" has no letter for "Human".
const SKIPPED: usize = 1;

/// Every definition in the text, in order.
#[must_use]
pub fn definitions(text: &str) -> Vec<Definition> {
    let after_long = SHORT_IN_BRACKETS.captures_iter(text).filter_map(|found| {
        let short = found
            .name("short")
            .filter(|short| is_short_form(short.as_str()))?
            .range();
        let before = text[..found.get(0)?.start()].trim_end();
        let words = words_in(text, window_before(before)..before.len());
        let words = in_one_clause(text, &words);
        if let Some(first) = first_word_that_fits(text, words, &text[short.clone()]) {
            let long = first..before.len();
            return Some(Definition {
                short,
                long,
                fits: true,
            });
        }
        let long = capitalized_run(text, words)?..before.len();
        Some(Definition {
            short,
            long,
            fits: false,
        })
    });
    let before_long = LONG_IN_BRACKETS.captures_iter(text).filter_map(|found| {
        let (short, long) = (found.name("short")?.range(), found.name("long")?.range());
        let words = words_in(text, long.clone());
        let first = first_word_that_fits(text, &words, &text[short.clone()])?;
        (is_short_form(&text[short.clone()]) && first == long.start).then_some(Definition {
            short,
            long,
            fits: true,
        })
    });
    let both = BOTH_IN_BRACKETS.captures_iter(text).filter_map(|found| {
        let (short, long) = (found.name("short")?.range(), found.name("long")?.range());
        let words = words_in(text, long.clone());
        let fits = first_word_that_fits(text, &words, &text[short.clone()]) == Some(long.start);
        is_short_form(&text[short.clone()]).then_some(Definition { short, long, fits })
    });
    let mut all: Vec<Definition> = after_long.chain(before_long).chain(both).collect();
    all.sort_by_key(|definition| definition.short.start);
    all
}

/// Every short form in the text, without a plural's "s", in order; also those inside definitions.
///
/// Initials ("H.E.", "U.S."), Roman numerals and signs with a stroke ("E/CN.15") are none.
#[must_use]
pub fn short_forms(text: &str) -> Vec<Range<usize>> {
    let found = SHORT.captures_iter(text).filter_map(|found| {
        let short = found.name("short")?.range();
        let touches_stroke = text[..short.start].ends_with(['/', '\\', '@'])
            || text[found.get(0)?.end()..].starts_with(['/', '\\', '@']);
        let written = &text[short.clone()];
        (is_short_form(written) && !touches_stroke && !is_roman(written)).then_some(short)
    });
    found.collect()
}

/// Where the last words of `before` start that may be a long form.
fn window_before(before: &str) -> usize {
    match before.floor_char_boundary(before.len().saturating_sub(WINDOW)) {
        0 => 0,
        // the window may begin inside a word
        start => before[start..]
            .find(char::is_whitespace)
            .map_or(before.len(), |space| start + space),
    }
}

fn words_in(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = WORD.find_iter(&text[range.clone()]);
    words
        .map(|word| range.start + word.start()..range.start + word.end())
        .collect()
}

/// Two capitals at least, and not initials alone.
fn is_short_form(written: &str) -> bool {
    let capitals = written.chars().filter(|sign| sign.is_uppercase()).count();
    let longest = written
        .split(['.', '&', '-'])
        .map(|piece| piece.chars().count())
        .max();
    (2..=12).contains(&capitals) && longest.is_some_and(|longest| longest > 1)
}

fn is_roman(written: &str) -> bool {
    written.chars().all(|sign| "IVXLCDM".contains(sign))
}

/// The words after the last sign that ends a clause: a long form does not reach over it.
fn in_one_clause<'w>(text: &str, words: &'w [Range<usize>]) -> &'w [Range<usize>] {
    let broken = |pair: &[Range<usize>]| {
        let between = &text[pair[0].end..pair[1].start];
        between.contains([';', ':', '(', ')', '[', ']', '!', '?'])
            || (between.contains('.') && between.contains(' '))
    };
    let start = words
        .windows(2)
        .rposition(broken)
        .map_or(0, |index| index + 1);
    &words[start..]
}

/// Where the long form starts: the words before the short form are walked back, letter by letter.
fn first_word_that_fits(text: &str, words: &[Range<usize>], short: &str) -> Option<usize> {
    let letters: Vec<char> = short
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut left = letters.as_slice();
    let mut skipped = 0;
    for word in words.iter().rev() {
        let (last, rest) = left.split_last()?;
        let written = text[word.clone()].to_lowercase();
        if written.starts_with(*last) {
            left = rest;
            if left.is_empty() {
                return Some(word.start);
            }
        } else if !SMALL.contains(&written.as_str()) {
            skipped += 1;
            if skipped > SKIPPED {
                return None;
            }
        }
    }
    None
}

/// Where the capitalized words right before the short form start: "Vienna Forum to Fight Human Trafficking".
fn capitalized_run(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let is_capitalized = |word: &Range<usize>| text[word.clone()].starts_with(char::is_uppercase);
    let is_small = |word: &Range<usize>| SMALL.contains(&&text[word.clone()]);
    let run = words
        .iter()
        .rev()
        .take_while(|word| is_capitalized(word) || is_small(word));
    let first = run.filter(|word| is_capitalized(word)).last()?;
    let ends_capitalized = words.last().is_some_and(is_capitalized);
    ends_capitalized.then_some(first.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defined(text: &str) -> Vec<(&str, &str, bool)> {
        let found = definitions(text).into_iter();
        found
            .map(|one| (&text[one.short], &text[one.long], one.fits))
            .collect()
    }

    #[test]
    fn definitions_fit_by_their_initials() {
        let cases = [
            (
                "the United Nations Office on Drugs and Crime (UNODC) was",
                "UNODC",
                "United Nations Office on Drugs and Crime",
            ),
            (
                "the United Nations Global Initiative to Fight Human Trafficking (UN.GIFT)",
                "UN.GIFT",
                "United Nations Global Initiative to Fight Human Trafficking",
            ),
            (
                "from non-governmental organizations (NGOs), academics",
                "NGO",
                "non-governmental organizations",
            ),
            (
                "the Women Leaders' Council (WLC)",
                "WLC",
                "Women Leaders' Council",
            ),
            (
                "what regional consultative processes (RCPs) like",
                "RCP",
                "regional consultative processes",
            ),
            (
                "the UNTOC [United Nations Convention against Transnational Organized Crime] and",
                "UNTOC",
                "United Nations Convention against Transnational Organized Crime",
            ),
            (
                "l’Office des Nations Unies contre la drogue et le crime (ONUDC)",
                "ONUDC",
                "Office des Nations Unies contre la drogue et le crime",
            ),
            (
                "the Ministry (Office international de l’eau, OIE) sent",
                "OIE",
                "Office international de l’eau",
            ),
            (
                "the Women Leaders' Council (“the WLC”)",
                "WLC",
                "Women Leaders' Council",
            ),
            (
                "the International Labour Organization (hereinafter “ILO”)",
                "ILO",
                "International Labour Organization",
            ),
        ];
        for (text, short, long) in cases {
            assert_eq!(defined(text), [(short, long, true)], "{text}");
        }
    }

    #[test]
    fn capitalized_words_that_do_not_fit_are_told() {
        assert_eq!(
            defined("The Vienna Forum to Fight Human Trafficking (UN.GIFT) was held"),
            [(
                "UN.GIFT",
                "The Vienna Forum to Fight Human Trafficking",
                false
            )]
        );
        assert_eq!(defined("see the list of participants (NGO)"), []);
    }

    #[test]
    fn what_is_in_brackets_need_not_be_a_short_form() {
        for text in [
            "three Ps (prevention)",
            "the Protocol (the Bali Process)",
            "in Vienna (Austria)",
            "Part (I)",
            "H.E. (U.S.)",
        ] {
            assert_eq!(defined(text), [], "{text}");
        }
    }

    #[test]
    fn short_forms_are_found_and_signs_are_not() {
        let text = "UNODC's NGOs and UN.GIFT in E/CN.15/2008/CRP.2, chapter XIV, H.E. the U.S. McDonald, iPhone";
        let found: Vec<_> = short_forms(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["UNODC", "NGO", "UN.GIFT"]);
    }
}
