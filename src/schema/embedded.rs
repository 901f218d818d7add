//! The schemas that are part of the program.

use serde_json::{Map, Value};

/// The schemas by name, each the stem of its file.
const SOURCES: &[(&str, &str)] = &[
    ("report", include_str!("../../schemas/report.schema.json")),
    ("part", include_str!("../../schemas/part.schema.json")),
    (
        "document",
        include_str!("../../schemas/document.schema.json"),
    ),
    ("event", include_str!("../../schemas/event.schema.json")),
    (
        "contents",
        include_str!("../../schemas/contents.schema.json"),
    ),
    (
        "sections",
        include_str!("../../schemas/sections.schema.json"),
    ),
    (
        "footnotes",
        include_str!("../../schemas/footnotes.schema.json"),
    ),
    ("figures", include_str!("../../schemas/figures.schema.json")),
    ("agenda", include_str!("../../schemas/agenda.schema.json")),
    (
        "registers",
        include_str!("../../schemas/registers.schema.json"),
    ),
    ("claims", include_str!("../../schemas/claims.schema.json")),
    ("common", include_str!("../../schemas/common.schema.json")),
    ("config", include_str!("../../schemas/config.schema.json")),
    (
        "config-checks",
        include_str!("../../schemas/config-checks.schema.json"),
    ),
    (
        "findings",
        include_str!("../../schemas/findings.schema.json"),
    ),
    (
        "presets/frab",
        include_str!("../../schemas/presets/frab.schema.json"),
    ),
    (
        "presets/sessionize",
        include_str!("../../schemas/presets/sessionize.schema.json"),
    ),
    (
        "presets/jekyll-program",
        include_str!("../../schemas/presets/jekyll-program.schema.json"),
    ),
    (
        "presets/jekyll-talk",
        include_str!("../../schemas/presets/jekyll-talk.schema.json"),
    ),
    (
        "presets/jekyll-speaker",
        include_str!("../../schemas/presets/jekyll-speaker.schema.json"),
    ),
    (
        "presets/jekyll-room",
        include_str!("../../schemas/presets/jekyll-room.schema.json"),
    ),
    (
        "presets/relational-schedule",
        include_str!("../../schemas/presets/relational-schedule.schema.json"),
    ),
    (
        "presets/relational-sessions",
        include_str!("../../schemas/presets/relational-sessions.schema.json"),
    ),
    (
        "presets/relational-speakers",
        include_str!("../../schemas/presets/relational-speakers.schema.json"),
    ),
    (
        "presets/cff",
        include_str!("../../schemas/presets/cff.schema.json"),
    ),
    (
        "presets/hoverboard",
        include_str!("../../schemas/presets/hoverboard.schema.json"),
    ),
    (
        "statistics",
        include_str!("../../schemas/statistics.schema.json"),
    ),
];

/// What the address of each schema starts with, before its name.
const FOLDER: &str = "https://reportlint.github.io/schemas/";

/// How the files of the schemas, and the references between them, end.
const SUFFIX: &str = ".schema.json";

/// The names of the schemas, that of a report first.
pub fn names() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(name, _)| *name)
}

/// How many schemas there are.
pub(super) fn count() -> usize {
    SOURCES.len()
}

/// The name of a schema by its number.
pub(super) fn name(number: usize) -> &'static str {
    SOURCES[number].0
}

/// The number of the schema that has an address.
pub(super) fn number(address: &str) -> Option<usize> {
    let name = address.strip_prefix(FOLDER)?.strip_suffix(SUFFIX)?;
    SOURCES.iter().position(|(known, _)| *known == name)
}

/// A schema as one document that needs no other: the schemas it refers to are among its `$defs`,
/// each under the name of its file.
///
/// Every reference in it is local and none crosses an `$id`, so that any validator, and any editor,
/// can use it as it is.
#[must_use]
pub fn bundled(name: &str) -> Option<String> {
    bundle(name).map(|bundle| format!("{bundle:#}\n"))
}

/// A schema and those it refers to in one.
pub(super) fn bundle(name: &str) -> Option<Value> {
    let mut bundle = source(name)?;
    let mut missing = Vec::new();
    localize(&mut bundle, None, &mut missing);
    let mut parts = Map::new();
    while let Some(file) = missing.pop() {
        if !parts.contains_key(&file) {
            let mut part = source(file.strip_suffix(SUFFIX)?)?;
            localize(&mut part, Some(&file), &mut missing);
            parts.insert(file, part);
        }
    }
    if !parts.is_empty() {
        let root = bundle.as_object_mut()?;
        let definitions = root.entry("$defs").or_insert_with(|| Map::new().into());
        definitions.as_object_mut()?.append(&mut parts);
    }
    Some(bundle)
}

fn source(name: &str) -> Option<Value> {
    let (_, text) = SOURCES.iter().find(|(known, _)| *known == name)?;
    Some(serde_json::from_str(text).expect("an embedded schema is JSON, as a test has it"))
}

/// Makes every reference one into the bundle, in which this schema is the part `file`, or the root.
/// Notes the files that are referred to.
fn localize(schema: &mut Value, file: Option<&str>, missing: &mut Vec<String>) {
    if let (Some(_), Some(part)) = (file, schema.as_object_mut()) {
        part.retain(|key, _| key != "$id" && key != "$schema");
    }
    let mut rest = vec![schema];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get_mut("$ref") {
                    *reference = local(reference, file, missing);
                }
                rest.extend(members.values_mut());
            }
            Value::Array(items) => rest.extend(items),
            _ => {}
        }
    }
}

fn local(reference: &str, file: Option<&str>, missing: &mut Vec<String>) -> String {
    let (target, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    if !target.is_empty() {
        missing.push(target.to_owned());
    }
    match file.filter(|_| target.is_empty()).unwrap_or(target) {
        "" => reference.to_owned(),
        part => format!("#/$defs/{part}{pointer}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(schema: &Value) -> Vec<&str> {
        let own = schema.get("$ref").and_then(Value::as_str);
        let below: Vec<&Value> = match schema {
            Value::Object(members) => members.values().collect(),
            Value::Array(items) => items.iter().collect(),
            _ => Vec::new(),
        };
        let below = below.into_iter().flat_map(references);
        own.into_iter().chain(below).collect()
    }

    #[test]
    fn a_bundle_refers_to_itself_alone() {
        for name in names() {
            let bundle = bundle(name).unwrap();
            for reference in references(&bundle) {
                let pointer = reference.strip_prefix('#').unwrap();
                assert!(bundle.pointer(pointer).is_some(), "{name}: {reference}");
            }
        }
    }

    #[test]
    fn a_bundle_has_one_id_and_is_named_as_its_file() {
        for name in names() {
            let bundle = bundle(name).unwrap();
            let id = format!("{FOLDER}{name}{SUFFIX}");
            assert_eq!(bundle["$id"], id.as_str());
            assert_eq!(number(&id).map(super::name), Some(name));
            assert_eq!(bundle.to_string().matches("\"$id\":").count(), 1, "{name}");
        }
    }

    #[test]
    fn every_schema_in_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas");
        let stems = |within: &str| {
            let files = std::fs::read_dir(format!("{folder}/{within}")).unwrap();
            let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
            let schemas =
                files.filter_map(|file| Some(format!("{within}{}", file.strip_suffix(SUFFIX)?)));
            schemas.collect::<Vec<_>>()
        };
        let mut stems = [stems(""), stems("presets/")].concat();
        let mut embedded: Vec<_> = names().collect();
        stems.sort();
        embedded.sort_unstable();
        assert_eq!(stems, embedded);
    }

    #[test]
    fn an_unknown_name_has_no_schema() {
        assert_eq!(bundled("reports"), None);
    }
}
