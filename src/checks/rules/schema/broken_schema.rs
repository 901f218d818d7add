use super::{name_of, place_of};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::documents::SchemaProblemKind as Kind;
use crate::relation::resolve::nearest;
use crate::schema::{Breach, Violation};
use crate::text::place::{Part, Place};
use crate::text::syntax::Data;

rule! {
    /// A schema that a project brings along is itself not as schemas are.
    ///
    /// ## Why it matters
    /// Nothing can be checked by such a schema: what it says of the data is not what its author meant, and nobody knows
    /// what that was. So the data that it is for is not checked by it, and of the flaws in one file only the first is told.
    ///
    /// ## How to mend it
    /// Correct the schema where it is flawed. One that leads back to itself by several ways for one value, as by two
    /// schemas of an `allOf`, may be applied twice as often on each level of the data. A check that takes too many steps is
    /// given up: this is then reported at the file, which is not checked by its schema, and the schema needs one way. Drafts 4, 6, 7, 2019-09 and 2020-12 of JSON Schema are known; the one that a
    /// schema follows is named by its `$schema`, and is 2020-12 where it names none. There is no way to declare a broken
    /// schema as intended.
    error "schema/broken-schema" always
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.schemas {
        let at = problem.at.clone();
        match &problem.kind {
            Kind::Flawed(flaw) => flawed(problems, &at, flaw, findings),
            Kind::UnknownDraft => {
                findings
                    .add(messages::UNKNOWN_DRAFT, at, messages::NO_DRAFT_HERE)
                    .help(messages::DRAFTS);
            }
            Kind::Dangling { reference } => {
                findings
                    .add(messages::dangling(reference), at, messages::LEADS_NOWHERE)
                    .help(messages::CORRECT_OR_ADD);
            }
            Kind::Unusable { why } => {
                findings
                    .add(messages::unusable(why), at, messages::THIS_SCHEMA)
                    .help(messages::CORRECT);
            }
            Kind::TooManySteps => {
                findings
                    .add(messages::TOO_MANY_STEPS, at, messages::NOT_CHECKED)
                    .help(messages::ONE_WAY_OR_LESS_DATA);
            }
            Kind::Unread { .. } | Kind::Remote { .. } => {}
        }
    }
}

fn flawed(problems: &Problems<'_>, at: &Place, flaw: &Violation, findings: &mut Findings<'_>) {
    let &Place::Node(at) = at else { return };
    let part = problems.part(at.file);
    let name = name_of(part.tree, at.node);
    findings
        .add(
            complaint(&name, &flaw.breach),
            place_of(part, at.node),
            messages::NOT_AS_DRAFT_HAS_IT,
        )
        .help(help(part, flaw));
}

/// What is wrong with what has that name.
fn complaint(name: &str, breach: &Breach) -> String {
    match breach {
        Breach::Type { expected } => {
            let kinds: Vec<String> = expected.iter().map(ToString::to_string).collect();
            messages::must_be_one_of(name, &kinds)
        }
        Breach::Enum { options } => messages::must_be_one_of(name, options),
        Breach::Const { expected } => messages::must_be(name, expected),
        Breach::Minimum { limit } => messages::must_be_at_least(name, limit),
        Breach::ExclusiveMinimum { limit } => messages::must_be_more_than(name, limit),
        Breach::MinItems { limit } => messages::needs_items(name, *limit),
        Breach::UniqueItems { .. } => messages::has_item_again(name),
        Breach::Format { name: format } if format == "regex" => messages::no_pattern(name),
        Breach::Format { .. } | Breach::Pattern { .. } => messages::miswritten(name),
        Breach::DependentRequired { missing, .. } | Breach::Required { missing, .. } => {
            messages::needs_beside(name, missing)
        }
        _ => messages::otherwise_wrong(name),
    }
}

fn help(part: &Part<'_>, flaw: &Violation) -> String {
    let near = match (&flaw.breach, part.tree.data(flaw.node)) {
        (Breach::Enum { options }, Data::Str(word)) => {
            nearest(word, options.iter().map(String::as_str))
        }
        _ => None,
    };
    near.map_or_else(|| messages::CORRECT.to_owned(), messages::write_if_meant)
}

mod messages {
    pub(super) use crate::finding::wording::LEADS_NOWHERE;
    use serde_json::Number;

    use crate::finding::wording::{counted, either};

    pub(super) const UNKNOWN_DRAFT: &str = "the schema follows a draft that is not known";
    pub(super) const NO_DRAFT_HERE: &str = "no draft of JSON Schema has this address";
    pub(super) const DRAFTS: &str = "write the address of draft 4, 6, 7, 2019-09 or 2020-12, such as \
        `https://json-schema.org/draft/2020-12/schema`";
    pub(super) const CORRECT_OR_ADD: &str = "correct the reference, or add what it is to lead to";
    pub(super) const THIS_SCHEMA: &str = "this schema";
    pub(super) const CORRECT: &str = "correct the schema; until then nothing is checked by it";
    pub(super) const TOO_MANY_STEPS: &str = "the check of this file against its schema takes too many steps and was given \
        up";
    pub(super) const NOT_CHECKED: &str = "is not checked by its schema";
    pub(super) const ONE_WAY_OR_LESS_DATA: &str = "write the schema so that it leads back to itself by one way for each \
        value, or nest the data less deep";
    pub(super) const NOT_AS_DRAFT_HAS_IT: &str = "not as the draft of JSON Schema has it";

    pub(super) fn dangling(reference: &str) -> String {
        format!("the schema is broken: nothing is where `{reference}` leads")
    }

    pub(super) fn unusable(why: &str) -> String {
        format!("the schema cannot be used: {why}")
    }

    pub(super) fn must_be_one_of(name: &str, choices: &[String]) -> String {
        must_be(name, &either(choices))
    }

    pub(super) fn must_be(name: &str, expected: &str) -> String {
        format!("the schema is broken: {name} must be {expected}")
    }

    pub(super) fn must_be_at_least(name: &str, limit: &Number) -> String {
        format!("the schema is broken: {name} must be at least {limit}")
    }

    pub(super) fn must_be_more_than(name: &str, limit: &Number) -> String {
        format!("the schema is broken: {name} must be more than {limit}")
    }

    pub(super) fn needs_items(name: &str, limit: u64) -> String {
        format!(
            "the schema is broken: {name} needs at least {}",
            counted(limit, "item")
        )
    }

    pub(super) fn has_item_again(name: &str) -> String {
        format!("the schema is broken: {name} has an item more than once")
    }

    pub(super) fn no_pattern(name: &str) -> String {
        format!("the schema is broken: {name} is no pattern that can be read")
    }

    pub(super) fn miswritten(name: &str) -> String {
        format!("the schema is broken: {name} is not written as it must be")
    }

    pub(super) fn needs_beside(name: &str, missing: &str) -> String {
        format!("the schema is broken: {name} needs `{missing}` beside it")
    }

    pub(super) fn otherwise_wrong(name: &str) -> String {
        format!("the schema is broken: {name} is not as JSON Schema has it")
    }

    pub(super) fn write_if_meant(near: &str) -> String {
        format!("write `{near}`, if that is what is meant")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Type;

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
            (format("regex"), "is no pattern that can be read"),
            (format("uri-reference"), "is not written as it must be"),
        ];
        for (flaw, words) in flaws {
            let said = complaint("`it`", &flaw);
            assert_eq!(said, format!("the schema is broken: `it` {words}"));
        }
    }
}
