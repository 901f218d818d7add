//! A line for each finding, as compilers write them: editors jump to it, and tools count, cut and sort.

use std::io;

use super::{Outcome, escape, suppression_mark};

/// Writes `file:line:column: severity[rule] message`, a line for each finding.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    for (sources, finding) in outcome.findings() {
        let location = finding.primary().location;
        let source = sources.get(location.file);
        let position = source.position(location.span.start);
        writeln!(
            output,
            "{}:{}:{}: {}[{}] {}{}",
            escape::line(source.name()),
            position.line,
            position.column,
            finding.severity,
            finding.rule.id(),
            escape::line(&finding.message),
            escape::line(&suppression_mark(finding)),
        )?;
    }
    Ok(())
}
