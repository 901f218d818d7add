//! Numbers as the validator reads them, and by their worth.

use std::borrow::Cow;

use jsonschema::json::JsonNumber;
use serde_json::Number;

use super::decimal::Decimal;
use crate::text::syntax::{Data, NodeId, Tree};

/// A number, as the tree has it.
#[derive(Clone)]
pub(super) enum NumberOf<'t> {
    Int(i64),
    UInt(u64),
    /// Any other number: the nearest float, and how JSON writes it.
    Written(f64, Cow<'t, str>),
    /// Infinity, or what is no number. JSON has neither.
    Other(f64),
}

impl<'t> NumberOf<'t> {
    pub(super) fn of(tree: &Tree<'t>, node: NodeId) -> Option<Self> {
        match tree.data(node) {
            Data::Int(value) => Some(Self::Int(value)),
            Data::UInt(value) => Some(Self::UInt(value)),
            Data::Float(value) => Some(match tree.decimal(node) {
                Some(text) => Self::Written(value, text),
                None => Self::Other(value),
            }),
            _ => None,
        }
    }

    /// How JSON writes it; infinity is the largest number.
    pub(super) fn to_json(&self) -> Number {
        match self {
            Self::Int(value) => (*value).into(),
            Self::UInt(value) => (*value).into(),
            Self::Written(_, text) => text.parse().unwrap_or_else(|_| 0.into()),
            Self::Other(value) => {
                let finite = value.clamp(f64::MIN, f64::MAX);
                Number::from_f64(finite).unwrap_or_else(|| 0.into())
            }
        }
    }
}

impl JsonNumber for NumberOf<'_> {
    fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Int(value) => value.try_into().ok(),
            Self::UInt(value) => Some(value),
            Self::Written(..) | Self::Other(_) => None,
        }
    }

    fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Int(value) => Some(value),
            Self::UInt(value) => value.try_into().ok(),
            Self::Written(..) | Self::Other(_) => None,
        }
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "what is asked for is the nearest float"
    )]
    fn as_f64(&self) -> Option<f64> {
        Some(match *self {
            Self::Int(value) => value as f64,
            Self::UInt(value) => value as f64,
            Self::Written(value, _) | Self::Other(value) => value,
        })
    }

    fn as_str(&self) -> Cow<'_, str> {
        match self {
            Self::Written(_, text) => Cow::Borrowed(text),
            _ => Cow::Owned(self.to_json().to_string()),
        }
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(self.to_json())
    }

    fn is_integer(&self) -> bool {
        match self {
            Self::Int(_) | Self::UInt(_) => true,
            Self::Written(_, text) => Decimal::of(text).is_whole(),
            Self::Other(_) => false,
        }
    }

    fn is_written_as_integer(&self) -> bool {
        match self {
            Self::Int(_) | Self::UInt(_) => true,
            Self::Written(_, text) => !text.contains(['.', 'e', 'E']),
            Self::Other(_) => false,
        }
    }
}

/// A number by its worth: 1, 1.0 and 1e0 are the same.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Quantity {
    Whole(i128),
    Decimal(Decimal),
    /// The bits of a float, so that even what is no number is the same as itself.
    Other(u64),
}

impl Quantity {
    pub(super) fn of(number: &NumberOf<'_>) -> Self {
        match number {
            NumberOf::Int(value) => Self::Whole((*value).into()),
            NumberOf::UInt(value) => Self::Whole((*value).into()),
            NumberOf::Written(_, text) => Self::written(text),
            NumberOf::Other(value) => Self::Other(value.to_bits()),
        }
    }

    /// That of a number of a schema.
    pub(super) fn of_json(number: &Number) -> Self {
        let whole = number.as_i64().map(i128::from);
        let whole = whole.or_else(|| number.as_u64().map(i128::from));
        whole.map_or_else(|| Self::written(number.as_str()), Self::Whole)
    }

    fn written(text: &str) -> Self {
        let decimal = Decimal::of(text);
        match decimal.whole() {
            Some(whole) => Self::Whole(whole),
            None => Self::Decimal(decimal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    fn with_number(text: &str, check: impl FnOnce(NumberOf<'_>)) {
        let tree = parse(text, Format::Yaml, &Limits::default());
        check(NumberOf::of(&tree, tree.documents()[0]).unwrap());
    }

    #[test]
    fn whole_numbers_are_distinguished_from_others() {
        for (text, whole, as_u64, as_i64, as_f64) in [
            ("42", true, Some(42), Some(42), 42.0),
            ("-1", true, None, Some(-1), -1.0),
            (
                "9223372036854775808",
                true,
                Some(1 << 63),
                None,
                9_223_372_036_854_775_808.0,
            ),
            ("1.5", false, None, None, 1.5),
            ("2.0", true, None, None, 2.0),
            ("1.00000000000000000001", false, None, None, 1.0),
            ("15e-1", false, None, None, 1.5),
            ("1e30", true, None, None, 1e30),
            (".inf", false, None, None, f64::INFINITY),
        ] {
            with_number(text, |number| {
                assert_eq!(number.is_integer(), whole, "{text}");
                assert_eq!(number.as_u64(), as_u64, "{text}");
                assert_eq!(number.as_i64(), as_i64, "{text}");
                assert_eq!(number.as_f64(), Some(as_f64), "{text}");
            });
        }
    }

    #[test]
    fn json_writes_each_number_of_yaml() {
        for (text, json) in [
            ("12345678901234567890123", "12345678901234567890123"),
            ("+012345678901234567890123", "12345678901234567890123"),
            ("-012345678901234567890123", "-12345678901234567890123"),
            (".5", "0.5"),
            ("-5.", "-5"),
            ("+1.50E+3", "1.50E+3"),
            ("1e400", "1e400"),
        ] {
            with_number(text, |number| {
                assert_eq!(number.as_str(), json, "{text}");
                // the library writes the exponent in its own way
                let written = Quantity::of_json(&number.to_json());
                assert!(written == Quantity::of(&number), "{text}");
            });
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (one, another, same) in [
            ("1", "1.0", true),
            ("100", "1e2", true),
            ("0", "-0.0", true),
            ("0", "0e9", true),
            ("0.1", "1e-1", true),
            ("10000000000000000000000000", "1e25", true),
            ("10000000000000000905969664", "1e25", false),
            ("1.5", "1.50000000000000000000001", false),
            ("1e400", "10e399", true),
            ("1e400", "1e401", false),
            ("1e99999999999999999999", "1e-99999999999999999999", false),
        ] {
            with_number(one, |one_number| {
                with_number(another, |other| {
                    let is_same = Quantity::of(&one_number) == Quantity::of(&other);
                    assert_eq!(is_same, same, "{one} {another}");
                });
            });
        }
    }
}
