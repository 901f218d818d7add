//! Reads a path, from its beginning to its end, without going back over more than a word.

mod literal;

use super::path::{Comparison, Condition, Operand, Query, Segment, Selector};

/// Bytes that a path may have.
const LONGEST: usize = 1000;

/// How deep filters and parentheses may nest: each is a call of the reader by itself.
const DEEPEST: usize = 32;

/// Why a text is no path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{expected}")]
pub struct JsonPathError {
    /// The byte at which it goes wrong.
    pub at: usize,
    /// What should be there.
    pub expected: &'static str,
}

type Read<T> = Result<T, JsonPathError>;

pub(super) fn path(text: &str) -> Read<Vec<Segment>> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    if text.len() > LONGEST {
        return reader.fail("it is too long");
    }
    if !reader.takes("$") {
        return reader.fail("a path begins with `$`");
    }
    let segments = reader.segments()?;
    if reader.rest().is_empty() {
        Ok(segments)
    } else {
        reader.fail("a `.`, a `[` or the end is expected here; write a key with other characters as ['a-b']")
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn fail<T>(&self, expected: &'static str) -> Read<T> {
        Err(JsonPathError {
            at: self.at,
            expected,
        })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over a text, if it is here.
    fn takes(&mut self, text: &str) -> bool {
        let is_here = self.rest().starts_with(text);
        if is_here {
            self.at += text.len();
        }
        is_here
    }

    fn need(&mut self, text: &str, expected: &'static str) -> Read<()> {
        if self.takes(text) {
            Ok(())
        } else {
            self.fail(expected)
        }
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|sign| !belongs(sign)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn skip_blanks(&mut self) {
        self.take_while(|sign| matches!(sign, ' ' | '\t' | '\n' | '\r'));
    }

    fn segments(&mut self) -> Read<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            // blanks belong to the path only if it goes on after them
            let end = self.at;
            self.skip_blanks();
            if self.takes("..") {
                segments.push(Segment::Descendants(self.after_dots()?));
            } else if self.takes(".") {
                segments.push(Segment::Children(vec![self.after_dot()?]));
            } else if self.rest().starts_with('[') {
                segments.push(Segment::Children(self.brackets()?));
            } else {
                self.at = end;
                return Ok(segments);
            }
        }
    }

    fn after_dots(&mut self) -> Read<Vec<Selector>> {
        if self.rest().starts_with('[') {
            self.brackets()
        } else {
            Ok(vec![self.after_dot()?])
        }
    }

    fn after_dot(&mut self) -> Read<Selector> {
        if self.takes("*") {
            return Ok(Selector::Wildcard);
        }
        let begins = |sign: char| sign.is_ascii_alphabetic() || sign == '_' || !sign.is_ascii();
        if !self.peek().is_some_and(begins) {
            return self.fail("there should be a key or a `*` after the dot");
        }
        let name = self.take_while(|sign| begins(sign) || sign.is_ascii_digit());
        Ok(Selector::Name(name.to_owned()))
    }

    fn brackets(&mut self) -> Read<Vec<Selector>> {
        self.need("[", "there should be a `[` here")?;
        let mut selectors = Vec::new();
        loop {
            self.skip_blanks();
            selectors.push(self.selector()?);
            self.skip_blanks();
            if self.takes("]") {
                return Ok(selectors);
            }
            self.need(",", "there should be a `]` or a `,` here")?;
        }
    }

    fn selector(&mut self) -> Read<Selector> {
        match self.peek() {
            Some('*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some('\'' | '"') => Ok(Selector::Name(self.string()?)),
            Some('?') => {
                self.at += 1;
                self.skip_blanks();
                Ok(Selector::Filter(self.condition()?))
            }
            Some('-' | ':' | '0'..='9') => self.index_or_slice(),
            _ => self.fail(
                "there should be a key in quotation marks, a number, a `*` or a filter that begins with `?` here",
            ),
        }
    }

    fn index_or_slice(&mut self) -> Read<Selector> {
        let start = self.optional_int()?;
        let end_of_start = self.at;
        self.skip_blanks();
        if !self.takes(":") {
            self.at = end_of_start;
            return match start {
                Some(index) => Ok(Selector::Index(index)),
                None => self.fail("there should be a number here"),
            };
        }
        self.skip_blanks();
        let end = self.optional_int()?;
        self.skip_blanks();
        let step = if self.takes(":") {
            self.skip_blanks();
            self.optional_int()?
        } else {
            None
        };
        Ok(Selector::Slice(start, end, step.unwrap_or(1)))
    }

    fn condition(&mut self) -> Read<Condition> {
        if self.depth == DEEPEST {
            return self.fail("it nests too deep");
        }
        self.depth += 1;
        let condition = self.joined("||", Condition::Any, |reader| {
            reader.joined("&&", Condition::All, Self::basic)
        });
        self.depth -= 1;
        condition
    }

    fn joined(
        &mut self,
        sign: &str,
        join: fn(Vec<Condition>) -> Condition,
        read: impl Fn(&mut Self) -> Read<Condition>,
    ) -> Read<Condition> {
        let first = read(self)?;
        let mut parts = Vec::new();
        loop {
            let end = self.at;
            self.skip_blanks();
            if !self.takes(sign) {
                self.at = end;
                break;
            }
            self.skip_blanks();
            parts.push(read(self)?);
        }
        if parts.is_empty() {
            return Ok(first);
        }
        parts.insert(0, first);
        Ok(join(parts))
    }

    fn basic(&mut self) -> Read<Condition> {
        if self.takes("!") {
            self.skip_blanks();
            let inner = if self.rest().starts_with('(') {
                self.parenthesized()?
            } else {
                self.test()?
            };
            return Ok(Condition::Not(Box::new(inner)));
        }
        if self.rest().starts_with('(') {
            return self.parenthesized();
        }
        match self.test_or_operand()? {
            Term::Test(test) => Ok(test),
            Term::Operand(operand) => self.comparison(operand),
            Term::Query(query) => {
                let end = self.at;
                self.skip_blanks();
                let is_compared = self.rest().starts_with(['=', '!', '<', '>']);
                if !is_compared {
                    self.at = end;
                    return Ok(Condition::Exists(query));
                }
                let operand = self.singular(query)?;
                self.comparison(operand)
            }
        }
    }

    fn parenthesized(&mut self) -> Read<Condition> {
        self.need("(", "there should be a `(` here")?;
        self.skip_blanks();
        let inner = self.condition()?;
        self.skip_blanks();
        self.need(")", "there should be a `)` here")?;
        Ok(inner)
    }

    fn test(&mut self) -> Read<Condition> {
        match self.test_or_operand()? {
            Term::Test(test) => Ok(test),
            Term::Query(query) => Ok(Condition::Exists(query)),
            Term::Operand(_) => {
                self.fail("there should be a query here, or a comparison in parentheses")
            }
        }
    }

    fn comparison(&mut self, left: Operand) -> Read<Condition> {
        self.skip_blanks();
        let signs = [
            ("==", Comparison::Equal),
            ("!=", Comparison::Unequal),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let sign = signs.into_iter().find(|(sign, _)| self.takes(sign));
        let Some((_, comparison)) = sign else {
            return self.fail("there should be a comparison such as `==` here");
        };
        self.skip_blanks();
        let right = self.operand()?;
        Ok(Condition::Compares(left, comparison, right))
    }

    fn operand(&mut self) -> Read<Operand> {
        match self.test_or_operand()? {
            Term::Operand(operand) => Ok(operand),
            Term::Query(query) => self.singular(query),
            Term::Test(_) => self.fail("there should be a value here, and not a test"),
        }
    }

    fn singular(&self, query: Query) -> Read<Operand> {
        if query.is_singular() {
            Ok(Operand::Value(query))
        } else {
            self.fail("only a query for a single value can be compared")
        }
    }

    fn test_or_operand(&mut self) -> Read<Term> {
        match self.peek() {
            Some('$' | '@') => Ok(Term::Query(self.query()?)),
            Some('\'' | '"') => Ok(Term::Operand(Operand::Text(self.string()?))),
            Some('-' | '0'..='9') => Ok(Term::Operand(self.number()?)),
            Some('a'..='z') => self.word(),
            _ => self.fail("there should be a query such as `@.title` or a value here"),
        }
    }

    fn query(&mut self) -> Read<Query> {
        let from_root = self.takes("$");
        if !from_root {
            self.need("@", "a query begins with `@` or `$`")?;
        }
        let segments = self.segments()?;
        Ok(Query {
            from_root,
            segments,
        })
    }

    fn word(&mut self) -> Read<Term> {
        let begin = self.at;
        let word = self.take_while(|sign| sign.is_ascii_lowercase() || sign == '_');
        let literal = match word {
            "true" => Some(Operand::Bool(true)),
            "false" => Some(Operand::Bool(false)),
            "null" => Some(Operand::Null),
            _ => None,
        };
        if let Some(literal) = literal {
            return Ok(Term::Operand(literal));
        }
        if self.depth == DEEPEST {
            return self.fail("it nests too deep");
        }
        self.depth += 1;
        let called = self.call(word, begin);
        self.depth -= 1;
        called
    }

    fn call(&mut self, name: &str, begin: usize) -> Read<Term> {
        if !["length", "count", "value", "match", "search"].contains(&name) {
            return Err(JsonPathError {
                at: begin,
                expected: "there should be a value here, or one of the functions length, count, value, match and search",
            });
        }
        self.need("(", "there should be a `(` here")?;
        self.skip_blanks();
        let term = match name {
            "length" => Term::Operand(Operand::Length(Box::new(self.operand()?))),
            "count" => Term::Operand(Operand::Count(self.query()?)),
            "value" => Term::Operand(Operand::Value(self.query()?)),
            _ => {
                let text = self.operand()?;
                self.skip_blanks();
                self.need(",", "there should be a `,` and a pattern here")?;
                self.skip_blanks();
                let pattern = self.operand()?;
                Term::Test(Condition::Matches {
                    text,
                    pattern,
                    whole: name == "match",
                })
            }
        };
        self.skip_blanks();
        self.need(")", "there should be a `)` here")?;
        Ok(term)
    }
}

/// What a condition begins with.
enum Term {
    Test(Condition),
    Operand(Operand),
    /// Either: it depends on what comes after it.
    Query(Query),
}
