//! How often a schema has one value looked at, before any value is.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};

use super::project::SchemaFile;
use crate::text::syntax::reference_token;

/// How often references may have one value looked at again. A dozen levels of two references each to the next level are
/// within it; forty, which would take longer than anybody waits, are not.
const MOST: u64 = 100_000;

/// Through how many schemas a way may lead for one value. Each takes room on the stack, and does so on each level of the data.
pub(crate) const LONGEST: u64 = 400;

/// A schema: the number of its file, and its pointer there.
pub(super) type Place = (usize, String);

/// What it takes to look at one value.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Effort {
    /// How many references are followed, at most.
    pub(super) references: u64,
    /// Through how many schemas within one another, or referred to by one another, the longest way leads.
    pub(super) longest: u64,
}

/// More than anybody could wait for, or than there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excessive {
    /// References to schemas that refer to others in turn multiply.
    Multiplied,
    /// A way leads through too many schemas.
    Long,
}

/// What it takes to look at one value, at most. What a cycle of references leads back to is not counted: the validator
/// notices it.
///
/// # Errors
/// When it is too much.
pub(super) fn most(
    files: &[SchemaFile],
    references: &FxHashMap<Place, Place>,
) -> Result<Effort, Excessive> {
    let targets: FxHashSet<&Place> = references.values().collect();
    let mut efforts: FxHashMap<Place, Effort> = FxHashMap::default();
    let mut most = Effort::default();
    for target in targets {
        let mut open = vec![(target.clone(), false)];
        let mut within: FxHashSet<Place> = FxHashSet::default();
        while let Some((place, is_left)) = open.pop() {
            if efforts.contains_key(&place) {
                continue;
            }
            let leading_to = leading_to(files, references, &place);
            if is_left {
                let mut effort = Effort {
                    references: 1,
                    longest: leading_to.levels,
                };
                for (next, levels) in &leading_to.places {
                    let next = efforts.get(next).copied().unwrap_or_default();
                    effort.references = effort.references.saturating_add(next.references);
                    effort.longest = effort.longest.max(next.longest + levels + 1);
                }
                if effort.references > MOST {
                    return Err(Excessive::Multiplied);
                }
                if effort.longest > LONGEST {
                    return Err(Excessive::Long);
                }
                most.references = most.references.max(effort.references);
                most.longest = most.longest.max(effort.longest);
                within.remove(&place);
                efforts.insert(place, effort);
            } else if within.insert(place.clone()) {
                open.push((place, true));
                let places = leading_to.places.into_iter().map(|(next, _)| next);
                let unknown = places.filter(|next| !within.contains(next));
                open.extend(unknown.map(|next| (next, false)));
            }
        }
    }
    // from where no reference leads, as from the root
    let levels = files.iter().map(|file| levels(&file.value)).max();
    most.longest += levels.unwrap_or(0);
    Ok(most)
}

/// How many schemas for one value are within one another, at most.
fn levels(value: &Value) -> u64 {
    let mut most = 0;
    let mut open = vec![(value, 0)];
    while let Some((value, level)) = open.pop() {
        most = most.max(level);
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    let level = if is_for_same_value(key) { level + 1 } else { 0 };
                    open.push((value, level));
                }
            }
            Value::Array(items) => open.extend(items.iter().map(|item| (item, level))),
            _ => {}
        }
    }
    most
}

/// Whether what is under a keyword is for the same value.
fn is_for_same_value(key: &str) -> bool {
    matches!(
        key,
        "allOf"
            | "anyOf"
            | "oneOf"
            | "not"
            | "if"
            | "then"
            | "else"
            | "dependentSchemas"
            | "dependencies"
    )
}

/// What each reference leads to, by where it is written.
pub(super) fn references(files: &[&SchemaFile]) -> FxHashMap<Place, Place> {
    let mut references = FxHashMap::default();
    for (index, file) in files.iter().enumerate() {
        for (pointer, uri, fragment) in &file.references {
            let mut owners = files.iter().enumerate();
            let target = owners.find_map(|(owner, file)| {
                let pointer = file.target(uri, fragment)?;
                Some((owner, pointer))
            });
            references.extend(target.map(|target| ((index, pointer.clone()), target)));
        }
    }
    references
}

/// Keywords beside which a schema asks nothing but what others ask.
const SILENT: [&str; 11] = [
    "$comment",
    "$defs",
    "$id",
    "$ref",
    "$schema",
    "allOf",
    "default",
    "definitions",
    "description",
    "examples",
    "title",
];

/// The first reference of each circle of schemas that ask nothing but what the next one asks.
pub(super) fn circles(files: &[&SchemaFile]) -> Vec<Place> {
    let references = references(files);
    let mut starts: Vec<&Place> = references.keys().collect();
    starts.sort();
    let mut found = Vec::new();
    // what was left without leading back is never gone through again
    let mut left: FxHashSet<Place> = FxHashSet::default();
    for start in starts {
        let mut within: FxHashSet<Place> = FxHashSet::default();
        let mut open = vec![(start.clone(), false)];
        while let Some((reference, is_left)) = open.pop() {
            if is_left {
                within.remove(&reference);
                left.insert(reference);
            } else if within.contains(&reference) {
                found.push(reference);
            } else if !left.contains(&reference) {
                within.insert(reference.clone());
                open.push((reference.clone(), true));
                let target = references.get(&reference);
                let next =
                    target.map_or_else(Vec::new, |target| certain(files, &references, target));
                open.extend(next.into_iter().map(|next| (next, false)));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The references that are all that a schema asks.
fn certain(
    files: &[&SchemaFile],
    references: &FxHashMap<Place, Place>,
    (file, pointer): &Place,
) -> Vec<Place> {
    let mut found = Vec::new();
    let mut open = vec![pointer.clone()];
    while let Some(pointer) = open.pop() {
        let Some(schema) = files[*file].value.pointer(&pointer) else {
            continue;
        };
        let mut keywords = schema.as_object().into_iter().flat_map(Map::keys);
        if keywords.any(|keyword| !SILENT.contains(&keyword.as_str())) {
            return Vec::new();
        }
        let reference = (*file, format!("{pointer}/$ref"));
        if references.contains_key(&reference) {
            found.push(reference);
        }
        let all = schema.get("allOf").and_then(Value::as_array);
        let count = all.map_or(0, Vec::len);
        open.extend((0..count).map(|place| format!("{pointer}/allOf/{place}")));
    }
    found
}

/// What a schema refers to for the same value that it is for.
#[derive(Default)]
struct LeadingTo {
    /// Each with how many schemas the reference is within.
    places: Vec<(Place, u64)>,
    /// How many schemas are within one another.
    levels: u64,
}

fn leading_to(
    files: &[SchemaFile],
    references: &FxHashMap<Place, Place>,
    (file, pointer): &Place,
) -> LeadingTo {
    let mut found = LeadingTo::default();
    let schema = files[*file].value.pointer(pointer);
    let mut open: Vec<(&Value, String, u64)> = Vec::new();
    open.extend(schema.map(|schema| (schema, pointer.clone(), 0)));
    while let Some((schema, pointer, level)) = open.pop() {
        found.levels = found.levels.max(level);
        for (key, value) in schema.as_object().into_iter().flatten() {
            let below = format!("{pointer}/{key}");
            match (key.as_str(), value) {
                ("$ref" | "$dynamicRef" | "$recursiveRef", _) => {
                    let target = references.get(&(*file, below)).cloned();
                    found.places.extend(target.map(|target| (target, level)));
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => {
                    let schemas = schemas.iter().enumerate();
                    open.extend(schemas.map(|(at, it)| (it, format!("{below}/{at}"), level + 1)));
                }
                ("dependentSchemas" | "dependencies", Value::Object(schemas)) => {
                    open.extend(schemas.iter().map(|(name, it)| {
                        let name = reference_token(name);
                        (it, format!("{below}/{name}"), level + 1)
                    }));
                }
                ("not" | "if" | "then" | "else", _) => open.push((value, below, level + 1)),
                _ => {}
            }
        }
    }
    found
}
