//! Patterns that a project writes itself: regular expressions that are matched in linear time, and take bounded memory.

mod cost;

pub(crate) use cost::{BACKTRACK_LIMIT, Cost};

use regex::{Regex, RegexBuilder};

/// Bytes that a compiled pattern may take: enough for any that somebody writes by hand.
const SIZE_LIMIT: usize = 1 << 20;

/// Characters that a pattern may have. Compiling takes time with its length, and so does repeating what is long.
pub(crate) const LONGEST: usize = 1000;

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Regex,
    cost: Cost,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It asks for more than can be had in linear time and bounded memory.
    #[error("it is too large")]
    TooLarge,
    /// Those before it come to as much as there is room for.
    #[error("the patterns of the configuration before it are large, and leave no room for it")]
    NoRoom,
    /// It is not written as one.
    #[error("{0}")]
    Syntax(String),
}

impl Pattern {
    /// Reads a pattern, as the crate `regex` has it.
    ///
    /// # Errors
    /// It is not written as one, or grows too large.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        if text.len() > LONGEST {
            return Err(PatternError::TooLarge);
        }
        let compiled = RegexBuilder::new(text).size_limit(SIZE_LIMIT).build();
        let regex = compiled.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
            other => PatternError::Syntax(reason(&other.to_string())),
        })?;
        let cost = Cost::of(text);
        Ok(Self { regex, cost })
    }

    /// The steps that it takes to look for it in a text, beyond what reading the text takes.
    pub(crate) fn steps(&self, text: &str) -> usize {
        let steps = self.cost.is_much().then(|| self.cost.steps(text.len()));
        steps.map_or(0, |steps| usize::try_from(steps).unwrap_or(usize::MAX))
    }

    /// Whether it is found somewhere in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// What is wrong, without the drawing of where: it comes last.
fn reason(message: &str) -> String {
    let last = message.lines().last().unwrap_or(message).trim();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_found_anywhere_unless_it_has_anchors() {
        assert!(Pattern::new("[0-9]{3}").unwrap().is_in("session 014"));
        assert!(!Pattern::new("^[0-9]{3}$").unwrap().is_in("session 014"));
    }

    #[test]
    fn what_explodes_is_an_error() {
        let large = [r"(\w{100}){100}", r"((a{100}){100}){100}"];
        for text in large {
            assert_eq!(Pattern::new(text).unwrap_err(), PatternError::TooLarge);
        }
        let long = Pattern::new(&"a".repeat(LONGEST + 1)).unwrap_err();
        assert_eq!(long, PatternError::TooLarge);
    }

    #[test]
    fn what_is_wrong_is_said_in_a_line() {
        let error = Pattern::new("[0-9").unwrap_err();
        assert_eq!(error.to_string(), "unclosed character class");
        let error = Pattern::new("(?=a)").unwrap_err();
        assert!(error.to_string().starts_with("look-around"), "{error}");
    }
}
