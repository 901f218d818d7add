use crate::checks::rules::Validated;
use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::text::place::{ParsedFile, Place};
use crate::text::source::Location;
use crate::text::syntax::{Data, NodeId};

rule! {
    /// A text without quotes ends before a `#`, so the rest of it is lost.
    ///
    /// ## Why it matters
    /// In YAML, a `#` after a space begins a comment. From `room: Hall #2`, a program reads only "Hall", from "See
    /// resolution #5 and all that follows." only "See resolution", and from `title: #WaterForAll` nothing. Nobody
    /// notices, because the line looks complete. No other rule checks such a value, because what it lacks may be in the
    /// rest.
    ///
    /// An intended comment has a space after its `#`. If a word follows the `#`, as in `room: Hall #reserved`, it may
    /// still be a comment, so this is a warning. After a number, a date or a truth value, it is always a comment, and
    /// is not reported.
    ///
    /// ## How to fix it
    /// Put the text in quotes: `room: "Hall #2"`. If a comment is meant, write a space after the `#`.
    error "yaml/cut-text"
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    for Validated { part, .. } in files {
        for &node in part.tree.cut() {
            add(part, node, Severity::Error, findings);
        }
        for &node in part.tree.perhaps_cut() {
            add(part, node, Severity::Warning, findings);
        }
    }
}

fn add(part: &ParsedFile<'_>, node: NodeId, most: Severity, findings: &mut Findings<'_>) {
    let tree = part.tree;
    let Some(comment) = tree.cut_off(node) else {
        return;
    };
    let place = Place::Bytes(Location {
        file: part.file,
        span: comment,
    });
    let lost = &tree.text()[comment.range()];
    let word = lost.split_whitespace().next().unwrap_or(lost);
    let message = match tree.data(node) {
        Data::Null => format!(
            "there is no value before `{word}`, because a `#` after a space starts a comment"
        ),
        _ => format!("the text ends before `{word}`, because a `#` after a space starts a comment"),
    };
    findings
        .add(message, place, "this is a comment, and is not read")
        .no_more_than(most)
        .help("put the whole text in quotes; if a comment is meant, write a space after the `#`");
}
