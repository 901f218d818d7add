//! What was found before: at a commit, or when a baseline was written.

use std::path::Path;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::error::Error;
use super::whole_file::write_whole;
use crate::output::{Identity, Outcome};
use crate::project::error;
use crate::project::files::Files;

/// The version of the files that baselines are.
const VERSION: u32 = 1;

/// Findings that are known, by their fingerprints.
#[derive(Debug, Default)]
pub(super) struct Known {
    here: FxHashSet<String>,
    /// Those in files that have gone, by fingerprints that do not depend on the name of the file.
    anywhere: FxHashSet<String>,
}

impl Known {
    /// What was found in an earlier state of the files; `is_gone` tells whether there is no file of that name now.
    pub(super) fn before(outcome: &Outcome, is_gone: impl Fn(&str) -> bool) -> Self {
        let mut known = Self::default();
        for identity in outcome.identities() {
            if !identity.stands {
                continue;
            }
            if is_gone(&identity.file) {
                known.anywhere.insert(identity.anywhere);
            }
            known.here.insert(identity.here);
        }
        known
    }

    /// Adds what is known by another.
    pub(super) fn extend(&mut self, other: Self) {
        self.here.extend(other.here);
        self.anywhere.extend(other.anywhere);
    }

    /// Whether a finding is among them; `is_new` tells whether there was no file of that name before.
    pub(super) fn has(&self, identity: &Identity, is_new: impl Fn(&str) -> bool) -> bool {
        let has_moved = || self.anywhere.contains(&identity.anywhere) && is_new(&identity.file);
        self.here.contains(&identity.here) || has_moved()
    }
}

/// A list of findings that are put up with for the time being.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Baseline {
    version: u32,
    findings: Vec<Entry>,
}

/// A finding of a baseline. What is not its fingerprint is there for those who read the file.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    fingerprint: String,
    rule: String,
    file: String,
    message: String,
}

impl Baseline {
    /// All findings that stand.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let found = outcome.all().into_iter().zip(outcome.identities());
        let standing = found.filter(|(_, identity)| identity.stands);
        let findings = standing.map(|((_, finding), identity)| Entry {
            fingerprint: identity.here,
            rule: finding.rule.id().to_owned(),
            file: identity.file,
            message: finding.message.clone(),
        });
        Self {
            version: VERSION,
            findings: findings.collect(),
        }
    }

    /// # Errors
    /// When the file cannot be read, or is no baseline of this version.
    pub(super) fn read(files: &dyn Files, path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let bytes = files.read(path);
        let limit = files.limits().bytes;
        let bytes = bytes.map_err(|error| error::Error::reading(&name, error, limit))?;
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(baseline) if baseline.version == VERSION => Ok(baseline),
            _ => Err(Error::NoBaseline { path: name }),
        }
    }

    /// The findings that it lists.
    pub(super) fn known(self) -> Known {
        let fingerprints = self.findings.into_iter().map(|entry| entry.fingerprint);
        Known {
            here: fingerprints.collect(),
            ..Known::default()
        }
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from);
        let written = text.and_then(|text| write_whole(path, |file| writeln!(file, "{text}")));
        written.map_err(|source| Error::Unwritable {
            path: path.display().to_string(),
            source,
        })
    }
}
