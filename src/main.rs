//! The command line of reportlint: reads the arguments, lets the library do its work, and turns what comes of it into
//! an exit code.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::AnsiColor;
use reportlint::internals::cli::Cli;
use reportlint::internals::error::Troubles;
use reportlint::internals::render::{Appearance, Breaking, Disarmed, Format};
use reportlint::internals::run::{self, Streams, Verdict};

fn main() -> ExitCode {
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(error) => return without_arguments(&error),
    };
    color_choice(cli.color).write_global();
    let verdict = {
        let output = io::stdout();
        let report_time = output.is_terminal();
        let appearance = appearance(&output);
        // writes what it is given, also where nothing is coloured; `always` is what Windows consoles need for colours
        let mut output = BufWriter::new(AutoStream::always(output));
        let mut terminal = terminal();
        run::run(
            &cli.command,
            &mut Streams {
                input: &mut io::stdin(),
                output: &mut output,
                appearance,
                format: format(),
                terminal: terminal
                    .as_mut()
                    .map(|terminal| terminal as &mut (dyn Write + Send)),
                report_time,
                is_obeyed: is_obeyed(),
            },
        )
    };
    match verdict {
        Ok(Verdict::Passed) => ExitCode::SUCCESS,
        Ok(Verdict::Failed) => ExitCode::from(1),
        Err(troubles) => {
            tell(&troubles);
            ExitCode::from(2)
        }
    }
}

/// Prints what is wrong with the arguments, or what they ask for, such as the help. Where the stream is closed nobody reads it.
fn without_arguments(error: &clap::Error) -> ExitCode {
    let _ = if is_obeyed() && error.use_stderr() {
        let mut errors = Disarmed::new(io::stderr(), Breaking::Text);
        write!(errors, "{}", error.render()).and_then(|()| errors.flush())
    } else {
        error.print()
    };
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn color_choice(asked: clap::ColorChoice) -> ColorChoice {
    match asked {
        clap::ColorChoice::Auto => ColorChoice::Auto,
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
    }
}

fn appearance(output: &io::Stdout) -> Appearance {
    let color = AutoStream::choice(output) != ColorChoice::Never;
    if !output.is_terminal() {
        return Appearance {
            color,
            ..Appearance::OF_A_FILE
        };
    }
    let size = terminal_size::terminal_size_of(output);
    Appearance {
        color,
        unicode: supports_unicode::supports_unicode(),
        links: color && supports_hyperlinks::supports_hyperlinks(),
        urls: false,
        width: size.map_or(Appearance::DEFAULT_WIDTH, |(width, _)| width.0.into()),
    }
}

/// Standard error, if it is a terminal that can take a line back.
fn terminal() -> Option<AutoStream<io::Stderr>> {
    let errors = io::stderr();
    let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    (errors.is_terminal() && !is_dumb).then(|| AutoStream::always(errors))
}

/// What findings are written as where nobody says: what the service that runs the program reads, if it is one.
fn format() -> Format {
    let is_set = |variable| env::var_os(variable).is_some_and(|value| value == "true");
    if is_set("GITHUB_ACTIONS") {
        Format::Github
    } else if is_set("GITLAB_CI") {
        Format::Gitlab
    } else {
        Format::Human
    }
}

/// Whether the program is run by a service that takes parts of what is printed for commands. Which one it is, is not asked:
/// some pass for others.
fn is_obeyed() -> bool {
    let services = [
        "CI",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "TF_BUILD",
        "TEAMCITY_VERSION",
    ];
    let is_set =
        |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "false");
    services.into_iter().any(is_set)
}

/// Says what went wrong. Where standard error is closed there is nobody to tell it to.
fn tell(troubles: &Troubles) {
    let mut errors = anstream::stderr().lock();
    let style = AnsiColor::Red.on_default().bold();
    for error in troubles.iter() {
        let line = format!("{style}error:{style:#} {}\n", error.explained());
        let _ = if is_obeyed() {
            Disarmed::new(&mut errors, Breaking::Text).write_all(line.as_bytes())
        } else {
            errors.write_all(line.as_bytes())
        };
    }
}
