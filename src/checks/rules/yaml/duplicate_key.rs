use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::finding::wording::{FIRST_HERE, listed};
use crate::text::place::ParsedFile;
use crate::text::syntax::{Data, DuplicateKey, NodeId};

rule! {
    /// A mapping has the same key twice, so one of the two values is lost.
    ///
    /// ## Why it matters
    /// A program that reads the report keeps one of the values and drops the other without a message. Programs differ
    /// in which one they keep.
    ///
    /// ## How to fix it
    /// Keep one of the two, or rename one if you need both. You cannot declare a duplicate key as intended.
    error "yaml/duplicate-key",
    fix safe "Removes the second key if both have the same value.",
    fix unsafe "Removes one of them if they do not, and you choose which."
}

/// How many places of one key are shown.
const SHOWN: usize = 10;

pub(super) fn check(part: &ParsedFile<'_>, findings: &mut Findings<'_>) {
    let mut duplicates = part.tree.duplicate_keys().to_vec();
    duplicates.sort_by_key(|key| (key.first, key.again));
    let by_key = duplicates.chunk_by(|one, other| one.first == other.first);
    let mut in_mapping: FxHashMap<Option<NodeId>, usize> = FxHashMap::default();
    for repeated in by_key.clone() {
        *in_mapping
            .entry(part.tree.parent(repeated[0].first))
            .or_default() += 1;
    }
    let report_key = |repeated: &[DuplicateKey], findings: &mut Findings<'_>| {
        let is_only = in_mapping.get(&part.tree.parent(repeated[0].first)) == Some(&1);
        report_key(part, repeated, is_only, findings);
    };
    let (mut twice, more): (Vec<_>, Vec<_>) = by_key.partition(|repeated| repeated.len() == 1);
    for repeated in more {
        report_key(repeated, findings);
    }
    twice.sort_by_key(|repeated| repeated[0].again);
    // lines that were pasted once more are one slip
    let is_next = |one: &&[DuplicateKey], other: &&[DuplicateKey]| {
        part.tree.is_next_key(one[0].again, other[0].again)
    };
    for pasted in twice.chunk_by(is_next) {
        match pasted {
            [repeated] => report_key(repeated, findings),
            keys => report_keys(part, keys, findings),
        }
    }
}

fn report_key(
    part: &ParsedFile<'_>,
    repeated: &[DuplicateKey],
    is_only: bool,
    findings: &mut Findings<'_>,
) {
    let first = repeated[0].first;
    let key = part.tree.key_text(first);
    let again = repeated.iter().take(SHOWN);
    let again = again.map(|key| (part.node(key.again), AGAIN_HERE.to_owned()));
    findings
        .add(
            appears_several_times(&key, repeated.len() + 1),
            part.node(first),
            FIRST_HERE,
        )
        .labels(again)
        .help(keep_one(&key, repeated.len() + 1))
        .fixes(fixes(part, repeated, is_only));
}

fn report_keys(part: &ParsedFile<'_>, keys: &[&[DuplicateKey]], findings: &mut Findings<'_>) {
    let first = |repeated: &[DuplicateKey]| repeated[0].first;
    let names = keys.iter().take(SHOWN);
    let names = names.map(|key| format!("`{}`", part.tree.key_text(first(key))));
    let names: Vec<String> = names.collect();
    let others = keys[1..].iter().map(|key| (first(key), FIRST_HERE));
    let again = keys.iter().copied().flatten();
    let again = again.map(|key| (key.again, AGAIN_HERE));
    let labels = others.chain(again).take(SHOWN * 2);
    findings
        .add(
            appear_several_times(&names, keys.len() - names.len()),
            part.node(first(keys[0])),
            FIRST_HERE,
        )
        .labels(labels.map(|(key, label)| (part.node(key), label.to_owned())))
        .help("remove what is repeated, or move it to an item or a mapping of its own");
}

/// One of two goes: the later one if both say the same, else the one that somebody chooses. Where other keys are repeated as well,
/// it is not `is_only`, and the mapping may be two items.
fn fixes(part: &ParsedFile<'_>, repeated: &[DuplicateKey], is_only: bool) -> Vec<Remedy> {
    let tree = part.tree;
    let [DuplicateKey { first, again }] = *repeated else {
        return Vec::new();
    };
    let (Some(first), Some(again)) = (tree.value_of(first), tree.value_of(again)) else {
        return Vec::new();
    };
    let is_scalar = |node| !matches!(tree.data(node), Data::Seq | Data::Map);
    if is_scalar(first) && is_scalar(again) && tree.data(first) == tree.data(again) {
        return vec![Remedy::safe(REMOVE_SECOND).remove(part.node(again))];
    }
    if !is_only {
        return Vec::new();
    }
    vec![
        Remedy::risky("remove the first of the two").remove(part.node(first)),
        Remedy::risky(REMOVE_SECOND).remove(part.node(again)),
    ]
}

const REMOVE_SECOND: &str = "remove the second of the two";
const AGAIN_HERE: &str = "again here; most readers keep only the last one";

fn appear_several_times(keys: &[String], more: usize) -> String {
    let keys = match more {
        0 => listed(keys),
        _ => format!("{} and {more} others", keys.join(", ")),
    };
    format!("the keys {keys} appear several times in one mapping")
}

fn appears_several_times(key: &str, times: usize) -> String {
    match times {
        2 => format!("the key `{key}` appears twice in one mapping"),
        _ => format!("the key `{key}` appears {times} times in one mapping"),
    }
}

fn keep_one(key: &str, times: usize) -> String {
    let others = if times == 2 {
        "the other"
    } else {
        "the others"
    };
    format!("keep one `{key}`, and rename or remove {others}")
}
