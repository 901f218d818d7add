//! The formats in JSON, judged by their schemas, and by types that others made of these.

use std::path::Path;
use std::process::Command;

use percent_encoding::percent_decode_str;
use reportlint::internals::render::{Format, Outcome};
use serde_json::{Value, json};

use super::cases::{DECEITFUL, DECEITFUL_NAME, deceitful, outcomes};
use super::{PLAIN, agenda, outcome, written_as};

fn read(outcome: &Outcome, format: Format) -> Value {
    let written = written_as(outcome, format, PLAIN);
    serde_json::from_str(&written).unwrap()
}

fn assert_valid(schema: &Value, format: Format) {
    let validator = jsonschema::validator_for(schema).unwrap();
    for outcome in outcomes() {
        let document = read(&outcome, format);
        let errors = validator.iter_errors(&document);
        let errors: Vec<String> = errors
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    assert!(!validator.is_valid(&json!({ "version": true, "diagnostics": 1 })));
}

#[test]
fn nothing_in_json_acts_on_a_terminal() {
    for format in [Format::Json, Format::Sarif, Format::Gitlab, Format::Rdjson] {
        for outcome in outcomes() {
            let written = written_as(&outcome, format, PLAIN);
            let acts = |character: char| {
                character != '\n' && (character.is_control() || character == '\u{202e}')
            };
            assert!(!written.contains(acts), "{format:?}: {written:?}");
        }
    }
    let document = read(&outcome(vec![deceitful()]), Format::Json);
    assert_eq!(document["findings"][0]["message"], DECEITFUL);
}

/// The schema that OASIS has published, as the crate `serde-sarif` brings it.
fn sarif_schema() -> Value {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", "host-tuple"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{metadata:?}");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let package = packages.find(|it| it["name"] == "serde-sarif").unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let schema = std::fs::read_to_string(manifest.with_file_name("src/schema.json")).unwrap();
    // a bracket that ECMAScript takes as it is, and others do not
    let schema = schema.replace("{2}]?$", "{2}\\\\]?$");
    serde_json::from_str(&schema).unwrap()
}

#[test]
fn json() {
    insta::assert_snapshot!(written_as(&outcome(vec![agenda()]), Format::Json, PLAIN));
}

#[test]
fn json_keeps_to_its_schema() {
    let schema = include_str!("../../../schemas/findings.schema.json");
    assert_valid(&serde_json::from_str(schema).unwrap(), Format::Json);
}

#[test]
fn sarif() {
    insta::assert_snapshot!(written_as(&outcome(vec![agenda()]), Format::Sarif, PLAIN));
}

#[test]
fn sarif_keeps_to_the_schema_of_oasis() {
    assert_valid(&sarif_schema(), Format::Sarif);
}

#[test]
fn sarif_is_read_by_others() {
    for outcome in outcomes() {
        let log: serde_sarif::sarif::Sarif =
            serde_json::from_str(&written_as(&outcome, Format::Sarif, PLAIN)).unwrap();
        let results = log.runs[0].results.as_ref().unwrap();
        assert_eq!(results.len(), outcome.findings().len());
    }
}

#[test]
fn sarif_has_names_as_uris_and_columns_in_utf16() {
    let log = read(&outcome(vec![deceitful()]), Format::Sarif);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let result = &run["results"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], result["ruleId"]);
    let location = &result["locations"][0]["physicalLocation"];
    let uri = location["artifactLocation"]["uri"].as_str().unwrap();
    assert_eq!(
        percent_decode_str(uri).decode_utf8().unwrap(),
        DECEITFUL_NAME
    );
    let is_of_uri =
        |character: char| character.is_ascii_alphanumeric() || "-._~/%".contains(character);
    assert!(uri.chars().all(is_of_uri), "{uri}");
    // `title: ` is 7 units, the clef 2, the rest 1 each
    let region = json!({"startLine": 1, "startColumn": 12, "endLine": 1, "endColumn": 16});
    assert_eq!(location["region"], region);
    let message = result["message"]["text"].as_str().unwrap();
    assert!(!message.contains("[here](http"), "{message}");
    assert!(message.starts_with("]]> <b>"), "{message}");
}

#[test]
fn sarif_shows_what_is_suppressed_and_where() {
    let shown = outcomes().remove(5);
    let log = read(&shown, Format::Sarif);
    let suppressions: Vec<&Value> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["suppressions"])
        .collect();
    assert_eq!(
        suppressions,
        [
            &json!([{"kind": "inSource", "justification": DECEITFUL}]),
            &json!([{"kind": "external"}]),
        ]
    );
    let mut all = outcome(vec![agenda()]);
    all.show_suppressed = true;
    assert_eq!(
        read(&all, Format::Sarif)["runs"][0]["results"][0]["suppressions"],
        json!([])
    );
}

#[test]
fn sarif_shows_whether_all_was_checked() {
    let invocation = |outcome: &Outcome| {
        let mut log = read(outcome, Format::Sarif);
        log["runs"][0]["invocations"][0].take()
    };
    let whole = invocation(&outcome(vec![agenda()]));
    assert_eq!(whole["executionSuccessful"], true);
    let troubled = invocation(&outcomes()[6]);
    assert_eq!(troubled["executionSuccessful"], false);
    let notifications = troubled["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notifications.len(), 2);
    assert_eq!(
        notifications[0]["message"]["text"],
        "\"gone.yaml\" does not exist"
    );
}

#[test]
fn gitlab() {
    insta::assert_snapshot!(written_as(&outcome(vec![agenda()]), Format::Gitlab, PLAIN));
}

/// What GitLab's documentation says of the report: its fields, and the levels of severity.
#[test]
fn gitlab_has_the_documented_fields() {
    let position = json!({"type": "integer", "minimum": 1});
    let schema = json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": false,
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string"},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": "^\\./"}},
                        "lines": {
                            "required": ["begin"],
                            "properties": {"begin": position, "end": position},
                        },
                    },
                },
            },
        },
    });
    assert_valid(&schema, Format::Gitlab);
    let shown = read(&outcomes()[5], Format::Gitlab);
    let severities = shown
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| &issue["severity"]);
    assert_eq!(severities.collect::<Vec<_>>(), ["info", "info"]);
}

#[test]
fn rdjson() {
    insta::assert_snapshot!(written_as(&outcome(vec![agenda()]), Format::Rdjson, PLAIN));
}

/// What reviewdog's definition of the format (`reviewdog.proto`) says of it, in JSON's terms.
#[test]
fn rdjson_is_as_reviewdog_defines_it() {
    let object = |properties: Value, required: &[&str]| {
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    };
    let text = json!({"type": "string"});
    let count = json!({"type": "integer", "minimum": 1, "maximum": i32::MAX});
    let position = object(json!({"line": count, "column": count}), &[]);
    let range = object(json!({"start": position, "end": position}), &["start"]);
    let location = object(json!({"path": text, "range": range}), &["path"]);
    let named = |name: &str| object(json!({name: text, "url": text}), &[name]);
    let related = object(
        json!({"message": text, "location": location}),
        &["location"],
    );
    let diagnostic = json!({
        "message": text,
        "location": location,
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "code": named("value"),
        "related_locations": {"type": "array", "items": related},
    });
    let diagnostic = object(diagnostic, &["message", "location"]);
    let diagnostics = json!({"type": "array", "items": diagnostic});
    let result = json!({"source": named("name"), "diagnostics": diagnostics});
    assert_valid(&object(result, &["diagnostics"]), Format::Rdjson);
}

#[test]
fn rdjson_counts_columns_in_bytes() {
    let result = read(&outcome(vec![deceitful()]), Format::Rdjson);
    let location = &result["diagnostics"][0]["location"];
    assert_eq!(location["path"], DECEITFUL_NAME);
    // `title: ` is 7 bytes, the clef 4, the letter after it 2
    assert_eq!(location["range"]["start"], json!({"line": 1, "column": 15}));
}
