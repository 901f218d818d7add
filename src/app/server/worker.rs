//! What is open, checked on a thread of its own.

use std::collections::BTreeMap;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, Sender, unbounded};
use gen_lsp_types::{Diagnostic, Uri};
use rustc_hash::FxHashMap;

use super::address;
use super::buffers::Buffers;
use super::diagnostics::{Places, diagnostic};
use super::position::Encoding;
use crate::app::check::today;
use crate::app::error::Error;
use crate::app::progress::Progress;
use crate::app::state::{Checked, Scope, State};
use crate::app::threads::pool;
use crate::checks::settings::Settings;
use crate::output::Outcome;
use crate::project::config::LookUp;
use crate::project::discover::{self, File};
use crate::project::files::{Disk, Files, Overlay, absolute};
use crate::text::source::Source;

/// Texts to check, and how many states of them there were before.
pub(super) struct Job {
    pub(super) generation: u64,
    pub(super) buffers: Buffers,
}

/// What was found in all that is open, and in what belongs to it.
pub(super) struct Analysis {
    pub(super) generation: u64,
    /// For each file that was checked, whether anything was found in it or not.
    pub(super) files: BTreeMap<String, Vec<Diagnostic>>,
    /// What could not be checked, a sentence each.
    pub(super) troubles: Vec<String>,
    pub(super) took: Duration,
}

/// Starts the thread. It ends when nobody sends jobs any more.
pub(super) fn start(encoding: Encoding) -> (Sender<Job>, Receiver<Analysis>) {
    let (jobs, waiting) = unbounded::<Job>();
    let (done, analyses) = unbounded();
    thread::spawn(move || {
        for job in &waiting {
            // who types on does not wait for what was typed before
            let job = waiting.try_iter().last().unwrap_or(job);
            if done.send(analyzed(&job, encoding)).is_err() {
                break;
            }
        }
    });
    (jobs, analyses)
}

/// Checks the texts. A defect of the program in one state of them does not end the session.
fn analyzed(job: &Job, encoding: Encoding) -> Analysis {
    let begun = Instant::now();
    let analysis = catch_unwind(AssertUnwindSafe(|| found(&job.buffers, encoding)));
    let (files, troubles) = analysis.unwrap_or_else(|_| {
        let defect = "reportlint failed on this text; please report it as a defect of the program";
        (BTreeMap::new(), vec![defect.to_owned()])
    });
    Analysis {
        generation: job.generation,
        files,
        troubles,
        took: begun.elapsed(),
    }
}

fn found(
    buffers: &Buffers,
    encoding: Encoding,
) -> (BTreeMap<String, Vec<Diagnostic>>, Vec<String>) {
    let checked = with_state(buffers, |state, found| {
        let (checked, errors) = state.check(found);
        let places = Named::new(buffers, state, encoding);
        let troubles = errors
            .into_iter()
            .map(|error| Error::from(error).explained());
        (diagnostics(checked, &places), troubles.collect())
    });
    checked.unwrap_or_else(|trouble| (BTreeMap::new(), vec![trouble.explained()]))
}

/// Has something done with the files as they are in the editor. What is open is checked if it is a report, a part of one, or
/// data that a configuration names.
///
/// # Errors
/// When nothing can be checked.
pub(super) fn with_state<T: Send>(
    buffers: &Buffers,
    work: impl FnOnce(&mut State<'_>, Vec<File>) -> T + Send,
) -> Result<T, Error> {
    let texts = buffers.iter();
    let texts = texts.map(|(path, buffer)| (path.as_path(), buffer.text.as_bytes().to_vec()));
    let files = Overlay::of_several(&Disk, texts);
    let paths: Vec<PathBuf> = buffers.iter().map(|(path, _)| path.clone()).collect();
    let working_folder = env::current_dir().unwrap_or_default();
    let scope = Scope {
        paths: &paths,
        look_up: LookUp::Upwards,
        force_exclude: true,
        skip_unrelated: true,
        keep_views: false,
    };
    let settings = Settings {
        today: Some(today(SystemTime::now())?),
        ..Settings::default()
    };
    let progress = Progress::of_states(1);
    let mut state = State::new(&files, &working_folder, &scope, &settings, &progress);
    let (found, _) = state.find(&paths);
    let pool = pool(None, found.len())?;
    Ok(pool.install(|| work(&mut state, found)))
}

/// The findings of each file, in their order.
fn diagnostics(checked: Vec<Checked>, places: &Named<'_>) -> BTreeMap<String, Vec<Diagnostic>> {
    let outcome = Outcome::of(checked.into_iter().map(|it| it.report).collect());
    let mut files: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for report in &outcome.reports {
        for (_, source) in report.sources.iter() {
            files.entry(places.file(source).0.0).or_default();
        }
    }
    let found = outcome.findings().into_iter().zip(outcome.fingerprints());
    for ((sources, finding), fingerprint) in found {
        let source = sources.get(finding.primary().location.file);
        let diagnostics = files.entry(places.file(source).0.0).or_default();
        diagnostics.push(diagnostic(sources, finding, &fingerprint, places));
    }
    files
}

/// What the editor calls the files.
pub(super) struct Named<'n> {
    files: &'n dyn Files,
    working_folder: &'n Path,
    encoding: Encoding,
    /// Of what is open: its URI, and whether it has a byte order mark, by canonical paths.
    open: FxHashMap<PathBuf, (Uri, bool)>,
}

impl<'n> Named<'n> {
    pub(super) fn new(buffers: &Buffers, state: &State<'n>, encoding: Encoding) -> Self {
        let open = buffers.iter().filter_map(|(path, buffer)| {
            let canonical = state.files.canonical(path).ok()?;
            let mark = buffer.text.starts_with('\u{feff}');
            Some((canonical, (buffer.uri.clone(), mark)))
        });
        Self {
            files: state.files,
            working_folder: state.working_folder,
            encoding,
            open: open.collect(),
        }
    }
}

impl Places for Named<'_> {
    fn file(&self, source: &Source) -> (Uri, bool) {
        let path = absolute(self.working_folder, &discover::named(source.name()));
        let canonical = self.files.canonical(&path).ok();
        let open = canonical.and_then(|canonical| self.open.get(&canonical));
        open.cloned()
            .unwrap_or_else(|| (address::uri(&path), false))
    }

    fn encoding(&self) -> Encoding {
        self.encoding
    }
}
