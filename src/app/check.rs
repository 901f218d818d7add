//! `reportlint check`: from paths to a verdict.

use std::env;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::error::{Error, Troubles};
use super::fix::{self, Fixed, Wanted};
use super::print_config::EffectiveConfig;
use super::progress::Progress;
use super::run::{Streams, Verdict, delivered};
use super::state::{Scope, State, UNNAMED};
use super::threads::pool;
use super::{compare, outputs};
use crate::app::cli::Check;
use crate::checks::selector::Selector;
use crate::checks::settings::Settings;
use crate::finding::Finding;
use crate::finding::rule::Rule;
use crate::output::{
    self, Appearance, Breaking, CheckedReport, Disarmed, Format, Outcome, StatisticsFormat,
};
use crate::project::config::{FILE_NAME, FailOn, LookUp};
use crate::project::discover::{self, File, STANDARD_INPUT};
use crate::project::error;
use crate::project::files::{
    Disk, FileKind, Files, Limited, Overlay, REPOSITORY, ReadLimits, read_within,
};
use crate::report::calendar::Date;

pub(super) fn check(options: &Check, streams: &mut Streams<'_>) -> Result<Verdict, Troubles> {
    let progress = Progress::of_states(if options.since.is_some() { 2 } else { 1 });
    if options.stdin_filename.is_some() && !reads_standard_input(options) {
        return Err(Error::UnusedFilename.into());
    }
    statistics_format(options)?;
    // where there is no such folder, nothing is relative to it, and names stay as they were given
    let working_folder = env::current_dir().unwrap_or_default();
    let (buffer, unread) = standard_input(options, streams.input);
    let mut errors: Vec<Error> = unread.into_iter().map(Error::from).collect();
    let overlay = buffer.map(|(name, bytes)| (name, Overlay::new(&Disk, Path::new(name), bytes)));
    let files: &dyn Files = overlay.as_ref().map_or(&Disk, |(_, overlay)| overlay);
    let files = Limited::new(files, read_limits(options));
    let files = if outputs::is_any_written(options) {
        files.noting()
    } else {
        files
    };
    let files = &files;
    let settings = settings(options)?;
    let scope = scope(options);
    let mut now = State::new(files, &working_folder, &scope, &settings, &progress);
    if let Some(path) = &options.configuration.print_config {
        return print_config(path, options.format, &mut now, streams);
    }
    let (mut found, more_errors) = now.find(&options.paths);
    errors.extend(more_errors.into_iter().map(Error::from));
    found.extend(overlay.as_ref().and_then(|(name, _)| now.named(name)));
    outputs::refuse_unfit(options, &found)?;
    let pool = pool(options.jobs, found.len())?;
    let mut terminal = streams.terminal.take().filter(|_| !options.quiet);
    let only = overlay.as_ref().map(|(name, _)| *name);
    let work = || checked_and_compared(options, only, files, &mut now, found, &mut errors);
    let (fail_on, mut outcome, fixed) = progress.shown_on(&mut terminal, || pool.install(work))?;
    if let Some(fixed) = &fixed {
        let is_text = overlay.is_some();
        if options.fixing.diff || is_text {
            return show_fixed(
                options,
                overlay.as_ref(),
                fixed,
                errors,
                (&fail_on, &outcome),
                streams,
            );
        }
        errors.extend(fixed.write(&now));
    }
    // where nothing at all could be checked, "nothing found" would mislead
    let nothing_checked = outcome.reports.is_empty() && !errors.is_empty();
    if !nothing_checked {
        errors.extend(outputs::write(options, &outcome));
    }
    if !options.quiet && !nothing_checked {
        outcome.elapsed = streams.report_time.then(|| progress.elapsed());
        let written = write(options, &outcome, streams);
        errors.extend(delivered(written.and_then(|()| streams.output.flush())).err());
    }
    match Troubles::of(errors) {
        Some(troubles) => Err(troubles),
        None => Ok(verdict(&fail_on, &outcome)),
    }
}

/// Checks what was found, and marks what was there before. Returns also what makes the check of each report fail.
fn checked_and_compared(
    options: &Check,
    standard_input: Option<&str>,
    files: &Limited<'_>,
    now: &mut State<'_>,
    found: Vec<File>,
    errors: &mut Vec<Error>,
) -> Result<(Vec<FailOn>, Outcome, Option<Fixed>), Error> {
    let (mut checked, more_errors) = now.check(found.clone());
    outputs::refuse_what_was_read(options, files)?;
    let mut more_errors: Vec<Error> = more_errors.into_iter().map(Error::from).collect();
    let fixed = options.fixing.is_asked_for().then(|| {
        let wanted = Wanted {
            unsafe_too: options.fixing.unsafe_fixes,
            only: standard_input,
            suppressed_for: options.fixing.add_suppressions.as_deref(),
        };
        let fixed = fix::fix(wanted, now, &found, &checked, &more_errors);
        if !fixed.groups.is_empty() {
            (checked, more_errors) = fixed.checked_again(now, found);
        }
        fixed
    });
    errors.extend(more_errors);
    let fail_on = checked.iter().map(|it| it.settings.fail_on()).collect();
    let mut outcome = Outcome {
        reports: checked.into_iter().map(|it| it.report).collect(),
        show_suppressed: options.show_suppressed,
        troubles: errors.iter().map(Error::explained).collect(),
        fixed: fixed.as_ref().map(Fixed::summary),
        folder: below_top(files, now.working_folder),
        ..Outcome::default()
    };
    compare::mark_known(options, now, &mut outcome)?;
    Ok((fail_on, outcome, fixed))
}

/// Shows what would be fixed, or the fixed text of standard input, in place of what is found.
fn show_fixed(
    options: &Check,
    standard_input: Option<&(&str, Overlay<'_>)>,
    fixed: &Fixed,
    mut errors: Vec<Error>,
    found: (&[FailOn], &Outcome),
    streams: &mut Streams<'_>,
) -> Result<Verdict, Troubles> {
    let (written, verdict) = if options.fixing.diff {
        let diff = fixed.diff();
        let verdict = if diff.is_empty() {
            Verdict::Passed
        } else {
            Verdict::Failed
        };
        (streams.write(&diff, Breaking::Text), verdict)
    } else {
        let text = standard_input.and_then(|(name, overlay)| {
            let mut changed = fixed.groups.iter().flatten();
            let changed = changed.find(|(changed, _)| changed.as_str() == *name);
            let as_read = || overlay.read(Path::new(name)).ok();
            changed.map(|(_, file)| file.bytes()).or_else(as_read)
        });
        // the text itself is what was asked for
        let written = streams.output.write_all(&text.unwrap_or_default());
        let written = delivered(written.and_then(|()| streams.output.flush()));
        (written, verdict(found.0, found.1))
    };
    errors.extend(written.err());
    Troubles::of(errors).map_or(Ok(verdict), Err)
}

/// The working folder, as a path from the top of the project that it is in: of what a service has checked out, or else of the
/// repository, or else of the folder of the outermost configuration.
fn below_top(files: &dyn Files, working_folder: &Path) -> String {
    let Ok(folder) = files.canonical(working_folder) else {
        return String::new();
    };
    let services = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter();
    let services = services.filter_map(env::var_os);
    let services = services.filter_map(|top| files.canonical(Path::new(&top)).ok());
    let kind = |folder: &Path, name| files.kind(&folder.join(name)).ok();
    let mut folders = folder.ancestors();
    let repository = folders.find(|folder| kind(folder, REPOSITORY).is_some());
    let folders = folder.ancestors();
    let configured = folders.filter(|it| kind(it, FILE_NAME) == Some(FileKind::File));
    let top = repository.or_else(|| configured.last()).map(Path::to_owned);
    let mut tops = services.chain(top);
    let below = tops.find_map(|top| folder.strip_prefix(top).map(Path::to_owned).ok());
    let below = below.unwrap_or_default();
    if below.as_os_str().is_empty() {
        String::new()
    } else {
        discover::name(Path::new(""), &below)
    }
}

/// Writes to standard output what is to go there.
fn write(options: &Check, outcome: &Outcome, streams: &mut Streams<'_>) -> io::Result<()> {
    // what else was asked for has been refused
    let statistics = statistics_format(options)
        .ok()
        .filter(|_| options.statistics);
    let format = format(options, streams.format);
    let breaking = match statistics {
        Some(StatisticsFormat::Human) => Breaking::Text,
        Some(StatisticsFormat::Json) => Breaking::Json,
        None => format.breaking(),
    };
    let mut disarmed;
    let output: &mut dyn Write = if streams.is_obeyed {
        disarmed = Disarmed::new(&mut *streams.output, breaking);
        &mut disarmed
    } else {
        &mut *streams.output
    };
    if let Some(statistics) = statistics {
        return output::write_statistics(outcome, statistics, output);
    }
    let appearance = Appearance {
        urls: options.show_urls,
        ..streams.appearance
    };
    output::write(outcome, format, appearance, output)
}

/// What counts are written as; those that run the program want findings, so that their format is not chosen for counts.
fn statistics_format(options: &Check) -> Result<StatisticsFormat, Error> {
    match options.format {
        None | Some(Format::Human) => Ok(StatisticsFormat::Human),
        Some(Format::Json) => Ok(StatisticsFormat::Json),
        Some(_) if options.statistics => Err(Error::StatisticsFormat),
        Some(_) => Ok(StatisticsFormat::Human),
    }
}

/// What findings are written as to standard output. Where the format of the surroundings goes to a file already, that is for people.
fn format(options: &Check, of_surroundings: Format) -> Format {
    let mut outputs = options.output.iter();
    let is_written = outputs.any(|output| output.format == of_surroundings);
    let by_default = if is_written {
        Format::Human
    } else {
        of_surroundings
    };
    options.format.unwrap_or(by_default)
}

/// What the command line alone says.
fn settings(options: &Check) -> Result<Settings, Error> {
    let selectors = |names: &[String]| -> Result<Vec<Selector>, Error> {
        let selectors = names.iter().map(|name| Ok(name.parse()?));
        selectors.collect()
    };
    Ok(Settings {
        select: selectors(&options.select)?,
        ignore: selectors(&options.ignore)?,
        stage: options.stage,
        fail_on: options.fail_on,
        today: Some(options.today.map_or_else(now, Ok)?),
        most_findings: options.limits.max_findings,
        ..Settings::default()
    })
}

/// What the command line says about which files and configurations count.
fn scope(options: &Check) -> Scope<'_> {
    let configuration = &options.configuration;
    let look_up = match &configuration.config {
        _ if configuration.no_config => LookUp::Off,
        Some(path) => LookUp::Only(path.clone()),
        None => LookUp::Upwards,
    };
    Scope {
        paths: &options.paths,
        look_up,
        force_exclude: configuration.force_exclude,
        skip_unrelated: options.skip_unrelated,
        keep_views: is_any_drawn(options),
    }
}

/// Whether a format is asked for that draws the reports themselves.
fn is_any_drawn(options: &Check) -> bool {
    let written = options.output.iter().map(|output| output.format);
    let mut formats = written.chain(options.format);
    formats.any(Format::draws_reports)
}

/// Shows what would apply to a file.
fn print_config(
    path: &Path,
    format: Option<Format>,
    now: &mut State<'_>,
    streams: &mut Streams<'_>,
) -> Result<Verdict, Troubles> {
    let settings = now.project.settings(path);
    let name = discover::name(now.working_folder, path);
    let asleep = now.language_of(path);
    let asleep = |rule: &Rule| asleep.as_ref()?.why_asleep(rule);
    let effective = EffectiveConfig::of(&name, settings.config.excludes(path), &settings, asleep);
    let (text, breaking) = match format {
        Some(Format::Json) => (effective.to_json(), Breaking::Json),
        _ => (effective.to_yaml(), Breaking::Text),
    };
    let (_, errors) = now.project.check_configs(&[]);
    let mut errors: Vec<Error> = errors.into_iter().map(Error::from).collect();
    errors.extend(streams.write(&text, breaking).err());
    Troubles::of(errors).map_or(Ok(Verdict::Passed), Err)
}

/// The present day in UTC, by the clock of the system.
///
/// # Errors
/// As those of [`today`].
pub(super) fn now() -> Result<Date, Error> {
    today(SystemTime::now())
}

/// The present day in UTC.
///
/// # Errors
/// When the system's clock is wrong: a guess could hide what has expired.
pub(super) fn today(now: SystemTime) -> Result<Date, Error> {
    let since_1970 = now.duration_since(UNIX_EPOCH).ok();
    since_1970.and_then(Date::after_1970).ok_or(Error::Clock)
}

fn read_limits(options: &Check) -> ReadLimits {
    ReadLimits {
        bytes: u64::from(options.limits.max_size) << 20,
        files: options.limits.max_files.get(),
    }
}

fn reads_standard_input(options: &Check) -> bool {
    let mut paths = options.paths.iter();
    paths.any(|path| path.as_os_str() == STANDARD_INPUT)
}

/// What is on standard input, if it must be read, with the name that it is to have.
fn standard_input<'o>(
    options: &'o Check,
    input: &mut dyn Read,
) -> (Option<(&'o str, Vec<u8>)>, Option<error::Error>) {
    if !reads_standard_input(options) {
        return (None, None);
    }
    let name = options.stdin_filename.as_deref().unwrap_or(UNNAMED);
    // nobody tells its size in advance, and it need not end
    let limit = read_limits(options).bytes;
    match read_within(input, limit, Vec::new()) {
        Ok(bytes) => (Some((name, bytes)), None),
        Err(error) => {
            let error = error::Error::reading(name, error, limit);
            (None, Some(error))
        }
    }
}

/// Whether anything was found that counts, by what held where it was found, or could not be read.
fn verdict(fail_on: &[FailOn], outcome: &Outcome) -> Verdict {
    let fails = |(fail_on, report): (&FailOn, &CheckedReport)| {
        let counts =
            |finding: &Finding| finding.stands() && fail_on.is_reached_by(finding.severity);
        !report.was_read || report.findings.iter().any(counts)
    };
    if fail_on.iter().zip(&outcome.reports).any(fails) {
        Verdict::Failed
    } else {
        Verdict::Passed
    }
}

#[cfg(test)]
mod tests;
