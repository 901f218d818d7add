//! What a schema does not allow, in our own terms.

use std::cmp::Reverse;
use std::fmt;

use jsonschema::error::{ValidationError, ValidationErrorKind};
use serde_json::Value;

use super::compiled::{Compiled, Shape};
use super::equality::Same;
use crate::relation::unique::duplicates;
use crate::syntax::{NodeId, Tree};

/// One place where a file does not follow the schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    /// The value that breaks it; of a key that does not belong there, its value.
    pub node: NodeId,
    /// How it breaks it.
    pub breach: Breach,
    /// What the value must look like, in words that complete this very sentence.
    pub expects: Option<&'static str>,
    /// What the schema says of such a value, in a sentence or two.
    pub description: Option<&'static str>,
}

/// A keyword of the schema that is not satisfied, and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Breach {
    /// A key that the mapping cannot have.
    AdditionalProperties {
        /// The keys it can have.
        shape: &'static Shape,
        /// The one of them that was probably meant.
        meant: Option<&'static str>,
    },
    /// None of the keys is there, and one is needed.
    AnyOf {
        /// The keys the mapping can have.
        shape: &'static Shape,
        /// Those one of which is needed.
        keys: Vec<&'static str>,
    },
    /// A key that needs another one beside it.
    DependentRequired {
        /// The keys the mapping can have.
        shape: &'static Shape,
        /// The key that is there.
        present: &'static str,
        /// The key that is not.
        missing: &'static str,
    },
    /// None of the words that are allowed.
    Enum {
        /// The words that are allowed.
        options: Vec<&'static str>,
    },
    /// Text that is not of a well-known format, such as a date.
    Format,
    /// A number that is too small.
    Minimum {
        /// The least it can be.
        limit: &'static serde_json::Number,
    },
    /// Text that is too short.
    MinLength {
        /// The fewest characters it can have.
        limit: u64,
    },
    /// Text that is not written as it should be.
    Pattern,
    /// A key that is not there.
    Required {
        /// The keys the mapping can have.
        shape: &'static Shape,
        /// The key.
        missing: &'static str,
    },
    /// A value of another type.
    Type {
        /// The types it can have.
        expected: Vec<Type>,
    },
    /// Equal items in a list.
    UniqueItems {
        /// The first of them.
        first: NodeId,
        /// The others, at least one.
        again: Vec<NodeId>,
    },
}

/// A type of value, as it reads in a sentence: "a whole number".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// `null`
    Nothing,
    /// `boolean`
    YesOrNo,
    /// `integer`
    WholeNumber,
    /// `number`
    Number,
    /// `string`
    Text,
    /// `array`
    List,
    /// `object`
    Mapping,
}

impl Type {
    fn named(name: &str) -> Self {
        match name {
            "null" => Self::Nothing,
            "boolean" => Self::YesOrNo,
            "integer" => Self::WholeNumber,
            "number" => Self::Number,
            "string" => Self::Text,
            "array" => Self::List,
            _ => Self::Mapping,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Nothing => "nothing",
            Self::YesOrNo => "true or false",
            Self::WholeNumber => "a whole number",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Mapping => "a mapping of keys",
        })
    }
}

/// Reads an error of the validator: for each key that is too many, and each value that stands several times in a list,
/// a violation of its own.
///
/// Where no branch of an `anyOf` fits, and more is wrong with them than a key each that is not there, the errors of the
/// branch that comes closest stand for it.
pub(super) fn read(
    schema: &'static Compiled,
    tree: &Tree<'_>,
    error: &ValidationError<'_>,
) -> Vec<Violation> {
    if let ValidationErrorKind::AnyOf { context } = error.kind()
        && missing_keys(schema, context).is_none()
        && let Some(branch) = context.iter().min_by_key(|branch| distance(branch))
    {
        let errors = branch.iter();
        return errors.flat_map(|error| read(schema, tree, error)).collect();
    }
    Reading::new(schema, tree, error).violations(error.kind())
}

/// How far off a branch is: the deeper its errors lie the more of it fits, and then the fewer there are.
fn distance(branch: &[ValidationError<'_>]) -> (Reverse<usize>, usize) {
    let depths = branch
        .iter()
        .map(|error| error.instance_path().as_bytes().len());
    (Reverse(depths.max().unwrap_or(usize::MAX)), branch.len())
}

/// The keys one of which is needed, where each branch lacks just one.
fn missing_keys(
    schema: &'static Compiled,
    branches: &[Vec<ValidationError<'_>>],
) -> Option<Vec<&'static str>> {
    let key = |branch: &Vec<ValidationError<'_>>| match &branch[..] {
        [error] => match error.kind() {
            ValidationErrorKind::Required { property } => {
                listed(keyword(schema, error), property.as_str()?)
            }
            _ => None,
        },
        _ => None,
    };
    branches.iter().map(key).collect()
}

/// What the schema says under the keyword that is not satisfied.
fn keyword(schema: &'static Compiled, error: &ValidationError<'_>) -> &'static Value {
    let pointer = error.schema_path().as_str();
    schema
        .at(pointer)
        .expect("an error says by which keyword of the schema it came about")
}

/// A word of a list in the schema.
fn listed(list: &'static Value, word: &str) -> Option<&'static str> {
    strings(list).find(|listed| *listed == word)
}

/// The strings of a list in the schema, or the one string that stands in its place.
fn strings(list: &'static Value) -> impl Iterator<Item = &'static str> {
    let items = list
        .as_array()
        .map_or(std::slice::from_ref(list), Vec::as_slice);
    items.iter().filter_map(Value::as_str)
}

/// An error that is being read.
struct Reading<'t> {
    schema: &'static Compiled,
    tree: &'t Tree<'t>,
    /// The value that the error is about.
    node: NodeId,
    /// What the schema says under the keyword that is not satisfied.
    keyword: &'static Value,
    /// Where in the schema the keyword stands.
    subschema: &'static Value,
    pointer: String,
}

impl<'t> Reading<'t> {
    fn new(schema: &'static Compiled, tree: &'t Tree<'t>, error: &ValidationError<'_>) -> Self {
        let number = error
            .instance()
            .as_u64()
            .and_then(|number| number.try_into().ok());
        let number = number.expect("in an error each value stands as the number of its node");
        let path = error.schema_path().as_str();
        let (pointer, _) = path.rsplit_once('/').expect("a keyword stands in a schema");
        Self {
            schema,
            tree,
            node: NodeId::from_number(number),
            keyword: keyword(schema, error),
            subschema: schema.at(pointer).expect("the keyword was found in it"),
            pointer: pointer.to_owned(),
        }
    }

    fn violations(&self, kind: &ValidationErrorKind) -> Vec<Violation> {
        use ValidationErrorKind as Kind;
        let breach = match kind {
            Kind::AdditionalProperties { unexpected } => return self.unknown_keys(unexpected),
            Kind::UniqueItems => return self.equal_items(),
            Kind::AnyOf { context } => Breach::AnyOf {
                shape: self.shape(),
                keys: missing_keys(self.schema, context).unwrap_or_default(),
            },
            Kind::Required { property } => self.missing_key(property.as_str().unwrap_or_default()),
            Kind::Enum { .. } => Breach::Enum {
                options: strings(self.keyword).collect(),
            },
            Kind::Format { .. } => Breach::Format,
            Kind::Pattern { .. } => Breach::Pattern,
            Kind::MinLength { limit } => Breach::MinLength { limit: *limit },
            Kind::Minimum { .. } => Breach::Minimum {
                limit: self.keyword.as_number().expect("a limit is a number"),
            },
            Kind::Type { .. } => Breach::Type {
                expected: strings(self.keyword).map(Type::named).collect(),
            },
            other => unreachable!("a schema asks for {}, which no rule words", other.keyword()),
        };
        vec![self.violation(breach)]
    }

    fn violation(&self, breach: Breach) -> Violation {
        let text = |key| self.subschema.get(key).and_then(Value::as_str);
        let about_keys = matches!(
            breach,
            Breach::AnyOf { .. }
                | Breach::Required { .. }
                | Breach::DependentRequired { .. }
                | Breach::UniqueItems { .. }
        );
        Violation {
            // what is in a value is mended where the value stands, not where an alias repeats it
            node: if about_keys {
                self.tree.resolve(self.node)
            } else {
                self.node
            },
            breach,
            expects: text("x-expects"),
            description: text("description"),
        }
    }

    fn shape(&self) -> &'static Shape {
        self.schema.shape(&self.pointer)
    }

    fn unknown_keys(&self, unexpected: &[String]) -> Vec<Violation> {
        let shape = self.shape();
        let taken = |key: &str| self.tree.get(self.node, key).is_some();
        let violation = |key: &String| {
            let meant = shape.meant_by(key, taken);
            let violation = self.violation(Breach::AdditionalProperties { shape, meant });
            let node = self.tree.get(self.node, key)?;
            Some(Violation { node, ..violation })
        };
        unexpected.iter().filter_map(violation).collect()
    }

    fn equal_items(&self) -> Vec<Violation> {
        let tree = self.tree;
        let items = tree.items(self.node);
        let groups = duplicates(items, |&node| Some(Same { tree, node }));
        let breaches = groups.into_iter().map(|group| Breach::UniqueItems {
            first: group.first,
            again: group.again,
        });
        breaches.map(|breach| self.violation(breach)).collect()
    }

    /// `required`, or `dependentRequired`, which comes back in the same way.
    fn missing_key(&self, key: &str) -> Breach {
        const LISTED: &str = "a key that is missing stands in the list of those that are needed";
        let shape = self.shape();
        let Some(dependencies) = self.keyword.as_object() else {
            let missing = listed(self.keyword, key).expect(LISTED);
            return Breach::Required { shape, missing };
        };
        let needed_by = dependencies.iter().find_map(|(present, needed)| {
            self.tree.get(self.node, present)?;
            Some((present.as_str(), listed(needed, key)?))
        });
        let (present, missing) = needed_by.expect(LISTED);
        Breach::DependentRequired {
            shape,
            present,
            missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::syntax::{Format, Limits, parse};

    fn breaches(schema: Value, text: &str) -> Vec<(String, Breach)> {
        let schema: &'static Compiled = Box::leak(Box::new(Compiled::of(schema)));
        let tree = parse(text, Format::Yaml, &Limits::default());
        let found = schema.violations(&tree, tree.documents()[0]).into_iter();
        found
            .map(|violation| (tree.pointer(violation.node), violation.breach))
            .collect()
    }

    #[test]
    fn the_branch_that_comes_closest_stands_for_an_any_of() {
        let text = json!({"type": "string"});
        let mapping = json!({
            "type": "object",
            "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}},
        });
        let list = json!({"type": "array", "items": {"type": "string"}});
        let schema = json!({"anyOf": [text, mapping, list]});
        let type_of = |expected| Breach::Type {
            expected: vec![expected],
        };
        assert_eq!(
            breaches(schema.clone(), "{from: a, to: 2}"),
            [("/from".to_owned(), type_of(Type::WholeNumber))]
        );
        assert_eq!(
            breaches(schema.clone(), "[a, 2]"),
            [("/1".to_owned(), type_of(Type::Text))]
        );
        assert_eq!(
            breaches(schema, "1"),
            [(String::new(), type_of(Type::Text))]
        );
    }

    #[test]
    fn a_key_that_is_needed_in_one_branch_and_not_there_is_one_of_several() {
        let schema = json!({
            "properties": {"a": true, "b": true, "c": true},
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
        });
        let found = breaches(schema, "{c: 1}");
        let [(place, Breach::AnyOf { keys, .. })] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(
            (place.as_str(), keys.as_slice()),
            ("", ["a", "b"].as_slice())
        );
    }

    #[test]
    fn several_types_are_all_expected() {
        let found = breaches(json!({"type": ["integer", "string", "null"]}), "[]");
        let expected = vec![Type::WholeNumber, Type::Text, Type::Nothing];
        assert_eq!(found, [(String::new(), Breach::Type { expected })]);
    }
}
