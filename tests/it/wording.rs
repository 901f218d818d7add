//! What each rule says of its bad fixtures, word for word: the messages, what is underlined and what stands
//! below it, and the help.
//!
//! Rewritten with `INSTA_UPDATE=always cargo test --test it wording`; the difference is what users will see.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use reportlint::internals::rule;
use reportlint::{Finding, Label, Location, Sources};

use crate::rules::{cases, fixtures, found_in};

/// The first line of what a label underlines, in brackets.
fn underlined(sources: Option<&Sources>, label: &Label) -> String {
    let Some(sources) = sources else {
        return String::new();
    };
    let Location { file, span } = label.location;
    let mut lines = sources.get(file).slice(span).lines();
    let first = lines.next().unwrap_or_default();
    let more = if lines.next().is_some() { " ..." } else { "" };
    format!(" [{first}{more}]")
}

fn told(sources: Option<&Sources>, finding: &Finding, text: &mut String) {
    writeln!(text, "  {}", finding.message).unwrap();
    for label in &finding.labels {
        let pointer = label.pointer.as_deref().unwrap_or("no value");
        let words = underlined(sources, label);
        writeln!(text, "    {pointer}{words}: {}", label.message).unwrap();
    }
    if let Some(help) = &finding.help {
        writeln!(text, "    help: {help}").unwrap();
    }
}

#[test]
fn each_bad_fixture_is_reported_in_these_words() {
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    for rule in rule::all() {
        let (group, _) = rule.id.split_once('/').unwrap();
        let text = groups.entry(group).or_default();
        for case in cases(rule, "bad.yaml") {
            let name = case.strip_prefix(fixtures()).unwrap();
            writeln!(text, "{}", name.display().to_string().replace('\\', "/")).unwrap();
            let (sources, findings) = found_in(&case);
            for finding in findings {
                told(sources.as_ref(), &finding, text);
            }
        }
    }
    let here = fixtures().display().to_string();
    for (group, text) in groups {
        insta::assert_snapshot!(group, text.replace(&here, "fixtures"));
    }
}
