//! Keywords about numbers that the validator would compare as floats.

use jsonschema::json::{JsonNumber, Node};
use jsonschema::{Keyword, ValidationError, paths::Location};
use serde_json::{Map, Value};

use super::decimal::{Decimal, Divisor};
use super::instance::{Instance, TreeJson};

/// The keywords that become keywords of our own where their number is too large for a float, with those.
pub(super) const EXACT: [(&str, &str); 6] = [
    ("const", "\0const"),
    ("exclusiveMaximum", "\0exclusiveMaximum"),
    ("exclusiveMinimum", "\0exclusiveMinimum"),
    ("maximum", "\0maximum"),
    ("minimum", "\0minimum"),
    ("multipleOf", "\0multipleOf"),
];

/// The keyword of our own that compares with that number, where the one of the schema cannot.
pub(super) fn instead_of(keyword: &str, value: &Value) -> Option<&'static str> {
    /// Floats are exact for all whole numbers up to this one.
    const EXACT_IN_FLOATS: u64 = 1 << 53;
    let (_, own) = EXACT.iter().find(|(of, _)| *of == keyword)?;
    let number = value.as_number()?;
    let small = number.as_i64().map(i64::unsigned_abs);
    if small.is_some_and(|size| size <= EXACT_IN_FLOATS) {
        return None;
    }
    let decimal = Decimal::of(number.as_str());
    let is_needed = match keyword {
        "multipleOf" => decimal.divisor().is_some(),
        _ => decimal.is_whole(),
    };
    is_needed.then_some(own)
}

/// What a number is compared with.
enum Exact {
    Same(Decimal),
    Most(Decimal),
    Least(Decimal),
    Below(Decimal),
    Above(Decimal),
    Multiple(Divisor),
}

type Made<'a> = Result<Box<dyn for<'i> Keyword<'i, TreeJson>>, ValidationError<'a>>;

/// The keyword that its name says.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the validator calls it with a place of its own"
)]
pub(super) fn exact<'a>(
    beside: &'a Map<String, Value>,
    value: &'a Value,
    at: Location,
) -> Made<'a> {
    let is_exclusive = |keyword: &str| beside.get(keyword) == Some(&Value::Bool(true));
    let no_number = || ValidationError::custom("it is no number");
    let number = Decimal::of(value.as_number().ok_or_else(no_number)?.as_str());
    let keyword = at.as_str().rsplit('/').next().unwrap_or_default();
    Ok(Box::new(match keyword.trim_start_matches('\0') {
        "const" => Exact::Same(number),
        "exclusiveMaximum" => Exact::Below(number),
        "exclusiveMinimum" => Exact::Above(number),
        // draft 4
        "maximum" if is_exclusive("exclusiveMaximum") => Exact::Below(number),
        "minimum" if is_exclusive("exclusiveMinimum") => Exact::Above(number),
        "maximum" => Exact::Most(number),
        "minimum" => Exact::Least(number),
        _ => Exact::Multiple(number.divisor().ok_or_else(no_number)?),
    }))
}

impl Exact {
    fn allows(&self, number: &Decimal) -> bool {
        match self {
            Self::Same(same) => number == same,
            Self::Most(limit) => number <= limit,
            Self::Least(limit) => number >= limit,
            Self::Below(limit) => number < limit,
            Self::Above(limit) => number > limit,
            Self::Multiple(divisor) => number.is_multiple_of(divisor),
        }
    }
}

impl<'i> Keyword<'i, TreeJson> for Exact {
    fn validate(&self, instance: Instance<'i>) -> Result<(), ValidationError<'i>> {
        if Keyword::<TreeJson>::is_valid(self, instance) {
            Ok(())
        } else {
            Err(ValidationError::custom("it is another number"))
        }
    }

    fn is_valid(&self, instance: Instance<'i>) -> bool {
        match instance.as_number() {
            Some(number) => self.allows(&Decimal::of(&number.as_str())),
            // only `const` is about other values
            None => !matches!(self, Self::Same(_)),
        }
    }
}
