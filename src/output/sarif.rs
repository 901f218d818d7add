//! SARIF 2.1.0, the interchange format of static analysis (OASIS), as GitHub's code scanning and editors read it.

mod line_hash;

use std::collections::BTreeMap;
use std::io;

use percent_encoding::utf8_percent_encode;
use serde::Serialize;
use serde_json::{Value, json};

use super::Outcome;
use super::json::write_document;
use super::record::{Place, Record, RecordedFix, Related, Streamed};
use crate::finding::Severity;
use crate::finding::rule::RuleRef;
use crate::schema::RESERVED;
use crate::text::source::Source;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name of our fingerprints and their version.
const FINGERPRINT: &str = "reportlint/v1";

/// The name of the fingerprint that GitHub uses.
const LINE_HASH: &str = "primaryLocationLineHash";

/// How many results GitHub takes in a run. Of more, errors are kept before warnings, and these before advice.
const MOST_RESULTS: usize = 25_000;

/// How many other places of a result are written; GitHub takes a thousand, and nobody reads as many.
const MOST_RELATED: usize = 100;

/// How long a description of a rule may be for GitHub, in characters.
const LONGEST_DESCRIPTION: usize = 1000;

/// Of the other places this many are linked from the message, so that those are shown that only show what is linked.
const MOST_LINKS: usize = 10;

#[derive(Serialize)]
struct Log<R: Serialize> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<R>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R: Serialize> {
    tool: Value,
    invocations: [Value; 1],
    column_kind: &'static str,
    results: R,
}

/// Writes a log of one run.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let rules = rules(outcome);
    let index: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let kept = Kept::of(outcome);
    let index = &index;
    let results = || {
        let mut lines = Lines::default();
        let findings = outcome.findings().into_iter().zip(outcome.records());
        let mut left = kept.left;
        let kept = findings.filter(move |(_, record)| {
            let left = &mut left[rank(record.severity)];
            *left > 0 && {
                *left -= 1;
                true
            }
        });
        kept.map(move |((sources, finding), record)| {
            let source = sources.get(finding.primary().location.file);
            let hash = lines.hash(source, record.place.range.start.line);
            result(&record, hash, index, outcome.show_suppressed)
        })
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: tool(&rules),
            invocations: [invocation(outcome, &kept)],
            column_kind: "utf16CodeUnits",
            results: Streamed(results),
        }],
    };
    write_document(&log, output)
}

/// How many results of each severity are written, and what is left out.
struct Kept {
    left: [usize; 3],
    results: usize,
    places: usize,
}

impl Kept {
    fn of(outcome: &Outcome) -> Self {
        let mut counts = [0; 3];
        let mut places = 0;
        for (_, finding) in outcome.findings() {
            counts[rank(finding.severity)] += 1;
            places += (finding.labels.len().saturating_sub(1)).saturating_sub(MOST_RELATED);
        }
        let mut room = MOST_RESULTS;
        let left = counts.map(|count: usize| {
            let kept = count.min(room);
            room -= kept;
            kept
        });
        Self {
            left,
            results: counts.iter().sum::<usize>() - left.iter().sum::<usize>(),
            places,
        }
    }

    /// What is left out, in sentences.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.results > 0 {
            told.push(format!(
                "{} results are left out, because code scanning accepts {MOST_RESULTS} in a run",
                self.results
            ));
        }
        if self.places > 0 {
            told.push(format!(
                "{} places are left out of results that have more than {MOST_RELATED} after the first",
                self.places
            ));
        }
        told
    }
}

/// The place of a severity in the order in which results are kept.
fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Advice => 2,
    }
}

/// The hashes of the lines of the file that the last result was in: results come file by file.
#[derive(Default)]
struct Lines {
    file: String,
    hashes: Vec<String>,
}

impl Lines {
    fn hash(&mut self, source: &Source, line: u32) -> Option<String> {
        if self.hashes.is_empty() || self.file != source.name() {
            source.name().clone_into(&mut self.file);
            self.hashes = line_hash::of_lines(source.text());
        }
        self.hashes.get(line as usize - 1).cloned()
    }
}

/// The rules that something was found by, by their ids.
fn rules(outcome: &Outcome) -> BTreeMap<&str, &RuleRef> {
    let findings = outcome.findings().into_iter();
    let rules = findings.map(|(_, finding)| (finding.rule.id(), &finding.rule));
    rules.collect()
}

fn tool(rules: &BTreeMap<&str, &RuleRef>) -> Value {
    let rules: Vec<Value> = rules.values().map(|rule| descriptor(rule)).collect();
    json!({
        "driver": {
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules,
        }
    })
}

fn descriptor(rule: &RuleRef) -> Value {
    match rule {
        RuleRef::BuiltIn(built_in) => json!({
            "id": rule.id(),
            "shortDescription": { "text": built_in.summary() },
            "fullDescription": { "text": described(&built_in.documentation()) },
            "help": {
                "text": built_in.documentation(),
                "markdown": built_in.documentation(),
            },
            "helpUri": rule.url(),
            "defaultConfiguration": { "level": level(built_in.severity) },
            "properties": { "tags": [rule.group()] },
        }),
        RuleRef::Declared(_) => json!({
            "id": rule.id(),
            "shortDescription": { "text": "A check that the project declares in its configuration." },
            "fullDescription": { "text": "A check that the project declares in its configuration, by the id that it has there." },
            "help": { "text": "The project's reportlint.yaml declares this check, and says what it is for." },
            "helpUri": rule.url(),
            "properties": { "tags": [rule.group()] },
        }),
    }
}

/// As many paragraphs of a rule's documentation as a description has room for.
fn described(documentation: &str) -> String {
    let paragraphs = documentation.split("\n\n");
    let paragraphs =
        paragraphs.filter(|paragraph| !paragraph.starts_with(['#', '`', '-', '|', '<']));
    let mut described = String::new();
    for paragraph in paragraphs {
        let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        if described.chars().count() + paragraph.chars().count() >= LONGEST_DESCRIPTION {
            break;
        }
        if !described.is_empty() {
            described.push(' ');
        }
        described.push_str(&paragraph);
    }
    described
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// Whether all that was asked for could be checked, and why not.
fn invocation(outcome: &Outcome, kept: &Kept) -> Value {
    let notification = |level: &'static str| {
        move |trouble: &String| {
            json!({
                "level": level,
                "message": { "text": trouble },
            })
        }
    };
    let troubles = outcome.troubles.iter().map(notification("error"));
    let told = kept.told();
    let left_out = told.iter().map(notification("warning"));
    let notifications: Vec<Value> = troubles.chain(left_out).collect();
    json!({
        "executionSuccessful": outcome.troubles.is_empty(),
        "toolExecutionNotifications": notifications,
    })
}

fn result(
    record: &Record<'_>,
    line_hash: Option<String>,
    index: &BTreeMap<&str, usize>,
    show_suppressed: bool,
) -> Value {
    let mut location = location(&record.place);
    if !record.label.is_empty() {
        location["message"] = json!({ "text": without_links(record.label) });
    }
    let mut result = json!({
        "ruleId": record.rule,
        "ruleIndex": index[record.rule],
        "level": level(record.severity),
        "message": { "text": message(record) },
        "locations": [location],
        "relatedLocations": related(&record.related),
        "partialFingerprints": { FINGERPRINT: record.fingerprint },
    });
    if !record.fixes.is_empty() {
        let fixes = record.fixes.iter().map(fix);
        result["fixes"] = fixes.collect::<Vec<Value>>().into();
    }
    if let Some(hash) = line_hash {
        result["partialFingerprints"][LINE_HASH] = hash.into();
    }
    // where one result has a list of them, the others have an empty one
    if show_suppressed {
        let suppressions = record.suppressed.iter().map(|suppressed| {
            let kind = if suppressed.in_config {
                "external"
            } else {
                "inSource"
            };
            let mut suppression = json!({ "kind": kind });
            if let Some(reason) = suppressed.reason {
                suppression["justification"] = json!(reason);
            }
            suppression
        });
        result["suppressions"] = suppressions.collect();
    }
    result
}

/// The message, the help, and links to the other places, a paragraph each.
fn message(record: &Record<'_>) -> String {
    let mut message = without_links(record.message);
    if let Some(help) = record.help {
        message.push_str("\n\n");
        message.push_str(&without_links(help));
    }
    let related = record.related.iter().zip(1..).take(MOST_LINKS);
    let links = related.map(|(related, id)| format!("[{}]({id})", link_text(related)));
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        message.push_str("\n\nSee also: ");
        message.push_str(&links.join(", "));
    }
    message
}

/// Text in which nothing passes for a link, as links are written in messages: `[text](target)`.
fn without_links(text: &str) -> String {
    text.replace("](", "\\](")
}

fn link_text(related: &Related<'_>) -> String {
    let text = if related.message.is_empty() {
        &related.place.file
    } else {
        related.message
    };
    text.replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

fn related(related: &[Related<'_>]) -> Vec<Value> {
    let related = related.iter().zip(1..).take(MOST_RELATED);
    let related = related.map(|(related, id)| {
        let mut location = location(&related.place);
        location["id"] = json!(id);
        if !related.message.is_empty() {
            location["message"] = json!({ "text": without_links(related.message) });
        }
        location
    });
    related.collect()
}

/// What the program can do about a result, file by file.
fn fix(fix: &RecordedFix<'_>) -> Value {
    let files = fix
        .edits
        .chunk_by(|one, next| one.place.file == next.place.file);
    let changes = files.map(|edits| {
        let replacements = edits.iter().map(|edit| {
            json!({
                "deletedRegion": region(&edit.place),
                "insertedContent": { "text": edit.text },
            })
        });
        json!({
            "artifactLocation": { "uri": uri(&edits[0].place.file) },
            "replacements": replacements.collect::<Vec<Value>>(),
        })
    });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": changes.collect::<Vec<Value>>(),
        "properties": { "kind": fix.kind },
    })
}

fn region(place: &Place<'_>) -> Value {
    let (start, end) = (&place.range.start, &place.range.end);
    json!({
        "startLine": start.line,
        "startColumn": start.utf16_column,
        "endLine": end.line,
        "endColumn": end.utf16_column,
    })
}

fn location(place: &Place<'_>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": region(place),
        },
    });
    if let Some(pointer) = place.pointer {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": pointer }]);
    }
    location
}

/// The name of a file as a reference that is relative to what the name is relative to.
fn uri(name: &str) -> String {
    let path = utf8_percent_encode(name, RESERVED);
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') {
        format!("file://{path}")
    } else if cfg!(windows) && has_drive {
        format!("file:///{path}")
    } else {
        path.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::rules::all;

    #[test]
    fn each_rule_is_described_in_full_as_code_scanning_asks() {
        for rule in all() {
            let descriptor = descriptor(&RuleRef::BuiltIn(rule));
            let described = descriptor["fullDescription"]["text"].as_str().unwrap();
            let length = described.chars().count();
            assert!((10..LONGEST_DESCRIPTION).contains(&length), "{}", rule.id);
            assert!(described.ends_with('.'), "{}: {described}", rule.id);
        }
        let declared = descriptor(&RuleRef::Declared("check/room".into()));
        assert!(declared["fullDescription"]["text"].is_string());
    }
}
