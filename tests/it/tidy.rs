//! The repository's own order: what may use what, and what every rule brings with it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use reportlint::Rule;
use reportlint::internals::rule;

/// Lines that are neither blank nor comments; a file with more of them does more than one thing.
const LONGEST_FILE: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository, as paths from that folder with `/`, in order.
pub(crate) fn files_below(folder: &str) -> Vec<String> {
    let top = root().join(folder);
    let mut files = Vec::new();
    let mut waiting = vec![top.clone()];
    while let Some(folder) = waiting.pop() {
        let entries =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                waiting.push(path);
            } else {
                let path = path.strip_prefix(&top).unwrap().to_str().unwrap();
                files.push(path.replace('\\', "/"));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} is empty");
    files
}

pub(crate) fn read(folder: &str, file: &str) -> String {
    let path = root().join(folder).join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A source file without its comments and its unit tests.
fn code_of(file: &str) -> String {
    let text = read("src", file);
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text[..end]
        .lines()
        .filter(is_code)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a source file is of the module, or of one inside it.
fn is_of(file: &str, module: &str) -> bool {
    file == format!("{module}.rs") || file.starts_with(&format!("{module}/"))
}

pub(crate) fn is_test(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.contains("/tests/")
}

/// The folders of `src`, each of which imports from those before it and from no other.
const FOLDERS: [&str; 9] = [
    "text", "relation", "finding", "schema", "report", "project", "checks", "output", "app",
];

#[test]
fn src_holds_the_folders_and_nothing_else() {
    let top = |file: &String| file.split('/').next().unwrap().to_owned();
    let found: BTreeSet<String> = files_below("src").iter().map(top).collect();
    let known = FOLDERS.into_iter().chain(["lib.rs", "main.rs"]);
    assert_eq!(found, known.map(str::to_owned).collect());
}

#[test]
fn each_folder_imports_from_those_above_it_alone() {
    let import = Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let place = |name: &str| FOLDERS.iter().position(|folder| *folder == name);
    let mut trespasses = String::new();
    for file in files_below("src").into_iter().filter(|file| !is_test(file)) {
        let Some(own) = place(file.split('/').next().unwrap()) else {
            continue;
        };
        for line in code_of(&file).lines() {
            for found in import.captures_iter(line) {
                let imported = place(&found[1]);
                if imported.is_none_or(|imported| imported > own) {
                    writeln!(trespasses, "src/{file}: {}", line.trim()).unwrap();
                }
            }
        }
    }
    assert!(trespasses.is_empty(), "{trespasses}");
}

#[test]
fn only_some_modules_reach_outside() {
    let shell = ["project/files", "app", "main"].as_slice();
    let borders = [
        // (what is used, how it is recognised, who may)
        ("the disk", r"\bfs::|\bstd::fs\b|\bFile::", shell),
        ("the environment", r"\benv::|\bstd::env\b", &["app", "main"]),
        (
            "processes",
            r"\bprocess::|\bstd::process\b",
            &["project/files", "main"],
        ),
        ("the clock", r"\bInstant\b|\bSystemTime\b|::now\(", &["app"]),
        ("the network", r"\bstd::net\b|\bnet::", &[]),
        ("jsonschema", r"\bjsonschema\b::", &["schema"]),
        ("miette", r"\bmiette\b::", &["output/human"]),
        ("maud", r"\bmaud\b::", &["output/html"]),
        ("granit-parser", r"\bgranit_parser\b::", &["text/syntax"]),
        ("jsonc-parser", r"\bjsonc_parser\b::", &["text/syntax"]),
        ("clap", r"\bclap\b::", &["app/cli", "app/manual", "main"]),
        (
            "patterns",
            r"\bregex\b::",
            &[
                "text/pattern",
                "report/prose",
                "text/yaml_1_1",
                "checks/suppress",
            ],
        ),
    ];
    let mut trespasses = String::new();
    for (what, pattern, modules) in borders {
        let pattern = Regex::new(pattern).unwrap();
        let outside = files_below("src")
            .into_iter()
            .filter(|file| !is_test(file) && !modules.iter().any(|module| is_of(file, module)));
        for file in outside {
            for line in code_of(&file).lines().filter(|line| pattern.is_match(line)) {
                writeln!(trespasses, "src/{file} uses {what}: {}", line.trim()).unwrap();
            }
        }
    }
    assert!(trespasses.is_empty(), "{trespasses}");
}

/// Who may ask for the group of a rule: what matches names that users wrote, and what shows it.
const ASKS_FOR_GROUPS: [&str; 8] = [
    "finding/rule.rs",
    "checks/rules.rs",
    "checks/selector.rs",
    "project/config/file.rs",
    "checks/suppress/rules.rs",
    "checks/suppress/scopes.rs",
    "output/sarif.rs",
    "output/html/findings.rs",
];

#[test]
fn no_rule_is_treated_by_its_id_or_by_its_group() {
    let declaration = Regex::new(r#"^([A-Z_]+: )?(error|warning|advice) "[^"]+""#).unwrap();
    let group = Regex::new(r"\bgroup\(\)|\brule::group\b").unwrap();
    let literal = Regex::new(r#""([^"]+)""#).unwrap();
    let mut trespasses = String::new();
    for file in files_below("src").into_iter().filter(|file| !is_test(file)) {
        for line in code_of(&file).lines().map(str::trim) {
            let mut literals = literal.captures_iter(line);
            let names_rule = literals.any(|found| rule::by_id(&found[1]).is_some());
            let is_declared = declaration.is_match(line);
            let asks = group.is_match(line);
            let may_ask = ASKS_FOR_GROUPS.contains(&file.as_str()) && !line.contains('"');
            let may_ask = may_ask || file == "output/sarif.rs";
            if names_rule && !is_declared || asks && !may_ask {
                writeln!(trespasses, "src/{file}: {line}").unwrap();
            }
        }
    }
    assert!(trespasses.is_empty(), "{trespasses}");
}

#[test]
fn no_file_does_too_much() {
    let mut long = String::new();
    for folder in ["src", "tests"] {
        let is_rust = |file: &String| Path::new(file).extension().is_some_and(|kind| kind == "rs");
        let sources = files_below(folder).into_iter().filter(is_rust);
        for file in sources {
            let text = read(folder, &file);
            let lines = text.lines().map(str::trim_start);
            let count = lines
                .filter(|line| !line.is_empty() && !line.starts_with("//"))
                .count();
            if count > LONGEST_FILE {
                writeln!(long, "{folder}/{file} has {count} lines of code").unwrap();
            }
        }
    }
    assert!(long.is_empty(), "{long}");
}

/// The relations that a source file uses, by their modules.
fn relations_in(code: &str) -> Vec<&'static str> {
    let uses = |relation: &&str| {
        let pattern = format!(r"relation::(?:{relation}\b|\{{[^}}]*\b{relation}\b)");
        // to look for what was probably meant is no relation
        let is_used = Regex::new(&pattern).unwrap().is_match(code);
        is_used && (*relation != "resolve" || code.contains("Index"))
    };
    let known = ["unique", "resolve", "overlap", "sequence", "count"];
    known.into_iter().filter(uses).collect()
}

#[test]
fn the_relations_are_called_where_the_page_on_the_architecture_says() {
    let page = read("docs", "architecture.md");
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("`declared/"));
    let quoted = Regex::new("`([a-z-]+(?:/[a-z-]+)*)/([a-z-]+)`").unwrap();
    let mut said = BTreeSet::new();
    for row in rows {
        let relation = row.trim_start_matches("| `").split("::").next().unwrap();
        for name in quoted.captures_iter(row) {
            let (group, name) = (&name[1], name[2].replace('-', "_"));
            let is_rule = rule::by_id(&format!("{group}/{}", name.replace('_', "-"))).is_some();
            let folder = match group {
                _ if is_rule => "checks/rules/",
                "declared" => "checks/",
                _ => "",
            };
            said.insert((relation.to_owned(), format!("{folder}{group}/{name}.rs")));
        }
    }
    let mut used = BTreeSet::new();
    for file in files_below("src").into_iter().filter(|file| !is_test(file)) {
        for relation in relations_in(&code_of(&file)) {
            used.insert((relation.to_owned(), file.clone()));
        }
    }
    let is_front_end =
        |file: &str| file.starts_with("checks/rules/") || file.starts_with("checks/declared/");
    let missing = used.difference(&said);
    let missing: Vec<_> = missing.filter(|(_, file)| is_front_end(file)).collect();
    assert!(missing.is_empty(), "the page lacks {missing:?}");
    // what a rule is given by the model or by the prose it does not call itself
    let untrue = said.difference(&used);
    let untrue: Vec<_> = untrue
        .filter(|(_, file)| !file.starts_with("checks/rules/"))
        .collect();
    assert!(untrue.is_empty(), "the page is wrong about {untrue:?}");
}

/// Where stages declare the rules of what they find and word themselves.
const RULES_OF_STAGES: [&str; 5] = [
    "schema/rules.rs",
    "project/config/rules.rs",
    "project/data_files/rules.rs",
    "project/include/rules.rs",
    "checks/suppress/rules.rs",
];

#[test]
fn each_rule_is_declared_once_in_the_file_of_its_id_or_with_its_stage() {
    let declaration = Regex::new(r#"(?:error|warning|advice) "([a-z-]+/[a-z0-9-]+)""#).unwrap();
    let mut declared = Vec::new();
    for file in files_below("src") {
        let is_rule = file.starts_with("checks/rules/") && file.matches('/').count() == 3;
        if !is_test(&file) && (is_rule || RULES_OF_STAGES.contains(&file.as_str())) {
            let code = code_of(&file);
            let ids = declaration.captures_iter(&code);
            let ids: Vec<String> = ids.map(|id| id[1].to_owned()).collect();
            if is_rule {
                let own = file.trim_start_matches("checks/rules/");
                let own = own.trim_end_matches(".rs").replace('_', "-");
                assert_eq!(ids, [own], "src/{file}");
            }
            declared.extend(ids);
        }
    }
    declared.sort();
    let mut registered: Vec<String> = rule::all().map(|rule| rule.id.to_owned()).collect();
    registered.sort();
    assert_eq!(declared, registered);
}

#[test]
fn ids_are_a_group_and_a_defect_in_kebab_case() {
    let pattern = Regex::new("^[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*$").unwrap();
    for rule in rule::all() {
        assert!(pattern.is_match(rule.id), "{}", rule.id);
        assert_eq!(rule::by_id(rule.id).map(|found| found.id), Some(rule.id));
    }
}

#[test]
fn every_fixture_is_of_a_rule_and_is_run() {
    for file in files_below("fixtures/rules") {
        let (folder, case) = file.rsplit_once('/').unwrap();
        // what a case includes
        let parts = folder.strip_suffix("/parts");
        let id = parts.unwrap_or(folder);
        assert!(
            rule::by_id(id).is_some(),
            "fixtures/rules/{file} is of no rule"
        );
        let run = ["bad.yaml", "fixed.yaml", "good.yaml"]
            .iter()
            .any(|suffix| case == *suffix || case.ends_with(&format!(".{suffix}")));
        assert!(
            run || parts.is_some(),
            "fixtures/rules/{file} is run by no test"
        );
    }
}

#[test]
fn every_rule_says_in_a_sentence_what_it_flags_then_why_and_what_to_do() {
    let several = Regex::new(r"[.!?] \p{Lu}").unwrap();
    let mut faults = String::new();
    for rule in rule::all() {
        let summary = rule.summary();
        let starts_well = summary.starts_with(|first: char| first.is_uppercase());
        if !starts_well || !summary.ends_with('.') || several.is_match(&summary) {
            writeln!(faults, "{}: the summary is no sentence: {summary}", rule.id).unwrap();
        }
        let documentation = rule.documentation();
        for headings in [
            &["\n## Why it matters\n"][..],
            &["\n## How to fix ", "\n## How to mend "],
        ] {
            if !headings
                .iter()
                .any(|heading| documentation.contains(heading))
            {
                writeln!(faults, "{}: no heading {}", rule.id, headings[0].trim()).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Every page of `docs/rules` with its path in there.
fn pages() -> Vec<(String, String)> {
    let page = |rule: &'static Rule| (format!("{}.md", rule.id), rule::page(rule));
    let mut pages: Vec<_> = rule::all().map(page).collect();
    pages.push(("README.md".to_owned(), index()));
    pages.sort();
    pages
}

fn index() -> String {
    let mut index = String::from(
        "# The rules\n\nWritten by `UPDATE_DOCS=1 cargo test` from the rules' own documentation.\n",
    );
    let mut group = "";
    for rule in rule::all() {
        if rule.group() != group {
            group = rule.group();
            writeln!(
                index,
                "\n## {group}\n\n| rule | severity | what it flags |\n|---|---|---|"
            )
            .unwrap();
        }
        let (id, severity) = (rule.id, rule.severity);
        let off = if rule.optional {
            ", off by default"
        } else {
            ""
        };
        let summary = rule.summary().replace('|', "\\|");
        writeln!(index, "| [{id}]({id}.md) | {severity}{off} | {summary} |").unwrap();
    }
    index
}

#[test]
fn the_pages_of_the_rules_are_what_the_rules_say() {
    let folder = root().join("docs/rules");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        write_pages(&folder);
    }
    let advice = "run `UPDATE_DOCS=1 cargo test --test it tidy`";
    let pages = pages();
    let names: Vec<&String> = pages.iter().map(|(name, _)| name).collect();
    assert_eq!(
        files_below("docs/rules").iter().collect::<Vec<_>>(),
        names,
        "{advice}"
    );
    for (name, page) in &pages {
        assert!(
            read("docs/rules", name) == *page,
            "docs/rules/{name} is out of date: {advice}"
        );
    }
}

fn write_pages(folder: &PathBuf) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (name, page) in pages() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, page).unwrap();
    }
}
