use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::documents::SchemaProblemKind as Kind;

rule! {
    /// A schema refers to another one that is not in the project but on the web.
    ///
    /// ## Why it matters
    /// Nothing is ever fetched from a network: a check that depends on it gives another result tomorrow, or none. So a
    /// schema that refers to one on the web cannot be used, and the data that it is for is not checked.
    ///
    /// ## How to mend it
    /// Keep a copy of the other schema in the project, and refer to that by its path: with a copy beside this one as
    /// `address.schema.json`, write `$ref: address.schema.json`. The schemas of the drafts themselves are part of the
    /// program and need no copy. There is no way to declare such a reference as intended.
    error "schema/remote-reference" always
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.schemas {
        let Kind::Remote {
            uri,
            by_data: false,
        } = &problem.kind
        else {
            continue;
        };
        findings
            .add(
                messages::remote(uri),
                problem.at.clone(),
                messages::NOTHING_IS_FETCHED,
            )
            .help(messages::save_and_refer(&copy_of(uri)));
    }
}

/// A name for a copy, with the fragment of the reference.
fn copy_of(uri: &str) -> String {
    let (address, fragment) = uri.split_at(uri.find('#').unwrap_or(uri.len()));
    let name = address.trim_end_matches('/').rsplit(['/', ':']).next();
    let name = name.filter(|name| !name.is_empty()).unwrap_or("other");
    let name = name.split('?').next().unwrap_or(name);
    if name.contains('.') {
        [name, fragment].concat()
    } else {
        [name, ".json", fragment].concat()
    }
}

mod messages {
    pub(super) const NOTHING_IS_FETCHED: &str = "nothing is fetched from a network";

    pub(super) fn remote(uri: &str) -> String {
        format!("the schema refers to `{uri}`, which is not in the project")
    }

    pub(super) fn save_and_refer(copy: &str) -> String {
        format!("save that schema beside this one, and refer to the copy: `$ref: {copy}`")
    }
}

#[cfg(test)]
mod tests {
    use super::copy_of;

    #[test]
    fn a_copy_has_the_name_of_the_schema() {
        assert_eq!(
            copy_of("https://example.org/a/room.json#/x"),
            "room.json#/x"
        );
        assert_eq!(copy_of("https://example.org/schemas/room?v=2"), "room.json");
        assert_eq!(copy_of("urn:room"), "room.json");
    }
}
