//! `reportlint check`: from paths to a verdict.

use std::env;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::progress::Progress;
use super::project::Project;
use super::{Streams, Verdict, compare, delivered, outputs};
use crate::calendar::Date;
use crate::cli::Check;
use crate::config::{self, FailOn, Holding, Selector, Settings};
use crate::discover::{self, File, STANDARD_INPUT};
use crate::documents::{self, DocumentFiles, SchemaFiles, Schemas, Unit};
use crate::error::{Error, Troubles};
use crate::files::{Disk, Files, Limited, Overlay, ReadLimits, read_within};
use crate::finding::{Finding, Label, Severity};
use crate::include;
use crate::lint::{lint, lint_documents, lint_schema};
use crate::render::{self, CheckedReport, Format, Outcome, StatisticsFormat};
use crate::source::{Source, Sources};

/// What standard input is called that nobody gave a name.
const UNNAMED: &str = "<stdin>";

/// For each thread that checks files: a report nests deeper than the default has room for.
const STACK_BYTES: usize = 16 << 20;

pub(super) fn check(options: &Check, streams: &mut Streams<'_>) -> Result<Verdict, Troubles> {
    let progress = Progress::new();
    if options.stdin_filename.is_some() && !reads_standard_input(options) {
        return Err(Error::UnusedFilename.into());
    }
    outputs::refuse_twins(options)?;
    statistics_format(options)?;
    // where there is no such folder, nothing is relative to it, and names stay as they were given
    let working_folder = env::current_dir().unwrap_or_default();
    let (buffer, mut errors) = standard_input(options, streams.input);
    let overlay = buffer.map(|(name, bytes)| (name, Overlay::new(&Disk, Path::new(name), bytes)));
    let files: &dyn Files = overlay.as_ref().map_or(&Disk, |(_, overlay)| overlay);
    let files = &Limited::new(files, read_limits(options));
    let settings = settings(options)?;
    let mut now = State::new(files, &working_folder, options, &settings, &progress);
    if let Some(path) = &options.configuration.print_config {
        return print_config(path, &mut now, streams);
    }
    let (mut found, more_errors) = now.find(&options.paths);
    errors.extend(more_errors);
    found.extend(overlay.as_ref().and_then(|(name, _)| now.named(name)));
    let pool = pool(options.jobs, found.len())?;
    let mut terminal = streams.terminal.take().filter(|_| !options.quiet);
    let (checked, more_errors) =
        progress.shown_on(&mut terminal, || pool.install(|| now.check(found)));
    errors.extend(more_errors);
    let fail_on: Vec<FailOn> = checked.iter().map(|it| it.settings.fail_on()).collect();
    let mut outcome = Outcome {
        reports: checked.into_iter().map(|it| it.report).collect(),
        elapsed: None,
        show_suppressed: options.show_suppressed,
        troubles: errors.iter().map(Error::explained).collect(),
    };
    progress.shown_on(&mut terminal, || {
        pool.install(|| compare::mark_known(options, &now, &mut outcome))
    })?;
    // where nothing at all could be checked, "nothing found" would mislead
    let nothing_checked = outcome.reports.is_empty() && !errors.is_empty();
    if !nothing_checked {
        errors.extend(outputs::write(options, &outcome, &working_folder));
    }
    if !options.quiet && !nothing_checked {
        outcome.elapsed = streams.tell_time.then(|| progress.elapsed());
        let written = write(options, &outcome, streams);
        errors.extend(delivered(written.and_then(|()| streams.output.flush())).err());
    }
    match Troubles::of(errors) {
        Some(troubles) => Err(troubles),
        None => Ok(verdict(&fail_on, &outcome)),
    }
}

/// Writes to standard output what is to go there.
fn write(options: &Check, outcome: &Outcome, streams: &mut Streams<'_>) -> io::Result<()> {
    // what else was asked for has been refused
    if options.statistics
        && let Ok(format) = statistics_format(options)
    {
        return render::write_statistics(outcome, format, streams.output);
    }
    let format = format(options, streams.format);
    render::write(outcome, format, streams.appearance, streams.output)
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
        names.iter().map(|name| name.parse()).collect()
    };
    Ok(Settings {
        select: selectors(&options.select)?,
        ignore: selectors(&options.ignore)?,
        stage: options.stage,
        fail_on: options.fail_on,
        today: Some(options.today.map_or_else(|| today(SystemTime::now()), Ok)?),
        most_findings: Some(options.limits.max_findings),
        ..Settings::default()
    })
}

/// Shows what would hold for a file.
fn print_config(
    path: &Path,
    now: &mut State<'_>,
    streams: &mut Streams<'_>,
) -> Result<Verdict, Troubles> {
    let settings = now.project.settings(path);
    let name = discover::name(now.working_folder, path);
    let holding = Holding::of(&name, settings.config.excludes(path), &settings);
    let text = match now.options.format {
        Some(Format::Json) => holding.to_json(),
        _ => holding.to_yaml(),
    };
    let (_, mut errors) = now.project.check_configs(&[]);
    let written = streams.output.write_all(text.as_bytes());
    errors.extend(delivered(written.and_then(|()| streams.output.flush())).err());
    Troubles::of(errors).map_or(Ok(Verdict::Passed), Err)
}

/// The present day in UTC.
///
/// # Errors
/// When the system's clock is out of order: what has expired cannot be told, and to guess would hide it.
fn today(now: SystemTime) -> Result<Date, Error> {
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

/// What is on standard input, if it is to be read, with the name that it is to have.
fn standard_input<'o>(
    options: &'o Check,
    input: &mut dyn Read,
) -> (Option<(&'o str, Vec<u8>)>, Vec<Error>) {
    if !reads_standard_input(options) {
        return (None, Vec::new());
    }
    let name = options.stdin_filename.as_deref().unwrap_or(UNNAMED);
    // nobody tells its size in advance, and it need not end
    let limit = read_limits(options).bytes;
    match read_within(input, limit, Vec::new()) {
        Ok(bytes) => (Some((name, bytes)), Vec::new()),
        Err(error) => {
            let error = Error::reading(name, error, limit);
            (None, vec![error])
        }
    }
}

/// The threads that files are read in, and the rules run in, side by side: as many as asked for, as far as there is work
/// for them.
pub(super) fn pool(jobs: Option<NonZeroUsize>, inputs: usize) -> Result<rayon::ThreadPool, Error> {
    let processors = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = jobs.unwrap_or(processors).get();
    let threads = threads.min(inputs.max(processors.get()));
    let pool = || {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .stack_size(STACK_BYTES)
    };
    // a lone report does not wait for threads to start, and the system's allocator serves none as well as the first;
    // but that one may have a small stack, and threads that wait take up other files on top of their own
    if inputs == 1
        && let Ok(pool) = pool().use_current_thread().build()
    {
        return Ok(pool);
    }
    // a thread stays in the pool that it has once been in
    Ok(pool().build()?)
}

/// The files as they are now, or as they were at a commit, with their configs, and how they are checked.
pub(super) struct State<'s> {
    pub(super) files: &'s dyn Files,
    pub(super) working_folder: &'s Path,
    pub(super) options: &'s Check,
    /// What the command line alone says.
    pub(super) settings: &'s Settings,
    pub(super) progress: &'s Progress,
    project: Project<'s>,
}

/// A report or a config that was checked, and what held for it.
pub(super) struct Checked {
    pub(super) report: CheckedReport,
    pub(super) settings: Settings,
}

impl<'s> State<'s> {
    pub(super) fn new(
        files: &'s dyn Files,
        working_folder: &'s Path,
        options: &'s Check,
        settings: &'s Settings,
        progress: &'s Progress,
    ) -> Self {
        Self {
            files,
            working_folder,
            options,
            settings,
            progress,
            project: Project::new(files, working_folder, options, settings),
        }
    }

    /// The files that paths mean, and what is amiss with them.
    pub(super) fn find(&mut self, paths: &[PathBuf]) -> (Vec<File>, Vec<Error>) {
        let exclude = self.options.configuration.force_exclude;
        let configs = &mut self.project.configs;
        discover::files(self.files, self.working_folder, paths, configs, exclude)
    }

    /// A file that is known by its name alone.
    fn named(&mut self, name: &str) -> Option<File> {
        let path = PathBuf::from(name);
        if self.options.configuration.force_exclude && self.project.configs.exclude(&path) {
            return None;
        }
        let canonical = self.files.canonical(&path).ok()?;
        let name = name.to_owned();
        Some(File {
            name,
            path,
            canonical,
        })
    }

    /// Checks the reports that the files are, or belong to, and the configs that hold for them.
    pub(super) fn check(&mut self, found: Vec<File>) -> (Vec<Checked>, Vec<Error>) {
        let is_config = |file: &File| {
            let name = file.path.file_name();
            name.is_some_and(|name| name == config::FILE_NAME)
        };
        let (configs, found): (Vec<File>, Vec<File>) = found.into_iter().partition(is_config);
        for file in configs {
            self.project.name_config(&file.path);
        }
        let (documents, found): (Vec<File>, Vec<File>) = found
            .into_iter()
            .partition(|file| self.is_document(&file.path));
        let configs = &mut self.project.configs;
        let units = documents::units(self.files, self.working_folder, documents, configs);
        let units = units.into_iter().map(Subject::Documents);
        let may_be_root = |file: &File| {
            // what comes without a name may be anything
            !self.options.skip_unrelated
                || file.name == UNNAMED
                || discover::is_report_name(&file.path)
        };
        let roots = include::roots(self.files, self.working_folder, &found, may_be_root);
        let roots = roots.into_iter();
        let subjects = roots.map(Subject::Report).chain(units);
        let subjects = subjects.map(|subject| (self.project.settings(subject.path()), subject));
        let subjects: Vec<(Settings, Subject)> = subjects.collect();
        let schemas = Schemas::new(self.files, self.working_folder);
        self.progress.expect(subjects.len());
        let checked = subjects.into_par_iter().map(|(settings, subject)| {
            let checked = match subject {
                Subject::Report(root) => self.report(&root, settings),
                Subject::Documents(unit) => self.documents(&unit, &schemas, settings),
            };
            self.progress.advance();
            checked
        });
        let checked: Vec<(Option<Checked>, Vec<Error>)> = checked.collect();
        let mut reports = Vec::new();
        let mut errors = Vec::new();
        for (report, more_errors) in checked {
            reports.extend(report);
            errors.extend(more_errors);
        }
        for schema in schemas.flawed() {
            let settings = self.project.settings(&schema.path);
            reports.push(self.schema(&schema, settings, &mut errors));
        }
        errors.extend(schemas.take_errors());
        tell_once(&mut reports);
        let (configs, more_errors) = self.project.check_configs(&reports);
        reports.extend(configs);
        errors.extend(more_errors);
        (reports, errors)
    }

    /// Whether a file is data that is checked as a config says, and no report.
    pub(super) fn is_document(&mut self, path: &Path) -> bool {
        self.project.configs.of(path).is_document(path)
    }

    /// Checks one report. Of one that is found to be in order only the names stay in memory.
    fn report(&self, root: &File, settings: Settings) -> (Option<Checked>, Vec<Error>) {
        let source = match self.files.read(&root.path) {
            Ok(bytes) => Source::decode(&root.name, bytes),
            Err(error) => {
                let limit = self.files.limits().bytes;
                return (None, vec![Error::reading(&root.name, error, limit)]);
            }
        };
        let read = include::load(self.files, self.working_folder, &root.path, source);
        let findings = lint(&read, &settings);
        let sources = if findings.is_empty() {
            without_text(&read.sources)
        } else {
            read.sources
        };
        let report = CheckedReport { sources, findings };
        (Some(Checked { report, settings }), read.errors)
    }

    /// Checks documents that belong together. Of those that are found to be in order only the names stay in memory.
    fn documents(
        &self,
        unit: &Unit,
        schemas: &Schemas<'_>,
        settings: Settings,
    ) -> (Option<Checked>, Vec<Error>) {
        let mut read = DocumentFiles::read(self.files, self.working_folder, unit, schemas);
        let errors = std::mem::take(&mut read.errors);
        let findings = lint_documents(&read, &settings);
        let labels = findings.iter().flat_map(|finding| &finding.labels);
        let last = labels.map(|label| label.location.file).max();
        let sources = read.into_sources(last);
        let sources = if findings.is_empty() {
            without_text(&sources)
        } else {
            sources
        };
        let report = CheckedReport { sources, findings };
        (Some(Checked { report, settings }), errors)
    }

    /// What is wrong with a schema that cannot be used.
    fn schema(&self, schema: &SchemaFiles, settings: Settings, errors: &mut Vec<Error>) -> Checked {
        let findings = lint_schema(schema, &settings);
        let is_broken = |finding: &Finding| finding.severity == Severity::Error && finding.stands();
        if schema.is_broken() && findings.iter().any(is_broken) {
            errors.push(Error::BrokenSchema {
                path: discover::name(self.working_folder, &schema.path),
            });
        }
        let sources = schema.sources.clone();
        let report = CheckedReport { sources, findings };
        Checked { report, settings }
    }
}

/// Something to check.
enum Subject {
    /// A report, by its root.
    Report(File),
    /// Documents that belong together.
    Documents(Unit),
}

impl Subject {
    /// A file that it has, whose configuration holds for all of it.
    fn path(&self) -> &Path {
        match self {
            Self::Report(root) => &root.path,
            Self::Documents(unit) => &unit.files[0].path,
        }
    }
}

/// What is found in nothing but files that several reports share is told with the first of them.
fn tell_once(reports: &mut [Checked]) {
    let mut reports_of: FxHashMap<String, usize> = FxHashMap::default();
    let sources = reports.iter().flat_map(|it| it.report.sources.iter());
    for (_, source) in sources {
        *reports_of.entry(source.name().to_owned()).or_default() += 1;
    }
    let mut told = FxHashSet::default();
    for Checked { report, .. } in reports {
        let CheckedReport { sources, findings } = report;
        let name = |label: &Label| sources.get(label.location.file).name();
        findings.retain(|finding| {
            let labels = &finding.labels;
            if labels.iter().any(|label| reports_of[name(label)] == 1) {
                return true;
            }
            let places = labels
                .iter()
                .map(|label| (name(label).to_owned(), label.location.span));
            let places: Vec<_> = places.collect();
            told.insert((
                finding.rule.id().to_owned(),
                finding.message.clone(),
                places,
            ))
        });
    }
}

fn without_text(sources: &Sources) -> Sources {
    let mut names = Sources::default();
    for (_, source) in sources.iter() {
        names.add(Source::decode(source.name(), Vec::new()));
    }
    names
}

/// Whether anything was found that counts, by what held where it was found.
fn verdict(fail_on: &[FailOn], outcome: &Outcome) -> Verdict {
    let fails = |(fail_on, report): (&FailOn, &CheckedReport)| {
        let counts =
            |finding: &Finding| finding.stands() && fail_on.is_reached_by(finding.severity);
        report.findings.iter().any(counts)
    };
    if fail_on.iter().zip(&outcome.reports).any(fails) {
        Verdict::Failed
    } else {
        Verdict::Passed
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_is_out_of_order_is_an_error() {
        let day = Duration::from_hours(24);
        assert_eq!(
            today(UNIX_EPOCH + day).unwrap(),
            "1970-01-02".parse().unwrap()
        );
        let error = today(UNIX_EPOCH - day).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the system's clock shows no day after 1970; give the day with `--today YYYY-MM-DD`"
        );
        let far = UNIX_EPOCH + day * 365 * 20_000;
        assert!(matches!(today(far), Err(Error::Clock)));
    }

    #[test]
    fn a_thread_can_check_one_lone_report_after_another() {
        for _ in 0..2 {
            let pool = pool(NonZeroUsize::new(2), 1).unwrap();
            assert_eq!(pool.install(|| rayon::join(|| 1, || 2)), (1, 2));
        }
    }
}
