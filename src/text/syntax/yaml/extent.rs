//! Where a node starts and ends, where the parser's own span says something else.

use std::ops::Range;

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// A block scalar from its `|` or `>` to the end of its last line that is not blank. The parser
/// gives it from the first character of its text, which is in `content`, to the next token.
/// `written` is the end of the token before it.
pub(super) fn block_scalar(text: &str, written: usize, content: Range<usize>) -> Range<usize> {
    let is_header = |byte, _| matches!(byte, b'|' | b'>');
    let Some(start) = last_indicator(text, written..content.start, is_header) else {
        // with nothing but blank lines up to the end of the text, the parser does give its header
        let header = text[content.clone()].trim_end_matches(BLANKS);
        return content.start..content.start + header.len();
    };
    let body = text[content.clone()].trim_end_matches(BLANKS);
    if body.is_empty() {
        let chomping = |c: char| matches!(c, '+' | '-') || c.is_ascii_digit();
        let after = &text[start + 1..content.start];
        return start..content.start - after.trim_start_matches(chomping).len();
    }
    let last = content.start + body.len();
    let blanks = text[last..content.end]
        .find(['\n', '\r'])
        .unwrap_or(content.end - last);
    start..last + blanks
}

/// The dash of a sequence that is not indented below its key, where the parser gives its first item.
pub(super) fn dash(text: &str, written: usize, item: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    last_indicator(text, written..item, |byte, at| {
        byte == b'-' && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace)
    })
}

/// Where a missing value would be: after the `:`, if there is one, that the parser stops before.
pub(super) fn missing_value(text: &str, at: usize) -> usize {
    let blanks = text[at..].trim_start_matches([' ', '\t']);
    if blanks.starts_with(':') {
        text.len() - blanks.len() + 1
    } else {
        at
    }
}

/// The last indicator between two tokens, where there are only blanks, comments, tags, anchors and
/// indicators.
fn last_indicator(text: &str, gap: Range<usize>, is: impl Fn(u8, usize) -> bool) -> Option<usize> {
    let bytes = &text.as_bytes()[..gap.end];
    let (mut at, mut found) = (gap.start, None);
    while let Some(&byte) = bytes.get(at) {
        let until: fn(u8) -> bool = match byte {
            b'#' => |byte| matches!(byte, b'\n' | b'\r'),
            b'!' | b'&' => |byte| byte.is_ascii_whitespace(),
            _ => {
                if is(byte, at) {
                    found = Some(at);
                }
                at += 1;
                continue;
            }
        };
        at = bytes[at..]
            .iter()
            .position(|&byte| until(byte))
            .map_or(bytes.len(), |end| at + end);
    }
    found
}
