use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::ProblemKind;

rule! {
    /// A selector of a check is no JSONPath.
    ///
    /// ## Why it matters
    /// Nobody can tell which values are meant, so the check is not run.
    ///
    /// ## How to mend it
    /// A path begins with `$`, the whole document. `.title` is what stands under a key, `['sub-title']` what stands under one
    /// that is no plain word, `[*]` each item of a list or each value of a mapping, `..` goes down to any depth, and
    /// `[?@.kind == 'talk']` takes those of which something is true. RFC 9535 has the rest.
    error "config/invalid-selector"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::InvalidSelector { selector, reason } = &problem.kind else {
            continue;
        };
        findings
            .add(
                messages::no_path(selector, reason),
                problem.at.clone(),
                messages::GOES_WRONG_HERE,
            )
            .help(messages::WRITE_PATH);
    }
}

mod messages {
    pub(super) const GOES_WRONG_HERE: &str = "goes wrong here";
    pub(super) const WRITE_PATH: &str = "write a path such as `$.days[*].talks[*]`";

    pub(super) fn no_path(selector: &str, reason: &str) -> String {
        format!("\"{selector}\" is no JSONPath: {reason}")
    }
}
