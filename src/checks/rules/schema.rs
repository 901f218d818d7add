//! The rules of the group `schema`: what the schemas do not allow, in words for an editor, one rule for each keyword of
//! validation that they use.

mod additional_items;
mod additional_properties;
mod any_of;
mod broken_schema;
mod r#const;
mod contains;
mod content_encoding;
mod content_media_type;
mod dependent_required;
mod r#enum;
mod exclusive_maximum;
mod exclusive_minimum;
mod false_schema;
mod format;
mod max_contains;
mod max_items;
mod max_length;
mod max_properties;
mod maximum;
mod min_contains;
mod min_items;
mod min_length;
mod min_properties;
mod minimum;
mod missing_schema;
mod multiple_of;
mod not;
mod not_a_report;
mod one_of;
mod pattern;
mod property_names;
mod remote_reference;
mod remote_schema;
mod required;
mod r#type;
mod unevaluated_items;
mod unevaluated_properties;
mod unique_items;

use crate::checks::rules::{Check, Problems, Registered, Validated};
use crate::schema::{Shape, Violation};
use crate::text::place::{Part, Place};
use crate::text::syntax::{Data, NodeId, Tree};
use additional_properties::unknown_key;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&not_a_report::RULE, Check::Report(not_a_report::check)),
    (&broken_schema::RULE, Check::Problems(broken_schema::check)),
    (
        &missing_schema::RULE,
        Check::Problems(missing_schema::check),
    ),
    (
        &remote_reference::RULE,
        Check::Problems(remote_reference::check),
    ),
    (&remote_schema::RULE, Check::Problems(remote_schema::check)),
    (
        &additional_items::RULE,
        Check::Problems(additional_items::check),
    ),
    (
        &additional_properties::RULE,
        Check::Problems(additional_properties::check),
    ),
    (&any_of::RULE, Check::Problems(any_of::check)),
    (&r#const::RULE, Check::Problems(r#const::check)),
    (&contains::RULE, Check::Problems(contains::check)),
    (
        &content_encoding::RULE,
        Check::Problems(content_encoding::check),
    ),
    (
        &content_media_type::RULE,
        Check::Problems(content_media_type::check),
    ),
    (
        &dependent_required::RULE,
        Check::Problems(dependent_required::check),
    ),
    (&r#enum::RULE, Check::Problems(r#enum::check)),
    (
        &exclusive_maximum::RULE,
        Check::Problems(exclusive_maximum::check),
    ),
    (
        &exclusive_minimum::RULE,
        Check::Problems(exclusive_minimum::check),
    ),
    (&false_schema::RULE, Check::Problems(false_schema::check)),
    (&format::RULE, Check::Problems(format::check)),
    (&max_contains::RULE, Check::Problems(max_contains::check)),
    (&max_items::RULE, Check::Problems(max_items::check)),
    (&max_length::RULE, Check::Problems(max_length::check)),
    (
        &max_properties::RULE,
        Check::Problems(max_properties::check),
    ),
    (&maximum::RULE, Check::Problems(maximum::check)),
    (&min_contains::RULE, Check::Problems(min_contains::check)),
    (&min_items::RULE, Check::Problems(min_items::check)),
    (&min_length::RULE, Check::Problems(min_length::check)),
    (
        &min_properties::RULE,
        Check::Problems(min_properties::check),
    ),
    (&minimum::RULE, Check::Problems(minimum::check)),
    (&multiple_of::RULE, Check::Problems(multiple_of::check)),
    (&not::RULE, Check::Problems(not::check)),
    (&one_of::RULE, Check::Problems(one_of::check)),
    (&pattern::RULE, Check::Problems(pattern::check)),
    (
        &property_names::RULE,
        Check::Problems(property_names::check),
    ),
    (&required::RULE, Check::Problems(required::check)),
    (&r#type::RULE, Check::Problems(r#type::check)),
    (
        &unevaluated_items::RULE,
        Check::Problems(unevaluated_items::check),
    ),
    (
        &unevaluated_properties::RULE,
        Check::Problems(unevaluated_properties::check),
    ),
    (&unique_items::RULE, Check::Problems(unique_items::check)),
];

/// Every violation, with the part it is in.
fn violations<'s>(
    problems: &'s Problems<'s>,
) -> impl Iterator<Item = (&'s Part<'s>, &'s Violation)> {
    let files = problems.files.iter();
    files.flat_map(|Validated { part, violations }| {
        violations.iter().map(move |violation| (*part, violation))
    })
}

/// A value, as a message calls it: by its key, or by that of the list it is in.
fn name_of(tree: &Tree<'_>, node: NodeId) -> String {
    if let Some(key) = tree.key_of(node) {
        return messages::key(&tree.key_text(key));
    }
    match tree.parent(node) {
        Some(list) => messages::item_of(&name_of(tree, list)),
        None => messages::THE_FILE.to_owned(),
    }
}

/// Where a label about a value stands: of a scalar that is written at all on itself, of any other value on its heading.
fn place_of(part: &Part<'_>, node: NodeId) -> Place {
    match part.tree.data(node) {
        Data::Null | Data::Seq | Data::Map => Place::Heading(part.node(node)),
        _ => part.node(node).into(),
    }
}

/// A mapping as a message calls it: by what its schema says that it is, or else as any value.
fn noun(tree: &Tree<'_>, mapping: NodeId, shape: &Shape) -> String {
    if shape.noun.is_empty() {
        name_of(tree, mapping)
    } else {
        shape.noun.clone()
    }
}

/// A scalar as a message quotes it; `None` for a collection.
fn quoted(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    match tree.data(node) {
        Data::Seq | Data::Map => None,
        Data::Str(text) => Some(messages::text(text)),
        _ => Some(tree.raw(tree.resolve(node)).to_owned()),
    }
}

/// Keys, as a message names them.
fn keys<'k>(names: impl IntoIterator<Item = &'k str>) -> Vec<String> {
    names.into_iter().map(messages::key).collect()
}

/// How to add a key: what the schema says of it.
fn adding(shape: &Shape, key: &str) -> String {
    let description = shape.key(key).map_or("", |key| key.description.as_str());
    messages::add(key, description)
}

/// How a value is to be written, in the words of the schema.
fn expectation(name: &str, violation: &Violation) -> String {
    match &violation.expects {
        Some(expected) => messages::must_look_like(name, expected),
        None => advice(violation, messages::WRITE_AS_OTHERS),
    }
}

/// What the schema says of such a value, or else what always can be done.
fn advice(violation: &Violation, otherwise: &str) -> String {
    violation
        .description
        .as_deref()
        .unwrap_or(otherwise)
        .to_owned()
}

mod messages {
    pub(super) const THE_FILE: &str = "the file";
    pub(super) const WRITE_MEANT: &str = "write the number that was meant";
    pub(super) const WRITE_AS_OTHERS: &str = "write it as the other ones are written";

    pub(super) fn key(name: &str) -> String {
        format!("`{name}`")
    }

    pub(super) fn text(text: &str) -> String {
        format!("\"{text}\"")
    }

    pub(super) fn item_of(list: &str) -> String {
        format!("an item of {list}")
    }

    pub(super) fn add(key: &str, description: &str) -> String {
        match description.trim_end_matches([':', ' ']) {
            "" => format!("add `{key}`"),
            description => format!("add `{key}`: {description}"),
        }
    }

    pub(super) fn must_look_like(name: &str, expected: &str) -> String {
        format!("{name} must look like {expected}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::schema::bundled;

    /// Keywords that say something of a value, or lead to other keywords, and refuse nothing themselves.
    const NO_DEMANDS: &[&str] = &[
        "$comment",
        "$defs",
        "$id",
        "$ref",
        "$schema",
        "description",
        "items",
        "patternProperties",
        "properties",
        "title",
        "x-expects",
        "x-noun",
    ];

    /// Keywords of any draft that refuse something. The others apply schemas, whose keywords do.
    const DEMANDS: &[&str] = &[
        "additionalItems",
        "additionalProperties",
        "anyOf",
        "const",
        "contains",
        "contentEncoding",
        "contentMediaType",
        "dependentRequired",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        // a schema that is nothing but `false`
        "falseSchema",
        "format",
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minContains",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "propertyNames",
        "required",
        "type",
        "unevaluatedItems",
        "unevaluatedProperties",
        "uniqueItems",
    ];

    /// The keywords of a schema and of those in it.
    fn keywords(schema: &Value, found: &mut BTreeSet<String>) {
        let Some(members) = schema.as_object() else {
            return;
        };
        for (keyword, value) in members {
            found.insert(keyword.clone());
            match keyword.as_str() {
                "$defs" | "properties" | "patternProperties" => {
                    value
                        .as_object()
                        .unwrap()
                        .values()
                        .for_each(|schema| keywords(schema, found));
                }
                "items" | "additionalProperties" => keywords(value, found),
                "anyOf" => value
                    .as_array()
                    .unwrap()
                    .iter()
                    .for_each(|schema| keywords(schema, found)),
                _ => {}
            }
        }
    }

    fn kebab_case(keyword: &str) -> String {
        let letters = keyword.chars().map(|letter| match letter {
            'A'..='Z' => format!("-{}", letter.to_ascii_lowercase()),
            _ => letter.to_string(),
        });
        letters.collect()
    }

    #[test]
    fn each_keyword_of_the_schemas_has_its_rule_and_no_rule_is_idle() {
        let mut found = BTreeSet::new();
        for name in ["report", "part", "config"] {
            let schema = serde_json::from_str(&bundled(name).unwrap()).unwrap();
            keywords(&schema, &mut found);
        }
        let mut demands = found
            .iter()
            .filter(|keyword| !NO_DEMANDS.contains(&keyword.as_str()));
        assert!(demands.all(|keyword| DEMANDS.contains(&keyword.as_str())));
        let needed = DEMANDS.iter();
        let needed = needed.map(|keyword| format!("schema/{}", kebab_case(keyword)));
        let of_no_keyword = [
            &not_a_report::RULE,
            &broken_schema::RULE,
            &missing_schema::RULE,
            &remote_reference::RULE,
            &remote_schema::RULE,
        ];
        let others = of_no_keyword.iter().map(|rule| rule.id.to_owned());
        let needed: BTreeSet<_> = needed.chain(others).collect();
        let rules: BTreeSet<_> = GROUP.iter().map(|(rule, _)| rule.id.to_owned()).collect();
        assert_eq!(needed, rules);
    }
}
