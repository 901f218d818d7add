use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::text::place::Place;

rule! {
    /// A comment that is written almost like a suppression.
    ///
    /// ## Why it matters
    /// It suppresses nothing, though it looks as if it did.
    ///
    /// ## How to mend it
    /// A suppression is written `# reportlint: allow RULE, RULE until YYYY-MM-DD -- reason`, where `until` with its day
    /// can be left out; for the whole file `allow-file` takes the place of `allow`, at the top of the file.
    warning "suppression/malformed"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for malformed in problems.malformed {
        let problem = &malformed.problem;
        findings
            .add(
                messages::suppresses_nothing(problem),
                Place::Bytes(malformed.written),
                messages::NOT_UNDERSTOOD,
            )
            .help(problem.help());
    }
}

mod messages {
    use crate::checks::suppress::Problem;

    pub(super) const NOT_UNDERSTOOD: &str = "is not understood";

    pub(super) fn suppresses_nothing(problem: &Problem) -> String {
        format!("this comment suppresses nothing: {problem}")
    }
}
