//! What edits brought: `--since` with a real repository, and baselines.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{Ran, folder, run_in};

/// Runs git as somebody whose settings are nobody's.
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments);
    command.envs([
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@example.org"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ]);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}");
}

pub(crate) fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "Edit"]);
}

/// A repository with one commit of these files.
pub(crate) fn repository(files: &[(&str, &[u8])]) -> TempDir {
    let folder = folder(files);
    git(
        folder.path(),
        &["init", "--quiet", "--initial-branch", "main"],
    );
    commit(folder.path());
    folder
}

pub(crate) fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

pub(super) fn since(folder: &Path, revision: &str, paths: &[&str]) -> Ran {
    let arguments = ["check", "--format", "compact", "--since", revision];
    let arguments: Vec<&str> = arguments.iter().chain(paths).copied().collect();
    run_in(folder, &arguments)
}

pub(super) fn output(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.output).unwrap()
}

const FILES: &[(&str, &[u8])] = &[
    (
        "report.yaml",
        b"document:\n  title: Forum\ninclude:\n  - front.yaml\n  - parts/*.yaml\n",
    ),
    (
        "front.yaml",
        b"contents:\n  - {label: I, title: Opening}\n  - {label: II, title: Closure, ref: end}\n",
    ),
    (
        "parts/agenda.yaml",
        b"agenda:\n  days:\n    - date: 2008-02-13\n      weekday: Monday\n",
    ),
    (
        "parts/body.yaml",
        b"sections:\n  - {label: I, title: Opening, paragraphs: [text: The the first.]}\n  - {label: II, id: end, title: Closure, paragraphs: [text: The last.]}\n",
    ),
];

const OLD: &str = "the word \"the\" appears twice";

#[test]
fn only_what_the_edit_brought_is_shown() {
    let folder = repository(FILES);
    let before = since(folder.path(), "HEAD", &["."]);
    assert_eq!((output(&before), before.code), ("", Some(0)));
    // an edit in one file makes an entry in another dangle
    edit(&folder, "parts/body.yaml", "id: end", "id: close");
    // old findings move by forty lines, and into a file of another name
    edit(
        &folder,
        "parts/body.yaml",
        "sections:",
        &format!("{}sections:", "# a line\n".repeat(40)),
    );
    fs::rename(
        folder.path().join("parts/agenda.yaml"),
        folder.path().join("parts/programme.yaml"),
    )
    .unwrap();
    for paths in [
        &["."] as &[_],
        &["parts/body.yaml"],
        &["parts/programme.yaml"],
    ] {
        let after = since(folder.path(), "HEAD", paths);
        let lines: Vec<&str> = output(&after).lines().collect();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].starts_with("front.yaml:3:38: error[contents/dangling-entry]"),
            "{lines:?}"
        );
        assert_eq!(after.code, Some(1));
    }
    // once committed it is there as well, and no longer new
    commit(folder.path());
    assert_eq!(output(&since(folder.path(), "HEAD", &["."])), "");
    let first = since(folder.path(), "HEAD~1", &["."]);
    assert_eq!(output(&first).lines().count(), 1);
}

#[test]
fn a_report_that_was_renamed_has_no_new_findings() {
    let folder = repository(&[("a.report.yaml", b"document:\n  title: the the Forum\n")]);
    fs::rename(
        folder.path().join("a.report.yaml"),
        folder.path().join("b.report.yaml"),
    )
    .unwrap();
    for paths in [&["."] as &[_], &["b.report.yaml"]] {
        let ran = since(folder.path(), "HEAD", paths);
        assert_eq!((output(&ran), ran.code), ("", Some(0)));
    }
    // a copy brings the finding a second time
    fs::copy(
        folder.path().join("b.report.yaml"),
        folder.path().join("a.report.yaml"),
    )
    .unwrap();
    assert!(output(&since(folder.path(), "HEAD", &["."])).contains(OLD));
}

#[test]
fn a_finding_of_the_same_kind_beside_an_old_one_is_shown() {
    let folder = repository(&[("report.yaml", b"document:\n  title: the the Forum\n")]);
    edit(
        &folder,
        "report.yaml",
        "the the Forum",
        "the the Forum and the the Report",
    );
    let ran = since(folder.path(), "HEAD", &["."]);
    assert_eq!(output(&ran).matches(OLD).count(), 1);
}

#[test]
fn a_suppression_that_goes_brings_its_finding() {
    let suppressed = b"document:\n  title: the the Forum  # reportlint: allow text -- a name\n";
    let folder = repository(&[("report.yaml", suppressed)]);
    edit(
        &folder,
        "report.yaml",
        "  # reportlint: allow text -- a name",
        "",
    );
    assert!(output(&since(folder.path(), "HEAD", &["."])).contains(OLD));
}

#[test]
fn where_nothing_is_committed_yet_everything_is_new() {
    let folder = folder(FILES);
    git(folder.path(), &["init", "--quiet"]);
    let ran = since(folder.path(), "HEAD", &["."]);
    assert!(output(&ran).contains(OLD));
    assert_eq!(ran.code, Some(1));
}

#[test]
fn from_a_folder_of_the_work_tree_it_is_the_same() {
    let folder = repository(FILES);
    edit(&folder, "parts/body.yaml", "id: end", "id: close");
    let ran = since(&folder.path().join("parts"), "HEAD", &["body.yaml"]);
    assert_eq!(output(&ran).lines().count(), 1, "{}", output(&ran));
}

#[test]
fn three_full_stops_mean_where_the_branch_was_left() {
    let folder = repository(&[("report.yaml", b"document:\n  title: the the Forum\n")]);
    git(folder.path(), &["checkout", "--quiet", "-b", "edit"]);
    edit(&folder, "report.yaml", "Forum", "Forum  # a note");
    commit(folder.path());
    git(folder.path(), &["checkout", "--quiet", "main"]);
    edit(&folder, "report.yaml", "the the", "the");
    commit(folder.path());
    git(folder.path(), &["checkout", "--quiet", "edit"]);
    assert!(output(&since(folder.path(), "main", &["."])).contains(OLD));
    assert_eq!(output(&since(folder.path(), "main...", &["."])), "");
}

#[test]
fn what_cannot_be_compared_with_is_an_error() {
    let repository = repository(FILES);
    let alone = folder(FILES);
    let shallow = tempfile::tempdir().unwrap();
    commit_again(&repository);
    let url = format!("file://{}", repository.path().display());
    git(
        shallow.path(),
        &["clone", "--quiet", "--depth", "1", &url, "."],
    );
    let cases = [
        (
            repository.path(),
            "no-such-branch",
            "has no commit \"no-such-branch\"",
        ),
        (shallow.path(), "HEAD~1", "fetch-depth: 0"),
        (alone.path(), "HEAD", "is in no git repository"),
    ];
    for (folder, revision, expected) in cases {
        let ran = since(folder, revision, &["."]);
        assert_eq!(ran.code, Some(2), "{revision}");
        assert_eq!(ran.errors.matches(expected).count(), 1, "{}", ran.errors);
    }
}

fn commit_again(folder: &TempDir) {
    edit(folder, "report.yaml", "Forum", "Report");
    commit(folder.path());
}

#[cfg(unix)]
#[test]
fn links_and_odd_names_are_read_as_they_were() {
    let folder = folder(&[(
        "elsewhere/the text.yaml",
        b"document:\n  title: the the Forum\n",
    )]);
    std::os::unix::fs::symlink("elsewhere/the text.yaml", folder.path().join("report.yaml"))
        .unwrap();
    std::os::unix::fs::symlink("elsewhere", folder.path().join("folder")).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    for path in [
        ".",
        "report.yaml",
        "folder/the text.yaml",
        "elsewhere/*.yaml",
    ] {
        let ran = since(folder.path(), "HEAD", &[path]);
        assert_eq!((output(&ran), ran.code), ("", Some(0)), "{path}");
    }
}

#[test]
fn a_baseline_hides_what_it_lists_and_nothing_else() {
    let folder = folder(FILES);
    let wrote = run_in(folder.path(), &["check", "--write-baseline", "known.json"]);
    assert_eq!(wrote.code, Some(0));
    assert!(
        output(&wrote).ends_with(": wrote 2 findings to \"known.json\"\n"),
        "{}",
        output(&wrote)
    );
    let same = run_in(
        folder.path(),
        &["check", "--baseline", "known.json", "--format", "compact"],
    );
    assert_eq!((output(&same), same.code), ("", Some(0)));
    edit(&folder, "parts/body.yaml", "id: end", "id: close");
    let edited = run_in(
        folder.path(),
        &["check", "--baseline", "known.json", "--format", "compact"],
    );
    assert_eq!(output(&edited).lines().count(), 1, "{}", output(&edited));
    assert_eq!(edited.code, Some(1));
}

#[test]
fn a_baseline_is_the_same_from_every_folder() {
    const REPORT: &[u8] = b"document: {title: Forum}\nfoo: 1\n";
    for has_repository in [false, true] {
        let folder = folder(&[
            ("days/one/report.yaml", REPORT),
            ("lists/readme", b""),
            ("report.yaml", b"document: {title: Forum}\n"),
        ]);
        if has_repository {
            git(folder.path(), &["init", "--quiet"]);
        }
        let top = folder.path();
        let one = top.join("days/one");
        let written = [
            (top, "lists/a.json", &*one, "../../lists/a.json"),
            (&one, "../b.json", top, "days/b.json"),
            (top, "c.json", &top.join("lists"), "../c.json"),
        ];
        for (here, list, there, same) in written {
            let path = if here == one { "." } else { "days" };
            run_in(here, &["check", path, "--write-baseline", list]);
            let path = if there == one { "." } else { "../days" };
            let path = if there == top { "days" } else { path };
            let options = ["--baseline", same, "--format", "compact"];
            let ran = run_in(there, &[&["check", path], &options[..]].concat());
            assert_eq!((output(&ran), ran.code), ("", Some(0)), "{list}");
        }
        // a file of the same name in another folder is another one
        std::fs::write(top.join("report.yaml"), REPORT).unwrap();
        let options = ["--baseline", "c.json", "--format", "compact"];
        let ran = run_in(top, &[&["check", "."], &options[..]].concat());
        assert!(
            output(&ran).starts_with("report.yaml:2:1"),
            "{}",
            output(&ran)
        );
        assert_eq!(output(&ran).lines().count(), 1, "{}", output(&ran));
    }
}

#[test]
fn what_is_no_baseline_is_an_error() {
    let folder = folder(&[
        ("report.yaml", b"document: {title: Forum}\n"),
        ("known.json", b"{}"),
    ]);
    let cases = [
        (["--baseline", "known.json"], "is not a baseline"),
        (["--baseline", "nowhere.json"], "cannot be read"),
        (
            ["--write-baseline", "no/such/folder.json"],
            "cannot be written",
        ),
    ];
    for (options, expected) in cases {
        let ran = run_in(folder.path(), &["check", options[0], options[1]]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.errors.contains(expected), "{}", ran.errors);
    }
}

#[test]
fn the_configuration_of_then_applies_to_the_files_of_then() {
    let config = b"rules: {text: off}\n".as_slice();
    let report = b"document:\n  title: Report in XXX parts\n".as_slice();
    let folder = repository(&[("reportlint.yaml", config), ("report.yaml", report)]);
    assert_eq!(output(&since(folder.path(), "HEAD", &[])), "");
    edit(&folder, "reportlint.yaml", "off", "warning");
    let ran = since(folder.path(), "HEAD", &[]);
    assert!(
        output(&ran).contains("[text/placeholder]"),
        "{}",
        output(&ran)
    );
}
