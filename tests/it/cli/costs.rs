//! What a small file can make expensive is refused or cut, and that is reported.

use std::fmt::Write as _;

use super::{Ran, folder, run_in};

fn checked(config: &str, others: &[(&str, &str)], options: &[&str]) -> Ran {
    let mut files: Vec<(&str, &[u8])> = vec![("reportlint.yaml", config.as_bytes())];
    files.extend(others.iter().map(|(name, text)| (*name, text.as_bytes())));
    let folder = folder(&files);
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let arguments = [&["check", "--format", "compact"], options].concat();
    run_in(folder.path(), &arguments).in_peace()
}

const BY_SCHEMA: &str = "documents:\n  - {files: [d.json], schema: s.json}\n";

fn by_schema(schema: &str, data: &str) -> (Option<i32>, String) {
    let ran = checked(BY_SCHEMA, &[("s.json", schema), ("d.json", data)], &[]);
    (ran.code, String::from_utf8(ran.output).unwrap())
}

/// Definitions each of which leads to the next by `link`, and the last of which is `last`.
fn chain(length: usize, link: &dyn Fn(String) -> String, last: &str) -> String {
    let mut definitions = String::new();
    for number in 0..length {
        let next = format!("{{\"$ref\": \"#/$defs/a{}\"}}", number + 1);
        let _ = write!(definitions, "\"a{number}\": {}, ", link(next));
    }
    format!("{{\"$ref\": \"#/$defs/a0\", \"$defs\": {{{definitions}\"a{length}\": {last}}}}}")
}

#[test]
fn a_long_way_through_schemas_and_deep_data_fit_on_the_stack() {
    let nested = format!("{}1{}", "{\"c\": ".repeat(240), "}".repeat(240));
    let back = "{\"properties\": {\"c\": {\"$ref\": \"#/$defs/a0\"}}}";
    let links: [&dyn Fn(String) -> String; 5] = [
        &|next| next,
        &|next| format!("{{\"allOf\": [{next}]}}"),
        &|next| format!("{{\"oneOf\": [{next}]}}"),
        &|next| format!("{{\"if\": {next}}}"),
        &|next| format!("{{\"dependentSchemas\": {{\"c\": {next}}}}}"),
    ];
    for link in links {
        let (code, output) = by_schema(&chain(60, link, back), &nested);
        assert_eq!(code, Some(0), "{output}");
        let (code, output) = by_schema(&chain(900, link, back), &nested);
        assert_ne!(code, Some(0), "{output}");
        assert!(
            output.contains("leads through more than 400 schemas"),
            "{output}"
        );
    }
}

#[test]
fn errors_against_a_schema_are_kept_as_far_as_there_is_room() {
    let keys: Vec<String> = (0..1000).map(|number| format!("\"k{number}\"")).collect();
    let schema = format!("{{\"items\": {{\"required\": [{}]}}}}", keys.join(", "));
    let data = format!("[{}]", vec!["{}"; 200].join(", "));
    let (code, output) = by_schema(&schema, &data);
    assert_eq!(code, Some(1));
    assert_eq!(
        output
            .matches("has too many errors against its schema")
            .count(),
        1
    );
    assert!(
        output.contains("must have a `k0`") || output.contains("k0"),
        "{output:.300}"
    );
    // few of them are all reported
    let (_, output) = by_schema(&schema, "[{}]");
    assert_eq!(output.matches("schema/required").count(), 1000);
    // long keys are written out in every place
    let schema = "{\"additionalProperties\": {\"items\": {\"type\": \"integer\"}}}";
    let data = format!(
        "{{\"{}\": [{}]}}",
        "k".repeat(500_000),
        vec!["\"a\""; 1000].join(", ")
    );
    let (_, output) = by_schema(schema, &data);
    assert!(
        output.contains("has too many errors against its schema"),
        "{output:.300}"
    );
}

#[test]
fn texts_of_a_schema_are_kept_as_far_as_they_are_shown() {
    let schema = format!(
        "{{\"items\": {{\"type\": \"string\", \"description\": \"{}\"}}}}",
        "d".repeat(300_000)
    );
    let data = format!("[{}]", vec!["1"; 300].join(", "));
    let (_, output) = by_schema(&schema, &data);
    assert_eq!(output.matches("schema/type").count(), 300);
}

#[test]
fn checks_have_steps_to_take_together() {
    let mut config = String::from("documents:\n  - files: [d.yaml]\n    checks:\n");
    for number in 0..400 {
        let _ = writeln!(config, "      - {{id: a{number}, unique: {{of: '$..*'}}}}");
    }
    let data = |items: usize| "- {a: 1}\n".repeat(items);
    let ran = checked(&config, &[("d.yaml", &data(4000))], &[]);
    let output = String::from_utf8(ran.output).unwrap();
    assert_eq!(ran.code, Some(1));
    assert_eq!(output.lines().count(), 1, "{output:.500}");
    assert!(output.contains("need too many steps together"), "{output}");
    let few = checked(&config, &[("d.yaml", &data(3))], &["--select", "check/a7"]);
    assert!(
        !String::from_utf8(few.output)
            .unwrap()
            .contains("too many steps")
    );
}

#[test]
fn what_a_project_says_in_its_own_words_is_cut() {
    let config = format!(
        "documents:\n  - files: [d.yaml]\n    checks: [{{id: m, matches: {{of: '$[*]', pattern: zz}}, message: '{}'}}]\n",
        "{value}".repeat(5000)
    );
    let ran = checked(
        &config,
        &[("d.yaml", &format!("- {}\n", "a".repeat(50_000)))],
        &[],
    );
    assert_eq!(ran.code, Some(1));
    assert!(ran.output.len() < 2000, "{}", ran.output.len());
    let config = format!(
        "documents:\n  - files: [d.yaml]\n    checks: [{{id: {}, matches: {{of: '$[*]', pattern: zz}}}}]\n",
        "m".repeat(100_000)
    );
    let ran = checked(&config, &[("d.yaml", &"- a\n".repeat(50))], &[]);
    assert_eq!(ran.code, Some(1), "{}", ran.errors);
    assert!(ran.output.len() < 50 * 500, "{}", ran.output.len());
    let reason = "t".repeat(100_000);
    let config = format!("allow: [{{rule: text/doubled-word, reason: '{reason}'}}]\n");
    let report = "document: {title: A}\nsections:\n  - title: One\n    paragraphs:\n      - {number: 1, text: the the}\n";
    for format in ["json", "sarif", "human", "junit"] {
        let options = ["--show-suppressed", "--format", format];
        let folder = folder(&[
            ("reportlint.yaml", config.as_bytes()),
            ("report.yaml", report.as_bytes()),
        ]);
        let ran = run_in(folder.path(), &[&["check"], &options[..]].concat()).in_peace();
        assert!(ran.output.len() < 20_000, "{format}: {}", ran.output.len());
    }
}

#[test]
fn a_pattern_of_file_names_is_no_longer_than_a_path() {
    let config = format!("ignore: ['{}']\n", "*a".repeat(3000));
    let ran = checked(
        &config,
        &[("report.yaml", super::IN_ORDER)],
        &["report.yaml"],
    );
    assert_eq!(ran.code, Some(2));
    let output = String::from_utf8(ran.output).unwrap();
    assert!(
        output.contains("it has more than 4096 bytes"),
        "{output:.400}"
    );
}

#[cfg(unix)]
#[test]
fn a_stack_of_half_a_megabyte_is_enough() {
    let own_report = |text: String| ("report.yaml", text);
    let head = super::IN_ORDER;
    let within = |open: &str, close: &str, levels: usize, inner: &str| {
        format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
    };
    let deep = within("{\"c\": ", "}", 240, "1");
    let mut projects = vec![
        vec![own_report(format!(
            "{head}x-deep: {}\n",
            "[".repeat(100_000)
        ))],
        vec![own_report(format!(
            "{head}x-deep:\n{}\n",
            "- ".repeat(100_000)
        ))],
        vec![own_report(format!(
            "{head}x-deep: {}\n",
            within("[", "]", 250, "")
        ))],
        vec![("report.json", "[".repeat(100_000))],
        vec![(
            "report.json",
            format!("{{\"x-deep\": {}}}", within("[", "]", 250, "")),
        )],
    ];
    let back = "{\"properties\": {\"c\": {\"$ref\": \"#/$defs/a0\"}}}";
    let links: [&dyn Fn(String) -> String; 5] = [
        &|next| next,
        &|next| format!("{{\"allOf\": [{next}]}}"),
        &|next| format!("{{\"not\": {{\"not\": {next}}}}}"),
        &|next| format!("{{\"if\": {next}}}"),
        &|next| format!("{{\"allOf\": [{next}], \"unevaluatedProperties\": true}}"),
    ];
    let mut schemas: Vec<String> = links.iter().map(|link| chain(100, link, back)).collect();
    schemas.extend(links.iter().map(|link| chain(5000, link, back)));
    schemas.push(within("{\"not\": ", "}", 250, "{}"));
    schemas.push(within("{\"allOf\": [", "]}", 120, "{}"));
    schemas.push(within("{\"properties\": {\"c\": ", "}}", 120, "{}"));
    for schema in schemas {
        let config = BY_SCHEMA.to_owned();
        projects.push(vec![
            ("reportlint.yaml", config),
            ("s.json", schema),
            ("d.json", deep.clone()),
        ]);
    }
    let own = |schema: &str| schema.replace("SELF", "{\"$ref\": \"#\"}");
    for schema in [
        r#"{"anyOf": [{"properties": {"c": SELF}}], "unevaluatedProperties": false, "required": ["x"]}"#,
        r#"{"anyOf": [{"properties": {"c": SELF}, "required": ["x"]}, {"type": "string"}]}"#,
        r#"{"oneOf": [{"properties": {"c": SELF}, "required": ["x"]}, {"type": "string"}]}"#,
        r#"{"oneOf": [{"properties": {"k": {"const": 1}, "c": SELF}}, {"properties": {"k": {"const": 2}, "c": SELF}}]}"#,
        r#"{"additionalProperties": SELF, "propertyNames": {"maxLength": 0}}"#,
    ] {
        for inner in ["1", "[[[[[[[[[1]]]]]]]]]"] {
            projects.push(vec![
                ("reportlint.yaml", BY_SCHEMA.to_owned()),
                ("s.json", own(schema)),
                ("d.json", within("{\"k\": 1, \"c\": ", "}", 240, inner)),
            ]);
        }
    }
    for (top, key) in [("sections", "sections"), ("contents", "entries")] {
        let nested = within(
            &format!("{{\"title\": \"One\", \"{key}\": ["),
            "]}",
            120,
            "",
        );
        projects.push(vec![own_report(format!("{head}{top}: [{nested}]\n"))]);
    }
    for project in projects {
        let files: Vec<(&str, &[u8])> = project
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect();
        let folder = folder(&files);
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let script = "ulimit -s 512; exec \"$0\" check --format compact";
        let ran = std::process::Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_reportlint")])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = project.last().map(|(_, text)| &text[..text.len().min(60)]);
        let errors = String::from_utf8_lossy(&ran.stderr);
        let code = ran.status.code();
        assert!(matches!(code, Some(0..=2)), "{code:?}: {errors}: {text:?}");
    }
}

/// A pattern that goes back for each way in which a run of letters can be divided.
const DIVIDING: &str = r"^((a+)+)+\\2b$";

#[test]
fn a_pattern_that_looks_around_takes_time_in_proportion_to_the_text() {
    let schema = r#"{"items": {"pattern": "(?=a).*b"}}"#;
    let texts: Vec<String> = (0..10)
        .map(|number| format!("\"{}{number}\"", "a".repeat(5000)))
        .collect();
    let (code, output) = by_schema(schema, &format!("[{}]", texts.join(", ")));
    assert_eq!(code, Some(1));
    assert_eq!(output.matches("error[schema/pattern]").count(), 10);
}

#[test]
fn what_patterns_may_go_back_for_is_counted_before() {
    let texts: Vec<String> = (0..5000)
        .map(|number| format!("\"{}{number}\"", "a".repeat(30)))
        .collect();
    let list = format!("[{}]", texts.join(", "));
    let mapping = format!("{{{}: 1}}", texts.join(": 1, "));
    for (schema, data) in [
        (
            format!(r#"{{"items": {{"pattern": "{DIVIDING}"}}}}"#),
            &list,
        ),
        (
            format!(r#"{{"propertyNames": {{"pattern": "{DIVIDING}"}}}}"#),
            &mapping,
        ),
        (
            format!(r#"{{"patternProperties": {{"{DIVIDING}": false}}}}"#),
            &mapping,
        ),
    ] {
        let (code, output) = by_schema(&schema, data);
        assert_eq!(code, Some(1));
        assert!(output.contains("needs too many steps"), "{output:.400}");
    }
}

#[test]
fn the_patterns_of_a_schema_are_no_more_than_can_be_compiled() {
    let patterns = (0..3000).map(|number| format!(r#"{{"pattern": "\\p{{L}}{{50}}{number}"}}"#));
    let patterns: Vec<String> = patterns.collect();
    let schema = format!("{{\"anyOf\": [{}]}}", patterns.join(", "));
    let (code, output) = by_schema(&schema, "\"a\"");
    assert_eq!(code, Some(2));
    assert!(
        output.contains("its patterns together are too large to be compiled"),
        "{output:.400}"
    );
}

#[test]
fn the_patterns_of_checks_are_no_more_than_there_is_room_for() {
    let mut config = String::from("documents:\n  - files: d.json\n    checks:\n");
    for number in 0..200 {
        let _ = writeln!(
            config,
            "      - {{id: m{number}, matches: {{of: '$[*]', pattern: '\\w{{10}}{number}'}}}}"
        );
    }
    let ran = checked(&config, &[("d.json", "[\"a\"]")], &[]);
    assert_eq!(ran.code, Some(2));
    let output = String::from_utf8(ran.output).unwrap();
    assert!(output.contains("leave no room for it"), "{output:.400}");
    assert!(
        !output.contains("\"\\w{10}0\" is no pattern"),
        "{output:.400}"
    );
}

#[test]
fn the_patterns_of_file_names_are_no_more_than_there_is_room_for() {
    let names: Vec<String> = (0..9000).map(|number| format!("'*{number}.yml'")).collect();
    let config = format!(
        "ignore: [{}]\nallow:\n{}",
        names.join(", "),
        "  - {rule: text, reason: x, file: a.yml}\n".repeat(3000)
    );
    let ran = checked(&config, &[("report.yaml", super::IN_ORDER)], &[]);
    assert_eq!(ran.code, Some(2));
    let output = String::from_utf8(ran.output).unwrap();
    assert!(output.contains("leave no room for it"), "{output:.400}");
    // what is within the room counts
    let config = format!("ignore: [{}]\n", names[..5000].join(", "));
    let ran = checked(&config, &[("report.yaml", super::IN_ORDER)], &[]);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn a_large_pattern_takes_steps_for_each_text() {
    let config = "documents:\n  - files: d.json\n    checks:\n      \
                  - {id: m, matches: {of: '$[*]', pattern: '(a[ab]{200}c|b[ab]{200}c)x?c'}}\n";
    let text = |length: usize| format!("[\"{}\"]", "ab".repeat(length));
    let found = |data: &str| {
        let ran = checked(config, &[("d.json", data)], &[]);
        String::from_utf8(ran.output).unwrap()
    };
    assert!(found(&text(1000)).contains("does not match"));
    let output = found(&text(1_000_000));
    assert!(output.contains("need too many steps"), "{output:.400}");
}

#[test]
fn where_many_documents_are_checked_fewer_findings_of_each_are_listed() {
    let config = "documents:\n  - {files: '*.json', schema: s/s.json}\n";
    let folder = folder(&[("reportlint.yaml", config.as_bytes())]);
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    std::fs::create_dir(folder.path().join("s")).unwrap();
    let schema = r#"{"items": {"type": "string"}}"#;
    std::fs::write(folder.path().join("s/s.json"), schema).unwrap();
    let data = format!("[{}]", ["1"; 300].join(", "));
    for number in 0..2500 {
        std::fs::write(folder.path().join(format!("d{number}.json")), "[]").unwrap();
    }
    std::fs::write(folder.path().join("d7.json"), data).unwrap();
    let found = |options: &[&str]| {
        let arguments = [&["check", "--format", "compact"], options].concat();
        let ran = run_in(folder.path(), &arguments).in_peace();
        String::from_utf8(ran.output).unwrap()
    };
    let output = found(&[]);
    assert_eq!(output.lines().count(), 101, "{output:.400}");
    assert!(output.contains("200 more findings of this rule"));
    assert_eq!(found(&["--max-findings", "10000"]).lines().count(), 300);
    assert_eq!(found(&["d7.json"]).lines().count(), 300);
}

#[test]
fn what_many_checks_and_many_files_find_is_listed_as_far_as_there_is_room() {
    let mut config = String::from("documents:\n  - files: d.json\n    checks:\n");
    for number in 0..4999 {
        let _ = writeln!(
            config,
            "      - {{id: m{number}, unique: {{of: '$[*].a'}}}}"
        );
    }
    config.push_str("      - {id: n, require: {of: '$[*]', fields: [c]}}\n");
    let items: Vec<String> = (0..60)
        .map(|number| format!("{{\"a\": {number}}}"))
        .collect();
    let data = format!("[{}]", items.join(", "));
    let lines = |options: &[&str]| {
        let ran = checked(&config, &[("d.json", &data)], options);
        assert_eq!(ran.code, Some(1));
        String::from_utf8(ran.output).unwrap().lines().count()
    };
    // of 5000 checks each lists 50 findings, and says how many more there are
    assert_eq!(lines(&[]), 51);
    assert_eq!(lines(&["--max-findings", "60"]), 60);
}

#[test]
fn errors_of_many_files_share_the_room() {
    let config = "documents:\n  - {files: '*.json', schema: s/s.json}\n";
    let folder = folder(&[("reportlint.yaml", config.as_bytes())]);
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    std::fs::create_dir(folder.path().join("s")).unwrap();
    let keys: Vec<String> = (0..100).map(|number| format!("\"k{number}\"")).collect();
    let schema = format!("{{\"items\": {{\"required\": [{}]}}}}", keys.join(", "));
    std::fs::write(folder.path().join("s/s.json"), schema).unwrap();
    for number in 0..300 {
        let data = format!(
            "[{}]",
            vec!["{}"; if number < 2 { 50 } else { 0 }].join(", ")
        );
        std::fs::write(folder.path().join(format!("d{number}.json")), data).unwrap();
    }
    let found = |names: &[&str]| {
        let arguments = [&["check", "--format", "compact"], names].concat();
        let ran = run_in(folder.path(), &arguments).in_peace();
        let output = String::from_utf8(ran.output).unwrap();
        (
            output.matches("too many errors against its schema").count(),
            output.lines().count(),
        )
    };
    let (cut, lines) = found(&[]);
    assert_eq!(cut, 2);
    assert!(lines > 1000 && lines < 2000, "{lines}");
    assert_eq!(found(&["d0.json"]), (0, 5000));
}

#[test]
fn names_of_checks_that_nobody_declares_take_time_in_proportion() {
    let mut config = String::from("documents:\n  - files: d.json\n    checks:\n");
    for number in 0..4000 {
        let _ = writeln!(
            config,
            "      - {{id: aaa-{number}, unique: {{of: '$[*]'}}}}"
        );
    }
    config.push_str("rules:\n");
    for number in 0..4000 {
        let _ = writeln!(config, "  check/aab-{number}: error");
    }
    let began = std::time::Instant::now();
    let ran = checked(&config, &[("d.json", "[1]")], &[]);
    assert_eq!(ran.code, Some(2));
    assert!(began.elapsed() < std::time::Duration::from_secs(20));
    let output = String::from_utf8(ran.output).unwrap();
    assert_eq!(output.matches("error[config/unknown-rule]").count(), 4000);
}

#[test]
fn the_limits_are_those_that_are_documented() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("SECURITY.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let table = reportlint::internals::limits::table();
    let start = page.find("| limit |").unwrap();
    let end = start + page[start..].find("\n\n").unwrap() + 1;
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let written = [&page[..start], &table, &page[end..]].concat();
        std::fs::write(path, written).unwrap();
        return;
    }
    assert_eq!(&page[start..end], table, "UPDATE_DOCS=1 writes it anew");
}
