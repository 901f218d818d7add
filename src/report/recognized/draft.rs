//! What is gathered while a report is recognized.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::text::mapped::Mapped;
use crate::text::source::Span;
use crate::text::syntax::Remark;
use crate::text::syntax::printed::Value;

/// The key of texts of the front page that no rule reads.
pub(super) const UNREAD: &str = "x-masthead";

/// The mark of a note on a title.
const STAR: char = '*';

/// Keys and values, in the order in which they are written.
pub(super) type Entries = Vec<(&'static str, Value)>;

/// What does not belong to one place of the report.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What only the print has.
    pub(super) furniture: Vec<Span>,
    /// What was recognized with doubt.
    pub(super) remarks: Vec<Remark>,
    /// Footnotes: their marks and their texts.
    pub(super) notes: Vec<(Mapped, Mapped)>,
    /// The texts of notes that are marked with stars, by how many.
    star_notes: BTreeMap<usize, VecDeque<Mapped>>,
    /// Whether a star refers to a note anywhere; otherwise stars before texts are bullets.
    pub(super) has_stars: bool,
    /// The marks of notes in texts that no rule reads.
    unread_marks: BTreeSet<String>,
}

impl Draft {
    /// A draft of which nothing is known but this.
    pub(super) fn with(furniture: Vec<Span>) -> Self {
        Self {
            furniture,
            ..Self::default()
        }
    }

    /// Takes a text for what only the print has.
    pub(super) fn drop(&mut self, text: &Mapped) {
        let spans = text.pieces().iter().map(|piece| piece.source);
        self.furniture.extend(spans);
    }

    /// Says that something is uncertain.
    pub(super) fn doubt(&mut self, at: &Mapped, text: &str) {
        self.remark(at, text, false);
    }

    /// Says that a text was left out.
    pub(super) fn leave_out(&mut self, at: &Mapped, text: &str) {
        self.remark(at, text, true);
        self.leave_unread(at.text());
    }

    /// Remembers which notes a text refers to that no rule reads.
    pub(super) fn leave_unread(&mut self, text: &str) {
        self.unread_marks.extend(marks_in(text));
    }

    /// Leaves out the notes to which only such texts refer.
    pub(super) fn leave_notes(&mut self, report: &Entries) {
        if self.unread_marks.is_empty() {
            return;
        }
        let mut read = BTreeSet::new();
        let mut open: Vec<(&str, &Value)> = report.iter().map(|(key, it)| (*key, it)).collect();
        while let Some((key, value)) = open.pop() {
            match value {
                Value::Text(text) => read.extend(marks_in(text.text())),
                Value::List(_) if key == UNREAD => {}
                Value::List(items) => open.extend(items.iter().map(|it| (key, it))),
                Value::Map(entries) => open.extend(entries.iter().map(|(key, it)| (*key, it))),
                Value::Whole(..) => {}
            }
        }
        for (mark, text) in std::mem::take(&mut self.notes) {
            let is_unread = |mark: &str| self.unread_marks.contains(mark) && !read.contains(mark);
            if is_unread(mark.text()) {
                self.drop(&mark);
                self.leave_out(
                    &text,
                    "this note is on a text that is not read, and was left out",
                );
            } else {
                self.notes.push((mark, text));
            }
        }
    }

    fn remark(&mut self, at: &Mapped, text: &str, is_left_out: bool) {
        self.remarks.push(Remark {
            span: at.span(),
            text: text.to_owned(),
            is_left_out,
        });
    }

    /// Takes a text for a footnote, if it begins with the mark of one.
    pub(super) fn take_note(&mut self, text: &Mapped) -> bool {
        let written = text.text();
        let stars = written.len() - written.trim_start_matches(STAR).len();
        if self.has_stars && stars > 0 && written[stars..].starts_with(char::is_whitespace) {
            self.drop(&text.slice(0..stars));
            let note = text.slice(stars..written.len()).trimmed();
            self.star_notes.entry(stars).or_default().push_back(note);
            return true;
        }
        let end = written.find(|sign| raised(sign).is_none());
        let end = end.unwrap_or(written.len());
        let note = text.slice(end..written.len()).trimmed();
        if end == 0 || note.is_empty() {
            return false;
        }
        let mark = text.slice(0..end);
        let figures: String = mark.text().chars().filter_map(raised).collect();
        self.notes
            .push((Mapped::standing_for(&figures, mark.span()), note));
        true
    }

    /// A title without the stars after it, which refer to a note, and how many these are.
    pub(super) fn without_stars(&mut self, title: &Mapped) -> (Mapped, usize) {
        let written = title.text();
        let end = written.trim_end_matches(STAR).len();
        let stars = written.len() - end;
        if stars == 0 || end == 0 {
            return (title.clone(), 0);
        }
        self.drop(&title.slice(end..written.len()));
        (title.slice(0..end).trimmed(), stars)
    }

    /// The first note with that many stars that no title has yet.
    pub(super) fn note_for(&mut self, stars: usize) -> Option<Mapped> {
        self.star_notes.get_mut(&stars)?.pop_front()
    }

    /// Notes with stars that no title refers to are footnotes.
    pub(super) fn rest_of_notes(&mut self) {
        let rest = std::mem::take(&mut self.star_notes).into_iter();
        let rest = rest.flat_map(|(stars, texts)| texts.into_iter().map(move |text| (stars, text)));
        for (stars, text) in rest {
            let at = text.span();
            self.doubt(&text, "no title has the mark of this note");
            let mark = Mapped::standing_for(
                &STAR.to_string().repeat(stars),
                Span::new(at.start, at.start),
            );
            self.notes.push((mark, text));
        }
    }
}

/// The marks of notes in a text.
fn marks_in(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|sign| raised(sign).is_none());
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(|part| part.chars().filter_map(raised).collect())
}

/// Whether a star refers to a note in a text: it comes right after a word.
pub(super) fn has_star(text: &str) -> bool {
    let mut stars = text.match_indices(STAR);
    stars.any(|(at, _)| text[..at].ends_with(|it: char| !it.is_whitespace() && it != STAR))
}

/// The figure that a raised one is.
fn raised(sign: char) -> Option<char> {
    let digit = match sign {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(sign) - u32::from('⁴') + 4,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// A text as a value.
pub(super) fn text(key: &'static str, text: Mapped) -> Option<(&'static str, Value)> {
    (!text.is_empty()).then_some((key, Value::Text(text)))
}

/// A list as a value.
pub(super) fn list(key: &'static str, items: Vec<Value>) -> Option<(&'static str, Value)> {
    (!items.is_empty()).then_some((key, Value::List(items)))
}
