//! `docs/format.md` describes the report format as the schemas do, and its examples are correct reports.
//!
//! The tables are written by `UPDATE_DOCS=1 cargo test --test it format_page`. Which rules look at a key is known by their
//! bad fixtures, where a finding points at it, and by their documentation, where it names the key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regex::Regex;
use reportlint::Rule;
use reportlint::internals::rule;
use serde_json::Value;

use crate::rules::{cases, findings_in, found_in};
use crate::tidy::read;

/// Groups whose rules look at every key, or at none of the report.
const ABOUT_ALL: [&str; 5] = ["config", "import", "schema", "suppression", "yaml"];

/// The most rules that are named at a key one by one.
const MOST_RULES: usize = 9;

/// A schema, as it is written in a file below `schemas`.
#[derive(Clone)]
struct Node {
    file: String,
    pointer: String,
    value: Value,
}

impl Node {
    /// By its place: a file, and a JSON Pointer after `#` where it is not the whole file.
    fn at(place: &str) -> Self {
        let (file, pointer) = place.split_once('#').unwrap_or((place, ""));
        let whole: Value = serde_json::from_str(&read("schemas", file)).unwrap();
        let value = whole.pointer(pointer);
        Self {
            file: file.to_owned(),
            pointer: pointer.to_owned(),
            value: value.unwrap_or_else(|| panic!("schemas/{place}")).clone(),
        }
    }

    fn place(&self) -> String {
        match self.pointer.as_str() {
            "" => self.file.clone(),
            pointer => format!("{}#{pointer}", self.file),
        }
    }

    fn below(&self, keys: &[&str]) -> Option<Self> {
        let keys = keys.iter().fold(String::new(), |way, key| way + "/" + key);
        Some(Self {
            file: self.file.clone(),
            pointer: format!("{}{keys}", self.pointer),
            value: self.value.pointer(&keys)?.clone(),
        })
    }

    /// What its references lead to in the end.
    fn resolved(&self) -> Self {
        let Some(reference) = self.text("$ref") else {
            return self.clone();
        };
        let place = match reference.strip_prefix('#') {
            Some(pointer) => format!("{}#{pointer}", self.file),
            None => reference.to_owned(),
        };
        Self::at(&place).resolved()
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    fn keys(&self) -> Vec<String> {
        let properties = self.value.get("properties").and_then(Value::as_object);
        properties.map_or_else(Vec::new, |properties| properties.keys().cloned().collect())
    }

    /// The schema of what is under a key.
    fn property(&self, key: &str) -> Option<Self> {
        self.below(&["properties", key])
    }
}

/// The rules that look at each key of each object.
#[derive(Default)]
struct Readers(BTreeMap<(String, String), BTreeSet<&'static str>>);

impl Readers {
    fn new(objects: &[Node]) -> Self {
        let mut readers = Self::default();
        let about = rule::all().filter(|rule| !ABOUT_ALL.contains(&rule.group()));
        for rule in about {
            let touched = readers.point(rule);
            readers.name(rule, objects, &touched);
            let document = Node::at("document.schema.json");
            if rule.staged {
                readers.add(&document, "stage", rule);
            }
            if rule.needs.is_some() {
                readers.add(&document, "language", rule);
            }
        }
        readers
    }

    fn add(&mut self, object: &Node, key: &str, rule: &'static Rule) {
        let place = (object.place(), key.to_owned());
        self.0.entry(place).or_default().insert(rule.id);
    }

    /// Where the findings of the rule point in its bad fixtures. Gives the objects on the way there.
    fn point(&mut self, rule: &'static Rule) -> BTreeSet<String> {
        let mut touched = BTreeSet::new();
        for case in cases(rule, "bad.yaml") {
            let (_, findings) = found_in(&case);
            let labels = findings.iter().flat_map(|finding| &finding.labels);
            for pointer in labels.filter_map(|label| label.pointer.as_deref()) {
                let way = Way::along(pointer);
                touched.extend(way.objects.iter().map(Node::place));
                if let Some((object, key)) = way.last_key {
                    self.add(&object, &key, rule);
                }
            }
        }
        touched
    }

    /// The keys that the rule's documentation names in code, such as `repeats: "014"`: where only one object has such a key,
    /// or where the rule points into the object too.
    fn name(&mut self, rule: &'static Rule, objects: &[Node], touched: &BTreeSet<String>) {
        let named = Regex::new("`([a-z_]+)(?::[^`]*)?`").unwrap();
        let prose = rule.documentation().replace('\n', " ");
        for key in named.captures_iter(&prose).map(|found| found[1].to_owned()) {
            let with_key = objects.iter().filter(|object| object.keys().contains(&key));
            let with_key: Vec<_> = with_key.collect();
            for object in &with_key {
                if with_key.len() == 1 || touched.contains(&object.place()) {
                    self.add(object, &key, rule);
                }
            }
        }
    }

    /// Links to the rules; to their groups, where there are many.
    fn of(&self, object: &Node, key: &str) -> String {
        let rules = self.0.get(&(object.place(), key.to_owned()));
        let rules: Vec<_> = rules.into_iter().flatten().copied().collect();
        if rules.len() > MOST_RULES {
            let groups: BTreeSet<_> = rules.iter().filter_map(|id| id.split_once('/')).collect();
            let groups: BTreeSet<_> = groups.into_iter().map(|(group, _)| group).collect();
            let links = groups
                .iter()
                .map(|group| format!("[{group}](rules/README.md#{group})"));
            return format!("many in {}", links.collect::<Vec<_>>().join(", "));
        }
        let links = rules.iter().map(|id| format!("[{id}](rules/{id}.md)"));
        links.collect::<Vec<_>>().join(", ")
    }
}

/// Where a JSON Pointer leads through a report.
struct Way {
    objects: Vec<Node>,
    last_key: Option<(Node, String)>,
}

impl Way {
    fn along(pointer: &str) -> Self {
        let mut node = Node::at("part.schema.json");
        let mut way = Self {
            objects: vec![node.clone()],
            last_key: None,
        };
        for token in pointer.split('/').skip(1) {
            let next = match node.property(token) {
                Some(property) => {
                    way.last_key = Some((node, token.to_owned()));
                    Some(property)
                }
                None => node.below(&["items"]),
            };
            let Some(next) = next else { break };
            node = next.resolved();
            way.objects.push(node.clone());
        }
        way
    }
}

/// A page with tables, each between `<!-- keys: PLACE -->` and `<!-- end -->`.
struct Page {
    text: String,
    tables: Regex,
}

impl Page {
    fn read() -> Self {
        Self {
            text: read("docs", "format.md"),
            tables: Regex::new(r"(?s)(<!-- keys: (\S+) -->\n).*?(<!-- end -->\n)").unwrap(),
        }
    }

    /// The objects that have a table, and the heading above it.
    fn objects(&self) -> Vec<(Node, String)> {
        let object = |found: regex::Captures<'_>| {
            let before = &self.text[..found.get(0).unwrap().start()];
            let heading = before.lines().rev().find(|line| line.starts_with('#'));
            let heading = heading.unwrap().trim_start_matches(['#', ' ']);
            (
                Node::at(&found[2]),
                heading.to_lowercase().replace(' ', "-"),
            )
        };
        self.tables.captures_iter(&self.text).map(object).collect()
    }

    fn written(&self) -> String {
        let objects = self.objects();
        let anchors: BTreeMap<_, _> = objects
            .iter()
            .map(|(node, anchor)| (node.place(), anchor.clone()))
            .collect();
        let nodes: Vec<_> = objects.into_iter().map(|(node, _)| node).collect();
        let readers = Readers::new(&nodes);
        let table = |found: &regex::Captures<'_>| {
            let table = table(&Node::at(&found[2]), &anchors, &readers);
            format!("{}{table}{}", &found[1], &found[3])
        };
        self.tables.replace_all(&self.text, table).into_owned()
    }
}

fn table(object: &Node, anchors: &BTreeMap<String, String>, readers: &Readers) -> String {
    let mut table = String::from("\n| key | value | meaning | rules |\n|---|---|---|---|\n");
    let required = object.value.get("required").and_then(Value::as_array);
    let required: Vec<&str> = required
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for key in object.keys() {
        let property = object.property(&key).unwrap();
        let meaning = property.text("description").unwrap().replace('|', "\\|");
        // the document and its title alone are required of a report; a part of one may lack them
        let is_required = required.contains(&key.as_str())
            || object.file == "part.schema.json" && key == "document";
        let required = if is_required { ", *required*" } else { "" };
        let (form, rules) = (form(&property, anchors), readers.of(object, &key));
        writeln!(
            table,
            "| `{key}` | {form}{required} | {meaning} | {rules} |"
        )
        .unwrap();
    }
    table.push('\n');
    table
}

/// What a value looks like, in words.
fn form(node: &Node, anchors: &BTreeMap<String, String>) -> String {
    let node = node.resolved();
    if let Some(anchor) = anchors.get(&node.place()) {
        return format!("[{}](#{anchor})", node.text("x-noun").unwrap());
    }
    if let Some(items) = node.below(&["items"]) {
        let items = form(&items, anchors);
        let alone = if node.value["type"].is_array() {
            "text, or "
        } else {
            ""
        };
        return format!("{alone}a list: {items}");
    }
    if let Some(values) = node.value.get("enum").and_then(Value::as_array) {
        let values = values.iter().filter_map(Value::as_str);
        let values: Vec<_> = values.map(|value| format!("`{value}`")).collect();
        return format!("one of {}", values.join(", "));
    }
    if node.pointer.ends_with("/time") {
        return "a time".to_owned();
    }
    let types = match &node.value["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().unwrap()],
    };
    let types = types
        .into_iter()
        .map(|name| match (name, node.text("format")) {
            ("string", Some("date")) => "a date",
            ("string", _) => "text",
            ("integer", _) => "a whole number",
            ("boolean", _) => "`true` or `false`",
            (other, _) => panic!("no words for {other}"),
        });
    types.collect::<Vec<_>>().join(" or ")
}

/// The places of all objects that a report can have in it.
fn objects_below(node: &Node, seen: &mut BTreeSet<String>) {
    let node = node.resolved();
    let is_new = node.value.get("properties").is_none() || seen.insert(node.place());
    let properties = node
        .keys()
        .into_iter()
        .filter_map(|key| node.property(&key));
    for below in properties.chain(node.below(&["items"])).filter(|_| is_new) {
        objects_below(&below, seen);
    }
}

#[test]
fn the_page_is_what_the_schemas_and_the_rules_say() {
    let page = Page::read();
    let written = page.written();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
        fs::write(path, &written).unwrap();
        return;
    }
    assert!(
        written == page.text,
        "run `UPDATE_DOCS=1 cargo test --test it format_page`"
    );
}

#[test]
fn the_page_has_every_object_of_a_report_once() {
    let mut known = BTreeSet::new();
    objects_below(&Node::at("part.schema.json"), &mut known);
    let described = Page::read()
        .objects()
        .into_iter()
        .map(|(node, _)| node.place());
    let mut described: Vec<_> = described.collect();
    described.sort();
    assert_eq!(described, known.into_iter().collect::<Vec<_>>());
}

#[test]
fn every_rule_about_the_report_looks_at_a_key() {
    let nodes: Vec<_> = Page::read()
        .objects()
        .into_iter()
        .map(|(node, _)| node)
        .collect();
    let readers = Readers::new(&nodes);
    let named: BTreeSet<_> = readers.0.values().flatten().copied().collect();
    let about = rule::all().filter(|rule| !ABOUT_ALL.contains(&rule.group()));
    let missing: Vec<_> = about
        .map(|rule| rule.id)
        .filter(|id| !named.contains(id))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn its_examples_are_correct_reports() {
    let fence = Regex::new(r"(?ms)^```yaml\n(.*?)^```$").unwrap();
    let page = Page::read();
    let mut tried = 0;
    for found in fence.captures_iter(&page.text) {
        let title = "document:\n  title: Report on the Regional Water Conference\n";
        let is_whole = found[1].contains("document:");
        let report = if is_whole {
            found[1].to_owned()
        } else {
            format!("{title}{}", &found[1])
        };
        let findings = findings_in("report.yaml", report);
        let messages: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
        assert!(messages.is_empty(), "{}\n{messages:?}", &found[1]);
        tried += 1;
    }
    assert!(tried > 8);
}
