//! When meetings that are numbered were held: "At its 1st meeting, on 2 December, the Committee …".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::date::StatedDate;
use super::passage::Setting;
use super::words::Meetings;
use super::{Found, Prose};
use crate::report::Text;
use crate::text::place::NodeRef;

/// A meeting with its day.
#[derive(Debug)]
pub(crate) struct DatedMeeting<'t> {
    /// The text that says so.
    pub text: Text<'t>,
    /// From the number of the meeting to its day.
    pub range: Range<usize>,
    /// What it is called: "1st meeting", "2nd plenary meeting".
    pub name: &'t str,
    /// Its number, and the word between that and "meeting", if there is one.
    pub number: (u32, &'t str),
    /// Whose meeting it is, where the text says so.
    pub body: Option<&'t str>,
    /// The section that the text is in.
    pub section: Option<NodeRef>,
    /// The day as it is written.
    pub written: &'t str,
    /// Its month, the first and the last day, and the year.
    pub days: (u8, [u8; 2], Option<u16>),
}

impl DatedMeeting<'_> {
    /// Whether both may be on one day.
    pub(crate) fn is_with(&self, other: &Self) -> bool {
        let ((month, [first, last], _), (other_month, [other_first, other_last], _)) =
            (self.days, other.days);
        month == other_month && first <= other_last && other_first <= last
    }

    /// Whether both are so near that they are of one session: within a month, and of one year.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        const MONTH: u32 = 31;
        let ((month, [day, _], year), (other_month, [other_day, _], other_year)) =
            (self.days, other.days);
        let place = |month: u8, day: u8| u32::from(month) * MONTH + u32::from(day);
        year.zip(other_year)
            .is_none_or(|(year, other)| year == other)
            && place(month, day).abs_diff(place(other_month, other_day)) <= MONTH
    }
}

/// Every meeting with its day, in reading order.
pub(crate) fn dated_meetings<'t>(prose: &Prose<'_, 't>) -> Vec<DatedMeeting<'t>> {
    let words = prose.language().words();
    let Some(words) = words.and_then(|words| words.meetings.as_ref()) else {
        return Vec::new();
    };
    let found = prose
        .dates()
        .filter_map(|found| dated_meeting(found, words));
    let mut meetings: Vec<DatedMeeting<'t>> = found.collect();
    if meetings.len() < 2 {
        return meetings;
    }
    let sections = prose
        .passages()
        .iter()
        .filter_map(|passage| match passage.setting {
            Setting::Paragraph { section, .. } | Setting::Point { section } => {
                Some((passage.text.at, section))
            }
            _ => None,
        });
    let sections: FxHashMap<NodeRef, NodeRef> = sections.collect();
    for meeting in &mut meetings {
        meeting.section = sections.get(&meeting.text.at).copied();
    }
    meetings
}

fn dated_meeting<'t>(found: &Found<'t, StatedDate>, words: &Meetings) -> Option<DatedMeeting<'t>> {
    const WINDOW: usize = 120;
    let (text, date) = (found.text.value, &found.item);
    let ((_, first), (_, last)) = (date.days.first()?, date.days.last()?);
    let start = text.floor_char_boundary(date.range.start.saturating_sub(WINDOW));
    let before = text.get(start..date.range.start)?.trim_end();
    let before = words.on.iter().find_map(|on| {
        let before = before.strip_suffix(on)?;
        before
            .ends_with(char::is_whitespace)
            .then(|| before.trim_end())
    })?;
    let before = before.strip_suffix(',').unwrap_or(before);
    let (before, owner) = match before.strip_suffix(words.meeting) {
        Some(before) => (before, None),
        None => meeting_of(before, words)?,
    };
    let name_end = start + before.len() + words.meeting.len();
    let (before, number, kind) = number_before(before.trim_end(), words)?;
    let mut last_words = before.split_whitespace().rev();
    let article = last_words.next().unwrap_or_default();
    let is_part = |word: &str| {
        words
            .parts
            .iter()
            .any(|part| part.eq_ignore_ascii_case(word))
    };
    // "its resumed 2nd meeting", "the first part of its 3rd meeting"
    if is_part(article) || last_words.take(2).any(is_part) {
        return None;
    }
    let is_its = article.eq_ignore_ascii_case(words.its);
    if !is_its && !article.eq_ignore_ascii_case(words.the) {
        return None;
    }
    let own = || body_after(&text[date.range.end..], words);
    let body = owner.or_else(|| own().filter(|_| is_its));
    let number_start = start + before.len();
    let number_start =
        number_start + (text[number_start..].len() - text[number_start..].trim_start().len());
    Some(DatedMeeting {
        text: found.text,
        range: number_start..date.range.end,
        name: text.get(number_start..name_end)?,
        number: (number, kind),
        body,
        section: None,
        written: text.get(date.range.clone())?,
        days: (date.month, [*first, *last], date.year),
    })
}

/// "meeting of the SBI" at the end: what is before it, and whose meeting it is.
fn meeting_of<'t>(before: &'t str, words: &Meetings) -> Option<(&'t str, Option<&'t str>)> {
    let at = before.rfind(words.meeting)?;
    let owner = before[at + words.meeting.len()..].trim_start();
    let owner = owner.strip_prefix(words.of)?.trim_start();
    let owner = owner.strip_prefix(words.the).unwrap_or(owner).trim();
    let is_name = owner.starts_with(char::is_uppercase) && !owner.contains([',', ';', '.', '(']);
    is_name.then_some((&before[..at], Some(owner)))
}

/// "1st", "second", perhaps with a word behind it, at the end: what is before it, the number, and that word.
fn number_before<'t>(before: &'t str, words: &Meetings) -> Option<(&'t str, u32, &'t str)> {
    let (rest, word) = last_word(before);
    if let Some(number) = ordinal(word, words) {
        return Some((rest, number, ""));
    }
    let is_kind = words.kinds.contains(&word);
    let (rest, before_kind) = last_word(rest);
    let number = ordinal(before_kind, words).filter(|_| is_kind)?;
    Some((rest, number, word))
}

fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end();
    let start = text.rfind(char::is_whitespace).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    (text[..start].trim_end(), &text[start..])
}

fn ordinal(word: &str, words: &Meetings) -> Option<u32> {
    let figures = word.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    if !figures.is_empty() {
        let is_ordinal = words.ordinal_endings.contains(&&word[figures.len()..]);
        return figures.parse().ok().filter(|_| is_ordinal);
    }
    let mut names = (1..).zip(words.ordinals);
    names
        .find(|(_, name)| name.eq_ignore_ascii_case(word))
        .map(|(number, _)| number)
}

/// The body that the sentence goes on with behind the date: "SBI" of ", the SBI agreed".
fn body_after<'t>(after: &'t str, words: &Meetings) -> Option<&'t str> {
    let rest = after.strip_prefix(',')?.trim_start();
    let rest = rest.strip_prefix(words.the)?.strip_prefix(' ')?;
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let is_name = word.starts_with(char::is_uppercase);
        if !is_name && end > 0 {
            break;
        }
        end += word.len();
        if !is_name {
            break;
        }
    }
    Some(rest[..end].trim_end_matches([' ', ',', '.']))
}
