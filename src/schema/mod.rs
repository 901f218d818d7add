//! Validation against the JSON Schemas, which are part of the program.
//!
//! The validator reads the syntax tree in place. What it finds comes back as our own [`Violation`]s: in document order,
//! each cause once, with what the schema itself says about the place (its `x-noun`, `x-expects`, `description`), so that
//! `words` can say it to an editor. Nothing is ever fetched: what is validated against is the
//! [bundle](bundled) that `reportlint schema` prints.
//!
//! A schema here may use those keywords of validation that have a [`Breach`]. Each has its rule in `rules`, and a test there
//! checks this: anyone who adds a keyword to a schema sees what is missing.

mod branches;
mod breach;
mod budget;
mod cause;
mod compiled;
mod counted;
mod decimal;
mod ecma;
mod effort;
mod embedded;
mod equality;
mod exact;
mod excluded;
mod form;
mod guards;
mod instance;
mod keywords;
mod library;
mod looking;
mod number;
mod outline;
mod patterns;
mod project;
mod quick;
mod rules;
mod shape;
mod tag;
mod violation;
mod words;

pub(crate) use breach::{Breach, Misnamed, Type, Violation};
pub(crate) use budget::{
    ALL_ERROR_BYTES, ERROR_BYTES, FEWEST_ERROR_BYTES, STEPS, STEPS_EACH, room_of_errors,
};
pub(crate) use effort::LONGEST as LONGEST_WAY;
pub use embedded::{bundled, names};
pub(crate) use keywords::{Idle, idle};
pub(crate) use outline::{Outline, Reference, is_address};
pub(crate) use patterns::MOST as SCHEMA_PATTERNS;
pub(crate) use project::RESERVED;
pub(crate) use project::{
    ProjectSchema, SchemaFile, circles, flaws, is_draft, names_draft, uri_of,
};
pub(crate) use rules::{RULES, rule_of};
use shape::Shape;
pub(crate) use words::{InFile, name_of, place_of};

use std::sync::{LazyLock, OnceLock};

use crate::text::syntax::{NodeId, Tree};
use compiled::Compiled;

/// What a file can be validated as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// A whole report.
    Report,
    /// One file of a report that is kept in several.
    Part,
    /// A file of configuration.
    Config,
    /// What any of the schemas that are part of the program is for, by its [address](Schema::at).
    Other(usize),
}

impl Schema {
    /// The schema of that address, if it is part of the program.
    #[must_use]
    pub fn at(address: &str) -> Option<Self> {
        embedded::number(address).map(Self::Other)
    }

    /// Everything below `root` that the schema does not allow, in document order.
    #[must_use]
    pub fn violations(self, tree: &Tree<'_>, root: NodeId) -> Vec<Violation> {
        let is_surely_followed = match self {
            Self::Report => quick::is_surely_a_report(tree, root),
            Self::Part => quick::is_surely_a_part(tree, root),
            Self::Config | Self::Other(_) => false,
        };
        if is_surely_followed {
            return Vec::new();
        }
        self.validated(tree, root)
    }

    /// What the validator says about it.
    fn validated(self, tree: &Tree<'_>, root: NodeId) -> Vec<Violation> {
        let found = self.compiled().violations(tree, root);
        cause::one_each(tree, found)
    }

    /// Whether `root` has any of the schema's keys, or one that is meant to be one of them. If not, the file is about
    /// something else, and its violations say nothing. Keys that start with `x-`, and `$schema`, can be in any file.
    #[must_use]
    pub fn recognizes(self, tree: &Tree<'_>, root: NodeId) -> bool {
        let keys = || {
            let keys = tree.entries(root).map(|(key, _)| tree.key_text(key));
            keys.filter(|key| key != "$schema" && !key.starts_with("x-"))
        };
        let is_of_report = matches!(self, Self::Report | Self::Part);
        if is_of_report && keys().any(|key| quick::is_key_of_report(&key)) {
            return true;
        }
        let schema = self.compiled();
        let is_meant = |key: &str| schema.root_shape().meant_by(key, |_| false).is_some();
        keys().any(|key| schema.has_at_root(&key)) || keys().any(|key| is_meant(&key))
    }

    /// What has that key, as messages call it.
    #[must_use]
    pub fn owners(self, key: &str) -> Vec<&'static str> {
        let shapes = self.compiled().shapes();
        let owners = shapes.filter(|shape| shape.has(key));
        owners.map(|shape| shape.noun.as_str()).collect()
    }

    fn compiled(self) -> &'static Compiled {
        static REPORT: LazyLock<Compiled> = LazyLock::new(|| Compiled::new("report"));
        static PART: LazyLock<Compiled> = LazyLock::new(|| Compiled::new("part"));
        static CONFIG: LazyLock<Compiled> = LazyLock::new(|| Compiled::new("config"));
        static OTHERS: LazyLock<Vec<OnceLock<Compiled>>> =
            LazyLock::new(|| (0..embedded::count()).map(|_| OnceLock::new()).collect());
        match self {
            Self::Report => &REPORT,
            Self::Part => &PART,
            Self::Config => &CONFIG,
            Self::Other(number) => {
                OTHERS[number].get_or_init(|| Compiled::new(embedded::name(number)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    /// What a report of this title page and this text breaks, by place and keyword.
    fn breaches(text: &str) -> Vec<(String, &'static str)> {
        let text = format!("document: {{title: Report on the Vienna Forum}}\n{text}");
        let tree = parse(&text, Format::Yaml, &Limits::default());
        let found = Schema::Report.violations(&tree, tree.documents()[0]);
        let breaches = found.iter().map(|violation| {
            let keyword = match &violation.breach {
                Breach::AdditionalProperties { .. } => "additionalProperties",
                Breach::AnyOf { .. } => "anyOf",
                Breach::DependentRequired { .. } => "dependentRequired",
                Breach::Enum { .. } => "enum",
                Breach::Format { .. } => "format",
                Breach::Minimum { .. } => "minimum",
                Breach::MinLength { .. } => "minLength",
                Breach::Pattern { .. } => "pattern",
                Breach::Required { .. } => "required",
                Breach::Type { .. } => "type",
                Breach::UniqueItems { .. } => "uniqueItems",
                other => panic!("no schema of a report asks for this: {other:?}"),
            };
            (tree.pointer(violation.node), keyword)
        });
        breaches.collect()
    }

    #[track_caller]
    fn assert_breaches(text: &str, expected: &[(&str, &str)]) {
        let found = breaches(text);
        let found: Vec<_> = found
            .iter()
            .map(|(place, keyword)| (place.as_str(), *keyword))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn violations_come_in_the_order_of_the_text() {
        assert_breaches(
            "tables: [{label: T, page: 0}]\nchapters: []\nevent: {start: 2008, themes: [1]}\n",
            &[
                ("/tables/0/page", "minimum"),
                ("/chapters", "additionalProperties"),
                ("/event/start", "type"),
                ("/event/themes/0", "type"),
            ],
        );
    }

    #[test]
    fn a_misspelt_key_is_not_missing_as_well() {
        assert_breaches(
            "footnotes: [{mark: a, txet: b}]\n",
            &[("/footnotes/0/txet", "additionalProperties")],
        );
        assert_breaches(
            "sections: [{lable: I}]\n",
            &[("/sections/0/lable", "additionalProperties")],
        );
        let item = "agenda: {days: [{items: [{title: a, end: '09:00', strat: '08:00'}]}]}\n";
        assert_breaches(
            item,
            &[("/agenda/days/0/items/0/strat", "additionalProperties")],
        );
    }

    #[test]
    fn a_key_that_is_misspelt_beside_the_right_one_is_not_meant_to_be_it() {
        let text = "footnotes: [{mark: a, text: b, txet: c}]\n";
        assert_breaches(text, &[("/footnotes/0/txet", "additionalProperties")]);
        let text = "footnotes: [{mark: a, marks: c}]\n";
        assert_breaches(
            text,
            &[
                ("/footnotes/0", "required"),
                ("/footnotes/0/marks", "additionalProperties"),
            ],
        );
    }

    #[test]
    fn what_aliases_and_merge_keys_repeat_is_said_once() {
        let text = "tables: [&a {page: 0}, *a, {<<: *a}]\n";
        assert_breaches(
            text,
            &[
                ("/tables/0", "anyOf"),
                ("/tables/0/page", "minimum"),
                ("/tables/2", "anyOf"),
            ],
        );
    }

    #[test]
    fn an_alias_where_its_value_does_not_belong_is_a_violation_there() {
        let text = "x-list: &list [a]\nevent: {name: *list, location: *list, themes: *list}\n";
        assert_breaches(
            text,
            &[("/event/name", "type"), ("/event/location", "type")],
        );
    }

    #[test]
    fn the_value_of_a_key_that_appears_twice_is_left_alone_and_what_is_in_it_is_not() {
        assert_breaches("tables: []\ntables: none\n", &[]);
        assert_breaches("tables: []\ntables: [1]\n", &[("/tables/0", "type")]);
    }

    #[test]
    fn each_value_that_appears_several_times_in_a_list_is_a_violation_of_its_own() {
        let list = "[a, b, a, c, c, a]";
        let found = breaches(&format!("agenda: {{shared_rooms: {list}}}\n"));
        assert_eq!(found.len(), 2);
        assert!(
            found.iter().all(
                |(place, keyword)| place == "/agenda/shared_rooms" && *keyword == "uniqueItems"
            )
        );
    }

    #[test]
    fn what_a_violation_says_is_what_the_schema_says_of_the_place() {
        let text = "event: {start: tomorrow}\n";
        let tree = parse(text, Format::Yaml, &Limits::default());
        let found = Schema::Part.violations(&tree, tree.documents()[0]);
        assert_eq!(found.len(), 1);
        let expects = found[0].expects.as_deref();
        assert_eq!(expects, Some("2008-02-12, for 12 February 2008"));
        let description = found[0].description.as_deref().unwrap();
        assert!(
            description.starts_with("A day of the calendar"),
            "{description}"
        );
    }

    #[test]
    fn only_a_whole_report_needs_a_document() {
        let tree = parse("sections: []\n", Format::Yaml, &Limits::default());
        let root = tree.documents()[0];
        assert_eq!(Schema::Part.violations(&tree, root), []);
        assert_eq!(Schema::Report.violations(&tree, root).len(), 1);
    }

    #[test]
    fn a_report_is_recognized_by_one_of_its_keys_even_misspelt() {
        let recognized = |text: &str| {
            let tree = parse(text, Format::Yaml, &Limits::default());
            Schema::Report.recognizes(&tree, tree.documents()[0])
        };
        assert!(recognized("agenda:\n"));
        assert!(recognized("name: a\nagneda: {}\n"));
        assert!(recognized("include: agenda.yaml\n"));
        assert!(!recognized("name: a\nversion: 1\n"));
        assert!(!recognized("x-agenda: {}\n$schema: a\n"));
        assert!(!recognized("[agenda]"));
        assert!(!recognized("agenda"));
    }

    #[test]
    fn the_deepest_report_that_can_be_read_can_be_validated() {
        let levels = Limits::default().depth / 2 - 1;
        let (open, close) = ("[{\"label\":\"a\",\"sections\":", "}]");
        let text = format!(
            "{{\"sections\":{}7{}}}",
            open.repeat(levels),
            close.repeat(levels)
        );
        let tree = parse(&text, Format::Json, &Limits::default());
        assert!(tree.errors().is_empty());
        let found = Schema::Part.violations(&tree, tree.documents()[0]);
        assert_eq!(found.len(), 1);
    }
}
