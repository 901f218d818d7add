//! The rules about what a report includes, and the words for what is wrong with it.

use super::{IncludeProblem, ProblemKind};
use crate::finding::fix::Remedy;
use crate::finding::rule::{Rule, rules};
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::finding::{self, Findings};
use crate::text::place::NodeRef;
use crate::text::syntax::{Data, Tree};

rules! {
    /// A file that the report includes does not exist.
    ///
    /// ## Why it matters
    /// The content of that file is missing from the report. Nothing else is checked until it is there: every reference to
    /// its content would seem wrong.
    ///
    /// ## How to fix it
    /// Correct the name, which is relative to the file that contains it, or remove it from `include`. A name with `*`
    /// means every file that it matches, and must match at least one.
    MISSING: error "include/missing" always;

    /// A file that the report includes is outside the folder of the report.
    ///
    /// ## Why it matters
    /// If you send a report to somebody, you send its folder and nothing else. Files outside are not even looked at, so
    /// nobody's other files are read by mistake. A link that leads outside counts as outside, too.
    ///
    /// ## How to fix it
    /// Move the file into the folder of the report's root file, or the root file further up.
    OUTSIDE: error "include/outside" always;

    /// A file includes itself, or a file that includes it.
    ///
    /// ## Why it matters
    /// A report contains each of its parts once. If files include each other in a circle, one of the names is wrong.
    ///
    /// ## How to fix it
    /// Remove the name from `include`, or correct it. A name with `*` may match the file that contains it, which is then
    /// left out.
    CYCLE: error "include/cycle",
        fix safe "Removes the name. The file is already part of the report.";

    /// A file is named twice under `include`.
    ///
    /// ## Why it matters
    /// The file is read once, where it is included first. A person who changes the order of the parts may change the
    /// wrong line.
    ///
    /// ## How to fix it
    /// Remove one of the two. A name with `*` skips the files that are included before it, so you can name some files
    /// first and include the rest with `*`.
    REPEATED: warning "include/repeated",
        fix safe "Removes the second name. The file is read where it is named first.";
}

const RELATIVE: &str = "write the path from the folder of the file that includes it";

impl finding::Problem for IncludeProblem {
    fn rule(&self) -> &'static Rule {
        match self.kind {
            ProblemKind::Unmatched { .. }
            | ProblemKind::Missing { .. }
            | ProblemKind::NotAFile { .. } => &MISSING,
            ProblemKind::Outside => &OUTSIDE,
            ProblemKind::Cycle { .. } => &CYCLE,
            ProblemKind::Repeated { .. } => &REPEATED,
        }
    }

    fn report(&self, findings: &mut Findings<'_>) {
        let Self { kind, pattern, at } = self;
        let tree = findings.tree(at.file);
        match kind {
            ProblemKind::Unmatched { nearest } => {
                let message = format!("no file matches \"{pattern}\"");
                let near = |nearest| format!("did you mean \"{nearest}\"?");
                let help = nearest.as_ref().map_or_else(|| RELATIVE.to_owned(), near);
                findings.add(message, *at, "matches nothing").help(help);
            }
            ProblemKind::Missing { nearest } => {
                let message = format!("the report includes \"{pattern}\", which does not exist");
                let near = |nearest| format!("did you mean \"{nearest}\"?");
                let help = nearest.as_ref().map_or_else(|| RELATIVE.to_owned(), near);
                findings.add(message, *at, "is not there").help(help);
            }
            ProblemKind::NotAFile { folder: true } => {
                let message = format!("the report includes \"{pattern}\", which is a folder");
                let folder = pattern.trim_end_matches('/');
                let help = format!("to include the files in it, write \"{folder}/*.yaml\"");
                findings.add(message, *at, "a folder").help(help);
            }
            ProblemKind::NotAFile { folder: false } => {
                let message =
                    format!("the report includes \"{pattern}\", which is not a regular file");
                let draft = findings.add(message, *at, "a device or a pipe");
                draft.help("include files only");
            }
            ProblemKind::Outside => {
                let message =
                    format!("\"{pattern}\" is outside the folder of the report, and is not read");
                findings
                    .add(message, *at, "leads outside")
                    .help("move the file into the folder of the report, or the report further up");
            }
            ProblemKind::Cycle { through } => {
                let (message, label) = if through.is_empty() {
                    (
                        "the file includes itself".to_owned(),
                        "this is the same file",
                    )
                } else {
                    (
                        format!("\"{pattern}\" includes this file, directly or through others"),
                        "leads back to this file",
                    )
                };
                let through = through.iter();
                findings
                    .add(message, *at, label)
                    .labels(through.map(|&at| (at, "through this one".to_owned())))
                    .help("remove the name from `include`")
                    .fix(without(tree, *at, "remove the name"));
            }
            ProblemKind::Repeated { first } => {
                findings
                    .add(
                        format!("\"{pattern}\" is included twice"),
                        *first,
                        FIRST_HERE,
                    )
                    .label(*at, AGAIN_HERE)
                    .help("remove one of the two")
                    .fix(without(tree, *at, "remove the second of the two"));
            }
        }
    }
}

/// Without a name, or without `include` if there is no other. A name with `*` means more than what is wrong.
fn without(tree: &Tree<'_>, name: NodeRef, title: &str) -> Option<Remedy> {
    let is_pattern = matches!(tree.data(name.node), Data::Str(text) if text.contains('*'));
    (!is_pattern).then(|| Remedy::safe(title).remove_item(tree, name))
}
