//! The numbers that Word computes: lists, their levels, and how they count.

use roxmltree::Node;
use rustc_hash::{FxHashMap, FxHashSet};

use super::numeral::Form;
use super::styles::{Styles, indent};
use super::xml::{attribute, child, children, switch, value};

/// How many levels a list has.
const LEVELS: usize = 9;

/// How many lists may refer to one another; in a circle of them the last is taken.
const LONGEST_CHAIN: usize = 8;

/// The list of paragraphs that are in none.
const NO_LIST: &str = "0";

/// What is drawn before the items of a list without numbers.
const BULLET: &str = "•";

/// A level of a list.
#[derive(Debug, Clone)]
struct Level<'x> {
    start: u32,
    form: Form,
    /// What is before its text, with `%1` for the number of the first level.
    pattern: &'x str,
    /// What is between the number and the text.
    after: &'static str,
    /// From which level on, counted from 1, a number above makes it begin again; 0 is none.
    restart: Option<usize>,
    /// Whether the numbers of other levels are drawn in digits.
    is_legal: bool,
    /// The style whose paragraphs are on it.
    style: Option<&'x str>,
    indent: Option<i32>,
}

impl<'x> Level<'x> {
    fn read(node: Node<'x, 'x>) -> Self {
        let number = |name| value(node, name).and_then(|it| it.parse().ok());
        Self {
            start: number("start").unwrap_or(0),
            form: Form::named(value(node, "numFmt").unwrap_or("decimal")),
            pattern: value(node, "lvlText").unwrap_or_default(),
            after: match value(node, "suff") {
                Some("space") => " ",
                Some("nothing") => "",
                _ => "\t",
            },
            restart: value(node, "lvlRestart").and_then(|it| it.parse().ok()),
            is_legal: switch(node, "isLgl").unwrap_or_default(),
            style: value(node, "pStyle"),
            indent: child(node, "pPr").and_then(indent),
        }
    }
}

/// What several lists share, their counts too.
#[derive(Debug, Default)]
struct Outline<'x> {
    levels: [Option<Level<'x>>; LEVELS],
    /// The style of lists that it takes its levels from.
    taken_from: Option<&'x str>,
}

/// A list of a document.
#[derive(Debug, Default)]
struct List<'x> {
    outline: &'x str,
    /// Where a level begins that does not go on from other lists.
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level<'x>>; LEVELS],
}

/// What is drawn before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The number, and what is between it and the text.
    pub(super) text: String,
    /// How far from the left the paragraph is.
    pub(super) indent: Option<i32>,
    /// What is uncertain about it.
    pub(super) doubt: Option<&'static str>,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering<'x> {
    outlines: FxHashMap<&'x str, Outline<'x>>,
    lists: FxHashMap<&'x str, List<'x>>,
    counts: FxHashMap<&'x str, [Option<u32>; LEVELS]>,
    /// The levels of lists that have begun where they say.
    begun: FxHashSet<(&'x str, usize)>,
}

impl<'x> Numbering<'x> {
    pub(super) fn read(root: Node<'x, 'x>, styles: &Styles<'x>) -> Self {
        let mut numbering = Self::default();
        for node in children(root, "abstractNum") {
            let mut outline = Outline {
                taken_from: value(node, "numStyleLink"),
                ..Outline::default()
            };
            for level in children(node, "lvl") {
                set(&mut outline.levels, level, Level::read(level));
            }
            let id = attribute(node, "abstractNumId").unwrap_or_default();
            numbering.outlines.insert(id, outline);
        }
        for node in children(root, "num") {
            let mut list = List {
                outline: value(node, "abstractNumId").unwrap_or_default(),
                ..List::default()
            };
            for other in children(node, "lvlOverride") {
                if let Some(start) = value(other, "startOverride").and_then(|it| it.parse().ok()) {
                    set(&mut list.starts, other, start);
                }
                if let Some(level) = child(other, "lvl") {
                    set(&mut list.levels, other, Level::read(level));
                }
            }
            let id = attribute(node, "numId").unwrap_or_default();
            numbering.lists.insert(id, list);
        }
        numbering.follow_styles(styles);
        numbering
    }

    /// Gives each list the outline that it takes its levels from in the end.
    fn follow_styles(&mut self, styles: &Styles<'x>) {
        let ends: Vec<(&str, &str)> = self
            .lists
            .iter()
            .map(|(id, list)| (*id, self.end_of(list.outline, styles)))
            .collect();
        for (id, outline) in ends {
            if let Some(list) = self.lists.get_mut(id) {
                list.outline = outline;
            }
        }
    }

    fn end_of(&self, outline: &'x str, styles: &Styles<'x>) -> &'x str {
        let next = |id: &&'x str| {
            let style = self.outlines.get(id)?.taken_from?;
            Some(self.lists.get(styles.list(style)?)?.outline)
        };
        let chain = std::iter::successors(Some(outline), next);
        chain.take(LONGEST_CHAIN).last().unwrap_or(outline)
    }

    /// The level that a list has for paragraphs of one of these styles.
    pub(super) fn level_of(
        &self,
        list: &str,
        mut styles: impl Iterator<Item = &'x str>,
    ) -> Option<usize> {
        let levels = &self.outlines.get(self.lists.get(list)?.outline)?.levels;
        styles.find_map(|style| {
            let mut levels = levels.iter().flatten();
            levels.position(|it| it.style == Some(style))
        })
    }

    /// Counts a paragraph of a list, and says what is drawn before it.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<Label> {
        if list == NO_LIST || level >= LEVELS {
            return None;
        }
        let (&id, list) = self.lists.get_key_value(list)?;
        let outline = self.outlines.get(list.outline)?;
        let at = |level: usize| {
            list.levels[level]
                .as_ref()
                .or(outline.levels[level].as_ref())
        };
        let own = at(level)?;
        let counts = self.counts.entry(list.outline).or_default();
        let start = |level: usize| list.starts[level].or(Some(at(level)?.start));
        let begins = list.starts[level].is_some() && self.begun.insert((id, level));
        counts[level] = match counts[level].filter(|_| !begins) {
            Some(before) => Some(before.saturating_add(1)),
            None => start(level),
        };
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = at(below).and_then(|it| it.restart);
            if restart.is_none_or(|from| level < from) {
                *count = None;
            }
        }
        let is_open = |above: usize| counts[above].is_some() || !own.pattern.contains(&sign(above));
        let doubt = match own.form {
            Form::Unread => {
                Some("Word draws this number in a way that is not read; here it is in digits")
            }
            _ if !(0..level).all(is_open) => {
                Some("no number of the level above precedes this one, so Word may draw another")
            }
            _ => None,
        };
        let number = |level: usize| {
            let form = match at(level)?.form {
                form if own.is_legal && form != Form::None => {
                    if form == Form::Bullet {
                        form
                    } else {
                        Form::Digits
                    }
                }
                form => form,
            };
            Some(form.of(counts[level].or(start(level))?))
        };
        let mut text = match own.form {
            Form::Bullet => BULLET.to_owned(),
            _ => drawn(own.pattern, level, number),
        };
        if !text.is_empty() {
            let after = if own.form == Form::Bullet {
                "\t"
            } else {
                own.after
            };
            text.push_str(after);
        }
        Some(Label {
            text,
            indent: own.indent,
            doubt,
        })
    }
}

fn set<T>(levels: &mut [Option<T>; LEVELS], node: Node<'_, '_>, value: T) {
    let level: Option<usize> = attribute(node, "ilvl").and_then(|it| it.parse().ok());
    if let Some(place) = level.and_then(|level| levels.get_mut(level)) {
        *place = Some(value);
    }
}

/// What the number of a level has in a pattern.
fn sign(level: usize) -> String {
    format!("%{}", level + 1)
}

/// A pattern with the numbers of its levels; those of deeper levels it does not have.
fn drawn(pattern: &str, level: usize, number: impl Fn(usize) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let digit = after.chars().next().and_then(|it| it.to_digit(10));
        let wanted = digit.and_then(|it| (it as usize).checked_sub(1));
        if let Some(wanted) = wanted {
            if wanted <= level {
                text.push_str(&number(wanted).unwrap_or_default());
            }
            rest = &after[1..];
        } else {
            text.push('%');
            rest = after;
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    /// What is drawn before paragraphs of these lists and levels.
    fn labels(numbering: &str, styles: &str, paragraphs: &[(&str, usize)]) -> Vec<String> {
        let styles = Document::parse(styles).unwrap();
        let styles = Styles::read(styles.root_element());
        let numbering = Document::parse(numbering).unwrap();
        let mut numbering = Numbering::read(numbering.root_element(), &styles);
        let labels = paragraphs.iter();
        let labels = labels.map(|(list, level)| numbering.next(list, *level));
        labels
            .map(|it| it.map_or("-".to_owned(), |it| it.text))
            .collect()
    }

    fn level(ilvl: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<lvl ilvl="{ilvl}"><start val="1"/><numFmt val="{format}"/>{more}<lvlText val="{text}"/></lvl>"#
        )
    }

    fn three_levels(more: &str) -> String {
        let levels = level(0, "upperRoman", "%1.", "")
            + &level(1, "decimal", "%1.%2", "<isLgl/>")
            + &level(2, "lowerLetter", "(%3)", more);
        format!(r#"<abstractNum abstractNumId="7">{levels}</abstractNum>"#)
    }

    fn document(numbering: &str) -> String {
        format!("<numbering>{numbering}</numbering>")
    }

    const LIST: &str = r#"<num numId="1"><abstractNumId val="7"/></num>"#;

    #[test]
    fn deeper_levels_begin_again_below_each_number() {
        let text = document(&(three_levels("") + LIST));
        let list = [0, 1, 2, 2, 1, 2, 0, 2, 1].map(|level| ("1", level));
        assert_eq!(
            labels(&text, "<styles/>", &list),
            [
                "I.\t", "1.1\t", "(a)\t", "(b)\t", "1.2\t", "(a)\t", "II.\t", "(a)\t", "2.1\t"
            ]
        );
        let kept = document(&(three_levels(r#"<lvlRestart val="0"/>"#) + LIST));
        assert_eq!(
            labels(&kept, "<styles/>", &list)[5..8],
            ["(c)\t", "II.\t", "(d)\t"]
        );
        let by_first = document(&(three_levels(r#"<lvlRestart val="1"/>"#) + LIST));
        assert_eq!(
            labels(&by_first, "<styles/>", &list)[5..8],
            ["(c)\t", "II.\t", "(a)\t"]
        );
    }

    #[test]
    fn lists_of_one_outline_count_together_unless_one_says_where_it_begins() {
        let lists = format!(
            r#"{}{LIST}<num numId="2"><abstractNumId val="7"/></num>
            <num numId="3"><abstractNumId val="7"/><lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride></num>"#,
            three_levels("")
        );
        let paragraphs = [
            ("1", 0),
            ("2", 0),
            ("3", 0),
            ("3", 0),
            ("1", 0),
            ("0", 0),
            ("9", 0),
        ];
        assert_eq!(
            labels(&document(&lists), "<styles/>", &paragraphs),
            ["I.\t", "II.\t", "V.\t", "VI.\t", "VII.\t", "-", "-"]
        );
    }

    #[test]
    fn a_list_may_have_a_level_of_its_own() {
        let own = level(0, "bullet", "x", "");
        let lists = format!(
            r#"{}<num numId="1"><abstractNumId val="7"/><lvlOverride ilvl="0">{own}</lvlOverride></num>"#,
            three_levels("")
        );
        assert_eq!(labels(&document(&lists), "<styles/>", &[("1", 0)]), ["•\t"]);
    }

    #[test]
    fn levels_come_from_the_style_of_a_list_even_in_a_circle() {
        let style = |name: &str, list: &str| {
            format!(
                r#"<style type="numbering" styleId="{name}"><pPr><numPr><numId val="{list}"/></numPr></pPr></style>"#
            )
        };
        let styles = format!("<styles>{}{}</styles>", style("S", "1"), style("T", "3"));
        let lists = format!(
            r#"{}{LIST}<abstractNum abstractNumId="8"><numStyleLink val="S"/></abstractNum>
            <num numId="2"><abstractNumId val="8"/></num>
            <abstractNum abstractNumId="9"><numStyleLink val="T"/></abstractNum>
            <num numId="3"><abstractNumId val="9"/></num>"#,
            three_levels("")
        );
        let paragraphs = [("1", 0), ("2", 0), ("3", 0)];
        assert_eq!(
            labels(&document(&lists), &styles, &paragraphs),
            ["I.\t", "II.\t", "-"]
        );
    }

    #[test]
    fn a_number_without_one_above_it_is_a_doubt() {
        let text = document(&(three_levels("") + LIST));
        let document = Document::parse(&text).unwrap();
        let mut numbering = Numbering::read(document.root_element(), &Styles::default());
        let label = numbering.next("1", 1).unwrap();
        assert_eq!(
            (label.text.as_str(), label.doubt.is_some()),
            ("1.1\t", true)
        );
    }
}
