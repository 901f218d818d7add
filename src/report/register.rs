//! The lists of a report that are kept apart from its body, and the headings that they are printed below.

use serde::Deserialize;

use super::Report;
use super::prose::words::{Registers, Words};

/// A list that is kept apart from the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// The agenda of the event.
    Agenda,
    /// The abbreviations.
    Abbreviations,
    /// The works that are cited.
    Bibliography,
    /// The people.
    People,
    /// The footnotes.
    Footnotes,
    /// The tables.
    Tables,
    /// The figures.
    Figures,
}

impl Register {
    /// All of them.
    pub(crate) const ALL: [Self; 7] = [
        Self::Agenda,
        Self::Abbreviations,
        Self::Bibliography,
        Self::People,
        Self::Footnotes,
        Self::Tables,
        Self::Figures,
    ];

    /// What headings over it are called, in all languages.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let of = move |registers: &'static Registers| match self {
            Self::Agenda => registers.agenda,
            Self::Abbreviations => registers.abbreviations,
            Self::Bibliography => registers.bibliography,
            Self::People => registers.people,
            Self::Footnotes => registers.footnotes,
            Self::Tables => registers.tables,
            Self::Figures => registers.figures,
        };
        Words::all().flat_map(move |words| of(&words.registers).iter().copied())
    }

    /// Whether a title, as titles are compared, says nothing but that this is below it: "Abbreviations and acronyms".
    pub(crate) fn is_title_of(self, title: &str) -> bool {
        let first = title.split_whitespace().next().unwrap_or_default();
        let begins_name = |name: &str| {
            let start = || name.split(' ').next();
            name.as_bytes().first() == first.as_bytes().first()
                && start().is_some_and(|start| first.starts_with(start))
        };
        // most titles begin otherwise, and need no closer look
        if !self.names().any(begins_name) && !is_beside(first) {
            return false;
        }
        let mut rest = title.to_owned();
        let mut is_named = false;
        for name in self.names() {
            let starts_word = |&(at, _): &(usize, &str)| {
                !name.is_ascii() || !rest[..at].ends_with(char::is_alphanumeric)
            };
            if let Some((at, _)) = rest.match_indices(name).find(starts_word) {
                // the rest of an inflected word goes with it
                let after = rest[at + name.len()..].find(char::is_whitespace);
                let end = after.map_or(rest.len(), |length| at + name.len() + length);
                rest.replace_range(at..end, " ");
                is_named = true;
            }
        }
        is_named && rest.split_whitespace().all(is_beside)
    }

    /// Whether a title, as titles are compared, mentions it: "Vienna Forum: Agenda".
    pub(crate) fn is_mentioned_in(self, title: &str) -> bool {
        self.names().any(|name| title.contains(name))
    }

    /// Whether the id of a heading names it.
    pub(crate) fn is_named_by(self, id: &str) -> bool {
        self.names().any(|name| name == id)
    }
}

/// Whether a word is beside the names of registers in headings: "list", "and".
fn is_beside(word: &str) -> bool {
    Words::all().any(|words| words.registers.beside.contains(&word))
}

impl Report<'_> {
    /// Whether it has the list.
    pub(crate) fn has(&self, register: Register) -> bool {
        let (key, read) = match register {
            Register::Agenda => ("agenda", usize::from(self.agenda.is_some())),
            Register::Abbreviations => ("abbreviations", self.abbreviations.len()),
            Register::Bibliography => ("bibliography", self.bibliography.len()),
            Register::People => ("people", self.people.len()),
            Register::Footnotes => ("footnotes", self.footnotes.len()),
            Register::Tables => ("tables", self.tables.len()),
            Register::Figures => ("figures", self.figures.len()),
        };
        read > 0 || self.has_lost_top_items(key, read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_register_and_nothing_else() {
        for title in [
            "abbreviations",
            "abbreviations and acronyms",
            "list of abbreviations",
            "liste des sigles et acronymes",
            "список сокращений",
            "缩略语",
        ] {
            assert!(Register::Abbreviations.is_title_of(title), "{title}");
        }
        for title in [
            "abbreviations in law",
            "list",
            "use of abbreviations",
            "agenda",
            "",
        ] {
            assert!(!Register::Abbreviations.is_title_of(title), "{title}");
        }
        assert!(!Register::Tables.is_title_of("timetables"));
        assert!(!Register::Footnotes.is_title_of("keynotes"));
        assert!(Register::Footnotes.is_title_of("endnotes"));
    }

    #[test]
    fn a_longer_title_may_mention_one() {
        assert!(Register::Agenda.is_mentioned_in("vienna forum: agenda"));
        assert!(!Register::Agenda.is_title_of("vienna forum: agenda"));
    }
}
