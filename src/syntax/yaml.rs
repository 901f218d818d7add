//! YAML, from the events of granit-parser.

use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag};

use super::build::{AnchorId, Builder, New};
use super::error::Grammar;
use super::scalar::{self, Kind};
use super::{Limits, Style, SyntaxErrorKind, Tree};
use crate::source::Span;

pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let options = granit_parser::options! {
        // the default takes three texts for YAML which are not
        strict_indentation: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
        // the default refuses a long commented-out block after `key:` or `-`
        max_buffered_comment_events: usize::MAX,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader { text, builder: Builder::new(text, limits), written: 0 };
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
}

impl<'s> Reader<'s> {
    /// Takes an event in, or gives `false` when its document has to be abandoned.
    fn event(&mut self, event: Event<'s>, at: &granit_parser::Span) -> bool {
        let range = at.byte_range().unwrap_or_default();
        let span = Span::of(range.clone());
        let tag = at.tag_span().and_then(|tag| tag.byte_range()).map(Span::of);
        match event {
            Event::DocumentEnd => self.builder.abandon(),
            Event::Comment(..) => self.builder.comment(span),
            Event::Scalar(text, style, anchor, resolved) => {
                let style = scalar_style(style);
                let content = scalar::resolve(text, kind(style, resolved.as_deref()));
                self.builder.scalar(content, &New { span, style, tag, anchor: anchor_id(anchor) });
            }
            Event::Alias(anchor) => self.builder.alias(Some(anchor), span),
            Event::UnresolvedAlias(_) => self.builder.alias(None, span),
            Event::SequenceStart(style, anchor, _) => {
                let new = New { span, style: structure_style(style), tag, anchor: anchor_id(anchor) };
                return self.builder.open(false, &new);
            }
            Event::MappingStart(style, anchor, _) => {
                let new = New { span, style: structure_style(style), tag, anchor: anchor_id(anchor) };
                return self.builder.open(true, &new);
            }
            Event::SequenceEnd | Event::MappingEnd => self.builder.close(Some(span.end)),
            _ => {}
        }
        true
    }

    fn error(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        self.builder.error(SyntaxErrorKind::Grammar(Grammar::new(error.info())), Span::of(at..at));
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
