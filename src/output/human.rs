//! Findings for people: drawn, or described in sentences. The only place that knows of `miette`.

mod cluster;
mod diagnostic;
#[cfg(feature = "cli")]
mod draw;
mod excerpt;
mod line;

#[cfg(feature = "cli")]
pub(super) use draw::{draw, narrate};

use super::{Appearance, escape};

/// Characters of a message that are shown; one that is longer quotes a text that is in the source as well.
const MOST_CHARACTERS: usize = 1000;

/// What a drawing has to fit into.
#[derive(Debug, Clone, Copy)]
struct Layout {
    /// Columns of a line.
    width: usize,
    /// Replaces what is cut out.
    ellipsis: &'static str,
    /// Whether the clusters that were replaced are put back after drawing.
    puts_back_clusters: bool,
}

impl Layout {
    /// That of a terminal of which nothing is known.
    const DEFAULT: Self = Self {
        width: 80,
        ellipsis: "…",
        puts_back_clusters: false,
    };

    fn new(width: usize, appearance: Appearance) -> Self {
        let ellipsis = if appearance.unicode { "…" } else { "..." };
        Self {
            width,
            ellipsis,
            puts_back_clusters: false,
        }
    }

    /// A message with nothing in it that acts on a terminal, and no longer than people can read.
    fn shown(self, message: &str) -> String {
        match message.char_indices().nth(MOST_CHARACTERS) {
            Some((end, _)) => escape::line(&message[..end]).into_owned() + self.ellipsis,
            None => escape::line(message).into_owned(),
        }
    }
}
