//! Each value is found among others.

use super::field::{self, comparable};
use super::item::{Found, Item, quoted};
use super::paths;
use super::run::{Quoted, Run};
use crate::finding::Severity;
use crate::finding::wording::{AND_HERE, POINTS_TO_NOTHING, either};
use crate::project::config::{Field, Resolve};
use crate::relation::resolve::{Dangling, Index};
use crate::text::place::Place;
use crate::text::syntax::Data;

/// A value that must be found, and where it is named.
pub(super) struct Mention {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A value that may be meant.
struct Target<'d> {
    text: String,
    found: Found<'d>,
}

pub(super) fn check<'d>(run: &mut Run<'d>, resolve: &'d Resolve) {
    let Some(items) = run.items(&resolve.of) else {
        return;
    };
    // where there need be none, there may be none at all
    if !resolve.optional && !run.has_fields(&resolve.of, &items, &resolve.by) {
        return;
    }
    let mut targets: Vec<(String, Target<'_>)> = Vec::new();
    for elsewhere in &resolve.among {
        let Some(others) = run.elsewhere(elsewhere) else {
            return;
        };
        let meant = others
            .into_iter()
            .flat_map(|other| values(resolve, &elsewhere.by, other));
        targets.extend(meant.filter_map(|(text, found)| {
            let text = text.filter(|text| !text.is_empty())?;
            Some((comparable(&text, resolve.ignore), Target { text, found }))
        }));
    }
    let index = Index::new(targets);
    let mentions = items.into_iter().flat_map(|item| {
        let mentions = mentions(resolve, item).into_iter();
        mentions.map(move |mention| (item, mention))
    });
    if !resolve.paths.is_empty() {
        let is_no_value = |(_, mention): &(Item<'_>, Mention)| {
            let name = comparable(&mention.text, resolve.ignore);
            index.get(&name).is_empty()
        };
        let mentions = mentions.filter(is_no_value).collect();
        return paths::check(run, mentions, &resolve.paths, resolve.unused);
    }
    let mentions: Vec<Mention> = mentions.map(|(_, mention)| mention).collect();
    let name = |mention: &Mention| comparable(&mention.text, resolve.ignore);
    let names = run_names(run, resolve);
    let mut used: Vec<String> = mentions.iter().map(name).collect();
    for dangling in index.dangling(&mentions, |mention| name(mention)) {
        // what was probably meant is not unused as well
        used.extend(tell(run, &dangling, &index, &names));
    }
    if let Some(severity) = resolve.unused {
        report_unused(
            run,
            &index.unused(used.iter().map(String::as_str)),
            severity,
        );
    }
}

/// What is meant of an item, each with its text.
fn values<'d>(resolve: &Resolve, by: &[Field], item: Item<'d>) -> Vec<(Option<String>, Found<'d>)> {
    match &resolve.join {
        Some(separator) if by.len() > 1 => {
            let joined = field::joined(by, separator, item).into_iter();
            joined.map(|(text, found)| (Some(text), found)).collect()
        }
        _ => {
            let meant = field::meant(by, item).into_iter();
            let text = |found: Found<'_>| found.text().map(std::borrow::Cow::into_owned);
            meant.map(|found| (text(found), found)).collect()
        }
    }
}

/// The values of an item that have to be found.
fn mentions(resolve: &Resolve, item: Item<'_>) -> Vec<Mention> {
    let meant = values(resolve, &resolve.by, item).into_iter();
    let mentions = meant.flat_map(
        |(text, found)| match (&resolve.split, found.data(), found) {
            (Some(separator), Data::Str(text), Found::Value(item)) => split(text, separator, item),
            (_, Data::Null | Data::Str(""), _) if resolve.optional => Vec::new(),
            (_, Data::Seq | Data::Map, _) => Vec::new(),
            _ => vec![Mention {
                text: text.unwrap_or_default(),
                place: found.place(),
            }],
        },
    );
    let is_excepted = |mention: &Mention| {
        let text = match mention.text.as_str() {
            "" => "null",
            text => text,
        };
        let mut excepted = resolve.except.iter();
        excepted.any(|value| value == text || *value == mention.text)
    };
    mentions.filter(|mention| !is_excepted(mention)).collect()
}

/// The values that are written in one text, without the blanks around them.
fn split(text: &str, separator: &str, item: Item<'_>) -> Vec<Mention> {
    let mut at = 0;
    let mut mentions = Vec::new();
    for piece in text.split(separator) {
        let start = at + piece.len() - piece.trim_start().len();
        let value = piece.trim();
        if !value.is_empty() {
            mentions.push(Mention {
                text: value.to_owned(),
                place: Place::Text(item.at(), start..start + value.len()),
            });
        }
        at += piece.len() + separator.len();
    }
    mentions
}

/// Where the values are looked for, as a sentence has it; nothing where that is the very file.
fn run_names(run: &Run<'_>, resolve: &Resolve) -> String {
    let names = resolve.among.iter().filter_map(|it| run.name(it));
    let mut names: Vec<&str> = names.collect();
    names.dedup();
    either(&names)
}

/// Gives the name that was probably meant.
fn tell(
    run: &mut Run<'_>,
    dangling: &Dangling<'_, Mention>,
    index: &Index<String, Target<'_>>,
    names: &str,
) -> Option<String> {
    let [first, again @ ..] = dangling.items.as_slice() else {
        return None;
    };
    let value = quoted(&first.text);
    let message = match (first.text.as_str(), names) {
        ("", _) => "a value is missing here".to_owned(),
        (_, "") => format!("{value} points to nothing"),
        (_, names) => format!("{value} is not in {names}"),
    };
    let meant = index.nearest(&dangling.name);
    let nearest = meant.and_then(|name| index.get(name).first());
    let near = nearest.map(|near| near.text.as_str());
    let help = match (near, names) {
        _ if first.text.is_empty() => {
            "write the value, or add `optional: true` to the check".to_owned()
        }
        (Some(near), "") => format!("write {}, or add {value} as well", quoted(near)),
        (Some(near), names) => format!("write {}, or add {value} to {names}", quoted(near)),
        (None, "") => format!("correct it, or add {value}"),
        (None, names) => format!("correct it, or add {value} to {names}"),
    };
    let said = Quoted {
        value: &first.text,
        other: near.unwrap_or_default(),
    };
    let again = again
        .iter()
        .map(|mention| (mention.place.clone(), AND_HERE.to_owned()));
    let near = nearest.map(|near| (near.found.place(), "did you mean this one?".to_owned()));
    let label = if first.text.is_empty() {
        "is empty"
    } else {
        POINTS_TO_NOTHING
    };
    run.add(message, said, first.place.clone(), label, help)
        .labels(again)
        .labels(near);
    meant.map(str::to_owned)
}

fn report_unused(run: &mut Run<'_>, unused: &[&Target<'_>], severity: Severity) {
    let unused: Vec<(String, Place)> = unused
        .iter()
        .map(|target| (quoted(&target.text), target.found.place()))
        .collect();
    run.add_weighing(severity, |findings| {
        for (value, place) in unused {
            findings
                .add(format!("nothing refers to {value}"), place, "is not used")
                .help("use it, or remove it");
        }
    });
}
