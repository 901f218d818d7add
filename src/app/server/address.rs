//! Files as the protocol names them: by `file` URIs.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::schema::RESERVED;

const SCHEME: &str = "file://";

/// The URI of a file, by its absolute path.
pub(super) fn uri(path: &Path) -> Uri {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) {
        format!("/{}", path.trim_start_matches(r"\\?\").replace('\\', "/"))
    } else {
        path.into_owned()
    };
    Uri(format!("{SCHEME}{}", utf8_percent_encode(&path, RESERVED)))
}

/// The path of a URI, if it is one of a file.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix(SCHEME)?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if !path.starts_with('/') {
        return None;
    }
    Some(if cfg!(windows) {
        PathBuf::from(path[1..].replace('/', "\\"))
    } else {
        PathBuf::from(path.as_ref())
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_uri_lead_to_each_other() {
        for (name, written) in [
            ("/reports/report.yaml", "file:///reports/report.yaml"),
            ("/a b/é#?%.yaml", "file:///a%20b/%C3%A9%23%3F%25.yaml"),
        ] {
            assert_eq!(uri(Path::new(name)).0, written);
            assert_eq!(path(&Uri(written.to_owned())), Some(PathBuf::from(name)));
        }
    }

    #[test]
    fn what_is_on_no_disk_has_no_path() {
        for other in [
            "untitled:Untitled-1",
            "https://example.org/a",
            "file://host/a",
            "file:a",
        ] {
            assert_eq!(path(&Uri(other.to_owned())), None, "{other}");
        }
    }
}
