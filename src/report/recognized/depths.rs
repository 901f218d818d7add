//! How deep headings are in a source that says so itself, and whose authors at times say it wrong.

use super::label::{Fit, Numbered};

/// The headings around the next one.
#[derive(Debug, Default)]
pub(super) struct Depths {
    /// How deep the source has each, and how deep it is.
    around: Vec<(u8, usize)>,
    /// How deep the last heading is on each level of numbers.
    numbered: Vec<usize>,
}

impl Depths {
    /// Begins below one heading, if the source has it as one.
    pub(super) fn below(first: Option<u8>) -> Self {
        Self {
            around: first.map(|depth| (depth, 0)).into_iter().collect(),
            numbered: Vec::new(),
        }
    }

    /// How deep a heading is that has no number.
    pub(super) fn of_unnumbered(&mut self, own: u8) -> usize {
        while self.around.pop_if(|(other, _)| *other >= own).is_some() {}
        let depth = self.around.last().map_or(0, |(_, depth)| depth + 1);
        self.around.push((own, depth));
        depth
    }

    /// How deep a heading is whose number fits so at that level of numbers. A number that goes on with others shows that more
    /// surely than the source; one that begins a level does if the contents list it, or if it contains the number above.
    pub(super) fn of_numbered(
        &mut self,
        own: u8,
        numbered: &Numbered,
        (level, fit): (usize, Fit),
        listed: Option<usize>,
    ) -> usize {
        let above = || Some(self.numbered.last()? + 1);
        let depth = match fit {
            Fit::Continues => self.numbered.get(level).copied(),
            Fit::Opens if numbered.label.text().contains('.') => above(),
            Fit::Opens => listed,
            Fit::Breaks | Fit::Stray => None,
        };
        let depth = match depth {
            Some(depth) => {
                self.around.retain(|(_, other)| *other < depth);
                self.around.push((own, depth));
                depth
            }
            None => self.of_unnumbered(own),
        };
        self.numbered.truncate(level);
        self.numbered.resize(level, depth);
        self.numbered.push(depth);
        depth
    }
}
