//! What each rule says of its bad fixtures, word for word: the messages, what stands at each place, and the help.
//!
//! Rewritten with `INSTA_UPDATE=always cargo test --test it wording`; the difference is what users will see.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use reportlint::Finding;
use reportlint::internals::rule;

use crate::rules::{cases, findings_of, fixtures};

fn told(finding: &Finding, text: &mut String) {
    writeln!(text, "  {}", finding.message).unwrap();
    for label in &finding.labels {
        let pointer = label.pointer.as_deref().unwrap_or("no value");
        writeln!(text, "    {pointer}: {}", label.message).unwrap();
    }
    if let Some(help) = &finding.help {
        writeln!(text, "    help: {help}").unwrap();
    }
}

#[test]
fn each_bad_fixture_is_told_in_these_words() {
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    for rule in rule::all() {
        let (group, _) = rule.id.split_once('/').unwrap();
        let text = groups.entry(group).or_default();
        for case in cases(rule, "bad.yaml") {
            let name = case.strip_prefix(fixtures()).unwrap();
            writeln!(text, "{}", name.display().to_string().replace('\\', "/")).unwrap();
            for finding in findings_of(&case) {
                told(&finding, text);
            }
        }
    }
    let here = fixtures().display().to_string();
    for (group, text) in groups {
        insta::assert_snapshot!(group, text.replace(&here, "fixtures"));
    }
}
