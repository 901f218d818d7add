//! The forms in which Word draws numbers.

/// The highest number that is drawn in another form than digits, as in Word.
const HIGHEST: u32 = 32_767;

/// How a number is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// 1, 2, 3.
    Digits,
    /// 01, 02, 03.
    TwoDigits,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C; after Z, AA and BB.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
    /// А, Б, В.
    UpperRussian,
    /// а, б, в.
    LowerRussian,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// – 1 –.
    Dashed,
    /// A bullet.
    Bullet,
    /// Nothing.
    None,
    /// A form that is not known here, such as words.
    Unread,
}

impl Form {
    /// The form that a document names.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "decimal" => Self::Digits,
            "decimalZero" => Self::TwoDigits,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "russianUpper" => Self::UpperRussian,
            "russianLower" => Self::LowerRussian,
            "ordinal" => Self::Ordinal,
            "numberInDash" => Self::Dashed,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Unread,
        }
    }

    /// A number in this form.
    pub(super) fn of(self, number: u32) -> String {
        const ENGLISH: &str = "abcdefghijklmnopqrstuvwxyz";
        const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
        if number == 0 || number > HIGHEST {
            return match self {
                Self::None | Self::Bullet => String::new(),
                Self::TwoDigits => format!("{number:02}"),
                _ => number.to_string(),
            };
        }
        match self {
            Self::Digits | Self::Unread => number.to_string(),
            Self::TwoDigits => format!("{number:02}"),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperLetter => letters(ENGLISH, number).to_uppercase(),
            Self::LowerLetter => letters(ENGLISH, number),
            Self::UpperRussian => letters(RUSSIAN, number).to_uppercase(),
            Self::LowerRussian => letters(RUSSIAN, number),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::Dashed => format!("- {number} -"),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// Roman numerals and their values, the largest first.
pub(crate) const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(mut number: u32) -> String {
    let mut text = String::new();
    for (value, sign) in ROMAN {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// A letter of an alphabet, after its end the same letters twice, and so on.
fn letters(alphabet: &str, number: u32) -> String {
    let count = alphabet.chars().count();
    let place = number as usize - 1;
    let letter = alphabet.chars().nth(place % count);
    letter.into_iter().cycle().take(place / count + 1).collect()
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn_as_word_draws_them() {
        for (name, number, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 14, "xiv"),
            ("upperLetter", 26, "Z"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 54, "bbb"),
            ("lowerLetter", 0, "0"),
            ("russianLower", 10, "к"),
            ("ordinal", 22, "22nd"),
            ("ordinal", 111, "111th"),
            ("none", 3, ""),
            ("bullet", 3, ""),
            ("upperRoman", u32::MAX, "4294967295"),
        ] {
            assert_eq!(Form::named(name).of(number), text, "{name} {number}");
        }
    }
}
