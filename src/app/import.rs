//! `reportlint import`: writes a report that readers see as one in YAML.

use std::env;
use std::fmt::Write as _;
use std::path::Path;

use super::check;
use super::error::Error;
use super::init::create;
use crate::app::cli::{Changes, Import};
use crate::checks::lint::lint;
use crate::checks::settings::Settings;
use crate::project::discover;
use crate::project::error;
use crate::project::files::{Disk, Files};
use crate::report::recognized::{Counts, recognized_in};
use crate::text::source::Source;
use crate::text::syntax::Format;
use crate::text::word;

/// The name under which the report that is written is checked.
const RESULT: &str = "report.yaml";

/// Reads a printed report and writes it as YAML; returns what goes to standard output.
pub(super) fn import(options: &Import) -> Result<String, Error> {
    let working_folder = env::current_dir().unwrap_or_default();
    let name = discover::name(&working_folder, &options.file);
    if !Format::of(&name).is_printed() {
        return Err(not_for_readers(&name, &options.file));
    }
    let limit = Disk.limits().bytes;
    let bytes = Disk.read(&options.file);
    let bytes = bytes.map_err(|error| error::Error::reading(&name, error, limit))?;
    let changes = if options.changes == Changes::Reject {
        word::Changes::Reject
    } else {
        word::Changes::Accept
    };
    let source = Source::decode_with(&*name, bytes, changes);
    if let Some(why) = source.decode_error() {
        let why = why.to_string();
        return Err(Error::Undecodable { path: name, why });
    }
    let recognized = recognized_in(&source);
    let yaml = recognized.yaml(source.text());
    let summary = summary(&name, &recognized.counts(), &yaml)?;
    let Some(path) = &options.output else {
        return Ok(format!("# {summary}\n\n{yaml}"));
    };
    create(path, &yaml)?;
    Ok(format!("{summary}\n"))
}

/// What was found, in a sentence.
fn summary(name: &str, counts: &Counts, yaml: &str) -> Result<String, Error> {
    let settings = Settings {
        today: Some(check::now()?),
        ..Settings::default()
    };
    let found = lint(&Source::decode(RESULT, yaml.into()).into(), &settings);
    let findings = found.findings.len() - counts.doubts;
    let mut text = format!("imported {name:?}: ");
    let parts = [
        (counts.paragraphs, "paragraph"),
        (counts.headings, "heading"),
        (counts.entries, "line of the contents"),
        (counts.items, "item of the agenda"),
        (counts.notes, "footnote"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| counted(count, what)).collect();
    text.push_str(&parts.join(", "));
    if counts.doubts > 0 {
        let _ = write!(text, "; {} to look at", counted(counts.doubts, "place"));
    }
    let _ = write!(text, "; `check` finds {findings}");
    Ok(text)
}

/// A number and what it counts: "1 line of the contents", "2 lines of the contents".
fn counted(count: usize, what: &str) -> String {
    let (first, rest) = what
        .split_once(' ')
        .map_or((what, String::new()), |(first, rest)| {
            (first, format!(" {rest}"))
        });
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {first}{plural}{rest}")
}

/// Why a file is not imported, by its name.
fn not_for_readers(name: &str, path: &Path) -> Error {
    let is_pdf = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("pdf"));
    let path = name.to_owned();
    if is_pdf {
        Error::ImportOfPdf { path }
    } else {
        Error::ImportOfOther { path }
    }
}
