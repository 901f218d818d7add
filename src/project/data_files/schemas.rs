//! The schemas that documents name.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Unresolved;
use super::ids::Ids;
use crate::project::discover;
use crate::project::error::Error;
use crate::project::files::{Files, Reached, Sandbox};
use crate::schema::{self, Breach, Idle, Outline, ProjectSchema, Reference, SchemaFile, Violation};
use crate::text::place::{NodeRef, ParsedFile, Place};
use crate::text::source::{FileId, Source, Sources};
use crate::text::syntax::{self, Format, Limits, NodeId, Tree};

/// The file of a schema, and which part of it is meant, as it is after the `#` of an address.
type Meant = (PathBuf, String);

/// The stack on which schemas are read and compiled, in bytes.
const STACK: usize = 16 << 20;

/// All schemas of a run, each of which is read and compiled once.
pub struct Schemas<'f> {
    files: &'f dyn Files,
    working_folder: PathBuf,
    known: Mutex<FxHashMap<Meant, Arc<OnceLock<Arc<SchemaFiles>>>>>,
    errors: Mutex<Vec<Error>>,
    ids: Ids<'f>,
    /// The bytes that errors of documents that are checked together may take.
    pub(super) room: u64,
}

/// The files of a schema: its own and those that it refers to.
pub struct SchemaFiles {
    /// Where its own file is.
    pub path: PathBuf,
    /// The texts, its own first.
    pub sources: Sources,
    /// What is wrong with them, in the order of the files and of their text.
    pub problems: Vec<SchemaProblem>,
    /// `None` where it cannot be used.
    schema: Option<ProjectSchema>,
    /// Whether nothing is wrong with its files.
    is_sound: bool,
    /// Whether nothing is where the part of it that is meant should be.
    points_to_nothing: bool,
}

/// Something that is wrong with a schema, or with the settings for it.
#[derive(Debug, Clone)]
pub struct SchemaProblem {
    /// What is wrong.
    pub kind: SchemaProblemKind,
    /// Where that is.
    pub at: Place,
}

/// What can be wrong with a schema.
#[derive(Debug, Clone)]
pub enum SchemaProblemKind {
    /// It is not as schemas are.
    Flawed(Box<Violation>),
    /// It names a draft that is not known.
    UnknownDraft,
    /// A reference leads to nothing in its file, or is none at all.
    Dangling {
        /// As it is written.
        reference: String,
    },
    /// A pattern in it cannot be read, and is not checked by.
    UnreadablePattern {
        /// In a sentence about the place.
        why: &'static str,
    },
    /// A reference leads back to itself before anything is asked of the data.
    Circle {
        /// As it is written.
        reference: String,
    },
    /// A key is no keyword, and very near to one.
    MisspeltKeyword {
        /// The keyword.
        meant: &'static str,
    },
    /// A keyword is beside a `$ref`, where it does nothing.
    IgnoredKeyword,
    /// It cannot be compiled for some other reason.
    Unusable {
        /// In a sentence.
        why: String,
    },
    /// A file with nothing in it is checked by it, and it wants something there.
    Empty {
        /// What it says about nothing.
        violation: Box<Violation>,
    },
    /// To check a file by it takes too many steps.
    TooManySteps,
    /// There are more errors in a file than are kept.
    TooManyErrors,
    /// A file is named that cannot be read.
    Unresolved {
        /// As it is named.
        name: String,
        /// Why.
        why: Unresolved,
    },
    /// A schema is referred to that is not in the project.
    Remote {
        /// As it is named.
        uri: String,
        /// Whether that is by data, and not by another schema.
        by_data: bool,
    },
}

impl SchemaProblemKind {
    /// Whether the schema can be used in spite of it.
    fn is_minor(&self) -> bool {
        matches!(
            self,
            Self::UnreadablePattern { .. } | Self::MisspeltKeyword { .. } | Self::IgnoredKeyword
        )
    }
}

/// What a schema does not allow in a file.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) violations: Vec<Violation>,
    /// The bytes that are left for errors.
    pub(super) room: u64,
    /// The document from which on there is more than is kept.
    pub(super) more_from: Option<NodeId>,
}

impl<'f> Schemas<'f> {
    /// Schemas in a tree of files, in which names are relative to a folder, for that number of documents or groups of them.
    #[must_use]
    pub fn new(files: &'f dyn Files, working_folder: &Path, units: usize) -> Self {
        Self {
            files,
            working_folder: working_folder.to_owned(),
            known: Mutex::default(),
            errors: Mutex::default(),
            ids: Ids::new(files),
            room: schema::room_of_errors(units),
        }
    }

    /// The schema in a file that was reached, or the part of it that a fragment of an address means; it refers to nothing
    /// outside of `sandbox`.
    pub(super) fn get(
        &self,
        reached: &Reached,
        fragment: &str,
        sandbox: &Sandbox<'_>,
    ) -> Arc<SchemaFiles> {
        let key = (reached.canonical.clone(), fragment.to_owned());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = Arc::clone(known.entry(key).or_default());
        let load = || {
            let mut loader = Loader::new(self, sandbox);
            loader.load(reached);
            let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
            let is_read = loader.errors.is_empty();
            errors.append(&mut loader.errors);
            Arc::new(loader.finish(&reached.path, fragment, is_read))
        };
        let schema = known.get_or_init(|| {
            // a schema is compiled level by level, and the first thread may have little room
            on_stack(STACK, load).unwrap_or_else(load)
        });
        Arc::clone(schema)
    }

    /// Why some files could not be read, once, in the order of the sentences.
    #[must_use]
    pub fn take_errors(&self) -> Vec<Error> {
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        let mut errors = std::mem::take(&mut *errors);
        errors.sort_by_key(Error::explained);
        errors
    }

    /// Those of which something must be said, in the order of their paths.
    #[must_use]
    pub fn flawed(&self) -> Vec<Arc<SchemaFiles>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let read = known.values().filter_map(|schema| schema.get().cloned());
        let mut flawed: Vec<Arc<SchemaFiles>> = read.filter(|it| !it.is_sound).collect();
        flawed.sort_by(|left, right| left.path.cmp(&right.path));
        // the parts of one file that are meant have all of its flaws
        flawed.dedup_by(|other, first| other.path == first.path);
        flawed
    }
}

impl SchemaFiles {
    /// Whether nothing can be checked by it.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.schema.is_none()
    }

    /// Whether nothing is where the part of it that is meant should be, although its files are in order.
    pub(super) fn points_to_nothing(&self) -> bool {
        self.points_to_nothing
    }

    /// What the schema does not allow in a document; nothing if the schema cannot be used. Errors may take `room` bytes.
    ///
    /// # Errors
    /// The part of the file at which that takes too many steps.
    pub(super) fn violations(&self, tree: &Tree<'_>, room: u64) -> Result<Judged, NodeId> {
        let nothing = Judged {
            room,
            ..Judged::default()
        };
        let Some(schema) = &self.schema else {
            return Ok(nothing);
        };
        let judge = || {
            let budget = schema.budget(tree, room);
            let mut judged = nothing;
            for &root in tree.documents() {
                let found = schema.violations(&budget, tree, root);
                judged.violations.extend(found.map_err(|_| root)?);
                if budget.is_full() {
                    judged.more_from = Some(root);
                    break;
                }
            }
            judged.room = budget.room();
            Ok(judged)
        };
        let Some(stack) = schema.stack(tree) else {
            return judge();
        };
        // without the room for it nothing is known about the file
        on_stack(stack, judge).unwrap_or_else(|| Err(tree.documents()[0]))
    }

    /// The trees of its files, in their order.
    #[must_use]
    pub fn trees(&self) -> Vec<Tree<'_>> {
        let sources = self.sources.iter();
        sources.map(|(_, source)| parsed(source)).collect()
    }

    /// Its files, as rules see them.
    #[must_use]
    pub fn parts<'t>(&'t self, trees: &'t [Tree<'t>]) -> Vec<ParsedFile<'t>> {
        let files = self.sources.iter().zip(trees);
        let parts = files.map(|((file, source), tree)| ParsedFile {
            file,
            source,
            tree,
            may_be_several: false,
        });
        parts.collect()
    }
}

/// The result of some work on a stack of this size in bytes; `None` if there is no room for one.
fn on_stack<T: Send>(bytes: usize, work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(bytes);
        let thread = builder.spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}

pub(super) fn parsed(source: &Source) -> Tree<'_> {
    let format = Format::of_document(source.name(), source.text());
    syntax::parse(source.text(), format, &Limits::default())
}

/// A file of a schema.
struct Member {
    /// Where it is, as it was named.
    path: PathBuf,
    /// Without links.
    canonical: PathBuf,
    references: Vec<Reference>,
    /// Whether a key appears twice in it.
    has_duplicates: bool,
    /// `None` where it is broken.
    schema: Option<SchemaFile>,
}

struct Loader<'f> {
    files: &'f dyn Files,
    working_folder: &'f Path,
    ids: &'f Ids<'f>,
    sandbox: &'f Sandbox<'f>,
    sources: Sources,
    members: Vec<Member>,
    problems: Vec<SchemaProblem>,
    errors: Vec<Error>,
}

impl<'f> Loader<'f> {
    fn new(schemas: &'f Schemas<'f>, sandbox: &'f Sandbox<'f>) -> Self {
        Self {
            files: schemas.files,
            working_folder: &schemas.working_folder,
            ids: &schemas.ids,
            sandbox,
            sources: Sources::default(),
            members: Vec::new(),
            problems: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Reads a file, and whatever is referred to by paths from there on.
    fn load(&mut self, reached: &Reached) {
        let uri = schema::uri_of(&discover::name(self.working_folder, &reached.canonical));
        if self.add(reached, &uri).is_err() {
            return;
        }
        let mut next = 0;
        while next < self.members.len() {
            for index in 0..self.members[next].references.len() {
                if let Err(problem) = self.follow(next, index) {
                    self.problems.push(problem);
                }
            }
            next += 1;
        }
        for member in 0..self.members.len() {
            self.resolve(member);
        }
        self.tell_once();
        self.find_circles();
    }

    /// Reports each missing schema once, however often it is referred to.
    fn tell_once(&mut self) {
        let mut seen = FxHashSet::default();
        self.problems.retain(|problem| match &problem.kind {
            SchemaProblemKind::Unresolved { name, .. } => seen.insert(name.clone()),
            SchemaProblemKind::Remote { uri, .. } => {
                let schema = uri
                    .split_once('#')
                    .map_or(uri.as_str(), |(schema, _)| schema);
                seen.insert(schema.to_owned())
            }
            _ => true,
        });
    }

    /// Makes sure that references lead on.
    fn find_circles(&mut self) {
        let schemas = self.members.iter().map(|member| member.schema.as_ref());
        let Some(schemas) = schemas.collect::<Option<Vec<_>>>() else {
            return;
        };
        for (member, pointer) in schema::circles(&schemas) {
            let mut references = self.members[member].references.iter();
            let Some(reference) = references.find(|it| it.pointer == pointer) else {
                continue;
            };
            let at = NodeRef {
                file: file_id(member),
                node: reference.node,
            };
            self.problems.push(SchemaProblem {
                kind: SchemaProblemKind::Circle {
                    reference: reference.written.clone(),
                },
                at: at.into(),
            });
        }
    }

    fn add(&mut self, reached: &Reached, uri: &str) -> Result<(), Unresolved> {
        let name = discover::name(self.working_folder, &reached.path);
        let bytes = self.files.read(&reached.path).map_err(|error| {
            let limit = self.files.limits().bytes;
            self.errors.push(Error::reading(&name, error, limit));
            Unresolved::Unreadable
        })?;
        let file = self.sources.add(Source::decode(name, bytes));
        let member = Member {
            path: reached.path.clone(),
            canonical: reached.canonical.clone(),
            references: Vec::new(),
            has_duplicates: false,
            schema: None,
        };
        let (member, problems) = member.read(file, self.sources.get(file), uri);
        self.members.push(member);
        self.problems.extend(problems);
        Ok(())
    }

    /// Reads the file that a reference leads to, by a path or by the id of a schema, unless that is known.
    fn follow(&mut self, member: usize, index: usize) -> Result<(), SchemaProblem> {
        let from = &self.members[member];
        let reference = &from.references[index];
        let Some(uri) = reference.uri.clone() else {
            return Ok(());
        };
        if self.has(&uri) || schema::is_draft(&uri) {
            return Ok(());
        }
        let at = NodeRef {
            file: file_id(member),
            node: reference.node,
        };
        let problem = |kind| SchemaProblem {
            kind,
            at: at.into(),
        };
        let by_id = || {
            let found = self.ids.find(self.sandbox.folder(), &uri)?;
            let name = found.strip_prefix(self.sandbox.folder()).ok()?;
            let name = name.to_str()?;
            self.sandbox.reach(self.sandbox.folder(), name).ok()
        };
        let reached = match &reference.path {
            // whether it can be found otherwise is reported where all are known
            None => match by_id() {
                Some(reached) => reached,
                None => return Ok(()),
            },
            Some(path) => {
                let folder = from.path.parent().unwrap_or(Path::new("")).to_owned();
                match (self.sandbox.reach(&folder, path), by_id()) {
                    (Ok(reached), _) if !reference.is_elsewhere => reached,
                    (_, Some(reached)) | (Ok(reached), None) => reached,
                    (Err(_), None) if reference.is_elsewhere => {
                        return Err(problem(SchemaProblemKind::Remote {
                            uri,
                            by_data: false,
                        }));
                    }
                    (Err(why), None) => {
                        let name = path.clone();
                        let why = Unresolved::of(self.files, path, why);
                        return Err(problem(SchemaProblemKind::Unresolved { name, why }));
                    }
                }
            }
        };
        let name = reference.path.clone();
        let name = name.unwrap_or_else(|| reference.written.clone());
        let mut members = self.members.iter_mut();
        // a file has several URIs where it is referred to from several ids
        if let Some(known) = members.find(|known| known.canonical == reached.canonical) {
            if let Some(schema) = &mut known.schema {
                schema.uris.push(uri);
            }
            return Ok(());
        }
        self.add(&reached, &uri)
            .map_err(|why| problem(SchemaProblemKind::Unresolved { name, why }))
    }

    fn has(&self, uri: &str) -> bool {
        let mut schemas = self.members.iter().filter_map(|it| it.schema.as_ref());
        schemas.any(|schema| schema.has(uri))
    }

    /// Makes sure that the references of a file lead somewhere.
    fn resolve(&mut self, member: usize) {
        for reference in &self.members[member].references {
            let at = NodeRef {
                file: file_id(member),
                node: reference.node,
            };
            let uri = reference.uri.as_deref();
            let schemas = self.members.iter().filter_map(|it| it.schema.as_ref());
            let mut owners = schemas.filter(|schema| uri.is_some_and(|uri| schema.has(uri)));
            let is_known = uri.is_some_and(schema::is_draft);
            let kind = match owners.next() {
                _ if is_known => continue,
                Some(owner) if owner.resolves(reference) => continue,
                None if uri.is_some() && reference.path.is_some() => continue,
                None if uri.is_some() => SchemaProblemKind::Remote {
                    uri: reference.written.clone(),
                    by_data: false,
                },
                _ => SchemaProblemKind::Dangling {
                    reference: reference.written.clone(),
                },
            };
            let at = at.into();
            self.problems.push(SchemaProblem { kind, at });
        }
    }

    fn finish(mut self, path: &Path, fragment: &str, is_read: bool) -> SchemaFiles {
        let has_duplicates = self.members.iter().any(|member| member.has_duplicates);
        let schemas = self.members.into_iter().map(|member| member.schema);
        let schemas: Option<Vec<SchemaFile>> = schemas.collect();
        let is_sound = self.problems.is_empty();
        let is_whole = self.problems.iter().all(|problem| problem.kind.is_minor()) && is_read;
        let schemas = schemas.filter(|schemas| is_whole && !schemas.is_empty());
        let own = schemas.as_ref().and_then(|schemas| schemas.first());
        let points_to_nothing = own.is_some_and(|own| !own.has_at(fragment));
        let compiled = schemas
            .filter(|_| !points_to_nothing)
            .map(|schemas| ProjectSchema::compile(schemas, fragment));
        let schema = match compiled {
            Some(Ok(schema)) => Some(schema),
            Some(Err(error)) => {
                self.problems.push(SchemaProblem {
                    kind: SchemaProblemKind::Unusable { why: error.why },
                    at: Place::Bytes(crate::text::source::Location {
                        file: file_id(0),
                        span: crate::text::source::Span::default(),
                    }),
                });
                None
            }
            None => None,
        };
        SchemaFiles {
            path: path.to_owned(),
            sources: self.sources,
            problems: self.problems,
            is_sound: is_sound && (schema.is_some() || points_to_nothing) && !has_duplicates,
            points_to_nothing,
            schema,
        }
    }
}

impl Member {
    /// Reads a text. Of what makes it no schema the first is reported.
    fn read(mut self, file: FileId, source: &Source, uri: &str) -> (Self, Vec<SchemaProblem>) {
        let tree = parsed(source);
        self.has_duplicates = !tree.duplicate_keys().is_empty();
        let readable = source.decode_error().is_none()
            && tree.errors().is_empty()
            && tree.documents().len() <= 1;
        if !readable {
            // what cannot be read is reported as such
            return (self, Vec::new());
        }
        let Some(&root) = tree.documents().first() else {
            let kind = SchemaProblemKind::Unusable {
                why: "it is empty".to_owned(),
            };
            let span = crate::text::source::Span::default();
            let at = Place::Bytes(crate::text::source::Location { file, span });
            return (self, vec![SchemaProblem { kind, at }]);
        };
        let outline = Outline::of(&tree, root, uri);
        let at = |node| Place::Node(NodeRef { file, node });
        if let Some(node) = outline.unknown_draft {
            let kind = SchemaProblemKind::UnknownDraft;
            return (self, vec![SchemaProblem { kind, at: at(node) }]);
        }
        let is_unreadable = |node: NodeId| outline.unreadable.iter().any(|it| it.node == node);
        // of a key that is a pattern the mapping is told that it is in
        let has_unreadable = |node: NodeId| {
            let mut keys = outline.unreadable.iter().filter(|it| it.is_key);
            keys.any(|it| tree.parent(it.node) == Some(node))
        };
        let flaws = schema::flaws(&tree, root).into_iter();
        let mut flaws = flaws.filter(|flaw| match &flaw.breach {
            Breach::Format { .. } => !is_unreadable(flaw.node),
            Breach::PropertyNames { .. } => !has_unreadable(flaw.node),
            _ => true,
        });
        if let Some(flaw) = flaws.next() {
            let problem = SchemaProblem {
                at: at(flaw.node),
                kind: SchemaProblemKind::Flawed(Box::new(flaw)),
            };
            return (self, vec![problem]);
        }
        let patterns = outline.unreadable.iter().map(|pattern| {
            let at = NodeRef {
                file,
                node: pattern.node,
            };
            SchemaProblem {
                kind: SchemaProblemKind::UnreadablePattern {
                    why: pattern.why.why,
                },
                at: if pattern.is_key {
                    Place::Key(at)
                } else {
                    Place::Text(at, pattern.why.at.clone())
                },
            }
        });
        let idle = schema::idle(&tree, root).into_iter().map(|idle| {
            let (kind, node) = match idle {
                Idle::Misspelt { node, meant } => {
                    (SchemaProblemKind::MisspeltKeyword { meant }, node)
                }
                Idle::Ignored { node } => (SchemaProblemKind::IgnoredKeyword, node),
            };
            let at = Place::Key(NodeRef { file, node });
            SchemaProblem { kind, at }
        });
        let problems = patterns.chain(idle).collect();
        self.schema = Some(SchemaFile::new(&tree, root, uri, &outline));
        self.references = outline.references;
        (self, problems)
    }
}

/// The files of a schema are numbered in the order in which they are read.
fn file_id(member: usize) -> FileId {
    FileId::from_number(u32::try_from(member).unwrap_or(u32::MAX))
}
