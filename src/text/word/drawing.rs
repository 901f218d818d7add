//! The lines of a document: its paragraphs, the rows of its tables, and its notes.

use roxmltree::Node;

use super::numbering::{Label, Numbering};
use super::paragraph::{Notes, Reader, Words, has_typed_notes};
use super::styles::{Look, Styles};
use super::xml::{attribute, child, name, value};
use super::{Changes, Drawing, Line, MOST_BYTES, Problem};
use crate::text::block::Kind;
use crate::text::source::Span;
use crate::text::syntax::Remark;

/// How wide a blank is, in twentieths of a point.
const BLANK: i32 = 120;

/// How far from the left a paragraph may be, in blanks.
const FARTHEST: i32 = 100;

/// Draws a document.
pub(super) struct Drawer<'d, 'x> {
    styles: &'d Styles<'x>,
    numbering: Numbering<'x>,
    reader: Reader<'d, 'x>,
    changes: Changes,
    text: String,
    drawing: Drawing,
    /// What is read of a paragraph whose end a change takes away.
    open: Words<'x>,
    /// The first line in which something was changed.
    first_change: Option<Span>,
}

/// A paragraph with what is before it.
struct Drawn<'x> {
    words: Words<'x>,
    label: Option<Label>,
    look: Look<'x>,
    kind: Kind,
}

impl<'d, 'x> Drawer<'d, 'x> {
    pub(super) fn new(
        styles: &'d Styles<'x>,
        numbering: Numbering<'x>,
        notes: Notes<'x>,
        changes: Changes,
    ) -> Self {
        Self {
            styles,
            numbering,
            reader: Reader::new(styles, notes, changes),
            changes,
            text: String::new(),
            drawing: Drawing::default(),
            open: Words::default(),
            first_change: None,
        }
    }

    /// Draws the document below the root of its part.
    pub(super) fn draw(mut self, root: Node<'x, 'x>) -> Result<(String, Drawing), Problem> {
        let body = child(root, "body").ok_or(Problem::NoDocument)?;
        self.reader.has_typed_notes = has_typed_notes(body);
        self.story(body)?;
        self.reader.end();
        self.rest_of_open()?;
        self.notes()?;
        self.remark_on_changes();
        Ok((self.text, self.drawing))
    }

    fn remark_on_changes(&mut self) {
        let count = self.reader.seen_changes;
        let Some(span) = self.first_change else {
            return;
        };
        let how = match self.changes {
            Changes::Accept => "accepted",
            Changes::Reject => "rejected",
        };
        let changes = if count == 1 { "change" } else { "changes" };
        let text = format!("the document has {count} tracked {changes}, read as {how}");
        self.drawing.remarks.push(Remark {
            span,
            text,
            is_left_out: false,
        });
    }

    /// What comes one after the other: paragraphs and tables.
    fn story(&mut self, parent: Node<'x, 'x>) -> Result<(), Problem> {
        for node in parent.children() {
            match name(node) {
                "p" => self.paragraph(node)?,
                "tbl" => self.table(node)?,
                "AlternateContent" => {
                    let shown = child(node, "Choice").or_else(|| child(node, "Fallback"));
                    shown.map_or(Ok(()), |it| self.story(it))?;
                }
                "altChunk" => self.remark(
                    "a part of the document is a file of its own in the archive, and is not read",
                ),
                tag if tag.ends_with("Pr") => {}
                tag if self.reader.shows(tag) => self.story(node)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'x, 'x>) -> Result<(), Problem> {
        let Some(drawn) = self.drawn(node) else {
            return Ok(());
        };
        self.line(&drawn)
    }

    fn line(&mut self, drawn: &Drawn<'x>) -> Result<(), Problem> {
        let indent = drawn.look.indent.unwrap_or_default() / BLANK;
        let indent = usize::try_from(indent.clamp(0, FARTHEST)).unwrap_or_default();
        let boxes = drawn.words.boxes.clone();
        let start = self.drawing.lines.len();
        self.push(&drawn.full(), drawn.kind, indent, true)?;
        self.remarks_on(drawn, start);
        boxes.into_iter().try_for_each(|it| self.story(it))
    }

    /// What a paragraph is drawn as; nothing if it goes on in the next: a change takes its end
    /// away, or it is a large initial.
    fn drawn(&mut self, node: Node<'x, 'x>) -> Option<Drawn<'x>> {
        let properties = self.reader.properties(node);
        let style = properties.and_then(|it| value(it, "pStyle"));
        let style = self.styles.of_paragraph(style);
        let of_style = self.styles.look(style);
        let own = properties.map(Look::of).unwrap_or_default();
        let is_hidden = of_style.is_hidden.unwrap_or_default();
        let mut words = std::mem::take(&mut self.open);
        self.reader.read(node, is_hidden, &mut words);
        let end = child(node, "pPr").and_then(|it| child(it, "rPr"));
        let frame = properties.and_then(|it| child(it, "framePr"));
        let is_initial = frame.is_some_and(|it| attribute(it, "dropCap").is_some());
        if self.reader.takes_away(end) || is_initial {
            self.open = words;
            return None;
        }
        let is_empty = words.text.trim().is_empty();
        let is_left_out = is_empty && words.has_hidden;
        let look = own.or(&of_style);
        let label = look
            .list
            .filter(|_| !is_left_out)
            .and_then(|list| self.label(list, &own, &of_style, style));
        let indent = own.indent.or(label.as_ref().and_then(|it| it.indent));
        Some(Drawn {
            words,
            label,
            look: Look {
                indent: indent.or(look.indent),
                ..look
            },
            kind: match look.heading() {
                _ if self.styles.is_title(style) => Kind::Heading(1),
                _ if self.styles.is_entry(style) => Kind::Entry,
                Some(depth) => Kind::Heading(depth + 2),
                None => Kind::Line,
            },
        })
    }

    fn label(
        &mut self,
        list: &str,
        own: &Look<'x>,
        of_style: &Look<'x>,
        style: Option<&str>,
    ) -> Option<Label> {
        let by_style = || self.numbering.level_of(list, self.styles.names(style));
        let level = own.level.or_else(by_style).or(of_style.level);
        self.numbering.next(list, level.unwrap_or_default())
    }

    /// The text that is left where the end of the last paragraph is taken away.
    fn rest_of_open(&mut self) -> Result<(), Problem> {
        let words = std::mem::take(&mut self.open);
        let text = words.text.clone();
        self.push(&text, Kind::Line, 0, true)
    }

    fn remarks_on(&mut self, drawn: &Drawn<'x>, line: usize) {
        let Some(span) = self.drawing.lines.get(line).map(|it| it.span) else {
            return;
        };
        let doubt = drawn.label.as_ref().and_then(|it| it.doubt);
        let computed = "Word computes a number in this paragraph by a field, which is not read";
        let computed = drawn.words.has_computed.then_some(computed);
        let remarks = doubt.into_iter().chain(computed).map(|text| Remark {
            span,
            text: text.to_owned(),
            is_left_out: false,
        });
        self.drawing.remarks.extend(remarks);
    }

    /// Adds a doubt about what comes next.
    fn remark(&mut self, text: &str) {
        let at = self.text.len();
        self.drawing.remarks.push(Remark {
            span: Span::of(at..at),
            text: text.to_owned(),
            is_left_out: false,
        });
    }

    /// A table, row by row; one with a single column is a frame around paragraphs.
    fn table(&mut self, table: Node<'x, 'x>) -> Result<(), Problem> {
        let mut rows = Vec::new();
        self.parts(table, "tr", &mut rows);
        let mut cells_of_rows = Vec::new();
        for row in rows {
            if self.reader.takes_away(child(row, "trPr")) {
                continue;
            }
            let mut cells = Vec::new();
            self.parts(row, "tc", &mut cells);
            cells_of_rows.push(cells);
        }
        if cells_of_rows.iter().all(|cells| cells.len() <= 1) {
            let cells = cells_of_rows.into_iter().flatten();
            return cells.into_iter().try_for_each(|cell| self.story(cell));
        }
        let mut is_first = true;
        for cells in cells_of_rows {
            self.row(&cells, is_first)?;
            is_first = false;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[Node<'x, 'x>], is_first: bool) -> Result<(), Problem> {
        let mut texts = Vec::new();
        let mut all = Vec::new();
        for cell in cells {
            let mut drawn = Vec::new();
            if !goes_on_from_above(*cell) {
                self.paragraphs(*cell, &mut drawn);
            }
            let full: Vec<String> = drawn
                .iter()
                .map(|it| it.full().trim().replace('\t', " "))
                .collect();
            let full = full.into_iter().filter(|it| !it.is_empty());
            texts.push(full.collect::<Vec<String>>().join(" "));
            all.extend(drawn);
        }
        let line = self.drawing.lines.len();
        self.push(&texts.join("\t"), Kind::Row, 0, is_first)?;
        for drawn in all {
            self.remarks_on(&drawn, line);
            let boxes = drawn.words.boxes.into_iter();
            boxes.into_iter().try_for_each(|it| self.story(it))?;
        }
        Ok(())
    }

    /// The paragraphs of a cell, with those of tables in it.
    fn paragraphs(&mut self, parent: Node<'x, 'x>, drawn: &mut Vec<Drawn<'x>>) {
        for node in parent.children() {
            match name(node) {
                "p" => drawn.extend(self.drawn(node)),
                tag if tag.ends_with("Pr") => {}
                tag if self.reader.shows(tag) => self.paragraphs(node, drawn),
                _ => {}
            }
        }
    }

    /// The rows of a table, or the cells of a row, also where something is around them.
    fn parts(&mut self, parent: Node<'x, 'x>, wanted: &str, found: &mut Vec<Node<'x, 'x>>) {
        for node in parent.children() {
            match name(node) {
                tag if tag == wanted => found.push(node),
                tag @ ("sdt" | "sdtContent" | "customXml" | "ins" | "del" | "moveFrom"
                | "moveTo")
                    if self.reader.shows(tag) =>
                {
                    self.parts(node, wanted, found);
                }
                _ => {}
            }
        }
    }

    /// The notes, each as a line, in the order of their marks.
    fn notes(&mut self) -> Result<(), Problem> {
        if self.reader.notes.are_of_both_kinds() {
            self.remark(
                "the notes at the end and those at the foot of pages are counted together here",
            );
        }
        let mut index = 0;
        // a note may refer to another
        while let Some(&note) = self.reader.notes.marked.get(index) {
            index += 1;
            let Some(node) = self.reader.notes.text(note) else {
                continue;
            };
            let mut drawn = Vec::new();
            self.paragraphs(node, &mut drawn);
            self.reader.end();
            let texts: Vec<String> = drawn.iter().map(|it| it.full().trim().to_owned()).collect();
            let mark = self.reader.number(note).unwrap_or_default();
            let text = format!("{mark} {}", texts.join(" "));
            self.push(&text, Kind::Note, 0, true)?;
        }
        Ok(())
    }

    fn push(&mut self, text: &str, kind: Kind, indent: usize, gap: bool) -> Result<(), Problem> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(());
        }
        if (self.text.len() + trimmed.len()) as u64 > MOST_BYTES {
            return Err(Problem::TooLarge(MOST_BYTES >> 20));
        }
        let start = self.text.len();
        self.text.push_str(trimmed);
        let span = Span::of(start..self.text.len());
        self.text.push('\n');
        if self.reader.seen_changes > 0 {
            self.first_change.get_or_insert(span);
        }
        self.drawing.lines.push(Line {
            span,
            kind,
            gap,
            indent,
        });
        Ok(())
    }
}

impl Drawn<'_> {
    /// The text with the number before it. An empty paragraph shows its number alone, unless that is a bullet.
    fn full(&self) -> String {
        let label = self.label.as_ref().map_or("", |it| it.text.as_str());
        format!("{label}{}", self.words.text.trim_start_matches(' '))
    }
}

/// Whether a cell is the rest of one in the row above.
fn goes_on_from_above(cell: Node<'_, '_>) -> bool {
    let merge = child(cell, "tcPr").and_then(|it| child(it, "vMerge"));
    merge.is_some_and(|it| attribute(it, "val").is_none_or(|it| it == "continue"))
}
