//! What a report calls itself, and what is in its title and symbol.

use crate::report::Report;

/// The names by which a report speaks of itself.
#[derive(Debug, Default)]
pub(crate) struct OwnNames<'t> {
    /// The kind of document that its title says it is: "Report", "Memorandum".
    document: Option<&'t str>,
    /// What it reports on: "Forum" of "Report on the Vienna Forum to Fight Human Trafficking".
    events: Vec<&'t str>,
    /// The words and numbers of its title and its symbol.
    words: Vec<&'t str>,
}

impl<'t> OwnNames<'t> {
    /// Reads them from the title of the document, its symbol and the name of the event. What others make (`instruments`) is
    /// no name of a report.
    pub(crate) fn of(report: &Report<'t>, instruments: &[&str]) -> Self {
        let document = report.document.as_ref().map(|document| &document.value);
        let title = document.and_then(|document| document.title);
        let title = title.map_or("", |title| title.value);
        let symbol = document.and_then(|document| document.symbol);
        let event = report.event.as_ref().and_then(|event| event.name);
        let mut nouns = nouns(title);
        let document = nouns.next();
        let from_event = event.and_then(|event| self::nouns(event.value).next());
        let events = nouns.next().into_iter().chain(from_event);
        let texts = [title, symbol.map_or("", |symbol| symbol.value)];
        let words = texts.into_iter().flat_map(|text| {
            let words = text.split(|sign: char| !sign.is_alphanumeric());
            words.filter(|word| {
                word.starts_with(|sign: char| sign.is_uppercase() || sign.is_ascii_digit())
            })
        });
        Self {
            document,
            events: events.filter(|name| !instruments.contains(name)).collect(),
            words: words.collect(),
        }
    }

    /// Whether it is the document's own kind: "report" of a report.
    pub(super) fn is_document(&self, word: &str) -> bool {
        self.document
            .is_some_and(|own| own.eq_ignore_ascii_case(word))
    }

    /// Whether it is the event that is reported on.
    pub(super) fn is_event(&self, word: &str) -> bool {
        self.events.contains(&word)
    }

    /// Whether the title or the symbol has the word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(&word)
    }
}

/// The last word of each run of capitalized words: "Report" and "Forum" of "Report of the Vienna Forum". Words after a
/// run belong to it no more.
fn nouns(name: &str) -> impl Iterator<Item = &str> {
    let is_capitalized = |word: &&str| word.starts_with(char::is_uppercase);
    let words = name.split(|sign: char| sign.is_whitespace() || sign == ',' || sign == ':');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let runs: Vec<&str> = words
        .chunk_by(|one, next| is_capitalized(one) == is_capitalized(next))
        .filter(|run| is_capitalized(&run[0]))
        .filter_map(|run| run.last().copied())
        .collect();
    runs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::with_report;

    #[test]
    fn names_are_the_nouns_of_title_and_event() {
        let report = "{document: {title: Report of the Vienna Forum to Fight Drought, symbol: E/CN.15/CRP.2},
            event: {name: World Conference on Water}}";
        with_report(report, |report| {
            let names = OwnNames::of(report, &["Convention"]);
            assert!(names.is_document("report") && !names.is_document("Forum"));
            assert!(names.is_event("Forum") && names.is_event("Conference"));
            assert!(!names.is_event("Water") && !names.is_event("Drought"));
            assert!(names.has("CRP") && names.has("15") && !names.has("the"));
        });
    }

    #[test]
    fn an_instrument_is_no_name() {
        let report =
            "{document: {title: Report on the Water Convention}, event: {name: '2024 Forum'}}";
        with_report(report, |report| {
            let names = OwnNames::of(report, &["Convention"]);
            assert!(!names.is_event("Convention"));
            assert!(names.is_event("Forum"));
        });
    }
}
