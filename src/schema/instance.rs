//! The syntax tree as the validator reads it, in place.
//!
//! Each question of the validator is a step of the [`Budget`]. When that is used up, nothing is in any value any more, so
//! that the validator soon comes to an end; what it found is then worth nothing.

use std::borrow::Cow;
use std::cell::OnceCell;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node, NodeIdentity, Object};
use serde_json::{Map, Value};

use super::budget::Budget;
use super::equality::{self, Same};
use super::number::NumberOf;
use crate::text::syntax::{Data, Entries, NodeId, Tree};

/// Documents that are syntax trees.
pub(super) struct TreeJson;

/// A document that is validated.
pub(super) struct Document<'a> {
    tree: &'a Tree<'a>,
    root: NodeId,
    budget: &'a Budget,
    /// [What is in it](whole), once the validator asked for it.
    whole: OnceCell<Value>,
}

impl<'a> Document<'a> {
    pub(super) fn new(tree: &'a Tree<'a>, root: NodeId, budget: &'a Budget) -> Self {
        Self {
            tree,
            root,
            budget,
            whole: OnceCell::new(),
        }
    }

    /// Its root, for a validator that may ask for all that is in it.
    pub(super) fn whole(&'a self) -> Instance<'a> {
        Instance::Root(self)
    }

    /// Its root.
    pub(super) fn root(&'a self) -> Instance<'a> {
        Instance::Value {
            of: self,
            node: self.root,
        }
    }
}

/// A value of a document, or the name of one of its keys.
#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    Value {
        of: &'a Document<'a>,
        node: NodeId,
    },
    /// The root of a document from which [what is in it](whole) must be had.
    Root(&'a Document<'a>),
    Name(&'a str),
}

/// The key under which the number of a mapping or list is among its members.
const OWN_NUMBER: &str = "\0";

/// The number of the node that a value means.
pub(super) fn number_in(value: &Value) -> Option<u32> {
    let own = value.get(OWN_NUMBER).unwrap_or(value);
    own.as_u64().map(number_of)
}

/// The number of the node, from the value that an error has in its place.
pub(super) fn number_of(quoted: u64) -> u32 {
    const LOW: u64 = u32::MAX as u64;
    u32::try_from(quoted & LOW).expect("it has 32 bits")
}

/// Which error it is that quotes a value.
pub(super) fn error_in(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()? >> u32::BITS).ok()
}

/// The numbers of a node and of all in it, where its pointers lead to them. Where the engine gives up on a pattern the
/// validator asks for the root alone, and goes from there.
fn whole(tree: &Tree<'_>, node: NodeId) -> Value {
    let number = Value::from(node.number());
    let mut members: Map<String, Value> = match tree.data(node) {
        Data::Map => {
            let entries = tree.entries(node);
            let entries = entries.map(|(key, of)| (tree.key_text(key).into_owned(), of));
            entries.map(|(key, of)| (key, whole(tree, of))).collect()
        }
        Data::Seq => {
            let items = tree.items(node).enumerate();
            items
                .map(|(at, item)| (at.to_string(), whole(tree, item)))
                .collect()
        }
        _ => return number,
    };
    members.insert(OWN_NUMBER.to_owned(), number);
    members.into()
}

/// How long the keys are that lead to a node, as they are written.
fn bytes_of_keys(tree: &Tree<'_>, node: NodeId) -> usize {
    let way = std::iter::successors(Some(node), |node| tree.parent(*node));
    way.filter_map(|node| tree.key_of(node))
        .map(|key| tree.span(key).range().len())
        .sum()
}

impl Json for TreeJson {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // a look-up in a small mapping goes through its keys
    const KEYS_PER_LOOKUP: usize = 4;
    // an alias inside what it refers to is an error of syntax, and null
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, read: impl FnOnce(Self::Node<'_>) -> T) -> T {
        read(Instance::Name(string))
    }
}

impl<'a> Instance<'a> {
    fn place(self) -> Result<(&'a Document<'a>, NodeId), &'a str> {
        match self {
            Self::Value { of, node } => Ok((of, node)),
            Self::Root(of) => Ok((of, of.root)),
            Self::Name(name) => Err(name),
        }
    }

    /// Whether that many steps can still be made; looking at a name does not count.
    pub(super) fn allows(self, steps: u64) -> bool {
        self.place().map_or(true, |(of, _)| of.budget.allows(steps))
    }

    /// How long a text is, in bytes.
    pub(super) fn length_of_text(self) -> Option<usize> {
        match self.data() {
            Data::Str(text) => Some(text.len()),
            _ => None,
        }
    }

    /// How long the keys of a mapping are, in bytes.
    pub(super) fn lengths_of_keys(self) -> impl Iterator<Item = usize> + 'a {
        let place = self.place().ok();
        place.into_iter().flat_map(|(of, node)| {
            let entries = of.tree.entries(node);
            entries.map(|(key, _)| of.tree.key_text(key).len())
        })
    }

    fn data(self) -> Data<'a> {
        match self.place() {
            Ok((of, node)) => of.tree.data(node),
            Err(name) => Data::Str(name),
        }
    }

    /// Its value unless that is a text: most are, and their type is asked for more often than their content.
    fn data_unless_text(self) -> Option<Data<'a>> {
        match self.place() {
            Ok((of, node)) => {
                of.budget.allows(1);
                (!of.tree.is_text(node)).then(|| of.tree.data(node))
            }
            Err(_) => None,
        }
    }

    fn collection(self, kind: Data<'static>) -> Option<Collection<'a>> {
        let (of, node) = self.place().ok()?;
        let is_one = self.data_unless_text() == Some(kind) && of.budget.allows(0);
        is_one.then_some(Collection { of, node })
    }
}

impl<'a> Node<'a, TreeJson> for Instance<'a> {
    type Object = Collection<'a>;
    type Array = Collection<'a>;
    type Number = NumberOf;

    fn as_object(&self) -> Option<Collection<'a>> {
        self.collection(Data::Map)
    }

    fn as_array(&self) -> Option<Collection<'a>> {
        self.collection(Data::Seq)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self.data() {
            Data::Str(text) => {
                let of = self.place().ok().map(|(of, _)| of);
                let is_read = of.is_none_or(|of| of.budget.allows_reading(text));
                is_read.then_some(Cow::Borrowed(text))
            }
            _ => None,
        }
    }

    fn as_number(&self) -> Option<NumberOf> {
        let number = NumberOf::of(self.data_unless_text()?)?;
        match (number, self.place()) {
            (NumberOf::Float(value), Ok((of, node))) if of.tree.large_whole(node).is_some() => {
                Some(NumberOf::Large(value))
            }
            _ => Some(number),
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.data_unless_text()? {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        self.data_unless_text() == Some(Data::Null)
    }

    fn json_type(&self) -> JsonType {
        match self.data_unless_text() {
            Some(Data::Null) => JsonType::Null,
            Some(Data::Bool(_)) => JsonType::Boolean,
            Some(Data::Int(_) | Data::UInt(_) | Data::Float(_)) => JsonType::Number,
            Some(Data::Str(_)) | None => JsonType::String,
            Some(Data::Seq) => JsonType::Array,
            Some(Data::Map) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match self.place() {
            Ok((of, node)) => {
                of.budget.allows(1);
                equality::equals(of.tree, node, expected)
            }
            Err(name) => expected.as_str() == Some(name),
        }
    }

    /// The number of the node, and above that the number of the error. The validator asks for a value only to quote it in
    /// an error, and of an error we want the place and no words: this copies nothing, and spares the walk along the error's
    /// pointer.
    fn to_value(&self) -> Cow<'a, Value> {
        match *self {
            Self::Value { of, node } => {
                let error = of.budget.error(|| bytes_of_keys(of.tree, node));
                let quoted = u64::from(error) << u32::BITS | u64::from(node.number());
                Cow::Owned(Value::from(quoted))
            }
            Self::Root(of) => {
                of.budget.error(|| 0);
                Cow::Borrowed(of.whole.get_or_init(|| whole(of.tree, of.root)))
            }
            Self::Name(name) => Cow::Owned(Value::from(name)),
        }
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(match self.place() {
            Ok((of, node)) => {
                let address = std::ptr::from_ref(of.tree).cast::<()>() as usize;
                NodeIdentity::tagged(address, of.tree.resolve(node).number())
            }
            Err(name) => NodeIdentity::new(name.as_ptr() as usize),
        })
    }
}

/// A mapping or a sequence.
#[derive(Clone, Copy)]
pub(super) struct Collection<'a> {
    of: &'a Document<'a>,
    node: NodeId,
}

impl<'a> Collection<'a> {
    /// A value in it, unless there are no steps left to go there.
    fn child(self, node: NodeId) -> Option<Instance<'a>> {
        let of = self.of;
        of.budget
            .allows_visit()
            .then_some(Instance::Value { of, node })
    }

    /// How many there are of what it takes a walk to count.
    fn counted(self, count: usize) -> usize {
        self.of.budget.allows(count as u64);
        count
    }
}

impl<'a> Object<'a, TreeJson> for Collection<'a> {
    type Node = Instance<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.counted(self.of.tree.entries(self.node).count())
    }

    fn is_empty(&self) -> bool {
        self.of.tree.entries(self.node).next().is_none()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        let value = self.of.tree.get(self.node, key)?;
        self.child(value)
    }

    fn members(&self) -> Members<'a> {
        Members {
            of: *self,
            entries: self.of.tree.entries(self.node),
        }
    }
}

/// The entries of a mapping.
pub(super) struct Members<'a> {
    of: Collection<'a>,
    entries: Entries<'a>,
}

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, str>, Instance<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.entries.next()?;
        let value = self.of.child(value)?;
        Some((self.of.of.tree.key_text(key), value))
    }
}

impl<'a> Array<'a, TreeJson> for Collection<'a> {
    type Node = Instance<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        self.of.tree.items(self.node).len()
    }

    fn elements(&self) -> Elements<'a> {
        Elements { of: *self, next: 0 }
    }

    fn is_unique(&self) -> bool {
        let tree = self.of.tree;
        let mut seen = rustc_hash::FxHashSet::default();
        let mut items = tree.items(self.node);
        self.counted(items.len());
        items.all(|node| seen.insert(Same { tree, node }))
    }
}

/// The items of a sequence.
pub(super) struct Elements<'a> {
    of: Collection<'a>,
    next: usize,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Instance<'a>;

    fn next(&mut self) -> Option<Instance<'a>> {
        let item = self.of.of.tree.item(self.of.node, self.next)?;
        self.next += 1;
        self.of.child(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    const TEXT: &str = "\
string: héllo
integer: 42
float: 1.5
boolean: true
null: ~
array: &list [10, 20, 30]
alias: *list
merged: {<<: {nested: lost, more: value}, nested: value}
repeated: [1, {a: 1, b: 2}, {b: 2, a: 1.0}]
";

    fn with_member(name: &str, check: impl FnOnce(Instance<'_>)) {
        let tree = parse(TEXT, Format::Yaml, &Limits::default());
        let budget = Budget::unlimited();
        let document = Document::new(&tree, tree.documents()[0], &budget);
        let root = document.root();
        let members = root.as_object().unwrap();
        assert_eq!(Object::len(&members), 9);
        check(members.get(&TreeJson::prepare_key(name)).unwrap());
    }

    #[test]
    fn each_type_is_itself_and_no_other() {
        use JsonType::{Array, Boolean, Null, Number, Object, String};
        for (name, expected) in [
            ("string", String),
            ("integer", Number),
            ("float", Number),
            ("boolean", Boolean),
            ("null", Null),
            ("array", Array),
            ("alias", Array),
            ("merged", Object),
        ] {
            with_member(name, |member| {
                assert_eq!(member.json_type(), expected, "{name}");
                assert_eq!(member.as_string().is_some(), expected == String, "{name}");
                assert_eq!(member.as_number().is_some(), expected == Number, "{name}");
                assert_eq!(member.as_boolean().is_some(), expected == Boolean, "{name}");
                assert_eq!(member.as_array().is_some(), expected == Array, "{name}");
                assert_eq!(member.as_object().is_some(), expected == Object, "{name}");
                assert_eq!(member.is_null(), expected == Null, "{name}");
            });
        }
    }

    #[test]
    fn a_text_is_as_long_as_its_characters() {
        with_member("string", |member| {
            assert_eq!(member.string_length(), Some(5));
            assert_eq!(member.as_string().as_deref(), Some("héllo"));
        });
    }

    #[test]
    fn a_mapping_has_each_key_once_also_when_merged() {
        with_member("merged", |member| {
            let object = member.as_object().unwrap();
            assert_eq!(Object::len(&object), 2);
            let values = object
                .members()
                .map(|(name, value)| (name, value.as_string().unwrap()));
            let values: Vec<_> = values.collect();
            assert_eq!(
                values,
                [
                    ("nested".into(), "value".into()),
                    ("more".into(), "value".into())
                ]
            );
        });
    }

    #[test]
    fn an_alias_is_the_node_it_refers_to() {
        let tree = parse(TEXT, Format::Yaml, &Limits::default());
        let root = tree.documents()[0];
        let budget = Budget::unlimited();
        let identity = |key| {
            let node = tree.get(root, key).unwrap();
            Document::new(&tree, node, &budget).root().identity()
        };
        assert_eq!(identity("alias"), identity("array"));
        assert_ne!(identity("array"), identity("repeated"));
    }

    #[test]
    fn items_are_unique_whatever_the_order_of_keys_and_the_style_of_numbers() {
        with_member("array", |member| {
            assert!(member.as_array().unwrap().is_unique());
        });
        with_member("repeated", |member| {
            assert!(!member.as_array().unwrap().is_unique());
        });
    }

    #[test]
    fn the_root_leads_to_the_numbers_of_all_in_it() {
        let tree = parse("a: [x, {b/c: y}]\n", Format::Yaml, &Limits::default());
        let budget = Budget::unlimited();
        let document = Document::new(&tree, tree.documents()[0], &budget);
        let value = document.whole().to_value();
        for pointer in ["", "/a", "/a/0", "/a/1", "/a/1/b~1c"] {
            let number = number_in(value.pointer(pointer).unwrap()).unwrap();
            let node = NodeId::from_number(number);
            assert_eq!(tree.pointer(node), pointer);
        }
    }

    #[test]
    fn a_value_equals_what_a_schema_names() {
        use serde_json::json;
        for (name, expected) in [
            ("string", json!("héllo")),
            ("integer", json!(42.0)),
            ("float", json!(15e-1)),
            ("boolean", json!(true)),
            ("null", json!(null)),
            ("alias", json!([10, 20.0, 30])),
            ("merged", json!({"more": "value", "nested": "value"})),
        ] {
            with_member(name, |member| {
                assert!(member.equals_value(&expected), "{name}");
            });
            with_member(name, |member| {
                assert!(!member.equals_value(&json!("other")), "{name}");
            });
        }
        with_member("boolean", |member| assert!(!member.equals_value(&json!(1))));
        with_member("array", |member| {
            assert!(!member.equals_value(&json!([10, 20])));
        });
        with_member("merged", |member| {
            assert!(!member.equals_value(&json!({"more": "value"})));
        });
    }

    #[test]
    fn a_name_is_a_text() {
        for expected in ["héllo", ""] {
            TreeJson::with_string_node(&mut (), expected, |name| {
                assert_eq!(name.json_type(), JsonType::String);
                assert_eq!(name.as_string().as_deref(), Some(expected));
            });
        }
    }
}
