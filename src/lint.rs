//! The pure pipeline: from the text of one report to its findings.

use crate::config::Settings;
use crate::finding::{Finding, Findings};
use crate::model::{Part, Report};
use crate::rule;
use crate::schema::{Schema, Violation};
use crate::source::Sources;
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
    let tree = syntax::parse(source.text(), Format::of(source.name()), &Limits::default());
    let report = Report::read(Part {
        file,
        source,
        tree: &tree,
        violations: violations(&tree),
    });
    let mut findings = check(&report, settings);
    sort(&mut findings, sources);
    findings
}

/// What the schema does not allow in a report. A file that is something else is one finding, and no violations.
fn violations(tree: &Tree<'_>) -> Vec<Violation> {
    let root = tree.documents().first().copied();
    let report = root.filter(|&root| Schema::Report.recognizes(tree, root));
    report.map_or_else(Vec::new, |root| Schema::Report.violations(tree, root))
}

/// Runs the rules. Of a report that could not be read whole nothing is judged but its text: what seems to be missing
/// from it may stand in the part that was not read.
fn check(report: &Report<'_>, settings: &Settings) -> Vec<Finding> {
    let whole = report.is_whole();
    let mut findings = Vec::new();
    for rule in rule::all() {
        let Some(severity) = settings.severity(rule) else {
            continue;
        };
        if !whole && rule.group() != TEXT_GROUP {
            continue;
        }
        let mut found = Findings::new(report, rule, severity);
        (rule.check)(report, &mut found);
        findings.append(&mut found.into_vec());
    }
    findings
}

/// Sorts by file name, place and rule, so that the same report always gives the same list.
fn sort(findings: &mut [Finding], sources: &Sources) {
    findings.sort_by(|left, right| {
        let key = |finding: &Finding| {
            let location = finding.primary().location;
            (location.span.start, finding.rule.id, location.span.end)
        };
        let name = |finding: &Finding| sources.get(finding.primary().location.file).name();
        name(left)
            .cmp(name(right))
            .then_with(|| key(left).cmp(&key(right)))
            .then_with(|| left.message.cmp(&right.message))
    });
}
