//! Titles as a reader sees them: titles that only the typesetting distinguishes are the same.

use crate::text::composed::composed;

/// The form in which two titles are compared: letter case, white space and the style of quotation marks and dashes
/// aside.
///
/// White space beside a quotation mark or a dash counts for nothing, so that "« Impact »" is "“Impact”", and
/// "Prevention—What Works" is "Prevention – What Works".
#[must_use]
pub(crate) fn comparable(title: &str) -> String {
    if is_plain(title) {
        return title.to_ascii_lowercase();
    }
    let title = composed(title);
    let mut text = String::with_capacity(title.len());
    let mut space_pending = false;
    let mut follows_mark = true;
    let mut rest: &str = &title;
    loop {
        let (run, others) = rest.split_at(plain_words(rest.as_bytes()));
        if !run.is_empty() {
            // a blank at the start counts for as little as one beside a mark
            if space_pending && !follows_mark {
                text.push(' ');
            }
            space_pending = false;
            follows_mark = false;
            text.push_str(run);
        }
        let mut signs = others.chars();
        let Some(sign) = signs.next() else { break };
        rest = signs.as_str();
        if sign.is_whitespace() {
            space_pending = true;
            continue;
        }
        let sign = unified(sign);
        let is_mark = is_mark(sign);
        if space_pending && !is_mark && !follows_mark {
            text.push(' ');
        }
        space_pending = false;
        follows_mark = is_mark;
        if sign.is_ascii() {
            text.push(sign);
        } else {
            text.extend(sign.to_lowercase());
        }
    }
    text.make_ascii_lowercase();
    text
}

/// How long the words of ASCII are that a title begins with, with single blanks between them: nearly all of most titles.
fn plain_words(title: &[u8]) -> usize {
    let mut end = 0;
    loop {
        let word = title[end..].iter();
        let length = word.take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if length == 0 {
            // the last blank has no word behind it
            return end.saturating_sub(1);
        }
        end += length;
        if title.get(end) != Some(&b' ') {
            return end;
        }
        end += 1;
    }
}

/// Whether a title is words of ASCII with single blanks between them, and has neither quotation marks nor dashes.
fn is_plain(title: &str) -> bool {
    let mut before = b' ';
    for &byte in title.as_bytes() {
        let is_plain_sign = byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'`' | b'-');
        if !is_plain_sign && (byte != b' ' || before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// The text with one character for all quotation marks, one for all dashes, and without characters that are never printed.
pub(crate) fn plain_marks(text: &str) -> String {
    composed(text).chars().map(unified).collect()
}

const QUOTE: char = '\'';
const DASH: char = '-';

fn is_mark(sign: char) -> bool {
    matches!(sign, QUOTE | DASH)
}

/// One character for all that are the same except for style. Single and double quotation marks are, since houses differ in
/// which of them is the outer one.
fn unified(sign: char) -> char {
    match sign {
        '"' | '\'' | '`' | '´' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»'
        | '‹' | '›' | '′' | '″' | '「' | '」' | '『' | '』' => QUOTE,
        '-' | '\u{2010}'..='\u{2015}' | '−' | '\u{fe63}' | '\u{ff0d}' => DASH,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_title_is_compared_as_any_other() {
        for title in ["Session 3 (a): What works?", "A & B/C, 50 % [sic]", "x"] {
            assert!(is_plain(title), "{title}");
            // the soft hyphen is left out, and takes the longer way
            assert_eq!(comparable(title), comparable(&format!("{title}\u{ad}")));
        }
        for title in ["", " a", "a  b", "a\tb", "a-b", "a 'b'", "é"] {
            assert!(!is_plain(title), "{title}");
        }
    }

    #[test]
    fn typesetting_makes_no_other_title() {
        for (one, other) in [
            (
                "Health and Human Trafficking",
                "HEALTH  and\u{a0}human\ntrafficking ",
            ),
            (
                "Proactive Prevention – What Works!",
                "Proactive prevention—what works!",
            ),
            (
                "The “Women Leaders’ Council”",
                "The 'Women Leaders' Council'",
            ),
            ("« Impact » : la suite", "\"Impact\" : la suite"),
            ("Re\u{ad}integration", "Reintegration"),
            ("De\u{301}but oﬃciel", "DÉBUT OFFICIEL"),
            ("Anti\u{2011}Trafficking", "Anti-Trafficking"),
        ] {
            assert_eq!(comparable(one), comparable(other));
        }
    }

    #[test]
    fn other_words_make_another_title() {
        for (one, other) in [
            ("The Role of the Arts", "Role of the Arts"),
            ("Private Sector I", "Private Sector II"),
            ("What Works!", "What Works"),
            ("Re integration", "Reintegration"),
        ] {
            assert_ne!(comparable(one), comparable(other));
        }
    }
}
