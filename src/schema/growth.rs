//! How often a schema is applied to the values of a file.
//!
//! A schema that leads back to itself by two ways for one and the same value is applied twice as often on each further
//! level: a file of thirty levels would not be done with today. How often that is follows from the schema and from how the
//! values nest, and is counted before any value is looked at.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::effort::{Place, references};
use super::project::SchemaFile;
use crate::text::syntax::{Data, NodeId, Tree, reference_token};

/// How often a schema may be applied in a file, whatever the size of that, and for each of its values besides. What keeps
/// within it takes seconds at the most; a schema that leads to itself by one way is applied a few times to each value.
const MOST: u64 = 5_000_000;
const MOST_EACH: u64 = 100;

/// The schemas that apply to a value, by their numbers, and how often each of them does.
type Applied = Rc<[(usize, u64)]>;

/// The schemas in some files, and what each of them applies to what is in a value.
pub(super) struct Growth {
    steps: Vec<Step>,
    /// For each schema those that apply to the same value because of it, itself among them, and how often.
    here: Vec<Vec<(usize, u64)>>,
}

/// What a schema applies to what is in a value: the numbers of schemas.
#[derive(Debug, Default)]
struct Step {
    members: FxHashMap<String, usize>,
    other_members: Vec<usize>,
    any_member: Vec<usize>,
    positions: Vec<usize>,
    other_items: Vec<usize>,
    any_item: Vec<usize>,
}

impl Growth {
    /// The schema at a place of some files; `None` where no value has more than one schema applied to what is in it, so that
    /// there is nothing to count.
    pub(super) fn of(files: &[SchemaFile], root: Place) -> Option<Self> {
        let mut reader = Reader::new(files, root);
        let mut steps = Vec::new();
        let mut next = Vec::new();
        while steps.len() < reader.places.len() {
            let (step, here) = reader.read(steps.len());
            steps.push(step);
            next.push(here);
        }
        let here = (0..steps.len()).map(|from| closure(&next, from));
        let here: Vec<Vec<(usize, u64)>> = here.collect();
        let ways = |applied: &Vec<(usize, u64)>| {
            let ways = applied
                .iter()
                .map(|(schema, often)| often.saturating_mul(steps[*schema].ways()));
            ways.fold(0, u64::saturating_add)
        };
        let grows = here.iter().any(|applied| ways(applied) > 1);
        grows.then_some(Self { steps, here })
    }

    /// Whether the schema is applied too often to a value and to what is in it.
    pub(super) fn is_beyond_measure(&self, tree: &Tree<'_>, root: NodeId) -> bool {
        let mut open = vec![(root, self.expanded([(0, 1)]))];
        let mut total: u64 = 0;
        let mut values: u64 = 0;
        while let Some((node, applied)) = open.pop() {
            values += 1;
            for (_, often) in applied.iter() {
                total = total.saturating_add(*often);
            }
            if total > MOST.saturating_add(values.saturating_mul(MOST_EACH)) {
                return true;
            }
            match tree.data(node) {
                Data::Map => open.extend(tree.entries(node).map(|(key, value)| {
                    let key = tree.key_text(key);
                    (value, self.below(&applied, |step| step.of_member(&key)))
                })),
                Data::Seq => {
                    let longest = applied
                        .iter()
                        .map(|(at, _)| self.steps[*at].positions.len());
                    let longest = longest.max().unwrap_or(0);
                    let others = self.below(&applied, |step| step.of_item(longest));
                    let items = tree.items(node).enumerate().map(|(at, item)| {
                        let applied = if at < longest {
                            self.below(&applied, |step| step.of_item(at))
                        } else {
                            Rc::clone(&others)
                        };
                        (item, applied)
                    });
                    open.extend(items);
                }
                _ => {}
            }
        }
        false
    }

    /// What applies to something in a value, to which these apply.
    fn below(&self, applied: &Applied, of: impl Fn(&Step) -> Vec<usize>) -> Applied {
        let below = applied.iter().flat_map(|(schema, often)| {
            let schemas = of(&self.steps[*schema]).into_iter();
            schemas.map(move |schema| (schema, *often))
        });
        self.expanded(below)
    }

    /// Schemas with those that apply to the same value because of them.
    fn expanded(&self, applied: impl IntoIterator<Item = (usize, u64)>) -> Applied {
        let mut counts: FxHashMap<usize, u64> = FxHashMap::default();
        for (schema, often) in applied {
            for (other, times) in &self.here[schema] {
                let count = counts.entry(*other).or_default();
                *count = count.saturating_add(often.saturating_mul(*times));
            }
        }
        counts.into_iter().collect()
    }
}

impl Step {
    fn of_member(&self, key: &str) -> Vec<usize> {
        let named = self.members.get(key);
        let others = named.is_none().then_some(&self.other_members);
        let others = others.into_iter().flatten();
        let all = named.into_iter().chain(others).chain(&self.any_member);
        all.copied().collect()
    }

    fn of_item(&self, position: usize) -> Vec<usize> {
        let placed = self.positions.get(position);
        let others = placed.is_none().then_some(&self.other_items);
        let others = others.into_iter().flatten();
        let all = placed.into_iter().chain(others).chain(&self.any_item);
        all.copied().collect()
    }

    /// How many schemas it applies to one value at the most.
    fn ways(&self) -> u64 {
        let members = usize::from(!self.members.is_empty()).max(self.other_members.len());
        let items = usize::from(!self.positions.is_empty()).max(self.other_items.len());
        let most = (members + self.any_member.len()).max(items + self.any_item.len());
        most as u64
    }
}

/// What is reached from a schema for the same value, and by how many ways. What leads back is not followed: the validator
/// notices it.
fn closure(next: &[Vec<usize>], from: usize) -> Vec<(usize, u64)> {
    let mut order = Vec::new();
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    let mut open = vec![(from, false)];
    while let Some((schema, is_left)) = open.pop() {
        if is_left {
            order.push(schema);
        } else if seen.insert(schema) {
            open.push((schema, true));
            open.extend(next[schema].iter().map(|next| (*next, false)));
        }
    }
    let places: FxHashMap<usize, usize> = order.iter().rev().copied().zip(0..).collect();
    let mut counts: FxHashMap<usize, u64> = FxHashMap::default();
    counts.insert(from, 1);
    for schema in order.iter().rev() {
        let often = counts.get(schema).copied().unwrap_or(0);
        // whoever stands before it in this order has it among those that it leads to
        for to in next[*schema]
            .iter()
            .filter(|to| places[to] > places[schema])
        {
            let count = counts.entry(*to).or_default();
            *count = count.saturating_add(often);
        }
    }
    counts.into_iter().collect()
}

/// Numbers the schemas that are reached.
struct Reader<'f> {
    files: &'f [SchemaFile],
    references: FxHashMap<Place, Place>,
    places: Vec<Place>,
    numbers: FxHashMap<Place, usize>,
}

impl<'f> Reader<'f> {
    fn new(files: &'f [SchemaFile], root: Place) -> Self {
        let mut reader = Self {
            files,
            references: references(files),
            places: Vec::new(),
            numbers: FxHashMap::default(),
        };
        reader.number(root);
        reader
    }

    fn number(&mut self, place: Place) -> usize {
        let next = self.places.len();
        let number = *self.numbers.entry(place.clone()).or_insert(next);
        if number == next {
            self.places.push(place);
        }
        number
    }

    /// What a schema applies to what is in a value, and those that it applies to the value itself.
    fn read(&mut self, number: usize) -> (Step, Vec<usize>) {
        let (file, pointer) = self.places[number].clone();
        let files = self.files;
        let schema = files[file].value.pointer(&pointer);
        let mut step = Step::default();
        let mut here = Vec::new();
        for (keyword, value) in schema.and_then(Value::as_object).into_iter().flatten() {
            let at = format!("{pointer}/{}", reference_token(keyword));
            match (keyword.as_str(), value) {
                // it means the root of the file, or of one that refers to it
                ("$recursiveRef", _) => here.push(self.number((file, String::new()))),
                ("$ref" | "$dynamicRef", _) => {
                    let target = self.references.get(&(file, at)).cloned();
                    here.extend(target.map(|target| self.number(target)));
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(list)) => {
                    here.extend(self.listed(file, &at, list.len()));
                }
                ("not" | "if" | "then" | "else", _) => here.push(self.number((file, at))),
                ("dependentSchemas" | "dependencies", Value::Object(map)) => {
                    here.extend(self.named(file, &at, map).map(|(_, schema)| schema));
                }
                ("properties", Value::Object(map)) => {
                    step.members = self.named(file, &at, map).collect();
                }
                ("patternProperties", Value::Object(map)) => {
                    let schemas = self.named(file, &at, map).map(|(_, schema)| schema);
                    step.any_member.extend(schemas);
                }
                ("additionalProperties" | "unevaluatedProperties", _) => {
                    step.other_members.push(self.number((file, at)));
                }
                ("items" | "prefixItems", Value::Array(list)) => {
                    step.positions = self.listed(file, &at, list.len()).collect();
                }
                ("items" | "additionalItems" | "unevaluatedItems", _) => {
                    step.other_items.push(self.number((file, at)));
                }
                ("contains", _) => step.any_item.push(self.number((file, at))),
                _ => {}
            }
        }
        (step, here)
    }

    fn listed(
        &mut self,
        file: usize,
        at: &str,
        count: usize,
    ) -> impl Iterator<Item = usize> + use<> {
        let numbers = (0..count).map(|index| self.number((file, format!("{at}/{index}"))));
        numbers.collect::<Vec<_>>().into_iter()
    }

    fn named(
        &mut self,
        file: usize,
        at: &str,
        map: &serde_json::Map<String, Value>,
    ) -> impl Iterator<Item = (String, usize)> + use<> {
        let numbers = map.keys().map(|key| {
            let place = (file, format!("{at}/{}", reference_token(key)));
            (key.clone(), self.number(place))
        });
        numbers.collect::<Vec<_>>().into_iter()
    }
}
