use super::Words;

pub(super) static WORDS: Words = Words {
    language: "German",
    tag: "de",
    frequent: &[
        "der", "die", "das", "und", "den", "dem", "des", "von", "zu", "mit", "ist", "sind", "wird",
        "wurde", "wurden", "nicht", "auf", "für", "im", "eine", "einer", "einen", "sich", "auch",
        "als", "zur", "zum", "dass", "werden", "nach", "bei",
    ],
    references: None,
    abbreviations: None,
    together: &[],
    vacant: &[],
    vacant_endings: &[],
    may_double: &["das", "der", "die", "sie"],
    brackets: None,
    numbers: false,
    meetings: None,
};
