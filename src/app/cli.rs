//! The command line: definitions only. The doc comments are what `--help` prints.

pub(crate) mod shell;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::output::Format;
use crate::project::config::FailOn;
use crate::project::files::ReadLimits;
use crate::report::Stage;
use crate::report::calendar::Date;

/// Checks conference reports kept as YAML or JSON, and shows each inconsistency in its file.
#[derive(Debug, Parser)]
#[command(version, bin_name = "reportlint", max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// When to use colours.
    ///
    /// `auto` uses them on a terminal unless `NO_COLOR` is set, and elsewhere if `CLICOLOR_FORCE` is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
}

impl Cli {
    /// Reads the arguments.
    ///
    /// # Errors
    /// What is wrong with them, with what to type instead if that is known; or the text that they ask for, such as the help.
    pub fn read() -> Result<Self, clap::Error> {
        Self::try_parse().map_err(|mut error| {
            if let Some(tip) = tip(&error) {
                let tips = ContextValue::StyledStrs(vec![tip.into()]);
                error.insert(ContextKind::Suggested, tips);
            }
            error
        })
    }
}

/// What to type instead of a word that is not a command.
fn tip(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let path = Path::new(typed);
    let is_data = path.extension().is_some_and(|ending| {
        ["yaml", "yml", "json", "md", "txt"]
            .iter()
            .any(|data| ending == *data)
    });
    if is_data || path.exists() {
        Some(format!("to check it, run 'reportlint check {typed}'"))
    } else {
        None
    }
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check reports and show what is inconsistent in them.
    ///
    /// The exit code is 0 if no finding reaches the severity of `--fail-on`, 1 if at least one does, and 2 if something
    /// could not be checked, such as a file that cannot be read.
    Check(Box<Check>),
    /// Write a report as YAML that you have as plain text or Markdown.
    ///
    /// Headings, paragraphs, the contents, footnotes and the agenda are recognized by their numbers and their form. Nothing is
    /// corrected: `reportlint check` then finds what the print has. Each place that is uncertain has a comment.
    Import(Import),
    /// Explain a rule: what it finds, why that matters, and how to fix or declare it.
    Explain(Explain),
    /// List every rule with its severity and what it finds.
    Rules(Rules),
    /// Print a JSON Schema, for editors that complete and check while you type.
    Schema(Schema),
    /// Write a reportlint.yaml that shows and explains every key, and extends the preset that fits the folder.
    Init(Init),
    /// Show findings in an editor while you type: a language server on standard input and output.
    ///
    /// An editor starts it; docs/editors.md says how. It shows what `check` finds in what is open.
    Server,
    /// Print a script that lets your shell complete commands and options.
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
    /// A file that you name is checked, whatever it is called. In a folder, the files named report.yaml, report.yml or
    /// report.json are checked, and those that end in .report.yaml, .report.yml or .report.json, unless .gitignore or
    /// .ignore excludes them. `*`, `**` and `?` in a quoted path are expanded.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    /// The format of the findings on standard output.
    ///
    /// The default is human; in GitHub Actions it is github, and in GitLab CI gitlab, unless `--output` writes that
    /// format already.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,

    /// Also write the findings to a file. Can be given several times.
    ///
    /// The file is written completely or not at all. An existing file is replaced.
    #[arg(long, value_name = "FORMAT=PATH")]
    pub output: Vec<OutputFile>,

    /// Run only these rules.
    ///
    /// Rules (`agenda/overlap`) or groups (`agenda`), separated by commas. Can be given several times.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Do not run these rules.
    ///
    /// Rules or groups, as for `--select`. A rule that both options name does not run.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// The lowest severity that makes the exit code 1.
    ///
    /// An error is a contradiction, a warning very likely a mistake, and advice is worth a look. The default is `fail_on`
    /// in the configuration, or else error.
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,

    /// Whether the report is a draft or final. Overrides `document.stage` and the `stage` of the configuration.
    ///
    /// Tasks before publication, such as replacing placeholders, are advice in a draft and errors in a final report.
    /// `reportlint explain RULE` says whether a rule depends on the stage.
    #[arg(long, value_name = "STAGE")]
    pub stage: Option<Stage>,

    /// Show only findings that are new since a commit of the git repository.
    ///
    /// A branch, a tag or a commit. With three full stops after it (`origin/main...`), it is the commit where the current
    /// work branched off. All files are checked in both states: a finding that an edit causes in another file is
    /// shown, and one that only moved is not.
    #[arg(long, value_name = "REVISION")]
    pub since: Option<String>,

    /// Show only findings that are not in this list.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write all findings to a list for `--baseline`, and show none of them.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,

    /// Skip files that are neither reports nor parts of one, even if you name them.
    ///
    /// It still checks files with the name of a report (also report.md, report.txt and report.docx), the files that these
    /// include, and the data that the configuration names. Use it in a program that names all changed files, such as a pre-commit hook.
    #[arg(long)]
    pub skip_unrelated: bool,

    /// Which configuration applies.
    #[command(flatten)]
    pub configuration: Configuration,

    /// Fixes for what is found.
    #[command(flatten)]
    pub fixing: Fixing,

    /// Show the number of findings of each rule instead of the findings.
    ///
    /// As a table for people, or as JSON with `--format json`.
    #[arg(long)]
    pub statistics: bool,

    /// Also show suppressed findings.
    ///
    /// They are marked as suppressed. They do not count as errors, warnings or advice, and do not change the exit code.
    #[arg(long)]
    pub show_suppressed: bool,

    /// Print the address of the rule's page with each finding.
    ///
    /// For the format human. A terminal that supports hyperlinks also links the name of the rule to its page.
    #[arg(long)]
    pub show_urls: bool,

    /// The date that expiry dates of suppressions are compared with: YYYY-MM-DD.
    ///
    /// The default is today in UTC.
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,

    /// The file name to show for standard input.
    ///
    /// If the name ends in .json, standard input is read as JSON, otherwise as YAML.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// Print nothing; only the exit code shows whether something was found.
    #[arg(long, short)]
    pub quiet: bool,

    /// The limits for a report.
    #[command(flatten)]
    pub limits: Limits,

    /// How many files to check in parallel.
    ///
    /// The default is the number of processors.
    #[arg(long, short, value_name = "NUMBER", value_parser = at_least_one)]
    pub jobs: Option<NonZeroUsize>,
}

/// A file that is asked for with `--output`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// What it must be written as.
    pub format: Format,
    /// Where it is.
    pub path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .ok_or("write a format, `=` and a path, such as json=findings.json")?;
        match path {
            "" => return Err("write a path after `=`".to_owned()),
            "-" => return Err("use --format to choose what goes to standard output".to_owned()),
            _ => (),
        }
        Ok(Self {
            format: Format::from_str(format, false)
                .map_err(|_| format!("there is no format {format:?}"))?,
            path: path.into(),
        })
    }
}

/// Which configuration applies.
#[derive(Debug, Default, Args)]
pub struct Configuration {
    /// Use this configuration for all files.
    ///
    /// Without it, the nearest reportlint.yaml in the folder of a file or above applies to that file.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Use no configuration.
    #[arg(long)]
    pub no_config: bool,

    /// Skip files that the configuration ignores, even if you name them.
    ///
    /// Use it in a program that names all changed files, such as a pre-commit hook.
    #[arg(long)]
    pub force_exclude: bool,

    /// Check nothing; show the settings in effect for a file, and where each one comes from.
    ///
    /// As YAML with comments, or as JSON with `--format json`.
    #[arg(long, value_name = "FILE")]
    pub print_config: Option<PathBuf>,
}

/// Fixes for what is found.
#[derive(Debug, Default, Args)]
pub struct Fixing {
    /// Write the safe fixes into the files, and show the findings that are left.
    ///
    /// A fix is safe if nobody can have meant anything else. A second check proves each fix before reportlint writes it:
    /// nothing else has changed, the finding is gone, and there is no new one. reportlint writes all files of a report, or
    /// none. For standard input it prints the fixed text.
    #[arg(long, group = "fixes", conflicts_with_all = ["since", "baseline", "write_baseline", "statistics", "print_config"])]
    pub fix: bool,

    /// Write nothing, and show the changes of `--fix` as a unified diff.
    ///
    /// The exit code is 1 if there are any.
    #[arg(long, group = "fixes", conflicts_with_all = ["since", "baseline", "write_baseline", "statistics", "print_config", "output"])]
    pub diff: bool,

    /// Also write the fixes that are only likely right; review them.
    #[arg(long, requires = "fixes")]
    pub unsafe_fixes: bool,

    /// Suppress all findings with comments that give this reason.
    ///
    /// A comment is written into the YAML files at each place with findings. As for `--fix`, reportlint first proves that
    /// the findings are then suppressed, and that nothing else has changed. With `--diff` it only shows the comments.
    #[arg(long, value_name = "REASON", value_parser = reason, conflicts_with_all = ["fix", "unsafe_fixes", "since", "baseline", "write_baseline", "statistics", "print_config"])]
    pub add_suppressions: Option<String>,
}

/// A reason that can be written at the end of a comment.
fn reason(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("say why the findings are suppressed");
    }
    if text.contains(char::is_control) {
        return Err("a comment has one line");
    }
    Ok(text.to_owned())
}

impl Fixing {
    /// Whether the command asks for fixes.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.fix || self.diff || self.add_suppressions.is_some()
    }
}

/// The limits for a report. A report that reaches one is reported.
#[allow(
    clippy::struct_field_names,
    reason = "the fields are the names of the options"
)]
#[derive(Debug, Args)]
pub struct Limits {
    /// The largest size of a report with all its files, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().max_size, value_parser = clap::value_parser!(u32).range(1..=4095))]
    pub max_size: u32,

    /// The largest number of files of a report.
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().max_files, value_parser = at_least_one)]
    pub max_files: NonZeroUsize,

    /// The largest number of findings of one rule that are listed for a report. The default is 10000.
    ///
    /// The last finding says how many are not listed. If more than 25 reports, documents and checks of documents are checked
    /// at once, the default is 250000 divided by their number.
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one)]
    pub max_findings: Option<NonZeroUsize>,
}

/// A number of things of which there must be one.
fn at_least_one(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "write a whole number from 1")
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
    /// A rule, such as agenda/overlap, a group, such as agenda, or a check that your configuration declares.
    pub rule: String,
}

/// What `rules` is asked to do.
#[derive(Debug, Args)]
pub struct Rules {
    /// The rules or groups to list. The default is all rules of the program.
    ///
    /// `check` lists the checks that the configuration of this folder declares.
    #[arg(value_name = "RULES")]
    pub rules: Vec<String>,

    /// The format of the list.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: ListFormat,
}

/// What `schema` is asked to do.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which schema.
    #[arg(default_value = "report")]
    pub name: String,
}

/// How to write a list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// One line for each rule.
    Human,
    /// For programs.
    Json,
}

/// What `import` is asked to do.
#[derive(Debug, Args)]
pub struct Import {
    /// The report: a file whose name ends in .txt, .md or .docx.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Write the YAML to this file, and print what was found. An existing file is left as it is.
    ///
    /// Without it, the YAML goes to standard output, and its first line says what was found.
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,

    /// Of a Word document with tracked changes, read the text after them or before them.
    #[arg(long, value_enum, value_name = "WHICH", default_value_t)]
    pub changes: Changes,
}

/// What is read of a document with tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Changes {
    /// The text after the changes.
    #[default]
    Accept,
    /// The text before the changes.
    Reject,
}

/// What `init` is asked to do.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to write to.
    #[arg(value_name = "PATH", default_value = ".")]
    pub folder: PathBuf,

    /// Also write report.yaml, a small report to start from.
    #[arg(long)]
    pub report: bool,
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
            Self::Advice => "Any finding",
            Self::Never => "No finding",
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
            Self::Html,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Human => (
                "human",
                "The text of the report, with each place underlined",
            ),
            Self::Narrated => ("narrated", "In sentences, for screen readers"),
            Self::Compact => (
                "compact",
                "One line for each finding: file:line:column: severity[rule] message",
            ),
            Self::Json => (
                "json",
                "For programs; `reportlint schema findings` describes it",
            ),
            Self::Sarif => ("sarif", "SARIF 2.1.0, for code scanning and editors"),
            Self::Github => ("github", "Annotations in GitHub Actions"),
            Self::Gitlab => ("gitlab", "Code Quality in GitLab"),
            Self::Junit => ("junit", "JUnit XML, for services that show test results"),
            Self::Checkstyle => ("checkstyle", "Checkstyle XML"),
            Self::Rdjson => ("rdjson", "Diagnostics for reviewdog"),
            Self::Markdown => ("markdown", "A summary for a pull request or a workflow run"),
            Self::Html => (
                "html",
                "A page to look at: the agenda, the contents and the findings",
            ),
        };
        Some(PossibleValue::new(name).help(help))
    }
}
