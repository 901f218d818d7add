//! What is in a paragraph: its text as Word draws it.

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::Changes;
use super::styles::Styles;
use super::xml::{attribute, child, children, name, switch, value};

/// Raised figures, which the marks of notes consist of.
const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// Fields whose numbers Word computes without writing them down.
const COMPUTED: [&str; 4] = ["LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"];

/// Where notes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// The notes of a document, and the numbers of those that were referred to so far.
#[derive(Debug, Default)]
pub(super) struct Notes<'x> {
    texts: FxHashMap<(NoteKind, &'x str), Node<'x, 'x>>,
    numbers: FxHashMap<(NoteKind, &'x str), usize>,
    /// In the order of their numbers.
    pub(super) marked: Vec<(NoteKind, &'x str)>,
}

impl<'x> Notes<'x> {
    pub(super) fn read(foot: Option<Node<'x, 'x>>, end: Option<Node<'x, 'x>>) -> Self {
        let mut notes = Self::default();
        let kinds = [
            (NoteKind::Foot, "footnote", foot),
            (NoteKind::End, "endnote", end),
        ];
        for (kind, tag, root) in kinds {
            for note in root.into_iter().flat_map(|root| children(root, tag)) {
                if let Some(id) = attribute(note, "id") {
                    notes.texts.insert((kind, id), note);
                }
            }
        }
        notes
    }

    /// What a note says.
    pub(super) fn text(&self, note: (NoteKind, &str)) -> Option<Node<'x, 'x>> {
        self.texts.get(&note).copied()
    }

    /// The mark of a note.
    pub(super) fn mark(&mut self, note: (NoteKind, &'x str)) -> String {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(note).or_insert(next);
        if number == next {
            self.marked.push(note);
        }
        raised(&number.to_string())
    }

    /// Whether there are notes at the feet of pages and at the end.
    pub(super) fn are_of_both_kinds(&self) -> bool {
        let has = |kind| self.marked.iter().any(|(other, _)| *other == kind);
        has(NoteKind::Foot) && has(NoteKind::End)
    }
}

/// A text with raised figures instead of its digits.
fn raised(text: &str) -> String {
    let mut raised = String::new();
    for sign in text.chars() {
        match sign.to_digit(10) {
            Some(digit) => raised.push_str(RAISED[digit as usize]),
            None => raised.push(sign),
        }
    }
    raised
}

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    has_result: bool,
}

/// What is collected while paragraphs are read, in any part of the document.
pub(super) struct Reader<'d, 'x> {
    styles: &'d Styles<'x>,
    pub(super) notes: Notes<'x>,
    changes: Changes,
    /// How many changes were seen.
    pub(super) seen_changes: usize,
    fields: Vec<Field>,
    /// Whether raised figures are the marks of notes, as in a document whose notes are typed by hand.
    pub(super) has_typed_notes: bool,
}

/// The text of a paragraph, and what is attached to it.
#[derive(Debug, Default)]
pub(super) struct Words<'x> {
    pub(super) text: String,
    /// The texts in boxes, which are drawn after it.
    pub(super) boxes: Vec<Node<'x, 'x>>,
    /// Whether some of its text is hidden.
    pub(super) has_hidden: bool,
    /// Whether it has a number that is computed by a field.
    pub(super) has_computed: bool,
}

impl<'d, 'x> Reader<'d, 'x> {
    pub(super) fn new(styles: &'d Styles<'x>, notes: Notes<'x>, changes: Changes) -> Self {
        Self {
            styles,
            notes,
            changes,
            seen_changes: 0,
            fields: Vec::new(),
            has_typed_notes: false,
        }
    }

    /// Adds the text of a paragraph.
    pub(super) fn read(&mut self, paragraph: Node<'x, 'x>, is_hidden: bool, words: &mut Words<'x>) {
        self.inline(paragraph, is_hidden, words);
        // what a field consists of is within one paragraph, but for its result
        for field in &mut self.fields {
            field.has_result = true;
        }
    }

    /// Ends the fields that are open at the end of a part.
    pub(super) fn end(&mut self) {
        self.fields.clear();
    }

    /// Whether what is in an element is read, as far as changes decide that.
    pub(super) fn shows(&mut self, tag: &str) -> bool {
        let is_kept = match tag {
            "ins" | "moveTo" => self.changes == Changes::Accept,
            "del" | "moveFrom" => self.changes == Changes::Reject,
            _ => return true,
        };
        self.seen_changes += 1;
        is_kept
    }

    /// Whether a change takes away what has these properties: the end of a paragraph, a row.
    pub(super) fn takes_away(&mut self, properties: Option<Node<'x, 'x>>) -> bool {
        let Some(properties) = properties else {
            return false;
        };
        let is_there = |tag| child(properties, tag).is_some();
        match self.changes {
            Changes::Accept => is_there("del") || is_there("moveFrom"),
            Changes::Reject => is_there("ins") || is_there("moveTo"),
        }
    }

    /// The properties of a paragraph: those before a change, if it is rejected.
    pub(super) fn properties(&self, paragraph: Node<'x, 'x>) -> Option<Node<'x, 'x>> {
        let now = child(paragraph, "pPr")?;
        let before = child(now, "pPrChange").and_then(|it| child(it, "pPr"));
        Some(
            before
                .filter(|_| self.changes == Changes::Reject)
                .unwrap_or(now),
        )
    }

    fn inline(&mut self, parent: Node<'x, 'x>, is_hidden: bool, words: &mut Words<'x>) {
        for node in parent.children() {
            match name(node) {
                "" | "delInstrText" | "rt" | "footnoteRef" | "endnoteRef" => {}
                "instrText" => self.instruct(node),
                "r" => {
                    let properties = child(node, "rPr");
                    self.run(node, is_hidden || self.hides(properties), words);
                }
                "AlternateContent" => {
                    let shown = child(node, "Choice").or_else(|| child(node, "Fallback"));
                    if let Some(shown) = shown {
                        self.inline(shown, is_hidden, words);
                    }
                }
                "txbxContent" => words.boxes.push(node),
                tag if tag.ends_with("Pr") || tag.ends_with("PrChange") => {}
                tag if self.shows(tag) => self.leaf(node, is_hidden, words),
                _ => {}
            }
        }
    }

    /// A run, of which figures may be raised.
    fn run(&mut self, run: Node<'x, 'x>, is_hidden: bool, words: &mut Words<'x>) {
        let start = words.text.len();
        self.inline(run, is_hidden, words);
        let properties = child(run, "rPr");
        let is_raised = properties.is_some_and(is_raised);
        let written = &words.text[start..];
        if is_raised && written.contains(|it: char| it.is_ascii_digit()) {
            // without notes by hand they are powers
            let text = if self.has_typed_notes {
                raised(written)
            } else {
                format!("^{written}")
            };
            words.text.truncate(start);
            words.text.push_str(&text);
        }
    }

    fn hides(&self, properties: Option<Node<'x, 'x>>) -> bool {
        let Some(properties) = properties else {
            return false;
        };
        let of_style = || self.styles.look(value(properties, "rStyle")).is_hidden;
        switch(properties, "vanish")
            .or_else(of_style)
            .unwrap_or_default()
    }

    fn leaf(&mut self, node: Node<'x, 'x>, is_hidden: bool, words: &mut Words<'x>) {
        match name(node) {
            "fldChar" => self.field(attribute(node, "fldCharType"), words),
            "t" | "delText" => {
                let text = node.text().unwrap_or_default();
                let is_kept = attribute(node, "space") == Some("preserve");
                self.push(if is_kept { text } else { text.trim() }, is_hidden, words);
            }
            "tab" | "ptab" => self.push("\t", is_hidden, words),
            "br" | "cr" => self.push(" ", is_hidden, words),
            "noBreakHyphen" => self.push("\u{2011}", is_hidden, words),
            "sym" => self.push(&symbol(attribute(node, "char")), is_hidden, words),
            "footnoteReference" => self.refer(NoteKind::Foot, node, is_hidden, words),
            "endnoteReference" => self.refer(NoteKind::End, node, is_hidden, words),
            _ => self.inline(node, is_hidden, words),
        }
    }

    fn push(&mut self, text: &str, is_hidden: bool, words: &mut Words<'x>) {
        if self.fields.iter().any(|field| !field.has_result) {
            return;
        }
        if is_hidden {
            words.has_hidden |= !text.trim().is_empty();
            return;
        }
        for (index, part) in text.split(['\n', '\r']).enumerate() {
            if index > 0 {
                words.text.push(' ');
            }
            words.text.push_str(part);
        }
    }

    fn refer(
        &mut self,
        kind: NoteKind,
        node: Node<'x, 'x>,
        is_hidden: bool,
        words: &mut Words<'x>,
    ) {
        let has_own_mark = matches!(
            attribute(node, "customMarkFollows"),
            Some("1" | "true" | "on")
        );
        if let Some(id) = attribute(node, "id").filter(|_| !is_hidden) {
            if has_own_mark {
                self.notes.marked.push((kind, id));
            } else {
                let mark = self.notes.mark((kind, id));
                // the marks of two notes are not one number
                let follows = words
                    .text
                    .ends_with(|it: char| RAISED.contains(&&*it.to_string()));
                self.push(if follows { " " } else { "" }, is_hidden, words);
                self.push(&mark, is_hidden, words);
            }
        }
    }

    /// The number of a note, if its mark is not its own.
    pub(super) fn number(&self, note: (NoteKind, &str)) -> Option<String> {
        let number = self.notes.numbers.get(&note)?;
        Some(raised(&number.to_string()))
    }

    fn instruct(&mut self, node: Node<'x, 'x>) {
        if let Some(field) = self.fields.last_mut().filter(|it| !it.has_result) {
            field.instruction.push_str(node.text().unwrap_or_default());
        }
    }

    fn field(&mut self, part: Option<&str>, words: &mut Words<'x>) {
        match part {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
            }
            Some("end") => {
                let field = self.fields.pop().unwrap_or_default();
                let word = field.instruction.split_whitespace().next();
                let word = word.unwrap_or_default().to_uppercase();
                words.has_computed |= !field.has_result && COMPUTED.contains(&&*word);
            }
            _ => {}
        }
    }
}

/// Whether the properties of a run raise it.
fn is_raised(properties: Node<'_, '_>) -> bool {
    value(properties, "vertAlign") == Some("superscript")
}

/// Whether a paragraph of a document begins with raised figures, as a note that is typed by hand does.
pub(super) fn has_typed_notes(root: Node<'_, '_>) -> bool {
    let paragraphs = root.descendants().filter(|it| name(*it) == "p");
    paragraphs.into_iter().any(|paragraph| {
        let first = children(paragraph, "r").find_map(|run| Some((run, child(run, "t")?)));
        first.is_some_and(|(run, text)| {
            let text = text.text().unwrap_or_default().trim();
            let are_figures = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
            are_figures && child(run, "rPr").is_some_and(is_raised)
        })
    })
}

/// The character that a font has at a place. What only that font knows becomes a bullet.
fn symbol(code: Option<&str>) -> String {
    const OF_FONTS: std::ops::RangeInclusive<u32> = 0xE000..=0xF8FF;
    let code = code.and_then(|it| u32::from_str_radix(it, 16).ok());
    let sign = code.filter(|it| !OF_FONTS.contains(it) && *it >= 0x20);
    sign.and_then(char::from_u32).unwrap_or('•').to_string()
}
