//! What fails while the program works: files that change, vanish or are forbidden, what the system has too little of, and an
//! end that comes too early. Each has its exit code and its message.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use super::{IN_ORDER, Ran, WITH_ERROR, ended, folder, reportlint, run, run_in};

/// A folder with that many reports, each with an error.
fn many(count: usize) -> TempDir {
    let names = (0..count).map(|number| format!("{}/{number}.report.yaml", number % 10));
    let names: Vec<String> = names.collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), WITH_ERROR.as_bytes()))
        .collect();
    folder(&files)
}

#[allow(clippy::print_stdout, reason = "it is a figure to read off a run")]
#[test]
fn killed_at_any_time_it_leaves_the_old_file_or_a_whole_one() {
    let folder = many(300);
    let written = folder.path().join("known.json");
    let old = b"{\"version\": 1, \"findings\": []}\n".as_slice();
    let (mut kept, mut replaced) = (0, 0);
    for wait in 0..40 {
        fs::write(&written, old).unwrap();
        let mut command = reportlint(&["check", "--write-baseline", "known.json", "--quiet"]);
        let mut child = command.current_dir(folder.path()).spawn().unwrap();
        thread::sleep(Duration::from_millis(wait * 25));
        let _ = child.kill();
        child.wait().unwrap();
        let found = fs::read(&written).unwrap();
        if found == old {
            kept += 1;
        } else {
            let whole: Value = serde_json::from_slice(&found).unwrap();
            assert_eq!(whole["findings"].as_array().unwrap().len(), 300);
            replaced += 1;
        }
    }
    assert!(kept > 0, "it was never killed in time");
    println!("killed 40 times: {kept} old files, {replaced} new ones");
}

/// A report with a finding that has a safe fix, and the report as it is fixed.
fn fixable() -> [String; 2] {
    let words = ["of the the wells", "of the wells"];
    words.map(|words| format!("{IN_ORDER}annexes:\n  - title: Depths {words}\n"))
}

#[cfg(unix)]
#[test]
fn interrupted_at_any_time_a_fix_leaves_whole_files_and_nothing_else() {
    const FILES: usize = 40;
    let [old, fixed] = fixable();
    let folder = folder(&[]);
    let path = |number: usize| folder.path().join(format!("{number}.report.yaml"));
    let mut interrupted = 0;
    for round in 0..30 {
        for number in 0..FILES {
            fs::write(path(number), &old).unwrap();
        }
        let mut command = reportlint(&["check", "--fix", "--quiet"]);
        let mut child = command.current_dir(folder.path()).spawn().unwrap();
        thread::sleep(Duration::from_millis(round * 12));
        let signal = ["-TERM", "-INT", "-HUP"][usize::try_from(round % 3).unwrap()];
        let id = child.id().to_string();
        let _ = Command::new("kill").args([signal, &id]).status();
        interrupted += usize::from(child.wait().unwrap().code().is_none());
        for number in 0..FILES {
            let found = fs::read_to_string(path(number)).unwrap();
            assert!(found == old || found == fixed, "{found}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), FILES);
    }
    assert!(interrupted > 0, "it was never interrupted in time");
}

#[test]
fn a_file_that_changes_while_it_is_checked_is_read_one_way_or_another() {
    let folder = many(50);
    let changing = folder.path().join("0/0.report.yaml");
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0_usize;
            while !stop.load(Ordering::Relaxed) {
                match turn % 4 {
                    0 => fs::write(&changing, "").unwrap(),
                    1 => fs::write(&changing, WITH_ERROR.repeat(5000)).unwrap(),
                    2 => fs::remove_file(&changing).unwrap(),
                    _ => fs::write(&changing, IN_ORDER).unwrap(),
                }
                turn += 1;
            }
        });
        for _ in 0..20 {
            let ran = run_in(folder.path(), &["check", "--quiet"]).in_peace();
            let gone = ran.errors.contains("\"0/0.report.yaml\"");
            assert_eq!(ran.code, Some(if gone { 2 } else { 1 }), "{}", ran.errors);
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[allow(clippy::print_stderr, reason = "what is not tested is to be seen")]
/// Runs the program as somebody who is not the superuser, for whom nothing is forbidden; `None` where that cannot be done.
fn as_anybody(folder: &Path, arguments: &[&str]) -> Option<Ran> {
    let own = fs::metadata("/proc/self").ok()?;
    if std::os::unix::fs::MetadataExt::uid(&own) != 0 {
        return Some(run_in(folder, arguments).in_peace());
    }
    // the build may lie where only the superuser may look
    let place = tempfile::tempdir().unwrap();
    let program = place.path().join("reportlint");
    fs::copy(env!("CARGO_BIN_EXE_reportlint"), &program).unwrap();
    for path in [place.path(), folder] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(&program).args(arguments);
    command.current_dir(folder).stdin(Stdio::null());
    let is_there = Command::new("setpriv").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("SKIPPED: there is no `setpriv`, and nothing is forbidden to the superuser");
        return None;
    }
    Some(run(&mut command).in_peace())
}

#[test]
fn what_is_forbidden_does_not_hide_the_rest() {
    let folder = folder(&[
        ("a/report.yaml", WITH_ERROR.as_bytes()),
        ("b/report.yaml", WITH_ERROR.as_bytes()),
        ("c/report.yaml", WITH_ERROR.as_bytes()),
        (
            "d/report.yaml",
            format!("{IN_ORDER}include: [part.yaml]\n").as_bytes(),
        ),
        ("d/part.yaml", b"sections: []\n"),
    ]);
    let forbid = |path: &str| {
        let none = fs::Permissions::from_mode(0o000);
        fs::set_permissions(folder.path().join(path), none).unwrap();
    };
    for path in ["b", "c/report.yaml", "d/part.yaml"] {
        forbid(path);
    }
    let ran = as_anybody(folder.path(), &["check", "--format", "compact"]);
    // or else the folder could not be removed
    fs::set_permissions(folder.path().join("b"), fs::Permissions::from_mode(0o755)).unwrap();
    let Some(ran) = ran else { return };
    assert_eq!(ran.code, Some(2));
    let errors = ran.errors.replace("Permission", "permission");
    for path in ["b", "c/report.yaml", "d/part.yaml"] {
        let expected = format!("error: \"{path}\" cannot be read: permission denied");
        assert!(errors.contains(&expected), "{errors}");
    }
    let output = String::from_utf8(ran.output).unwrap();
    assert!(
        output.starts_with("a/report.yaml:2:3: error[yaml/duplicate-key]"),
        "{output}"
    );
}

#[test]
fn where_nothing_may_be_written_nothing_is() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    let arguments = [
        &["check", "--write-baseline", "known.json"] as &[_],
        &["check", "--output", "json=out.json"],
        &["init"],
    ];
    for arguments in arguments {
        let Some(ran) = as_anybody(folder.path(), arguments) else {
            return;
        };
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(
            ran.errors
                .contains("\" cannot be written: Permission denied"),
            "{}",
            ran.errors
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Runs the program under limits that a shell sets.
fn limited(folder: &Path, limits: &str, arguments: &str) -> Ran {
    let program = env!("CARGO_BIN_EXE_reportlint");
    let line = format!("{limits}; exec '{program}' {arguments}");
    let mut command = Command::new("sh");
    run(command
        .args(["-c", &line])
        .current_dir(folder)
        .stdin(Stdio::null()))
}

#[test]
fn few_open_files_are_enough_and_too_few_are_reported() {
    let folder = many(2000);
    let enough = limited(folder.path(), "ulimit -n 16", "check --quiet").in_peace();
    assert_eq!((enough.code, enough.errors.as_str()), (Some(1), ""));
    let too_few = limited(folder.path(), "ulimit -n 4", "check --quiet").in_peace();
    assert_eq!(too_few.code, Some(2));
    assert!(
        too_few.errors.contains("Too many open files"),
        "{}",
        too_few.errors
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_is_checked_in_little_memory() {
    let forum = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vienna-forum");
    let ran = limited(&forum, "ulimit -v 300000", "check --quiet --jobs 2 .").in_peace();
    assert_eq!((ran.code, ran.errors.as_str()), (Some(1), ""));
}

/// There is no going on without memory; but what was there before is there still.
#[cfg(target_os = "linux")]
#[test]
fn without_memory_the_old_file_stays() {
    let mut text = IN_ORDER.to_owned();
    for number in 0..800_000 {
        writeln!(text, "x-{number}: no").unwrap();
    }
    let folder = folder(&[("report.yaml", text.as_bytes()), ("known.json", b"{}")]);
    let arguments = "check --quiet --jobs 1 --write-baseline known.json";
    let ran = limited(folder.path(), "ulimit -v 150000", arguments);
    assert_eq!(ran.code, None, "{}", ran.errors);
    assert!(
        ran.errors.contains("memory allocation of"),
        "{}",
        ran.errors
    );
    assert_eq!(fs::read(folder.path().join("known.json")).unwrap(), b"{}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn where_nobody_listens_the_exit_code_is_the_same() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    let code = |arguments: &str, closed: &str| {
        let program = env!("CARGO_BIN_EXE_reportlint");
        let line = format!("exec '{program}' {arguments} {closed}");
        let mut command = Command::new("sh");
        command.args(["-c", &line]).current_dir(folder.path());
        ended(&mut command.stderr(Stdio::null()).spawn().unwrap())
    };
    for closed in [">&-", "2>&-", "<&-", ">&- 2>&- <&-"] {
        assert_eq!(code("check", closed), Some(1), "{closed}");
        assert_eq!(code("rules", closed), Some(0), "{closed}");
        assert_eq!(code("check gone.yaml", closed), Some(2), "{closed}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_system_that_takes_nothing_is_an_error() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    for arguments in [
        &["check", "--write-baseline", "/proc/known.json"] as &[_],
        &["check", "--output", "json=/proc/out.json"],
        &["init", "/proc"],
    ] {
        let ran = run_in(folder.path(), arguments).in_peace();
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(
            ran.errors.contains("\" cannot be written: "),
            "{}",
            ran.errors
        );
    }
}
