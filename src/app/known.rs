//! What was found before: at a commit, or when a baseline was written.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::error::Error;
use super::whole_file::write_whole;
use crate::output::{Identity, Outcome};
use crate::project::files::{Files, REPOSITORY, absolute};
use crate::project::{discover, error};

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
    /// What was found in an earlier state of the files; `is_gone` says whether there is no file of that name now.
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

    /// Whether a finding is among them; `is_new` says whether there was no file of that name before.
    pub(super) fn has(&self, identity: &Identity, is_new: impl Fn(&str) -> bool) -> bool {
        let has_moved = || self.anywhere.contains(&identity.anywhere) && is_new(&identity.file);
        self.here.contains(&identity.here) || has_moved()
    }
}

/// What a baseline calls the files: by their paths from the top of the project that it lies in, or else from its own folder,
/// so that it does not matter from which folder it is written or read.
pub(super) struct Names {
    top: PathBuf,
    working_folder: PathBuf,
}

impl Names {
    /// Those of the baseline at a path.
    pub(super) fn of(files: &dyn Files, working_folder: &Path, baseline: &Path) -> Self {
        let canonical = |path: &Path| files.canonical(path).unwrap_or_else(|_| path.to_owned());
        let working_folder = canonical(working_folder);
        let path = absolute(&working_folder, baseline);
        let folder = canonical(path.parent().unwrap_or(&path));
        let holds_repository = |folder: &&Path| files.kind(&folder.join(REPOSITORY)).is_ok();
        let repository = folder.ancestors().find(holds_repository);
        Self {
            top: repository.unwrap_or(&folder).to_owned(),
            working_folder,
        }
    }

    /// What it calls the file that is shown by a name.
    pub(super) fn name<'n>(&self, shown: &'n str) -> Cow<'n, str> {
        // what has no path, such as standard input, is nowhere
        if self.top == self.working_folder || shown.starts_with('<') {
            return shown.into();
        }
        let path = absolute(&self.working_folder, &discover::named(shown));
        let shared = self.top.components().zip(path.components());
        let shared = shared.take_while(|(one, other)| one == other).count();
        let up = self
            .top
            .components()
            .skip(shared)
            .map(|_| Component::ParentDir);
        let down = path.components().skip(shared);
        let name: PathBuf = up.chain(down).collect();
        discover::name(Path::new(""), &name).into()
    }
}

/// A list of findings that are accepted for now.
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
    /// All findings that count.
    pub(super) fn of(outcome: &Outcome, names: &Names) -> Self {
        let identities = outcome.identities_by(|name| names.name(name));
        let found = outcome.all().into_iter().zip(identities);
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
