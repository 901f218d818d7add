//! The rules, a file each, in groups.

pub(crate) mod abbreviations;
pub(crate) mod agenda;
pub(crate) mod bibliography;
pub(crate) mod claims;
pub(crate) mod contents;
pub(crate) mod dates;
pub(crate) mod footnotes;
pub(crate) mod import;
pub(crate) mod include;
pub(crate) mod paragraphs;
pub(crate) mod references;
pub(crate) mod schema;
pub(crate) mod sections;
pub(crate) mod text;
pub(crate) mod yaml;

use crate::checks::suppress;
use crate::finding::Findings;
use crate::finding::rule::Rule;
use crate::project::{config, data_files};
use crate::relation::resolve;
use crate::report::Report;
use crate::report::prose::Prose;
use crate::schema::Violation;
use crate::text::place::ParsedFile;

/// What finds the findings of a rule, by what it looks at.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// Any file that was read: of a report, of other data, of the configuration.
    File(fn(&ParsedFile<'_>, &mut Findings<'_>)),
    /// The files of a report, even if not all of it could be read.
    ReportFiles(fn(&[Validated<'_>], &mut Findings<'_>)),
    /// A report.
    Report(fn(&Report<'_>, &mut Findings<'_>)),
    /// The prose of a report, which is read before.
    Prose(fn(&Prose<'_, '_>, &mut Findings<'_>)),
    /// The prose of a report, which the check asks for in few of them, so that it is not read before.
    ProseIfNeeded(fn(&Prose<'_, '_>, &mut Findings<'_>)),
}

/// A rule and its check.
pub(crate) type Registered = (&'static Rule, Check);

/// A file that was read, and what its schema does not allow in it.
pub(crate) struct Validated<'s> {
    pub part: &'s ParsedFile<'s>,
    pub violations: &'s [Violation],
}

/// Every rule that has a check, group by group.
pub(crate) fn registered() -> impl Iterator<Item = Registered> {
    CATALOGUE.iter().flat_map(|listed| match listed {
        Listed::Checked(rules) => rules.iter().copied(),
        Listed::Worded(_) => [].iter().copied(),
    })
}

/// Every rule, in the order of the catalogue.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    CATALOGUE.iter().flat_map(|listed| {
        let (checked, worded) = match listed {
            Listed::Checked(rules) => (*rules, &[][..]),
            Listed::Worded(rules) => (&[][..], *rules),
        };
        let checked = checked.iter().map(|(rule, _)| *rule);
        checked.chain(worded.iter().copied())
    })
}

/// What rules can be named by: their groups and their ids.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().flat_map(|rule| [rule.group(), rule.id])
}

/// What was probably meant by a name that is none: the rule of that name in some group, else the nearest rule or group.
#[must_use]
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    of_any_group(name).or_else(|| resolve::nearest(name, names()))
}

/// The first rule of that name, without its group.
pub(crate) fn of_any_group(name: &str) -> Option<&'static str> {
    let mut ids = all().map(|rule| rule.id);
    ids.find(|id| id.split_once('/').is_some_and(|(_, defect)| defect == name))
}

/// The rule of that id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Rules of one group.
enum Listed {
    /// Those that have checks.
    Checked(&'static [Registered]),
    /// Those of a stage that words what it finds itself.
    Worded(&'static [&'static Rule]),
}

static CATALOGUE: &[Listed] = &[
    Listed::Checked(yaml::GROUP),
    Listed::Checked(schema::GROUP),
    Listed::Worded(data_files::RULES),
    Listed::Worded(crate::schema::RULES),
    Listed::Worded(crate::project::include::RULES),
    Listed::Checked(include::GROUP),
    Listed::Checked(import::GROUP),
    Listed::Checked(contents::GROUP),
    Listed::Checked(sections::GROUP),
    Listed::Checked(paragraphs::GROUP),
    Listed::Checked(agenda::GROUP),
    Listed::Checked(references::GROUP),
    Listed::Checked(footnotes::GROUP),
    Listed::Checked(bibliography::GROUP),
    Listed::Checked(abbreviations::GROUP),
    Listed::Checked(claims::GROUP),
    Listed::Checked(dates::GROUP),
    Listed::Checked(text::GROUP),
    Listed::Worded(suppress::RULES),
    Listed::Worded(config::RULES),
];
