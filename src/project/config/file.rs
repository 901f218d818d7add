//! One file of configuration, as far as it can be read.

use std::cell::LazyCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::globs::Anchor;
use super::{ConfigProblem, Document, FailOn, Globs, Level, ProblemKind};
use crate::finding::rule;
use crate::relation::resolve::Index;
use crate::relation::unique::duplicates;
use crate::report::Stage;
use crate::report::calendar::Date;
use crate::schema::{Schema, Violation};
use crate::text::place::{NodeRef, ParsedFile};
use crate::text::source::{FileId, Source, Sources, Span};
use crate::text::syntax::{self, Data, Format, Limits, NodeId, Tree};

/// A value and where it is written in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The bytes of the file that say so.
    pub span: Span,
}

/// What one file of configuration says. What is not as the schema has it is left out.
#[derive(Debug)]
pub struct ConfigFile {
    /// The folder that what it names is relative to: its own, or that of the file which extends a preset.
    pub folder: PathBuf,
    /// Its text: the only one among these.
    pub sources: Sources,
    /// Whether no config further up is looked for.
    pub root: bool,
    /// The files that it extends, the strongest first.
    pub bases: Vec<Arc<ConfigFile>>,
    /// The files that it leaves out.
    pub ignore: Globs,
    /// How far the reports have come.
    pub stage: Option<Spanned<Stage>>,
    /// The least severe finding that makes a check fail.
    pub fail_on: Option<Spanned<FailOn>>,
    /// Abbreviations that need no definition.
    pub exempt_abbreviations: Vec<Spanned<String>>,
    /// What is suppressed.
    pub allow: Vec<Allow>,
    /// Files that are no reports, and what is checked in them.
    pub documents: Vec<Document>,
    /// Where it is extended, if it is a preset, which has no place of its own: a place in the file that extends it.
    pub preset: Option<Spanned<String>>,
    /// What is wrong with it, in the order of its text.
    pub problems: Vec<ConfigProblem>,
    pub(super) extends: Vec<(Spanned<String>, NodeRef)>,
    /// By the ids and groups.
    pub(super) rules: FxHashMap<String, Spanned<Level>>,
    /// The ids of the checks that it and what it extends declare.
    pub(super) declared_ids: FxHashSet<String>,
    /// The names under `rules`, whatever they are those of.
    pub rule_names: Vec<(String, NodeRef)>,
    /// Where each of its nodes is written, by their numbers; made when first one is asked for.
    spans: OnceLock<Vec<Span>>,
}

/// A suppression: an entry of `allow`.
#[derive(Debug)]
pub struct Allow {
    /// The ids and groups that are allowed, as they are written; never empty.
    pub rules: Vec<Spanned<String>>,
    /// The files in which they are allowed; `None` for all.
    pub file: Option<Globs>,
    /// The JSON Pointer of the value in which they are allowed, with all that is in it; `None` for the whole file.
    pub pointer: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The last day.
    pub until: Option<Spanned<Date>>,
    /// Where the rules are named.
    pub span: Span,
}

/// The names under which a level for the rule of that id may be, the more specific first.
pub(super) fn deciding_names(id: &str) -> [&str; 2] {
    [id, rule::group(id)]
}

impl ConfigFile {
    /// Reads a file. What it extends is not read yet.
    #[must_use]
    pub fn read(source: Source, folder: &Path) -> Self {
        let mut sources = Sources::default();
        let file = sources.add(source);
        let source = sources.get(file);
        let tree = syntax::parse(source.text(), Format::Yaml, &Limits::default());
        let mut reader = Reader {
            tree: &tree,
            file,
            problems: Vec::new(),
            room: Room::default(),
        };
        let empty = Self::empty(folder);
        let root = tree.documents().first();
        let mut read = root.map_or_else(|| empty, |&root| reader.config(root, folder));
        let problems = reader.problems;
        read.drop_broken_checks(&tree);
        Self {
            sources,
            problems,
            ..read
        }
    }

    /// Leaves out the checks that are not as the schema has them: they would find what nobody asked for.
    fn drop_broken_checks(&mut self, tree: &Tree<'_>) {
        let Some(&root) = tree.documents().first() else {
            return;
        };
        if self.documents.iter().all(|entry| entry.checks.is_empty()) {
            return;
        }
        let violations = Schema::Config.violations(tree, root);
        let around = |node: NodeId| std::iter::successors(Some(node), |node| tree.parent(*node));
        let nodes = violations
            .iter()
            .flat_map(|violation| around(violation.node));
        let broken: FxHashSet<NodeId> = nodes.collect();
        for entry in &mut self.documents {
            entry.checks.retain(|check| !broken.contains(&check.node));
        }
    }

    fn empty(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            sources: Sources::default(),
            root: false,
            bases: Vec::new(),
            ignore: Globs::default(),
            stage: None,
            fail_on: None,
            exempt_abbreviations: Vec::new(),
            allow: Vec::new(),
            documents: Vec::new(),
            preset: None,
            problems: Vec::new(),
            extends: Vec::new(),
            rules: FxHashMap::default(),
            declared_ids: FxHashSet::default(),
            rule_names: Vec::new(),
            spans: OnceLock::new(),
        }
    }

    /// Its text.
    #[must_use]
    pub fn source(&self) -> &Source {
        self.sources.get(self.id())
    }

    /// Its id among its own [sources](ConfigFile::sources).
    #[must_use]
    pub fn id(&self) -> FileId {
        let (file, _) = self.sources.iter().next().expect("it was read from a text");
        file
    }

    /// Its name, as findings show it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.source().name()
    }

    /// Hands it out as a part, with its tree, for as long as somebody reads in it. It is parsed again, so that nothing need
    /// keep the tree; the nodes have the same ids each time. With it comes what the schema does not allow in it.
    pub fn with_part<A>(&self, read: impl FnOnce(ParsedFile<'_>, Vec<Violation>) -> A) -> A {
        let source = self.source();
        let tree = syntax::parse(source.text(), Format::Yaml, &Limits::default());
        let root = tree.documents().first();
        let violations = root.map(|&root| Schema::Config.violations(&tree, root));
        let part = ParsedFile {
            file: self.id(),
            source,
            tree: &tree,
            may_be_several: false,
        };
        read(part, violations.unwrap_or_default())
    }

    /// Where a place in it is: `reportlint.yaml:3`.
    #[must_use]
    pub fn origin(&self, span: Span) -> String {
        format!("{}:{}", self.name(), self.source().line_of(span.start))
    }

    /// Where a part of it is written.
    pub fn span_of(&self, node: NodeId) -> Span {
        let spans = self.spans.get_or_init(|| {
            let tree = syntax::parse(self.source().text(), Format::Yaml, &Limits::default());
            tree.spans().collect()
        });
        spans[node.number() as usize]
    }

    /// A part of it as it is written, its lines as far to the left as they can be.
    pub fn written(&self, node: NodeId) -> String {
        let (source, span) = (self.source(), self.span_of(node));
        let line_start = source.text()[..span.range().start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let indent = source.text()[line_start..span.range().start]
            .chars()
            .count();
        let lines = source.slice(span).trim_end().lines();
        let shifted = lines.map(|line| {
            let blank = line
                .bytes()
                .take(indent)
                .take_while(|byte| *byte == b' ')
                .count();
            &line[blank..]
        });
        shifted.collect::<Vec<_>>().join("\n")
    }

    /// What it makes of the rule of that id, itself or through what it says about the rule's group.
    pub(super) fn level(&self, id: &str) -> Option<&Spanned<Level>> {
        let mut names = deciding_names(id).into_iter();
        names.find_map(|name| self.rules.get(name))
    }

    /// Whether it names the rule of that id itself, and does not turn it off.
    pub(super) fn turns_on(&self, id: &str) -> bool {
        let level = self.rules.get(id);
        level.is_some_and(|level| level.value != Level::Off)
    }

    /// Takes in what its bases declare, and finds fault with names of checks that nobody does.
    pub(super) fn finish(&mut self) {
        let own = self.documents.iter().flat_map(|entry| &entry.check_ids);
        let own = own.map(|(id, at)| (format!("{}/{id}", rule::DECLARED), *at));
        let own: Vec<(String, NodeRef)> = own.collect();
        let bases = self.bases.iter();
        let mut known: FxHashSet<String> = bases
            .flat_map(|base| base.declared_ids.iter().cloned())
            .collect();
        let inherited = own.iter().filter(|(id, _)| known.contains(id));
        let inherited = inherited.map(|(id, at)| duplicate_check(id, None, *at));
        let groups = duplicates(&own, |(id, _)| Some(id));
        let repeated = groups.iter().flat_map(|group| {
            let again = group.again.iter();
            again.map(|(id, at)| duplicate_check(id, Some(group.first.1), *at))
        });
        self.problems.extend(inherited.chain(repeated));
        known.extend(own.into_iter().map(|(id, _)| id));
        {
            let names = LazyCell::new(|| {
                // of several that are as near the first in the alphabet
                let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
                names.sort_unstable();
                Index::new(names.into_iter().map(|name| (name, ())))
            });
            for (id, at) in &self.rule_names {
                if rule::declared_name(id).is_some() && !known.contains(id) {
                    let nearest = names.nearest(id).map(str::to_owned);
                    let problem = ConfigProblem::unknown_rule(id, nearest, *at);
                    self.problems.push(problem);
                }
            }
        }
        self.declared_ids = known;
    }
}

/// Reads the values of a config, each by itself: one that is not as it should be is the schema's finding.
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree<'t>,
    file: FileId,
    pub(super) problems: Vec<ConfigProblem>,
    pub(super) room: Room,
}

/// What the patterns of a file of configuration may come to: what is compiled of them takes many times as much memory.
pub(crate) const PATTERNS: u64 = 300_000;
pub(crate) const GLOBS: usize = 128 << 10;

/// What a list of globs takes beyond those in it.
const BYTES_OF_GLOBS: usize = 20;

const NO_ROOM: &str =
    "the patterns of file names before it in the configuration leave no room for it";

/// The room that is left for patterns.
pub(super) struct Room {
    /// In states.
    pub(super) patterns: u64,
    /// In bytes, of those of file names.
    globs: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            patterns: PATTERNS,
            globs: GLOBS,
        }
    }
}

impl Reader<'_> {
    fn config(&mut self, root: NodeId, folder: &Path) -> ConfigFile {
        // in the order of the schema, and so in that in which problems are reported
        ConfigFile {
            root: self.value(root, "root").map(|node| self.tree.data(node))
                == Some(Data::Bool(true)),
            extends: self.extends(root),
            rules: self.rules(root),
            rule_names: self.rule_names(root),
            ignore: self
                .globs(root, "ignore", Anchor::Anywhere)
                .unwrap_or_default(),
            stage: self.word(root, "stage", Stage::named),
            fail_on: self.word(root, "fail_on", FailOn::named),
            exempt_abbreviations: self.texts(root, "exempt_abbreviations"),
            allow: self.entries(root, "allow", Self::allow),
            documents: self.entries(root, "documents", Self::document),
            ..ConfigFile::empty(folder)
        }
    }

    fn extends(&self, root: NodeId) -> Vec<(Spanned<String>, NodeRef)> {
        let nodes = self.nodes(root, "extends").into_iter();
        let named = nodes.filter_map(|node| Some((self.text(node)?, self.at(node))));
        named.collect()
    }

    fn rules(&self, root: NodeId) -> FxHashMap<String, Spanned<Level>> {
        let tree = self.tree;
        let mut rules = FxHashMap::default();
        let Some(mapping) = self.value(root, "rules") else {
            return rules;
        };
        for (key, value) in tree.entries(mapping) {
            let name = tree.key_text(key);
            let level = self.text(value).and_then(|text| Level::named(&text.value));
            if let Some(value) = level {
                let span = tree.span(key);
                rules.insert(name.into_owned(), Spanned { value, span });
            }
        }
        rules
    }

    fn rule_names(&self, root: NodeId) -> Vec<(String, NodeRef)> {
        let rules = self.value(root, "rules");
        let entries = rules.into_iter().flat_map(|rules| self.tree.entries(rules));
        let names = entries.map(|(key, value)| (self.tree.key_text(key), value));
        names
            .map(|(name, value)| (name.into_owned(), self.at(value)))
            .collect()
    }

    /// An entry that cannot be understood whole allows nothing: without its place or its last day it would allow too much.
    fn allow(&mut self, entry: NodeId) -> Option<Allow> {
        let rules = self.texts(entry, "rule");
        let text = |text: &str| Some(text.to_owned());
        let allow = Allow {
            span: self.tree.span(self.value(entry, "rule")?),
            file: self.globs(entry, "file", Anchor::Here),
            pointer: self.word(entry, "pointer", pointer),
            reason: self.word(entry, "reason", text),
            until: self.word(entry, "until", |text| text.parse().ok()),
            rules,
        };
        let is_lost = |key, is_read: bool| !is_read && self.value(entry, key).is_some();
        let lost = is_lost("file", allow.file.is_some())
            || is_lost("pointer", allow.pointer.is_some())
            || is_lost("until", allow.until.is_some());
        (!allow.rules.is_empty() && !lost).then_some(allow)
    }

    /// The entries of a list that can be read.
    fn entries<T>(
        &mut self,
        mapping: NodeId,
        key: &str,
        mut read: impl FnMut(&mut Self, NodeId) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = self.value(mapping, key) else {
            return Vec::new();
        };
        let items: Vec<NodeId> = self.tree.items(list).collect();
        items
            .into_iter()
            .filter_map(|item| read(self, item))
            .collect()
    }

    pub(super) fn globs(&mut self, mapping: NodeId, key: &str, anchor: Anchor) -> Option<Globs> {
        let nodes = self.nodes(mapping, key);
        let written: Vec<_> = nodes.iter().filter_map(|&node| self.text(node)).collect();
        if written.is_empty() {
            return None;
        }
        let bytes = written.iter().map(|glob| glob.value.len()).sum::<usize>();
        let left = self.room.globs.checked_sub(BYTES_OF_GLOBS + bytes);
        self.room.globs = left.unwrap_or(0);
        let (globs, bad) = match left {
            Some(_) => Globs::new(written, anchor),
            None => Globs::refused(written, NO_ROOM),
        };
        for (glob, reason) in bad {
            let node = nodes
                .iter()
                .find(|node| self.tree.span(**node) == glob.span);
            self.problems.extend(node.map(|&node| ConfigProblem {
                kind: ProblemKind::InvalidGlob {
                    glob: glob.value,
                    reason,
                },
                at: self.at(node).into(),
            }));
        }
        Some(globs)
    }

    pub(super) fn texts(&self, mapping: NodeId, key: &str) -> Vec<Spanned<String>> {
        let nodes = self.nodes(mapping, key).into_iter();
        nodes.filter_map(|node| self.text(node)).collect()
    }

    pub(super) fn word<T>(
        &self,
        mapping: NodeId,
        key: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let text = self.text(self.value(mapping, key)?)?;
        Some(Spanned {
            value: read(&text.value)?,
            span: text.span,
        })
    }

    /// The items of a list, or the one value that is in its place.
    pub(super) fn nodes(&self, mapping: NodeId, key: &str) -> Vec<NodeId> {
        let Some(value) = self.value(mapping, key) else {
            return Vec::new();
        };
        match self.tree.data(value) {
            Data::Seq => self.tree.items(value).collect(),
            _ => vec![value],
        }
    }

    pub(super) fn text(&self, node: NodeId) -> Option<Spanned<String>> {
        match self.tree.data(node) {
            Data::Str(text) if !text.is_empty() => Some(Spanned {
                value: text.to_owned(),
                span: self.tree.span(node),
            }),
            _ => None,
        }
    }

    pub(super) fn value(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.tree.get(mapping, key)
    }

    pub(super) fn at(&self, node: NodeId) -> NodeRef {
        NodeRef {
            file: self.file,
            node,
        }
    }
}

fn duplicate_check(id: &str, first: Option<NodeRef>, at: NodeRef) -> ConfigProblem {
    ConfigProblem {
        kind: ProblemKind::DuplicateCheck {
            id: id.to_owned(),
            first,
        },
        at: at.into(),
    }
}

/// The text, if it begins as a JSON Pointer does.
fn pointer(text: &str) -> Option<String> {
    text.starts_with('/').then(|| text.to_owned())
}
