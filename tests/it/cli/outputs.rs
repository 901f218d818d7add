//! `--output`, and the format that is chosen where none is asked for.

use std::fs;
use std::path::Path;

use super::{IN_ORDER, WITH_ERROR, folder, reportlint, run, run_in};

pub(super) const FORMATS: [&str; 12] = [
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
    "html",
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
fn files_are_written_in_addition_to_standard_output() {
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
            ran.errors.contains(" twice; name another file"),
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
        ran.errors
            .contains("is a file that is checked or a configuration"),
        "{}",
        ran.errors
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("report.yaml")).unwrap(),
        WITH_ERROR
    );
}

#[test]
fn nothing_that_a_check_reads_is_written_over() {
    let config = "extends: base.yaml\ndocuments:\n  - {files: [d.json], schema: s.json}\n";
    let files: [(&str, &[u8]); 9] = [
        ("report.yaml", b"document: {title: A}\ninclude: part.yaml\n"),
        (
            "part.yaml",
            b"sections:\n  - {title: One, paragraphs: [{number: 1, text: the the}]}\n",
        ),
        ("reportlint.yaml", config.as_bytes()),
        ("base.yaml", b"rules: {text: error}\n"),
        ("d.json", b"{}\n"),
        ("s.json", b"{\"$ref\": \"t.json\"}\n"),
        ("t.json", b"{\"type\": \"object\"}\n"),
        ("known.json", b"{\"version\": 1, \"findings\": []}\n"),
        (".ignore", b"old\n"),
    ];
    for (name, _) in files {
        let folder = folder(&files);
        let output = format!("--output=json=./{name}");
        let mut options = vec![vec![output.as_str()], vec!["--write-baseline", name]];
        if name == "known.json" {
            options = vec![vec!["--baseline", name, output.as_str()]];
        }
        for options in options {
            let ran = run_in(folder.path(), &[&["check"], options.as_slice()].concat()).in_peace();
            assert_eq!(ran.code, Some(2), "{options:?}");
            assert!(
                ran.errors.contains("is not overwritten"),
                "{options:?}: {}",
                ran.errors
            );
            assert!(ran.output.is_empty(), "{options:?}");
        }
        for (name, text) in files {
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), text, "{name}");
        }
    }
}

#[test]
fn an_output_is_a_format_and_a_path() {
    let folder = with_error();
    for (output, reason) in [
        ("json", "such as json=findings.json"),
        ("json=", "write a path"),
        ("json=-", "--format"),
        ("yaml=a", "no format \"yaml\""),
    ] {
        let ran = run_in(folder.path(), &["check", "--output", output]).in_peace();
        assert_eq!(ran.code, Some(2));
        assert!(ran.errors.contains(reason), "{}", ran.errors);
    }
}

#[test]
fn services_find_files_from_the_top_of_what_they_checked_out() {
    let folder = folder(&[
        ("2008/forum/report.yaml", WITH_ERROR.as_bytes()),
        ("2008/other/report.yaml", WITH_ERROR.as_bytes()),
        ("report.yaml", WITH_ERROR.as_bytes()),
    ]);
    let services = [
        ("github", "GITHUB_WORKSPACE", ",file=", ","),
        ("gitlab", "CI_PROJECT_DIR", "\"path\": \"", "\""),
    ];
    let paths = [
        "2008/forum/report.yaml",
        "2008/other/report.yaml",
        "report.yaml",
    ];
    let names = [".", "../other/report.yaml", "../../report.yaml"];
    for (format, variable, before, after) in services {
        for (name, path) in names.into_iter().zip(paths) {
            let mut command = reportlint(&["check", "--format", format, name]);
            command
                .current_dir(folder.path().join("2008/forum"))
                .env(variable, folder.path());
            let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
            let shown = output
                .split_once(before)
                .and_then(|(_, rest)| rest.split_once(after));
            assert_eq!(shown.map(|(shown, _)| shown), Some(path), "{output}");
        }
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
    fn nothing_is_written_out_of_the_project_through_a_link() {
        for name in ["link", "folder/victim", "folder/new", "chain"] {
            let folder = folder(&[
                ("p/report.yaml", WITH_ERROR.as_bytes()),
                ("p/.git/HEAD", b""),
                ("out/victim", b"as it was"),
            ]);
            let project = folder.path().join("p");
            symlink("../out/victim", project.join("link")).unwrap();
            symlink("link", project.join("chain")).unwrap();
            symlink("../out", project.join("folder")).unwrap();
            let output = format!("json={name}");
            for options in [["--output", &output], ["--write-baseline", name]] {
                let ran = run_in(&project, &[&["check"], options.as_slice()].concat()).in_peace();
                assert_eq!(ran.code, Some(2), "{options:?}");
                assert!(
                    ran.errors.contains("a link leads out of "),
                    "{}",
                    ran.errors
                );
                assert!(ran.output.is_empty());
            }
            assert_eq!(
                fs::read(folder.path().join("out/victim")).unwrap(),
                b"as it was"
            );
            assert!(!folder.path().join("out/new").exists());
        }
    }

    #[test]
    fn what_cannot_be_written_is_reported_without_the_name_of_a_temporary_file() {
        let folder = with_error();
        let ran = run_in(folder.path(), &["check", "--output=json=gone/a.json"]).in_peace();
        assert_eq!(
            ran.errors,
            "error: \"gone/a.json\" cannot be written: No such file or directory (os error 2)\n"
        );
    }

    #[test]
    fn an_interrupted_check_leaves_no_temporary_file() {
        use std::io::Write as _;
        use std::time::{Duration, Instant};

        let mut text =
            b"document: {title: A}\nsections:\n  - title: One\n    paragraphs:\n".to_vec();
        for number in 1..9000 {
            writeln!(text, "      - {{number: {number}, text: the the}}").unwrap();
        }
        for signal in ["TERM", "INT", "HUP"] {
            let folder = folder(&[("report.yaml", &text)]);
            let arguments = [
                "check",
                "--quiet",
                "--max-findings=100000",
                "--output=human=o",
            ];
            let mut child = reportlint(&arguments)
                .current_dir(folder.path())
                .spawn()
                .unwrap();
            let count = || fs::read_dir(folder.path()).unwrap().count();
            let begun = Instant::now();
            while count() == 1 && begun.elapsed() < Duration::from_mins(1) {
                std::thread::sleep(Duration::from_millis(1));
            }
            let id = child.id().to_string();
            assert!(
                std::process::Command::new("kill")
                    .args(["-s", signal, &id])
                    .status()
                    .unwrap()
                    .success()
            );
            let status = child.wait().unwrap();
            let left: Vec<_> = fs::read_dir(folder.path())
                .unwrap()
                .map(|it| it.unwrap().file_name())
                .collect();
            let is_temporary =
                |name: &std::ffi::OsString| name.to_string_lossy().starts_with(".tmp");
            assert!(
                !left.iter().any(is_temporary),
                "{signal}: {left:?} {status}"
            );
        }
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
