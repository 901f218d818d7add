//! What it may cost to check a file by its schema.
//!
//! How often a schema is applied to a value follows neither from the schema nor from the depth of the data: of twenty
//! branches that lead back to the same schema nineteen mostly end at the first key. So the steps are counted while they
//! are made, and a check that makes too many is given up. Further limits on the same check belong here.

use std::cell::Cell;

use crate::text::syntax::Tree;

/// The steps that a file of any size may take, and those for each of its nodes. What leads back to itself by
/// one way takes a few steps for each keyword and node; what keeps within this takes seconds at the most.
pub(crate) const STEPS: u64 = 10_000_000;
pub(crate) const STEPS_EACH: u64 = 200;

/// What an error costs: its places in the file and in the schema are written out, and it is kept until all are there.
const ERROR: u64 = 20;

/// The bytes that errors of files that are checked together may take; those of all files, if they are too many for that; and
/// those that are left for few files at least.
pub(crate) const ERROR_BYTES: u64 = 128 << 20;
pub(crate) const ALL_ERROR_BYTES: u64 = 256 << 20;
pub(crate) const FEWEST_ERROR_BYTES: u64 = 1 << 20;

/// What an error takes, and how often the names of its keys are written out.
const BYTES_EACH: u64 = 1500;
const PLACES: u64 = 3;

/// The bytes of a text that are read in one step.
const BYTES: usize = 64;

/// The references from schema to schema that are followed in one step.
const REFERENCES: u64 = 16;

/// The bytes that errors of files that are checked together may take, where that number of files or groups of files is checked.
pub(crate) fn room_of_errors(units: usize) -> u64 {
    let share = ALL_ERROR_BYTES / u64::try_from(units.max(1)).unwrap_or(u64::MAX);
    share.clamp(FEWEST_ERROR_BYTES, ERROR_BYTES)
}

/// The steps that are left for the check of a file.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<u64>,
    /// The bytes that are left for errors.
    room: Cell<u64>,
    /// How many errors there are.
    errors: Cell<u32>,
    /// How many of them are worth something, where there was no room for more.
    kept: Cell<Option<u32>>,
    /// What it costs to go to a value.
    visit: u64,
}

/// The budget was used up before the check was done, so that nothing is known about the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exceeded;

impl Budget {
    /// For a whole file, and a schema that may follow this number of references for one value: the validator asks nothing
    /// about the value while it does.
    pub(super) fn new(tree: &Tree<'_>, references: u64, room: u64) -> Self {
        let nodes = u64::try_from(tree.node_count()).unwrap_or(u64::MAX);
        Self {
            left: Cell::new(STEPS.saturating_add(nodes.saturating_mul(STEPS_EACH))),
            room: Cell::new(room),
            visit: 1 + references / REFERENCES,
            ..Self::unlimited()
        }
    }

    /// For the schemas of the program, which lead back to themselves by one way for each value.
    pub(super) fn unlimited() -> Self {
        Self {
            left: Cell::new(u64::MAX),
            room: Cell::new(u64::MAX),
            errors: Cell::new(0),
            kept: Cell::new(None),
            visit: 1,
        }
    }

    /// Makes room for one more error, at a value below keys of this number of bytes. Returns which error it is. If there is
    /// no room, no steps are left either.
    pub(super) fn error(&self, keys: impl FnOnce() -> usize) -> u32 {
        let number = self.errors.get();
        self.errors.set(number.saturating_add(1));
        if self.kept.get().is_none() && self.allows(ERROR) {
            let bytes = BYTES_EACH.saturating_add(PLACES.saturating_mul(keys() as u64));
            let room = self.room.get().saturating_sub(bytes);
            self.room.set(room);
            if room == 0 {
                self.kept.set(Some(number));
                self.left.set(0);
            }
        }
        number
    }

    /// Whether an error was found before there was no room for more. What comes after it is worth nothing.
    pub(super) fn keeps(&self, error: u32) -> bool {
        self.kept.get().is_none_or(|kept| error < kept)
    }

    /// Whether there were more errors than there was room for.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.get().is_some()
    }

    /// The bytes that are left for the errors of further files.
    pub(crate) fn room(&self) -> u64 {
        self.room.get()
    }

    /// Whether that many steps can still be made; they are taken from what is left.
    #[inline]
    pub(super) fn allows(&self, steps: u64) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        left > 0
    }

    /// Whether it can still be gone to a value.
    #[inline]
    pub(super) fn allows_visit(&self) -> bool {
        self.allows(self.visit)
    }

    /// Whether so much of a text can still be read.
    #[inline]
    pub(super) fn allows_reading(&self, text: &str) -> bool {
        self.allows(1 + (text.len() / BYTES) as u64)
    }

    /// # Errors
    /// When there are no steps left.
    pub(super) fn is_kept(&self) -> Result<(), Exceeded> {
        if self.left.get() > 0 || self.is_full() {
            Ok(())
        } else {
            Err(Exceeded)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::schema::breach::Violation;
    use crate::schema::{Outline, ProjectSchema, SchemaFile, uri_of};
    use crate::text::syntax::{Format, Limits, parse};

    /// Levels that double come to more steps than a test could wait for; those of one way do not.
    const LEVELS: usize = 60;
    const ENOUGH: u64 = 50_000;

    fn compiled(schema: &Value) -> ProjectSchema {
        let text = schema.to_string();
        let tree = parse(&text, Format::Json, &Limits::default());
        let root = tree.documents()[0];
        let uri = uri_of("schema.json");
        let outline = Outline::of(&tree, root, &uri);
        let file = SchemaFile::new(&tree, root, &uri, &outline);
        ProjectSchema::compile(vec![file], "").unwrap()
    }

    fn checked(schema: &Value, data: &str, steps: u64) -> Result<Vec<Violation>, Exceeded> {
        let schema = compiled(schema);
        let tree = parse(data, Format::Json, &Limits::default());
        let budget = schema.budget(&tree, ERROR_BYTES);
        budget.left.set(steps);
        schema.violations(&budget, &tree, tree.documents()[0])
    }

    /// The same key or item within itself.
    fn nested(levels: usize, innermost: &str, kind: &str) -> String {
        let (open, close) = match kind {
            "list" => ("[", "]"),
            _ => ("{\"t\": 1, \"c\": ", "}"),
        };
        let (open, close) = (open.repeat(levels), close.repeat(levels));
        format!("{open}{innermost}{close}")
    }

    #[test]
    fn a_schema_that_leads_to_itself_by_two_ways_is_given_up_on_many_levels_and_judges_few() {
        let own = || json!({"$ref": "#"});
        let below = || json!({"properties": {"c": {"$ref": "#"}}, "required": ["t"]});
        let ways = [
            json!({"properties": {"c": {"allOf": [own(), own()]}}, "required": ["t"]}),
            json!({"properties": {"c": own()}, "allOf": [below()]}),
            json!({"properties": {"c": own()}, "patternProperties": {"c": own()}, "required": ["t"]}),
            json!({"properties": {"c": own()}, "dependentSchemas": {"c": below()}}),
            json!({"properties": {"c": own()}, "anyOf": [below(), {"type": "string"}]}),
            json!({"oneOf": [below(), {"properties": {"c": own()}, "required": ["x"]}]}),
            json!({"if": {"required": ["c"]}, "then": below(), "properties": {"c": own()}}),
            json!({"$dynamicAnchor": "n", "required": ["t"],
                "properties": {"c": {"allOf": [{"$dynamicRef": "#n"}, {"$dynamicRef": "#n"}]}}}),
            json!({"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true, "required": ["t"],
                "properties": {"c": {"allOf": [{"$recursiveRef": "#"}, {"$recursiveRef": "#"}]}}}),
            json!({"$schema": "http://json-schema.org/draft-07/schema#", "required": ["t"],
                "properties": {"c": own()}, "dependencies": {"c": below()}}),
            json!({"properties": {"c": {"$ref": "#/$defs/other"}}, "allOf": [{"properties": {"c": {"$ref": "#/$defs/other"}}}],
                "$defs": {"other": {"properties": {"c": own()}, "required": ["t"]}}}),
        ];
        for mut schema in ways {
            schema["type"] = "object".into();
            let many = checked(&schema, &nested(LEVELS, "[]", "mapping"), ENOUGH);
            assert_eq!(many, Err(Exceeded), "{schema}");
            let few = checked(&schema, &nested(4, "[]", "mapping"), ENOUGH);
            assert!(!few.unwrap().is_empty(), "{schema}");
        }
        let lists = [
            json!({"prefixItems": [own()], "allOf": [{"items": own()}], "type": "array"}),
            json!({"items": own(), "allOf": [{"items": own()}], "type": "array"}),
            json!({"anyOf": [{"prefixItems": [own()], "minItems": 5}, {"prefixItems": [own()]}],
                "unevaluatedItems": false, "type": "array"}),
        ];
        for schema in lists {
            let many = checked(&schema, &nested(LEVELS, "1", "list"), ENOUGH);
            assert_eq!(many, Err(Exceeded), "{schema}");
            let few = checked(&schema, &nested(4, "1", "list"), ENOUGH);
            assert!(!few.unwrap().is_empty(), "{schema}");
        }
    }

    #[test]
    fn of_many_kinds_distinguished_by_a_key_one_is_gone_through() {
        let kinds: Vec<String> = (0..20).map(|number| format!("kind-{number}")).collect();
        let kind = |name: &String| {
            json!({"required": ["kind"], "properties": {
                "kind": {"const": name},
                "children": {"type": "array", "items": {"$ref": "#"}},
            }})
        };
        let branches: Vec<Value> = kinds.iter().map(kind).collect();
        for union in ["oneOf", "anyOf"] {
            let schema = json!({union: branches});
            let mut data = json!({"kind": "kind-0"});
            for level in 0..8 {
                data = json!({"kind": kinds[level * 2], "children": [data, {"kind": "kind-19"}]});
            }
            assert_eq!(
                checked(&schema, &data.to_string(), ENOUGH),
                Ok(vec![]),
                "{union}"
            );
        }
    }

    #[test]
    fn what_is_asked_of_many_values_and_not_within_them_takes_steps_too() {
        let twice = |inner: Value| json!({"allOf": [inner, inner]});
        let doubled = |times: usize, inner: Value| (0..times).fold(inner, |inner, _| twice(inner));
        let items = format!("[{}]", vec!["1"; 2000].join(","));
        let asked = json!({"items": doubled(8, json!({"type": "integer"}))});
        assert_eq!(checked(&asked, &items, ENOUGH), Err(Exceeded));
        let text = format!("[\"{}\"]", "a".repeat(100_000));
        let read = json!({"items": doubled(8, json!({"maxLength": 200_000}))});
        assert_eq!(checked(&read, &text, ENOUGH), Err(Exceeded));
        let text = format!("[\"{}\"]", "a".repeat(30_000));
        let looked = json!({"items": {"pattern": "(?=(?:ab?){50}).*c"}});
        assert_eq!(checked(&looked, &text, ENOUGH), Err(Exceeded));
        assert_eq!(checked(&looked, "[\"a\"]", ENOUGH).unwrap().len(), 1);
        // references that end where nothing is asked
        let mut definitions = serde_json::Map::new();
        for level in 0..12 {
            let next = json!({"$ref": format!("#/$defs/a{}", level + 1)});
            definitions.insert(format!("a{level}"), twice(next));
        }
        definitions.insert("a12".to_owned(), json!({"title": "anything"}));
        let silent = json!({"items": {"$ref": "#/$defs/a0"}, "$defs": definitions});
        assert_eq!(checked(&silent, &items, ENOUGH), Err(Exceeded));
        assert_eq!(checked(&silent, "[1, 2, 3]", ENOUGH), Ok(vec![]));
    }

    #[test]
    fn the_documents_of_a_file_share_its_budget() {
        let schema = compiled(&json!({"items": {"type": "integer"}}));
        let tree = parse(
            "[1, 2, 3]\n---\n[1, 2, 3]\n",
            Format::Yaml,
            &Limits::default(),
        );
        let budget = schema.budget(&tree, ERROR_BYTES);
        budget.left.set(10);
        let documents = tree.documents();
        let first = schema.violations(&budget, &tree, documents[0]);
        assert_eq!(first, Ok(vec![]));
        let second = schema.violations(&budget, &tree, documents[1]);
        assert_eq!(second, Err(Exceeded));
    }
}
