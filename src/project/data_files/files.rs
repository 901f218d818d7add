//! Documents that are checked together, with all that they need, as they are read from the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::naming::{Named, Naming, may_name};
use super::schemas::{SchemaProblem, SchemaProblemKind, Schemas};
use super::tree::FileTree;
use super::{DataSet, Group, Unit};
use crate::project::config::{Config, ConfigFile, Globs};
use crate::project::discover;
use crate::project::error::Error;
use crate::project::files::{Files, ReadError, Sandbox, Unreached, absolute, nearest_file};
use crate::schema::Violation;
use crate::text::place::{ParsedFile, Place};
use crate::text::source::{FileId, Location, Source, Sources, Span};
use crate::text::syntax::{self, Format, Limits, Tree};

/// Documents, what their checks refer to, and their configuration, read but not yet parsed.
pub struct DataFiles<'f> {
    /// The documents in the order of their names, then what is only referred to, then the files of the configuration.
    pub sources: Sources,
    /// Why some files could not be read.
    pub errors: Vec<Error>,
    /// What is wrong with how schemas are named.
    pub schema_problems: Vec<SchemaProblem>,
    /// The schemas of the documents, in their order.
    schemas: Vec<Option<Named>>,
    config: Arc<Config>,
    /// Where the documents are, in the order of the sources: absolute paths.
    documents: Vec<PathBuf>,
    /// How many files there are, without those of the configuration.
    data: usize,
    /// By absolute paths.
    by_path: FxHashMap<PathBuf, FileId>,
    unread: FxHashMap<PathBuf, Unresolved>,
    /// The bytes that errors against their schemas may take.
    room: u64,
    tree: FileTree<'f>,
}

/// Why there is no file that a configuration refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// It is outside the folder of the configuration.
    Outside,
    /// It is a folder, or a pipe or the like.
    NotAFile {
        /// Whether it is a folder.
        folder: bool,
    },
    /// There is no such file.
    Missing {
        /// The file with the nearest name in the same folder, as it would be written.
        nearest: Option<String>,
    },
    /// It is there and cannot be read.
    Unreadable,
}

impl Unresolved {
    pub(super) fn of(files: &dyn Files, written: &str, why: Unreached) -> Self {
        match why {
            Unreached::Outside => Self::Outside,
            Unreached::NotAFile { folder } => Self::NotAFile { folder },
            Unreached::Missing { path } => Self::Missing {
                nearest: nearest_file(files, &path, written),
            },
            Unreached::Unreadable { .. } => Self::Unreadable,
        }
    }
}

impl<'f> DataFiles<'f> {
    /// Reads the documents of a unit, and what their checks refer to.
    #[must_use]
    pub fn read(
        files: &'f dyn Files,
        working_folder: &Path,
        unit: &Unit,
        schemas: &Schemas<'_>,
    ) -> Self {
        let mut reader = Reader {
            files,
            working_folder,
            read: Self {
                sources: Sources::default(),
                errors: Vec::new(),
                schema_problems: Vec::new(),
                schemas: Vec::new(),
                config: Arc::clone(&unit.config),
                documents: Vec::new(),
                data: 0,
                by_path: FxHashMap::default(),
                unread: FxHashMap::default(),
                room: schemas.room,
                tree: FileTree::new(files),
            },
        };
        for file in &unit.files {
            let path = absolute(working_folder, &file.path);
            if reader.add(&file.name, &file.path, path.clone()).is_some() {
                reader.read.documents.push(path);
            }
        }
        reader.references();
        reader.read.data = reader.read.sources.iter().count();
        for file in &unit.config.files {
            reader.read.sources.add(file.source().clone());
        }
        reader.schemas(schemas);
        reader.read
    }

    /// The trees of all files, in their order.
    #[must_use]
    pub fn trees(&self) -> Vec<Tree<'_>> {
        // other people's data is read as other programs read it
        let data = self.sources.iter().take(self.data);
        let data =
            data.map(|(_, source)| (source, Format::of_document(source.name(), source.text())));
        // a configuration may be long, and is the same for many files: it knows itself where its parts are written
        let configs = self.sources.iter().skip(self.data);
        let configs = configs.map(|_| ("", Format::Yaml));
        let data = data.map(|(source, format)| (source.text(), format));
        let texts: Vec<(&str, Format)> = data.chain(configs).collect();
        let texts = texts.into_par_iter();
        let trees = texts.map(|(text, format)| syntax::parse(text, format, &Limits::default()));
        trees.collect()
    }

    /// The documents alone, with what their schemas do not allow in them; and what is wrong with how schemas are named or
    /// applied.
    #[must_use]
    pub fn judged<'t>(
        &'t self,
        trees: &'t [Tree<'t>],
    ) -> (Vec<(ParsedFile<'t>, Vec<Violation>)>, Vec<SchemaProblem>) {
        let mut problems = self.schema_problems.clone();
        let mut left = self.room;
        let parts = self.parts(trees).zip(&self.schemas);
        let parts = parts.map(|(part, schema)| {
            // of a file that cannot be read whole nobody knows what else is in it
            let schema = schema.as_ref().filter(|_| part.is_whole());
            if part.tree.documents().is_empty() {
                let empty = schema.and_then(Named::violation_of_nothing);
                problems.extend(empty.map(|violation| SchemaProblem {
                    kind: SchemaProblemKind::Empty {
                        violation: Box::new(violation),
                    },
                    at: Place::Bytes(Location {
                        file: part.file,
                        span: Span::default(),
                    }),
                }));
            }
            let judged = schema.map(|schema| schema.violations(part.tree, left));
            let problem = |kind, root| SchemaProblem {
                kind,
                at: Place::Heading(part.node(root)),
            };
            let violations = match judged {
                None => Vec::new(),
                Some(Err(root)) => {
                    problems.push(problem(SchemaProblemKind::TooManySteps, root));
                    Vec::new()
                }
                Some(Ok(judged)) => {
                    left = judged.room;
                    let more = judged.more_from;
                    let more = more.map(|root| problem(SchemaProblemKind::TooManyErrors, root));
                    problems.extend(more);
                    judged.violations
                }
            };
            (part, violations)
        });
        let parts = parts.collect();
        (parts, problems)
    }

    /// The files that checks refer to and that are no documents themselves: reports, or data under another configuration.
    #[must_use]
    pub fn referred<'t>(&'t self, trees: &'t [Tree<'t>]) -> Vec<ParsedFile<'t>> {
        let data = self.parts(trees).take(self.data);
        data.skip(self.documents.len()).collect()
    }

    /// What checks see of the files.
    #[must_use]
    pub fn documents<'t>(&'t self, trees: &'t [Tree<'t>]) -> DataSet<'t> {
        DataSet {
            parts: self.parts(trees).collect::<Vec<_>>().into(),
            groups: self.groups(),
            files: self,
            steps: DataSet::steps(self.sources.iter().map(|(_, it)| it.text().len()).sum()),
        }
    }

    /// The sources, without those of the configuration, unless they are needed to show places in these up to `last`.
    #[must_use]
    pub fn into_sources(self, last: Option<FileId>) -> Sources {
        let needed = last.map_or(0, |file| file.number() as usize + 1);
        self.sources.first(self.data.max(needed))
    }

    pub(super) fn file(&self, config: &ConfigFile, path: &str) -> Option<FileId> {
        self.by_path.get(&referred(config, path)?).copied()
    }

    pub(super) fn path(&self, file: FileId) -> Option<&Path> {
        // the documents come first
        let path = self.documents.get(file.number() as usize);
        path.map(PathBuf::as_path)
    }

    pub(super) fn tree(&self) -> &FileTree<'f> {
        &self.tree
    }

    pub(super) fn is_selected(&self, config: &ConfigFile, globs: &Globs, file: FileId) -> bool {
        let mut paths = self.by_path.iter().filter(|(_, known)| **known == file);
        paths.any(|(path, _)| {
            let path = path.strip_prefix(&config.folder);
            path.is_ok_and(|path| globs.select(path))
        })
    }

    pub(super) fn unread(&self, config: &ConfigFile, path: &str) -> Option<&Unresolved> {
        match referred(config, path) {
            Some(path) => self.unread.get(&path),
            None => Some(&Unresolved::Outside),
        }
    }

    fn parts<'t>(&'t self, trees: &'t [Tree<'t>]) -> impl Iterator<Item = ParsedFile<'t>> {
        let files = self.sources.iter().zip(trees);
        files.map(|((file, source), tree)| ParsedFile {
            file,
            source,
            tree,
            may_be_several: true,
        })
    }

    /// The id of a file of the configuration.
    fn config_file(&self, config: &ConfigFile) -> FileId {
        let mut files = self.config.files.iter();
        let index = files.position(|file| std::ptr::eq(file.as_ref(), config));
        let index = index.expect("an entry is of a file of its configuration");
        let mut configs = self.sources.iter().skip(self.data + index);
        configs
            .next()
            .map(|(file, _)| file)
            .expect("the files of the configuration come last")
    }

    fn groups(&self) -> Vec<Group<'_>> {
        let ids: Vec<FileId> = self.ids().collect();
        let entries = self.config.documents_of_any(&self.documents);
        let groups = entries.flat_map(|(config, entry, selected)| {
            let files: Vec<FileId> = selected.into_iter().map(|index| ids[index]).collect();
            let at_once = if entry.separately { 1 } else { files.len() };
            let groups = files.chunks(at_once.max(1)).map(|files| Group {
                config,
                config_file: self.config_file(config),
                entry,
                files: files.to_vec(),
            });
            groups.collect::<Vec<_>>()
        });
        groups.collect()
    }

    fn ids(&self) -> impl Iterator<Item = FileId> {
        self.sources.iter().map(|(file, _)| file)
    }
}

/// The absolute path that a configuration means; `None` where it cannot mean any.
fn referred(config: &ConfigFile, path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let stays = !path.has_root() && absolute(&config.folder, path).starts_with(&config.folder);
    stays.then(|| absolute(&config.folder, path))
}

struct Reader<'f, 'w> {
    files: &'f dyn Files,
    working_folder: &'w Path,
    read: DataFiles<'f>,
}

impl Reader<'_, '_> {
    /// Reads what the checks of the entries refer to that select any of the documents.
    fn references(&mut self) {
        let config = Arc::clone(&self.read.config);
        let documents = self.read.documents.clone();
        for (file, entry, _) in config.documents_of_any(&documents) {
            let sandbox = Sandbox::new(self.files, &file.folder);
            for reference in &entry.references {
                self.reference(file, &sandbox, &reference.value);
            }
        }
    }

    /// Looks up the schemas that the documents follow.
    fn schemas(&mut self, schemas: &Schemas<'_>) {
        let config = Arc::clone(&self.read.config);
        let folder = config.files.first().map(|file| file.folder.clone());
        let folder = folder.unwrap_or_else(|| self.working_folder.to_owned());
        for index in 0..self.read.documents.len() {
            let configured = self.configured_schema(&config, index);
            let own = || Some((self.own_schema(index)?, folder.as_path()));
            let named = configured.or_else(own);
            let schema = named.and_then(|(naming, folder)| {
                let sandbox = Sandbox::new(self.files, folder);
                let named = naming.resolve(self.files, &sandbox, schemas);
                named
                    .map_err(|problem| self.read.schema_problems.push(problem))
                    .ok()
            });
            self.read.schemas.push(schema);
        }
    }

    /// What the configuration says about the schema of a document, and the folder that this must be in.
    fn configured_schema<'c>(
        &self,
        config: &'c Config,
        document: usize,
    ) -> Option<(Naming, &'c Path)> {
        let path = &self.read.documents[document];
        let mut entries = config.documents_of(path);
        entries.find_map(|(file, entry)| {
            let stated = entry.schema.as_ref()?;
            let naming = Naming {
                written: stated.value.clone(),
                at: Place::Bytes(Location {
                    file: self.read.config_file(file),
                    span: stated.span,
                }),
                folder: file.folder.clone(),
                by_data: false,
            };
            Some((naming, file.folder.as_path()))
        })
    }

    /// What a document says about its schema itself. The text is parsed once more for it, and few texts say anything.
    fn own_schema(&self, document: usize) -> Option<Naming> {
        let (file, source) = self.read.sources.iter().nth(document)?;
        if !may_name(source.text()) {
            return None;
        }
        let format = Format::of_document(source.name(), source.text());
        let tree = syntax::parse(source.text(), format, &Limits::default());
        let folder = self.read.documents[document].parent()?;
        Naming::in_document(file, source, &tree, folder)
    }

    fn reference(&mut self, config: &ConfigFile, sandbox: &Sandbox<'_>, written: &str) {
        let Some(path) = referred(config, written) else {
            return;
        };
        if self.read.by_path.contains_key(&path) || self.read.unread.contains_key(&path) {
            return;
        }
        let unread = match sandbox.reach(&config.folder, written) {
            Ok(_) => {
                let name = discover::name(self.working_folder, &path);
                match self.add(&name, &path, path.clone()) {
                    Some(_) => return,
                    None => Unresolved::Unreadable,
                }
            }
            Err(why) => Unresolved::of(self.files, written, why),
        };
        self.read.unread.insert(path, unread);
    }

    fn add(&mut self, name: &str, path: &Path, absolute: PathBuf) -> Option<FileId> {
        match self.files.read(path) {
            Ok(bytes) => {
                let file = self.read.sources.add(Source::decode(name, bytes));
                self.read.by_path.insert(absolute, file);
                Some(file)
            }
            Err(error) => {
                self.fail(name, error);
                None
            }
        }
    }

    fn fail(&mut self, name: &str, error: ReadError) {
        self.read
            .errors
            .push(Error::reading(name, error, self.files.limits().bytes));
    }
}
