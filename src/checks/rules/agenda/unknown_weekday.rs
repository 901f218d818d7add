use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::calendar::{self, Language};
use crate::report::{Agenda, Report, Text};

rule! {
    /// The weekday of a day of the agenda is not a weekday in any known language.
    ///
    /// ## Why it matters
    /// The word is most likely misspelt, and its date cannot be checked.
    ///
    /// reportlint knows the weekdays in the six languages of the United Nations, in the languages of Europe and in some
    /// others. It does not check short forms, such as "Do" and "Mer.", or a weekday among other words. It reports
    /// nothing if `document.language` is another language, or if the script of the word belongs to none of these
    /// languages. If neither `document.language` nor another day of the agenda shows the language, it reports only a
    /// word that is close to a weekday.
    ///
    /// ## How to fix it
    /// Correct the weekday, or move the text to `label` or `title`.
    warning "agenda/unknown-weekday"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(agenda) = &report.agenda else {
        return;
    };
    let tag = report.document.as_ref().and_then(|it| it.language);
    let language = tag.and_then(|tag| Language::tagged(&tag));
    if tag.is_some() && language.is_none() {
        return;
    }
    let language_is_known = language.is_some() || shows_language(agenda);
    let weekdays = agenda.days.iter().filter_map(|day| day.weekday);
    let unknown: Vec<Text<'_>> = weekdays.filter(|it| is_unknown(it)).collect();
    if unknown.is_empty() {
        return;
    }
    let names = Index::new(calendar::weekday_names().map(|name| (name, ())));
    for weekday in unknown {
        let nearest = names.nearest(&weekday);
        if nearest.is_none() && !language_is_known {
            continue;
        }
        let draft = findings.add(
            format!(
                "\"{}\" is not a weekday in any known language",
                weekday.value
            ),
            &weekday,
            "not a weekday",
        );
        draft.help(nearest.map_or_else(
            || "correct the weekday, or move the text to `label` or `title`".to_owned(),
            did_you_mean,
        ));
    }
}

/// Whether a day of the agenda has a weekday in a known language.
fn shows_language(agenda: &Agenda<'_>) -> bool {
    let mut weekdays = agenda.days.iter().filter_map(|day| day.weekday);
    weekdays.any(|weekday| calendar::weekday_named(&weekday).is_some())
}

fn is_unknown(text: &str) -> bool {
    let is_apart = |sign: char| !sign.is_alphabetic() && !matches!(sign, '-' | '\'' | '’');
    let words = text.split(is_apart);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_short = |word: &&str| word.chars().count() <= LONGEST_SHORT_FORM;
    let is_known = |word: &&str| {
        calendar::weekday_named(word).is_some() || calendar::begins_weekday_name(word)
    };
    is_in_known_script(text)
        && calendar::weekday_named(text).is_none()
        && !words.iter().any(is_known)
        && !(words.len() == 1 && words.iter().any(is_short))
}

/// The longest short form that is left alone, whatever it is: consonants such as "čtv" are none of any name's beginning.
const LONGEST_SHORT_FORM: usize = 3;

/// Whether all letters are Latin, Greek or Cyrillic: of other scripts only one language's weekdays are known.
fn is_in_known_script(text: &str) -> bool {
    let letters = || text.chars().filter(|sign| sign.is_alphabetic());
    letters().next().is_some()
        && letters().all(|sign| {
            matches!(sign, 'A'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}')
        })
}

fn did_you_mean(nearest: &str) -> String {
    format!("did you mean {nearest}?")
}

#[cfg(test)]
mod tests {
    use super::is_unknown;

    #[test]
    fn a_word_that_is_no_weekday_is_unknown() {
        for text in [
            "Frday",
            "Wensday",
            "Donerstag",
            "Forum",
            "Opening day",
            "срда",
        ] {
            assert!(is_unknown(text), "{text}");
        }
    }

    #[test]
    fn weekdays_short_forms_and_other_scripts_are_not() {
        for text in [
            "Friday",
            "fri.",
            "Fr",
            "Do.",
            "čtv",
            "Don",
            "Segunda",
            "segunda-feira",
            "Monday, 12 May",
            "Monday morning",
            "Dydd Llun",
            "thứ hai",
            "13",
            "",
            "金曜日",
            "יום שישי",
            "วันศุกร์",
            "Samedi/Saturday",
            "VENDREDI",
        ] {
            assert!(!is_unknown(text), "{text}");
        }
    }
}
