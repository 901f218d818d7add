//! What a report may ask of the machine: each limit that is reached is told, and can be set where an editor may need more.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::tidy::{files_below, read};

use super::{IN_ORDER, folder, run_in, run_on};

fn findings(output: &[u8]) -> Vec<Value> {
    let output: Value = serde_json::from_slice(output).unwrap();
    output["findings"].as_array().unwrap().clone()
}

#[test]
fn a_report_has_so_many_files() {
    let mut files = vec![(
        "report.yaml".to_owned(),
        format!("{IN_ORDER}include: parts/*.yaml\n"),
    )];
    for number in 0..20 {
        let part =
            format!("sections: [{{title: ParsedFile {number}, paragraphs: [text: Water.]}}]\n");
        files.push((format!("parts/{number}.yaml"), part));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let folder = folder(&files);
    let check = |most: &str| run_in(folder.path(), &["check", "--max-files", most]).in_peace();
    assert_eq!(check("21").code, Some(0));
    let beyond = check("20");
    assert_eq!(beyond.code, Some(2));
    assert_eq!(
        beyond.errors,
        "error: the report \"report.yaml\" is not read completely: it includes more than 20 files; to read them, raise \
         the limit with `--max-files`\n"
    );
}

#[test]
fn a_report_names_so_many_files() {
    let names = "  - gone.yaml\n".repeat(2000);
    let report = format!("{IN_ORDER}include:\n{names}");
    let folder = folder(&[("report.yaml", report.as_bytes())]);
    let ran = run_in(folder.path(), &["check"]).in_peace();
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors.contains("includes more than 1000 files"),
        "{}",
        ran.errors
    );
}

#[test]
fn a_report_has_so_many_bytes() {
    let part = |key: &str| format!("tables: []\nx-{key}: {}\n", "water ".repeat(100_000));
    let report = format!("{IN_ORDER}include: [a.yaml, b.yaml]\n");
    let folder = folder(&[
        ("report.yaml", report.as_bytes()),
        ("a.yaml", part("a").as_bytes()),
        ("b.yaml", part("b").as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["check", "--max-size", "1"]).in_peace();
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.errors,
        "error: the report \"report.yaml\" is not read completely: its files together are larger than 1 MiB; to read them, \
         raise the limit with `--max-size`\n"
    );
    let enough = run_in(folder.path(), &["check", "--select", "yaml"]).in_peace();
    assert_eq!((enough.code, enough.errors.as_str()), (Some(0), ""));
}

#[test]
fn standard_input_has_so_many_bytes() {
    let text = format!("{IN_ORDER}x-words: {}\n", "water ".repeat(200_000));
    let ran = run_on(text.as_bytes(), &["check", "-", "--max-size", "1"]).in_peace();
    assert_eq!(ran.code, Some(2));
    let expected = "error: \"<stdin>\" is not read: it is larger than 1 MiB; to read it, raise the limit with `--max-size`\n";
    assert_eq!(ran.errors, expected);
}

#[test]
fn of_one_rule_so_many_findings_are_listed() {
    let mut text = IN_ORDER.to_owned();
    for number in 0..30 {
        writeln!(text, "x-{number}: no").unwrap();
    }
    let check = |most: &str| {
        let arguments = ["check", "-", "--format", "json", "--max-findings", most];
        findings(&run_on(text.as_bytes(), &arguments).in_peace().output)
    };
    assert_eq!(check("30").len(), 30);
    let cut = check("10");
    assert_eq!(cut.len(), 11);
    let beyond = "20 more findings of this rule are not listed; the first of them is here";
    let beyond: Vec<_> = cut.iter().filter(|it| it["message"] == beyond).collect();
    assert_eq!(beyond.len(), 1);
    assert_eq!(beyond[0]["rule"], "yaml/ambiguous-scalar");
    // one more takes no more room than the line that says so
    assert_eq!(check("29").len(), 30);
}

#[test]
fn aliases_repeat_so_much_text() {
    let water = "water ".repeat(20_000);
    let aliases = "  - {title: One, paragraphs: [text: *a]}\n".repeat(2000);
    let text = format!("{IN_ORDER}x-a: &a {water}\nsections:\n{aliases}");
    let ran = run_on(text.as_bytes(), &["check", "-", "--format", "compact"]).in_peace();
    let output = String::from_utf8(ran.output).unwrap();
    assert!(
        output.contains("aliases repeat more than 16777216 bytes of text"),
        "{output}"
    );
}

#[test]
fn a_message_quotes_so_much() {
    let title = "w".repeat(100_000);
    let text = format!("document:\n  title: Report\n  stage: {title}\n");
    let ran = run_on(text.as_bytes(), &["check", "-", "--format", "json"]).in_peace();
    let findings = findings(&ran.output);
    let message = findings[0]["message"].as_str().unwrap();
    assert!(message.chars().count() < 1100, "{}", message.len());
    assert!(message.contains("characters are left out"), "{message}");
}

/// A key is as long as the file, and each finding below it would repeat it.
#[test]
fn a_pointer_is_so_long() {
    let mut text = format!("{IN_ORDER}? x-{}\n:\n  a: no\n", "k".repeat(100_000));
    for number in 0..1000 {
        writeln!(text, "  a{number}: no").unwrap();
    }
    let ran = run_on(text.as_bytes(), &["check", "-", "--format", "json"]).in_peace();
    let findings = findings(&ran.output);
    assert_eq!(findings.len(), 1001);
    assert!(
        findings
            .iter()
            .all(|finding| finding.get("pointer").is_none())
    );
    assert!(ran.output.len() < 2_000_000, "{}", ran.output.len());
}

#[test]
fn a_pattern_goes_back_so_often() {
    let config = b"documents: [{files: [d.json], schema: s.json}]\n";
    let schema = br#"{"items": {"pattern": "^((a+)+)+\\2b$"}}"#;
    let data = format!("[\"{}\"]", "a".repeat(32));
    let folder = folder(&[
        ("reportlint.yaml", config),
        ("s.json", schema),
        ("d.json", data.as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["check"]).in_peace();
    let output = String::from_utf8(ran.output).unwrap();
    assert_eq!(ran.code, Some(1));
    assert!(output.contains("goes back too often"), "{output}");
}

/// What is limited, as the documented table says it, and the test that goes beyond it.
const REACHED: [(&str, &str); 24] = [
    (
        "bytes of a report with all its files",
        "a_report_has_so_many_bytes",
    ),
    ("files of a report", "a_report_has_so_many_files"),
    (
        "findings of one rule",
        "of_one_rule_so_many_findings_are_listed",
    ),
    ("nesting", "nesting_without_end"),
    ("values in a file", "limits_are_errors"),
    (
        "values that aliases repeat",
        "aliases_that_multiply_or_contain_themselves",
    ),
    ("text that aliases repeat", "aliases_repeat_so_much_text"),
    (
        "configurations that extend one another",
        "files_that_extend_many_others_take_no_time",
    ),
    (
        "steps to check a file by a schema",
        "a_large_pattern_takes_steps_for_each_text",
    ),
    ("errors of files", "errors_of_many_files_share_the_room"),
    (
        "schemas that one refers to",
        "a_long_way_through_schemas_and_deep_data_fit_on_the_stack",
    ),
    ("steps of all checks", "checks_have_steps_to_take_together"),
    (
        "files in the archive of a Word document",
        "an_archive_of_too_many_files_is_refused",
    ),
    (
        "what is read of a Word document",
        "an_archive_that_grows_beyond_the_limit_is_refused",
    ),
    (
        "elements and attributes of a part of a Word document",
        "what_costs_more_than_its_size_is_refused",
    ),
    ("a pattern of a configuration", "what_explodes_is_an_error"),
    (
        "a pattern of file names",
        "a_pattern_of_file_names_is_no_longer_than_a_path",
    ),
    (
        "patterns of checks",
        "the_patterns_of_checks_are_no_more_than_there_is_room_for",
    ),
    (
        "patterns of file names",
        "the_patterns_of_file_names_are_no_more_than_there_is_room_for",
    ),
    (
        "patterns of a schema",
        "the_patterns_of_a_schema_are_no_more_than_can_be_compiled",
    ),
    ("ways that a pattern", "a_pattern_goes_back_so_often"),
    ("a message, a help", "a_message_quotes_so_much"),
    ("a JSON Pointer", "a_pointer_is_so_long"),
    (
        "a `.gitignore`",
        "what_says_what_to_leave_out_is_a_file_of_some_lines",
    ),
];

#[test]
fn each_limit_that_is_documented_is_reached_by_a_test() {
    let table = reportlint::internals::limits::table();
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(rows.len(), REACHED.len(), "each row has its test");
    let folders = ["src", "tests/it"].into_iter();
    let sources: String = folders
        .flat_map(|folder| {
            let files = files_below(folder).into_iter();
            let files =
                files.filter(|file| Path::new(file).extension().is_some_and(|it| it == "rs"));
            files.map(move |file| read(folder, &file))
        })
        .collect();
    for (row, (limit, test)) in rows.iter().zip(REACHED) {
        assert!(row.starts_with(&format!("| {limit}")), "{row}: {limit}");
        let declared = format!("#[test]\nfn {test}()");
        let indented = format!("#[test]\n    fn {test}()");
        let is_there = sources.contains(&declared) || sources.contains(&indented);
        assert!(is_there, "no test {test}");
    }
}
