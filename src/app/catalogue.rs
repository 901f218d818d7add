//! `reportlint rules` and `reportlint explain`: the rules of the program, and the checks that a project declares.

use std::env;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use serde_json::json;

use super::error::Error;
use crate::checks::rules;
use crate::checks::selector::Selector;
use crate::finding::Severity;
use crate::finding::rule::{self, DECLARED, Rule};
use crate::output::inert_json;
use crate::project::config::{
    Check, Config, ConfigFile, Configs, Document, FILE_NAME, Level, LookUp,
};
use crate::project::files::Disk;
use crate::relation::resolve;

/// A check that the configuration of the working folder declares, with the file and the entry that declare it.
type Declared<'c> = (&'c ConfigFile, &'c Document, &'c Check);

/// The page of a rule or of a declared check, or the list of a group.
pub(super) fn explain(name: &str) -> Result<String, Error> {
    if let Some(rule) = rules::by_id(name) {
        return Ok(rule::page(rule));
    }
    let config = configured();
    if let Some(name) = rule::declared_name(name) {
        let mut declared = declared(&config);
        let check = declared.find(|(_, _, check)| check.id == name);
        return check.map_or_else(
            || Err(unknown_check(&config, name)),
            |check| Ok(page(&config, check)),
        );
    }
    let list = list(std::slice::from_ref(&selector(name)?))?;
    Ok(format!(
        "# {name}\n\n{list}\n`reportlint explain {name}/…` explains one of them.\n"
    ))
}

/// A line for each rule that one of the names selects; of all rules of the program where there are none.
pub(super) fn list_of(names: &[String]) -> Result<String, Error> {
    list(&selectors(names)?)
}

fn list(selectors: &[Selector]) -> Result<String, Error> {
    let config = configured();
    let lines: Vec<(String, String, String)> = entries(&config, selectors)?
        .into_iter()
        .map(|entry| match entry {
            Entry::BuiltIn(rule) => {
                let severity = if rule.optional {
                    "off".to_owned()
                } else {
                    rule.severity.to_string()
                };
                (rule.id.to_owned(), severity, rule.summary())
            }
            Entry::Declared(check) => (id(check), severity(&config, check), summary(check)),
        })
        .collect();
    let widest = lines
        .iter()
        .map(|(id, ..)| id.chars().count())
        .max()
        .unwrap_or(0);
    let line = |(id, severity, summary): &(String, String, String)| {
        format!("{id:widest$}  {severity:7}  {summary}\n")
    };
    Ok(lines.iter().map(line).collect())
}

/// The same for programs.
pub(super) fn list_as_json(names: &[String]) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Line {
        id: String,
        severity: Severity,
        summary: String,
        url: String,
    }
    let config = configured();
    let lines: Vec<Line> = entries(&config, &selectors(names)?)?
        .into_iter()
        .map(|entry| match entry {
            Entry::BuiltIn(rule) => Line {
                id: rule.id.to_owned(),
                severity: rule.severity,
                summary: rule.summary(),
                url: rule.url(),
            },
            Entry::Declared(check @ (_, _, declared)) => Line {
                id: id(check),
                severity: declared.severity,
                summary: summary(check),
                url: rule::declared_url(),
            },
        })
        .collect();
    Ok(inert_json(&json!({ "version": 1, "rules": lines })))
}

enum Entry<'c> {
    BuiltIn(&'static Rule),
    Declared(Declared<'c>),
}

/// What the selectors take, the rules of the program first; all of those where there is no selector.
fn entries<'c>(config: &'c Config, selectors: &[Selector]) -> Result<Vec<Entry<'c>>, Error> {
    let takes = |id: &str| selectors.iter().any(|selector| selector.takes(id));
    let built_in = rules::all().filter(|rule| selectors.is_empty() || takes(rule.id));
    let declared = declared(config).filter(|check| takes(&id(*check)));
    let entries: Vec<Entry<'c>> = built_in
        .map(Entry::BuiltIn)
        .chain(declared.map(Entry::Declared))
        .collect();
    if entries.is_empty() {
        let name = selectors
            .iter()
            .find_map(|it| rule::declared_name(it.name()));
        return Err(unknown_check(config, name.unwrap_or_default()));
    }
    Ok(entries)
}

fn selectors(names: &[String]) -> Result<Vec<Selector>, Error> {
    names.iter().map(|name| selector(name)).collect()
}

fn selector(name: &str) -> Result<Selector, Error> {
    Selector::named(name).ok_or_else(|| Error::UnknownRule {
        name: name.to_owned(),
        nearest: rules::nearest(name),
    })
}

/// The configuration of the folder we are in.
fn configured() -> Arc<Config> {
    let working_folder = env::current_dir().unwrap_or_default();
    Configs::new(&Disk, &working_folder, LookUp::Upwards).of(Path::new(FILE_NAME))
}

fn declared(config: &Config) -> impl Iterator<Item = Declared<'_>> {
    config.documents().flat_map(|(file, entry)| {
        let checks = entry.checks.iter();
        checks.map(move |check| (file, entry, check))
    })
}

fn unknown_check(config: &Config, name: &str) -> Error {
    let ids: Vec<&str> = declared(config)
        .map(|(_, _, check)| check.id.as_str())
        .collect();
    Error::UnknownCheck {
        name: name.to_owned(),
        nearest: resolve::nearest(name, ids.iter().copied()).map(str::to_owned),
        is_any: !ids.is_empty(),
    }
}

fn id((_, _, check): Declared<'_>) -> String {
    format!("{DECLARED}/{}", check.id)
}

/// How severe its findings are, or that it is off.
fn severity(config: &Config, declared: Declared<'_>) -> String {
    let level = config.level(&id(declared));
    match level.map(|level| level.value) {
        Some(Level::Off) => "off".to_owned(),
        Some(Level::On(severity)) => severity.to_string(),
        None => declared.2.severity.to_string(),
    }
}

/// Its relation, and where it is declared.
fn summary((file, entry, check): Declared<'_>) -> String {
    let (relation, origin) = (check.relation.key(), origin((file, entry, check)));
    format!("The check `{relation}` that {origin} declares.")
}

fn origin((file, _, check): Declared<'_>) -> String {
    file.origin(file.span_of(check.node))
}

/// What `explain` prints of a declared check: where it is declared, for which files, and the declaration itself.
fn page(config: &Config, declared: Declared<'_>) -> String {
    let (file, entry, check) = declared;
    let files: Vec<String> = entry
        .files
        .written
        .iter()
        .map(|glob| format!("`{}`", glob.value))
        .collect();
    format!(
        "# {}\n\nSeverity: {}\n\nDeclared in {} for the files {}.\n\n```yaml\n{}\n```\n\n`{}` is explained at {}.\n",
        id(declared),
        severity(config, declared),
        origin(declared),
        files.join(", "),
        file.written(check.node),
        check.relation.key(),
        rule::declared_url(),
    )
}
