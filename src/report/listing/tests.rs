use super::*;
use crate::report::with_report;

/// Each entry and where it leads.
fn leads(contents: &str, body: &str) -> Vec<String> {
    with_report(&format!("contents: {contents}\n{body}"), |report| {
        let (listing, outline) = (report.listing(), report.outline());
        let lead = |id| match listing.line(id).lead {
            Lead::To(heading) => outline.describe(heading),
            Lead::Mislabelled { labelled, meant } => {
                format!(
                    "{} for {}",
                    outline.describe(labelled),
                    outline.describe(meant)
                )
            }
            Lead::Again(heading, _) => format!("{} again", outline.describe(heading)),
            Lead::Nowhere { .. } => "nowhere".to_owned(),
            Lead::Unknown => "unknown".to_owned(),
        };
        listing.ids().map(lead).collect()
    })
}

const BODY: &str = "
sections:
- {label: I, title: A}
- {label: II, title: B, sections: [{label: a, title: X}, {title: Y}, {title: Y}]}
- {label: III, title: C}
annexes: [{label: I, title: D}]
";

#[test]
fn entries_lead_by_ref_label_or_title() {
    let contents =
        "[{label: I, title: a}, {title: B, entries: [{title: Y}, {label: a}, {title: Y}]},
        {label: Closing, ref: III}, {label: Annex I}]";
    assert_eq!(
        leads(contents, BODY),
        [
            "section I",
            "section II",
            "\"Y\"",
            "section II/a",
            "\"Y\"",
            "section III",
            "annex I"
        ]
    );
}

#[test]
fn what_is_below_an_entry_that_points_to_nothing_is_unknown() {
    let contents = "[{label: IX, title: B, entries: [{label: a}, {ref: II/a}]}, {title: Z, entries: [{title: Y}]}]";
    assert_eq!(
        leads(contents, BODY),
        ["nowhere", "unknown", "section II/a", "nowhere", "unknown"]
    );
}

#[test]
fn a_line_over_the_annexes_is_no_heading() {
    for contents in [
        "[{title: Annexes, entries: [{label: I, title: D}]}]",
        "[{title: ANNEX}, {label: I, title: D}]",
    ] {
        assert_eq!(leads(contents, BODY), ["unknown", "annex I"]);
    }
}

#[test]
fn a_wrong_label_is_distinguished_from_a_wrong_title() {
    for (contents, expected) in [
        ("[{label: II, title: A}]", &["section II for section I"][..]),
        // one of the two is right, so that the other has the wrong title
        (
            "[{label: I, title: A}, {label: II, title: A}]",
            &["section I", "section II"],
        ),
        (
            "[{label: II, title: A}, {label: I, title: A}]",
            &["section II", "section I"],
        ),
        (
            "[{label: II, title: C}, {label: III, title: B}]",
            &["section II for section III", "section III for section II"],
        ),
        (
            "[{label: I, title: A}, {label: I, title: Q}]",
            &["section I", "section I again"],
        ),
    ] {
        assert_eq!(leads(contents, BODY), expected, "{contents}");
    }
}

#[test]
fn where_the_labels_of_the_body_are_wrong_the_contents_are_not() {
    let contents = "[{label: I, title: A}, {label: II, title: B}, {label: III, title: C}, {label: IV, title: D}]";
    for labels in [
        ["I", "II", "III", "V"],
        ["I", "III", "II", "IV"],
        ["I", "II", "II", "IV"],
        ["II", "III", "IV", "V"],
    ] {
        let titles = ["A", "B", "C", "D"];
        let sections = labels.iter().zip(titles);
        let sections: Vec<String> = sections
            .map(|(label, title)| format!("{{label: {label}, title: {title}}}"))
            .collect();
        let expected = labels.map(|label| format!("section {label}"));
        assert_eq!(
            leads(contents, &format!("sections: [{}]", sections.join(", "))),
            expected
        );
    }
}

#[test]
fn a_body_that_is_not_in_the_data_cannot_be_missed() {
    let contents = "[{label: I, title: A}, {label: Annex I}, {title: Thanks}, {ref: thanks}]";
    assert_eq!(leads(contents, ""), ["unknown"; 4]);
    assert_eq!(
        leads(contents, "sections: [{label: I}]"),
        ["section I", "nowhere", "nowhere", "nowhere"]
    );
}
