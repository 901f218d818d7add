use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use super::*;
use crate::project::files::{FileKind, Found, ReadError};

#[test]
fn a_clock_that_is_out_of_order_is_an_error() {
    let day = Duration::from_hours(24);
    assert_eq!(
        today(UNIX_EPOCH + day).unwrap(),
        "1970-01-02".parse().unwrap()
    );
    let error = today(UNIX_EPOCH - day).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the system clock shows a date before 1970; give the date with `--today YYYY-MM-DD`"
    );
    let far = UNIX_EPOCH + day * 365 * 20_000;
    assert!(matches!(today(far), Err(Error::Clock)));
}

#[test]
fn a_thread_can_check_one_lone_report_after_another() {
    for _ in 0..2 {
        let pool = pool(NonZeroUsize::new(2), 1).unwrap();
        assert_eq!(pool.install(|| rayon::join(|| 1, || 2)), (1, 2));
    }
}

/// Files of which one is found, and gone when it is read.
struct Vanishing(&'static str);

impl Files for Vanishing {
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        Disk.kind(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.canonical(path)
    }

    fn read_within(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        if path.ends_with(self.0) {
            return Err(ReadError::Io(io::ErrorKind::NotFound.into()));
        }
        Disk.read_within(path, limit)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Disk.names(folder)
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        Disk.below(folder)
    }

    fn matching(&self, pattern: &str) -> Option<Vec<Found>> {
        Disk.matching(pattern)
    }
}

/// What is reported about a report with a part, in a folder with another report, when that file has gone in the meantime.
fn told(gone: &'static str) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let report = "document: {title: Report}\n";
    let including = format!("{report}include: [part.yaml]\n");
    for (name, text) in [
        ("report.yaml", &*including),
        ("part.yaml", "sections: []\n"),
        ("b.report.yaml", report),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let scope = Scope {
        paths: &[],
        look_up: LookUp::Upwards,
        force_exclude: false,
        skip_unrelated: false,
        keep_views: false,
    };
    let files = Vanishing(gone);
    let settings = Settings::default();
    let progress = Progress::of_states(1);
    let mut state = State::new(&files, folder.path(), &scope, &settings, &progress);
    let (found, errors) = state.find(&[folder.path().to_owned()]);
    assert!(errors.is_empty());
    let (checked, errors) = state.check(found);
    (
        checked.len(),
        errors.iter().map(error::Error::explained).collect(),
    )
}

#[test]
fn a_file_that_vanishes_before_it_is_read_is_an_error_and_the_rest_is_checked() {
    let cannot = |name: &str| vec![format!("\"{name}\" cannot be read: entity not found")];
    assert_eq!(told("report.yaml"), (1, cannot("report.yaml")));
    assert_eq!(told("part.yaml"), (2, cannot("part.yaml")));
    assert_eq!(told("other.yaml"), (2, Vec::new()));
}
