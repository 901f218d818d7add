use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::times;
use crate::report::numeral::is_roman;
use crate::report::prose::Prose;
use crate::report::prose::glossary::{Usage, in_small_letters, without_number};
use crate::report::prose::placeholder::has_placeholder;
use crate::report::prose::words::known::{EMPHASIZED, KNOWN};

rule! {
    /// An abbreviation that is used several times but never explained.
    ///
    /// It must be used at least three times, in at least two paragraphs, and in sentences: headings, captions, notes,
    /// quotations, citations, bibliographies, lists of names and several words in capitals in a row do not count. Any
    /// explanation is enough, also "greenhouse gas (GHG)", "LHP, or Lower Harvest Point" and "| ODA | aid |". An
    /// explanation of a part is enough, too, such as AR for AR6.
    ///
    /// ## Why it matters
    /// Readers from outside the field do not know it, and cannot look it up in the report.
    ///
    /// ## How to fix or declare it
    /// Write it out where it is used first, with the short form in brackets: "International Labour Organization (ILO)".
    /// If your readers know it, add it to `abbreviations` instead. Common ones (UN, EU, NGO, DNA, …), Roman numerals,
    /// document symbols and words that the report also has in small letters are not reported. A short form that is
    /// always followed by the same capitalized word is not reported either ("KQS Research"). Names of firms, programs
    /// and products look like abbreviations: list these, and what all your readers know, under `exempt_abbreviations`
    /// in `reportlint.yaml`.
    advice "abbreviations/undefined", needs Abbreviations
}

/// How often an abbreviation must be used before it has to be explained.
const USES: usize = 3;

/// In how many paragraphs.
const PARAGRAPHS: usize = 2;

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let exempt = &prose.exempt_abbreviations;
    let glossary = prose.glossary();
    let is_used = |usage: &Usage<'_>| usage.uses >= USES && usage.paragraphs >= PARAGRAPHS;
    let unknown = glossary.entries().filter(|(short, usage)| {
        is_used(usage)
            && is_abbreviation(short)
            // "KQS Research" is the name of somebody
            && usage.follower.is_none()
            && !is_known(short)
            && !exempt.contains(short)
            // "TBC" is the finding of `text/placeholder`
            && !has_placeholder(short)
            && !glossary.explains(short)
    });
    let unknown: Vec<_> = unknown.collect();
    let ordinary = in_small_letters(prose, unknown.iter().map(|(short, _)| *short));
    for (short, usage) in unknown {
        let Some(place) = usage.first_use.clone() else {
            continue;
        };
        if ordinary.contains(&short.to_ascii_lowercase()) {
            continue;
        }
        findings
            .add(
                format!("{short} is used {} but never defined", times(usage.uses)),
                place,
                "first used here",
            )
            .help(format!("write it out here with the short form in brackets, \"… ({short})\", or add it to `abbreviations`"));
    }
}

/// Whether it looks like an abbreviation, and not like a number, a code or a name.
fn is_abbreviation(short: &str) -> bool {
    const LONGEST: usize = 8;
    let bytes = short.as_bytes();
    let figures = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_capitals_in_a_row = bytes
        .windows(2)
        .any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    let has_figure_inside = bytes
        .windows(2)
        .any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_uppercase());
    short.len() <= LONGEST
        && has_capitals_in_a_row
        && figures < 2
        && !has_figure_inside
        && !short.contains(['&', '.'])
        && !is_roman(short)
}

/// Whether everybody knows it, or what it is made of.
fn is_known(short: &str) -> bool {
    let knows = |short: &str| KNOWN.contains(&short) || EMPHASIZED.contains(&short);
    knows(short)
        || knows(without_number(short))
        || short
            .split('-')
            .any(|piece| piece.len() > 1 && knows(piece))
}

#[cfg(test)]
mod tests {
    use super::KNOWN;

    #[test]
    fn the_known_ones_are_in_order_and_each_once() {
        assert!(KNOWN.is_sorted_by(|one, other| one < other));
    }
}
