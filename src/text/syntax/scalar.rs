//! The types of scalars: the YAML 1.2 core schema, and the numbers of JSON.

use super::Content;

/// What a scalar may be, given how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whatever it reads like: a plain scalar without a tag.
    Any,
    /// Text: it is quoted, or its tag is `!!str` or one that the core schema does not have.
    Text,
    /// Tagged `!!null`.
    Null,
    /// Tagged `!!bool`.
    Bool,
    /// Tagged `!!int`.
    Int,
    /// Tagged `!!float`.
    Float,
}

/// The value of a YAML scalar that is not text; one that does not fit its tag is text.
pub(super) fn resolve(text: &str, kind: Kind) -> Option<Content> {
    if kind == Kind::Text {
        return None;
    }
    match core(text)? {
        content if kind.fits(content) => Some(content),
        Content::Int(_) | Content::UInt(_) if kind == Kind::Float => {
            text.parse().ok().map(Content::Float)
        }
        _ => None,
    }
}

impl Kind {
    fn fits(self, content: Content) -> bool {
        match self {
            Kind::Any => true,
            Kind::Text => false,
            Kind::Null => matches!(content, Content::Null),
            Kind::Bool => matches!(content, Content::Bool(_)),
            Kind::Int => matches!(content, Content::Int(_) | Content::UInt(_)),
            Kind::Float => matches!(content, Content::Float(_)),
        }
    }
}

/// What a plain scalar reads like, if that is not text.
fn core(text: &str) -> Option<Content> {
    match text.as_bytes().first() {
        None => Some(Content::Null),
        Some(b'~' | b'n' | b'N') => {
            matches!(text, "~" | "null" | "Null" | "NULL").then_some(Content::Null)
        }
        Some(b't' | b'T') => {
            matches!(text, "true" | "True" | "TRUE").then_some(Content::Bool(true))
        }
        Some(b'f' | b'F') => {
            matches!(text, "false" | "False" | "FALSE").then_some(Content::Bool(false))
        }
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text),
        _ => None,
    }
}

fn number(text: &str) -> Option<Content> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if is_digits(unsigned) {
        return decimal(text);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return in_base(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return in_base(digits, 8);
    }
    match unsigned {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => {
            Some(Content::Float(f64::NEG_INFINITY))
        }
        ".inf" | ".Inf" | ".INF" => Some(Content::Float(f64::INFINITY)),
        ".nan" | ".NaN" | ".NAN" if unsigned == text => Some(Content::Float(f64::NAN)),
        _ if is_float(unsigned) => text.parse().ok().map(Content::Float),
        _ => None,
    }
}

/// A number as JSON writes it.
pub(super) fn json_number(text: &str) -> Content {
    // what the scanner takes for a number is one, so the text is never null
    let number = if text.contains(['.', 'e', 'E']) {
        text.parse().ok().map(Content::Float)
    } else {
        decimal(text)
    };
    number.unwrap_or(Content::Null)
}

/// A run of decimal digits, signed or not; one beyond 64 bits is a float.
fn decimal(text: &str) -> Option<Content> {
    let int = text.parse().map(Content::Int);
    let int = int.or_else(|_| text.parse().map(Content::UInt));
    int.ok().or_else(|| text.parse().ok().map(Content::Float))
}

fn in_base(digits: &str, base: u32) -> Option<Content> {
    // the parser of numbers takes a sign, YAML does not
    if !digits.starts_with(|first: char| first.is_digit(base)) {
        return None;
    }
    let value = u64::from_str_radix(digits, base).ok()?;
    Some(i64::try_from(value).map_or(Content::UInt(value), Content::Int))
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        ),
        None => (text, None),
    };
    let mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => is_digits(fraction),
        Some((whole, fraction)) => is_digits(whole) && (fraction.is_empty() || is_digits(fraction)),
        None => is_digits(mantissa),
    };
    mantissa && exponent.is_none_or(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Quotation marks that are letters to YAML and JSON.
pub(crate) fn is_quotation_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '＂'
    )
}
