//! `--fix`, `--unsafe-fixes` and `--diff`: what is written, and what is left as it is.

use std::fs;
use std::path::Path;

use super::{Ran, folder, ran, reportlint, run, run_in, run_on};

/// A report with a safe fix, and one that somebody has to look at.
const TEXT: &str = "\
document:
  title: Report on the Regional Water Conference
sections:
  - title: Wells
    paragraphs:
      - number: 1
        text: >-
          All of the
          the wells are safe safe today. # not a comment
";

const SAFE: &str = "All of the wells are safe safe today.";

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn output(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.output).unwrap()
}

#[test]
fn safe_fixes_are_written_and_the_rest_is_shown() {
    let folder = folder(&[("report.yaml", TEXT.as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--fix"]).in_peace();
    assert_eq!(ran.code, Some(0), "{}", output(&ran));
    let fixed = read(folder.path(), "report.yaml");
    assert_eq!(fixed, TEXT.replace("the\n          the wells", "the wells"));
    assert!(
        output(&ran).contains("\"safe\" appears twice"),
        "{}",
        output(&ran)
    );
    assert!(
        output(&ran).ends_with("fixed 1 finding; 1 more with `--fix --unsafe-fixes`\n"),
        "{}",
        output(&ran)
    );
    let ran = run_in(folder.path(), &["check", "--fix", "--unsafe-fixes"]).in_peace();
    assert!(
        output(&ran).ends_with("fixed 1 finding\n"),
        "{}",
        output(&ran)
    );
    assert!(read(folder.path(), "report.yaml").contains("wells are safe today."));
}

#[test]
fn a_diff_is_shown_and_nothing_is_written() {
    let folder = folder(&[("report.yaml", TEXT.as_bytes())]);
    let ran = run_in(folder.path(), &["check", "--diff"]).in_peace();
    assert_eq!(ran.code, Some(1));
    let expected = "\
--- report.yaml
+++ report.yaml
@@ -5,5 +5,4 @@
     paragraphs:
       - number: 1
         text: >-
-          All of the
-          the wells are safe safe today. # not a comment
+          All of the wells are safe safe today. # not a comment
";
    assert_eq!(output(&ran), expected);
    assert_eq!(read(folder.path(), "report.yaml"), TEXT);
    let ran = run_in(folder.path(), &["check", "--diff", "--ignore", "text"]).in_peace();
    assert_eq!((output(&ran), ran.code), ("", Some(0)));
}

#[test]
fn standard_input_is_fixed_on_standard_output() {
    let ran = run_on(TEXT.as_bytes(), &["check", "--fix", "-"]).in_peace();
    assert!(output(&ran).contains(SAFE), "{}", output(&ran));
    let in_order = super::IN_ORDER.as_bytes();
    assert_eq!(
        run_on(in_order, &["check", "--fix", "-"]).in_peace().output,
        in_order
    );
}

#[test]
fn only_what_is_selected_is_fixed() {
    let folder = folder(&[("report.yaml", TEXT.as_bytes())]);
    for options in [["--select", "agenda"], ["--ignore", "text/doubled-word"]] {
        let ran = run_in(folder.path(), &[&["check", "--fix"], &options[..]].concat());
        assert_eq!(ran.in_peace().code, Some(0));
        assert_eq!(read(folder.path(), "report.yaml"), TEXT);
    }
}

#[test]
fn line_ends_and_encodings_stay() {
    let encoded = |text: &str, big: bool| -> Vec<u8> {
        let units = "\u{FEFF}".encode_utf16().chain(text.encode_utf16());
        let bytes = units.map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        });
        bytes.flatten().collect()
    };
    let bare = TEXT.trim_end();
    let windows = TEXT.replace('\n', "\r\n");
    let fixed = |text: &str| {
        let text = text.replace("the\r\n          the wells", "the wells");
        text.replace("the\n          the wells", "the wells")
    };
    for (before, after) in [
        (windows.clone().into_bytes(), fixed(&windows).into_bytes()),
        (bare.into(), fixed(bare).into_bytes()),
        (
            format!("\u{FEFF}{TEXT}").into_bytes(),
            format!("\u{FEFF}{}", fixed(TEXT)).into_bytes(),
        ),
        (encoded(TEXT, false), encoded(&fixed(TEXT), false)),
        (encoded(&windows, true), encoded(&fixed(&windows), true)),
    ] {
        let folder = folder(&[("report.yaml", &before)]);
        run_in(folder.path(), &["check", "--fix"]).in_peace();
        assert_eq!(fs::read(folder.path().join("report.yaml")).unwrap(), after);
    }
}

#[test]
fn nothing_is_fixed_where_something_was_not_read() {
    let root = format!("include: [part.yaml]\n{TEXT}");
    for part in [&b"sections: [\n"[..], b"sections: []\nx-a: \"\xff\"\n"] {
        let folder = folder(&[("report.yaml", root.as_bytes()), ("part.yaml", part)]);
        run_in(folder.path(), &["check", "--fix"]).in_peace();
        assert_eq!(read(folder.path(), "report.yaml"), root);
    }
}

#[test]
fn what_an_alias_repeats_is_left_to_people() {
    let text = TEXT.replace(
        "title: Wells",
        "title: &name Wells of the the town\n    x-name: *name",
    );
    let folder = folder(&[("report.yaml", text.as_bytes())]);
    run_in(folder.path(), &["check", "--fix"]).in_peace();
    let fixed = read(folder.path(), "report.yaml");
    assert!(
        fixed.contains("of the the town") && fixed.contains(SAFE),
        "{fixed}"
    );
}

#[test]
fn a_part_of_two_reports_is_fixed_once() {
    let root = "document:\n  title: Report\ninclude: [part.yaml]\n";
    let part =
        "sections:\n  - title: Wells\n    paragraphs: [{number: 1, text: All of the the wells.}]\n";
    let folder = folder(&[
        ("a.report.yaml", root.as_bytes()),
        ("b.report.yaml", root.as_bytes()),
        ("part.yaml", part.as_bytes()),
    ]);
    let ran = run_in(folder.path(), &["check", "--fix"]).in_peace();
    assert!(
        output(&ran).ends_with("fixed 1 finding\n"),
        "{}",
        output(&ran)
    );
    assert_eq!(
        read(folder.path(), "part.yaml"),
        part.replace("the the", "the")
    );
}

#[test]
fn data_of_a_project_is_fixed_as_its_schema_has_it() {
    let config = "documents:\n  - files: [\"*.yml\"]\n    schema: data.schema.json\n";
    let schema = r#"{"type": "object", "properties": {"code": {"type": "string"}}}"#;
    let folder = folder(&[
        ("reportlint.yaml", config.as_bytes()),
        ("data.schema.json", schema.as_bytes()),
        ("a.yml", b"code: 14 # as printed\n"),
    ]);
    let ran = run_in(folder.path(), &["check", "--fix"]).in_peace();
    assert_eq!(
        read(folder.path(), "a.yml"),
        "code: \"14\" # as printed\n",
        "{}",
        output(&ran)
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_replaced_stays_and_so_does_all_of_its_report() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let root = format!("include: [part.yaml]\n{TEXT}");
    let part = "annexes:\n  - {label: I, title: Of the the town}\n";
    let files = [
        ("in/report.yaml", root.as_bytes()),
        ("in/part.yaml", part.as_bytes()),
    ];
    let read_only = folder(&files);
    let path = read_only.path().join("in/part.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let ran = run_in(read_only.path(), &["check", "--fix", "in"]).in_peace();
    assert_eq!(ran.code, Some(2), "{}", ran.errors);
    assert!(
        ran.errors.contains("part.yaml\" cannot be written"),
        "{}",
        ran.errors
    );
    assert_eq!(read(read_only.path(), "in/part.yaml"), part);
    assert_eq!(read(read_only.path(), "in/report.yaml"), root);

    let linked = folder(&[("outside.yaml", TEXT.as_bytes()), ("in/.git/config", b"")]);
    symlink("../outside.yaml", linked.path().join("in/report.yaml")).unwrap();
    let mut command = reportlint(&["check", "--fix", "report.yaml"]);
    let ran = run(command.current_dir(linked.path().join("in"))).in_peace();
    assert_eq!(ran.code, Some(2), "{}", ran.errors);
    assert_eq!(read(linked.path(), "outside.yaml"), TEXT);
}

#[test]
fn a_time_without_quotes_is_fixed_as_its_help_says_or_not_at_all() {
    let with = |start: &str| {
        format!(
            "document: {{title: A}}\nagenda:\n  days:\n    - date: 2024-05-15\n      items:\n        - {{start: {start}, end: \"10:00\", title: Opening}}\n"
        )
    };
    for (written, help, fixed) in [
        ("0930", "help: write `\"09:30\"`", "\"09:30\""),
        ("930", "help: `start` must look like 09:30", "930"),
    ] {
        let folder = folder(&[("report.yaml", with(written).as_bytes())]);
        let arguments = ["check", "--fix", "--unsafe-fixes", "--select", "schema"];
        let before = ran(folder.path(), &["check", "--select", "schema"]);
        assert!(before.contains(help), "{before}");
        let shown = ran(folder.path(), &arguments);
        assert!(!shown.contains("not fixed"), "{shown}");
        assert_eq!(read(folder.path(), "report.yaml"), with(fixed));
    }
}

/// A report in three files, with a label, a number and a name that are wrong, and named in other files.
const IN_PARTS: [(&str, &str); 3] = [
    (
        "report.yaml",
        "\
document: {title: Report on Water}
include: [a.yaml, b.yaml]
contents:
  - {label: I, title: Wells}
  - {label: V, title: Rivers}
  - {label: III, title: Lakes}
  - {label: IV, title: Ponds}
people:
  - name: Antonio Costa
claims:
  - {paragraph: 9, states: 4, counts: paragraphs}
",
    ),
    (
        "a.yaml",
        "\
sections:
  - label: I
    title: Wells
    paragraphs:
      - number: 1
        text: As section V below says, wells are deep.
  # the rivers
  - label: V
    title: Rivers
    paragraphs:
      - number: 2
        text: Three rivers flow.
",
    ),
    (
        "b.yaml",
        "\
sections:
  - label: III
    title: Lakes
    paragraphs:
      - number: 9
        text: There are four lakes.
  - label: IV
    title: Ponds
    paragraphs:
      - number: 4
        text: See section V above, and paragraph 9.
agenda:
  days:
    - date: 2024-05-17
      items:
        - {title: Opening, speakers: [Antonio Csta]}
        - {title: Closing, chair: Antonio Csta}
",
    ),
];

#[test]
fn a_fix_changes_all_files_of_a_report_that_it_is_about() {
    let written = IN_PARTS.map(|(name, text)| (name, text.as_bytes()));
    let folder = folder(&written);
    let shown = ran(folder.path(), &["check", "--fix", "--unsafe-fixes"]);
    assert!(!shown.contains("not fixed"), "{shown}");
    for (name, text) in IN_PARTS {
        let expected = text
            .replace("label: V,", "label: II,")
            .replace("label: V\n", "label: II\n")
            .replace("section V", "section II")
            .replace("number: 9", "number: 3")
            .replace("paragraph: 9", "paragraph: 3")
            .replace("paragraph 9", "paragraph 3")
            .replace("Antonio Csta", "Antonio Costa");
        assert_eq!(read(folder.path(), name), expected, "{shown}");
    }
}
