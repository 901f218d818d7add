use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::placeholder::has_placeholder;

rule! {
    /// An abbreviation that is used several times and defined nowhere.
    ///
    /// ## Why it matters
    /// Readers from outside the field do not know it, and cannot look it up in the report.
    ///
    /// ## How to mend or declare it
    /// Write it out where it is used first, with the short form in brackets: "International Labour Organization (ILO)". Or
    /// enter it in the register `abbreviations`, when everybody knows it. Those that everybody knows anyway (UN, EU,
    /// NGO, DNA, …), Roman numerals, document symbols and what is used only once are not flagged. Those that all readers of
    /// a project's reports know can be listed as `exempt_abbreviations` in its `reportlint.yaml`.
    warning "abbreviations/undefined", needs Abbreviations
}

/// How often an abbreviation must be used before it has to be defined.
const USES: usize = 2;

/// Abbreviations that need no definition.
const KNOWN: [&str; 48] = [
    "AD", "AIDS", "AM", "BC", "CD", "CEO", "CEST", "CET", "CFO", "COVID", "COVID-19", "DNA", "DVD",
    "EST", "EU", "EUR", "FAQ", "GDP", "GMT", "HIV", "HIV-AIDS", "HTML", "HTTP", "HTTPS", "ICT",
    "ID", "ISBN", "ISSN", "IT", "MP", "NGO", "OK", "PDF", "PM", "Q&A", "QR", "R&D", "TV", "UK",
    "UN", "UNESCO", "UNICEF", "URL", "US", "USA", "USD", "UTC", "WHO",
];

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let exempt = &prose.exempt_abbreviations;
    for (short, usage) in prose.glossary() {
        // "TBC" is the finding of `text/placeholder`
        let needs_none = KNOWN.contains(short) || exempt.contains(short) || has_placeholder(short);
        if !usage.definitions.is_empty() || usage.uses.len() < USES || needs_none {
            continue;
        }
        findings
            .add(
                messages::never_defined(short, usage.uses.len()),
                usage.uses[0].clone(),
                messages::FIRST_USED_HERE,
            )
            .help(messages::write_out(short));
    }
}

mod messages {
    use crate::finding::wording::times;

    pub(super) const FIRST_USED_HERE: &str = "first used here";

    pub(super) fn never_defined(short: &str, uses: usize) -> String {
        format!("{short} is used {} and never defined", times(uses))
    }

    pub(super) fn write_out(short: &str) -> String {
        format!(
            "write it out here with the short form in brackets, \"… ({short})\", or enter it in `abbreviations`"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::KNOWN;

    #[test]
    fn the_known_ones_are_in_order_and_each_once() {
        assert!(KNOWN.is_sorted_by(|one, other| one < other));
    }
}
