//! Turns of phrase that the messages of several rules share.

use std::fmt::Display;

/// The words as a list in a sentence: "014", "014 and 021", "014, 021 and 022".
pub(crate) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    joined(words, "and")
}

/// The words as a choice in a sentence: "draft", "draft or final", "sessions, days or people".
pub(crate) fn either<S: AsRef<str>>(words: &[S]) -> String {
    joined(words, "or")
}

fn joined<S: AsRef<str>>(words: &[S], conjunction: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} {conjunction} {last}", before.join(", ")),
    }
}

/// The words as such a list, of which a long one is cut: "014, 021, 022 and 5 others".
pub(crate) fn listed_briefly<S: AsRef<str>>(words: &[S]) -> String {
    const SHOWN: usize = 3;
    // To leave out one or two would save no room.
    if words.len() <= SHOWN + 2 {
        return listed(words);
    }
    let shown: Vec<&str> = words[..SHOWN].iter().map(AsRef::as_ref).collect();
    format!("{} and {} others", shown.join(", "), words.len() - SHOWN)
}

/// The longest message, in characters.
pub(crate) const LONGEST: usize = 1000;

/// How much of a longer message is kept at its end.
const END: usize = 200;

/// A message, a long one without its middle, since it may quote as much as a file contains.
pub(crate) fn shortened(message: String) -> String {
    // most are short, and have no more characters than bytes
    if message.len() <= LONGEST {
        return message;
    }
    let count = message.chars().count();
    let Some(left_out) = count.checked_sub(LONGEST).filter(|more| *more > 0) else {
        return message;
    };
    let at = |character| {
        let place = message.char_indices().nth(character);
        place.map_or(message.len(), |(at, _)| at)
    };
    let (start, end) = (at(LONGEST - END), at(count - END));
    format!(
        "{} … ({left_out} characters are left out) … {}",
        &message[..start],
        &message[end..]
    )
}

/// A number of things with a regular plural: "1 item", "2 items".
pub(crate) fn counted(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

/// How often: "once", "twice", "3 times".
pub(crate) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// The first of several places.
pub(crate) const FIRST_HERE: &str = "first here";

/// The second of them.
pub(crate) const AGAIN_HERE: &str = "again here";

/// Any further place.
pub(crate) const AND_HERE: &str = "and here";

/// It refers to something that does not exist.
pub(crate) const POINTS_TO_NOTHING: &str = "points to nothing";

/// It comes after or before its place.
pub(crate) const OUT_OF_ORDER: &str = "out of order";

/// Another one beside it.
pub(crate) const ALSO_OUT_OF_ORDER: &str = "out of order, too";

/// No rule has the name.
pub(crate) const NAMES_NO_RULE: &str = "no such rule";

/// Where to look for the right one.
pub(crate) const RULES_ARE_LISTED: &str = "for a list of the rules, run `reportlint rules`";

/// There is no rule of that name.
pub(crate) fn no_rule(name: &str) -> String {
    format!("there is no rule or group `{name}`")
}

/// What was probably meant.
pub(crate) fn did_you_mean(nearest: &str) -> String {
    format!("did you mean `{nearest}`?")
}

/// An entry out of order, and as many `more` that come next.
pub(crate) fn comes_after(entry: &str, more: usize, other: &str) -> String {
    match more {
        0 => format!("{entry} comes after {other}"),
        1 => format!("{entry} and the next entry come after {other}"),
        more => format!("{entry} and the next {more} entries come after {other}"),
    }
}

/// An entry out of order, and as many `more` that come next.
pub(crate) fn comes_before(entry: &str, more: usize, other: &str) -> String {
    match more {
        0 => format!("{entry} comes before {other}"),
        1 => format!("{entry} and the next entry come before {other}"),
        more => format!("{entry} and the next {more} entries come before {other}"),
    }
}

/// A date falls on another day of the week than the one that is written.
pub(crate) fn weekday_mismatch(date: impl Display, right: &str, written: &str) -> String {
    format!("{date} is a {right}, not a {written}")
}

/// What should be written instead.
pub(crate) fn should_be_weekday(right: &str) -> String {
    format!("should be {right}")
}

/// What a date is.
pub(crate) fn a_weekday(name: &str) -> String {
    format!("a {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_with_and() {
        assert_eq!(listed(&["014"]), "014");
        assert_eq!(listed(&["014", "021"]), "014 and 021");
        assert_eq!(listed(&["014", "021", "022"]), "014, 021 and 022");
    }

    #[test]
    fn a_choice_ends_with_or() {
        assert_eq!(either(&["draft", "final"]), "draft or final");
    }

    #[test]
    fn a_long_list_is_cut() {
        let codes = ["1", "2", "3", "4", "5", "6"];
        assert_eq!(listed_briefly(&codes[..5]), "1, 2, 3, 4 and 5");
        assert_eq!(listed_briefly(&codes), "1, 2, 3 and 3 others");
    }

    #[test]
    fn a_long_message_loses_its_middle() {
        let long = "é".repeat(LONGEST);
        assert_eq!(shortened(long.clone()), long);
        let longer = format!("{}b{}", "a".repeat(5000), "é".repeat(END));
        let expected = format!(
            "{} … (4201 characters are left out) … {}",
            "a".repeat(LONGEST - END),
            "é".repeat(END)
        );
        assert_eq!(shortened(longer), expected);
    }

    #[test]
    fn one_is_singular() {
        let items = [0, 1, 2].map(|count| counted(count, "item"));
        assert_eq!(items, ["0 items", "1 item", "2 items"]);
    }

    #[test]
    fn once_and_twice_are_words() {
        assert_eq!([1, 2, 3].map(times), ["once", "twice", "3 times"]);
    }
}
