//! The archive that a Word file is: the few parts of it that are read, each within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Problem;
use crate::text::source;

/// How many files the archive of a document may contain.
pub(crate) const MOST_ENTRIES: usize = 10_000;

/// How many bytes the parts that are read may have together.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// The folder of the parts of a document.
const FOLDER: &str = "word/";

/// The ending of these parts.
const ENDING: &str = ".xml";

/// An archive that is open.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be read.
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::NoArchive)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Problem::TooManyEntries(MOST_ENTRIES));
        }
        Ok(Self {
            archive,
            left: MOST_BYTES,
        })
    }

    /// The text of a part, if the archive has it. Nothing else says which part is meant but its name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let Some(index) = self.find(name) else {
            return Ok(None);
        };
        let broken = || Problem::BrokenPart(name.to_owned());
        let file = self.archive.by_index(index).map_err(|_| broken())?;
        // what the archive says of the size may be wrong: bytes are counted as they come
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        let read = read.map_err(|_| broken())? as u64;
        self.left = self
            .left
            .checked_sub(read)
            .ok_or(Problem::TooLarge(MOST_BYTES >> 20))?;
        source::decoded(bytes).map(Some).ok_or_else(broken)
    }

    /// A part by its name; some programs put a figure after the name.
    fn find(&self, name: &str) -> Option<usize> {
        let exact = format!("{FOLDER}{name}{ENDING}");
        let is_part = |other: &str| {
            let rest = other.strip_prefix(FOLDER)?.strip_prefix(name)?;
            let figures = rest.strip_suffix(ENDING)?;
            figures.bytes().all(|it| it.is_ascii_digit()).then_some(())
        };
        self.archive.index_for_name(&exact).or_else(|| {
            let mut names = self.archive.file_names().filter_map(Result::ok);
            let found = names.find(|it| is_part(it).is_some())?.into_owned();
            self.archive.index_for_name(&found)
        })
    }
}
