//! A finding as the library that draws it wants to have it.

use std::error::Error;
use std::fmt;

use miette::{Diagnostic, LabeledSpan, SourceCode};

use super::Layout;
use super::excerpt::{Excerpt, Mark};
use crate::finding::fix::FixKind;
use crate::finding::{Finding, Severity};
use crate::output::escape;
use crate::output::record::{Suppressed, suppression_mark};
use crate::text::source::Sources;

/// A finding, ready to be drawn: nothing in it acts on a terminal, and none of it is longer than a page.
#[derive(Debug)]
pub(super) struct Drawing {
    rule: String,
    url: String,
    severity: Severity,
    message: String,
    help: Option<String>,
    excerpt: Excerpt,
}

impl Finding {
    /// The finding as a diagnostic of `miette`, whose handlers draw it, or describe it in sentences.
    ///
    /// `sources` are the files that it was found in. The diagnostic contains an excerpt of them, with the lines of all its
    /// labels; the ranges of its labels are those of the excerpt. Nothing in it acts on a terminal.
    #[must_use]
    pub fn into_diagnostic(
        self,
        sources: &Sources,
    ) -> impl Diagnostic + Send + Sync + use<> + 'static {
        Drawing::new(sources, &self, Layout::DEFAULT)
    }
}

impl Drawing {
    pub(super) fn new(sources: &Sources, finding: &Finding, layout: Layout) -> Self {
        Self {
            rule: escape::line(finding.rule.id()).into_owned(),
            url: finding.rule.url(),
            severity: finding.severity,
            message: layout.shown(&finding.message)
                + &layout.shown(&suppression_mark(Suppressed::of(finding))),
            help: help(finding, layout),
            excerpt: Excerpt::new(sources, finding, layout),
        }
    }

    /// The underlined places, in the order in which they are drawn.
    pub(super) fn marks(&self) -> &[Mark] {
        &self.excerpt.marks
    }

    /// Puts the clusters that were replaced back into the drawing.
    pub(super) fn put_back_clusters(&self, text: &mut String) {
        self.excerpt.clusters.put_back(text);
    }

    /// The same for the narrating handler, which counts columns in the excerpt, even if that is cut.
    pub(super) fn narrated(mut self) -> Self {
        for mark in &mut self.excerpt.marks {
            let column = mark.position.column;
            let message = mark.message.as_mut();
            if let Some(message) = message.filter(|_| column != mark.drawn_column) {
                message.extend([" (column ", &column.to_string(), " in the file)"]);
            }
        }
        self.excerpt.leave_chunks_open();
        self
    }

    /// Says how many labels are not drawn, if any are not.
    pub(super) fn remainder(&self) -> Option<String> {
        let left_out = self.excerpt.left_out;
        let places = if left_out == 1 { "place" } else { "places" };
        (left_out > 0)
            .then(|| format!("and {left_out} more {places}; `--format json` lists them all"))
    }
}

/// What to do about a finding, and what of it the program can do.
fn help(finding: &Finding, layout: Layout) -> Option<String> {
    let kinds = [
        (FixKind::Safe, "safe, --fix"),
        (FixKind::Unsafe, "unsafe, --fix --unsafe-fixes"),
    ];
    let mut fixes = kinds.into_iter().filter_map(|(kind, how)| {
        let title = layout.shown(&finding.fix_of(kind)?.title);
        Some(format!("fix: {title} ({how})"))
    });
    let help = finding.help.as_ref().map(|help| layout.shown(help));
    match (help, fixes.next()) {
        (Some(help), Some(fix)) => Some(format!("{help}\n{fix}")),
        (help, fix) => help.or(fix),
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for Drawing {}

impl Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.rule))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.url))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = |mark: &Mark| {
            let (message, range) = (mark.message.clone(), mark.range.clone());
            if mark.label == 0 {
                LabeledSpan::new_primary_with_span(message, range)
            } else {
                LabeledSpan::new_with_span(message, range)
            }
        };
        Some(Box::new(self.marks().iter().map(label)))
    }
}
