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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::project::files::Disk;

    /// Two files of a folder, as they were read, each with another text.
    fn changed(folder: &Path) -> BTreeMap<String, ChangedFile> {
        let names = ["a.yaml", "b.yaml"].into_iter();
        let changed = names.map(|name| {
            let path = folder.join(name);
            fs::write(&path, "a: 1\n").unwrap();
            let name = path.display().to_string();
            let source = Source::decode(name.as_str(), b"a: 1\n".to_vec());
            let text = "a: 2\n".to_owned();
            (name, ChangedFile { source, text })
        });
        changed.collect()
    }

    fn texts(folder: &Path) -> [String; 2] {
        ["a.yaml", "b.yaml"].map(|name| fs::read_to_string(folder.join(name)).unwrap())
    }

    #[test]
    fn where_one_file_is_no_longer_what_was_read_none_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let changed = changed(folder.path());
        write(&changed, &Disk).unwrap();
        assert_eq!(texts(folder.path()), ["a: 2\n", "a: 2\n"]);
        fs::write(folder.path().join("a.yaml"), "a: 1\n").unwrap();
        let error = write(&changed, &Disk).unwrap_err();
        assert!(matches!(error, Error::FixOverChange { path } if path.ends_with("b.yaml")));
        assert_eq!(texts(folder.path()), ["a: 1\n", "a: 2\n"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_project_in_place_of_a_file_is_not_written_through() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("b.yaml"), "a: 1\n").unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let changed = changed(folder.path());
        let path = folder.path().join("b.yaml");
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(outside.path().join("b.yaml"), &path).unwrap();
        let error = write(&changed, &Disk).unwrap_err();
        assert!(matches!(error, Error::FixOutside { .. }), "{error}");
        assert_eq!(texts(folder.path()), ["a: 1\n", "a: 1\n"]);
    }
}
