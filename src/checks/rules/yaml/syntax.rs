use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::text::place::{ParsedFile, Place};
use crate::text::source::{Location, Span};
use crate::text::syntax::SyntaxError;

rule! {
    /// The text cannot be read: it is not YAML or JSON, or not one document of it.
    ///
    /// ## Why it matters
    /// If the text breaks the rules of YAML or JSON, a program either stops or guesses, and may read what follows
    /// differently from what was meant. So no other rule checks such a report until its text can be read.
    ///
    /// The same applies to a file that is not UTF-8 text (or UTF-16 with a byte order mark), to aliases that point to
    /// nothing or multiply without limit, and to a file with several documents between lines of `---`: a report is one
    /// document, and only the first would be read.
    ///
    /// ## How to fix it
    /// Most often a quotation mark or a bracket is not closed, a line is indented with a tab or too far, or a text that
    /// contains `: ` or starts with a special character needs quotes. To keep a report in several files, name them
    /// under `include`. You cannot declare broken text as intended.
    error "yaml/syntax" always
}

pub(super) fn check(part: &ParsedFile<'_>, findings: &mut Findings<'_>) {
    let bytes = |span| {
        Place::Bytes(Location {
            file: part.file,
            span,
        })
    };
    if let Some(error) = part.source.decode_error() {
        // whatever else is wrong may come from the bytes that were lost
        findings
            .add(error.to_string(), bytes(error.span), "not text")
            .help(error.help());
        return;
    }
    let second = second_document(part).filter(|_| !part.may_be_several);
    let is_in_first =
        |error: &&SyntaxError| second.is_none_or(|second| error.span.start < second.start);
    for error in part.tree.errors().iter().filter(is_in_first) {
        let finding = findings.add(error.to_string(), bytes(error.span), "here");
        if let Some(help) = error.help() {
            finding.help(help);
        }
    }
    if let Some(marker) = second {
        findings
            .add(
                "the file contains several documents, but one is expected",
                bytes(marker),
                "the second starts here",
            )
            .help(
                "remove this line, or move what follows to a file of its own and list that under `include`",
            );
    }
}

/// The line that divides the first document from the second.
fn second_document(part: &ParsedFile<'_>) -> Option<Span> {
    let (tree, text) = (part.tree, part.tree.text());
    let &[first, second, ..] = tree.documents() else {
        return None;
    };
    let second = tree.span(second);
    let between = tree.span(first).end as usize..second.start as usize;
    let offset = between.start;
    let starts_line =
        |at: &usize| matches!(text[..*at].chars().next_back(), None | Some('\n' | '\r'));
    let markers = ["---", "..."].map(|marker| {
        let found = text[between.clone()].rmatch_indices(marker);
        found.map(|(at, _)| offset + at).find(starts_line)
    });
    let marker = markers.into_iter().flatten().next();
    Some(marker.map_or(second, |at| Span::of(at..at + "---".len())))
}
