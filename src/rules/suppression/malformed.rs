use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::rule::rule;

rule! {
    /// A comment that is written almost like a suppression.
    ///
    /// ## Why it matters
    /// It suppresses nothing, though it looks as if it did.
    ///
    /// ## How to mend it
    /// A suppression is written `# reportlint: allow RULE, RULE until YYYY-MM-DD -- reason`, where `until` with its day
    /// can be left out; for the whole file `allow-file` takes the place of `allow`, at the top of the file.
    warning "suppression/malformed" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for malformed in &report.suppressions.malformed {
        let problem = &malformed.problem;
        findings
            .add(
                format!("this comment suppresses nothing: {problem}"),
                Place::Bytes(malformed.written),
                "is not understood",
            )
            .help(problem.help());
    }
}
