//! `reportlint init`: writes a first configuration.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::error::Error;
use crate::project::config::{FILE_NAME, TEMPLATE};
use crate::project::discover::name;

/// Writes the configuration to a folder, and says so.
pub(super) fn init(folder: &Path) -> Result<String, Error> {
    let path = folder.join(FILE_NAME);
    let shown = name(Path::new(""), &path);
    // whatever is there stays, even if it comes there in this very moment
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    match written {
        Ok(()) => Ok(format!(
            "wrote {shown:?}; take the `# ` from the keys you need\n"
        )),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::ConfigExists { path: shown })
        }
        Err(source) => Err(Error::Unwritable {
            path: shown,
            source,
        }),
    }
}
