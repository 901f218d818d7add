//! Every name leads somewhere.

use std::borrow::Borrow;
use std::cell::{Cell, OnceCell};
use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// How much work an [`Index`] spends on suggestions before it stops making them: the candidates
/// looked at, and the cells of the distance tables computed. Some tens of milliseconds. A report
/// that uses it up has troubles other than misspelling.
const SUGGESTION_WORK: usize = 20_000_000;

/// Names and what each refers to.
///
/// Not `Sync`: suggestions draw on one budget, and which names still get one must not depend on
/// the order in which threads ask.
#[derive(Debug)]
pub(crate) struct Index<K, V> {
    names: Vec<K>,
    targets: FxHashMap<K, Vec<V>>,
    /// Of `names`, made when the first name does not exist.
    spellings: OnceCell<Vec<Spelling>>,
    work_left: Cell<usize>,
}

/// A name that does not exist.
#[derive(Debug)]
pub(crate) struct Dangling<'i, T> {
    /// The name.
    pub name: String,
    /// All that have it, in input order; never empty.
    pub items: Vec<&'i T>,
}

impl<K, V> Index<K, V>
where
    K: Borrow<str> + Hash + Eq + Clone,
{
    /// An index of these names. A name may come more than once.
    pub(crate) fn new(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut names = Vec::new();
        let mut targets: FxHashMap<K, Vec<V>> = FxHashMap::default();
        for (name, target) in pairs {
            let known = targets.entry(name).or_insert_with_key(|name| {
                names.push(name.clone());
                Vec::new()
            });
            known.push(target);
        }
        Self {
            names,
            targets,
            spellings: OnceCell::new(),
            work_left: Cell::new(SUGGESTION_WORK),
        }
    }

    /// What the name refers to, in input order: nothing when it does not exist, several when it is
    /// ambiguous.
    #[must_use]
    pub(crate) fn get(&self, name: &str) -> &[V] {
        self.targets.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names that do not exist, in the order in which each first comes.
    pub(crate) fn dangling<'i, T>(
        &self,
        items: &'i [T],
        name: impl Fn(&T) -> String,
    ) -> Vec<Dangling<'i, T>> {
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut dangling: Vec<Dangling<'i, T>> = Vec::new();
        for item in items {
            let name = name(item);
            if !self.get(&name).is_empty() {
                continue;
            }
            let place = *places.entry(name).or_insert_with_key(|name| {
                dangling.push(Dangling {
                    name: name.clone(),
                    items: Vec::new(),
                });
                dangling.len() - 1
            });
            dangling[place].items.push(item);
        }
        dangling
    }

    /// What the names refer to that are none of those used, in input order; of one that refers to several the first.
    pub(crate) fn unused<'u>(&self, used: impl IntoIterator<Item = &'u str>) -> Vec<&V> {
        let used: FxHashSet<&str> = used.into_iter().collect();
        let unused = self.names.iter().filter(|name| {
            let name: &str = (*name).borrow();
            !used.contains(name)
        });
        unused
            .filter_map(|name| self.get(name.borrow()).first())
            .collect()
    }

    /// The name that was probably meant; see [`nearest`].
    ///
    /// All questions together have a fixed amount of work to spend, so that thousands of dangling
    /// names among thousands of candidates do not compare all pairs. When it is spent the answer
    /// is `None`.
    #[must_use]
    pub(crate) fn nearest(&self, name: &str) -> Option<&str> {
        let spellings = self.spellings.get_or_init(|| {
            self.names
                .iter()
                .map(|name| Spelling::of(name.borrow()))
                .collect()
        });
        let mut search = Search::new(name);
        for (candidate, spelling) in self.names.iter().zip(spellings) {
            let work_left = self.work_left.get().checked_sub(search.work(spelling))?;
            self.work_left.set(work_left);
            search.consider(candidate.borrow(), spelling);
        }
        search.best()
    }
}

/// The candidate that was probably meant by `name`, a did-you-mean: the first of those at the
/// smallest edit distance, letter case aside, if that is no more than a third of the longer name.
///
/// Names whose figures differ are never near: "Annex 3" is no misspelling of "Annex 2".
/// Looks at every candidate, unless there are very many; for many questions about the same ones there is
/// [`Index::nearest`].
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const MOST: usize = 1000;
    let candidates: SmallVec<[&str; 32]> = candidates.into_iter().take(MOST + 1).collect();
    if candidates.len() > MOST {
        return None;
    }
    let mut search = Search::new(name);
    for candidate in candidates {
        search.consider(candidate, &Spelling::of(candidate));
    }
    search.best()
}

/// What of a name counts when names are compared.
#[derive(Debug)]
struct Spelling {
    folded: String,
    length: usize,
    figures: String,
}

impl Spelling {
    fn of(name: &str) -> Self {
        let folded = name.to_lowercase();
        let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
        Self {
            length: folded.chars().count(),
            figures: digits.trim_start_matches('0').to_owned(),
            folded,
        }
    }
}

/// One question, and the best answer so far.
struct Search<'a> {
    wanted: Spelling,
    best: Option<(usize, &'a str)>,
}

impl<'a> Search<'a> {
    fn new(name: &str) -> Self {
        Self {
            wanted: Spelling::of(name),
            best: None,
        }
    }

    /// The most edits at which the candidate would be taken, if any.
    fn allowance(&self, spelling: &Spelling) -> Option<usize> {
        let within = self.wanted.length.max(spelling.length) / 3;
        let plausible = self.wanted.length.abs_diff(spelling.length) <= within
            && self.wanted.figures == spelling.figures;
        plausible.then_some(within)
    }

    /// What it costs to consider the candidate.
    fn work(&self, spelling: &Spelling) -> usize {
        1 + self
            .allowance(spelling)
            .map_or(0, |_| self.wanted.length * spelling.length)
    }

    fn consider(&mut self, candidate: &'a str, spelling: &Spelling) {
        let Some(allowed) = self.allowance(spelling) else {
            return;
        };
        let distance = strsim::osa_distance(&self.wanted.folded, &spelling.folded);
        let nearer = self.best.is_none_or(|(best, _)| distance < best);
        if distance <= allowed && nearer {
            self.best = Some((distance, candidate));
        }
    }

    fn best(self) -> Option<&'a str> {
        self.best.map(|(_, candidate)| candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_all_it_means() {
        let index = Index::new([("a", 1), ("b", 2), ("a", 3)]);
        assert_eq!(index.get("a"), [1, 3]);
        assert_eq!(index.get("c"), [0; 0]);
    }

    #[test]
    fn a_name_that_points_to_nothing_comes_once_with_all_that_have_it() {
        let index = Index::new([("a", 1)]);
        let dangling = index.dangling(&["c", "a", "b", "c"], |name| (*name).to_owned());
        let dangling: Vec<(&str, usize)> = dangling
            .iter()
            .map(|it| (it.name.as_str(), it.items.len()))
            .collect();
        assert_eq!(dangling, [("c", 2), ("b", 1)]);
    }

    #[test]
    fn what_nothing_leads_to_is_known() {
        let index = Index::new([("a", 1), ("b", 2), ("c", 3), ("b", 4)]);
        assert_eq!(index.unused(["c", "d"]), [&1, &2]);
    }

    #[test]
    fn a_misspelt_name_is_recognized() {
        let people = ["Ursula Plassnik", "Antonio Maria Costa", "Emma Thompson"];
        assert_eq!(
            nearest("Antonio Maria Csota", people),
            Some("Antonio Maria Costa")
        );
        assert_eq!(nearest("Mr. Emma Thomson", people), Some("Emma Thompson"));
        assert_eq!(nearest("Ricky Martin", people), None);
    }

    #[test]
    fn letter_case_is_no_edit() {
        assert_eq!(
            nearest("PARALLEL", ["paralel", "parallel"]),
            Some("parallel")
        );
        assert_eq!(nearest("iv", ["vi", "IV"]), Some("IV"));
    }

    #[test]
    fn short_or_unrelated_names_and_other_figures_are_not_near() {
        assert_eq!(nearest("I", ["V", "X"]), None);
        assert_eq!(nearest("Conclusion", ["Attendance", "Background"]), None);
        assert_eq!(nearest("Annex 3", ["Annex 2", "Annex 13"]), None);
        assert_eq!(nearest("Annx 3", ["Annex 2", "Annex 03"]), Some("Annex 03"));
        assert_eq!(nearest("", ["a", ""]), Some(""));
    }

    #[test]
    fn the_first_of_equals_is_suggested() {
        assert_eq!(nearest("night", ["light", "right"]), Some("light"));
        let index = Index::new([("light", ()), ("right", ())]);
        assert_eq!(index.nearest("night"), Some("light"));
    }

    #[test]
    fn a_search_costs_each_candidate_and_the_cells_of_each_table() {
        let search = Search::new("paralel");
        assert_eq!(search.work(&Spelling::of("parallel")), 1 + 7 * 8);
        assert_eq!(search.work(&Spelling::of("title")), 1 + 7 * 5);
        assert_eq!(search.work(&Spelling::of("id")), 1);
    }

    #[test]
    fn suggestions_stop_when_their_work_is_spent() {
        let names: Vec<String> = (0..300)
            .map(|n| format!("name {}", "x".repeat(n % 7)))
            .collect();
        let index = Index::new(names.iter().map(|name| (name.as_str(), ())));
        index.work_left.set(2_000);
        let answered = (0..1_000)
            .take_while(|_| index.nearest("nam xx").is_some())
            .count();
        assert!((1..100).contains(&answered), "{answered} answers");
        assert_eq!(index.nearest("nam xx"), None);
        assert_eq!(index.get("name xx").len(), 43);
    }
}
