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
            .matches("has more errors against its schema than are kept")
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
        output.contains("has more errors against its schema than are kept"),
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
    assert!(output.contains("take too many steps together"), "{output}");
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
