//! How a suppression is written: `# reportlint: allow RULE[, RULE] [until YYYY-MM-DD] [-- reason]`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};
use thiserror::Error;

use crate::finding::wording::did_you_mean;
use crate::relation::resolve::nearest;
use crate::report::calendar::{Date, DateError};

/// Begins every directive.
const NAME: &str = "reportlint";

/// Allows rules in what the comment is about.
const ALLOW: &str = "allow";

/// Allows rules in the whole file.
const ALLOW_FILE: &str = "allow-file";

/// Comes before the last day.
const UNTIL: &str = "until";

static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^ \#* \s* (?i:reportlint) (?<colon>\s*:)? \s*
        (?<verb>\S*)
        (?<rules>.*?)
        (?: \s until (?<until> \s .*? | ) )?
        (?: -- (?<reason>.*) )?
        \s* $",
    )
    .expect("the pattern is well-formed")
});

/// What a comment asks for; byte ranges are those of the comment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) whole_file: bool,
    /// Ids and groups, as they are written; never empty.
    pub(super) rules: Vec<(String, Range<usize>)>,
    pub(super) until: Option<(Date, Range<usize>)>,
    pub(super) reason: Option<String>,
}

/// Why a comment cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) problem: CommentProblem,
    /// The words that are wrong.
    pub(super) at: Range<usize>,
}

/// What is wrong with a comment that looks like a suppression.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum CommentProblem {
    /// It is inside a text.
    #[error("it is part of a text, and no comment")]
    InText,
    /// `# reportlint allow …`
    #[error("a colon is missing after `reportlint`")]
    Colon,
    /// `# reportlint: alow …`
    #[error("\"{0}\" is neither `allow` nor `allow-file`")]
    Verb(String),
    /// `# reportlint: allow`, or nothing beside a comma.
    #[error("a rule is missing")]
    NoRule,
    /// `# reportlint: allow agenda/overlap agenda/order`
    #[error("\"{0}\" is not one rule")]
    Rule(String),
    /// `… until next year`
    #[error("`until` is followed by \"{0}\", but {1}")]
    Date(String, DateError),
    /// `allow-file` somewhere in the file.
    #[error("`allow-file` is below the first line of content")]
    Misplaced,
}

impl CommentProblem {
    /// What to write instead.
    #[must_use]
    pub(crate) fn help(&self) -> String {
        match self {
            Self::Verb(verb) => match nearest(verb, [ALLOW, ALLOW_FILE]) {
                Some(verb) => did_you_mean(verb),
                None => form(),
            },
            Self::Date(..) => "write the last day on which it is valid: `until 2027-01-01`".into(),
            Self::Rule(_) => "write a comma between two rules, and ` -- ` before the reason".into(),
            Self::InText => "move it to the line above the key, where it is a comment".into(),
            Self::Misplaced => {
                "move it to the top of the file, or write `allow` for what follows it".into()
            }
            Self::Colon | Self::NoRule => form(),
        }
    }

    /// The words that are wrong as they were probably meant.
    #[must_use]
    pub(crate) fn corrected(&self, words: &str, is_rule: impl Fn(&str) -> bool) -> Option<String> {
        match self {
            Self::Colon => {
                let (before, after) = words.split_at(end_of_our_name(words)?);
                Some([before, ":", after].concat())
            }
            Self::Verb(verb) => nearest(verb, [ALLOW, ALLOW_FILE]).map(str::to_owned),
            Self::Rule(_) => {
                let names = words
                    .split([',', ' ', '\t'])
                    .filter(|name| !name.is_empty());
                let names: Vec<&str> = names.collect();
                let are_rules = names.iter().all(|name| is_rule(name));
                are_rules.then(|| names.join(", "))
            }
            Self::InText | Self::NoRule | Self::Date(..) | Self::Misplaced => None,
        }
    }
}

fn form() -> String {
    "a suppression is written `# reportlint: allow RULE, RULE -- reason`".to_owned()
}

impl Directive {
    /// What the comment asks for; `None` where it is a comment for people.
    pub(super) fn in_comment(comment: &str) -> Option<Result<Self, Mistake>> {
        // most reports have no directive, and need no pattern
        end_of_our_name(comment)?;
        let captures = DIRECTIVE.captures(comment)?;
        let verb = captures.name("verb")?;
        let has_colon = captures.name("colon").is_some();
        let known = [ALLOW, ALLOW_FILE].contains(&verb.as_str());
        if !has_colon && !known {
            return None;
        }
        let whole = || 0..comment.trim_end().len();
        let mistake = |problem, at| Some(Err(Mistake { problem, at }));
        if !has_colon {
            return mistake(CommentProblem::Colon, whole());
        }
        if !known && !verb.is_empty() {
            return mistake(CommentProblem::Verb(verb.as_str().to_owned()), verb.range());
        }
        let rules = captures.name("rules")?;
        if rules.as_str().trim().is_empty() {
            return mistake(CommentProblem::NoRule, whole());
        }
        let reason = captures.name("reason").map(|reason| reason.as_str().trim());
        let reason = reason.filter(|reason| !reason.is_empty());
        let directive = || {
            Ok(Self {
                whole_file: verb.as_str() == ALLOW_FILE,
                rules: names(rules)?,
                until: captures.name("until").map(date).transpose()?,
                reason: reason.map(str::to_owned),
            })
        };
        Some(directive())
    }
}

/// A comment that allows rules, in the whole file or in what it is about.
#[must_use]
#[cfg(feature = "cli")]
pub(crate) fn allowing(whole_file: bool, rules: &[&str], reason: &str) -> String {
    let verb = if whole_file { ALLOW_FILE } else { ALLOW };
    format!("# {NAME}: {verb} {} -- {reason}", rules.join(", "))
}

/// Where our name ends, in a comment that begins with it.
fn end_of_our_name(comment: &str) -> Option<usize> {
    let words = comment.trim_start_matches('#').trim_start();
    let name = words.get(..NAME.len())?;
    let start = comment.len() - words.len();
    name.eq_ignore_ascii_case(NAME)
        .then_some(start + NAME.len())
}

/// The names between the commas.
fn names(list: Match<'_>) -> Result<Vec<(String, Range<usize>)>, Mistake> {
    let mut start = list.start();
    let names = list.as_str().split(',').map(|name| {
        let at = trimmed(name, start);
        start += name.len() + 1;
        let name = name.trim();
        let problem = if name.is_empty() {
            CommentProblem::NoRule
        } else if name.contains(char::is_whitespace) {
            CommentProblem::Rule(name.to_owned())
        } else {
            return Ok((name.to_owned(), at));
        };
        let at = trimmed(list.as_str(), list.start());
        Err(Mistake { problem, at })
    });
    names.collect()
}

fn date(until: Match<'_>) -> Result<(Date, Range<usize>), Mistake> {
    let at = trimmed(until.as_str(), until.start());
    let text = until.as_str().trim();
    match text.parse() {
        Ok(date) => Ok((date, at)),
        Err(error) => {
            // where no date is written, the word before it can be underlined
            let word = until.start() - UNTIL.len()..until.start();
            Err(Mistake {
                problem: CommentProblem::Date(text.to_owned(), error),
                at: if text.is_empty() { word } else { at },
            })
        }
    }
}

/// Where a text that starts at `start` is without the white space around it.
fn trimmed(text: &str, start: usize) -> Range<usize> {
    let start = start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> Directive {
        Directive::in_comment(comment).unwrap().unwrap()
    }

    /// The names, the date and the reason of a comment.
    fn parts(comment: &str) -> (Vec<String>, Option<String>, Option<String>) {
        let directive = read(comment);
        let names = directive.rules.iter().map(|(name, at)| {
            assert_eq!(&comment[at.clone()], name);
            name.clone()
        });
        let names = names.collect();
        let until = directive.until.map(|(_, at)| comment[at].to_owned());
        (names, until, directive.reason)
    }

    #[test]
    fn rules_a_date_and_a_reason() {
        let some = |text: &str| Some(text.to_owned());
        let one = || vec!["agenda/overlap".to_owned()];
        for (comment, expected) in [
            ("# reportlint: allow agenda/overlap", (one(), None, None)),
            ("#reportlint:allow agenda/overlap --", (one(), None, None)),
            (
                "## Reportlint :  allow-file\tagenda/overlap  ",
                (one(), None, None),
            ),
            (
                "# reportlint: allow agenda/overlap -- a walk -- until noon ",
                (one(), None, some("a walk -- until noon")),
            ),
            (
                "# reportlint: allow agenda/overlap until 2027-01-01 -- é, until then",
                (one(), some("2027-01-01"), some("é, until then")),
            ),
            (
                "# reportlint: allow agenda/overlap until  2027-01-01",
                (one(), some("2027-01-01"), None),
            ),
            (
                "# reportlint: allow agenda/overlap,text , until/x--why",
                (
                    ["agenda/overlap", "text", "until/x"]
                        .map(String::from)
                        .into(),
                    None,
                    some("why"),
                ),
            ),
        ] {
            assert_eq!(parts(comment), expected, "{comment}");
        }
        assert!(read("# reportlint: allow-file text").whole_file);
        assert!(!read("# reportlint: allow text").whole_file);
    }

    #[test]
    fn a_comment_for_people_is_left_to_them() {
        for comment in [
            "#",
            "# yaml-language-server: $schema=x",
            "# reportlint finds nothing here",
            "# reportlint",
            "# reportlint allows this",
            "# the agenda; reportlint: allow agenda",
        ] {
            assert_eq!(Directive::in_comment(comment), None, "{comment}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_reported_at_its_place() {
        for (comment, words, message) in [
            (
                "# reportlint allow text",
                "# reportlint allow text",
                "a colon is missing after `reportlint`",
            ),
            (
                "# reportlint: alow text",
                "alow",
                "\"alow\" is neither `allow` nor `allow-file`",
            ),
            ("# reportlint:", "# reportlint:", "a rule is missing"),
            (
                "# reportlint: allow -- why",
                "# reportlint: allow -- why",
                "a rule is missing",
            ),
            (
                "# reportlint: allow yaml, text/placeholder awaited",
                "yaml, text/placeholder awaited",
                "\"text/placeholder awaited\" is not one rule",
            ),
            (
                "# reportlint: allow text, -- why",
                "text,",
                "a rule is missing",
            ),
            (
                "# reportlint: allow text until May -- why",
                "May",
                "`until` is followed by \"May\", but a date is written YYYY-MM-DD",
            ),
            (
                "# reportlint: allow text until -- why",
                "until",
                "`until` is followed by \"\", but a date is written YYYY-MM-DD",
            ),
            (
                "# reportlint: allow text until 2027-02-30",
                "2027-02-30",
                "`until` is followed by \"2027-02-30\", but the calendar has no such day",
            ),
        ] {
            let mistake = Directive::in_comment(comment).unwrap().unwrap_err();
            assert_eq!(mistake.problem.to_string(), message);
            assert_eq!(&comment[mistake.at], words);
        }
    }
}
