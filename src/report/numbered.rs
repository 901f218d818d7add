//! The paragraphs of the body in the order in which they are counted.

use super::{Paragraph, Report, Section, Spanned};
use crate::report::numeral::{Label, Series, bare, series, whole_number};

/// A paragraph of the body in its place.
#[derive(Debug)]
pub(crate) struct Placed<'r, 't> {
    /// The paragraph.
    pub paragraph: &'r Spanned<Paragraph<'t>>,
    /// Whether it has a number.
    pub numbering: Numbered,
    /// The heading it is right below, by its place in the order of the report.
    pub heading: usize,
    /// How many before it have lost their number, or have one that cannot be read, or cannot be read themselves.
    uncounted_before: u32,
}

/// Whether a paragraph has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// It has one.
    Yes,
    /// It has one, but it is malformed.
    Unreadable,
    /// It has none.
    No,
    /// It has none and needs none: it is an item of a list, runs on from the paragraph before, or is a copy of another.
    Continued,
}

/// The paragraphs of the sections, and perhaps of the annexes, which are counted on their own, if at all.
#[derive(Debug)]
pub(crate) struct NumberedBody<'r, 't> {
    /// Every paragraph, in order.
    pub paragraphs: Vec<Placed<'r, 't>>,
    headings: usize,
    /// How many at the end so far cannot be read themselves.
    lost: u32,
}

impl<'r, 't> NumberedBody<'r, 't> {
    /// Those of the sections.
    pub(crate) fn of(report: &'r Report<'t>) -> Self {
        let mut body = Self {
            paragraphs: Vec::new(),
            headings: 0,
            lost: 0,
        };
        body.add(report, &report.sections);
        body
    }

    /// Those of the sections, and behind them those of the annexes.
    pub(crate) fn with_annexes(report: &'r Report<'t>) -> Self {
        let mut all = Self::of(report);
        all.add(report, &report.annexes);
        all
    }

    fn add(&mut self, report: &'r Report<'t>, sections: &'r [Spanned<Section<'t>>]) {
        for section in sections {
            let heading = self.headings;
            self.headings += 1;
            let mut written = report.written_items(section.at, "paragraphs").into_iter();
            for paragraph in &section.paragraphs {
                let lost_before = written
                    .position(|item| item == paragraph.at.node)
                    .unwrap_or(0);
                let lost_before = std::mem::take(&mut self.lost).saturating_add(count(lost_before));
                let last = self.paragraphs.last();
                let numbering = numbering(report, paragraph, last.map(|last| last.paragraph));
                let uncounted_before = last.map_or(0, |last| {
                    let is_uncounted =
                        matches!(last.numbering, Numbered::No | Numbered::Unreadable);
                    last.uncounted_before + u32::from(is_uncounted)
                });
                let uncounted_before = uncounted_before.saturating_add(lost_before);
                self.paragraphs.push(Placed {
                    paragraph,
                    numbering,
                    heading,
                    uncounted_before,
                });
            }
            self.lost = self.lost.saturating_add(count(written.count()));
            self.add(report, &section.sections);
        }
    }

    /// The numbers, as indices into the paragraphs: one series, unless they are dotted ("2.14").
    pub(crate) fn series(&self) -> Vec<Series<'r, usize>> {
        let counted = (0..self.paragraphs.len())
            .filter(|&index| self.paragraphs[index].numbering == Numbered::Yes);
        series(counted, |&index| {
            Some(self.paragraphs[index].paragraph.number?.value)
        })
    }

    /// How many paragraphs between two have lost their number, or have one that cannot be read.
    pub(crate) fn uncounted_between(&self, before: usize, after: usize) -> u32 {
        self.paragraphs[after].uncounted_before - self.paragraphs[before].uncounted_before
    }

    /// Whether the paragraphs without a number between two are just as many as the numbers that are missing there.
    pub(crate) fn is_filled(&self, before: usize, after: usize) -> bool {
        let number = |index: usize| {
            let number = self.paragraphs[index].paragraph.number?.value;
            let label = Label::parse(number)?;
            let value = whole_number(label.numeral)?;
            Some((label.path, value))
        };
        let uncounted = self.uncounted_between(before, after);
        let (Some((path, first)), Some((same_path, last))) = (number(before), number(after)) else {
            return false;
        };
        uncounted > 0 && path == same_path && last.checked_sub(first) == uncounted.checked_add(1)
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn numbering(
    report: &Report<'_>,
    paragraph: &Spanned<Paragraph<'_>>,
    before: Option<&Spanned<Paragraph<'_>>>,
) -> Numbered {
    let is_digit = |sign: char| sign.is_ascii_digit();
    match paragraph.number {
        Some(number) if number.starts_with(is_digit) => Numbered::Yes,
        Some(_) => Numbered::Unreadable,
        None if report.has_lost(paragraph.at, "number", None::<&()>) => Numbered::Unreadable,
        None if is_continued(paragraph, before) => Numbered::Continued,
        // a copy of another paragraph is reported as that, and needs no number
        None if is_copy(report, paragraph) => Numbered::Continued,
        None => Numbered::No,
    }
}

fn is_copy(report: &Report<'_>, paragraph: &Paragraph<'_>) -> bool {
    paragraph
        .text
        .is_some_and(|text| report.repeats().is_again(text.at))
}

/// Whether the paragraph is an item of a list, or the one before announces it: "The Forum recommended:".
fn is_continued(paragraph: &Paragraph<'_>, before: Option<&Spanned<Paragraph<'_>>>) -> bool {
    let text = paragraph.text.map_or("", |text| text.value.trim_start());
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_bullet = matches!(first, "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "◦" | "…");
    let is_item = first.len() <= ITEM_LENGTH && first.ends_with([')', '.']) && {
        let marker = bare(first);
        !marker.is_empty()
            && Label::parse(marker).is_some()
            && marker.chars().all(char::is_alphanumeric)
    };
    let is_item = is_item || is_item_in_full_width(text);
    let announced = before.and_then(|before| before.last_text());
    let announced = announced.is_some_and(|text| text.trim_end().ends_with([':', ';']));
    is_bullet || is_item || announced
}

/// Whether the text begins with a marker as Chinese and Japanese set it: "（1）", "（一）", "①". No space follows it.
fn is_item_in_full_width(text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let is_numeral = |sign: char| sign.is_ascii_alphanumeric() || NUMERALS.contains(sign);
    let marker = || text.strip_prefix('（')?.split_once('）');
    text.starts_with(|sign| matches!(sign, '①'..='⑳'))
        || marker().is_some_and(|(marker, _)| {
            !marker.is_empty() && marker.len() <= ITEM_LENGTH && marker.chars().all(is_numeral)
        })
}

/// The longest marker of an item: "(xviii)".
const ITEM_LENGTH: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::with_report;

    fn numbering_of(paragraphs: &str) -> Vec<Numbered> {
        with_report(
            &format!("sections: [{{paragraphs: [{paragraphs}]}}]"),
            |report| {
                let body = NumberedBody::of(report);
                body.paragraphs
                    .iter()
                    .map(|placed| placed.numbering)
                    .collect()
            },
        )
    }

    #[test]
    fn a_number_may_be_there_lost_malformed_or_needless() {
        use Numbered::{Continued, No, Unreadable, Yes};
        let paragraphs =
            "{number: 1}, {number: 1 bis}, {number: [1]}, {number: x}, {text: He spoke.}, {}";
        assert_eq!(
            numbering_of(paragraphs),
            [Yes, Yes, Unreadable, Unreadable, No, No]
        );
        let items = [
            "(a) wells",
            "b) wells",
            "(iv) wells",
            "3. Wells",
            "• wells",
            "– wells",
            "（1）wells",
            "（十二）wells",
            "①wells",
        ];
        for item in items {
            assert_eq!(
                numbering_of(&format!("{{text: '{item}'}}")),
                [Continued],
                "{item}"
            );
        }
        for text in [
            "(Laughter.) He spoke.",
            "Dr. Konrad spoke.",
            "A well.",
            "1,600 people came.",
            "（笑声）He spoke.",
        ] {
            assert_eq!(numbering_of(&format!("{{text: '{text}'}}")), [No], "{text}");
        }
        let announced = "{number: 1, text: 'They asked for:'}, {text: wells;}, {text: plants.}, {text: He left.}";
        assert_eq!(numbering_of(announced), [Yes, Continued, Continued, No]);
        let with_points =
            "{number: 1, text: 'They asked for:', points: [{text: wells.}]}, {text: He left.}";
        assert_eq!(numbering_of(with_points), [Yes, No]);
    }

    #[test]
    fn lost_numbers_fill_a_gap_of_their_size() {
        for (paragraphs, is_filled) in [
            ("{number: 1}, {}, {number: 3}", true),
            ("{number: 1}, {}, {number: [3]}, {number: 4}", true),
            ("{number: 1}, {}, {number: 2}", false),
            ("{number: 1}, {}, {number: 4}", false),
            ("{number: 1}, {number: 2}", false),
            ("{number: '1.1'}, {}, {number: '2.3'}", false),
            ("{number: 3}, {}, {number: 1}", false),
        ] {
            let found = with_report(
                &format!("sections: [{{paragraphs: [{paragraphs}]}}]"),
                |report| {
                    let body = NumberedBody::of(report);
                    body.is_filled(0, body.paragraphs.len() - 1)
                },
            );
            assert_eq!(found, is_filled, "{paragraphs}");
        }
    }
}
