//! The fixtures: `bad.yaml` yields its rule and no other, `good.yaml` yields nothing from any rule.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use reportlint::config::Settings;
use reportlint::finding::Finding;
use reportlint::lint::lint;
use reportlint::rule::{self, Rule};
use reportlint::source::{Source, Sources};

/// Below the repository's root.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What all rules find in `text`.
pub(crate) fn findings_in(name: &str, text: impl Into<Vec<u8>>) -> Vec<Finding> {
    let mut sources = Sources::default();
    sources.add(Source::decode(name, text.into()));
    lint(&sources, &Settings::default())
}

fn findings_of(path: &Path) -> Vec<Finding> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    findings_in(&path.display().to_string(), bytes)
}

/// Findings as lines that a failing test can show.
fn listed(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let pointer = finding.primary().pointer.as_deref().unwrap_or("no value");
        format!("{} at {pointer}: {}", finding.rule.id, finding.message)
    };
    findings.iter().map(line).collect()
}

/// The fixtures of a rule whose names end in `suffix`: the pair that stands in its documentation, and further cases.
fn cases(rule: &Rule, suffix: &str) -> Vec<PathBuf> {
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
            let findings = findings_of(&case);
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
        !findings.is_empty() && findings.iter().all(|finding| finding.rule.id == rule.id)
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_good_fixture_yields_nothing() {
    let wrong = failures("good.yaml", |_, findings| findings.is_empty());
    assert!(wrong.is_empty(), "{wrong}");
}
