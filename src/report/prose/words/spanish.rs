use super::{Abbreviations, Words};

pub(super) static WORDS: Words = Words {
    language: "Spanish",
    tag: "es",
    frequent: &[
        "el", "los", "las", "del", "al", "y", "por", "con", "una", "para", "su", "sus", "es", "lo",
        "como", "más", "fue", "son", "entre", "esta", "este", "ha", "han", "sobre", "no", "o",
        "sin",
    ],
    references: None,
    abbreviations: Some(Abbreviations {}),
    numbers: false,
    meetings: None,
};
