//! What a rule found: plain data, owned, ready to be sorted, sent across threads and rendered.

pub(crate) mod fingerprint;
pub(crate) mod fix;
pub(crate) mod rule;
pub(crate) mod wording;

use std::fmt;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::finding::fix::{Fix, FixKind, Remedy};
use crate::finding::rule::{Rule, RuleRef};
use crate::finding::wording::shortened;
use crate::text::place::{NodeRef, Place, Places};
use crate::text::source::{FileId, Location, Span};
use crate::text::syntax::{SourceMap, Tree};

/// The longest JSON Pointer that a finding carries, in bytes: keys may be as long as a file, and each finding below them
/// would repeat them.
pub(crate) const LONGEST_POINTER: usize = 1024;

/// How grave a finding is. Ordered: advice is the least, an error the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; nothing a reader of the report would stumble over.
    Advice,
    /// Very likely a mistake.
    Warning,
    /// A contradiction in the report: one of two statements is wrong.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One place that a finding is about, and what a reader must know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The file and the exact bytes.
    pub location: Location,
    /// JSON Pointer of the value, from the root of its file; `None` where the bytes are no value, or where it is longer than
    /// anybody can use.
    pub pointer: Option<String>,
    /// A few words under the underlined text.
    pub message: String,
}

/// One inconsistency, with every place it takes part in.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: RuleRef,
    /// The rule's severity, unless it was set otherwise.
    pub severity: Severity,
    /// What is wrong, in a sentence that quotes the data.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Never empty; the first is the place that the finding is sorted and listed by.
    pub labels: Vec<Label>,
    /// What else it is about. This is not shown; if its text changes, it is another finding.
    pub about: Vec<Location>,
    /// What can be done about it by the program, the surest first. Where there are several of one kind, somebody has to
    /// choose.
    pub fixes: Vec<Fix>,
    /// Where somebody has declared that it must be so.
    pub suppressed: Option<Suppressed>,
    /// Whether it was there before already, in what the report is compared with.
    pub known: bool,
}

/// That a finding is intended, or must be accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suppressed {
    /// The reason, if one is given.
    pub reason: Option<String>,
    /// Where it is declared, if that is in a config and not in the report itself.
    pub configured: Option<Configured>,
}

/// A place in a config where a rule is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Configured {
    /// The name of the config.
    pub config: String,
    /// Where the rule is named in it.
    pub span: Span,
}

impl Label {
    /// A label at a place, without the pointer of a value.
    #[must_use]
    pub fn new(location: Location, message: impl Into<String>) -> Self {
        Self {
            location,
            pointer: None,
            message: message.into(),
        }
    }
}

impl Configured {
    /// A place in the config of that name.
    #[must_use]
    pub fn new(config: impl Into<String>, span: Span) -> Self {
        Self {
            config: config.into(),
            span,
        }
    }
}

impl Finding {
    /// A finding at the places of these labels, one at least.
    #[must_use]
    pub fn new(
        rule: impl Into<RuleRef>,
        severity: Severity,
        message: impl Into<String>,
        labels: Vec<Label>,
    ) -> Self {
        Self {
            rule: rule.into(),
            severity,
            message: message.into(),
            help: None,
            labels,
            about: Vec::new(),
            fixes: Vec::new(),
            suppressed: None,
            known: false,
        }
    }

    /// Whether it counts: it is neither suppressed nor known.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.suppressed.is_none() && !self.known
    }

    /// What can be done about it for sure, or by choice: its only fix of a kind.
    #[must_use]
    pub fn fix_of(&self, kind: FixKind) -> Option<&Fix> {
        let mut fixes = self.fixes.iter().filter(|fix| fix.kind == kind);
        let first = fixes.next();
        // between several somebody has to choose
        first.filter(|_| fixes.next().is_none())
    }

    /// Whether the surest that can be done about it is of that kind.
    pub(crate) fn fixes_first(&self, kind: FixKind) -> bool {
        let kinds = [FixKind::Safe, FixKind::Unsafe, FixKind::Declaration];
        let has = |kind: &FixKind| match kind {
            FixKind::Declaration => self.fixes.iter().any(|fix| fix.kind == *kind),
            _ => self.fix_of(*kind).is_some(),
        };
        kinds.iter().find(|kind| has(kind)) == Some(&kind)
    }

    /// The label that the finding is sorted and listed by.
    ///
    /// # Panics
    /// Never for a finding of a report that was checked: it has at least one label.
    #[must_use]
    pub fn primary(&self) -> &Label {
        self.labels
            .first()
            .expect("`Findings::add` gives each finding its first label")
    }
}

/// Something that a stage found, and words itself.
pub(crate) trait Problem {
    /// The rule that it is a finding of.
    fn rule(&self) -> &'static Rule;

    /// Adds it to the findings of that rule.
    fn report(&self, findings: &mut Findings<'_>);
}

impl<P: Problem> Problem for &P {
    fn rule(&self) -> &'static Rule {
        (**self).rule()
    }

    fn report(&self, findings: &mut Findings<'_>) {
        (**self).report(findings);
    }
}

/// Collects what one rule finds in one report, or in other documents.
pub(crate) struct Findings<'r> {
    locator: Locator<'r>,
    rule: RuleRef,
    severity: Severity,
    list: Vec<Finding>,
    /// How many findings are listed.
    most: usize,
    /// How many were found beyond; the first of them ends the list.
    beyond: usize,
    /// Takes what is found after that, and is never shown.
    unlisted: Option<Finding>,
}

impl<'r> Findings<'r> {
    /// How many findings of one rule are listed, unless something else is asked for: more than anybody reads.
    pub(crate) const MOST: usize = 10_000;

    /// An empty collection for what `rule` finds in the files that `places` knows.
    #[must_use]
    pub(crate) fn new(
        places: &'r dyn Places,
        rule: impl Into<RuleRef>,
        severity: Severity,
    ) -> Self {
        Self {
            locator: Locator::new(places),
            rule: rule.into(),
            severity,
            list: Vec::new(),
            most: Self::MOST,
            beyond: 0,
            unlisted: None,
        }
    }

    /// The tree of a file that places are in.
    pub(crate) fn tree(&self, file: FileId) -> &'r Tree<'r> {
        let places: &'r dyn Places = self.locator.places;
        places.tree(file)
    }

    /// Lists no more than that many; one more says how many are not listed.
    pub(crate) fn list_at_most(&mut self, most: usize) {
        self.most = most;
    }

    /// Whether the list is full, and what was just found is counted and no more. For what costs much to be put into words,
    /// where a file can have a million of it.
    pub(crate) fn counts_only(&mut self) -> bool {
        let is_full = self.beyond > 0;
        self.beyond += usize::from(is_full);
        is_full
    }

    /// Adds a finding whose first label is at `place`.
    ///
    /// Everything is looked up here, so that the finding owns its data from now on.
    pub(crate) fn add(
        &mut self,
        message: impl Into<String>,
        place: impl Into<Place>,
        label: impl Into<String>,
    ) -> Draft<'_, 'r> {
        if self.list.len() >= self.most {
            self.beyond += 1;
        }
        let finding = Finding {
            rule: self.rule.clone(),
            severity: self.severity,
            message: shortened(message.into()),
            help: None,
            labels: Vec::new(),
            about: Vec::new(),
            fixes: Vec::new(),
            suppressed: None,
            known: false,
        };
        let (finding, is_listed) = if self.beyond > 1 {
            (self.unlisted.insert(finding), false)
        } else {
            self.list.push(finding);
            let listed = self.list.last_mut();
            (listed.expect("a finding was pushed just now"), true)
        };
        Draft {
            locator: &mut self.locator,
            finding,
            is_listed,
        }
        .label(place, label)
    }

    /// What was found, in the order in which it was added.
    #[must_use]
    pub(crate) fn into_vec(mut self) -> Vec<Finding> {
        if self.beyond > 1
            && let Some(last) = self.list.last_mut()
        {
            last.message = not_listed(self.beyond);
            last.help = Some(format!(
                "fix those that are listed, or list more than {} with `--max-findings`",
                self.most
            ));
            last.labels.truncate(1);
            last.fixes.clear();
            last.labels[0].message = String::from("the first that is not listed");
        }
        self.list
    }
}

/// Looks places up.
struct Locator<'r> {
    /// The files, behind a trait: those who collect findings need not know their lifetime.
    places: &'r dyn Places,
    /// Kept because thousands of findings may lie in one text, and each map costs a walk of its text.
    source_maps: FxHashMap<NodeRef, SourceMap>,
    /// How many bytes of texts were walked for fixes. Each walks its own again.
    walked: usize,
}

/// Bytes of texts that are walked for the fixes of one rule; then no more are offered, until those are made.
const MOST_WALKED: usize = 16 << 20;

impl<'r> Locator<'r> {
    fn new(places: &'r dyn Places) -> Self {
        Self {
            places,
            source_maps: FxHashMap::default(),
            walked: 0,
        }
    }

    /// A fix as edits, while that costs no more than a report of any size may.
    fn fix(&mut self, remedy: Remedy) -> Option<Fix> {
        self.walked += remedy.cost(self.places);
        let is_affordable = self.walked <= MOST_WALKED;
        is_affordable.then(|| remedy.written(self.places)).flatten()
    }

    /// The exact bytes of a place, and the JSON Pointer of its value, if it is one.
    fn locate(&mut self, place: Place) -> (Location, Option<String>) {
        let at = match place {
            Place::Bytes(location) => return (location, None),
            Place::Node(at) | Place::Key(at) | Place::Heading(at) | Place::Text(at, _) => at,
        };
        let tree = self.places.tree(at.file);
        let span = match place {
            Place::Key(_) => tree.span(tree.key_of(at.node).unwrap_or(at.node)),
            Place::Heading(_) => {
                let first = || tree.entries(at.node).next().map(|(key, _)| key);
                let heading = tree.key_of(at.node).or_else(first);
                tree.span(heading.unwrap_or(at.node))
            }
            Place::Text(_, range) => {
                let map = self.source_maps.entry(at);
                map.or_insert_with(|| self.places.source_map(at))
                    .span(range)
            }
            Place::Node(_) | Place::Bytes(_) => tree.span(at.node),
        };
        let file = at.file;
        let pointer = tree.pointer_within(at.node, LONGEST_POINTER);
        (Location { file, span }, pointer)
    }
}

/// A finding that was just added and may get more labels and a help.
pub(crate) struct Draft<'f, 'r> {
    locator: &'f mut Locator<'r>,
    finding: &'f mut Finding,
    /// Whether it will be seen, so that its places have to be looked up.
    is_listed: bool,
}

impl Draft<'_, '_> {
    /// Adds a place that the finding is about.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn label(self, place: impl Into<Place>, message: impl Into<String>) -> Self {
        if !self.is_listed {
            return self;
        }
        let (location, pointer) = self.locator.locate(place.into());
        self.finding.labels.push(Label {
            location,
            pointer,
            message: shortened(message.into()),
        });
        self
    }

    /// Adds several places that the finding is about.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn labels<P: Into<Place>>(
        self,
        labels: impl IntoIterator<Item = (P, String)>,
    ) -> Self {
        labels
            .into_iter()
            .fold(self, |draft, (place, message)| draft.label(place, message))
    }

    /// Names what the finding is about in addition to its labels: if the text of these places changes, it is another finding.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn about<P: Into<Place>>(self, places: impl IntoIterator<Item = P>) -> Self {
        if self.is_listed {
            let places = places.into_iter();
            let located = places.map(|place| self.locator.locate(place.into()).0);
            self.finding.about.extend(located);
        }
        self
    }

    /// Limits the severity of the finding, for a rule with findings of several severities. The severity that a project sets
    /// for the rule applies to all of them.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn no_more_than(self, severity: Severity) -> Self {
        if self.finding.rule.default_severity() == Some(self.finding.severity) {
            self.finding.severity = self.finding.severity.min(severity);
        }
        self
    }

    /// Adds what the program can do about it, if that can be written.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn fix(self, remedy: impl Into<Option<Remedy>>) -> Self {
        if self.is_listed
            && let Some(remedy) = remedy.into()
        {
            let fix = self.locator.fix(remedy);
            self.finding.fixes.extend(fix);
        }
        self
    }

    /// Adds several things that the program can do about it, between which somebody may have to choose.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn fixes(self, remedies: impl IntoIterator<Item = Remedy>) -> Self {
        remedies.into_iter().fold(self, Self::fix)
    }

    /// Says what the editor can do about it.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.finding.help = Some(shortened(help.into()));
        self
    }
}

/// Several findings.
fn not_listed(count: usize) -> String {
    format!("{count} more findings of this rule are not listed; the first of them is here")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::report::with_report;

    /// Counts the walks that it takes to place what is found.
    struct Counting<'r> {
        places: &'r dyn Places,
        walks: AtomicUsize,
    }

    impl Places for Counting<'_> {
        fn tree(&self, file: FileId) -> &Tree<'_> {
            self.places.tree(file)
        }

        fn source_map(&self, at: NodeRef) -> SourceMap {
            self.walks.fetch_add(1, Ordering::Relaxed);
            self.places.source_map(at)
        }
    }

    #[test]
    fn what_is_counted_only_is_reported_with_what_is_not_listed() {
        with_report("people: []", |report| {
            let part = &report.parts[0];
            let place = || part.node(part.tree.documents()[0]);
            let rule = crate::checks::rules::by_id("schema/type").unwrap();
            let told = |counts: bool| {
                let mut worded = 0;
                let mut findings = Findings::new(&report.parts, rule, Severity::Error);
                findings.list_at_most(1);
                for _ in 0..4 {
                    if !(counts && findings.counts_only()) {
                        findings.add("no number", place(), "here");
                        worded += 1;
                    }
                }
                let findings = findings.into_vec().into_iter();
                let messages: Vec<_> = findings.map(|finding| finding.message).collect();
                (messages, worded)
            };
            let messages = vec!["no number".to_owned(), not_listed(3)];
            assert_eq!(told(false), (messages.clone(), 4));
            // one that is listed, and the place of the first that is not
            assert_eq!(told(true), (messages, 2));
        });
    }

    #[test]
    fn each_text_is_walked_once_however_much_is_found_in_it() {
        let text = format!(
            "people: [{{name: '{0}'}}, {{name: '{0}'}}]",
            "a ''".repeat(100)
        );
        with_report(&text, |report| {
            let counting = Counting {
                places: &report.parts,
                walks: AtomicUsize::new(0),
            };
            let mut locator = Locator::new(&counting);
            let names = report.people.iter().map(|person| person.name.as_ref());
            let names: Vec<_> = names.flatten().collect();
            for at in (0..300).step_by(3) {
                for name in &names {
                    let (location, _) = locator.locate(name.part(at..at + 1));
                    assert_eq!(&text[location.span.range()], "a");
                }
            }
            assert_eq!(counting.walks.into_inner(), names.len());
        });
    }
}
