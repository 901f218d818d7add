//! Files with other texts, and how they are written: as they were except for these, all of a report or none.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::app::error::Error;
use crate::app::whole_file::write_whole;
use crate::project::discover;
use crate::project::files::{Files, is_written_outside};
use crate::text::source::Source;

/// A file that is fixed.
#[derive(Clone)]
pub(in crate::app) struct ChangedFile {
    /// The file as it was read.
    pub(in crate::app) source: Source,
    /// What it says now.
    pub(in crate::app) text: String,
}

impl ChangedFile {
    /// The file as it must be on disk.
    pub(in crate::app) fn bytes(&self) -> Vec<u8> {
        self.source.encoded(&self.text)
    }

    fn bytes_before(&self) -> Vec<u8> {
        self.source.encoded(self.source.text())
    }
}

/// Writes files, each whole; where one cannot be written, those before it become again what they were.
///
/// # Errors
/// Why one cannot be written, or may not be.
pub(super) fn write(
    changed: &BTreeMap<String, ChangedFile>,
    files: &dyn Files,
) -> Result<(), Error> {
    let paths: Vec<(&String, PathBuf, &ChangedFile)> = changed
        .iter()
        .map(|(name, file)| (name, discover::named(name), file))
        .collect();
    for (name, path, file) in &paths {
        if let Some(top) = is_written_outside(path) {
            return Err(Error::FixOutside {
                path: (*name).clone(),
                top: top.display().to_string(),
            });
        }
        let is_as_read = files
            .read(path)
            .is_ok_and(|bytes| bytes == file.bytes_before());
        if !is_as_read {
            return Err(Error::FixOverChange {
                path: (*name).clone(),
            });
        }
    }
    for (index, (name, path, file)) in paths.iter().enumerate() {
        let written = write_whole(path, |output| output.write_all(&file.bytes()));
        if let Err(source) = written {
            for (_, path, file) in &paths[..index] {
                // what cannot be undone is what nobody can do anything about
                let _ = write_whole(path, |output| output.write_all(&file.bytes_before()));
            }
            return Err(Error::Unwritable {
                path: (*name).clone(),
                source,
            });
        }
    }
    Ok(())
}
