//! The innermost suppression around a place, by binary search.

use std::cmp::Reverse;

use super::Suppression;
use crate::checks::selector::Selector;
use crate::finding::Finding;
use crate::text::source::{FileId, Location, Span};

/// Where one rule or group is allowed by one suppression.
#[derive(Debug)]
pub(super) struct Scope {
    location: Location,
    /// The id or group.
    name: Selector,
    /// The place of the suppression among all of them.
    pub(super) suppression: usize,
    /// The place of the id or group among what the suppression allows.
    pub(super) allowed: usize,
    /// The place of the next larger scope around this one.
    outer: Option<usize>,
}

impl Scope {
    fn series(&self) -> (FileId, &str) {
        (self.location.file, self.name.name())
    }

    /// By file and name, then an outer one before the inner ones.
    fn order(&self) -> (FileId, &str, u32, Reverse<u32>) {
        let (file, name) = self.series();
        let span = self.location.span;
        (file, name, span.start, Reverse(span.end))
    }

    fn holds(&self, inner: Span) -> bool {
        let span = self.location.span;
        span.start <= inner.start && inner.end <= span.end
    }
}

/// All scopes. Those of one file and name are a series, sorted by their start, an outer one before the inner ones: they
/// lie side by side or within each other, as the elements of a tree do, and none of them twice.
#[derive(Debug)]
pub(super) struct Scopes(Vec<Scope>);

impl Scopes {
    /// The scopes of what is in force.
    pub(super) fn of(suppressions: &[Suppression]) -> Self {
        let in_force = suppressions.iter().enumerate();
        let in_force = in_force.filter(|(_, suppression)| !suppression.is_expired());
        let scopes = in_force.flat_map(|(index, suppression)| scopes_of(index, suppression));
        let mut scopes: Vec<Scope> = scopes.collect();
        // stable: of two that are alike the one that is written first remains
        scopes.sort_by(|left, right| left.order().cmp(&right.order()));
        scopes.dedup_by(|left, right| left.order() == right.order());
        let mut around: Vec<usize> = Vec::new();
        for index in 0..scopes.len() {
            let scope = &scopes[index];
            let is_around = |outer: &usize| {
                let outer = &scopes[*outer];
                outer.series() == scope.series() && outer.holds(scope.location.span)
            };
            while around.last().is_some_and(|outer| !is_around(outer)) {
                around.pop();
            }
            scopes[index].outer = around.last().copied();
            around.push(index);
        }
        Self(scopes)
    }

    /// The innermost scope around the first of the finding's places that has one.
    pub(super) fn around(&self, finding: &Finding) -> Option<&Scope> {
        let names = [finding.rule.id(), finding.rule.group()];
        finding.labels.iter().find_map(|label| {
            let scopes = names
                .iter()
                .filter_map(|name| self.innermost(label.location, name));
            scopes.min_by_key(|scope| scope.location.span.len())
        })
    }

    fn innermost(&self, place: Location, name: &str) -> Option<&Scope> {
        let series = (place.file, name);
        let after = self.0.partition_point(|scope| {
            (scope.series(), scope.location.span.start) <= (series, place.span.start)
        });
        let last = &self.0[after.checked_sub(1)?];
        let mut scope = (last.series() == series).then_some(last)?;
        while !scope.holds(place.span) {
            scope = &self.0[scope.outer?];
        }
        Some(scope)
    }
}

fn scopes_of(index: usize, suppression: &Suppression) -> impl Iterator<Item = Scope> {
    let allowed = suppression.allowed.iter().enumerate();
    allowed.filter_map(move |(place, allowed)| {
        Some(Scope {
            location: suppression.scope?,
            name: allowed.selector.clone()?,
            suppression: index,
            allowed: place,
            outer: None,
        })
    })
}
