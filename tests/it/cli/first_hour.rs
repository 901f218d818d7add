//! What a newcomer types first, and what is said then.

use super::{Ran, folder, run_in};

fn output(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.output).unwrap()
}

/// Writes a configuration to a folder with these files; what is said of that, what is in it, and what a check comes to.
fn init(files: &[(&str, &[u8])], options: &[&str]) -> (String, String, Option<i32>) {
    let folder = folder(files);
    let ran = run_in(folder.path(), &[&["init"], options].concat()).in_peace();
    assert_eq!(ran.code, Some(0), "{}", ran.errors);
    let config = std::fs::read_to_string(folder.path().join("reportlint.yaml")).unwrap();
    let checked = run_in(folder.path(), &["check"]).in_peace();
    (output(&ran).to_owned(), config, checked.code)
}

#[test]
fn init_names_the_preset_for_the_data_that_is_there() {
    let frab = include_bytes!("../../../fixtures/config/presets/frab/good/schedule.json");
    let (said, config, code) = init(&[("schedule.json", frab)], &[]);
    assert!(said.contains("it extends `preset/frab`"), "{said}");
    assert!(config.contains("\nextends: preset/frab\n"), "{config}");
    assert_eq!(code, Some(0));
    // the same name, and data of another kind
    let schedule =
        b"- date: 2024-05-15\n  timeslots:\n    - startTime: '09:00'\n      endTime: '10:00'\n";
    let (said, config, _) = init(&[("schedule.yml", schedule)], &[]);
    assert!(said.contains("`preset/relational-schedule`"), "{said}");
    assert!(
        config.contains("\nextends: preset/relational-schedule\n"),
        "{config}"
    );
}

#[test]
fn init_names_no_preset_where_none_fits() {
    let (said, config, code) = init(&[("report.yaml", super::IN_ORDER.as_bytes())], &[]);
    assert!(config.contains("\n# extends: draft\n"), "{config}");
    assert!(!said.contains("--report"), "{said}");
    assert_eq!(code, Some(0));
}

#[test]
fn init_writes_a_report_in_which_nothing_is_found() {
    let folder = folder(&[]);
    let offered = run_in(folder.path(), &["init"]).in_peace();
    assert!(
        output(&offered).contains("`reportlint init --report`"),
        "{}",
        output(&offered)
    );
    // a check of nothing does not pass, and says what to do
    let nothing = run_in(folder.path(), &["check"]).in_peace();
    assert_eq!(nothing.code, Some(2));
    assert!(
        nothing.errors.contains("`reportlint init --report`"),
        "{}",
        nothing.errors
    );
    // the configuration from before stays
    let written = run_in(folder.path(), &["init", "--report"]).in_peace();
    assert_eq!(written.code, Some(0), "{}", written.errors);
    let checked = run_in(folder.path(), &["check", "--fail-on", "advice"]).in_peace();
    assert_eq!(output(&checked), "checked 1 file: no findings\n");
    assert_eq!(checked.code, Some(0));
    let again = run_in(folder.path(), &["init", "--report"]).in_peace();
    assert_eq!(again.code, Some(2));
    assert_eq!(
        again.errors,
        "error: \"report.yaml\" exists already, and is left as it is\n"
    );
}

#[test]
fn a_file_that_may_be_the_report_is_proposed() {
    let files: &[(&str, &[u8])] = &[("water.yaml", b"a: 1\n"), ("reportlint.yaml", b"")];
    let lone = run_in(folder(files).path(), &["check"]).in_peace();
    assert_eq!(lone.code, Some(2));
    assert!(
        lone.errors.contains("`reportlint check water.yaml`"),
        "{}",
        lone.errors
    );
    let files: &[(&str, &[u8])] = &[("water.yaml", b"a: 1\n"), ("wind.json", b"{}")];
    let several = run_in(folder(files).path(), &["check"]).in_peace();
    assert!(
        several.errors.contains("`reportlint init --report`"),
        "{}",
        several.errors
    );
}

#[test]
fn a_misspelt_path_is_answered_with_the_nearest() {
    let files: &[(&str, &[u8])] = &[("parts/agenda.yaml", b"a: 1\n")];
    let folder = folder(files);
    let misspelt = run_in(folder.path(), &["check", "parts/agneda.yaml"]).in_peace();
    assert_eq!(misspelt.code, Some(2));
    assert_eq!(
        misspelt.errors,
        "error: \"parts/agneda.yaml\" does not exist; did you mean \"parts/agenda.yaml\"?\n"
    );
}

#[test]
fn a_configuration_does_not_count_as_checked() {
    let files: &[(&str, &[u8])] = &[
        ("report.yaml", super::IN_ORDER.as_bytes()),
        ("reportlint.yaml", b"ruels: {}\n"),
    ];
    let folder = folder(files);
    let checked = run_in(folder.path(), &["check"]).in_peace();
    assert!(
        output(&checked)
            .ends_with("\nchecked 1 file: 1 error\n1 can be fixed with `--fix --unsafe-fixes`\n"),
        "{}",
        output(&checked)
    );
    let alone = run_in(folder.path(), &["check", "reportlint.yaml"]).in_peace();
    assert!(
        output(&alone)
            .ends_with("\nchecked 1 file: 1 error\n1 can be fixed with `--fix --unsafe-fixes`\n"),
        "{}",
        output(&alone)
    );
}

#[test]
fn checks_of_a_project_are_explained_and_listed() {
    let config = b"documents:\n  - files: rooms.yaml\n    checks:\n      - id: room-once\n        unique: {of: \"$[*]\", by: name}\n        severity: warning\n";
    let folder = folder(&[("reportlint.yaml", config)]);
    let explained = run_in(folder.path(), &["explain", "check/room-once"]).in_peace();
    let expected = "\
# check/room-once

Severity: warning

Declared in reportlint.yaml:4 for the files `rooms.yaml`.

```yaml
id: room-once
unique: {of: \"$[*]\", by: name}
severity: warning
```
";
    assert!(
        output(&explained).starts_with(expected),
        "{}",
        output(&explained)
    );
    for name in ["check", "check/room-once"] {
        let listed = run_in(folder.path(), &["rules", name]).in_peace();
        let expected =
            "check/room-once  warning  The check `unique` that reportlint.yaml:4 declares.\n";
        assert_eq!(output(&listed), expected);
    }
    let unknown = run_in(folder.path(), &["explain", "check/room-onec"]).in_peace();
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.errors.contains("did you mean check/room-once?"),
        "{}",
        unknown.errors
    );
}

#[test]
fn the_key_include_is_named_to_those_who_write_it_otherwise() {
    for section in [
        "!include parts/a.yaml",
        "{$ref: parts/a.yaml, title: Opening}",
    ] {
        let report = format!("document: {{title: Forum}}\nsections:\n  - {section}\n");
        let folder = folder(&[("report.yaml", report.as_bytes())]);
        let checked = run_in(folder.path(), &["check", "--format", "json"]).in_peace();
        let help = "name that file under the key `include`";
        assert_eq!(
            output(&checked).matches(help).count(),
            1,
            "{}",
            output(&checked)
        );
    }
}
