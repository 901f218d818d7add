//! What is made of the definitions of the command line for shells: completions and manual pages.

use std::io;

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Cli;

/// A script that lets a shell complete the commands and options of the program.
#[must_use]
pub(crate) fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    let mut program = Cli::command();
    let name = program.get_name().to_owned();
    clap_complete::generate(shell, &mut program, name, &mut script);
    script
}

/// A page of the manual.
#[derive(Debug)]
pub(crate) struct Page {
    /// The name of its file, such as `reportlint-check.1`.
    pub name: String,
    /// In the language of `man`.
    pub text: Vec<u8>,
}

/// The manual: a page on the program, and one on each of its commands.
///
/// # Errors
/// None but those of writing, and what is written to stays in memory.
pub(crate) fn manual() -> io::Result<Vec<Page>> {
    let mut program = Cli::command();
    program.build();
    let commands = program.get_subcommands().filter(|it| !it.is_hide_set());
    std::iter::once(&program)
        .chain(commands)
        .map(page)
        .collect()
}

fn page(command: &Command) -> io::Result<Page> {
    let page = Man::new(command.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok(Page {
        name: page.get_filename(),
        text,
    })
}
