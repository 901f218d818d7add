//! Filters: which of the children of a node pass.

use super::path::{Comparison, Condition, Operand, Query};
use super::{TooMuchWork, Walk};
use crate::text::pattern::Pattern;
use crate::text::syntax::{Data, NodeId};

/// What compiling a pattern may cost, in nodes looked at.
const PATTERN_WORK: usize = 100_000;

/// What is compared.
#[derive(Clone, Copy)]
enum Value<'a> {
    /// A query found nothing: equal to nothing but another of these.
    Nothing,
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(&'a str),
    /// A list or a mapping.
    Collection(NodeId),
}

impl Walk<'_> {
    pub(super) fn passes(&self, node: NodeId, condition: &Condition) -> Result<bool, TooMuchWork> {
        self.spend(1)?;
        match condition {
            Condition::Any(parts) => self.is_any(node, parts, true),
            Condition::All(parts) => Ok(!self.is_any(node, parts, false)?),
            Condition::Not(inner) => Ok(!self.passes(node, inner)?),
            Condition::Exists(query) => Ok(!self.found(node, query)?.is_empty()),
            Condition::Compares(left, comparison, right) => {
                let (left, right) = (self.value(node, left)?, self.value(node, right)?);
                self.compares(left, *comparison, right)
            }
            Condition::Matches {
                text,
                pattern,
                whole,
            } => self.matches(self.value(node, text)?, self.value(node, pattern)?, *whole),
        }
    }

    /// Whether one of the conditions comes out so; those after it are not looked at.
    fn is_any(
        &self,
        node: NodeId,
        conditions: &[Condition],
        outcome: bool,
    ) -> Result<bool, TooMuchWork> {
        for condition in conditions {
            if self.passes(node, condition)? == outcome {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What a query selects.
    fn found(&self, node: NodeId, query: &Query) -> Result<Vec<NodeId>, TooMuchWork> {
        let start = if query.from_root { self.root } else { node };
        self.follow(vec![start], &query.segments)
    }

    fn compares(
        &self,
        left: Value<'_>,
        comparison: Comparison,
        right: Value<'_>,
    ) -> Result<bool, TooMuchWork> {
        let is_equal = || self.is_equal(left, right);
        Ok(match comparison {
            Comparison::Equal => is_equal()?,
            Comparison::Unequal => !is_equal()?,
            Comparison::Less => is_less(left, right),
            Comparison::LessOrEqual => is_less(left, right) || is_equal()?,
            Comparison::Greater => is_less(right, left),
            Comparison::GreaterOrEqual => is_less(right, left) || is_equal()?,
        })
    }

    fn value<'a>(&'a self, node: NodeId, operand: &'a Operand) -> Result<Value<'a>, TooMuchWork> {
        Ok(match operand {
            Operand::Null => Value::Null,
            Operand::Bool(value) => Value::Bool(*value),
            Operand::Int(value) => Value::Int(*value),
            Operand::Float(value) => Value::Float(*value),
            Operand::Text(text) => Value::Text(text),
            Operand::Value(query) => match self.found(node, query)?.as_slice() {
                [only] => self.value_of(*only),
                _ => Value::Nothing,
            },
            Operand::Length(of) => self.length(self.value(node, of)?),
            Operand::Count(query) => count(self.found(node, query)?.len()),
        })
    }

    fn value_of(&self, node: NodeId) -> Value<'_> {
        match self.tree.data(node) {
            Data::Null => Value::Null,
            Data::Bool(value) => Value::Bool(value),
            Data::Int(value) => Value::Int(value),
            #[allow(
                clippy::cast_precision_loss,
                reason = "JSONPath does not distinguish numbers beyond 2^53"
            )]
            Data::UInt(value) => Value::Float(value as f64),
            Data::Float(value) => Value::Float(value),
            Data::Str(text) => Value::Text(text),
            Data::Seq | Data::Map => Value::Collection(self.tree.resolve(node)),
        }
    }

    fn length(&self, value: Value<'_>) -> Value<'_> {
        match value {
            Value::Text(text) => count(text.chars().count()),
            Value::Collection(node) => match self.tree.data(node) {
                Data::Seq => count(self.tree.items(node).len()),
                _ => count(self.tree.entries(node).count()),
            },
            _ => Value::Nothing,
        }
    }

    /// Whether a text matches a pattern, as a whole or somewhere in it; what is no text or no pattern does not.
    fn matches(
        &self,
        text: Value<'_>,
        pattern: Value<'_>,
        whole: bool,
    ) -> Result<bool, TooMuchWork> {
        let (Value::Text(text), Value::Text(pattern)) = (text, pattern) else {
            return Ok(false);
        };
        let written = if whole {
            format!("^(?:{})$", on_one_line(pattern))
        } else {
            on_one_line(pattern)
        };
        self.spend(text.len())?;
        let mut patterns = self.patterns.borrow_mut();
        if !patterns.contains_key(&written) {
            self.spend(PATTERN_WORK)?;
        }
        let compiled = patterns.entry(written);
        let compiled = compiled.or_insert_with_key(|written| Pattern::new(written).ok());
        Ok(compiled.as_ref().is_some_and(|it| it.is_in(text)))
    }

    /// Values of two types are never equal; numbers are, however they are written.
    fn is_equal(&self, one: Value<'_>, other: Value<'_>) -> Result<bool, TooMuchWork> {
        Ok(match (one, other) {
            (Value::Nothing, Value::Nothing) | (Value::Null, Value::Null) => true,
            (Value::Bool(one), Value::Bool(other)) => one == other,
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Int(one), Value::Int(other)) => one == other,
            (Value::Collection(one), Value::Collection(other)) => {
                one == other || self.are_alike(one, other)?
            }
            _ => match (number(one), number(other)) {
                (Some(one), Some(other)) => one.total_cmp(&other).is_eq(),
                _ => false,
            },
        })
    }

    /// Whether two collections contain the same; the order of keys does not count.
    fn are_alike(&self, one: NodeId, other: NodeId) -> Result<bool, TooMuchWork> {
        let tree = self.tree;
        self.spend(1)?;
        let pairs: Option<Vec<(NodeId, NodeId)>> = match (tree.data(one), tree.data(other)) {
            (Data::Seq, Data::Seq) if tree.items(one).len() == tree.items(other).len() => {
                Some(tree.items(one).zip(tree.items(other)).collect())
            }
            (Data::Map, Data::Map) if tree.entries(one).count() == tree.entries(other).count() => {
                let counterpart =
                    |(key, value)| Some((value, tree.get(other, &tree.key_text(key))?));
                tree.entries(one).map(counterpart).collect()
            }
            _ => None,
        };
        let Some(pairs) = pairs else {
            return Ok(false);
        };
        for (one, other) in pairs {
            self.spend(1)?;
            if !self.is_equal(self.value_of(one), self.value_of(other))? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn count<'a>(count: usize) -> Value<'a> {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

#[allow(
    clippy::cast_precision_loss,
    reason = "JSONPath does not distinguish numbers beyond 2^53"
)]
fn number(value: Value<'_>) -> Option<f64> {
    match value {
        Value::Int(value) => Some(value as f64),
        Value::Float(value) => Some(value),
        _ => None,
    }
}

fn is_less(one: Value<'_>, other: Value<'_>) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one < other,
        _ => number(one)
            .zip(number(other))
            .is_some_and(|(one, other)| one < other),
    }
}

/// A pattern whose points match all that does not end a line. The engine does not take a carriage return for a line end.
fn on_one_line(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len());
    let mut in_class = false;
    let mut is_escaped = false;
    for sign in pattern.chars() {
        let is_plain = !std::mem::take(&mut is_escaped);
        match sign {
            '.' if is_plain && !in_class => {
                written.push_str("[^\\n\\r]");
                continue;
            }
            '\\' => is_escaped = is_plain,
            '[' if is_plain => in_class = true,
            ']' if is_plain => in_class = false,
            _ => {}
        }
        written.push(sign);
    }
    written
}
