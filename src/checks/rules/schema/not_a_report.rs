use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::schema::Schema;
use crate::text::place::{ParsedFile, Place};
use crate::text::source::{Location, Span};
use crate::text::syntax::{Data, Format, NodeId, Tree};

rule! {
    /// A file has none of the keys of a report.
    ///
    /// ## Why it matters
    /// A report is a mapping with keys such as `document`, `sections` and `agenda`. A file without any of them is
    /// empty, or about something else, and nothing in it can be checked. Keys that start with `x-` are your own, and do
    /// not make a file a report.
    ///
    /// ## How to fix it
    /// Start with `document:` and, below it, the `title` of the report. If the file is not a report, exclude it from
    /// the check. You cannot declare such a file as intended.
    error "schema/not-a-report" always
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for part in &report.parts {
        if part.tree.format() == Format::FrontMatter {
            findings
                .add(A_PAGE, first_line(part), "this is not read")
                .help(HELP_FOR_PAGES);
        } else if let Some((what, label)) = what_else(part) {
            findings.add(what, first_line(part), label).help(HELP);
        }
    }
}

/// What the file is, if it is no report.
fn what_else(part: &ParsedFile<'_>) -> Option<(&'static str, &'static str)> {
    let tree = part.tree;
    let Some(&root) = tree.documents().first() else {
        let blank = part.source.text().trim().is_empty();
        return Some(if blank {
            (
                "this file is empty, so it is not a report",
                "nothing is here",
            )
        } else {
            (
                "this file contains only comments, so it is not a report",
                "only comments are here",
            )
        });
    };
    match tree.data(root) {
        Data::Map if Schema::Report.recognizes(tree, root) => None,
        Data::Map if has_blank_after_colon(tree, root) => {
            Some((NO_KEY_OF_A_REPORT, NO_BREAK_SPACE))
        }
        Data::Map => Some((
            NO_KEY_OF_A_REPORT,
            "neither `document` nor any other key of a report",
        )),
        Data::Seq => Some((
            "this file is a list, but a report is a mapping of keys",
            "a list starts here",
        )),
        Data::Str(text) if is_key_with_blank(text) => Some((A_SINGLE_VALUE, NO_BREAK_SPACE)),
        _ => Some((A_SINGLE_VALUE, "no key is here")),
    }
}

/// Whether a key is none because a blank that is no space follows its colon.
fn has_blank_after_colon(tree: &Tree<'_>, root: NodeId) -> bool {
    let mut keys = tree.entries(root).map(|(key, _)| tree.key_text(key));
    keys.any(|key| is_key_with_blank(&key))
}

fn is_key_with_blank(text: &str) -> bool {
    let after = text.split_once(':').map_or("", |(_, after)| after);
    after.starts_with(|sign: char| sign.is_whitespace() && !sign.is_ascii())
}

/// The first line of the file's value; where there is none, the last comment, or the line that a value could be on.
fn first_line(part: &ParsedFile<'_>) -> Place {
    let value = part
        .tree
        .documents()
        .first()
        .map(|&root| part.tree.span(root));
    let comment = || part.tree.comments().last().map(|comment| comment.span);
    let whole = value.or_else(comment).unwrap_or_default();
    let line = part.source.slice(whole).lines().next().unwrap_or_default();
    let end = whole.start + u32::try_from(line.len()).unwrap_or(0);
    let span = if end > whole.start {
        Span::new(whole.start, end)
    } else {
        part.source.line_span(part.source.line_of(whole.start))
    };
    Place::Bytes(Location {
        file: part.file,
        span,
    })
}

const NO_BREAK_SPACE: &str = "a no-break space follows the colon, where an ordinary space has to";

const NO_KEY_OF_A_REPORT: &str = "this file has no key of a report";

const A_SINGLE_VALUE: &str = "this file is a single value, but a report is a mapping of keys";

const A_PAGE: &str = "this file is a page, which is not read as a report";

const HELP: &str = "a report starts with `document:` and, below it, its `title`; if this is not a report, exclude it from \
    the check";

const HELP_FOR_PAGES: &str = "save the report as Markdown without data at its top, with a name that ends in .md, or as plain \
    text; if this is not a report, exclude it from the check";
