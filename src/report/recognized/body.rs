//! The body of a report and its annexes: headings, paragraphs and their points.
//!
//! A heading needs two witnesses: the contents have its title, its number is the next of its level, and it looks like one and
//! is alone. One with a single witness is a doubt. Nothing is repaired: numbers come through as they are printed.

use super::agenda::Agenda;
use super::contents::Contents;
use super::depths::Depths;
use super::draft::Draft;
use super::label::{Fit, Levels, Numbered, is_bullet};
use super::section::{Paragraph, Point, Section};
use super::unit::{Unit, go_on};
use super::words::title_after_annex_word;
use crate::report::numeral::{Label, readings};
use crate::report::outline::{is_annex_word, names_annex};
use crate::text::block::Kind;
use crate::text::mapped::Mapped;

/// The longest title, in bytes.
pub(super) const LONGEST_TITLE: usize = 300;

/// The longest title that nothing else says is one, in bytes.
const LONGEST_LONE_TITLE: usize = 80;

/// How far a number may be ahead of the last one and still belong to a paragraph.
const FARTHEST: u32 = 10;

/// The highest number that the first numbered paragraph may have.
const HIGHEST_FIRST: u32 = 999;

/// What ends a paragraph.
const STOPS: [char; 13] = [
    '.', '!', '?', ':', ';', '”', '"', '»', ')', '。', '！', '？', '؟',
];

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Heading,
    Text,
}

/// A list whose items are numbered like paragraphs.
#[derive(Debug, Clone, Copy)]
struct QuotedList {
    next: u32,
    indent: usize,
    /// Whether an item ended with a full stop.
    has_stops: bool,
}

/// What the source itself says.
#[derive(Debug, Clone, Copy)]
struct Markup {
    /// Whether it says which units are headings.
    has_headings: bool,
    /// Whether these are of several depths.
    has_depths: bool,
    /// Whether it has lines as they are printed, and does not say what they belong to.
    are_lines: bool,
}

impl Markup {
    fn of(units: &[Unit], are_lines: bool) -> Self {
        let mut depths = units.iter().filter_map(Unit::heading);
        let first = depths.next();
        Self {
            has_headings: first.is_some(),
            has_depths: depths.any(|it| Some(it) != first),
            are_lines,
        }
    }
}

/// What is read of the body.
pub(super) struct Body<'u> {
    units: &'u [Unit],
    markup: Markup,
    depths: Depths,
    contents: &'u Contents,
    draft: &'u mut Draft,
    levels: Levels,
    last_number: Option<u32>,
    last: Last,
    list: Option<QuotedList>,
    /// Whether numbers before texts are those of paragraphs.
    has_numbers: bool,
    in_annexes: bool,
    in_agenda: bool,
    /// The sections, each with its depth.
    pub(super) sections: Vec<(usize, Section)>,
    /// The annexes and their sections, each with its depth.
    pub(super) annexes: Vec<(usize, Section)>,
    pub(super) agenda: Agenda,
}

/// A heading, as it was recognized.
struct Heading {
    /// How deep the source has it.
    depth: Option<u8>,
    numbered: Option<Numbered>,
    title: Mapped,
    is_doubtful: bool,
}

impl<'u> Body<'u> {
    /// Reads the units after the contents.
    pub(super) fn read(
        units: &'u [Unit],
        are_lines: bool,
        contents: &'u Contents,
        draft: &'u mut Draft,
    ) -> Self {
        let mut body = Self {
            units,
            markup: Markup::of(units, are_lines),
            depths: Depths::default(),
            contents,
            draft,
            levels: Levels::default(),
            last_number: None,
            last: Last::Nothing,
            list: None,
            has_numbers: has_numbered_paragraphs(units),
            in_annexes: false,
            in_agenda: false,
            sections: Vec::new(),
            annexes: Vec::new(),
            agenda: Agenda::default(),
        };
        let mut at = 0;
        while at < units.len() {
            at += body.take(at);
        }
        body
    }

    /// Takes units in, and says how many.
    fn take(&mut self, at: usize) -> usize {
        let unit = &self.units[at];
        if unit.kind == Kind::Quoted {
            self.in_agenda = false;
            self.add_text(unit);
            return 1;
        }
        if let Some(taken) = self.annex(at) {
            return taken;
        }
        let begins = Agenda::begins(&self.units[at..]);
        if (self.in_agenda || begins) && self.agenda.take(unit, self.draft) {
            if !self.in_agenda {
                self.in_agenda = true;
                self.section().holds_agenda = true;
            }
            return 1;
        }
        if unit.kind == Kind::Row {
            return self.leave_table(at);
        }
        let is_item = self.ends_with_colon() && is_bullet(unit.text.text());
        if !is_item && self.draft.take_note(&unit.text) {
            return 1;
        }
        if let Some(heading) = self.heading(at) {
            self.in_agenda = false;
            self.add_heading(heading);
            return 1;
        }
        if self.in_agenda && self.goes_on_as_agenda(at) {
            self.draft.leave_out(
                &unit.text,
                "this is between the rows of the agenda, and was left out",
            );
            return 1;
        }
        self.in_agenda = false;
        self.add_text(unit);
        1
    }

    /// Leaves out a table that is not of an agenda, and says how many rows it has.
    fn leave_table(&mut self, at: usize) -> usize {
        let rows = self.units[at..].iter().enumerate();
        let rows = rows.take_while(|(index, it)| it.kind == Kind::Row && (*index == 0 || !it.gap));
        let (mut table, mut count) = (Mapped::default(), 0);
        for (_, row) in rows {
            table.append(&row.text);
            count += 1;
        }
        self.draft.leave_out(&table, "this table was left out");
        if let Some((_, section)) = self.all().last_mut() {
            section.has_table = true;
        }
        count
    }

    /// Whether a row of the agenda comes soon.
    fn goes_on_as_agenda(&self, at: usize) -> bool {
        let mut later = self.units[at + 1..].iter().take(2);
        later.any(Agenda::has_row)
    }

    fn all(&mut self) -> &mut Vec<(usize, Section)> {
        if self.in_annexes {
            &mut self.annexes
        } else {
            &mut self.sections
        }
    }

    /// The section that is read, or one without a heading before the first.
    fn section(&mut self) -> &mut Section {
        let all = self.all();
        if all.is_empty() {
            all.push((0, Section::default()));
        }
        let (_, last) = all
            .last_mut()
            .expect("one was just added, if there was none");
        last
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        (self.last == Last::Text)
            .then(|| self.section().paragraphs.last_mut())
            .flatten()
    }

    fn ends_with_colon(&mut self) -> bool {
        let paragraph = self.paragraph();
        paragraph.is_some_and(|it| it.last_text().text().ends_with([':', '：']))
    }

    /// Takes the heading of an annex in, with its title on the next line, if there it is.
    fn annex(&mut self, at: usize) -> Option<usize> {
        let unit = &self.units[at];
        let parts = AnnexHeading::of(unit, self.contents)?;
        let mut taken = 1;
        let (mut title, mut note) = (parts.title, None);
        while title.is_none() || note.is_none() {
            let Some(next) = self.units.get(at + taken) else {
                break;
            };
            let written = next.text.text();
            if note.is_none() && written.starts_with('[') && written.ends_with(']') {
                note = Some(next.text.clone());
            } else if title.is_none() && self.is_title_of_annex(at + taken) {
                title = Some(next.text.clone());
            } else {
                break;
            }
            taken += 1;
        }
        self.in_annexes = true;
        self.in_agenda = false;
        self.levels = Levels::default();
        self.list = None;
        self.last = Last::Heading;
        let (title, stars) = self.draft.without_stars(&title.unwrap_or_default());
        self.draft.drop(&parts.dropped);
        let section = Section {
            label: parts.label,
            title: Some(title).filter(|it| !it.is_empty()),
            stars,
            note,
            ..Section::default()
        };
        self.annexes.push((0, section));
        self.depths = Depths::below(unit.heading());
        Some(taken)
    }

    fn is_title_of_annex(&self, at: usize) -> bool {
        let unit = &self.units[at];
        let written = unit.text.text();
        let looks = unit.numbered.is_none() && may_be_title(written);
        let may_head = !self.markup.has_headings || unit.heading().is_some();
        let is_title = self.contents.has(written) || looks && may_head;
        is_title
            && !Agenda::begins(&self.units[at..])
            && AnnexHeading::of(unit, self.contents).is_none()
    }

    /// The heading that a unit is, if it is one.
    fn heading(&mut self, at: usize) -> Option<Heading> {
        let unit = &self.units[at];
        let rest = unit.rest();
        if rest.text().len() > LONGEST_TITLE {
            return None;
        }
        let next = self.units.get(at + 1);
        let is_known = self.contents.has(rest.text().trim_end_matches('*'));
        let is_alone = unit.gap && next.is_none_or(|next| next.gap);
        let heads_rest = next.is_some_and(|next| next.text.text().starts_with(char::is_lowercase));
        let looks = is_alone && may_be_title(rest.text()) && !heads_rest;
        if let Some(depth) = unit.heading() {
            return Some(Heading {
                depth: Some(depth),
                numbered: unit.numbered.clone(),
                title: rest.clone(),
                is_doubtful: false,
            });
        }
        if self.markup.has_headings && !is_known {
            return None;
        }
        let Some(numbered) = &unit.numbered else {
            return self.unnumbered_heading(unit, next, is_known, looks);
        };
        let is_expected = numbered.whole.is_some_and(|it| self.is_next(it));
        let is_item = self.is_item(numbered);
        let is_listed = next.is_some_and(|next| self.is_followed(numbered, next));
        if !is_known && (is_expected || is_item || is_listed) {
            return None;
        }
        let (_, fit) = self.levels.fit(numbered)?;
        let fits = matches!(fit, Fit::Continues | Fit::Opens);
        let witnesses = [is_known, fits, looks].into_iter().filter(|it| *it).count();
        let is_heading = witnesses > 1 || (fit == Fit::Breaks && looks);
        is_heading.then(|| Heading {
            depth: None,
            numbered: Some(numbered.clone()),
            title: rest.clone(),
            is_doubtful: witnesses < 2,
        })
    }

    fn unnumbered_heading(
        &mut self,
        unit: &Unit,
        next: Option<&Unit>,
        is_known: bool,
        looks: bool,
    ) -> Option<Heading> {
        let written = unit.text.text();
        // what comes after it says whether it is alone for being a heading
        let heads_text =
            next.is_some_and(|next| !may_be_title(next.rest().text()) || next.numbered.is_some());
        let may_be =
            looks && written.len() <= LONGEST_LONE_TITLE && heads_text && !self.ends_with_colon();
        (is_known && may_be_title(written) || may_be).then(|| Heading {
            depth: None,
            numbered: None,
            title: unit.text.clone(),
            is_doubtful: !is_known,
        })
    }

    /// Whether the next unit has the next number of the same level, so that both are items of a list.
    fn is_followed(&self, numbered: &Numbered, next: &Unit) -> bool {
        let Some(next) = &next.numbered else {
            return false;
        };
        let mut levels = self.levels.clone();
        let depth = levels.take(numbered);
        levels.fit(next) == Some((depth, Fit::Continues))
    }

    fn is_next(&self, number: u32) -> bool {
        self.last_number.is_some_and(|last| number == last + 1)
    }

    /// Whether a number is that of a point or of an item of a list.
    fn is_item(&mut self, numbered: &Numbered) -> bool {
        let is_of_list = self
            .list
            .is_some_and(|list| numbered.whole == Some(list.next));
        let ends_with_colon = self.ends_with_colon();
        let goes_on = self.paragraph().is_some_and(|paragraph| {
            let fit = paragraph.levels.fit(numbered);
            !paragraph.points.is_empty() && fit.is_some_and(|(_, fit)| fit == Fit::Continues)
        });
        ends_with_colon || is_of_list || goes_on
    }

    fn add_heading(&mut self, heading: Heading) {
        let depth = self.depth_of(&heading);
        if let Some(numbered) = &heading.numbered {
            self.draft.drop(&numbered.printed);
        }
        if heading.is_doubtful {
            self.draft
                .doubt(&heading.title, "this may be a heading or text");
        }
        let (title, stars) = self.draft.without_stars(&heading.title);
        let section = Section {
            label: heading.numbered.map(|it| it.label),
            title: Some(title),
            stars,
            ..Section::default()
        };
        self.list = None;
        self.last = Last::Heading;
        self.all().push((depth, section));
    }

    fn depth_of(&mut self, heading: &Heading) -> usize {
        let annex = usize::from(self.in_annexes);
        let own = heading.depth.filter(|_| self.markup.has_depths);
        let Some(numbered) = &heading.numbered else {
            let below = annex + self.levels.depth();
            return own.map_or(below, |own| self.depths.of_unnumbered(own));
        };
        let fit = self.levels.fit(numbered);
        let level = self.levels.take(numbered);
        let Some(own) = own else {
            return annex + level;
        };
        let fit = fit.unwrap_or((level, Fit::Stray));
        let listed = self.contents.depth_of(heading.title.text());
        self.depths.of_numbered(own, numbered, fit, listed)
    }

    fn add_text(&mut self, unit: &Unit) {
        if let Some(numbered) = &unit.numbered {
            if self.add_point(unit, numbered) || self.add_paragraph(unit, numbered) {
                return;
            }
        } else if is_bullet(unit.text.text()) && self.add_bullet(unit) {
            return;
        }
        self.list = None;
        if self.goes_on(unit) {
            let paragraph = self.paragraph().expect("a text goes on that was read last");
            go_on(paragraph.last_text(), &unit.text);
            self.draft.doubt(
                &unit.text,
                "this was joined to the paragraph above, which does not end",
            );
            return;
        }
        self.push(Paragraph {
            text: unit.text.clone(),
            ..Paragraph::default()
        });
    }

    fn push(&mut self, paragraph: Paragraph) {
        self.section().paragraphs.push(paragraph);
        self.last = Last::Text;
    }

    /// Whether a text is the rest of the one before it, which a page break cut.
    fn goes_on(&mut self, unit: &Unit) -> bool {
        let is_rest = unit.text.text().starts_with(char::is_lowercase);
        let are_lines = self.markup.are_lines;
        let is_open = |paragraph: &mut Paragraph| {
            // where lists are marked as such, a text after one goes on with none of its items
            if !are_lines && !paragraph.points.is_empty() {
                return false;
            }
            // the paragraphs of a resolution have no numbers, and most of them end with a comma
            let is_numbered = paragraph.number.is_some();
            let text = paragraph.last_text().text();
            let text = text.trim_end_matches(is_raised);
            !text.ends_with(STOPS) && (is_numbered || !text.ends_with(','))
        };
        is_rest && self.paragraph().is_some_and(is_open)
    }

    fn add_bullet(&mut self, unit: &Unit) -> bool {
        let written = unit.text.text();
        let sign = written.chars().next().map_or(0, char::len_utf8);
        let text = unit.text.slice(sign..written.len()).trimmed();
        let Some(paragraph) = self.paragraph() else {
            return false;
        };
        let depth = paragraph.levels.depth();
        paragraph.points.push((depth, Point::new(None, text)));
        self.draft.drop(&unit.text.slice(0..sign));
        true
    }

    /// Takes a point of a paragraph in, or an item of a list that is numbered like paragraphs are.
    fn add_point(&mut self, unit: &Unit, numbered: &Numbered) -> bool {
        match numbered.whole.filter(|_| !numbered.is_bracketed) {
            Some(number) if !self.takes_into_list(unit, number, &numbered.rest) => return false,
            _ => {}
        }
        let Some(paragraph) = self.paragraph() else {
            return false;
        };
        let fits = paragraph
            .levels
            .fit(numbered)
            .is_some_and(|(_, fit)| fit != Fit::Stray);
        if !fits {
            return false;
        }
        let depth = paragraph.levels.take(numbered);
        let point = Point::new(Some(numbered.printed.clone()), numbered.rest.clone());
        paragraph.points.push((depth, point));
        true
    }

    /// Whether a number is that of an item of a list and not that of a paragraph. A list begins after a colon, and goes on
    /// as long as its count does.
    fn takes_into_list(&mut self, unit: &Unit, number: u32, text: &Mapped) -> bool {
        let has_stop = text.text().ends_with('.');
        let begins = number == 1 && (self.ends_with_colon() || !self.has_numbers);
        if begins {
            self.list = Some(QuotedList {
                next: 2,
                indent: unit.indent,
                has_stops: has_stop,
            });
            return true;
        }
        let Some(list) = self.list.filter(|list| list.next == number) else {
            self.list = None;
            return false;
        };
        if self.is_next(number) {
            let is_paragraph = unit.indent != list.indent || (has_stop && !list.has_stops);
            let what = if is_paragraph {
                "this may be an item of the list above"
            } else {
                "this may be a paragraph"
            };
            self.draft.doubt(&unit.text, what);
            if is_paragraph {
                self.list = None;
                return false;
            }
        }
        self.list = Some(QuotedList {
            next: number + 1,
            indent: unit.indent,
            has_stops: list.has_stops || has_stop,
        });
        true
    }

    fn add_paragraph(&mut self, unit: &Unit, numbered: &Numbered) -> bool {
        let Some(number) = numbered.whole.filter(|_| self.has_numbers) else {
            return false;
        };
        let farthest = self
            .last_number
            .map_or(HIGHEST_FIRST, |last| last + FARTHEST);
        if number > farthest || !numbered.label.text().starts_with(|it: char| it != '0') {
            return false;
        }
        self.list = None;
        self.last_number = Some(number);
        self.draft.drop(&numbered.printed);
        debug_assert!(unit.text.text().len() > numbered.rest.text().len());
        self.push(Paragraph {
            number: Some(numbered.label.clone()),
            text: numbered.rest.clone(),
            ..Paragraph::default()
        });
        true
    }
}

/// Whether the numbers before texts are those of paragraphs: most of them go on from one to the next through the report, while
/// those of lists begin again with each.
fn has_numbered_paragraphs(units: &[Unit]) -> bool {
    let numbered = units.iter().filter_map(|unit| unit.numbered.as_ref());
    let (mut next, mut in_sequence, mut count) = (1, 0, 0);
    for number in numbered.filter_map(|numbered| numbered.whole) {
        count += 1;
        if (next..next + FARTHEST).contains(&number) {
            in_sequence += 1;
            next = number + 1;
        }
    }
    in_sequence * 2 >= count
}

/// Whether a text has the form of a title: not too long, and no sentence.
pub(super) fn may_be_title(text: &str) -> bool {
    let text = text.trim_end_matches(|sign| sign == '*' || is_raised(sign));
    let is_short = !text.is_empty() && text.len() <= LONGEST_TITLE;
    let begins = text.chars().find(|it| it.is_alphabetic());
    let begins = begins.is_some_and(|it| !it.is_lowercase());
    is_short && begins && !text.ends_with(['.', ';', ':', ',', '!', '”', '"', '。'])
}

fn is_raised(sign: char) -> bool {
    matches!(sign, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The heading of an annex.
struct AnnexHeading {
    label: Option<Mapped>,
    title: Option<Mapped>,
    dropped: Mapped,
}

impl AnnexHeading {
    fn of(unit: &Unit, contents: &Contents) -> Option<Self> {
        let text = &unit.text;
        let written = text.text();
        if !unit.gap || written.len() > LONGEST_TITLE || !names_annex(written) {
            return None;
        }
        if is_annex_word(written) {
            return Some(Self {
                label: None,
                title: None,
                dropped: text.clone(),
            });
        }
        if let Some(start) = title_after_annex_word(written) {
            let title = &written[start..];
            let is_heading = contents.has(title) || may_be_title(title);
            return is_heading.then(|| Self {
                label: None,
                title: Some(text.slice(start..written.len())),
                dropped: text.slice(0..start),
            });
        }
        let (word, rest) = written.split_once(char::is_whitespace)?;
        let number = rest.split([' ', '\t', ':', '–', '—']).next()?;
        let number = number.trim_end_matches(['.', ')']);
        let is_number = Label::parse(number).is_some() && !readings(number).is_empty();
        if !is_number || number.starts_with(char::is_lowercase) {
            return None;
        }
        let start = word.len() + 1;
        let after = &rest[number.len()..];
        let title = after.trim_start_matches(['.', ')', ':', '–', '—', ' ', '\t']);
        let is_apart = after.starts_with(['.', ':', '\t', '–', '—']) || after.starts_with(" –");
        let is_shouted = !title.contains(char::is_lowercase);
        let is_heading = title.is_empty()
            || contents.has(title)
            || is_shouted
            || (is_apart && may_be_title(title));
        is_heading.then(|| {
            let end = written.len() - title.len();
            let mut dropped = text.slice(0..start);
            dropped.append(&text.slice(start + number.len()..end));
            Self {
                label: Some(text.slice(start..start + number.len())),
                title: Some(text.slice(end..written.len())).filter(|it| !it.is_empty()),
                dropped,
            }
        })
    }
}
