//! One cause, one violation.

use rustc_hash::{FxHashMap, FxHashSet};

use super::breach::{Breach, Lack, Violation};
use crate::text::syntax::{NodeId, Tree};

/// The violations in document order, without those that another one accounts for:
///
/// - what an alias or a merge key shows the validator once more;
/// - the lack of a key that is there, but misspelt;
/// - what is wrong with the value of a key that stands twice: which value counts is a matter for the editor.
pub(super) fn one_each(tree: &Tree<'_>, mut violations: Vec<Violation>) -> Vec<Violation> {
    let misspelt = misspelt_keys(tree, &violations);
    let repeated = repeated_values(tree);
    let mut seen = FxHashSet::default();
    violations.retain(|violation| {
        let is_misspelt = |key: &str| {
            let keys = misspelt.get(&violation.node);
            keys.is_some_and(|keys| keys.iter().any(|known| known == key))
        };
        let explained = match &violation.breach {
            Breach::Required { missing, .. } | Breach::DependentRequired { missing, .. } => {
                is_misspelt(missing)
            }
            Breach::AnyOf {
                lack: Lack::Keys(keys),
                ..
            }
            | Breach::OneOf {
                lack: Lack::Keys(keys),
                ..
            } => keys.iter().any(|key| is_misspelt(key)),
            Breach::AdditionalProperties { .. } | Breach::UnevaluatedProperties { .. } => false,
            _ => repeated.contains(&violation.node),
        };
        !explained && seen.insert(violation.clone())
    });
    violations.sort_by_key(|violation| tree.span(violation.node).start);
    violations
}

/// For each mapping, the keys that misspelt ones in it were meant to be.
fn misspelt_keys(tree: &Tree<'_>, violations: &[Violation]) -> FxHashMap<NodeId, Vec<String>> {
    let mut misspelt: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for violation in violations {
        if let Breach::AdditionalProperties {
            meant: Some(meant), ..
        }
        | Breach::UnevaluatedProperties {
            meant: Some(meant), ..
        } = &violation.breach
            && let Some(mapping) = tree.parent(violation.node)
        {
            misspelt.entry(mapping).or_default().push(meant.clone());
        }
    }
    misspelt
}

/// The values of keys that stand twice in their mapping.
fn repeated_values(tree: &Tree<'_>) -> FxHashSet<NodeId> {
    let keys = tree.duplicate_keys().iter();
    keys.filter_map(|duplicate| {
        let mapping = tree.parent(duplicate.again)?;
        tree.get(mapping, &tree.key_text(duplicate.again))
    })
    .collect()
}
