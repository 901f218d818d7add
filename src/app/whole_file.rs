//! Files that are written whole or not at all.

use std::fs::{File, Permissions};
use std::io;
use std::path::Path;

use super::interruption;

/// Writes a file through another beside it, so that nobody ever sees half of it, and what was there stays if it cannot be
/// written. A device or a pipe takes what is written as it comes.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    // of a link, the file that it leads to is written
    let target = path.canonicalize();
    let path = target.as_deref().unwrap_or(path);
    let before = match path.metadata() {
        Ok(metadata) if !metadata.is_file() => {
            return write(&mut File::options().write(true).open(path)?);
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    if before.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = interruption::opened(|| {
        named_as_usual(&mut tempfile::Builder::new())
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(|error| without_path(&error))
    })?;
    let written = write(&mut file).and_then(|()| {
        if let Some(before) = before {
            file.as_file().set_permissions(before)?;
        }
        file.as_file().sync_all()
    });
    interruption::closed(file, |file| {
        written?;
        let persisted = file.persist(path);
        persisted
            .map(drop)
            .map_err(|error| without_path(&error.error))
    })
}

/// An error without the path of the temporary file, which nobody knows and which is added to what the system says.
fn without_path(error: &io::Error) -> io::Error {
    let said = error.to_string();
    let said = said.split(" at path \"").next().unwrap_or_default();
    io::Error::new(error.kind(), said)
}

/// A temporary file is for nobody else to read, but this one becomes a file like any other.
fn named_as_usual<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder
}
