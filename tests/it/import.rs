//! Reports in text for readers: what is printed from data is recognized as the same data, and yields the same findings.

mod layouts;
mod markdown;
mod printed;
mod word;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use reportlint::internals::recognized;
use reportlint::internals::syntax::Format;
use serde_yaml::Value;

use crate::cli;
use crate::rules::{findings_in, fixtures};
use printed::{Layout, comparable, printed};

fn vienna() -> String {
    fs::read_to_string(fixtures().join("vienna-forum/report.yaml")).unwrap()
}

fn data(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// What is recognized in a text, as `import` writes it.
fn imported(text: &str) -> Value {
    data(&recognized::to_yaml(text, Format::PlainText))
}

#[test]
fn the_report_on_the_vienna_forum_is_recognized_as_it_was_printed() {
    let original = data(&vienna());
    let read = imported(&printed(&original, &Layout::default()));
    assert_eq!(comparable(&read), comparable(&original));
}

/// The findings in a report by their rules and messages, less doubts.
fn found(name: &str, text: &(impl AsRef<[u8]> + ?Sized)) -> BTreeSet<(String, String)> {
    let findings = findings_in(name, text.as_ref()).into_iter();
    let findings = findings.map(|it| (it.rule.id().to_owned(), it.message));
    findings
        .filter(|(rule, _)| rule != "import/undecided")
        .collect()
}

#[test]
fn the_printed_report_has_the_findings_of_the_data() {
    let by_hand = found("report.yaml", &vienna());
    let text = printed(&data(&vienna()), &Layout::default());
    let read = found("report.txt", &text);
    let missing: Vec<_> = by_hand
        .difference(&read)
        .map(|(rule, _)| rule.as_str())
        .collect();
    // what nobody printed cannot be compared with what is counted
    assert_eq!(missing, ["claims/count-mismatch"]);
    assert_eq!(
        read.difference(&by_hand).collect::<Vec<_>>(),
        Vec::<&_>::new()
    );
}

#[test]
fn findings_are_where_the_text_is_printed() {
    let text = printed(&data(&vienna()), &Layout::default());
    let findings = findings_in("report.txt", text.as_str());
    let place = |rule: &str| {
        let found = findings.iter().find(|it| it.rule.id() == rule).unwrap();
        &text[found.primary().location.span.range()]
    };
    assert_eq!(place("references/style"), "1");
    assert_eq!(
        place("text/leftover-bracket"),
        "[one at presidential level and six at ministerial level]"
    );
    assert_eq!(place("agenda/label-sequence"), "Part I");
}

fn import(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportlint"));
    command.arg("import").args(arguments).current_dir(folder);
    command.output().unwrap()
}

const SMALL: &str = "Report of the River Forum\n\nI. Opening\n\n1. The mayor opened the forum.\n\n\
                     A line between\n\n2. The forum thanked her.\n\nII. Closing\n\n3. It closed.\n";

#[test]
fn import_writes_to_a_new_file_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("forum.txt"), SMALL).unwrap();
    let output = import(path, &["forum.txt", "-o", "report.yaml"]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "imported \"forum.txt\": 3 paragraphs, 3 headings; 1 place to look at; `check` finds 0\n"
    );
    let written = fs::read_to_string(path.join("report.yaml")).unwrap();
    assert!(
        written.contains("# import doubt: this may be a heading or text: \"A line between\"\n")
    );
    let again = import(path, &["forum.txt", "-o", "report.yaml"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(path.join("report.yaml")).unwrap(),
        written
    );
    let printed = import(path, &["forum.txt"]).stdout;
    assert!(String::from_utf8(printed).unwrap().ends_with(&written));
}

#[test]
fn what_cannot_be_imported_is_refused_with_the_way_to_do_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, says) in [
        ("forum.pdf", &b"%PDF-1.7"[..], "pdftotext -layout"),
        (
            "forum.yaml",
            &b"document: {}"[..],
            "save the report as one of these",
        ),
        ("forum.odt", &b"PK"[..], "save the report as one of these"),
        ("forum.docx", &b"PK"[..], "it is no archive"),
        ("forum.txt", &b"caf\xe9"[..], "UTF-8"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let output = import(folder.path(), &[name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(
            String::from_utf8(output.stderr).unwrap().contains(says),
            "{name}"
        );
    }
}

#[test]
fn a_page_that_is_no_report_is_refused_with_the_way_to_do_it() {
    for (name, page) in [
        (
            "forum.html",
            "<h1>Forum</h1>\n<p>The Forum was opened.</p>\n",
        ),
        ("forum.qmd", "# Forum\n\n1. The Forum was opened.\n"),
        // what is below data that is a report would not be read
        (
            "forum.md",
            "---\ndocument: {title: Forum}\n---\n\n1. The Forum was opened.\n",
        ),
    ] {
        let folder = cli::folder(&[(name, page.as_bytes())]);
        let text = cli::ran(folder.path(), &["check", "--no-config", name]);
        let message = "this file is a page, which is not read as a report";
        assert!(text.contains(message), "{text}");
        assert!(text.contains("a name that ends in .md"), "{text}");
        assert!(text.ends_with("checked 1 file: 1 error\n"), "{text}");
    }
}
