//! The corpus of precision: sentences as reports have them, correct ones that tempt a rule and must yield nothing, and
//! faulty ones that must yield their own finding and no other.
//!
//! Every case is set into a whole report that is otherwise correct, so that all rules have their say on it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use reportlint::internals::lint::lint;
use reportlint::internals::rule;
use reportlint::{Finding, Settings, Source, Sources};
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use crate::rules::{fixtures, listed};

/// Of each kind there are at least as many cases: a corpus that shrinks proves less.
const CASES_OF_A_KIND: usize = 130;

/// The paragraph of a base report whose place the case takes.
const PLACE: &str = "CASE";

/// What a file of the corpus lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The report it is set into: `base-<base>.yaml`, or `base.yaml` when none is named.
    base: Option<String>,
    /// The language of that report, if another.
    language: Option<String>,
    text: Option<String>,
    /// Several paragraphs, one after another, in place of `text`.
    #[serde(default)]
    texts: Vec<String>,
    /// Further keys of the report: mappings are merged into its own, lists added to them.
    #[serde(default)]
    context: Mapping,
    /// The rule that a faulty case breaks.
    rule: Option<String>,
    /// The words that each of its findings underlines first.
    #[serde(default)]
    quotes: Quotes,
}

/// One finding's words, or those of several findings in the order of the text.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Quotes {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

impl Quotes {
    fn words(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(words) => std::slice::from_ref(words),
            Self::Several(words) => words,
        }
    }
}

impl Case {
    fn paragraphs(&self) -> Vec<&String> {
        self.text.iter().chain(&self.texts).collect()
    }

    fn report(&self) -> Sources {
        let name = match &self.base {
            None => "base.yaml".to_owned(),
            Some(base) => format!("base-{base}.yaml"),
        };
        let text = fs::read_to_string(corpus().join(&name)).unwrap();
        let mut report: Value = serde_yaml::from_str(&text).unwrap();
        merge(&mut report, &Value::Mapping(self.context.clone()));
        if let Some(language) = &self.language {
            report["document"]["language"] = Value::from(language.as_str());
        }
        insert(&mut report["sections"], &self.paragraphs());
        if self.base.is_none() {
            number(&mut report["sections"], &mut 0);
        }
        let mut sources = Sources::default();
        let text = serde_json::to_vec(&report).unwrap();
        sources.add(Source::decode("report.json", text));
        sources
    }
}

fn corpus() -> PathBuf {
    fixtures().join("precision")
}

/// All cases of one kind, each with the file it stands in.
fn cases(kind: &str) -> Vec<(String, Case)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(corpus().join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().flat_map(|path| cases_in(path)).collect()
}

fn cases_in(path: &Path) -> impl Iterator<Item = (String, Case)> + use<> {
    let text = fs::read_to_string(path).unwrap();
    let cases: Vec<Case> =
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    cases.into_iter().map(move |case| (file.clone(), case))
}

/// Adds what the case brings along to what the report has.
fn merge(report: &mut Value, context: &Value) {
    match (report, context) {
        (Value::Mapping(report), Value::Mapping(context)) => {
            for (key, value) in context {
                match report.get_mut(key) {
                    Some(own) => merge(own, value),
                    None => {
                        report.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Sequence(report), Value::Sequence(context)) => {
            report.extend(context.iter().cloned());
        }
        (report, context) => report.clone_from(context),
    }
}

/// Puts the case's paragraphs where the base has its place.
fn insert(sections: &mut Value, texts: &[&String]) {
    for section in sections.as_sequence_mut().into_iter().flatten() {
        if let Some(Value::Sequence(paragraphs)) = section.get_mut("paragraphs")
            && let Some(at) = paragraphs.iter().position(|each| each["text"] == PLACE)
        {
            let new = texts.iter().map(|text| {
                let paragraph = [(Value::from("text"), Value::from(text.as_str()))];
                Value::Mapping(paragraph.into_iter().collect())
            });
            paragraphs.splice(at..=at, new);
        }
        if let Some(nested) = section.get_mut("sections") {
            insert(nested, texts);
        }
    }
}

/// Numbers the paragraphs as they stand.
fn number(sections: &mut Value, last: &mut u32) {
    for section in sections.as_sequence_mut().into_iter().flatten() {
        let paragraphs = section
            .get_mut("paragraphs")
            .and_then(Value::as_sequence_mut);
        for paragraph in paragraphs.into_iter().flatten() {
            *last += 1;
            paragraph["number"] = Value::from(*last);
        }
        if let Some(nested) = section.get_mut("sections") {
            number(nested, last);
        }
    }
}

/// What the primary label of each finding underlines, as it reads.
fn underlined(findings: &[Finding], sources: &Sources) -> Vec<String> {
    let words = |finding: &Finding| {
        let location = finding.primary().location;
        let slice = sources.get(location.file).slice(location.span);
        // all of a string with its quotation marks, or a part of one without
        let whole = serde_json::from_str(slice);
        whole.unwrap_or_else(|_| serde_json::from_str(&format!("\"{slice}\"")).unwrap())
    };
    findings.iter().map(words).collect()
}

/// Checks the cases of a kind, and tells of all that do not yield what they should.
fn failures(kind: &str, passes: fn(&Case, &[Finding], &[String]) -> bool) -> String {
    let mut wrong = String::new();
    for (file, case) in cases(kind) {
        let sources = case.report();
        let findings = lint(&sources.clone().into(), &Settings::default()).findings;
        let words = underlined(&findings, &sources);
        if !passes(&case, &findings, &words) {
            let Case {
                name, rule, quotes, ..
            } = &case;
            writeln!(
                wrong,
                "{file}: {name}\n  text: {:#?}\n  expected: {rule:?} at {quotes:?}\n  found: {:#?} at {words:#?}",
                case.paragraphs(),
                listed(&findings),
            )
            .unwrap();
        }
    }
    wrong
}

#[test]
fn a_correct_sentence_yields_nothing() {
    let wrong = failures("correct", |_, findings, _| findings.is_empty());
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_faulty_sentence_yields_its_finding_and_no_other() {
    let wrong = failures("faulty", |case, findings, words| {
        let rule = case.rule.as_deref();
        findings
            .iter()
            .all(|finding| Some(finding.rule.id()) == rule)
            && words == case.quotes.words()
    });
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_case_says_what_it_is() {
    for (kind, faulty) in [("correct", false), ("faulty", true)] {
        let cases = cases(kind);
        assert!(cases.len() >= CASES_OF_A_KIND, "{kind}: {}", cases.len());
        for (file, case) in cases {
            let name = format!("{file}: {}", case.name);
            assert!(!case.paragraphs().is_empty(), "{name} has no text");
            assert_eq!(case.rule.is_some(), faulty, "{name}");
            assert_ne!(case.quotes.words().is_empty(), faulty, "{name}");
            if let Some(rule) = &case.rule {
                assert!(rule::by_id(rule).is_some(), "{name}: there is no {rule}");
            }
        }
    }
}
