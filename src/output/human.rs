//! Findings for people: drawn, or told in sentences. The only place that knows of `miette`.

mod diagnostic;
#[cfg(feature = "cli")]
mod draw;
mod excerpt;
mod line;
mod sign;

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
    /// Stands where something is cut out.
    ellipsis: &'static str,
    /// Whether signs are put back into what is drawn.
    puts_back_signs: bool,
}

impl Layout {
    /// That of a terminal of which nothing is known.
    const DEFAULT: Self = Self {
        width: 80,
        ellipsis: "…",
        puts_back_signs: false,
    };

    fn new(width: usize, appearance: Appearance) -> Self {
        let ellipsis = if appearance.unicode { "…" } else { "..." };
        Self {
            width,
            ellipsis,
            puts_back_signs: false,
        }
    }

    /// A message as it may be printed, and no longer than can be read.
    fn shown(self, message: &str) -> String {
        match message.char_indices().nth(MOST_CHARACTERS) {
            Some((end, _)) => escape::line(&message[..end]).into_owned() + self.ellipsis,
            None => escape::line(message).into_owned(),
        }
    }
}
