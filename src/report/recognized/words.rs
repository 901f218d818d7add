//! The words that announce what a part of a printed report is, in the languages that reports are in.

use crate::report::numeral::Label;
use crate::report::outline::names_annex;

/// Headings of a table of contents.
const CONTENTS: [&str; 16] = [
    "contents",
    "table of contents",
    "sommaire",
    "table des matières",
    "índice",
    "contenido",
    "tabla de contenido",
    "inhalt",
    "inhaltsverzeichnis",
    "содержание",
    "оглавление",
    "目录",
    "目次",
    "المحتويات",
    "indice",
    "sumário",
];

/// Headings of the columns of a table of contents.
const COLUMNS: [&str; 10] = [
    "page",
    "pages",
    "paragraphs",
    "paragraph",
    "chapter",
    "section",
    "paragraphes",
    "párrafos",
    "página",
    "seite",
];

/// What the titles of reports begin with.
const REPORTS: [&str; 18] = [
    "report",
    "rapport",
    "informe",
    "bericht",
    "доклад",
    "отчет",
    "отчёт",
    "报告",
    "تقرير",
    "relatório",
    "relazione",
    "proceedings",
    "minutes",
    "summary",
    "compte rendu",
    "acta",
    "record",
    "final report",
];

/// Headings of the columns of an agenda, each with the key of what is below it.
const AGENDA_COLUMNS: [(&str, Column); 14] = [
    ("time", Column::Time),
    ("heure", Column::Time),
    ("hora", Column::Time),
    ("zeit", Column::Time),
    ("время", Column::Time),
    ("event", Column::Title),
    ("session", Column::Title),
    ("item", Column::Title),
    ("title", Column::Title),
    ("room", Column::Room),
    ("venue", Column::Room),
    ("salle", Column::Room),
    ("sala", Column::Room),
    ("raum", Column::Room),
];

/// What words in the titles of items of an agenda say about their kind.
const KINDS: [(&str, &str); 16] = [
    ("lunch", "break"),
    ("coffee", "break"),
    ("break", "break"),
    ("lunch break", "break"),
    ("coffee break", "break"),
    ("pause", "break"),
    ("déjeuner", "break"),
    ("almuerzo", "break"),
    ("exhibition", "exhibition"),
    ("exhibitions", "exhibition"),
    ("exposition", "exhibition"),
    ("exposición", "exhibition"),
    ("registration", "registration"),
    ("inscription", "registration"),
    ("reception", "reception"),
    ("plenary session", "plenary"),
];

/// What a column of an agenda has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Time,
    Title,
    Room,
}

/// Whether a line is the heading of a table of contents.
pub(super) fn is_contents(line: &str) -> bool {
    CONTENTS.contains(&line.trim_end_matches(':').to_lowercase().as_str())
}

/// Where the title starts after a word for an annex without a number: "Annex. Programme", "Annex – Programme".
pub(super) fn title_after_annex_word(line: &str) -> Option<usize> {
    const MARKS: [char; 4] = ['.', ':', '–', '—'];
    let (word, rest) = line.split_once(char::is_whitespace)?;
    let title = rest.trim_start_matches(MARKS).trim_start();
    let is_apart = word.ends_with(MARKS) || rest.starts_with(MARKS);
    let is_title = !title.is_empty() && Label::parse(title).is_none();
    (names_annex(word) && is_apart && is_title).then(|| line.len() - title.len())
}

/// Whether a line has nothing but headings of the columns of a table of contents.
pub(super) fn are_columns(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(|it| COLUMNS.contains(&it.to_lowercase().as_str()))
}

/// Whether a line begins as the titles of reports do.
pub(super) fn begins_report(line: &str) -> bool {
    let line = line.to_lowercase();
    let begins = |word: &str| {
        let rest = line.strip_prefix(word);
        rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphabetic) || word.chars().all(|it| it > '\u{2e80}')
        })
    };
    REPORTS.iter().any(|word| begins(word))
}

/// What a column of an agenda has, by its heading.
pub(super) fn agenda_column(heading: &str) -> Option<Column> {
    let heading = heading.trim().to_lowercase();
    let mut known = AGENDA_COLUMNS.iter();
    known.find_map(|(word, column)| (*word == heading).then_some(*column))
}

/// The kind of an item of an agenda, if its title says it: "Lunch", "First plenary session".
pub(super) fn kind_of(title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let has = |word: &str| title == word || (word == "plenary session" && title.ends_with(word));
    KINDS
        .iter()
        .find_map(|(word, kind)| has(word).then_some(*kind))
}
