//! What a rule found: plain data, owned, ready to be sorted, sent across threads and rendered.

use std::fmt;

use serde::Serialize;

use crate::place::{Place, Places};
use crate::rule::RuleRef;
use crate::source::{Location, Span};

/// How much a finding weighs. Ordered: advice is the least, an error the most.
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

/// One place that a finding is about, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file and the exact bytes.
    pub location: Location,
    /// JSON Pointer of the value, from the root of its file; `None` where the bytes are no value.
    pub pointer: Option<String>,
    /// A few words that stand under the underlined text.
    pub message: String,
}

/// One inconsistency, with every place it takes part in.
#[derive(Debug, Clone)]
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
    /// Where somebody has declared that it is to be so.
    pub suppressed: Option<Suppressed>,
    /// Whether it was there before already, in what the report is compared with.
    pub known: bool,
}

/// That a finding is intended, or is to be put up with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// Why, where that is said.
    pub reason: Option<String>,
    /// Where it is declared, if that is in a config and not in the report itself.
    pub configured: Option<Configured>,
}

/// A place in a config where a rule is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Configured {
    /// The name of the config.
    pub config: String,
    /// Where the rule is named in it.
    pub span: Span,
}

impl Finding {
    /// Whether it counts: it is neither suppressed nor known.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.suppressed.is_none() && !self.known
    }

    /// The label that the finding is sorted and listed by.
    ///
    /// # Panics
    /// Never for a finding that came out of [`Findings`]: `add` takes the first label.
    #[must_use]
    pub fn primary(&self) -> &Label {
        self.labels
            .first()
            .expect("`Findings::add` gives each finding its first label")
    }
}

/// Collects what one rule finds in one report, or in other documents.
pub struct Findings<'r> {
    /// Looks places up. It stands for the files, whose own lifetime is nothing to those who collect findings.
    places: &'r dyn Places,
    rule: RuleRef,
    severity: Severity,
    list: Vec<Finding>,
}

impl<'r> Findings<'r> {
    /// An empty collection for what `rule` finds in the files that `places` knows.
    #[must_use]
    pub fn new(places: &'r dyn Places, rule: impl Into<RuleRef>, severity: Severity) -> Self {
        Self {
            places,
            rule: rule.into(),
            severity,
            list: Vec::new(),
        }
    }

    /// Adds a finding whose first label stands at `place`.
    ///
    /// Everything is looked up here, so that the finding owns its data from now on.
    pub fn add(
        &mut self,
        message: impl Into<String>,
        place: impl Into<Place>,
        label: impl Into<String>,
    ) -> Draft<'_> {
        self.list.push(Finding {
            rule: self.rule.clone(),
            severity: self.severity,
            message: message.into(),
            help: None,
            labels: Vec::new(),
            suppressed: None,
            known: false,
        });
        let finding = self.list.last_mut().expect("a finding was pushed just now");
        Draft {
            places: self.places,
            finding,
        }
        .label(place, label)
    }

    /// What was found, in the order in which it was added.
    #[must_use]
    pub fn into_vec(self) -> Vec<Finding> {
        self.list
    }
}

/// A finding that was just added and may get more labels and a help.
pub struct Draft<'f> {
    places: &'f dyn Places,
    finding: &'f mut Finding,
}

impl Draft<'_> {
    /// Adds a place that the finding is about.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub fn label(self, place: impl Into<Place>, message: impl Into<String>) -> Self {
        let (location, pointer) = self.places.locate(place.into());
        self.finding.labels.push(Label {
            location,
            pointer,
            message: message.into(),
        });
        self
    }

    /// Adds several places that the finding is about.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub fn labels<P: Into<Place>>(self, labels: impl IntoIterator<Item = (P, String)>) -> Self {
        labels
            .into_iter()
            .fold(self, |draft, (place, message)| draft.label(place, message))
    }

    /// Says what the editor can do about it.
    #[allow(
        clippy::return_self_not_must_use,
        reason = "the finding is already in the list"
    )]
    pub fn help(self, help: impl Into<String>) -> Self {
        self.finding.help = Some(help.into());
        self
    }
}
