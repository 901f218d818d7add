//! Suppressions as they act on a report, and what it comes to that a report is a draft or final.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use reportlint::internals::lint::lint;
use reportlint::internals::render::{Appearance, Format, Outcome, write};
use reportlint::{
    CheckedReport, Date, Finding, Selector, Settings, Severity, Source, Sources, Stage,
};

const PLAIN: Appearance = Appearance {
    color: false,
    unicode: true,
    links: false,
    urls: false,
    width: 80,
};

fn sources(name: &str, text: impl Into<Vec<u8>>) -> Sources {
    let mut sources = Sources::default();
    sources.add(Source::decode(name, text.into()));
    sources
}

fn selectors(names: &[&str]) -> Vec<Selector> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn found(text: &str, settings: &Settings) -> Vec<Finding> {
    lint(&sources("report.yaml", text).into(), settings).findings
}

/// Each finding as its rule, with the reason where it is suppressed.
fn outcome(text: &str, settings: &Settings) -> Vec<String> {
    let line = |finding: &Finding| match &finding.suppressed {
        None => finding.rule.id().to_owned(),
        Some(suppressed) => {
            let reason = suppressed.reason.as_deref().unwrap_or("no reason");
            format!("{} suppressed: {reason}", finding.rule.id())
        }
    };
    found(text, settings).iter().map(line).collect()
}

fn by_default(text: &str) -> Vec<String> {
    outcome(text, &Settings::default())
}

/// Two sessions of one title, with a place for a comment before each.
fn twice(before_first: &str, before_second: &str) -> String {
    format!(
        "document:
  title: Report on the Regional Water Conference
agenda:
  days:
    - date: 2008-02-13
      items:
        {before_first}
        - start: \"09:00\"
          end: \"10:00\"
          code: \"001\"
          title: Rivers
        {before_second}
        - start: \"10:00\"
          end: \"11:00\"
          code: \"002\"
          title: Rivers
"
    )
}

#[test]
fn a_comment_at_either_end_suppresses_a_contradiction() {
    let comment = "# reportlint: allow agenda/duplicate-title -- as printed";
    let suppressed = ["agenda/duplicate-title suppressed: as printed"];
    assert_eq!(by_default(&twice("", "")), ["agenda/duplicate-title"]);
    assert_eq!(by_default(&twice(comment, "")), suppressed);
    assert_eq!(by_default(&twice("", comment)), suppressed);
    // the first end takes it, and the other comment is one too many
    assert_eq!(
        by_default(&twice(comment, comment)),
        [suppressed[0], "suppression/unused"]
    );
}

#[test]
fn the_innermost_suppression_takes_a_finding() {
    let text = "\
# reportlint: allow-file text -- of the file
document:
  title: Report in XXX parts
# reportlint: allow text/placeholder -- of the body
sections:
  - title: Rivers
    paragraphs:
      - text: A river of ??? miles.
      - text: A lake of ??? miles.  # reportlint: allow text -- of the lake
      # reportlint: allow text -- of the pond
      - text: A pond of ??? miles.  # reportlint: allow text/placeholder -- of its depth
";
    assert_eq!(
        by_default(text),
        [
            "text/placeholder suppressed: of the file",
            "text/placeholder suppressed: of the body",
            "text/placeholder suppressed: of the lake",
            "suppression/unused",
            "text/placeholder suppressed: of its depth",
        ]
    );
}

#[test]
fn of_two_suppressions_of_the_same_the_first_counts() {
    let text = "\
document:
  # reportlint: allow text/placeholder -- the first
  # reportlint: allow text/placeholder -- the second
  title: Report in XXX parts
";
    assert_eq!(
        by_default(text),
        [
            "suppression/unused",
            "text/placeholder suppressed: the first"
        ]
    );
    let finding = &found(text, &Settings::default())[0];
    let source = sources("report.yaml", text);
    let location = finding.primary().location;
    assert_eq!(
        source.get(location.file).position(location.span.start).line,
        3
    );
}

#[test]
fn what_is_beside_the_scope_is_still_found() {
    let text = "\
document:
  title: Report in XXX parts
  # reportlint: allow text/placeholder -- as printed
  symbol: ???
sections:
  - title: XXX
    paragraphs:
      - text: It met.
";
    assert_eq!(
        by_default(text),
        ["text/placeholder", "suppression/unused", "text/placeholder"]
    );
}

#[test]
fn a_suppression_is_valid_on_its_last_day() {
    let text = "\
document:
  # reportlint: allow text/placeholder until 2027-01-01 -- awaiting it
  title: Report in XXX parts
";
    let on = |today: Option<Date>| {
        let settings = Settings {
            today,
            ..Settings::default()
        };
        outcome(text, &settings)
    };
    let valid = ["text/placeholder suppressed: awaiting it"];
    assert_eq!(on(None), valid);
    assert_eq!(on(Date::new(2027, 1, 1)), valid);
    assert_eq!(
        on(Date::new(2027, 1, 2)),
        ["suppression/expired", "text/placeholder"]
    );
}

#[test]
fn what_was_not_looked_for_may_be_suppressed() {
    let text = "\
# reportlint: allow-file text -- as printed
document:
  title: Report  # reportlint: allow text/placeholder -- as printed
";
    let without = |ignored: &str| Settings {
        ignore: selectors(&[ignored]),
        ..Settings::default()
    };
    assert_eq!(by_default(text), ["suppression/unused"; 2]);
    // of a group whose rules are not all on it is not known either
    assert!(outcome(text, &without("text/placeholder")).is_empty());
    assert_eq!(
        outcome(text, &without("text/unbalanced")),
        ["suppression/unused"]
    );
    let only = Settings {
        select: selectors(&["suppression"]),
        ..Settings::default()
    };
    assert!(outcome(text, &only).is_empty());
}

#[test]
fn one_defect_of_a_comment_is_one_finding() {
    let title = "document:\n  title: Report\n";
    for (comment, rule) in [
        ("allow-file text/placeholder", "suppression/unused"),
        (
            "allow-file text/placeholder until 2000-01-01",
            "suppression/expired",
        ),
        (
            "allow-file text/place -- as printed",
            "suppression/unknown-rule",
        ),
        ("allow-file", "suppression/malformed"),
    ] {
        let settings = Settings {
            today: Date::new(2026, 1, 1),
            ..Settings::default()
        };
        let text = format!("# reportlint: {comment}\n{title}");
        assert_eq!(outcome(&text, &settings), [rule], "{comment}");
    }
}

#[test]
fn in_a_file_that_cannot_be_read_nothing_is_suppressed() {
    let text = "\
# reportlint: allow-file yaml, text -- as printed
document:
  title: Report
  title: Report
  symbol: \"E/CN.15
";
    let findings = found(text, &Settings::default());
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(finding.rule.group(), "yaml");
        assert_eq!(finding.suppressed, None);
    }
}

#[test]
fn comments_are_read_whatever_the_line_ends_and_the_encoding() {
    let text = "document:\n  title: Réport in XXX parts  # reportlint: allow text -- é\n";
    let suppressed = ["text/placeholder suppressed: é"];
    assert_eq!(by_default(text), suppressed);
    assert_eq!(by_default(&text.replace('\n', "\r\n")), suppressed);
    assert_eq!(by_default(&format!("\u{feff}{text}")), suppressed);
}

#[test]
fn json_has_no_comments() {
    let text = "{\"document\": {\"title\": \"Report # reportlint: allow x\"}}";
    let findings = lint(&sources("report.json", text).into(), &Settings::default()).findings;
    assert!(findings.is_empty(), "{findings:?}");
}

fn checked(text: &str, show_suppressed: bool) -> Outcome {
    let sources = sources("report.yaml", text);
    let findings = lint(&sources.clone().into(), &Settings::default()).findings;
    Outcome {
        reports: vec![CheckedReport::new(sources, findings)],
        show_suppressed,
        ..Outcome::default()
    }
}

fn written(outcome: &Outcome, format: Format) -> String {
    let mut output = Vec::new();
    write(outcome, format, PLAIN, &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

const SUPPRESSED: &str = "\
document:
  # reportlint: allow text/placeholder -- as printed
  title: Report in XXX parts
sections:
  - title: XXX
    paragraphs:
      - text: It met.
";

#[test]
fn suppressed_findings_are_counted_and_shown_when_asked_for() {
    let line = "report.yaml:3:20: warning[text/placeholder] \"XXX\" is a placeholder";
    let compact = |shown| written(&checked(SUPPRESSED, shown), Format::Compact);
    assert!(!compact(false).contains(line));
    assert!(compact(true).contains(&format!("{line} (suppressed: as printed)\n")));
    let summary = checked(SUPPRESSED, true).summary();
    assert_eq!((summary.warnings, summary.suppressed), (1, 1));
    for shown in [false, true] {
        let human = written(&checked(SUPPRESSED, shown), Format::Human);
        assert!(human.ends_with("checked 1 file: 1 warning (1 suppressed)\n"));
        assert_eq!(human.contains("(suppressed: as printed)"), shown);
    }
}

#[test]
fn suppressed_findings_in_json() {
    let json = |shown| -> serde_json::Value {
        serde_json::from_str(&written(&checked(SUPPRESSED, shown), Format::Json)).unwrap()
    };
    let (all, standing) = (json(true), json(false));
    assert_eq!(
        all["findings"][0]["suppressed"],
        serde_json::json!({"reason": "as printed"})
    );
    assert_eq!(all["findings"].as_array().unwrap().len(), 2);
    assert_eq!(standing["findings"].as_array().unwrap().len(), 1);
    // alike in everything, the second has the fingerprint of a second
    assert_eq!(standing["findings"][0], all["findings"][1]);
    assert_eq!(standing["summary"], all["summary"]);

    let schema = include_str!("../../schemas/findings.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let without_reason = checked(&SUPPRESSED.replace(" -- as printed", ""), true);
    let without_reason = serde_json::from_str(&written(&without_reason, Format::Json)).unwrap();
    for json in [all, standing, without_reason] {
        assert!(validator.is_valid(&json), "{json:#}");
    }
}

#[test]
fn the_stage_of_a_report_sets_the_severity_of_its_placeholders() {
    let severity = |stage: &str, option: Option<Stage>| {
        let text = format!("document:\n  title: Report in XXX parts\n{stage}");
        let settings = Settings {
            stage: option,
            ..Settings::default()
        };
        let findings = found(&text, &settings);
        assert_eq!(findings.len(), 1, "{findings:?}");
        findings[0].severity
    };
    assert_eq!(severity("", None), Severity::Warning);
    assert_eq!(severity("  stage: draft\n", None), Severity::Advice);
    assert_eq!(severity("  stage: final\n", None), Severity::Error);
    assert_eq!(
        severity("  stage: draft\n", Some(Stage::Final)),
        Severity::Error
    );
    assert_eq!(
        severity("  stage: final\n", Some(Stage::Draft)),
        Severity::Advice
    );
}

#[test]
fn many_suppressions_and_many_findings_take_no_time() {
    const COUNT: usize = 5_000;
    let mut text = String::from("document:\n  title: Report\nsections:\n  - title: Rivers\n");
    // all about the same
    for _ in 0..COUNT {
        text.push_str("    # reportlint: allow text, agneda, text/placeholder -- as printed\n");
    }
    text.push_str("    paragraphs:\n");
    for _ in 0..COUNT {
        // each about its own
        writeln!(
            text,
            "      # reportlint: allow text/doubled-word -- as printed"
        )
        .unwrap();
        writeln!(text, "      - text: A river of ??? miles.").unwrap();
    }
    let begun = Instant::now();
    let findings = found(&text, &Settings::default());
    let suppressed = findings.iter().filter(|it| it.suppressed.is_some());
    assert!(suppressed.count() >= COUNT);
    assert!(
        begun.elapsed() < Duration::from_secs(30),
        "{:?}",
        begun.elapsed()
    );
}
