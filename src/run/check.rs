//! `reportlint check`: from paths to a verdict.

use std::env;
use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Streams, Verdict, compare, delivered};
use crate::calendar::Date;
use crate::cli::Check;
use crate::config::{Selector, Settings};
use crate::discover::{self, File, STANDARD_INPUT};
use crate::error::{Error, Troubles};
use crate::files::{Disk, Files, Overlay, SIZE_LIMIT, read_within};
use crate::finding::{Finding, Label};
use crate::include;
use crate::lint::lint;
use crate::render::{self, CheckedReport, Outcome};
use crate::source::{Source, Sources};

/// The most that is read of standard input, whose size nobody tells in advance and which need not end.
const STANDARD_INPUT_LIMIT: u64 = 256 << 20;

/// For each thread that checks files: a report nests deeper than the default has room for.
const STACK_BYTES: usize = 16 << 20;

pub(super) fn check(options: &Check, streams: &mut Streams<'_>) -> Result<Verdict, Troubles> {
    let begun = Instant::now();
    if options.stdin_filename.is_some() && !reads_standard_input(options) {
        return Err(Error::UnusedFilename.into());
    }
    let settings = settings(options)?;
    // where there is no such folder, nothing is relative to it, and names stay as they were given
    let working_folder = env::current_dir().unwrap_or_default();
    let (buffer, mut errors) = standard_input(options, streams.input);
    let overlay = buffer.map(|(name, bytes)| (name, Overlay::new(&Disk, Path::new(name), bytes)));
    let files: &dyn Files = overlay.as_ref().map_or(&Disk, |(_, overlay)| overlay);
    let (mut found, more_errors) = discover::files(files, &working_folder, &options.paths);
    errors.extend(more_errors);
    found.extend(overlay.as_ref().and_then(|(name, _)| named(files, name)));
    let pool = pool(options.jobs, found.len())?;
    let now = State {
        files,
        working_folder: &working_folder,
        settings: &settings,
    };
    let (reports, more_errors) = pool.install(|| now.check(&found));
    errors.extend(more_errors);
    let mut outcome = Outcome {
        reports,
        elapsed: None,
        show_suppressed: options.show_suppressed,
    };
    pool.install(|| compare::mark_known(options, &now, &mut outcome))?;
    outcome.elapsed = streams.tell_time.then(|| begun.elapsed());
    // where nothing at all could be checked, "nothing found" would mislead
    let nothing_checked = outcome.reports.is_empty() && !errors.is_empty();
    if !options.quiet && !nothing_checked {
        let written = render::write(&outcome, options.format, streams.appearance, streams.output);
        errors.extend(delivered(written.and_then(|()| streams.output.flush())).err());
    }
    match Troubles::of(errors) {
        Some(troubles) => Err(troubles),
        None => Ok(verdict(options, &outcome)),
    }
}

fn settings(options: &Check) -> Result<Settings, Error> {
    let selectors = |names: &[String]| -> Result<Vec<Selector>, Error> {
        names.iter().map(|name| name.parse()).collect()
    };
    Ok(Settings {
        select: selectors(&options.select)?,
        ignore: selectors(&options.ignore)?,
        stage: options.stage,
        today: options.today.or_else(today),
    })
}

/// The present day in UTC; `None` where the system's clock is out of order.
fn today() -> Option<Date> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    Date::after_1970(since_1970.ok()?)
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
    let name = options.stdin_filename.as_deref().unwrap_or("<stdin>");
    match read_within(input, STANDARD_INPUT_LIMIT, Vec::new()) {
        Ok(bytes) => (Some((name, bytes)), Vec::new()),
        Err(error) => {
            let error = Error::reading(name, error, STANDARD_INPUT_LIMIT);
            (None, vec![error])
        }
    }
}

/// A file that is known by its name alone.
fn named(files: &dyn Files, name: &str) -> Option<File> {
    let path = PathBuf::from(name);
    let canonical = files.canonical(&path).ok()?;
    let name = name.to_owned();
    Some(File {
        name,
        path,
        canonical,
    })
}

/// The threads that files are read in, and the rules run in, side by side: as many as asked for, as far as there is work
/// for them.
fn pool(jobs: Option<NonZeroUsize>, inputs: usize) -> Result<rayon::ThreadPool, Error> {
    let processors = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = jobs.unwrap_or(processors).get();
    let threads = threads.min(inputs.max(processors.get()));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK_BYTES)
        .build()?;
    Ok(pool)
}

/// The files as they are now, or as they were at a commit, and how they are checked.
pub(super) struct State<'s> {
    pub(super) files: &'s dyn Files,
    pub(super) working_folder: &'s Path,
    pub(super) settings: &'s Settings,
}

impl State<'_> {
    /// Checks the reports that the files are, or belong to.
    pub(super) fn check(&self, found: &[File]) -> (Vec<CheckedReport>, Vec<Error>) {
        let roots = include::roots(self.files, self.working_folder, found);
        let checked = roots.into_par_iter().map(|root| self.report(&root));
        let checked: Vec<(Option<CheckedReport>, Vec<Error>)> = checked.collect();
        let mut reports = Vec::new();
        let mut errors = Vec::new();
        for (report, more_errors) in checked {
            reports.extend(report);
            errors.extend(more_errors);
        }
        tell_once(&mut reports);
        (reports, errors)
    }

    /// Checks one report. Of one that is found to be in order only the names stay in memory.
    fn report(&self, root: &File) -> (Option<CheckedReport>, Vec<Error>) {
        let source = match self.files.read(&root.path) {
            Ok(bytes) => Source::decode(&root.name, bytes),
            Err(error) => return (None, vec![Error::reading(&root.name, error, SIZE_LIMIT)]),
        };
        let read = include::load(self.files, self.working_folder, &root.path, source);
        let findings = lint(&read, self.settings);
        let sources = if findings.is_empty() {
            without_text(&read.sources)
        } else {
            read.sources
        };
        (Some(CheckedReport { sources, findings }), read.errors)
    }
}

/// What is found in nothing but files that several reports share is told with the first of them.
fn tell_once(reports: &mut [CheckedReport]) {
    let mut reports_of: FxHashMap<String, usize> = FxHashMap::default();
    for (_, source) in reports.iter().flat_map(|report| report.sources.iter()) {
        *reports_of.entry(source.name().to_owned()).or_default() += 1;
    }
    let mut told = FxHashSet::default();
    for CheckedReport { sources, findings } in reports {
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

fn verdict(options: &Check, outcome: &Outcome) -> Verdict {
    let mut findings = outcome.reports.iter().flat_map(|report| &report.findings);
    let fails =
        |finding: &Finding| finding.stands() && options.fail_on.is_reached_by(finding.severity);
    if findings.any(fails) {
        Verdict::Failed
    } else {
        Verdict::Passed
    }
}
