//! The form in which texts are compared, however they were typed: what looks the same is the same.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// A text with its accents composed (NFC), its ligatures spelt out, and without characters that are never printed.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if is_surely_composed(text) {
        return Cow::Borrowed(text);
    }
    let printed: Cow<'_, str> = if text.contains(|sign| is_unprinted(sign) || is_ligature(sign)) {
        Cow::Owned(spelt_out(text))
    } else {
        Cow::Borrowed(text)
    };
    let composing = ComposingNormalizerBorrowed::new_nfc();
    match printed {
        Cow::Borrowed(text) => composing.normalize(text),
        Cow::Owned(text) => Cow::Owned(composing.normalize(&text).into_owned()),
    }
}

/// Whether all characters are of those that most texts consist of: ASCII, the letters of Latin with their accents, quotation marks
/// and dashes. There is nothing to compose in them, and all are printed, except for the soft hyphen.
fn is_surely_composed(text: &str) -> bool {
    text.is_ascii()
        || text.chars().all(
            |sign| matches!(sign, '\0'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'),
        )
}

fn spelt_out(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    let decomposing = DecomposingNormalizerBorrowed::new_nfkd();
    for sign in text.chars().filter(|sign| !is_unprinted(*sign)) {
        if is_ligature(sign) {
            let mut buffer = [0; 4];
            printed.push_str(&decomposing.normalize(sign.encode_utf8(&mut buffer)));
        } else {
            printed.push(sign);
        }
    }
    printed
}

/// Letters that typesetting has joined: ﬁ, ﬂ, ﬀ and the like.
fn is_ligature(sign: char) -> bool {
    matches!(sign, '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}')
}

/// The letters of ASCII in a text, those with accents without them.
pub(crate) fn without_accents(text: &str) -> String {
    let decomposing = DecomposingNormalizerBorrowed::new_nfkd();
    let decomposed = decomposing.normalize(text);
    decomposed.chars().filter(char::is_ascii).collect()
}

/// Characters that are never printed: a soft hyphen, a zero-width space, joiners, direction marks.
pub(crate) fn is_unprinted(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_surely_composed_is_normalized() {
        let composing = ComposingNormalizerBorrowed::new_nfc();
        let signs = ('\0'..'\u{3000}').filter(|sign| is_surely_composed(&sign.to_string()));
        let all: String = signs.collect();
        assert!(composing.is_normalized(&all));
        assert!(!all.contains(|sign| is_unprinted(sign) || is_ligature(sign)));
        assert!(all.contains(['é', '—', '”', 'z']));
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("Jose\u{301} Nu\u{303}n\u{303}ez", "José Nũñez"),
            ("ﬁrst oﬃce", "first office"),
            ("Re\u{ad}inte\u{200b}gration", "Reintegration"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
        ] {
            assert_eq!(composed(one), composed(other));
        }
        assert_ne!(composed("m²"), composed("m2"));
        assert_ne!(composed("José"), composed("Jose"));
    }
}
