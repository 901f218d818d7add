//! What it may cost to check a file by its schema.
//!
//! How often a schema is applied to a value follows neither from the schema nor from the depth of the data: of twenty
//! branches that lead back to the same schema nineteen mostly end at the first key. So the steps are counted while they
//! are made, and a check that makes too many is given up. Further limits on the same check belong here.

use std::cell::Cell;

use crate::syntax::Tree;

/// The steps that a file may take whatever its size, and those for each of its nodes besides. What leads back to itself by
/// one way takes a few steps for each keyword and node; what keeps within this takes seconds at the most.
const STEPS: u64 = 10_000_000;
const STEPS_EACH: u64 = 200;

/// What an error costs: its places in the file and in the schema are written out, and it is kept until all are there.
pub(super) const ERROR: u64 = 20;

/// The bytes of a text that are read in one step.
const BYTES: usize = 64;

/// The references from schema to schema that are followed in one step.
const REFERENCES: u64 = 64;

/// The steps that are left for the check of a file.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<u64>,
    /// What it costs to go to a value.
    visit: u64,
}

/// The budget was used up before the check was done, so that nothing is known about the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exceeded;

impl Budget {
    /// For a whole file, and a schema that may follow so many references for one value: the validator asks nothing about the
    /// value while it does.
    pub(super) fn new(tree: &Tree<'_>, references: u64) -> Self {
        let nodes = u64::try_from(tree.node_count()).unwrap_or(u64::MAX);
        Self {
            left: Cell::new(STEPS.saturating_add(nodes.saturating_mul(STEPS_EACH))),
            visit: 1 + references / REFERENCES,
        }
    }

    /// For the schemas of the program, which lead back to themselves by one way for each value.
    pub(super) fn unlimited() -> Self {
        Self {
            left: Cell::new(u64::MAX),
            visit: 1,
        }
    }

    /// Whether that many steps can still be made; they are taken from what is left.
    #[inline]
    pub(super) fn allows(&self, steps: u64) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        left > 0
    }

    /// Whether it can still be gone to a value.
    #[inline]
    pub(super) fn allows_visit(&self) -> bool {
        self.allows(self.visit)
    }

    /// Whether so much of a text can still be read.
    #[inline]
    pub(super) fn allows_reading(&self, text: &str) -> bool {
        self.allows(1 + (text.len() / BYTES) as u64)
    }

    /// # Errors
    /// When there are no steps left.
    pub(super) fn is_kept(&self) -> Result<(), Exceeded> {
        if self.left.get() > 0 {
            Ok(())
        } else {
            Err(Exceeded)
        }
    }
}
