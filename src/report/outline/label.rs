//! What a label says, apart from how it is written.

use crate::report::numeral::{Label, readings};
use crate::report::prose::words::Words;
use crate::report::title::comparable;

/// A label within its level: "b.1", "1" and "(1)" are the same below "b".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct LabelKey {
    /// The words before the number ("chapter"), `None` for whatever words.
    words: Option<String>,
    number: String,
}

impl LabelKey {
    pub(super) fn new(text: &str, parent: Option<&str>, is_annex: bool) -> Self {
        let text = if is_annex {
            without_annex_word(text)
        } else {
            text
        };
        let Some(label) = Label::parse(text) else {
            return Self {
                words: Some(String::new()),
                number: comparable(text),
            };
        };
        let repeats_parent = parent
            .and_then(Label::parse)
            .is_some_and(|parent| is_number_of(label.path, &parent));
        let mut number = label.numeral.to_owned();
        if !label.path.is_empty() && !repeats_parent {
            number = format!("{}.{number}", label.path);
        }
        if label.insertion > 1 {
            number = format!("{number} {}", label.insertion);
        }
        Self {
            words: Some(label.prefix.to_lowercase()),
            number,
        }
    }

    /// Of this number, whatever the words.
    pub(crate) fn with_any_words(&self) -> Self {
        Self {
            words: None,
            number: self.number.clone(),
        }
    }

    /// What it may be written as elsewhere: "1" for "Chapter 1", and anything with this number for "1".
    pub(super) fn with_other_words(&self) -> Self {
        let has_words = self.words.as_ref().is_some_and(|words| !words.is_empty());
        Self {
            words: has_words.then(String::new),
            number: self.number.clone(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.number.is_empty()
    }

    pub(crate) fn has_number_of(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// Whether the last part of a dotted path is the number of the label, in whatever style: "2" of "2.1" below "II".
fn is_number_of(path: &str, label: &Label<'_>) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let theirs = readings(label.numeral);
    readings(last)
        .iter()
        .any(|own| theirs.iter().any(|their| own.value == their.value))
}

/// Whether a label has dots, and no words.
pub(super) fn is_dotted(label: &str) -> bool {
    Label::parse(label).is_some_and(|label| label.prefix.is_empty() && !label.path.is_empty())
}

/// Whether a label or a path begins with a word for annexes: "Annex II", "Appendix".
pub(crate) fn names_annex(label: &str) -> bool {
    annex_word(label).is_some()
}

/// Whether a title is nothing but a word for annexes: "Annexes".
pub(crate) fn is_annex_word(title: &str) -> bool {
    names_annex(title) && !title.trim().contains(char::is_whitespace)
}

fn annex_word(label: &str) -> Option<&'static str> {
    let label = label.trim_start().to_lowercase();
    let mut words = Words::all().flat_map(|words| words.annexes.iter().copied());
    words.find(|word| label.starts_with(word))
}

/// The label without the word that says that it is one of an annex: "II" of "Annex II".
pub(crate) fn without_annex_word(label: &str) -> &str {
    let label = label.trim_start();
    let Some(word) = annex_word(label) else {
        return label;
    };
    // Chinese sets no space between the word and its number.
    let is_chinese = word.starts_with('附');
    let rest = label.strip_prefix(word).filter(|_| is_chinese);
    rest.or_else(|| Some(label.split_once(char::is_whitespace)?.1))
        .unwrap_or_default()
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str, parent: Option<&str>, is_annex: bool) -> bool {
        let key = |text| LabelKey::new(text, parent, is_annex);
        key(one).has_number_of(&key(other))
    }

    #[test]
    fn a_label_may_repeat_its_parents() {
        assert!(same("b.1", "1", Some("b"), false));
        assert!(same("(1)", "1.", Some("b"), false));
        assert!(same("2.1", "1", Some("II"), false));
        assert!(same("II.b.1", "b.1", Some("b"), false));
        assert!(!same("c.1", "1", Some("b"), false));
        assert!(!same("1", "1 bis", None, false));
    }

    #[test]
    fn an_annex_goes_by_its_number() {
        for label in [
            "Annex II",
            "II",
            "ANNEXE II",
            "Приложение II",
            "Anexo II.",
            "附件II",
        ] {
            assert!(same(label, "II", None, true), "{label}");
        }
        assert!(is_annex_word("Annexes") && !is_annex_word("Annex II"));
        assert!(LabelKey::new("Annex", None, true).is_empty());
    }
}
