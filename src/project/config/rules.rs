//! The rules of the group `config`: what is wrong with a `reportlint.yaml`, beyond its text and its schema.

use super::check::PLACEHOLDERS;
use super::{CheckFlaw, ConfigProblem, Extending, ProblemKind, preset_names};
use crate::finding::rule::{Rule, rules};
use crate::finding::wording::{
    AGAIN_HERE, FIRST_HERE, NAMES_NO_RULE, POINTS_TO_NOTHING, RULES_ARE_LISTED, did_you_mean,
    listed, no_rule,
};
use crate::finding::{self, Findings};
use crate::relation::resolve::nearest;

rules! {
    /// Two checks of a configuration have the same name.
    ///
    /// ## Why it matters
    /// Findings have the name of their check. When two checks have the same name, nobody knows which of them found
    /// something, and nobody can change the severity of one without the other, or suppress it.
    ///
    /// ## How to fix it
    /// Give each check its own `id`, which no extended configuration uses.
    DUPLICATE_CHECK: error "config/duplicate-check";

    /// A configuration extends a file that does not exist, or extends itself.
    ///
    /// ## Why it matters
    /// The other configuration does not apply here, but a reader of this one believes that it does.
    ///
    /// Files outside the project are not even looked at, because a configuration may come from somebody else, and must
    /// not read and quote your other files. A project is the folder that contains `.git`, with everything in it;
    /// without one, it is the folder where you start the check.
    ///
    /// ## How to fix it
    /// Write the name of a preset, such as `final` or `preset/frab`, or the path of another configuration, relative to
    /// the folder of this one. If two configurations extend each other, remove `extends` from one of them.
    EXTENDS: error "config/extends";

    /// A check has no relation, or more than one.
    ///
    /// ## Why it matters
    /// It cannot run, so the data is not checked, but a reader of the configuration believes that it is.
    ///
    /// ## How to fix it
    /// Give a check exactly one relation, such as `unique` or `resolve`; for two relations, write two checks. Give the
    /// times of items in one form only (`start` and `end`, `range`, or `start` and `duration`), and likewise their
    /// number (`exactly`, `at_least`, `at_most` or `stated`) and the fields (`fields` or `together`).
    INVALID_CHECK: error "config/invalid-check";

    /// A file pattern in a configuration is not valid.
    ///
    /// ## Why it matters
    /// It selects no file, so files are checked that should be ignored, or the reverse.
    ///
    /// ## How to fix it
    /// Close each `[` with a `]` and each `{` with a `}`, and put a `\` before a special character that means itself.
    /// Patterns are written as in `.gitignore`: `*` matches any part of a name, `**` any number of folders, and a `/`
    /// at the end means a folder with everything in it.
    INVALID_GLOB: error "config/invalid-glob";

    /// The pattern of a check is not valid.
    ///
    /// ## Why it matters
    /// The check cannot run, so no text is compared with the pattern.
    ///
    /// ## How to fix it
    /// Patterns are regular expressions that can be matched in linear time, so they have neither look-around nor
    /// back-references. Close each bracket, and put a `\` before a special character that means itself. A pattern that
    /// repeats a large repetition is too large: make it smaller.
    INVALID_PATTERN: error "config/invalid-pattern";

    /// A selector of a check is not a JSONPath.
    ///
    /// ## Why it matters
    /// It is not known which values are meant, so the check does not run.
    ///
    /// ## How to fix it
    /// A path begins with `$`, the whole document. `.title` is the value of a key, `['sub-title']` the value of a key
    /// with a special character, `[*]` each item of a list or each value of a mapping, `..` means any depth, and
    /// `[?@.kind == 'talk']` selects the items that meet a condition. RFC 9535 describes the rest.
    INVALID_SELECTOR: error "config/invalid-selector";

    /// A configuration sets the severity of a rule that does not exist.
    ///
    /// ## Why it matters
    /// The intended rule keeps its default severity.
    ///
    /// ## How to fix it
    /// Under `rules` write the id of a rule, such as `agenda/overlap`, a group of rules, such as `agenda`, or `check/` and
    /// the id of a check that the configuration declares. `reportlint rules` lists the rules.
    UNKNOWN_RULE: error "config/unknown-rule";

    /// A pattern under `documents` selects no file, or no file matches an extended preset.
    ///
    /// ## Why it matters
    /// Such an entry checks nothing, but a reader of the configuration believes that it does. Most often a name is
    /// misspelt, or the files were moved.
    ///
    /// It is reported only after a search of all files below the configuration, and not when you name single files.
    /// Files that `.gitignore`, `.ignore` or `ignore` excludes are not selected, nor are hidden files, unless the
    /// pattern contains the full stop: `.github/*.yml`. A preset has patterns for several file names; it is enough if
    /// one of them matches.
    ///
    /// ## How to fix or declare it
    /// Correct the pattern: it is relative to the folder of the configuration, and without `**/` it selects nothing in
    /// other folders. If the files may be missing, add `optional: true` to the entry.
    UNMATCHED_FILES: warning "config/unmatched-files";
}

const CORRECT_OR_ESCAPE: &str =
    "correct it; to match a special character itself, put a `\\` before it";

impl finding::Problem for ConfigProblem {
    fn rule(&self) -> &'static Rule {
        match self.kind {
            ProblemKind::DuplicateCheck { .. } => &DUPLICATE_CHECK,
            ProblemKind::Extends { .. } => &EXTENDS,
            ProblemKind::InvalidCheck { .. } => &INVALID_CHECK,
            ProblemKind::InvalidGlob { .. } => &INVALID_GLOB,
            ProblemKind::InvalidPattern { .. } => &INVALID_PATTERN,
            ProblemKind::InvalidSelector { .. } => &INVALID_SELECTOR,
            ProblemKind::UnknownRule { .. } => &UNKNOWN_RULE,
            ProblemKind::UnmatchedFiles { .. }
            | ProblemKind::UnmatchedPreset { .. }
            | ProblemKind::IgnoredRule { .. } => &UNMATCHED_FILES,
        }
    }

    fn report(&self, findings: &mut Findings<'_>) {
        let Words {
            message,
            label,
            help,
        } = words(&self.kind);
        let draft = findings.add(message, self.at.clone(), label).help(help);
        if let ProblemKind::DuplicateCheck {
            first: Some(first), ..
        } = self.kind
        {
            draft.label(first, FIRST_HERE);
        }
    }
}

/// What a finding says about a problem.
struct Words {
    message: String,
    label: String,
    help: String,
}

impl Words {
    fn new(message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            label: label.into(),
            help: help.into(),
        }
    }
}

fn words(problem: &ProblemKind) -> Words {
    match problem {
        ProblemKind::UnknownRule {
            name,
            nearest: Some(nearest),
        } => Words::new(
            no_rule(name),
            did_you_mean(nearest),
            format!("write `{nearest}`, or remove the line"),
        ),
        ProblemKind::UnknownRule {
            name,
            nearest: None,
        } => Words::new(no_rule(name), NAMES_NO_RULE, RULES_ARE_LISTED),
        ProblemKind::InvalidGlob { glob, reason } => Words::new(
            format!("\"{glob}\" is not a valid file pattern: {reason}"),
            "is left out",
            CORRECT_OR_ESCAPE,
        ),
        ProblemKind::UnmatchedFiles { glob } => Words::new(
            format!("\"{glob}\" selects no file"),
            "it checks nothing",
            "correct the pattern, or add `optional: true` to the entry; files that .gitignore or `ignore` excludes are not selected",
        ),
        ProblemKind::IgnoredRule { name } => Words::new(
            format!("`ignore` names files, and \"{name}\" is a rule"),
            "turns nothing off",
            format!("write `{name}: off` under `rules`"),
        ),
        ProblemKind::UnmatchedPreset { name } => Words::new(
            format!("no file matches `{name}`"),
            "it checks nothing",
            "remove it, or put this configuration into the folder that the files are in",
        ),
        ProblemKind::Extends { name, why } => extending(name, why),
        ProblemKind::InvalidCheck { flaw } => flawed(flaw),
        ProblemKind::InvalidSelector { selector, reason } => Words::new(
            format!("\"{selector}\" is not a JSONPath: {reason}"),
            "the path is wrong here",
            "write a path such as `$.days[*].talks[*]`",
        ),
        ProblemKind::InvalidPattern { pattern, reason } => Words::new(
            format!("\"{pattern}\" is not a valid pattern: {reason}"),
            "the check is left out",
            // to escape the signs of what is not supported would make another pattern of it
            if reason.contains("not supported") {
                "write the pattern without it"
            } else {
                CORRECT_OR_ESCAPE
            },
        ),
        ProblemKind::DuplicateCheck { id, first } => Words::new(
            match first {
                Some(_) => format!("two checks are called `{id}`"),
                None => format!("the extended configuration already has a check `{id}`"),
            },
            AGAIN_HERE,
            "give each check its own `id`",
        ),
    }
}

fn extending(name: &str, why: &Extending) -> Words {
    match why {
        Extending::Missing => Words::new(
            format!("there is no file \"{name}\" to extend"),
            POINTS_TO_NOTHING,
            "write its path from the folder of this configuration",
        ),
        Extending::Outside => Words::new(
            format!("\"{name}\" lies outside the project, and is not read"),
            "leads outside",
            "move the file into the project; its top folder is the one with `.git`, or else the one that the check starts in",
        ),
        Extending::UnknownPreset { nearest } => {
            let names: Vec<String> = preset_names().map(|name| format!("`{name}`")).collect();
            let names = listed(&names);
            Words::new(
                format!("there is no preset \"{name}\""),
                nearest.map_or_else(|| "names no preset".to_owned(), did_you_mean),
                format!(
                    "the presets are {names}; a file is named with its ending, as in `strict.yaml`"
                ),
            )
        }
        Extending::SeveralKinds => Words::new(
            format!("\"{name}\" is for several kinds of files that refer to one another"),
            "needs files of each kind",
            "name it under `extends`, and give the files the names that it is for",
        ),
        Extending::Cycle { files } => Words::new(
            match files.as_slice() {
                [first, between @ .., _] => extends_one_another(first, between),
                _ => "this configuration extends itself".to_owned(),
            },
            "leads back to this file",
            "remove it here or there",
        ),
        Extending::TooDeep { most } => Words::new(
            format!("more than {most} configurations extend one another"),
            "is left out",
            "extend several in one list instead of one by one",
        ),
    }
}

fn extends_one_another(first: &str, between: &[String]) -> String {
    if between.is_empty() {
        return format!("this configuration extends \"{first}\", which extends it");
    }
    let between: Vec<String> = between.iter().map(|file| format!("\"{file}\"")).collect();
    let between = between.join(", then ");
    format!("this configuration extends \"{first}\", which extends it through {between}")
}

fn flawed(flaw: &CheckFlaw) -> Words {
    match flaw {
        CheckFlaw::NoRelation => Words::new(
            "the check has no relation",
            "no relation here",
            "add a relation, such as `unique`, `resolve` or `overlap`",
        ),
        CheckFlaw::SeveralRelations { relations } => {
            let names: Vec<String> = relations.iter().map(|name| format!("`{name}`")).collect();
            let names = listed(&names);
            let (count, label) = match relations.len() {
                2 => ("two".to_owned(), "one relation too many"),
                count => (count.to_string(), "too many relations"),
            };
            Words::new(
                format!("the check has {count} relations, {names}"),
                label,
                "write a check for each, with its own `id`",
            )
        }
        CheckFlaw::Times => Words::new(
            "the check needs the times of the items in exactly one form",
            "from when to when?",
            "write the fields `start` and `end`, or `range`, or `start` and `duration`",
        ),
        CheckFlaw::Figure => Words::new(
            "the check needs one of `exactly`, `at_least`, `at_most` and `stated`",
            "how many?",
            "write one of `exactly`, `at_least`, `at_most` and `stated`",
        ),
        CheckFlaw::Fields => Words::new(
            "the check needs either `fields` or `together`",
            "which fields?",
            "write `fields` if each counts alone, or `together` if they count as a group",
        ),
        CheckFlaw::Among => Words::new(
            "the check needs either `of` or `paths` here",
            "values or files?",
            "give `of` to look for values, or `paths` to look for files",
        ),
        CheckFlaw::Placeholder { name } => Words::new(
            format!("nothing is filled in for `{{{name}}}`"),
            nearest(name, PLACEHOLDERS)
                .map_or_else(|| "is printed as it is".to_owned(), did_you_mean),
            "write `{value}` for what is found, or `{other}` for what it is compared with",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_reported_with_all_that_it_leads_through() {
        let message = |files: &[&str]| {
            let files = files.iter().map(|&file| file.to_owned()).collect();
            extending("b.yaml", &Extending::Cycle { files }).message
        };
        assert_eq!(message(&["a.yaml"]), "this configuration extends itself");
        assert_eq!(
            message(&["b.yaml", "a.yaml"]),
            "this configuration extends \"b.yaml\", which extends it"
        );
        assert_eq!(
            message(&["b.yaml", "c.yaml", "d.yaml", "a.yaml"]),
            "this configuration extends \"b.yaml\", which extends it through \"c.yaml\", then \"d.yaml\""
        );
    }
}
