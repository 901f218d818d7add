//! What a reader of references has to know of a language.

use super::PartKind;

/// The words by which references are found, and the words that show whose they are. All are in small letters unless they
/// are described as capitalized.
#[derive(Debug)]
pub(crate) struct References {
    /// What announces the number of a part.
    pub heads: Heads,
    /// Right after a reference: it leads back, or ahead.
    pub directions: [&'static [&'static str]; 2],
    /// Right before a note: it is one of the report's own.
    pub cross: &'static [&'static str],
    /// Between the numbers of a list.
    pub list_joints: &'static [&'static str],
    /// Between the ends of a run.
    pub run_joints: &'static [&'static str],
    /// After "section I" these go on with it; other small words make a sentence with "I" in it.
    pub after_numeral: &'static [&'static str],
    /// Tables to sit at: "round".
    pub furniture: &'static [&'static str],
    /// A part that contains sections: "part III, section 3".
    pub part: &'static [&'static str],
    /// What somebody who points at a part says right before it: "see".
    pub pointers: &'static [&'static str],
    /// What is done with a part: "contained", "set out".
    pub placed: &'static [&'static str],
    /// Between that and the part: "in", "as".
    pub placed_in: &'static [&'static str],
    /// Between a document and a part of it: "the Act, in section 3".
    pub joints: &'static [&'static str],
    /// An annex of the document that was named, on the way to a part of it: "decision 16/1, annex, section 3".
    pub way: &'static [&'static str],
    /// Small words within the name of a document.
    pub in_names: &'static [&'static str],
    /// What "section 3 of …" has between the part and its document.
    pub of: &'static [&'static str],
    /// The same, where only few things that follow are documents.
    pub to: &'static [&'static str],
    /// The same, where only a name is a document: "in".
    pub within: &'static [&'static str],
    /// The same, where whatever follows is another document.
    pub under: &'static [&'static str],
    /// What follows `to` if it is a document.
    pub after_to: &'static [&'static str],
    /// Articles.
    pub articles: &'static [&'static str],
    /// Determiners by which a text speaks of itself.
    pub this: &'static [&'static str],
    /// What a text calls itself of whatever kind it is: "this document".
    pub document: &'static str,
    /// The document that was named before: "thereof".
    pub thereof: &'static [&'static str],
    /// Verbs after "the report" by which it ends there.
    pub verbs: &'static [&'static str],
    /// Parts of the report, each the beginning of a word.
    pub own_parts: &'static [&'static str],
    /// Beginnings of what is no document after "of": "full", "which".
    pub no_document: &'static [&'static str],
    /// What is between a part and its document, apart from points: "paragraph", "Part".
    pub subparts: &'static [&'static str],
    /// Words before what a document is defined by: "as", "which".
    pub as_defined: &'static [&'static str],
    /// Who is called after an annex: "Annex I Parties".
    pub members: &'static [&'static str],
    /// Anyone who is in an annex of a treaty: "Parties included in Annex I".
    pub included: &'static [&'static str],
    /// Whose something is: "its".
    pub possessives: &'static [&'static str],
    /// Documents that others make; capitalized.
    pub instruments: &'static [&'static str],
    /// Those of them that whole passages are about, so that any part that is named there may be theirs; capitalized.
    pub laws: &'static [&'static str],
    /// Documents that have a number or a symbol after their word.
    pub numbered: &'static [&'static str],
    /// Works of others, in small letters: "table 2 in the annual report".
    pub works: &'static [&'static str],
    /// "Report of", "Report on".
    pub report: &'static str,
    /// A source that was cited before: "ibid.".
    pub cited_before: &'static [&'static str],
    /// Volumes of one work.
    pub volume: &'static [&'static str],
    /// Words that begin sentences or days, capitalized or not, before a number that is no name with them: "In 2019".
    pub no_names: &'static [&'static str],
    /// Words in capitals that are no names: "MUST", "SEE".
    pub shouted: &'static [&'static str],
    /// What a note cites it by when it speaks of its own report: "can be found in".
    pub found_in: &'static [&'static str],
}

/// A word that announces the number of a part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// In small letters.
    pub word: &'static str,
    /// What is referred to.
    pub kind: PartKind,
    /// What one is called in full, and several.
    pub names: [&'static str; 2],
    /// Whether several numbers may follow.
    pub is_plural: bool,
    /// Whether it announces a part only where "above", "supra" or the like is beside it: "note".
    pub is_common: bool,
}

/// The number of a letter of ASCII, letter case aside, from 1; other characters share these numbers.
#[inline]
const fn letter(byte: u8) -> usize {
    (byte & 0x1f) as usize
}

/// How many numbers letters may have.
const LETTERS: usize = 0x20;

/// Words that announce numbers, found by their first two letters and their length.
#[derive(Debug)]
pub(crate) struct Heads {
    all: &'static [Head],
    /// For each first letter, or character, the places of those that begin with it.
    places: [u128; LETTERS],
    /// For each first letter, the second letters of those that begin with it.
    second_letters: [u32; LETTERS],
    /// For each first letter, the lengths in bytes of those that begin with it.
    lengths: [u32; LETTERS],
}

impl Heads {
    pub(crate) const fn new(heads: &'static [Head]) -> Self {
        let mut places = [0; LETTERS];
        let mut second_letters = [0; LETTERS];
        let mut lengths = [0; LETTERS];
        let mut at = 0;
        while at < heads.len() {
            places[letter(heads[at].word.as_bytes()[0])] |= 1 << at;
            if let [first @ b'a'..=b'z', second @ b'a'..=b'z', ..] = heads[at].word.as_bytes() {
                second_letters[letter(*first)] |= 1 << letter(*second);
                lengths[letter(*first)] |= 1 << heads[at].word.len();
            }
            at += 1;
        }
        Self {
            all: heads,
            places,
            second_letters,
            lengths,
        }
    }

    /// The head that is written so, letter case aside.
    pub(crate) fn find(&self, word: &str) -> Option<&'static Head> {
        let bytes = word.as_bytes();
        let first = *bytes.first()?;
        if first.is_ascii_alphabetic() && !self.has_length(first, bytes.len()) {
            return None;
        }
        let mut places = self.places[letter(first)];
        while places != 0 {
            let head = &self.all[places.trailing_zeros() as usize];
            if head.word.eq_ignore_ascii_case(word) {
                return Some(head);
            }
            places &= places - 1;
        }
        None
    }

    /// Whether one may begin with these two letters of ASCII; most words begin otherwise.
    #[inline]
    pub(crate) fn may_begin(&self, first: u8, second: u8) -> bool {
        self.second_letters[letter(first)] >> letter(second) & 1 == 1
    }

    /// Whether one of those that begin with this letter of ASCII is as long, or has a full stop more.
    pub(crate) fn may_be(&self, letters: &[u8]) -> bool {
        let is_long = |length| {
            letters
                .first()
                .is_some_and(|first| self.has_length(*first, length))
        };
        is_long(letters.len()) || is_long(letters.len() + 1)
    }

    fn has_length(&self, first: u8, length: usize) -> bool {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        let bits = self.lengths[letter(first)].checked_shr(length);
        bits.is_some_and(|bits| bits & 1 == 1)
    }

    /// The usual word for the kind: the first that is listed.
    pub(crate) fn usual(&self, kind: PartKind) -> Option<&'static str> {
        let mut heads = self.all.iter();
        heads
            .find(|head| head.kind == kind)
            .map(|head| head.names[0])
    }

    /// Whether it is the usual word for its kind.
    pub(crate) fn is_usual(&self, head: &Head) -> bool {
        self.usual(head.kind) == Some(head.names[0])
    }
}
