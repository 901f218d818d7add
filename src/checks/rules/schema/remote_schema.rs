use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::documents::SchemaProblemKind as Kind;

rule! {
    /// Data names a schema that is not in the project but on the web.
    ///
    /// ## Why it matters
    /// Nothing is ever fetched from a network: a check that depends on it gives another result tomorrow, or none. So the
    /// data is not checked by the schema that it names.
    ///
    /// ## How to mend or declare it
    /// Keep a copy of the schema in the project, and name it for these files in the configuration, as `schema` in their
    /// entry of `documents`; what is said there prevails over what the data says, which so can stay as it is. If the data
    /// is not to be checked by a schema, turn this rule off there.
    warning "schema/remote-schema"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.schemas {
        let Kind::Remote { uri, by_data: true } = &problem.kind else {
            continue;
        };
        findings
            .add(
                messages::remote(uri),
                problem.at.clone(),
                messages::NOTHING_IS_FETCHED,
            )
            .help(messages::SAVE_AND_NAME);
    }
}

mod messages {
    pub(super) const NOTHING_IS_FETCHED: &str = "nothing is fetched from a network";
    pub(super) const SAVE_AND_NAME: &str = "save that schema in the project, and name the copy as `schema` in the \
        entry of `documents` that selects this file";

    pub(super) fn remote(uri: &str) -> String {
        format!("the data follows the schema `{uri}`, which is not in the project")
    }
}
