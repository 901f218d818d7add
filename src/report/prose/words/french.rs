use super::{Abbreviations, Dates, NOTHING, Registers, Words};

pub(super) static WORDS: Words = Words {
    language: "French",
    tag: "fr",
    frequent: &[
        "le", "les", "des", "du", "et", "à", "au", "aux", "une", "dans", "pour", "par", "sur",
        "est", "sont", "qui", "ne", "pas", "ce", "ces", "cette", "il", "elle", "ils", "leur",
        "dont", "avec", "été", "ou", "nous", "vous",
    ],
    abbreviations: Some(Abbreviations {
        articles: &["le", "la", "les", "un", "une"],
        announcing: &[
            "ci-après",
            "dénommé",
            "dénommée",
            "dit",
            "dite",
            "l",
            "la",
            "le",
            "les",
            "ou",
            "the",
        ],
        or: &["ou"],
        naming: &["ci-après", "dit", "dite"],
        explaining: &["signifie"],
        no_long_form: &["cf", "qui", "voir"],
        titles: &["M", "MM", "Mme", "Dr", "Mr", "Ms", "Mrs"],
        bibliographies: &["bibliographie", "références", "références citées"],
        before_bibliography: &[],
        people: &["auteur", "auteurs", "participants", "remerciements"],
        glossaries: &["définition", "définitions", "glossaire", "sigles"],
        summaries: &["résumé"],
    }),
    may_double: &["nous", "vous"],
    examples: &["par exemple", "p. ex."],
    dates: Dates {
        day_joints: &["au", "et"],
        weekday_joints: &["au", "et", "ou"],
        first_endings: &["er"],
        articles: &["le"],
        ..Dates::NONE
    },
    registers: Registers {
        agenda: &["programme", "ordre du jour"],
        abbreviations: &["abréviations", "acronymes", "sigles"],
        bibliography: &["bibliographie", "références"],
        people: &["participants", "intervenants"],
        footnotes: &["notes"],
        tables: &["tables", "tableaux"],
        figures: &["figures"],
        beside: &["a", "de", "des", "du", "et", "la", "le", "les", "liste"],
    },
    ..NOTHING
};
