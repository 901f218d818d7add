//! A number and the list right behind it: "three areas: (a) …; (b) …; (c) …", "two groups: the Lake Group; the Shore Group".

use std::cell::LazyCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::enumeration::{Enumeration, enumerations};
use super::number::{StatedFigure, figures};
use super::words::Numbers;

/// A figure, and how many items follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedList {
    /// The figure.
    pub stated: StatedFigure,
    /// How many items there are.
    pub counted: u64,
    /// Where they are in the text; `None` if they are points of their own.
    pub items: Option<Range<usize>>,
}

/// The most words that may be between the figure and the colon.
const MOST_WORDS: usize = 7;

/// The highest figure that is taken for that of a list.
const HIGHEST: u64 = 30;

/// The lists of the text that a figure announces. `points` is how many points the text is followed by.
#[must_use]
pub(crate) fn stated_lists(text: &str, points: usize, words: &Numbers) -> Vec<StatedList> {
    let lists = LazyCell::new(|| {
        let lists = enumerations(text).into_iter();
        let lists = lists.filter(|list| list.items.len() > 1);
        let lists = lists.map(|list| (list.items[0].marker.start, list));
        lists.collect::<Enumerations>()
    });
    let mut found = Vec::new();
    for colon in memchr::memchr_iter(b':', text.as_bytes()) {
        let after = &text[colon + 1..];
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            continue;
        }
        let Some(stated) = announcing(text, colon, words) else {
            continue;
        };
        let counted = if !after.trim_start().is_empty() {
            items(text, colon, &lists, words).map(|(count, range)| (count, Some(range)))
        } else if points > 0 {
            Some((points, None))
        } else {
            None
        };
        found.extend(counted.map(|(counted, items)| StatedList {
            stated,
            counted: counted as u64,
            items,
        }));
    }
    found
}

/// The lists with markers, by the place of the first.
type Enumerations = FxHashMap<usize, Enumeration>;

/// The most items that are counted: more than any figure that is taken for that of a list.
const MOST_ITEMS: usize = 64;

/// The figure that announces what is behind the colon: the last one in its clause, a few words before it.
fn announcing(text: &str, colon: usize, known: &Numbers) -> Option<StatedFigure> {
    const LONGEST: usize = 160;
    let from = text.floor_char_boundary(colon.saturating_sub(LONGEST));
    let ends_clause = |sign: char| matches!(sign, '.' | ';' | ':' | '\n' | '(' | ')');
    let clause = &text[from..colon];
    let clause_start = clause.rfind(ends_clause).map_or(from, |at| {
        from + at + clause[at..].chars().next().map_or(1, char::len_utf8)
    });
    let clause = &text[clause_start..colon];
    let mut stated = figures(clause, known).pop()?;
    let between = &clause[stated.range.end..];
    let words: Vec<&str> = between.split_whitespace().collect();
    let is_plain = |word: &&str| {
        word.chars()
            .all(|sign| sign.is_alphanumeric() || "-’'/".contains(sign))
    };
    let is_part = |word: &&str| known.parts.iter().any(|it| it.eq_ignore_ascii_case(word));
    let is_few = (1..=MOST_WORDS).contains(&words.len());
    let counts = (2..=HIGHEST).contains(&stated.value) && counts(clause, &stated, known);
    if !is_few || !counts || !words.iter().all(is_plain) || words.iter().any(is_part) {
        return None;
    }
    // what is counted is there in the plural
    let is_plural = words
        .iter()
        .any(|word| known.plurals.iter().any(|end| word.ends_with(end)));
    stated.range = clause_start + stated.range.start..clause_start + stated.range.end;
    is_plural.then_some(stated)
}

/// Whether the figure counts something, and does not name it.
fn counts(clause: &str, stated: &StatedFigure, known: &Numbers) -> bool {
    let before = clause[..stated.range.start].trim_end();
    let is_in_digits = clause[stated.range.start..].starts_with(|sign: char| sign.is_ascii_digit());
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let is_one_of = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
    if is_in_digits {
        before.is_empty() || is_one_of(known.before_counts)
    } else {
        !before.ends_with('-') && !is_one_of(known.before_parts)
    }
}

/// How many items follow the colon, and where they are.
fn items(
    text: &str,
    colon: usize,
    lists: &Enumerations,
    words: &Numbers,
) -> Option<(usize, Range<usize>)> {
    let behind = &text[colon + 1..];
    let start = text.len() - behind.trim_start().len();
    let is_on_lines = behind.trim_start_matches([' ', '\t']).starts_with('\n');
    marked(text, start, lists, words).or_else(|| {
        if is_on_lines {
            lined(text, start, words)
        } else {
            quoted(text, start, words).or_else(|| parted(text, start, words))
        }
    })
}

/// Items that each have a line: with a character at its start, or short and all written alike.
fn lined(text: &str, start: usize, known: &Numbers) -> Option<(usize, Range<usize>)> {
    const SIGNS: [char; 8] = ['-', '–', '—', '•', '*', '·', '▪', '◦'];
    const LONGEST: usize = 100;
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let mut lines: Vec<&str> = Vec::new();
    for line in text[line_start..].lines().map(str::trim_end) {
        // a list within the list, or no list
        if line.ends_with(':') || lines.len() >= MOST_ITEMS {
            return None;
        }
        lines.extend(Some(line).filter(|line| !line.is_empty()));
    }
    let range = start..text.trim_end().len();
    let sign = |line: &str| {
        let item = line.trim_start();
        let sign = item.chars().next().filter(|sign| SIGNS.contains(sign))?;
        let is_apart = item[sign.len_utf8()..].starts_with(char::is_whitespace);
        is_apart.then_some((line.len() - item.len(), sign))
    };
    if let Some(first) = sign(lines.first()?) {
        let rest = lines.iter().rev().find(|line| sign(line).is_some())?;
        let is_open = known.open_ends.iter().any(|words| rest.contains(words));
        let count = lines
            .iter()
            .filter(|line| sign(line) == Some(first))
            .count();
        return (count > 1 && !is_open).then_some((count, range));
    }
    let (last, others) = lines.split_last()?;
    let begins = |line: &&str| line.trim_start().starts_with(char::is_uppercase);
    let ends = |line: &str| {
        let joint = known
            .list_joints
            .iter()
            .find_map(|joint| line.strip_suffix(joint)?.strip_suffix(' '));
        let line = joint.unwrap_or(line);
        line.chars()
            .next_back()
            .filter(|sign| !sign.is_alphanumeric())
    };
    let end = ends(others.first()?);
    let is_sign = matches!(end, None | Some(';' | ','));
    let is_end = ends(last) == end || end.is_some() && ends(last) == Some('.');
    let are_alike = others.iter().all(|line| ends(line) == end)
        && lines
            .iter()
            .all(|line| begins(&line.trim_start()) == begins(last));
    let are_short = lines.iter().all(|line| line.len() <= LONGEST);
    let is_open = known.open_ends.iter().any(|words| last.contains(words));
    (is_sign && is_end && are_alike && are_short && !is_open).then_some((lines.len(), range))
}

/// Items in quotation marks, with nothing but commas, semicolons and a joint between them, up to the end of their sentence.
fn quoted(text: &str, start: usize, known: &Numbers) -> Option<(usize, Range<usize>)> {
    /// In bytes.
    const LONGEST: usize = 400;
    const MARKS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('‘', '’'), ('«', '»')];
    let mut rest = &text[start..];
    let mut count = 0;
    loop {
        let first = rest.chars().next()?;
        let (_, closing) = MARKS.into_iter().find(|(opening, _)| *opening == first)?;
        let inside = &rest[first.len_utf8()..];
        let end = inside[..inside.floor_char_boundary(LONGEST)].find(closing)?;
        count += 1;
        if count > MOST_ITEMS {
            return None;
        }
        let is_parted = inside[..end].ends_with([',', ';']);
        rest = &inside[end + closing.len_utf8()..];
        let trimmed = rest.trim_start_matches([',', ';', ' ', '\n']);
        let joint = known.list_joints.iter().find_map(|joint| {
            let rest = trimmed.strip_prefix(joint)?;
            rest.starts_with(char::is_whitespace).then_some(rest)
        });
        let next = joint.unwrap_or(trimmed).trim_start();
        let goes_on = next.starts_with(|sign| MARKS.iter().any(|(opening, _)| *opening == sign));
        if !goes_on {
            let is_end = rest.is_empty() || rest.starts_with(['.', '\n']);
            return (is_end && count > 1).then(|| (count, start..text.len() - rest.len()));
        }
        if rest.starts_with(MARKS.map(|(opening, _)| opening))
            || !is_parted && next.len() == rest.trim_start().len()
        {
            return None;
        }
        rest = next;
    }
}

/// Items with markers, the first of which is right behind the colon.
fn marked(
    text: &str,
    start: usize,
    lists: &Enumerations,
    known: &Numbers,
) -> Option<(usize, Range<usize>)> {
    /// In bytes.
    const WINDOW: usize = 300;
    let list = lists.get(&start)?;
    let mut numbers = list.items.iter().zip(1..);
    let runs_on = numbers.all(|(item, number)| item.number == number);
    let end = list.items.last()?.marker.end;
    let rest = &text[end..text.floor_char_boundary(end + WINDOW)];
    let is_open = known.open_ends.iter().any(|words| rest.contains(words));
    (runs_on && !is_open).then_some((list.items.len(), start..end))
}

/// Items that semicolons part, up to the end of their sentence.
fn parted(text: &str, start: usize, known: &Numbers) -> Option<(usize, Range<usize>)> {
    let stop = text[start..].find([':', '\n']);
    let clause = &text[start..stop.map_or(text.len(), |stop| start + stop)];
    let ends = |&(at, _): &(usize, &str)| {
        clause[at + 2..].starts_with(|sign: char| !sign.is_lowercase())
            && !is_shortened(&clause[..at])
    };
    let end = clause.match_indices(". ").find(ends).map(|(at, _)| at);
    // a list within the list
    if end.is_none() && text[start + clause.len()..].starts_with(':') {
        return None;
    }
    let (whole, rest) = clause.split_at(end.unwrap_or(clause.len()));
    let is_open = known.open_ends.iter().any(|words| whole.contains(words));
    // items that are sentences
    let goes_on = rest.contains(';');
    let has_brackets = whole.matches('(').count() != whole.matches(')').count();
    let items = whole.trim_end_matches([';', '.', ' ']).split(';');
    let count = items.clone().count();
    let is_whole = count > 1 && items.clone().all(|item| !item.trim().is_empty());
    (is_whole && !is_open && !has_brackets && !goes_on).then(|| (count, start..start + whole.len()))
}

/// Whether the dot behind belongs to a shortened word: "Mr", "No", "J".
fn is_shortened(before: &str) -> bool {
    const LONGEST: usize = 4;
    let word = before
        .rsplit(|sign: char| !sign.is_alphanumeric())
        .next()
        .unwrap_or_default();
    word.starts_with(char::is_uppercase)
        && word.len() < LONGEST
        && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::prose::words::Words;

    fn read(text: &str, points: usize) -> Vec<(u64, u64)> {
        let lists = stated_lists(text, points, Words::numbers(None)).into_iter();
        lists
            .map(|list| (list.stated.value, list.counted))
            .collect()
    }

    #[test]
    fn a_figure_announces_a_list() {
        assert_eq!(
            read(
                "Statements were made by nine towns, three on behalf of groups of towns: Lake Group; Shore Group; Hill Group; Wood Group.",
                0
            ),
            [(3, 4)]
        );
        assert_eq!(
            read(
                "It will take place in three phases: (1) Preparation; (2) tea; and (3) Report.",
                0
            ),
            [(3, 3)]
        );
        assert_eq!(read("The Board decided on two measures:", 3), [(2, 3)]);
        for list in [
            "\n- boats\n- piers\n  of wood\n- ropes",
            "\nBuy boats\nBuild piers\nTrain crews",
            "\nboats;\npiers; and\nropes.",
            " “Boats”, “Piers” and “Ropes”.",
            " \"Boats,\" \"Piers,\" and \"Ropes.\"",
            " “Boats”; “Piers: old and new”; “Ropes”",
        ] {
            let text = format!("The Board agreed on two themes:{list}");
            assert_eq!(read(&text, 0), [(2, 3)], "{text}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_colons_costs_no_more_than_its_length() {
        for piece in [
            "two boats: ",
            "two boats: (a) x; (b) y; ",
            "two boats:\n- a\n",
            "two boats: “a”, “b: ",
        ] {
            let _ = read(&piece.repeat(20_000), 0);
        }
    }

    #[test]
    fn what_announces_no_list_is_left_alone() {
        for text in [
            // a part is listed, and not all
            "Statements were made by 15 towns, including on behalf of groups: Lake Group; Shore Group.",
            // a name and no number of things
            "This falls under budget category 3: boats; piers.",
            "As at 31 May: boats came; piers were built.",
            // it goes on
            "There are four kinds of boats: sails; oars; etc.",
            // a list within the list
            "By five groups: Lake Group; Shore Group; and by towns: Hill; Wood.",
            // lines that are no items, or not all of them
            "There are two kinds of boats:\nthose that sail on the\nsea and those that do not.",
            "There are two kinds of boats:\nSails\nOars\nThe town has both.",
            "There are two kinds of boats:\n- sails\n- oars\n- etc.",
            "There are two kinds of boats: “sails”, “oars” and others.",
            // no list
            "The bank has two choices: lend or go. The town may object; it did not.",
        ] {
            assert_eq!(read(text, 0), [], "{text}");
        }
    }
}
