//! The reports that are made to measure with: only what was put into them is found.

use crate::generator::{self, Shape};
use reportlint::internals::lint::lint;
use reportlint::{Settings, Source, Sources};

#[test]
fn a_generated_report_is_in_order_in_both_languages() {
    for bytes in [0, 46_000, 400_000] {
        let shape = Shape::of_bytes(bytes);
        for (name, text) in [
            ("report.yaml", generator::yaml(&shape)),
            ("report.json", generator::json(&shape)),
        ] {
            assert!(text.len() > bytes * 3 / 4, "{bytes}: {}", text.len());
            assert_eq!(
                messages(name, &text),
                Vec::<String>::new(),
                "{name} of {bytes} bytes"
            );
        }
    }
}

#[test]
fn as_many_faults_are_found_as_were_asked_for() {
    for faults in [1, 7, 40, 900] {
        let shape = Shape {
            faults,
            ..Shape::of_paragraphs(300)
        };
        assert_eq!(
            messages("report.yaml", &generator::yaml(&shape)).len(),
            faults
        );
    }
}

fn messages(name: &str, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    sources.add(Source::decode(name, text.to_owned().into_bytes()));
    let findings = lint(&sources.into(), &Settings::default())
        .findings
        .into_iter();
    findings.map(|finding| finding.message).collect()
}
