//! Nothing passes unread: what could not be read, decoded, found or included is reported and fails the check, whatever is
//! selected, ignored, weighed, suppressed or known before.

use std::fs;
use std::path::Path;

use super::since::{commit, edit, output, repository};
use super::{Ran, folder, run_in};

const BROKEN: &[u8] =
    b"document:\n  title: Forum\n  stage: \"draft\nagenda: {days: [{date: 2008-02-12, weekday: Monday}]}\n";

const NOT_TEXT: &[u8] = b"document: {title: \xff\xfe}\n";

const INCOMPLETE: &[u8] =
    b"document: {title: Forum}\ninclude: gone.yaml\nagenda: {days: [{date: 2008-02-12, weekday: Monday}]}\n";

const OUTSIDE: &[u8] = b"document: {title: Forum}\ninclude: ../gone.yaml\n";

const SOMETHING_ELSE: &[u8] = b"foo: 1\n";

/// Each kind of report that cannot be read, and the rule that says so.
const UNREAD: [(&[u8], &str); 5] = [
    (BROKEN, "yaml/syntax"),
    (NOT_TEXT, "yaml/syntax"),
    (INCOMPLETE, "include/missing"),
    (OUTSIDE, "include/outside"),
    (SOMETHING_ELSE, "schema/not-a-report"),
];

fn check(folder: &Path, arguments: &[&str]) -> Ran {
    let arguments = [&["check", "--format", "compact"], arguments].concat();
    run_in(folder, &arguments)
}

/// Asserts that a check fails, and reports these rules alone.
fn assert_reports(ran: &Ran, rules: &[&str], case: &str) {
    let found: Vec<&str> = output(ran).lines().collect();
    assert_eq!(found.len(), rules.len(), "{case}: {found:#?}");
    for rule in rules {
        let is_found = found
            .iter()
            .any(|line| line.contains(&format!(" error[{rule}] ")));
        assert!(is_found, "{case}: no {rule} in {found:#?}");
    }
    assert_eq!(ran.code, Some(1), "{case}");
}

#[test]
fn options_do_not_hide_it() {
    for (text, rule) in UNREAD {
        let folder = folder(&[("report.yaml", text)]);
        let group = rule.split('/').next().unwrap();
        for options in [
            &[] as &[&str],
            &["--select", "agenda"],
            &["--select", "suppression"],
            &["--ignore", rule],
            &["--ignore", group],
            &["--select", group, "--ignore", rule],
            &["--fail-on", "never"],
        ] {
            let arguments = [options, &["report.yaml"]].concat();
            let case = format!("{rule} with {options:?}");
            assert_reports(&check(folder.path(), &arguments), &[rule], &case);
            let quiet = [&["check", "--quiet"], &*arguments].concat();
            let ran = run_in(folder.path(), &quiet);
            assert_eq!(ran.code, Some(1), "{case}, quiet");
            assert!(ran.output.is_empty(), "{case}, quiet");
        }
    }
}

#[test]
fn the_configuration_does_not_hide_it() {
    for (text, rule) in UNREAD {
        let group = rule.split('/').next().unwrap();
        for config in [
            format!("rules: {{{rule}: off}}\n"),
            format!("rules: {{{group}: off}}\n"),
            format!("rules: {{{rule}: advice}}\n"),
            format!("allow: [{{rule: {rule}, file: report.yaml, reason: as printed}}]\n"),
            "fail_on: never\n".to_owned(),
        ] {
            let files: [(&str, &[u8]); 2] = [
                ("report.yaml", text),
                ("reportlint.yaml", config.as_bytes()),
            ];
            let folder = folder(&files);
            assert_reports(&check(folder.path(), &["."]), &[rule], &config);
        }
    }
}

#[test]
fn a_comment_does_not_hide_it() {
    for (text, rule) in UNREAD {
        let comment = format!("# reportlint: allow-file {rule} -- as printed\n");
        let text = [comment.as_bytes(), text].concat();
        let folder = folder(&[("report.yaml", &text)]);
        assert_reports(&check(folder.path(), &["report.yaml"]), &[rule], rule);
    }
}

#[test]
fn nothing_is_said_of_suppressions_in_what_was_not_read() {
    let allow: &[u8] = b"allow: [{rule: agenda/overlap, file: report.yaml, reason: as printed}]\n";
    for (text, rule) in UNREAD {
        let folder = folder(&[("report.yaml", text), ("reportlint.yaml", allow)]);
        for options in [
            &["."] as &[&str],
            &[".", "--select", "agenda,suppression"],
            &[".", "--ignore", "yaml/syntax"],
        ] {
            let ran = check(folder.path(), options);
            assert_reports(&ran, &[rule], &format!("{rule} with {options:?}"));
        }
    }
}

#[test]
fn data_and_its_schema_do_not_pass_unread_either() {
    let config = |rules: &str| {
        format!(
            "documents:\n  - files: data.yml\n    schema: item.schema.json\n    checks:\n      - id: ids\n        \
             unique: {{of: \"$[*]\", by: id}}\nrules: {{{rules}}}\n"
        )
    };
    let schema: &[u8] = b"{\"items\": {\"type\": \"object\"}}\n";
    let sound: &[u8] = b"- {id: a}\n";
    let cases: [(&[u8], &[u8], &str); 4] = [
        (b"- {id: a}\n- {id: a\n", schema, "yaml/syntax"),
        (sound, b"{\"items\": {\"type\": \"object\"\n", "yaml/syntax"),
        (
            sound,
            b"{\"items\": {\"type\": \"thing\"}}\n",
            "schema/broken-schema",
        ),
        (
            sound,
            b"{\"items\": {\"$ref\": \"gone.json\"}}\n",
            "schema/missing-schema",
        ),
    ];
    for (data, schema, rule) in cases {
        for rules in ["", "yaml: off, schema: off"] {
            let config = config(rules);
            let files: [(&str, &[u8]); 3] = [
                ("data.yml", data),
                ("item.schema.json", schema),
                ("reportlint.yaml", config.as_bytes()),
            ];
            let folder = folder(&files);
            for options in [&["."] as &[&str], &[".", "--select", "check"]] {
                let ran = check(folder.path(), options);
                let said = output(&ran);
                assert!(
                    said.contains(rule),
                    "{rule} with {rules}, {options:?}: {said}"
                );
                assert_ne!(ran.code, Some(0), "{rule} with {rules}, {options:?}");
            }
        }
    }
}

#[test]
fn a_baseline_does_not_hide_it_and_is_not_written_over_it() {
    for (text, rule) in UNREAD {
        let folder = folder(&[("report.yaml", text)]);
        let known = folder.path().join("known.json");
        fs::write(&known, "{\"version\": 1, \"findings\": []}\n").unwrap();
        let before = fs::read(&known).unwrap();
        let ran = check(
            folder.path(),
            &["report.yaml", "--write-baseline", "known.json"],
        );
        assert_eq!(ran.code, Some(2), "{rule}");
        assert_eq!(
            ran.errors,
            "error: \"known.json\" is not written: \"report.yaml\" could not be read completely, and its findings would be \
             missing from the list\n"
        );
        assert_eq!(fs::read(&known).unwrap(), before, "{rule}");
    }
}

#[test]
fn what_could_not_be_read_before_is_not_known() {
    for (text, rule) in UNREAD {
        let folder = repository(&[("report.yaml", text)]);
        for options in [
            &["--since", "HEAD"] as &[&str],
            &["--since", "HEAD", "--select", "agenda"],
        ] {
            let ran = check(folder.path(), &[options, &["report.yaml"]].concat());
            assert_reports(&ran, &[rule], &format!("{rule} with {options:?}"));
        }
    }
}

#[test]
fn what_is_found_once_the_text_can_be_read_is_new() {
    let folder = repository(&[("report.yaml", BROKEN)]);
    edit(&folder, "report.yaml", "\"draft\n", "draft\n");
    let ran = check(folder.path(), &["report.yaml", "--since", "HEAD"]);
    assert_reports(&ran, &["agenda/weekday-mismatch"], "mended");
    commit(folder.path());
    let ran = check(folder.path(), &["report.yaml", "--since", "HEAD"]);
    assert_eq!((output(&ran), ran.code), ("", Some(0)));
}
