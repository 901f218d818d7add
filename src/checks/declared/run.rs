//! One check being run on the documents that it is declared for.

use std::path::Path;

use super::field;
use super::item::Item;
use crate::checks::settings::Settings;
use crate::finding::rule::{self, RuleRef};
use crate::finding::wording::{POINTS_TO_NOTHING, did_you_mean, shortened};
use crate::finding::{Draft, Finding, Findings, Severity};
use crate::project::config::{Check, Elsewhere, Field, Selection};
use crate::project::data_files::{DataSet, FileTree, Group, Unresolved};
use crate::project::jsonpath::DeadEnd;
use crate::text::pattern::Pattern;
use crate::text::place::{ParsedFile, Place};
use crate::text::source::{FileId, Location};
use crate::text::syntax::NodeId;

/// Items whose keys are looked at for the one that was meant.
const MOST_LOOKED_AT: usize = 100;

/// The steps that a check takes for each item.
const STEPS_EACH: usize = 4;

/// The bytes of an item that are read in one step.
const BYTES: usize = 64;

/// A check, the documents that it is declared for, and what it has found so far.
pub(super) struct Run<'d> {
    pub(super) check: &'d Check,
    documents: &'d DataSet<'d>,
    group: &'d Group<'d>,
    settings: &'d Settings,
    findings: Findings<'d>,
    /// About values that the check cannot use.
    unusable: Findings<'d>,
    /// Findings of another severity.
    more: Vec<Finding>,
}

/// What a check has found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where the data does not meet the condition.
    pub(super) findings: Vec<Finding>,
    /// About values that it cannot use. Other checks that need the same values find the same.
    pub(super) unusable: Vec<Finding>,
}

/// What a message of the project's own may quote.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quoted<'q> {
    /// Replaces `{value}`.
    pub(super) value: &'q str,
    /// Replaces `{other}`.
    pub(super) other: &'q str,
}

impl<'d> Run<'d> {
    /// A check to run; `None` where it is off.
    pub(super) fn new(
        documents: &'d DataSet<'d>,
        group: &'d Group<'d>,
        check: &'d Check,
        settings: &'d Settings,
    ) -> Option<Self> {
        let id = id_of(check);
        let severity = settings.weight(&id, check.severity)?;
        let rule = RuleRef::Declared(id.into());
        let findings = || {
            let mut findings = Findings::new(&documents.parts, rule.clone(), severity);
            findings.list_at_most(settings.most_findings());
            findings
        };
        Some(Self {
            check,
            documents,
            group,
            settings,
            findings: findings(),
            unusable: findings(),
            more: Vec::new(),
        })
    }

    /// What was found.
    pub(super) fn into_found(self) -> Found {
        let mut findings = self.findings.into_vec();
        findings.extend(self.more);
        Found {
            findings,
            unusable: self.unusable.into_vec(),
        }
    }

    /// Adds a finding, in the words of the project where it has its own.
    pub(super) fn add(
        &mut self,
        message: String,
        quoted: Quoted<'_>,
        place: impl Into<Place>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Draft<'_, 'd> {
        let own = self.check.message.as_deref();
        let message = own.map_or(message, |template| filled(template, quoted));
        let help = self.check.help.clone().unwrap_or_else(|| help.into());
        self.findings.add(message, place, label).help(help)
    }

    /// Adds a finding about a value that the check cannot use: what the project says about its own findings is not about that.
    pub(super) fn add_unusable(
        &mut self,
        message: String,
        place: impl Into<Place>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Draft<'_, 'd> {
        self.unusable.add(message, place, label).help(help)
    }

    /// Adds findings with another severity than the check. The severity in the configuration overrides both.
    pub(super) fn add_weighing(&mut self, severity: Severity, add: impl FnOnce(&mut Findings<'_>)) {
        let id = id_of(self.check);
        let Some(severity) = self.settings.weight(&id, severity) else {
            return;
        };
        let rule = RuleRef::Declared(id.into());
        let mut findings = Findings::new(&self.documents.parts, rule, severity);
        findings.list_at_most(self.settings.most_findings());
        add(&mut findings);
        self.more.extend(findings.into_vec());
    }

    /// The items of the documents; `None` if they cannot be known, which is then reported.
    pub(super) fn items(&mut self, selection: &Selection) -> Option<Vec<Item<'d>>> {
        let files = self.group.files.clone();
        let items = self.select(&files, selection)?;
        if items.is_empty() {
            self.report_nothing(&files, selection);
        }
        Some(items)
    }

    /// As [`Run::items`], but there may be none.
    pub(super) fn items_if_any(&mut self, selection: &Selection) -> Option<Vec<Item<'d>>> {
        let files = self.group.files.clone();
        self.select(&files, selection)
    }

    /// Whether at least one of the items has each of these fields. One that none has is misspelt, which is reported: the check
    /// would find nothing for it, or blame every item.
    pub(super) fn has_fields<'f>(
        &mut self,
        selection: &Selection,
        items: &[Item<'d>],
        fields: impl IntoIterator<Item = &'f Field>,
    ) -> bool {
        if items.is_empty() || self.group.config.preset.is_some() {
            return true;
        }
        let mut has_all = true;
        let mut known = Vec::new();
        for field in fields {
            // one that is called the same here and there is written once
            let Some(node) = field.node.filter(|node| !known.contains(node)) else {
                continue;
            };
            known.push(node);
            if !items.iter().any(|item| field::is_there(field, *item)) {
                self.report_missing_field(selection, items, field, node);
                has_all = false;
            }
        }
        has_all
    }

    fn report_missing_field(
        &mut self,
        selection: &Selection,
        items: &[Item<'d>],
        field: &Field,
        node: NodeId,
    ) {
        let mut looked_at = items.iter().take(MOST_LOOKED_AT);
        let nearest = looked_at.find_map(|item| field::nearest_key(field, *item));
        let label = nearest.map_or_else(
            || POINTS_TO_NOTHING.to_owned(),
            |nearest| did_you_mean(&nearest),
        );
        let message = format!(
            "nothing that \"{}\" selects has `{}`",
            selection.written,
            field.written()
        );
        let place = self.in_config(node);
        self.add_weighing(Severity::Warning, |findings| {
            findings
                .add(message, place, label)
                .help("correct the field; until then it checks nothing");
        });
    }

    /// The items in these or in other files; `None` if they cannot be known, which is then reported.
    pub(super) fn elsewhere(&mut self, elsewhere: &Elsewhere) -> Option<Vec<Item<'d>>> {
        let files = match &elsewhere.file {
            Some((file, at)) => vec![self.file(&file.value, at.node)?],
            None => self.group.files.clone(),
        };
        let files = match &elsewhere.files {
            Some(globs) => {
                let config = self.group.config;
                let is_meant = |file: &FileId| self.documents.is_selected(config, globs, *file);
                files.into_iter().filter(is_meant).collect()
            }
            None => files,
        };
        let items = self.select(&files, &elsewhere.of)?;
        if items.is_empty() && self.report_nothing(&files, &elsewhere.of) {
            return None;
        }
        self.has_fields(&elsewhere.of, &items, &elsewhere.by)
            .then_some(items)
    }

    /// The files that the check is about.
    pub(super) fn files(&self) -> &'d [FileId] {
        &self.group.files
    }

    /// The files of the project.
    pub(super) fn tree(&self) -> &'d FileTree<'d> {
        self.documents.tree()
    }

    /// The folder of the configuration.
    pub(super) fn folder(&self) -> &'d Path {
        &self.group.config.folder
    }

    /// The folder that a file is in, from that of the configuration, with `/` between its parts.
    pub(super) fn folder_of(&self, file: FileId) -> Option<String> {
        let path = self.documents.path(file)?.parent()?;
        let names = path.strip_prefix(self.folder()).ok()?.iter();
        let names: Option<Vec<&str>> = names.map(|name| name.to_str()).collect();
        Some(names?.join("/"))
    }

    /// The path of a file from the folder of the configuration, with `/` between its parts: the end of its name, which is
    /// relative to another folder. Of a file elsewhere it is the whole name.
    fn path_of(&self, part: &'d ParsedFile<'d>) -> &'d str {
        let name = part.source.name();
        let folder = self.folder_of(part.file).unwrap_or_default();
        let parts = folder.split('/').filter(|name| !name.is_empty()).count() + 1;
        let mut ends = name.rmatch_indices('/').map(|(at, _)| at + 1);
        let start = ends.nth(parts - 1).unwrap_or(0);
        &name[start..]
    }

    /// The names of the other files, in the order in which they are given.
    pub(super) fn name(&self, elsewhere: &Elsewhere) -> Option<&'d str> {
        let (file, _) = elsewhere.file.as_ref()?;
        let file = self.documents.file(self.group.config, &file.value)?;
        Some(self.documents.parts.part(file).source.name())
    }

    /// The first value of the first file: the place of a finding about something that is missing.
    pub(super) fn beginning(&self) -> Option<Item<'d>> {
        let part = self.documents.parts.part(*self.group.files.first()?);
        let node = *part.tree.documents().first()?;
        let path = self.path_of(part);
        Some(Item { part, node, path })
    }

    fn select(&mut self, files: &[FileId], selection: &Selection) -> Option<Vec<Item<'d>>> {
        let documents = self.documents;
        let parts = files.iter().map(|file| documents.parts.part(*file));
        let parts: Vec<&'d ParsedFile<'d>> = parts.collect();
        if !parts.iter().all(|part| part.is_whole()) {
            return None;
        }
        let mut items = Vec::new();
        for part in parts {
            let path = self.path_of(part);
            for root in part.tree.documents() {
                if !documents.take_steps(0) {
                    return None;
                }
                let Ok((nodes, steps)) = selection.path.select_counting(part.tree, *root) else {
                    self.report_too_much(selection, part);
                    return None;
                };
                let read = nodes.iter().map(|node| part.tree.span(*node).range().len());
                let read = read.sum::<usize>() / BYTES;
                if !documents.take_steps(steps + STEPS_EACH * nodes.len() + read) {
                    return None;
                }
                items.extend(nodes.into_iter().map(|node| Item { part, node, path }));
            }
        }
        Some(items)
    }

    /// Whether a pattern can still be looked for in a text.
    pub(super) fn allows(&self, pattern: &Pattern, text: &str) -> bool {
        self.documents.take_steps(pattern.steps(text))
    }

    /// Says that a selector selects several values where one is needed.
    pub(super) fn report_several(&mut self, selection: &Selection, count: usize) {
        let message = format!(
            "\"{}\" selects {count} values, but the check compares one figure",
            selection.written
        );
        let place = self.in_config(selection.node);
        self.add_weighing(Severity::Error, |findings| {
            findings
                .add(message, place, CHECK_IS_NOT_RUN)
                .help("select the one value that states how many there are");
        });
    }

    /// Says that the checks take too long together.
    pub(super) fn report_too_many_steps(&mut self) {
        let place = self.in_config(self.check.node);
        self.add_weighing(Severity::Error, |findings| {
            findings
                .add(
                    "the checks of these documents need too many steps together, so none of them runs",
                    place,
                    "this check and the others are not run",
                )
                .help("declare fewer checks, or let each select only what it needs");
        });
    }

    fn report_too_much(&mut self, selection: &Selection, part: &ParsedFile<'_>) {
        let message = format!(
            "\"{}\" takes too long to follow in {}",
            selection.written,
            part.source.name()
        );
        let place = self.in_config(selection.node);
        self.add_weighing(Severity::Error, |findings| {
            findings
                .add(message, place, CHECK_IS_NOT_RUN)
                .help("write the path without a filter inside a filter");
        });
    }

    /// Says that a selector selects nothing, unless there is nothing that it could select. Gives whether it leads to nothing. Of
    /// a selector in a preset that is not said: it is not misspelt, and what data may do without is for its schema to say.
    fn report_nothing(&mut self, files: &[FileId], selection: &Selection) -> bool {
        let parts = files.iter().map(|file| self.documents.parts.part(*file));
        let roots = parts.flat_map(|part| {
            let roots = part.tree.documents().iter();
            roots.map(|root| selection.path.dead_end(part.tree, *root))
        });
        let ends: Vec<DeadEnd> = roots.collect();
        if !ends.is_empty() && ends.iter().all(|end| *end == DeadEnd::Empty) {
            return false;
        }
        if self.group.config.preset.is_some() {
            return true;
        }
        let nearest = ends.into_iter().find_map(|end| match end {
            DeadEnd::Key { nearest } => nearest,
            _ => None,
        });
        let label = nearest.map_or_else(
            || POINTS_TO_NOTHING.to_owned(),
            |nearest| did_you_mean(&nearest),
        );
        let message = format!("\"{}\" selects nothing", selection.written);
        let place = self.in_config(selection.node);
        self.add_weighing(Severity::Warning, |findings| {
            findings
                .add(message, place, label)
                .help("correct the path; until then it checks nothing");
        });
        true
    }

    /// A file that the check refers to; `None` if it cannot be read, which is then reported.
    fn file(&mut self, path: &str, node: NodeId) -> Option<FileId> {
        let config = self.group.config;
        if let Some(file) = self.documents.file(config, path) {
            return Some(file);
        }
        let (message, help) = match self.documents.unread(config, path)? {
            // that is an error of its own
            Unresolved::Unreadable => return None,
            Unresolved::Outside => (
                format!("\"{path}\" is outside the folder of the configuration"),
                "name a file in that folder, or put the configuration further up".to_owned(),
            ),
            Unresolved::NotAFile { folder: true } => {
                (format!("\"{path}\" is a folder"), NAME_FILE.to_owned())
            }
            Unresolved::NotAFile { folder: false } => (
                format!("\"{path}\" is not a regular file"),
                NAME_FILE.to_owned(),
            ),
            Unresolved::Missing { nearest } => (
                format!("there is no file \"{path}\""),
                nearest.as_ref().map_or_else(
                    || "write its path from the folder of this configuration".to_owned(),
                    |nearest| format!("did you mean \"{nearest}\"?"),
                ),
            ),
        };
        let place = self.in_config(node);
        self.add_weighing(Severity::Error, |findings| {
            findings.add(message, place, CHECK_IS_NOT_RUN).help(help);
        });
        None
    }

    fn in_config(&self, node: NodeId) -> Place {
        Place::Bytes(Location {
            file: self.group.config_file,
            span: self.group.config.span_of(node),
        })
    }
}

/// The id under which a check is reported: as much of a long one as can be read, for it is written with each finding.
fn id_of(check: &Check) -> String {
    const LONGEST: usize = 200;
    let id = &check.id[..check.id.floor_char_boundary(LONGEST)];
    [rule::DECLARED, "/", id].concat()
}

/// The bytes after which nothing more is quoted: no more of a message is shown than a part of it.
const MOST_FILLED: usize = 64 << 10;

/// A message of the project's own, with what it quotes.
fn filled(template: &str, quoted: Quoted<'_>) -> String {
    let mut message = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        message.push_str(&rest[..at]);
        rest = &rest[at..];
        let placeholders = [("{value}", quoted.value), ("{other}", quoted.other)];
        let mut here = placeholders.into_iter();
        let here = here.find(|(placeholder, _)| rest.starts_with(placeholder));
        let (placeholder, value) = here.unwrap_or(("{", "{"));
        message.push_str(&shortened(value.to_owned()));
        rest = &rest[placeholder.len()..];
        if message.len() > MOST_FILLED {
            break;
        }
    }
    message + rest
}

const CHECK_IS_NOT_RUN: &str = "the check is not run";
const NAME_FILE: &str = "name a file";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_quotes_what_is_found_and_nothing_in_that() {
        let quoted = Quoted {
            value: "{other}",
            other: "b",
        };
        assert_eq!(
            filled("{value} is {other}: {x} {", quoted),
            "{other} is b: {x} {"
        );
    }
}
