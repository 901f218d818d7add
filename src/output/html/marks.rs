//! Which findings are at which of the things that are drawn.

use std::cmp::Reverse;

use super::Shown;
use crate::report::view::View;
use crate::text::source::Location;

/// The findings at each thing, by their indices in ascending order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) days: Vec<Vec<usize>>,
    pub(super) items: Vec<Vec<usize>>,
    pub(super) entries: Vec<Vec<usize>>,
    pub(super) headings: Vec<Vec<usize>>,
    pub(super) paragraphs: Vec<Vec<usize>>,
    pub(super) references: Vec<Vec<usize>>,
    pub(super) short_forms: Vec<Vec<usize>>,
}

impl Marks {
    pub(super) fn of(view: Option<&View>, findings: &[Shown<'_>]) -> Self {
        let Some(view) = view.filter(|_| !findings.is_empty()) else {
            return view.map(Self::none).unwrap_or_default();
        };
        let days = view.days.iter().map(|day| day.at);
        let items = view.items.iter().map(|item| item.at);
        let entries = view.entries.iter().map(|entry| entry.at);
        let headings = view.headings.iter().map(|heading| heading.at);
        let paragraphs = view.paragraphs.iter().map(|paragraph| paragraph.at);
        let things = days.chain(items).chain(entries);
        let things = things.chain(headings).chain(paragraphs);
        let mut found = found_at(&things.collect::<Vec<_>>(), findings).into_iter();
        let mut take = |count: usize| found.by_ref().take(count).collect();
        Self {
            days: take(view.days.len()),
            items: take(view.items.len()),
            entries: take(view.entries.len()),
            headings: take(view.headings.len()),
            paragraphs: take(view.paragraphs.len()),
            references: {
                let references = view.references.iter().map(|reference| reference.at);
                found_at(&references.collect::<Vec<_>>(), findings)
            },
            short_forms: short_forms(view, findings),
        }
    }

    /// Nothing at each thing.
    fn none(view: &View) -> Self {
        let none = |count: usize| vec![Vec::new(); count];
        Self {
            days: none(view.days.len()),
            items: none(view.items.len()),
            entries: none(view.entries.len()),
            headings: none(view.headings.len()),
            paragraphs: none(view.paragraphs.len()),
            references: none(view.references.len()),
            short_forms: none(view.short_forms.len()),
        }
    }
}

/// What is found where short forms are defined, and where they are first used.
fn short_forms(view: &View, findings: &[Shown<'_>]) -> Vec<Vec<usize>> {
    let mut owners = Vec::new();
    let mut places = Vec::new();
    for (index, form) in view.short_forms.iter().enumerate() {
        let defined = form.definitions.iter().map(|definition| definition.at);
        let used = form.first_use.as_ref().map(|(_, at)| *at);
        places.extend(defined.chain(used));
        owners.resize(places.len(), index);
    }
    let mut marks = vec![Vec::new(); view.short_forms.len()];
    for (owner, found) in owners.into_iter().zip(found_at(&places, findings)) {
        let marks: &mut Vec<usize> = &mut marks[owner];
        marks.extend(found);
        marks.sort_unstable();
        marks.dedup();
    }
    marks
}

/// For each place the findings of which a label is in it, and in no smaller one of the places.
fn found_at(places: &[Location], findings: &[Shown<'_>]) -> Vec<Vec<usize>> {
    let nested = Nested::of(places);
    let mut found = vec![Vec::new(); places.len()];
    for (index, Shown { finding, .. }) in findings.iter().enumerate() {
        let labels = finding.labels.iter().map(|label| label.location);
        for location in labels.chain(finding.about.iter().copied()) {
            let list: Option<&mut Vec<usize>> = nested.innermost(location).map(|it| &mut found[it]);
            if let Some(list) = list.filter(|list| list.last() != Some(&index)) {
                list.push(index);
            }
        }
    }
    found
}

/// Places that are in one another, or apart.
struct Nested<'p> {
    places: &'p [Location],
    /// By file and start, those around others before these.
    order: Vec<usize>,
    /// For each of the order the one that is around it, in the order as well.
    around: Vec<Option<usize>>,
}

impl<'p> Nested<'p> {
    fn of(places: &'p [Location]) -> Self {
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|&index| {
            let Location { file, span } = places[index];
            (file, span.start, Reverse(span.end))
        });
        let mut around = Vec::with_capacity(order.len());
        let mut open: Vec<usize> = Vec::new();
        for (rank, &index) in order.iter().enumerate() {
            while open
                .pop_if(|rank| !contains(places[order[*rank]], places[index]))
                .is_some()
            {}
            around.push(open.last().copied());
            open.push(rank);
        }
        Self {
            places,
            order,
            around,
        }
    }

    fn innermost(&self, location: Location) -> Option<usize> {
        let before = self.order.partition_point(|&index| {
            let place = self.places[index];
            (place.file, place.span.start) <= (location.file, location.span.start)
        });
        let mut rank = before.checked_sub(1);
        while let Some(at) = rank {
            let index = self.order[at];
            if contains(self.places[index], location) {
                return Some(index);
            }
            rank = self.around[at];
        }
        None
    }
}

fn contains(around: Location, within: Location) -> bool {
    around.file == within.file
        && around.span.start <= within.span.start
        && within.span.end <= around.span.end
}
