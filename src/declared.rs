//! The checks that a project declares for its own data, in its configuration under `documents`.

use crate::config::Settings;
use crate::documents::Documents;
use crate::finding::Finding;

/// What the checks find in the documents that they are declared for, each under its own id, `check/` and its name.
#[must_use]
pub fn check(_documents: &Documents<'_>, _settings: &Settings) -> Vec<Finding> {
    Vec::new()
}
