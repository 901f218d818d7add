use super::*;
use crate::report::with_report;

const BODY: &str = "
sections:
- {id: forum, label: II., title: The Forum, sections: [
    {label: b, title: 'Opening[^1]', sections: [{label: b.1, title: Plenary}, {title: Thanks}]},
    {label: c, sections: [{label: (1), title: Impact}]}]}
annexes:
- {label: I, title: Agenda, sections: [{label: a, title: First day}]}
- {label: Annex II}
";

fn described(text: &str, ask: impl Fn(&Outline<'_>) -> Option<HeadingId>) -> String {
    with_report(text, |report| {
        let outline = report.outline();
        ask(outline).map_or("nothing".to_owned(), |id| outline.describe(id))
    })
}

#[test]
fn a_name_leads_to_a_heading() {
    for (name, heading) in [
        ("forum", "section II"),
        ("II", "section II"),
        ("II/b/b.1", "section II/b/b.1"),
        ("II/b/1", "section II/b/b.1"),
        ("II/c/c.1", "section II/c/(1)"),
        ("Annex II", "annex II"),
        ("Appendix I/a", "annex I/a"),
        ("II/b/c.1", "nothing"),
        ("II/x/1", "nothing"),
        ("I", "nothing"),
        ("", "nothing"),
        ("/", "nothing"),
    ] {
        assert_eq!(
            described(BODY, |outline| outline.named(name)),
            heading,
            "{name}"
        );
    }
}

#[test]
fn a_heading_without_a_label_goes_by_its_title() {
    let thanks = |outline: &Outline<'_>| {
        let below = Level::Below(outline.named("II/b")?);
        outline.titled(below, "thanks").first().copied()
    };
    assert_eq!(described(BODY, thanks), "\"Thanks\"");
}

#[test]
fn a_footnote_mark_is_no_part_of_a_title() {
    let opening = |outline: &Outline<'_>| {
        let below = Level::Below(outline.named("II")?);
        outline.titled(below, "opening").first().copied()
    };
    assert_eq!(described(BODY, opening), "section II/b");
}

#[test]
fn a_dotted_label_says_the_whole_way() {
    let body = "sections: [{label: '1'}, {label: '2', sections: [{label: '2.1', sections: [{label: '2.1.3'}]}]}]";
    for label in ["2.1.3", "2.1"] {
        let found = described(body, |outline| outline.labelled(Level::Body, label));
        assert!(found.ends_with(label), "{label}: {found}");
    }
    assert_eq!(
        described(body, |outline| outline.labelled(Level::Body, "2.3")),
        "nothing"
    );
}

#[test]
fn a_lone_annex_needs_no_number() {
    let lone = "annexes: [{title: Agenda}]";
    assert_eq!(
        described(lone, |outline| outline.named("Annex")),
        "\"Agenda\""
    );
    assert_eq!(described(BODY, |outline| outline.named("Annex")), "nothing");
}

#[test]
fn words_before_a_number_may_be_left_out() {
    let body = "sections: [{label: Chapter 1}, {label: Part 1}, {label: '2'}]";
    for (label, heading) in [
        ("1", "section Chapter 1"),
        ("Part 1", "section Part 1"),
        ("Chapter 2", "section 2"),
        ("Title 1", "nothing"),
    ] {
        assert_eq!(
            described(body, |outline| outline.labelled(Level::Body, label)),
            heading,
            "{label}"
        );
    }
}

#[test]
fn a_level_with_something_malformed_is_not_readable() {
    for (body, readable) in [
        ("sections: [{label: I}, {title: Thanks}]", true),
        ("sections: [{label: [I]}]", false),
        ("sections: [{label: I}, 7]", false),
        ("sections: none", false),
    ] {
        let is_readable = with_report(body, |report| report.outline().is_readable(Level::Body));
        assert_eq!(is_readable, readable, "{body}");
    }
}

#[test]
fn a_run_of_marks_in_a_title_is_no_part_of_it() {
    assert_eq!(
        comparable_heading("Findings³⁴"),
        comparable_heading("Findings")
    );
    assert_eq!(
        comparable_heading("⁴⁻⁶ Findings").as_deref(),
        Some("⁻ findings")
    );
}
