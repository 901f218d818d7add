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
    abbreviations: Some(Abbreviations {
        articles: &["el", "la", "los", "las"],
        announcing: &["adelante", "el", "en", "la", "las", "los", "o", "the"],
        or: &["o"],
        naming: &["conocida como", "conocido como", "en adelante"],
        explaining: &["significa"],
        no_long_form: &["cf", "que", "véase"],
        titles: &["Sr", "Sra", "Dr", "Dra", "Mr", "Ms", "Mrs"],
        bibliographies: &["bibliografía", "referencias"],
        before_bibliography: &[],
        people: &["autores", "participantes"],
        glossaries: &["glosario", "siglas"],
        summaries: &["resumen"],
    }),
    together: &[],
    vacant: &[],
    vacant_endings: &[],
    may_double: &["en", "no", "se"],
    brackets: None,
    numbers: false,
    meetings: None,
};
