use std::fs;

use tempfile::TempDir;

use super::*;
use crate::project::config::LookUp;
use crate::project::files::Disk;

/// A folder with these files, each with nothing in it.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    folder
}

/// The names of the files that the paths mean, all of them seen from the folder, and the errors.
fn found(folder: &TempDir, paths: &[&str]) -> (Vec<String>, Vec<String>) {
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
    let mut configs = Configs::new(&Disk, folder.path(), LookUp::Upwards);
    let (files, errors) = super::files(&Disk, folder.path(), &paths, &mut configs, false);
    let names = files.into_iter().map(|file| file.name).collect();
    let errors = errors.iter().map(Error::explained).collect();
    (names, errors)
}

/// As [`found`], where there are no errors.
fn names(folder: &TempDir, paths: &[&str]) -> Vec<String> {
    let (names, errors) = found(folder, paths);
    assert_eq!(errors, [""; 0]);
    names
}

#[test]
fn a_folder_is_searched_for_reports() {
    let folder = folder(&[
        "z/report.json",
        "report.yml",
        "a/b/2008.report.yaml",
        "a/annual.report.yml",
        "reports.yaml",
        "myreport.yaml",
        "report.yaml.bak",
        "Report.yaml",
        "report.yaml.d/notes.txt",
        ".hidden/report.yaml",
    ]);
    let expected = [
        "a/annual.report.yml",
        "a/b/2008.report.yaml",
        "report.yml",
        "z/report.json",
    ];
    assert_eq!(names(&folder, &["."]), expected);
}

#[test]
fn a_folder_may_be_called_like_a_report() {
    let folder = folder(&["report.yaml/report.json"]);
    assert_eq!(names(&folder, &["."]), ["report.yaml/report.json"]);
    assert_eq!(
        names(&folder, &["report.yaml"]),
        ["report.yaml/report.json"]
    );
}

#[test]
fn a_named_file_is_checked_whatever_its_name() {
    let folder = folder(&["agenda.txt", ".hidden"]);
    assert_eq!(
        names(&folder, &["agenda.txt", ".hidden"]),
        [".hidden", "agenda.txt"]
    );
}

#[test]
fn a_file_is_checked_once() {
    let folder = folder(&["a/report.yaml", "b/report.yaml"]);
    let spellings = [
        "a/report.yaml",
        "b/../a/./report.yaml",
        "a",
        "a/report.yaml",
    ];
    assert_eq!(names(&folder, &spellings), ["a/report.yaml"]);
    let reversed: Vec<&str> = spellings.into_iter().rev().collect();
    assert_eq!(names(&folder, &reversed), ["a/report.yaml"]);
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let folder = folder(&["out/report.yaml", "src/report.yaml", "old/report.yaml"]);
    fs::write(folder.path().join(".gitignore"), "out\n").unwrap();
    fs::write(folder.path().join(".ignore"), "old\n").unwrap();
    // outside a repository .gitignore means nothing
    assert_eq!(
        names(&folder, &["."]),
        ["out/report.yaml", "src/report.yaml"]
    );
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(names(&folder, &["."]), ["src/report.yaml"]);
    let named = names(&folder, &[".", "out/report.yaml"]);
    assert_eq!(named, ["out/report.yaml", "src/report.yaml"]);
}

#[test]
fn a_folder_without_reports_is_an_error_that_names_it() {
    let folder = folder(&["empty/notes.yaml", "full/report.yaml"]);
    let (names, errors) = found(&folder, &["empty", "full"]);
    assert_eq!(names, ["full/report.yaml"]);
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].starts_with("the folder \"empty\" contains no report"),
        "{errors:?}"
    );
}

#[test]
fn patterns_are_expanded() {
    let folder = folder(&["2007/a.yaml", "2008/b.yaml", "2008/c.json", "2008/.d.yaml"]);
    assert_eq!(
        names(&folder, &["*/*.yaml"]),
        ["2007/a.yaml", "2008/b.yaml"]
    );
    assert_eq!(
        names(&folder, &["**/[bc].*"]),
        ["2008/b.yaml", "2008/c.json"]
    );
    let (names, errors) = found(&folder, &["*.toml"]);
    assert!(names.is_empty());
    assert!(
        errors[0].starts_with("no file or folder matches"),
        "{errors:?}"
    );
}

#[test]
fn a_file_whose_name_is_a_pattern_is_that_file() {
    let folder = folder(&["[ab].yaml", "a.yaml"]);
    assert_eq!(names(&folder, &["[ab].yaml"]), ["[ab].yaml"]);
}

#[test]
fn what_is_not_there_is_an_error_that_names_it() {
    let folder = folder(&[]);
    for path in ["nowhere.yaml", "[", "no\u{1b}[31m"] {
        let (names, errors) = found(&folder, &[path]);
        assert!(names.is_empty());
        assert_eq!(errors, [format!("{path:?} does not exist")]);
    }
}

#[test]
fn a_folder_that_cannot_be_searched_is_an_error_that_names_it() {
    let mut search = Search {
        configs: &mut Configs::new(&Disk, Path::new(""), LookUp::Off),
        force_exclude: false,
        files: &Disk,
        working_folder: Path::new("/reports"),
        found: Vec::new(),
        errors: Vec::new(),
    };
    let denied = PathBuf::from("/reports/\u{1b}secret");
    let denied = Err((
        Some(denied),
        io::Error::from(io::ErrorKind::PermissionDenied).into(),
    ));
    assert_eq!(search.searched(denied, Path::new("/reports")), None);
    let error = &search.errors[0];
    assert_eq!(
        error.explained(),
        r#""\u{1b}secret" cannot be read: permission denied"#
    );
}

#[cfg(unix)]
mod on_unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_lead_to_files_and_each_file_is_checked_once() {
        let folder = folder(&["a/report.yaml", "elsewhere/agenda.yaml"]);
        let at = |path: &str| folder.path().join(path);
        symlink(at("a/report.yaml"), at("long-name.report.yaml")).unwrap();
        symlink(at("elsewhere/agenda.yaml"), at("a/agenda.report.yaml")).unwrap();
        symlink(folder.path(), at("a/loop")).unwrap();
        assert_eq!(
            names(&folder, &["."]),
            ["a/agenda.report.yaml", "a/report.yaml"]
        );
        // a folder that is a link is searched when it is named
        assert_eq!(names(&folder, &["a/loop/a"]).len(), 2);
    }

    #[test]
    fn a_link_that_points_to_nothing_is_an_error() {
        let folder = folder(&["report.yaml"]);
        symlink("gone", folder.path().join("old.report.yaml")).unwrap();
        let (names, errors) = found(&folder, &["."]);
        assert_eq!(names, ["report.yaml"]);
        assert_eq!(errors, ["\"old.report.yaml\" does not exist"]);
    }

    #[test]
    fn a_name_that_is_not_utf8_is_shown_as_well_as_it_can_be() {
        let folder = folder(&[]);
        let name = OsStr::from_bytes(b"caf\xe9.report.yaml");
        if fs::write(folder.path().join(name), "").is_err() {
            return; // a file system that has only UTF-8
        }
        assert_eq!(names(&folder, &["."]), ["caf\\xe9.report.yaml"]);
    }

    #[test]
    fn no_two_paths_have_one_name_and_each_name_leads_back_to_its_path() {
        let shown: [(&[u8], &str); 8] = [
            (b"caf\xc3\xa9", "caf\u{e9}"),
            (b"a\\b", "a\\b"),
            (b"a\\\\b", "a\\\\b"),
            (b"a\xff\xfe", "a\\xff\\xfe"),
            (b"a\\xff", "a\\\\xff"),
            (b"a\\\xff", "a\\\\\\xff"),
            (b"\xff\\\\x", "\\xff\\\\\\\\x"),
            (b"a\xef\xbf\xbd", "a\u{fffd}"),
        ];
        for (bytes, name) in shown {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(crate::project::discover::name(Path::new(""), path), name);
            assert_eq!(crate::project::discover::named(name), path, "{name}");
        }
    }
}
