//! What every format is tried on.

use reportlint::internals::render::Outcome;
use reportlint::{Configured, Span};

use super::{Case, agenda, hostile, outcome};

/// A name of a file, and a text, with all that means something in one of the formats.
pub(super) const DECEITFUL_NAME: &str = "parts/a b,c::d%0Ae\"f'g<h>&]]>\n%:#?é𝄞.yaml";
pub(super) const DECEITFUL: &str = "]]> <b>&amp;</b> <!-- ::error file=x::forged %0A%25 \u{1}\u{1b}[2J\u{85}\u{202e} \u{fffe} @team \
    #1 [here](http://example.org) ![i](j) <http://example.org> www.example.org $x$ `code` ~~s~~ |a| **b** _c_ {0}\n# \
    heading\r\n- item\n\n    code\n</testsuites>";

/// One finding, shown although it is suppressed.
pub(super) fn deceitful() -> Case {
    let mut case = Case::default();
    let file = case.file(DECEITFUL_NAME, "title: 𝄞é here\n");
    let part = case.file("b.yaml", "title: 𝄞 there\n");
    let labels = vec![
        case.on(file, "here", 0, DECEITFUL),
        case.on(part, "there", 0, DECEITFUL),
    ];
    case.find(DECEITFUL, labels);
    case.findings[0].help = Some(DECEITFUL.to_owned());
    case
}

/// What every format is tried on.
pub(super) fn outcomes() -> Vec<Outcome> {
    let mut suppressed = agenda();
    let in_config = Configured::new("reportlint.yaml", Span::default());
    suppressed.findings[0].suppressed = Some(super::suppressed(Some(DECEITFUL), None));
    suppressed.findings[1].suppressed = Some(super::suppressed(None, Some(in_config)));
    suppressed.findings[2].known = true;
    let mut shown = outcome(vec![suppressed]);
    shown.show_suppressed = true;
    let mut troubled = outcome(vec![agenda()]);
    troubled.troubles = vec![
        "\"gone.yaml\" does not exist".to_owned(),
        DECEITFUL.to_owned(),
    ];
    let (mut long, file) = Case::of("title: Forum\n");
    let place = long.on(file, "Forum", 0, "here");
    long.find(&"<é&".repeat(25_000), vec![place]);
    let in_order = Case::of("title: Forum\n").0;
    vec![
        outcome(vec![agenda()]),
        outcome(vec![hostile(), deceitful()]),
        outcome(vec![long]),
        outcome(vec![in_order]),
        outcome(Vec::new()),
        shown,
        troubled,
    ]
}
