//! Texts on which a reader is compared with the pattern that defines what it must read.

use proptest::prelude::*;

/// Pieces of text of which each is something to one reader, and most to several.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", " ", " ", " ", " ", "  ", "\n", "\u{a0}", ",", ", ", ".", ". ", ";", ":", "-", "–", " – ", "/", "&", "'", "’", "’s", "_",
    "(", ")", "[", "]", "“", "”", "\"", "[^", "^",
    "annex", "Annexes", "APPENDICES", "sect.", "section", "paras.", "paragraph", "fig.", "table", "sessions", "chap.", "footnote",
    "I", "II", "IV", "X", "A", "B", "a", "b", "iv", "c.1", "II.b", "3.1", "12a", "bis", "ter", "and", "or", "to", "through",
    "above", "below", "of", "in", "under", "thereof", "thereto", "which", "the", "The", "same", "this", "that", "present", "report",
    "Convention", "directive", "law", "part", "Part", "full", "(a)", "(12)", "subparagraph", "our", "see",
    "1", "2", "12", "31", "123", "2008", "1999", "2008-02-12", "2008-13-01", "st", "nd", "th", "er", "º", "de", "le", "el",
    "May", "may", "Feb", "February", "mars", "février", "Monday", "mardi", "вторник", "февраля", "الثلاثاء،", "شباط/فبراير", "و",
    "2008年", "2月12日", "月", "日", "至", "，", "星期二", "周二", "年",
    "UN", "UNODC", "NGOs", "UN.GIFT", "COVID", "s", "S", "É", "é", "ÉU", "Č", "Ж", "ж", "\u{301}", "中", "²", "¹", "⁴⁻⁶", "½",
    "hereinafter", "referred to as", "Forum", "forum", "Office", "l’eau", "well-being",
    "55/25", "E/CN.15", "resolution ", "Lee", "2015", " et al.", "Report of ", "Ibid.", "op. cit.", "Rules", "appendix",
    "XXX", "xxx", "TBD", "TODO", "____", "???", "Lorem", "ipsum", "(to be confirmed)", "это", "Это", "ЭТО", "OF",
];

/// Such pieces, one after the other.
pub(super) fn texts() -> impl Strategy<Value = String> {
    const LONGEST: usize = 24;
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..LONGEST);
    pieces.prop_map(|pieces| pieces.concat())
}
