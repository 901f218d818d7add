//! The rules about the schemas that data names, and the words for what is wrong with them.

use super::Unresolved;
use super::schemas::{SchemaProblem, SchemaProblemKind};
use crate::finding::rule::{Rule, rules};
use crate::finding::wording::{POINTS_TO_NOTHING, counted, did_you_mean, either};
use crate::finding::{Findings, Problem};
use crate::relation::resolve::nearest;
use crate::schema::{Breach, Violation, name_of, place_of, rule_of};
use crate::text::place::Place;
use crate::text::syntax::Data;

rules! {
    /// A schema of the project is not a valid schema.
    ///
    /// ## Why it matters
    /// Such a schema cannot check anything, because its meaning is not clear. So its data is not checked by it, and
    /// only the first flaw in each file is reported.
    ///
    /// ## How to fix it
    /// Correct the flaw in the schema. A schema that refers to itself in several ways for one value, as through two
    /// schemas of an `allOf`, may be applied twice as often on each level of the data. A check that takes too many
    /// steps stops: this is reported at the file, which is then not checked by its schema. Write the schema so that it
    /// refers to itself in one way. reportlint knows drafts 4, 6, 7, 2019-09 and 2020-12 of JSON Schema. The `$schema`
    /// of a schema names its draft; without it, the draft is 2020-12. You cannot declare a broken schema as intended.
    BROKEN_SCHEMA: error "schema/broken-schema" always;

    /// A keyword of a schema has no effect where it is written.
    ///
    /// ## Why it matters
    /// Up to draft 7, keywords beside a `$ref` have no effect. An `enum` or a `required` there looks as if it were checked,
    /// but it is not.
    ///
    /// ## How to fix it
    /// Put both into an `allOf`: `allOf: [{$ref: "#/definitions/name"}, {enum: [a, b]}]`. Or name draft 2019-09 or a
    /// later one as the `$schema`, where both have an effect. The only way to declare it as intended is to turn this
    /// rule off.
    IGNORED_KEYWORD: warning "schema/ignored-keyword";

    /// A keyword of a schema is misspelt.
    ///
    /// ## Why it matters
    /// JSON Schema ignores keys that it does not know. So a `requierd` checks nothing, and nobody notices.
    ///
    /// ## How to fix or declare it
    /// Correct the keyword. A key of your own, which other programs read, can start with `x-`: such keys are never
    /// reported.
    MISSPELT_KEYWORD: warning "schema/misspelt-keyword";

    /// A file or a configuration names a schema that cannot be read.
    ///
    /// ## Why it matters
    /// Data that names a schema looks as if it were checked. If the schema does not exist, nothing is checked.
    ///
    /// ## How to fix it
    /// Correct the name, or put the schema there. Names in the configuration are relative to it. Names in the data or
    /// in a schema are relative to the file that contains them. The schema must be in the folder of the configuration.
    /// You cannot declare a missing schema as intended.
    MISSING_SCHEMA: error "schema/missing-schema" always;

    /// A schema refers to a schema on the web.
    ///
    /// ## Why it matters
    /// Nothing is ever fetched from a network: a check that depends on it gives another result tomorrow, or none. So a
    /// schema that refers to one on the web cannot be used, and its data is not checked.
    ///
    /// ## How to fix it
    /// Keep a copy of the other schema in the project, and refer to that by its path: with a copy beside this one as
    /// `address.schema.json`, write `$ref: address.schema.json`. The schemas of the drafts themselves are part of the
    /// program and need no copy. You cannot declare such a reference as intended.
    REMOTE_REFERENCE: error "schema/remote-reference" always;

    /// Data names a schema on the web.
    ///
    /// ## Why it matters
    /// Nothing is ever fetched from a network: a check that depends on it gives another result tomorrow, or none. So the
    /// data is not checked by the schema that it names.
    ///
    /// ## How to fix or declare it
    /// Keep a copy of the schema in the project, and name it for these files in the configuration, as `schema` in their
    /// entry of `documents`; that entry takes precedence over the data, which can stay as it is. If the data needs no
    /// schema, turn this rule off there.
    REMOTE_SCHEMA: warning "schema/remote-schema";
}

const CORRECT: &str = "correct the schema; until then it checks nothing";

impl Problem for SchemaProblem {
    fn rule(&self) -> &'static Rule {
        match &self.kind {
            SchemaProblemKind::Empty { violation } => rule_of(&violation.breach),
            SchemaProblemKind::Flawed(_)
            | SchemaProblemKind::UnknownDraft
            | SchemaProblemKind::Dangling { .. }
            | SchemaProblemKind::UnreadablePattern { .. }
            | SchemaProblemKind::Circle { .. }
            | SchemaProblemKind::Unusable { .. }
            | SchemaProblemKind::TooManySteps
            | SchemaProblemKind::TooManyErrors => &BROKEN_SCHEMA,
            SchemaProblemKind::MisspeltKeyword { .. } => &MISSPELT_KEYWORD,
            SchemaProblemKind::IgnoredKeyword => &IGNORED_KEYWORD,
            SchemaProblemKind::Unresolved { .. } => &MISSING_SCHEMA,
            SchemaProblemKind::Remote { by_data: false, .. } => &REMOTE_REFERENCE,
            SchemaProblemKind::Remote { by_data: true, .. } => &REMOTE_SCHEMA,
        }
    }

    fn report(&self, findings: &mut Findings<'_>) {
        let at = self.at.clone();
        let (message, label, help) = match &self.kind {
            SchemaProblemKind::Flawed(flaw) => return flawed(&at, flaw, findings),
            SchemaProblemKind::UnknownDraft => (
                "the schema follows a draft that is not known".to_owned(),
                "no draft of JSON Schema has this address".to_owned(),
                "write the address of draft 4, 6, 7, 2019-09 or 2020-12, such as \
                 `https://json-schema.org/draft/2020-12/schema`"
                    .to_owned(),
            ),
            SchemaProblemKind::Dangling { reference } => (
                format!("the schema is broken: `{reference}` points to nothing"),
                POINTS_TO_NOTHING.to_owned(),
                "correct the reference, or add its target".to_owned(),
            ),
            SchemaProblemKind::UnreadablePattern { why } => (
                format!("this pattern cannot be read: {why}"),
                "cannot be read".to_owned(),
                "correct the pattern, as ECMA-262 has it; until then it checks nothing".to_owned(),
            ),
            SchemaProblemKind::Circle { reference } => (
                format!("the schema is broken: `{reference}` leads back to itself without any condition"),
                "leads in a circle".to_owned(),
                "let one of the references in the circle lead to a schema with a condition".to_owned(),
            ),
            SchemaProblemKind::MisspeltKeyword { meant } => (
                format!("`{}` is not a keyword of JSON Schema", key_at(&at, findings)),
                did_you_mean(meant),
                format!("write `{meant}`; a key of your own starts with `x-`"),
            ),
            SchemaProblemKind::IgnoredKeyword => (
                format!("`{}` does nothing beside `$ref`", key_at(&at, findings)),
                "has no effect beside `$ref` up to draft 7".to_owned(),
                "put both into an `allOf`, or follow draft 2019-09 or a later one".to_owned(),
            ),
            SchemaProblemKind::Unusable { why } => (
                format!("the schema cannot be used: {why}"),
                "this schema".to_owned(),
                CORRECT.to_owned(),
            ),
            SchemaProblemKind::Empty { violation } => {
                let message = match &violation.breach {
                    Breach::Type { expected } => {
                        let kinds: Vec<String> = expected.iter().map(ToString::to_string).collect();
                        format!("the file is empty, and must be {}", either(&kinds))
                    }
                    _ => "the file is empty, and its schema asks for something".to_owned(),
                };
                (
                    message,
                    "nothing is here".to_owned(),
                    "write what belongs here, or remove the file".to_owned(),
                )
            }
            SchemaProblemKind::TooManySteps => (
                "the check of this file against its schema needs too many steps, and was stopped".to_owned(),
                "is not checked by its schema".to_owned(),
                "write the schema so that it leads back to itself in only one way for each value, or nest the data less deeply".to_owned(),
            ),
            SchemaProblemKind::TooManyErrors => (
                "this file has too many errors against its schema; the rest of them is not reported".to_owned(),
                "is not checked by its schema to the end".to_owned(),
                "correct those that are reported, and check the file again".to_owned(),
            ),
            SchemaProblemKind::Unresolved { name, why } => unread(name, why),
            SchemaProblemKind::Remote {
                uri,
                by_data: false,
            } => (
                format!("the schema refers to `{uri}`, which is not in the project"),
                "nothing is fetched from a network".to_owned(),
                format!(
                    "save that schema beside this one, and refer to the copy: `$ref: {}`",
                    copy_of(uri)
                ),
            ),
            SchemaProblemKind::Remote { uri, by_data: true } => (
                format!("the data follows the schema `{uri}`, which is not in the project"),
                "nothing is fetched from a network".to_owned(),
                "save that schema in the project, and name the copy as `schema` in the entry of `documents` that selects \
                 this file"
                    .to_owned(),
            ),
        };
        findings.add(message, at, label).help(help);
    }
}

/// The key that a place is.
fn key_at(at: &Place, findings: &Findings<'_>) -> String {
    let Place::Key(at) = at else {
        return String::new();
    };
    let tree = findings.tree(at.file);
    let key = tree.key_of(at.node).map(|key| tree.key_text(key));
    key.unwrap_or_default().into_owned()
}

/// The message, the label and the help about a schema that is not there.
fn unread(name: &str, why: &Unresolved) -> (String, String, String) {
    let (message, label) = match why {
        Unresolved::Outside => (
            format!("the schema `{name}` is outside the folder of the configuration"),
            "leads out of the project".to_owned(),
        ),
        Unresolved::NotAFile { folder: true } => (
            format!("the schema `{name}` is a folder"),
            "not a file".to_owned(),
        ),
        Unresolved::NotAFile { folder: false } => (
            format!("the schema `{name}` is not a file that can be read"),
            "not a file".to_owned(),
        ),
        Unresolved::Missing { nearest } => (
            format!("there is no schema `{name}`"),
            nearest.as_ref().map_or_else(
                || "no such file".to_owned(),
                |nearest| did_you_mean(nearest),
            ),
        ),
        Unresolved::Unreadable => (
            format!("the schema `{name}` cannot be read"),
            "cannot be read".to_owned(),
        ),
    };
    let help = match why {
        Unresolved::Outside => "keep a copy in the folder of the configuration, and name the copy",
        _ => "name an existing file; write its path from the folder of the file that names it",
    };
    (message, label, help.to_owned())
}

fn flawed(at: &Place, flaw: &Violation, findings: &mut Findings<'_>) {
    let &Place::Node(at) = at else { return };
    let tree = findings.tree(at.file);
    let near = match (&flaw.breach, tree.data(flaw.node)) {
        (Breach::Enum { options, .. }, Data::Str(word)) => {
            nearest(word, options.iter().map(String::as_str))
        }
        _ => None,
    };
    let help = near.map_or_else(
        || CORRECT.to_owned(),
        |near| format!("write `{near}`, if that is what is meant"),
    );
    let message = complaint(&name_of(tree, at.node), &flaw.breach);
    let label = "not valid in this draft of JSON Schema";
    findings.add(message, place_of(tree, at), label).help(help);
}

/// What is wrong with what has that name.
fn complaint(name: &str, breach: &Breach) -> String {
    let what = match breach {
        Breach::Type { expected } => {
            let kinds: Vec<String> = expected.iter().map(ToString::to_string).collect();
            format!("must be {}", either(&kinds))
        }
        Breach::Enum { options, others } => {
            let others = others.iter().map(ToString::to_string);
            let all: Vec<String> = options.iter().cloned().chain(others).collect();
            format!("must be {}", either(&all))
        }
        Breach::Const { expected } => format!("must be {expected}"),
        Breach::Minimum { limit } => format!("must be at least {limit}"),
        Breach::ExclusiveMinimum { limit } => format!("must be more than {limit}"),
        Breach::MinItems { limit } => format!("needs at least {}", counted(*limit, "item")),
        Breach::UniqueItems { .. } => "has an item more than once".to_owned(),
        Breach::Format { name } if name == "regex" => "is not a valid pattern".to_owned(),
        Breach::Format { .. } | Breach::Pattern { .. } => {
            "does not have the required form".to_owned()
        }
        Breach::DependentRequired { missing, .. } | Breach::Required { missing, .. } => {
            format!("needs `{missing}` next to it")
        }
        _ => "is not allowed by JSON Schema".to_owned(),
    };
    format!("the schema is broken: {name} {what}")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Type;

    #[test]
    fn a_copy_has_the_name_of_the_schema() {
        assert_eq!(
            copy_of("https://example.org/a/room.json#/x"),
            "room.json#/x"
        );
        assert_eq!(copy_of("https://example.org/schemas/room?v=2"), "room.json");
        assert_eq!(copy_of("urn:room"), "room.json");
    }

    #[test]
    fn each_flaw_has_words_of_its_own() {
        let format = |name: &str| Breach::Format {
            name: name.to_owned(),
        };
        let kinds = vec![Type::Number, Type::Text];
        let expected = "true".to_owned();
        let flaws = [
            (Breach::Type { expected: kinds }, "must be a number or text"),
            (Breach::Const { expected }, "must be true"),
            (Breach::Minimum { limit: 0.into() }, "must be at least 0"),
            (
                Breach::ExclusiveMinimum { limit: 0.into() },
                "must be more than 0",
            ),
            (Breach::MinItems { limit: 1 }, "needs at least 1 item"),
            (format("regex"), "is not a valid pattern"),
            (format("uri-reference"), "does not have the required form"),
        ];
        for (flaw, words) in flaws {
            let said = complaint("`it`", &flaw);
            assert_eq!(said, format!("the schema is broken: `it` {words}"));
        }
    }
}
