//! The rules of the group `import`: what is uncertain in a report that was recognized in a text for readers.

mod undecided;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] =
    &[(&undecided::RULE, Check::ReportFiles(undecided::check))];
