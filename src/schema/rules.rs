//! The rules of the group `schema` that are about what a schema does not allow, one for each keyword of any draft that refuses
//! something. `words` has what they say.

use super::Breach;
use crate::finding::rule::{Rule, rules};

rules! {
    /// A list with a fixed number of places has more items than places.
    ///
    /// ## Why it matters
    /// If each place of a list has a meaning, as in a pair of coordinates, nobody reads what comes after the last
    /// place.
    ///
    /// ## How to fix it
    /// Remove the additional items, or check whether two lists became one. To declare it as intended, change the
    /// schema. For data that is not yours to change, add an entry to `allow` in the configuration.
    ADDITIONAL_ITEMS: error "schema/additional-items";

    /// A key is misspelt, or is in the wrong place.
    ///
    /// ## Why it matters
    /// The program that prints the report does not read an unknown key: with a `titel`, a section has no title. The rules
    /// read it as the key that was probably meant, so this is the only finding about it.
    ///
    /// ## How to fix or declare it
    /// Correct the key, or move it to where it belongs. Put data of your own, which no rule reads, under a key that starts
    /// with `x-`, such as `x-editor`; such keys are allowed everywhere.
    ADDITIONAL_PROPERTIES: error "schema/additional-properties",
        fix unsafe "The key becomes the nearest one that is free there, but another may be meant.";

    /// At least one of several keys is needed, but none is there.
    ///
    /// ## Why it matters
    /// A section, a table, a line of the contents or an item of the agenda may lack a label or a title, but not both:
    /// nobody could name it or refer to it.
    ///
    /// ## How to fix it
    /// Add one of the keys, as the report prints it. You cannot declare a heading without a name as intended; text
    /// without a heading belongs to the `paragraphs` of the section before it.
    ANY_OF: error "schema/any-of";

    /// A value is not the only one that is allowed.
    ///
    /// ## Why it matters
    /// If only one value is allowed, programs treat another value as a mistake, or as another version of the data that
    /// they cannot read.
    ///
    /// ## How to fix it
    /// Write the value that is expected. To declare it as intended, change the schema. For data that is not yours to
    /// change, add an entry to `allow` in the configuration.
    CONST: error "schema/const";

    /// A list lacks an item that it must have.
    ///
    /// ## Why it matters
    /// Some lists need one special item: a programme its opening, a day its lunch. Without it, the list is not
    /// complete.
    ///
    /// ## How to fix it
    /// Add the item. To declare it as intended, change the schema. For data that is not yours to change, add an entry to
    /// `allow` in the configuration.
    CONTAINS: error "schema/contains";

    /// A text is not encoded as the schema says.
    ///
    /// ## Why it matters
    /// A picture or a document in the form of text cannot be read if the text was cut or changed.
    ///
    /// ## How to fix it
    /// Encode the content again, and write the whole text. To declare it as intended, change the schema. For data that
    /// is not yours to change, add an entry to `allow` in the configuration.
    CONTENT_ENCODING: error "schema/content-encoding";

    /// A text is not of the media type that the schema gives it.
    ///
    /// ## Why it matters
    /// Another program reads data within data, such as JSON in a text, and stops at the first thing that it cannot
    /// understand.
    ///
    /// ## How to fix it
    /// Correct the text, or write it again with a program for that type. To declare it as intended, change the schema. For
    /// data that is not yours to change, add an entry to `allow` in the configuration.
    CONTENT_MEDIA_TYPE: error "schema/content-media-type";

    /// A key needs another key next to it, which is missing.
    ///
    /// ## Why it matters
    /// If an item of the agenda has a start but no end, nobody knows whether it overlaps another item.
    ///
    /// ## How to fix it
    /// Add the other key. Inside a group, leave out both `start` and `end` if they are the same as in the group. You
    /// cannot declare half an interval as intended.
    DEPENDENT_REQUIRED: error "schema/dependent-required";

    /// A value is not one of the allowed words.
    ///
    /// ## Why it matters
    /// Rules read some values, such as the `kind` of an item of the agenda: nothing else may run during a plenary, but
    /// an exhibition may run beside everything. A word that is not in the list means nothing to them.
    ///
    /// ## How to fix it
    /// Choose one of the words. If none fits the `kind` of an item, write `other`, or leave the key out.
    ENUM: error "schema/enum",
        fix unsafe "The nearest of the words is written, but another may be meant.";

    /// A number reaches a limit that it must stay below.
    ///
    /// ## Why it matters
    /// An hour is less than 24, and a share less than the whole. A number that reaches the limit belongs to the next
    /// day, or to something else, and programs that read the data may refuse it.
    ///
    /// ## How to fix it
    /// Write the number that was meant. To declare it as intended, change the schema. For data that is not yours to change,
    /// add an entry to `allow` in the configuration.
    EXCLUSIVE_MAXIMUM: error "schema/exclusive-maximum";

    /// A number does not exceed a limit that it must be above.
    ///
    /// ## Why it matters
    /// A session of 0 minutes does not take place. Programs that read the data may divide by such a number, or leave
    /// out the item.
    ///
    /// ## How to fix it
    /// Write the right number, or remove the key. To declare it as intended, change the schema. For data that is not
    /// yours to change, add an entry to `allow` in the configuration.
    EXCLUSIVE_MINIMUM: error "schema/exclusive-minimum";

    /// There is a value where none is allowed.
    ///
    /// ## Why it matters
    /// A schema that allows no value in a place says that the place must not be used, often because the value belongs
    /// elsewhere now. Nobody reads it here.
    ///
    /// ## How to fix it
    /// Remove it, or move it to where it belongs now. To declare it as intended, change the schema. For data that is not
    /// yours to change, add an entry to `allow` in the configuration.
    FALSE_SCHEMA: error "schema/false-schema";

    /// A date is not written as a date, or there is no such day; or another text does not have its format.
    ///
    /// ## Why it matters
    /// reportlint can compare only a date that it can read: the days of the agenda with their weekdays, and with the
    /// dates of the event. Schemas of other data have more formats, such as addresses, and programs read them just as
    /// strictly.
    ///
    /// ## How to fix it
    /// Write year, month and day with hyphens: 12 February 2008 is `2008-02-12`. You cannot declare another form as
    /// intended; write what the report prints as a `label`.
    FORMAT: error "schema/format",
        fix unsafe "A date that is written another way is written as `2008-02-13`.";

    /// A list has too many items of one kind.
    ///
    /// ## Why it matters
    /// Some items may appear in a list only a few times: one opening in a programme, one chair among the speakers. If
    /// there are more, nobody knows which one counts.
    ///
    /// ## How to fix it
    /// Keep those that were meant. To declare it as intended, change the schema. For data that is not yours to change, add
    /// an entry to `allow` in the configuration.
    MAX_CONTAINS: error "schema/max-contains";

    /// A list is too long.
    ///
    /// ## Why it matters
    /// If a list has a limit, another program has that number of places: three lines for speakers, five for topics.
    /// Items beyond the limit are lost.
    ///
    /// ## How to fix it
    /// Remove the additional items, or move them to where they belong. To declare it as intended, change the schema.
    /// For data that is not yours to change, add an entry to `allow` in the configuration.
    MAX_ITEMS: error "schema/max-items";

    /// A text is too long.
    ///
    /// ## Why it matters
    /// A title that is too long for its place is cut, on a badge or in a list of sessions, and the important part may
    /// be lost.
    ///
    /// ## How to fix it
    /// Shorten the text. To declare it as intended, change the schema. For data that is not yours to change, add an entry
    /// to `allow` in the configuration.
    MAX_LENGTH: error "schema/max-length";

    /// A mapping has too many keys.
    ///
    /// ## Why it matters
    /// A schema that limits the number of keys allows only that many things at the same place: more than one way to pay, or
    /// more than one place to be, contradict each other.
    ///
    /// ## How to fix it
    /// Remove the additional keys. To declare it as intended, change the schema. For data that is not yours to change,
    /// add an entry to `allow` in the configuration.
    MAX_PROPERTIES: error "schema/max-properties";

    /// A number is too large.
    ///
    /// ## Why it matters
    /// A schema with a maximum knows what the number counts: no hall seats more people than it has chairs. A larger
    /// number is most often a typing mistake, and programs that read the data may refuse it.
    ///
    /// ## How to fix it
    /// Write the number that was meant. To declare it as intended, change the schema. For data that is not yours to change,
    /// add an entry to `allow` in the configuration.
    MAXIMUM: error "schema/maximum";

    /// A list has too few items of one kind.
    ///
    /// ## Why it matters
    /// Some lists need several items of one kind: two reviewers, or two sessions in a track. With fewer, the list is
    /// not complete.
    ///
    /// ## How to fix it
    /// Add what is missing. To declare it as intended, change the schema. For data that is not yours to change, add an
    /// entry to `allow` in the configuration.
    MIN_CONTAINS: error "schema/min-contains";

    /// A list is too short.
    ///
    /// ## Why it matters
    /// A session without speakers, or a day without sessions, is printed as a heading with nothing below it.
    ///
    /// ## How to fix it
    /// Add what is missing, or remove the list if the schema allows this. To declare it as intended, change the schema.
    /// For data that is not yours to change, add an entry to `allow` in the configuration.
    MIN_ITEMS: error "schema/min-items";

    /// A text is empty.
    ///
    /// ## Why it matters
    /// An empty title is printed as nothing, and it hides that a title is missing.
    ///
    /// ## How to fix it
    /// Write the text, or remove the key. You cannot declare an empty text as intended.
    MIN_LENGTH: error "schema/min-length";

    /// A mapping has too few keys.
    ///
    /// ## Why it matters
    /// An entry with nothing in it means something that nobody wrote down. Programs that read it show an empty line.
    ///
    /// ## How to fix it
    /// Add the keys, or remove the mapping. To declare it as intended, change the schema. For data that is not yours to
    /// change, add an entry to `allow` in the configuration.
    MIN_PROPERTIES: error "schema/min-properties";

    /// A number is too small.
    ///
    /// ## Why it matters
    /// Pages and paragraphs are counted from 1. No reader can find a page 0.
    ///
    /// ## How to fix it
    /// Write the number that the report prints, or remove the key. You cannot declare such a number as intended.
    MINIMUM: error "schema/minimum";

    /// A number is not a multiple of the step in the schema.
    ///
    /// ## Why it matters
    /// A timetable in steps of five minutes has no place for a session of seven minutes. Programs that draw it round
    /// the number, and show something else than you wrote.
    ///
    /// ## How to fix it
    /// Write the nearest step. To declare it as intended, change the schema. For data that is not yours to change, add an
    /// entry to `allow` in the configuration.
    MULTIPLE_OF: error "schema/multiple-of";

    /// A value matches what the schema excludes with `not`.
    ///
    /// ## Why it matters
    /// A schema excludes what went wrong before: a placeholder that was published, or two keys that contradict each
    /// other.
    ///
    /// ## How to fix it
    /// Change the value so that the exclusion does not apply to it. If the schema has a description, the help shows it.
    /// To declare it as intended, change the schema. For data that is not yours to change, add an entry to `allow` in
    /// the configuration.
    NOT: error "schema/not";

    /// A value has none, or more than one, of several forms that exclude each other.
    ///
    /// ## Why it matters
    /// A session has a room or a link, and a talk has a speaker or a panel. If both are present, programs that read the
    /// data choose one, and not all choose the same.
    ///
    /// ## How to fix it
    /// Keep what is meant, and remove what belongs to another form. To declare it as intended, change the schema. For data
    /// that is not yours to change, add an entry to `allow` in the configuration.
    ONE_OF: error "schema/one-of";

    /// A time, a code or another short text is not in the expected form.
    ///
    /// ## Why it matters
    /// Rules compare times and look up codes and ids. They cannot use a value in another form, such as `9.30 am`
    /// instead of `09:30`, so its mistakes stay hidden.
    ///
    /// ## How to fix it
    /// Write it as the help says. You cannot declare another form as intended.
    PATTERN: error "schema/pattern",
        fix unsafe "Blanks at the ends go.";

    /// The name of a key is not allowed.
    ///
    /// ## Why it matters
    /// If keys are names, such as the ids of rooms, other data refers to them, and programs use them in addresses or
    /// file names.
    ///
    /// ## How to fix it
    /// Rename the key, and what refers to it. To declare it as intended, change the schema. For data that is not yours to
    /// change, add an entry to `allow` in the configuration.
    PROPERTY_NAMES: error "schema/property-names";

    /// A required key is missing.
    ///
    /// ## Why it matters
    /// Few keys are required: the `title` of the report, the `text` of a paragraph, the `mark` of a footnote. Without
    /// them there is nothing to print, and nothing to refer to.
    ///
    /// ## How to fix it
    /// Add the key. You cannot declare its absence as intended.
    REQUIRED: error "schema/required";

    /// A value has the wrong type: a number for text, text for a list, or nothing at all.
    ///
    /// ## Why it matters
    /// A value of another type is not read, so everything below it is not checked and may not be printed. A title
    /// `2008` without quotes is a number, not text. A key with nothing after it has no value.
    ///
    /// ## How to fix it
    /// Write the value as the help says: text that looks like a number in quotes, each item of a list on a separate
    /// line after a hyphen. You cannot declare another type as intended.
    TYPE: error "schema/type",
        fix safe "Puts a number in place of a text in quotes, as it is written. Makes one text in place of a list a list of one.",
        fix unsafe "Makes `\"3\"` in place of a number 3, and puts `true` in place of a text in quotes.";

    /// No part of the schema allows an item of a list.
    ///
    /// ## Why it matters
    /// Programs do not read what no part of a schema describes. Most often an item is in the wrong list, or an item
    /// before it is missing.
    ///
    /// ## How to fix it
    /// Remove the item, or move it to where it belongs. To declare it as intended, change the schema. For data that is not
    /// yours to change, add an entry to `allow` in the configuration.
    UNEVALUATED_ITEMS: error "schema/unevaluated-items";

    /// No part of the schema allows a key.
    ///
    /// ## Why it matters
    /// Programs do not read what no part of a schema describes. With a `titel`, a session has no title. If a schema has
    /// several forms, a key may belong to another form.
    ///
    /// ## How to fix it
    /// Correct the key, or move it to where it belongs. To declare it as intended, change the schema. For data that is not
    /// yours to change, add an entry to `allow` in the configuration.
    UNEVALUATED_PROPERTIES: error "schema/unevaluated-properties",
        fix unsafe "The key becomes the nearest one that is free there, but another may be meant.";

    /// A list whose items must all be different has one of them twice.
    ///
    /// ## Why it matters
    /// A code that is listed twice as withdrawn is withdrawn once. The second place may be meant for another code,
    /// which is then missing in the numbering.
    ///
    /// ## How to fix it
    /// Correct one of the two, or remove it. You cannot declare an item twice.
    UNIQUE_ITEMS: error "schema/unique-items",
        fix safe "Keeps the first of equal words.";
}

/// The rule that a breach is a finding of.
pub(crate) fn rule_of(breach: &Breach) -> &'static Rule {
    match breach {
        Breach::AdditionalItems { .. } => &ADDITIONAL_ITEMS,
        Breach::AdditionalProperties { .. } => &ADDITIONAL_PROPERTIES,
        Breach::AnyOf { .. } => &ANY_OF,
        Breach::Const { .. } => &CONST,
        Breach::Contains => &CONTAINS,
        Breach::ContentEncoding { .. } => &CONTENT_ENCODING,
        Breach::ContentMediaType { .. } => &CONTENT_MEDIA_TYPE,
        Breach::DependentRequired { .. } => &DEPENDENT_REQUIRED,
        Breach::Enum { .. } => &ENUM,
        Breach::ExclusiveMaximum { .. } => &EXCLUSIVE_MAXIMUM,
        Breach::ExclusiveMinimum { .. } => &EXCLUSIVE_MINIMUM,
        Breach::FalseSchema => &FALSE_SCHEMA,
        Breach::Format { .. } => &FORMAT,
        Breach::MaxContains { .. } => &MAX_CONTAINS,
        Breach::MaxItems { .. } => &MAX_ITEMS,
        Breach::MaxLength { .. } => &MAX_LENGTH,
        Breach::MaxProperties { .. } => &MAX_PROPERTIES,
        Breach::Maximum { .. } => &MAXIMUM,
        Breach::MinContains { .. } => &MIN_CONTAINS,
        Breach::MinItems { .. } => &MIN_ITEMS,
        Breach::MinLength { .. } => &MIN_LENGTH,
        Breach::MinProperties { .. } => &MIN_PROPERTIES,
        Breach::Minimum { .. } => &MINIMUM,
        Breach::MultipleOf { .. } => &MULTIPLE_OF,
        Breach::Not { .. } => &NOT,
        Breach::OneOf { .. } | Breach::Several { .. } => &ONE_OF,
        Breach::Pattern { .. } => &PATTERN,
        Breach::PropertyNames { .. } => &PROPERTY_NAMES,
        Breach::Required { .. } => &REQUIRED,
        Breach::Type { .. } => &TYPE,
        Breach::UnevaluatedItems { .. } => &UNEVALUATED_ITEMS,
        Breach::UnevaluatedProperties { .. } => &UNEVALUATED_PROPERTIES,
        Breach::UniqueItems { .. } => &UNIQUE_ITEMS,
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
        let needed: BTreeSet<_> = needed.collect();
        let rules: BTreeSet<_> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
        assert_eq!(needed, rules);
    }
}
