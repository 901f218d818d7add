//! The words that readers go by: one table for each language.
//!
//! A language is added as a table, and not as a reader. Where a table has nothing about a topic, the rules that need it do
//! not run on texts in that language.

mod arabic;
mod chinese;
mod english;
mod french;
mod russian;
mod spanish;

use super::reference::References;
use crate::finding::rule::Topic;

/// What is known of one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// Its name, in English.
    pub language: &'static str,
    /// The first part of its BCP 47 tags.
    pub tag: &'static str,
    /// Small words that texts in this language have at every turn, and others seldom or never; in small letters.
    pub frequent: &'static [&'static str],
    /// How texts refer to parts of themselves and of other documents.
    pub references: Option<References>,
    /// How texts introduce their short forms.
    pub abbreviations: Option<Abbreviations>,
    /// Whether numbers in words are read.
    pub numbers: bool,
    /// How texts say when a meeting was held.
    pub meetings: Option<Meetings>,
}

/// How texts say when a meeting was held: "was held in Vienna from 13 to 15 February".
#[derive(Debug)]
pub(crate) struct Meetings {
    /// What stands between the meeting and the rest.
    pub held: &'static [&'static str],
    /// What stands before the first day.
    pub from: &'static str,
    /// What stands between the first day and the last.
    pub to: &'static str,
}

/// How texts introduce their short forms.
#[derive(Debug)]
pub(crate) struct Abbreviations {}

static ALL: [&Words; 6] = [
    &arabic::WORDS,
    &chinese::WORDS,
    &english::WORDS,
    &french::WORDS,
    &russian::WORDS,
    &spanish::WORDS,
];

impl Words {
    /// The tables of all languages.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        ALL.into_iter()
    }

    /// The table of the language that a BCP 47 tag is of.
    pub(super) fn of_tag(tag: &str) -> Option<&'static Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::all().find(|words| words.tag.eq_ignore_ascii_case(language))
    }

    /// Whether it has what rules need that go by such words.
    #[must_use]
    pub(crate) fn has(&self, topic: Topic) -> bool {
        match topic {
            Topic::Abbreviations => self.abbreviations.is_some(),
            Topic::Meetings => self.meetings.is_some(),
            Topic::Numbers => self.numbers,
            Topic::References => self.references.is_some(),
        }
    }
}
