//! What the parts of a report are called in messages.

use super::PartKind;
use crate::report::numeral::Label;
use crate::report::outline::without_annex_word;

impl PartKind {
    /// What one of the kind is called.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Annex => "annex",
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::Footnote => "footnote",
            Self::Table => "table",
            Self::Figure => "figure",
            Self::Session => "session",
        }
    }

    /// The label of one without the word before its number, which a message has before it: "II" of "Annex II".
    pub(crate) fn bare(self, label: &str) -> &str {
        let bare = match self {
            Self::Annex => Some(without_annex_word(label)),
            _ => without_word(label, self.name()),
        };
        bare.filter(|bare| !bare.is_empty()).unwrap_or(label)
    }

    /// What one with this label is called: "annex II", and "Attachment B" where the label has a word of its own.
    pub(crate) fn called(self, label: &str) -> String {
        let bare = self.bare(label);
        let has_word = Label::parse(bare).is_some_and(|parsed| !parsed.prefix.is_empty());
        if has_word && self == Self::Annex {
            return bare.to_owned();
        }
        format!("{} {bare}", self.name())
    }
}

/// What comes after the word; `None` where the label begins with another.
fn without_word<'l>(label: &'l str, word: &str) -> Option<&'l str> {
    let (first, rest) = label.split_once(char::is_whitespace)?;
    first.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}
