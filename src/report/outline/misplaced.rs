//! Headings whose labels put them below another heading than the one that they are below: "2.1" below "1".

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{HeadingId, Level, Outline};
use crate::relation::sequence::{BreakKind, breaks};
use crate::report::numeral::{Label, Reading, Readings, Style, readings};

/// The numbers on the way to a heading, from the top, each with all that it may be read as.
type Way = Vec<Readings>;

/// The headings that are below another one than their labels say.
#[derive(Debug, Default)]
pub(crate) struct Misplaced {
    headings: FxHashSet<HeadingId>,
    /// The labels that they have, without words.
    labels: FxHashSet<String>,
    /// Where they belong, by their labels.
    wanting: FxHashSet<Level>,
}

impl Misplaced {
    /// Whether the heading is one of them.
    pub(crate) fn has(&self, heading: HeadingId) -> bool {
        self.headings.contains(&heading)
    }

    /// Whether one of them has this label.
    pub(crate) fn has_label(&self, label: &str) -> bool {
        self.labels.contains(label)
    }

    /// Whether one of them belongs into the level.
    pub(crate) fn is_missed_in(&self, level: Level) -> bool {
        self.wanting.contains(&level)
    }
}

impl Outline<'_> {
    /// The headings that are below another one than their labels say.
    pub(crate) fn misplaced(&self) -> Misplaced {
        let mut ways: Vec<Way> = Vec::new();
        let mut by_way: FxHashMap<Vec<u32>, HeadingId> = FxHashMap::default();
        let mut misplaced = Misplaced::default();
        let mut paths = Vec::new();
        let broken = LazyCell::new(|| self.broken());
        let is_below_broken = |id: HeadingId| {
            let level = self.heading(id).level;
            matches!(level, Level::Below(parent) if broken.contains(&parent))
        };
        for id in self.ids() {
            let above = match self.heading(id).level {
                Level::Below(parent) => ways[parent.index()].clone(),
                Level::Body | Level::Annexes => Way::new(),
            };
            let parsed = self.numbered_label(id).and_then(Label::parse);
            let Some(parsed) = parsed else {
                ways.push(above);
                continue;
            };
            let path = numbers(parsed.path);
            let fits = path.len() >= self.parts_above(id) && fits(&path, &above);
            let fits = fits || path.is_empty();
            let is_dotted = parsed.prefix.is_empty() && !path.is_empty();
            if is_dotted && !fits && self.can_tell(id, &path) && !is_below_broken(id) {
                misplaced.headings.insert(id);
                misplaced.labels.insert(dotted(&parsed));
                paths.push(firsts(&path));
            }
            // a report may begin at 4.1: then the label alone says what is above it
            let is_whole = fits && above.len() >= path.len();
            let mut way = if is_whole { above } else { path };
            way.push(readings(parsed.numeral));
            by_way.entry(firsts(&way)).or_insert(id);
            ways.push(way);
        }
        let wanting = paths.iter().filter_map(|path| by_way.get(path));
        misplaced.wanting = wanting.map(|id| Level::Below(*id)).collect();
        misplaced
    }

    /// How many numbers the label of the heading above has, if it is dotted: those of the headings below it have as many
    /// before their last.
    fn parts_above(&self, id: HeadingId) -> usize {
        let Level::Below(parent) = self.heading(id).level else {
            return 0;
        };
        let above = self.numbered_label(parent).and_then(Label::parse);
        let path = above.map_or(0, |above| numbers(above.path).len());
        if path > 0 { path + 1 } else { 0 }
    }

    /// The headings whose own labels do not run on, so that nothing below them can be judged by these.
    fn broken(&self) -> FxHashSet<HeadingId> {
        let mut broken = FxHashSet::default();
        for level in self.levels() {
            for numbering in self.numberings(level) {
                let members = &numbering.series.members;
                for found in breaks(&numbering.series.positions(), Some(numbering.first)) {
                    let affected = match found.kind {
                        BreakKind::OutOfOrder => &members[found.index..],
                        _ => &members[found.index..=found.index],
                    };
                    broken.extend(affected.iter().map(|member| member.item));
                }
            }
        }
        broken
    }

    /// Whether the label of the heading above can be compared with the path of its own: one with words ("Part II") may count
    /// in another way, and an annex often does, unless both are of one kind ("F.1" in annex G).
    fn can_tell(&self, id: HeadingId, path: &Way) -> bool {
        let Level::Below(parent) = self.heading(id).level else {
            return false;
        };
        let is_annex = self.heading(parent).level == Level::Annexes;
        let above = self.numbered_label(parent).and_then(Label::parse);
        let Some(above) = above.filter(|above| above.prefix.is_empty()) else {
            return false;
        };
        let is_kin = |one: &Reading| {
            let is_figure = matches!(one.style, Style::Arabic { .. });
            let mut theirs = readings(above.numeral).into_iter();
            !is_figure && theirs.any(|their| their.style == one.style)
        };
        !is_annex || path.last().is_some_and(|last| last.iter().any(is_kin))
    }
}

/// Whether a path leads to the heading whose way is `above`: it is the last part of that way, or skips levels on it.
fn fits(path: &Way, above: &Way) -> bool {
    let is_same = |one: &[Readings], other: &[Readings]| {
        one.iter().zip(other).all(|(one, other)| {
            let mut own = one.iter();
            own.any(|own| other.iter().any(|their| own.value == their.value))
        })
    };
    let last = above.len().checked_sub(path.len()).map(|at| &above[at..]);
    match last {
        Some(last) => is_same(path, last),
        None => is_same(&path[..above.len()], above),
    }
}

fn numbers(path: &str) -> Way {
    let parts = path.split('.').filter(|part| !part.is_empty());
    parts.map(readings).collect()
}

/// What each number is read as first.
fn firsts(way: &Way) -> Vec<u32> {
    let firsts = way.iter().filter_map(|readings| readings.first());
    firsts.map(|reading| reading.value).collect()
}

fn dotted(label: &Label<'_>) -> String {
    format!("{}.{}", label.path, label.numeral)
}

#[cfg(test)]
mod tests {
    use crate::report::with_report;

    fn misplaced(body: &str) -> Vec<String> {
        with_report(body, |report| {
            let outline = report.outline();
            let misplaced = outline.misplaced();
            let ids = outline.ids().filter(|id| misplaced.has(*id));
            ids.map(|id| outline.describe(id)).collect()
        })
    }

    #[test]
    fn a_label_may_belong_elsewhere() {
        let body =
            "sections: [{label: '1', sections: [{label: '1.1'}, {label: '2.1'}, {label: '3.1'}]}]";
        assert_eq!(misplaced(body), ["section 1/2.1", "section 1/3.1"]);
        let deep =
            "sections: [{label: '5', sections: [{label: '5.1', sections: [{label: '5.2'}]}]}]";
        assert_eq!(misplaced(deep), ["section 5/5.1/5.2"]);
        let reversed = "sections: [{label: '1', sections: [{label: 1.1.1}, {label: 2.1.1}]}]";
        assert_eq!(misplaced(reversed), ["section 1/2.1.1"]);
        let first =
            "sections: [{label: '1', sections: [{label: '1.1', sections: [{label: '1.2'}]}]}]";
        assert_eq!(misplaced(first), ["section 1/1.1/1.2"]);
        let annex = "annexes: [{label: A}, {label: B, sections: [{label: A.1}]}]";
        assert_eq!(misplaced(annex), ["annex B/A.1"]);
    }

    #[test]
    fn a_label_may_say_its_way_in_many_styles() {
        for body in [
            "sections: [{label: II, sections: [{label: '2.1', sections: [{label: '2.1.1'}]}]}]",
            "sections: [{label: I}, {label: II, sections: [{label: b, sections: [{label: b.1}, {label: II.b.2}]}]}]",
            "sections: [{label: '1', sections: [{label: 1.1.1}]}]",
            "sections: [{label: Part II, sections: [{label: '3.1'}]}]",
            "sections: [{title: Thanks, sections: [{label: '3.1'}]}]",
            "annexes: [{label: B, sections: [{label: '1.1'}, {label: '1', sections: [{label: '1.2'}]}]}]",
            "sections: [{label: '1'}, {label: '9', sections: [{label: '2.1'}, {label: '2.2'}]}]",
            "annexes: [{label: Annex II, sections: [{label: '1.1'}, {label: II.1}]}]",
        ] {
            assert_eq!(misplaced(body), [""; 0], "{body}");
        }
    }
}
