//! What a schema does not allow: the errors of the validator, read as our own violations.

use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind as Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Number, Value};

use super::breach::{Breach, Misnamed, Type, Violation, Written};
use super::compiled::Compiled;
use super::equality::Same;
use super::form::Form;
use super::instance::{number_in, number_of};
use super::library::At;
use super::rules::rule_of;
use super::shape::Shape;
use crate::relation::resolve::nearest;
use crate::relation::unique::duplicates;
use crate::text::syntax::{Data, NodeId, Tree, reference_token};

/// Reads the errors of the validator. A value that has none of several forms is not reported if everything that one of the
/// forms finds wrong is also found outside of it.
pub(super) fn read_all(
    schema: &Compiled,
    tree: &Tree<'_>,
    errors: &[ValidationError<'_>],
) -> Vec<Violation> {
    let certain = |error| forms(error).is_none().then(|| read(schema, tree, error));
    let certain: Vec<Option<Vec<Violation>>> = errors.iter().map(certain).collect();
    let about = |violation: &Violation| (violation.node, rule_of(&violation.breach).id);
    let known: FxHashSet<_> = certain.iter().flatten().flatten().map(about).collect();
    let is_known = |error: &ValidationError<'_>| {
        let mut violations = read(schema, tree, error).into_iter();
        violations.all(|violation| known.contains(&about(&violation)))
    };
    let mut violations = Vec::new();
    for (error, certain) in errors.iter().zip(certain) {
        let mut forms = forms(error).into_iter().flatten();
        let is_told =
            !known.is_empty() && forms.any(|form| !form.is_empty() && form.iter().all(is_known));
        match certain {
            Some(certain) => violations.extend(certain),
            None if is_told => {}
            None => violations.extend(read(schema, tree, error)),
        }
    }
    violations
}

/// What is wrong with each of the forms that a value may have, if that is what an error is about.
fn forms<'e>(error: &'e ValidationError<'_>) -> Option<&'e [Vec<ValidationError<'static>>]> {
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => Some(context),
        _ => None,
    }
}

/// Reads an error of the validator: for each key that is too many, and each value that appears several times in a list,
/// a violation of its own.
///
/// Where no branch of an `anyOf` or a `oneOf` fits, and more is wrong with them than a key each that is not there, the
/// errors of the branch that comes closest replace it.
pub(super) fn read(
    schema: &Compiled,
    tree: &Tree<'_>,
    error: &ValidationError<'_>,
) -> Vec<Violation> {
    let reading = Reading::new(schema, tree, error);
    match forms(error) {
        Some(forms) => reading.none_fits(forms, error),
        None => reading.violations(error.kind()),
    }
}

/// A value of a schema as a message shows it: text as it is, anything else as JSON.
pub(super) fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| beginning(&value.to_string()), beginning)
}

/// As much of a text of the schema as a message could show: it is kept with each violation.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 4000;
    text[..text.floor_char_boundary(LONGEST)].to_owned()
}

/// The strings of a list in the schema, or the one string that is in its place.
pub(super) fn strings(list: &Value) -> impl Iterator<Item = &str> {
    let items = list
        .as_array()
        .map_or(std::slice::from_ref(list), Vec::as_slice);
    items.iter().filter_map(Value::as_str)
}

fn has(list: &Value, word: &str) -> bool {
    strings(list).any(|listed| listed == word)
}

fn number(limit: &Value) -> Number {
    limit.as_number().cloned().unwrap_or_else(|| 0.into())
}

/// A pattern, and what the schema that it is in says about what matches it.
pub(super) fn written(pattern: &str, beside: Option<&Value>) -> Written {
    let said = |key| beside.and_then(|schema| schema.get(key));
    Written {
        pattern: pattern.to_owned(),
        description: said("patternDescription")
            .and_then(Value::as_str)
            .map(str::to_owned),
        examples: said("examples").map_or(Vec::new(), |examples| {
            strings(examples).map(str::to_owned).collect()
        }),
    }
}

/// An error that is being read.
pub(super) struct Reading<'t> {
    pub(super) schema: &'t Compiled,
    pub(super) tree: &'t Tree<'t>,
    /// The value that the error is about.
    pub(super) node: NodeId,
    /// Where in the schema the keyword is that is not satisfied; `None` if that is not known.
    pub(super) keyword: Option<At>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(
        schema: &'t Compiled,
        tree: &'t Tree<'t>,
        error: &ValidationError<'_>,
    ) -> Self {
        let number = number_in(error.instance());
        let number = number.expect("an error quotes each value as the number of its node");
        Self {
            schema,
            tree,
            node: NodeId::from_number(number),
            keyword: schema.locate(error),
        }
    }

    /// What the schema says under the keyword.
    pub(super) fn said(&self) -> Option<&'t Value> {
        self.schema.at(self.keyword.as_ref()?)
    }

    fn limit(&self) -> u64 {
        self.said().and_then(Value::as_u64).unwrap_or(1)
    }

    /// The types that are asked for, in the order of the schema where that is known.
    pub(super) fn expected(&self, kind: &TypeKind) -> Vec<Type> {
        if let Some(said) = self.said().filter(|said| strings(said).next().is_some()) {
            return strings(said).map(Type::named).collect();
        }
        match kind {
            TypeKind::Single(kind) => vec![Type::named(kind.as_str())],
            TypeKind::Multiple(kinds) => kinds
                .iter()
                .map(|kind| Type::named(kind.as_str()))
                .collect(),
        }
    }

    fn violations(&self, kind: &Kind) -> Vec<Violation> {
        let breach = match kind {
            Kind::AdditionalProperties { unexpected } => {
                return self.unknown_keys(unexpected, |shape, meant| {
                    Breach::AdditionalProperties { shape, meant }
                });
            }
            Kind::UnevaluatedProperties { unexpected } => return self.uncovered_keys(unexpected),
            Kind::UnevaluatedItems { unexpected } => return self.unknown_items(unexpected),
            Kind::UniqueItems => return self.equal_items(),
            kind => self.breach(kind),
        };
        vec![self.violation(breach)]
    }

    fn breach(&self, kind: &Kind) -> Breach {
        match kind {
            Kind::AdditionalItems { limit } => Breach::AdditionalItems {
                limit: *limit as u64,
            },
            Kind::Constant { expected_value } => Breach::Const {
                expected: shown(expected_value),
            },
            Kind::Contains => self.contains(),
            Kind::ContentEncoding { content_encoding } => Breach::ContentEncoding {
                name: content_encoding.clone(),
            },
            Kind::FromUtf8 { .. } => Breach::ContentEncoding {
                name: "UTF-8".to_owned(),
            },
            Kind::ContentMediaType { content_media_type } => Breach::ContentMediaType {
                name: content_media_type.clone(),
            },
            Kind::Required { property } => self.missing_key(property.as_str().unwrap_or_default()),
            Kind::Enum { options } => Breach::Enum {
                options: self.schema.words(options),
                others: Vec::new(),
            },
            Kind::FalseSchema => Breach::FalseSchema,
            Kind::Format { format } => Breach::Format {
                name: format.clone(),
            },
            Kind::Custom { .. } if self.number().is_some() => self.other_number(),
            // every other keyword of our own is for patterns
            Kind::Pattern { .. } | Kind::Custom { .. } => Breach::Pattern {
                pattern: self.pattern(),
                undecided: false,
            },
            Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
                Breach::Pattern {
                    pattern: self.pattern(),
                    undecided: true,
                }
            }
            Kind::PropertyNames { error } => Breach::PropertyNames {
                name: shown(error.instance()),
                why: self.misnamed(error),
            },
            Kind::OneOfMultipleValid { context } => self.several_fit(context),
            Kind::Type { kind } => Breach::Type {
                expected: self.expected(kind),
            },
            other => bound(other).unwrap_or_else(|| self.excluded()),
        }
    }

    /// The number under the keyword.
    fn number(&self) -> Option<&'t Number> {
        self.said()?.as_number()
    }

    /// What is wrong with a number that only a keyword of our own compares exactly.
    fn other_number(&self) -> Breach {
        let limit = self.number().cloned().unwrap_or_else(|| 0.into());
        let beside = self.keyword.as_ref().map(At::schema);
        let beside = beside.and_then(|at| self.schema.at(&at));
        let is_exclusive = |key| beside.is_some_and(|schema| schema[key] == true);
        match self.keyword.as_ref().map_or("", At::name) {
            "const" => Breach::Const {
                expected: limit.to_string(),
            },
            "exclusiveMaximum" => Breach::ExclusiveMaximum { limit },
            "exclusiveMinimum" => Breach::ExclusiveMinimum { limit },
            "maximum" if is_exclusive("exclusiveMaximum") => Breach::ExclusiveMaximum { limit },
            "minimum" if is_exclusive("exclusiveMinimum") => Breach::ExclusiveMinimum { limit },
            "maximum" => Breach::Maximum { limit },
            "minimum" => Breach::Minimum { limit },
            _ => Breach::MultipleOf {
                of: limit.to_string(),
            },
        }
    }

    /// The pattern under the keyword, and what the schema beside it says about what matches.
    fn pattern(&self) -> Written {
        let pattern = self.said().and_then(Value::as_str).unwrap_or_default();
        let beside = self.keyword.as_ref().map(At::schema);
        let beside = beside.and_then(|at| self.schema.at(&at));
        written(pattern, beside)
    }

    /// What is wrong with the name of a key.
    fn misnamed(&self, error: &ValidationError<'_>) -> Misnamed {
        match error.kind() {
            Kind::MaxLength { limit } => Misnamed::TooLong { limit: *limit },
            Kind::MinLength { limit } => Misnamed::TooShort { limit: *limit },
            Kind::Enum { options } => Misnamed::NoneOfTheNames {
                names: options
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(shown)
                    .collect(),
            },
            Kind::Constant { expected_value } => Misnamed::NoneOfTheNames {
                names: vec![shown(expected_value)],
            },
            Kind::Pattern { .. } | Kind::Custom { .. } => {
                let keyword = self.schema.locate(error);
                let said = keyword.as_ref().and_then(|at| self.schema.at(at));
                let pattern = said.and_then(Value::as_str).unwrap_or_default();
                let beside = keyword.and_then(|at| self.schema.at(&at.schema()));
                Misnamed::Mismatched {
                    pattern: written(pattern, beside),
                }
            }
            _ => Misnamed::Miswritten,
        }
    }

    fn contains(&self) -> Breach {
        let limit = self.limit();
        match self.keyword.as_ref().map_or("", At::name) {
            "minContains" => Breach::MinContains { limit },
            "maxContains" => Breach::MaxContains { limit },
            _ => Breach::Contains,
        }
    }

    pub(super) fn violation(&self, breach: Breach) -> Violation {
        let subschema = self.keyword.as_ref().map(At::schema);
        let subschema = subschema.and_then(|at| self.schema.at(&at));
        let text = |key| subschema?.get(key)?.as_str().map(beginning);
        let about_keys = matches!(
            breach,
            Breach::AnyOf { .. }
                | Breach::OneOf { .. }
                | Breach::Several { .. }
                | Breach::Not { .. }
                | Breach::Required { .. }
                | Breach::DependentRequired { .. }
                | Breach::UniqueItems { .. }
        );
        let expects = text("x-expects").or_else(|| self.wanted_key(&breach));
        Violation {
            // what is in a value is mended where the value stands, not where an alias repeats it
            node: if about_keys {
                self.tree.resolve(self.node)
            } else {
                self.node
            },
            breach,
            expects,
            description: text("description"),
            merged_into: None,
        }
    }

    /// The key that a mapping needs where something else is in its place, or that the items of a list need where a text is.
    fn wanted_key(&self, breach: &Breach) -> Option<String> {
        let Breach::Type { expected } = breach else {
            return None;
        };
        let at = self.keyword.as_ref()?.schema();
        match (expected.as_slice(), self.tree.data(self.node)) {
            ([Type::Mapping], Data::Seq) => {
                let has_type =
                    |at: &At, name| self.schema.at(at).is_some_and(|it| it["type"] == name);
                let item = self.tree.item(self.node, 0);
                let are_mappings = item.is_some_and(|item| self.tree.data(item) == Data::Map);
                let takes_list = |at: &At| {
                    let items = self.followed(at.below("items"));
                    has_type(at, "array") && has_type(&items, "object") == are_mappings
                };
                self.key_of_mapping(&at, takes_list)
            }
            ([Type::Mapping], _) => self.key_of_mapping(&at, |_| true),
            ([Type::List], Data::Str(_)) => {
                self.key_of_mapping(&self.followed(at.below("items")), |_| true)
            }
            _ => None,
        }
    }

    /// The first key that a mapping must have, or else the first that it can have, of those whose values fit.
    fn key_of_mapping(&self, at: &At, fits: impl Fn(&At) -> bool) -> Option<String> {
        let schema = self.schema.at(at)?;
        let properties = schema.get("properties")?.as_object()?;
        let required = schema.get("required").and_then(Value::as_array);
        let required = required.into_iter().flatten().filter_map(Value::as_str);
        let mut keys = required.chain(properties.keys().map(String::as_str));
        let key = keys.find(|key| {
            let key = reference_token(key);
            fits(&self.followed(at.below(&format!("properties/{key}"))))
        });
        key.map(str::to_owned)
    }

    /// The schema at a place, or the one that it refers to.
    fn followed(&self, at: At) -> At {
        let reference = at.below("$ref");
        self.schema.target(&reference).unwrap_or(at)
    }

    pub(super) fn shape(&self) -> Arc<Shape> {
        let keyword = self.keyword.as_ref();
        keyword.map_or_else(Default::default, |at| self.schema.shape(&at.schema()))
    }

    fn unknown_keys(
        &self,
        unexpected: &[String],
        breach: impl Fn(Arc<Shape>, Option<String>) -> Breach,
    ) -> Vec<Violation> {
        let shape = self.shape();
        let taken = |key: &str| self.tree.get(self.node, key).is_some();
        let violation = |key: &String| {
            let meant = shape.meant_by(key, taken).map(str::to_owned);
            let violation = self.violation(breach(shape.clone(), meant));
            let node = self.tree.get(self.node, key)?;
            let mapping = self.tree.resolve(self.node);
            let is_merged = self.tree.parent(node) != Some(mapping);
            Some(Violation {
                node,
                merged_into: is_merged.then_some(mapping),
                ..violation
            })
        };
        unexpected.iter().filter_map(violation).collect()
    }

    fn uncovered_keys(&self, unexpected: &[String]) -> Vec<Violation> {
        let covered = self.in_any_case().map(|form| form.covered());
        let mut keys: Vec<&str> = covered.iter().flat_map(|it| &it.keys).copied().collect();
        keys.sort_unstable();
        let taken = |key: &str| self.tree.get(self.node, key).is_some();
        let violation = |key: &String| {
            let meant = nearest(key, keys.iter().copied()).filter(|meant| !taken(meant));
            let violation = self.violation(Breach::UnevaluatedProperties {
                shape: self.shape(),
                meant: meant.map(str::to_owned),
                is_known: covered.as_ref().is_some_and(|it| it.has(key)),
            });
            let node = self.tree.get(self.node, key)?;
            Some(Violation { node, ..violation })
        };
        unexpected.iter().filter_map(violation).collect()
    }

    /// The items come by what the validator quotes of them: the numbers of their nodes.
    fn unknown_items(&self, unexpected: &[String]) -> Vec<Violation> {
        let covered = self.in_any_case();
        let items = self.tree.items(self.node).zip(0..);
        let places: FxHashMap<NodeId, usize> = items.collect();
        let nodes = unexpected.iter().filter_map(|quoted| quoted.parse().ok());
        let nodes = nodes.map(|quoted| NodeId::from_number(number_of(quoted)));
        let violation = |node| {
            let place = places.get(&node);
            let covers = |form: &Form<'_>| place.is_some_and(|place| form.covers_item(*place));
            Violation {
                node,
                ..self.violation(Breach::UnevaluatedItems {
                    is_known: covered.as_ref().is_some_and(covers),
                })
            }
        };
        nodes.map(violation).collect()
    }

    /// What the schema of the keyword says about its value in any case.
    fn in_any_case(&self) -> Option<Form<'t>> {
        let at = self.keyword.as_ref()?.schema();
        Some(Form::of_any_case(&self.schema.library, at))
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

    /// `required`, or `dependentRequired` and `dependencies`, which come back in the same way.
    fn missing_key(&self, key: &str) -> Breach {
        let shape = self.shape();
        let missing = key.to_owned();
        let dependencies = self.said().and_then(Value::as_object);
        let needed_by = dependencies
            .into_iter()
            .flatten()
            .find(|(present, needed)| {
                self.tree.get(self.node, present).is_some() && has(needed, key)
            });
        match needed_by {
            Some((present, _)) => Breach::DependentRequired {
                shape,
                present: present.clone(),
                missing,
            },
            None => Breach::Required {
                shape,
                missing,
                words: Vec::new(),
            },
        }
    }
}

/// How much or how many there can be.
fn bound(kind: &Kind) -> Option<Breach> {
    Some(match kind {
        Kind::ExclusiveMaximum { limit } => Breach::ExclusiveMaximum {
            limit: number(limit),
        },
        Kind::ExclusiveMinimum { limit } => Breach::ExclusiveMinimum {
            limit: number(limit),
        },
        Kind::Maximum { limit } => Breach::Maximum {
            limit: number(limit),
        },
        Kind::Minimum { limit } => Breach::Minimum {
            limit: number(limit),
        },
        Kind::MaxItems { limit } => Breach::MaxItems { limit: *limit },
        Kind::MaxLength { limit } => Breach::MaxLength { limit: *limit },
        Kind::MaxProperties { limit } => Breach::MaxProperties { limit: *limit },
        Kind::MinItems { limit } => Breach::MinItems { limit: *limit },
        Kind::MinLength { limit } => Breach::MinLength { limit: *limit },
        Kind::MinProperties { limit } => Breach::MinProperties { limit: *limit },
        Kind::MultipleOf { multiple_of } => Breach::MultipleOf {
            of: multiple_of.to_string(),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::breach::Lack;
    use crate::text::syntax::{Format, Limits, parse};

    fn breaches(schema: Value, text: &str) -> Vec<(String, Breach)> {
        let schema = Compiled::embedded(schema);
        let tree = parse(text, Format::Yaml, &Limits::default());
        let found = schema.violations(&tree, tree.documents()[0]).into_iter();
        found
            .map(|violation| (tree.pointer(violation.node), violation.breach))
            .collect()
    }

    #[test]
    fn the_branch_that_comes_closest_replaces_an_any_of() {
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
            [(
                String::new(),
                Breach::Type {
                    expected: vec![Type::Text, Type::Mapping, Type::List],
                },
            )]
        );
    }

    #[test]
    fn a_key_that_is_needed_in_one_branch_and_not_there_is_one_of_several() {
        let schema = json!({
            "properties": {"a": true, "b": true, "c": true},
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
        });
        let found = breaches(schema, "{c: 1}");
        let [
            (
                place,
                Breach::AnyOf {
                    lack: Lack::Keys(keys),
                    ..
                },
            ),
        ] = &found[..]
        else {
            panic!("{found:?}");
        };
        assert_eq!(
            (place.as_str(), keys.as_slice()),
            ("", ["a".to_owned(), "b".to_owned()].as_slice())
        );
    }

    #[test]
    fn several_types_are_all_expected() {
        let found = breaches(json!({"type": ["integer", "string", "null"]}), "[]");
        let expected = vec![Type::WholeNumber, Type::Text, Type::Nothing];
        assert_eq!(found, [(String::new(), Breach::Type { expected })]);
    }
}
