//! The forms in which dates are written. Each reads at a number, and back no further than `from`.

use std::ops::Range;

use super::{Written, words};
use crate::report::prose::cursor::Cursor;
use crate::report::prose::letter::{is_ascii_edge, is_letter, is_of_ascii_word};
use crate::report::prose::words::Dates;

/// Day, month, year, in English, French, Spanish, Russian and Arabic: "12 February 2008", "1er mars",
/// "12 de febrero de 2008", "12 февраля 2008 года", "12 شباط/فبراير 2008".
pub(super) fn day_first<'t>(text: &'t str, day: &Range<usize>, from: usize) -> Option<Written<'t>> {
    if day.len() > 2 || day.start < from {
        return None;
    }
    let mut cursor = Cursor::new(text, day.end);
    let has_ending = cursor.peek().is_some_and(char::is_alphabetic);
    if has_ending && !one_of(&mut cursor, |dates| dates.first_endings) {
        one_of(&mut cursor, |dates| dates.day_endings);
    }
    let last = cursor.attempt(last_day);
    let (month, year) = month_and_year(&mut cursor)?;
    let weekday = weekday_before_day(text, day.start, from);
    Some(Written {
        range: weekday.as_ref().unwrap_or(day).start..cursor.at,
        weekday,
        day: day.clone(),
        last,
        month,
        year,
        text,
    })
}

/// The first of these words of any language that follows.
fn one_of(
    cursor: &mut Cursor<'_>,
    which: impl Fn(&'static Dates) -> &'static [&'static str],
) -> bool {
    words(which).any(|word| cursor.literal(word))
}

/// The second day: "–15", " to 15th".
fn last_day(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let is_apart = cursor.spaces();
    if cursor.sign(|sign| matches!(sign, '-' | '–')) {
        cursor.spaces();
    } else if !(is_apart && one_of(cursor, |dates| dates.day_joints) && cursor.spaces()) {
        return None;
    }
    let last = cursor.figures(2)?;
    one_of(cursor, |dates| dates.day_endings);
    Some(last)
}

/// "  de febrero de 2008", after the days.
fn month_and_year(cursor: &mut Cursor<'_>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    cursor.spaces().then_some(())?;
    let of = |cursor: &mut Cursor<'_>| {
        let found = one_of(cursor, |dates| dates.of) && cursor.spaces();
        (found && cursor.peek().is_some_and(is_letter)).then_some(())
    };
    cursor.attempt(of);
    let month = month_name(cursor)?;
    cursor.literal(".");
    let year = cursor.attempt(|cursor| {
        cursor.literal(",");
        cursor.spaces().then_some(())?;
        cursor.attempt(|cursor| {
            (one_of(cursor, |dates| dates.of_year) && cursor.spaces()).then_some(())
        });
        year(cursor)
    });
    Some((month, year))
}

/// The name of a month; of two names of one month, as in "شباط/ فبراير", the second.
fn month_name(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let name = one_name(cursor)?;
    let other = cursor.attempt(|cursor| {
        let is_arabic = |sign: char| ('ء'..='ي').contains(&sign);
        let found = cursor.text()[name.clone()].ends_with(is_arabic) && cursor.literal("/");
        cursor.signs(|sign| sign == ' ');
        found.then(|| one_name(cursor)).flatten()
    });
    other.or(Some(name))
}

/// Letters; of the Arabic names in two words, "كانون الأول", both.
fn one_name(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let name = cursor.letters()?;
    let second = cursor.attempt(|cursor| {
        let first = &cursor.text()[name.clone()];
        let two_words = |part: usize| move |dates: &'static Dates| dates.two_words[part];
        let found = words(two_words(0)).any(|word| word == first)
            && cursor.sign(char::is_whitespace)
            && one_of(cursor, two_words(1));
        (found && !cursor.peek().is_some_and(is_letter)).then_some(cursor.at)
    });
    Some(name.start..second.unwrap_or(name.end))
}

/// Month, day, year, as in "February 12, 2008" and "Tuesday, February 12".
pub(super) fn month_first<'t>(
    text: &'t str,
    day: &Range<usize>,
    from: usize,
) -> Option<Written<'t>> {
    if day.len() > 2 || day.start < from {
        return None;
    }
    let month = month_before_day(text, day.start, from)?;
    let mut cursor = Cursor::new(text, day.end);
    cursor.attempt(|cursor| {
        let found = one_of(cursor, |dates| dates.day_endings);
        (found && ends_word(cursor)).then_some(())
    });
    let last = cursor.attempt(|cursor| {
        cursor.spaces();
        cursor
            .sign(|sign| matches!(sign, '-' | '–'))
            .then_some(())?;
        cursor.spaces();
        cursor.figures(2).filter(|_| ends_word(cursor))
    });
    if !ends_word(&cursor) {
        return None;
    }
    let year = cursor.attempt(|cursor| {
        cursor.literal(",");
        cursor.spaces().then_some(())?;
        year(cursor)
    });
    let weekday = weekday_before_month(text, month.start, from);
    Some(Written {
        range: weekday.as_ref().unwrap_or(&month).start..cursor.at,
        weekday,
        day: day.clone(),
        last,
        month,
        year,
        text,
    })
}

/// "2008-02-12".
pub(super) fn iso<'t>(text: &'t str, year: &Range<usize>, from: usize) -> Option<Written<'t>> {
    if year.len() != 4 || year.start < from || !text[year.start..].starts_with(['1', '2']) {
        return None;
    }
    let mut cursor = Cursor::new(text, year.end);
    let mut part = || {
        let found = cursor.literal("-");
        cursor.figures(2).filter(|part| found && part.len() == 2)
    };
    let (month, day) = (part()?, part()?);
    ends_word(&cursor).then(|| Written {
        range: year.start..day.end,
        weekday: None,
        day,
        last: None,
        month,
        year: Some(year.clone()),
        text,
    })
}

/// "2008年2月12日，星期二", "2008年2月12日至15日".
pub(super) fn chinese(text: &str, sign: usize, from: usize) -> Option<Written<'_>> {
    let month = figures_before(text, sign, from, 2)?;
    let year = text[from..month.start].ends_with('年').then(|| {
        let end = month.start - '年'.len_utf8();
        figures_before(text, end, from, 4)
    });
    let year = year
        .flatten()
        .filter(|year| year.len() == 4 && text[year.start..].starts_with(['1', '2']));
    let mut cursor = Cursor::new(text, sign + '月'.len_utf8());
    let day = cursor.figures(2)?;
    cursor.literal("日").then_some(())?;
    let last = cursor.attempt(|cursor| {
        cursor
            .sign(|sign| matches!(sign, '至' | '-'))
            .then_some(())?;
        let last = cursor.figures(2)?;
        cursor.literal("日").then_some(last)
    });
    cursor.sign(|sign| matches!(sign, '，' | '、'));
    cursor.sign(|sign| matches!(sign, '（' | '('));
    let weekday = cursor
        .attempt(|cursor| chinese_weekday(cursor, "星期", "一二三四五六日天"))
        .or_else(|| cursor.attempt(|cursor| chinese_weekday(cursor, "周", "一二三四五六日")));
    Some(Written {
        range: year.as_ref().unwrap_or(&month).start..cursor.at,
        weekday,
        day,
        last,
        month,
        year,
        text,
    })
}

fn chinese_weekday(cursor: &mut Cursor<'_>, week: &str, days: &str) -> Option<Range<usize>> {
    let start = cursor.at;
    let found = cursor.literal(week) && cursor.sign(|sign| days.contains(sign));
    found.then_some(start..cursor.at)
}

/// A year from 1000 to 2999, with which the word ends.
fn year(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let has_millennium = cursor.rest().starts_with(['1', '2']);
    let year = cursor.figures(4)?;
    (has_millennium && year.len() == 4 && ends_word(cursor)).then_some(year)
}

/// Whether no letters and figures of ASCII follow.
fn ends_word(cursor: &Cursor<'_>) -> bool {
    !cursor.rest().bytes().next().is_some_and(is_of_ascii_word)
}

/// As many figures as `most` that end at `end`.
fn figures_before(text: &str, end: usize, from: usize, most: usize) -> Option<Range<usize>> {
    let figures = text.as_bytes()[from..end].iter().rev();
    let count = figures
        .take(most)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (count > 0).then(|| end - count..end)
}

/// The letters before `end` that white space, and of `signs` one each, part from it.
fn word_before(text: &str, end: usize, from: usize, signs: &[&[char]]) -> Option<Range<usize>> {
    let before = text.get(from..end)?;
    let mut word = before.trim_end();
    if word.len() == before.len() {
        return None;
    }
    for signs in signs {
        word = word.strip_suffix(*signs).unwrap_or(word);
    }
    let rest = word.trim_end_matches(is_letter);
    (rest.len() < word.len()).then(|| from + rest.len()..from + word.len())
}

/// The word before a day, which may be its weekday: "Tuesday, 12", "mardi le 12".
fn weekday_before_day(text: &str, day: usize, from: usize) -> Option<Range<usize>> {
    let separators: [&[char]; 2] = [&[',', '،'], &['.']];
    let before = text.get(from..day)?;
    let article = words(|dates| dates.articles).find_map(|article| {
        let spaced = before.trim_end();
        let rest = spaced
            .strip_suffix(article)
            .filter(|_| spaced.len() < before.len())?;
        word_before(text, from + rest.len(), from, &separators)
    });
    article.or_else(|| word_before(text, day, from, &separators))
}

/// The capitalized word before a day, which may be its month.
fn month_before_day(text: &str, day: usize, from: usize) -> Option<Range<usize>> {
    let word = word_before(text, day, from, &[&['.']])?;
    let begins = |at: &usize| text.as_bytes()[*at].is_ascii_uppercase() && is_ascii_edge(text, *at);
    let start = word.clone().find(begins)?;
    text[start..word.end].chars().nth(1)?;
    Some(start..word.end)
}

/// The word before a month, which may be its weekday.
fn weekday_before_month(text: &str, month: usize, from: usize) -> Option<Range<usize>> {
    word_before(text, month, from, &[&[','], &['.']])
}
