//! The rules, a file each, in groups.

pub(crate) mod abbreviations;
pub(crate) mod agenda;
pub(crate) mod bibliography;
pub(crate) mod claims;
pub(crate) mod config;
pub(crate) mod contents;
pub(crate) mod dates;
pub(crate) mod footnotes;
pub(crate) mod include;
pub(crate) mod paragraphs;
pub(crate) mod references;
pub(crate) mod schema;
pub(crate) mod sections;
pub(crate) mod suppression;
pub(crate) mod text;
pub(crate) mod yaml;

use crate::checks::suppress::{Malformed, Suppression};
use crate::finding::Findings;
use crate::finding::rule::Rule;
use crate::project::config::Problem as ConfigProblem;
use crate::project::documents::SchemaProblem;
use crate::project::include::Problem as IncludeProblem;
use crate::report::Report;
use crate::report::prose::Prose;
use crate::schema::Violation;
use crate::text::place::Part;
use crate::text::source::FileId;

/// What finds the findings of a rule, by what it looks at.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// Any file that was read: of a report, of other data, of the configuration.
    File(fn(&Part<'_>, &mut Findings<'_>)),
    /// The files of a report, even if not all of it could be read.
    ReportFiles(fn(&[Validated<'_>], &mut Findings<'_>)),
    /// A report.
    Report(fn(&Report<'_>, &mut Findings<'_>)),
    /// The prose of a report, which is read before.
    Prose(fn(&Prose<'_, '_>, &mut Findings<'_>)),
    /// The prose of a report, which the check asks for in few of them, so that it is not read before.
    ProseIfNeeded(fn(&Prose<'_, '_>, &mut Findings<'_>)),
    /// What another stage has found.
    Problems(fn(&Problems<'_>, &mut Findings<'_>)),
}

/// A rule and its check.
pub(crate) type Registered = (&'static Rule, Check);

/// A file that was read, and what its schema does not allow in it.
pub(crate) struct Validated<'s> {
    pub part: &'s Part<'s>,
    pub violations: &'s [Violation],
}

/// What other stages have found, for the rules that word it.
#[derive(Default)]
pub(crate) struct Problems<'s> {
    pub files: &'s [Validated<'s>],
    pub include: &'s [IncludeProblem],
    pub config: &'s [ConfigProblem],
    pub schemas: &'s [SchemaProblem],
    pub suppressions: &'s [Suppression],
    pub malformed: &'s [Malformed],
}

impl<'s> Problems<'s> {
    /// The file of that id.
    fn part(&self, file: FileId) -> &'s Part<'s> {
        let mut parts = self.files.iter().map(|it| it.part);
        parts
            .find(|part| part.file == file)
            .expect("places are made from the nodes of these very files")
    }
}

/// Every rule with its check, group by group, in the order of the catalogue.
pub(crate) fn registered() -> impl Iterator<Item = Registered> {
    GROUPS.iter().flat_map(|group| group.iter().copied())
}

/// Every group, in the order of the catalogue.
static GROUPS: &[&[Registered]] = &[
    yaml::GROUP,
    schema::GROUP,
    include::GROUP,
    contents::GROUP,
    sections::GROUP,
    paragraphs::GROUP,
    agenda::GROUP,
    references::GROUP,
    footnotes::GROUP,
    bibliography::GROUP,
    abbreviations::GROUP,
    claims::GROUP,
    dates::GROUP,
    text::GROUP,
    suppression::GROUP,
    config::GROUP,
];
