use super::{Abbreviations, Words};

pub(super) static WORDS: Words = Words {
    language: "French",
    tag: "fr",
    frequent: &[
        "le", "les", "des", "du", "et", "à", "au", "aux", "une", "dans", "pour", "par", "sur",
        "est", "sont", "qui", "ne", "pas", "ce", "ces", "cette", "il", "elle", "ils", "leur",
        "dont", "avec", "été", "ou", "nous", "vous",
    ],
    references: None,
    abbreviations: Some(Abbreviations {}),
    numbers: false,
    meetings: None,
};
