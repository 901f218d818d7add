use crate::documents::{SchemaProblemKind as Kind, Unread};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// A schema is named that cannot be read.
    ///
    /// ## Why it matters
    /// Data for which a schema is named looks as if it were checked by it. If the schema is not there, nothing is.
    ///
    /// ## How to mend it
    /// Correct the name, or put the schema there. Names in the configuration are relative to it, and names in the data or in
    /// a schema to the file that they stand in; what they lead to must be in the folder of the configuration. There is no
    /// way to declare a missing schema as intended.
    error "schema/missing-schema" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.schema_problems {
        let Kind::Unread { name, why } = &problem.kind else {
            continue;
        };
        let (message, label) = match why {
            Unread::Outside => (
                format!("the schema `{name}` is outside of the folder of the configuration"),
                "leads out of the project".to_owned(),
            ),
            Unread::NotAFile { folder: true } => (
                format!("the schema `{name}` is a folder"),
                "not a file".to_owned(),
            ),
            Unread::NotAFile { folder: false } => (
                format!("the schema `{name}` is no file that can be read"),
                "not a file".to_owned(),
            ),
            Unread::Missing { nearest } => (
                format!("there is no schema `{name}`"),
                nearest.as_ref().map_or_else(
                    || "no such file".to_owned(),
                    |nearest| format!("did you mean {nearest}?"),
                ),
            ),
            Unread::Unreadable => (
                format!("the schema `{name}` cannot be read"),
                "cannot be read".to_owned(),
            ),
        };
        findings
            .add(message, problem.at.clone(), label)
            .help(help(why));
    }
}

fn help(why: &Unread) -> &'static str {
    match why {
        Unread::Outside => "keep a copy in the folder of the configuration, and name that",
        _ => "name a file that is there; names are relative to the file that they stand in",
    }
}
