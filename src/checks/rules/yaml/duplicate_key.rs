use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::text::place::ParsedFile;

rule! {
    /// A mapping has the same key twice, so one of the two values is lost.
    ///
    /// ## Why it matters
    /// A program that reads the report keeps one of the values and drops the other without a word. Which one it keeps
    /// differs from program to program.
    ///
    /// ## How to mend it
    /// Keep one of the two, or rename one if both are meant. There is no way to declare a duplicate key as intended.
    error "yaml/duplicate-key"
}

pub(super) fn check(part: &ParsedFile<'_>, findings: &mut Findings<'_>) {
    for duplicate in part.tree.duplicate_keys() {
        let key = part.tree.key_text(duplicate.again);
        findings
            .add(
                messages::stands_twice(&key),
                part.node(duplicate.first),
                messages::FIRST_HERE,
            )
            .label(part.node(duplicate.again), messages::AGAIN_HERE)
            .help(messages::keep_one(&key));
    }
}

mod messages {
    pub(super) use crate::finding::wording::FIRST_HERE;

    pub(super) const AGAIN_HERE: &str = "again here; most readers keep only this one";

    pub(super) fn stands_twice(key: &str) -> String {
        format!("the key `{key}` stands twice in one mapping")
    }

    pub(super) fn keep_one(key: &str) -> String {
        format!("keep one `{key}`, and rename or remove the other")
    }
}
