//! What it takes to match a pattern, before it is matched.

use fancy_regex::Expr;
use regex_syntax::hir::{Class, HirKind};

/// How far a pattern may go back to look for another way to match. Only a pattern that refers back, or one of keys that looks
/// around, goes back at all; of others the time is linear.
pub(crate) const BACKTRACK_LIMIT: usize = 10_000;

/// What matters about a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cost {
    /// The states that it is compiled to, about.
    states: u64,
    goes_back: bool,
    /// At how many places it can go on in several ways; `None` where their number grows with the text.
    choices: Option<u32>,
}

impl Cost {
    /// What a pattern takes. One that cannot be read takes nothing.
    pub(crate) fn of(pattern: &str) -> Self {
        let nothing = Self {
            states: 0,
            goes_back: false,
            choices: Some(0),
        };
        Expr::parse_tree(pattern).map_or(nothing, |tree| Self::of_expr(&tree.expr))
    }

    fn of_expr(expr: &Expr) -> Self {
        let mut cost = Self {
            states: u64::from(expr.is_leaf_node() || matches!(expr, Expr::Alt(_))),
            goes_back: matches!(expr, Expr::LookAround(..) | Expr::Backref { .. }),
            choices: Some(0),
        };
        for child in expr.children_iter() {
            let child = Self::of_expr(child);
            cost.states = cost.states.saturating_add(child.states);
            cost.goes_back |= child.goes_back;
            cost.choices = cost
                .choices
                .zip(child.choices)
                .map(|(own, more)| own + more);
        }
        match expr {
            Expr::Delegate { inner, .. } => cost.states += ranges(inner) / 4,
            Expr::Literal { val, .. } => cost.states += val.len() as u64,
            Expr::Alt(forms) => {
                let more = u32::try_from(forms.len()).unwrap_or(u32::MAX);
                cost.choices = cost.choices.map(|choices| choices.saturating_add(more));
            }
            Expr::Repeat { lo, hi, .. } => {
                let most = if *hi == usize::MAX { *lo + 1 } else { *hi };
                cost.states = cost.states.saturating_mul(most.max(1) as u64);
                // a choice for each time of a choice, or one of how often
                cost.choices = match cost.choices {
                    Some(0) => Some(u32::from(lo != hi)),
                    _ => None,
                };
            }
            _ => {}
        }
        cost
    }

    /// Whether an engine may go back for it.
    pub(crate) fn goes_back(self) -> bool {
        self.goes_back
    }

    /// What it takes to compile it: a small one takes its time, too.
    pub(crate) fn size(self) -> u64 {
        self.states.saturating_add(20)
    }

    /// Whether it takes more than reading the text does.
    pub(crate) fn is_much(self) -> bool {
        const FEW: u64 = 64;
        self.goes_back || self.states > FEW
    }

    /// The steps that it takes at most for a text of this number of bytes.
    pub(crate) fn steps(self, length: usize) -> u64 {
        /// States that are looked at in one step, and bytes that are read as fast as one way is gone back.
        const STATES: u64 = 64;
        const BYTES: u64 = 25;
        let length = length as u64;
        if !self.goes_back {
            return length.saturating_mul(self.states) / STATES;
        }
        let places = length.saturating_add(1);
        let ways = self
            .choices
            .and_then(|choices| places.checked_pow(choices.checked_add(1)?));
        let ways = ways.unwrap_or(u64::MAX).min(BACKTRACK_LIMIT as u64);
        1 + ways.saturating_mul(BYTES.saturating_add(length)) / BYTES
    }
}

/// Of how many ranges of characters a class is made.
fn ranges(class: &str) -> u64 {
    let parsed = regex_syntax::Parser::new().parse(class);
    match parsed.map(regex_syntax::hir::Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class.ranges().len() as u64,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_takes_what_it_repeats_and_one_that_goes_back_its_ways() {
        for (pattern, length, least, most) in [
            ("^[a-z]{64}$", 64, 64, 80),
            ("(?:a[ab]{900}c){10}", 1000, 140_000, 150_000),
            ("^(?!x-)", 10, 1, 20),
            (r"^((?:a+)+)+\1b$", 32, 20_000, 40_000),
            (r"^(['\x22]).*\1$", 20, 100, 1000),
        ] {
            let found = Cost::of(pattern).steps(length);
            assert!(found >= least && found <= most, "{pattern}: {found}");
        }
    }
}
