//! A stated figure is the counted one.

/// A figure that a text states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    /// "twenty-eight": neither more nor fewer.
    Exactly(u64),
    /// "at least 28": that many or more. "Over 28" is at least 29.
    AtLeast(u64),
    /// "at most 28": that many or fewer.
    AtMost(u64),
}

impl Figure {
    /// Whether the figure is true of what was counted.
    #[must_use]
    pub(crate) fn holds(self, counted: u64) -> bool {
        match self {
            Self::Exactly(stated) => counted == stated,
            Self::AtLeast(stated) => counted >= stated,
            Self::AtMost(stated) => counted <= stated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_figure_holds_for_itself_alone() {
        let held: Vec<u64> = (27..=29)
            .filter(|&n| Figure::Exactly(28).holds(n))
            .collect();
        assert_eq!(held, [28]);
    }

    #[test]
    fn a_lower_bound_holds_from_itself_upwards() {
        let held: Vec<u64> = (27..=29)
            .filter(|&n| Figure::AtLeast(28).holds(n))
            .collect();
        assert_eq!(held, [28, 29]);
    }

    #[test]
    fn an_upper_bound_holds_up_to_itself() {
        let held: Vec<u64> = (27..=29).filter(|&n| Figure::AtMost(28).holds(n)).collect();
        assert_eq!(held, [27, 28]);
    }
}
