//! The fixtures: `bad.yaml` yields its rule and no other, `good.yaml` yields nothing from any rule, and both the same
//! when they are JSON.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reportlint::internals::config::{Configs, LookUp};
use reportlint::internals::data_files::{DataFiles, Schemas, Unit};
use reportlint::internals::discover::File;
use reportlint::internals::files::Disk;
use reportlint::internals::include::{self, ReportFiles};
use reportlint::internals::lint::{lint, lint_config, lint_data, lint_schema};
use reportlint::internals::rule;
use reportlint::{Date, Finding, Rule, Settings, Source, Sources};

/// Below the repository's root.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What all rules find in `text` that is not suppressed there.
pub(crate) fn findings_in(name: &str, text: impl Into<Vec<u8>>) -> Vec<Finding> {
    check(name, text).1
}

/// A file, and what all rules find in it that is not suppressed there, on a day in 2026.
pub(crate) fn check(name: &str, text: impl Into<Vec<u8>>) -> (Sources, Vec<Finding>) {
    check_files(Source::decode(name, text.into()).into())
}

fn check_files(files: ReportFiles) -> (Sources, Vec<Finding>) {
    let settings = Settings {
        today: Date::new(2026, 1, 1),
        ..Settings::default()
    };
    let mut findings = lint(&files, &settings).findings;
    findings.retain(|finding| finding.suppressed.is_none());
    (files.sources, findings)
}

/// As [`check`], for a file and what it includes.
pub(crate) fn check_at(path: &Path) -> (Sources, Vec<Finding>) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let root = Source::decode(path.display().to_string(), bytes);
    let files = include::load(&Disk, &fixtures(), path, root);
    assert!(files.errors.is_empty(), "{:?}", files.errors);
    check_files(files)
}

/// The bytes of every fixture that is a report, with its path from the folder of them all, in order.
pub(crate) fn every_fixture() -> Vec<(String, Vec<u8>)> {
    let mut files = every_file();
    files.retain(|(name, text)| !is_about_configs(name) && !is_data(name, text));
    assert!(!files.is_empty(), "there are no fixtures");
    files
}

/// All of them, with configurations, data that is no report, and what stands beside.
pub(crate) fn every_file() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut waiting = vec![fixtures()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(fixtures()).unwrap().to_str().unwrap();
                files.push((name.replace('\\', "/"), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Whether a fixture, by its path from the folder of them all, is a configuration, or stands beside one.
fn is_about_configs(name: &str) -> bool {
    name.starts_with("config/") || name.starts_with("rules/config/")
}

/// What data begins with that is no report: it names its schema, which is among its parts.
const NAMES_SCHEMA: &[u8] = b"# $schema: ";

/// Whether a fixture, by its path from the folder of them all, is data that is no report, or the schema of such data.
fn is_data(name: &str, text: &[u8]) -> bool {
    let is_schema = name.starts_with("rules/schema/") && name.contains("/parts/");
    is_schema || text.starts_with(NAMES_SCHEMA)
}

/// What is found in data that is no report, and in the schema that it names.
fn findings_in_data(path: &Path) -> Vec<Finding> {
    let file = File {
        name: path.display().to_string(),
        path: path.to_owned(),
        canonical: path.to_owned(),
    };
    let unit = Unit {
        config: Arc::default(),
        files: vec![file],
    };
    let schemas = Schemas::new(&Disk, &fixtures(), 1);
    let files = DataFiles::read(&Disk, &fixtures(), &unit, &schemas);
    let mut findings = lint_data(&files, &Settings::default()).findings;
    for schema in schemas.flawed() {
        findings.extend(lint_schema(&schema, &Settings::default()).findings);
    }
    findings
}

/// What is found in a configuration.
fn findings_of_config(path: &Path) -> Vec<Finding> {
    let mut configs = Configs::new(&Disk, &fixtures(), LookUp::Upwards);
    let file = configs.file(path).expect("a fixture can be read");
    // only the rule about that is asked which documents there are, and for it there is one
    let document = path.with_file_name("sessions.yml");
    let unmatched = match path.parent() {
        Some(folder) if folder.ends_with("unmatched-files") => file.unmatched(&[&document]),
        _ => Vec::new(),
    };
    lint_config(&file, unmatched, &[], &Settings::default()).findings
}

/// What is found in a fixture, with its files if it is a report.
pub(crate) fn found_in(path: &Path) -> (Option<Sources>, Vec<Finding>) {
    let name = path.strip_prefix(fixtures()).unwrap();
    if is_about_configs(&name.to_string_lossy().replace('\\', "/")) {
        return (None, findings_of_config(path));
    }
    if fs::read(path).unwrap().starts_with(NAMES_SCHEMA) {
        return (None, findings_in_data(path));
    }
    let (sources, mut findings) = check_at(path);
    // a rule that is off by default is asked for, besides all others
    let id = name
        .parent()
        .map(|folder| folder.to_string_lossy().replace('\\', "/"));
    let rule = id.and_then(|id| rule::by_id(id.strip_prefix("rules/")?));
    if let Some(rule) = rule.filter(|rule| rule.optional) {
        findings.extend(findings_of_rule(path, rule.id));
    }
    (Some(sources), findings)
}

/// What a rule finds that is asked for.
fn findings_of_rule(path: &Path, id: &str) -> Vec<Finding> {
    let root = Source::decode(path.display().to_string(), fs::read(path).unwrap());
    let settings = Settings {
        select: vec![id.parse().unwrap()],
        ..Settings::default()
    };
    lint(&root.into(), &settings).findings
}

/// Findings as lines that a failing test can show.
pub(crate) fn listed(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let pointer = finding.primary().pointer.as_deref().unwrap_or("no value");
        format!("{} at {pointer}: {}", finding.rule.id(), finding.message)
    };
    findings.iter().map(line).collect()
}

/// The fixtures of a rule whose names end in `suffix`: the pair that stands in its documentation, and further cases.
pub(crate) fn cases(rule: &Rule, suffix: &str) -> Vec<PathBuf> {
    let folder = fixtures().join("rules").join(rule.id);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name == suffix || name.ends_with(&format!(".{suffix}"))
    });
    paths.sort();
    paths
}

/// Which cases do not yield what they should.
fn failures(suffix: &str, passes: fn(&Rule, &[Finding]) -> bool) -> String {
    let mut wrong = String::new();
    for rule in rule::all() {
        let cases = cases(rule, suffix);
        assert!(!cases.is_empty(), "{} has no {suffix}", rule.id);
        for case in cases {
            let (_, findings) = found_in(&case);
            if !passes(rule, &findings) {
                let name = case.strip_prefix(fixtures()).unwrap().display();
                writeln!(wrong, "{name}: {:#?}", listed(&findings)).unwrap();
            }
        }
    }
    wrong
}

#[test]
fn a_bad_fixture_yields_its_rule_and_no_other() {
    let wrong = failures("bad.yaml", |rule, findings| {
        !findings.is_empty() && findings.iter().all(|finding| finding.rule.id() == rule.id)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_good_fixture_yields_nothing() {
    let wrong = failures("good.yaml", |_, findings| findings.is_empty());
    assert!(wrong.is_empty(), "{wrong}");
}

/// Rules that find something in how a text is written, and so cannot find the same in JSON.
pub(crate) const NOT_IN_JSON: [(&str, &str); 8] = [
    ("yaml/syntax", "what is no YAML has no JSON"),
    (
        "yaml/duplicate-key",
        "a mapping that has been read has no key twice",
    ),
    ("yaml/unquoted-code", "JSON has no 014"),
    ("yaml/ambiguous-scalar", "JSON puts all text in quotes"),
    ("yaml/cut-text", "JSON has no comments"),
    ("yaml/look-alike", "JSON puts all text in quotes"),
    ("yaml/merge-key", "JSON has no merge keys"),
    ("import/undecided", "JSON has no comments"),
];

#[test]
fn a_fixture_yields_the_same_in_json() {
    for (id, reason) in NOT_IN_JSON {
        assert!(
            rule::by_id(id).is_some(),
            "{id} is no rule, although {reason}"
        );
    }
    let same_in_json = |name: &str| {
        let of = |id: &str| name.starts_with(&format!("rules/{id}/"));
        // JSON has no comments either
        let has_comments = of("suppression");
        // JSON has no aliases, so what one of them breaks once is broken wherever it stands
        let is_aliased = name.ends_with("/aliased.bad.yaml");
        !is_aliased && !has_comments && !NOT_IN_JSON.iter().any(|(id, _)| of(id))
    };
    let rules_and_pointers = |findings: &[Finding]| {
        let line = |finding: &Finding| {
            let pointers = finding.labels.iter().map(|label| label.pointer.clone());
            (finding.rule.id().to_owned(), pointers.collect::<Vec<_>>())
        };
        let mut lines: Vec<_> = findings.iter().map(line).collect();
        // the places of a file in another format are in the same order, unless one text folds and the other does not
        lines.sort();
        lines
    };
    for (name, yaml) in every_fixture() {
        if !same_in_json(&name) {
            continue;
        }
        let value: serde_yaml::Value =
            serde_yaml::from_slice(&yaml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let json = serde_json::to_vec_pretty(&value).unwrap();
        let in_yaml = findings_in("report.yaml", yaml);
        let in_json = findings_in("report.json", json);
        assert_eq!(
            rules_and_pointers(&in_json),
            rules_and_pointers(&in_yaml),
            "{name}"
        );
    }
}
