//! What the parts of a report are called in messages.

use super::Kind;
use crate::report::outline::without_annex_word;

impl Kind {
    /// What one of the kind is called.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        let [one, _] = self.names();
        one
    }

    /// What several of the kind are called.
    #[must_use]
    pub(crate) fn plural(self) -> &'static str {
        let [_, several] = self.names();
        several
    }

    /// What so many of the kind are called.
    #[must_use]
    pub(crate) fn name_of(self, count: usize) -> &'static str {
        if count == 1 {
            self.name()
        } else {
            self.plural()
        }
    }

    /// The label of one without the word for the kind, which a message has before it: "II" of "Annex II".
    pub(crate) fn bare(self, label: &str) -> &str {
        let bare = match self {
            Self::Annex => Some(without_annex_word(label)),
            _ => without_word(label, self.name()),
        };
        bare.filter(|bare| !bare.is_empty()).unwrap_or(label)
    }

    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Annex => ["annex", "annexes"],
            Self::Section => ["section", "sections"],
            Self::Paragraph => ["paragraph", "paragraphs"],
            Self::Footnote => ["footnote", "footnotes"],
            Self::Table => ["table", "tables"],
            Self::Figure => ["figure", "figures"],
            Self::Session => ["session", "sessions"],
        }
    }
}

/// What comes after the word; `None` where the label begins with another.
fn without_word<'l>(label: &'l str, word: &str) -> Option<&'l str> {
    let (first, rest) = label.split_once(char::is_whitespace)?;
    first.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}
