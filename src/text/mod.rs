//! From bytes to a tree whose every node has its place. Knows nothing of reports.
//!
//! Read [`source`] first (bytes to text), then [`syntax`] (text to a tree of nodes) and [`place`] (a node as a place in a file).
//! [`block`] is what text for readers consists of, and [`mapped`] a text put together from pieces of it. [`pattern`] is the regular expressions that projects write, and [`yaml_1_1`] knows what readers of an older YAML make of a
//! scalar. [`composed`] is the form in which texts are compared. [`edit`] writes changes to a text.

pub(crate) mod block;
pub(crate) mod composed;
pub(crate) mod edit;
pub(crate) mod mapped;
pub(crate) mod pattern;
pub(crate) mod place;
pub(crate) mod source;
pub(crate) mod syntax;
pub(crate) mod word;
pub(crate) mod yaml_1_1;
