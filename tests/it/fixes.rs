//! Fixes: what they make of the fixtures, and that what a rule says of its own is true.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use reportlint::internals::rule;
use reportlint::{FixKind, Rule};
use serde_yaml::Value;

use super::cli::{folder, ran};
use super::rules::{NOT_IN_JSON, cases, fixtures, found_in};

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
    assert!(!shown.contains("not fixed"), "{}: {shown}", path.display());
    let after = fs::read_to_string(&path).unwrap();
    let again = ran(folder, &[&options[..], &["--diff", name]].concat());
    assert_eq!(again, "", "{} is not fixed at once", path.display());
    (after != before).then_some(after)
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
