//! The rules of the group `footnotes`: footnotes and the marks that lead to them.

mod duplicate;
mod sequence;
mod undefined;
mod unused;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &undefined::RULE,
    &unused::RULE,
    &duplicate::RULE,
    &sequence::RULE,
];
