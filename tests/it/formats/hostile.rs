//! Strings that would do something where they are shown, in every place of a finding, in every format: a new format is among
//! them without anybody's doing.

use clap::ValueEnum as _;
use pulldown_cmark::{Event, Parser, Tag};
use reportlint::internals::render::{Format, Outcome};
use serde_json::Value;

use super::{Case, PLAIN, outcome, suppressed, written_as};

/// What steers a terminal, turns the reading order round, ends a line, or is markup or a command of one of the formats.
pub(crate) const STRINGS: [&str; 40] = [
    "\u{1b}[2J\u{1b}[1;1H",
    "\u{1b}]8;;http://example.org\u{7}link\u{1b}]8;;\u{7}",
    "\u{1b}]0;title\u{1b}\\",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{9b}31m\u{9d}0;title\u{9c}",
    "\u{8}\u{8}\u{8}rewritten",
    "first\rsecond",
    "a\nchecked 1 file: no findings",
    "a\r\n::error::forged",
    "\u{b}\u{c}\u{85}\u{2028}\u{2029}",
    "\0",
    "\u{7f}\u{80}\u{9f}",
    "\u{202e}txt.exe\u{202c}",
    "\u{2066}isolated\u{2069}\u{2067}x\u{2068}y",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{e0041}\u{e007f}\u{fff9}\u{fffb}",
    "\u{fffe}\u{ffff}\u{10ffff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "::error file=a.yaml,line=1::forged",
    "%0A::error::forged",
    "%25%0D%0A%3A%2C",
    "##[error]forged",
    "::stop-commands::token",
    "::add-mask::title",
    "##vso[task.setvariable variable=a]b",
    "<script>alert(1)</script>",
    "\"/><error message=\"forged\"/><x a=\"",
    "]]><forged/><![CDATA[",
    "<!-- --> <!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
    "&lt;&#27;&#x1b;&amp;",
    "[link](javascript:alert(1)) ![image](http://example.org/a.png)",
    "<http://example.org> https://example.org www.example.org",
    "@everyone #1 GH-1 owner/repository#1 !1",
    "# heading\n\n- item\n\n```\ncode",
    "| a | b |\n|---|---|\n| c | d |",
    "**bold** __bold__ ~~gone~~ `code` $$x$$ :smile:",
    "\"}],\"forged\":[{\"a\":\"",
    "\\u001b[31m\\",
    "'; DROP TABLE findings; --",
    "${jndi:ldap://example.org} $(touch a) `touch a` {{ 7*7 }} ${{ github.token }}",
];

/// A finding that has the string in every place that takes one, the name of its file among them.
fn said_everywhere(string: &str) -> Outcome {
    let mut case = Case::default();
    let text = format!("title: x{string}y\nother: z{string}\n");
    let file = case.file(&format!("a{string}b.yaml"), &text);
    let labels = ["title", "other"].map(|text| case.on(file, text, 0, string));
    case.find(&format!("found {string} here"), labels.into());
    case.findings[0].help = Some(format!("write {string}"));
    for label in &mut case.findings[0].labels {
        label.pointer = Some(format!("/{string}"));
    }
    let labels = case.findings[0].labels.clone();
    case.find("suppressed", labels);
    case.findings[1].suppressed = Some(suppressed(Some(string), None));
    let mut outcome = outcome(vec![case]);
    outcome.show_suppressed = true;
    outcome.troubles = vec![format!("trouble {string}")];
    outcome
}

/// Whether a character does anything but appear, in what is written.
fn acts(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character != '\n' && (character.is_control() || turns)
        || matches!(character, '\u{2028}' | '\u{2029}')
}

#[test]
fn nothing_acts_on_a_terminal_in_any_format() {
    for format in Format::value_variants() {
        for string in STRINGS {
            let written = written_as(&said_everywhere(string), *format, PLAIN);
            assert!(
                !written.contains(acts),
                "{string:?} as {format:?}: {written:?}"
            );
        }
    }
}

/// A harmless string of the same length shows how many lines, elements and members there ought to be.
#[test]
fn no_string_adds_a_line_an_element_or_a_member_to_any_format() {
    for format in Format::value_variants() {
        let expected = shape(
            &written_as(&said_everywhere("plain"), *format, PLAIN),
            *format,
        );
        assert!(!expected.is_empty(), "{format:?}");
        for string in STRINGS {
            let written = written_as(&said_everywhere(string), *format, PLAIN);
            let shape = shape(&written, *format);
            assert_eq!(shape, expected, "{string:?} as {format:?}: {written}");
        }
    }
}

/// What of a format is structure, read by somebody else's reader of it where there is one.
fn shape(written: &str, format: Format) -> Vec<String> {
    match format {
        Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => {
            let mut members = Vec::new();
            collect(&serde_json::from_str(written).unwrap(), &mut members);
            members
        }
        Format::Junit | Format::Checkstyle => {
            let document = roxmltree::Document::parse(written).unwrap();
            let elements = document.descendants().filter(roxmltree::Node::is_element);
            let name = |it: roxmltree::Node<'_, '_>| {
                let attributes: Vec<&str> = it.attributes().map(|it| it.name()).collect();
                format!("{} {}", it.tag_name().name(), attributes.join(" "))
            };
            elements.map(name).collect()
        }
        // what is between backticks is code, as it is in our own helps
        Format::Html => {
            let elements = crate::page::elements(written).into_iter();
            elements.filter(|element| element != "code ").collect()
        }
        Format::Markdown => Parser::new(written).filter_map(element).collect(),
        // the runner takes a line that starts with a command for that command, whatever else is in it
        Format::Github => {
            assert!(written.lines().all(|line| line.starts_with("::")));
            let lines = written.lines();
            lines
                .map(|line| line.split(' ').next().unwrap().to_owned())
                .collect()
        }
        // a line for each finding
        Format::Compact => written.lines().map(|_| "finding".to_owned()).collect(),
        // text for people is wrapped; what tells one finding from the next is its rule at the beginning of a line
        Format::Human | Format::Narrated => {
            let lines = written.lines();
            let marks = ["agenda/duplicate-title", "checked ", "error:"];
            let marked = lines.filter_map(|line| {
                let mark = marks.into_iter().find(|mark| line.starts_with(*mark));
                mark.map(str::to_owned)
            });
            marked.collect()
        }
    }
}

/// The names of members, with the types of their values.
fn collect(value: &Value, members: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                members.push(key.clone());
                collect(value, members);
            }
        }
        Value::Array(items) => {
            members.push(format!("[{}]", items.len()));
            for item in items {
                collect(item, members);
            }
        }
        _ => members.push("value".to_owned()),
    }
}

/// An element of Markdown that is more than text.
fn element(event: Event<'_>) -> Option<String> {
    match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(format!("link to {dest_url}")),
        Event::Start(tag) => Some(format!("{tag:?}")),
        // what keeps a mention from being one
        Event::InlineHtml(html) if &*html == "<!-- -->" => None,
        Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::Rule => {
            Some("markup".to_owned())
        }
        _ => None,
    }
}

#[test]
fn programs_are_given_the_strings_as_they_are() {
    for string in STRINGS {
        let written = written_as(&said_everywhere(string), Format::Json, PLAIN);
        let json: Value = serde_json::from_str(&written).unwrap();
        let findings = json["findings"].as_array().unwrap();
        let finding = findings
            .iter()
            .find(|it| it["message"] != "suppressed")
            .unwrap();
        assert_eq!(finding["message"], format!("found {string} here"));
        assert_eq!(finding["file"], format!("a{string}b.yaml"));
        assert_eq!(finding["pointer"], format!("/{string}"));
    }
}
