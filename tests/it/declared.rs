//! Declared checks at their limits: what does not stand in `fixtures/config/checks`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

/// What a check of a folder prints in a format.
pub(crate) fn printed(folder: &Path, format: &str) -> String {
    let ran = Command::new(env!("CARGO_BIN_EXE_reportlint"))
        .args(["check", "--today", "2026-01-01", "--format", format])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    String::from_utf8(ran.stdout).unwrap()
}

/// A folder with these checks of one file.
fn project(checks: &str, data: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut config = "documents:\n  - files: data.yml\n    checks:\n".to_owned();
    for line in checks.lines() {
        writeln!(config, "      {line}").unwrap();
    }
    fs::write(folder.path().join("reportlint.yaml"), config).unwrap();
    fs::write(folder.path().join("data.yml"), data).unwrap();
    folder
}

#[test]
fn of_ten_thousand_findings_all_are_in_json_and_the_first_hundred_on_the_terminal() {
    let checks = "- id: link-is-safe\n  matches: {of: '$[*]', pattern: '^https://'}\n";
    let lines = (0..10_000).map(|number| format!("- http://example.org/{number}\n"));
    let data = lines.collect::<Vec<_>>().concat();
    let folder = project(checks, &data);
    let json: Value = serde_json::from_str(&printed(folder.path(), "json")).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 10_000);
    for format in ["human", "narrated"] {
        let text = printed(folder.path(), format);
        assert_eq!(
            text.matches("does not match \"^https").count(),
            100,
            "{format}"
        );
        let more = "9900 more of check/link-is-safe; `--format json` has all of them\n";
        assert!(text.contains(more), "{format}");
        assert!(text.contains("10000 errors"), "{format}");
    }
}

#[test]
fn checks_take_no_more_than_linear_time() {
    let checks = "
- id: unique
  unique: {of: '$[*]', by: id}
- id: resolve
  resolve: {of: '$[*].next', in: {of: '$[*].id'}, unused: warning}
- id: overlap
  overlap: {of: '$[*]', start: start, duration: minutes, by: room}
- id: ordered
  ordered: {of: '$[*]', by: [start, id]}
- id: sequence
  sequence: {of: '$[*]', by: id, first: 1, any_order: true}
- id: equal
  equal: {of: '$[*]', by: room, fields: [minutes]}
";
    let lines = (0..20_000).map(|id| {
        let (next, start) = (id + 7, id * 7919 % 1440);
        format!("- {{id: {id}, next: {next}, start: {start}, minutes: 45, room: hall}}\n")
    });
    let data = lines.collect::<Vec<_>>().concat();
    let folder = project(checks, &data);
    let began = Instant::now();
    let json: Value = serde_json::from_str(&printed(folder.path(), "json")).unwrap();
    let rules = json["findings"].as_array().unwrap().iter();
    let rules: Vec<&str> = rules
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    let count = |id: &str| rules.iter().filter(|rule| **rule == id).count();
    // the last seven lead nowhere, and nothing leads to the first seven
    assert_eq!(count("check/resolve"), 14);
    assert_eq!(count("check/overlap"), 1);
    assert_eq!(
        count("check/unique") + count("check/sequence") + count("check/equal"),
        0
    );
    assert!(count("check/ordered") > 0);
    assert!(
        began.elapsed() < Duration::from_mins(1),
        "{:?}",
        began.elapsed()
    );
}

/// Whether a page shows, in a block of text, what a check of these files prints.
fn shows(page: &str, files: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let printed = printed(folder.path(), "human");
    assert!(
        page.contains(&format!("```text\n{printed}```\n")),
        "{printed}"
    );
}

#[test]
fn pages_show_what_a_check_of_paths_prints() {
    let contents = "nav:\n  - index.md\n  - Guide:\n      - Setup: guide/setup.md\n";
    let guide = include_str!("../../docs/guides/books.md");
    assert!(guide.contains(contents));
    shows(
        guide,
        &[
            ("reportlint.yaml", "extends: preset/mkdocs\n"),
            ("mkdocs.yml", contents),
            ("docs/index.md", ""),
            ("docs/guide/setup-linux.md", ""),
            ("docs/guide/set-up.md", ""),
        ],
    );
    let page = include_str!("../../docs/declared-checks.md");
    let check = "resolve:\n  of: \"$.chapters[*].file\"\n  in: {paths: \"**/*.md\", from: docs, without: .md, \
        index: [index.md, README.md]}\n  unused: advice\n";
    assert!(page.contains(check));
    let check = check.replace('\n', "\n        ");
    let config = format!(
        "documents:\n  - files: book.yml\n    checks:\n      - id: page-exists\n        {check}\n"
    );
    shows(
        page,
        &[
            ("reportlint.yaml", &config),
            (
                "book.yml",
                "chapters:\n  - file: intro.md\n  - file: guide/setpu.md\n",
            ),
            ("docs/intro.md", ""),
            ("docs/guide/setup.md", ""),
        ],
    );
}

#[test]
fn ten_thousand_paths_are_looked_up_in_linear_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut contents = "nav:\n".to_owned();
    for part in 0..100 {
        let name = format!("docs/part-{part:02}");
        fs::create_dir_all(folder.path().join(&name)).unwrap();
        for page in 0..100 {
            let file = format!("{name}/page-{page:02}.md");
            // one page of each part is missing
            if page != 7 {
                fs::write(folder.path().join(&file), "# Page\n\n## Setup\n").unwrap();
            }
            writeln!(contents, "  - part-{part:02}/page-{page:02}.md#setup").unwrap();
        }
    }
    fs::write(folder.path().join("mkdocs.yml"), contents).unwrap();
    let config = "extends: preset/mkdocs\n";
    fs::write(folder.path().join("reportlint.yaml"), config).unwrap();
    let began = Instant::now();
    let json: Value = serde_json::from_str(&printed(folder.path(), "json")).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 100);
    // without optimization, and beside the other tests; comparing all with all would take hours
    assert!(
        began.elapsed() < Duration::from_mins(1),
        "{:?}",
        began.elapsed()
    );
}
