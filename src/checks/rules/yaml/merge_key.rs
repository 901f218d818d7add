use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::text::place::ParsedFile;
use crate::text::syntax::{Data, OddMerge};

rule! {
    /// A `<<` merges nothing, or appears twice in a mapping.
    ///
    /// ## Why it matters
    /// To programs that know it, `<<` adds the keys of another mapping to its own. Some of these programs refuse a file in
    /// which its value is not a mapping, or in which it appears twice, and others keep only one of the two: the content of
    /// the mapping then depends on the program.
    ///
    /// ## How to fix it
    /// Refer to a mapping, `<<: *name`, and list several in one key: `<<: [*one, *other]`. Put a key that is called `<<`
    /// and merges nothing in quotes.
    warning "yaml/merge-key"
}

pub(super) fn check(part: &ParsedFile<'_>, findings: &mut Findings<'_>) {
    for odd in part.tree.odd_merges() {
        match odd {
            OddMerge::NoMapping { key, value } => {
                let is_list = part.tree.data(*value) == Data::Seq;
                let message = if is_list {
                    messages::LIST_OF_OTHERS
                } else {
                    messages::NO_MAPPING
                };
                findings
                    .add(message, part.node(*key), messages::MERGES_NOTHING)
                    .help(messages::REFER);
            }
            OddMerge::Again { first, key } => {
                findings
                    .add(messages::TWICE, part.node(*first), messages::FIRST_HERE)
                    .label(part.node(*key), messages::AGAIN_HERE)
                    .help(messages::ONE_LIST);
            }
        }
    }
}

mod messages {
    pub(super) use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};

    pub(super) const NO_MAPPING: &str =
        "the value of `<<` is no mapping, so that there is nothing to merge";
    pub(super) const LIST_OF_OTHERS: &str =
        "not all that `<<` lists are mappings, so that nothing is merged";
    pub(super) const MERGES_NOTHING: &str = "merges nothing";
    pub(super) const REFER: &str =
        "refer to a mapping, as in `<<: *name`; put a key that is called `<<` in quotes";
    pub(super) const TWICE: &str = "`<<` appears twice in one mapping";
    pub(super) const ONE_LIST: &str = "list all in one key: `<<: [*one, *other]`";
}
