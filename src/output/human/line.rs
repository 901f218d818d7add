//! One line of a source as it is drawn: cut to the room there is, and with nothing in it that acts on a terminal.

use std::iter;
use std::ops::Range;

use super::Layout;
use super::cluster::{self, Clusters};
use crate::output::escape;

/// Distance between tab stops, in columns.
const TAB: usize = 4;

/// Characters that are always shown on either side of the ends of a marked text.
const LEAST_REACH: usize = 8;

/// What a marked text takes at least in a line that is cut: what is around both of its ends.
pub(super) const WIDTH_OF_MARK: usize = 4 * LEAST_REACH;

/// The text to draw for a line, and where its bytes went.
pub(super) struct DrawnLine {
    pub(super) text: String,
    /// Bytes of the line and where they are in `text`, ascending; what was cut is where its mark is.
    places: Vec<(usize, usize)>,
}

impl DrawnLine {
    /// Draws what fits into the width, both ends of each marked range in any case.
    ///
    /// It reads no more of the line than that, so that ten thousand findings in a line of many megabytes cost no more
    /// than in ten thousand lines.
    /// `clusters` collects the clusters that are replaced in the text; without it, none is.
    pub(super) fn new(
        line: &str,
        marked: &[Range<usize>],
        layout: Layout,
        mut clusters: Option<&mut Clusters>,
    ) -> Self {
        let mut drawn = Self {
            text: String::new(),
            places: Vec::new(),
        };
        let mut at = 0;
        for kept in kept(line, marked, layout.width) {
            if at < kept.start {
                drawn.places.push((at, drawn.text.len()));
                drawn.text.push_str(layout.ellipsis);
            }
            drawn.push(line, kept.clone(), clusters.as_deref_mut());
            at = kept.end;
        }
        drawn.places.push((at, drawn.text.len()));
        if at < line.len() {
            drawn.text.push_str(layout.ellipsis);
            drawn.places.push((line.len(), drawn.text.len()));
        }
        drawn
    }

    fn push(&mut self, line: &str, kept: Range<usize>, clusters: Option<&mut Clusters>) {
        match clusters.filter(|_| !line[kept.clone()].is_ascii()) {
            Some(clusters) => {
                let ends = cluster::ends(&line[kept.clone()]);
                for pair in ends.windows(2) {
                    let range = kept.start + pair[0]..kept.start + pair[1];
                    self.push_cluster(&line[range.clone()], range.start, clusters);
                }
            }
            None => self.push_characters(&line[kept.clone()], kept.start),
        }
    }

    fn push_characters(&mut self, text: &str, start: usize) {
        let mut column = self.text.chars().count();
        for (offset, character) in text.char_indices() {
            let before = self.text.len();
            self.places.push((start + offset, before));
            if character == '\t' {
                let width = TAB - column % TAB;
                self.text.extend(iter::repeat_n(' ', width));
            } else {
                escape::push(&mut self.text, character);
            }
            column += self.text[before..].chars().count();
        }
    }

    fn push_cluster(&mut self, cluster: &str, start: usize, clusters: &mut Clusters) {
        let mut characters = cluster.chars();
        if let (Some(_), None) = (characters.next(), characters.next()) {
            self.push_characters(cluster, start);
            return;
        }
        self.places.push((start, self.text.len()));
        let mut shown = String::new();
        cluster.chars().for_each(|it| escape::push(&mut shown, it));
        clusters.push(&mut self.text, &shown);
    }

    /// Where a byte of the line is in the drawn text.
    pub(super) fn place(&self, offset: usize) -> usize {
        let after = self.places.partition_point(|&(source, _)| source <= offset);
        after.checked_sub(1).map_or(0, |index| self.places[index].1)
    }
}

/// The parts of a line to draw, ascending: all of it where there is room, else what lies around the ends of the marked
/// ranges, or, where nothing is marked, the beginning.
fn kept(line: &str, marked: &[Range<usize>], room: usize) -> Vec<Range<usize>> {
    if line.chars().nth(room).is_none() {
        return iter::once(0..line.len()).collect();
    }
    if marked.is_empty() {
        return iter::once(0..forward(line, 0, room)).collect();
    }
    let length = |range: &Range<usize>| line[range.clone()].chars().take(room).count();
    let spare = room.saturating_sub(marked.iter().map(length).sum());
    let reach = (spare.max(room / 2) / (2 * marked.len())).max(LEAST_REACH);
    let ends = marked.iter().flat_map(|range| [range.start, range.end]);
    let mut windows: Vec<Range<usize>> = ends
        .map(|end| backward(line, end, reach)..forward(line, end, reach))
        .collect();
    windows.sort_by_key(|window| window.start);
    let mut kept: Vec<Range<usize>> = Vec::with_capacity(windows.len());
    for window in windows {
        match kept.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => kept.push(window),
        }
    }
    kept
}

/// The offset of the character that is `count` after the one at `from`.
fn forward(line: &str, from: usize, count: usize) -> usize {
    let mut following = line[from..].char_indices();
    following
        .nth(count)
        .map_or(line.len(), |(offset, _)| from + offset)
}

/// The offset of the character that is `count` before the one at `from`.
fn backward(line: &str, from: usize, count: usize) -> usize {
    let mut preceding = line[..from].char_indices().rev();
    count.checked_sub(1).map_or(from, |last| {
        preceding.nth(last).map_or(0, |(offset, _)| offset)
    })
}

#[cfg(test)]
mod tests {
    use super::{DrawnLine, Layout};

    fn draw(line: &str, marked: std::ops::Range<usize>, width: usize) -> (String, String) {
        let layout = Layout {
            width,
            ..Layout::DEFAULT
        };
        let drawn = DrawnLine::new(line, std::slice::from_ref(&marked), layout, None);
        let place = drawn.place(marked.start)..drawn.place(marked.end);
        (drawn.text[place].to_owned(), drawn.text)
    }

    #[test]
    fn a_line_that_fits_is_drawn_whole() {
        let (marked, text) = draw("title: Forum", 7..12, 12);
        assert_eq!((marked.as_str(), text.as_str()), ("Forum", "title: Forum"));
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_marked() {
        let line = format!("{}Forum{}", "a".repeat(1000), "ü".repeat(1000));
        let (marked, text) = draw(&line, 1000..1005, 25);
        assert_eq!(marked, "Forum");
        assert_eq!(text, "…aaaaaaaaaaForumüüüüüüüüüü…");
    }

    #[test]
    fn of_a_long_marked_text_both_ends_are_drawn() {
        let line = format!("begin {} end.", "a".repeat(1000));
        let (marked, text) = draw(&line, 0..line.len() - 1, 40);
        assert_eq!(text, "begin aaaa…aaaaaa end.");
        assert_eq!(marked, "begin aaaa…aaaaaa end");
    }

    #[test]
    fn of_a_long_line_without_marks_the_beginning_is_drawn() {
        let layout = Layout {
            width: 10,
            ellipsis: "...",
            ..Layout::DEFAULT
        };
        let drawn = DrawnLine::new(&"a".repeat(1000), &[], layout, None);
        assert_eq!(drawn.text, "aaaaaaaaaa...");
    }

    #[test]
    fn marks_stay_on_their_text_behind_tabs_and_escapes() {
        let (marked, text) = draw("a\tb\u{1b}[1mForum\0", 7..12, 80);
        assert_eq!(
            (marked.as_str(), text.as_str()),
            ("Forum", r"a   b\u{1b}[1mForum\u{0}")
        );
    }
}
