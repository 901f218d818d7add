//! Brackets and quotation marks: which belong together, and which have no partner.

use std::ops::Range;

use smallvec::SmallVec;

use super::cue::Hits;
use super::words::Words;

/// What the brackets and quotation marks of a text come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Enclosures {
    /// The pairs, in the order in which they close; each range includes both characters.
    pub pairs: Vec<Pair>,
    /// Characters without a partner, in the order of the text.
    pub alone: Vec<Range<usize>>,
}

/// The brackets and quotation marks without a partner of one passage, which has some.
#[derive(Debug)]
pub(crate) struct LoneSigns {
    /// Which passage of the report that is, from 0.
    pub passage: usize,
    /// Where they are in its text.
    pub signs: Vec<Range<usize>>,
}

impl Enclosures {
    /// The quotations, in the order of the text; of those within others only the outermost.
    #[must_use]
    pub(crate) fn quotations(&self) -> Vec<Range<usize>> {
        let quotes = self.pairs.iter().filter(|pair| pair.is_quotation());
        let mut quotations: Vec<_> = quotes.map(|pair| pair.range.clone()).collect();
        quotations.sort_by_key(|range| range.start);
        quotations.dedup_by(|inner, outer| inner.end <= outer.end);
        quotations
    }
}

/// Whether one of the ranges, which are in order and apart, takes the other one in.
pub(super) fn takes_in(ranges: &[Range<usize>], inner: &Range<usize>) -> bool {
    let after = ranges.partition_point(|range| range.start <= inner.start);
    after > 0 && ranges[after - 1].end >= inner.end
}

/// An opening character, a closing one, and what is between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// From the opening character to the closing one, both included.
    pub range: Range<usize>,
    /// The opening character.
    pub opening: char,
}

impl Pair {
    /// Whether it encloses a quotation, or the title of a work.
    #[must_use]
    pub(crate) fn is_quotation(&self) -> bool {
        matches!(
            self.opening,
            '“' | '”' | '„' | '«' | '»' | '"' | '「' | '『' | '《'
        )
    }

    /// The bytes between the two characters.
    #[must_use]
    pub(crate) fn inside(&self, text: &str) -> Range<usize> {
        let closing = text[self.range.clone()]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
        self.range.start + self.opening.len_utf8()..self.range.end - closing
    }
}

/// Characters that open, each with those that may close it. Single quotation marks are left out: most of them are
/// apostrophes.
const OPENING: [(char, &[char]); 15] = [
    ('(', &[')']),
    ('[', &[']']),
    ('{', &['}']),
    ('（', &['）']),
    ('【', &['】']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('〈', &['〉']),
    ('“', &['”']),
    // „German“ and „Polish”
    ('„', &['“', '”']),
    ('«', &['»']),
    // »German« and ”Swedish”, where a word begins
    ('»', &['«']),
    ('”', &['”']),
    ('"', &['"']),
];

/// Reads the brackets and quotation marks of a text.
#[cfg(test)]
pub(super) fn enclosures(text: &str) -> Enclosures {
    enclosures_at(text, &Hits::of(text))
}

/// The same, where the text has been gone through already.
pub(super) fn enclosures_at(text: &str, hits: &Hits) -> Enclosures {
    let mut reader = Reader {
        text,
        open: SmallVec::new(),
        unclosed: [0; OPENING.len()],
        found: Enclosures::default(),
    };
    if hits.signs.is_empty() {
        return reader.found;
    }
    let count = |wanted| {
        let signs = hits.signs.iter();
        signs.filter(|(_, sign)| *sign == wanted).count()
    };
    // where straight quotation marks cannot all be in pairs, one after a figure means inches
    let inches = count('"') % 2 == 1;
    // where too many round brackets close, some of them close "i)" within others
    let has_markers = count(')') > count('(');
    for &(at, sign) in &hits.signs {
        let is_inch =
            sign == '"' && inches && text[..at].ends_with(|before: char| before.is_ascii_digit());
        let is_marker =
            || has_markers && reader.is_list_marker(at, sign) && follows_joint(&text[..at]);
        if !is_inch && !is_spoken_of(text, at, sign) && !is_face(text, at, sign) && !is_marker() {
            reader.read(at, sign);
        }
    }
    reader.finish()
}

/// Whether a bracket is between quotation marks, so that the text talks about it: `the sign “(”`.
fn is_spoken_of(text: &str, at: usize, sign: char) -> bool {
    const BRACKETS: [char; 8] = ['(', ')', '[', ']', '{', '}', '«', '»'];
    let before = text[..at].trim_end_matches(' ');
    let after = text[at + sign.len_utf8()..].trim_start_matches(' ');
    let quotes_before = |text: &str| text.ends_with(['“', '"', '‘', '\'', '«']);
    let quotes_after = |text: &str| text.starts_with(['”', '"', '’', '\'', '»']);
    let before_other = before.strip_suffix(BRACKETS).unwrap_or(before);
    let after_other = after.strip_prefix(BRACKETS).unwrap_or(after);
    BRACKETS.contains(&sign)
        && (quotes_before(before) && (quotes_after(after) || quotes_after(after_other))
            || quotes_before(before_other) && quotes_after(after))
}

/// Whether a round bracket is the mouth of a face: ":)".
fn is_face(text: &str, at: usize, sign: char) -> bool {
    let before = text[..at].trim_end_matches('-');
    let eyes = before.strip_suffix([':', ';']);
    matches!(sign, '(' | ')')
        && eyes.is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
        && !text[at + 1..].starts_with(char::is_alphanumeric)
}

/// Whether the marker that the text ends with comes after a character or a word that joins points: "which are: i".
fn follows_joint(before: &str) -> bool {
    let before = before.trim_end_matches(char::is_alphanumeric).trim_end();
    before.ends_with([':', ';', ',', '('])
        || Words::all()
            .filter_map(|words| words.numbers.as_ref())
            .flat_map(|numbers| numbers.list_joints)
            .any(|word| {
                let rest = before.strip_suffix(word);
                rest.is_some_and(|rest| rest.ends_with(char::is_whitespace))
            })
}

struct Reader<'t> {
    text: &'t str,
    /// What is open, innermost last.
    open: SmallVec<[(usize, char); 4]>,
    /// How many of each character of [`OPENING`] are open.
    unclosed: [usize; OPENING.len()],
    found: Enclosures,
}

impl Reader<'_> {
    fn read(&mut self, at: usize, sign: char) {
        let closes = |opening: char| {
            let entry = OPENING.iter().find(|(candidate, _)| *candidate == opening);
            entry.is_some_and(|(_, closing)| closing.contains(&sign))
        };
        let is_closing = OPENING.iter().any(|(_, closing)| closing.contains(&sign));
        // what is passed over on the way to the partner is closed with it, so no character is passed over twice
        let has_partner = is_closing
            && OPENING
                .iter()
                .zip(&self.unclosed)
                .any(|((opening, _), count)| *count > 0 && closes(*opening));
        if self.ends_interval(at, sign) {
            self.close(self.open.len() - 1, at + sign.len_utf8());
        } else if has_partner {
            let partner = self.open.iter().rposition(|(_, opening)| closes(*opening));
            self.close(partner.unwrap_or_default(), at + sign.len_utf8());
        } else if let Some(index) = self.opening(at, sign) {
            self.open.push((at, sign));
            self.unclosed[index] += 1;
        } else if is_closing && !self.is_list_marker(at, sign) {
            self.found.alone.push(at..at + sign.len_utf8());
        }
    }

    /// Closes the pair, and with it whatever was opened inside it and never closed.
    fn close(&mut self, partner: usize, end: usize) {
        for index in partner + 1..self.open.len() {
            let (at, sign) = self.open[index];
            self.forget(sign);
            self.found.alone.push(at..at + sign.len_utf8());
        }
        self.open.truncate(partner + 1);
        if let Some((start, opening)) = self.open.pop() {
            self.forget(opening);
            self.found.pairs.push(Pair {
                range: start..end,
                opening,
            });
        }
    }

    fn forget(&mut self, sign: char) {
        if let Some(index) = OPENING.iter().position(|(opening, _)| *opening == sign) {
            self.unclosed[index] -= 1;
        }
    }

    /// Which of [`OPENING`] the character is. "»" and "”" close elsewhere, and open only where a word begins.
    fn opening(&self, at: usize, sign: char) -> Option<usize> {
        let index = OPENING.iter().position(|(opening, _)| *opening == sign)?;
        let begins_word = || {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + sign.len_utf8()..].chars().next();
            before.is_none_or(|before| before.is_whitespace() || "([".contains(before))
                && after.is_some_and(char::is_alphanumeric)
        };
        (!matches!(sign, '»' | '”') || begins_word()).then_some(index)
    }

    /// Whether the character ends a half-open interval: "[0, 1)", "(1, 2]".
    fn ends_interval(&self, at: usize, sign: char) -> bool {
        const LONGEST: usize = 40;
        let Some(&(start, opening)) = self.open.last() else {
            return false;
        };
        matches!((opening, sign), ('(', ']') | ('[', ')'))
            && at - start <= LONGEST
            && self.text[start..at].contains([',', ';'])
            && self.text[start + 1..at]
                .chars()
                .all(|sign| sign.is_ascii_digit() || " ,;.+-−∞".contains(sign))
    }

    /// "a)", "iv)", "12)" at the start of an enumerated point.
    fn is_list_marker(&self, at: usize, sign: char) -> bool {
        const LONGEST: usize = 4;
        let before = self.text[..at].chars().rev();
        let marker = before
            .take(LONGEST + 1)
            .take_while(|sign| !sign.is_whitespace());
        let marker: SmallVec<[char; LONGEST + 1]> = marker.collect();
        let is_letter = |sign: &char| sign.is_alphabetic();
        let is_figure = |sign: &char| sign.is_numeric();
        let is_roman = || marker.iter().all(|sign| "ivxIVX".contains(*sign));
        matches!(sign, ')' | '）')
            && match marker.len() {
                1 => marker.iter().all(|sign| sign.is_alphanumeric()),
                2 => {
                    marker.iter().all(is_figure)
                        || marker[1].is_numeric() && is_letter(&marker[0])
                        || is_roman()
                }
                length => length <= LONGEST && is_roman(),
            }
    }

    fn finish(mut self) -> Enclosures {
        let left = self.open.drain(..);
        self.found
            .alone
            .extend(left.map(|(at, sign)| at..at + sign.len_utf8()));
        // a bracket between spaces is a character of its own: "the [ command"
        let text = self.text;
        self.found.alone.retain(|range| {
            let is_bracket = text[range.clone()].starts_with(['(', ')', '[', ']', '{', '}']);
            let is_apart = text[..range.start].ends_with(char::is_whitespace)
                && text[range.end..].starts_with(char::is_whitespace);
            !(is_bracket && is_apart)
        });
        self.found.alone.sort_by_key(|range| range.start);
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str) -> Vec<&str> {
        let found = enclosures(text).alone.into_iter();
        found.map(|range| &text[range]).collect()
    }

    #[test]
    fn pairs_nest_and_are_ranged_with_their_signs() {
        let text = "the three Ps (prevention [first], “protection”)";
        let slices: Vec<_> = enclosures(text)
            .pairs
            .iter()
            .map(|pair| &text[pair.range.clone()])
            .collect();
        assert_eq!(
            slices,
            [
                "[first]",
                "“protection”",
                "(prevention [first], “protection”)"
            ]
        );
        let first = &enclosures(text).pairs[0];
        assert_eq!(&text[first.inside(text)], "first");
    }

    #[test]
    fn signs_without_a_partner_stand_alone() {
        assert_eq!(alone("an open (bracket and a “quotation"), ["(", "“"]);
        assert_eq!(alone("the scheme) which"), [")"]);
        assert_eq!(alone("population 212), in the US)"), [")", ")"]);
        assert_eq!(alone("il a dit que l'eau » est rare"), ["»"]);
        assert_eq!(alone("older than the Republic” and"), ["”"]);
        assert_eq!(alone("(1, two]"), ["(", "]"]);
        assert_eq!(alone("an outer (with [inner) sign"), ["["]);
        assert_eq!(alone("he said \"yes and left"), ["\""]);
        assert_eq!(alone("(which are: i) small; ii) large"), ["("]);
        assert_eq!(alone("see (annex, a) and b"), [""; 0]);
    }

    #[test]
    fn many_signs_that_never_close_cost_no_more_than_their_number() {
        let text = "(".repeat(200_000) + &"]".repeat(200_000);
        assert_eq!(enclosures(&text).alone.len(), 400_000);
    }

    #[test]
    fn correct_text_of_many_kinds_has_none_alone() {
        for text in [
            "a) first; b) second; iv) third; 12) twelfth",
            "„deutsch“ und „polski”, « français », “English ‘inner’ text”",
            "the women’s council's ’90s plan",
            "a 19\" rack, and a \"second\" 5\" disk is odd no more",
            "a 19\" rack",
            "（中文）「引用」《书名》",
            "»deutsch« und ”svenska”",
            "values in [0, 1) and (1, 2.5]",
            "two kinds (which are: i) small; and ii) large)",
            "I plan to do it :) and you ;-)",
            "the [ and test commands",
            "the signs “(” and '{' and \"}\" and “[[”",
        ] {
            assert_eq!(alone(text), [""; 0], "{text}");
        }
    }
}
