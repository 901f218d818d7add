//! One cause, one violation.

use rustc_hash::{FxHashMap, FxHashSet};

use super::breach::{Breach, Lack, Violation};
use super::rules::rule_of;
use crate::text::syntax::{NodeId, Tree};

/// The violations in document order, without those that another one accounts for:
///
/// - what an alias or a merge key shows the validator once more, and what several schemas say about one place in the same words;
/// - the lack of a key that is there, but misspelt;
/// - that no part of the schema speaks of a key or an item, where a part does and does not apply for what else is wrong;
/// - what is wrong with the value of a key that appears twice: which value counts is a matter for the editor.
pub(super) fn one_each(tree: &Tree<'_>, mut violations: Vec<Violation>) -> Vec<Violation> {
    let misspelt = misspelt_keys(tree, &violations);
    let repeated = repeated_values(tree);
    let flawed = flawed_values(tree, &violations);
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
            Breach::UnevaluatedProperties { is_known, .. }
            | Breach::UnevaluatedItems { is_known } => {
                let around = tree.parent(violation.node);
                let is_flawed = |node: Option<NodeId>| node.is_some_and(|it| flawed.contains(&it));
                is_flawed(Some(violation.node)) || *is_known && is_flawed(around)
            }
            Breach::AdditionalProperties { .. } => false,
            _ => repeated.contains(&violation.node),
        };
        !explained && seen.insert(said_of(violation))
    });
    violations.sort_by_key(|violation| tree.span(violation.node).start);
    violations
}

/// What a violation says, and of what: two that have it in common are one finding.
fn said_of(violation: &Violation) -> (NodeId, &'static str, String) {
    let what = match &violation.breach {
        Breach::AdditionalProperties { .. }
        | Breach::UnevaluatedProperties { .. }
        | Breach::UnevaluatedItems { .. }
        | Breach::Enum { .. }
        | Breach::Pattern { .. } => String::new(),
        Breach::Required { missing, .. } => missing.clone(),
        Breach::DependentRequired {
            present, missing, ..
        } => format!("{present}\0{missing}"),
        Breach::AnyOf { lack, .. } | Breach::OneOf { lack, .. } => format!("{lack:?}"),
        Breach::Several { fitting, .. } => format!("{fitting:?}"),
        Breach::Not { excluded, .. } => format!("{excluded:?}"),
        other => format!("{other:?}"),
    };
    (violation.node, rule_of(&violation.breach).id, what)
}

/// The values in which something is wrong, or around that, other than that no part of the schema speaks of them.
fn flawed_values(tree: &Tree<'_>, violations: &[Violation]) -> FxHashSet<NodeId> {
    let is_uncovered = |violation: &&Violation| {
        matches!(
            violation.breach,
            Breach::UnevaluatedProperties { .. } | Breach::UnevaluatedItems { .. }
        )
    };
    let mut flawed = FxHashSet::default();
    if !violations.iter().any(|violation| is_uncovered(&violation)) {
        return flawed;
    }
    for violation in violations
        .iter()
        .filter(|violation| !is_uncovered(violation))
    {
        let mut around = std::iter::successors(Some(violation.node), |node| tree.parent(*node));
        // what is around a value that was come by already is known, too
        while around.next().is_some_and(|node| flawed.insert(node)) {}
    }
    flawed
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

/// The values of keys that appear twice in their mapping.
fn repeated_values(tree: &Tree<'_>) -> FxHashSet<NodeId> {
    let keys = tree.duplicate_keys().iter();
    keys.filter_map(|duplicate| {
        let mapping = tree.parent(duplicate.again)?;
        tree.get(mapping, &tree.key_text(duplicate.again))
    })
    .collect()
}
