//! Patterns: of the names of other documents, and those by which the readers are judged.

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
pub(super) fn pattern(pattern: &str) -> Regex {
    let pattern = pattern
        .replace("<Capital>", CAPITAL)
        .replace("<Letter>", LETTER)
        .replace("<Edge>", EDGE);
    Regex::new(&format!("(?x){pattern}")).expect("the pattern is well-formed")
}
