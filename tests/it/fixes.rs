//! Fixes: what they make of the fixtures, and that what a rule says of its own is true.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use reportlint::internals::rule;
use reportlint::{Edit, FileId, Finding, Fix, FixKind, Rule, Sources};
use serde_yaml::Value;

use super::cli::{folder, ran};
use super::rules::{NOT_IN_JSON, cases, check, fixtures, found_in};

/// Where the second check shows that something else is wrong than what the fix would change.
const REFUSED: [&str; 5] = [
    // the date is wrong, and with its weekday the days would be out of order
    "agenda/weekday-mismatch/a_wrong_date.bad.yaml",
    // another code was withdrawn, and would be missed
    "agenda/withdrawn-in-use/mistyped.bad.yaml",
    // the rules that are meant find nothing there, so that they would be suppressed in vain
    "suppression/malformed/bad.yaml",
    "suppression/unknown-rule/bad.yaml",
    "suppression/unknown-rule/several.bad.yaml",
];

/// The file in which a fixture is shown as it is when all has been fixed.
fn fixed_path(bad: &Path) -> PathBuf {
    let name = bad.file_name().unwrap().to_str().unwrap();
    bad.with_file_name(name.replace("bad.yaml", "fixed.yaml"))
}

/// A file of a folder after all of what is found there has been fixed, which is proved to be done. Returns nothing where
/// there is nothing to fix.
fn fixed(folder: &Path, name: &str) -> Option<String> {
    let path = folder.join(name);
    let before = fs::read_to_string(&path).unwrap();
    let options = [
        "check",
        "--no-config",
        "--today",
        "2026-01-01",
        "--unsafe-fixes",
    ];
    let shown = ran(folder, &[&options[..], &["--fix", name]].concat());
    let after = fs::read_to_string(&path).unwrap();
    let again = ran(folder, &[&options[..], &["--diff", name]].concat());
    let refused = shown.contains("not fixed").then_some(shown.as_str());
    match refused.or((!again.is_empty()).then_some(&again)) {
        Some(wrong) => Some(format!("is not fixed at once: {wrong}")),
        None => (after != before).then_some(after),
    }
}

/// A copy of the folder of a rule's fixtures, with one more file.
fn copy(rule: &Rule, name: &str, text: &[u8]) -> tempfile::TempDir {
    let from = fixtures().join("rules").join(rule.id);
    let mut files = Vec::new();
    let mut waiting = vec![from.clone()];
    while let Some(next) = waiting.pop() {
        for path in fs::read_dir(next)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(&from).unwrap().to_str().unwrap();
                files.push((name.to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    files.push((name.to_owned(), text.to_vec()));
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_slice()))
        .collect();
    folder(&files)
}

fn fixable() -> impl Iterator<Item = &'static Rule> {
    rule::all().filter(|rule| !rule.fixes.is_empty())
}

/// `UPDATE_FIXED=1` writes what is made of the fixtures; read it before you keep it.
#[test]
fn each_fixture_is_fixed_as_the_file_beside_it_shows() {
    let mut wrong = String::new();
    for rule in fixable() {
        for bad in cases(rule, "bad.yaml") {
            let name = bad.file_name().unwrap().to_str().unwrap();
            let folder = copy(rule, name, &fs::read(&bad).unwrap());
            let fixed = fixed(folder.path(), name);
            let path = fixed_path(&bad);
            if REFUSED.iter().any(|name| bad.ends_with(name)) {
                let said = fixed.unwrap_or_default();
                assert!(said.contains("not fixed: "), "{}: {said}", bad.display());
                continue;
            }
            if let Some(said) = fixed.as_ref().filter(|it| it.starts_with("is not fixed")) {
                writeln!(wrong, "{} {said}", bad.display()).unwrap();
                continue;
            }
            if std::env::var_os("UPDATE_FIXED").is_some() {
                match &fixed {
                    Some(text) => fs::write(&path, text).unwrap(),
                    None => drop(fs::remove_file(&path)),
                }
            }
            if fixed != fs::read_to_string(&path).ok() {
                writeln!(wrong, "{}: {fixed:#?}", path.display()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_fixture_is_fixed_in_the_same_way_in_brackets_and_in_json() {
    let is_json_too = |rule: &&Rule| {
        let has_comments = rule.id.starts_with("suppression/");
        !has_comments && !NOT_IN_JSON.iter().any(|(id, _)| *id == rule.id)
    };
    let value = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    for rule in fixable().filter(is_json_too) {
        for bad in cases(rule, "bad.yaml") {
            let Ok(expected) = fs::read_to_string(fixed_path(&bad)) else {
                continue;
            };
            let read = value(&fs::read_to_string(&bad).unwrap());
            let json = serde_json::to_string_pretty(&read).unwrap();
            let bad_name = bad.file_name().unwrap().to_str().unwrap();
            for name in ["other.json", "other.yaml"] {
                let json = json.replace(&format!("\"{bad_name}\""), &format!("\"{name}\""));
                let folder = copy(rule, name, json.as_bytes());
                let fixed = fixed(folder.path(), name);
                let fixed = fixed.map(|text| value(&text.replace(name, bad_name)));
                assert_eq!(fixed, Some(value(&expected)), "{} as {name}", bad.display());
            }
        }
    }
}

#[test]
fn a_rule_has_the_fixes_that_it_says_it_has_and_no_others() {
    let mut wrong = String::new();
    for rule in rule::all() {
        let said: BTreeSet<FixKind> = rule.fixes.iter().map(|note| note.kind).collect();
        let mut shown = BTreeSet::new();
        for case in cases(rule, "bad.yaml") {
            let (_, findings) = found_in(&case);
            let of_rule = findings
                .iter()
                .filter(|finding| finding.rule.id() == rule.id);
            shown.extend(of_rule.flat_map(|it| &it.fixes).map(|fix| fix.kind));
        }
        if shown != said {
            writeln!(wrong, "{} shows {shown:?} and says {said:?}", rule.id).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is found, by rule and message.
fn told(findings: &[Finding]) -> BTreeSet<String> {
    let findings = findings.iter();
    findings
        .map(|finding| format!("{}: {}", finding.rule.id(), finding.message))
        .collect()
}

/// A file with the edits of a fix.
fn edited(sources: &Sources, file: FileId, fix: &Fix) -> String {
    let edits = fix.edits.iter();
    let mut edits: Vec<&Edit> = edits.filter(|edit| edit.location.file == file).collect();
    edits.sort_by_key(|edit| edit.location.span.start);
    let mut text = sources.get(file).text().to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.location.span.range(), &edit.text);
    }
    text
}

/// Where what is declared was the reason for which something else is not reported.
const HIDING: [&str; 2] = [
    "agenda/overlap/one-among-many.bad.yaml",
    "agenda/plenary-conflict/across-groups.bad.yaml",
];

#[test]
fn each_declaration_takes_its_finding_away_and_brings_no_other() {
    let mut wrong = String::new();
    let mut tried = 0;
    for rule in fixable() {
        for case in cases(rule, "bad.yaml") {
            let (sources, findings) = found_in(&case);
            let Some(sources) = sources else { continue };
            if sources.iter().count() > 1 {
                continue;
            }
            let before = told(&findings);
            for finding in &findings {
                let is_declaration = |fix: &&Fix| fix.kind == FixKind::Declaration;
                for fix in finding.fixes.iter().filter(is_declaration) {
                    let file = fix.edits[0].location.file;
                    let (_, findings) = check("report.yaml", edited(&sources, file, fix));
                    let after = told(&findings);
                    let own = told(std::slice::from_ref(finding));
                    let has_reason = HIDING.iter().any(|name| case.ends_with(name));
                    let new: Vec<_> = after.difference(&before).collect();
                    if !after.is_disjoint(&own) || (!new.is_empty() && !has_reason) {
                        writeln!(wrong, "{}: {}: {new:#?}", case.display(), fix.title).unwrap();
                    }
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 20, "{tried} declarations were tried");
    assert!(wrong.is_empty(), "{wrong}");
}

/// An agenda with days whose year is wrong, so that each fix of a weekday brings another finding, and a doubled word behind it.
fn with_wrong_days(count: usize) -> String {
    let mut text = "document: {title: Water}\nagenda:\n  days:\n".to_owned();
    let first = jiff::civil::date(2024, 1, 1);
    for index in 0..count {
        let day = first.checked_add(jiff::Span::new().days(i64::try_from(index).unwrap()));
        let day = day.unwrap();
        let wrong = day.with().year(2020).build().unwrap();
        let weekday = day.strftime("%A");
        writeln!(
            text,
            "    - {{date: {day}, items: [{{title: Talk {index}}}]}}"
        )
        .unwrap();
        writeln!(
            text,
            "    - {{date: {wrong}, weekday: {weekday}, items: [{{title: Walk {index}}}]}}"
        )
        .unwrap();
    }
    text + "sections: [{title: Wells, paragraphs: [{text: It is the the end.}]}]\n"
}

#[test]
fn fixes_that_are_refused_use_up_a_number_of_checks() {
    for (count, is_fixed) in [(20, true), (110, false)] {
        let text = with_wrong_days(count);
        let folder = folder(&[("report.yaml", text.as_bytes())]);
        let options = ["check", "--no-config", "--unsafe-fixes", "--fix", "."];
        let shown = ran(folder.path(), &options);
        let refused = shown.matches("not fixed: agenda/weekday-mismatch").count();
        assert!(refused > count / 2, "{refused} of {count}: {shown}");
        let text = fs::read_to_string(folder.path().join("report.yaml")).unwrap();
        assert_eq!(!text.contains("the the"), is_fixed, "{count}: {refused}");
    }
}
