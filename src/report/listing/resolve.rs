//! Finds the heading of every entry.
//!
//! An entry leads by its `ref`, else by its label, else by its title. In each list those whose label and title agree
//! come first; what label and title say differently is settled among the headings that are then still free.

use rustc_hash::FxHashMap;

use super::{Lead, LineId, Listing};
use crate::report::outline::{HeadingId, LabelKey, Level, Outline, is_annex_word, names_annex};

/// Where the entries of a list look for their headings.
#[derive(Debug, Clone, Copy)]
enum Scope {
    /// At the top of the report, where a label distinguishes the annexes from the sections.
    Top,
    /// In one level.
    In(Level),
    /// Nowhere: the entry above leads to nothing.
    Lost,
}

pub(super) fn resolve<'t>(listing: &mut Listing<'t>, outline: &Outline<'t>) {
    let mut resolver = Resolver {
        listing,
        outline,
        by_place: FxHashMap::default(),
        next_titled: FxHashMap::default(),
    };
    let top = resolver.listing.top.clone();
    resolver.settle(&top, Scope::Top);
    // Entries are after the one above them, so that by then its own lead is known.
    for id in resolver.listing.ids() {
        let line = resolver.listing.line(id);
        let scope = match line.lead.heading() {
            Some(heading) => Scope::In(Level::Below(heading)),
            None if is_mere_line(line, outline) => Scope::In(Level::Annexes),
            None => Scope::Lost,
        };
        let children = line.children.clone();
        resolver.settle(&children, scope);
    }
}

/// Whether the entry is no heading of the report but a line over its annexes.
fn is_mere_line(line: &super::Line<'_>, outline: &Outline<'_>) -> bool {
    let only_titled = line.label.is_none() && line.target.is_none() && line.parent.is_none();
    let over_annexes = line.title.is_some_and(|title| is_annex_word(&title));
    only_titled && over_annexes && !outline.children(Level::Annexes).is_empty()
}

struct Resolver<'l, 't> {
    listing: &'l mut Listing<'t>,
    outline: &'l Outline<'t>,
    /// By level, what its labels would be if they ran on; made where label and title disagree.
    by_place: FxHashMap<Level, FxHashMap<HeadingId, LabelKey>>,
    /// By the first of the headings with one title, how many of them have an entry already.
    next_titled: FxHashMap<HeadingId, usize>,
}

/// An entry that leads to nothing, or by its label to another heading than by its title.
struct Conflict {
    line: LineId,
    level: Level,
    labelled: Option<HeadingId>,
    titled: Option<HeadingId>,
}

impl Resolver<'_, '_> {
    fn settle(&mut self, list: &[LineId], mut scope: Scope) {
        let mut conflicts = Vec::new();
        for &id in list {
            conflicts.extend(self.settle_plain(id, scope));
            if matches!(scope, Scope::Top) && is_mere_line(self.listing.line(id), self.outline) {
                scope = Scope::In(Level::Annexes);
            }
        }
        for conflict in conflicts {
            self.settle_conflict(&conflict);
        }
    }

    /// Gives the entry its lead, unless there is something to settle.
    fn settle_plain(&mut self, id: LineId, scope: Scope) -> Option<Conflict> {
        let line = self.listing.line(id);
        match (line.target, line.label) {
            (Some(name), _) => self.settle_by_name(id, &name, scope),
            (None, Some(label)) => self.settle_by_label(id, &label, scope),
            (None, None) => self.settle_by_title(id, scope),
        }
    }

    fn settle_by_name(&mut self, id: LineId, name: &str, scope: Scope) -> Option<Conflict> {
        if let Some(heading) = self.outline.named(name) {
            self.lead_to(id, heading);
            return None;
        }
        let level = match scope {
            Scope::In(level) => level,
            Scope::Top | Scope::Lost if names_annex(name) => Level::Annexes,
            Scope::Top | Scope::Lost => Level::Body,
        };
        self.in_vain(id, level)
    }

    fn settle_by_label(&mut self, id: LineId, label: &str, scope: Scope) -> Option<Conflict> {
        let level = match scope {
            Scope::Lost => return None,
            Scope::In(level) => level,
            Scope::Top if names_annex(label) => Level::Annexes,
            Scope::Top => Level::Body,
        };
        let Some(labelled) = self.outline.labelled(level, label) else {
            return self.in_vain(id, level);
        };
        let title = self.listing.line(id).comparable_title.as_ref();
        let its_title = self.outline.heading(labelled).comparable_title.as_ref();
        if title.is_none() || its_title.is_none() || title == its_title {
            self.lead_to(id, labelled);
            return None;
        }
        let titled = self.only_titled(id, level);
        let namesake = titled.filter(|&heading| {
            let key = |label| self.outline.label_key(level, label);
            let its = self.outline.heading(heading).label;
            its.is_some_and(|its| key(&its).has_number_of(&key(label)))
        });
        if let Some(heading) = namesake {
            self.lead_to(id, heading);
            return None;
        }
        Some(Conflict {
            line: id,
            level,
            labelled: Some(labelled),
            titled,
        })
    }

    fn settle_by_title(&mut self, id: LineId, scope: Scope) -> Option<Conflict> {
        let levels = match scope {
            Scope::Lost => &[][..],
            Scope::In(level) => &[level],
            Scope::Top => &[Level::Body, Level::Annexes],
        };
        let outline = self.outline;
        let title = self.listing.line(id).comparable_title.clone()?;
        for &level in levels {
            if let Some(heading) = self.next_titled(outline.titled(level, &title)) {
                self.lead_to(id, heading);
                return None;
            }
        }
        let line = self.listing.line(id);
        let needs_no_heading = is_mere_line(line, outline) || line.names_register;
        let level = levels.first().filter(|_| !needs_no_heading)?;
        self.in_vain(id, *level)
    }

    /// An entry whose name, label or title leads to nothing in the level, unless the data has nothing of what it would
    /// lead to, so that nothing can be known about it.
    fn in_vain(&self, line: LineId, level: Level) -> Option<Conflict> {
        let is_kept = match level {
            Level::Body => !self.outline.children(Level::Body).is_empty(),
            Level::Annexes => !self.outline.is_empty(),
            Level::Below(_) => true,
        };
        is_kept.then(|| Conflict {
            line,
            level,
            labelled: None,
            titled: self.only_titled(line, level),
        })
    }

    /// The only heading of the level that has the title of the entry.
    fn only_titled(&self, line: LineId, level: Level) -> Option<HeadingId> {
        let title = self.listing.line(line).comparable_title.as_ref()?;
        match *self.outline.titled(level, title) {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The first of headings with one title that no entry leads to yet; when all have one, the first.
    fn next_titled(&mut self, alike: &[HeadingId]) -> Option<HeadingId> {
        let first = *alike.first()?;
        let next = self.next_titled.entry(first).or_default();
        while let Some(&heading) = alike.get(*next) {
            if self.listing.entry_for(heading).is_none() {
                return Some(heading);
            }
            *next += 1;
        }
        Some(first)
    }

    fn settle_conflict(&mut self, conflict: &Conflict) {
        let &Conflict {
            line,
            level,
            labelled,
            titled,
        } = conflict;
        let free = titled.filter(|&heading| self.listing.entry_for(heading).is_none());
        match (labelled, free) {
            (_, Some(heading)) if self.body_is_at_fault(line, heading) => {
                self.lead_to(line, heading);
            }
            (Some(labelled), Some(meant)) => {
                self.claim(line, meant);
                self.listing.excused.insert(labelled);
                self.listing.lines[line.0].lead = Lead::Mislabelled { labelled, meant };
            }
            (Some(labelled), None) => self.lead_to(line, labelled),
            (None, _) => {
                self.listing
                    .excused
                    .extend(free.or_else(|| self.next_free(line, level)));
                self.lead_nowhere(line, level, titled);
            }
        }
    }

    /// Whether the entry's label is the one that the heading would have if the labels beside it ran on. An entry that
    /// says by `ref` where it leads is at fault itself when that is nowhere.
    fn body_is_at_fault(&mut self, line: LineId, heading: HeadingId) -> bool {
        if self.listing.line(line).target.is_some() {
            return false;
        }
        let level = self.outline.heading(heading).level;
        let by_place = self.by_place.entry(level);
        let by_place = by_place.or_insert_with(|| self.outline.labels_by_place(level));
        let label = self.listing.line(line).label;
        let expected = by_place.get(&heading);
        label.zip(expected).is_some_and(|(label, expected)| {
            self.outline
                .label_key(level, &label)
                .has_number_of(expected)
        })
    }

    /// The heading that follows the one of the entry before, if it is free: an entry with a label that leads to nothing
    /// and a title that no heading has probably represents it.
    fn next_free(&self, line: LineId, level: Level) -> Option<HeadingId> {
        let siblings = match self.listing.line(line).parent {
            Some(parent) => &self.listing.line(parent).children,
            None => &self.listing.top,
        };
        let place = siblings.binary_search(&line).ok()?;
        let before = place
            .checked_sub(1)
            .map(|before| self.listing.line(siblings[before]).lead);
        let next = match before {
            None => self.outline.children(level).first().copied(),
            Some(lead) => self.outline.next_sibling(lead.heading()?),
        };
        next.filter(|&heading| self.listing.entry_for(heading).is_none())
    }

    fn lead_to(&mut self, line: LineId, heading: HeadingId) {
        self.listing.lines[line.0].lead = match self.listing.entry_for(heading) {
            Some(first) => Lead::Again(heading, first),
            None => Lead::To(heading),
        };
        self.claim(line, heading);
    }

    fn claim(&mut self, line: LineId, heading: HeadingId) {
        self.listing.listed[heading.index()].get_or_insert(line);
    }

    fn lead_nowhere(&mut self, line: LineId, level: Level, titled: Option<HeadingId>) {
        if self.outline.is_readable(level) {
            let line = &mut self.listing.lines[line.0];
            line.lead = Lead::Nowhere { level, titled };
            self.listing.wanting.insert(level);
            if let Some(label) = line.label {
                let key = self.outline.label_key(level, &label).with_any_words();
                self.listing.wanted.insert((level, key));
            }
        }
    }
}
