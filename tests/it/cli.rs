//! The program itself: its options, what it finds to check, its exit codes, and that nothing makes it hang or panic.

mod costs;
mod documents;
#[cfg(unix)]
mod failure;
mod first_hour;
mod fixing;
mod hostile;
mod include;
#[cfg(unix)]
mod isolation;
mod limits;
mod lost;
mod outputs;
mod services;
mod shell;
pub(crate) mod since;
mod streams;
mod suppressing;
mod unread;
mod unrelated;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than any run takes, also on a busy machine; what runs longer hangs.
const PATIENCE: Duration = Duration::from_secs(100);

/// A report in which nothing is wrong.
const IN_ORDER: &str = "document:\n  title: Report on the Regional Water Conference\n";

/// A report with one error.
const WITH_ERROR: &str =
    "document:\n  title: Report on the Regional Water Conference\n  title: Report\n";

/// Every command in `tests/cmd` and in `docs/formats.md` prints what is shown there.
#[test]
fn documented_commands_do_as_documented() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env("GITHUB_ACTIONS", "")
        .env("GITLAB_CI", "")
        .env("CI", "")
        .env("GITHUB_WORKSPACE", "")
        .env("CI_PROJECT_DIR", "")
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml")
        .case("docs/formats.md");
}

/// What a run of the program left.
struct Ran {
    code: Option<i32>,
    output: Vec<u8>,
    errors: String,
}

impl Ran {
    /// Asserts that it ended of its own accord and sent nothing to the terminal that would steer it.
    fn in_peace(self) -> Self {
        let errors = &self.errors;
        assert!(self.code.is_some(), "ended by a signal: {errors}");
        assert!(!errors.contains("panicked"), "{errors}");
        assert!(!errors.contains('\x1b'), "{errors:?}");
        assert!(
            !self.output.contains(&0x1b),
            "{:?}",
            String::from_utf8_lossy(&self.output)
        );
        self
    }
}

/// The program, in an environment that says nothing about colours, and is no service that runs it.
pub(crate) fn reportlint(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportlint"));
    command.args(arguments).stdin(Stdio::null());
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "FORCE_HYPERLINK",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "CI",
        "GITHUB_WORKSPACE",
        "CI_PROJECT_DIR",
        "TF_BUILD",
        "TEAMCITY_VERSION",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Runs a command to its end. Its output goes through files, so that it never waits for a reader.
fn run(command: &mut Command) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let (output, errors) = (folder.path().join("output"), folder.path().join("errors"));
    command.stdout(File::create(&output).unwrap());
    command.stderr(File::create(&errors).unwrap());
    let code = ended(&mut command.spawn().unwrap());
    Ran {
        code,
        output: fs::read(output).unwrap(),
        errors: String::from_utf8(fs::read(errors).unwrap()).unwrap(),
    }
}

/// Waits for a process, but not for ever.
fn ended(child: &mut Child) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Runs the program in a folder.
fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    run(reportlint(arguments).current_dir(folder))
}

/// What the program prints that is run in a folder, and neither panics nor complains.
pub(crate) fn ran(folder: &Path, arguments: &[&str]) -> String {
    let ran = run_in(folder, arguments).in_peace();
    assert_eq!(ran.errors, "", "{arguments:?}");
    String::from_utf8(ran.output).unwrap()
}

/// Gives a text to the program on standard input.
fn run_on(text: &[u8], arguments: &[&str]) -> Ran {
    let folder = folder(&[("input", text)]);
    let input = File::open(folder.path().join("input")).unwrap();
    run(reportlint(arguments).stdin(input))
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn the_exit_code_shows_whether_something_was_found() {
    assert_eq!(
        run_on(IN_ORDER.as_bytes(), &["check", "-"]).in_peace().code,
        Some(0)
    );
    let code = |options: &[&str]| {
        let arguments = [&["check", "-"], options].concat();
        run_on(WITH_ERROR.as_bytes(), &arguments).in_peace().code
    };
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--quiet"]), Some(1));
    assert_eq!(code(&["--fail-on", "advice"]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["--select", "yaml"]), Some(1));
    assert_eq!(code(&["--ignore", "yaml"]), Some(0));
    assert_eq!(
        code(&["--select", "yaml", "--ignore", "yaml/duplicate-key"]),
        Some(0)
    );
}

#[test]
fn without_a_path_the_folder_we_are_in_is_checked() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    assert_eq!(run_in(folder.path(), &["check"]).in_peace().code, Some(1));
}

#[test]
fn what_cannot_be_read_does_not_hide_what_is_found() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    let ran = run_in(folder.path(), &["check", "gone.yaml", "report.yaml"]).in_peace();
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.errors, "error: \"gone.yaml\" does not exist\n");
    let alone = run_in(folder.path(), &["check", "report.yaml"]);
    assert_eq!(alone.code, Some(1));
    let findings = |ran: &Ran| {
        let text = String::from_utf8(ran.output.clone()).unwrap();
        text.matches("duplicate-key").count()
    };
    assert_eq!(findings(&alone), 1);
    assert_eq!(findings(&ran), 1);
}

#[test]
fn quiet_is_quiet() {
    let ran = run_on(WITH_ERROR.as_bytes(), &["check", "--quiet", "-"]).in_peace();
    assert_eq!(ran.code, Some(1));
    assert!(ran.output.is_empty() && ran.errors.is_empty());
}

#[test]
fn any_number_of_jobs_gives_the_same() {
    let names: Vec<String> = (0..40)
        .map(|number| format!("{number}.report.yaml"))
        .collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), WITH_ERROR.as_bytes()))
        .collect();
    let folder = folder(&files);
    let check = |jobs: &str| {
        let arguments = ["check", "--format", "json", "--jobs", jobs];
        let ran = run_in(folder.path(), &arguments).in_peace();
        assert_eq!(ran.code, Some(1), "{}", ran.errors);
        ran.output
    };
    let alone = check("1");
    assert_eq!(check("2"), alone);
    assert_eq!(check("1000000"), alone);
}
