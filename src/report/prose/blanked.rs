//! Texts without what is no prose: code and addresses.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use rustc_hash::FxHashMap;

/// Replaces each byte of code: no letter, no white space, and nothing that a reader looks for.
const FILLER: u8 = b'\x1a';

/// The text with [`FILLER`] in place of what is between backticks, and of addresses. Everything else keeps its place.
pub(super) fn blanked(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if !has_code_or_address(bytes) {
        return Cow::Borrowed(text);
    }
    let mut left = bytes.to_vec();
    for range in code(bytes).into_iter().chain(addresses(text)) {
        left[range].fill(FILLER);
    }
    String::from_utf8(left).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether there may be something to blank.
fn has_code_or_address(bytes: &[u8]) -> bool {
    let begins = |at: usize| match bytes[at] {
        b':' => bytes[at..].starts_with(b"://") || bytes[..at].ends_with(b"mailto"),
        _ => true,
    };
    memchr::memchr2_iter(b'`', b':', bytes).any(begins) || WWW.find(bytes).is_some()
}

static WWW: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("www."));

/// What is between two runs of as many backticks, with these.
fn code(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(b'`', bytes) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    // for each run, the next one of its length
    let mut partners = vec![None; runs.len()];
    let mut next_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (index, run) in runs.iter().enumerate().rev() {
        partners[index] = next_of.insert(run.len(), index);
    }
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        match partners[index] {
            Some(partner) => {
                found.push(run.start..runs[partner].end);
                index = partner + 1;
            }
            None => index += 1,
        }
    }
    found
}

/// How addresses begin.
const ADDRESSES: [&str; 3] = ["://", "www.", "mailto:"];

fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in ADDRESSES {
        for at in memmem::find_iter(text.as_bytes(), start) {
            let scheme = text[..at].trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
            let start = if start == "://" { scheme.len() } else { at };
            let is_inside = found.iter().rev().take(1).any(|last| last.end > start);
            if !is_inside {
                found.push(start..at + length(&text[at..]));
            }
        }
    }
    found
}

/// How long the address is that the text begins with. A bracket that it does not open is not part of it, and neither is the
/// stop of the sentence.
fn length(text: &str) -> usize {
    let mut depth = 0_usize;
    let ends = |(_, sign): &(usize, char)| {
        match sign {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        sign.is_whitespace() || "<>[]\"“”„«»|`，。、；：（）【】《》".contains(*sign)
    };
    let end = text
        .char_indices()
        .find(ends)
        .map_or(text.len(), |(at, _)| at);
    text[..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_'])
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_addresses_are_blanked_and_nothing_else() {
        for (text, left) in [
            ("plain", "plain"),
            ("the sign `{` opens", "the sign ### opens"),
            ("``a ` b`` and `c", "######### and `c"),
            ("(see https://x.org/a_(b)).", "(see ###################)."),
            ("[site](http://x.org)[^1]", "[site](############)[^1]"),
            (
                "at www.x.org, and mailto:a@x.org",
                "at #########, and ##############",
            ),
            ("见https://x.org。", "见#############。"),
        ] {
            assert_eq!(blanked(text).replace('\x1a', "#"), left, "{text}");
            assert_eq!(blanked(text).len(), text.len());
        }
    }
}
