//! `reportlint man`: the manual, for those who make packages.

use std::fs;
use std::path::Path;

use super::error::Error;
use super::whole_file::write_whole;
use crate::app::cli::shell::{Page, manual};

/// The page on the program; or, where a folder is named, all pages are written to it, and the text says so.
pub(super) fn man(folder: Option<&Path>) -> Result<String, Error> {
    let pages = manual().map_err(Error::Output)?;
    match folder {
        None => {
            let first = pages.into_iter().next().map(|page| page.text);
            Ok(String::from_utf8_lossy(&first.unwrap_or_default()).into_owned())
        }
        Some(folder) => write(&pages, folder),
    }
}

fn write(pages: &[Page], folder: &Path) -> Result<String, Error> {
    let unwritable = |path: &Path| {
        let path = path.display().to_string();
        |source| Error::Unwritable { path, source }
    };
    fs::create_dir_all(folder).map_err(unwritable(folder))?;
    let written = pages.iter().map(|page| {
        let path = folder.join(&page.name);
        write_whole(&path, |file| file.write_all(&page.text)).map_err(unwritable(&path))?;
        Ok(format!("wrote {:?}\n", path.display().to_string()))
    });
    written.collect()
}
