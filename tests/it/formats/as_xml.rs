//! The formats in XML, read by a parser that is not ours.

use reportlint::internals::render::{Format, Outcome};
use roxmltree::{Document, Node};

use super::cases::{DECEITFUL, DECEITFUL_NAME, deceitful, outcomes};
use super::{PLAIN, agenda, outcome, written_as};

/// What no reader of XML can be given is spelled out; all else comes back as it was.
fn spelled_out(text: &str) -> String {
    text.replace('\u{1}', "\\u{1}")
        .replace('\u{1b}', "\\u{1b}")
        .replace('\u{fffe}', "\\u{fffe}")
}

fn elements<'d>(node: Node<'d, 'd>, name: &'d str) -> Vec<Node<'d, 'd>> {
    node.descendants()
        .filter(|it| it.has_tag_name(name))
        .collect()
}

fn number(node: Node<'_, '_>, attribute: &str) -> usize {
    node.attribute(attribute).unwrap().parse().unwrap()
}

/// Nothing in it but line breaks acts on a terminal.
fn assert_inert(written: &str) {
    let acts =
        |character: char| character != '\n' && (character.is_control() || character == '\u{202e}');
    assert!(!written.contains(acts), "{written:?}");
}

#[test]
fn junit() {
    insta::assert_snapshot!(written_as(&outcome(vec![agenda()]), Format::Junit, PLAIN));
}

#[test]
fn junit_with_suppressed_findings_and_troubles() {
    let shown = written_as(&outcomes()[5], Format::Junit, PLAIN);
    let troubled = written_as(&outcomes()[6], Format::Junit, PLAIN);
    insta::assert_snapshot!(shown + &troubled);
}

/// The structure that readers of the format agree on, and counts that are those of what is there.
#[test]
fn junit_is_read_by_others() {
    for outcome in outcomes() {
        let written = written_as(&outcome, Format::Junit, PLAIN);
        assert_inert(&written);
        let document = Document::parse(&written).unwrap();
        let root = document.root_element();
        assert!(root.has_tag_name("testsuites"));
        let suites: Vec<Node> = root.children().filter(Node::is_element).collect();
        for &counted in suites.iter().chain([&root]) {
            let outcomes = [
                ("failures", "failure"),
                ("errors", "error"),
                ("skipped", "skipped"),
            ];
            // the schema of Jenkins has no number of skipped tests for all suites
            let count = if counted == root { 2 } else { 3 };
            for (attribute, element) in &outcomes[..count] {
                assert_eq!(number(counted, attribute), elements(counted, element).len());
            }
            assert_eq!(
                number(counted, "tests"),
                elements(counted, "testcase").len()
            );
        }
        for suite in suites {
            assert!(suite.has_tag_name("testsuite"));
            let cases = suite.children().filter(Node::is_element);
            for case in cases {
                assert!(case.has_tag_name("testcase"));
                assert!(case.attribute("name").is_some() && case.attribute("classname").is_some());
                assert!(case.children().filter(Node::is_element).count() <= 1);
            }
        }
        assert_eq!(
            elements(root, "failure").len() + elements(root, "skipped").len(),
            outcome.findings().len()
        );
    }
}

#[test]
fn junit_gives_texts_back() {
    let written = written_as(&outcome(vec![deceitful()]), Format::Junit, PLAIN);
    let document = Document::parse(&written).unwrap();
    let suites = elements(document.root_element(), "testsuite");
    let names: Vec<&str> = suites
        .iter()
        .map(|it| it.attribute("name").unwrap())
        .collect();
    assert_eq!(names, ["b.yaml", DECEITFUL_NAME]);
    let failure = elements(suites[1], "failure")[0];
    assert_eq!(
        failure.attribute("message"),
        Some(spelled_out(DECEITFUL).as_str())
    );
    let text = failure.text().unwrap();
    assert!(
        text.contains(&format!("b.yaml:1:10: {}\n", spelled_out(DECEITFUL))),
        "{text}"
    );
}

#[test]
fn checkstyle() {
    insta::assert_snapshot!(written_as(
        &outcome(vec![agenda()]),
        Format::Checkstyle,
        PLAIN
    ));
}

#[test]
fn checkstyle_is_read_by_others() {
    let errors = |outcome: &Outcome| {
        let written = written_as(outcome, Format::Checkstyle, PLAIN);
        assert_inert(&written);
        let document = Document::parse(&written).unwrap();
        let root = document.root_element();
        assert!(root.has_tag_name("checkstyle") && root.attribute("version").is_some());
        for file in root.children().filter(Node::is_element) {
            assert!(file.has_tag_name("file") && file.attribute("name").is_some());
        }
        let errors = elements(root, "error");
        for error in &errors {
            assert!(error.parent().unwrap().has_tag_name("file"));
            assert!(number(*error, "line") > 0 && number(*error, "column") > 0);
            assert!(["error", "warning", "info"].contains(&error.attribute("severity").unwrap()));
            let attributes: Vec<&str> = error.attributes().map(|it| it.name()).collect();
            assert_eq!(
                attributes,
                ["line", "column", "severity", "message", "source"]
            );
        }
        errors.len()
    };
    for outcome in outcomes() {
        assert_eq!(errors(&outcome), outcome.findings().len());
    }
}

#[test]
fn checkstyle_gives_texts_back() {
    let written = written_as(&outcome(vec![deceitful()]), Format::Checkstyle, PLAIN);
    let document = Document::parse(&written).unwrap();
    let root = document.root_element();
    assert_eq!(
        elements(root, "file")[0].attribute("name"),
        Some(DECEITFUL_NAME)
    );
    let text = spelled_out(DECEITFUL);
    let message = format!("{text}; {text}");
    assert_eq!(
        elements(root, "error")[0].attribute("message"),
        Some(message.as_str())
    );
}
