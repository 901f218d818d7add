//! `--output`, and the format that is chosen where none is asked for.

use std::fs;
use std::path::Path;

use super::{IN_ORDER, WITH_ERROR, folder, reportlint, run, run_in};

const FORMATS: [&str; 11] = [
    "human",
    "narrated",
    "compact",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
    "markdown",
];

fn with_error() -> tempfile::TempDir {
    folder(&[("report.yaml", WITH_ERROR.as_bytes())])
}

/// What standard output has of a run in a folder with one error.
fn shown(variables: &[(&str, &str)], options: &[&str]) -> String {
    let folder = with_error();
    let mut command = reportlint(&["check"]);
    command.args(options).envs(variables.iter().copied());
    let ran = run(command.current_dir(folder.path())).in_peace();
    assert_eq!(ran.code, Some(1), "{}", ran.errors);
    String::from_utf8(ran.output).unwrap()
}

#[test]
fn files_are_written_besides_standard_output() {
    let folder = with_error();
    let outputs = FORMATS.map(|format| format!("--output={format}={format}.out"));
    let mut arguments = vec!["check", "--format", "compact"];
    arguments.extend(outputs.iter().map(String::as_str));
    let ran = run_in(folder.path(), &arguments).in_peace();
    assert_eq!(ran.code, Some(1), "{}", ran.errors);
    assert_eq!(String::from_utf8(ran.output).unwrap().lines().count(), 1);
    for format in FORMATS {
        let written = fs::read(folder.path().join(format!("{format}.out"))).unwrap();
        let told = run_in(folder.path(), &["check", "--format", format]).output;
        assert_eq!(
            String::from_utf8(written).unwrap(),
            String::from_utf8(told).unwrap()
        );
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), FORMATS.len() + 1, "{left:?}");
}

#[test]
fn files_are_written_when_nothing_is_shown_and_when_nothing_is_found() {
    let folder = folder(&[("report.yaml", IN_ORDER.as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--quiet", "--output", "json=a"]).in_peace();
    assert_eq!(ran.code, Some(0));
    assert!(ran.output.is_empty());
    assert!(
        fs::read_to_string(folder.path().join("a"))
            .unwrap()
            .contains("\"findings\": []")
    );
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_the_rest_is_done() {
    let folder = with_error();
    let outputs = ["--output=json=gone/a.json", "--output=json=b.json"];
    let arguments = [&["check", "--format", "compact"], outputs.as_slice()].concat();
    let ran = run_in(folder.path(), &arguments).in_peace();
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors
            .starts_with("error: \"gone/a.json\" cannot be written: "),
        "{}",
        ran.errors
    );
    assert!(!ran.output.is_empty());
    assert!(folder.path().join("b.json").exists());
}

#[test]
fn where_nothing_could_be_checked_nothing_is_written() {
    let folder = folder(&[("old.json", b"as it was")]);
    let ran = run_in(
        folder.path(),
        &["check", "gone.yaml", "--output", "json=old.json"],
    );
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        fs::read(folder.path().join("old.json")).unwrap(),
        b"as it was"
    );
}

#[test]
fn two_files_at_one_path_are_refused() {
    let folder = with_error();
    let refused = |outputs: [&str; 2]| {
        let arguments = [&["check"], outputs.as_slice()].concat();
        let ran = run_in(folder.path(), &arguments).in_peace();
        assert_eq!(ran.code, Some(2), "{outputs:?}");
        assert!(
            ran.errors.contains("is to be written twice"),
            "{}",
            ran.errors
        );
        assert!(ran.output.is_empty());
        assert!(!folder.path().join("a").exists());
    };
    refused(["--output=json=a", "--output=sarif=a"]);
    refused(["--output=json=./a", "--output=json=a"]);
    refused(["--output=json=a", "--write-baseline=a"]);
}

#[test]
fn what_was_checked_is_not_written_over() {
    let folder = with_error();
    let ran = run_in(folder.path(), &["check", "--output", "json=./report.yaml"]).in_peace();
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors.contains("is one of the files that are checked"),
        "{}",
        ran.errors
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("report.yaml")).unwrap(),
        WITH_ERROR
    );
}

#[test]
fn an_output_is_a_format_and_a_path() {
    let folder = with_error();
    for (output, reason) in [
        ("json", "such as json=findings.json"),
        ("json=", "no path"),
        ("json=-", "--format"),
        ("yaml=a", "no format \"yaml\""),
    ] {
        let ran = run_in(folder.path(), &["check", "--output", output]).in_peace();
        assert_eq!(ran.code, Some(2));
        assert!(ran.errors.contains(reason), "{}", ran.errors);
    }
}

#[test]
fn services_that_run_the_program_get_what_they_read() {
    let in_github = [("GITHUB_ACTIONS", "true")];
    let in_gitlab = [("GITLAB_CI", "true")];
    let is_drawn = |shown: &str| shown.contains("checked 1 file: 1 error");
    assert!(is_drawn(&shown(&[], &[])));
    assert!(is_drawn(&shown(
        &[("GITHUB_ACTIONS", "false"), ("GITLAB_CI", "")],
        &[]
    )));
    assert!(shown(&in_github, &[]).starts_with("::error title=yaml/duplicate-key,"));
    assert!(shown(&in_gitlab, &[]).starts_with("[\n  {\n    \"description\""));
    assert!(is_drawn(&shown(&in_github, &["--format", "human"])));
    // where a file has it already, standard output is for people
    assert!(is_drawn(&shown(&in_gitlab, &["--output", "gitlab=a.json"])));
    assert!(shown(&in_github, &["--output", "sarif=a"]).starts_with("::error "));
}

#[test]
fn every_format_is_whole_when_nothing_is_found() {
    let folder = folder(&[("report.yaml", IN_ORDER.as_bytes())]);
    for format in FORMATS {
        let ran = run_in(folder.path(), &["check", "--format", format]).in_peace();
        assert_eq!(ran.code, Some(0));
        // these have a line for each finding, and nothing else
        let may_be_empty = ["compact", "github"].contains(&format);
        assert_eq!(ran.output.is_empty(), may_be_empty, "{format}");
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_for_those_that_files_are_for() {
        let folder = with_error();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("plain"), "").unwrap();
        fs::write(path("old"), "").unwrap();
        fs::set_permissions(path("old"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("old", path("link")).unwrap();
        let arguments = ["check", "--output=json=new", "--output=json=link"];
        assert_eq!(run_in(folder.path(), &arguments).in_peace().code, Some(1));
        assert_eq!(mode(&path("new")), mode(&path("plain")));
        assert_eq!(mode(&path("old")), 0o640);
        assert!(path("old").metadata().unwrap().size() > 0);
        assert!(path("link").is_symlink());
    }

    #[test]
    fn a_read_only_file_or_folder_stays_as_it_is() {
        let folder = with_error();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("old"), "as it was").unwrap();
        fs::set_permissions(path("old"), fs::Permissions::from_mode(0o444)).unwrap();
        let ran = run_in(folder.path(), &["check", "--output=json=old"]).in_peace();
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.errors.starts_with("error: \"old\" cannot be written: "),
            "{}",
            ran.errors
        );
        assert_eq!(fs::read(path("old")).unwrap(), b"as it was");
        fs::create_dir(path("closed")).unwrap();
        fs::set_permissions(path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
        // the system lets some users write everywhere
        if fs::write(path("closed/a"), "").is_err() {
            let ran = run_in(folder.path(), &["check", "--output=json=closed/a"]).in_peace();
            assert_eq!(ran.code, Some(2));
            assert!(
                ran.errors
                    .starts_with("error: \"closed/a\" cannot be written: "),
                "{}",
                ran.errors
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn devices_take_what_is_written_and_a_full_disk_is_an_error() {
        let folder = with_error();
        let ran = run_in(folder.path(), &["check", "--output=json=/dev/null"]).in_peace();
        assert_eq!(ran.code, Some(1), "{}", ran.errors);
        let ran = run_in(folder.path(), &["check", "--output=json=/dev/full"]).in_peace();
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.errors
                .starts_with("error: \"/dev/full\" cannot be written: No space left"),
            "{}",
            ran.errors
        );
        for format in FORMATS {
            let mut command = reportlint(&["check", "--format", format]);
            let full = fs::File::options().write(true).open("/dev/full").unwrap();
            let ran = command
                .current_dir(folder.path())
                .stdout(full)
                .output()
                .unwrap();
            let errors = String::from_utf8(ran.stderr).unwrap();
            assert_eq!(ran.status.code(), Some(2), "{format}: {errors}");
            assert!(
                errors.starts_with("error: the output cannot be written: "),
                "{errors}"
            );
        }
    }

    /// A file system may refuse such names, and then there is nothing to try.
    #[test]
    fn names_that_are_no_text_or_hold_anything_can_be_shown() {
        let folder = tempfile::tempdir().unwrap();
        let names: [&[u8]; 2] = [
            b"\xff\xfe.report.yaml",
            b"a\n::b,c%d \"'\x1b[2J<&>.report.yaml",
        ];
        for name in names {
            if fs::write(folder.path().join(OsStr::from_bytes(name)), WITH_ERROR).is_err() {
                return;
            }
        }
        for format in FORMATS {
            let ran = run_in(folder.path(), &["check", "--format", format]).in_peace();
            assert_eq!(ran.code, Some(1), "{format}: {}", ran.errors);
            let shown = String::from_utf8(ran.output).unwrap();
            assert!(
                shown.contains("report.yaml") || shown.contains("report\\.yaml"),
                "{shown}"
            );
        }
    }
}
