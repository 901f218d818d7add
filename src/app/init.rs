//! `reportlint init`: writes a first configuration, and a first report where one is asked for.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::progress::Progress;
use super::state::{Scope, State};
use crate::checks::settings::Settings;
use crate::finding::Severity;
use crate::project::config::{FILE_NAME, LookUp, TEMPLATE, preset_names};
use crate::project::discover::{File, name};
use crate::project::files::{Disk, Files, Overlay, is_written_outside};

/// What the report is called that is written.
const REPORT_NAME: &str = "report.yaml";

/// A report with a little of everything, in which nothing is found.
const REPORT: &str = include_str!("init/report.yaml");

/// The line of the template in whose place a preset is named.
const NO_PRESET: &str = "# extends: draft\n";

/// Data that a preset is for.
struct Fit {
    preset: &'static str,
    /// The name of a file with such data.
    file: String,
}

/// Writes the configuration to a folder, and a report if one is wanted; returns what there is to say about that.
pub(super) fn init(folder: &Path, with_report: bool) -> Result<String, Error> {
    let fit = fit(folder);
    let config = fit.as_ref().map_or_else(
        || TEMPLATE.to_owned(),
        |fit| TEMPLATE.replacen(NO_PRESET, &format!("extends: {}\n", fit.preset), 1),
    );
    let report_path = folder.join(REPORT_NAME);
    if with_report {
        create(&report_path, REPORT)?;
    }
    let mut said = Vec::new();
    let config_path = folder.join(FILE_NAME);
    match create(&config_path, &config) {
        // the one who asks for a report may have the configuration from before
        Err(Error::FileExists { .. }) if with_report => {}
        written => {
            written?;
            said.push(format!(
                "wrote {:?}; uncomment the keys you need",
                shown(&config_path)
            ));
            said.extend(fit.map(|Fit { preset, file }| {
                format!("it extends `{preset}`, which checks data such as {file:?}")
            }));
        }
    }
    if with_report {
        let report = shown(&report_path);
        said.push(format!("wrote {report:?}, a small report to start from"));
    }
    said.push(if finds_anything(folder) {
        "to check this folder, run `reportlint check`".to_owned()
    } else {
        "there is no report here yet; to start from a small one, run `reportlint init --report`"
            .to_owned()
    });
    Ok(said.join("\n") + "\n")
}

/// Writes a new file. Whatever is there stays, even if it comes there in this very moment.
fn create(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(top) = is_written_outside(path) {
        return Err(Error::OutputOutside {
            path: shown(path),
            top: top.display().to_string(),
        });
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => Error::FileExists { path: shown(path) },
        _ => Error::Unwritable {
            path: shown(path),
            source,
        },
    })
}

fn shown(path: &Path) -> String {
    name(Path::new(""), path)
}

/// The preset for which there is data in a folder. Where several name the same file, it is the one whose schemas find the
/// fewest errors.
fn fit(folder: &Path) -> Option<Fit> {
    let presets = preset_names().filter(|preset| preset.contains('/'));
    let fits = presets.filter_map(|preset| {
        let config = folder.join(FILE_NAME);
        let text = format!("root: true\nextends: {preset}\n");
        let files = Overlay::new(&Disk, &config, text.into());
        with_state(&files, folder, LookUp::Only(config), |state, found| {
            let mut data = found;
            data.retain(|file| state.is_document(&file.path));
            let file = data.first()?.name.clone();
            let (checked, _) = state.check(data);
            let findings = checked.iter().flat_map(|it| &it.report.findings);
            let errors = findings.filter(|finding| finding.severity == Severity::Error);
            Some((errors.count(), Fit { preset, file }))
        })
    });
    let (_, fit) = fits.min_by_key(|(errors, _)| *errors)?;
    Some(fit)
}

fn finds_anything(folder: &Path) -> bool {
    with_state(&Disk, folder, LookUp::Upwards, |_, found| !found.is_empty())
}

/// Gives what a search of a folder finds.
fn with_state<T>(
    files: &dyn Files,
    folder: &Path,
    look_up: LookUp,
    work: impl FnOnce(&mut State<'_>, Vec<File>) -> T,
) -> T {
    let working_folder = env::current_dir().unwrap_or_default();
    let paths: [PathBuf; 1] = [folder.to_owned()];
    let scope = Scope {
        paths: &paths,
        look_up,
        force_exclude: false,
        skip_unrelated: false,
    };
    let (settings, progress) = (Settings::default(), Progress::of_states(1));
    let mut state = State::new(files, &working_folder, &scope, &settings, &progress);
    let (found, _) = state.find(&paths);
    work(&mut state, found)
}
