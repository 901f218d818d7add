use super::{Abbreviations, Dates, NOTHING, Registers, Words};

pub(super) static WORDS: Words = Words {
    language: "Spanish",
    tag: "es",
    frequent: &[
        "el", "los", "las", "del", "al", "y", "por", "con", "una", "para", "su", "sus", "es", "lo",
        "como", "más", "fue", "son", "entre", "esta", "este", "ha", "han", "sobre", "no", "o",
        "sin",
    ],
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
    may_double: &["en", "no", "se"],
    examples: &["por ejemplo"],
    dates: Dates {
        day_joints: &["al", "a", "y"],
        weekday_joints: &["al", "y", "o"],
        first_endings: &["º"],
        of: &["de"],
        of_year: &["de"],
        articles: &["el"],
        ..Dates::NONE
    },
    registers: Registers {
        agenda: &["programa", "orden del día"],
        abbreviations: &["abreviaturas", "acrónimos", "siglas"],
        bibliography: &["bibliografía", "referencias"],
        people: &["participantes", "oradores"],
        footnotes: &["notas"],
        tables: &["cuadros"],
        figures: &["figuras", "gráficos"],
        // Portuguese has some of these
        beside: &[
            "da", "das", "de", "e", "el", "la", "las", "lista", "los", "y",
        ],
    },
    annexes: &["anexo", "apéndice"],
    ..NOTHING
};
