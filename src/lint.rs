//! The pure pipeline: from the text of one report to its findings.

use rayon::prelude::*;

use crate::config::Settings;
use crate::finding::{Finding, Findings};
use crate::model::{Part, Report};
use crate::rule::{self, Rule};
use crate::schema::{Schema, Violation};
use crate::source::Sources;
use crate::suppress::{self, Suppressions};
use crate::syntax::{self, Format, Limits, Tree};

/// The group whose rules read the text itself, and so have something to say of a file that cannot be read whole.
const TEXT_GROUP: &str = "yaml";

/// The groups whose rules ask for what stands in the prose.
const PROSE_GROUPS: [&str; 6] = [
    "abbreviations",
    "claims",
    "dates",
    "footnotes",
    "references",
    "text",
];

/// Everything that the rules find in a report, sorted by file, place and rule.
///
/// `sources` holds the files of one report, its root first.
#[must_use]
pub fn lint(sources: &Sources, settings: &Settings) -> Vec<Finding> {
    let Some((file, source)) = sources.iter().next() else {
        return Vec::new();
    };
    let tree = syntax::parse(source.text(), Format::of(source.name()), &Limits::default());
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
    let on = |rule: &'static Rule| Some((rule, settings.severity(rule, stage)?));
    let rules = rule::all().filter(|rule| which(rule));
    let rules: Vec<_> = rules.filter_map(on).collect();
    if rules
        .iter()
        .any(|(rule, _)| PROSE_GROUPS.contains(&rule.group()))
    {
        report.read_prose();
    }
    let findings = rules.into_par_iter().flat_map_iter(|(rule, severity)| {
        let mut found = Findings::new(report, rule, severity);
        (rule.check)(report, &mut found);
        found.into_vec()
    });
    findings.collect()
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
