//! Reads the model from the syntax tree, through serde.
//!
//! The deserializer is a copyable handle on a node, so tolerance costs nothing: a field that fails is `None`, and its
//! neighbours are read as if nothing had happened. Apart from serde's own data model one newtype name is understood:
//! [`SPANNED`] hands out the node together with the value.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::misread::{cut_code, quoted_code};
use super::misspelt::Misspelt;
use super::{NodeRef, Spanned, Text};
use crate::text::source::FileId;
use crate::text::syntax::{Data, NodeId, Tree};

/// The newtype name by which a type asks for its node.
const SPANNED: &str = "$reportlint::Spanned";

/// A node of a tree: copying it is copying the position of a reader.
#[derive(Clone, Copy)]
pub(super) struct Handle<'h, 't> {
    tree: &'t Tree<'t>,
    at: NodeRef,
    misspelt: &'h Misspelt,
}

impl<'h, 't> Handle<'h, 't> {
    pub(super) fn new(tree: &'t Tree<'t>, at: NodeRef, misspelt: &'h Misspelt) -> Self {
        Self { tree, at, misspelt }
    }

    fn with_node(self, node: NodeId) -> Self {
        let at = NodeRef { node, ..self.at };
        Self { at, ..self }
    }

    /// The text of a scalar: of a string its value, of anything else the characters as written, so that an unquoted
    /// `014` is still read as the code 014.
    fn scalar_text(self) -> Option<&'t str> {
        if self.tree.is_cut(self.at.node) {
            return cut_code(self.tree, self.at.node);
        }
        match self.tree.data(self.at.node) {
            Data::Str(text) if !text.is_ascii() => {
                Some(quoted_code(self.tree, self.at.node).unwrap_or(text))
            }
            Data::Str(text) => Some(text),
            Data::Bool(_) | Data::Int(_) | Data::UInt(_) | Data::Float(_) => {
                Some(self.tree.raw(self.tree.resolve(self.at.node)))
            }
            Data::Null | Data::Seq | Data::Map => None,
        }
    }
}

/// Why a value could not be read. Nobody sees it: the schema reports what is malformed.
#[derive(Debug)]
pub(super) struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the value is not of the type that is read")
    }
}

impl std::error::Error for Malformed {}

impl serde::de::Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Handle<'_, 'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.tree.is_cut(self.at.node) {
            return Err(Malformed);
        }
        match self.tree.data(self.at.node) {
            Data::Null => visitor.visit_unit(),
            Data::Bool(value) => visitor.visit_bool(value),
            Data::Int(value) => visitor.visit_i64(value),
            Data::UInt(value) => visitor.visit_u64(value),
            Data::Float(value) => visitor.visit_f64(value),
            Data::Str(text) => visitor.visit_borrowed_str(text),
            Data::Seq => self.deserialize_seq(visitor),
            Data::Map => self.deserialize_map(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_borrowed_str(self.scalar_text().ok_or(Malformed)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self.tree.data(self.at.node) {
            Data::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        if name == SPANNED {
            visitor.visit_seq(SpannedAccess {
                handle: self,
                next: 0,
            })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self.tree.data(self.at.node) {
            Data::Seq => visitor.visit_seq(Items {
                handle: self,
                items: self.tree.items(self.at.node),
            }),
            _ => Err(Malformed),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self.tree.data(self.at.node) {
            Data::Map => visitor.visit_map(Entries {
                handle: self,
                rest: self.tree.entries(self.at.node),
                value: None,
            }),
            _ => Err(Malformed),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        let text = self.scalar_text().ok_or(Malformed)?;
        let variant: StrDeserializer<'_, Malformed> = text.into_deserializer();
        visitor.visit_enum(variant)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf unit unit_struct tuple
        tuple_struct identifier
    }
}

/// The elements of a sequence.
struct Items<'h, 't, I> {
    handle: Handle<'h, 't>,
    items: I,
}

impl<'de, I: ExactSizeIterator<Item = NodeId>> SeqAccess<'de> for Items<'_, 'de, I> {
    type Error = Malformed;

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Malformed> {
        let next = self.items.next();
        next.map(|node| seed.deserialize(self.handle.with_node(node)))
            .transpose()
    }
}

/// The keys and values of a mapping.
struct Entries<'h, 't, I> {
    handle: Handle<'h, 't>,
    rest: I,
    value: Option<NodeId>,
}

impl<'de, I: Iterator<Item = (NodeId, NodeId)>> MapAccess<'de> for Entries<'_, 'de, I> {
    type Error = Malformed;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Malformed> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        let own_name = self.handle.tree.key_text(key);
        let meant = self
            .handle
            .misspelt
            .meant_by(self.handle.with_node(value).at);
        let name = meant.unwrap_or(&own_name);
        let name: StrDeserializer<'_, Malformed> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Malformed> {
        let value = self.value.take().ok_or(Malformed)?;
        seed.deserialize(self.handle.with_node(value))
    }
}

/// Hands out file, node and value, in this order.
struct SpannedAccess<'h, 't> {
    handle: Handle<'h, 't>,
    next: u8,
}

impl<'de> SeqAccess<'de> for SpannedAccess<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Malformed> {
        let position = self.next;
        self.next += 1;
        let value = match position {
            0 => seed.deserialize(self.handle.at.file.number().into_deserializer())?,
            1 => seed.deserialize(self.handle.at.node.number().into_deserializer())?,
            2 => seed.deserialize(self.handle)?,
            _ => return Ok(None),
        };
        Ok(Some(value))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SPANNED, SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a file, a node and a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Spanned<T>, A::Error> {
        let missing = || A::Error::custom("the value has no node");
        let file = parts.next_element()?.ok_or_else(missing)?;
        let node = parts.next_element()?.ok_or_else(missing)?;
        let value = parts.next_element()?.ok_or_else(missing)?;
        Ok(Spanned {
            value,
            at: NodeRef {
                file: FileId::from_number(file),
                node: NodeId::from_number(node),
            },
        })
    }
}

/// Reads a field: `None` when it is not of its type.
#[expect(clippy::unnecessary_wraps, reason = "the signature that serde calls")]
pub(super) fn tolerant<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(T::deserialize(deserializer).ok())
}

/// Reads a field that is written as text: `None` when its text is not that of a `T`.
pub(super) fn tolerant_text<'de, D, T>(deserializer: D) -> Result<Option<Spanned<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr,
{
    let text: Option<Text<'de>> = tolerant(deserializer)?;
    Ok(text.and_then(|text| {
        let value = text.parse().ok()?;
        Some(Spanned { value, at: text.at })
    }))
}

/// Reads a list: empty when it is none, and without the elements that are not of their type.
#[expect(clippy::unnecessary_wraps, reason = "the signature that serde calls")]
pub(super) fn tolerant_list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let elements = Vec::<Element<T>>::deserialize(deserializer).unwrap_or_default();
    Ok(elements
        .into_iter()
        .filter_map(|element| element.0)
        .collect())
}

/// An element of a tolerant list.
struct Element<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Element<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tolerant(deserializer).map(Self)
    }
}
