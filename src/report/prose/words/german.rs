use super::{NOTHING, Registers, Words};

pub(super) static WORDS: Words = Words {
    language: "German",
    tag: "de",
    frequent: &[
        "der", "die", "das", "und", "den", "dem", "des", "von", "zu", "mit", "ist", "sind", "wird",
        "wurde", "wurden", "nicht", "auf", "für", "im", "eine", "einer", "einen", "sich", "auch",
        "als", "zur", "zum", "dass", "werden", "nach", "bei",
    ],
    may_double: &["das", "der", "die", "sie"],
    registers: Registers {
        beside: &["das", "der", "die", "und"],
        ..Registers::NONE
    },
    ..NOTHING
};
