//! What is judged.
//!
//! [`lint`] is the pipeline: read it first. [`rules`] are the rules about reports, [`declared`] the checks that a project
//! writes itself for its data files, and [`suppress`] is what comments and configurations declare to be as intended.

pub(crate) mod declared;
pub(crate) mod lint;
pub(crate) mod rules;
pub(crate) mod selector;
pub(crate) mod settings;
pub(crate) mod suppress;
