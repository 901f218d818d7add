//! What a rule is, and the macro that declares one. Which check it has is for those to say who perform checks.

mod page;

pub use page::page;

use std::sync::Arc;

use crate::finding::Severity;
use crate::finding::fix::FixKind;

/// A rule: its identity and its documentation.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a property that a rule has or not"
)]
pub struct Rule {
    /// `group/defect`, in kebab case; the same as the path of its file below `src/checks/rules`.
    pub id: &'static str,
    /// The severity of its findings, unless the configuration sets another.
    pub severity: Severity,
    /// Whether it is about what must be done before publication: its findings are advice in a draft, and errors in a
    /// final report.
    pub staged: bool,
    /// Whether it says that something was not read: then nobody knows what else is wrong there, so that what it finds is
    /// always reported. No selection, severity, suppression or baseline is about it.
    pub always: bool,
    /// Whether it is off unless its id is named, on the command line or in the configuration: what it finds is too often meant
    /// so, and still worth a look by those who ask for it.
    pub optional: bool,
    /// Whether Markdown does not show surely what it is about, so that it is off there unless its id is named: the numbers of
    /// lists and notes, for instance, are often nobody's.
    pub unsure_in_markdown: bool,
    /// What it needs to know words for: it does not run on texts in a language that has none.
    pub needs: Option<Topic>,
    /// What the program can do about its findings, and why that is sure or not; one for each kind.
    pub fixes: &'static [FixNote],
    /// The rule's own doc comment, line by line: what it flags, why, and how to declare an exception.
    pub(crate) doc_lines: &'static [&'static str],
    /// A report in which the rule finds something, and no other rule does.
    pub bad_example: &'static str,
    /// The same report, corrected: no rule finds anything.
    pub good_example: &'static str,
}

impl Rule {
    /// The part of the id before the slash.
    #[must_use]
    pub fn group(&self) -> &'static str {
        group(self.id)
    }

    /// What the rule flags, in one sentence: the first paragraph of its documentation.
    #[must_use]
    pub fn summary(&self) -> String {
        let lines = self.doc_lines.iter().map(|line| line.trim());
        lines
            .take_while(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The whole documentation, as Markdown.
    #[must_use]
    pub fn documentation(&self) -> String {
        let lines = self
            .doc_lines
            .iter()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Where the rule's page is on the web.
    #[must_use]
    pub fn url(&self) -> String {
        page_url(&format!("rules/{}.md", self.id))
    }
}

/// What a rule says about its fixes of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixNote {
    /// How sure they are.
    pub kind: FixKind,
    /// What they do, and why they are sure or not; a sentence.
    pub why: &'static str,
}

/// What rules read in prose by its words, which differ from language to language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// How short forms are introduced.
    Abbreviations,
    /// When a meeting was held.
    Meetings,
    /// Numbers in words.
    Numbers,
    /// What announces a reference, and whose part it means.
    References,
}

/// What found something: a rule of the program, or a check that a project declares.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum RuleRef {
    /// A rule of the program.
    BuiltIn(&'static Rule),
    /// A check that a project declares in its configuration, by its id: `check/` and its name there.
    Declared(Arc<str>),
}

impl RuleRef {
    /// `group/defect`; of a declared check, `check/` and its name.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.id,
            Self::Declared(id) => id,
        }
    }

    /// The part of the id before the slash.
    #[must_use]
    pub fn group(&self) -> &str {
        group(self.id())
    }

    /// Whether what it finds is [always](Rule::always) reported.
    #[must_use]
    pub fn is_always_on(&self) -> bool {
        matches!(self, Self::BuiltIn(rule) if rule.always)
    }

    /// The severity of its findings, unless the configuration sets another; `None` for a check that a project declares.
    pub(crate) fn default_severity(&self) -> Option<Severity> {
        match self {
            Self::BuiltIn(rule) => Some(rule.severity),
            Self::Declared(_) => None,
        }
    }

    /// Where it is explained on the web.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::BuiltIn(rule) => rule.url(),
            Self::Declared(_) => declared_url(),
        }
    }
}

impl From<&'static Rule> for RuleRef {
    fn from(rule: &'static Rule) -> Self {
        Self::BuiltIn(rule)
    }
}

/// The group of the checks that projects declare in their configuration.
pub(crate) const DECLARED: &str = "check";

/// What a declared check is called in the configuration, by its id.
#[must_use]
pub(crate) fn declared_name(id: &str) -> Option<&str> {
    let name = id.strip_prefix(DECLARED)?.strip_prefix('/');
    name.filter(|name| !name.is_empty())
}

/// Whether a name is that of a check that a project may declare, or of all of them.
#[must_use]
pub(crate) fn is_declared(name: &str) -> bool {
    name == DECLARED || declared_name(name).is_some()
}

/// The part of a rule's id before the slash.
#[must_use]
pub(crate) fn group(id: &str) -> &str {
    id.split_once('/').map_or(id, |(group, _)| group)
}

/// Where declared checks are explained on the web.
#[must_use]
pub(crate) fn declared_url() -> String {
    page_url("declared-checks.md")
}

/// Where a page of `docs` is on the web.
fn page_url(path: &str) -> String {
    format!("{}/blob/main/docs/{path}", env!("CARGO_PKG_REPOSITORY"))
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Rule({})", self.id)
    }
}

/// Declares a rule: its doc comment is the text of `explain` and of its page, and its two fixtures are its examples,
/// so a rule without documentation or without fixtures does not compile.
///
/// ```text
/// rule! {
///     /// One session code is on the agenda twice.
///     error "agenda/duplicate-code"
/// }
/// ```
///
/// `staged` after the id marks a rule whose severity depends on the [stage](Rule::staged) of the report, `always` one that
/// [cannot be off](Rule::always), `optional` one that is [off by default](Rule::optional), and `needs` names the [topic](Topic)
/// that it has to know words for; `unsure markdown` marks one that is [off in Markdown](Rule::unsure_in_markdown). Each `fix` says what the program can do about a finding: `safe`, `unsafe` or `declare`, and why.
macro_rules! rule {
    (@severity error) => { $crate::finding::Severity::Error };
    (@severity warning) => { $crate::finding::Severity::Warning };
    (@severity advice) => { $crate::finding::Severity::Advice };
    (@staged) => { false };
    (@staged staged) => { true };
    (@staged always) => { false };
    (@staged optional) => { false };
    (@always) => { false };
    (@always staged) => { false };
    (@always always) => { true };
    (@always optional) => { false };
    (@optional) => { false };
    (@optional staged) => { false };
    (@optional always) => { false };
    (@optional optional) => { true };
    (@kind safe) => { $crate::finding::fix::FixKind::Safe };
    (@kind unsafe) => { $crate::finding::fix::FixKind::Unsafe };
    (@kind declare) => { $crate::finding::fix::FixKind::Declaration };
    (@unsure) => { false };
    (@unsure markdown) => { true };
    (@needs) => { None };
    (@needs $topic:ident) => { Some($crate::finding::rule::Topic::$topic) };
    (@define $name:ident ($($line:literal)+) $severity:ident $id:literal ($($word:ident)?) ($($topic:ident)?)
        ($($format:ident)?) ($($kind:ident $why:literal)*)) => {
        $(#[doc = $line])+
        pub(crate) static $name: $crate::finding::rule::Rule = $crate::finding::rule::Rule {
            id: $id,
            severity: $crate::finding::rule::rule!(@severity $severity),
            staged: $crate::finding::rule::rule!(@staged $($word)?),
            always: $crate::finding::rule::rule!(@always $($word)?),
            optional: $crate::finding::rule::rule!(@optional $($word)?),
            unsure_in_markdown: $crate::finding::rule::rule!(@unsure $($format)?),
            needs: $crate::finding::rule::rule!(@needs $($topic)?),
            fixes: &[$($crate::finding::rule::FixNote {
                kind: $crate::finding::rule::rule!(@kind $kind),
                why: $why,
            }),*],
            doc_lines: &[$($line),+],
            bad_example: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/fixtures/rules/", $id, "/bad.yaml"
            )),
            good_example: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/fixtures/rules/", $id, "/good.yaml"
            )),
        };
    };
    ($(#[doc = $line:literal])+ $severity:ident $id:literal $($word:ident)? $(, needs $topic:ident)?
        $(, unsure $format:ident)? $(, fix $kind:ident $why:literal)*) => {
        $crate::finding::rule::rule!(
            @define RULE ($($line)+) $severity $id ($($word)?) ($($topic)?) ($($format)?) ($($kind $why)*)
        );
    };
}
pub(crate) use rule;

/// Declares the rules of a stage that words what it finds, as [`rule!`] does, and `RULES`, which has all of them in the order
/// of the catalogue.
macro_rules! rules {
    ($($(#[doc = $line:literal])+ $name:ident: $severity:ident $id:literal $($word:ident)?
        $(, fix $kind:ident $why:literal)*;)+) => {
        $($crate::finding::rule::rule!(
            @define $name ($($line)+) $severity $id ($($word)?) () () ($($kind $why)*)
        );)+

        /// The rules, in the order of the catalogue.
        pub(crate) static RULES: &[&$crate::finding::rule::Rule] = &[$(&$name),+];
    };
}
pub(crate) use rules;
