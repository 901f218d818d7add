//! Reports in several files.

use super::{Ran, folder, reportlint, run, run_in};

const ROOT: &[u8] = b"document:\n  title: Forum\ninclude:\n  - parts/*.yaml\n";
const SECTIONS: &[u8] = b"sections:\n  - label: I\n    title: Opening\n    paragraphs:\n      - text: See annex II for the the list.\n";
const ANNEXES: &[u8] =
    b"annexes:\n  - label: I\n    title: List\n    paragraphs:\n      - text: The list.\n";

const FILES: &[(&str, &[u8])] = &[
    ("report.yaml", ROOT),
    ("parts/annexes.yaml", ANNEXES),
    ("parts/sections.yaml", SECTIONS),
    ("other.yaml", b"a: 1\n"),
];

fn checked(files: &[(&str, &[u8])], paths: &[&str]) -> Ran {
    let folder = folder(files);
    let arguments = ["check"].iter().chain(paths);
    run_in(folder.path(), &arguments.copied().collect::<Vec<_>>())
}

fn output(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.output).unwrap()
}

#[test]
fn a_part_that_is_named_has_its_report_checked_once() {
    let by_root = checked(FILES, &["report.yaml"]);
    assert_eq!(by_root.code, Some(1));
    let found = "parts/sections.yaml:5:25";
    assert!(output(&by_root).contains(found), "{}", output(&by_root));
    assert!(
        output(&by_root)
            .ends_with("\nchecked 3 files: 1 error, 1 warning\n1 can be fixed with `--fix`\n"),
        "{}",
        output(&by_root)
    );
    for paths in [
        &["."] as &[_],
        &["parts/annexes.yaml"],
        &["parts/annexes.yaml", "report.yaml", "parts/sections.yaml"],
    ] {
        assert_eq!(checked(FILES, paths).output, by_root.output, "{paths:?}");
    }
}

#[test]
fn from_within_a_folder_of_the_report_its_root_is_found() {
    let folder = folder(FILES);
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let ran = run_in(&folder.path().join("parts"), &["check", "annexes.yaml"]);
    assert!(output(&ran).contains("checked 3 files"), "{}", output(&ran));
}

#[test]
fn a_part_of_two_reports_is_reported_once() {
    let files: &[(&str, &[u8])] = &[
        (
            "a.report.yaml",
            b"document:\n  title: A\ninclude: agenda.yaml\n",
        ),
        (
            "b.report.yaml",
            b"document:\n  title: B\ninclude: agenda.yaml\n",
        ),
        (
            "agenda.yaml",
            b"agenda:\n  days:\n    - date: 2008-02-13\n      weekday: Monday\n",
        ),
    ];
    for paths in [&["."] as &[_], &["agenda.yaml"]] {
        let ran = checked(files, paths);
        assert_eq!(
            output(&ran).matches("agenda/weekday-mismatch").count(),
            1,
            "{}",
            output(&ran)
        );
        assert!(
            output(&ran).contains("\nchecked 3 files: 1 error\n"),
            "{}",
            output(&ran)
        );
    }
}

#[test]
fn standard_input_means_the_part_that_it_is_named_as() {
    let folder = folder(FILES);
    let mut command = reportlint(&["check", "-", "--stdin-filename", "parts/sections.yaml"]);
    let mended = folder.path().join("mended");
    std::fs::write(
        &mended,
        "sections:\n  - {label: I, title: Opening, paragraphs: [text: See annex I.]}\n",
    )
    .unwrap();
    let input = std::fs::File::open(mended).unwrap();
    let ran = run(command.current_dir(folder.path()).stdin(input));
    assert_eq!(
        (output(&ran), ran.code),
        ("checked 3 files: no findings\n", Some(0))
    );
}

#[cfg(unix)]
#[test]
fn a_part_that_cannot_be_read_is_an_error_and_the_rest_is_not_judged_without_it() {
    let folder = folder(FILES);
    let pipe = folder.path().join("parts/pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(pipe).status();
    assert!(made.unwrap().success());
    let ran = run_in(folder.path(), &["check", "report.yaml"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors
            .contains("\"parts/pipe.yaml\" is not a regular file"),
        "{}",
        ran.errors
    );
    assert_eq!(output(&ran), "checked 3 files: no findings\n");
}

#[test]
fn a_quotation_that_begins_in_one_file_is_not_closed_in_another() {
    let paragraph = |nth: usize| format!("  - title: Part {nth}\n    paragraphs:\n      - text: ");
    let first = format!("sections:\n{}“We begin.\n", paragraph(0));
    let spoken = |nth: usize| format!("{}Town {nth} spoke.", paragraph(nth));
    let rest: Vec<String> = (1..20).map(spoken).collect();
    let rest = format!("sections:\n{}”\n", rest.join("\n"));
    let files: [(&str, &[u8]); 3] = [
        ("report.yaml", ROOT),
        ("parts/a.yaml", first.as_bytes()),
        ("parts/b.yaml", rest.as_bytes()),
    ];
    let ran = checked(
        &files,
        &["--select", "text/unbalanced", "--format", "compact"],
    )
    .in_peace();
    let alone = output(&ran)
        .matches("has no partner in this paragraph")
        .count();
    assert_eq!(alone, 2, "{}", output(&ran));
}
