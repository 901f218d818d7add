//! `reportlint check`: from paths to a verdict.

use std::fs;
use std::io::Read;
use std::num::NonZeroUsize;
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::{Streams, Verdict, delivered};
use crate::calendar::Date;
use crate::cli::Check;
use crate::config::{Selector, Settings};
use crate::discover::{self, File, STANDARD_INPUT};
use crate::error::{Error, Troubles};
use crate::finding::Finding;
use crate::lint::lint;
use crate::render::{self, CheckedReport, Outcome};
use crate::source::{Source, Sources};

/// The most that is read of a file: spans count its bytes in 32 bits.
const FILE_LIMIT: Limit = Limit {
    bytes: u32::MAX as u64,
    text: "4 GiB",
};

/// The most that is read of standard input, whose size nobody tells in advance and which need not end.
const STANDARD_INPUT_LIMIT: Limit = Limit {
    bytes: 256 << 20,
    text: "256 MiB",
};

/// For each thread that checks files: a report nests deeper than the default has room for.
const STACK_BYTES: usize = 16 << 20;

struct Limit {
    bytes: u64,
    text: &'static str,
}

impl Limit {
    fn exceeded_by(&self, name: &str) -> Error {
        Error::TooLarge {
            name: name.to_owned(),
            limit: self.text,
        }
    }
}

/// What there is to check.
enum Input {
    OnDisk(File),
    Read(Source),
}

impl Input {
    fn name(&self) -> &str {
        match self {
            Self::OnDisk(file) => &file.name,
            Self::Read(source) => source.name(),
        }
    }
}

pub(super) fn check(options: &Check, streams: &mut Streams<'_>) -> Result<Verdict, Troubles> {
    let begun = Instant::now();
    if options.stdin_filename.is_some() && !reads_standard_input(options) {
        return Err(Error::UnusedFilename.into());
    }
    let settings = settings(options)?;
    let (inputs, mut errors) = inputs(options, streams.input);
    let pool = pool(options.jobs, inputs.len())?;
    let results: Vec<Result<CheckedReport, Error>> = pool.install(|| {
        let inputs = inputs.into_par_iter();
        inputs.map(|input| report(input, &settings)).collect()
    });
    let mut reports = Vec::new();
    for result in results {
        match result {
            Ok(report) => reports.push(report),
            Err(error) => errors.push(error),
        }
    }
    let outcome = Outcome {
        reports,
        elapsed: streams.tell_time.then(|| begun.elapsed()),
        show_suppressed: options.show_suppressed,
    };
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

/// What the paths mean, sorted by name, and what is amiss with them.
fn inputs(options: &Check, standard_input: &mut dyn Read) -> (Vec<Input>, Vec<Error>) {
    let (files, mut errors) = discover::files(&options.paths);
    let mut inputs: Vec<Input> = files.into_iter().map(Input::OnDisk).collect();
    if reads_standard_input(options) {
        let name = options.stdin_filename.as_deref().unwrap_or("<stdin>");
        match read(standard_input, name, &STANDARD_INPUT_LIMIT, Vec::new()) {
            Ok(bytes) => inputs.push(Input::Read(Source::decode(name, bytes))),
            Err(error) => errors.push(error),
        }
        inputs.sort_by(|left, right| left.name().cmp(right.name()));
    }
    (inputs, errors)
}

/// The threads that files are read in, and the rules run in, side by side: as many as asked for, as far as there is work
/// for them.
fn pool(jobs: Option<NonZeroUsize>, inputs: usize) -> Result<rayon::ThreadPool, Error> {
    let processors = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = jobs.unwrap_or(processors).get();
    let threads = threads.min(inputs.max(processors.get()));
    let mut pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK_BYTES);
    // a lone report does not wait for threads to start, and the system's allocator serves none as well as the first;
    // but that one may have a small stack, and threads that wait take up other files on top of their own
    if inputs == 1 {
        pool = pool.use_current_thread();
    }
    Ok(pool.build()?)
}

/// Checks one report. Of one that is found to be in order only the name stays in memory.
fn report(input: Input, settings: &Settings) -> Result<CheckedReport, Error> {
    let source = match input {
        Input::OnDisk(file) => load(&file)?,
        Input::Read(source) => source,
    };
    let mut sources = Sources::default();
    sources.add(source);
    let findings = lint(&sources, settings);
    if findings.is_empty() {
        sources = without_text(&sources);
    }
    Ok(CheckedReport { sources, findings })
}

fn load(file: &File) -> Result<Source, Error> {
    let name = || file.name.clone();
    let unreadable = |source| Error::Unreadable {
        path: name(),
        source,
    };
    // looked at before it is opened: to open a named pipe waits for somebody who writes to it
    let metadata = fs::metadata(&file.path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Error::NotRegular { path: name() });
    }
    if metadata.len() > FILE_LIMIT.bytes {
        return Err(FILE_LIMIT.exceeded_by(&file.name));
    }
    let opened = fs::File::open(&file.path).map_err(unreadable)?;
    let room = usize::try_from(metadata.len()).map_or_else(|_| Vec::new(), Vec::with_capacity);
    let bytes = read(opened, &file.name, &FILE_LIMIT, room)?;
    Ok(Source::decode(&file.name, bytes))
}

/// Reads all there is, to the end of `bytes`.
fn read(from: impl Read, name: &str, limit: &Limit, mut bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let unreadable = |source| Error::Unreadable {
        path: name.to_owned(),
        source,
    };
    // one byte more than the limit, which tells a text that reaches it from one that exceeds it
    let read = from.take(limit.bytes + 1).read_to_end(&mut bytes);
    if read.map_err(unreadable)? as u64 > limit.bytes {
        return Err(limit.exceeded_by(name));
    }
    Ok(bytes)
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
    let fails = |finding: &Finding| {
        finding.suppressed.is_none() && options.fail_on.is_reached_by(finding.severity)
    };
    if findings.any(fails) {
        Verdict::Failed
    } else {
        Verdict::Passed
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, repeat};

    use super::*;

    const LIMIT: Limit = Limit {
        bytes: 4,
        text: "4 bytes",
    };

    #[test]
    fn a_text_may_be_as_large_as_the_limit() {
        let bytes = read(Cursor::new(b"1234"), "a.yaml", &LIMIT, Vec::new());
        assert_eq!(bytes.unwrap(), b"1234");
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let error = read(repeat(0), "-", &LIMIT, Vec::new()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"-\" is larger than 4 bytes, the most that is read from it"
        );
    }
}
