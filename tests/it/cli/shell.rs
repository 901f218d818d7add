//! What is there for shells and for those who wait: completions, manual pages, counts.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::{IN_ORDER, WITH_ERROR, folder, run_in, run_on};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

fn completions(shell: &str) -> String {
    let ran = run_on(b"", &["completions", shell]).in_peace();
    assert_eq!(ran.code, Some(0), "{}", ran.errors);
    String::from_utf8(ran.output).unwrap()
}

#[test]
fn completions_know_commands_options_and_formats() {
    for shell in SHELLS {
        let script = completions(shell);
        for word in [
            "explain",
            "show-suppressed",
            "print-config",
            "sarif",
            "fail-on",
        ] {
            // PowerShell and Elvish are told of no values
            let is_told = word != "sarif" || !["powershell", "elvish"].contains(&shell);
            assert!(!is_told || script.contains(word), "{shell}: no {word}");
        }
    }
    assert_eq!(run_on(b"", &["completions", "csh"]).code, Some(2));
}

/// What bash completes with the script, if there is a bash.
fn completed_by_bash(words: &[&str]) -> Option<Vec<String>> {
    let folder = folder(&[("script", completions("bash").as_bytes())]);
    let last = words.len() - 1;
    let words = words.join("' '");
    let tried = format!(
        "source ./script && COMP_WORDS=('{words}') COMP_CWORD={last} && \
         _reportlint reportlint \"${{COMP_WORDS[{last}]}}\" \"${{COMP_WORDS[{last} - 1]}}\" && \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
    );
    let mut bash = Command::new("bash");
    let ran = bash
        .arg("-c")
        .arg(tried)
        .current_dir(folder.path())
        .output()
        .ok()?;
    assert!(ran.status.success(), "{ran:?}");
    let replies = String::from_utf8(ran.stdout).unwrap();
    Some(replies.lines().map(str::to_owned).collect())
}

#[cfg(unix)]
#[test]
fn bash_completes() {
    let Some(commands) = completed_by_bash(&["reportlint", "ex"]) else {
        return;
    };
    assert_eq!(commands, ["explain"]);
    let formats = completed_by_bash(&["reportlint", "check", "--format", "s"]);
    assert_eq!(formats.unwrap(), ["sarif"]);
}

#[test]
fn the_manual_has_a_page_on_the_program_and_each_command() {
    let folder = folder(&[]);
    let ran = run_in(folder.path(), &["man", "--out", "a/man"]).in_peace();
    assert_eq!(ran.code, Some(0), "{}", ran.errors);
    let told = String::from_utf8(ran.output).unwrap();
    assert!(told.starts_with("wrote \"a/man"), "{told}");
    let mut pages: Vec<String> = fs::read_dir(folder.path().join("a/man"))
        .unwrap()
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert_eq!(
        pages,
        [
            "reportlint-check.1",
            "reportlint-completions.1",
            "reportlint-explain.1",
            "reportlint-help.1",
            "reportlint-import.1",
            "reportlint-init.1",
            "reportlint-rules.1",
            "reportlint-schema.1",
            "reportlint-server.1",
            "reportlint.1",
        ]
    );
    let read = |page: &str| fs::read_to_string(folder.path().join("a/man").join(page)).unwrap();
    let check = read("reportlint-check.1");
    assert!(
        check.contains(".TH reportlint\\-check 1") || check.contains(".TH reportlint-check 1"),
        "{check}"
    );
    assert!(check.contains("show\\-suppressed"), "{check}");
    let main = run_on(b"", &["man"]).in_peace();
    assert_eq!(
        String::from_utf8(main.output).unwrap(),
        read("reportlint.1")
    );
}

#[test]
fn pages_that_cannot_be_written_are_an_error() {
    let folder = folder(&[("file", b"")]);
    let ran = run_in(folder.path(), &["man", "--out", "file"]).in_peace();
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors
            .starts_with("error: \"file\" cannot be written: "),
        "{}",
        ran.errors
    );
}

#[test]
fn statistics_count_findings_by_rule() {
    let text =
        "document:\n  title: A Forum\n  title: B\nevent:\n  name: n\n  name: TBD\n  name: m\n";
    let ran = run_on(text.as_bytes(), &["check", "--statistics", "-"]).in_peace();
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(String::from_utf8(ran.output).unwrap());
    let ran = run_on(
        text.as_bytes(),
        &["check", "--statistics", "--format=json", "-"],
    )
    .in_peace();
    let counts: Value = serde_json::from_slice(&ran.output).unwrap();
    assert_eq!(
        counts["statistics"],
        json!([{"rule": "yaml/duplicate-key", "severity": "error", "count": 2}])
    );
    assert_eq!(counts["summary"]["errors"], 2);
    assert_eq!(counts["version"], 1);
}

#[test]
fn statistics_in_json_keep_to_their_schema() {
    let printed = run_on(b"", &["schema", "statistics"]).in_peace();
    let schema = serde_json::from_slice(&printed.output).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let check = [
        "check",
        "--statistics",
        "--format=json",
        "--show-suppressed",
    ];
    let mut counted = Vec::new();
    for path in ["fixtures/vienna-forum", "fixtures/rules/*/*/bad.yaml", "-"] {
        let ran = run_on(IN_ORDER.as_bytes(), &[&check[..], &[path]].concat());
        let statistics: Value = serde_json::from_slice(&ran.output).unwrap();
        let errors = validator.iter_errors(&statistics);
        let errors: Vec<String> = errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        counted.push(statistics["statistics"].as_array().unwrap().len());
    }
    assert!(counted[0] > 5 && counted[1] > 50, "{counted:?}");
    assert_eq!(counted[2], 0);
    let findings =
        json!({"version": 1, "tool": {"name": "reportlint", "version": "1"}, "findings": []});
    assert!(!validator.is_valid(&findings));
}

#[test]
fn statistics_are_for_people_or_in_json() {
    let refused = ["check", "--statistics", "--format", "sarif", "-"];
    let ran = run_on(WITH_ERROR.as_bytes(), &refused).in_peace();
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors.starts_with("error: --statistics works with"),
        "{}",
        ran.errors
    );
    let ran = run_on(IN_ORDER.as_bytes(), &["check", "--statistics", "-"]).in_peace();
    assert_eq!(
        String::from_utf8(ran.output).unwrap(),
        "checked 1 file: no findings\n"
    );
}
