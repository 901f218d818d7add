//! Every fixture is read as an independent reader has it, or it is listed here why not.

use std::fs;
use std::path::Path;

use serde_yaml::Value;

use super::{tried, value};
use crate::text::syntax::{Format, Limits, parse};

/// The fixtures that the two read differently, by the difference.
const READ_DIFFERENTLY: [(&str, &[&str]); 9] = [
    (
        "a key twice",
        &[
            "config/broken/key/reportlint.yaml",
            "config/documents/connected/rooms/garden.yml",
            "config/documents/connected/rooms/hall.yml",
            "config/documents/connected/schedule.yml",
            "config/documents/connected/sessions.yml",
            "config/documents/connected/speakers.json",
            "config/documents/connected/workshops.yml",
            "config/documents/prevails/2008.report.yaml",
            "config/documents/searched/data/day-1/sessions.yml",
            "config/documents/searched/data/old/sessions.yml",
            "config/documents/searched/other.yml",
            "config/documents/searched/rooms.json",
            "config/documents/several/sessions.yml",
            "config/documents/suppressed/rooms.yml",
            "config/documents/suppressed/sessions.yml",
            "config/extends/preset-below/schedule.json",
            "rules/yaml/duplicate-key/bad.yaml",
            "rules/yaml/duplicate-key/same.bad.yaml",
        ],
    ),
    (
        "a key that is no string",
        &[
            "config/checks/unique/keys/a.yml",
            "rules/yaml/ambiguous-scalar/both-versions.good.yaml",
            "rules/yaml/ambiguous-scalar/fixed.yaml",
        ],
    ),
    (
        "figures with a zero before them",
        &[
            "config/checks/overlap/zero-in-front/a.yml",
            "config/documents/values/quotes.yml",
            "config/presets/relational-schedule/bad/_data/sessions.yml",
            "config/presets/relational-schedule/good/_data/sessions.yml",
            "rules/yaml/ambiguous-scalar/bad.yaml",
            "rules/yaml/unquoted-code/bad.yaml",
            "rules/yaml/unquoted-code/lists.bad.yaml",
            "rules/yaml/unquoted-code/withdrawn-alike.bad.yaml",
        ],
    ),
    (
        "several documents in a file, which the other reader refuses",
        &[
            "config/broken/several/reportlint.yaml",
            "config/checks/documents/several/talks.yml",
            "rules/yaml/syntax/several-documents.bad.yaml",
        ],
    ),
    (
        "keys that are merged, which the other reader leaves as they are",
        &[
            "config/documents/merge/a.yml",
            "config/documents/merged-key/d.yml",
            "rules/yaml/merge-key/good.yaml",
        ],
    ),
    (
        "a whole number that is larger than machines count",
        &[
            "config/documents/large-numbers/const.schema.json",
            "config/documents/large-numbers/const.yml",
            "config/documents/large-numbers/draft-4.schema.json",
            "config/documents/large-numbers/draft-4.yml",
            "config/documents/large-numbers/enum.json",
            "config/documents/large-numbers/enum.schema.yaml",
            "config/documents/large-numbers/exclusive.schema.json",
            "config/documents/large-numbers/exclusive.yml",
            "config/documents/large-numbers/limits.schema.json",
            "config/documents/large-numbers/limits.yml",
            "config/documents/large-numbers/multiples.schema.json",
            "config/documents/large-numbers/multiples.yml",
            "config/documents/large-numbers/unique.yml",
            "config/documents/values/draft-4.yml",
            "config/documents/values/large.yml",
        ],
    ),
    (
        "deeper than the other reader goes",
        &["config/documents/schema-broken/deep.yaml"],
    ),
    (
        "tags of other programs",
        &["config/presets/mkdocs/good/mkdocs.yml"],
    ),
    (
        "strict here, and not there",
        &[
            "config/documents/lenient/report.yaml",
            "config/documents/schema-broken/text.json",
            "config/presets/relational-schedule/bad/_data/schedule.yml",
            "config/presets/relational-schedule/good/_data/schedule.yml",
        ],
    ),
];

/// All YAML and JSON below a folder, by its path from there.
fn texts_below(top: &Path) -> Vec<(String, String)> {
    let mut waiting = vec![top.to_owned()];
    let mut texts = Vec::new();
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(folder).unwrap() {
            let path = path.unwrap().path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                waiting.push(path);
            } else if matches!(extension, Some("yaml" | "yml" | "json")) {
                let name = path.strip_prefix(top).unwrap().to_str().unwrap();
                // what is not UTF-8 is no text to the other reader
                if let Ok(text) = fs::read_to_string(&path) {
                    texts.push((name.replace('\\', "/"), text));
                }
            }
        }
    }
    texts.sort();
    texts
}

#[test]
fn every_fixture_is_read_as_another_reader_has_it() {
    let texts = texts_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let mut read = [0, 0];
    let mut differently = Vec::new();
    for (name, text) in &texts {
        let format = Format::of(name);
        let tree = parse(text, format, &Limits::default());
        let own = tree.errors().is_empty().then(|| {
            let root = tree.documents().first();
            root.map_or(Value::Null, |&root| value(&tree, root))
        });
        let theirs = serde_yaml::from_str::<Value>(text).ok();
        read[usize::from(theirs.is_some())] += 1;
        if own != theirs {
            differently.push(name.as_str());
        }
    }
    let mut listed: Vec<&str> = READ_DIFFERENTLY
        .iter()
        .flat_map(|(_, names)| *names)
        .copied()
        .collect();
    listed.sort_unstable();
    assert_eq!(differently, listed);
    tried(texts.len());
    assert!(read[0] > 5 && read[1] > 500, "{read:?}");
}
