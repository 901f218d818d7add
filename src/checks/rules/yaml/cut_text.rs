use crate::checks::rules::Validated;
use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::text::place::{ParsedFile, Place};
use crate::text::source::Location;
use crate::text::syntax::{Data, NodeId};

rule! {
    /// A text without quotes ends before a `#`, so that the rest of it is lost.
    ///
    /// ## Why it matters
    /// In YAML a `#` after a space begins a comment. Of `room: Hall #2` a program reads "Hall", of "See resolution #5 and
    /// all that follows." it reads "See resolution", and of `title: #WaterForAll` nothing at all. Nobody notices: the line
    /// looks complete. So no other rule judges such a value: what is missing from it may be in the rest.
    ///
    /// A comment that is meant as one has a space after its `#`. Where a word and not a number follows the `#`, as in
    /// `room: Hall #reserved`, it may be a comment all the same, so that this is a warning; behind a number, a date or a truth
    /// value it always is one.
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
        Data::Null => messages::is_nothing(word),
        _ => messages::ends_before(word),
    };
    findings
        .add(message, place, messages::IS_A_COMMENT)
        .no_more_than(most)
        .help(messages::QUOTE);
}

mod messages {
    pub(super) const IS_A_COMMENT: &str = "this is a comment, and is not read";
    pub(super) const QUOTE: &str =
        "put the whole text in quotes; if a comment is meant, write a space after the `#`";

    pub(super) fn ends_before(word: &str) -> String {
        format!("the text ends before `{word}`, because a `#` after a space starts a comment")
    }

    pub(super) fn is_nothing(word: &str) -> String {
        format!("there is no value before `{word}`, because a `#` after a space starts a comment")
    }
}
