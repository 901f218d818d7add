//! Sentences of the kind that such reports are made of.

use serde_json::{Value, json};

use super::chance::Chance;

const WHO: [&str; 16] = [
    "The delegation of Côte d’Ivoire",
    "One panellist from São Paulo",
    "The Secretariat",
    "A group of small island States",
    "The Chairperson",
    "Mr. Łukasz Żółkiewski",
    "Ms. Željka Šarić",
    "The representative of UNEP",
    "A majority of the speakers",
    "The working group on wetlands",
    "The observer for the IWRA",
    "Many of the younger participants",
    "The city of Malmö",
    "The Bureau",
    "A farmer from the Río Negro",
    "The rapporteur",
];

const DID: [&str; 16] = [
    "drew attention to",
    "asked for more information on",
    "welcomed",
    "gave a short account of",
    "reminded the meeting of",
    "was in favour of",
    "raised doubts about",
    "reported on",
    "called for better data on",
    "warned against neglect of",
    "proposed a study of",
    "described, in some detail,",
    "compared two ways to deal with",
    "supported, with some hesitation,",
    "spoke at length about",
    "had been asked to look into",
];

const WHAT: [&str; 16] = [
    "the upkeep of dams and weirs",
    "the “open river” programme",
    "the loss of wetlands in the delta",
    "the cost of clean water for schools",
    "the training of technicians",
    "the naïve belief that groundwater is endless",
    "the rights of those who live by the water",
    "the transfer of technology – and of knowledge",
    "the exchange of data between neighbours",
    "the work that UNEP and FAO had begun",
    "the fishing villages along the coast",
    "the reuse of waste water in agriculture",
    "the quality of drinking water in Łódź and Kraków",
    "the old treaties, which nobody had read for decades",
    "the part that women play in irrigation",
    "the financing of small projects",
];

const WHEN: [&str; 8] = [
    "",
    ", as it had done before",
    ", and nobody objected",
    ", although time was short",
    " (more than half of which is still to be done)",
    ", which the meeting took note of",
    ", to general applause",
    "; the matter was left open",
];

const FIRST: [&str; 20] = [
    "Amélie", "Bjørn", "Chidi", "Dana", "Elif", "Farah", "Goran", "Hồng", "Inés", "Jürgen",
    "Katya", "Lê", "María", "Nikola", "Oğuz", "Paul", "Rosa", "Søren", "Tomás", "Yasmin",
];

const LAST: [&str; 20] = [
    "Åkesson",
    "Brontë",
    "Çelik",
    "Dvořák",
    "Eriksen",
    "Fernández",
    "García",
    "Høeg",
    "Ibáñez",
    "Jović",
    "Kovač",
    "Lindqvist",
    "Müller",
    "Nuñez",
    "Øverby",
    "Petrov",
    "Šimek",
    "Tanaka",
    "Weiß",
    "Zając",
];

/// One sentence.
pub(super) fn sentence(chance: &mut Chance) -> String {
    let (who, did) = (chance.one_of(&WHO), chance.one_of(&DID));
    let (what, when) = (chance.one_of(&WHAT), chance.one_of(&WHEN));
    format!("{who} {did} {what}{when}.")
}

/// A name that nobody else has.
pub(super) fn name(index: usize) -> String {
    let (first, rest) = (index % FIRST.len(), index / FIRST.len());
    let (last, rest) = (rest % LAST.len(), rest / LAST.len());
    let name = format!("{} {}", FIRST[first], LAST[last]);
    if rest == 0 {
        name
    } else {
        format!("{name} {}", letters(rest))
    }
}

/// A second name, made of as few syllables as tell it from others.
fn letters(mut index: usize) -> String {
    const SYLLABLES: [&str; 12] = [
        "Ba", "de", "fi", "go", "ka", "le", "mi", "no", "ra", "se", "ti", "vo",
    ];
    let mut name = String::from("Al");
    while index > 0 {
        name.push_str(&SYLLABLES[index % SYLLABLES.len()].to_lowercase());
        index /= SYLLABLES.len();
    }
    name
}

/// The register of the short forms that the sentences use.
pub(super) fn abbreviations() -> Value {
    json!([
        { "short": "UNEP", "long": "United Nations Environment Programme" },
        { "short": "FAO", "long": "Food and Agriculture Organization" },
        { "short": "IWRA", "long": "International Water Resources Association" },
    ])
}
