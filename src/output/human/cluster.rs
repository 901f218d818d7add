//! Clusters of characters whose width on a terminal is not the sum of their widths: a family of emoji, a key with a number,
//! letters that are joined to one.
//!
//! The library that draws adds up the widths of characters. So each such cluster is replaced by as many other characters
//! as it is wide, and put back after drawing.

use icu_segmenter::GraphemeClusterSegmenter;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The first of the characters that replace clusters. They are for private use; one in a source is replaced itself.
const FIRST: u32 = 0x10_0000;

/// Follows a character that replaces a wide cluster, and is removed again.
const FILLER: char = '\u{10FFFD}';

/// The clusters that are replaced, in their order.
#[derive(Debug, Default)]
pub(super) struct Clusters(Vec<String>);

impl Clusters {
    /// Adds a cluster to a text, or what replaces it there.
    pub(super) fn push(&mut self, text: &mut String, cluster: &str) {
        let width = width(cluster);
        let added: usize = cluster.chars().map(|it| it.width().unwrap_or(0)).sum();
        let is_private = |it: char| u32::from(it) >= FIRST;
        if width == 0 || width == added && !cluster.contains(is_private) {
            text.push_str(cluster);
            return;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let stand_in = FIRST.checked_add(number).and_then(char::from_u32);
        let Some(stand_in) = stand_in.filter(|it| *it < FILLER) else {
            text.push_str(cluster);
            return;
        };
        text.push(stand_in);
        text.extend(std::iter::repeat_n(FILLER, width - 1));
        self.0.push(cluster.to_owned());
    }

    /// Puts the clusters back into a text.
    pub(super) fn put_back(&self, text: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let mut whole = String::with_capacity(text.len());
        for character in text.chars().filter(|it| *it != FILLER) {
            let number = u32::from(character).checked_sub(FIRST);
            match number.and_then(|number| self.0.get(number as usize)) {
                Some(cluster) => whole.push_str(cluster),
                None => whole.push(character),
            }
        }
        *text = whole;
    }
}

/// Where the clusters of a text start and end.
pub(super) fn ends(text: &str) -> Vec<usize> {
    GraphemeClusterSegmenter::new().segment_str(text).collect()
}

/// The columns that a cluster takes.
fn width(cluster: &str) -> usize {
    let characters: Vec<char> = cluster.chars().collect();
    let is_joined = |pair: &[char]| joins_letters(pair[0]) && pair[1].is_alphabetic();
    let joined = characters.windows(2).filter(|pair| is_joined(pair)).count();
    cluster.width().saturating_sub(joined)
}

/// Whether a character joins the letters on both of its sides to one: the virama of a script of India.
fn joins_letters(character: char) -> bool {
    matches!(
        character,
        '\u{94D}' | '\u{9CD}' | '\u{ACD}' | '\u{B4D}' | '\u{C4D}' | '\u{D4D}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_as_wide_as_it_is_drawn() {
        for (cluster, columns) in [
            ("a", 1),
            ("会", 2),
            ("e\u{301}", 1),
            ("👨\u{200D}👩\u{200D}👧\u{200D}👦", 2),
            ("👩\u{200D}💻", 2),
            ("👍🏽", 2),
            ("1\u{FE0F}\u{20E3}", 2),
            ("❤\u{FE0F}", 2),
            ("🇦🇹", 2),
            ("क\u{94D}ष", 1),
            ("\u{100005}", 1),
        ] {
            let (mut clusters, mut text) = (Clusters::default(), String::new());
            clusters.push(&mut text, cluster);
            let drawn: usize = text.chars().map(|it| it.width().unwrap_or(0)).sum();
            assert_eq!(drawn, columns, "{cluster}");
            clusters.put_back(&mut text);
            assert_eq!(text, cluster);
        }
    }
}
