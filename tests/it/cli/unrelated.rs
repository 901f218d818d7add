//! `--skip-unrelated`: what a hook names besides reports.

use std::fs::File;

use super::{Ran, folder, reportlint, run, run_in};

const FILES: &[(&str, &[u8])] = &[
    (
        "2024/report.yaml",
        b"document: {title: Forum}\ninclude: parts/*.yaml\n",
    ),
    (
        "2024/parts/body.yaml",
        b"sections: [{label: I, title: Opening}]\n",
    ),
    ("2024/parts.json", b"{\"a\": [1,\n"),
    (
        "compose.yaml",
        b"include: [2024/report.yaml]\nservices: {}\n",
    ),
    ("draft.yaml", b"document: {title: 5}\n"),
    ("package.json", b"{}\n"),
    ("reportlint.yaml", b"fail_on: warning\n"),
];

fn checked(paths: &[&str]) -> Ran {
    let folder = folder(FILES);
    let arguments = ["check", "--skip-unrelated", "--format", "compact"];
    let arguments = arguments.iter().chain(paths).copied();
    run_in(folder.path(), &arguments.collect::<Vec<_>>()).in_peace()
}

fn output(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.output).unwrap()
}

#[test]
fn a_named_file_that_is_no_report_is_left_out() {
    let unrelated = [
        "2024/parts.json",
        "compose.yaml",
        "draft.yaml",
        "package.json",
    ];
    let ran = checked(&unrelated);
    assert_eq!(
        (output(&ran), ran.errors.as_str(), ran.code),
        ("", "", Some(0))
    );
    // without the option, each of them is found to be none
    let folder = folder(FILES);
    let arguments = ["check", "--format", "compact"].into_iter();
    let ran = run_in(
        folder.path(),
        &arguments.chain(unrelated).collect::<Vec<_>>(),
    );
    assert_eq!(ran.code, Some(1));
    for file in unrelated {
        assert!(
            output(&ran).contains(&format!("{file}:")),
            "{}",
            output(&ran)
        );
    }
}

#[test]
fn a_part_that_is_named_still_has_its_report_checked() {
    let empty = "2024/parts/body.yaml:1:20: warning[sections/empty]";
    for paths in [
        &["2024/parts/body.yaml"] as &[_],
        &["2024/parts/body.yaml", "package.json", "2024/report.yaml"],
        &["2024", "compose.yaml"],
    ] {
        let ran = checked(paths);
        assert_eq!(output(&ran).lines().count(), 1, "{}", output(&ran));
        assert!(output(&ran).starts_with(empty), "{}", output(&ran));
        assert_eq!(ran.code, Some(1));
    }
}

#[test]
fn what_is_no_report_is_not_read() {
    let folder = folder(FILES);
    // to read it would be an error
    let huge = File::create(folder.path().join("huge.json")).unwrap();
    huge.set_len(1 << 33).unwrap();
    let ran = run_in(folder.path(), &["check", "--skip-unrelated", "huge.json"]);
    assert_eq!(
        (output(&ran), ran.code),
        ("checked 0 files: no findings\n", Some(0))
    );
    let ran = run_in(folder.path(), &["check", "huge.json"]);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_file_that_is_not_there_is_still_an_error() {
    let ran = checked(&["missing.json"]);
    assert!(ran.errors.contains("\"missing.json\""), "{}", ran.errors);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_config_that_is_named_is_still_checked() {
    let folder = folder(&[("reportlint.yaml", b"fail_onn: warning\n")]);
    let ran = run_in(
        folder.path(),
        &["check", "--skip-unrelated", "reportlint.yaml"],
    );
    assert!(output(&ran).contains("fail_onn"), "{}", output(&ran));
    assert_eq!(ran.code, Some(2));
}

#[test]
fn standard_input_is_left_out_only_by_the_name_of_a_file() {
    let folder = folder(FILES);
    let checked_as = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["check", "--skip-unrelated", "-"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        let input = File::open(folder.path().join("draft.yaml")).unwrap();
        run(reportlint(&arguments)
            .current_dir(folder.path())
            .stdin(input))
        .in_peace()
    };
    assert_eq!(checked_as(&[]).code, Some(1));
    assert_eq!(
        checked_as(&["--stdin-filename", "report.yaml"]).code,
        Some(1)
    );
    assert_eq!(
        checked_as(&["--stdin-filename", "draft.yaml"]).code,
        Some(0)
    );
}

#[test]
fn a_file_that_the_configuration_names_as_a_document_is_checked() {
    const TWICE: &[u8] = b"a: 1\na: 2\n";
    let folder = folder(&[
        ("reportlint.yaml", b"documents: [{files: data.yml}]\n"),
        ("data.yml", TWICE),
        ("other.yml", TWICE),
    ]);
    let arguments = [
        "check",
        "--skip-unrelated",
        "--format",
        "compact",
        "data.yml",
        "other.yml",
    ];
    let ran = run_in(folder.path(), &arguments).in_peace();
    assert_eq!(output(&ran).lines().count(), 1, "{}", output(&ran));
    assert!(output(&ran).starts_with("data.yml:1:1: error[yaml/duplicate-key]"));
    assert_eq!(ran.code, Some(1));
}

#[test]
fn a_report_for_readers_is_checked_by_its_name() {
    let text = b"# Report of the Forum\n\n## I. Opening\n\nIt was was so.\n";
    let files = ["report.md", "2024.report.txt", "README.md", "notes.txt"];
    let folder = folder(&files.map(|name| (name, text.as_slice())));
    let arguments = ["check", "--skip-unrelated", "--format", "compact"].into_iter();
    let ran = run_in(folder.path(), &arguments.chain(files).collect::<Vec<_>>());
    let lines = output(&ran).lines();
    let of_rule = lines.filter(|line| line.contains("text/doubled-word"));
    let named: Vec<&str> = of_rule.filter_map(|line| line.split(':').next()).collect();
    assert_eq!(named, ["2024.report.txt", "report.md"]);
}
