//! The language of a report's text: the one that it declares, else the one that the text shows.

use std::fmt;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Prose;
use super::passage::Passage;
use super::words::Words;

/// The language of a text, and how it is known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Language<'t> {
    /// `document.language` says so.
    Declared {
        /// Its tag, as written.
        tag: &'t str,
        /// What is known of it, if anything.
        words: Option<&'static Words>,
    },
    /// The text shows it.
    Shown(&'static Words),
    /// Neither.
    Unknown,
}

impl<'t> Language<'t> {
    /// The language of the report.
    pub(super) fn of(prose: &Prose<'_, 't>) -> Self {
        let report = prose.report;
        let declared = report.document.as_ref().and_then(|it| it.language);
        match declared.filter(|tag| says_something(tag)) {
            Some(tag) => Self::Declared {
                tag: tag.value,
                words: Words::of_tag(&tag),
            },
            None => shown(prose.passages()).map_or(Self::Unknown, Self::Shown),
        }
    }

    /// Whether it is Arabic.
    pub(crate) fn is_arabic(self) -> bool {
        let tag = match self {
            Self::Declared { tag, .. } => tag,
            Self::Shown(words) => words.tag,
            Self::Unknown => "",
        };
        tag.split('-').next() == Some("ar")
    }

    /// What is known of it.
    pub(crate) fn words(self) -> Option<&'static Words> {
        match self {
            Self::Declared { words, .. } => words,
            Self::Shown(words) => Some(words),
            Self::Unknown => None,
        }
    }
}

impl fmt::Display for Language<'_> {
    /// Why words of the language are missing.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declared { tag, .. } => write!(
                formatter,
                "document.language is \"{tag}\", and the words that the rule needs are not known in it"
            ),
            Self::Shown(Words { language, .. }) => write!(
                formatter,
                "the text is in {language}, and the words that the rule needs are not known in it"
            ),
            Self::Unknown => write!(
                formatter,
                "the text does not show which language it is in, and document.language does not say it"
            ),
        }
    }
}

/// Whether a tag names a language: `und` and `mul` do not.
fn says_something(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default().trim();
    !matches!(language, "" | "und" | "mul" | "mis" | "zxx")
}

/// How many words of a report are looked at.
const WORDS: usize = 4_000;

/// The language that the passages show, by their script and by its small words; `None` in case of doubt.
fn shown(passages: &[Passage<'_>]) -> Option<&'static Words> {
    let mut tally = Tally::default();
    for passage in passages {
        tally.count(&passage.text);
        if tally.words >= WORDS {
            break;
        }
    }
    tally.language()
}

/// What was counted.
#[derive(Debug, Default)]
struct Tally {
    words: usize,
    /// Characters that Chinese is written in.
    chinese: usize,
    /// Letters that Japanese and Korean have as well.
    of_neighbours: usize,
    /// How many of the words are small words of each language, in the order of [`Words::all`].
    frequent: Vec<usize>,
}

impl Tally {
    fn count(&mut self, text: &str) {
        for word in text.split(|sign: char| !sign.is_alphabetic()) {
            let Some(first) = word.chars().next() else {
                continue;
            };
            if is_east_asian(first) {
                self.count_signs(word);
                continue;
            }
            self.words += 1;
            self.count_small(word);
        }
    }

    fn count_signs(&mut self, signs: &str) {
        let all = signs.chars().count();
        let chinese = signs.chars().filter(|sign| is_chinese(*sign)).count();
        self.words += all;
        self.chinese += chinese;
        self.of_neighbours += all - chinese;
    }

    fn count_small(&mut self, word: &str) {
        static LANGUAGES: LazyLock<FxHashMap<&str, Vec<usize>>> = LazyLock::new(|| {
            let mut languages: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
            for (language, words) in Words::all().enumerate() {
                for word in words.frequent {
                    languages.entry(word).or_default().push(language);
                }
            }
            languages
        });
        /// In bytes.
        const LONGEST: usize = 16;
        self.frequent.resize(Words::all().count(), 0);
        if word.len() > LONGEST {
            return;
        }
        for &language in LANGUAGES
            .get(word.to_lowercase().as_str())
            .into_iter()
            .flatten()
        {
            self.frequent[language] += 1;
        }
    }

    /// The language whose small words are frequent enough to be no chance, and twice as frequent as those of any other.
    fn language(&self) -> Option<&'static Words> {
        const LEAST: usize = 2;
        const ONE_IN: usize = 8;
        if self.chinese * 2 > self.words && self.of_neighbours * 10 < self.chinese {
            return Words::of_tag("zh");
        }
        let mut counts: Vec<(usize, &Words)> =
            self.frequent.iter().copied().zip(Words::all()).collect();
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let [(first, words), (second, _), ..] = counts.as_slice() else {
            return None;
        };
        let is_clear = *first >= LEAST && first * ONE_IN >= self.words && *first >= second * 2;
        is_clear.then_some(*words)
    }
}

/// Characters of Chinese, Japanese and Korean, which put no spaces between words.
fn is_east_asian(sign: char) -> bool {
    is_chinese(sign) || matches!(sign, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_chinese(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::Prose;
    use crate::report::with_report;

    fn language_of(text: &str) -> Option<&'static str> {
        let report = format!("sections: [{{title: A, paragraphs: [{{text: {text:?}}}]}}]");
        with_report(&report, |report| {
            Prose::of(report)
                .language()
                .words()
                .map(|words| words.language)
        })
    }

    #[test]
    fn texts_show_their_language() {
        for (text, language) in [
            (
                "The Forum agreed that the list of members is to be sent to all of them.",
                "English",
            ),
            (
                "Le Forum a pris note du rapport et des recommandations qui figurent dans une annexe.",
                "French",
            ),
            (
                "El Foro tomó nota del informe y de las recomendaciones, y pidió que los miembros informaran.",
                "Spanish",
            ),
            (
                "Форум принял к сведению доклад и рекомендации, содержащиеся в приложении.",
                "Russian",
            ),
            (
                "أحاط المنتدى علما بالتقرير وبالتوصيات التي وردت في المرفق من هذا التقرير",
                "Arabic",
            ),
            (
                "Das Forum nahm den Bericht und die Empfehlungen im Anhang zur Kenntnis.",
                "German",
            ),
            ("论坛注意到报告和附件所载的建议。", "Chinese"),
        ] {
            assert_eq!(language_of(text), Some(language), "{text}");
        }
    }

    #[test]
    fn in_case_of_doubt_there_is_none() {
        for text in [
            "Het forum nam nota van het verslag en de aanbevelingen in de bijlage.",
            "O Fórum tomou nota do relatório e das recomendações que constam em anexo.",
            "Il Forum ha preso atto della relazione e delle raccomandazioni allegate.",
            "Форум узяв до відома доповідь та рекомендації, наведені у додатку.",
            "フォーラムは報告書と附属書の勧告に留意した。",
            "Vienna 2008",
            "See table 2.",
        ] {
            assert_eq!(language_of(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_declared_prevails_unless_it_names_no_language() {
        let text = "sections: [{title: The list of the members of the Forum}]";
        let language = |tag: &str| {
            let report = format!("document: {{language: {tag}}}\n{text}");
            with_report(&report, |report| {
                Prose::of(report).language().words().map(|words| words.tag)
            })
        };
        assert_eq!(language("fr-CA"), Some("fr"));
        assert_eq!(language("pt"), None);
        assert_eq!(language("und"), Some("en"));
    }
}
