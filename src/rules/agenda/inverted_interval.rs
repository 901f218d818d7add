use crate::clock::{Clock, Interval};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// An item of the agenda ends at or before its start.
    ///
    /// ## Why it matters
    /// One of the two times is wrong. Until it is right nothing can be said of when the item is, so no other rule
    /// compares its times.
    ///
    /// ## How to mend it
    /// Correct the start or the end. What ends in the night that follows is counted on past midnight: half past one is
    /// `"25:30"`.
    error "agenda/inverted-interval" = check
}

/// The longest that an item which runs into the night is believed to last, in minutes.
const LONGEST_NIGHT: u16 = 12 * 60;

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for slot in report.slots() {
        let (Some(start), Some(end)) = (slot.item.start, slot.item.end) else {
            continue;
        };
        let interval = Interval {
            start: start.value,
            end: end.value,
        };
        if !interval.is_empty() {
            continue;
        }
        let name = slot.item.called();
        let message = if interval.start == interval.end {
            format!("{name} starts and ends at {}", interval.end)
        } else {
            format!(
                "{name} starts at {} but ends at {}",
                interval.start, interval.end
            )
        };
        let help = match next_night(interval) {
            Some(late) => format!(
                "if it ends in the night that follows, write `end: \"{late}\"`; else correct the times"
            ),
            None => "correct the start or the end".to_owned(),
        };
        findings
            .add(message, &end, "the end")
            .label(&start, "the start")
            .help(help);
    }
}

/// The end counted on past midnight, where the item is likely to run into the night.
fn next_night(interval: Interval) -> Option<Clock> {
    let late = interval.end.day_later()?;
    // an item that starts in the second night is not over in the first
    let lasts = late.minutes().checked_sub(interval.start.minutes())?;
    (lasts <= LONGEST_NIGHT).then_some(late)
}
