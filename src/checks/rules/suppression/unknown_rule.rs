use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::{self, rule};
use crate::relation::resolve::Index;
use crate::text::place::Place;

rule! {
    /// A suppression of a rule that does not exist.
    ///
    /// ## Why it matters
    /// It suppresses nothing, and what it was to suppress is found again.
    ///
    /// ## How to mend it
    /// Write the id of a rule, such as `agenda/overlap`, or a group of rules, such as `agenda`. `reportlint rules` lists
    /// them.
    warning "suppression/unknown-rule"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    let known = Index::new(rule::names().map(|name| (name, ())));
    let allowed = problems.suppressions.iter().flat_map(|it| &it.allowed);
    for unknown in allowed.filter(|allowed| allowed.selector.is_none()) {
        let name = &unknown.name;
        let help = match known.nearest(name) {
            Some(nearest) => messages::did_you_mean(nearest),
            None => messages::RULES_ARE_LISTED.to_owned(),
        };
        findings
            .add(
                messages::no_rule(name),
                Place::Bytes(unknown.written),
                messages::NAMES_NO_RULE,
            )
            .help(help);
    }
}

mod messages {
    pub(super) use crate::finding::wording::{
        NAMES_NO_RULE, RULES_ARE_LISTED, did_you_mean, no_rule,
    };
}
