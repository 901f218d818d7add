//! The words that readers use: one table for each language.
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
    /// Words of a text that follows several headings and means all of them: "these".
    pub together: &'static [&'static str],
    /// Words about headings that have no text on purpose: "held in abeyance".
    pub vacant: &'static [&'static str],
    /// What the titles of such headings end in: "reserved".
    pub vacant_endings: &'static [&'static str],
    /// Words that correct sentences double: "had had".
    pub may_double: &'static [&'static str],
    /// What drafters and editors write into square brackets.
    pub brackets: Option<Brackets>,
    /// What examples begin with, which have gaps in square brackets: "e.g.".
    pub examples: &'static [&'static str],
    /// Numbers in words, and what is around numbers.
    pub numbers: Option<Numbers>,
    /// What dates have in them apart from the names of months and weekdays.
    pub dates: Dates,
    /// What announces text to come.
    pub placeholders: Placeholders,
    /// What headings over the lists of a report are called.
    pub registers: Registers,
    /// How texts say when a meeting was held.
    pub meetings: Option<Meetings>,
    /// What agendas call that which is no session.
    pub agenda: AgendaWords,
    /// How labels of annexes begin, inflected or not; in small letters.
    pub annexes: &'static [&'static str],
    /// Prepositions, of which each may make a long form another.
    pub prepositions: &'static [&'static str],
}

/// What agendas call that which is no session; in small letters.
#[derive(Debug)]
pub(crate) struct AgendaWords {
    /// What begins the title of a desk or a display that is open beside the programme, word by word.
    pub desks: &'static [&'static [&'static str]],
    /// What may be before that: "early".
    pub before_desks: &'static [&'static str],
    /// The first or the last word of the title of a break.
    pub breaks: &'static [&'static str],
}

impl AgendaWords {
    const NONE: Self = Self {
        desks: &[],
        before_desks: &[],
        breaks: &[],
    };
}

/// Numbers in words, and what is around numbers; in small letters.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// From zero to nineteen.
    pub units: &'static [&'static str],
    /// From twenty on, by tens.
    pub tens: &'static [&'static str],
    /// One half.
    pub half: &'static str,
    /// One hundred.
    pub hundred: &'static str,
    /// What multiplies the number before it, and by how much: "million".
    pub scales: &'static [(&'static str, u64)],
    /// What is within numbers: "two hundred and five", "half a million".
    pub joints: &'static [&'static str],
    /// What means one before a scale: "a dozen".
    pub one: &'static str,
    /// What may be between a bound and its number: "more than a dozen".
    pub articles: &'static [&'static str],
    /// What sets a lower bound, and by how much that exceeds the number: "more than".
    pub bounds: &'static [(&'static [&'static str], u64)],
    /// After these a figure in digits counts something; after a noun it names it ("item 4", "category 3").
    pub before_counts: &'static [&'static str],
    /// After these a number is that of a part: "the other three".
    pub before_parts: &'static [&'static str],
    /// What follows these is but a part of what is counted: "including".
    pub parts: &'static [&'static str],
    /// What words end in that mean several.
    pub plurals: &'static [&'static str],
    /// What joins the last items of a list.
    pub list_joints: &'static [&'static str],
    /// After these a list goes on that is not written out: "etc".
    pub open_ends: &'static [&'static str],
}

/// What dates have in them apart from the names of months and weekdays.
#[derive(Debug)]
pub(crate) struct Dates {
    /// What is between two days: "13 to 15 February".
    pub day_joints: &'static [&'static str],
    /// What is between two weekdays that share a date: "Monday through Wednesday".
    pub weekday_joints: &'static [&'static str],
    /// What days end in: "2nd".
    pub day_endings: &'static [&'static str],
    /// What the first of a month ends in, where others have no ending: "1er".
    pub first_endings: &'static [&'static str],
    /// What is between the day and the month: "12 de febrero".
    pub of: &'static [&'static str],
    /// What is between the month and the year: "febrero de 2008".
    pub of_year: &'static [&'static str],
    /// Articles before days.
    pub articles: &'static [&'static str],
    /// What follows a date in a sentence, where a number of things would be followed by what they are.
    pub after: &'static [&'static str],
    /// The two parts of names of months in two words.
    pub two_words: [&'static [&'static str]; 2],
}

impl Dates {
    const NONE: Self = Self {
        day_joints: &[],
        weekday_joints: &[],
        day_endings: &[],
        first_endings: &[],
        of: &[],
        of_year: &[],
        articles: &[],
        after: &[],
        two_words: [&[], &[]],
    };
}

/// What announces text to come; in small letters.
#[derive(Debug)]
pub(crate) struct Placeholders {
    /// "to be", of "(to be confirmed)".
    pub to_be: [&'static str; 2],
    /// What comes after that.
    pub to_come: &'static [&'static str],
    /// These precede Roman numerals: "Article XXX".
    pub numbered: &'static [&'static str],
}

impl Placeholders {
    const NONE: Self = Self {
        to_be: [""; 2],
        to_come: &[],
        numbered: &[],
    };
}

/// What headings over the lists of a report are called, as titles are compared. Some are but the start of a word.
#[derive(Debug)]
pub(crate) struct Registers {
    /// The programme of the event.
    pub agenda: &'static [&'static str],
    /// The abbreviations.
    pub abbreviations: &'static [&'static str],
    /// The works that are cited.
    pub bibliography: &'static [&'static str],
    /// The people.
    pub people: &'static [&'static str],
    /// The footnotes.
    pub footnotes: &'static [&'static str],
    /// The tables.
    pub tables: &'static [&'static str],
    /// The figures.
    pub figures: &'static [&'static str],
    /// What may be beside these names: "list of".
    pub beside: &'static [&'static str],
}

impl Registers {
    const NONE: Self = Self {
        agenda: &[],
        abbreviations: &[],
        bibliography: &[],
        people: &[],
        footnotes: &[],
        tables: &[],
        figures: &[],
        beside: &[],
    };
}

/// Of which nothing is known.
const NOTHING: Words = Words {
    language: "",
    tag: "",
    frequent: &[],
    references: None,
    abbreviations: None,
    together: &[],
    vacant: &[],
    vacant_endings: &[],
    may_double: &[],
    brackets: None,
    examples: &[],
    numbers: None,
    dates: Dates::NONE,
    placeholders: Placeholders::NONE,
    registers: Registers::NONE,
    meetings: None,
    agenda: AgendaWords::NONE,
    annexes: &[],
    prepositions: &[],
};

/// How texts say when a meeting was held: "was held in Vienna from 13 to 15 February".
#[derive(Debug)]
pub(crate) struct Meetings {
    /// What is between the meeting and the rest.
    pub held: &'static [&'static str],
    /// What is before the first day.
    pub from: &'static str,
    /// What is between the first day and the last.
    pub to: &'static str,
    /// What a meeting is called that has a number.
    pub meeting: &'static str,
    /// What may be between the number and that: "plenary".
    pub kinds: &'static [&'static str],
    /// What is before the day of such a meeting: "on", "held on".
    pub on: &'static [&'static str],
    /// What is before its number: "its", and "the".
    pub its: &'static str,
    pub the: &'static str,
    /// What is before the body whose meeting it is.
    pub of: &'static str,
    /// Words about a meeting that continues on another day: "resumed".
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
    /// What may be before a short form in its brackets: "hereinafter referred to as the".
    pub announcing: &'static [&'static str],
    /// What joins two names of one thing: "or".
    pub or: &'static [&'static str],
    /// What comes before another name of a thing: "known as".
    pub naming: &'static [&'static str],
    /// What comes between a short form and its long one: "stands for".
    pub explaining: &'static [&'static str],
    /// What begins something in brackets that is no long form: "see".
    pub no_long_form: &'static [&'static str],
    /// Titles of people, which precede surnames in capitals.
    pub titles: &'static [&'static str],
    /// What bibliographies are called.
    pub bibliographies: &'static [&'static str],
    /// What may be before that: "selected".
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
    /// "to be", of "to be confirmed".
    pub to_be: [&'static str; 2],
    /// What comes after "to be" in a draft: "confirmed".
    pub to_come: &'static [&'static str],
    /// What only editors write: "emphasis".
    pub editing: &'static [&'static str],
    /// What editors begin or end with, and sentences have, too: "note".
    pub labels: &'static [&'static str],
    /// How words begin that only editors write: "translat".
    pub editing_beginnings: &'static [&'static str],
    /// What editors put before the name of a language: "in".
    pub before_language: &'static str,
    /// Names of languages.
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
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        ALL.into_iter()
    }

    /// What is written into square brackets: where that is not known of a language, as in English, whose terms editors of
    /// others use, too.
    pub(super) fn brackets(words: Option<&Self>) -> Option<&'static Brackets> {
        let own = words.and_then(|words| Self::of_tag(words.tag)?.brackets.as_ref());
        own.or(english::WORDS.brackets.as_ref())
    }

    /// What announces text to come: drafters of any language write it in English.
    pub(super) fn placeholders() -> &'static Placeholders {
        &english::WORDS.placeholders
    }

    /// Numbers, where those of a language are not known as in English: reports have tables and claims in it, too.
    pub(crate) fn numbers(words: Option<&Self>) -> &'static Numbers {
        let own = words.and_then(|words| Self::of_tag(words.tag)?.numbers.as_ref());
        own.unwrap_or(&english::NUMBERS)
    }

    /// The table of the language that a BCP 47 tag is of.
    pub(super) fn of_tag(tag: &str) -> Option<&'static Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::all().find(|words| words.tag.eq_ignore_ascii_case(language))
    }

    /// Whether it has what rules need that use such words.
    #[must_use]
    pub(crate) fn has(&self, topic: Topic) -> bool {
        match topic {
            Topic::Abbreviations => self.abbreviations.is_some(),
            Topic::Meetings => self.meetings.is_some(),
            Topic::Numbers => self.numbers.is_some(),
            Topic::References => self.references.is_some(),
        }
    }
}
