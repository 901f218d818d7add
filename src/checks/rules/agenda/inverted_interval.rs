use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::report::Report;
use crate::report::clock::{Clock, Interval};

rule! {
    /// An item of the agenda ends before its start, or when it starts.
    ///
    /// ## Why it matters
    /// One of the two times is wrong. Until you correct it, the time of the item is not known, so no other rule
    /// compares it. For an item that starts and ends at the same time, the finding is only advice: many agendas print
    /// the moment at which something begins or closes.
    ///
    /// An end at `00:00` is midnight at the end of the day. An item that starts at 18:00 or later and ends at 06:00 or
    /// earlier ends in the following night.
    ///
    /// ## How to fix it
    /// Correct the start or the end. For any other time after midnight, continue to count the hours: half past seven on
    /// the next morning is `"31:30"`.
    error "agenda/inverted-interval"
}

/// The longest that an item which runs into the night is believed to last, in minutes.
const LONGEST_NIGHT: u16 = 12 * 60;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for slot in report.slots() {
        let (Some(start), Some(end)) = (slot.item.start, slot.item.end) else {
            continue;
        };
        let is_empty = |interval: Interval| interval.is_empty();
        if !slot.interval.is_some_and(is_empty) {
            continue;
        }
        let printed = Interval {
            start: start.value,
            end: end.value,
        };
        let message = inverted(&slot.item.called(), printed);
        let draft = findings
            .add(message, &end, "the end")
            .label(&start, "the start");
        if start.value == end.value {
            draft
                .no_more_than(Severity::Advice)
                .help("give it the time at which it ends");
            continue;
        }
        draft.help(next_night(printed).map_or_else(
            || "correct the start or the end".to_owned(),
            count_on_past_midnight,
        ));
    }
}

/// The end counted on past midnight, where the item is likely to run into the night.
fn next_night(interval: Interval) -> Option<Clock> {
    let late = interval.end.day_later()?;
    // an item that starts in the second night is not over in the first
    let lasts = late.minutes().checked_sub(interval.start.minutes())?;
    (lasts <= LONGEST_NIGHT).then_some(late)
}

fn inverted(item: &str, Interval { start, end }: Interval) -> String {
    if start == end {
        format!("{item} starts and ends at {end}")
    } else {
        format!("{item} starts at {start} but ends at {end}")
    }
}

fn count_on_past_midnight(late: Clock) -> String {
    format!("if it ends after midnight, write `end: \"{late}\"`; otherwise correct the times")
}
