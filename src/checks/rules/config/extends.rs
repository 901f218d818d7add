use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::{Extending, ProblemKind, preset_names};

rule! {
    /// A configuration extends what is not there, or extends itself.
    ///
    /// ## Why it matters
    /// What the other configuration says does not hold here, though whoever reads this one believes that it does.
    ///
    /// What lies outside the project is not even looked at, so that nobody's other files are read and quoted: a
    /// configuration may come from somebody else. A project is the folder that holds `.git`, with all that is in it; or else
    /// the folder that the check is started in.
    ///
    /// ## How to mend it
    /// Write the name of a preset, such as `final` or `preset/frab`, or the path of another configuration, relative to the
    /// folder of this one. Of two that extend each other one has to do without the other.
    error "config/extends"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::Extends { name, why } = &problem.kind else {
            continue;
        };
        let (message, label, help) = worded(name, why);
        findings.add(message, problem.at.clone(), label).help(help);
    }
}

/// The message, the label and the help.
fn worded(name: &str, why: &Extending) -> (String, String, String) {
    match why {
        Extending::Missing => (
            messages::no_file(name),
            messages::LEADS_NOWHERE.to_owned(),
            messages::WRITE_PATH.to_owned(),
        ),
        Extending::Outside => (
            messages::lies_outside(name),
            messages::LEADS_OUTSIDE.to_owned(),
            messages::MOVE_INTO_PROJECT.to_owned(),
        ),
        Extending::UnknownPreset { nearest } => (
            messages::no_preset(name),
            nearest.map_or_else(
                || messages::NAMES_NO_PRESET.to_owned(),
                messages::did_you_mean,
            ),
            messages::presets(preset_names()),
        ),
        Extending::Cycle { files } => (
            match files.as_slice() {
                [first, between @ .., _] => messages::extends_one_another(first, between),
                _ => messages::EXTENDS_ITSELF.to_owned(),
            },
            messages::LEADS_BACK.to_owned(),
            messages::REMOVE_IT.to_owned(),
        ),
        Extending::TooDeep { most } => (
            messages::too_many(*most),
            messages::IS_LEFT_OUT.to_owned(),
            messages::EXTEND_IN_ONE_LIST.to_owned(),
        ),
    }
}

mod messages {
    use crate::finding::wording::listed;
    pub(super) use crate::finding::wording::{LEADS_NOWHERE, did_you_mean};

    pub(super) const WRITE_PATH: &str = "write its path from the folder of this configuration";
    pub(super) const LEADS_OUTSIDE: &str = "leads outside";
    pub(super) const MOVE_INTO_PROJECT: &str = "move the file into the project; the top folder is the one that holds \
        `.git`, or else the one that the check is started in";
    pub(super) const NAMES_NO_PRESET: &str = "names no preset";
    pub(super) const EXTENDS_ITSELF: &str = "this configuration extends itself";
    pub(super) const LEADS_BACK: &str = "leads back to this file";
    pub(super) const REMOVE_IT: &str = "remove it here or there";
    pub(super) const IS_LEFT_OUT: &str = "is left out";
    pub(super) const EXTEND_IN_ONE_LIST: &str = "extend several in one list instead of one by one";

    pub(super) fn no_file(name: &str) -> String {
        format!("there is no file \"{name}\" to extend")
    }

    pub(super) fn lies_outside(name: &str) -> String {
        format!("\"{name}\" lies outside the project, and is not read")
    }

    pub(super) fn no_preset(name: &str) -> String {
        format!("there is no preset \"{name}\"")
    }

    pub(super) fn presets<'n>(names: impl Iterator<Item = &'n str>) -> String {
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        let names = listed(&names);
        format!("the presets are {names}; a file is named with its ending, as in `strict.yaml`")
    }

    /// The files between the two, in their order.
    pub(super) fn extends_one_another(first: &str, between: &[String]) -> String {
        if between.is_empty() {
            return format!("this configuration extends \"{first}\", which extends it");
        }
        let between: Vec<String> = between.iter().map(|file| format!("\"{file}\"")).collect();
        let between = between.join(", then ");
        format!("this configuration extends \"{first}\", which extends it by way of {between}")
    }

    pub(super) fn too_many(most: usize) -> String {
        format!("more than {most} configurations extend one another")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_told_with_all_that_it_leads_through() {
        let message = |files: &[&str]| {
            let files = files.iter().map(|&file| file.to_owned()).collect();
            worded("b.yaml", &Extending::Cycle { files }).0
        };
        assert_eq!(message(&["a.yaml"]), "this configuration extends itself");
        assert_eq!(
            message(&["b.yaml", "a.yaml"]),
            "this configuration extends \"b.yaml\", which extends it"
        );
        assert_eq!(
            message(&["b.yaml", "c.yaml", "d.yaml", "a.yaml"]),
            "this configuration extends \"b.yaml\", which extends it by way of \"c.yaml\", then \"d.yaml\""
        );
    }
}
