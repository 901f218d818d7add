//! The table of contents.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::{Draft, Entries, list, text};
use super::label::{Levels, Numbered, is_bullet};
use super::section::Section;
use super::tree::{Nested, nested};
use super::unit::{Unit, go_on};
use super::words::{are_columns, is_contents, title_after_annex_word};
use crate::report::numeral::whole_number;
use crate::report::outline::{is_annex_word, names_annex};
use crate::report::title::comparable;
use crate::text::block::Kind;
use crate::text::block::markdown::INDENT;
use crate::text::mapped::Mapped;
use crate::text::syntax::printed::Value;

/// What may lead from a title to its page.
const LEADERS: [char; 6] = ['.', '…', '·', '_', '‥', '․'];

/// How many leaders there are before a page at least.
const FEWEST_LEADERS: usize = 3;

/// The highest page.
const LAST_PAGE: u32 = 9999;

/// The longest page that is no number, in bytes.
const LONGEST_PAGE: usize = 10;

/// The contents, and where they end.
#[derive(Debug, Default)]
pub(super) struct Contents {
    entries: Vec<(usize, Entry)>,
    /// The titles, as titles are compared, each with the depth of the first entry that has it and a number.
    titles: FxHashMap<String, Option<usize>>,
}

/// A line of the contents.
#[derive(Debug, Default)]
struct Entry {
    label: Option<Mapped>,
    title: Mapped,
    stars: usize,
    page: Option<Mapped>,
    paragraphs: Option<Mapped>,
    entries: Vec<Entry>,
    /// How deep it is in nested lists, if the source has such.
    nesting: Option<usize>,
    /// Whether its number may be nothing but the place in a list.
    is_counted: bool,
}

impl Nested for Entry {
    fn adopt(&mut self, other: Self) {
        self.entries.push(other);
    }
}

impl Contents {
    /// Whether the contents have this title.
    pub(super) fn has(&self, title: &str) -> bool {
        self.titles.contains_key(&comparable(title))
    }

    /// How deep the contents have the heading with this title, if it has a number there.
    pub(super) fn depth_of(&self, title: &str) -> Option<usize> {
        self.titles.get(&comparable(title)).copied().flatten()
    }

    /// Reads the contents whose first line is at `first`, and says which unit is the first after them.
    pub(super) fn read(
        units: &[Unit],
        first: usize,
        heading: Option<&Unit>,
        draft: &mut Draft,
    ) -> (Self, usize) {
        if let Some(heading) = heading {
            draft.drop(&heading.text);
        }
        let later = &units[first..];
        let mut reader = Reader {
            contents: Self::default(),
            levels: Levels::default(),
            below_annexes: false,
            depth: heading.and_then(Unit::heading),
            is_counted: false,
            has_pages: later
                .iter()
                .take(4)
                .any(|it| page_at_end(it.text.text()).is_some()),
            repeated: repeated(later),
            draft,
        };
        let mut at = first;
        while let Some(unit) = units.get(at) {
            let taken = reader.take(unit, units.get(at + 1));
            if taken == 0 {
                break;
            }
            at += taken;
        }
        (reader.contents, at)
    }

    /// Decides about each entry what the headings with its title show: how deep it is if it has no number, and whether a
    /// number before it is one of the heading.
    pub(super) fn compare<'s>(
        &mut self,
        headings: impl Iterator<Item = &'s (usize, Section)>,
        draft: &mut Draft,
    ) {
        let mut known: FxHashMap<String, Option<(usize, bool)>> = FxHashMap::default();
        for (depth, section) in headings {
            let Some(title) = &section.title else {
                continue;
            };
            let found = Some((*depth, section.label.is_some()));
            let known = known.entry(comparable(title.text()));
            // of several with one title none is known
            known.and_modify(|it| *it = None).or_insert(found);
        }
        let is_nested = |(_, entry): &(usize, Entry)| entry.nesting.is_some_and(|it| it > 0);
        let are_nested = self.entries.iter().any(is_nested);
        let mut below_annexes = false;
        for (depth, entry) in &mut self.entries {
            // what comes below a line "Annexes" is in its place
            below_annexes |= is_annex_word(entry.title.text());
            let heading = known
                .get(&comparable(entry.title.text()))
                .copied()
                .flatten();
            if entry.is_counted && heading.is_some_and(|(_, has_label)| !has_label) {
                draft.drop(&entry.label.take().unwrap_or_default());
            }
            match (entry.nesting.filter(|_| are_nested), heading) {
                (Some(nesting), _) => *depth = nesting,
                (None, Some((place, _))) if entry.label.is_none() && !below_annexes => {
                    *depth = place;
                }
                _ => {}
            }
        }
    }

    /// The contents as a value.
    pub(super) fn value(self, draft: &mut Draft) -> Option<(&'static str, Value)> {
        let entries = nested(self.entries).into_iter();
        list(
            "contents",
            entries.map(|entry| entry.value(draft)).collect(),
        )
    }
}

impl Entry {
    fn value(self, draft: &mut Draft) -> Value {
        let note = draft.note_for(self.stars);
        let mut entries: Entries = Vec::new();
        entries.extend(self.label.and_then(|label| text("label", label)));
        entries.extend(text("title", self.title));
        entries.extend(self.page.and_then(|page| whole("page", &page)));
        entries.extend(self.paragraphs.and_then(|it| text("paragraphs", it)));
        entries.extend(note.and_then(|note| text("note", note)));
        let below = self.entries.into_iter().map(|entry| entry.value(draft));
        entries.extend(list("entries", below.collect()));
        Value::Map(entries)
    }
}

/// A whole number as a value.
pub(super) fn whole(key: &'static str, digits: &Mapped) -> Option<(&'static str, Value)> {
    let value = whole_number(digits.text())?;
    Some((key, Value::Whole(value.into(), digits.span())))
}

struct Reader<'d> {
    contents: Contents,
    levels: Levels,
    below_annexes: bool,
    /// How deep the heading of the contents is, if the source says so.
    depth: Option<u8>,
    /// Whether the number of the unit is the place in a list.
    is_counted: bool,
    has_pages: bool,
    /// The titles that are printed twice at least: in the contents and in the body.
    repeated: FxHashSet<String>,
    draft: &'d mut Draft,
}

impl Reader<'_> {
    /// Takes units in, and says how many; none where the contents end.
    fn take(&mut self, unit: &Unit, next: Option<&Unit>) -> usize {
        if let Some(depth) = unit.heading() {
            let is_entry = self.is_heading_of_list(unit, depth);
            if is_entry {
                self.add(unit, Line::without_page(&unit.text));
            }
            return usize::from(is_entry);
        }
        let unit = &self.without_bullet(unit);
        let written = unit.text.text();
        if are_columns(written) || is_contents(written) {
            self.draft.drop(&unit.text);
            return 1;
        }
        if let Some(line) = Line::of(&unit.text) {
            self.add(unit, line);
            return 1;
        }
        if self.draft.take_note(&unit.text) {
            return 1;
        }
        if is_annex_word(written) {
            self.levels = Levels::default();
            self.add(unit, Line::without_page(&unit.text));
            self.below_annexes = true;
            return 1;
        }
        if unit.kind == Kind::Item {
            self.add(unit, Line::without_page(&unit.text));
            return 1;
        }
        if unit.kind == Kind::Entry {
            self.add(unit, Line::without_number(&unit.text));
            return 1;
        }
        if self.is_body(unit) {
            return 0;
        }
        let below = next.filter(|_| self.has_pages).and_then(|next| {
            let line = Line::of(&next.text)?;
            (!next.gap && next.numbered.is_none()).then_some(line)
        });
        if let Some(line) = below {
            let mut title = unit.text.clone();
            go_on(&mut title, &line.title);
            let both = Unit {
                numbered: Numbered::of(&title),
                text: title.clone(),
                ..unit.clone()
            };
            self.add(&both, Line { title, ..line });
            return 2;
        }
        if self.repeated.contains(&comparable(unit.rest().text())) {
            self.add(unit, Line::without_page(&unit.text));
            return 1;
        }
        0
    }

    /// Whether a heading below that of the contents is an entry: its title comes again, as the heading of the text.
    fn is_heading_of_list(&self, unit: &Unit, depth: u8) -> bool {
        let title = comparable(unit.rest().text());
        let is_below = self.depth.is_some_and(|own| own < depth);
        let is_new = !self.contents.titles.contains_key(&title);
        is_below && is_new && self.repeated.contains(&title)
    }

    /// An item of a list without what the list puts before it; that it is a number is noted.
    fn without_bullet(&mut self, unit: &Unit) -> Unit {
        let mut unit = unit.clone();
        if unit.kind != Kind::Item {
            return unit;
        }
        let written = unit.text.text();
        if is_bullet(written) {
            let sign = written.chars().next().map_or(0, char::len_utf8);
            self.draft.drop(&unit.text.slice(0..sign));
            unit.text = unit.text.slice(sign..written.len()).trimmed();
            unit.numbered = Numbered::of(&unit.text);
        } else if let Some(numbered) = unit.numbered.take() {
            let own = Numbered::of(&numbered.rest);
            self.is_counted = own.is_none();
            if own.is_some() {
                self.draft.drop(&numbered.printed);
                unit.text = numbered.rest;
                unit.numbered = own;
            } else {
                unit.numbered = Some(numbered);
            }
        }
        unit
    }

    /// Whether the body begins here: with a title that the contents have.
    fn is_body(&self, unit: &Unit) -> bool {
        let title = unit.rest().text().trim_end_matches('*');
        self.contents.titles.contains_key(&comparable(title))
    }

    fn add(&mut self, unit: &Unit, line: Line) {
        let annex = usize::from(self.below_annexes);
        let annex_label = annex_label(&unit.text);
        let numbered = annex_label.as_ref().or(unit.numbered.as_ref());
        let depth = match numbered {
            Some(_) if annex_label.is_some() => 0,
            Some(numbered) => annex + self.levels.take(numbered),
            None if is_annex_word(unit.text.text()) => 0,
            None if title_after_annex_word(unit.text.text()).is_some() => 0,
            None => annex + self.levels.depth(),
        };
        let length = line.title.text().len();
        let (label, from) = if let Some(numbered) = numbered {
            self.draft.drop(&numbered.printed);
            let from = unit.text.text().len() - numbered.rest.text().len();
            (Some(numbered.label.clone()), from.min(length))
        } else {
            let from = title_after_annex_word(line.title.text()).unwrap_or(0);
            self.draft.drop(&line.title.slice(0..from));
            (None, from)
        };
        let title = line.title.slice(from..length).trimmed();
        let (title, stars) = self.draft.without_stars(&title);
        self.draft
            .furniture
            .extend(line.leaders.pieces().iter().map(|it| it.source));
        let known = self.contents.titles.entry(comparable(title.text()));
        let known = known.or_default();
        *known = known.or(label.is_some().then_some(depth));
        let entry = Entry {
            label,
            title,
            stars,
            page: line.page,
            paragraphs: line.paragraphs,
            entries: Vec::new(),
            nesting: (unit.kind == Kind::Item).then(|| unit.indent / INDENT - 1),
            is_counted: self.is_counted && annex_label.is_none(),
        };
        self.is_counted = false;
        self.contents.entries.push((depth, entry));
    }
}

/// The label of a line about an annex: "Annex II", "Appendix A.".
fn annex_label(text: &Mapped) -> Option<Numbered> {
    let written = text.text();
    if !names_annex(written) {
        return None;
    }
    let (word, rest) = written.split_once(char::is_whitespace)?;
    let start = word.len() + 1;
    let number = Numbered::of(&text.slice(start..written.len()))?;
    let printed = text.slice(0..written.len() - number.rest.text().len());
    let end = start + rest.find(number.label.text())? + number.label.text().len();
    Some(Numbered {
        printed: printed.trimmed(),
        label: text.slice(0..end),
        ..number
    })
}

/// The parts of a line of the contents.
struct Line {
    title: Mapped,
    paragraphs: Option<Mapped>,
    page: Option<Mapped>,
    leaders: Mapped,
}

impl Line {
    fn without_page(text: &Mapped) -> Self {
        Self {
            title: text.clone(),
            paragraphs: None,
            page: None,
            leaders: Mapped::default(),
        }
    }

    /// A line whose page, if it has one, is not a number: "iii".
    fn without_number(text: &Mapped) -> Self {
        let written = text.text();
        let page = written.rfind('\t').map(|at| at..written.len());
        let is_page = |page: &Range<usize>| {
            let mut letters = written[page.clone()].trim().chars();
            written[page.clone()].len() < LONGEST_PAGE
                && letters.all(|it| "ivxlcIVXLC".contains(it))
        };
        let page = page.filter(is_page).unwrap_or(written.len()..written.len());
        Self {
            leaders: text.slice(page.clone()),
            ..Self::without_page(&text.slice(0..page.start))
        }
    }

    /// A line that ends with its page.
    fn of(text: &Mapped) -> Option<Self> {
        let written = text.text();
        let page = page_at_end(written)?;
        let before = without_leaders(&written[..page.start]);
        let range = range_at_end(before);
        let title_end = range.as_ref().map_or(before.len(), |range| {
            without_leaders(&before[..range.start]).len()
        });
        let range_end = range.as_ref().map_or(title_end, |range| range.end);
        let mut leaders = Mapped::default();
        if let Some(range) = &range {
            leaders.append(&text.slice(title_end..range.start));
        }
        leaders.append(&text.slice(range_end..page.start));
        Some(Self {
            title: text.slice(0..title_end).trimmed(),
            paragraphs: range.map(|range| text.slice(range)),
            page: Some(text.slice(page)),
            leaders,
        })
    }
}

/// The page that a line of the contents ends with, after leaders, a tab or several blanks.
pub(super) fn page_at_end(line: &str) -> Option<Range<usize>> {
    let before = line.trim_end_matches(|it: char| it.is_ascii_digit());
    let page = before.len()..line.len();
    let number = whole_number(&line[page.clone()])?;
    let title = without_leaders(before);
    (is_led(before) && !title.is_empty() && number <= LAST_PAGE).then_some(page)
}

/// Whether a text ends with leaders, with a tab or with several blanks.
fn is_led(text: &str) -> bool {
    let leaders = &text[without_leaders(text).len()..];
    let count = |is: fn(char) -> bool| leaders.chars().filter(|it| is(*it)).count();
    leaders.contains('\t')
        || count(|it| LEADERS.contains(&it)) >= FEWEST_LEADERS
        || count(char::is_whitespace) > 1
}

/// A line without the leaders at its end.
fn without_leaders(line: &str) -> &str {
    line.trim_end_matches(|it: char| it.is_whitespace() || LEADERS.contains(&it))
}

/// The range of paragraphs at the end of a line, apart from what is before it: "3–11".
fn range_at_end(line: &str) -> Option<Range<usize>> {
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '-' | '–' | '—');
    let before = line.trim_end_matches(is_part);
    let range = before.len()..line.len();
    let has_digits = line[range.clone()].starts_with(|it: char| it.is_ascii_digit());
    (is_led(before) && has_digits).then_some(range)
}

/// The titles that are printed more than once.
fn repeated(units: &[Unit]) -> FxHashSet<String> {
    let mut seen = FxHashSet::default();
    let mut repeated = FxHashSet::default();
    for unit in units {
        let text = unit.rest().text();
        if text.len() > super::body::LONGEST_TITLE {
            continue;
        }
        let title = comparable(text);
        if !seen.insert(title.clone()) {
            repeated.insert(title);
        }
    }
    repeated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_its_page() {
        let line = |text: &str| {
            let line = Line::of(&Mapped::verbatim(text, 0..text.len()))?;
            let range = line.paragraphs.map(|it| it.text().to_owned());
            Some((
                line.title.text().to_owned(),
                range,
                line.page?.text().to_owned(),
            ))
        };
        let owned = |title: &str, range: Option<&str>, page: &str| {
            Some((title.to_owned(), range.map(str::to_owned), page.to_owned()))
        };
        assert_eq!(line("I.\tOpening.....4"), owned("I.\tOpening", None, "4"));
        assert_eq!(
            line("Rivers and seas\t17"),
            owned("Rivers and seas", None, "17")
        );
        assert_eq!(
            line("Rivers . . . . . 3–11   17"),
            owned("Rivers", Some("3–11"), "17")
        );
        assert_eq!(line("Opening of 2008"), None);
        assert_eq!(line("It ended in 2008.3"), None);
    }
}
