//! How findings in data are worded that is no report.

use std::fs;

use serde_json::Value;

use super::Said;
use crate::declared::printed;
use crate::rules::fixtures;

/// What a check says of files in a folder of their own.
fn said_of_files(files: &[(&str, &str)]) -> Vec<Said> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output: Value = serde_json::from_str(&printed(folder.path(), "json")).unwrap();
    let findings = output["findings"].as_array().unwrap().iter();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    findings
        .map(|finding| (text(finding, "message"), text(finding, "help")))
        .collect()
}

/// Settings below `documents`, data, and what is said of it.
type OfData<'c> = (&'c str, &'c str, &'c str, &'c str);

fn assert_said_of_data(settings: &str, others: &[(&str, &str)], data: &str, expected: [&str; 2]) {
    let config = format!("documents:\n  - {{files: data.yml, {settings}}}\n");
    let mut files = vec![("reportlint.yaml", config.as_str()), ("data.yml", data)];
    files.extend(others);
    let [message, help] = expected.map(str::to_owned);
    assert_eq!(
        said_of_files(&files),
        [(message, help)],
        "{settings} {data}"
    );
}

#[test]
fn a_schema_asks_for_one_or_for_several() {
    let cases: [OfData<'_>; 14] = [
        (
            "contains: {const: a}, minContains: 0, maxContains: 1",
            "[a, a]",
            "the file can have at most 1 item of the kind that `contains` describes in the schema, but has more",
            "keep the right ones",
        ),
        (
            "contains: {const: a}, minContains: 0, maxContains: 2",
            "[a, a, a]",
            "the file can have at most 2 items of the kind that `contains` describes in the schema, but has more",
            "keep the right ones",
        ),
        (
            "contains: {const: a}, minContains: 1",
            "[b]",
            "the file needs at least 1 item of the kind that `contains` describes in the schema, but has none",
            "add what is missing",
        ),
        (
            "contains: {const: a}, minContains: 2",
            "[a]",
            "the file needs at least 2 items of the kind that `contains` describes in the schema, but has fewer",
            "add what is missing",
        ),
        (
            "propertyNames: {maxLength: 1}",
            "{ab: 1}",
            "the key `ab` has more than 1 character",
            "rename the key, and what refers to it",
        ),
        (
            "propertyNames: {minLength: 1}",
            "{'': 1}",
            "a key is empty",
            "rename the key, and what refers to it",
        ),
        (
            "propertyNames: {minLength: 3}",
            "{ab: 1}",
            "the key `ab` has fewer than 3 characters",
            "rename the key, and what refers to it",
        ),
        (
            "maxItems: 1",
            "[1, 2]",
            "the file has more than 1 item",
            "remove the items that are too many",
        ),
        (
            "items: {type: string}",
            "[7]",
            "an item of the file must be text, not a number",
            "put it in quotes: `\"7\"`",
        ),
        (
            "items: {type: integer}",
            "['7']",
            "an item of the file must be a whole number, not text",
            "write it without quotes: `7`",
        ),
        (
            "items: {multipleOf: 5}",
            "[7]",
            "an item of the file is 7, but must be a multiple of 5",
            "write the nearest multiple of 5",
        ),
        (
            "items: {minimum: 5}",
            "[4]",
            "an item of the file is 4, but must be at least 5",
            "correct the number",
        ),
        (
            "anyOf: [{required: [a]}, {required: [b]}]",
            "{c: 1}",
            "the file needs `a` or `b`",
            "add `a` or `b`",
        ),
        (
            "properties: {end: {description: When it ends.}}, dependentRequired: {start: [end]}",
            "{start: 1}",
            "the file with `start` needs `end` too",
            "add `end`: When it ends; or leave out `start`, too",
        ),
    ];
    for (schema, data, message, help) in cases {
        let schema = format!("{{{schema}}}");
        assert_said_of_data(
            "schema: schema.yaml",
            &[("schema.yaml", &schema)],
            data,
            [message, help],
        );
    }
}

#[test]
fn a_check_asks_to_fix_one_or_several() {
    let cases: [OfData<'_>; 7] = [
        (
            "forbid: {of: '$[*]', fields: [chair, host]}",
            "[{title: Lunch, chair: Max}]",
            "\"Lunch\" must not have `chair`",
            "remove it",
        ),
        (
            "forbid: {of: '$[*]', fields: [chair, host]}",
            "[{title: Lunch, chair: Max, host: Ada}]",
            "\"Lunch\" must not have `chair` and `host`",
            "remove them",
        ),
        (
            "forbid: {of: '$[*]', together: [chair, host]}",
            "[{title: Lunch, chair: Max, host: Ada}]",
            "\"Lunch\" must not have `chair` and `host` together",
            "remove one of them",
        ),
        (
            "count: {of: '$[*]', at_most: 1}",
            "[1, 2]",
            "items: at most 1 needed, but there are 2",
            "add those that are missing, or remove those that are too many",
        ),
        (
            "unique: {of: '$[*]'}",
            "[1, 1, 1]",
            "\"1\" occurs 3 times",
            "give each a value of its own, or keep only one of them",
        ),
        (
            "overlap: {of: '$[*]', range: at}",
            "[{title: A, at: '9:00-10:00'}, {title: B, at: '9:30-11:00'}]",
            "\"A\" and \"B\" take place at the same time",
            "move one of them",
        ),
        (
            "overlap: {of: '$[*]', range: at}",
            "[{at: '9:00-10:00'}, {at: '9:30-11:00'}, {at: '9:45-12:00'}]",
            "3 items overlap",
            "move them so that no two of them overlap",
        ),
    ];
    for (check, data, message, help) in cases {
        let checks = format!("checks: [{{id: a, {check}}}]");
        assert_said_of_data(&checks, &[], data, [message, help]);
    }
}

#[test]
fn a_file_that_was_probably_meant_is_in_backticks() {
    let folder = fixtures().join("config/documents/schema-missing");
    let printed = printed(&folder, "human");
    assert!(printed.contains("did you mean `schema.json`?"), "{printed}");
}
