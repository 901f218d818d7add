//! Findings as the protocol sends them.

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    Message, Uri,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::position::Encoding;
use crate::finding::fix::FixKind;
use crate::finding::{Finding, Severity};
use crate::text::source::{self, Source, Sources};

/// Translates files and places for the editor.
pub(super) trait Places {
    /// What the editor calls a file, and whether its text has a byte order mark there.
    fn file(&self, source: &Source) -> (Uri, bool);

    fn encoding(&self) -> Encoding;

    fn location(&self, sources: &Sources, location: source::Location) -> Location {
        let source = sources.get(location.file);
        let (uri, mark) = self.file(source);
        Location::new(uri, self.encoding().range(source, location.span, mark))
    }
}

/// Identifies a finding in one state of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Offered {
    rule: String,
    file: String,
    start: u32,
    end: u32,
    message: String,
}

impl Offered {
    pub(super) fn new(sources: &Sources, finding: &Finding) -> Self {
        let location = finding.primary().location;
        Self {
            rule: finding.rule.id().to_owned(),
            file: sources.get(location.file).name().to_owned(),
            start: location.span.start,
            end: location.span.end,
            message: finding.message.clone(),
        }
    }

    /// The finding that a diagnostic of this server is about, and the titles and kinds of its fixes.
    pub(super) fn read(diagnostic: &Diagnostic) -> Option<(Self, Vec<(String, FixKind)>)> {
        let data: Data = serde_json::from_value(diagnostic.data.clone()?).ok()?;
        Some((data.finding, data.fixes))
    }
}

/// What the editor keeps with a diagnostic, and sends back when it asks what to do about it.
#[derive(Debug, Serialize, Deserialize)]
struct Data {
    fingerprint: String,
    finding: Offered,
    fixes: Vec<(String, FixKind)>,
}

/// A finding as a message in the editor.
pub(super) fn diagnostic(
    sources: &Sources,
    finding: &Finding,
    fingerprint: &str,
    places: &impl Places,
) -> Diagnostic {
    let related = finding.labels.iter().skip(1);
    let related = related.map(|label| DiagnosticRelatedInformation {
        location: places.location(sources, label.location),
        message: label.message.clone(),
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let fixes = finding.fixes.iter();
    let fixes = fixes.map(|fix| (fix.title.clone(), fix.kind));
    Diagnostic {
        range: places.location(sources, finding.primary().location).range,
        severity: Some(severity(finding.severity)),
        code: Some(Code::String(finding.rule.id().to_owned())),
        code_description: Some(CodeDescription {
            href: Uri(finding.rule.url()),
        }),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: Message::String(message(finding)),
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!(Data {
            fingerprint: fingerprint.to_owned(),
            finding: Offered::new(sources, finding),
            fixes: fixes.collect(),
        })),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Advice => DiagnosticSeverity::Information,
    }
}

/// What is wrong, and on a line of its own what to do.
fn message(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    }
}
