//! The pure pipeline: from the text of one report to its findings.

use rayon::prelude::*;

use crate::config::Settings;
use crate::finding::{Finding, Findings};
use crate::model::Report;
use crate::place::Part;
use crate::rule::{self, Rule};
use crate::schema::{Schema, Violation};
use crate::source::Sources;
use crate::suppress::{self, Suppressions};
use crate::syntax::{self, Format, Limits, Tree};

/// The group whose rules read the text itself, and so have something to say of a file that cannot be read whole.
const TEXT_GROUP: &str = "yaml";

/// Everything that the rules find in a report, sorted by file, place and rule.
///
/// `sources` holds the files of one report, its root first.
#[must_use]
pub fn lint(sources: &Sources, settings: &Settings) -> Vec<Finding> {
    let Some((file, source)) = sources.iter().next() else {
        return Vec::new();
    };
    let format = Format::of(source.name());
    let (tree, ()) = rayon::join(
        || syntax::parse(source.text(), format, &Limits::default()),
        || Schema::Report.prepare(),
    );
    let mut report = Report::read(Part {
        file,
        source,
        tree: &tree,
        violations: violations(&tree),
    });
    let mut findings = check(&mut report, settings);
    sort(&mut findings, sources);
    findings
}

/// What the schema does not allow in a report. A file that is something else is one finding, and no violations.
fn violations(tree: &Tree<'_>) -> Vec<Violation> {
    let root = tree.documents().first().copied();
    let report = root.filter(|&root| Schema::Report.recognizes(tree, root));
    report.map_or_else(Vec::new, |root| Schema::Report.violations(tree, root))
}

/// Runs the rules, and those about suppressions when it is known what was suppressed.
///
/// Of a report that could not be read whole nothing is judged but its text: what seems to be missing from it may stand in
/// the part that was not read. Nor is anything suppressed in it: what a comment is about may go on there.
fn check(report: &mut Report<'_>, settings: &Settings) -> Vec<Finding> {
    if !report.is_whole() {
        return found(report, settings, |rule| rule.group() == TEXT_GROUP);
    }
    let about_suppressions = |rule: &Rule| rule.group() == suppress::GROUP;
    let mut findings = found(report, settings, |rule| !about_suppressions(rule));
    report.suppressions = Suppressions::of(&report.parts, settings);
    report.suppressions.apply(&mut findings);
    findings.extend(found(report, settings, about_suppressions));
    findings
}

/// What those of the rules find that are on. They run side by side, and their findings come in the order of the rules.
fn found(report: &Report<'_>, settings: &Settings, which: impl Fn(&Rule) -> bool) -> Vec<Finding> {
    let own_stage = report.document.as_ref().and_then(|document| document.stage);
    let stage = settings.stage.or(own_stage.map(|stage| stage.value));
    let rules: Vec<&'static Rule> = rule::all().filter(|rule| which(rule)).collect();
    let findings = rules.into_par_iter().flat_map_iter(|rule| {
        let severity = settings.severity(rule, stage);
        let found = severity.map(|severity| {
            let mut found = Findings::new(&report.parts, rule, severity);
            (rule.check)(report, &mut found);
            found.into_vec()
        });
        found.unwrap_or_default()
    });
    findings.collect()
}

/// Sorts by file name, place and rule, so that the same report always gives the same list.
fn sort(findings: &mut [Finding], sources: &Sources) {
    let name = |finding: &Finding| sources.get(finding.primary().location.file).name();
    findings.sort_by(|left, right| {
        let (left_span, right_span) = (left.primary().location.span, right.primary().location.span);
        name(left)
            .cmp(name(right))
            .then_with(|| left_span.start.cmp(&right_span.start))
            .then_with(|| left.rule.id().cmp(right.rule.id()))
            .then_with(|| left_span.end.cmp(&right_span.end))
            .then_with(|| left.message.cmp(&right.message))
    });
}
