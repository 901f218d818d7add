use proptest::prelude::*;

use super::*;
use crate::report::prose::bracket::enclosures_at;
use crate::report::prose::words::Words as Language;

fn read(text: &str) -> Vec<Occurrence> {
    let words = Language::of_tag("en").and_then(|words| words.abbreviations.as_ref());
    let hits = Hits::of(text);
    let enclosures = enclosures_at(text, &hits);
    ShortForms::at(text, &hits, &enclosures, words.unwrap()).occurrences
}

fn defined(text: &str) -> Vec<(&str, &str)> {
    let found = read(text).into_iter();
    found
        .filter_map(|it| match it.role {
            Role::Defined(long) => Some((&text[it.short], &text[long])),
            _ => None,
        })
        .collect()
}

fn explained(text: &str) -> Vec<&str> {
    let found = read(text).into_iter();
    found
        .filter(|it| matches!(it.role, Role::Explained(_)))
        .map(|it| &text[it.short])
        .collect()
}

fn used(text: &str) -> Vec<&str> {
    let found = read(text).into_iter();
    found
        .filter(|it| it.role == Role::Used)
        .map(|it| &text[it.short])
        .collect()
}

#[test]
fn definitions_fit_by_their_initials() {
    for (text, short, long) in [
        (
            "the United Nations Office on Drugs and Crime (UNODC) was",
            "UNODC",
            "United Nations Office on Drugs and Crime",
        ),
        (
            "the United Nations Global Initiative to Fight Human Trafficking (UN.GIFT)",
            "UN.GIFT",
            "United Nations Global Initiative to Fight Human Trafficking",
        ),
        (
            "from non-governmental organizations (NGOs), academics",
            "NGO",
            "non-governmental organizations",
        ),
        (
            "systems of the Internet of Things (IoT) were shown",
            "IoT",
            "Internet of Things",
        ),
        (
            "distributed denial-of-service (DDoS) attacks",
            "DDoS",
            "distributed denial-of-service",
        ),
        (
            "the least developed countries (LDCs) spoke",
            "LDC",
            "least developed countries",
        ),
        (
            "the UNTOC [United Nations Convention against Transnational Organized Crime] and",
            "UNTOC",
            "United Nations Convention against Transnational Organized Crime",
        ),
        (
            "l’Office des Nations Unies contre la drogue et le crime (ONUDC)",
            "ONUDC",
            "Office des Nations Unies contre la drogue et le crime",
        ),
        (
            "the Women Leaders' Council (“the WLC”)",
            "WLC",
            "Women Leaders' Council",
        ),
        (
            "the International Labour Organization (hereinafter referred to as the “ILO”)",
            "ILO",
            "International Labour Organization",
        ),
        (
            "The WTRB (Water Tariff Review Board) had",
            "WTRB",
            "Water Tariff Review Board",
        ),
    ] {
        assert_eq!(defined(text), [(short, long)], "{text}");
    }
}

#[test]
fn what_explains_a_short_form_need_not_fit() {
    for (text, short) in [
        ("The greenhouse gas (GHG) balance", "GHG"),
        ("carbon dioxide (CO2)", "CO2"),
        ("It became Lake Law [LL]; so", "LL"),
        (
            "Interest in “harvest modelling” [44] (HM) as a method",
            "HM",
        ),
        (
            "the Ministry (Office international de l’eau, OIE) sent",
            "OIE",
        ),
        ("the OIE (OIE; the office of all waters) sent", "OIE"),
        ("the routing information base, or RIB, grows", "RIB"),
        ("a group known as OTR, which", "OTR"),
        ("A Lower Harvest Point, LHP; and", "LHP"),
        ("self-supervised learning — SSL for", "SSL"),
        ("The Joint Harvest Register JHR defines", "JHR"),
        ("Open Harvest Pacific (OH Pacific) met", "OH"),
        ("ODA stands for aid", "ODA"),
        ("* ODA = official aid", "ODA"),
        ("| ODA | official aid |", "ODA"),
        ("The IWF (“weights and lifting”) met", "IWF"),
    ] {
        assert!(explained(text).contains(&short), "{text}: {:?}", read(text));
    }
    assert_eq!(
        explained("the mutual recognition (CIPM MRA) is"),
        ["CIPM", "MRA"]
    );
}

#[test]
fn what_is_in_brackets_does_not_explain_everything() {
    for text in [
        "three Ps (prevention)",
        "in Vienna (Austria)",
        "H.E. (U.S.)",
        "Is there a vocabulary (e.g. JHRV)?",
        "the bank (speaking also for BKWF) offered",
        "They met (UNODC, ILO and IOM) again",
    ] {
        assert_eq!(explained(text), [""; 0], "{text}");
        assert_eq!(defined(text), [], "{text}");
    }
}

#[test]
fn capitalized_words_that_do_not_fit_are_kept() {
    let text = "The Vienna Forum to Fight Human Trafficking (UN.GIFT) was held";
    let end = text.find(" (").unwrap();
    assert_eq!(read(text)[0].role, Role::Explained(Some(0..end)));
}

#[test]
fn uses_in_sentences_count() {
    assert_eq!(
        used("UNODC's NGOs and a non-LDC, LHP-based, came to the LDCs."),
        ["UNODC", "NGO", "LDC", "LHP", "LDC"]
    );
    for text in [
        "E/CN.15/2008/CRP.2, McDonald, an iPhone",
        "Routes grow [DFZ], see [RFC3410] and [Rivers of IANA, 2017]",
        "RFC 768 and STD No. 6 and DAY 1",
        "Mr. José GARCÍA and Ms. Anna LEE spoke",
        "It is in CONST. ART. II, § 3",
        "he called “a letter to JHR” and *the work of JHR* so",
        "at www.JHR.org, user@JHR.org, #JHR and post-JHR times",
    ] {
        assert_eq!(used(text), [""; 0], "{text}");
    }
}

#[test]
fn a_list_of_names_has_no_uses() {
    let text = "Anna LEE, Ben KOHL, Carl Maria RIVERS, Dora SMITH and Eva JONES met";
    assert_eq!(used(text), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_quick_look_at_names_says_what_the_close_one_does(
        text in "([A-Za-c]{1,3}|[A-B][a-c]{1,4}|[a-cé会ԱաÉ\u{301}]{0,3}|[ ’'.1_-]){0,40}"
    ) {
        let hits = Hits::of(&text);
        let mut unsure = Hits::default();
        unsure.has_other_letters = true;
        let is_list = |hits: &Hits| usage::is_list_of_names(&text, hits, &[]);
        prop_assert_eq!(is_list(&hits), is_list(&unsure));
    }
}
