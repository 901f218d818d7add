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
use crate::project::jsonpath::JsonPath;
use crate::text::syntax::{self, Format, Limits};

/// What the report is called that is written.
const REPORT_NAME: &str = "report.yaml";

/// A report with a little of everything, in which nothing is found.
const REPORT: &str = include_str!("init/report.yaml");

/// The line of the template in whose place a preset is named.
const NO_PRESET: &str = "# extends: draft\n";

/// What data has that a preset is for, whatever its file is called.
const SHAPES: [(&str, &str); 2] = [
    ("preset/frab", "$.schedule.conference.days[*]"),
    (
        "preset/sessionize",
        "$[?$.sessions && $.speakers && $.rooms && $.categories]",
    ),
];

/// Files at which is looked for such data, and the most that is read of one, in bytes.
const MOST_FILES: usize = 200;
const LARGEST_FILE: u64 = 16 << 20;

/// Data that a preset is for.
struct Fit {
    preset: &'static str,
    /// The name of a file with such data.
    file: String,
    /// Whether the file has a name of its own, so that the preset is named with it.
    is_named: bool,
}

impl Fit {
    /// What the configuration says about it.
    fn lines(&self) -> String {
        let Self { preset, file, .. } = self;
        if self.is_named {
            let file = serde_json::Value::from(file.as_str());
            format!("documents:\n  - files: {file}\n    preset: {preset}\n")
        } else {
            format!("extends: {preset}\n")
        }
    }
}

/// Writes the configuration to a folder, and a report if one is wanted; returns what there is to say about that.
pub(super) fn init(folder: &Path, with_report: bool) -> Result<String, Error> {
    let fit = fit(folder);
    let config = fit.as_ref().map_or_else(
        || TEMPLATE.to_owned(),
        |fit| TEMPLATE.replacen(NO_PRESET, &fit.lines(), 1),
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
            said.extend(fit.map(|Fit { preset, file, .. }| {
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
pub(super) fn create(path: &Path, text: &str) -> Result<(), Error> {
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
            let fit = Fit {
                preset,
                file,
                is_named: false,
            };
            Some((errors.count(), fit))
        })
    });
    match fits.min_by_key(|(errors, _)| *errors) {
        Some((0, fit)) => Some(fit),
        // what the data looks like says more than what its file is called
        other => named_otherwise(folder).or(other.map(|(_, fit)| fit)),
    }
}

/// The preset for data in a folder that has another name than those that the preset is for.
fn named_otherwise(folder: &Path) -> Option<Fit> {
    let found = Disk.below(folder).into_iter().flatten();
    let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
    let mut files = found.filter(is_json).take(MOST_FILES);
    files.find_map(|path| {
        let bytes = Disk.read_within(&path, LARGEST_FILE).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let tree = syntax::parse(&text, Format::Json, &Limits::default());
        let root = *tree.documents().first()?;
        let mut shapes = SHAPES.into_iter();
        let (preset, _) = shapes.find(|(_, shape)| {
            let shape = JsonPath::parse(shape).expect("a test reads each shape");
            shape
                .select(&tree, root)
                .is_ok_and(|nodes| !nodes.is_empty())
        })?;
        Some(Fit {
            preset,
            file: name(folder, &path),
            is_named: true,
        })
    })
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
        keep_views: false,
    };
    let (settings, progress) = (Settings::default(), Progress::of_states(1));
    let mut state = State::new(files, &working_folder, &scope, &settings, &progress);
    let (found, _) = state.find(&paths);
    work(&mut state, found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn data_is_known_by_what_it_looks_like() {
        for (text, preset) in [
            (
                r#"{"sessions": [], "speakers": [], "rooms": [], "categories": []}"#,
                Some("preset/sessionize"),
            ),
            (
                r#"{"schedule": {"conference": {"days": [{}]}}}"#,
                Some("preset/frab"),
            ),
            (r#"{"sessions": [], "speakers": []}"#, None),
            ("[1", None),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("data")).unwrap();
            fs::write(folder.path().join("data/2024.json"), text).unwrap();
            let fit = named_otherwise(folder.path());
            assert_eq!(fit.as_ref().map(|fit| fit.preset), preset, "{text}");
            let lines = fit.map(|fit| fit.lines());
            let expected = preset
                .map(|it| format!("documents:\n  - files: \"data/2024.json\"\n    preset: {it}\n"));
            assert_eq!(lines, expected);
        }
    }
}
