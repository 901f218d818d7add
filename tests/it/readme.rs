//! The README's shell commands work, and print what it shows. The lines of an `sh` block are run; a `text` block right after
//! it is what the last of them prints. `UPDATE_DOCS=1 cargo test --test it readme` writes these blocks and the picture.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use regex::Regex;
use tempfile::TempDir;

use crate::cli::folder;
use crate::cli::since::git;

/// What the README says to uncomment in the file that `reportlint init` writes.
const EDITED: &str = "fail_on: warning\n";

/// What the README says to correct in the report that it shows.
const CORRECTED: [(&str, &str); 2] = [("annex II", "annex I"), ("Thursday", "Wednesday")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn is_update() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The program's output, which is not on a terminal.
fn run(arguments: &str, folder: &Path, color: &str) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_reportlint"))
        .envs([("GITHUB_ACTIONS", ""), ("GITLAB_CI", ""), ("CI", "")])
        .env("COLUMNS", "100")
        .args(["--color", color])
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output();
    output.unwrap()
}

/// A folder in which somebody follows the README.
struct Reader {
    folder: TempDir,
    /// What the last command printed.
    printed: String,
    /// How many commands of the program were run.
    ran: usize,
    /// The other commands.
    others: Vec<String>,
}

impl Reader {
    fn new() -> Self {
        let reader = Self {
            folder: folder(&[("notes.txt", b"empty\n")]),
            printed: String::new(),
            ran: 0,
            others: Vec::new(),
        };
        git(reader.folder.path(), &["init", "--quiet"]);
        reader
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn replace(&self, name: &str, replaced: &[(&str, &str)]) {
        let mut text = fs::read_to_string(self.path(name)).unwrap();
        for (old, new) in replaced {
            assert!(text.contains(old), "{name} does not contain {old}");
            text = text.replace(old, new);
        }
        fs::write(self.path(name), text).unwrap();
    }

    /// A branch of a remote that has the same report.
    fn commit(&self) {
        let path = self.folder.path();
        git(path, &["add", "--all"]);
        git(path, &["commit", "--quiet", "--message", "Add the report"]);
        git(path, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    }

    /// Does what a block says. Of a block of text, gives what belongs there.
    fn follow(&mut self, kind: &str, block: &str, is_shown: bool) -> Option<String> {
        let report = block.strip_prefix("# report.yaml\n").map(|_| block);
        match kind {
            "text" => return Some(self.printed.clone()),
            "yaml" if report.is_some() => {
                fs::write(self.path("report.yaml"), block).unwrap();
            }
            "yaml" if block == EDITED => {
                let commented = format!("# {EDITED}");
                self.replace("reportlint.yaml", &[(&commented, EDITED)]);
            }
            "sh" => {
                let lines = block.lines().filter(|line| !line.starts_with('#'));
                for line in lines {
                    self.command(line, is_shown);
                }
            }
            _ => {}
        }
        None
    }

    fn command(&mut self, line: &str, is_shown: bool) {
        let Some(arguments) = line.strip_prefix("reportlint ") else {
            return self.others.push(line.to_owned());
        };
        // what is redirected into a file is written to standard output here
        let arguments = arguments.split(['>', '#']).next().unwrap_or_default();
        let is_of_fixture = arguments.contains("fixtures/");
        let folder = if is_of_fixture {
            root()
        } else {
            self.folder.path()
        };
        let ran = run(arguments, folder, "never");
        let is_fine =
            ran.status.success() || ran.status.code() == Some(1) && (is_shown || is_of_fixture);
        assert!(is_fine, "{line}: {ran:?}");
        assert!(!ran.stdout.is_empty(), "{line}");
        self.printed = String::from_utf8(ran.stdout).unwrap();
        let is_report_wrong = is_shown && !ran.status.success() && !is_of_fixture;
        if is_report_wrong {
            self.replace("report.yaml", &CORRECTED);
            self.commit();
        }
        self.ran += 1;
    }
}

/// The README with what its commands print, and who has followed it.
fn followed(readme: &str) -> (String, Reader) {
    let fence = Regex::new(r"(?ms)^```(\w+)\n(.*?)^```$").unwrap();
    let mut reader = Reader::new();
    let mut written = String::new();
    let mut end = 0;
    for found in fence.captures_iter(readme) {
        let (whole, block) = (found.get(0).unwrap(), found.get(2).unwrap());
        let is_shown = readme[whole.end()..].starts_with("\n\n```text\n");
        if let Some(text) = reader.follow(&found[1], block.as_str(), is_shown) {
            written += &readme[end..block.start()];
            written += text.trim_matches('\n');
            written.push('\n');
            end = block.end();
        }
    }
    written += &readme[end..];
    (written, reader)
}

#[test]
fn commands_do_and_print_what_the_readme_says() {
    let readme = readme();
    let (written, reader) = followed(&readme);
    if is_update() {
        fs::write(root().join("README.md"), &written).unwrap();
        return;
    }
    assert!(
        written == readme,
        "run `UPDATE_DOCS=1 cargo test --test it readme`"
    );
    assert!(
        reader.ran > 10,
        "the README has but {} commands",
        reader.ran
    );
    let edited = fs::read_to_string(reader.path("reportlint.yaml")).unwrap();
    assert!(edited.contains(&format!("\n{EDITED}")));
    assert_eq!(
        reader.others,
        [
            "cargo install --path .",
            "pre-commit install",
            "pip install reportlint==0.1.0",
        ],
        "commands that the gate or the manifest tests"
    );
}

#[test]
fn the_picture_is_what_the_program_draws() {
    let command = "check --select agenda/duplicate-title fixtures/vienna-forum/report.yaml";
    let drawn = String::from_utf8(run(command, root(), "always").stdout).unwrap();
    let shown = format!("$ reportlint {command}\n{drawn}");
    let picture = anstyle_svg::Term::new()
        .palette(anstyle_svg::WIN10_CONSOLE)
        .render_svg(&shown);
    let path = root().join("docs/finding.svg");
    if is_update() {
        fs::write(&path, &picture).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap();
    assert!(
        kept == picture,
        "run `UPDATE_DOCS=1 cargo test --test it readme`"
    );
}

/// The speed that the README states is that of the table in `docs/performance.md`, in milliseconds.
#[test]
fn the_speed_is_that_which_was_measured() {
    let page = fs::read_to_string(root().join("docs/performance.md")).unwrap();
    let stated =
        Regex::new(r"one of (3 MB) takes (\d+) ms|A report of (46 KB) takes (\d+) ms").unwrap();
    let mut compared = 0;
    for found in stated.captures_iter(&readme()) {
        let mut groups = found.iter().skip(1).flatten().map(|group| group.as_str());
        let (size, milliseconds) = (groups.next().unwrap(), groups.next().unwrap());
        let row = format!(r"\| a report of {size} \| reportlint \| ([0-9.]+) s \|");
        let row = Regex::new(&row).unwrap();
        let measured: f64 = row.captures(&page).unwrap()[1].parse().unwrap();
        assert_eq!(format!("{:.0}", measured * 1000.0), milliseconds, "{size}");
        compared += 1;
    }
    assert_eq!(compared, 2);
}
