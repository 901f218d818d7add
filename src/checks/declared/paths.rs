//! Each path leads to a file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::finder::{Finder, Outcome};
use super::item::{Item, quoted};
use super::resolve::Mention;
use super::run::{Quoted, Run};
use crate::finding::Severity;
use crate::finding::wording::either;
use crate::project::config::Paths;
use crate::relation::resolve::nearest;
use crate::text::place::{NodeRef, Place};

/// A path as it is written, and where it is written again.
struct Written<'d> {
    item: Item<'d>,
    mention: Mention,
    again: Vec<Place>,
    /// The folder in which it starts; `None` where that is outside the folder of the configuration.
    base: Option<String>,
    /// The endings with which the file is looked for as well.
    endings: &'d [String],
}

/// Looks paths up, and reports those that lead to none of the files.
pub(super) fn check<'d>(
    run: &mut Run<'d>,
    mentions: Vec<(Item<'d>, Mention)>,
    among: &'d [Paths],
    unused: Option<Severity>,
) {
    let mut finder = Finder::new(run, among);
    let mut used = FxHashSet::default();
    let written = once_each(&mut finder, mentions);
    for path in &written {
        let Some(base) = &path.base else {
            tell(run, path, &Outcome::Outside, None);
            continue;
        };
        let outcome = finder.outcome(path.item.part, &path.mention.text);
        match &outcome {
            Outcome::Found { file, anchor } => {
                used.insert(file.clone());
                if let Some(anchor) = anchor {
                    check_anchor(run, path, file, anchor);
                }
            }
            Outcome::Nothing(missing) => {
                let meant = finder.nearest(base, missing);
                let shown = meant.as_ref();
                let shown = shown.map(|it| finder.as_written(base, it, &path.mention.text));
                tell(run, path, &outcome, shown.as_deref());
                // what was probably meant is not unused as well
                used.extend(meant);
            }
            Outcome::Misspelt(file) => {
                let shown = finder.as_written(base, file, &path.mention.text);
                tell(run, path, &outcome, Some(&shown));
                used.insert(file.clone());
            }
            _ => tell(run, path, &outcome, None),
        }
    }
    if let Some(severity) = unused {
        report_unused(run, &mut finder, &written, &used, severity);
    }
}

/// The paths, each once, in the order in which they come. Addresses are none.
fn once_each<'d>(finder: &mut Finder<'d>, mentions: Vec<(Item<'d>, Mention)>) -> Vec<Written<'d>> {
    let mut places: FxHashMap<(Option<String>, String), usize> = FxHashMap::default();
    let mut written: Vec<Written<'d>> = Vec::new();
    for (item, mention) in mentions {
        if is_address(&mention.text) {
            continue;
        }
        let base = finder.base(item.part);
        let endings = finder.endings(&mention.text);
        // where all paths start outside, that is one thing
        let text = base.as_ref().map_or("", |_| mention.text.as_str());
        let place = *places
            .entry((base.clone(), text.to_owned()))
            .or_insert(written.len());
        match written.get_mut(place) {
            Some(known) => known.again.push(mention.place),
            None => written.push(Written {
                item,
                mention,
                again: Vec::new(),
                base,
                endings,
            }),
        }
    }
    written
}

/// Whether a text is no path but the address of something elsewhere, or names a part of the page that it is in.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || "+.-".contains(sign));
    is_scheme || text.starts_with("//") || text.starts_with('#')
}

fn tell(run: &mut Run<'_>, written: &Written<'_>, outcome: &Outcome, near: Option<&str>) {
    let value = quoted(&written.mention.text);
    let (message, label) = match outcome {
        _ if written.mention.text.is_empty() => (messages::NEEDED.to_owned(), messages::IS_EMPTY),
        Outcome::Found { .. } => return,
        Outcome::Nothing(path) => {
            let message = messages::no_file(&quoted(path), &either(written.endings));
            (message, messages::LEADS_NOWHERE)
        }
        Outcome::Misspelt(path) => (
            messages::is_called(&value, &quoted(path)),
            messages::NOT_FOUND_EVERYWHERE,
        ),
        Outcome::Folder(path) => (messages::is_a_folder(&quoted(path)), messages::FILE_NEEDED),
        Outcome::NotMeant(path, written) => (
            messages::is_not_among(&quoted(path), written),
            messages::NOT_ONE_OF_THEM,
        ),
        Outcome::Outside => (messages::is_outside(&value), messages::LEADS_OUTSIDE),
    };
    let help = match (outcome, near) {
        (Outcome::Misspelt(_), Some(near)) => messages::write(&quoted(near)),
        (Outcome::Folder(_), _) => messages::NAME_FILE.to_owned(),
        (Outcome::Outside, _) => messages::STAY_INSIDE.to_owned(),
        (_, Some(near)) => messages::write_or_add(&quoted(near)),
        (_, None) => messages::CORRECT_OR_ADD.to_owned(),
    };
    let said = Quoted {
        value: &written.mention.text,
        other: near.unwrap_or_default(),
    };
    let again = written.again.iter();
    let again = again.map(|place| (place.clone(), messages::AND_HERE.to_owned()));
    run.add(message, said, written.mention.place.clone(), label, help)
        .labels(again);
}

/// Reports the name of a heading that the page does not have.
fn check_anchor(run: &mut Run<'_>, written: &Written<'_>, file: &str, anchor: &str) {
    let Some(anchors) = run.tree().anchors(run.folder(), file) else {
        return;
    };
    if anchors.has(anchor) {
        return;
    }
    let near = nearest(anchor, anchors.headings());
    let help = match near {
        Some(near) => messages::write(&messages::anchored(near)),
        None => messages::NAME_HEADING.to_owned(),
    };
    let said = Quoted {
        value: &written.mention.text,
        other: near.unwrap_or_default(),
    };
    let message = messages::no_heading(&quoted(file), &messages::anchored(anchor));
    let again = written.again.iter();
    let again = again.map(|place| (place.clone(), messages::AND_HERE.to_owned()));
    let place = written.mention.place.clone();
    run.add(message, said, place, messages::LEADS_NOWHERE, help)
        .labels(again);
}

/// Reports the files that no path leads to, at the contents which start in the same folder.
fn report_unused(
    run: &mut Run<'_>,
    finder: &mut Finder<'_>,
    written: &[Written<'_>],
    used: &FxHashSet<String>,
    severity: Severity,
) {
    let mut known = FxHashSet::default();
    for first in written {
        let Some(base) = first.base.as_ref().filter(|base| known.insert(*base)) else {
            continue;
        };
        let mut files = finder.files(base, first.item.part);
        files.retain(|file| !used.contains(file));
        let at = contents(first.item);
        run.add_weighing(severity, |findings| {
            for file in files {
                findings
                    .add(
                        messages::unused(&quoted(&file)),
                        Place::Heading(at),
                        messages::NONE_OF_THESE,
                    )
                    .help(messages::ADD_OR_REMOVE);
            }
        });
    }
}

/// What in a file has the entries: what is under the key of the document, or the item itself.
fn contents(item: Item<'_>) -> NodeRef {
    let mut around = item.around().filter(|around| around.parent().is_some());
    let outermost = around.by_ref().last();
    outermost.unwrap_or(item).at()
}

mod messages {
    pub(super) use crate::finding::wording::AND_HERE;

    pub(super) const LEADS_NOWHERE: &str = "points to nothing";
    pub(super) const NEEDED: &str = "there is no path here, where one is needed";
    pub(super) const IS_EMPTY: &str = "is empty";
    pub(super) const NOT_FOUND_EVERYWHERE: &str = "not all systems find the file";
    pub(super) const FILE_NEEDED: &str = "a file is needed";
    pub(super) const NOT_ONE_OF_THEM: &str = "another kind of file is needed";
    pub(super) const LEADS_OUTSIDE: &str = "leads outside";
    pub(super) const NONE_OF_THESE: &str = "none of these does";
    pub(super) const NAME_FILE: &str = "name a file in it";
    pub(super) const STAY_INSIDE: &str =
        "write a path in that folder, or put the configuration further up";
    pub(super) const CORRECT_OR_ADD: &str = "correct the path, or add the file";
    pub(super) const NAME_HEADING: &str =
        "name a heading of the page, or leave out what follows the `#`";
    pub(super) const ADD_OR_REMOVE: &str = "add an entry for the file, or remove it";

    pub(super) fn no_file(path: &str, endings: &str) -> String {
        match endings {
            "" => format!("there is no file {path}"),
            endings => format!("there is no file {path} with the ending {endings}"),
        }
    }

    pub(super) fn is_called(value: &str, path: &str) -> String {
        format!("the file that {value} leads to is called {path}")
    }

    pub(super) fn is_a_folder(path: &str) -> String {
        format!("{path} is a folder")
    }

    pub(super) fn is_not_among(path: &str, written: &str) -> String {
        format!("the file {path} is none of `{written}`")
    }

    pub(super) fn is_outside(value: &str) -> String {
        format!("{value} is outside the folder of the configuration, and is not looked up")
    }

    pub(super) fn anchored(name: &str) -> String {
        format!("\"#{name}\"")
    }

    pub(super) fn no_heading(page: &str, anchor: &str) -> String {
        format!("{page} has no heading {anchor}")
    }

    pub(super) fn write(near: &str) -> String {
        format!("write {near}")
    }

    pub(super) fn write_or_add(near: &str) -> String {
        format!("write {near}, or add the file")
    }

    pub(super) fn unused(file: &str) -> String {
        format!("no entry leads to {file}")
    }
}
