use super::Words;

pub(super) static WORDS: Words = Words {
    language: "Arabic",
    tag: "ar",
    frequent: &[
        "في", "من", "على", "إلى", "أن", "التي", "عن", "هذا", "هذه", "الذي", "ما", "مع", "بين",
        "كما",
    ],
    references: None,
    abbreviations: None,
    together: &[],
    vacant: &[],
    vacant_endings: &[],
    may_double: &[],
    brackets: None,
    numbers: false,
    meetings: None,
};
