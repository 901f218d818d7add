use crate::config::{Extending, ProblemKind, preset_names};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;
use crate::wording::listed;

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
    error "config/extends" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.config_problems {
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
            format!("there is no file \"{name}\" to extend"),
            "leads nowhere".to_owned(),
            "write its path from the folder of this configuration".to_owned(),
        ),
        Extending::Outside => (
            format!("\"{name}\" lies outside the project, and is not read"),
            "leads outside".to_owned(),
            "move the file into the project; the top folder is the one that holds `.git`, or else the one that the check \
             is started in"
                .to_owned(),
        ),
        Extending::UnknownPreset { nearest } => (
            format!("there is no preset \"{name}\""),
            nearest.map_or_else(
                || "names no preset".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            ),
            presets(),
        ),
        Extending::Cycle { files } => (
            match files.as_slice() {
                [first, between @ .., _] => format!(
                    "this configuration extends \"{first}\", which extends it{}",
                    by_way_of(between)
                ),
                _ => "this configuration extends itself".to_owned(),
            },
            "leads back to this file".to_owned(),
            "remove it here or there".to_owned(),
        ),
        Extending::TooDeep { most } => (
            format!("more than {most} configurations extend one another"),
            "is left out".to_owned(),
            "extend several in one list instead of one by one".to_owned(),
        ),
    }
}

fn presets() -> String {
    let names = preset_names().map(|name| format!("`{name}`"));
    let names = listed(&names.collect::<Vec<_>>());
    format!("the presets are {names}; a file is named with its ending, as in `strict.yaml`")
}

/// The files through which one leads to another; nothing where it does so directly.
fn by_way_of(files: &[String]) -> String {
    let quoted: Vec<_> = files.iter().map(|file| format!("\"{file}\"")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        files => format!(" by way of {}", files.join(", then ")),
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
