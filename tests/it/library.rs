//! What other programs are offered.

use reportlint::{Settings, lint_paths, lint_str};

const REPORT: &str = "document: {title: Forum}\nsections: [{title: Opening, paragraphs: [text: The the Minister.]}]\n";

fn ids(findings: &[reportlint::Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.id()).collect()
}

fn configured(text: &str) -> Settings {
    let settings = Settings::default().with_config("reportlint.yaml", text);
    settings.map_err(|(reports, _)| reports).unwrap()
}

#[test]
fn a_text_is_checked_under_a_configuration_that_is_given() {
    let found = |settings: &Settings| {
        let report = lint_str("report.yaml", REPORT, settings);
        let severities = report.findings.iter().map(|finding| finding.severity);
        (
            ids(&report.findings).join(" "),
            severities.map(|it| it.to_string()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        found(&Settings::default()),
        ("text/doubled-word".to_owned(), vec!["warning".to_owned()])
    );
    let error = configured("rules: {text/doubled-word: error}\n");
    assert_eq!(
        found(&error),
        ("text/doubled-word".to_owned(), vec!["error".to_owned()])
    );
    let off = configured("rules: {text: off}\n");
    assert_eq!(found(&off), (String::new(), vec![]));
    let preset = configured("extends: preset/frab\n");
    assert_eq!(found(&preset), found(&Settings::default()));
}

#[test]
fn a_configuration_that_is_given_applies_in_place_of_those_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.yaml");
    std::fs::write(&report, REPORT).unwrap();
    let on_disk = folder.path().join("reportlint.yaml");
    std::fs::write(&on_disk, "root: true\nrules: {text: off}\n").unwrap();
    let found = |settings: &Settings| {
        let (reports, errors) = lint_paths([&report], settings);
        assert!(errors.is_empty(), "{errors:?}");
        let findings = reports.iter().flat_map(|report| ids(&report.findings));
        findings.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(&Settings::default()), "");
    let given = Settings::default().with_config(&on_disk, "rules: {schema: off}\n");
    let given = given.map_err(|(reports, _)| reports).unwrap();
    assert_eq!(found(&given), "text/doubled-word");
}

#[test]
fn what_is_wrong_with_a_configuration_that_is_given_is_found() {
    let given = Settings::default().with_config("reportlint.yaml", "rules: {text: loud}\n");
    let (reports, errors) = given.unwrap_err();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(reports.len(), 1);
    assert_eq!(ids(&reports[0].findings), ["schema/enum"]);
    let missing = Settings::default().with_config("reportlint.yaml", "extends: none.yaml\n");
    let (reports, _) = missing.unwrap_err();
    assert_eq!(ids(&reports[0].findings), ["config/extends"]);
}
