use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::text::place::ParsedFile;
use crate::text::syntax::{Data, OddMerge};

rule! {
    /// A `<<` merges nothing, or appears twice in a mapping.
    ///
    /// ## Why it matters
    /// In programs that know it, `<<` adds the keys of another mapping. If its value is not a mapping, or it appears
    /// twice, some of these programs refuse the file, and others keep only one of the two. The content of the mapping
    /// then depends on the program.
    ///
    /// ## How to fix it
    /// Refer to a mapping, `<<: *name`, and list several mappings under one key: `<<: [*one, *other]`. If `<<` is an
    /// ordinary key, put it in quotes.
    warning "yaml/merge-key"
}

pub(super) fn check(part: &ParsedFile<'_>, findings: &mut Findings<'_>) {
    for odd in part.tree.odd_merges() {
        match odd {
            OddMerge::NoMapping { key, value } => {
                let is_list = part.tree.data(*value) == Data::Seq;
                let message = if is_list {
                    "`<<` lists something that is not a mapping, so nothing is merged"
                } else {
                    "the value of `<<` is not a mapping, so nothing is merged"
                };
                findings
                    .add(message, part.node(*key), "merges nothing")
                    .help("refer to a mapping, as in `<<: *name`; if `<<` is an ordinary key, put it in quotes");
            }
            OddMerge::Again { first, key } => {
                findings
                    .add(
                        "`<<` appears twice in one mapping",
                        part.node(*first),
                        FIRST_HERE,
                    )
                    .label(part.node(*key), AGAIN_HERE)
                    .help("list both under one key: `<<: [*one, *other]`");
            }
        }
    }
}
