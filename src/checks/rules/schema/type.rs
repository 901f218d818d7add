use super::{name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::either;
use crate::report::code::reads_as_number;
use crate::schema::{Breach, Type, Violation};
use crate::text::place::Part;
use crate::text::syntax::{Data, Style};

rule! {
    /// A value is of another type than belongs there: a number for text, text for a list, nothing at all.
    ///
    /// ## Why it matters
    /// A value of another type is not read, so everything below it stays unchecked and may not be printed. A title `2008`
    /// without quotes is a number, and no text; a key with nothing behind it has no value.
    ///
    /// ## How to mend it
    /// Write the value as the help says: text that looks like a number in quotes, each item of a list on a line of its
    /// own after a hyphen. There is no way to declare another type as intended.
    error "schema/type"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Type { expected } = &violation.breach else {
            continue;
        };
        // a code that lost its quotes is the finding of `yaml/unquoted-code`, which shows what else it lost
        if expected.contains(&Type::Text) && reads_as_number(part.tree, violation.node) {
            continue;
        }
        let name = name_of(part.tree, violation.node);
        let kinds: Vec<_> = expected.iter().map(ToString::to_string).collect();
        let kinds = either(&kinds);
        let (message, label) = match kind(part.tree.data(violation.node)) {
            None => (
                messages::no_value(&name, &kinds),
                messages::NOTHING_GIVEN.to_owned(),
            ),
            Some(found) => (
                messages::must_be(&name, &kinds, found),
                messages::this_is(found),
            ),
        };
        findings
            .add(message, place_of(part, violation.node), label)
            .help(help(part, violation, expected));
    }
}

/// What a value is, in the words of [`Type`]; `None` for nothing at all.
fn kind(data: Data<'_>) -> Option<Type> {
    match data {
        Data::Null => None,
        Data::Bool(_) => Some(Type::YesOrNo),
        Data::Int(_) | Data::UInt(_) | Data::Float(_) => Some(Type::Number),
        Data::Str(_) => Some(Type::Text),
        Data::Seq => Some(Type::List),
        Data::Map => Some(Type::Mapping),
    }
}

fn help(part: &Part<'_>, violation: &Violation, expected: &[Type]) -> String {
    let tree = part.tree;
    let raw = tree.raw(tree.resolve(violation.node));
    let quoted = tree.style(violation.node) != Style::Plain;
    match tree.data(violation.node) {
        Data::Int(_) | Data::UInt(_) | Data::Float(_) | Data::Bool(_)
            if expected.contains(&Type::Text) =>
        {
            messages::quote(raw)
        }
        Data::Str(text)
            if quoted && expected.contains(&Type::WholeNumber) && text.parse::<i64>().is_ok() =>
        {
            messages::unquote(text)
        }
        Data::Str(_) if expected == [Type::YesOrNo] => messages::TRUE_OR_FALSE.to_owned(),
        Data::Null => super::advice(violation, messages::WRITE_OR_REMOVE),
        _ => super::advice(violation, super::messages::WRITE_AS_OTHERS),
    }
}

mod messages {
    use crate::schema::Type;

    pub(super) const NOTHING_GIVEN: &str = "nothing is given here";
    pub(super) const TRUE_OR_FALSE: &str = "write `true` or `false`";
    pub(super) const WRITE_OR_REMOVE: &str = "write the value, or remove the key";

    pub(super) fn no_value(name: &str, expected: &str) -> String {
        format!("{name} has no value, and must be {expected}")
    }

    pub(super) fn must_be(name: &str, expected: &str, found: Type) -> String {
        format!("{name} must be {expected}, not {found}")
    }

    pub(super) fn this_is(found: Type) -> String {
        format!("this is {found}")
    }

    pub(super) fn quote(written: &str) -> String {
        format!("put it in quotes: `\"{written}\"`")
    }

    pub(super) fn unquote(text: &str) -> String {
        format!("write it without quotes: `{text}`")
    }
}
