//! Passages in square brackets that are left from drafting.

use std::ops::Range;

use super::bracket::{Enclosures, Pair, takes_in};
use super::cursor::Cursor;
use super::letter::is_of_word;
use super::words::{Brackets, Words};

/// Every passage in square brackets that is not agreed or not checked yet.
///
/// What editors put into brackets on purpose is left alone, and so is what a placeholder is in.
pub(super) fn leftovers(
    text: &str,
    enclosures: &Enclosures,
    placeholders: &[Range<usize>],
    known: &Brackets,
) -> Vec<Range<usize>> {
    let pairs = enclosures.pairs.iter();
    let square: Vec<&Pair> = pairs.filter(|pair| pair.opening == '[').collect();
    if square.is_empty() {
        return Vec::new();
    }
    let quotations = enclosures.quotations();
    let words = telling_words(text, known);
    let starts: Vec<usize> = square.iter().map(|pair| pair.range.start).collect();
    let is_alternative = |pair: &Pair| {
        // "[shall] [should]": two brackets with nothing between them
        let next = text[pair.range.end..].trim_start();
        let next_start = text.len() - next.len();
        next.starts_with('[') && starts.binary_search(&next_start).is_ok()
    };
    let patterns = patterns(text, enclosures, &starts);
    let found = square.iter().enumerate().filter(|(index, pair)| {
        let inside = text[pair.inside(text)].trim();
        let follows_alternative = || {
            let before = index.checked_sub(1);
            before.is_some_and(|before| is_alternative(square[before]))
        };
        let is_meant = || {
            let is_unagreed = (is_alternative(pair) || follows_alternative())
                && is_of_sentence(inside)
                || is_clause(inside)
                || is_woven_in(text, &pair.range, inside);
            is_unagreed
                && !is_gloss(inside, known)
                && !is_labelled(inside, known)
                && !has_one_inside(&words.editing, &pair.range)
        };
        !has_one_inside(placeholders, &pair.range)
            && !takes_in(&quotations, &pair.range)
            && !takes_in(&patterns, &pair.range)
            && !is_link(text, &pair.range)
            && (has_one_inside(&words.drafting, &pair.range) || is_meant())
    });
    found.map(|(_, pair)| pair.range.clone()).collect()
}

/// Examples in round brackets with several gaps: "(e.g. as a [user], I want [a goal])".
fn patterns(text: &str, enclosures: &Enclosures, squares: &[usize]) -> Vec<Range<usize>> {
    let round = enclosures.pairs.iter().filter(|pair| pair.opening == '(');
    let examples = round.filter(|pair| {
        let inside = text[pair.inside(text)].trim_start();
        let gaps = squares.partition_point(|at| *at < pair.range.end)
            - squares.partition_point(|at| *at < pair.range.start);
        gaps > 1
            && Words::all().any(|words| words.examples.iter().any(|word| inside.starts_with(word)))
    });
    let mut patterns: Vec<_> = examples.map(|pair| pair.range.clone()).collect();
    patterns.sort_by_key(|range| range.start);
    patterns.dedup_by(|inner, outer| inner.end <= outer.end);
    patterns
}

/// "[text](address)"
fn is_link(text: &str, range: &Range<usize>) -> bool {
    text[range.end..].starts_with('(')
}

/// Whether it can be part of a sentence, and is no citation: "[Rivers and Lee, 2017]".
fn is_of_sentence(inside: &str) -> bool {
    let mut words = inside.split_whitespace();
    let is_year = |word: &str| {
        let figures = word.trim_matches(|sign: char| !sign.is_ascii_digit());
        figures.len() == 4 && figures.starts_with(['1', '2'])
    };
    words.any(|word| word.starts_with(char::is_lowercase))
        && !inside.split_whitespace().any(is_year)
}

/// Whether one of the ranges, which are in order, lies in the outer one.
fn has_one_inside(ranges: &[Range<usize>], outer: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.start < outer.start);
    ranges.get(next).is_some_and(|range| range.end <= outer.end)
}

/// Words that tell who put a passage into brackets.
#[derive(Debug, Default)]
struct TellingWords {
    /// What only drafters write: "to be added", "pending".
    drafting: Vec<Range<usize>>,
    /// What editors write: "emphasis", "in French".
    editing: Vec<Range<usize>>,
}

fn telling_words(text: &str, known: &Brackets) -> TellingWords {
    let to_come = |cursor: &mut Cursor<'_>| {
        let found = cursor.spaces()
            && cursor.keyword(&known.to_be[1..])
            && cursor.spaces()
            && cursor.keyword(known.to_come);
        found.then_some(())
    };
    let language = |cursor: &mut Cursor<'_>| {
        let found = cursor.spaces() && cursor.keyword(known.languages);
        found.then_some(())
    };
    let mut cursor = Cursor::new(text, 0);
    let mut words = TellingWords::default();
    loop {
        cursor.signs(|sign| !is_of_word(sign));
        let start = cursor.at;
        let word = cursor.word().to_ascii_lowercase();
        let begins = |beginning: &&str| word.starts_with(beginning);
        match word.as_str() {
            "" => return words,
            it if it == known.to_be[0] && cursor.attempt(to_come).is_some() => {
                words.drafting.push(start..cursor.at);
            }
            it if it == known.before_language && cursor.attempt(language).is_some() => {
                words.editing.push(start..cursor.at);
            }
            it if known.drafting.contains(&it) => words.drafting.push(start..cursor.at),
            it if known.editing.contains(&it) || known.editing_beginnings.iter().any(begins) => {
                words.editing.push(start..cursor.at);
            }
            _ => {}
        }
    }
}

/// Whether editors put it into brackets on purpose: a correction, an omission, a pointer, a stage direction.
fn is_gloss(inside: &str, known: &Brackets) -> bool {
    let lower = inside.to_lowercase();
    let bare = lower.strip_suffix('.').unwrap_or(&lower);
    let is_number =
        |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || ",;–-".contains(sign);
    let is_short = bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut beginnings = known.gloss_beginnings.iter();
    known.glosses.contains(&bare)
        || is_short
        || bare.chars().all(is_number)
        || lower.starts_with('^')
        || beginnings.any(|beginning| lower.starts_with(beginning))
        || is_nota_bene(bare)
}

/// Whether its first or its last word is one that editors call their additions by, and that sentences use, too: "[original
/// emphasis]", "[translator's note]", but not "[meeting and took note of the]".
fn is_labelled(inside: &str, known: &Brackets) -> bool {
    let mut words = inside
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let ends = [words.next(), words.next_back()];
    let is_label = |word: &str| {
        let mut labels = known.labels.iter();
        labels.any(|label| label.eq_ignore_ascii_case(word))
    };
    ends.into_iter().flatten().any(is_label)
}

/// "nb", "n.b.", "N. B."
fn is_nota_bene(bare: &str) -> bool {
    let mut cursor = Cursor::new(bare, 0);
    let found = cursor.literal("n");
    cursor.literal(".");
    cursor.sign(char::is_whitespace);
    found && cursor.literal("b") && matches!(cursor.rest(), "" | ".")
}

/// Several words that begin small: part of a sentence, and not a name or a title.
fn is_clause(inside: &str) -> bool {
    inside.starts_with(char::is_lowercase) && inside.split_whitespace().nth(2).is_some()
}

/// Whether it is a longer part of the sentence that it is in, and begins with a name: most of its words begin small, and
/// the sentence leads into it or goes on behind it.
fn is_woven_in(text: &str, range: &Range<usize>, inside: &str) -> bool {
    const FEWEST: usize = 5;
    let (mut count, mut small) = (0, 0);
    for word in inside.split_whitespace() {
        count += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    let before = text[..range.start].trim_end();
    let leads_in = before.len() < range.start
        && before.ends_with(|sign: char| sign.is_lowercase() || sign == ',');
    let after = &text[range.end..];
    let goes_on = after.starts_with(char::is_whitespace)
        && after.trim_start().starts_with(char::is_lowercase);
    count >= FEWEST && small * 2 >= count && (leads_in || goes_on) && is_of_sentence(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::prose::bracket::enclosures;
    use crate::report::prose::words::Words;

    fn found(text: &str) -> Vec<&str> {
        let known = Words::brackets(None).unwrap();
        let found = leftovers(text, &enclosures(text), &[], known).into_iter();
        found.map(|range| &text[range]).collect()
    }

    #[test]
    fn what_drafters_leave_is_found() {
        for passage in [
            "[to be confirmed]",
            "[Insert the name]",
            "[and all of its members]",
            "[the Forum to be\nagreed on]",
            "[after the session, and took note of it]",
            "[Members of the Forum who came]",
        ] {
            assert_eq!(found(&format!("They agreed {passage} there")), [passage]);
        }
        assert_eq!(
            found("States [shall] [should] act"),
            ["[shall]", "[should]"]
        );
    }

    #[test]
    fn what_editors_write_is_left_alone() {
        for passage in [
            "[sic]",
            "[N. B.]",
            "[...]",
            "[the emphasis was added]",
            "[he spoke in\nFrench all day]",
            "[see annex II on that]",
            "[cf. the table above]",
            "[a translator’s remark here]",
            "[so in the original]",
            "[12, 14–16]",
            "[name]",
        ] {
            assert_eq!(
                found(&format!("They agreed {passage} there")),
                [""; 0],
                "{passage}"
            );
        }
        for text in [
            "“they agreed [and all of us] there”",
            "“a[n] [word-word] offense”, he said",
            "Memory grows [DRAM] [Miller].",
            "rules [Rivers and Lee, 2017] [Smith et al., 2018]",
            "Write goals (e.g. as a [type of user], I want [some goal] so that [a good reason]).",
            "as [the site of the forum](http) says",
            "They left. [Members of the Forum who came] (Porto)",
            "It is so, he says [Members of the Forum who came, 2017].",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
