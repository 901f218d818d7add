//! A line for each finding, as compilers write them: editors jump to it, and tools count, cut and sort.

use std::io;

use super::{Outcome, escape};

/// Writes `file:line:column: severity[rule] message`, a line for each finding.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    for record in outcome.records_here() {
        let start = &record.place.range.start;
        writeln!(
            output,
            "{}:{}:{}: {}[{}] {}",
            escape::line(&record.place.file),
            start.line,
            start.column,
            record.severity,
            record.rule,
            escape::line(&record.marked_message()),
        )?;
    }
    Ok(())
}
