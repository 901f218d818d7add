use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::text::place::ParsedFile;
use crate::text::syntax::{Data, DuplicateKey};

rule! {
    /// A mapping has the same key twice, so one of the two values is lost.
    ///
    /// ## Why it matters
    /// A program that reads the report keeps one of the values and drops the other without a word. Which one it keeps
    /// differs from program to program.
    ///
    /// ## How to fix it
    /// Keep one of the two, or rename one if both are meant. There is no way to declare a duplicate key as intended.
    error "yaml/duplicate-key",
    fix safe "Removes the second key if both have the same value.",
    fix unsafe "Removes one of them if they do not, and you choose which."
}

/// How many places of one key are shown.
const SHOWN: usize = 10;

pub(super) fn check(part: &ParsedFile<'_>, findings: &mut Findings<'_>) {
    let mut duplicates = part.tree.duplicate_keys().to_vec();
    duplicates.sort_by_key(|key| (key.first, key.again));
    for repeated in duplicates.chunk_by(|one, other| one.first == other.first) {
        let first = repeated[0].first;
        let key = part.tree.key_text(first);
        let again = repeated.iter().take(SHOWN);
        let again = again.map(|key| (part.node(key.again), messages::AGAIN_HERE.to_owned()));
        findings
            .add(
                messages::appears_several_times(&key, repeated.len() + 1),
                part.node(first),
                messages::FIRST_HERE,
            )
            .labels(again)
            .help(messages::keep_one(&key, repeated.len() + 1))
            .fixes(fixes(part, repeated));
    }
}

/// One of two goes: the later one if both say the same, else the one that somebody chooses.
fn fixes(part: &ParsedFile<'_>, repeated: &[DuplicateKey]) -> Vec<Remedy> {
    let tree = part.tree;
    let [DuplicateKey { first, again }] = *repeated else {
        return Vec::new();
    };
    let (Some(first), Some(again)) = (tree.value_of(first), tree.value_of(again)) else {
        return Vec::new();
    };
    let is_scalar = |node| !matches!(tree.data(node), Data::Seq | Data::Map);
    if is_scalar(first) && is_scalar(again) && tree.data(first) == tree.data(again) {
        return vec![Remedy::safe(messages::REMOVE_SECOND).remove(part.node(again))];
    }
    vec![
        Remedy::risky(messages::REMOVE_FIRST).remove(part.node(first)),
        Remedy::risky(messages::REMOVE_SECOND).remove(part.node(again)),
    ]
}

mod messages {
    pub(super) use crate::finding::wording::FIRST_HERE;

    pub(super) const REMOVE_FIRST: &str = "remove the first of the two";
    pub(super) const REMOVE_SECOND: &str = "remove the second of the two";
    pub(super) const AGAIN_HERE: &str = "again here; most readers keep only the last one";

    pub(super) fn appears_several_times(key: &str, times: usize) -> String {
        match times {
            2 => format!("the key `{key}` appears twice in one mapping"),
            _ => format!("the key `{key}` appears {times} times in one mapping"),
        }
    }

    pub(super) fn keep_one(key: &str, times: usize) -> String {
        let others = if times == 2 {
            "the other"
        } else {
            "the others"
        };
        format!("keep one `{key}`, and rename or remove {others}")
    }
}
