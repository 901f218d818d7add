//! Intervals of time, and which of them overlap.

use std::fmt;

/// A half-open interval: it ends just before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval<T> {
    /// Where it begins.
    pub start: T,
    /// Where it ends.
    pub end: T,
}

impl<T: fmt::Display> fmt::Display for Interval<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}–{}", self.start, self.end)
    }
}
