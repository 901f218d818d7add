//! How a file breaks a schema, in our own terms.

use std::fmt;
use std::sync::Arc;

use serde_json::{Number, Value};

use super::shape::Shape;
use crate::text::syntax::{Data, NodeId};

/// One place where a file does not follow the schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    /// The value that breaks it; of a key that does not belong there, its value.
    pub node: NodeId,
    /// How it breaks it.
    pub breach: Breach,
    /// What the value must look like, in words that complete this very sentence; of a mapping,
    /// or of the items of a list, a key that they need.
    pub expects: Option<String>,
    /// What the schema says about such a value, in a sentence or two.
    pub description: Option<String>,
    /// The mapping into which `<<` merges a key that does not belong there; `None` for one that is where it is.
    pub merged_into: Option<NodeId>,
}

/// A keyword of the schema that is not satisfied, and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Breach {
    /// More items than there are schemas for, where no others are allowed.
    AdditionalItems {
        /// How many there can be.
        limit: u64,
    },
    /// A key that the mapping cannot have.
    AdditionalProperties {
        /// The keys it can have.
        shape: Arc<Shape>,
        /// The one of them that was probably meant.
        meant: Option<String>,
    },
    /// Of several forms the value has none.
    AnyOf {
        /// The keys the mapping can have.
        shape: Arc<Shape>,
        /// Why none fits.
        lack: Lack,
    },
    /// Not the one value that is allowed.
    Const {
        /// That value, as it is written in JSON, or the text that it is.
        expected: String,
    },
    /// A list in which no item is as one must be.
    Contains,
    /// Text that is not in the encoding of the schema.
    ContentEncoding {
        /// The name of the encoding.
        name: String,
    },
    /// Text that is not in the format that it should be in.
    ContentMediaType {
        /// The media type.
        name: String,
    },
    /// A key that needs another one beside it.
    DependentRequired {
        /// The keys the mapping can have.
        shape: Arc<Shape>,
        /// The key that is there.
        present: String,
        /// The key that is not.
        missing: String,
    },
    /// None of the words that are allowed.
    Enum {
        /// The words that are allowed.
        options: Arc<[String]>,
        /// The types of which any value is allowed, too.
        others: Vec<Type>,
    },
    /// A number that must be less than a limit.
    ExclusiveMaximum {
        /// The limit.
        limit: Number,
    },
    /// A number that must be more than a limit.
    ExclusiveMinimum {
        /// The limit.
        limit: Number,
    },
    /// A value where none is allowed.
    FalseSchema,
    /// Text that is not of a well-known format, such as a date.
    Format {
        /// The name of the format.
        name: String,
    },
    /// A list in which too many items are as some must be.
    MaxContains {
        /// The most there can be.
        limit: u64,
    },
    /// A list that is too long.
    MaxItems {
        /// The most items it can have.
        limit: u64,
    },
    /// Text that is too long.
    MaxLength {
        /// The most characters it can have.
        limit: u64,
    },
    /// A mapping that is too large.
    MaxProperties {
        /// The most keys it can have.
        limit: u64,
    },
    /// A number that is too large.
    Maximum {
        /// The most it can be.
        limit: Number,
    },
    /// A list in which too few items are as some must be.
    MinContains {
        /// The fewest there can be.
        limit: u64,
    },
    /// A list that is too short.
    MinItems {
        /// The fewest items it can have.
        limit: u64,
    },
    /// Text that is too short.
    MinLength {
        /// The fewest characters it can have.
        limit: u64,
    },
    /// A mapping that is too small.
    MinProperties {
        /// The fewest keys it can have.
        limit: u64,
    },
    /// A number that is too small.
    Minimum {
        /// The least it can be.
        limit: Number,
    },
    /// A number that is no multiple of another one.
    MultipleOf {
        /// That other number.
        of: String,
    },
    /// A value that is as it must not be.
    Not {
        /// The keys the mapping can have.
        shape: Arc<Shape>,
        /// What is excluded.
        excluded: Excluded,
    },
    /// Of several forms that exclude each other the value has none.
    OneOf {
        /// The keys the mapping can have.
        shape: Arc<Shape>,
        /// Why none fits.
        lack: Lack,
    },
    /// Text that is not in the expected form.
    Pattern {
        /// The pattern that it does not match.
        pattern: Written,
        /// Whether it could not be made out in reasonable time whether it does.
        undecided: bool,
    },
    /// A key that is not named as keys must be.
    PropertyNames {
        /// The key.
        name: String,
        /// What is wrong with the name.
        why: Misnamed,
    },
    /// A key that is not there.
    Required {
        /// The keys the mapping can have.
        shape: Arc<Shape>,
        /// The key.
        missing: String,
        /// The words one of which must be there, if they tell the forms of such a mapping apart.
        words: Vec<String>,
    },
    /// Of several forms that exclude each other the value has more than one.
    Several {
        /// The keys the mapping can have.
        shape: Arc<Shape>,
        /// Those that it has.
        fitting: Fitting,
    },
    /// A value of another type.
    Type {
        /// The types it can have.
        expected: Vec<Type>,
    },
    /// An item that no part of the schema allows.
    UnevaluatedItems {
        /// Whether a part speaks of it that does not apply, as something else is wrong for it.
        is_known: bool,
    },
    /// A key that no part of the schema allows.
    UnevaluatedProperties {
        /// The keys the mapping can have, as far as they are known.
        shape: Arc<Shape>,
        /// The one of them that was probably meant.
        meant: Option<String>,
        /// Whether a part speaks of it that does not apply, as something else is wrong for it.
        is_known: bool,
    },
    /// Equal items in a list.
    UniqueItems {
        /// The first of them.
        first: NodeId,
        /// The others, at least one.
        again: Vec<NodeId>,
    },
}

/// Why none of several forms fits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Lack {
    /// Each form needs another key, and none of these is there.
    Keys(Vec<String>),
    /// Each form that comes into question wants something else.
    Forms {
        /// What the first of them want.
        wants: Vec<Want>,
        /// How many more there are.
        more: usize,
    },
}

/// What a form wants of a value that does not have it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Want {
    /// What the schema calls the form.
    pub title: Option<String>,
    /// What the value lacks for it, one thing at least.
    pub violations: Vec<Violation>,
}

/// Forms that exclude each other, and that one value has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fitting {
    /// Each is known by the keys that it needs and the others do not.
    Keys(Vec<String>),
    /// They have titles.
    Titles(Vec<String>),
    /// Only their places in the schema distinguish them, counted from 1.
    Places {
        /// The places.
        places: Vec<usize>,
        /// How many forms there are in all.
        of: usize,
    },
}

/// What `not` excludes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Excluded {
    /// Keys, all of which are there.
    Keys(Vec<String>),
    /// The value itself.
    Value,
    /// Values of these types.
    Types(Vec<Type>),
    /// Text that matches a pattern.
    Pattern(Written),
    /// Something that takes more than a sentence.
    Other,
}

/// A pattern, and what the schema says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Written {
    /// The pattern itself.
    pub pattern: String,
    /// What matches it, as the schema has it under `patternDescription`.
    pub description: Option<String>,
    /// Texts that match it, as the schema has them under `examples`.
    pub examples: Vec<String>,
}

/// What is wrong with the name of a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Misnamed {
    /// It is too long.
    TooLong {
        /// The most characters it can have.
        limit: u64,
    },
    /// It is too short.
    TooShort {
        /// The fewest characters it can have.
        limit: u64,
    },
    /// It is none of those that are allowed.
    NoneOfTheNames {
        /// Those that are.
        names: Vec<String>,
    },
    /// It does not match a pattern.
    Mismatched {
        /// The pattern.
        pattern: Written,
    },
    /// It does not have the required form.
    Miswritten,
}

/// A type of value, as it reads in a sentence: "a whole number".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// `null`
    Nothing,
    /// `boolean`
    YesOrNo,
    /// `integer`
    WholeNumber,
    /// `number`
    Number,
    /// `string`
    Text,
    /// `array`
    List,
    /// `object`
    Mapping,
}

impl Type {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "null" => Self::Nothing,
            "boolean" => Self::YesOrNo,
            "integer" => Self::WholeNumber,
            "number" => Self::Number,
            "string" => Self::Text,
            "array" => Self::List,
            _ => Self::Mapping,
        }
    }

    /// The type of a value.
    pub(super) fn of(data: Data<'_>) -> Self {
        match data {
            Data::Null => Self::Nothing,
            Data::Bool(_) => Self::YesOrNo,
            Data::Int(_) | Data::UInt(_) | Data::Float(_) => Self::Number,
            Data::Str(_) => Self::Text,
            Data::Seq => Self::List,
            Data::Map => Self::Mapping,
        }
    }

    /// The type of a value of a schema.
    pub(super) fn of_word(word: &Value) -> Self {
        match word {
            Value::Null => Self::Nothing,
            Value::Bool(_) => Self::YesOrNo,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Mapping,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Nothing => "nothing",
            Self::YesOrNo => "true or false",
            Self::WholeNumber => "a whole number",
            Self::Number => "a number",
            Self::Text => "text",
            Self::List => "a list",
            Self::Mapping => "a mapping of keys",
        })
    }
}
