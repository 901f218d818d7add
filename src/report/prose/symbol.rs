//! Symbols of documents ("A/CONF.12/7", "ABCD/XYZ/2014/INF.21"), and those that are written in another way than their
//! neighbours.

use std::ops::Range;

use memchr::memchr_iter;

use super::blanked::blanked;

/// A symbol in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// Its bytes.
    pub range: Range<usize>,
}

/// The symbols of the text, in order: capitals, then parts with figures, parted by slashes. What is in code and in
/// addresses is none.
#[must_use]
pub(crate) fn symbols(text: &str) -> Vec<Symbol> {
    let found = symbols_of(text);
    if found.is_empty() {
        return found;
    }
    symbols_of(&blanked(text))
}

fn symbols_of(text: &str) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut end = 0;
    for slash in memchr_iter(b'/', text.as_bytes()) {
        if slash < end {
            continue;
        }
        let before = &text[..slash];
        let start = end + before[end..].trim_end_matches(is_of_symbol).len();
        let after = text[slash..].trim_start_matches(is_of_symbol);
        end = text.len() - after.len();
        let written = text[start..end].trim_end_matches(['.', '/', '-']);
        if is_apart(&text[..start]) && is_symbol(written) {
            symbols.push(Symbol {
                range: start..start + written.len(),
            });
        }
    }
    symbols
}

/// Whether a symbol may begin behind the text.
fn is_apart(before: &str) -> bool {
    let last = before.chars().next_back();
    last.is_none_or(|sign| sign.is_whitespace() || "([“\"‘'«,;".contains(sign))
}

fn is_symbol(written: &str) -> bool {
    const FEWEST_SLASHES: usize = 2;
    written.matches('/').count() >= FEWEST_SLASHES
        && written.starts_with(|sign: char| sign.is_ascii_uppercase())
        && written.contains(|sign: char| sign.is_ascii_digit())
        && !written.contains(|sign: char| sign.is_ascii_lowercase())
}

fn is_of_symbol(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '/' | '.' | '-')
}

/// How a symbol is built: its letters and characters, with `9` for each number.
#[must_use]
pub(crate) fn build(symbol: &str) -> String {
    let mut build = String::new();
    for sign in symbol.chars() {
        if !sign.is_ascii_digit() {
            build.push(sign);
        } else if !build.ends_with('9') {
            build.push('9');
        }
    }
    build
}

/// The symbols that differ from it in one character that parts: a dot or a doubled slash where it has a slash.
pub(crate) fn mended(symbol: &str) -> impl Iterator<Item = String> {
    let dots = symbol.match_indices('.');
    let dots = dots.map(|(at, _)| format!("{}/{}", &symbol[..at], &symbol[at + 1..]));
    let doubled = symbol.match_indices("//");
    let doubled = doubled.map(|(at, _)| format!("{}{}", &symbol[..at], &symbol[at + 1..]));
    dots.chain(doubled).collect::<Vec<String>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_capitals_figures_and_slashes() {
        let read = |text: &'static str| {
            let symbols = symbols(text).into_iter();
            symbols
                .map(|symbol| &text[symbol.range])
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read("See A/CONF.12/7, ABCD/XYZ/2014/INF.21 and (E/CN.15/2008/20)."),
            ["A/CONF.12/7", "ABCD/XYZ/2014/INF.21", "E/CN.15/2008/20"]
        );
        assert_eq!(
            read("AND/OR, 1/CP.18, https://A/B/1, `A/B/1`, a/b/2 and TCP/IP/UDP"),
            [""; 0]
        );
    }

    #[test]
    fn a_dot_may_mean_a_slash() {
        assert_eq!(build("ABCD/XYZ/2014/INF.21"), "ABCD/XYZ/9/INF.9");
        let mut mended = mended("ABCD/XYZ/2014.INF.21").map(|it| build(&it));
        assert!(mended.any(|it| it == build("ABCD/XYZ/2015/INF.3")));
    }
}
