//! One cause, one finding: what each of many changes to a correct report yields, over all groups of rules, be the report in
//! one file or in several.
//!
//! The changes are listed in `chains.yaml`, with what they yield and why.

use std::fmt::Write as _;
use std::fs;

use reportlint::Finding;
use serde::Deserialize;

use crate::base::furnished;
use crate::edit::{Edit, edited, node_at, parsed, set, written};
use crate::rules::{check_at, findings_in};
use crate::tried::tried;

const CHAINS: &str = include_str!("chains.yaml");

/// A change to the report, and what is found then.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chain {
    cause: String,
    edits: Vec<Change>,
    /// Rule and place of each, in their order.
    found: Vec<String>,
    why: String,
    /// Why an editor is told more than one thing.
    consequence: Option<String>,
}

/// As it is written in the list.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Change {
    Set {
        set: String,
        to: String,
    },
    Reword {
        reword: String,
        from: String,
        to: String,
    },
    Rename {
        rename: String,
        to: String,
    },
    Remove {
        remove: String,
    },
    After {
        after: String,
        add: String,
    },
    Swap {
        swap: String,
        with: String,
    },
    /// Pastes it once more.
    Copy {
        copy: String,
    },
    /// Makes the number of this paragraph, and of all after it, one higher.
    Shift {
        shift: u32,
    },
}

impl Change {
    fn edits(&self, text: &str) -> Vec<Edit> {
        vec![match self {
            Self::Set { set, to } => Edit::Set(set.clone(), to.clone()),
            Self::Reword { reword, from, to } => {
                Edit::Reword(reword.clone(), from.clone(), to.clone())
            }
            Self::Rename { rename, to } => Edit::Rename(rename.clone(), to.clone()),
            Self::Remove { remove } => Edit::Remove(remove.clone()),
            Self::After { after, add } => Edit::After(after.clone(), add.clone()),
            Self::Swap { swap, with } => Edit::Swap(swap.clone(), with.clone()),
            Self::Copy { copy } => {
                let tree = parsed(text);
                Edit::After(copy.clone(), written(&tree, node_at(&tree, copy)))
            }
            Self::Shift { shift } => return shifted(text, *shift),
        }]
    }
}

fn shifted(text: &str, from: u32) -> Vec<Edit> {
    let tree = parsed(text);
    let mut edits = Vec::new();
    let mut waiting = vec![tree.documents()[0]];
    while let Some(node) = waiting.pop() {
        waiting.extend(tree.items(node));
        waiting.extend(tree.entries(node).map(|(_, value)| value));
        if let Some(number) = tree.get(node, "number") {
            let value: u32 = tree.raw(number).parse().unwrap();
            if value >= from {
                edits.push(set(tree.pointer(number), (value + 1).to_string()));
            }
        }
    }
    edits
}

fn chains() -> Vec<(Chain, String)> {
    let chains: Vec<Chain> = serde_yaml::from_str(CHAINS).unwrap();
    let base = furnished();
    let planted = |chain: Chain| {
        let text = chain.edits.iter().fold(base.clone(), |text, change| {
            let edits = change.edits(&text);
            edited(&text, &edits)
        });
        assert!(text != base, "{} changes nothing", chain.cause);
        (chain, text)
    };
    chains.into_iter().map(planted).collect()
}

fn rules_and_places(findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let pointer = finding.primary().pointer.as_deref().unwrap_or_default();
        format!("{} {pointer}", finding.rule.id())
    };
    sorted(findings.iter().map(line).collect())
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

#[test]
fn each_cause_is_reported_once() {
    let mut wrong = String::new();
    for (chain, text) in chains() {
        tried(1, 1);
        let found = rules_and_places(&findings_in("report.yaml", text));
        if found != sorted(chain.found) {
            writeln!(wrong, "{}: {found:#?}", chain.cause).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_chain_is_explained() {
    let mut causes = Vec::new();
    for (chain, _) in chains() {
        assert!(!chain.why.is_empty(), "{}", chain.cause);
        let is_two_causes = chain.cause.contains(", and ") || chain.edits.len() > 1;
        assert!(
            chain.found.len() <= 1 || chain.consequence.is_some() || is_two_causes,
            "nothing says why {} is told twice",
            chain.cause
        );
        causes.push(chain.cause);
    }
    let count = causes.len();
    causes.sort();
    causes.dedup();
    assert_eq!(causes.len(), count, "a cause is listed twice");
    assert!(count >= 25, "{count} chains");
}

/// The same text in a file for each of its keys, the root with those that a report has once.
fn in_parts(text: &str) -> Vec<(String, String)> {
    const OF_ROOT: [&str; 2] = ["document", "event"];
    let tree = parsed(text);
    let root = tree.documents()[0];
    let starts: Vec<(String, usize)> = tree
        .entries(root)
        .map(|(key, _)| {
            (
                tree.key_text(key).into_owned(),
                tree.span(key).range().start,
            )
        })
        .collect();
    let mut files = vec![(
        "report.yaml".to_owned(),
        "include: [parts/*.yaml]\n".to_owned(),
    )];
    for (index, (key, start)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |(_, next)| *next);
        let part = &text[*start..end];
        if OF_ROOT.contains(&key.as_str()) {
            files[0].1.push_str(part);
        } else {
            files.push((format!("parts/{index:02}-{key}.yaml"), part.to_owned()));
        }
    }
    files
}

#[test]
fn each_cause_is_reported_once_in_a_report_of_several_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("parts")).unwrap();
    for (chain, text) in chains() {
        // the same changes, in several files
        tried(0, 1);
        let parts = folder.path().join("parts");
        fs::remove_dir_all(&parts).unwrap();
        fs::create_dir(&parts).unwrap();
        for (name, part) in in_parts(&text) {
            fs::write(folder.path().join(name), part).unwrap();
        }
        let (_, findings) = check_at(&folder.path().join("report.yaml"));
        assert_eq!(
            rules_and_places(&findings),
            sorted(chain.found),
            "{}",
            chain.cause
        );
    }
}
