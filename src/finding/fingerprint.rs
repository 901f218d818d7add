//! Recognizes a finding in a later run, when other parts of its file have changed.

use std::borrow::Cow;
use std::hash::Hasher as _;

use rustc_hash::FxHashMap;
use siphasher::sip128::{Hash128, Hasher128 as _, SipHasher13};

use crate::finding::Finding;
use crate::text::source::Sources;

/// Ends each part of what is hashed; UTF-8 has no such byte.
const END: u8 = 0xFF;

/// The fingerprints of findings that are sorted by file and place, each of 32 hexadecimal digits.
///
/// One is made of the rule, the name of the file, the labelled texts and the other texts that it is about. Positions and
/// list indices do not change it. If findings are alike in all of these, their order distinguishes them.
#[must_use]
pub fn of_all(findings: &[(&Sources, &Finding)]) -> Vec<String> {
    named(findings, |name| name.into())
}

/// Fingerprints in which files have the names that `name` makes of theirs.
#[must_use]
pub(crate) fn named(
    findings: &[(&Sources, &Finding)],
    name: impl Fn(&str) -> Cow<'_, str>,
) -> Vec<String> {
    fingerprints(findings, &name)
}

/// Fingerprints that do not depend on the names of the files, for files that got another one.
#[must_use]
pub(crate) fn anywhere(findings: &[(&Sources, &Finding)]) -> Vec<String> {
    fingerprints(findings, &|_| "".into())
}

fn fingerprints(
    findings: &[(&Sources, &Finding)],
    name: &dyn Fn(&str) -> Cow<'_, str>,
) -> Vec<String> {
    let mut seen: FxHashMap<(u64, u64), u64> = FxHashMap::default();
    let fingerprint = |&(sources, finding): &(&Sources, &Finding)| {
        let mut hasher = hashed(sources, finding, name);
        let Hash128 { h1, h2 } = hasher.finish128();
        let alike = seen.entry((h1, h2)).or_default();
        hasher.write(&alike.to_le_bytes());
        *alike += 1;
        let Hash128 { h1, h2 } = hasher.finish128();
        format!("{h1:016x}{h2:016x}")
    };
    findings.iter().map(fingerprint).collect()
}

/// The same for findings that only their order distinguishes.
#[must_use]
pub(crate) fn unnumbered(sources: &Sources, finding: &Finding) -> (u64, u64) {
    let Hash128 { h1, h2 } = hashed(sources, finding, &|name| name.into()).finish128();
    (h1, h2)
}

/// What a finding is about. All white space is the same, because another kind of line break or a new indentation does not
/// make it another finding.
fn hashed(
    sources: &Sources,
    finding: &Finding,
    name: &dyn Fn(&str) -> Cow<'_, str>,
) -> SipHasher13 {
    let mut hasher = SipHasher13::new();
    let mut add = |part: &str| {
        hasher.write(part.as_bytes());
        hasher.write(&[END]);
    };
    add(finding.rule.id());
    add(&name(sources.get(finding.primary().location.file).name()));
    let labelled = finding.labels.iter().map(|label| label.location);
    for location in labelled.chain(finding.about.iter().copied()) {
        let source = sources.get(location.file);
        source
            .slice(location.span)
            .split_whitespace()
            .for_each(&mut add);
        add("");
    }
    hasher
}

#[cfg(test)]
mod tests {
    use super::of_all;
    use crate::checks::lint::lint;
    use crate::checks::settings::Settings;
    use crate::finding::Finding;
    use crate::project::include::ReportFiles;
    use crate::text::source::{Source, Sources};

    const TEXT: &str = "event:\n  name: Vienna\n  name: Wien\n";

    /// The fingerprints of the duplicate keys in `text`.
    fn fingerprints(name: &str, text: &str) -> Vec<String> {
        let files: ReportFiles = Source::decode(name, text.into()).into();
        let sources = &files.sources;
        let mut findings = lint(&files, &Settings::default()).findings;
        findings.retain(|finding| finding.rule.id() == "yaml/duplicate-key");
        let findings: Vec<(&Sources, &Finding)> =
            findings.iter().map(|finding| (sources, finding)).collect();
        of_all(&findings)
    }

    #[test]
    fn is_the_same_in_every_release() {
        assert_eq!(
            fingerprints("report.yaml", TEXT),
            ["64b6dc05c4d5dc424283a070a13b3931"]
        );
    }

    #[test]
    fn lines_and_siblings_above_leave_it() {
        let before = fingerprints("report.yaml", TEXT);
        let moved = format!("# a comment\n\ndocument:\n  title: Report\n{TEXT}");
        assert_eq!(fingerprints("report.yaml", &moved), before);
        let indented = TEXT.replace("  name", "      name").replace('\n', "\r\n");
        assert_eq!(fingerprints("report.yaml", &indented), before);
    }

    #[test]
    fn an_edit_of_the_labelled_text_changes_it() {
        let before = fingerprints("report.yaml", TEXT);
        assert_ne!(
            fingerprints("report.yaml", &TEXT.replace("name", "place")),
            before
        );
        assert_ne!(fingerprints("annex.yaml", TEXT), before);
    }

    #[test]
    fn findings_that_are_alike_are_distinguished_by_their_order() {
        let twice = format!("{TEXT}document:\n  name: Vienna\n  name: Wien\n");
        let both = fingerprints("report.yaml", &twice);
        assert_eq!(both.len(), 2);
        assert_ne!(both[0], both[1]);
        assert_eq!(both[..1], fingerprints("report.yaml", TEXT));
    }
}
