use super::*;
use crate::report::prose::words::Words;

/// The words of English.
pub(super) fn english() -> &'static References {
    let words = Words::of_tag("en").unwrap();
    words.references.as_ref().unwrap()
}

fn in_setting(text: &str, setting: Setting<'_>) -> Vec<Reference> {
    let words = english();
    let mut hits = Hits::in_language(Some(words));
    hits.read(text);
    let enclosures = crate::report::prose::bracket::enclosures_at(text, &hits);
    let names = OwnNames::default();
    let reader = Reader {
        words,
        names: &names,
    };
    reader.references(text, &hits, &enclosures, setting)
}

/// The references of a paragraph.
pub(super) fn references(text: &str) -> Vec<Reference> {
    in_setting(text, Setting::Caption)
}

/// Each reference with its slice, and the slices of what it cites.
fn read(text: &str) -> Vec<(&str, Vec<String>)> {
    let cited = |cited: &Cited| match cited {
        Cited::One(one) => text[one.clone()].to_owned(),
        Cited::Through(first, last) => {
            format!("{}..{}", &text[first.clone()], &text[last.clone()])
        }
    };
    let found = references(text).into_iter();
    found
        .map(|reference| {
            let numbers = reference.cited.iter().map(cited).collect();
            (&text[reference.range.clone()], numbers)
        })
        .collect()
}

fn owners(text: &str) -> Vec<Owner> {
    let found = references(text).into_iter();
    found.map(|reference| reference.owner).collect()
}

/// The texts that are not as they should be.
fn without<'t>(texts: &[&'t str], is_right: impl Fn(&&str) -> bool) -> Vec<&'t str> {
    let wrong = texts.iter().copied().filter(|text| !is_right(text));
    wrong.collect()
}

#[test]
fn references_are_read_with_all_their_numbers() {
    let cases: [(&str, &str, &[&str]); 32] = [
        ("attached as Annex I.", "Annex I", &["I"]),
        ("see annexes I and II", "annexes I and II", &["I", "II"]),
        ("annexes I–III", "annexes I–III", &["I..III"]),
        ("in appendix B, the", "appendix B", &["B"]),
        ("in Attachment C.", "Attachment C", &["C"]),
        ("(see paragraph 12)", "paragraph 12", &["12"]),
        ("cf. para. 12.", "para. 12", &["12"]),
        (
            "paras. 12–15 and 18 set out",
            "paras. 12–15 and 18",
            &["12..15", "18"],
        ),
        ("section II.b says", "section II.b", &["II.b"]),
        ("sect. IV", "sect. IV", &["IV"]),
        ("Chapter III", "Chapter III", &["III"]),
        ("footnote 1", "footnote 1", &["1"]),
        ("note 12 above", "note 12", &["12"]),
        ("supra note 14", "note 14", &["14"]),
        ("table 2", "table 2", &["2"]),
        ("Table 4-1", "Table 4-1", &["4..1"]),
        ("Table A-1", "Table A-1", &["A-1"]),
        ("figures 3 and 4", "figures 3 and 4", &["3", "4"]),
        ("figure (3)", "figure (3)", &["3"]),
        ("§3.9 and", "§3.9", &["3.9"]),
        ("§§ 5-7;", "§§ 5-7", &["5..7"]),
        ("in session 014", "session 014", &["014"]),
        ("paragraph 12 bis", "paragraph 12 bis", &["12 bis"]),
        ("paragraphs 3 to 5 above", "paragraphs 3 to 5", &["3..5"]),
        ("paragraph 3 to 5 people", "paragraph 3", &["3"]),
        (
            "paragraphs 4, 5 and 9",
            "paragraphs 4, 5 and 9",
            &["4", "5", "9"],
        ),
        (
            "paras. 4 (b), 5 and 9",
            "paras. 4 (b), 5 and 9",
            &["4", "5", "9"],
        ),
        ("section I and section I.", "section I", &["I"]),
        ("annex II’s last sentence", "annex II", &["II"]),
        ("sections II and I describe", "sections II", &["II"]),
        (
            "see para\u{ad}graph\u{200e} \u{200b}9.",
            "para\u{ad}graph\u{200e} \u{200b}9",
            &["9"],
        ),
        ("section V3.4", "section V3.4", &["V3.4"]),
    ];
    for (text, slice, numbers) in cases {
        let found = read(text);
        let first = found.first().map(|(slice, _)| *slice);
        assert_eq!(first, Some(slice), "{text}");
        assert_eq!(found[0].1, numbers, "{text}");
    }
}

#[test]
fn a_list_ends_where_something_else_begins() {
    assert_eq!(
        read("annexes I and II, 12 delegations"),
        [("annexes I and II", vec!["I".into(), "II".into()])]
    );
    assert_eq!(
        read("annex I and II delegations"),
        [("annex I", vec!["I".to_owned()])]
    );
}

#[test]
fn directions_are_read() {
    let found = references("paragraph 5 above, section IV, below and paragraph 9(b)(i) above");
    let directions: Vec<_> = found
        .iter()
        .filter_map(|reference| reference.direction.clone())
        .collect();
    assert_eq!(
        directions,
        [
            (12..17, Direction::Above),
            (31..36, Direction::Below),
            (59..64, Direction::Above)
        ]
    );
}

#[test]
fn what_only_looks_like_a_reference_is_none() {
    for text in [
        "in this section I describe",
        "the figures 90% and",
        "the session 12:30 slot",
        "a table A-level pupils",
        "sessions of the Forum",
        "its sixteenth session",
        "paragraph by paragraph",
        "round table 2030 on water",
        "the town figures 2 places higher",
        "note 12 of them",
        "sub-section 3",
        "paragraph (ii)",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn a_part_owns_the_section_behind_it() {
    let text = "see part III, section 3, and Part 2 section 4";
    let found = references(text);
    let parts: Vec<_> = found
        .iter()
        .map(|reference| &text[reference.part.clone().unwrap()])
        .collect();
    assert_eq!(parts, ["III", "2"]);
    assert_eq!(found[0].owner, Owner::Unnamed);
}

#[test]
fn captions_are_distinguished_from_references() {
    for (text, is_caption) in [
        ("Table 6-1 Harbours", true),
        ("**Table 6.** Harbours", true),
        ("The list.\nFigure 2: Harbours", true),
        ("Figure 2-1. (a) Lamp off.", true),
        ("Table 6 shows", false),
        ("In Table 6 Harbours", false),
        ("Annex VI: Harbours", true),
        ("Annex VI lists harbours", false),
        ("Paragraph 6 Harbours", false),
    ] {
        assert_eq!(references(text)[0].is_caption, is_caption, "{text}");
    }
}

#[test]
fn parts_of_other_documents_are_recognized_by_what_is_around() {
    let texts = [
        "annex II to the Convention",
        "annex II of the Convention",
        "paragraph 5 of resolution 55/25",
        "article 3, paragraph 1, of the Protocol",
        "resolution 55/25, annex II",
        "the draft 55/25 B, annex II",
        "E/CN.15/2008/20, annex I",
        "section 5 of the Act",
        "Security Council resolution 1540 (2004), para. 2",
        "decision 16/1, paragraphs 3 and 4",
        "Ibid., para. 7",
        "the same directive, annex VI to the same directive",
        "paragraph 44 thereof",
        "paragraph 4 (a), thereto",
        "paragraph 2 (a) to (c) of the Act",
        "paragraph 2, subparagraph (a), of that law",
        "annex II to the report of the Secretary-General",
        "In paragraph 237 of the report, the Committee spoke",
        "a letter, paragraph 31 of which was read",
        "Annex I, Part B, of Directive 2020/2184",
        "General comment No. 15 (2002), paragraph 37 (a)",
        "Decision No. 14/04, annex, chapter VI",
        "ISO/IEC 17025, section 7.8",
        "Table S4",
        "proofing follows SP 800-63A Section 5.3.3.2",
        "FISHA Section 831 says",
        "PCI DSS 3.2.1 Sections 6.5 and 6.6",
        "the Unified Lake Standard Annex 15",
        "Circular A-130, Appendix J",
        "44 U.S.C. Chapter 21",
        "as in [MRA](x.md) section 3",
        "the terms (section 3, MACMA) and",
        "section 4 (MACMA) and",
        "Section 503(a) of",
        "Section 5, Pub. L. 107",
        "Section 8, 44 U.S.C. 3501",
        "Annex I Parties",
        "Annex 2 States",
        "Parties included in Annex I",
        "Parties not included in Annex I",
        "Annex I, as defined in Article 1 of the Lake Protocol",
        "section G (Article 3, paragraph 7 ter) of the Lake Amendment",
        "the Convention on the Law of the Sea, annex VII",
        "Lee et al. 2016, sect. 5",
        "Lee (2015, section 6.3)",
        "the Water Act section 24",
        "chapter V of the annex to decision 7/L.3",
        "annex II to the present Convention",
        "see table 2 in the annual report",
        "Lee et al., Table 2",
        "page 12, paragraph 3",
    ];
    let is_owned = |text: &&str| owners(text).first() == Some(&Owner::Another);
    assert_eq!(without(&texts, is_owned), [""; 0]);
    let chain = owners("chapter XI.C of annex II to decision 6/LAKE.4");
    assert_eq!(chain, [Owner::Another; 2]);
}

#[test]
fn what_may_be_either_is_left_in_doubt() {
    let texts = [
        "the Trafficking Protocol (annex II)",
        "the Convention and its annex VII",
        "the Act's section 12",
        "“see annex IV”, he said",
        "Volume II, Section I.G",
        "as UNEP (annex II) said",
        "paragraph 2 of this article",
        "Article 4, paragraph 2, above",
    ];
    let is_unclear = |text: &&str| owners(text) == [Owner::Unclear];
    assert_eq!(without(&texts, is_unclear), [""; 0]);
    let chain = owners("resolution 55/25, annex II, para. 4");
    assert_eq!(chain, [Owner::Another, Owner::Unclear]);
}

#[test]
fn a_note_refers_to_what_it_cites_unless_it_says_otherwise() {
    let owner = |text| in_setting(text, Setting::Footnote)[0].owner;
    assert_eq!(owner("Lake Review, section 5."), Owner::Unclear);
    assert_eq!(owner("See section 5."), Owner::Unnamed);
    assert_eq!(
        owner("The list can be found in appendix B."),
        Owner::Unnamed
    );
    assert_eq!(owner("Section 5 of the present report."), Owner::Report);
    assert_eq!(owner("Section 5 above."), Owner::Report);
    assert_eq!(owner("See section 5 of the Act."), Owner::Another);
}

#[test]
fn the_reports_own_are_kept() {
    let texts = [
        "section II of this report",
        "section II of this document",
        "annex II to the present report",
        "annex II to this report",
        "section 2 of the present report, as amended",
        "section 3, paragraph 2, above",
        "Under the Lake Agreement, as in paragraph 9(b) above",
        "Lake Act, supra note 14",
    ];
    let is_told = |text: &&str| owners(text).last() == Some(&Owner::Report);
    assert_eq!(without(&texts, is_told), [""; 0]);
    let texts = [
        "paragraph 12 of section II",
        "The agenda (see annex I) was adopted",
        "as described in section III, in particular",
        "paragraph 12 in full",
        "the Forum adopted annex II",
        "In June 2024, annex II was distributed",
        "annex II, in English",
        "paragraph 12 of sect. II",
        "Table 1861 and figure 1861 show it",
        "the Convention on the basis of terms contained in annex III",
        "just above the LRP (Figure 15)",
        "Annex II Summary",
        "the “Baseline” (annex II) helps",
    ];
    let is_unnamed = |text: &&str| owners(text).first() == Some(&Owner::Unnamed);
    assert_eq!(without(&texts, is_unnamed), [""; 0]);
}

#[test]
fn the_report_is_called_by_its_own_names() {
    let text = "{document: {title: Report of the World Conference}, event: {name: Lake Forum}}";
    crate::report::with_report(text, |report| {
        let words = english();
        let names = OwnNames::of(report, words.instruments);
        let owner = |text: &str| {
            let mut hits = Hits::in_language(Some(words));
            hits.read(text);
            let reader = Reader {
                words,
                names: &names,
            };
            reader.references(text, &hits, &Enclosures::default(), Setting::Caption)[0].owner
        };
        assert_eq!(owner("annex IX of the Conference."), Owner::Report);
        assert_eq!(owner("annex IX of the Forum, which"), Owner::Report);
        assert_eq!(owner("annex IX to the report."), Owner::Report);
        assert_eq!(owner("annex IX of the report, which"), Owner::Unclear);
        assert_eq!(owner("annex IX of the Conference of Lakes"), Owner::Another);
        assert_eq!(owner("annex IX of the Meeting."), Owner::Another);
    });
}
