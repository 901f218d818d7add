//! Patterns that look around, matched in time that is their size times the length of the text.
//!
//! For each place of the text it is found out which states of the pattern lead to its end: from the end of the text
//! to its start, and for what looks behind the other way. What a pattern looks around for is a pattern of its own, of which
//! all places are known before it is asked. Nothing is tried twice, so nothing goes back.

use std::mem;

use fancy_regex::{Assertion, Expr, LookAround};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// States that a pattern may have: each takes time for each character of a text.
const MOST_STATES: usize = 20_000;

/// States that are looked at in one step of a budget.
const STATES: u64 = 64;

/// A pattern that looks around and refers to nothing that it read.
#[derive(Debug)]
pub(super) struct Looking {
    /// What is looked for, each after all that is looked for within it. The last one is the pattern itself.
    programs: Vec<Program>,
}

/// A pattern, or what one looks for.
#[derive(Debug)]
struct Program {
    states: Vec<State>,
    start: usize,
    /// Whether the text before a place is read, from there to its start.
    is_behind: bool,
    /// Whether it must be found there, or not to be found.
    is_wanted: bool,
}

/// A state, with the one that comes after it. One that repeats comes before what it repeats, every other one after what
/// it leads to.
#[derive(Debug)]
enum State {
    End,
    One(ClassUnicode, usize),
    Either(usize, usize),
    Start(usize),
    Stop(usize),
    Look(usize, usize),
}

/// Why a pattern is left to the engine.
#[derive(Debug)]
pub(super) struct Unsuited;

/// What is in all states, at one place of the text.
type Row = Vec<bool>;

impl Looking {
    /// # Errors
    /// When it refers back, is too large, or is written as no pattern of a schema is.
    pub(super) fn new(pattern: &str) -> Result<Self, Unsuited> {
        let tree = Expr::parse_tree(pattern).map_err(|_| Unsuited)?;
        let mut compiler = Compiler {
            programs: Vec::new(),
            states: 0,
        };
        compiler.program(&tree.expr, false, true)?;
        let programs = compiler.programs;
        Ok(Self { programs })
    }

    /// Whether it is found somewhere in a text; `None` where that takes more steps than are allowed.
    pub(super) fn is_in(&self, text: &str, mut allows: impl FnMut(u64) -> bool) -> Option<bool> {
        let text: Vec<char> = text.chars().collect();
        let mut known: Vec<Row> = Vec::new();
        for program in &self.programs {
            let found = program.places(&text, &known, &mut allows)?;
            known.push(found);
        }
        let found = known.last()?;
        Some(found.contains(&true))
    }
}

impl Program {
    /// At which places of a text it is found, or not found where that is what is wanted.
    fn places(
        &self,
        text: &[char],
        known: &[Row],
        allows: &mut impl FnMut(u64) -> bool,
    ) -> Option<Row> {
        let places = text.len() + 1;
        let mut found = vec![false; places];
        let mut row = vec![false; self.states.len()];
        let mut before = row.clone();
        let mut looked_at = 0;
        for turn in 0..places {
            let (place, next) = if self.is_behind {
                (turn, turn.checked_sub(1).map(|at| text[at]))
            } else {
                let place = text.len() - turn;
                (place, text.get(place).copied())
            };
            mem::swap(&mut row, &mut before);
            row.fill(false);
            let at = At {
                place,
                next,
                length: text.len(),
                before: &before,
                known,
            };
            loop {
                looked_at += self.states.len() as u64;
                if !allows(looked_at / STATES) {
                    return None;
                }
                looked_at %= STATES;
                if !self.pass(&mut row, &at) {
                    break;
                }
            }
            found[place] = row[self.start] == self.is_wanted;
        }
        Some(found)
    }

    /// Goes through the states once. Whether another time may find more: what repeats leads to what comes after it.
    fn pass(&self, row: &mut Row, at: &At<'_>) -> bool {
        let mut is_open = false;
        for (number, state) in self.states.iter().enumerate() {
            if row[number] {
                continue;
            }
            row[number] = match state {
                State::End => true,
                State::One(class, next) => {
                    at.before[*next] && at.next.is_some_and(|next| contains(class, next))
                }
                State::Either(first, second) => row[*first] || row[*second],
                State::Start(next) => at.place == 0 && row[*next],
                State::Stop(next) => at.place == at.length && row[*next],
                State::Look(program, next) => at.known[*program][at.place] && row[*next],
            };
        }
        for (number, state) in self.states.iter().enumerate() {
            if let State::Either(first, _) = state
                && *first > number
                && row[*first]
                && !row[number]
            {
                row[number] = true;
                is_open = true;
            }
        }
        is_open
    }
}

/// A place of a text.
struct At<'r> {
    place: usize,
    /// The character that is read there.
    next: Option<char>,
    length: usize,
    /// The states behind that character.
    before: &'r Row,
    /// Where what is looked for is.
    known: &'r [Row],
}

fn contains(class: &ClassUnicode, sign: char) -> bool {
    let ranges = class.ranges();
    let after = ranges.partition_point(|range| range.end() < sign);
    ranges.get(after).is_some_and(|range| range.start() <= sign)
}

struct Compiler {
    programs: Vec<Program>,
    /// How many there are in all programs.
    states: usize,
}

impl Compiler {
    /// Compiles a pattern with all that it looks for. Returns which program it is.
    fn program(
        &mut self,
        expr: &Expr,
        is_behind: bool,
        is_wanted: bool,
    ) -> Result<usize, Unsuited> {
        let mut program = Program {
            states: vec![State::End],
            start: 0,
            is_behind,
            is_wanted,
        };
        program.start = self.expr(&mut program, expr, 0)?;
        self.programs.push(program);
        Ok(self.programs.len() - 1)
    }

    fn state(&mut self, program: &mut Program, state: State) -> Result<usize, Unsuited> {
        self.states += 1;
        if self.states > MOST_STATES {
            return Err(Unsuited);
        }
        program.states.push(state);
        Ok(program.states.len() - 1)
    }

    /// Compiles a part that leads to the state `next`. Returns its first state.
    fn expr(&mut self, program: &mut Program, expr: &Expr, next: usize) -> Result<usize, Unsuited> {
        match expr {
            Expr::Empty => Ok(next),
            Expr::Any { newline, .. } => {
                let class = one(if *newline { "(?s:.)" } else { "." }, false)?;
                self.state(program, State::One(class, next))
            }
            Expr::Delegate { inner, casei } => {
                let class = one(inner, *casei)?;
                self.state(program, State::One(class, next))
            }
            Expr::Literal { val, casei } => {
                let mut next = next;
                let mut signs: Vec<char> = val.chars().collect();
                if !program.is_behind {
                    signs.reverse();
                }
                for sign in signs {
                    let class = if *casei {
                        one(&format!("\\x{{{:x}}}", u32::from(sign)), true)?
                    } else {
                        ClassUnicode::new([ClassUnicodeRange::new(sign, sign)])
                    };
                    next = self.state(program, State::One(class, next))?;
                }
                Ok(next)
            }
            Expr::Concat(parts) if program.is_behind => {
                let mut parts = parts.iter();
                parts.try_fold(next, |next, part| self.expr(program, part, next))
            }
            Expr::Concat(parts) => {
                let mut parts = parts.iter().rev();
                parts.try_fold(next, |next, part| self.expr(program, part, next))
            }
            Expr::Alt(parts) => {
                let mut entries = Vec::new();
                for part in parts {
                    entries.push(self.expr(program, part, next)?);
                }
                let mut entries = entries.into_iter();
                let first = entries.next().ok_or(Unsuited)?;
                entries.try_fold(first, |first, second| {
                    self.state(program, State::Either(first, second))
                })
            }
            Expr::Group(inner) => self.expr(program, inner, next),
            Expr::Repeat { child, lo, hi, .. } => self.repeated(program, child, (*lo, *hi), next),
            Expr::Assertion(Assertion::StartText) => self.state(program, State::Start(next)),
            Expr::Assertion(Assertion::EndText) => self.state(program, State::Stop(next)),
            Expr::LookAround(inner, kind) => {
                let is_behind = matches!(kind, LookAround::LookBehind | LookAround::LookBehindNeg);
                let is_wanted = matches!(kind, LookAround::LookAhead | LookAround::LookBehind);
                let looked_for = self.program(inner, is_behind, is_wanted)?;
                self.state(program, State::Look(looked_for, next))
            }
            _ => Err(Unsuited),
        }
    }

    fn repeated(
        &mut self,
        program: &mut Program,
        child: &Expr,
        (least, most): (usize, usize),
        next: usize,
    ) -> Result<usize, Unsuited> {
        let mut entry = next;
        if most == usize::MAX {
            entry = self.state(program, State::Either(next, next))?;
            let child = self.expr(program, child, entry)?;
            program.states[entry] = State::Either(child, next);
        } else {
            for _ in least..most {
                let child = self.expr(program, child, entry)?;
                entry = self.state(program, State::Either(child, next))?;
            }
        }
        for _ in 0..least {
            entry = self.expr(program, child, entry)?;
        }
        Ok(entry)
    }
}

/// The characters that one character of a pattern matches.
fn one(pattern: &str, casei: bool) -> Result<ClassUnicode, Unsuited> {
    let parsed = ParserBuilder::new()
        .case_insensitive(casei)
        .build()
        .parse(pattern);
    match parsed.map_err(|_| Unsuited)?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Ok(class),
        HirKind::Class(Class::Bytes(class)) if class.ranges().is_empty() => {
            Ok(ClassUnicode::empty())
        }
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).map_err(|_| Unsuited)?;
            let mut signs = text.chars();
            match (signs.next(), signs.next()) {
                (Some(sign), None) => Ok(ClassUnicode::new([ClassUnicodeRange::new(sign, sign)])),
                _ => Err(Unsuited),
            }
        }
        _ => Err(Unsuited),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;
    use crate::schema::ecma;

    fn found(pattern: &str, text: &str) -> bool {
        let written = ecma::translated(pattern).unwrap();
        let looking = Looking::new(&written).unwrap_or_else(|_| panic!("{pattern}"));
        looking.is_in(text, |_| true).unwrap()
    }

    #[test]
    fn what_is_looked_for_ahead_or_behind_must_be_there_or_must_not() {
        for (pattern, yes, no) in [
            ("^(?!x-)", "y-a", "x-a"),
            ("^(?=.*[0-9])(?=.*[a-z]).{4,}$", "ab12", "abcd"),
            ("(?<!a)b$", "cb", "ab"),
            ("(?<=^a{2,3})b", "aaab", "ab"),
            (r"\bforum\b", "the forum.", "forums"),
            (r"a\Bb", "ab", "a b"),
            ("^(?!.*(?<=a)b).*$", "ba", "cab"),
            ("(?=a(?!b))a", "abac", "ab"),
            ("^(?:(?!--).)*$", "a-b-c", "a--b"),
            ("^(?:a*)*(?=b)b$", "aaab", "aaac"),
            ("^(?i:(?=A)a.?)$", "Ab", "b"),
            ("(?=[^a])", "ab", "aa"),
        ] {
            assert!(found(pattern, yes), "{pattern} in {yes}");
            assert!(!found(pattern, no), "{pattern} in {no}");
        }
    }

    #[test]
    fn what_refers_back_or_is_too_large_is_left_to_the_engine() {
        for pattern in [r"(a)\1", "(?=a)(?:b{1000}){1000}"] {
            let written = ecma::translated(pattern).unwrap();
            assert!(Looking::new(&written).is_err(), "{pattern}");
        }
    }

    #[test]
    fn it_takes_steps_in_proportion_to_the_text_and_ends_when_there_are_none() {
        let looking = Looking::new("(?=a).*b").unwrap();
        let steps = |length: usize| {
            let taken = Cell::new(0);
            let allows = |steps: u64| {
                taken.set(taken.get() + steps);
                true
            };
            assert_eq!(looking.is_in(&"a".repeat(length), allows), Some(false));
            taken.get()
        };
        assert!(steps(4000) < 5 * steps(1000));
        assert_eq!(looking.is_in("aaa", |_| false), None);
    }

    #[test]
    fn it_finds_what_the_engine_finds() {
        let atom = prop_oneof![
            Just("a".to_owned()),
            Just("b".to_owned()),
            Just("[ab]".to_owned()),
            Just(".".to_owned()),
            Just("^".to_owned()),
            Just("$".to_owned()),
            Just(r"\b".to_owned()),
        ];
        let pattern = atom.prop_recursive(4, 16, 3, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("{one}{two}")),
                (inner.clone(), inner.clone()).prop_map(|(one, two)| format!("(?:{one}|{two})")),
                (inner.clone(), 0..5_usize).prop_map(|(inner, sign)| {
                    let signs = ["*", "+", "?", "{2}", "{1,2}"];
                    format!("(?:{inner}){}", signs[sign])
                }),
                (inner.clone(), 0..4_usize).prop_map(|(inner, kind)| {
                    format!("({}{inner})", ["?=", "?!", "?<=", "?<!"][kind])
                }),
            ]
        });
        proptest!(|(pattern in pattern, text in "[ab -]{0,8}")| {
            let Ok(written) = ecma::translated(&pattern) else { return Ok(()) };
            let Ok(engine) = fancy_regex::Regex::new(&written) else { return Ok(()) };
            let Ok(expected) = engine.is_match(&text) else { return Ok(()) };
            let Ok(looking) = Looking::new(&written) else { return Ok(()) };
            prop_assert_eq!(looking.is_in(&text, |_| true), Some(expected), "{} in {:?}", pattern, text);
        });
    }
}
