use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::include::ProblemKind;

rule! {
    /// A file that the report includes lies outside the folder of the report.
    ///
    /// ## Why it matters
    /// A report that is handed on, or checked elsewhere, takes its folder with it and nothing else. So that nobody's
    /// other files are read by mistake, what lies outside is not even looked at; a link that leads outside does so too.
    ///
    /// ## How to mend it
    /// Move the file into the folder of the report's root file, or the root file further up.
    error "include/outside" always
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    let problems = problems.include.iter();
    for problem in problems.filter(|problem| problem.kind == ProblemKind::Outside) {
        findings
            .add(
                messages::lies_outside(&problem.pattern),
                problem.at,
                messages::LEADS_OUTSIDE,
            )
            .help(messages::MOVE_EITHER);
    }
}

mod messages {
    pub(super) const LEADS_OUTSIDE: &str = "leads outside";
    pub(super) const MOVE_EITHER: &str =
        "move the file into the folder of the report, or the report further up";

    pub(super) fn lies_outside(name: &str) -> String {
        format!("\"{name}\" lies outside the folder of the report, and is not read")
    }
}
