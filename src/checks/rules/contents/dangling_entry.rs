use crate::finding::wording::POINTS_TO_NOTHING;
use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::Report;
use crate::report::listing::{Lead, Line};
use crate::report::numeral::{Label, readings};
use crate::report::outline::{HeadingId, Level, Outline};
use crate::text::place::Place;

rule! {
    /// An entry of the contents has no heading in the report.
    ///
    /// ## Why it matters
    /// A reader who follows the entry finds nothing: the section was renumbered, renamed or removed, but the contents
    /// were not changed. Entries below it are not reported.
    ///
    /// ## How to fix it
    /// Give the entry the label of its heading, or remove it. An entry without a label is found by its title, below the
    /// heading of the entry above it. If the contents print another label than the heading, add `ref` to the entry,
    /// with the `id` of the section or annex, or with the path of its labels, such as `II/c/c.1`.
    error "contents/dangling-entry"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let suggestions = LazyCell::new(|| Suggestions::from(outline));
    for id in listing.ids() {
        let line = listing.line(id);
        let Lead::Nowhere { level, titled } = line.lead else {
            continue;
        };
        let (message, place) = problem(outline, line, level);
        findings
            .add(message, place, POINTS_TO_NOTHING)
            .help(suggestions.help(line, level, titled));
    }
}

fn problem(outline: &Outline<'_>, line: &Line<'_>, level: Level) -> (String, Place) {
    let printed = line.printed();
    if let Some(target) = &line.target {
        return (no_such_target(&printed, target.value), target.into());
    }
    let message = match (line.label, level) {
        (Some(label), _) => {
            format!(
                "the contents list \"{printed}\", but the report has no {heading}",
                heading = outline.describe_label(level, &label)
            )
        }
        (None, Level::Below(parent)) => {
            format!(
                "the contents list \"{printed}\", but nothing below {parent} has this title",
                parent = outline.describe(parent)
            )
        }
        (None, _) => {
            format!("the contents list \"{printed}\", but no section or annex has this title")
        }
    };
    (message, line.name_place())
}

/// What an entry without a heading may mean. Made only when there is one.
struct Suggestions<'o, 't> {
    outline: &'o Outline<'t>,
    /// By id and by path.
    names: Index<String, HeadingId>,
    titles: Index<&'o str, HeadingId>,
    numbers: BTreeMap<(Level, u32), HeadingId>,
}

impl<'o, 't> From<&'o Outline<'t>> for Suggestions<'o, 't> {
    fn from(outline: &'o Outline<'t>) -> Self {
        let name = |heading| {
            let id = outline.heading(heading).id.map(|id| id.value.to_owned());
            let names = id.into_iter().chain(outline.path(heading));
            names.map(move |name| (name, heading))
        };
        let title = |heading| {
            let title = outline.heading(heading).comparable_title.as_deref()?;
            Some((title, heading))
        };
        let mut numbers = BTreeMap::new();
        for heading in outline.ids() {
            let its = outline.heading(heading);
            if let Some(number) = its.label.and_then(|label| number(&label)) {
                numbers.entry((its.level, number)).or_insert(heading);
            }
        }
        Self {
            outline,
            names: Index::new(outline.ids().flat_map(name)),
            titles: Index::new(outline.ids().filter_map(title)),
            numbers,
        }
    }
}

impl Suggestions<'_, '_> {
    fn help(&self, line: &Line<'_>, level: Level, titled: Option<HeadingId>) -> String {
        let titled = titled.or_else(|| self.titled(line));
        let misspelt = || {
            let named = line.target.and_then(|target| self.names.nearest(&target));
            named.map(did_it_mean)
        };
        titled
            .map(|heading| self.mean(line, heading))
            .or_else(misspelt)
            .or_else(|| Some(self.nearest_by_number(self.nearest(line, level)?)))
            .unwrap_or_else(|| {
                "add the heading to the report, or remove the entry from the contents".to_owned()
            })
    }

    /// The only heading of that title, or of one that is nearly the same.
    fn titled(&self, line: &Line<'_>) -> Option<HeadingId> {
        let title = line.comparable_title.as_deref()?;
        let title = match self.titles.get(title) {
            [] => self.titles.nearest(title)?,
            _ => title,
        };
        match *self.titles.get(title) {
            [only] => Some(only),
            _ => None,
        }
    }

    fn mean(&self, line: &Line<'_>, heading: HeadingId) -> String {
        let its = self.outline.heading(heading);
        let title = its.title.map_or("", |title| title.value);
        match self.outline.citation(heading) {
            // the label is right, and the entry is not where the section is
            Some(cited)
                if line.target.is_none() && line.label.is_some_and(|it| it.value == cited) =>
            {
                match its.level {
                    Level::Below(_) => format!(
                        "that section is below another one: write `ref: {cited}` in the entry, and its own label under `label`"
                    ),
                    _ => format!(
                        "{} is below no other: move the entry to the top of the contents",
                        self.outline.describe(heading)
                    ),
                }
            }
            Some(cited) => format!(
                "{heading} is titled \"{title}\"; did the contents mean {cited}?",
                heading = self.outline.describe(heading)
            ),
            None if its.label.is_none() && line.label.is_some() => format!(
                "the heading \"{title}\" has no label; give it the one that the contents print, or take that \
                    out"
            ),
            None => format!("a heading is titled \"{title}\"; did the contents mean that one?"),
        }
    }

    /// The heading whose number is nearest to that of the entry's label.
    fn nearest(&self, line: &Line<'_>, level: Level) -> Option<HeadingId> {
        let number = number(&line.label?)?;
        let below = self.numbers.range((level, 0)..=(level, number)).next_back();
        let above = self
            .numbers
            .range((level, number)..=(level, u32::MAX))
            .next();
        let nearest = [below, above].into_iter().flatten();
        let nearest = nearest.min_by_key(|((_, its), _)| its.abs_diff(number));
        nearest.map(|(_, heading)| *heading)
    }

    fn nearest_by_number(&self, heading: HeadingId) -> String {
        let described = self.outline.describe(heading);
        let title = self.outline.heading(heading).title;
        nearest_label(&described, title.map(|title| title.value))
    }
}

/// The number of a label, in whatever style.
fn number(label: &str) -> Option<u32> {
    let label = Label::parse(label)?;
    readings(label.numeral).first().map(|reading| reading.value)
}

fn no_such_target(entry: &str, target: &str) -> String {
    match entry {
        "" => format!(
            "an entry of the contents refers to \"{target}\", but the report has no such heading"
        ),
        entry => format!(
            "the contents entry \"{entry}\" refers to \"{target}\", but the report has no such heading"
        ),
    }
}

fn did_it_mean(name: &str) -> String {
    format!("did the contents mean `{name}`?")
}

fn nearest_label(heading: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!(
            "the nearest label is that of {heading}, \"{title}\"; correct the entry, or remove it from the contents"
        ),
        None => format!(
            "the nearest label is that of {heading}; correct the entry, or remove it from the contents"
        ),
    }
}
