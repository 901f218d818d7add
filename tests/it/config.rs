//! Configurations as they act: each folder of `fixtures/config` that has a file `expected` is a case, in which a command
//! is run and yields the very findings that stand there, with their places, and the exit code. So is each folder of
//! `tests/reported`: these are faults that users of this program and of others have met, and what is shown of them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use reportlint::Settings;
use reportlint::internals::config::{Configs, LookUp, TEMPLATE};
use reportlint::internals::files::Disk;
use reportlint::internals::lint::lint_config;
use serde_json::Value;

use crate::rules::{fixtures, listed};

/// What a case runs and what it yields, beside its files.
const EXPECTED: &str = "expected";

/// The folders of the cases, in order.
fn cases() -> Vec<PathBuf> {
    let mut cases = Vec::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![fixtures().join("config"), top.join("tests/reported")];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        waiting.extend(entries.filter(|path| path.is_dir()));
        if folder.join(EXPECTED).exists() {
            cases.push(folder);
        }
    }
    cases.sort();
    cases
}

/// What came of a command: its exit code, a line for each finding, and what it says on standard error.
fn outcome(folder: &Path, command: &str) -> String {
    let arguments = command
        .strip_prefix("$ reportlint check")
        .unwrap_or_else(|| panic!("{command}"));
    let day = if arguments.contains("--today") {
        ""
    } else {
        "--today 2026-01-01"
    };
    let is_for_people = arguments.contains("--format");
    let format: &[&str] = if is_for_people {
        &[]
    } else {
        &["--format", "json", "--show-suppressed"]
    };
    let ran = Command::new(env!("CARGO_BIN_EXE_reportlint"))
        .envs([("GITHUB_ACTIONS", ""), ("GITLAB_CI", "")])
        .arg("check")
        .args(format)
        .args(day.split_whitespace())
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()
        .unwrap();
    let mut lines = format!("{command}\n? {}\n", ran.status.code().unwrap());
    if is_for_people {
        lines += &String::from_utf8(ran.stdout.clone()).unwrap();
    }
    let output: Value = serde_json::from_slice(&ran.stdout).unwrap_or_default();
    for finding in output["findings"].as_array().into_iter().flatten() {
        writeln!(lines, "{}", line(folder, finding)).unwrap();
    }
    let errors = String::from_utf8(ran.stderr).unwrap();
    // what lies above the working folder has its whole path
    lines
        + &errors
            .replace(folder.to_str().unwrap(), "[CASE]")
            .replace('\\', "/")
}

/// A finding, with its file named from the folder of the case; the program names it from the top of the project.
fn line(folder: &Path, finding: &Value) -> String {
    let top = env!("CARGO_MANIFEST_DIR");
    let folder = folder.strip_prefix(top).unwrap_or(folder);
    let name = Path::new(finding["file"].as_str().unwrap());
    let name = name.strip_prefix(folder).unwrap_or(name);
    let place = |end: &str| {
        let position = &finding["range"][end];
        format!("{}:{}", position["line"], position["column"])
    };
    let text = |key: &str| finding[key].as_str().unwrap_or_default();
    let suppressed = match &finding["suppressed"] {
        Value::Null => String::new(),
        suppressed => format!(
            " (suppressed: {})",
            suppressed["reason"].as_str().unwrap_or("no reason")
        ),
    };
    format!(
        "{}:{}-{} {}[{}] {}{suppressed}",
        name.display(),
        place("start"),
        place("end"),
        text("severity"),
        text("rule"),
        text("message")
    )
}

#[test]
fn each_case_yields_what_is_expected_of_it() {
    let cases = cases();
    assert!(cases.len() > 20, "there are but {} cases", cases.len());
    let mut wrong = String::new();
    for case in cases {
        let file = case.join(EXPECTED);
        let expected = fs::read_to_string(&file).unwrap();
        let commands = expected.lines().filter(|line| line.starts_with("$ "));
        let found: Vec<String> = commands.map(|command| outcome(&case, command)).collect();
        let found = found.join("\n");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            fs::write(&file, &found).unwrap();
        } else if found != expected {
            let name = case.display();
            writeln!(wrong, "{name} expects\n{expected}\nand yields\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_key_has_a_case() {
    let schema = include_str!("../../schemas/config.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    for key in schema["properties"].as_object().unwrap().keys() {
        let has_case = key.starts_with('$') || fixtures().join("config").join(key).is_dir();
        assert!(has_case, "fixtures/config/{key} is missing");
    }
}

#[test]
fn every_key_is_documented() {
    let schema = include_str!("../../schemas/config.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let page = include_str!("../../docs/configuration.md");
    for key in schema["properties"].as_object().unwrap().keys() {
        let heading = format!("\n## `{key}`\n");
        assert!(
            key.starts_with('$') || page.contains(&heading),
            "{key} is missing"
        );
    }
}

/// The findings in a config of that text, in a folder of its own.
fn findings(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reportlint.yaml");
    fs::write(&path, text).unwrap();
    let mut configs = Configs::new(&Disk, folder.path(), LookUp::Upwards);
    let file = configs.file(&path).unwrap();
    listed(&lint_config(&file, Vec::new(), &[], &Settings::default()).findings)
}

#[test]
fn what_init_writes_is_in_order_and_so_is_each_key_in_it() {
    assert_eq!(findings(TEMPLATE), [""; 0]);
    let paragraphs: Vec<&str> = TEMPLATE.split("\n\n").skip(1).collect();
    for paragraph in &paragraphs {
        // the first line says what the key is for
        let lines = paragraph.lines().skip(1);
        let key: Vec<&str> = lines.map(|line| line.strip_prefix("# ").unwrap()).collect();
        assert!(key[0].contains(':'), "{paragraph}");
        assert_eq!(findings(&key.join("\n")), [""; 0], "{paragraph}");
    }
    assert!(paragraphs.len() > 8);
}

#[test]
fn the_presets_are_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/presets");
    let files = fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let is_preset = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "yaml");
    let mut presets: Vec<PathBuf> = files.filter(is_preset).collect();
    presets.sort();
    for path in &presets {
        let text = fs::read_to_string(path).unwrap();
        assert_eq!(findings(&text), [""; 0], "{}", path.display());
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let is_of_data = text.contains("\ndocuments:\n");
        let name = if is_of_data {
            format!("preset/{stem}")
        } else {
            stem.to_owned()
        };
        assert_eq!(findings(&format!("extends: {name}\n")), [""; 0], "{name}");
        // and so that it is found
        let documented =
            include_str!("../../docs/configuration.md").contains(&format!("| `{name}` |"));
        assert!(documented, "{name} is not documented");
        if is_of_data {
            let cases = fixtures().join("config/presets").join(stem);
            assert!(
                cases.join("good").is_dir() && cases.join("bad").is_dir(),
                "{name} has no cases"
            );
            assert!(
                include_str!("../../docs/presets.md").contains(&format!("\n## {stem}\n")),
                "{name}"
            );
        }
    }
    assert!(presets.len() >= 6);
}

#[test]
fn the_configurations_in_the_guides_are_in_order_and_short() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guides");
    let mut count = 0;
    let index = include_str!("../../docs/guides/README.md");
    for guide in fs::read_dir(folder).unwrap() {
        let path = guide.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            name == "README.md" || index.contains(&format!("]({name})")),
            "{name}"
        );
        let text = fs::read_to_string(&path).unwrap();
        let blocks = text.split("```yaml\n").skip(1);
        for block in blocks.filter_map(|block| block.split("```").next()) {
            assert_eq!(findings(block), [""; 0], "{block}");
            assert!(block.lines().count() <= 30, "{block}");
            count += 1;
        }
    }
    assert!(count >= 6);
}

#[test]
fn what_the_page_on_declared_checks_shows_is_in_order() {
    let page = include_str!("../../docs/declared-checks.md");
    let mut count = 0;
    let blocks = page.split("```yaml\n").skip(1);
    for block in blocks.filter_map(|block| block.split("```").next()) {
        let mut config = block.to_owned();
        if !block.starts_with("documents:") {
            config = "documents:\n  - files: data.yml\n    checks:\n".to_owned();
            for line in block.lines() {
                if !line.starts_with(' ') {
                    count += 1;
                    writeln!(config, "      - id: example-{count}").unwrap();
                }
                writeln!(config, "        {line}").unwrap();
            }
        }
        assert_eq!(findings(&config), [""; 0], "{config}");
    }
    assert!(count >= 11, "{count}");
}

#[cfg(unix)]
#[test]
fn a_config_further_up_that_cannot_be_read_is_an_error_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    // a folder of that name is there, and is no file
    fs::create_dir(folder.path().join("reportlint.yaml")).unwrap();
    fs::create_dir(folder.path().join("2008")).unwrap();
    let report = "document:\n  title: Report in XXX parts\n";
    fs::write(folder.path().join("2008/report.yaml"), report).unwrap();
    let below = folder.path().join("2008");
    let found = outcome(&below, "$ reportlint check");
    assert!(
        found.starts_with(
            "$ reportlint check\n? 2\nreport.yaml:2:20-2:23 warning[text/placeholder]"
        ),
        "{found}"
    );
    assert!(
        found.contains("reportlint.yaml\" is not a regular file"),
        "{found}"
    );
    // with a root it is not even looked for
    fs::write(below.join("reportlint.yaml"), "root: true\n").unwrap();
    assert!(outcome(&below, "$ reportlint check").starts_with("$ reportlint check\n? 0\n"));
}

#[test]
fn a_config_is_read_once_however_many_files_are_under_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("reportlint.yaml"),
        "rules: {no/rule: off}\n",
    )
    .unwrap();
    for number in 0..20 {
        let below = folder.path().join(number.to_string());
        fs::create_dir(&below).unwrap();
        fs::write(below.join("report.yaml"), "document:\n  title: Report\n").unwrap();
    }
    let found = outcome(folder.path(), "$ reportlint check");
    assert_eq!(found.matches("config/unknown-rule").count(), 1, "{found}");
    assert_eq!(found.matches("has errors").count(), 1, "{found}");
}

#[test]
fn files_that_extend_many_others_take_no_time() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: String, text: String| fs::write(folder.path().join(name), text).unwrap();
    for number in 0..60 {
        let next = number + 1;
        let text =
            format!("extends: [{next}.yaml, {next}.yaml]\nexempt_abbreviations: [A{number}]\n");
        write(format!("{number}.yaml"), text);
    }
    write("reportlint.yaml".to_owned(), "extends: 0.yaml\n".to_owned());
    write(
        "report.yaml".to_owned(),
        "document:\n  title: Report\n".to_owned(),
    );
    let found = outcome(folder.path(), "$ reportlint check");
    assert!(
        found.contains("more than 32 configurations extend one another"),
        "{found}"
    );
}
