//! The patterns by which prose is read.

use regex::Regex;

/// Capitals of the Latin, Greek and Cyrillic scripts; others know none that abbreviations are made of.
const CAPITAL: &str =
    r"[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚΑ-ΡΣ-ΩЀ-Я]";

/// Letters of the scripts that put spaces between words: Latin, Greek, Cyrillic, Hebrew and Arabic.
const LETTER: &str = r"[A-Za-zªµºÀ-ÖØ-öø-ɏΆΈ-ΊΌΎ-ΡΣ-ώЀ-ҁҊ-ԯא-תؠ-يٱ-ۓḀ-ỿ]";

/// The edge of a word of ASCII letters and figures.
const EDGE: &str = r"(?-u:\b)";

/// Compiles a pattern, in which white space counts for nothing, `<Capital>` is a capital, `<Letter>` a letter, and
/// `<Edge>` the edge of a word or number in ASCII.
///
/// The classes are small on purpose: those of Unicode as a whole take more time to compile than a report to read. And
/// where `\b` would do, `<Edge>` lets the fastest engine read on in text that is not ASCII.
pub(crate) fn pattern(pattern: &str) -> Regex {
    let pattern = pattern
        .replace("<Capital>", CAPITAL)
        .replace("<Letter>", LETTER)
        .replace("<Edge>", EDGE);
    Regex::new(&format!("(?x){pattern}")).expect("the pattern is well-formed")
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn capitals_are_capitals_and_letters_letters() {
        let capital = pattern("^<Capital>$");
        let letter = pattern("^<Letter>$");
        let scripts = ('\0'..='\u{24F}')
            .chain('\u{370}'..='\u{52F}')
            .map(String::from);
        for sign in scripts {
            let first = sign.chars().next().unwrap();
            assert!(!capital.is_match(&sign) || first.is_uppercase(), "{sign}");
            assert!(
                !letter.is_match(&sign) || !first.is_ascii() || first.is_alphabetic(),
                "{sign}"
            );
        }
        for sign in ["Č", "Ł", "Ж", "Ω", "É"] {
            assert!(capital.is_match(sign), "{sign}");
        }
        for sign in ["č", "ł", "ж", "ω", "é", "ا", "ẽ"] {
            assert!(letter.is_match(sign) && !capital.is_match(sign), "{sign}");
        }
    }
}
