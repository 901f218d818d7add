//! How often a schema has one value looked at, before any value is.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::project::SchemaFile;

/// How often references may have one value looked at anew. A dozen levels of two references each to the next level are
/// within it; forty, which would take longer than anybody waits, are not.
const MOST: u64 = 100_000;

/// A schema: the number of its file, and its pointer there.
pub(super) type Place = (usize, String);

/// How many references may be followed for one value, at most; `None` where those to schemas that refer to others in turn
/// come to more than anybody could wait for. What a cycle of them leads back to is not counted: the validator notices it.
pub(super) fn most_references(
    files: &[SchemaFile],
    references: &FxHashMap<Place, Place>,
) -> Option<u64> {
    let targets: FxHashSet<&Place> = references.values().collect();
    let mut counts: FxHashMap<Place, u64> = FxHashMap::default();
    let mut most = 0;
    for target in targets {
        let mut open = vec![(target.clone(), false)];
        let mut within: FxHashSet<Place> = FxHashSet::default();
        while let Some((place, is_left)) = open.pop() {
            if counts.contains_key(&place) {
                continue;
            }
            let leading_to = leading_to(files, references, &place);
            if is_left {
                let each = leading_to
                    .iter()
                    .map(|next| counts.get(next).copied().unwrap_or(0));
                let count = each.fold(1, u64::saturating_add);
                if count > MOST {
                    return None;
                }
                most = most.max(count);
                within.remove(&place);
                counts.insert(place, count);
            } else if within.insert(place.clone()) {
                open.push((place, true));
                let unknown = leading_to.into_iter().filter(|next| !within.contains(next));
                open.extend(unknown.map(|next| (next, false)));
            }
        }
    }
    Some(most)
}

/// What each reference leads to, by where it is written.
pub(super) fn references(files: &[SchemaFile]) -> FxHashMap<Place, Place> {
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

/// The schemas that are referred to for the same value that a schema is for.
fn leading_to(
    files: &[SchemaFile],
    references: &FxHashMap<Place, Place>,
    (file, pointer): &Place,
) -> Vec<Place> {
    let mut found = Vec::new();
    let mut open = vec![(files[*file].value.pointer(pointer), pointer.clone())];
    while let Some((schema, pointer)) = open.pop() {
        for (key, value) in schema.and_then(Value::as_object).into_iter().flatten() {
            let below = format!("{pointer}/{key}");
            match (key.as_str(), value) {
                ("$ref" | "$dynamicRef", _) => {
                    found.extend(references.get(&(*file, below)).cloned());
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(schemas)) => {
                    let schemas = schemas.iter().enumerate();
                    open.extend(schemas.map(|(at, it)| (Some(it), format!("{below}/{at}"))));
                }
                ("not" | "if" | "then" | "else", _) => open.push((Some(value), below)),
                _ => {}
            }
        }
    }
    found
}
