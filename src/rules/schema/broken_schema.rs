use super::{name_of, place_of};
use crate::documents::SchemaProblemKind as Kind;
use crate::finding::Findings;
use crate::model::Report;
use crate::place::{Part, Place};
use crate::relation::resolve::nearest;
use crate::rule::rule;
use crate::schema::{Breach, Violation};
use crate::syntax::Data;
use crate::wording::either;

rule! {
    /// A schema that a project brings along is itself not as schemas are.
    ///
    /// ## Why it matters
    /// Nothing can be checked by such a schema: what it says of the data is not what its author meant, and nobody knows
    /// what that was. So the data that it is for is not checked by it, and of the flaws in one file only the first is told.
    ///
    /// ## How to mend it
    /// Correct the schema where it is flawed. One that leads back to itself by several ways for one value, as by two branches
    /// of an `anyOf`, is applied ever more often the deeper values nest: where that would take too long it is told of the
    /// file, and what is to be done is to have one way. Drafts 4, 6, 7, 2019-09 and 2020-12 of JSON Schema are known; the one that a
    /// schema follows is named by its `$schema`, and is 2020-12 where it names none. There is no way to declare a broken
    /// schema as intended.
    error "schema/broken-schema" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.schema_problems {
        let at = problem.at.clone();
        match &problem.kind {
            Kind::Flawed(flaw) => flawed(report, &at, flaw, findings),
            Kind::UnknownDraft => {
                findings
                    .add(
                        "the schema follows a draft that is not known",
                        at,
                        "no draft of JSON Schema has this address",
                    )
                    .help(DRAFTS);
            }
            Kind::Dangling { reference } => {
                findings
                    .add(
                        format!("the schema is broken: nothing is where `{reference}` leads"),
                        at,
                        "leads nowhere",
                    )
                    .help("correct the reference, or add what it is to lead to");
            }
            Kind::Unusable { why } => {
                findings
                    .add(
                        format!("the schema cannot be used: {why}"),
                        at,
                        "this schema",
                    )
                    .help(CORRECT);
            }
            Kind::TooOften => {
                findings
                    .add(
                        "this file nests so deep that its schema would be applied to the same values again and again",
                        at,
                        "is not checked by its schema",
                    )
                    .help("write the schema so that it leads back to itself by one way for each value, or nest less deep");
            }
            Kind::Unread { .. } | Kind::Remote { .. } => {}
        }
    }
}

const DRAFTS: &str = "write the address of draft 4, 6, 7, 2019-09 or 2020-12, such as \
                      `https://json-schema.org/draft/2020-12/schema`";

const CORRECT: &str = "correct the schema; until then nothing is checked by it";

fn flawed(report: &Report<'_>, at: &Place, flaw: &Violation, findings: &mut Findings<'_>) {
    let &Place::Node(at) = at else { return };
    let part = report.part(at.file);
    let name = name_of(part.tree, at.node);
    findings
        .add(
            format!("the schema is broken: {name} {}", complaint(&flaw.breach)),
            place_of(part, at.node),
            "not as the draft of JSON Schema has it",
        )
        .help(help(part, flaw));
}

/// What is wrong, in words that can follow a name.
fn complaint(breach: &Breach) -> String {
    match breach {
        Breach::Type { expected } => {
            let kinds: Vec<String> = expected.iter().map(ToString::to_string).collect();
            format!("must be {}", either(&kinds))
        }
        Breach::Enum { options } => format!("must be {}", either(options)),
        Breach::Const { expected } => format!("must be {expected}"),
        Breach::Minimum { limit } => format!("must be at least {limit}"),
        Breach::ExclusiveMinimum { limit } => format!("must be more than {limit}"),
        Breach::MinItems { limit } => format!("needs at least {}", super::counted(*limit, "item")),
        Breach::UniqueItems { .. } => "has an item more than once".to_owned(),
        Breach::Format { name } if name == "regex" => "is no pattern that can be read".to_owned(),
        Breach::Format { .. } | Breach::Pattern { .. } => "is not written as it must be".to_owned(),
        Breach::DependentRequired { missing, .. } | Breach::Required { missing, .. } => {
            format!("needs `{missing}` beside it")
        }
        _ => "is not as JSON Schema has it".to_owned(),
    }
}

fn help(part: &Part<'_>, flaw: &Violation) -> String {
    let near = match (&flaw.breach, part.tree.data(flaw.node)) {
        (Breach::Enum { options }, Data::Str(word)) => {
            nearest(word, options.iter().map(String::as_str))
        }
        _ => None,
    };
    near.map_or_else(
        || CORRECT.to_owned(),
        |near| format!("write `{near}`, if that is what is meant"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Type;

    #[test]
    fn each_flaw_has_words_that_follow_a_name() {
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
            assert_eq!(complaint(&flaw), words);
        }
    }
}
