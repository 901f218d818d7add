//! The agenda: days, and below them rows with times.

use std::ops::Range;

use super::draft::{Draft, Entries, list, text};
use super::unit::Unit;
use super::words::{Column, agenda_column, kind_of};
use crate::report::calendar::weekday_named;
use crate::report::numeral::Label;
use crate::report::prose::date::dates;
use crate::text::mapped::Mapped;
use crate::text::syntax::printed::Value;

/// How soon a row must come after a day.
const NEAR: usize = 3;

/// What may be between two times.
const DASHES: [&str; 6] = ["-", "–", "—", "to", "à", "bis"];

/// How many digits a code has.
const CODE: usize = 3;

/// When an item starts and ends, as printed and in minutes.
type Times = [(Mapped, u32); 2];

/// The same, by the bytes of the row.
type Read = [(Range<usize>, u32); 2];

/// The days of an agenda.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    days: Vec<Day>,
    columns: Vec<Column>,
}

#[derive(Debug)]
struct Day {
    date: Mapped,
    weekday: Option<Mapped>,
    label: Option<Mapped>,
    title: Option<Mapped>,
    items: Vec<Item>,
}

#[derive(Debug, Default)]
struct Item {
    times: Option<Times>,
    code: Option<Mapped>,
    label: Option<Mapped>,
    title: Option<Mapped>,
    room: Option<Mapped>,
    items: Vec<Item>,
}

impl Agenda {
    /// Whether a day begins at the first of these units: two witnesses are a date with its weekday, and a row with times
    /// soon after it.
    pub(super) fn begins(units: &[Unit]) -> bool {
        let Some((first, later)) = units.split_first() else {
            return false;
        };
        let near = later.iter().take(NEAR);
        let mut near = near.take_while(|unit| day_line(unit.text.text()).is_none());
        day_line(first.text.text()).is_some() && near.any(|unit| times(unit.text.text()).is_some())
    }

    /// Whether a unit is a row with times, or begins a day.
    pub(super) fn has_row(unit: &Unit) -> bool {
        let text = unit.text.text();
        times(text).is_some() || day_line(text).is_some()
    }

    /// Takes a unit in, if it is a part of an agenda.
    pub(super) fn take(&mut self, unit: &Unit, draft: &mut Draft) -> bool {
        let written = unit.text.text();
        if let Some(line) = day_line(written) {
            self.days.push(Day::of(&unit.text, line, draft));
            return true;
        }
        let Some(day) = self.days.last_mut() else {
            return false;
        };
        let columns: Option<Vec<Column>> = written.split('\t').map(agenda_column).collect();
        if let Some(columns) = columns {
            self.columns = columns;
            draft.drop(&unit.text);
            return true;
        }
        let Some((times, rest)) = times(written) else {
            return false;
        };
        let item = Item::of(&unit.text, times, rest, &self.columns, draft);
        day.add(item);
        true
    }

    /// The agenda as a value.
    pub(super) fn value(self) -> Option<(&'static str, Value)> {
        let days = list("days", self.days.into_iter().map(Day::value).collect())?;
        Some(("agenda", Value::Map(vec![days])))
    }
}

/// The parts of the line that begins a day.
struct DayLine {
    weekday: Option<Range<usize>>,
    /// The byte after the date.
    end: usize,
    written: String,
    rest: usize,
}

/// A line that has a whole date, and perhaps a label after it.
fn day_line(line: &str) -> Option<DayLine> {
    let starts = line.starts_with(|it: char| it.is_ascii_digit())
        || weekday_named(line.split([',', ' ']).next()?).is_some();
    if !starts {
        return None;
    }
    let stated = dates(line).into_iter().next()?;
    let date = stated
        .first_day()
        .filter(|_| stated.days.len() == 1 && stated.range.start == 0)?;
    let rest = &line[stated.range.end..];
    let label = rest.trim_start_matches([':', ' ', '\t', '–', '-', '—', ',']);
    let is_apart = rest.is_empty() || rest.starts_with([':', '\t', ' ', '–', ',']);
    let is_short = label.chars().count() < 80
        && !label.ends_with('.')
        && !label.starts_with(char::is_lowercase);
    (is_apart && is_short).then(|| DayLine {
        weekday: stated.weekday.map(|(range, _)| range),
        end: stated.range.end,
        written: date.iso(),
        rest: line.len() - label.len(),
    })
}

impl Day {
    fn of(line: &Mapped, parts: DayLine, draft: &mut Draft) -> Self {
        let DayLine {
            weekday,
            end,
            written,
            rest,
        } = parts;
        let end_of_weekday = weekday.as_ref().map_or(0, |it| it.end);
        let date = line.text()[end_of_weekday..end].trim_start_matches([',', ' ', '\t']);
        let date = end - date.len()..end;
        draft.drop(&line.slice(end_of_weekday..date.start));
        draft.drop(&line.slice(end..rest));
        let at = line.slice(date);
        let label = line.slice(rest..line.text().len());
        let is_label = Label::parse(label.text()).is_some();
        let (label, title) = if is_label {
            (Some(label), None)
        } else {
            (None, Some(label))
        };
        Self {
            date: Mapped::standing_for(&written, at.span()),
            weekday: weekday.map(|range| line.slice(range)),
            label,
            title,
            items: Vec::new(),
        }
    }

    /// Adds a row. A part that has its own time within the row before it belongs to that.
    fn add(&mut self, item: Item) {
        let is_part = item.code.is_none() && item.label.is_some() && item.items.is_empty();
        let within = self.items.last_mut().filter(|last| {
            let inside =
                |(one, other): (&Times, &Times)| one[0].1 <= other[0].1 && other[1].1 <= one[1].1;
            is_part
                && last
                    .times
                    .as_ref()
                    .zip(item.times.as_ref())
                    .is_some_and(inside)
        });
        match within {
            Some(last) => last.items.push(item),
            None => self.items.push(item),
        }
    }

    fn value(self) -> Value {
        let mut day: Entries = Vec::new();
        day.extend(text("date", self.date));
        day.extend(self.weekday.and_then(|it| text("weekday", it)));
        day.extend(self.label.and_then(|it| text("label", it)));
        day.extend(self.title.and_then(|it| text("title", it)));
        day.extend(list(
            "items",
            self.items.into_iter().map(Item::value).collect(),
        ));
        Value::Map(day)
    }
}

impl Item {
    fn of(
        line: &Mapped,
        [start, end]: Read,
        rest: usize,
        columns: &[Column],
        draft: &mut Draft,
    ) -> Self {
        draft.drop(&line.slice(start.0.end..end.0.start));
        draft.drop(&line.slice(end.0.end..rest));
        let time = |(range, minutes): (Range<usize>, u32)| {
            let written = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            (
                Mapped::standing_for(&written, line.slice(range).span()),
                minutes,
            )
        };
        let cells = line.slice(rest..line.text().len());
        let room = columns.iter().skip(1).position(|it| *it == Column::Room);
        let (title, room) = match room {
            Some(column) => split_cells(&cells, column),
            None => (cells, None),
        };
        let mut item = Self::titled(&title, draft);
        item.times = Some([time(start), time(end)]);
        item.room = room;
        item
    }

    /// What a cell says: a title, with its code or label; or a group and the sessions in it, each with its code.
    fn titled(cell: &Mapped, draft: &mut Draft) -> Self {
        let written = cell.text();
        let codes = codes(written);
        let first = codes.first().map_or(written.len(), |it| it.start);
        let mut item = match codes.as_slice() {
            [code] if code.start == 0 => {
                return Self::coded(cell, code.clone(), written.len(), draft);
            }
            _ => Self::named(&cell.slice(0..first), draft),
        };
        let ends = codes
            .iter()
            .skip(1)
            .map(|it| it.start)
            .chain([written.len()]);
        let inner = codes.iter().zip(ends);
        item.items = inner
            .map(|(code, end)| Self::coded(cell, code.clone(), end, draft))
            .collect();
        item
    }

    /// A session with its code.
    fn coded(cell: &Mapped, code: Range<usize>, end: usize, draft: &mut Draft) -> Self {
        let rest = &cell.text()[code.end..end];
        let title = rest.trim_start_matches([':', '.', ' ', '\t', '–', '-']);
        let start = end - title.len();
        draft.drop(&cell.slice(code.end..start));
        Self {
            code: Some(cell.slice(code)),
            title: Some(cell.slice(start..end).trimmed()),
            ..Self::default()
        }
    }

    /// An item without a code: "Lunch", "Sessions I:", "Part II: Cities".
    fn named(text: &Mapped, draft: &mut Draft) -> Self {
        let text = text.trimmed();
        let written = text.text();
        let (before, after) = written.split_once(':').unwrap_or((written, ""));
        let numbered = Label::parse(before).filter(|it| !it.prefix.is_empty());
        if numbered.is_none() || (after.is_empty() && !written.ends_with(':')) {
            return Self {
                title: Some(text),
                ..Self::default()
            };
        }
        draft.drop(&text.slice(before.len()..written.len().min(before.len() + 1)));
        let title = text
            .slice(written.len() - after.len()..written.len())
            .trimmed();
        Self {
            label: Some(text.slice(0..before.len())),
            title: Some(title),
            ..Self::default()
        }
    }

    fn value(self) -> Value {
        let mut item: Entries = Vec::new();
        if let Some([(start, _), (end, _)]) = self.times {
            item.extend(text("start", start));
            item.extend(text("end", end));
        }
        item.extend(self.code.and_then(|it| text("code", it)));
        item.extend(self.label.and_then(|it| text("label", it)));
        let title = self.title.unwrap_or_default();
        let kind = kind_of(title.text()).map(|kind| Mapped::standing_for(kind, title.span()));
        item.extend(text("title", title));
        item.extend(kind.and_then(|it| text("kind", it)));
        item.extend(self.room.and_then(|it| text("room", it)));
        item.extend(list(
            "items",
            self.items.into_iter().map(Self::value).collect(),
        ));
        Value::Map(item)
    }
}

/// The cell of the room, counted from 0 after that of the times, and what is before it.
fn split_cells(cells: &Mapped, room: usize) -> (Mapped, Option<Mapped>) {
    let written = cells.text();
    let mut starts = vec![0];
    starts.extend(written.match_indices('\t').map(|(at, _)| at + 1));
    let Some(&start) = starts.get(room).filter(|start| **start > 0) else {
        return (cells.clone(), None);
    };
    let end = starts.get(room + 1).map_or(written.len(), |next| next - 1);
    let mut title = cells.slice(0..start - 1);
    title.append(&cells.slice(end..written.len()));
    let room = cells.slice(start..end).trimmed();
    (title.trimmed(), Some(room).filter(|it| !it.is_empty()))
}

/// The codes in a cell: three digits with a colon after them.
fn codes(cell: &str) -> Vec<Range<usize>> {
    let colons = cell.match_indices(':');
    let codes = colons.filter_map(|(colon, _)| {
        let start = colon.checked_sub(CODE)?;
        let code = cell.get(start..colon)?;
        let is_apart = cell[..start]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        (is_apart && code.bytes().all(|it| it.is_ascii_digit())).then_some(start..colon)
    });
    codes.collect()
}

/// The times that a row begins with, in minutes, and where what is after them begins.
fn times(row: &str) -> Option<(Read, usize)> {
    let (first, start) = time(row, 0)?;
    let after = row[first.end..].trim_start();
    let dash = DASHES.iter().find(|dash| after.starts_with(**dash))?;
    let after = after[dash.len()..].trim_start();
    let (second, end) = time(row, row.len() - after.len())?;
    let rest = row[second.end..].trim_start_matches([':', ' ', '\t', ',', '|']);
    // years look like times without a sign between hours and minutes
    let has_sign = !row[first.clone()].bytes().all(|it| it.is_ascii_digit());
    let after = &row[second.end..];
    let is_apart = rest.len() < after.len() && (has_sign || after.starts_with([':', '\t']));
    (is_apart && !rest.is_empty())
        .then(|| ([(first, start), (second, end)], row.len() - rest.len()))
}

/// A time at a place of a row, in minutes: "9:30", "09.30", "9h30", "0930", "9.30 a.m.".
fn time(row: &str, at: usize) -> Option<(Range<usize>, u32)> {
    let rest = row.get(at..)?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let count = digits(rest);
    let (hours, minutes, mut length) = match count {
        4 => (&rest[..2], &rest[2..4], 4),
        1 | 2 => {
            let after = rest[count..].strip_prefix([':', '.', 'h'])?;
            (digits(after) == 2).then_some(())?;
            (&rest[..count], &after[..2], count + 3)
        }
        _ => return None,
    };
    let mut hours: u32 = hours.parse().ok()?;
    let minutes: u32 = minutes.parse().ok()?;
    let half = rest[length..].trim_start().to_ascii_lowercase();
    for (word, is_afternoon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        if half.starts_with(word) {
            length = rest.len() - half.len() + word.len();
            hours = hours % 12 + if is_afternoon { 12 } else { 0 };
            break;
        }
    }
    (hours < 48 && minutes < 60).then_some((at..at + length, hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_forms_in_which_agendas_print_them() {
        let read = |row: &str| {
            times(row).map(|([(_, start), (_, end)], rest)| (start, end, row[rest..].to_owned()))
        };
        for row in [
            "09:30-12:30\tOpening",
            "9.30 a.m. – 12.30 p.m. Opening",
            "0930-1230: Opening",
            "9h30 à 12h30 Opening",
        ] {
            assert_eq!(read(row), Some((570, 750, "Opening".to_owned())), "{row}");
        }
        for row in [
            "1.2 Scope",
            "2008-2009 Opening",
            "09:30 Opening",
            "09:30-12:30",
        ] {
            assert_eq!(read(row), None, "{row}");
        }
    }

    #[test]
    fn a_day_has_a_date_and_may_have_a_label() {
        let label = |line: &str| day_line(line).map(|it| (it.written, line[it.rest..].to_owned()));
        assert_eq!(
            label("TUESDAY, 12 FEBRUARY 2008: SPECIAL EVENT"),
            Some(("2008-02-12".to_owned(), "SPECIAL EVENT".to_owned()))
        );
        assert_eq!(
            label("12 February 2008"),
            Some(("2008-02-12".to_owned(), String::new()))
        );
        assert_eq!(
            label("12 February 2008 was the day on which it began."),
            None
        );
        assert_eq!(label("On 12 February 2008"), None);
    }
}
