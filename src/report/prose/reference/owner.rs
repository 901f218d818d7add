//! The document that a reference belongs to, where it is named right after it: "of the Convention", "thereof".

use crate::report::prose::cursor::Cursor;

/// Kinds of documents that "the same" and "that" may mean.
const INSTRUMENTS: [&str; 26] = [
    "act",
    "agreement",
    "charter",
    "code",
    "constitution",
    "convention",
    "covenant",
    "decision",
    "declaration",
    "decree",
    "directive",
    "guideline",
    "guidelines",
    "instrument",
    "judgment",
    "law",
    "ordinance",
    "protocol",
    "recommendation",
    "regulation",
    "regulations",
    "resolution",
    "rules",
    "standard",
    "statute",
    "treaty",
];

/// Beginnings of what names no document after "of" or "in": "section II in full", "table 2 of participants", a page, a
/// date.
const NO_DOCUMENT: [&str; 12] = [
    "full",
    "part",
    "detail",
    "turn",
    "which",
    "order",
    "particular",
    "addition",
    "general",
    "brief",
    "more",
    "all",
];

/// Parts of the report itself.
const OWN_PARTS: [&str; 12] = [
    "section", "sections", "sect", "sects", "chapter", "chapters", "annex", "annexes", "appendix",
    "body", "main", "forum",
];

/// Whether the text goes on with the document that the reference before it belongs to. "Of this report" and "of section
/// II" are the report's own.
pub(super) fn follows(after: &str) -> bool {
    let cursor = Cursor::new(after, 0);
    let owner = owner(cursor)
        .or_else(|| owner_after_points(cursor))
        .or_else(|| owner_after_part(cursor));
    owner.is_some_and(|owner| !is_own(owner) && !is_no_document(owner))
}

/// Whether the text goes on with a document that was named before: "thereof", "of which", "to the same directive".
pub(super) fn was_named(after: &str) -> bool {
    let mut cursor = Cursor::new(after, 0);
    while cursor.attempt(spaced_point).is_some() {}
    if !comma_and_spaces(&mut cursor) {
        return false;
    }
    if cursor.keyword(&["thereof", "thereto"]) {
        return true;
    }
    let of_which = |cursor: &mut Cursor<'_>| {
        let found = cursor.keyword(&["of"]) && cursor.spaces() && cursor.keyword(&["which"]);
        found.then_some(())
    };
    if cursor.attempt(of_which).is_some() {
        return true;
    }
    if !(cursor.keyword(&["of", "to", "in", "under"]) && cursor.spaces()) {
        return false;
    }
    article(&mut cursor, &["the"]);
    cursor.keyword(&["same", "said", "this", "that"])
        && cursor.spaces()
        && cursor.keyword(&INSTRUMENTS)
}

/// What comes after "of", "to", "in", "from" or "under", on the same line.
fn owner(mut cursor: Cursor<'_>) -> Option<&str> {
    let of = |cursor: &mut Cursor<'_>| {
        let found = comma_and_spaces(cursor) && cursor.one_of(&["of", "to"]) && cursor.spaces();
        found.then_some(())
    };
    let within = |cursor: &mut Cursor<'_>| {
        let found = cursor.spaces() && cursor.one_of(&["in", "from", "under"]) && cursor.spaces();
        found.then_some(())
    };
    cursor.attempt(of).or_else(|| cursor.attempt(within))?;
    cursor.rest().lines().next()
}

/// The owner after the points of a paragraph: ", paragraph (a), of the Convention", " (a) and (b) to the Act".
fn owner_after_points(mut cursor: Cursor<'_>) -> Option<&str> {
    const PARTS: [&str; 12] = [
        "subparagraphs",
        "subparagraph",
        "paragraphs",
        "paragraph",
        "paras.",
        "para.",
        "annexes",
        "annex",
        "sections",
        "section",
        "articles",
        "article",
    ];
    cursor.spaces();
    cursor.literal(",");
    cursor.spaces();
    cursor.one_of(&PARTS);
    cursor.spaces();
    cursor.signs(|sign| sign.is_ascii_digit());
    cursor.spaces();
    point(&mut cursor)?;
    let mut ends = vec![cursor];
    let next = |cursor: &mut Cursor<'_>| {
        joint(cursor)?;
        cursor.spaces();
        point(cursor)
    };
    while cursor
        .attempt(next)
        .or_else(|| cursor.attempt(point))
        .is_some()
    {
        ends.push(cursor);
    }
    // "(a) to (b) of the Act", but also "(a) to the Act"
    ends.into_iter().rev().find_map(|end| {
        let mut after_joint = end;
        let joined = joint(&mut after_joint).and_then(|()| owner(after_joint));
        joined.or_else(|| owner(end))
    })
}

/// The owner after a part of an annex: ", Part B, of Directive 2020/2184".
fn owner_after_part(mut cursor: Cursor<'_>) -> Option<&str> {
    if !cursor.literal(",") {
        return None;
    }
    cursor.spaces();
    let is_label = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit();
    let found = cursor.keyword(&["part", "title", "table", "schedule", "column", "list"])
        && cursor.spaces()
        && cursor.signs(is_label);
    if found { owner(cursor) } else { None }
}

/// "(a)", "(12)".
fn point(cursor: &mut Cursor<'_>) -> Option<()> {
    let is_label = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    cursor.attempt(|cursor| {
        let found = cursor.literal("(") && cursor.signs(is_label) && cursor.literal(")");
        found.then_some(())
    })
}

fn spaced_point(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    let is_label = |sign: char| sign.is_ascii_alphanumeric();
    let found = cursor.literal("(") && cursor.signs(is_label) && cursor.literal(")");
    found.then_some(())
}

/// What joins two points.
fn joint(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.spaces();
    cursor
        .one_of(&[",", "and", "or", "to", "-", "–"])
        .then_some(())
}

/// White space, with a comma before it or without.
fn comma_and_spaces(cursor: &mut Cursor<'_>) -> bool {
    let is_apart = cursor.spaces();
    if cursor.literal(",") {
        cursor.spaces()
    } else {
        is_apart
    }
}

/// One of the words, and the white space after it.
fn article(cursor: &mut Cursor<'_>, words: &[&str]) -> bool {
    let found = cursor.attempt(|cursor| (cursor.keyword(words) && cursor.spaces()).then_some(()));
    found.is_some()
}

/// Whether it is the report itself, or a part of it.
fn is_own(owner: &str) -> bool {
    let start = Cursor::new(owner, 0);
    let mut after_the = start;
    let is_definite = article(&mut after_the, &["the"]);
    let mut after_article = start;
    article(&mut after_article, &["the", "this", "that"]);
    let is_this = [start, after_article]
        .iter_mut()
        .any(|cursor| cursor.keyword(&["present", "this", "current", "same"]));
    is_this
        || { start }.keyword(&["our"])
        || [start, after_the]
            .iter_mut()
            .any(|cursor| cursor.keyword(&OWN_PARTS))
        || (is_definite && after_the.keyword(&["report"]) && ends_name(after_the))
}

/// Whether nothing follows that would make "the report" another one: "the report of the Secretary-General".
fn ends_name(mut cursor: Cursor<'_>) -> bool {
    match cursor.peek() {
        None | Some('.' | ',' | ';' | ':' | ')') => true,
        Some(_) => cursor.spaces() && cursor.keyword(&["is", "are", "was", "were", "and"]),
    }
}

fn is_no_document(owner: &str) -> bool {
    let begins = |word: &&str| {
        let start = owner.as_bytes().get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    owner.starts_with(|first: char| first.is_ascii_digit())
        || NO_DOCUMENT.iter().any(begins)
        || Cursor::new(owner, 0).keyword(&["be", "see", "show"])
}
