//! One tree for YAML and JSON, in which every value knows its bytes.
//!
//! [`parse`] never fails: what cannot be read is among [`Tree::errors`], and the tree contains what
//! could be read before it. The nodes lie in one arena in document order and refer to each other by
//! [`NodeId`], so that neither building, nor walking, nor dropping a tree recurses.
//!
//! - **Documents.** A text without any value (empty, blank, only comments) has no document in YAML
//!   and is an error in JSON. An empty document between `---` markers is a null.
//! - **Scalars** have the types of the YAML 1.2 core schema. An integer beyond 64 bits is a float.
//! - **Aliases** are links, followed by every look-up. Those that cannot be followed (unknown, inside
//!   what they refer to, or beyond the [`Limits`]) are errors, and null. So no walk meets a cycle, a
//!   tree deeper than the limit, or more nodes than were budgeted.
//! - **Keys** that are no strings have a canonical text: `14`, `true`, `null`, `["a",1]`.
//! - **Duplicate keys** are reported by [`Tree::duplicate_keys`]; the last value wins.
//! - **Merge keys** (`<<`, unquoted, in YAML) are merged when the mapping is looked at: its own keys
//!   win over merged ones, and an earlier source wins over a later one. A `<<` whose value is
//!   neither a mapping nor a sequence of mappings is an ordinary key. JSON has no merge keys.

mod build;
mod comment;
mod csv;
mod error;
mod front_matter;
mod icalendar;
mod json;
mod mapping;
mod markdown;
mod node;
mod origin;
mod pointer;
pub(crate) mod printed;
mod scalar;
mod toml;
mod yaml;

use std::borrow::Cow;
use std::path::Path;

use rustc_hash::FxHashMap;

use crate::text::mapped::Piece;
use crate::text::source::Span;

pub(crate) use comment::Comment;
pub(crate) use error::{SyntaxError, SyntaxErrorKind};
pub(crate) use mapping::Entries;
pub(crate) use markdown::{Anchors, links_within};
use node::{Children, Content, Node};
pub(crate) use origin::SourceMap;
pub(crate) use pointer::reference_token;
pub(crate) use scalar::is_quotation_mark;

/// A node of a [`Tree`]; ids ascend in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    fn index(self) -> usize {
        self.0 as usize
    }

    /// The number that [`NodeId::from_number`] takes back.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The node that gave this number.
    pub(crate) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// The language a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2
    Yaml,
    /// YAML 1.2 with what other readers accept: tabs and too little indentation in brackets and quotes.
    LenientYaml,
    /// The YAML at the top of a text, between a line of `---` and the next, which alone is read.
    FrontMatter,
    /// JSON as RFC 8259 has it, without comments or trailing commas.
    Json,
    /// Text for readers, in which a report is recognized.
    PlainText,
    /// Markdown, in which a report is recognized.
    Markdown,
    /// The text that is drawn of a Word file, in which a report is recognized.
    Word,
    /// TOML.
    Toml,
    /// Values divided by commas, semicolons or tabs, with a header.
    Csv,
    /// iCalendar.
    ICalendar,
    /// The links of a Markdown text, which make up a table of contents.
    Links,
    /// Something else, such as XML, which is not read.
    Other,
}

/// The endings of files that are no YAML, though their text may be read as if they were.
const OTHERS: [&str; 2] = ["ini", "xml"];

/// The endings of pages: what is at the top of them is data.
const PAGES: [&str; 6] = ["mdx", "qmd", "rmd", "html", "njk", "liquid"];

/// The table of contents of a book that `mdBook` or `GitBook` makes: a page with a list of links.
const SUMMARY: &str = "SUMMARY.md";

impl Format {
    /// The language of a file, by its name: JSON for `.json`, text for readers for `.txt`, front matter for pages, YAML for all
    /// others.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let extension = Path::new(name).extension();
        let is = |other: &str| extension.is_some_and(|it| it.eq_ignore_ascii_case(other));
        if is("json") {
            Self::Json
        } else if is("txt") {
            Self::PlainText
        } else if is("docx") {
            Self::Word
        } else if is("md") || is("markdown") {
            Self::Markdown
        } else if PAGES.iter().any(|page| is(page)) {
            Self::FrontMatter
        } else {
            Self::Yaml
        }
    }

    /// Whether it is for readers, and no data.
    #[must_use]
    pub fn is_printed(self) -> bool {
        matches!(self, Self::PlainText | Self::Markdown | Self::Word)
    }

    /// The language of a file that other people keep for other programs, by its name; of a file whose name says nothing,
    /// by its text.
    #[must_use]
    pub fn of_document(name: &str, text: &str) -> Self {
        let extension = Path::new(name).extension();
        let is = |other: &str| extension.is_some_and(|it| it.eq_ignore_ascii_case(other));
        let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        match Self::of(name) {
            Self::Markdown if Path::new(name).ends_with(SUMMARY) => Self::Links,
            Self::Markdown => Self::FrontMatter,
            Self::Yaml if is("toml") => Self::Toml,
            Self::Yaml if is("csv") || is("tsv") => Self::Csv,
            Self::Yaml if is("ics") => Self::ICalendar,
            Self::Yaml if OTHERS.iter().any(|other| is(other)) => Self::Other,
            Self::Yaml if extension.is_none() && is_json() => Self::Json,
            Self::Yaml | Self::PlainText => Self::LenientYaml,
            other => other,
        }
    }
}

/// What a text may ask of the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How deep collections may nest, also through aliases.
    pub depth: usize,
    /// How many nodes a text may have as it is written.
    pub nodes: usize,
    /// How many nodes all aliases together may be replaced by.
    pub expanded_nodes: usize,
    /// How many bytes of text all aliases together may be replaced by.
    pub expanded_bytes: usize,
    /// How many bytes the text may have, and what is escaped or folded in it when that is undone.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            depth: 255,
            nodes: 50_000_000,
            expanded_nodes: 1_000_000,
            expanded_bytes: 16 << 20,
            bytes: u32::MAX as usize,
        }
    }
}

/// Reads a text. It always gives a tree; what is wrong with the text is among [`Tree::errors`].
#[must_use]
pub fn parse<'s>(text: &'s str, format: Format, limits: &Limits) -> Tree<'s> {
    let mut tree = too_large(text, limits).unwrap_or_else(|| match format {
        Format::Yaml => yaml::read(text, true, limits),
        Format::LenientYaml => yaml::read(text, false, limits),
        Format::FrontMatter => front_matter::read(text, limits),
        Format::Json => json::read(text, limits),
        other => read_other(text, other, limits),
    });
    tree.format = format;
    tree
}

/// Reads a text as [`parse`] does, and always with the parsers, never with the quick readers: the judge of these in tests.
#[must_use]
pub fn parse_by_parsers<'s>(text: &'s str, format: Format, limits: &Limits) -> Tree<'s> {
    let mut tree = too_large(text, limits).unwrap_or_else(|| match format {
        Format::Yaml => yaml::read_by_parser(text, true, limits),
        Format::LenientYaml => yaml::read_by_parser(text, false, limits),
        Format::FrontMatter => front_matter::read(text, limits),
        Format::Json => json::read_by_tokens(text, limits),
        other => read_other(text, other, limits),
    });
    tree.format = format;
    tree
}

/// Reads a text of a language that has one reader.
fn read_other<'s>(text: &'s str, format: Format, limits: &Limits) -> Tree<'s> {
    match format {
        Format::Toml => toml::read(text, limits),
        Format::Csv => csv::read(text, limits),
        Format::ICalendar => icalendar::read(text, limits),
        Format::Links => markdown::read_links(text, limits),
        _ => unread(limits),
    }
}

/// The tree of a file in a language that is not read.
fn unread<'s>(limits: &Limits) -> Tree<'s> {
    let message = "by its name this file is none of those that are read: YAML, JSON, TOML, CSV, iCalendar or a page";
    let unread = error::Grammar::new(message)
        .help("convert the data to one of these, or remove the file from `files`");
    let kind = SyntaxErrorKind::Grammar(unread);
    build::Builder::new("", limits).finish_with(kind, Span::default())
}

fn too_large<'s>(text: &'s str, limits: &Limits) -> Option<Tree<'s>> {
    let bytes = limits.bytes.min(u32::MAX as usize);
    let kind = SyntaxErrorKind::TooLarge { bytes };
    let tree = || build::Builder::new("", limits).finish_with(kind, Span::default());
    (text.len() > bytes).then(tree)
}

/// The value of a node, aliases followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Data<'t> {
    /// No value: `null`, `~`, nothing at all, or an alias that cannot be followed.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A signed integer of 64 bits.
    Int(i64),
    /// An integer beyond [`i64::MAX`].
    UInt(u64),
    /// Any other number; `.inf` and `.nan` in YAML too.
    Float(f64),
    /// Text, with escapes and line folding undone.
    Str(&'t str),
    /// See [`Tree::items`].
    Seq,
    /// See [`Tree::entries`].
    Map,
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A scalar without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|` and the lines after it.
    Literal,
    /// `>` and the lines after it.
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets or braces.
    Flow,
    /// `*name`
    Alias,
    /// As readers see it: what was recognized in a text for readers.
    Printed,
}

/// What is uncertain about a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The place.
    pub(crate) span: Span,
    /// What is uncertain about it.
    pub(crate) text: String,
    /// Whether what is there is in no value.
    pub(crate) is_left_out: bool,
}

/// The same key twice in one mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DuplicateKey {
    /// The first of the keys.
    pub first: NodeId,
    /// The key that repeats it, and whose value wins.
    pub again: NodeId,
}

/// A parsed text.
#[derive(Debug)]
pub struct Tree<'s> {
    text: &'s str,
    format: Format,
    nodes: Vec<Node>,
    /// The texts of scalars that are escaped or folded, one after the other.
    decoded: String,
    /// The children of all collections, each one's in a run.
    children: Vec<NodeId>,
    tags: FxHashMap<NodeId, Span>,
    documents: Vec<NodeId>,
    /// How many collections are within one another.
    height: usize,
    comments: Vec<Comment>,
    errors: Vec<SyntaxError>,
    duplicate_keys: Vec<DuplicateKey>,
    /// In document order.
    cut: Vec<NodeId>,
    perhaps_cut: Vec<NodeId>,
    odd_merges: Vec<OddMerge>,
    /// What aliases refer to, in document order.
    shared: Vec<NodeId>,
    /// Where the texts were that were put together from pieces.
    pieces: FxHashMap<NodeId, Vec<Piece>>,
    remarks: Vec<Remark>,
    /// What each of the comments is about, in a text for readers.
    subjects: Vec<Option<Span>>,
}

/// A `<<` that programs which merge read in different ways, or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddMerge {
    /// Its value is no mapping, and no list of mappings.
    NoMapping {
        /// The key.
        key: NodeId,
        /// The value.
        value: NodeId,
    },
    /// It is not the first of its mapping.
    Again {
        /// The one before it.
        first: NodeId,
        /// The key.
        key: NodeId,
    },
}

impl<'s> Tree<'s> {
    /// The text that was parsed; empty when it was [too large](SyntaxErrorKind::TooLarge).
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The language it was read as.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The nodes that aliases refer to, in document order.
    pub(crate) fn shared(&self) -> &[NodeId] {
        &self.shared
    }

    /// How many collections are within one another at most, where aliases count as what they refer to.
    #[must_use]
    pub(crate) fn height(&self) -> usize {
        self.height
    }

    /// How many nodes there are; what an alias refers to counts once.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The span of each node, by their numbers.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> {
        self.nodes.iter().map(|node| node.span)
    }

    /// The root of each document.
    #[must_use]
    pub fn documents(&self) -> &[NodeId] {
        &self.documents
    }

    /// What is wrong with the text, in its order; at most one error of grammar for each document.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The keys that repeat an earlier one of their mapping, in the order of the text.
    #[must_use]
    pub fn duplicate_keys(&self) -> &[DuplicateKey] {
        &self.duplicate_keys
    }

    /// The merge keys that are not read the same everywhere.
    #[must_use]
    pub fn odd_merges(&self) -> &[OddMerge] {
        &self.odd_merges
    }

    /// The node as it is written: with its quotes or brackets, from the `|` of a block scalar, and
    /// up to the last child of a block collection; without tag and anchor. Where nothing is written,
    /// the place at which a value is missing.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        self.node(node).span
    }

    /// How the node is written.
    #[must_use]
    #[inline]
    pub fn style(&self, node: NodeId) -> Style {
        self.node(node).style
    }

    /// The tag as it is written, such as `!!str`.
    #[must_use]
    pub fn tag(&self, node: NodeId) -> Option<&'s str> {
        self.tags.get(&node).map(|span| &self.text[span.range()])
    }

    /// The values that have a tag, in the order of the text.
    #[must_use]
    pub fn tagged(&self) -> Vec<NodeId> {
        let mut tagged: Vec<NodeId> = self.tags.keys().copied().collect();
        tagged.sort_unstable();
        tagged
    }

    /// The text of the node's [span](Tree::span).
    #[must_use]
    pub fn raw(&self, node: NodeId) -> &'s str {
        &self.text[self.span(node).range()]
    }

    /// A number that is no integer of the machine, as JSON writes it; `None` for infinity and what is no number.
    #[must_use]
    pub fn decimal(&self, node: NodeId) -> Option<Cow<'s, str>> {
        let is_float = matches!(self.data(node), Data::Float(_));
        is_float.then(|| scalar::as_json(self.raw(self.resolve(node))))?
    }

    /// The sequence or mapping that contains the node.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        let parent = self.node(node).parent;
        (parent != node).then_some(parent)
    }

    /// The key of a node that is a value of a mapping.
    #[must_use]
    pub fn key_of(&self, node: NodeId) -> Option<NodeId> {
        let mapping = self.parent(node)?;
        let Content::Map(children) = self.node(mapping).content() else {
            return None;
        };
        let children = self.run(children);
        let place = children.binary_search(&node).ok()?;
        (place % 2 == 1).then(|| children[place - 1])
    }

    /// The node that an alias refers to; any other node, and an alias that cannot be followed, is
    /// its own.
    #[must_use]
    #[inline]
    pub fn resolve(&self, node: NodeId) -> NodeId {
        match self.node(node).content() {
            Content::Alias(target) => target,
            _ => node,
        }
    }

    /// The value of the node, aliases followed.
    #[must_use]
    #[inline]
    pub fn data(&self, node: NodeId) -> Data<'_> {
        match self.resolved(node).content() {
            Content::Null | Content::Alias(_) => Data::Null,
            Content::Bool(value) => Data::Bool(value),
            Content::Int(value) => Data::Int(value),
            Content::UInt(value) => Data::UInt(value),
            Content::Float(value) => Data::Float(value),
            Content::Verbatim(span) => Data::Str(&self.text[span.range()]),
            Content::Decoded(span) => Data::Str(&self.decoded[span.range()]),
            Content::Seq(_) => Data::Seq,
            Content::Map(_) => Data::Map,
        }
    }

    /// Whether it is a text. Unlike [`data`](Self::data) this reads nothing of the file, most of which is far away in memory.
    #[must_use]
    pub fn is_text(&self, node: NodeId) -> bool {
        let content = self.resolved(node).content();
        matches!(content, Content::Verbatim(_) | Content::Decoded(_))
    }

    /// The bytes of a text: it costs less to compare them, since nobody has to see whether they end with a character.
    #[inline]
    fn bytes_of_text(&self, node: NodeId) -> Option<&[u8]> {
        match self.resolved(node).content() {
            Content::Verbatim(span) => Some(&self.text.as_bytes()[span.range()]),
            Content::Decoded(span) => Some(&self.decoded.as_bytes()[span.range()]),
            _ => None,
        }
    }

    /// The items of a sequence; none for any other node.
    pub fn items(&self, node: NodeId) -> std::iter::Copied<std::slice::Iter<'_, NodeId>> {
        self.sequence(node).iter().copied()
    }

    /// An item of a sequence, counted from 0.
    #[must_use]
    pub fn item(&self, node: NodeId, index: usize) -> Option<NodeId> {
        self.sequence(node).get(index).copied()
    }

    /// Where the decoded text of a scalar comes from, piece by piece; of any other node, and of an
    /// alias's target, the whole. It takes a walk of the scalar: keep it for as long as there is
    /// something to be found in the same text.
    #[must_use]
    pub fn source_map(&self, node: NodeId) -> SourceMap {
        let node = self.resolve(node);
        match self.data(node) {
            Data::Str(_) if self.style(node) == Style::Printed => {
                SourceMap::of_pieces(self.span(node), self.printed_pieces(node))
            }
            Data::Str(value) => SourceMap::new(self.text, self.node(node), value),
            _ => SourceMap::empty(self.span(node)),
        }
    }

    fn sequence(&self, node: NodeId) -> &[NodeId] {
        match self.resolved(node).content() {
            Content::Seq(items) => self.run(items),
            _ => &[],
        }
    }

    #[inline]
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    #[inline]
    fn resolved(&self, id: NodeId) -> &Node {
        self.node(self.resolve(id))
    }

    #[inline]
    fn run(&self, run: Children) -> &[NodeId] {
        &self.children[run.first as usize..][..run.length as usize]
    }
}

#[cfg(test)]
mod tests;
