//! Reports that share a file are fixed together, so that what is good for one does no harm to another.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::app::state::Checked;
use crate::project::discover::File;

/// Reports, documents or configurations, no file of which is in any other group.
pub(super) struct Group {
    /// Which of those that were checked.
    pub(super) reports: Vec<usize>,
    /// What to check to have them checked.
    pub(super) found: Vec<File>,
    names: FxHashSet<String>,
}

impl Group {
    /// Whether something that was checked is of this group.
    pub(super) fn has(&self, checked: &Checked) -> bool {
        let mut sources = checked.report.sources.iter();
        sources.any(|(_, source)| self.names.contains(source.name()))
    }
}

/// The groups, in the order of their first reports.
pub(super) fn of(found: &[File], checked: &[Checked]) -> Vec<Group> {
    let leaders = leaders(checked);
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for (index, leader) in leaders.into_iter().enumerate() {
        let place = *places.entry(leader).or_insert_with(|| {
            groups.push(Group {
                reports: Vec::new(),
                found: Vec::new(),
                names: FxHashSet::default(),
            });
            groups.len() - 1
        });
        let group = &mut groups[place];
        group.reports.push(index);
        let sources = checked[index].report.sources.iter();
        let names = sources.map(|(_, source)| source.name().to_owned());
        group.names.extend(names);
    }
    for group in &mut groups {
        let of_group = found.iter().filter(|file| group.names.contains(&file.name));
        group.found = of_group.cloned().collect();
    }
    groups
}

/// For each report the first one that it shares a file with, by whatever way round.
fn leaders(checked: &[Checked]) -> Vec<usize> {
    let mut leaders: Vec<usize> = (0..checked.len()).collect();
    let mut owners: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, it) in checked.iter().enumerate() {
        for (_, source) in it.report.sources.iter() {
            let owner = *owners.entry(source.name()).or_insert(index);
            let (one, other) = (leader(&leaders, owner), leader(&leaders, index));
            leaders[one.max(other)] = one.min(other);
        }
    }
    (0..checked.len())
        .map(|index| leader(&leaders, index))
        .collect()
}

fn leader(leaders: &[usize], of: usize) -> usize {
    let mut at = of;
    while leaders[at] != at {
        at = leaders[at];
    }
    at
}
