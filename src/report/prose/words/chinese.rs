use super::Words;

pub(super) static WORDS: Words = Words {
    language: "Chinese",
    tag: "zh",
    // it is known by its script
    frequent: &[],
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
