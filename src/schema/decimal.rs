//! Decimal numbers of any size, exactly.

use std::cmp::Ordering;

use num_bigint::BigUint;

/// A decimal number: its digits, from the first to the last that are not zero, times a power of ten. Zero has no digits.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

/// What numbers are multiples of.
pub(super) struct Divisor {
    digits: BigUint,
    exponent: i64,
}

impl Decimal {
    /// The number that JSON writes so. An exponent that is too large for the machine is the largest or the smallest.
    pub(super) fn of(text: &str) -> Self {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let kept = all.trim_end_matches('0');
        let digits = kept.trim_start_matches('0');
        if digits.is_empty() {
            return Self {
                is_negative: false,
                digits: String::new(),
                exponent: 0,
            };
        }
        let shift = count(all.len() - kept.len()).saturating_sub(count(fraction.len()));
        let furthest = if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        Self {
            is_negative,
            digits: digits.to_owned(),
            exponent: exponent.parse().unwrap_or(furthest).saturating_add(shift),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.exponent >= 0
    }

    /// The number, if it is whole and machines have it.
    pub(super) fn whole(&self) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let scale = 10_i128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        let value = self.digits.parse::<i128>().ok()?.checked_mul(scale)?;
        Some(if self.is_negative { -value } else { value })
    }

    /// The number as a divisor; `None` for zero, and for a number with too many digits to divide by quickly.
    pub(super) fn divisor(&self) -> Option<Divisor> {
        const MOST_DIGITS: usize = 1000;
        let is_short = (1..=MOST_DIGITS).contains(&self.digits.len());
        is_short.then(|| Divisor {
            digits: part(&self.digits),
            exponent: self.exponent,
        })
    }

    pub(super) fn is_multiple_of(&self, divisor: &Divisor) -> bool {
        if self.digits.is_empty() {
            return true;
        }
        // the last digit is not zero, so that no power of ten divides them
        let Ok(zeros) = u64::try_from(self.exponent.saturating_sub(divisor.exponent)) else {
            return false;
        };
        let remainder = chunks(&self.digits).fold(BigUint::ZERO, |left, chunk| {
            let scale = BigUint::from(10_u8).pow(u32::try_from(chunk.len()).unwrap_or(0));
            (left * scale + part(chunk)) % &divisor.digits
        });
        let scale = BigUint::from(10_u8).modpow(&zeros.into(), &divisor.digits);
        (remainder * scale) % &divisor.digits == BigUint::ZERO
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    /// How many digits are in front of the point.
    fn magnitude(&self) -> i128 {
        i128::from(count(self.digits.len())) + i128::from(self.exponent)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sizes = self.magnitude().cmp(&other.magnitude());
        let sizes = sizes.then_with(|| self.digits.cmp(&other.digits));
        let signs = self.sign().cmp(&other.sign());
        signs.then(if self.is_negative {
            sizes.reverse()
        } else {
            sizes
        })
    }
}

/// Digits in runs, each a number of the machine.
fn chunks(digits: &str) -> impl Iterator<Item = &str> {
    const LENGTH: usize = 19;
    (0..digits.len())
        .step_by(LENGTH)
        .map(|at| &digits[at..digits.len().min(at + LENGTH)])
}

fn part(digits: &str) -> BigUint {
    BigUint::parse_bytes(digits.as_bytes(), 10).unwrap_or_default()
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_order_whatever_their_size() {
        let ordered = [
            "-1e400",
            "-12345678901234567890124",
            "-12345678901234567890123",
            "-1.5",
            "0",
            "1e-400",
            "0.1",
            "9",
            "10",
            "12345678901234567890123",
            "12345678901234567890123.5",
            "12345678901234567890124",
            "1e400",
        ];
        for (at, one) in ordered.iter().enumerate() {
            for (other_at, other) in ordered.iter().enumerate() {
                let order = Decimal::of(one).cmp(&Decimal::of(other));
                assert_eq!(order, at.cmp(&other_at), "{one} {other}");
            }
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (number, divisor, is_multiple) in [
            ("12345678901234567890123", "3", true),
            ("12345678901234567890124", "3", false),
            ("12345678901234567890123", "0.1", true),
            ("12345678901234567890123", "2.5", false),
            ("24691357802469135780246", "12345678901234567890123", true),
            ("24691357802469135780247", "12345678901234567890123", false),
            ("1e400", "1e399", true),
            ("1e400", "3", false),
            ("1e30", "1e31", false),
            ("0.3", "0.1", true),
            ("-7", "3.5", true),
            ("0", "7", true),
        ] {
            let divisor_of = Decimal::of(divisor).divisor().unwrap();
            let found = Decimal::of(number).is_multiple_of(&divisor_of);
            assert_eq!(found, is_multiple, "{number} {divisor}");
        }
        assert!(Decimal::of("0").divisor().is_none());
    }
}
