//! Colours, and outputs that do not take what is written.

use std::process::Stdio;

use super::{WITH_ERROR, ended, folder, reportlint, run, run_in};

/// Whether a run that has a trouble to tell colours it.
fn coloured(variables: &[(&str, &str)], options: &[&str]) -> bool {
    let mut command = reportlint(&["check", "no-such-file.yaml"]);
    let ran = run(command.args(options).envs(variables.iter().copied()));
    assert_eq!(ran.code, Some(2));
    assert!(ran.errors.contains("no-such-file.yaml"));
    ran.errors.contains('\x1b')
}

#[test]
fn colours_are_used_when_they_are_asked_for() {
    assert!(!coloured(&[], &[]));
    assert!(!coloured(&[], &["--color", "never"]));
    assert!(coloured(&[], &["--color", "always"]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
        &[]
    ));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(coloured(&[("NO_COLOR", "1")], &["--color", "always"]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    use std::fs::File;

    let full = || File::options().write(true).open("/dev/full").unwrap();
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    for arguments in [
        &["rules"] as &[_],
        &["check"],
        &["schema"],
        &["explain", "yaml/duplicate-key"],
    ] {
        let mut command = reportlint(arguments);
        let child = command
            .current_dir(folder.path())
            .stdout(full())
            .stderr(Stdio::piped());
        let ran = child.spawn().unwrap().wait_with_output().unwrap();
        let errors = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(
            errors.starts_with("error: the output cannot be written: "),
            "{errors}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    for (arguments, code) in [(&["schema"] as &[_], 0), (&["rules"], 0), (&["check"], 1)] {
        let mut command = reportlint(arguments);
        command.current_dir(folder.path());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(ended(&mut child), Some(code), "{arguments:?}");
        let ran = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(ran.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[test]
fn two_runs_write_the_same_bytes() {
    let folder = folder(&[
        ("report.yaml", WITH_ERROR.as_bytes()),
        ("a.report.json", b"{\"document\": {}}"),
    ]);
    let check = || run_in(folder.path(), &["check", "--format", "json"]).output;
    assert_eq!(check(), check());
}
