use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::{sequence, unique};
use crate::report::numeral::Style;
use crate::report::prose::Prose;
use crate::report::prose::reference::PartKind;
use crate::report::prose::reference::owner::Owner;
use crate::report::{Report, Text};

rule! {
    /// A number is missing in the sequence of session codes.
    ///
    /// ## Why it matters
    /// If sessions are numbered 001, 002, 004, a reader looks for 003. Either the session was left out of the agenda by
    /// mistake, or it was withdrawn and the report does not say so.
    ///
    /// ## What counts as a hole
    /// Codes are read as words and a number: `WS-01` and `WS-02` are one numbering, `014` and `015` another. A letter
    /// after the number does not change it, so `014a` and `014b` are both 14. The order of the codes does not matter.
    ///
    /// Not every gap is a mistake. If ten or more numbers in a row are missing, a new block of numbers begins after
    /// them, as with rooms (101, 102, 201, 202). If the codes start with the number of a day or a floor (11, 12, 13,
    /// 21, 22), each ten is a block. A few numbers far above the others (41 after 35) are a block, too. A block is
    /// checked only if it has at least three codes and uses at least two thirds of its numbers. If the text refers to a
    /// missing number, `references/dangling` reports it.
    ///
    /// Numbers from a database are not checked. Codes count as such if more than one in ten, and more than one, are
    /// outside all checked blocks, or if they have five or more figures and do not begin with 0.
    ///
    /// ## How to fix or declare it
    /// Add the session, or correct the code that was mistyped. If the code is left unused on purpose, declare it under
    /// `agenda`: `withdrawn: ["003"]`.
    warning "agenda/code-gap"
}

/// This many missing numbers in a row separate two blocks.
const BLOCK_DISTANCE: u32 = 10;

/// Fewer codes show no numbering.
const FEWEST_CODES: usize = 3;

/// No agenda counts its sessions up to here.
const NO_COUNT: u32 = 10_000;

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let report = prose.report;
    let unreadable = report.unreadable_codes() + unreadable_withdrawn(report);
    let mentioned = LazyCell::new(|| mentioned_sessions(prose));
    for numbering in numberings(report) {
        let holes = numbering.holes();
        // Each of these mistakes is a finding of its own, and leaves its number unused when it is a code mistyped.
        let mistakes = numbering.used_again() + numbering.withdrawn_in_use + unreadable;
        let missing: usize = holes.iter().map(|hole| hole.clone().count()).sum();
        if missing > mistakes {
            for hole in &holes {
                for hole in without(&mentioned, hole) {
                    numbering.report(&hole, findings);
                }
            }
        }
    }
}

/// How many of the codes that are withdrawn cannot be read; the schema says so.
fn unreadable_withdrawn(report: &Report<'_>) -> usize {
    report.agenda.as_ref().map_or(0, |agenda| {
        report.lost_items(agenda.at, "withdrawn", agenda.withdrawn.len())
    })
}

/// The numbers by which the text refers to sessions. That one of them is missing, `references/dangling` says.
fn mentioned_sessions(prose: &Prose<'_, '_>) -> FxHashSet<u32> {
    let sessions = prose.citations().filter(|citation| {
        let reference = &citation.reference;
        reference.kind() == PartKind::Session && reference.owner != Owner::Another
    });
    let numbers = sessions.flat_map(|citation| citation.numbers(prose.targets()));
    numbers
        .filter_map(|(number, _)| number.parse().ok())
        .collect()
}

/// The runs of a hole that are not among the numbers.
fn without(numbers: &FxHashSet<u32>, hole: &RangeInclusive<u32>) -> Vec<RangeInclusive<u32>> {
    let missed: Vec<u32> = hole.clone().filter(|it| !numbers.contains(it)).collect();
    let runs = missed.chunk_by(|one, next| one + 1 == *next);
    runs.map(|run| run[0]..=run[run.len() - 1]).collect()
}

/// A code as words and a number.
struct Code<'t> {
    prefix: &'t str,
    digits: &'t str,
    number: u32,
    /// Whether something follows the number.
    is_variant: bool,
}

impl<'t> Code<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let is_digit = |sign: char| sign.is_ascii_digit();
        let without_suffix = text.trim_end_matches(|sign| !is_digit(sign));
        let prefix = without_suffix.trim_end_matches(is_digit);
        let digits = &without_suffix[prefix.len()..];
        Some(Self {
            prefix,
            digits,
            number: digits.parse().ok()?,
            is_variant: without_suffix.len() < text.len(),
        })
    }
}

/// The codes that have the same words before their numbers.
#[derive(Default)]
struct Numbering<'t> {
    prefix: &'t str,
    /// How many digits the numbers are filled up to with zeros.
    width: usize,
    /// The codes in the order of the agenda.
    used: Vec<(u32, Text<'t>)>,
    /// Where in that list each number is first used.
    places: BTreeMap<u32, usize>,
    /// The numbers that are not missed: withdrawn, there as 14a and 14b, or said to be repeated, which is another
    /// defect when no session has them.
    excused: FxHashSet<u32>,
    /// How many of the withdrawn ones are used all the same.
    withdrawn_in_use: usize,
}

fn numberings<'t>(report: &Report<'t>) -> Vec<Numbering<'t>> {
    let Some(agenda) = &report.agenda else {
        return Vec::new();
    };
    let mut numberings: Vec<Numbering<'t>> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let slots = agenda.slots();
    let repeated: Vec<Text<'t>> = slots.iter().filter_map(|slot| slot.item.repeats).collect();
    for text in slots.iter().filter_map(|slot| slot.item.code) {
        let Some(code) = Code::read(text.value) else {
            continue;
        };
        let place = *places.entry(code.prefix).or_insert(numberings.len());
        if place == numberings.len() {
            numberings.push(Numbering {
                prefix: code.prefix,
                ..Numbering::default()
            });
        }
        numberings[place].take(&code, text);
    }
    let numbering_of = |code: &Code<'_>| places.get(code.prefix).copied();
    for code in agenda.withdrawn.iter().filter_map(|text| Code::read(text)) {
        if let Some(place) = numbering_of(&code) {
            numberings[place].withdraw(code.number);
        }
    }
    for code in repeated.iter().filter_map(|text| Code::read(text)) {
        if let Some(place) = numbering_of(&code) {
            numberings[place].excused.insert(code.number);
        }
    }
    numberings
}

impl<'t> Numbering<'t> {
    fn take(&mut self, code: &Code<'t>, text: Text<'t>) {
        if code.digits.starts_with('0') {
            self.width = self.width.max(code.digits.len());
        }
        if code.is_variant {
            self.excused.insert(code.number);
        } else {
            self.places.entry(code.number).or_insert(self.used.len());
            self.used.push((code.number, text));
        }
    }

    fn withdraw(&mut self, number: u32) {
        self.excused.insert(number);
        self.withdrawn_in_use += usize::from(self.places.contains_key(&number));
    }

    /// How many codes are used that were used before.
    fn used_again(&self) -> usize {
        self.used.len() - self.places.len()
    }

    fn holes(&self) -> Vec<RangeInclusive<u32>> {
        let numbers = self.numbers();
        let counted: Vec<&[u32]> = blocks(&numbers)
            .into_iter()
            .map(without_stragglers)
            .filter(|block| is_counted(block))
            .collect();
        if self.is_of_database(&counted) {
            return Vec::new();
        }
        let holes = counted
            .into_iter()
            .flat_map(|block| sequence::gaps(block.iter().copied(), []));
        holes.collect()
    }

    /// Whether the numbers are ids that a database has given, and no count.
    fn is_of_database(&self, counted: &[&[u32]]) -> bool {
        let is_counted = |number: &u32| {
            counted
                .iter()
                .any(|block| block[0] <= *number && *number <= block[block.len() - 1])
        };
        let are_long = self.width == 0 && self.places.keys().all(|number| *number >= NO_COUNT);
        let used = self.places.len();
        let outside = self.places.keys().filter(|it| !is_counted(it)).count();
        are_long || outside > (used / 10).max(1)
    }

    /// The numbers from the lowest used to the highest that are not missed, in ascending order.
    fn numbers(&self) -> Vec<u32> {
        let mut numbers: BTreeSet<u32> = self.places.keys().copied().collect();
        let (Some(&lowest), Some(&highest)) = (numbers.first(), numbers.last()) else {
            return Vec::new();
        };
        numbers.extend(self.meant_by_repeated());
        numbers.extend(&self.excused);
        numbers.range(lowest..=highest).copied().collect()
    }

    /// Where a code is used twice, one of the two was probably meant to be the number that would run on from the item
    /// before, or to the item after. That number is not missed: the code used twice is the one defect.
    fn meant_by_repeated(&self) -> Vec<u32> {
        let mut meant = Vec::new();
        for group in unique::duplicates(0..self.used.len(), |&at| Some(self.used[at].0)) {
            for at in std::iter::once(group.first).chain(group.again) {
                let before = at.checked_sub(1).map(|before| self.used[before].0);
                let after = self.used.get(at + 1).map(|(after, _)| *after);
                meant.extend(before.and_then(|before| before.checked_add(1)));
                meant.extend(after.and_then(|after| after.checked_sub(1)));
            }
        }
        meant
    }

    fn report(&self, hole: &RangeInclusive<u32>, findings: &mut Findings<'_>) {
        let before = self.places.range(..hole.start()).next_back();
        let after = self.places.range(hole.end()..).next();
        let [Some(before), Some(after)] =
            [before, after].map(|it| it.map(|(_, &at)| self.used[at].1))
        else {
            return;
        };
        let missing: Vec<String> = hole.clone().map(|number| self.code(number)).collect();
        let (Some(first), Some(last)) = (missing.first(), missing.last()) else {
            return;
        };
        findings
            .add(
                codes_between(first, last, missing.len()),
                &after,
                "the next code",
            )
            .label(&before, "the code before")
            .help(add_or_withdraw(&missing));
    }

    fn code(&self, number: u32) -> String {
        let style = Style::Arabic { width: self.width };
        self.prefix.to_owned() + &style.format(number)
    }
}

/// The numbers that are counted together, in ascending order as all are.
fn blocks(numbers: &[u32]) -> Vec<&[u32]> {
    let by_tens = counts_by_tens(numbers);
    let blocks = numbers.chunk_by(|&one, &next| {
        next - one <= BLOCK_DISTANCE && !(by_tens && one / 10 != next / 10)
    });
    blocks.collect()
}

/// Whether the first digits name a day or a floor: there are at least two digits, and no ten runs on into the next.
fn counts_by_tens(numbers: &[u32]) -> bool {
    numbers.first().is_some_and(|&lowest| lowest >= 10)
        && numbers
            .windows(2)
            .all(|pair| pair[1] - pair[0] > 1 || pair[1] % 10 != 0)
}

/// The block without a few numbers at its end that are further from the others than they are many: more likely than
/// that all between them are missing is that they were mistyped, as 41 for 14.
fn without_stragglers(mut block: &[u32]) -> &[u32] {
    while let Some(jump) = block.windows(2).rposition(|pair| pair[1] - pair[0] > 1) {
        let (before, stragglers) = block.split_at(jump + 1);
        let missing = stragglers[0] - block[jump] - 1;
        if missing as usize <= stragglers.len() {
            break;
        }
        block = before;
    }
    block
}

/// Whether the numbers are close enough together to be a count.
fn is_counted(block: &[u32]) -> bool {
    let (Some(first), Some(last)) = (block.first(), block.last()) else {
        return false;
    };
    let span = (last - first) as usize + 1;
    block.len() >= FEWEST_CODES && 3 * block.len() >= 2 * span
}

/// As many codes in a row as `count` says.
fn codes_between(first: &str, last: &str, count: usize) -> String {
    match count {
        1 => format!("no session has the code {first}"),
        2 => format!("no session has the code {first} or {last}"),
        _ => format!("no session has any of the codes {first} to {last}"),
    }
}

fn add_or_withdraw(codes: &[String]) -> String {
    let codes: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
    format!(
        "add what is missing; if it was withdrawn, write under `agenda`: `withdrawn: [{}]`",
        codes.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_words_and_a_number() {
        let read = |text| Code::read(text).map(|it| (it.prefix, it.number, it.is_variant));
        assert_eq!(read("014"), Some(("", 14, false)));
        assert_eq!(read("WS-01"), Some(("WS-", 1, false)));
        assert_eq!(read("3.12"), Some(("3.", 12, false)));
        assert_eq!(read("14a"), Some(("", 14, true)));
        assert_eq!(read("Salle é 2 bis"), Some(("Salle é ", 2, true)));
        assert_eq!(["", "A", "٣", "99999999999"].map(read), [None; 4]);
    }

    #[test]
    fn ten_missing_numbers_divide_blocks_and_so_do_tens() {
        assert_eq!(blocks(&[1, 2, 12]), [[1, 2, 12]]);
        assert_eq!(blocks(&[1, 2, 13, 14]), [[1, 2], [13, 14]]);
        assert_eq!(blocks(&[101, 102, 113, 114]), [[101, 102], [113, 114]]);
        assert_eq!(blocks(&[11, 12, 21, 23]), [[11, 12], [21, 23]]);
        assert_eq!(blocks(&[9, 10, 11, 12]), [[9, 10, 11, 12]]);
    }

    #[test]
    fn tens_are_blocks_when_none_runs_on_into_the_next() {
        assert!(counts_by_tens(&[11, 12, 18, 21, 22]));
        assert!(counts_by_tens(&[11, 18, 20, 21]));
        assert!(!counts_by_tens(&[11, 19, 20, 21]));
        assert!(!counts_by_tens(&[1, 9, 11, 12]));
    }

    #[test]
    fn numbers_beyond_a_hole_longer_than_they_are_many_are_apart() {
        assert_eq!(without_stragglers(&[1, 2, 3, 8]), [1, 2, 3]);
        assert_eq!(without_stragglers(&[1, 2, 3, 6, 9]), [1, 2, 3]);
        assert_eq!(without_stragglers(&[1, 2, 3, 8, 9]), [1, 2, 3]);
        assert_eq!(without_stragglers(&[1, 2, 4]), [1, 2, 4]);
        assert_eq!(without_stragglers(&[1, 4, 5]), [1, 4, 5]);
    }

    #[test]
    fn a_count_has_three_codes_and_more_of_them_than_holes() {
        assert!(is_counted(&[1, 2, 4]));
        assert!(!is_counted(&[1, 2]));
        assert!(!is_counted(&[1, 3, 5, 7]));
    }
}
