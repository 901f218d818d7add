use crate::finding::Findings;
use crate::include::ProblemKind;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// A file that the report includes is not there.
    ///
    /// ## Why it matters
    /// What stands in that file is missing from the report. Nothing else is checked as long as it is: every reference to
    /// what it holds would seem to lead nowhere.
    ///
    /// ## How to mend it
    /// Correct the name, which is relative to the file that it stands in, or take it out of `include`. A name with `*`
    /// means every file that it matches, and has to match one.
    error "include/missing" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.include_problems {
        let pattern = &problem.pattern;
        match &problem.kind {
            ProblemKind::Missing { nearest } => {
                let is_glob = pattern.contains(['*', '?', '[']);
                let (message, label) = if is_glob {
                    (format!("no file matches \"{pattern}\""), "matches nothing")
                } else {
                    (
                        format!("the report includes \"{pattern}\", which does not exist"),
                        "is not there",
                    )
                };
                let help = nearest.as_ref().map_or_else(
                    || {
                        "a name under `include` is relative to the file that it stands in"
                            .to_owned()
                    },
                    |nearest| format!("the folder holds \"{nearest}\"; is that the one?"),
                );
                findings.add(message, problem.at, label).help(help);
            }
            ProblemKind::NotAFile { folder: true } => {
                findings
                    .add(
                        format!("the report includes \"{pattern}\", which is a folder"),
                        problem.at,
                        "a folder",
                    )
                    .help(format!(
                        "to include the files in it, write \"{}/*.yaml\"",
                        pattern.trim_end_matches('/')
                    ));
            }
            ProblemKind::NotAFile { folder: false } => {
                findings
                    .add(
                        format!("the report includes \"{pattern}\", which is no regular file"),
                        problem.at,
                        "a device or a pipe",
                    )
                    .help("include files only");
            }
            _ => {}
        }
    }
}
