//! The hashes by which GitHub's code scanning recognizes a result, as its own `codeql-action` computes them where a log has
//! none: of each line a hash of the hundred characters from its start, blanks aside, and how often that came before.

use rustc_hash::FxHashMap;

/// How many characters go into a hash.
const WINDOW: usize = 100;

const FACTOR: u64 = 37;

/// What closes the text.
const END: u16 = u16::MAX;

/// The hash of each line of a text, in the order of the lines.
pub(super) fn of_lines(text: &str) -> Vec<String> {
    let mut rolling = Rolling::new();
    let mut starts_line = true;
    let mut after_return = false;
    for unit in text.encode_utf16().chain([END]) {
        let is_end_of_pair = std::mem::take(&mut after_return) && unit == u16::from(b'\n');
        if matches!(unit, 0x20 | 0x09) || is_end_of_pair {
            continue;
        }
        after_return = unit == u16::from(b'\r');
        let unit = if after_return { u16::from(b'\n') } else { unit };
        rolling.push(unit.into(), std::mem::replace(&mut starts_line, false));
        starts_line = unit == u16::from(b'\n');
    }
    for _ in 0..WINDOW {
        rolling.push(0, false);
    }
    rolling.hashes
}

/// A hash of the last characters, and those among them at which a line starts.
struct Rolling {
    window: [u64; WINDOW],
    starts: [bool; WINDOW],
    at: usize,
    hash: u64,
    /// What a character counts that leaves the window.
    leaving: u64,
    seen: FxHashMap<u64, usize>,
    hashes: Vec<String>,
}

impl Rolling {
    fn new() -> Self {
        let powers = std::iter::repeat_n(FACTOR, WINDOW);
        Self {
            window: [0; WINDOW],
            starts: [false; WINDOW],
            at: 0,
            hash: 0,
            leaving: powers.fold(1, u64::wrapping_mul),
            seen: FxHashMap::default(),
            hashes: Vec::new(),
        }
    }

    fn push(&mut self, unit: u64, starts_line: bool) {
        if std::mem::replace(&mut self.starts[self.at], starts_line) {
            let times = self.seen.entry(self.hash).or_default();
            *times += 1;
            self.hashes.push(format!("{:x}:{times}", self.hash));
        }
        let leaves = std::mem::replace(&mut self.window[self.at], unit);
        let left = self.leaving.wrapping_mul(leaves);
        self.hash = self
            .hash
            .wrapping_mul(FACTOR)
            .wrapping_add(unit)
            .wrapping_sub(left);
        self.at = (self.at + 1) % WINDOW;
    }
}

#[cfg(test)]
mod tests {
    use super::of_lines;

    /// The vectors of the tests of `codeql-action`.
    #[test]
    fn hashes_are_those_of_github() {
        for (text, expected) in [
            ("", &["c129715d7a2bc9a3:1"][..]),
            (
                " a\nb\n  \t\tc\n d",
                &[
                    "271789c17abda88f:1",
                    "54703d4cd895b18:1",
                    "180aee12dab6264:1",
                    "a23a3dc5e078b07b:1",
                ],
            ),
            (
                " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
                &[
                    "8b7cf3e952e7aeb2:1",
                    "b1ae1287ec4718d9:1",
                    "bff680108adb0fcc:1",
                    "c6805c5e1288b612:1",
                    "b86d3392aea1be30:1",
                    "e6ceba753e1a442:1",
                ],
            ),
        ] {
            assert_eq!(of_lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn equal_lines_are_distinguished_and_line_ends_are_alike() {
        assert_eq!(of_lines("a\r\nb\r\n"), of_lines("a\nb\n"));
        let many = "x\n".repeat(300);
        let hashes = of_lines(&many);
        assert_eq!(hashes.len(), 301);
        assert_ne!(hashes[0], hashes[1]);
    }
}
