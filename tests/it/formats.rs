//! What findings look like in each format, and what of a hostile report must not reach a terminal.

mod as_json;
mod as_text;
mod as_xml;
mod cases;
pub(crate) mod hostile;
mod many;
mod scripts;

use std::time::Duration;

use proptest::prelude::{Strategy, any, prop};
use proptest::proptest;
use reportlint::internals::lint::lint;
use reportlint::internals::render::{Appearance, Format, Outcome, write};
use reportlint::internals::rule;
use reportlint::{
    CheckedReport, Configured, FileId, Finding, Label, Location, Settings, Severity, Source,
    Sources, Span, Suppressed,
};

const PLAIN: Appearance = Appearance {
    color: false,
    unicode: true,
    links: false,
    urls: false,
    width: 80,
};

/// A report under construction.
#[derive(Default)]
struct Case {
    sources: Sources,
    findings: Vec<Finding>,
}

impl Case {
    /// A report of one file.
    fn of(text: &str) -> (Self, FileId) {
        let mut case = Self::default();
        let file = case.file("report.yaml", text);
        (case, file)
    }

    fn file(&mut self, name: &str, text: &str) -> FileId {
        self.sources.add(Source::decode(name, text.into()))
    }

    fn find(&mut self, message: &str, labels: Vec<Label>) {
        // any will do: the formats look at its id alone
        let rule = rule::by_id("agenda/duplicate-title").unwrap();
        let finding = Finding::new(rule, Severity::Error, message, labels);
        self.findings.push(finding);
    }

    /// A label on the `nth` occurrence of `text`, from 0.
    fn on(&self, file: FileId, text: &str, nth: usize, message: &str) -> Label {
        let mut places = self.sources.get(file).text().match_indices(text);
        let (start, text) = places.nth(nth).unwrap();
        label(file, start, start + text.len(), message)
    }

    fn written(self, format: Format, appearance: Appearance) -> String {
        written(vec![self], format, appearance)
    }

    fn drawn(self) -> String {
        self.written(Format::Human, PLAIN)
    }
}

fn label(file: FileId, start: usize, end: usize, message: &str) -> Label {
    let offset = |at| u32::try_from(at).unwrap();
    let span = Span::new(offset(start), offset(end));
    let mut label = Label::new(Location { file, span }, message);
    label.pointer = Some("/title".to_owned());
    label
}

fn suppressed(reason: Option<&str>, configured: Option<Configured>) -> Suppressed {
    let mut suppressed = Suppressed::default();
    suppressed.reason = reason.map(str::to_owned);
    suppressed.configured = configured;
    suppressed
}

fn outcome(cases: Vec<Case>) -> Outcome {
    let reports = cases.into_iter();
    let reports = reports.map(|case| CheckedReport::new(case.sources, case.findings));
    Outcome {
        reports: reports.collect(),
        ..Outcome::default()
    }
}

fn written(cases: Vec<Case>, format: Format, appearance: Appearance) -> String {
    written_as(&outcome(cases), format, appearance)
}

fn written_as(outcome: &Outcome, format: Format, appearance: Appearance) -> String {
    let mut output = Vec::new();
    write(outcome, format, appearance, &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

const AGENDA: &str = "\
agenda:
  days:
    - items:
        - code: \"014\"
          title: Health and Human Trafficking
        - code: \"015\"
          title: Quantifying Human Trafficking
        - code: \"021\"
          title: Health and Human Trafficking
";

/// One title under two codes, as in the description of the rule; and one more finding of each severity.
fn agenda() -> Case {
    let (mut case, file) = Case::of(AGENDA);
    let title = "Health and Human Trafficking";
    let first = case.on(file, title, 0, "first on 14 February, 14:30–16:00");
    let again = case.on(file, title, 1, "again at 16:00–17:30");
    case.find(
        "\"Health and Human Trafficking\" is on the agenda twice, as 014 and as 021",
        vec![first, again],
    );
    case.findings[0].help = Some(
        "give each session its own title; if 021 repeats 014 on purpose, add `repeats: \"014\"` to it"
            .to_owned(),
    );
    for (severity, message) in [
        (Severity::Warning, "no session has one of the codes 016–020"),
        (Severity::Advice, "session 015 is not mentioned anywhere"),
    ] {
        let place = case.on(file, "\"015\"", 0, "here");
        case.find(message, vec![place]);
        case.findings.last_mut().unwrap().severity = severity;
    }
    case
}

#[test]
fn drawn_with_both_ends_in_one_diagnostic() {
    insta::assert_snapshot!(agenda().drawn());
}

#[test]
fn drawn_in_ascii() {
    let ascii = Appearance {
        unicode: false,
        ..PLAIN
    };
    insta::assert_snapshot!(agenda().written(Format::Human, ascii));
}

#[test]
fn drawn_in_colour_with_links() {
    let colour = Appearance {
        color: true,
        links: true,
        ..PLAIN
    };
    let drawn = agenda().written(Format::Human, colour);
    insta::assert_snapshot!(drawn.replace('\u{1b}', "␛"));
}

#[test]
fn drawn_with_the_address_of_the_page() {
    for links in [false, true] {
        let urls = Appearance {
            urls: true,
            links,
            ..PLAIN
        };
        let drawn = agenda().written(Format::Human, urls);
        let first = drawn.lines().next().unwrap();
        assert!(
            first.ends_with("/docs/rules/agenda/duplicate-title.md)"),
            "{first}"
        );
    }
}

#[test]
fn what_has_hyphens_is_not_broken_at_them() {
    let mut narrow = Appearance { width: 40, ..PLAIN };
    for width in 40..100 {
        narrow.width = width;
        let mut case = agenda();
        let help = "turn off the rule `agenda/unknown-weekday`, or the rule `text/doubled-word`";
        case.findings[0].help = Some(help.to_owned());
        let drawn = case.written(Format::Human, narrow);
        assert!(drawn.contains("`agenda/unknown-weekday`"), "{drawn}");
        assert!(drawn.contains("`text/doubled-word`"), "{drawn}");
    }
}

#[test]
fn drawn_for_a_narrow_terminal() {
    let narrow = Appearance { width: 40, ..PLAIN };
    insta::assert_snapshot!(agenda().written(Format::Human, narrow));
}

#[test]
fn narrated() {
    insta::assert_snapshot!(agenda().written(Format::Narrated, PLAIN));
}

#[test]
fn compact() {
    insta::assert_snapshot!(agenda().written(Format::Compact, PLAIN));
}

#[test]
fn a_finding_of_a_rule() {
    let mut case = Case::default();
    case.file("report.yaml", "document:\n  title: Forum\n  title: Forum\n");
    case.findings = lint(&case.sources.clone().into(), &Settings::default()).findings;
    case.findings
        .retain(|finding| finding.rule.id() == "yaml/duplicate-key");
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn labels_in_two_files_and_a_file_named_to_deceive() {
    let (mut case, report) = Case::of("event:\n  start: 2008-02-13\n");
    let part = case.file(
        "parts/\u{1b}[2Kagenda\n.yaml",
        "agenda:\n  days:\n    - date: 2008-02-12\n",
    );
    let labels = vec![
        case.on(part, "2008-02-12", 0, "this day"),
        case.on(report, "2008-02-13", 0, "the event starts later"),
    ];
    case.find("the agenda has a day before the event", labels);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn folded_text_is_underlined_on_each_of_its_lines() {
    let text = "text: >-\n  The Forum thanked the\n  the host country.\n";
    let (mut case, file) = Case::of(text);
    let labels = vec![case.on(file, "the\n  the", 0, "twice")];
    case.find("\"the\" appears twice in a row", labels);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn of_a_long_text_the_first_lines_are_drawn() {
    let (mut case, file) = Case::of(&format!("text: >-\n{}", "  Some words.\n".repeat(1000)));
    let labels = vec![label(file, 6, 14_009, "all of this")];
    case.find("a paragraph is too long", labels);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn wide_characters_tabs_and_crlf_keep_labels_on_their_words() {
    let (mut case, file) = Case::of("title: ウィーン会議\r\nplace:\tWien \r\n");
    let labels = vec![
        case.on(file, "会議", 0, "a word of two wide letters"),
        case.on(file, "Wien \r\n", 0, "up to the line break"),
    ];
    case.find("two labels", labels);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn a_label_of_no_length_at_the_end_of_the_file() {
    let (mut case, file) = Case::of("document:\n  title:");
    case.find(
        "the title is empty",
        vec![label(file, 18, 18, "nothing here")],
    );
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn labels_that_overlap_are_underlined_one_by_one() {
    let (mut case, file) = Case::of("document:\n  title: the big Forum of Vienna\n");
    let labels = vec![
        case.on(file, "the big Forum of Vienna", 0, "the title"),
        case.on(file, "Forum", 0, "its word"),
        case.on(file, "Vienna", 0, "its place"),
    ];
    case.find("labels within a label", labels);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn an_empty_file() {
    let (mut case, file) = Case::of("");
    case.find("the file is empty", vec![label(file, 0, 0, "")]);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn a_long_line_is_cut_around_its_labels() {
    let words = "word ".repeat(100_000);
    let (mut case, file) = Case::of(&format!("text: {words}here{words}there{words}"));
    let labels = vec![
        case.on(file, "here", 0, "the first"),
        case.on(file, "there", 0, "the second"),
    ];
    case.find("two words far apart in one line", labels);
    insta::assert_snapshot!(case.drawn());
}

#[test]
fn narrated_with_the_columns_of_the_file() {
    let (mut case, file) = Case::of(&format!("text: {}here", "word ".repeat(1000)));
    let labels = vec![case.on(file, "here", 0, "the word")];
    case.find("a word at the end of a long line", labels);
    let told = case.written(Format::Narrated, PLAIN);
    assert!(
        told.contains(": the word (column 5007 in the file)\n"),
        "{told}"
    );
}

#[test]
fn of_many_labels_the_first_are_drawn_and_json_has_all() {
    let cluster = || {
        let (mut case, file) = Case::of(&"- item\n".repeat(5000));
        let starts = (0..5000).map(|index| "- item\n".len() * index + 2);
        let labels = starts.map(|start| label(file, start, start + 4, "runs with the others"));
        let labels = labels.collect();
        case.find("5000 items run side by side", labels);
        case
    };
    let drawn = cluster().drawn();
    assert_eq!(drawn.matches("runs with the others").count(), 20);
    assert!(drawn.contains("\n  and 4980 more places; `--format json` lists them all\n"));
    let json: serde_json::Value =
        serde_json::from_str(&cluster().written(Format::Json, PLAIN)).unwrap();
    assert_eq!(
        json["findings"][0]["related"].as_array().unwrap().len(),
        4999
    );
}

/// A title that would clear the screen, set a link, turn the reading order round and forge a line of output.
const HOSTILE: &str =
    "\u{1b}[2J\u{1b}]8;;http://example.org\u{7}Forum\u{9b}31m\u{202e}muroF\u{0}\nchecked 1 file";

fn hostile() -> Case {
    let (mut case, file) = Case::of(&format!("title: |\n  {HOSTILE}\n"));
    let labels = vec![case.on(file, "Forum", 0, HOSTILE)];
    case.find(&format!("the title is \"{HOSTILE}\""), labels);
    case.findings[0].help = Some(format!("write\n{HOSTILE}"));
    case
}

#[test]
fn a_hostile_title_drawn() {
    insta::assert_snapshot!(hostile().drawn());
}

#[test]
fn a_hostile_title_on_one_line() {
    insta::assert_snapshot!(hostile().written(Format::Compact, PLAIN));
}

#[test]
fn findings_of_several_reports_are_sorted_by_file() {
    let report = |name: &str| {
        let mut case = Case::default();
        let file = case.file(name, "title: Forum\n");
        let labels = vec![case.on(file, "Forum", 0, "here")];
        case.find(&format!("something about {name}"), labels);
        case
    };
    let cases = ["b.yaml", "a.yaml", "c.yaml"].map(report);
    insta::assert_snapshot!(written(cases.into(), Format::Compact, PLAIN));
}

#[test]
fn the_summary_closes_the_drawing() {
    let closing = |cases: Vec<Case>, elapsed: Option<Duration>| {
        let mut outcome = outcome(cases);
        outcome.elapsed = elapsed;
        let output = written_as(&outcome, Format::Human, PLAIN);
        output.lines().last().unwrap().to_owned()
    };
    let clean = || Case::of("title: Forum\n").0;
    assert_eq!(closing(vec![], None), "checked 0 files: no findings");
    assert_eq!(
        closing(vec![clean()], Some(Duration::from_micros(4600))),
        "checked 1 file in 4 ms: no findings"
    );
    assert_eq!(
        closing(vec![agenda()], Some(Duration::from_millis(1260))),
        "checked 1 file in 1.3 s: 1 error, 1 warning, 1 advice"
    );
    let mut more = agenda();
    more.findings.extend(agenda().findings);
    more.findings
        .retain(|finding| finding.severity != Severity::Advice);
    assert_eq!(
        closing(vec![more], None),
        "checked 1 file: 2 errors, 2 warnings"
    );
}

/// Texts in which letters, white space, line breaks and characters that act are equally likely.
fn text() -> impl Strategy<Value = String> {
    let character = prop::sample::select(vec![
        'a', 'b', ' ', '\t', '\n', '\r', 'é', '会', '👩', '\u{301}', '\0', '\u{1b}', '\u{9b}',
        '\u{202e}',
    ]);
    prop::collection::vec(character, 0..300).prop_map(String::from_iter)
}

proptest! {
    /// Whatever the labels, also such as no rule makes: it is drawn, the end is reached, and nothing acts on a terminal.
    #[test]
    fn anything_can_be_drawn(
        text in text(),
        message in text(),
        spans in prop::collection::vec((0..310_usize, 0..310_usize), 1..8),
        width in 0..120_usize,
        unicode in any::<bool>(),
    ) {
        let case = || {
            let (mut case, file) = Case::of(&text);
            let labels = spans.iter().map(|&(start, length)| label(file, start, start + length, &message));
            case.find(&message, labels.collect());
            case
        };
        let appearance = Appearance { unicode, width, ..PLAIN };
        for format in [Format::Human, Format::Narrated, Format::Compact] {
            let written = case().written(format, appearance);
            let acts = |character: char| character != '\n' && (character.is_control() || character == '\u{202e}');
            assert!(!written.contains(acts), "{format:?}: {written:?}");
            let last = written.lines().last().unwrap();
            let complete = format == Format::Compact || last == "checked 1 file: 1 error";
            assert!(complete && !written.contains("Failed to read"), "{format:?}: {written}");
        }
    }
}
