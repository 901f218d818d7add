//! The formats that are read by the services of a forge: commands for the runner of GitHub Actions, and Markdown.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use reportlint::Severity;
use reportlint::internals::render::{Format, Outcome};

use super::cases::{DECEITFUL, DECEITFUL_NAME, deceitful, outcomes};
use super::{Case, PLAIN, agenda, label, outcome, written_as};

/// A command as the runner reads it.
struct Command {
    name: String,
    properties: HashMap<String, String>,
    data: String,
}

/// Reads a line as the runner does (`ActionCommand.TryParseV2`): what follows the second pair of colons is the data, and the
/// escapes are undone one after another, that of the percent sign last.
fn command(line: &str) -> Command {
    let undo = |text: &str, escapes: &[(&str, &str)]| {
        let undone = escapes
            .iter()
            .fold(text.to_owned(), |text, (escape, meant)| {
                text.replace(escape, meant)
            });
        undone.replace("%25", "%")
    };
    let line = line.strip_prefix("::").unwrap();
    let (head, data) = line.split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').unwrap();
        let escapes = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")];
        (key.to_owned(), undo(value, &escapes))
    });
    Command {
        name: name.to_owned(),
        properties: properties.collect(),
        data: undo(data, &[("%0D", "\r"), ("%0A", "\n")]),
    }
}

fn commands(outcome: &Outcome) -> Vec<Command> {
    let written = written_as(outcome, Format::Github, PLAIN);
    written.lines().map(command).collect()
}

/// The text with what would act on a terminal, or end a line, spelled out.
fn spelled_out(text: &str) -> String {
    let spelled = text.chars().map(|character| {
        let acts = character.is_control() || character == '\u{202e}';
        if acts {
            character.escape_default().to_string()
        } else {
            character.to_string()
        }
    });
    spelled.collect()
}

#[test]
fn github() {
    insta::assert_snapshot!(written_as(&outcome(vec![agenda()]), Format::Github, PLAIN));
}

#[test]
fn github_gives_back_what_the_runner_gets() {
    let commands = commands(&outcome(vec![deceitful()]));
    let [command] = commands.as_slice() else {
        panic!("{} commands", commands.len());
    };
    assert_eq!(command.name, "error");
    let property = |name: &str| command.properties.get(name).map(String::as_str);
    assert_eq!(property("title"), Some("agenda/duplicate-title"));
    assert_eq!(property("file"), Some(DECEITFUL_NAME));
    assert_eq!(
        (property("line"), property("endLine")),
        (Some("1"), Some("1"))
    );
    assert_eq!(
        (property("col"), property("endColumn")),
        (Some("11"), Some("14"))
    );
    let (name, text) = (spelled_out(DECEITFUL_NAME), spelled_out(DECEITFUL));
    assert_eq!(command.data, format!("{name}:1:11: {text}\nhelp: {text}"));
}

#[test]
fn github_has_a_command_a_line_and_nothing_that_acts() {
    for outcome in outcomes() {
        let written = written_as(&outcome, Format::Github, PLAIN);
        let acts = |character: char| {
            character != '\n' && (character.is_control() || character == '\u{202e}')
        };
        assert!(!written.contains(acts), "{written:?}");
        let commands = commands(&outcome);
        let of_files = commands
            .iter()
            .filter(|it| it.properties.contains_key("file"));
        assert_eq!(of_files.count(), outcome.findings().len());
        assert_eq!(
            commands.len(),
            outcome.findings().len() + outcome.troubles.len()
        );
    }
}

#[test]
fn github_says_when_there_is_more_than_it_shows() {
    let of = |count: usize| {
        let (mut case, file) = Case::of("title: Forum\n");
        for number in 0..count {
            case.find(
                &format!("finding {number}"),
                vec![label(file, 7, 12, "here")],
            );
        }
        commands(&outcome(vec![case]))
    };
    assert!(of(10).iter().all(|command| command.name == "error"));
    let eleven = of(11);
    assert_eq!(eleven.len(), 12);
    assert_eq!(eleven[0].name, "notice");
    assert!(
        eleven[0]
            .data
            .starts_with("11 findings: GitHub shows the first 10 ")
    );
}

#[test]
fn github_shows_what_is_suppressed_as_notices() {
    let commands = commands(&outcomes()[5]);
    assert!(commands.iter().all(|command| command.name == "notice"));
    assert!(
        commands[1].data.contains(" (suppressed)\n") || commands[1].data.ends_with(" (suppressed)")
    );
}

#[test]
fn markdown() {
    insta::assert_snapshot!(written_as(
        &outcome(vec![agenda()]),
        Format::Markdown,
        PLAIN
    ));
}

#[test]
fn markdown_of_deceitful_texts() {
    insta::assert_snapshot!(written_as(
        &outcome(vec![deceitful()]),
        Format::Markdown,
        PLAIN
    ));
}

/// What a reader of Markdown makes of it: the text that is shown. Anything but our own structure is a failure.
fn shown(markdown: &str) -> String {
    let mut text = String::new();
    // no forge turns quotation marks into others
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(piece) => text.push_str(&piece),
            Event::InlineHtml(html) => assert_eq!(&*html, "<!-- -->"),
            Event::HardBreak
            | Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => {
                text.push('\n');
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with(
                        "https://github.com/reportlint/reportlint/blob/main/docs/rules/"
                    )
                );
            }
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::List(None)
                | Tag::Item
                | Tag::Strong
                | Tag::Emphasis,
            )
            | Event::End(_) => (),
            other => panic!("{other:?} in {markdown}"),
        }
    }
    text
}

#[test]
fn markdown_shows_the_data_as_it_is() {
    for outcome in outcomes() {
        let text = shown(&written_as(&outcome, Format::Markdown, PLAIN));
        assert!(text.starts_with("reportlint: "), "{text}");
    }
    let text = shown(&written_as(
        &outcome(vec![deceitful()]),
        Format::Markdown,
        PLAIN,
    ));
    for expected in [DECEITFUL, DECEITFUL_NAME] {
        assert!(text.contains(&spelled_out(expected)), "{text}");
    }
}

#[test]
fn markdown_mentions_nobody_and_links_nowhere() {
    let markdown = written_as(&outcome(vec![deceitful()]), Format::Markdown, PLAIN);
    for (mark, escaped) in [("@", "\\@<!-- -->"), ("#1", "\\#<!-- -->1")] {
        let free = markdown.replace(escaped, "").replace("### reportlint", "");
        assert!(!free.contains(mark), "{markdown}");
    }
    let free = markdown
        .replace("](https://github.com/", "")
        .replace("\\://", "");
    assert!(
        !free.contains("://") && !free.contains("www."),
        "{markdown}"
    );
}

/// A comment on GitHub can have 65,536 characters.
#[test]
fn markdown_fits_into_a_comment_and_says_how_much_is_left_out() {
    let (mut case, file) = Case::of("title: Forum\n");
    for number in 0..2000 {
        case.find(
            &format!("finding {number}"),
            vec![label(file, 7, 12, "here")],
        );
        let severity = if number < 1000 {
            Severity::Warning
        } else {
            Severity::Error
        };
        case.findings.last_mut().unwrap().severity = severity;
    }
    let markdown = written_as(&outcome(vec![case]), Format::Markdown, PLAIN);
    assert!(markdown.chars().count() < 65_536);
    let items = markdown
        .lines()
        .filter(|line| line.starts_with("- "))
        .count();
    let left_out = 2000 - items;
    assert!(items > 100 && left_out > 0);
    assert!(markdown.starts_with("### reportlint: 1000 errors, 1000 warnings\n"));
    assert!(markdown.ends_with(&format!(
        "\nand {left_out} more findings, for which there is no room here\n"
    )));
    assert!(
        markdown.contains("**error**") && !markdown.contains("**warning**"),
        "errors come first"
    );
}
