//! Looks configs up: from the folder of a file upwards, and from one file to those that it extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Config, ConfigFile, ConfigProblem, Document, Extending, FILE_NAME, ProblemKind, Spanned, preset,
};
use crate::project::discover::name;
use crate::project::error::Error;
use crate::project::files::{
    Files, REPOSITORY, ReadError, absolute, nearest_canonical, nearest_file, points_to_nothing, top,
};
use crate::text::place::NodeRef;
use crate::text::source::Source;

/// How many files may extend one another, one by one: more than anybody needs, and no more than a stack has room for.
pub(crate) const MOST_BASES: usize = 32;

/// Where the config of a file is looked for.
#[derive(Debug, Clone)]
pub enum LookUp {
    /// In its folder and in those above it.
    Upwards,
    /// Nowhere: this file applies to all.
    Only(PathBuf),
    /// Nowhere: this applies to all.
    Given(Arc<Config>),
    /// Nowhere: nothing is configured.
    Off,
}

/// All configs of a run, each of which is read once.
pub struct Configs<'f> {
    files: &'f dyn Files,
    working_folder: PathBuf,
    look_up: LookUp,
    by_folder: FxHashMap<PathBuf, Option<Arc<Config>>>,
    by_path: FxHashMap<PathBuf, Option<Arc<ConfigFile>>>,
    /// What is there and cannot be read.
    unreadable: FxHashSet<PathBuf>,
    nothing: Arc<Config>,
    errors: Vec<Error>,
}

impl<'f> Configs<'f> {
    /// Configs in a tree of files, in which names are relative to a folder.
    #[must_use]
    pub fn new(files: &'f dyn Files, working_folder: &Path, look_up: LookUp) -> Self {
        Self {
            files,
            working_folder: working_folder.to_owned(),
            look_up,
            by_folder: FxHashMap::default(),
            by_path: FxHashMap::default(),
            unreadable: FxHashSet::default(),
            nothing: Arc::default(),
            errors: Vec::new(),
        }
    }

    /// A path from the root of all folders, `.` and `..` resolved by their looks.
    #[must_use]
    pub fn absolute(&self, path: &Path) -> PathBuf {
        absolute(&self.working_folder, path)
    }

    /// The config that applies to a file, which need not be there.
    pub fn of(&mut self, path: &Path) -> Arc<Config> {
        let path = absolute(&self.working_folder, path);
        let config = match self.look_up.clone() {
            LookUp::Off => None,
            LookUp::Given(config) => Some(config),
            LookUp::Only(config) => self.only(&config),
            LookUp::Upwards => path.parent().and_then(|folder| self.upwards(folder)),
        };
        config.unwrap_or_else(|| Arc::clone(&self.nothing))
    }

    /// Whether a file is left out by its config.
    pub fn exclude(&mut self, path: &Path) -> bool {
        self.of(path).excludes(path)
    }

    /// A file of configuration; `None` where there is none, or none that can be read.
    pub fn file(&mut self, path: &Path) -> Option<Arc<ConfigFile>> {
        let path = absolute(&self.working_folder, path);
        self.load(&path, &mut Vec::new())
    }

    /// Every file of configuration that was read, in the order of the names. What is part of the program is not among
    /// them.
    #[must_use]
    pub fn files(&self) -> Vec<Arc<ConfigFile>> {
        let mut files: Vec<_> = self.by_path.values().flatten().cloned().collect();
        files.sort_by(|left, right| left.name().cmp(right.name()));
        files
    }

    /// What could not be read, once.
    pub fn take_errors(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.errors)
    }

    fn only(&mut self, path: &Path) -> Option<Arc<Config>> {
        let path = absolute(&self.working_folder, path);
        if let Some(known) = self.by_folder.get(&path) {
            return known.clone();
        }
        let file = self.load(&path, &mut Vec::new());
        if file.is_none() && !self.unreadable.contains(&path) {
            let name = name(&self.working_folder, &path);
            let nearest = nearest_file(self.files, &path, &name);
            self.errors.push(Error::Missing {
                path: name,
                nearest,
            });
        }
        let config = file.map(|file| Arc::new(Config::new(file, None, &self.working_folder)));
        self.by_folder.insert(path, config.clone());
        config
    }

    /// The config of a folder. As deep as folders are, so does this call itself: paths are short.
    fn upwards(&mut self, folder: &Path) -> Option<Arc<Config>> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let own = self.load(&folder.join(FILE_NAME), &mut Vec::new());
        let is_root = own.as_ref().is_some_and(|file| file.root);
        let is_top = is_root || self.files.kind(&folder.join(REPOSITORY)).is_ok();
        let outer = folder.parent().filter(|_| !is_top);
        let outer = outer.and_then(|parent| self.upwards(parent));
        let config = match own {
            Some(file) => Some(Arc::new(Config::new(file, outer, &self.working_folder))),
            None => outer,
        };
        self.by_folder.insert(folder.to_owned(), config.clone());
        config
    }

    /// Reads a file and what it extends. `within` are the files that are being read, each of which extends the next.
    fn load(&mut self, path: &Path, within: &mut Vec<PathBuf>) -> Option<Arc<ConfigFile>> {
        if let Some(known) = self.by_path.get(path) {
            return known.clone();
        }
        let file = self.read(path).map(|source| {
            let folder = path.parent().unwrap_or(path);
            let mut file = ConfigFile::read(source, folder);
            within.push(path.to_owned());
            self.extend(&mut file, within);
            within.pop();
            file.finish();
            Arc::new(file)
        });
        self.by_path.insert(path.to_owned(), file.clone());
        file
    }

    fn read(&mut self, path: &Path) -> Option<Source> {
        let name = name(&self.working_folder, path);
        match self.files.read(path) {
            Ok(bytes) => Some(Source::decode(name, bytes).of_config()),
            Err(ReadError::Io(error)) if points_to_nothing(&error) => None,
            Err(error) => {
                self.errors
                    .push(Error::reading(&name, error, self.files.limits().bytes));
                self.unreadable.insert(path.to_owned());
                None
            }
        }
    }

    /// The top folder of the project that has a folder.
    fn top(&self, folder: &Path) -> PathBuf {
        let canonical = self.files.canonical(folder);
        let folder = canonical.unwrap_or_else(|_| folder.to_owned());
        top(self.files, &self.working_folder, &folder)
    }

    fn extend(&mut self, file: &mut ConfigFile, within: &mut Vec<PathBuf>) {
        // what is named later prevails, as in other tools
        let mut seen = FxHashSet::default();
        for (stated, at) in std::mem::take(&mut file.extends).into_iter().rev() {
            // the same once more changes nothing
            if !seen.insert(stated.value.clone()) {
                continue;
            }
            match self.base(file, &stated, within) {
                Ok(base) => file.bases.extend(base),
                Err(why) => file.problems.push(unfit(stated, at, why)),
            }
        }
        for entry in &file.documents {
            let Some((stated, at)) = entry.preset.clone() else {
                continue;
            };
            match bound(file, entry, &stated) {
                Ok(base) => file.bases.push(Arc::new(base)),
                Err(why) => file.problems.push(unfit(stated, at, why)),
            }
        }
    }

    /// What a file extends; `None` where it is there and cannot be read, which is an error of its own.
    fn base(
        &mut self,
        file: &ConfigFile,
        stated: &Spanned<String>,
        within: &mut Vec<PathBuf>,
    ) -> Result<Option<Arc<ConfigFile>>, Extending> {
        let wanted = stated.value.as_str();
        if let Some(text) = preset::text(wanted) {
            let mut preset = read_preset(file, wanted, text, stated);
            preset.finish();
            return Ok(Some(Arc::new(preset)));
        }
        if preset::is_meant(wanted) {
            let nearest = preset::nearest(wanted);
            return Err(Extending::UnknownPreset { nearest });
        }
        let path = absolute(&file.folder, Path::new(wanted));
        if let Some(first) = within.iter().position(|known| *known == path) {
            let files = within[first..].iter();
            let files = files.map(|path| name(&self.working_folder, path)).collect();
            return Err(Extending::Cycle { files });
        }
        if within.len() >= MOST_BASES {
            return Err(Extending::TooDeep { most: MOST_BASES });
        }
        let top = self.top(&file.folder);
        if nearest_canonical(self.files, &path).is_some_and(|path| !path.starts_with(&top)) {
            return Err(Extending::Outside);
        }
        match self.load(&path, within) {
            None if !self.unreadable.contains(&path) => Err(Extending::Missing),
            base => Ok(base),
        }
    }
}

/// A preset that is named in a file.
fn read_preset(file: &ConfigFile, name: &str, text: &str, stated: &Spanned<String>) -> ConfigFile {
    let source = Source::decode(format!("<{name}>"), text.into()).of_config();
    let mut preset = ConfigFile::read(source, &file.folder);
    preset.preset = Some(stated.clone());
    preset
}

/// The preset that an entry of `documents` names, for the files of that entry.
fn bound(
    file: &ConfigFile,
    entry: &Document,
    stated: &Spanned<String>,
) -> Result<ConfigFile, Extending> {
    let name = preset::full_name(&stated.value);
    let text = preset::text(&name).ok_or_else(|| Extending::UnknownPreset {
        nearest: preset::nearest(&name),
    })?;
    let mut preset = read_preset(file, &name, text, stated);
    let [own] = preset.documents.as_mut_slice() else {
        return Err(Extending::SeveralKinds);
    };
    let written = own.files.written.first().map(|glob| glob.span);
    own.files = entry.files.clone();
    // the names are written elsewhere, and a place in the preset stands for them
    for glob in &mut own.files.written {
        glob.span = written.unwrap_or_default();
    }
    own.ignore = entry.ignore.clone();
    // the entry itself tells that there are no files
    own.optional = true;
    preset.finish();
    Ok(preset)
}

fn unfit(stated: Spanned<String>, at: NodeRef, why: Extending) -> ConfigProblem {
    ConfigProblem {
        kind: ProblemKind::Extends {
            name: stated.value,
            why,
        },
        at: at.into(),
    }
}
