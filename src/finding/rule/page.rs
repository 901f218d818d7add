//! A rule's page, as `explain` prints it and as it is under `docs/rules`.

use super::{FixNote, Rule};
use crate::finding::fix::FixKind;

/// What the severity of a [staged](Rule::staged) rule depends on.
const STAGE: &str = "; advice in a draft (`document.stage: draft`), and an error in a final report";

/// The words for a rule that is [always](Rule::always) on.
const ALWAYS: &str = "; always reported, even if it is ignored, suppressed or in a baseline";

/// The words for a rule that is [off by default](Rule::optional).
const OPTIONAL: &str =
    "; off unless its id is named, in `--select` or under `rules` in the configuration";

/// The words for a rule that is [off in Markdown](Rule::unsure_in_markdown).
const UNSURE: &str = "; off in Markdown unless its id is named";

/// What a rule says that [needs](Rule::needs) words.
const LANGUAGES: &str = "The rule needs to know words of the language of the report: that of `document.language`, or else the one that the text\nshows. It does not run for other languages; `check --print-config REPORT` says so.\n\n";

/// The page of a rule in Markdown: its documentation and its two examples.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let Rule { id, severity, .. } = rule;
    let stage = if rule.staged { STAGE } else { "" };
    let always = if rule.always { ALWAYS } else { "" };
    let optional = if rule.optional { OPTIONAL } else { "" };
    let unsure = if rule.unsure_in_markdown { UNSURE } else { "" };
    let documentation = rule.documentation();
    let languages = rule.needs.map_or("", |_| LANGUAGES);
    let fixes = fixes(rule);
    let bad = example("Bad example", rule.bad_example);
    let good = example("Good example", rule.good_example);
    format!(
        "# {id}\n\nSeverity: {severity}{stage}{always}{optional}{unsure}\n\n{documentation}\n\n{languages}{fixes}{bad}\n{good}"
    )
}

/// What the program can do about its findings.
fn fixes(rule: &Rule) -> String {
    if rule.fixes.is_empty() {
        return String::new();
    }
    let lines = rule.fixes.iter().map(|FixNote { kind, why }| {
        let how = match kind {
            FixKind::Safe => "Safe (`--fix`)",
            FixKind::Unsafe => "Unsafe (`--fix --unsafe-fixes`)",
            FixKind::Declaration => "A declaration (in an editor)",
        };
        format!("- {how}: {why}\n")
    });
    format!(
        "## What the program can fix\n{}\n",
        lines.collect::<String>()
    )
}

fn example(heading: &str, report: &str) -> String {
    let report = report.trim_end();
    format!("## {heading}\n\n```yaml\n{report}\n```\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    #[test]
    fn a_page_has_what_the_rule_says_of_itself() {
        let rule = Rule {
            id: "agenda/duplicate-code",
            severity: Severity::Warning,
            staged: true,
            always: false,
            optional: false,
            unsure_in_markdown: false,
            needs: None,
            fixes: &[FixNote {
                kind: FixKind::Safe,
                why: "The second goes.",
            }],
            doc_lines: &[
                " One session code stands",
                " on the agenda twice.",
                "",
                " ## Why it matters",
                " Readers look codes up.",
            ],
            bad_example: "a: 1\n\n",
            good_example: "a: 2",
        };
        let expected = "\
# agenda/duplicate-code

Severity: warning; advice in a draft (`document.stage: draft`), and an error in a final report

One session code stands
on the agenda twice.

## Why it matters
Readers look codes up.

## What the program can fix
- Safe (`--fix`): The second goes.

## Bad example

```yaml
a: 1
```

## Good example

```yaml
a: 2
```
";
        assert_eq!(page(&rule), expected);
    }
}
