use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence::{self, Break, BreakKind};
use crate::report::calendar::Date;
use crate::report::clock::Clock;
use crate::report::numeral::{self, Member, Series};
use crate::report::timetable::FoundInTime;
use crate::report::{Agenda, Item, Report, Slot, Spanned, Text};

rule! {
    /// The labels of a series skip a number, repeat one or go back.
    ///
    /// ## Why it matters
    /// Readers and other parts of the report use these labels. After "Sessions II" and "Sessions IV", they look for
    /// "Sessions III". If two parts are both "Part I", nobody knows which one is meant.
    ///
    /// ## What a series is
    /// A series has the same words before a number, in any numerals: "Forum Day I" and "Forum Day II", "Part A" and
    /// "Part B". The labels of days, and of the items directly under a day, are counted over the whole agenda. The
    /// labels of parts are counted among the parts of one item.
    ///
    /// A series may begin with any number. It may begin again with the first number on a new day ("Session 1" to
    /// "Session 4" each day), and on the same day when the next label is the second number again.
    ///
    /// Items that start at the same time may have their numbers in any order, as long as no number is missing in the
    /// end: tutorials 1, 2, 3, 4 and 8 in the morning, 5, 6 and 7 after lunch. This also applies to the parts of a
    /// group without times. Numbers that appear again at another time, such as those of tracks, are not a repetition.
    /// Letters after a number divide it: 4a and 4b come after 3 and before 5.
    ///
    /// ## How to fix it
    /// Correct the label. You cannot declare labels that are not in sequence.
    error "agenda/label-sequence"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(agenda) = &report.agenda else {
        return;
    };
    let found = report.found_in_time();
    // one that cannot be read may be the one that is missed
    let is_read = |at, label: Option<&Text<'_>>| !report.has_lost(at, "label", label);
    let all_are_read = |items: &[Spanned<Item<'_>>]| {
        let mut items = items.iter();
        items.all(|item| is_read(item.at, item.label.as_ref()))
    };
    let mut days = agenda.days.iter();
    if days.all(|day| is_read(day.at, day.label.as_ref())) {
        report_breaks(day_labels(agenda), findings);
    }
    if agenda.days.iter().all(|day| all_are_read(&day.items)) {
        report_breaks(top_labels(agenda, found), findings);
    }
    for slot in agenda.slots() {
        if all_are_read(&slot.item.items) && !found.is_copy(slot.item) {
            report_breaks(labels_of_parts(&slot, found), findings);
        }
    }
}

/// A label in its place.
#[derive(Clone, Copy)]
struct Labelled<'t> {
    text: Text<'t>,
    /// Which list it is in, where a series runs through several.
    list: usize,
    /// The date and the time it belongs to, as far as its list distinguishes them; `None` when that cannot be read.
    time: Option<(Option<Date>, Option<Clock>)>,
    /// What starts together in one list runs side by side; `None` for what may not.
    beside: Option<Beside>,
    /// Whether a letter divides its number: 4a.
    is_divided: bool,
}

/// When something runs that others may run beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// It starts at that time of its list.
    From(usize, Clock),
    /// It has the times of its group.
    InGroup,
}

impl<'t> Labelled<'t> {
    fn new(text: Text<'t>, list: usize) -> Self {
        Self {
            text,
            list,
            time: None,
            beside: None,
            is_divided: undivided(text.value).is_some(),
        }
    }

    /// The label by which it is counted.
    fn counted(&self) -> &'t str {
        undivided(self.text.value).unwrap_or(self.text.value)
    }
}

/// The label without the letter behind its number: "Talks 4" of "Talks 4a", "Part V" of "Part Va".
fn undivided(label: &str) -> Option<&str> {
    let numbered = label.strip_suffix(|sign: char| sign.is_ascii_alphabetic())?;
    if numbered.ends_with(|sign: char| sign.is_ascii_digit()) {
        return Some(numbered);
    }
    let roman = numbered.rsplit(char::is_whitespace).next()?;
    let is_roman = !roman.is_empty() && roman.bytes().all(|byte| b"IVX".contains(&byte));
    (is_roman && label.ends_with(|sign: char| sign.is_ascii_lowercase())).then_some(numbered)
}

fn day_labels<'t>(agenda: &Agenda<'t>) -> impl Iterator<Item = Labelled<'t>> {
    agenda.days.iter().filter_map(|day| {
        Some(Labelled {
            time: day.certain_date().map(|date| (Some(date.value), None)),
            ..Labelled::new(day.label?, 0)
        })
    })
}

/// The labels of the items directly under a day, each day a list.
fn top_labels<'t>(
    agenda: &Agenda<'t>,
    found: &FoundInTime<'_>,
) -> impl Iterator<Item = Labelled<'t>> {
    agenda.days.iter().enumerate().flat_map(|(list, day)| {
        let date = day.certain_date();
        let items = day.items.iter().filter(|item| !found.is_copy(item));
        items.filter_map(move |item| {
            let time = date
                .zip(item.start)
                .map(|(date, start)| (Some(date.value), Some(start.value)));
            Some(Labelled {
                time,
                beside: item.start.map(|start| Beside::From(list, start.value)),
                ..Labelled::new(item.label?, list)
            })
        })
    })
}

/// The labels of the parts of an item. Those without times run side by side in a group, and in order in a session.
fn labels_of_parts<'t>(
    slot: &Slot<'_, 't>,
    found: &FoundInTime<'_>,
) -> impl Iterator<Item = Labelled<'t>> {
    let in_group = slot.item.title.is_none().then_some(Beside::InGroup);
    let parts = slot.item.items.iter().filter(|part| !found.is_copy(part));
    parts.filter_map(move |part| {
        Some(Labelled {
            time: part.start.map(|start| (None, Some(start.value))),
            beside: match part.start {
                Some(start) => Some(Beside::From(0, start.value)),
                None => in_group,
            },
            ..Labelled::new(part.label?, 0)
        })
    })
}

fn report_breaks<'t>(labels: impl IntoIterator<Item = Labelled<'t>>, findings: &mut Findings<'_>) {
    for series in numeral::series(labels, |label| Some(label.counted())) {
        // What is not in order of time is another defect, and the labels may well run on once that is fixed.
        let times = series.members.iter().filter_map(|member| member.item.time);
        if !times.is_sorted() {
            continue;
        }
        let mut members = series.members.clone();
        for beside in members.chunk_by_mut(are_beside) {
            beside.sort_by_key(|member| member.position);
        }
        for run in runs(&members) {
            let run = settled(run);
            let positions: Vec<_> = run.iter().map(|member| member.position).collect();
            let begins_with_one = positions.get(1) == Some(&2.into());
            let first = begins_with_one.then_some(1);
            for found in sequence::breaks(&positions, first) {
                report_break(&series, &run, &found, findings);
            }
        }
    }
}

fn are_beside(one: &Member<Labelled<'_>>, other: &Member<Labelled<'_>>) -> bool {
    one.item.beside.is_some() && one.item.beside == other.item.beside
}

/// The run as it counts: what runs side by side may leave numbers to others that do, and have them again at another time,
/// as long as what runs alone is in order; and what a letter divides is one.
fn settled<'t>(run: &[Member<Labelled<'t>>]) -> Vec<Member<Labelled<'t>>> {
    let groups = run.chunk_by(are_beside);
    let mut settled: Vec<_> = groups
        .flat_map(|group| group.iter().map(|member| (*member, group.len() > 1)))
        .collect();
    let alone = settled.iter().filter(|(_, has_company)| !has_company);
    let is_in_order = alone.map(|(member, _)| member.position).is_sorted();
    if is_in_order && settled.iter().any(|(_, has_company)| *has_company) {
        settled.sort_by_key(|(member, _)| member.position);
        settled.dedup_by(|(again, has_company), (first, had_company)| {
            let comes_again = *has_company && *had_company && !are_beside(first, again);
            comes_again && again.position == first.position
        });
    }
    let mut settled: Vec<_> = settled.into_iter().map(|(member, _)| member).collect();
    settled.dedup_by(|next, divided| {
        let is_divided = next.item.is_divided && divided.item.is_divided;
        is_divided && next.position == divided.position
    });
    settled
}

/// The stretches of a series, each of which counts for itself.
fn runs<'m, 't>(members: &'m [Member<Labelled<'t>>]) -> Vec<&'m [Member<Labelled<'t>>]> {
    let begins_again = |at: usize| {
        let (before, member) = (&members[at - 1], &members[at]);
        let in_new_list = before.item.list != member.item.list;
        let goes_on = members.get(at + 1).map(|next| next.position) == Some(2.into());
        member.position == 1.into() && (in_new_list || (before.position > 1.into() && goes_on))
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=members.len() {
        if at == members.len() || begins_again(at) {
            runs.push(&members[start..at]);
            start = at;
        }
    }
    runs
}

fn report_break<'t>(
    series: &Series<'_, Labelled<'t>>,
    run: &[Member<Labelled<'t>>],
    found: &Break,
    findings: &mut Findings<'_>,
) {
    let label = &run[found.index].item.text;
    let before = found.index.checked_sub(1).map(|at| &run[at].item.text);
    let expected = series.label(found.expected);
    let message = match (before, found.kind) {
        (None, _) => format!(
            "the first label is \"{label}\", but \"{expected}\" is expected",
            label = label.value
        ),
        (Some(_), BreakKind::Repeated) => {
            format!("\"{label}\" appears twice in a row", label = label.value)
        }
        (Some(before), _) => format!(
            "\"{label}\" comes after \"{before}\", but \"{expected}\" is expected",
            label = label.value,
            before = before.value
        ),
    };
    let mut draft = findings.add(message, label, format!("should be \"{expected}\""));
    if let Some(before) = before {
        draft = draft.label(before, "after this one");
    }
    draft.help("correct the label that is wrong, or add what was left out");
}
