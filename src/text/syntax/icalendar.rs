//! iCalendar (RFC 5545): each calendar is a mapping from the names of its properties to their values, and from the names of
//! its components, such as `VEVENT`, to the list of them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::build::{Builder, New};
use super::error::{Grammar, SyntaxErrorKind};
use super::{Limits, Style, Tree};
use crate::text::source::Span;

/// How deep components may nest: those of the standard nest three deep.
const DEEPEST: usize = 16;

/// Something in a calendar.
struct Component<'s> {
    name: &'s str,
    span: Span,
    properties: Vec<Property<'s>>,
    components: Vec<Component<'s>>,
}

/// A property, in a line that may go on in the next.
struct Property<'s> {
    name: &'s str,
    name_span: Span,
    value: Cow<'s, str>,
    value_span: Span,
}

/// Reads the calendars of a text. Dates and times have the marks between their parts that they have elsewhere.
pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let mut builder = Builder::new(text, limits);
    match calendars(text) {
        Ok(calendars) => {
            for calendar in &calendars {
                build(&mut builder, calendar);
            }
        }
        Err((grammar, span)) => builder.error(SyntaxErrorKind::Grammar(grammar), span),
    }
    builder.finish()
}

fn calendars(text: &str) -> Result<Vec<Component<'_>>, (Grammar, Span)> {
    let mut calendars = Vec::new();
    let mut open: Vec<Component<'_>> = Vec::new();
    for line in lines(text) {
        let raw = &text[line.range()];
        if raw.trim().is_empty() {
            continue;
        }
        let property = property(text, line).ok_or_else(|| no_property(line))?;
        let name = raw[raw.find(':').map_or(0, |at| at + 1)..].trim();
        match property.name.to_ascii_uppercase().as_str() {
            "BEGIN" if open.len() >= DEEPEST => {
                return Err((Grammar::new("components are nested too deep"), line));
            }
            "BEGIN" => open.push(Component {
                name,
                span: line,
                properties: Vec::new(),
                components: Vec::new(),
            }),
            "END" => {
                let ended = open
                    .pop()
                    .filter(|ended| ended.name.eq_ignore_ascii_case(name));
                let mut ended = ended.ok_or_else(|| not_open(name, line))?;
                ended.span = Span::new(ended.span.start, line.end);
                match open.last_mut() {
                    Some(around) => around.components.push(ended),
                    None => calendars.push(ended),
                }
            }
            _ => match open.last_mut() {
                Some(component) => component.properties.push(property),
                None => return Err((Grammar::new("this is outside any calendar"), line)),
            },
        }
    }
    match open.pop() {
        Some(unclosed) => {
            let message = format!("`BEGIN:{}` has no `END:{0}`", unclosed.name);
            Err((Grammar::new(message), unclosed.span))
        }
        None => Ok(calendars),
    }
}

fn no_property(line: Span) -> (Grammar, Span) {
    let grammar = Grammar::new("this line has no name and value with a `:` between them");
    let help = "begin a line that goes on from the one above with a blank";
    (grammar.help(help), line)
}

fn not_open(name: &str, line: Span) -> (Grammar, Span) {
    let message = format!("`END:{name}` ends nothing that is open here");
    (Grammar::new(message), line)
}

/// The lines of a text, each with those that go on from it: these start with a blank.
fn lines(text: &str) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_matches(['\n', '\r']).len();
        let here = Span::of(at..end);
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) && end > at => last.end = here.end,
            _ => lines.push(here),
        }
        at += line.len();
    }
    lines
}

fn property(text: &str, line: Span) -> Option<Property<'_>> {
    let raw = &text[line.range()];
    let name_end = raw.find([':', ';'])?;
    let name = &raw[..name_end];
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let start = line.range().start;
    let value_start = start + value_start(raw)?;
    let value_span = Span::of(value_start..line.range().end);
    Some(Property {
        name,
        name_span: Span::of(start..start + name_end),
        value: value(&text[value_span.range()]),
        value_span,
    })
}

/// Where the value of a property starts: after a colon that is not in quotation marks.
fn value_start(raw: &str) -> Option<usize> {
    let mut is_quoted = false;
    let colon = raw.char_indices().find(|(_, sign)| {
        is_quoted ^= *sign == '"';
        *sign == ':' && !is_quoted
    });
    colon.map(|(at, _)| at + 1)
}

/// What a value says: without the breaks of long lines, and without escapes.
fn value(raw: &str) -> Cow<'_, str> {
    if let Some(time) = time(raw) {
        return Cow::Owned(time);
    }
    if !raw.contains(['\\', '\n']) {
        return Cow::Borrowed(raw);
    }
    let unfolded = raw.split_inclusive('\n').enumerate().map(|(at, line)| {
        let line = line.trim_end_matches(['\n', '\r']);
        if at == 0 {
            line
        } else {
            &line[1.min(line.len())..]
        }
    });
    let mut value = String::with_capacity(raw.len());
    let mut is_escaped = false;
    for sign in unfolded.flat_map(str::chars) {
        match (is_escaped, sign) {
            (false, '\\') => is_escaped = true,
            (true, 'n' | 'N') => {
                value.push('\n');
                is_escaped = false;
            }
            (_, sign) => {
                value.push(sign);
                is_escaped = false;
            }
        }
    }
    Cow::Owned(value)
}

/// A date, or a date and a time, with the marks between its parts: `20080213T093000Z` is `2008-02-13T09:30:00Z`.
fn time(raw: &str) -> Option<String> {
    let (date, time) = raw.split_once('T').unwrap_or((raw, ""));
    let are_digits =
        |part: &str, length| part.len() == length && part.bytes().all(|it| it.is_ascii_digit());
    if !are_digits(date, 8) {
        return None;
    }
    let date = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
    if raw.len() == 8 {
        return Some(date);
    }
    let (time, zone) = time
        .strip_suffix('Z')
        .map_or((time, ""), |time| (time, "Z"));
    are_digits(time, 6)
        .then(|| format!("{date}T{}:{}:{}{zone}", &time[..2], &time[2..4], &time[4..]))
}

/// Puts a component into a tree. A property or a component that comes several times is a list.
fn build(builder: &mut Builder<'_>, component: &Component<'_>) {
    if !builder.open(true, &New::bare(component.span, Style::Block)) {
        return;
    }
    for (name, same) in by_name(&component.properties, |property| property.name) {
        let first = same[0];
        builder.text(name, &New::bare(first.name_span, Style::Plain));
        let is_list = same.len() > 1;
        if is_list && !builder.open(false, &New::bare(first.value_span, Style::Block)) {
            break;
        }
        for property in same {
            let new = New::bare(property.value_span, Style::Plain);
            builder.text(&property.value, &new);
        }
        if is_list {
            builder.close(None);
        }
    }
    for (name, same) in by_name(&component.components, |component| component.name) {
        builder.text(name, &New::bare(same[0].span, Style::Plain));
        if !builder.open(false, &New::bare(same[0].span, Style::Block)) {
            break;
        }
        for component in same {
            build(builder, component);
        }
        builder.close(None);
    }
    builder.close(Some(component.span.end));
}

/// The parts of a component by their names, in the order in which each name first comes.
fn by_name<'p, T>(parts: &'p [T], name: impl Fn(&'p T) -> &'p str) -> Vec<(&'p str, Vec<&'p T>)> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut named: Vec<(&str, Vec<&T>)> = Vec::new();
    for part in parts {
        let name = name(part);
        let place = *places.entry(name).or_insert(named.len());
        match named.get_mut(place) {
            Some((_, same)) => same.push(part),
            None => named.push((name, vec![part])),
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Data, Format, NodeId, parse};

    const TEXT: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=\"a:b\":20080213T093000\r\n\
        SUMMARY:Opening\\, an\r\n d welcome\r\nATTENDEE:mailto:a@example.org\r\nATTENDEE:mailto:b@example.org\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20080213T093000Z\r\nDTEND;VALUE=DATE:20080214\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn said<'t>(tree: &'t Tree<'_>, node: NodeId, name: &str) -> (&'t str, &'t str) {
        let node = tree.get(node, name).unwrap();
        let Data::Str(said) = tree.data(node) else {
            panic!("{name}");
        };
        (said, tree.raw(node))
    }

    #[test]
    fn components_are_lists_and_properties_have_their_places() {
        let tree = parse(TEXT, Format::ICalendar, &Limits::default());
        assert_eq!(tree.errors(), []);
        let [calendar] = tree.documents() else {
            panic!();
        };
        assert_eq!(said(&tree, *calendar, "VERSION"), ("2.0", "2.0"));
        let events = tree.get(*calendar, "VEVENT").unwrap();
        let events: Vec<NodeId> = tree.items(events).collect();
        let [first, second] = events.as_slice() else {
            panic!();
        };
        assert_eq!(
            said(&tree, *first, "DTSTART"),
            ("2008-02-13T09:30:00", "20080213T093000")
        );
        assert_eq!(
            said(&tree, *first, "SUMMARY"),
            ("Opening, and welcome", "Opening\\, an\r\n d welcome")
        );
        let guests = tree.get(*first, "ATTENDEE").unwrap();
        assert_eq!(tree.items(guests).len(), 2);
        assert_eq!(said(&tree, *second, "DTSTART").0, "2008-02-13T09:30:00Z");
        assert_eq!(said(&tree, *second, "DTEND").0, "2008-02-14");
    }

    #[test]
    fn what_is_no_calendar_is_an_error() {
        for (text, start, message) in [
            ("BEGIN:VCALENDAR\nEND:VEVENT\n", 16, "ends nothing"),
            ("BEGIN:VCALENDAR\n", 0, "has no `END:VCALENDAR`"),
            (
                "BEGIN:VCALENDAR\nA line\nEND:VCALENDAR\n",
                16,
                "no name and value",
            ),
            ("UID:1\n", 0, "outside any calendar"),
        ] {
            let tree = parse(text, Format::ICalendar, &Limits::default());
            let [error] = tree.errors() else {
                panic!("{text}");
            };
            assert_eq!(error.span.range().start, start, "{text}");
            assert!(error.to_string().contains(message), "{error}");
        }
    }
}
