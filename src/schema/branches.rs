//! Values for which a schema has several forms, and that have none of them.

use std::cmp::Reverse;

use jsonschema::error::{ValidationError, ValidationErrorKind as Kind};

use super::breach::{Breach, Type, Violation};
use super::violation::{Reading, read, shown};

impl Reading<'_> {
    /// No branch fits: what they differ in, or else what is wrong with the one that comes closest.
    pub(super) fn none_fits(
        &self,
        branches: &[Vec<ValidationError<'static>>],
        error: &ValidationError<'_>,
    ) -> Vec<Violation> {
        let is_one_of = matches!(error.kind(), Kind::OneOfNotValid { .. });
        let lacking = |keys| {
            let shape = self.shape();
            if is_one_of {
                Breach::OneOf {
                    shape,
                    keys,
                    several: false,
                }
            } else {
                Breach::AnyOf { shape, keys }
            }
        };
        let lone = lone_errors(branches).unwrap_or_default();
        let here = lone
            .iter()
            .all(|lone| lone.instance_path() == error.instance_path());
        if !lone.is_empty() && here {
            if let Some(keys) = missing_keys(&lone) {
                return vec![self.violation(lacking(keys))];
            }
            if let Some(expected) = self.types(&lone) {
                return vec![self.violation(Breach::Type { expected })];
            }
            if let Some(options) = words(&lone) {
                return vec![self.violation(Breach::Enum { options })];
            }
        }
        let depth = error.instance_path().into_iter().count();
        let closest = branches
            .iter()
            .filter(|branch| !branch.is_empty())
            .min_by_key(|branch| distance(branch, depth));
        match closest {
            Some(branch) => {
                let errors = branch.iter();
                let read = errors.flat_map(|error| read(self.schema, self.tree, error));
                read.collect()
            }
            None => vec![self.violation(lacking(Vec::new()))],
        }
    }

    /// The types that the branches ask for, if that is all they ask for.
    fn types(&self, lone: &[&ValidationError<'_>]) -> Option<Vec<Type>> {
        let mut types = Vec::new();
        for error in lone {
            let Kind::Type { kind } = error.kind() else {
                return None;
            };
            types.extend(Reading::new(self.schema, self.tree, error).expected(kind));
        }
        let mut seen = rustc_hash::FxHashSet::default();
        types.retain(|kind| seen.insert(*kind));
        Some(types)
    }
}

/// How far off a branch is. What says of one of its keys that it must have another value speaks of another sort of
/// mapping. Then, the deeper its errors lie the more of it fits, and then the fewer there are.
fn distance(branch: &[ValidationError<'_>], depth: usize) -> (bool, Reverse<usize>, usize) {
    let depth_of = |error: &ValidationError<'_>| error.instance_path().into_iter().count();
    let is_another = branch.iter().any(|error| {
        let is_word = matches!(error.kind(), Kind::Constant { .. } | Kind::Enum { .. });
        is_word && depth_of(error) == depth + 1
    });
    let depths = branch.iter().map(depth_of);
    (
        is_another,
        Reverse(depths.max().unwrap_or(usize::MAX)),
        branch.len(),
    )
}

/// The one error of each branch; `None` where some have several.
fn lone_errors<'e, 'v>(
    branches: &'e [Vec<ValidationError<'v>>],
) -> Option<Vec<&'e ValidationError<'v>>> {
    let lone = branches.iter().map(|branch| match &branch[..] {
        [error] => Some(error),
        _ => None,
    });
    lone.collect()
}

/// The keys one of which is needed, where each branch lacks just one.
fn missing_keys(lone: &[&ValidationError<'_>]) -> Option<Vec<String>> {
    let key = |error: &&ValidationError<'_>| match error.kind() {
        Kind::Required { property } => property.as_str().map(str::to_owned),
        _ => None,
    };
    lone.iter().map(key).collect()
}

/// The words one of which is needed, where the branches say nothing else.
fn words(lone: &[&ValidationError<'_>]) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for error in lone {
        match error.kind() {
            Kind::Constant { expected_value } => words.push(shown(expected_value)),
            Kind::Enum { options } => words.extend(options.as_array()?.iter().map(shown)),
            _ => return None,
        }
    }
    Some(words)
}
