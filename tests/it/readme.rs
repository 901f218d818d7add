//! The README's shell commands work. Its `console` blocks are compared word for word with the rest of the documented
//! commands, in `cli`.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::cli::folder;
use crate::cli::since::git;

/// The lines of the README's `sh` blocks, without comments.
fn commands() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or_default().lines());
    let commands = lines.filter(|line| !line.starts_with('#'));
    commands.map(str::to_owned).collect()
}

/// A repository with a report, which is what its remote has too.
fn project() -> TempDir {
    let folder = folder(&[("report.yaml", b"document: {title: Forum}\n")]);
    let path = folder.path();
    git(path, &["init", "--quiet"]);
    git(path, &["add", "--all"]);
    git(path, &["commit", "--quiet", "--message", "Add the report"]);
    git(path, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    folder
}

/// In the order of the README, in a folder with a report that is in order, where the line of the configuration that the
/// README tells to edit is edited as soon as there is one.
#[test]
fn shell_commands_of_the_program_succeed() {
    const EDITED: &str = "fail_on: warning\n";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    assert!(readme.contains(&format!("```yaml\n{EDITED}```\n")));
    let mut tried = 0;
    let folder = project();
    for command in commands() {
        let Some(arguments) = command.strip_prefix("reportlint ") else {
            continue;
        };
        // what is redirected into a file is written to standard output here
        let arguments = arguments.split(['>', '#']).next().unwrap_or_default();
        let ran = Command::new(env!("CARGO_BIN_EXE_reportlint"))
            .envs([("GITHUB_ACTIONS", ""), ("GITLAB_CI", "")])
            .args(arguments.split_whitespace())
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{command}: {ran:?}");
        assert!(!ran.stdout.is_empty(), "{command}");
        tried += 1;
        let config = folder.path().join("reportlint.yaml");
        if arguments == "init" {
            let text = fs::read_to_string(&config).unwrap();
            let edited = text.replace(&format!("# {EDITED}"), EDITED);
            assert_ne!(edited, text);
            fs::write(&config, edited).unwrap();
        }
    }
    assert!(tried > 5, "the README has but {tried} commands");
}

#[test]
fn other_shell_commands_are_those_that_the_gate_and_the_manifest_stand_for() {
    let others: Vec<String> = commands()
        .into_iter()
        .filter(|command| !command.starts_with("reportlint "))
        .collect();
    assert_eq!(
        others,
        [
            "cargo run -- check fixtures/vienna-forum/report.yaml",
            "cargo test",
            "cargo install --path .",
            "pre-commit install",
            "pip install reportlint==0.1.0",
        ]
    );
}
