//! What holds for the places of all findings, on all fixtures, however a file is encoded.

use reportlint::internals::syntax::{self, Data, Format, Limits, NodeId, Tree};
use reportlint::{Finding, Label, Position, Source, Sources, Span};

use crate::rules::{check, every_fixture, listed};

#[test]
fn labels_underline_whole_characters_of_their_file() {
    let mut labels = 0;
    for (name, bytes) in every_fixture() {
        let (sources, findings) = check(&name, bytes);
        for (finding, label) in all_labels(&findings) {
            let source = sources.get(label.location.file);
            let (text, span) = (source.text(), label.location.span);
            let context = format!("{name}: {}: {span:?}", finding.rule.id());
            assert!(span.start <= span.end, "{context} ends before it starts");
            // `get` refuses what is outside the text, or inside a character
            assert!(
                text.get(span.range()).is_some(),
                "{context} does not fit the text"
            );
            assert!(
                !span.is_empty() || span.range().end == text.len(),
                "{context} underlines nothing"
            );
            for at in [span.start, span.end] {
                let Position { line, column, .. } = source.position(at);
                assert!(
                    (1..=source.line_count()).contains(&line),
                    "{context} is on line {line}"
                );
                assert!(column >= 1, "{context} is in column {column}");
            }
            labels += 1;
        }
    }
    assert!(labels > 0, "no fixture yields a label");
}

/// Where a message quotes the very value that a label is about, the label underlines it.
#[test]
fn labels_underline_what_their_message_quotes() {
    let mut quoted_values = 0;
    for (name, bytes) in every_fixture() {
        let (sources, findings) = check(&name, bytes);
        let source = only_source(&sources);
        let tree = syntax::parse(source.text(), Format::of(&name), &Limits::default());
        for (finding, label) in all_labels(&findings) {
            let Some(node) = node_of(&tree, label) else {
                continue;
            };
            let Data::Str(value) = tree.data(node) else {
                continue;
            };
            if !quotes(&finding.message).contains(&value) {
                continue;
            }
            let (underlined, value) = (
                unescaped(source.slice(label.location.span)),
                unescaped(value),
            );
            // a label may stand at a few words of a longer text
            let whole = label.location.span == tree.span(node);
            let fits = if whole {
                underlined.contains(&value)
            } else {
                value.contains(&underlined)
            };
            assert!(
                fits,
                "{name}: {}: {value:?} is quoted, and {underlined:?} underlined",
                finding.message
            );
            quoted_values += 1;
        }
    }
    assert!(
        quoted_values > 0,
        "no message quotes the value of its label"
    );
}

/// The value that a label is about, unless it stands at the value's key.
fn node_of(tree: &Tree<'_>, label: &Label) -> Option<NodeId> {
    let node = tree.at(*tree.documents().first()?, label.pointer.as_deref()?)?;
    let own = tree.span(node);
    let inside = own.start <= label.location.span.start && label.location.span.end <= own.end;
    inside.then_some(node)
}

/// What stands between double quotes or backticks.
fn quotes(message: &str) -> Vec<&str> {
    let between = |quote: char| message.split(quote).skip(1).step_by(2);
    between('"').chain(between('`')).collect()
}

/// Text on one line and without the escapes that the fixtures use.
fn unescaped(text: &str) -> String {
    let text = text.replace("''", "'").replace("\\\"", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn all_labels(findings: &[Finding]) -> impl Iterator<Item = (&Finding, &Label)> {
    findings
        .iter()
        .flat_map(|finding| finding.labels.iter().map(move |label| (finding, label)))
}

fn only_source(sources: &Sources) -> &Source {
    sources.iter().next().unwrap().1
}

/// The same text as other bytes, and where a place of the original is in them.
struct Variant {
    name: &'static str,
    bytes: fn(&str) -> Vec<u8>,
    moved: fn(&str, Position) -> Position,
}

/// Characters of two, three and four bytes; the last is a surrogate pair in UTF-16.
const WIDE: &str = "# é 会议 𝔙𝔦𝔢𝔫\n";

const VARIANTS: [Variant; 6] = [
    Variant {
        name: "as it is",
        bytes: |text| text.as_bytes().to_vec(),
        moved: |_, place| place,
    },
    Variant {
        name: "CRLF",
        bytes: |text| text.replace('\n', "\r\n").into_bytes(),
        moved: |_, place| Position {
            offset: place.offset + u64::from(place.line) - 1,
            ..place
        },
    },
    Variant {
        name: "byte order mark",
        bytes: |text| format!("\u{FEFF}{text}").into_bytes(),
        moved: |_, place| Position {
            offset: place.offset + 3,
            ..place
        },
    },
    Variant {
        name: "wide characters above",
        bytes: |text| format!("{WIDE}{text}").into_bytes(),
        moved: |_, place| Position {
            line: place.line + 1,
            offset: place.offset + 29,
            ..place
        },
    },
    Variant {
        name: "UTF-16, little endian",
        bytes: |text| utf16(text, u16::to_le_bytes),
        moved: in_utf16,
    },
    Variant {
        name: "UTF-16, big endian, wide characters above",
        bytes: |text| utf16(&format!("{WIDE}{text}"), u16::to_be_bytes),
        moved: |text, place| {
            let place = in_utf16(text, place);
            Position {
                line: place.line + 1,
                // two characters for the `# `, é, two ideographs, two spaces, a line break, four pairs
                offset: place.offset + 2 * (2 + 1 + 2 + 2 + 1 + 8),
                ..place
            }
        },
    },
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(bytes).collect()
}

fn in_utf16(text: &str, place: Position) -> Position {
    let before = &text[..usize::try_from(place.offset).unwrap()];
    let units = before.encode_utf16().count() as u64;
    Position {
        offset: 2 + 2 * units,
        ..place
    }
}

/// A label's words, pointer and ends.
type Shown = (String, Option<String>, Position, Position);

fn shown(sources: &Sources, findings: &[Finding]) -> Vec<Shown> {
    let source = only_source(sources);
    let show = |(finding, label): (&Finding, &Label)| {
        let Span { start, end } = label.location.span;
        let words = format!(
            "{}: {}: {}",
            finding.rule.id(),
            finding.message,
            label.message
        );
        (
            words,
            label.pointer.clone(),
            source.position(start),
            source.position(end),
        )
    };
    all_labels(findings).map(show).collect()
}

#[test]
fn places_move_with_their_text_and_nothing_else_changes() {
    assert_eq!(WIDE.len(), 29);
    let mut compared = 0;
    for (name, bytes) in every_fixture() {
        // one that is broken UTF-8 cannot be written in another encoding
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let (sources, findings) = check(&name, text.as_str());
        for variant in &VARIANTS {
            let (moved_sources, moved_findings) = check(&name, (variant.bytes)(&text));
            assert_eq!(
                listed(&moved_findings),
                listed(&findings),
                "{name}, {}",
                variant.name
            );
            let expected: Vec<Shown> = shown(&sources, &findings)
                .into_iter()
                .map(|(words, pointer, start, end)| {
                    (
                        words,
                        pointer,
                        (variant.moved)(&text, start),
                        (variant.moved)(&text, end),
                    )
                })
                .collect();
            let found = shown(&moved_sources, &moved_findings);
            assert_eq!(found, expected, "{name}, {}", variant.name);
            compared += found.len();
        }
    }
    assert!(compared > 0, "no fixture yields a label");
}
