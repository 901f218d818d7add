//! The archive that a Word file is: the few parts of it that are read, each within limits.

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap;
use zip::ZipArchive;

use super::{Problem, xml};
use crate::text::source;

/// How many files the archive of a document may contain.
pub(crate) const MOST_ENTRIES: usize = 10_000;

/// How many bytes the parts that are read may have together.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// The folder of the parts of a document.
const FOLDER: &str = "word/";

/// The part that says what the others are.
const TYPES: &str = "[Content_Types].xml";

/// How the types of content of the parts end, and the names of the parts.
const PARTS: [(&str, &str); 6] = [
    (".document.main+xml", "document"),
    (".document.macroEnabled.main+xml", "document"),
    (".styles+xml", "styles"),
    (".numbering+xml", "numbering"),
    (".footnotes+xml", "footnotes"),
    (".endnotes+xml", "endnotes"),
];

/// The ending of these parts.
const ENDING: &str = ".xml";

/// What encrypted documents and those of old versions of Word begin with.
const OLD_FORMAT: &[u8] = b"\xD0\xCF\x11\xE0";

/// An archive that is open.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be read.
    left: u64,
    /// The files of the parts, by the names of their types of content.
    types: FxHashMap<&'static str, String>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        if bytes.starts_with(OLD_FORMAT) {
            return Err(Problem::OldFormat);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::NoArchive)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Problem::TooManyEntries(MOST_ENTRIES));
        }
        let mut package = Self {
            archive,
            left: MOST_BYTES,
            types: FxHashMap::default(),
        };
        package.read_types()?;
        Ok(package)
    }

    /// The text of a part, if the archive has it: the one with that type of content, else the one with the usual name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let usual = || format!("{FOLDER}{name}{ENDING}");
        let file = self.types.get(name).cloned().unwrap_or_else(usual);
        self.read(name, &file)
    }

    fn read(&mut self, name: &str, file: &str) -> Result<Option<String>, Problem> {
        let Some(index) = self.archive.index_for_name(file) else {
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

    /// Reads which file is which part. It is only looked for in the archive.
    fn read_types(&mut self) -> Result<(), Problem> {
        let Some(text) = self.read(TYPES, TYPES)? else {
            return Ok(());
        };
        let types = xml::parse(TYPES, &text)?;
        for part in xml::children(types.root_element(), "Override") {
            let kind = xml::attribute(part, "ContentType").unwrap_or_default();
            let file = xml::attribute(part, "PartName").unwrap_or_default();
            let known = PARTS.iter().find(|(ending, _)| kind.ends_with(ending));
            if let Some((_, name)) = known {
                let file = file.trim_start_matches('/').to_owned();
                self.types.entry(name).or_insert(file);
            }
        }
        Ok(())
    }
}
