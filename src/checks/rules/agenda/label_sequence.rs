use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence::{self, Break, BreakKind};
use crate::report::calendar::Date;
use crate::report::clock::Clock;
use crate::report::numeral::{self, Member, Series};
use crate::report::{Agenda, Item, Report, Spanned, Text};

rule! {
    /// The labels of a series skip a number, repeat one or go back.
    ///
    /// ## Why it matters
    /// Readers and other parts of the report go by these labels. After "Sessions II" and "Sessions IV" they look for
    /// "Sessions III", and of two parts that are both "Part I" nobody can tell which one is meant.
    ///
    /// ## What a series is
    /// Labels with the same words before a number, in whatever numerals: "Forum Day I" and "Forum Day II", "Part A" and
    /// "Part B". The labels of the days are counted over the whole agenda, and so are those of the items that stand
    /// directly under a day. The labels of parts are counted among the parts of one item.
    ///
    /// A series may begin with any number. It may begin again with the first number on a new day ("Session 1" to
    /// "Session 4" each day), and on the same day when the next label is the second number again.
    ///
    /// ## How to mend it
    /// Correct the label. There is no way to declare labels that do not run on.
    error "agenda/label-sequence"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(agenda) = &report.agenda else {
        return;
    };
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
        report_breaks(top_labels(agenda), findings);
    }
    for slot in agenda.slots() {
        if !all_are_read(&slot.item.items) {
            continue;
        }
        let parts = slot.item.items.iter().filter_map(|part| {
            Some(Labelled {
                text: part.label?,
                list: 0,
                time: part.start.map(|start| (None, Some(start.value))),
            })
        });
        report_breaks(parts, findings);
    }
}

/// A label in its place.
#[derive(Clone, Copy)]
struct Labelled<'t> {
    text: Text<'t>,
    /// Which list it stands in, where a series runs through several.
    list: usize,
    /// The date and the time it belongs to, as far as its list tells them apart; `None` when that cannot be read.
    time: Option<(Option<Date>, Option<Clock>)>,
}

fn day_labels<'t>(agenda: &Agenda<'t>) -> impl Iterator<Item = Labelled<'t>> {
    agenda.days.iter().filter_map(|day| {
        Some(Labelled {
            text: day.label?,
            list: 0,
            time: day.certain_date().map(|date| (Some(date.value), None)),
        })
    })
}

/// The labels of the items directly under a day, each day a list.
fn top_labels<'t>(agenda: &Agenda<'t>) -> impl Iterator<Item = Labelled<'t>> {
    agenda.days.iter().enumerate().flat_map(|(list, day)| {
        let date = day.certain_date();
        day.items.iter().filter_map(move |item| {
            let time = date
                .zip(item.start)
                .map(|(date, start)| (Some(date.value), Some(start.value)));
            Some(Labelled {
                text: item.label?,
                list,
                time,
            })
        })
    })
}

fn report_breaks<'t>(labels: impl IntoIterator<Item = Labelled<'t>>, findings: &mut Findings<'_>) {
    for series in numeral::series(labels, |label| Some(label.text.value)) {
        // What is not in order of time is another defect, and the labels may well run on once that is mended.
        let times = series.members.iter().filter_map(|member| member.item.time);
        if !times.is_sorted() {
            continue;
        }
        for run in runs(&series.members) {
            let positions: Vec<_> = run.iter().map(|member| member.position).collect();
            let begins_with_one = positions.get(1) == Some(&2.into());
            let first = begins_with_one.then_some(1);
            for found in sequence::breaks(&positions, first) {
                report_break(&series, run, &found, findings);
            }
        }
    }
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
        (None, _) => messages::comes_first(label.value, &expected),
        (Some(_), BreakKind::Repeated) => messages::repeated(label.value),
        (Some(before), _) => messages::comes_after(label.value, before.value, &expected),
    };
    let mut draft = findings.add(message, label, messages::should_be(&expected));
    if let Some(before) = before {
        draft = draft.label(before, messages::AFTER_THIS_ONE);
    }
    draft.help(messages::CORRECT_OR_ADD);
}

mod messages {
    pub(super) const AFTER_THIS_ONE: &str = "after this one";
    pub(super) const CORRECT_OR_ADD: &str =
        "correct the label that is wrong, or add what was left out";

    pub(super) fn comes_first(label: &str, expected: &str) -> String {
        format!("the first label is \"{label}\", where \"{expected}\" is expected")
    }

    pub(super) fn repeated(label: &str) -> String {
        format!("\"{label}\" stands twice in a row")
    }

    pub(super) fn comes_after(label: &str, before: &str, expected: &str) -> String {
        format!("\"{label}\" comes after \"{before}\", where \"{expected}\" is expected")
    }

    pub(super) fn should_be(expected: &str) -> String {
        format!("should be \"{expected}\"")
    }
}
