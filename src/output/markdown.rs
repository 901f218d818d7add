//! A summary in Markdown, for a comment on a pull request or the page of a workflow run. The data is shown in it as it is:
//! nothing of it becomes a heading, a link, a mention or HTML.

use std::io;

use super::record::Record;
use super::{Outcome, counted, escape};
use crate::finding::Severity;

/// A comment on GitHub has at most 65,536 characters, and the summary of a step at most 1 MiB. Some room is left for what
/// is around it.
const MOST_CHARACTERS: usize = 60_000;

/// Characters of a message that are shown; what is longer quotes a text that is also in the report.
const MOST_OF_A_MESSAGE: usize = 1000;

/// Writes the counts, and a list item for each finding, errors first, as far as there is room.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let summary = outcome.summary();
    let files = counted(summary.files, "file", "files");
    writeln!(output, "### reportlint: {summary}\n")?;
    writeln!(output, "Checked {files}.\n")?;
    let mut items = Items {
        output,
        room: MOST_CHARACTERS,
    };
    for trouble in &outcome.troubles {
        items.add(&format!("- **not checked**: {}\n", shown(trouble)))?;
    }
    let mut left_out = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
        for record in outcome.records().filter(|it| it.severity == severity) {
            if left_out > 0 || !items.add(&item(&record))? {
                left_out += 1;
            }
        }
    }
    if left_out > 0 {
        let more = counted(left_out, "more finding", "more findings");
        writeln!(
            items.output,
            "\nand {more}, for which there is no room here"
        )?;
    }
    Ok(())
}

/// What is written as long as there is room.
struct Items<'w> {
    output: &'w mut dyn io::Write,
    /// In characters.
    room: usize,
}

impl Items<'_> {
    /// Adds an item if there is room for it, and says whether there was.
    fn add(&mut self, item: &str) -> io::Result<bool> {
        let characters = item.chars().count();
        if characters > self.room {
            self.room = 0;
            return Ok(false);
        }
        self.room -= characters;
        self.output.write_all(item.as_bytes())?;
        Ok(true)
    }
}

fn item(record: &Record<'_>) -> String {
    let start = &record.place.range.start;
    let mut item = format!(
        "- **{}** {}:{}:{} [{}]({})\\\n  {}",
        record.severity,
        shown(&record.place.file),
        start.line,
        start.column,
        record.rule,
        record.url,
        shown(&record.marked_message()),
    );
    if let Some(help) = record.help_on_one_line() {
        item.push_str("\\\n  *help:* ");
        item.push_str(&shown(&help));
    }
    item.push('\n');
    item
}

/// Text that is shown as it is, and no more of it than can be read.
fn shown(text: &str) -> String {
    match text.char_indices().nth(MOST_OF_A_MESSAGE) {
        Some((end, _)) => escaped(&text[..end]) + "…",
        None => escaped(text),
    }
}

/// Text in which nothing is Markdown, a mention (`@`) or a reference to an issue (`#`). The latter two are made from the
/// text as it is shown, unless a comment parts it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for character in escape::line(text).chars() {
        if character.is_ascii_punctuation() && !matches!(character, ',' | ';' | '/' | '"' | '\'') {
            escaped.push('\\');
        }
        escaped.push(character);
        if matches!(character, '@' | '#') {
            escaped.push_str("<!-- -->");
        }
    }
    escaped
}
