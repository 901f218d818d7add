//! The key that distinguishes forms.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::form::Form;

/// A key that distinguishes forms: the words of each form that fixes it.
pub(super) struct Tag<'s> {
    pub(super) key: &'s str,
    pub(super) words: Vec<Option<Vec<&'s Value>>>,
}

/// How many keys forms may name together. Forms that name more are not compared: that is done again for each value that has
/// none of them.
const MOST_KEYS: usize = 10_000;

/// Whether it takes little time to compare the keys of forms.
pub(super) fn are_comparable<'f, 's: 'f>(forms: impl IntoIterator<Item = &'f Form<'s>>) -> bool {
    let counts = forms.into_iter().map(Form::count_of_keys);
    counts.sum::<usize>() <= MOST_KEYS
}

/// The words that a form fixes for a key, with the number of the form.
type Fixing<'s> = (usize, Vec<&'s Value>);

impl<'s> Tag<'s> {
    /// The key that best distinguishes forms: the one that most of them fix, need, and fix to a single word.
    pub(super) fn of(forms: &[&Form<'s>]) -> Option<Self> {
        if !are_comparable(forms.iter().copied()) {
            return None;
        }
        let mut keys: Vec<&str> = Vec::new();
        let mut fixed_by: FxHashMap<&str, Vec<Fixing<'_>>> = FxHashMap::default();
        let mut needed_by: FxHashMap<&str, usize> = FxHashMap::default();
        for (place, form) in forms.iter().enumerate() {
            for fixed in form.fixed() {
                let fixing = fixed_by.entry(fixed.key).or_default();
                if fixing.is_empty() {
                    keys.push(fixed.key);
                }
                fixing.push((place, fixed.words));
            }
            let needed: FxHashSet<&str> = form.required().collect();
            for key in needed {
                *needed_by.entry(key).or_default() += 1;
            }
        }
        keys.retain(|key| fixed_by[key].len() > 1 && are_disjoint(&fixed_by[key]));
        let key = keys.into_iter().min_by_key(|key| {
            let fixing = &fixed_by[key];
            let single = fixing.iter().filter(|(_, words)| words.len() == 1);
            let needed = needed_by.get(key).copied().unwrap_or_default();
            Reverse((fixing.len(), needed, single.count()))
        })?;
        let mut words = vec![None; forms.len()];
        for (place, fixed) in fixed_by.remove(key).into_iter().flatten() {
            words[place] = Some(fixed);
        }
        Some(Self { key, words })
    }
}

fn are_disjoint(fixing: &[Fixing<'_>]) -> bool {
    let mut seen = FxHashSet::default();
    fixing.iter().all(|(_, words)| {
        let own: FxHashSet<String> = words.iter().map(ToString::to_string).collect();
        own.into_iter().all(|word| seen.insert(word))
    })
}
