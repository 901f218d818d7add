use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::documents::{SchemaProblemKind as Kind, Unread};

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
    error "schema/missing-schema" always
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.schemas {
        let Kind::Unread { name, why } = &problem.kind else {
            continue;
        };
        let (message, label) = match why {
            Unread::Outside => (messages::outside(name), messages::LEADS_OUT.to_owned()),
            Unread::NotAFile { folder: true } => {
                (messages::is_a_folder(name), messages::NOT_A_FILE.to_owned())
            }
            Unread::NotAFile { folder: false } => (
                messages::no_readable_file(name),
                messages::NOT_A_FILE.to_owned(),
            ),
            Unread::Missing { nearest } => (
                messages::missing(name),
                nearest.as_ref().map_or_else(
                    || messages::NO_SUCH_FILE.to_owned(),
                    |nearest| messages::did_you_mean(nearest),
                ),
            ),
            Unread::Unreadable => (
                messages::unreadable(name),
                messages::CANNOT_BE_READ.to_owned(),
            ),
        };
        findings
            .add(message, problem.at.clone(), label)
            .help(help(why));
    }
}

fn help(why: &Unread) -> &'static str {
    match why {
        Unread::Outside => messages::KEEP_COPY,
        _ => messages::NAME_FILE,
    }
}

mod messages {
    pub(super) use crate::finding::wording::did_you_mean;

    pub(super) const LEADS_OUT: &str = "leads out of the project";
    pub(super) const NOT_A_FILE: &str = "not a file";
    pub(super) const NO_SUCH_FILE: &str = "no such file";
    pub(super) const CANNOT_BE_READ: &str = "cannot be read";
    pub(super) const KEEP_COPY: &str =
        "keep a copy in the folder of the configuration, and name that";
    pub(super) const NAME_FILE: &str =
        "name a file that is there; names are relative to the file that they stand in";

    pub(super) fn outside(name: &str) -> String {
        format!("the schema `{name}` is outside of the folder of the configuration")
    }

    pub(super) fn is_a_folder(name: &str) -> String {
        format!("the schema `{name}` is a folder")
    }

    pub(super) fn no_readable_file(name: &str) -> String {
        format!("the schema `{name}` is no file that can be read")
    }

    pub(super) fn missing(name: &str) -> String {
        format!("there is no schema `{name}`")
    }

    pub(super) fn unreadable(name: &str) -> String {
        format!("the schema `{name}` cannot be read")
    }
}
