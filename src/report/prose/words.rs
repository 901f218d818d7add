//! The words that readers go by: one table for each language.
//!
//! A language is added as a table, and not as a reader. Where a table has nothing about a topic, the rules that need it do
//! not run on texts in that language.

mod arabic;
mod chinese;
mod english;
mod french;
mod german;
mod russian;
mod spanish;

pub(crate) mod known;

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
    /// What a text says that stands below several headings, and means all of them: "these".
    pub together: &'static [&'static str],
    /// What is said of headings that are to have no text: "held in abeyance".
    pub vacant: &'static [&'static str],
    /// What the titles of such headings end in: "reserved".
    pub vacant_endings: &'static [&'static str],
    /// Words that correct sentences double: "had had".
    pub may_double: &'static [&'static str],
    /// What drafters and editors write into square brackets.
    pub brackets: Option<Brackets>,
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
    /// What a meeting is called that has a number.
    pub meeting: &'static str,
    /// What may stand between the number and that: "plenary".
    pub kinds: &'static [&'static str],
    /// What stands before the day of such a meeting: "on", "held on".
    pub on: &'static [&'static str],
    /// What stands before its number: "its", and "the".
    pub its: &'static str,
    pub the: &'static str,
    /// What stands before the body whose meeting it is.
    pub of: &'static str,
    /// What is said of a meeting that goes on on another day: "resumed".
    pub parts: &'static [&'static str],
    /// Ordinals, from that of one.
    pub ordinals: &'static [&'static str],
    /// What ordinals in figures end in: "st".
    pub ordinal_endings: &'static [&'static str],
}

/// How texts introduce their short forms, and what they call the parts in which these mean nothing; in small letters.
#[derive(Debug)]
pub(crate) struct Abbreviations {
    /// Articles.
    pub articles: &'static [&'static str],
    /// What may stand before a short form in its brackets: "hereinafter referred to as the".
    pub announcing: &'static [&'static str],
    /// What joins two names of one thing: "or".
    pub or: &'static [&'static str],
    /// What comes before another name of a thing: "known as".
    pub naming: &'static [&'static str],
    /// What comes between a short form and its long one: "stands for".
    pub explaining: &'static [&'static str],
    /// What begins something in brackets that is no long form: "see".
    pub no_long_form: &'static [&'static str],
    /// Titles of people, before whose surnames in capitals they stand.
    pub titles: &'static [&'static str],
    /// What bibliographies are called.
    pub bibliographies: &'static [&'static str],
    /// What may stand before that: "selected".
    pub before_bibliography: &'static [&'static str],
    /// What headings over people and their papers mention.
    pub people: &'static [&'static str],
    /// What headings over glossaries mention.
    pub glossaries: &'static [&'static str],
    /// What summaries of a whole report are called.
    pub summaries: &'static [&'static str],
}

/// What drafters and editors write into square brackets; in small letters.
#[derive(Debug)]
pub(crate) struct Brackets {
    /// What only drafters write: "pending".
    pub drafting: &'static [&'static str],
    /// What comes after "to be" in a draft: "confirmed".
    pub to_come: &'static [&'static str],
    /// What only editors write: "emphasis".
    pub editing: &'static [&'static str],
    /// What editors begin or end with, and sentences have, too: "note".
    pub labels: &'static [&'static str],
    /// How words begin that only editors write: "translat".
    pub editing_beginnings: &'static [&'static str],
    /// Names of languages, which editors put after "in".
    pub languages: &'static [&'static str],
    /// What editors write and nothing else beside it: "sic".
    pub glosses: &'static [&'static str],
    /// What their glosses begin with: "see".
    pub gloss_beginnings: &'static [&'static str],
}

/// Articles, prepositions and conjunctions that a short form passes over: of all languages, for reports give the names of
/// institutions in their own.
#[rustfmt::skip]
pub(super) const SMALL: &[&str] = &[
    "a", "an", "against", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "via", "with",
    "au", "aux", "contre", "d", "de", "des", "du", "e", "en", "et", "l", "la", "le", "les", "par", "pour", "sur", "à",
    "con", "del", "el", "las", "los", "para", "por", "y",
    "das", "der", "die", "für", "und", "von",
];

static ALL: [&Words; 7] = [
    &arabic::WORDS,
    &chinese::WORDS,
    &english::WORDS,
    &french::WORDS,
    &german::WORDS,
    &russian::WORDS,
    &spanish::WORDS,
];

impl Words {
    /// The tables of all languages.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        ALL.into_iter()
    }

    /// What is written into square brackets: where that is not known of a language, as in English, whose terms editors of
    /// others use, too.
    pub(super) fn brackets(words: Option<&Self>) -> Option<&'static Brackets> {
        let own = words.and_then(|words| Self::of_tag(words.tag)?.brackets.as_ref());
        own.or(english::WORDS.brackets.as_ref())
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
