//! Brackets and quotations that go on over several paragraphs.

use std::ops::Range;

use super::bracket::LoneSigns;
use super::passage::Passage;
use crate::text::place::NodeRef;

/// How many passages a bracket or quotation may go on over, unless the quotation consists of whole paragraphs below one heading.
const REACH: usize = 12;

/// A character in a passage of the report.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sign {
    /// Which passage, from 0.
    pub passage: usize,
    /// Where the character is in its text.
    pub range: Range<usize>,
}

/// Two characters that belong together and are in different passages.
#[derive(Debug)]
pub(crate) struct Split {
    /// The character that opens.
    pub open: Sign,
    /// The character that closes.
    pub close: Sign,
    /// Whether they are square brackets, and no quotation marks.
    pub is_bracket: bool,
}

/// Opening characters that may be closed some passages on, each with those that close it. Round brackets are none: where one has
/// no partner, it is forgotten.
const PAIRS: [(&str, &[&str]); 4] = [
    ("[", &["]"]),
    ("“", &["”"]),
    ("„", &["“", "”"]),
    ("«", &["»"]),
];

/// The characters without a partner in their passage that have one some passages on.
pub(super) fn splits<'r>(
    passages: &[Passage<'_>],
    lone: impl Iterator<Item = &'r LoneSigns>,
    is_within: impl Fn(NodeRef, NodeRef) -> bool,
) -> Vec<Split> {
    // a quotation that begins a paragraph and ends one below the same heading is no slip, however long it is
    let is_speech = |open: &Sign, close: &Sign| {
        let [first, last] = [open, close].map(|sign| &passages[sign.passage]);
        let begins = first.text.value[..open.range.start].trim().is_empty();
        let sections = first.setting.section().zip(last.setting.section());
        begins && sections.is_some_and(|(outer, inner)| is_within(inner, outer))
    };
    let mut open: [Option<Sign>; PAIRS.len()] = Default::default();
    let mut found = Vec::new();
    for LoneSigns { passage, signs } in lone {
        let text = passages[*passage].text.value;
        let first = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let last = text.rfind(char::is_alphanumeric);
        for range in signs {
            let sign = Sign {
                passage: *passage,
                range: range.clone(),
            };
            let written = &text[range.clone()];
            // a quotation of several paragraphs begins one and ends one
            let before = text[..range.start].trim_end();
            let begins = range.start <= first || before.ends_with(':');
            let ends = last.is_none_or(|last| last < range.end);
            let closed = (0..PAIRS.len()).find(|&kind| {
                let is_near = |open: &Sign| {
                    let is_behind = open.passage < sign.passage;
                    is_behind
                        && (sign.passage - open.passage <= REACH
                            || kind > 0 && is_speech(open, &sign))
                };
                PAIRS[kind].1.contains(&written)
                    && (kind == 0 || ends)
                    && open[kind].as_ref().is_some_and(is_near)
            });
            if let Some(kind) = closed
                && let Some(opening) = open[kind].take()
            {
                found.push(Split {
                    open: opening,
                    close: sign,
                    is_bracket: kind == 0,
                });
            } else if let Some(kind) = PAIRS.iter().position(|(opening, _)| *opening == written) {
                open[kind] = (kind == 0 || begins).then_some(sign);
            }
        }
    }
    found
}
