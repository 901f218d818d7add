//! Numbers as the validator reads them.

use std::borrow::Cow;

use jsonschema::json::JsonNumber;
use serde_json::Number;

use crate::text::syntax::Data;

/// A number, as the tree has it.
#[derive(Clone, Copy)]
pub(super) enum NumberOf {
    Int(i64),
    UInt(u64),
    Float(f64),
    /// A whole number that is too large for the others, as near as a float comes to it.
    Large(f64),
}

impl NumberOf {
    pub(super) fn of(data: Data<'_>) -> Option<Self> {
        match data {
            Data::Int(value) => Some(Self::Int(value)),
            Data::UInt(value) => Some(Self::UInt(value)),
            Data::Float(value) => Some(Self::Float(value)),
            _ => None,
        }
    }
}

impl JsonNumber for NumberOf {
    fn as_u64(&self) -> Option<u64> {
        match *self {
            Self::Int(value) => value.try_into().ok(),
            Self::UInt(value) => Some(value),
            Self::Float(_) | Self::Large(_) => None,
        }
    }

    fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Int(value) => Some(value),
            Self::UInt(value) => value.try_into().ok(),
            Self::Float(_) | Self::Large(_) => None,
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
            Self::Float(value) | Self::Large(value) => value,
        })
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_number().to_string())
    }

    /// The number of JSON; for infinity, which JSON does not have, the largest.
    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(match *self {
            Self::Int(value) => value.into(),
            Self::UInt(value) => value.into(),
            Self::Float(value) | Self::Large(value) => {
                let finite = value.clamp(f64::MIN, f64::MAX);
                Number::from_f64(finite).unwrap_or_else(|| 0.into())
            }
        })
    }

    fn is_integer(&self) -> bool {
        match *self {
            Self::Int(_) | Self::UInt(_) | Self::Large(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }

    fn is_written_as_integer(&self) -> bool {
        matches!(self, Self::Int(_) | Self::UInt(_) | Self::Large(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_distinguished_from_others() {
        for (data, whole, as_u64, as_i64, as_f64) in [
            (Data::Int(42), true, Some(42), Some(42), 42.0),
            (Data::Int(-1), true, None, Some(-1), -1.0),
            (
                Data::UInt(1 << 63),
                true,
                Some(1 << 63),
                None,
                9_223_372_036_854_775_808.0,
            ),
            (Data::Float(1.5), false, None, None, 1.5),
            (Data::Float(2.0), true, None, None, 2.0),
            (Data::Float(f64::INFINITY), false, None, None, f64::INFINITY),
        ] {
            let number = NumberOf::of(data).unwrap();
            assert_eq!(number.is_integer(), whole, "{data:?}");
            assert_eq!(number.as_u64(), as_u64, "{data:?}");
            assert_eq!(number.as_i64(), as_i64, "{data:?}");
            assert_eq!(number.as_f64(), Some(as_f64), "{data:?}");
            assert!(number.to_number().as_f64().unwrap().is_finite(), "{data:?}");
        }
    }
}
