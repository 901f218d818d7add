//! Scalars without quotes, and what programs take them for.
//!
//! The syntax tree has the types of YAML 1.2. Many programs still read YAML 1.1, whose types are other ones, and an
//! editor sees the difference nowhere.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::syntax::{Data, NodeId, Style, Tree};

/// What a program takes a scalar for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Reading {
    /// The characters as they are written.
    Text,
    /// No value.
    Nothing,
    /// True or false.
    Bool(bool),
    /// A whole number of 64 bits, signed or not.
    Int(i128),
    /// Any other number.
    Float(f64),
}

impl Reading {
    /// What YAML 1.2 and JSON make of a scalar; `None` for a list or a mapping.
    pub(crate) fn of(data: Data<'_>) -> Option<Self> {
        match data {
            Data::Null => Some(Self::Nothing),
            Data::Bool(value) => Some(Self::Bool(value)),
            Data::Int(value) => Some(Self::Int(value.into())),
            Data::UInt(value) => Some(Self::Int(value.into())),
            Data::Float(value) => Some(Self::Float(value)),
            Data::Str(_) => Some(Self::Text),
            Data::Seq | Data::Map => None,
        }
    }

    /// What YAML 1.1 makes of a scalar without quotes, by the type repository at <https://yaml.org/type/>.
    ///
    /// Its `timestamp` is left out: a date that becomes a date is read as it is meant.
    pub(crate) fn in_yaml_1_1(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Self::Nothing,
            "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
                Self::Bool(true)
            }
            "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off"
            | "OFF" => Self::Bool(false),
            ".nan" | ".NaN" | ".NAN" => Self::Float(f64::NAN),
            // most scalars are prose, and no pattern has to look at them
            _ if text.starts_with(['+', '-', '.'])
                || text.starts_with(|first: char| first.is_ascii_digit()) =>
            {
                number_in_yaml_1_1(text).unwrap_or(Self::Text)
            }
            _ => Self::Text,
        }
    }

    /// What Ruby's reader makes of a scalar without quotes where it follows neither version of YAML: times such as `09:30`
    /// are numbers to it, and so are numbers with commas; `None` for all others.
    pub(crate) fn in_ruby(text: &str) -> Option<Self> {
        if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-')) {
            return None;
        }
        if RUBY_BASE_60.is_match(text) {
            // the parts are hours, minutes and seconds, even where there are two
            let parts = text
                .trim_start_matches(['+', '-'])
                .split(':')
                .map(|part| part.replace('_', "").parse::<i128>().ok());
            let seconds = parts
                .zip([3600, 60, 1])
                .map(|(part, worth)| Some(part? * worth));
            return seconds.sum::<Option<i128>>().map(Self::Int);
        }
        let digits = text.replace(',', "");
        let is_grouped = text.contains(',') && GROUPED.is_match(text);
        is_grouped.then(|| digits.parse().ok().map(Self::Int))?
    }

    /// Whether both are the same value; two that are no number are.
    pub(crate) fn agrees_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Float(one), Self::Float(other)) => one.total_cmp(&other).is_eq(),
            _ => self == other,
        }
    }

    /// The value as it would be written without any ambiguity; `None` for text.
    pub(crate) fn value(self) -> Option<String> {
        match self {
            Self::Text => None,
            Self::Nothing => Some("null".to_owned()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Int(value) => Some(value.to_string()),
            Self::Float(value) if value.is_nan() => Some(".nan".to_owned()),
            Self::Float(value) if value.is_infinite() && value > 0.0 => Some(".inf".to_owned()),
            Self::Float(value) if value.is_infinite() => Some("-.inf".to_owned()),
            // beyond these, digits would fill the line
            Self::Float(value) if value != 0.0 && !(1e-6..1e21).contains(&value.abs()) => {
                Some(format!("{value:e}"))
            }
            Self::Float(value) => Some(value.to_string()),
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.value()) {
            (Self::Nothing, _) => formatter.write_str("nothing"),
            (_, None) => formatter.write_str("text"),
            (Self::Bool(value), _) => value.fmt(formatter),
            (_, Some(number)) => write!(formatter, "the number {number}"),
        }
    }
}

/// The patterns of `int` and `float` in the type repository of YAML 1.1. The full stop that its base 10 `float` has
/// among the digits is read as the underscore that is there in all others: no program takes `1.2.3` for a number.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)^[-+]?(?:
        0b[0-1_]+
        | 0[0-7_]+
        | 0 | [1-9][0-9_]*
        | 0x[0-9a-fA-F_]+
        | [1-9][0-9_]*(?: :[0-5]?[0-9] )+
        | (?: [0-9][0-9_]* )? \.[0-9_]* (?: [eE][-+][0-9]+ )?
        | [0-9][0-9_]*(?: :[0-5]?[0-9] )+\.[0-9_]*
        | \.(?: inf | Inf | INF )
    )$";
    Regex::new(pattern).expect("the pattern is constant and well formed")
});

/// What Ruby takes for a number of base 60.
static RUBY_BASE_60: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^[-+]?[0-9][0-9_]{0,8}(?::[0-5]?[0-9]){1,2}$";
    Regex::new(pattern).expect("the pattern is constant and well formed")
});

/// What Ruby takes for a number whose digits are in groups.
static GROUPED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^[-+]?[1-9][0-9]*(?:,[0-9]+)+$";
    Regex::new(pattern).expect("the pattern is constant and well formed")
});

/// A number of digits alone, of which most are: no pattern has to look at it.
fn plain_number(text: &str) -> Option<Reading> {
    const MOST_DIGITS: usize = 18;
    let is_plain = (1..=MOST_DIGITS).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain).map(Reading::Int)
}

/// Whether it has a character that no number has, or one in the wrong place, as the hyphens of a date are.
fn is_surely_no_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let may_be = |(at, &byte): (usize, &u8)| match byte {
        b'+' | b'-' => at == 0 || matches!(bytes[at - 1], b'e' | b'E'),
        _ => byte.is_ascii_hexdigit() || b"_.:xinIN".contains(&byte),
    };
    !bytes.iter().enumerate().all(may_be)
}

fn number_in_yaml_1_1(text: &str) -> Option<Reading> {
    let plain = plain_number(text);
    if plain.is_some() || is_surely_no_number(text) || !NUMBER.is_match(text) {
        return plain;
    }
    let negative = text.starts_with('-');
    let digits = text.trim_start_matches(['+', '-']).replace('_', "");
    let whole = whole_number(&digits).map(i128::from);
    match whole {
        Some(value) => Some(Reading::Int(if negative { -value } else { value })),
        None => {
            fraction(&digits).map(|value| Reading::Float(if negative { -value } else { value }))
        }
    }
}

/// A number of the pattern without a fraction, if it fits into 64 bits.
fn whole_number(digits: &str) -> Option<u64> {
    let octal = || digits.strip_prefix('0').filter(|rest| !rest.is_empty());
    let (digits, base) = if let Some(rest) = digits.strip_prefix("0b") {
        (rest, 2)
    } else if let Some(rest) = digits.strip_prefix("0x") {
        (rest, 16)
    } else if digits.contains(':') {
        return in_base_60(digits);
    } else if let Some(rest) = octal() {
        (rest, 8)
    } else {
        (digits, 10)
    };
    u64::from_str_radix(digits, base).ok()
}

fn in_base_60(digits: &str) -> Option<u64> {
    digits.split(':').try_fold(0_u64, |sum, part| {
        sum.checked_mul(60)?.checked_add(part.parse().ok()?)
    })
}

/// Any other number of the pattern; a decimal number of more than 64 bits too, as in the tree.
fn fraction(digits: &str) -> Option<f64> {
    if digits.eq_ignore_ascii_case(".inf") {
        return Some(f64::INFINITY);
    }
    digits.split(':').try_fold(0.0, |sum, part| {
        part.parse::<f64>().ok().map(|part| sum * 60.0 + part)
    })
}

/// Every scalar that is written without quotes and without a tag, keys included.
///
/// What an alias or a merge key repeats is visited where it is written.
pub(crate) fn plain_scalars<'t>(tree: &'t Tree<'t>) -> impl Iterator<Item = NodeId> {
    let written = tree.effective_nodes();
    written.filter(|node| tree.style(*node) == Style::Plain && tree.tag(*node).is_none())
}

/// The characters of a plain scalar.
pub(crate) fn written<'t>(tree: &'t Tree<'t>, node: NodeId) -> &'t str {
    match tree.data(node) {
        Data::Str(text) => text,
        _ => tree.raw(node),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    const TEXT: Reading = Reading::Text;
    const YES: Reading = Reading::Bool(true);
    const NO: Reading = Reading::Bool(false);

    fn int(value: i128) -> Reading {
        Reading::Int(value)
    }

    fn float(value: f64) -> Reading {
        Reading::Float(value)
    }

    fn in_yaml_1_2(text: &str) -> Reading {
        let tree = parse(text, Format::Yaml, &Limits::default());
        Reading::of(tree.data(tree.documents()[0])).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn what_is_told_without_the_pattern_is_what_it_says(text in "[-+.0-9a-fxinIN_:eE]{1,8}|[0-9]{1,20}") {
            let is_number = NUMBER.is_match(&text);
            prop_assert!(!(is_number && is_surely_no_number(&text)));
            let plain = plain_number(&text);
            prop_assert!(plain.is_none() || is_number);
        }
    }

    /// What the two versions read: YAML 1.1 by <https://yaml.org/type/bool.html>, `int.html`, `float.html` and
    /// `null.html`; YAML 1.2.2 by its core schema, section 10.3.2.
    #[test]
    fn each_version_reads_a_scalar_by_its_own_types() {
        let table = [
            // (text, YAML 1.1, YAML 1.2)
            ("yes", YES, TEXT),
            ("Yes", YES, TEXT),
            ("YES", YES, TEXT),
            ("yEs", TEXT, TEXT),
            ("y", YES, TEXT),
            ("Y", YES, TEXT),
            ("on", YES, TEXT),
            ("On", YES, TEXT),
            ("ON", YES, TEXT),
            ("no", NO, TEXT),
            ("No", NO, TEXT),
            ("NO", NO, TEXT),
            ("nO", TEXT, TEXT),
            ("n", NO, TEXT),
            ("N", NO, TEXT),
            ("off", NO, TEXT),
            ("Off", NO, TEXT),
            ("OFF", NO, TEXT),
            ("true", YES, YES),
            ("True", YES, YES),
            ("FALSE", NO, NO),
            ("tRUE", TEXT, TEXT),
            ("~", Reading::Nothing, Reading::Nothing),
            ("null", Reading::Nothing, Reading::Nothing),
            ("NULL", Reading::Nothing, Reading::Nothing),
            ("nULL", TEXT, TEXT),
            ("12", int(12), int(12)),
            ("-12", int(-12), int(-12)),
            ("+12", int(12), int(12)),
            ("0", int(0), int(0)),
            ("00", int(0), int(0)),
            ("01", int(1), int(1)),
            ("014", int(12), int(14)),
            ("-014", int(-12), int(-14)),
            ("09", TEXT, int(9)),
            ("0018", TEXT, int(18)),
            ("0o14", TEXT, int(12)),
            ("0x1F", int(31), int(31)),
            ("0x1_F", int(31), TEXT),
            ("-0x1F", int(-31), TEXT),
            ("0b11", int(3), TEXT),
            ("1_000", int(1000), TEXT),
            ("1,000", TEXT, TEXT),
            ("_1", TEXT, TEXT),
            ("0x_", TEXT, TEXT),
            ("12:30", int(750), TEXT),
            ("-1:30", int(-90), TEXT),
            ("9:30", int(570), TEXT),
            ("09:30", TEXT, TEXT),
            ("00:30", TEXT, TEXT),
            ("12:60", TEXT, TEXT),
            ("12:30:45", int(45_045), TEXT),
            ("2:3", int(123), TEXT),
            ("09:30.5", float(570.5), TEXT),
            ("12:30-13:30", TEXT, TEXT),
            ("1.5", float(1.5), float(1.5)),
            ("1.10", float(1.1), float(1.1)),
            ("1.", float(1.0), float(1.0)),
            (".5", float(0.5), float(0.5)),
            ("-.5", float(-0.5), float(-0.5)),
            (".", TEXT, TEXT),
            ("1.2.3", TEXT, TEXT),
            ("1_0.5", float(10.5), TEXT),
            ("1e3", TEXT, float(1000.0)),
            ("1E3", TEXT, float(1000.0)),
            ("1.5e3", TEXT, float(1500.0)),
            ("1.5e+3", float(1500.0), float(1500.0)),
            ("1e-3", TEXT, float(0.001)),
            (".inf", float(f64::INFINITY), float(f64::INFINITY)),
            ("-.INF", float(f64::NEG_INFINITY), float(f64::NEG_INFINITY)),
            (".NaN", float(f64::NAN), float(f64::NAN)),
            ("inf", TEXT, TEXT),
            ("2008-02-13", TEXT, TEXT),
            (
                "18446744073709551615",
                int(u64::MAX.into()),
                int(u64::MAX.into()),
            ),
            (
                "18446744073709551616",
                float(2.0_f64.powi(64)),
                float(2.0_f64.powi(64)),
            ),
            ("Annex", TEXT, TEXT),
            ("+", TEXT, TEXT),
        ];
        for (text, old, new) in table {
            let (read_old, read_new) = (Reading::in_yaml_1_1(text), in_yaml_1_2(text));
            assert!(
                read_old.agrees_with(old),
                "YAML 1.1 reads {text} as {read_old:?}"
            );
            assert!(
                read_new.agrees_with(new),
                "YAML 1.2 reads {text} as {read_new:?}"
            );
        }
    }

    #[test]
    fn a_reading_is_shown_as_what_it_is() {
        let shown = |text| in_yaml_1_2(text).to_string();
        assert_eq!(shown("12345678901234567"), "the number 12345678901234567");
        assert_eq!(shown("1.10"), "the number 1.1");
        assert_eq!(shown("1e300"), "the number 1e300");
        assert_eq!(shown("1e-300"), "the number 1e-300");
        assert_eq!(shown("-.inf"), "the number -.inf");
        assert_eq!(shown("True"), "true");
        assert_eq!(shown("NULL"), "nothing");
        assert_eq!(shown("no"), "text");
    }

    #[test]
    fn ruby_reads_times_as_seconds() {
        for (text, number) in [
            ("09:30", 34200),
            ("10:30", 37800),
            ("1:2:3", 3723),
            ("1,000", 1000),
        ] {
            assert_eq!(Reading::in_ruby(text), Some(Reading::Int(number)), "{text}");
        }
        for text in ["a", "09:60", "1, 2", "2008-02-13", "1.5", "-", "0,5"] {
            assert_eq!(Reading::in_ruby(text), None, "{text}");
        }
    }

    #[test]
    fn plain_scalars_are_visited_once_and_where_they_are_written() {
        let text = "a: &a {b: 1, 'c': \"2\"}\nd: {<<: *a, e: [*a, x, !!str 3]}\n";
        let tree = parse(text, Format::Yaml, &Limits::default());
        let mut found: Vec<&str> = plain_scalars(&tree)
            .map(|node| written(&tree, node))
            .collect();
        found.sort_unstable();
        assert_eq!(found, ["1", "a", "b", "d", "e", "x"]);
    }

    #[test]
    fn what_a_later_key_replaces_is_not_visited() {
        let text = "a: {b: [1, {c: 2}], d: 3}\na: 4\ne: {<<: {f: 5}, g: 6}\n<<: 7\n";
        let tree = parse(text, Format::Yaml, &Limits::default());
        let found: Vec<&str> = plain_scalars(&tree)
            .map(|node| written(&tree, node))
            .collect();
        assert_eq!(found, ["a", "4", "e", "g", "6", "<<", "7"]);
    }
}
