use proptest::prelude::*;

use super::*;

fn source(text: &str) -> Source {
    Source::decode("a.yaml", text.as_bytes().to_vec())
}

fn position(line: u32, column: u32, offset: u64) -> Position {
    Position {
        line,
        column,
        offset,
    }
}

/// UTF-16 with its byte order mark.
fn utf16(units: impl IntoIterator<Item = u16>, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(units);
    units.flat_map(bytes).collect()
}

#[test]
fn lines_end_in_any_of_three_ways() {
    let source = source("a\nbc\r\nd\re\n");
    let lines = (1..=source.line_count()).map(|line| source.slice(source.line_span(line)));
    assert_eq!(lines.collect::<Vec<_>>(), ["a", "bc", "d", "e", ""]);
    assert_eq!(
        source.line_of(4),
        2,
        "a line break belongs to the line it ends"
    );
    assert_eq!(source.line_of(6), 3);
    assert_eq!(source.line_span(99), Span::new(10, 10));
}

#[test]
fn columns_count_characters_and_offsets_bytes() {
    let source = source("é: x\n→ü𝄞!");
    assert_eq!(source.position(2), position(1, 2, 2));
    let at = u32::try_from(source.text().find('!').unwrap()).unwrap();
    assert_eq!(source.position(at), position(2, 4, u64::from(at)));
    assert_eq!(source.position(u32::MAX), position(2, 5, u64::from(at) + 1));
}

#[test]
fn a_byte_order_mark_is_no_text_and_counts_on_disk() {
    let source = source("\u{FEFF}ab");
    assert_eq!(source.text(), "ab");
    assert_eq!(source.position(1), position(1, 2, 4));
    assert_eq!(source.decode_error(), None);
}

#[test]
fn utf16_is_read_by_its_byte_order_mark() {
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let source = Source::decode("a", utf16("x: é𝄞\ny".encode_utf16(), bytes));
        assert_eq!(source.text(), "x: é𝄞\ny");
        let last = u32::try_from(source.text().len() - 1).unwrap();
        // a mark, three letters, é, a pair, a line break
        assert_eq!(source.position(last), position(2, 1, 2 + 6 + 2 + 4 + 2));
    }
}

#[test]
fn half_a_surrogate_pair_is_replaced_and_remembered() {
    let source = Source::decode("a", utf16([0x61, 0xD800, 0x62], u16::to_le_bytes));
    assert_eq!(source.text(), "a\u{FFFD}b");
    assert_eq!(source.decode_error().unwrap().span, Span::new(1, 4));
    assert_eq!(source.position(4), position(1, 3, 6));

    let mut odd = utf16([0x61], u16::to_be_bytes);
    odd.push(0);
    let source = Source::decode("a", odd);
    assert_eq!(source.text(), "a\u{FFFD}");
    assert_eq!(source.position(4).offset, 5);
}

#[test]
fn bytes_that_are_not_utf8_are_replaced_and_the_first_remembered() {
    let source = Source::decode("a", b"\xEF\xBB\xBFcaf\xE9 \xF0\x9F\x98 x".to_vec());
    assert_eq!(source.text(), "caf\u{FFFD} \u{FFFD} x");
    let error = source.decode_error().unwrap();
    assert_eq!(source.slice(error.span), "\u{FFFD}");
    assert_eq!(error.span.start, 3);
    assert_eq!(
        error.to_string(),
        "the file is not UTF-8 text: byte 0xE9 has no meaning here"
    );
    let x = u32::try_from(source.text().find('x').unwrap()).unwrap();
    assert_eq!(source.position(x), position(1, 8, 12));
}

#[test]
fn a_binary_file_ends_after_many_broken_bytes() {
    let source = Source::decode("a", vec![0x80; 1_000_000]);
    assert!(source.decode_error().is_some());
    assert_eq!(source.text().chars().count(), 10_000);
}

#[test]
fn places_in_one_long_line_are_found_quickly() {
    let source = source(&"é".repeat(5_000_000));
    let started = std::time::Instant::now();
    for column in (0..5_000_000).step_by(50) {
        assert_eq!(source.position(2 * column).column, column + 1);
    }
    assert!(
        started.elapsed().as_secs() < 20,
        "a look-up reads more than its block"
    );
}

#[test]
fn files_keep_the_order_in_which_they_come() {
    let mut sources = Sources::default();
    let (a, b) = (sources.add(source("1")), sources.add(source("2")));
    assert!(a < b);
    assert_eq!(sources.get(b).text(), "2");
    assert_eq!(sources.iter().map(|(id, _)| id).collect::<Vec<_>>(), [a, b]);
}

proptest! {
    #[test]
    fn positions_are_those_of_counting_from_the_start(text in "(?s)([a\u{e9}\u{2192}\u{1d11e}]{0,400}(\n|\r|\r\n)?){0,8}") {
        let source = source(&text);
        let (mut line, mut column) = (1, 1);
        for (at, character) in text.char_indices() {
            let found = source.position(u32::try_from(at).unwrap());
            prop_assert_eq!(found, position(line, column, at as u64));
            let ends = character == '\n' || character == '\r' && !text[at + 1..].starts_with('\n');
            (line, column) = if ends { (line + 1, 1) } else { (line, column + 1) };
        }
    }

    #[test]
    fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..200), mark in 0..3) {
        let marked = match mark {
            0 => bytes,
            1 => [vec![0xFF, 0xFE], bytes].concat(),
            _ => [vec![0xFE, 0xFF], bytes].concat(),
        };
        let length = marked.len() as u64;
        let source = Source::decode("a", marked);
        let ends = (0..=source.text().len()).map(|at| source.position(u32::try_from(at).unwrap()).offset);
        let ends: Vec<_> = ends.collect();
        prop_assert!(ends.is_sorted());
        prop_assert_eq!(ends.last().copied(), Some(length));
    }
}
