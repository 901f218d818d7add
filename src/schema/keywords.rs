//! Keywords of a schema that do nothing, although they look as if they did: misspelt ones, and those beside a `$ref`.

use jsonschema::Draft;

use crate::relation::resolve::nearest;
use crate::text::syntax::{Data, NodeId, Tree};

/// Something in a schema that does nothing: the value of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Idle {
    /// A key that is no keyword, and very near to one.
    Misspelt {
        /// The value.
        node: NodeId,
        /// The keyword.
        meant: &'static str,
    },
    /// A keyword beside a `$ref`, where up to draft 7 nothing else counts.
    Ignored {
        /// The value.
        node: NodeId,
    },
}

/// What is under a keyword.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    Anything,
    Text,
    Number,
    YesOrNo,
    Words,
    Schema,
    /// A schema, or a list of them.
    Schemas,
    /// Schemas by names.
    Named,
}

use Under::{Anything, Named, Number, Schema, Schemas, Text, Words, YesOrNo};

/// The keywords of all drafts that refuse something or lead to what does.
const KEYWORDS: &[(&str, &[Under])] = &[
    ("$dynamicRef", &[Text]),
    ("$recursiveRef", &[Text]),
    ("$ref", &[Text]),
    ("additionalItems", &[Schema]),
    ("additionalProperties", &[Schema]),
    ("allOf", &[Schemas]),
    ("anyOf", &[Schemas]),
    ("const", &[Anything]),
    ("contains", &[Schema]),
    ("contentEncoding", &[Text]),
    ("contentMediaType", &[Text]),
    ("dependencies", &[Named]),
    ("dependentRequired", &[Named]),
    ("dependentSchemas", &[Named]),
    ("else", &[Schema]),
    ("enum", &[Words]),
    ("exclusiveMaximum", &[Number, YesOrNo]),
    ("exclusiveMinimum", &[Number, YesOrNo]),
    ("format", &[Text]),
    ("if", &[Schema]),
    ("items", &[Schema, Schemas]),
    ("maxContains", &[Number]),
    ("maxItems", &[Number]),
    ("maxLength", &[Number]),
    ("maxProperties", &[Number]),
    ("maximum", &[Number]),
    ("minContains", &[Number]),
    ("minItems", &[Number]),
    ("minLength", &[Number]),
    ("minProperties", &[Number]),
    ("minimum", &[Number]),
    ("multipleOf", &[Number]),
    ("not", &[Schema]),
    ("oneOf", &[Schemas]),
    ("pattern", &[Text]),
    ("patternProperties", &[Named]),
    ("prefixItems", &[Schemas]),
    ("properties", &[Named]),
    ("propertyNames", &[Schema]),
    ("required", &[Words]),
    ("then", &[Schema]),
    ("type", &[Text, Words]),
    ("unevaluatedItems", &[Schema]),
    ("unevaluatedProperties", &[Schema]),
    ("uniqueItems", &[YesOrNo]),
];

/// The keywords that refuse nothing themselves, those of `OpenAPI` among them.
const OTHERS: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "$vocabulary",
    "contentSchema",
    "default",
    "definitions",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "id",
    "nullable",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// What does nothing in a schema file, in the order of the text.
pub(crate) fn idle(tree: &Tree<'_>, root: NodeId) -> Vec<Idle> {
    let named = tree.get(root, "$schema").map(|node| tree.data(node));
    let is_old = matches!(named, Some(Data::Str(uri)) if matches!(
        Draft::from_schema_uri(uri),
        Draft::Draft4 | Draft::Draft6 | Draft::Draft7
    ));
    let mut idle = Vec::new();
    let mut open = vec![root];
    while let Some(schema) = open.pop() {
        let reference = tree.get(schema, "$ref").map(|node| tree.data(node));
        let refers = is_old && matches!(reference, Some(Data::Str(_)));
        for (key, value) in tree.entries(schema) {
            let key = &*tree.key_text(key);
            let known = KEYWORDS.iter().find(|(keyword, _)| *keyword == key);
            match known {
                Some(_) if refers && key != "$ref" => idle.push(Idle::Ignored { node: value }),
                Some((_, under)) => open.extend(schemas_in(tree, value, under)),
                None if matches!(key, "$defs" | "definitions") => {
                    open.extend(schemas_in(tree, value, &[Named]));
                }
                None if refers => {}
                None => {
                    let meant = meant_by(tree, schema, key, value);
                    idle.extend(meant.map(|meant| Idle::Misspelt { node: value, meant }));
                }
            }
        }
    }
    idle.sort_by_key(|it| match it {
        Idle::Misspelt { node, .. } | Idle::Ignored { node } => *node,
    });
    idle
}

fn schemas_in(tree: &Tree<'_>, value: NodeId, under: &[Under]) -> Vec<NodeId> {
    let is_mapping = |node: &NodeId| tree.data(*node) == Data::Map;
    let mut schemas = Vec::new();
    for kind in under {
        match kind {
            Schema if is_mapping(&value) => schemas.push(value),
            Schemas => schemas.extend(tree.items(value).filter(is_mapping)),
            Named => {
                let named = tree.entries(value).map(|(_, schema)| schema);
                schemas.extend(named.filter(is_mapping));
            }
            _ => {}
        }
    }
    schemas
}

/// The keyword that a key was meant to be: it is the nearest, is not there itself, and takes such a value.
fn meant_by(tree: &Tree<'_>, schema: NodeId, key: &str, value: NodeId) -> Option<&'static str> {
    if OTHERS.contains(&key) || key.starts_with("x-") {
        return None;
    }
    let keywords = KEYWORDS.iter().map(|(keyword, _)| *keyword);
    let meant = nearest(key, keywords.chain(OTHERS.iter().copied()))?;
    let (meant, under) = KEYWORDS.iter().find(|(keyword, _)| *keyword == meant)?;
    let takes = |under: &Under| {
        matches!(
            (under, tree.data(value)),
            (Anything, _)
                | (Text, Data::Str(_))
                | (Number, Data::Int(_) | Data::UInt(_) | Data::Float(_))
                | (YesOrNo | Schema, Data::Bool(_))
                | (Words | Schemas, Data::Seq)
                | (Schema | Named, Data::Map)
        )
    };
    let is_free = tree.get(schema, meant).is_none();
    (is_free && under.iter().any(takes)).then_some(*meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    fn found(text: &str) -> Vec<String> {
        let tree = parse(text, Format::Yaml, &Limits::default());
        let idle = idle(&tree, tree.documents()[0]).into_iter();
        let told = idle.map(|it| match it {
            Idle::Misspelt { node, meant } => format!("{} is {meant}", tree.pointer(node)),
            Idle::Ignored { node } => format!("{} is ignored", tree.pointer(node)),
        });
        told.collect()
    }

    #[test]
    fn misspelt_keywords_are_found_in_every_schema() {
        assert_eq!(
            found(
                "requierd: [a]\nproperties: {requierd: {tpye: integer}}\naditionalProperties: false\n"
            ),
            [
                "/requierd is required",
                "/properties/requierd/tpye is type",
                "/aditionalProperties is additionalProperties"
            ]
        );
        assert_eq!(
            found("allOf: [{item: {type: string}}]\n$defs: {a: {maxLenght: 3}}\n"),
            ["/allOf/0/item is items", "/$defs/a/maxLenght is maxLength"]
        );
    }

    #[test]
    fn what_is_no_slip_is_left_alone() {
        for text in [
            "x-tpye: integer\ndescripton: a\nexample: b\nreadonly: true\n",
            "note: not a schema\nform: {a: 1}\nenumNames: [a]\n",
            "const: {tpye: a}\ndefault: {requierd: [a]}\nenum: [{tpye: b}]\n",
            "properties: {tpye: {type: string}, patern: {}}\n",
            "type: string\ntypes: [string]\n",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn up_to_draft_7_nothing_counts_beside_a_reference() {
        let schema = "properties: {a: {$ref: '#/definitions/a', enum: [b], title: c, tpye: d}}\ndefinitions: {a: {}}\n";
        let old = format!("$schema: http://json-schema.org/draft-07/schema#\n{schema}");
        assert_eq!(found(&old), ["/properties/a/enum is ignored"]);
        assert_eq!(found(schema), ["/properties/a/tpye is type"]);
    }
}
