//! What the front page prints.

use super::draft::{Draft, Entries, UNREAD, list, text};
use super::unit::{Unit, go_on};
use super::words::begins_report;
use crate::report::calendar::Date;
use crate::report::prose::date::{StatedDate, dates};
use crate::text::mapped::Mapped;
use crate::text::syntax::printed::Value;

/// The longest line of a front page that says what it is by its form.
const LONGEST: usize = 160;

/// What announces to whom a document is distributed.
const DISTRIBUTION: [&str; 4] = ["Distr.:", "Distribution:", "Distr. :", "DISTR.:"];

/// The heading of the whole report: the first one, if no other is as high, or if it says that it is one.
pub(super) fn title_heading(units: &[Unit]) -> Option<usize> {
    let headings = units.iter().enumerate();
    let mut headings = headings.filter_map(|(at, unit)| Some((at, unit.heading()?)));
    let (first, depth) = headings.next()?;
    let is_highest = headings.all(|(_, other)| other > depth);
    (is_highest || begins_report(units[first].text.text())).then_some(first)
}

/// The document and the event.
#[derive(Debug, Default)]
pub(super) struct Masthead {
    title: Option<(Mapped, usize)>,
    symbol: Option<Mapped>,
    body: Option<Mapped>,
    session: Option<Mapped>,
    agenda_item: Option<Mapped>,
    distribution: Option<Mapped>,
    date: Option<Mapped>,
    others: Vec<Mapped>,
    location: Option<Mapped>,
    days: Option<(Mapped, Mapped)>,
}

impl Masthead {
    /// Reads the units of the front page.
    pub(super) fn read(units: &[Unit], draft: &mut Draft) -> Self {
        let mut masthead = Self::default();
        let named = units
            .iter()
            .position(|unit| begins_report(unit.text.text()));
        let named = title_heading(units).or(named);
        let title = named.or_else(|| likely_title(units));
        if let Some(index) = title.filter(|_| named.is_none()) {
            draft.doubt(&units[index].text, "this may be the title of the report");
        }
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            at += 1;
            if Some(at - 1) == title {
                let lines = units[at..]
                    .iter()
                    .take_while(|it| !it.gap && form(it.text.text()).is_none());
                let count = lines.clone().count();
                let mut whole = unit.text.clone();
                lines.for_each(|line| go_on(&mut whole, &line.text));
                masthead.title = Some(draft.without_stars(&whole));
                at += count;
            } else if !draft.take_note(&unit.text) {
                masthead.take(&unit.text, draft);
            }
        }
        masthead
    }

    /// Takes the first unit of the report for its title, where the front page has none.
    pub(super) fn find_title(&mut self, units: &[Unit], draft: &mut Draft) {
        if let Some(unit) = units.first().filter(|_| self.title.is_none()) {
            draft.doubt(&unit.text, "this may be the title of the report");
            self.title = Some(draft.without_stars(&unit.text));
        }
    }

    /// The title of the report.
    pub(super) fn title(&self) -> Option<Mapped> {
        self.title.as_ref().map(|(title, _)| title.clone())
    }

    fn take(&mut self, line: &Mapped, draft: &mut Draft) {
        let is_event = self.title.is_some();
        let slot = match form(line.text()) {
            Some(Form::Symbol) => &mut self.symbol,
            Some(Form::Date(date)) => {
                let date = Mapped::standing_for(&date.iso(), line.span());
                return keep(&mut self.date, date, line, &mut self.others);
            }
            Some(Form::Distribution(length)) => {
                draft.drop(&line.slice(0..length));
                let rest = line.slice(length..line.text().len()).trimmed();
                return keep(
                    &mut self.distribution,
                    rest.clone(),
                    &rest,
                    &mut self.others,
                );
            }
            Some(Form::AgendaItem) => &mut self.agenda_item,
            Some(Form::Session) => {
                if self.body.is_none() && self.title.is_none() {
                    self.body = self.others.pop();
                }
                &mut self.session
            }
            Some(Form::Days(days)) if is_event && self.days.is_none() => {
                self.take_event(line, &days, draft);
                return;
            }
            Some(Form::Days(_)) | None => {
                self.others.push(line.clone());
                return;
            }
        };
        keep(slot, line.clone(), line, &mut self.others);
    }

    fn take_event(&mut self, line: &Mapped, dates: &StatedDate, draft: &mut Draft) {
        let day = |index: usize| {
            let (range, day) = dates.days.get(index)?;
            let date = Date::new(dates.year?, dates.month, *day)?;
            Some((range.clone(), date))
        };
        let (Some((_, start)), Some((last, end))) = (day(0), day(dates.days.len() - 1)) else {
            self.others.push(line.clone());
            return;
        };
        let place = line.slice(0..dates.range.start);
        let end_of_place = place.text().trim_end_matches([',', ' ']).len();
        self.location = Some(place.slice(0..end_of_place)).filter(|it| !it.is_empty());
        draft.drop(&place.slice(end_of_place..place.text().len()));
        let until_last = line.slice(dates.range.start..last.start);
        let from_last = line.slice(last.start..dates.range.end);
        let from = if until_last.is_empty() {
            &from_last
        } else {
            &until_last
        };
        self.days = Some((
            Mapped::standing_for(&start.iso(), from.span()),
            Mapped::standing_for(&end.iso(), from_last.span()),
        ));
    }

    /// The document and the event as values.
    pub(super) fn entries(self, draft: &mut Draft) -> Entries {
        let mut document: Entries = Vec::new();
        let mut put = |key, value: Option<Mapped>| {
            document.extend(value.and_then(|value| text(key, value)));
        };
        let stars = self.title.as_ref().map_or(0, |(_, stars)| *stars);
        put("title", self.title.map(|(title, _)| title));
        put("symbol", self.symbol);
        put("body", self.body);
        put("session", self.session);
        put("agenda_item", self.agenda_item);
        put("distribution", self.distribution);
        put("note", draft.note_for(stars));
        put("date", self.date);
        for line in &self.others {
            draft.leave_unread(line.text());
        }
        let others = self.others.into_iter().map(Value::Text).collect();
        document.extend(list(UNREAD, others));
        let mut event: Entries = Vec::new();
        event.extend(self.location.and_then(|it| text("location", it)));
        if let Some((start, end)) = self.days {
            event.extend(text("start", start));
            event.extend(text("end", end));
        }
        let parts = [("document", document), ("event", event)].into_iter();
        let parts = parts.filter(|(_, entries)| !entries.is_empty());
        parts
            .map(|(key, entries)| (key, Value::Map(entries)))
            .collect()
    }
}

/// Keeps what is the first of its form; what comes later is another line.
fn keep(slot: &mut Option<Mapped>, value: Mapped, line: &Mapped, others: &mut Vec<Mapped>) {
    if slot.is_none() {
        *slot = Some(value);
    } else {
        others.push(line.clone());
    }
}

/// What a line is by its form.
enum Form {
    Symbol,
    Date(Date),
    /// The bytes of the word that announces it.
    Distribution(usize),
    AgendaItem,
    Session,
    /// Days of an event, and where it is held.
    Days(StatedDate),
}

fn form(line: &str) -> Option<Form> {
    if line.len() > LONGEST {
        return None;
    }
    let is_of_symbol =
        |it: char| it.is_ascii_uppercase() || it.is_ascii_digit() || "/.-_()".contains(it);
    if line.contains('/')
        && line.starts_with(|it: char| it.is_ascii_uppercase())
        && line.chars().all(is_of_symbol)
    {
        return Some(Form::Symbol);
    }
    if let Some(word) = DISTRIBUTION.iter().find(|word| line.starts_with(**word)) {
        return Some(Form::Distribution(word.len()));
    }
    let lower = line.to_lowercase();
    if lower.starts_with("item ") || lower.starts_with("agenda item ") {
        return Some(Form::AgendaItem);
    }
    if lower.ends_with(" session") || lower.starts_with("session ") {
        return Some(Form::Session);
    }
    let mut found = dates(line).into_iter();
    let stated = found.next().filter(|it| it.year.is_some())?;
    if found.next().is_some() || stated.range.end < line.len() {
        return None;
    }
    match stated.first_day() {
        Some(date) if stated.range.start == 0 && stated.days.len() == 1 => Some(Form::Date(date)),
        _ => Some(Form::Days(stated)),
    }
}

/// The unit that is the title where none begins as titles of reports do.
fn likely_title(units: &[Unit]) -> Option<usize> {
    units.iter().position(|unit| {
        let text = unit.text.text();
        form(text).is_none() && super::body::may_be_title(text)
    })
}
