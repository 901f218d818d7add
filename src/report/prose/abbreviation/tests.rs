use super::*;

fn defined(text: &str) -> Vec<(&str, &str, bool)> {
    let found = definitions(text, &Cues::of(text)).into_iter();
    found
        .map(|one| (&text[one.short], &text[one.long], one.fits))
        .collect()
}

#[test]
fn definitions_fit_by_their_initials() {
    let cases = [
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
            "the Women Leaders' Council (WLC)",
            "WLC",
            "Women Leaders' Council",
        ),
        (
            "what regional consultative processes (RCPs) like",
            "RCP",
            "regional consultative processes",
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
            "the Ministry (Office international de l’eau, OIE) sent",
            "OIE",
            "Office international de l’eau",
        ),
        (
            "the Women Leaders' Council (“the WLC”)",
            "WLC",
            "Women Leaders' Council",
        ),
        (
            "the International Labour Organization (hereinafter “ILO”)",
            "ILO",
            "International Labour Organization",
        ),
    ];
    for (text, short, long) in cases {
        assert_eq!(defined(text), [(short, long, true)], "{text}");
    }
}

#[test]
fn capitalized_words_that_do_not_fit_are_told() {
    assert_eq!(
        defined("The Vienna Forum to Fight Human Trafficking (UN.GIFT) was held"),
        [(
            "UN.GIFT",
            "The Vienna Forum to Fight Human Trafficking",
            false
        )]
    );
    assert_eq!(defined("see the list of participants (NGO)"), []);
}

#[test]
fn what_is_in_brackets_need_not_be_a_short_form() {
    for text in [
        "three Ps (prevention)",
        "the Protocol (the Bali Process)",
        "in Vienna (Austria)",
        "Part (I)",
        "H.E. (U.S.)",
    ] {
        assert_eq!(defined(text), [], "{text}");
    }
}

#[test]
fn short_forms_are_found_and_signs_are_not() {
    let text = "UNODC's NGOs and UN.GIFT in E/CN.15/2008/CRP.2, chapter XIV, H.E. the U.S. McDonald, iPhone";
    let found: Vec<_> = short_forms(text, &Cues::of(text))
        .into_iter()
        .map(|range| &text[range])
        .collect();
    assert_eq!(found, ["UNODC", "NGO", "UN.GIFT"]);
}
