//! YAML, from the events of granit-parser, or read by [`quick`] where it is plain.

mod diagnosis;
mod extent;
mod flow;
mod line;
mod place;
pub(super) mod quick;
mod tabs;

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use super::build::{AnchorId, Builder, New};
use super::scalar::{self, Kind};
use super::{Limits, Style, SyntaxErrorKind, Tree};
use crate::text::source::Span;

pub(super) fn read<'s>(text: &'s str, strict: bool, limits: &Limits) -> Tree<'s> {
    quick::read(text, limits).unwrap_or_else(|| read_by_parser(text, strict, limits))
}

/// Reads any text, by the events of the parser.
pub(super) fn read_by_parser<'s>(text: &'s str, strict: bool, limits: &Limits) -> Tree<'s> {
    let tree = read_as(text, text, strict, limits);
    if strict || tree.errors().is_empty() {
        return tree;
    }
    let spaced = tabs::as_spaces(text).map(|spaced| read_as(text, &spaced, strict, limits));
    let is_right =
        |spaced: &Tree<'_>| spaced.errors().is_empty() && tabs::are_within_brackets(text, spaced);
    spaced.filter(is_right).unwrap_or(tree)
}

/// Reads a text as one that has the same bytes except for some white space.
fn read_as<'s>(text: &'s str, spaced: &str, strict: bool, limits: &Limits) -> Tree<'s> {
    let depth = limits.depth;
    let options = granit_parser::options! {
        // if not, too little indentation is accepted inside of brackets and quotes
        strict_indentation: strict,
        emit_unresolved_aliases: true,
        flow_nesting_limit: depth,
        block_nesting_limit: depth,
        // the default refuses a long commented-out block after `key:` or `-`
        max_buffered_comment_events: usize::MAX,
    };
    let mut parser = Parser::new_from_str_with_options(spaced, options);
    let mut reader = Reader {
        text,
        builder: Builder::new(text, limits),
        written: 0,
        is_cut: false,
    };
    while !reader.builder.is_full() {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => break,
            Some(Ok((event, span))) => {
                if reader.event(event, &span) {
                    continue;
                }
            }
            Some(Err(error)) => reader.error(&error),
        }
        // each document of a stream reports its own error
        reader.builder.abandon();
        if !parser.proceed_next_document().unwrap_or(false) {
            break;
        }
    }
    reader.builder.finish()
}

struct Reader<'s> {
    text: &'s str,
    builder: Builder<'s>,
    /// The end of the last token that is written at all.
    written: usize,
    /// Whether a document ended within quotes or brackets, so that the next one is the rest of it.
    is_cut: bool,
}

impl Reader<'_> {
    /// Takes an event in, or gives `false` when its document has to be abandoned.
    fn event(&mut self, event: Event<'_>, at: &granit_parser::Span) -> bool {
        let range = at.byte_range().unwrap_or_default();
        let tag = at.tag_span().and_then(|tag| tag.byte_range());
        let tag = tag.map(Span::of);
        match event {
            Event::Comment(..) => self.builder.comment(Span::of(range)),
            Event::DocumentStart(true, _) => self.written = range.end,
            Event::DocumentStart(false, _) => self.skip_abandoned(range.start),
            Event::DocumentEnd => {
                self.is_cut = false;
                self.builder.abandon();
                self.written = self.written.max(range.end);
            }
            Event::Scalar(text, style, anchor, resolved) => {
                let style = scalar_style(style);
                let content = scalar::resolve(&text, kind(style, resolved.as_deref()));
                let span = self.scalar_span(style, range);
                let anchor = anchor_id(anchor);
                let new = New {
                    span,
                    style,
                    tag,
                    anchor,
                };
                match content {
                    Some(content) => self.builder.scalar(content, &new),
                    None => self.builder.text(&text, &new),
                }
            }
            Event::Alias(anchor) => {
                self.written = range.end;
                self.builder.alias(Some(anchor), Span::of(range));
            }
            Event::UnresolvedAlias(_) => {
                self.written = range.end;
                self.builder.alias(None, Span::of(range));
            }
            Event::SequenceStart(style, anchor, _) => {
                let style = structure_style(style);
                let span = self.sequence_start(style, range);
                return self.builder.open(
                    false,
                    &New {
                        span,
                        style,
                        tag,
                        anchor: anchor_id(anchor),
                    },
                );
            }
            Event::MappingStart(style, anchor, _) => {
                let style = structure_style(style);
                let span = self.token(range);
                return self.builder.open(
                    true,
                    &New {
                        span,
                        style,
                        tag,
                        anchor: anchor_id(anchor),
                    },
                );
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // a block collection is said to end at the next token, beyond blank lines and comments,
                // and a pair in a flow sequence has no bracket of its own
                let bracket = (!range.is_empty()).then(|| self.token(range).end);
                self.builder.close(bracket);
            }
            _ => {}
        }
        true
    }

    /// A document without `---` follows the `...` of one that may have been abandoned before it.
    fn skip_abandoned(&mut self, start: usize) {
        let abandoned = self.text.get(self.written..start).unwrap_or_default();
        if let Some(end) = abandoned.rfind("\n...") {
            self.written += end + "\n...".len();
        }
    }

    fn scalar_span(&mut self, style: Style, range: Range<usize>) -> Span {
        match style {
            Style::Literal | Style::Folded => {
                let extent = extent::block_scalar(self.text, self.written, range);
                self.token(extent)
            }
            _ if range.is_empty() && self.builder.at_value() => {
                let at = extent::missing_value(self.text, range.start);
                Span::of(at..at)
            }
            _ => self.token(range),
        }
    }

    fn sequence_start(&mut self, style: Style, range: Range<usize>) -> Span {
        let mapping = self
            .builder
            .innermost()
            .filter(|_| style == Style::Block && self.builder.in_mapping());
        let dash = mapping.and_then(|mapping| {
            let after = self.written.max(mapping.range().start);
            extent::dash(self.text, after, range.start)
        });
        dash.map_or_else(|| self.token(range), |dash| Span::of(dash..dash))
    }

    /// The span of a token, which is the last one written if it is written at all.
    fn token(&mut self, range: Range<usize>) -> Span {
        if !range.is_empty() {
            self.written = self.written.max(range.end);
        }
        Span::of(range)
    }

    fn error(&mut self, error: &ScanError) {
        let (kind, span) = diagnosis::diagnose(error, self.text, self.written, &self.builder);
        if !self.is_cut && !self.follows_broken_alias(span) {
            self.builder.error(kind, span);
        }
        self.written = self.written.max(span.range().start);
        let stopped = error
            .marker()
            .byte_offset()
            .and_then(|at| self.text.get(at..));
        let is_at_marker =
            stopped.is_some_and(|rest| rest.starts_with("---") || rest.starts_with("..."));
        self.is_cut |= is_at_marker && *error.kind() == ErrorKind::InvalidQuotedScalarIndent;
        self.is_cut |= matches!(
            error.kind(),
            ErrorKind::UnclosedFlowCollection { .. }
                | ErrorKind::UnclosedQuotedScalar
                | ErrorKind::DocumentIndicatorInQuotedScalar
        );
    }

    /// Whether a place is what a text goes on with that begins with `*`, which was taken for an alias.
    fn follows_broken_alias(&self, span: Span) -> bool {
        let alias = self.builder.last_error().filter(|error| {
            matches!(error.kind, SyntaxErrorKind::UnknownAlias { .. })
                && error.span.end <= span.start
        });
        alias.is_some_and(|alias| {
            let between = &self.text[alias.span.range().end..span.range().start];
            between.chars().all(|it| matches!(it, ' ' | '\t'))
        })
    }
}

fn anchor_id(id: usize) -> Option<AnchorId> {
    (id != 0).then_some(id)
}

fn scalar_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

fn structure_style(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow => Style::Flow,
    }
}

fn kind(style: Style, tag: Option<&Tag>) -> Kind {
    match tag.map(Tag::core_suffix) {
        None if style == Style::Plain => Kind::Any,
        Some(Some("null")) => Kind::Null,
        Some(Some("bool")) => Kind::Bool,
        Some(Some("int")) => Kind::Int,
        Some(Some("float")) => Kind::Float,
        _ => Kind::Text,
    }
}
