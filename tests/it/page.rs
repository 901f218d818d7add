//! The page: what it is made of, that all words are in it, and that nothing of the data does anything there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use html5gum::{StartTag, Token, Tokenizer};
use regex::Regex;

use crate::cli::reportlint;
use crate::formats::hostile::STRINGS;
use crate::generator::{self, Shape};
use crate::rules::fixtures;

/// Elements that end by themselves.
const VOID: [&str; 3] = ["meta", "link", "input"];

/// Everything that a page is made of.
const ELEMENTS: [&str; 43] = [
    "a",
    "article",
    "b",
    "body",
    "caption",
    "code",
    "details",
    "div",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "input",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "h5",
    "h6",
];

fn start(tag: &StartTag<()>) -> (String, Vec<(String, String)>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let attributes = tag.attributes.iter();
    let attributes = attributes.map(|(name, value)| (text(name), text(value)));
    (text(&tag.name), attributes.collect())
}

fn starts(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let tokens = Tokenizer::new(page).map(Result::unwrap);
    let tags = tokens.filter_map(|token| match token {
        Token::StartTag(tag) => Some(start(&tag)),
        // harmless, and quoted as it is
        Token::Error(error) if *error == html5gum::Error::NoncharacterInInputStream => None,
        Token::Error(error) => panic!("{error:?}"),
        Token::Comment(comment) => panic!("{comment:?}"),
        _ => None,
    });
    tags.collect()
}

/// The elements of a page, each with the names of its attributes.
pub(crate) fn elements(page: &str) -> Vec<String> {
    let elements = starts(page).into_iter().map(|(name, attributes)| {
        let names: Vec<String> = attributes.into_iter().map(|(name, _)| name).collect();
        format!("{name} {}", names.join(" "))
    });
    elements.collect()
}

/// The text of a page as it is read without styles.
fn words(page: &str) -> String {
    let tokens = Tokenizer::new(page).map(Result::unwrap);
    let mut words = String::new();
    let mut is_style = false;
    for token in tokens {
        match token {
            Token::StartTag(tag) => is_style = tag.name.as_slice() == b"style",
            Token::String(text) if !is_style => {
                words.push_str(std::str::from_utf8(&text).unwrap());
            }
            _ => {}
        }
    }
    words
}

/// What a check of some files writes as a page.
fn page_of(files: &[(&str, &str)], options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut command = reportlint(&["check", "--format", "html"]);
    command.args(options).current_dir(folder.path());
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// The page without its styles, which are a file of their own.
fn without_style(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style></style>{after}")
}

fn printed_report() -> String {
    fs::read_to_string(fixtures().join("vienna-forum/report.yaml")).unwrap()
}

/// Elements are closed where they should be, every name is there once, every link leads somewhere, and nothing runs.
fn assert_sound(page: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(page).map(Result::unwrap) {
        match token {
            Token::StartTag(tag) => {
                let (name, _) = start(&tag);
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = std::str::from_utf8(&tag.name).unwrap();
                assert_eq!(open.pop().as_deref(), Some(name));
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    let style = Regex::new(r"^[a-z0-9 .,:;()/-]*$").unwrap();
    let (mut names, mut links) = (BTreeSet::new(), Vec::new());
    for (element, attributes) in starts(page) {
        assert!(ELEMENTS.contains(&element.as_str()), "<{element}>");
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on"), "{attribute}=\"{value}\"");
            match attribute.as_str() {
                "id" => assert!(names.insert(value.clone()), "{value} is there twice"),
                "href" if element == "a" => match value.strip_prefix('#') {
                    Some(name) => links.push(name.to_owned()),
                    None => assert!(value.starts_with("https://github.com/"), "{value}"),
                },
                "style" => assert!(style.is_match(&value), "{value}"),
                _ => {}
            }
        }
    }
    for link in links {
        assert!(names.contains(&link), "#{link} leads to nothing");
    }
}

#[test]
fn the_page_of_the_printed_report() {
    let page = page_of(&[("report.yaml", &printed_report())], &[]);
    assert_sound(&page);
    insta::assert_snapshot!("printed_report", without_style(&page));
}

#[test]
fn the_page_of_a_conference_of_five_days_in_twelve_rooms() {
    let shape = Shape {
        sessions: 5 * 48,
        sessions_per_day: 48,
        ..Shape::of_paragraphs(40)
    };
    let page = page_of(&[("report.yaml", &generator::yaml(&shape))], &[]);
    assert_sound(&page);
    assert_eq!(page.matches("class=\"day").count(), 5);
    assert!(page.contains("--lanes:12"), "twelve rooms have a lane each");
    insta::assert_snapshot!("conference", without_style(&page));
}

const ARABIC: &str = "\
document: {title: تقرير عن مؤتمر المياه, language: ar}
contents:
  - {label: أولا, title: مقدمة, page: 3}
  - {label: ثانيا, title: الجلسات, page: 4}
sections:
  - label: أولا
    title: مقدمة
    page: 3
    paragraphs:
      - {number: 1, text: عقد المؤتمر في المدينة.}
      - {number: 3, text: حضر المشاركون.}
agenda:
  days:
    - date: 2008-02-13
      items:
        - {start: \"09:00\", end: \"11:00\", code: \"001\", title: الجلسة الأولى}
        - {start: \"10:00\", end: \"12:00\", code: \"002\", title: الجلسة الثانية}
";

#[test]
fn the_page_of_a_report_in_arabic() {
    let page = page_of(&[("report.yaml", ARABIC)], &[]);
    assert_sound(&page);
    assert!(
        page.contains("<h1><span lang=\"ar\" dir=\"auto\">تقرير"),
        "{page}"
    );
    insta::assert_snapshot!("arabic", without_style(&page));
}

#[test]
fn all_messages_and_helps_are_words_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.yaml"), printed_report()).unwrap();
    let mut command = reportlint(&["check", "--format", "json", "--output", "html=page.html"]);
    let output = command.current_dir(folder.path()).output().unwrap().stdout;
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    let told = words(&page);
    let found: serde_json::Value = serde_json::from_slice(&output).unwrap();
    let findings = found["findings"].as_array().unwrap();
    assert!(findings.len() > 10);
    for finding in findings {
        for key in ["message", "help", "rule"] {
            let text = finding[key].as_str().unwrap_or_default();
            assert!(told.contains(&text.replace('`', "")), "{text}");
        }
        let anchor = format!("id=\"f-{}\"", finding["fingerprint"].as_str().unwrap());
        assert!(page.contains(&anchor), "{anchor}");
    }
}

#[test]
fn a_clash_is_written_in_words_at_each_of_its_items() {
    let page = page_of(&[("report.yaml", ARABIC)], &[]);
    let told = words(&page);
    assert!(told.contains("overlaps 001 until 11:00"), "{told}");
    assert!(told.contains("overlaps 002 until 11:00"), "{told}");
    let declared = ARABIC.replace("code: \"002\"", "code: \"002\", parallel: true");
    let told = words(&page_of(&[("report.yaml", &declared)], &[]));
    assert!(!told.contains("overlaps"), "{told}");
    assert!(told.contains("declared parallel"), "{told}");
}

/// A report with the string in every field of every sort.
fn said_everywhere(string: &str) -> String {
    let quoted = serde_json::to_string(&format!("a{string}b")).unwrap();
    format!(
        "{{\"document\": {{\"title\": {quoted}, \"symbol\": {quoted}, \"language\": {quoted}, \"body\": {quoted}}},
\"event\": {{\"name\": {quoted}, \"location\": {quoted}, \"start\": {quoted}}},
\"contents\": [{{\"label\": {quoted}, \"title\": {quoted}, \"paragraphs\": {quoted}}}, {{\"label\": {quoted}, \"title\": {quoted}}}],
\"sections\": [{{\"label\": {quoted}, \"title\": {quoted}, \"paragraphs\": [{{\"number\": {quoted}, \"text\": {quoted}}}, {{\"number\": 1, \"text\": {quoted}}}, {{\"text\": {quoted}}}]}}],
\"annexes\": [{{\"label\": {quoted}, \"title\": {quoted}}}],
\"agenda\": {{\"days\": [{{\"weekday\": {quoted}, \"label\": {quoted}, \"items\": [
{{\"start\": \"09:00\", \"end\": \"11:00\", \"code\": {quoted}, \"title\": {quoted}, \"label\": {quoted}, \"room\": {quoted}, \"track\": {quoted}}},
{{\"start\": \"10:00\", \"end\": \"12:00\", \"code\": {quoted}, \"title\": {quoted}, \"room\": {quoted}}},
{{\"title\": {quoted}, \"items\": [{{\"title\": {quoted}}}]}}]}}]}},
\"abbreviations\": [{{\"short\": {quoted}, \"long\": {quoted}}}]}}"
    )
}

#[test]
fn nothing_in_any_field_of_a_report_becomes_a_part_of_the_page() {
    let acts = |character: char| {
        character != '\n' && character.is_control() || matches!(character, '\u{202a}'..='\u{202e}')
    };
    for string in STRINGS {
        let page = page_of(&[("report.json", &said_everywhere(string))], &[]);
        assert!(page.contains("class=\"agenda\""), "{string:?}: {page}");
        assert_sound(&page);
        assert!(!page.contains(acts), "{string:?}");
    }
}

#[test]
fn several_reports_have_an_index_and_data_has_findings_alone() {
    let config = "documents:\n  - files: [data.yaml]\n    checks:\n      - {id: numbers, unique: {of: \"$.numbers[*]\"}}\n";
    let files = [
        ("a.report.yaml", ARABIC),
        ("b.report.yaml", "document: {title: In order}\n"),
        ("data.yaml", "numbers: [1, 1]\n"),
        ("reportlint.yaml", config),
    ];
    let page = page_of(&files, &[]);
    assert_sound(&page);
    for link in ["href=\"#r1\"", "href=\"#r2\"", "href=\"#r3\""] {
        assert!(page.contains(link), "{page}");
    }
    assert_eq!(page.matches("class=\"agenda\"").count(), 1);
}

#[test]
fn what_is_suppressed_is_folded_and_not_counted() {
    let text = ARABIC.replace("        - {start: \"10:00\"", "        # reportlint: allow agenda/overlap -- they share the hall\n        - {start: \"10:00\"");
    let page = page_of(&[("report.yaml", &text)], &[]);
    assert!(
        page.contains("<details class=\"folded\"><summary>1 finding, suppressed"),
        "{page}"
    );
    assert!(words(&page).contains("they share the hall"));
    assert!(!without_style(&page).contains("clash"), "{page}");
}

#[test]
fn the_page_is_the_same_for_a_service_that_obeys_commands() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.yaml"), printed_report()).unwrap();
    let written = |is_obeyed: &str| {
        let mut command = reportlint(&["check", "--format", "html"]);
        command.env("GITHUB_ACTIONS", is_obeyed);
        command.current_dir(folder.path()).output().unwrap().stdout
    };
    assert!(written("") == written("true"));
}

#[test]
fn the_page_is_the_same_in_whatever_folder_the_check_is_started() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("reports/old")).unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for name in ["reports/a.report.yaml", "reports/b.report.yaml"] {
        fs::write(folder.path().join(name), ARABIC).unwrap();
    }
    let started_in = |below: &str, paths: &[&str]| {
        let mut command = reportlint(&["check", "--format", "html"]);
        command.args(paths).current_dir(folder.path().join(below));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let page = started_in("", &["reports"]);
    assert!(
        page.contains("<span class=\"file\">reports/a.report.yaml</span>"),
        "{page}"
    );
    assert!(page == started_in("reports", &[]));
    assert!(page == started_in("reports/old", &[".."]));
}

#[test]
fn ten_thousand_findings_are_five_hundred_in_full_and_a_line_for_each_of_the_others() {
    let mut text = String::from("document: {title: Many}\nsections:\n");
    for nth in 0..=10_000 {
        // a string takes whatever is written to it
        let _ = writeln!(
            text,
            "  - {{label: \"{}\", title: Part {nth}}}",
            2 * nth + 1
        );
    }
    let options = [
        "--select",
        "sections/label-sequence",
        "--max-findings",
        "20000",
    ];
    let page = page_of(&[("many.report.yaml", &text)], &options);
    let in_full = page.matches("<p class=\"help\">").count();
    let lines = page.matches("<li id=\"f-").count();
    assert_eq!((in_full, lines), (500, 9500));
    assert_sound(&page);
}
