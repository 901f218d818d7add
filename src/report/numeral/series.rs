//! Labels that are numbered together.

use rustc_hash::FxHashMap;

use super::{Label, Reading, Readings, Style, folded, readings};
use crate::relation::sequence::Position;

/// Labels with the same words before the numeral and the same path: "Sessions I", "Sessions II";
/// or "c.1", "c.2".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series<'a, T> {
    /// The words before the numeral, as the first label has them.
    pub prefix: &'a str,
    /// What comes before the last dot of the numerals.
    pub path: &'a str,
    /// The style of most of the numerals.
    pub style: Style,
    /// Its items, in input order.
    pub members: Vec<Member<T>>,
}

/// An item of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member<T> {
    /// The item.
    pub item: T,
    /// Its place in the numbering.
    pub position: Position,
}

impl<T> Series<'_, T> {
    /// The positions of the members, one for each.
    #[must_use]
    pub(crate) fn positions(&self) -> Vec<Position> {
        self.members.iter().map(|member| member.position).collect()
    }

    /// The label that an item at this position would have.
    #[must_use]
    pub(crate) fn label(&self, position: Position) -> String {
        let after = |text: &str, separator| match text {
            "" => String::new(),
            text => format!("{text}{separator}"),
        };
        let numeral = self.style.format(position);
        format!(
            "{}{}{numeral}",
            after(self.prefix, ' '),
            after(self.path, '.')
        )
    }
}

/// The series that the items' labels form, in the order of their first items. Items without a
/// label, or with one that has no numeral, are of none.
///
/// The numerals of a series are read in the style in which most of them can be, then the one in
/// which most follow the one before, then the one of the lowest numbers: "c, d" are letters, so is
/// the "i" of "h, i, j", and the one of "i, ii" is Roman. A numeral of another style counts as the
/// number that continues the series, if it can. Two letters are a number only after "y".
pub(crate) fn series<'a, T>(
    items: impl IntoIterator<Item = T>,
    label: impl Fn(&T) -> Option<&'a str>,
) -> Vec<Series<'a, T>> {
    let mut places = FxHashMap::default();
    let mut groups: Vec<Group<'a, T>> = Vec::new();
    for item in items {
        let Some(label) = label(&item).and_then(Label::parse) else {
            continue;
        };
        // an empty text is `None`: comparing two of them can take a processor as long as a thousand letters
        let prefix = Some(folded(label.prefix)).filter(|it| !it.is_empty());
        let path = Some(label.path).filter(|it| !it.is_empty());
        let place = *places.entry((prefix, path)).or_insert_with(|| {
            groups.push(Group {
                first: label,
                items: Vec::new(),
                near_the_end: false,
            });
            groups.len() - 1
        });
        groups[place].push(item, label);
    }
    groups.into_iter().filter_map(Group::into_series).collect()
}

/// A series whose style is not chosen yet.
struct Group<'a, T> {
    first: Label<'a>,
    items: Vec<Candidate<T>>,
    /// Whether the alphabet may have been used up.
    near_the_end: bool,
}

struct Candidate<T> {
    item: T,
    readings: Readings,
    insertion: u32,
}

impl<'a, T> Group<'a, T> {
    fn push(&mut self, item: T, label: Label<'a>) {
        let mut readings = readings(label.numeral);
        if !self.near_the_end {
            readings.retain(|it| !is_letter(it.style) || it.value <= super::LETTERS);
        }
        self.near_the_end |= readings
            .iter()
            .any(|it| is_letter(it.style) && it.value + 1 >= super::LETTERS);
        if !readings.is_empty() {
            self.items.push(Candidate {
                item,
                readings,
                insertion: label.insertion,
            });
        }
    }

    fn into_series(self) -> Option<Series<'a, T>> {
        let style = self.style()?;
        let mut previous = None;
        let members = self.items.into_iter().map(|candidate| {
            let number = candidate.read_as(style, previous);
            previous = Some(number);
            let position = Position {
                number,
                insertion: candidate.insertion,
            };
            Member {
                item: candidate.item,
                position,
            }
        });
        let members = members.collect();
        Some(Series {
            prefix: self.first.prefix,
            path: self.first.path,
            style,
            members,
        })
    }

    /// The style under which the numerals make the best series.
    fn style(&self) -> Option<Style> {
        let widest = self
            .items
            .iter()
            .filter_map(|it| match it.readings[0].style {
                Style::Arabic { width } => Some(width),
                _ => None,
            });
        [
            Style::Arabic {
                width: widest.max().unwrap_or(1),
            },
            Style::RomanUpper,
            Style::RomanLower,
            Style::LetterUpper,
            Style::LetterLower,
        ]
        .into_iter()
        .map(|style| (self.fitness(style), style))
        .filter(|(fitness, _)| fitness.read > 0)
        .max_by_key(|(fitness, _)| *fitness)
        .map(|(_, style)| style)
    }

    fn fitness(&self, style: Style) -> Fitness {
        let mut fitness = Fitness {
            read: 0,
            steps: 0,
            low: std::cmp::Reverse(0),
        };
        let mut previous = 0;
        for value in self.items.iter().filter_map(|it| it.value_in(style)) {
            fitness.read += 1;
            fitness.steps += usize::from(Some(value) == u32::checked_add(previous, 1));
            fitness.low.0 += u64::from(value);
            previous = value;
        }
        fitness
    }
}

/// How well a style fits: compared from the first to the last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fitness {
    /// Numerals that can be read in it.
    read: usize,
    /// Those that follow the one before, or begin with 1.
    steps: usize,
    /// The sum of the numbers.
    low: std::cmp::Reverse<u64>,
}

impl<T> Candidate<T> {
    fn value_in(&self, style: Style) -> Option<u32> {
        let is_same = |other: Style| match style {
            Style::Arabic { .. } => style.is_kin(other),
            _ => style == other,
        };
        self.readings
            .iter()
            .find(|it| is_same(it.style))
            .map(|it| it.value)
    }

    /// Its number in a series of the style.
    fn read_as(&self, style: Style, previous: Option<u32>) -> u32 {
        let next = previous.unwrap_or(0).saturating_add(1);
        let reading = |fits: &dyn Fn(&Reading) -> bool| {
            self.readings.iter().find(|it| fits(it)).map(|it| it.value)
        };
        self.value_in(style)
            .or_else(|| reading(&|it| it.value == next))
            .or_else(|| reading(&|it| it.style.is_kin(style)))
            .unwrap_or(self.readings[0].value)
    }
}

fn is_letter(style: Style) -> bool {
    style.is_kin(Style::LetterLower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relation::sequence::breaks;

    /// Each series: its style, and the numbers of its members.
    fn read(labels: &[&'static str]) -> Vec<(Style, Vec<u32>)> {
        series(labels, |label| Some(label))
            .into_iter()
            .map(|it| {
                (
                    it.style,
                    it.members.iter().map(|it| it.position.number).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn numerals_are_read_as_they_run_on() {
        use Style::{LetterLower, LetterUpper, RomanLower, RomanUpper};
        let cases: [(&[&str], Style, &[u32]); 12] = [
            (&["a", "b", "c", "d"], LetterLower, &[1, 2, 3, 4]),
            (&["i", "ii", "iii"], RomanLower, &[1, 2, 3]),
            (&["I"], RomanUpper, &[1]),
            (&["c"], LetterLower, &[3]),
            (&["h", "i", "j"], LetterLower, &[8, 9, 10]),
            (&["c", "d"], LetterLower, &[3, 4]),
            (&["I", "V"], RomanUpper, &[1, 5]),
            (&["A", "B", "D"], LetterUpper, &[1, 2, 4]),
            (&["v", "vi"], RomanLower, &[5, 6]),
            (&["y", "z", "aa", "ab"], LetterLower, &[25, 26, 27, 28]),
            // a numeral of another style is no hole
            (&["I", "ii", "3", "IV"], RomanUpper, &[1, 2, 3, 4]),
            (&["099", "100"], Style::Arabic { width: 3 }, &[99, 100]),
        ];
        for (labels, style, numbers) in cases {
            assert_eq!(read(labels), [(style, numbers.to_vec())], "{labels:?}");
        }
    }

    #[test]
    fn words_and_paths_keep_series_apart() {
        let labels = [
            "Forum Day I",
            "Session I",
            "Introduction",
            "Sessions II",
            "forum day II",
        ];
        let found = series(labels, |label| Some(label));
        let members = |at: usize| {
            found[at]
                .members
                .iter()
                .map(|it| it.item)
                .collect::<Vec<_>>()
        };
        assert_eq!(found.len(), 2);
        assert_eq!(members(0), ["Forum Day I", "forum day II"]);
        assert_eq!(members(1), ["Session I", "Sessions II"]);
        assert_eq!(read(&["1", "1.1", "1.2", "2", "2.1"]).len(), 3);
        assert_eq!(read(&["Introduction", "Summary", "UN"]), []);
    }

    #[test]
    fn the_label_that_was_expected_can_be_written() {
        let broken = ["Sessions I", "Sessions II", "Sessions IV"];
        let found = &series(broken, |label| Some(label))[0];
        let breaks = breaks(&found.positions(), Some(1));
        assert_eq!(breaks.len(), 1);
        assert_eq!(found.label(breaks[0].expected), "Sessions III");
        let dotted = &series(["c.1", "c.3"], |label| Some(label))[0];
        assert_eq!(dotted.label(2.into()), "c.2");
    }

    #[test]
    fn an_inserted_number_is_no_break() {
        let labels = ["12", "12 bis", "12 ter", "13"];
        let found = &series(labels, |label| Some(label))[0];
        assert_eq!(breaks(&found.positions(), None), []);
    }

    #[test]
    fn the_highest_number_is_read_like_any() {
        assert_eq!(read(&["4294967295", "4294967295"])[0].1, [u32::MAX; 2]);
    }

    #[test]
    fn many_labels_are_read_in_linear_time() {
        let labels: Vec<String> = (1..=100_000).map(|n| format!("Day {n}")).collect();
        let found = series(&labels, |label| Some(label.as_str()));
        assert_eq!(found[0].members.len(), labels.len());
    }
}
