use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;

rule! {
    /// An abbreviation that is defined and never used.
    ///
    /// ## Why it matters
    /// The reader keeps it in mind for nothing. Often the long form is written out later where the short one would do.
    ///
    /// ## How to mend it
    /// Drop the short form, or use it. Uses in headings and on the agenda count.
    advice "abbreviations/unused", needs Abbreviations
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for (short, usage) in prose.glossary() {
        // defined in the register and written out in the text is use enough; defined twice is reported as such
        let [definition] = usage.definitions.as_slice() else {
            continue;
        };
        if !usage.uses.is_empty() || !definition.fits {
            continue;
        }
        findings
            .add(
                messages::never_used(short),
                definition.short_place.clone(),
                messages::NOT_USED_ELSEWHERE,
            )
            .help(messages::drop_or_use(short, definition.long));
    }
}

mod messages {
    pub(super) const NOT_USED_ELSEWHERE: &str = "not used anywhere else";

    pub(super) fn never_used(short: &str) -> String {
        format!("{short} is defined and never used")
    }

    pub(super) fn drop_or_use(short: &str, long: &str) -> String {
        format!("drop {short}, or use it instead of \"{long}\"")
    }
}
