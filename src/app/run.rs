//! Does what a command line asks for.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{catalogue, check, import, init, manual, server};
use crate::app::cli::shell::completions;
use crate::app::cli::{Command, ListFormat};
use crate::app::error::{Error, Troubles};
use crate::output::{Appearance, Breaking, Disarmed, Format, shown_lines};
use crate::schema;

/// What a command reads from and writes to, except for files.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn io::Read,
    /// Standard output.
    pub output: &'s mut dyn io::Write,
    /// What standard output can show.
    pub appearance: Appearance,
    /// What findings are written as to standard output where no format is asked for.
    pub format: Format,
    /// Standard error, if it is a terminal, for showing how far a check has come.
    pub terminal: Option<&'s mut (dyn io::Write + Send)>,
    /// Whether to say how long it took: for somebody who waits, since elsewhere the same input gives the same bytes.
    pub report_time: bool,
    /// Whether the program is run by a service that takes parts of what is printed for commands.
    pub is_obeyed: bool,
}

impl Streams<'_> {
    /// Writes all of a text, in which nothing acts on a terminal, and a service finds no command. JSON must be
    /// [inert](crate::output::inert_json) already.
    pub(super) fn write(&mut self, text: &str, breaking: Breaking) -> Result<(), Error> {
        let shown = match breaking {
            Breaking::Text => Cow::Owned(shown_lines(text)),
            _ => Cow::Borrowed(text),
        };
        let written = if self.is_obeyed {
            Disarmed::new(&mut *self.output, breaking).write_all(shown.as_bytes())
        } else {
            self.output.write_all(shown.as_bytes())
        };
        delivered(written.and_then(|()| self.output.flush()))
    }
}

/// What a command came to, when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing speaks against the report.
    Passed,
    /// Something was found that is as severe as `--fail-on` says, or more.
    Failed,
}

/// Does what was asked for.
///
/// # Errors
/// When it could not do its work, or not all of it. What it could do is written all the same.
pub fn run(command: &Command, streams: &mut Streams<'_>) -> Result<Verdict, Troubles> {
    let (text, breaking) = match command {
        Command::Check(options) => return check::check(options, streams),
        Command::Server => {
            server::serve_stdio().map_err(Error::Server)?;
            return Ok(Verdict::Passed);
        }
        Command::Import(options) => (import::import(options)?, Breaking::Text),
        Command::Explain(options) => (catalogue::explain(&options.rule)?, Breaking::Text),
        Command::Rules(options) => match options.format {
            ListFormat::Human => (catalogue::list_of(&options.rules)?, Breaking::Text),
            ListFormat::Json => (catalogue::list_as_json(&options.rules)?, Breaking::Json),
        },
        Command::Init(options) => {
            let said = init::init(&options.folder, options.report)?;
            (said, Breaking::Text)
        }
        Command::Schema(options) => return own(&bundled_schema(&options.name)?, streams),
        Command::Completions(options) => {
            let script = completions(options.shell);
            return own(&String::from_utf8_lossy(&script), streams);
        }
        Command::Man(options) => return own(&manual::man(options.out.as_deref())?, streams),
    };
    streams.write(&text, breaking)?;
    Ok(Verdict::Passed)
}

/// Writes what is part of the program, as it is.
fn own(text: &str, streams: &mut Streams<'_>) -> Result<Verdict, Troubles> {
    let written = streams.output.write_all(text.as_bytes());
    delivered(written.and_then(|()| streams.output.flush()))?;
    Ok(Verdict::Passed)
}

/// A reader that has seen enough and closes its end, as `head` does, is no trouble: what was to be done is done.
pub(super) fn delivered(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

fn bundled_schema(name: &str) -> Result<String, Error> {
    schema::bundled(name).ok_or_else(|| Error::UnknownSchema {
        name: name.to_owned(),
        known: schema::names().collect(),
    })
}
