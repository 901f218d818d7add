//! What goes on in the background, and what is a break: by its kind or, where that says nothing, by its title.

use crate::report::clock::{Clock, Interval};
use crate::report::prose::words::{AgendaWords, Words};
use crate::report::{Item, ItemKind, Report, Spanned};

/// How long a desk is open at least, in minutes: what is shorter is an item of the programme, for everybody.
const SHORTEST_DESK: u16 = 60;

impl Report<'_> {
    /// Whether an item is background that conflicts with nothing, or may be, since its kind cannot be read.
    pub(crate) fn is_background(
        &self,
        item: &Spanned<Item<'_>>,
        interval: Option<Interval>,
    ) -> bool {
        match item.kind.as_deref() {
            Some(ItemKind::Exhibition | ItemKind::Registration) => true,
            Some(ItemKind::Other) => is_desk(item, interval),
            Some(_) => false,
            None => self.has_lost_kind(item) || is_desk(item, interval),
        }
    }
}

fn is_desk(item: &Item<'_>, interval: Option<Interval>) -> bool {
    let is_open_long = interval.is_none_or(|interval| {
        let [start, end] = [interval.start, interval.end].map(Clock::minutes);
        end.saturating_sub(start) >= SHORTEST_DESK
    });
    let names = [item.title, item.label].into_iter().flatten();
    is_open_long && names.into_iter().any(|name| names_a_desk(name.value))
}

/// Whether a title begins with the name of a desk. A language of which no words are known has none: its desks are known by
/// their kind.
fn names_a_desk(title: &str) -> bool {
    const LONGEST: usize = 10;
    let title: Vec<String> = words(title).take(LONGEST).collect();
    let begins_with_one = |known: &AgendaWords| {
        let is_before = |word: &&String| known.before_desks.contains(&word.as_str());
        let rest = &title[title.iter().take_while(is_before).count()..];
        known.desks.iter().any(|desk| {
            rest.len() >= desk.len() && desk.iter().zip(rest).all(|(wanted, word)| wanted == word)
        })
    };
    Words::all().any(|words| begins_with_one(&words.agenda))
}

/// Whether an item is a break: by its kind or, where it has none, by its title.
pub(crate) fn is_break(item: &Item<'_>) -> bool {
    match item.kind.as_deref() {
        Some(kind) => matches!(kind, ItemKind::Break | ItemKind::Reception),
        None => item
            .title
            .or(item.label)
            .is_some_and(|name| names_a_break(name.value)),
    }
}

/// What is in brackets, or after a comma, says more of the break.
fn names_a_break(title: &str) -> bool {
    let head = title
        .split(['(', '[', ',', ':', ';'])
        .next()
        .unwrap_or(title);
    let is_break = |word: &str| Words::all().any(|words| words.agenda.breaks.contains(&word));
    let mut words = words(head);
    let Some(first) = words.next() else {
        return false;
    };
    is_break(&first) || words.last().is_some_and(|last| is_break(&last))
}

fn words(title: &str) -> impl Iterator<Item = String> {
    let words = title.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_named_at_the_beginning_of_its_title() {
        for title in [
            "Registration",
            "On-site registration and coffee",
            "Early check-in",
            "Check - in",
            "REGISTRATION DESK",
            "Posters on display",
            "Expo",
        ] {
            assert!(names_a_desk(title), "{title}");
        }
        for title in [
            "Opening & Registration",
            "Introduction to registration of land titles",
            "Check your sources",
            "Exposed: what leaks",
            "Poster session",
            "Inscription",
            "",
        ] {
            assert!(!names_a_desk(title), "{title}");
        }
    }

    #[test]
    fn a_break_is_named_at_the_beginning_or_the_end() {
        for title in [
            "Lunch",
            "Coffee break",
            "Coffee and networking",
            "Networking lunch (Foyer)",
            "Welcome reception",
        ] {
            assert!(names_a_break(title), "{title}");
        }
        for title in [
            "Breakout groups",
            "How tea was taxed",
            "Pause",
            "",
            "(Lunch)",
        ] {
            assert!(!names_a_break(title), "{title}");
        }
    }
}
