//! The command line: definitions only. The doc comments are what `--help` prints.

pub(crate) mod shell;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::PossibleValue;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::output::Format;
use crate::project::config::FailOn;
use crate::project::files::ReadLimits;
use crate::report::Stage;
use crate::report::calendar::Date;

/// Checks conference reports kept as YAML or JSON, and shows each inconsistency at its place in the file.
#[derive(Debug, Parser)]
#[command(
    version,
    bin_name = "reportlint",
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// When to use colours.
    ///
    /// With `auto` they are used on a terminal, unless `NO_COLOR` is set, and elsewhere if
    /// `CLICOLOR_FORCE` is.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check reports and show what is inconsistent in them.
    ///
    /// The exit code is 0 when nothing was found that is as severe as `--fail-on` says, 1 when something was, and 2 when
    /// something could not be checked at all, such as a file that cannot be read.
    Check(Box<Check>),
    /// Say what a rule is about: what it finds, why that matters, and how to mend or declare it.
    Explain(Explain),
    /// List every rule with its severity and what it finds.
    Rules(Rules),
    /// Print a JSON Schema, for editors that complete and check while you type.
    Schema(Schema),
    /// Write a reportlint.yaml in which every key is shown and explained.
    Init(Init),
    /// Print a script with which a shell completes commands and options.
    ///
    /// For bash: reportlint completions bash > ~/.local/share/bash-completion/completions/reportlint
    Completions(Completions),
    /// Print the manual page of the program, or write all pages to a folder.
    #[command(hide = true)]
    Man(Man),
}

/// What `check` is asked to do.
#[derive(Debug, Default, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an option that is given or not"
)]
pub struct Check {
    /// Files, folders, or - for standard input.
    ///
    /// A file that is named is checked whatever its name. A folder is searched for report.yaml, report.yml and
    /// report.json, and for names that end in .report.yaml, .report.yml or .report.json; what .gitignore or .ignore
    /// exclude is left out. `*`, `**` and `?` in a quoted path are expanded.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// How to write what is found to standard output.
    ///
    /// If not given: in GitHub Actions github, in GitLab CI gitlab, unless that is written with `--output` anyway; elsewhere
    /// human.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Write what is found to a file as well. Can be given several times.
    ///
    /// The file is written whole or not at all; what is there is replaced.
    #[arg(long, value_name = "FORMAT=PATH")]
    pub output: Vec<OutputFile>,

    /// Check these rules only.
    ///
    /// Rules (`agenda/overlap`) or groups of rules (`agenda`), with commas between them. Can be given several times.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Leave these rules out.
    ///
    /// Rules or groups as for `--select`, over which it prevails.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// The least severe finding that makes the exit code 1.
    ///
    /// Errors are contradictions, warnings very likely mistakes, advice is worth a look. Without it, what the
    /// configuration says as `fail_on` holds, or else error.
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,

    /// How far the report has come, whatever it says itself as `document.stage`, or the configuration as `stage`.
    ///
    /// What is to be done before publication, such as replacing placeholders, is advice in a draft and an error in a final
    /// report. What `reportlint explain` prints of a rule says whether it is one of these.
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<Stage>,

    /// Show only what was not there at that commit of the git repository: what the edits since then brought.
    ///
    /// A branch, a tag or a commit. With three full stops after it (`origin/main...`) it is the commit at which the work
    /// left that branch. Both states are checked whole, so that what an edit breaks in another file is shown, and what
    /// merely moved is not.
    #[arg(long, value_name = "REVISION")]
    pub since: Option<String>,

    /// Show only what is not in that list of findings.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write all that is found to a list for `--baseline`, and show nothing of it.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,

    /// Leave out named files that are neither reports nor parts of one.
    ///
    /// What stays are files that a search of folders takes for reports by their names, the files that those include, and
    /// the data that the configuration names.
    /// For programs that name all files that have changed, such as a hook before a commit.
    #[arg(long)]
    pub skip_unrelated: bool,

    /// Where the configuration comes from, and what becomes of it.
    #[command(flatten)]
    pub configuration: Configuration,

    /// Show how often each rule found something, instead of what it found.
    ///
    /// For people, or for programs with `--format json`.
    #[arg(long)]
    pub statistics: bool,

    /// Show suppressed findings as well.
    ///
    /// They are marked, and count neither as errors, warnings or advice nor for the exit code.
    #[arg(long)]
    pub show_suppressed: bool,

    /// The day on which suppressions with an expiry date are valid or not: YYYY-MM-DD.
    ///
    /// The present day in UTC, if not given.
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,

    /// The file name to show for standard input.
    ///
    /// If it ends in .json, standard input is read as JSON, and as YAML otherwise.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// Show no findings; the exit code alone tells.
    #[arg(long, short)]
    pub quiet: bool,

    /// What a report may ask of the machine.
    #[command(flatten)]
    pub limits: Limits,

    /// How many files to check at a time.
    ///
    /// As many as the machine has processors, if not given.
    #[arg(long, short, value_name = "NUMBER")]
    pub jobs: Option<NonZeroUsize>,
}

/// A file that is asked for with `--output`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// What it is to be written as.
    pub format: Format,
    /// Where it is.
    pub path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .ok_or("a format, an equals sign and a path are wanted, such as json=findings.json")?;
        match path {
            "" => return Err("there is no path after the equals sign".to_owned()),
            "-" => return Err("--format says what goes to standard output".to_owned()),
            _ => (),
        }
        Ok(Self {
            format: Format::from_str(format, false)
                .map_err(|_| format!("there is no format {format:?}"))?,
            path: path.into(),
        })
    }
}

/// Where the configuration comes from, and what becomes of it.
#[derive(Debug, Default, Args)]
pub struct Configuration {
    /// The configuration, for all files.
    ///
    /// Without it, each file has the nearest reportlint.yaml in its folder or above it.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Use no configuration.
    #[arg(long)]
    pub no_config: bool,

    /// Leave out what the configuration ignores, even if it is named.
    ///
    /// For programs that name all files that have changed, such as a hook before a commit.
    #[arg(long)]
    pub force_exclude: bool,

    /// Check nothing, and show what would hold for this file, and where each of it is said.
    ///
    /// As YAML with comments, or as JSON with `--format json`.
    #[arg(long, value_name = "FILE")]
    pub print_config: Option<PathBuf>,
}

/// What a report may ask of the machine. A limit that is reached is told.
#[allow(
    clippy::struct_field_names,
    reason = "the fields are the names of the options"
)]
#[derive(Debug, Args)]
pub struct Limits {
    /// The most that is read of a report with all its files, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().max_size, value_parser = clap::value_parser!(u32).range(1..=4095))]
    pub max_size: u32,

    /// How many files a report may have.
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().max_files)]
    pub max_files: NonZeroUsize,

    /// How many findings of one rule are listed for a report, 10000 if it is not said.
    ///
    /// One more says how many are not. Where more than 50 reports and documents are checked at once and it is not said, it is
    /// 500000 divided by their number, and 100 at least.
    #[arg(long, value_name = "NUMBER")]
    pub max_findings: Option<NonZeroUsize>,
}

impl Default for Limits {
    fn default() -> Self {
        let ReadLimits { bytes, files } = ReadLimits::default();
        Self {
            max_size: u32::try_from(bytes >> 20).expect("it is less than a file may have"),
            max_files: NonZeroUsize::new(files).expect("a report has a file"),
            max_findings: None,
        }
    }
}

/// What `explain` is asked to do.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule, such as agenda/overlap.
    pub rule: String,
}

/// What `rules` is asked to do.
#[derive(Debug, Args)]
pub struct Rules {
    /// How to write the list.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ListFormat,
}

/// What `schema` is asked to do.
#[derive(Debug, Args)]
pub struct Schema {
    /// The schema: that of a report, if not given.
    #[arg(default_value = "report")]
    pub name: String,
}

/// How to write a list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A line each.
    Human,
    /// For programs.
    Json,
}

/// What `init` is asked to do.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to write it to.
    #[arg(value_name = "PATH", default_value = ".")]
    pub folder: PathBuf,
}

/// What `completions` is asked to do.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// What `man` is asked to do.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write all pages to.
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

// by hand, so that the configuration need not know that there is a command line
impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Error, Self::Warning, Self::Advice, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Error => "Only errors",
            Self::Warning => "Warnings and errors",
            Self::Advice => "Anything that is found",
            Self::Never => "Nothing that is found",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

// by hand, so that the model need not know that there is a command line
impl ValueEnum for Stage {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Draft, Self::Final]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Draft => PossibleValue::new("draft").help("Still being written"),
            Self::Final => PossibleValue::new("final").help("About to be published"),
        })
    }
}

// by hand, so that the renderers need not know that there is a command line
impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Human,
            Self::Narrated,
            Self::Compact,
            Self::Json,
            Self::Sarif,
            Self::Github,
            Self::Gitlab,
            Self::Junit,
            Self::Checkstyle,
            Self::Rdjson,
            Self::Markdown,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Human => (
                "human",
                "Drawn, with the text and each place in it underlined",
            ),
            Self::Narrated => ("narrated", "In sentences, for screen readers"),
            Self::Compact => (
                "compact",
                "A line each: file:line:column: severity[rule] message",
            ),
            Self::Json => (
                "json",
                "For programs; `reportlint schema findings` describes it",
            ),
            Self::Sarif => ("sarif", "SARIF 2.1.0, for code scanning and editors"),
            Self::Github => ("github", "Annotations in GitHub Actions"),
            Self::Gitlab => ("gitlab", "Code Quality in GitLab"),
            Self::Junit => (
                "junit",
                "JUnit's XML, for services that show results of tests",
            ),
            Self::Checkstyle => ("checkstyle", "Checkstyle's XML"),
            Self::Rdjson => ("rdjson", "Diagnostics for reviewdog"),
            Self::Markdown => (
                "markdown",
                "A summary for a pull request or the page of a workflow run",
            ),
        };
        Some(PossibleValue::new(name).help(help))
    }
}
