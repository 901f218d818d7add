//! What holds for every text, and for every way to write the same report.

use proptest::prelude::*;
use reportlint::internals::lint::lint;
use reportlint::{Finding, Settings, Source, Sources};
use serde_yaml::Value;

use crate::base::{furnished, printed};
use crate::edit::{Edit, after, edited, node_at, parsed, set};
use crate::rewrite::{Choices, rewritten};
use crate::rules::{check, every_fixture, findings_in, listed};
use crate::tried::tried;

/// How many cases of each property are tried, unless the environment says otherwise (`PROPTEST_CASES`).
fn cases(count: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    let is_asked_for = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if is_asked_for { config.cases } else { count },
        failure_persistence: None,
        ..config
    }
}

/// Rule and place of every finding.
fn told(findings: &[Finding]) -> Vec<(String, Vec<Option<String>>)> {
    let mut told: Vec<_> = findings
        .iter()
        .map(|finding| {
            let mut places: Vec<_> = finding
                .labels
                .iter()
                .map(|label| label.pointer.clone())
                .collect();
            places.sort();
            (finding.rule.id().to_owned(), places)
        })
        .collect();
    told.sort();
    told
}

/// The fixtures that a value can stand for: they can be read, and neither their comments nor their quotes matter.
fn values() -> Vec<(String, Value)> {
    let fixtures = every_fixture().into_iter();
    let fixtures = fixtures.filter(|(name, _)| {
        [
            "rules/yaml/",
            "rules/suppression/",
            "rules/include/",
            "split/",
            "aliased",
        ]
        .iter()
        .all(|part| !name.contains(part))
    });
    let values = fixtures
        .filter_map(|(name, bytes)| Some((name, serde_yaml::from_slice::<Value>(&bytes).ok()?)));
    values.filter(|(_, value)| value.is_mapping()).collect()
}

fn check_on(threads: usize, text: &str) -> Vec<String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        let mut sources = Sources::default();
        sources.add(Source::decode("report.yaml", text.as_bytes().to_vec()));
        let findings = lint(&sources.into(), &Settings::default()).findings;
        findings
            .iter()
            .map(|finding| format!("{finding:?}"))
            .collect()
    })
}

fn assert_in_order(text: &str) {
    let (sources, findings) = check("report.yaml", text);
    let source = sources.iter().next().unwrap().1;
    let mut before = None;
    for finding in &findings {
        for label in &finding.labels {
            let range = label.location.span.range();
            assert!(
                source.text().get(range.clone()).is_some(),
                "{range:?} of {}",
                finding.message
            );
        }
        let place = (
            finding.primary().location.span.start,
            finding.rule.id().to_owned(),
        );
        assert!(
            before.as_ref().is_none_or(|before| *before <= place),
            "{} is out of order",
            finding.message
        );
        before = Some(place);
    }
}

/// Pieces of reports, put together at random.
fn soup() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "document:", "title:", "sections:", "paragraphs:", "text:", "contents:", "agenda:", "days:", "items:", "footnotes:", "mark:",
        "number:", "label:", "annexes:", "people:", "date:", "start:", "end:", "code:", "claims:", "page:", "\n", "\n  ", "\n  - ",
        "\n    - ", "\n- ", " ", "{", "}", "[", "]", ", ", "\"", "'", "|", ">-", "&a ", "*a", "<<: ", "# reportlint: allow text -- x",
        "!!str ", "? ", "---\n", "...\n", "\t", "\u{feff}", "\u{85}", "é", "会议", "𝔙", "\u{202e}", "I", "IV", "12", "014", "2008-02-12",
        "09:00", "annex VII", "(see para. 3)", "¹", "[^2]", "UN.GIFT", "TBD", "the the", "~", "no", "1e3", "\r\n", "\\", "\0",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// A fixture with a piece of it taken out, and some other text in its place.
fn damaged() -> impl Strategy<Value = String> {
    let fixtures: Vec<String> = every_fixture()
        .into_iter()
        .filter_map(|(_, bytes)| String::from_utf8(bytes).ok())
        .filter(|text| text.len() < 4_000)
        .collect();
    let part = (
        any::<prop::sample::Index>(),
        0..40_usize,
        prop_oneof![Just(String::new()), soup()],
    );
    (prop::sample::select(fixtures), part).prop_map(|(text, (at, length, new))| {
        let start = text.floor_char_boundary(at.index(text.len() + 1));
        let end = text.floor_char_boundary((start + length).min(text.len()));
        format!("{}{new}{}", &text[..start], &text[end.max(start)..])
    })
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn any_text_is_checked_in_order(text in prop_oneof![any::<String>(), soup(), damaged()]) {
        tried(1, 2);
        assert_in_order(&text);
    }

    #[test]
    fn the_number_of_threads_makes_no_difference(text in prop_oneof![soup(), damaged()]) {
        tried(1, 3);
        let once = check_on(1, &text);
        prop_assert_eq!(&once, &check_on(1, &text));
        prop_assert_eq!(&once, &check_on(3, &text));
    }
}

#[test]
fn the_number_of_threads_makes_no_difference_to_a_whole_report() {
    let text = printed();
    let once = check_on(1, &text);
    assert!(once.len() > 10);
    tried(1, 4);
    for threads in [1, 2, 7] {
        assert_eq!(check_on(threads, &text), once);
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn how_a_report_is_written_makes_no_difference(
        (name, value) in prop::sample::select(values()),
        numbers in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        tried(1, 2);
        // in quotes nothing is ambiguous, so that what is found in a plain style is looked for in JSON
        let json = findings_in("report.json", serde_json::to_vec(&value).unwrap());
        let text = rewritten(&value, &mut Choices::new(&numbers));
        let found = findings_in("report.yaml", text.as_str());
        prop_assert_eq!(told(&found), told(&json), "{}\n{}", name, text);
    }
}

/// Each id of the report with every place that has it.
fn ids() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("closing", vec!["/sections/2/id"]),
        ("conclusion", vec!["/sections/3/id", "/contents/3/ref"]),
        ("panels", vec!["/sections/1/sections/2/id"]),
        ("chairperson-summary", vec!["/annexes/1/id"]),
        (
            "costa",
            vec!["/people/0/id", "/agenda/days/1/items/1/chair"],
        ),
        (
            "konrad",
            vec!["/people/1/id", "/agenda/days/2/items/3/items/1/speakers/0"],
        ),
    ]
}

/// A report with all kinds of ids, and with some defects.
fn with_ids() -> String {
    edited(
        &furnished(),
        &[
            after("/contents/3/label", "ref: conclusion"),
            set("/sections/2/page", "11"),
            set("/agenda/days/1/weekday", "Monday"),
            set("/agenda/days/1/items/6/chair", "Helga Conrad"),
            set("/footnotes/1/mark", "\"3\""),
        ],
    )
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn an_id_may_be_called_anything(which in 0..6_usize, name in "[a-z][a-z0-9-]{2,12}[a-z]") {
        let (id, places) = ids().swap_remove(which);
        let text = with_ids();
        let edits: Vec<Edit> = places.iter().map(|place| set(*place, format!("\"{name}\""))).collect();
        let is_taken = ids().iter().any(|(other, _)| *other == name);
        prop_assume!(!is_taken);
        tried(1, 2);
        let renamed = edited(&text, &edits);
        let old = format!("id: {id}\n");
        prop_assert!(!renamed.contains(&old));
        let found = findings_in("report.yaml", renamed);
        prop_assert_eq!(told(&found), told(&findings_in("report.yaml", text)));
        prop_assert!(found.len() >= 4);
    }
}

/// A section at the end that nothing refers to, with its entry.
fn with_another_section(text: &str, words: &str) -> String {
    let section = format!(
        "label: V\ntitle: Miscellany\npage: 16\nparagraphs:\n  - number: 82\n    text: {words:?}"
    );
    let edits = [
        after("/sections/3", section),
        after("/contents/3", "label: V\ntitle: Miscellany\npage: 16"),
    ];
    edited(text, &edits)
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn a_section_more_makes_no_difference_to_the_others(words in "[a-z]{4,9}( [a-z]{2,9}){3,12}\\.") {
        let is_doubled = words.split(' ').zip(words.split(' ').skip(1)).any(|(one, next)| one == next);
        prop_assume!(!is_doubled);
        for text in [printed(), with_ids()] {
            tried(1, 2);
            let more = findings_in("report.yaml", with_another_section(&text, &words));
            let before = findings_in("report.yaml", text);
            // the entries of the annexes have moved by one
            let messages = |findings: &[Finding]| {
                findings.iter().map(|finding| format!("{}: {}", finding.rule.id(), finding.message)).collect::<Vec<_>>()
            };
            prop_assert_eq!(messages(&more), messages(&before));
        }
    }
}

/// The text with a suppression above each place of a finding.
fn suppressed(text: &str, findings: &[Finding]) -> Option<String> {
    let tree = parsed(text);
    let mut comments: Vec<(usize, String)> = Vec::new();
    for finding in findings {
        let pointer = finding.primary().pointer.clone()?;
        let node = node_at(&tree, &pointer);
        let start = tree.span(tree.key_of(node).unwrap_or(node)).range().start;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        comments.push((line, finding.rule.id().to_owned()));
    }
    comments.sort();
    comments.dedup();
    let mut text = text.to_owned();
    for of_line in comments.chunk_by(|one, next| one.0 == next.0).rev() {
        let rules: Vec<&str> = of_line.iter().map(|(_, rule)| rule.as_str()).collect();
        let comment = format!("# reportlint: allow {} -- as printed\n", rules.join(", "));
        text.insert_str(of_line[0].0, &comment);
    }
    Some(text)
}

#[test]
fn what_is_suppressed_is_not_found() {
    let mut count = 0;
    for (name, bytes) in every_fixture() {
        let is_left_out = [
            "rules/suppression/",
            "rules/include/",
            "rules/yaml/syntax",
            "split/",
        ]
        .iter()
        .any(|part| name.contains(part));
        let Some(text) = String::from_utf8(bytes).ok().filter(|_| !is_left_out) else {
            continue;
        };
        let findings = findings_in("report.yaml", text.as_str());
        let Some(text) = suppressed(&text, &findings) else {
            continue;
        };
        tried(1, 2);
        let left = findings_in("report.yaml", text.as_str());
        assert_eq!(listed(&left), [""; 0], "{name}:\n{text}");
        count += findings.len();
    }
    assert!(count > 200, "{count} findings were suppressed");
}
