//! The numbers and the texts in a path.

use super::{JsonPathError, Operand, Read, Reader};

/// The greatest index: beyond it, JSON cannot distinguish all numbers.
const GREATEST: i64 = (1 << 53) - 1;

impl Reader<'_> {
    pub(super) fn optional_int(&mut self) -> Read<Option<i64>> {
        match self.peek() {
            Some('-' | '0'..='9') => self.int().map(Some),
            _ => Ok(None),
        }
    }

    fn int(&mut self) -> Read<i64> {
        let begin = self.at;
        self.takes("-");
        let digits = self.take_while(|sign| sign.is_ascii_digit());
        let written = &self.text[begin..self.at];
        let is_canonical = written == "0" || !digits.starts_with('0');
        let value = written
            .parse()
            .ok()
            .filter(|value: &i64| is_canonical && !digits.is_empty() && value.abs() <= GREATEST);
        value.ok_or(JsonPathError {
            at: begin,
            expected: "there should be a whole number here, without zeros before it",
        })
    }

    pub(super) fn string(&mut self) -> Read<String> {
        let quote = self.peek().unwrap_or('"');
        self.at += quote.len_utf8();
        let mut text = String::new();
        loop {
            match self.peek() {
                None => return self.fail("the quotation mark is not closed"),
                Some(sign) if sign == quote => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => {
                    self.at += 1;
                    text.push(self.escaped(quote)?);
                }
                Some(sign) if sign < ' ' => {
                    return self.fail("a control character has to be escaped");
                }
                Some(sign) => {
                    text.push(sign);
                    self.at += sign.len_utf8();
                }
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Read<char> {
        let sign = match self.peek() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(sign @ ('/' | '\\')) => sign,
            Some(sign) if sign == quote => sign,
            Some('u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return self.fail("there is no such escape"),
        };
        self.at += 1;
        Ok(sign)
    }

    fn unicode(&mut self) -> Read<char> {
        const EXPECTED: &str = "there should be four hexadecimal digits here, of a character";
        let first = self.hex()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first).map_or_else(|| self.fail(EXPECTED), Ok);
        }
        self.need("\\u", EXPECTED)?;
        let second = self.hex()?;
        if !(0xDC00..0xE000).contains(&second) {
            return self.fail(EXPECTED);
        }
        let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        char::from_u32(code).map_or_else(|| self.fail(EXPECTED), Ok)
    }

    fn hex(&mut self) -> Read<u32> {
        let digits = self.rest().get(..4);
        let digits = digits.filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(value) = value else {
            return self.fail("there should be four hexadecimal digits here");
        };
        self.at += 4;
        Ok(value)
    }

    pub(super) fn number(&mut self) -> Read<Operand> {
        let begin = self.at;
        self.takes("-");
        let whole = self.take_while(|sign| sign.is_ascii_digit());
        let mut is_well_formed = whole == "0" || (!whole.is_empty() && !whole.starts_with('0'));
        let mut is_int = true;
        if self.takes(".") {
            is_int = false;
            is_well_formed &= !self.take_while(|sign| sign.is_ascii_digit()).is_empty();
        }
        if self.takes("e") || self.takes("E") {
            is_int = false;
            let _ = self.takes("+") || self.takes("-");
            is_well_formed &= !self.take_while(|sign| sign.is_ascii_digit()).is_empty();
        }
        let written = &self.text[begin..self.at];
        let int = written.parse().ok().filter(|_| is_int).map(Operand::Int);
        let number = int.or_else(|| written.parse().ok().map(Operand::Float));
        number.filter(|_| is_well_formed).ok_or(JsonPathError {
            at: begin,
            expected: "there should be a number here",
        })
    }
}
