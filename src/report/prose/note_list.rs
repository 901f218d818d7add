//! The lists of footnotes, each with the places in the text that lead to its notes.
//!
//! A report has one list, unless the marks start again in an annex or a section: then the text that goes with each list ends
//! where that heading begins.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::blanked::blanked;
use super::mark::{Mark, signs};
use super::passage::{Passage, Setting};
use crate::report::numeral::readings;
use crate::report::{Footnote, Report, Spanned, Text};
use crate::text::place::{NodeRef, Place};

/// A mark in its passage.
#[derive(Debug)]
pub(crate) struct Call<'t> {
    /// Which passage of the report it is in, from 0.
    pub passage: usize,
    /// The text of that.
    pub text: Text<'t>,
    /// The mark.
    pub mark: Mark,
}

impl Call<'_> {
    /// Where it is.
    pub(crate) fn place(&self) -> Place {
        self.text.part(self.mark.range.clone())
    }
}

/// A list of notes that are distinguished by their marks.
#[derive(Debug)]
pub(crate) struct NoteList {
    /// The notes, as places among all.
    pub notes: Range<usize>,
    /// The calls in the text that goes with it, as places among all.
    pub calls: Vec<usize>,
}

/// All lists of a report, and all marks of its text.
#[derive(Debug)]
pub(crate) struct NoteLists<'t> {
    /// The marks, in reading order.
    pub calls: Vec<Call<'t>>,
    /// The lists, at least one.
    pub lists: Vec<NoteList>,
    /// The calls that may lead to any list, since they are outside of the running text: in captions, on the agenda.
    pub shared: Vec<usize>,
}

impl<'t> NoteLists<'t> {
    pub(super) fn of(
        report: &Report<'t>,
        passages: &[Passage<'t>],
        mut calls: Vec<Call<'t>>,
        is_arabic: bool,
    ) -> Self {
        let declared = Declared::by(report, is_arabic);
        if !declared.is_empty() {
            for (index, passage) in passages.iter().enumerate() {
                if may_have_signs(passage.setting) {
                    let found = declared.marks_in(&blanked(&passage.text));
                    calls.extend(found.into_iter().map(|mark| Call {
                        passage: index,
                        text: passage.text,
                        mark,
                    }));
                }
            }
            calls.sort_by_key(|call| (call.passage, call.mark.range.start));
        }
        let runs = runs(&report.footnotes);
        let parts = parts(&report.footnotes, &runs, passages, &calls);
        let (mut lists, mut shared) = (Vec::new(), Vec::new());
        match parts {
            Some(starts) => {
                lists.extend(runs.into_iter().map(|notes| NoteList {
                    notes,
                    calls: Vec::new(),
                }));
                for (index, call) in calls.iter().enumerate() {
                    if section_of(passages[call.passage].setting).is_none() {
                        shared.push(index);
                        continue;
                    }
                    let part = starts.partition_point(|start| *start <= call.passage);
                    lists[part].calls.push(index);
                }
            }
            None => lists.push(NoteList {
                notes: 0..report.footnotes.len(),
                calls: (0..calls.len()).collect(),
            }),
        }
        Self {
            calls,
            lists,
            shared,
        }
    }

    /// What the calls of a list name, and those that may lead to any.
    pub(crate) fn names_in(&self, list: &NoteList) -> FxHashSet<&str> {
        let calls = list.calls.iter().chain(&self.shared);
        calls
            .map(|index| self.calls[*index].mark.name.as_str())
            .collect()
    }
}

/// The marks of notes that are no figures and no letters, or are in brackets, so that they are marks in the text only
/// where a note has them.
struct Declared<'r> {
    signs: FxHashSet<&'r str>,
    /// By their Western figures, the marks that may be in brackets: "(1)", as Arabic texts print them.
    in_brackets: FxHashMap<String, &'r str>,
}

impl<'r> Declared<'r> {
    fn by(report: &'r Report<'_>, is_arabic: bool) -> Self {
        let marks = report.footnotes.iter().filter_map(|note| note.mark);
        let marks: Vec<&str> = marks.map(|mark| mark.value).collect();
        let is_sign =
            |mark: &&str| mark.chars().count() <= 3 && mark.chars().all(|it| SIGNS.contains(it));
        let numbers = marks.iter().filter(|_| is_arabic);
        let numbers = numbers.filter_map(|mark| Some((signs::western(mark)?, *mark)));
        Self {
            in_brackets: numbers.collect(),
            signs: marks.iter().copied().filter(is_sign).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.signs.is_empty() && self.in_brackets.is_empty()
    }

    fn marks_in(&self, text: &str) -> Vec<Mark> {
        let mut marks = signs::of_signs(text, |sign| self.signs.contains(sign));
        if !self.in_brackets.is_empty() {
            let in_brackets = signs::in_brackets(text).into_iter();
            marks.extend(in_brackets.filter_map(|mark| {
                let name = self.in_brackets.get(&mark.name)?;
                Some(Mark {
                    name: (*name).to_owned(),
                    ..mark
                })
            }));
        }
        marks
    }
}

/// Characters that notes are marked with.
const SIGNS: &str = "*†‡§¶‖#";

/// Whether characters may mark notes there. A note itself may begin with its own.
fn may_have_signs(setting: Setting<'_>) -> bool {
    !matches!(setting, Setting::Footnote | Setting::Bibliography)
}

/// The section or annex that a passage of the running text is in.
fn section_of(setting: Setting<'_>) -> Option<NodeRef> {
    match setting {
        Setting::Heading(section)
        | Setting::Paragraph { section, .. }
        | Setting::Point { section } => Some(section),
        _ => None,
    }
}

/// Whether a mark is where it is counted with those before and behind it. Where tables and the agenda are printed, the
/// data does not say.
pub(crate) fn is_in_order(setting: Setting<'_>) -> bool {
    section_of(setting).is_some() || matches!(setting, Setting::Title)
}

/// The stretches of notes that begin where the first marks come again.
fn runs(notes: &[Spanned<Footnote<'_>>]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut start = 0;
    for (index, note) in notes.iter().enumerate() {
        let Some(mark) = note.mark.map(|mark| mark.value) else {
            continue;
        };
        if seen.contains(mark) && is_first(mark) {
            runs.push(start..index);
            start = index;
            seen.clear();
        }
        seen.insert(mark);
    }
    runs.push(start..notes.len());
    runs
}

/// Whether lists begin with such a mark: "1", "a", "i", "*".
fn is_first(mark: &str) -> bool {
    let is_sign = || mark.chars().count() == 1 && mark.chars().all(|it| SIGNS.contains(it));
    readings(mark).iter().any(|reading| reading.value == 1) || is_sign()
}

/// The passages at which the text of each list but the first begins; `None` if the text does not start again with the notes,
/// so that they are one list.
///
/// A list begins with the heading whose first call is that of its first note, once the text has called the notes of the list
/// before, all but one at most.
fn parts(
    notes: &[Spanned<Footnote<'_>>],
    runs: &[Range<usize>],
    passages: &[Passage<'_>],
    calls: &[Call<'_>],
) -> Option<Vec<usize>> {
    if runs.len() == 1 {
        return None;
    }
    let mark = |index: usize| notes[index].mark.map(|mark| mark.value);
    let firsts = first_passages(passages);
    let mut starts = Vec::new();
    let mut called: FxHashSet<&str> = FxHashSet::default();
    let mut section = None;
    for call in calls {
        let Some(here) = section_of(passages[call.passage].setting) else {
            continue;
        };
        let name = call.mark.name.as_str();
        let is_first_of_section = section.replace(here) != Some(here);
        let next = runs.get(starts.len() + 1).map(|run| run.start);
        let may_begin = is_first_of_section && next.and_then(mark) == Some(name);
        if may_begin {
            let run = &runs[starts.len()];
            let is_called = |index: &usize| mark(*index).is_some_and(|mark| called.contains(mark));
            let count = run.clone().filter(is_called).count();
            if count + 1 >= run.len() && count > 0 {
                starts.push(firsts.get(&here).copied().unwrap_or(call.passage));
                called.clear();
            }
        }
        called.insert(name);
    }
    (starts.len() + 1 == runs.len()).then_some(starts)
}

/// The first passage of each section.
fn first_passages(passages: &[Passage<'_>]) -> FxHashMap<NodeRef, usize> {
    let mut firsts = FxHashMap::default();
    for (index, passage) in passages.iter().enumerate() {
        if let Some(section) = section_of(passage.setting) {
            firsts.entry(section).or_insert(index);
        }
    }
    firsts
}
