//! `check --add-suppressions`: a comment at each place with findings, by which they are suppressed.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::round::{Round, Taken};
use super::{Bench, Made};
use crate::app::state::Checked;
use crate::checks::suppress::{RULES, allowing};
use crate::finding::Finding;
use crate::finding::fix::{Fix, Remedy};
use crate::finding::wording::counted;
use crate::text::edit::NotePlace;
use crate::text::edit::note::nearest;
use crate::text::place::NodeRef;
use crate::text::source::{FileId, Location, Source, Sources};
use crate::text::syntax::{self, Format, Limits, NodeId, Tree};

/// Why findings are left as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    /// No comment is about where they are.
    NoPlace,
    NotSuppressible,
}

/// Where a comment goes: the name of the file, the element, and on which side of it. What is about the whole file is above the
/// first element.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    name: String,
    node: NodeId,
    place: NotePlace,
    is_about_file: bool,
}

/// One comment, and what it suppresses.
struct Comment<'d> {
    sources: &'d Sources,
    file: FileId,
    tree: &'d Tree<'d>,
    findings: Vec<&'d Finding>,
}

/// A report, and those of its files that a comment can be written in.
struct Read<'c> {
    checked: &'c Checked,
    trees: BTreeMap<FileId, Tree<'c>>,
}

/// What is written, and what is left.
#[derive(Default)]
struct Plan<'d> {
    comments: BTreeMap<At, Comment<'d>>,
    left: BTreeMap<(&'d str, Left), u64>,
}

impl Bench<'_> {
    /// The files of the group with a comment at each place with findings.
    pub(super) fn suppressed(&self, reason: &str, only: Option<&str>, checked: &[Checked]) -> Made {
        let mut made = Made::default();
        let mut reports = self.group.reports.iter().map(|&at| &checked[at]);
        if let Some(unread) = reports.find(|it| !it.report.was_read) {
            let first = unread.report.sources.iter().next();
            let name = first.map_or("", |(_, source)| source.name());
            let why = "a file of this report was not read completely";
            made.left = vec![format!("{name}: {why}")];
            return made;
        }
        let Some(state) = self.check(&made.files) else {
            return made;
        };
        let read: Vec<Read<'_>> = state.iter().map(|it| Read::new(it, only)).collect();
        let plan = self.plan(&read);
        let comments = plan.comments.into_iter();
        let written = comments.map(|(at, comment)| {
            let fix = comment.written(&at, reason);
            (comment, fix)
        });
        let written: Vec<(Comment<'_>, Option<Fix>)> = written.collect();
        let mut left = plan.left;
        let mut taken = Vec::new();
        for (comment, fix) in &written {
            let Comment {
                sources, findings, ..
            } = comment;
            let findings = findings.clone();
            if let Some(fix) = fix {
                taken.push(Taken {
                    sources,
                    findings,
                    fix,
                });
            } else {
                let name = sources.get(comment.file).name();
                *left.entry((name, Left::NoPlace)).or_default() += findings.len() as u64;
            }
        }
        if !taken.is_empty() {
            let next = Round::new(self, &state, &made.files).made(&taken);
            (made.done, made.refused, made.files) = (next.done, next.refused, next.files);
        }
        made.left = left.iter().map(line).collect();
        made
    }

    fn plan<'d>(&self, read: &'d [Read<'_>]) -> Plan<'d> {
        let mut plan = Plan::default();
        for report in read {
            let sources = &report.checked.report.sources;
            for finding in &report.checked.report.findings {
                if !finding.stands() || !self.is_selected(finding) {
                    continue;
                }
                let mut places = finding.labels.iter().map(|label| label.location);
                let place = if is_suppressible(finding) {
                    let place = places.find_map(|place| report.place(place));
                    place.ok_or(Left::NoPlace)
                } else {
                    Err(Left::NotSuppressible)
                };
                match place {
                    Ok((at, file, tree)) => {
                        let comment = plan.comments.entry(at).or_insert_with(|| Comment {
                            sources,
                            file,
                            tree,
                            findings: Vec::new(),
                        });
                        comment.findings.push(finding);
                    }
                    Err(why) => {
                        let name = sources.get(finding.primary().location.file).name();
                        *plan.left.entry((name, why)).or_default() += 1;
                    }
                }
            }
        }
        plan
    }
}

impl<'c> Read<'c> {
    fn new(checked: &'c Checked, only: Option<&str>) -> Self {
        let findings = checked.report.findings.iter().filter(|it| it.stands());
        let labels = findings.flat_map(|finding| &finding.labels);
        let files: FxHashSet<FileId> = labels.map(|label| label.location.file).collect();
        let trees = files.into_iter().filter_map(|file| {
            let source = checked.report.sources.get(file);
            let may_change = only.is_none_or(|only| only == source.name());
            Some((file, tree(source).filter(|_| may_change)?))
        });
        Self {
            checked,
            trees: trees.collect(),
        }
    }

    /// Where a comment about a place is written; `None` in a file in which none can be.
    fn place(&self, place: Location) -> Option<(At, FileId, &Tree<'c>)> {
        let file = place.file;
        let tree = self.trees.get(&file)?;
        let near = nearest(tree, place.span);
        let root = || Some((*tree.documents().first()?, NotePlace::Above));
        let (node, side) = near.or_else(root)?;
        let at = At {
            name: self.checked.report.sources.get(file).name().to_owned(),
            node,
            place: side,
            is_about_file: near.is_none(),
        };
        Some((at, file, tree))
    }
}

/// A file whose comments suppress findings: what is written as YAML.
fn tree(source: &Source) -> Option<Tree<'_>> {
    let (name, text) = (source.name(), source.text());
    let formats: &[Format] = match Format::of_document(name, text) {
        _ if Format::of(name).is_printed() => &[],
        Format::Yaml | Format::LenientYaml => &[Format::Yaml, Format::LenientYaml],
        Format::FrontMatter => &[Format::FrontMatter],
        _ => &[],
    };
    let limits = Limits::default();
    let mut trees = formats
        .iter()
        .map(|format| syntax::parse(text, *format, &limits));
    trees.find(|tree| tree.errors().is_empty())
}

/// Whether a comment can be about a finding: it is neither about comments nor always reported.
fn is_suppressible(finding: &Finding) -> bool {
    let mut own = RULES.iter();
    !finding.rule.is_always_on() && !own.any(|rule| rule.id == finding.rule.id())
}

fn line(((name, left), count): (&(&str, Left), &u64)) -> String {
    let findings = counted(*count, "finding");
    let why = match left {
        Left::NoPlace => {
            "only comments in YAML suppress findings; write an entry of `allow` in reportlint.yaml"
        }
        Left::NotSuppressible => "these are always reported",
    };
    format!("{findings} in {name}: {why}")
}

impl Comment<'_> {
    fn written(&self, at: &At, reason: &str) -> Option<Fix> {
        let mut rules: Vec<&str> = self.findings.iter().map(|it| it.rule.id()).collect();
        rules.sort_unstable();
        rules.dedup();
        let node = NodeRef {
            file: self.file,
            node: at.node,
        };
        let comment = allowing(at.is_about_file, &rules, reason);
        let remedy = Remedy::declaration("a comment here would not suppress it alone");
        remedy.note(node, at.place, comment).written_in(self.tree)
    }
}
