//! A finding as programs read it: the data that every format for them is made from.
//!
//! Its types are their own, so that a change of [`crate::finding::Finding`] does not change what others read: serialized,
//! they are the `findings` of `schemas/findings.schema.json`. Names, positions, fingerprints and suppressions are looked
//! up here and nowhere else.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::Outcome;
use crate::finding::fix::FixKind;
use crate::finding::wording::lines_of_help;
use crate::finding::{Finding, Label, Severity};
use crate::text::source::{Location, Source, Sources};

/// A finding that is shown.
#[derive(Debug, Serialize)]
pub(super) struct Record<'o> {
    pub(super) rule: &'o str,
    pub(super) severity: Severity,
    pub(super) message: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<&'o str>,
    pub(super) url: String,
    /// The label of the first place.
    #[serde(skip)]
    pub(super) label: &'o str,
    #[serde(flatten)]
    pub(super) place: Place<'o>,
    pub(super) related: Vec<Related<'o>>,
    pub(super) fingerprint: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<RecordedFix<'o>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressed: Option<Suppressed<'o>>,
}

/// What the program can do about a finding.
#[derive(Debug, Serialize)]
pub(super) struct RecordedFix<'o> {
    pub(super) title: &'o str,
    pub(super) kind: FixKind,
    pub(super) edits: Vec<RecordedEdit<'o>>,
}

/// What to write in place of a range of text.
#[derive(Debug, Serialize)]
pub(super) struct RecordedEdit<'o> {
    #[serde(flatten)]
    pub(super) place: Place<'o>,
    pub(super) text: &'o str,
}

/// That somebody has declared it to be intended.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Suppressed<'o> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<&'o str>,
    /// Whether that is declared in a config, and not in the report itself.
    #[serde(skip)]
    pub(super) in_config: bool,
}

/// Another place that a finding is about.
#[derive(Debug, Serialize)]
pub(super) struct Related<'o> {
    pub(super) message: &'o str,
    #[serde(flatten)]
    pub(super) place: Place<'o>,
}

/// A place in a file.
#[derive(Debug, Serialize)]
pub(super) struct Place<'o> {
    pub(super) file: Cow<'o, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pointer: Option<&'o str>,
    pub(super) range: Range,
}

/// From a position to the one after the last.
#[derive(Debug, Serialize)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// Lines and columns count from 1, offsets from 0.
#[derive(Debug, Serialize)]
pub(super) struct Position {
    pub(super) line: u32,
    /// In Unicode characters.
    pub(super) column: u32,
    /// The same in the units of UTF-16.
    #[serde(skip)]
    pub(super) utf16_column: u32,
    /// The same in the bytes of UTF-8.
    #[serde(skip)]
    pub(super) byte_column: u32,
    pub(super) offset: u64,
}

impl Outcome {
    /// What must be shown, sorted by file, place and rule, made one by one: the whole is never held a second time. The files
    /// are named from the top of the project.
    pub(super) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.records_by(|name| self.named_from_top(name))
    }

    /// The same, with the files named from the working folder.
    pub(super) fn records_here(&self) -> impl Iterator<Item = Record<'_>> {
        self.records_by(Cow::from)
    }

    fn records_by<'o>(
        &'o self,
        name: impl Fn(&'o str) -> Cow<'o, str>,
    ) -> impl Iterator<Item = Record<'o>> {
        let findings = self.findings().into_iter().zip(self.fingerprints());
        findings.map(move |((sources, finding), fingerprint)| {
            let naming = Naming {
                sources,
                name: &name,
            };
            Record::new(&naming, finding, fingerprint)
        })
    }
}

/// The files of a report, and what they are called.
struct Naming<'o, 'n> {
    sources: &'o Sources,
    name: &'n dyn Fn(&'o str) -> Cow<'o, str>,
}

impl<'o> Record<'o> {
    fn new(naming: &Naming<'o, '_>, finding: &'o Finding, fingerprint: String) -> Self {
        let related = finding.labels.iter().skip(1).map(|label| Related {
            message: &label.message,
            place: Place::new(naming, label),
        });
        let primary = finding.primary();
        Self {
            rule: finding.rule.id(),
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            url: finding.rule.url(),
            label: &primary.message,
            place: Place::new(naming, primary),
            related: related.collect(),
            fingerprint,
            fixes: recorded_fixes(naming, finding),
            suppressed: Suppressed::of(finding),
        }
    }

    /// The help without line breaks between forms.
    pub(super) fn help_on_one_line(&self) -> Option<String> {
        let mut lines = lines_of_help(self.help?);
        let first = lines.next()?;
        let forms: Vec<&str> = lines.collect();
        Some(if forms.is_empty() {
            first.to_owned()
        } else {
            format!("{first} {}", forms.join("; "))
        })
    }

    /// The message, with a word on it if the finding is suppressed.
    pub(super) fn marked_message(&self) -> String {
        format!("{}{}", self.message, suppression_mark(self.suppressed))
    }
}

fn recorded_fixes<'o>(naming: &Naming<'o, '_>, finding: &'o Finding) -> Vec<RecordedFix<'o>> {
    let fixes = finding.fixes.iter().map(|fix| RecordedFix {
        title: &fix.title,
        kind: fix.kind,
        edits: fix
            .edits
            .iter()
            .map(|edit| RecordedEdit {
                place: Place::at(naming, edit.location, None),
                text: &edit.text,
            })
            .collect(),
    });
    fixes.collect()
}

impl<'o> Suppressed<'o> {
    pub(super) fn of(finding: &'o Finding) -> Option<Self> {
        finding.suppressed.as_ref().map(|it| Self {
            reason: it.reason.as_deref(),
            in_config: it.configured.is_some(),
        })
    }
}

/// What follows the message of a suppressed finding where it is read by people; nothing for any other.
pub(super) fn suppression_mark(suppressed: Option<Suppressed<'_>>) -> String {
    match suppressed {
        None => String::new(),
        Some(Suppressed { reason: None, .. }) => " (suppressed)".to_owned(),
        Some(Suppressed {
            reason: Some(reason),
            ..
        }) => format!(" (suppressed: {reason})"),
    }
}

impl<'o> Place<'o> {
    fn new(naming: &Naming<'o, '_>, label: &'o Label) -> Self {
        Self::at(naming, label.location, label.pointer.as_deref())
    }

    fn at(
        naming: &Naming<'o, '_>,
        Location { file, span }: Location,
        pointer: Option<&'o str>,
    ) -> Self {
        let source = naming.sources.get(file);
        Self {
            file: (naming.name)(source.name()),
            pointer,
            range: Range {
                start: Position::new(source, span.start),
                end: Position::new(source, span.end),
            },
        }
    }
}

impl Position {
    fn new(source: &Source, at: u32) -> Self {
        let position = source.position(at);
        Self {
            line: position.line,
            column: position.column,
            utf16_column: source.utf16_column(at),
            byte_column: source.byte_column(at),
            offset: position.offset,
        }
    }
}

/// A list whose members are made when they are written.
pub(super) struct Streamed<F>(pub(super) F);

impl<F, I> Serialize for Streamed<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
