//! Reads the checks of a config. One that cannot be understood whole is left out: it would find what nobody asked for.

use super::{
    Check, Compared, Count, Counted, Elsewhere, Equal, Field, Gap, Ignoring, Matches, Ordered,
    Overlap, PLACEHOLDERS, Presence, RELATIONS, Relation, Resolve, Selection, Sequence, Times,
    Unique, Weekday,
};
use crate::finding::Severity;
use crate::project::config::Level;
use crate::project::config::file::{PATTERNS, Reader};
use crate::project::config::globs::Anchor;
use crate::project::config::problem::{CheckFlaw, ConfigProblem, ProblemKind};
use crate::project::jsonpath::JsonPath;
use crate::text::pattern::{Cost, Pattern, PatternError};
use crate::text::place::Place;
use crate::text::syntax::{Data, NodeId};

/// The keys of a check that name no relation.
const OTHER_KEYS: [&str; 4] = ["id", "severity", "message", "help"];

impl Reader<'_> {
    /// A check; `None` where it cannot be understood whole. What the schema does not say about it are problems.
    pub(in crate::project::config) fn check(&mut self, entry: NodeId) -> Option<Check> {
        if !matches!(self.tree.data(entry), Data::Map) {
            return None;
        }
        let (name, node) = self.relation(entry)?;
        let relation = match name {
            "unique" => self.unique(node).map(Relation::Unique),
            "resolve" => self.resolve(node).map(Relation::Resolve),
            "overlap" => self.overlap(node).map(Relation::Overlap),
            "gap" => self.gap(node).map(Relation::Gap),
            "sequence" => self.sequence(node).map(Relation::Sequence),
            "ordered" => self.ordered(node).map(Relation::Ordered),
            "equal" => self.equal(node).map(Relation::Equal),
            "count" => self.count(node).map(Relation::Count),
            "weekday" => self.weekday(node).map(Relation::Weekday),
            "matches" => self.matches(node).map(Relation::Matches),
            "require" => self.presence(node).map(Relation::Require),
            _ => self.presence(node).map(Relation::Forbid),
        };
        self.check_placeholders(entry);
        Some(Check {
            relation: relation?,
            node: entry,
            id: self.string(entry, "id")?,
            severity: self.severity(entry, "severity").unwrap_or(Severity::Error),
            message: self.string(entry, "message"),
            help: self.string(entry, "help"),
        })
    }

    /// Reports placeholders in the message of a check that nothing replaces. They look like `{name}`.
    fn check_placeholders(&mut self, entry: NodeId) {
        let Some(node) = self.value(entry, "message") else {
            return;
        };
        let Data::Str(message) = self.tree.data(node) else {
            return;
        };
        let mut unknown = Vec::new();
        for (at, _) in message.match_indices('{') {
            let Some((name, _)) = message[at + 1..].split_once('}') else {
                break;
            };
            let is_name = !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase());
            if is_name && !PLACEHOLDERS.contains(&name) {
                unknown.push((name.to_owned(), at..at + name.len() + 2));
            }
        }
        for (name, range) in unknown {
            let place = Place::Text(self.at(node), range);
            self.flaw(CheckFlaw::Placeholder { name }, place);
        }
    }

    /// The one relation of a check.
    fn relation(&mut self, entry: NodeId) -> Option<(&'static str, NodeId)> {
        let named = RELATIONS.map(|name| Some((name, self.value(entry, name)?)));
        let named: Vec<(&str, NodeId)> = named.into_iter().flatten().collect();
        match named.as_slice() {
            [only] => return Some(*only),
            // a relation that is misspelt is a key that does not belong there
            [] if self.has_unknown_key(entry) => {}
            [] => self.flaw(CheckFlaw::NoRelation, Place::Node(self.at(entry))),
            [.., (_, node)] => {
                let relations = named.iter().map(|(name, _)| *name).collect();
                let flaw = CheckFlaw::SeveralRelations { relations };
                self.flaw(flaw, Place::Key(self.at(*node)));
            }
        }
        None
    }

    fn has_unknown_key(&self, entry: NodeId) -> bool {
        let keys = self
            .tree
            .entries(entry)
            .map(|(key, _)| self.tree.key_text(key));
        let is_known = |key: &str| key.starts_with("x-") || OTHER_KEYS.contains(&key);
        keys.into_iter().any(|key| !is_known(&key))
    }

    fn unique(&mut self, node: NodeId) -> Option<Unique> {
        Some(Unique {
            of: self.selection(node)?,
            by: self.fields(node, "by"),
            within: self.fields(node, "within"),
            ignore: self.ignoring(node),
        })
    }

    fn resolve(&mut self, node: NodeId) -> Option<Resolve> {
        let of = self.selection(node);
        let (mut among, mut paths) = (Vec::new(), Vec::new());
        for entry in self.nodes(node, "in") {
            if self.is_paths(entry) == self.value(entry, "of").is_some() {
                self.flaw(CheckFlaw::Among, Place::Node(self.at(entry)));
                return None;
            }
            if self.is_paths(entry) {
                paths.push(self.paths(entry)?);
            } else {
                among.push(self.elsewhere(entry)?);
            }
        }
        if among.is_empty() && paths.is_empty() {
            return None;
        }
        Some(Resolve {
            of: of?,
            by: self.fields(node, "by"),
            among,
            paths,
            optional: self.flag(node, "optional"),
            except: self.values(node, "except"),
            join: self
                .value(node, "join")
                .and_then(|join| match self.tree.data(join) {
                    Data::Str(separator) => Some(separator.to_owned()),
                    _ => None,
                }),
            split: self.string(node, "split"),
            ignore: self.ignoring(node),
            unused: self.severity(node, "unused"),
        })
    }

    fn overlap(&mut self, node: NodeId) -> Option<Overlap> {
        let times = self.times(node);
        Some(Overlap {
            of: self.selection(node)?,
            times: times?,
            by: self.fields(node, "by"),
            except: self.values(node, "except"),
            overnight: self.flag(node, "overnight"),
        })
    }

    fn gap(&mut self, node: NodeId) -> Option<Gap> {
        let times = self.times(node);
        Some(Gap {
            of: self.selection(node)?,
            times: times?,
            within: self.fields(node, "within"),
            at_most: self.number(node, "at_most")?,
            overnight: self.flag(node, "overnight"),
        })
    }

    /// When the items of a relation take place.
    fn times(&mut self, node: NodeId) -> Option<Times> {
        let [start, end, range, duration] =
            ["start", "end", "range", "duration"].map(|key| self.field(node, key));
        match (start, range) {
            (Some(start), None) if end.is_some() || duration.is_some() => Some(Times::From {
                start,
                end,
                duration,
            }),
            (None, Some(range)) if end.is_none() && duration.is_none() => Some(Times::Range(range)),
            _ => {
                self.flaw(CheckFlaw::Times, Place::Key(self.at(node)));
                None
            }
        }
    }

    fn sequence(&mut self, node: NodeId) -> Option<Sequence> {
        let first = self.number(node, "first");
        Some(Sequence {
            of: self.selection(node)?,
            by: self.field(node, "by"),
            within: self.fields(node, "within"),
            first: first.and_then(|first| u32::try_from(first).ok()),
            any_order: self.flag(node, "any_order"),
            except: self.values(node, "except"),
        })
    }

    fn ordered(&mut self, node: NodeId) -> Option<Ordered> {
        Some(Ordered {
            of: self.selection(node)?,
            by: self.fields(node, "by"),
            within: self.fields(node, "within"),
            descending: self.flag(node, "descending"),
            language: self.string(node, "language"),
        })
    }

    fn equal(&mut self, node: NodeId) -> Option<Equal> {
        let of = self.selection(node);
        let by = self.fields(node, "by");
        let mut with = None;
        if let Some(entry) = self.value(node, "with") {
            let mut elsewhere = self.elsewhere(entry)?;
            if elsewhere.by.is_empty() {
                elsewhere.by.clone_from(&by);
            }
            with = Some(elsewhere);
        }
        let fields = self.pairs(node, "fields");
        Some(Equal {
            of: of?,
            by: Some(by).filter(|by| !by.is_empty())?,
            fields: Some(fields).filter(|fields| !fields.is_empty())?,
            compared: match self.string(node, "as").as_deref() {
                Some("time") => Compared::Time,
                Some("day") => Compared::Day,
                Some("zone") => Compared::Zone,
                _ => Compared::Text,
            },
            with,
            ignore: self.ignoring(node),
        })
    }

    fn count(&mut self, node: NodeId) -> Option<Count> {
        let of = self.selection(node);
        let stated = self.value(node, "stated");
        let stated = stated.map(|stated| self.stated(stated));
        let figures = [
            self.number(node, "exactly").map(Counted::Exactly).map(Some),
            self.number(node, "at_least")
                .map(Counted::AtLeast)
                .map(Some),
            self.number(node, "at_most").map(Counted::AtMost).map(Some),
            stated,
        ];
        let mut figures = figures.into_iter().flatten();
        let (Some(figure), None) = (figures.next(), figures.next()) else {
            self.flaw(CheckFlaw::Figure, Place::Key(self.at(node)));
            return None;
        };
        Some(Count {
            of: of?,
            within: self.fields(node, "within"),
            figure: figure?,
        })
    }

    /// A path, or a field of the items.
    fn stated(&mut self, node: NodeId) -> Option<Counted> {
        match self.field_of(node) {
            Some(field) if !field.written().starts_with('$') => Some(Counted::StatedBy(field)),
            _ => self.path(node).map(Counted::Stated),
        }
    }

    fn weekday(&mut self, node: NodeId) -> Option<Weekday> {
        Some(Weekday {
            of: self.selection(node)?,
            date: self.field(node, "date")?,
            weekday: self.field(node, "weekday")?,
        })
    }

    fn matches(&mut self, node: NodeId) -> Option<Matches> {
        let of = self.selection(node);
        let written = self.string(node, "pattern")?;
        let at = self.value(node, "pattern")?;
        let pattern = match self.pattern(&written) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let reason = error.to_string();
                let pattern = written.clone();
                let kind = ProblemKind::InvalidPattern { pattern, reason };
                self.problem(kind, Place::Node(self.at(at)));
                None
            }
        };
        Some(Matches {
            of: of?,
            by: self.field(node, "by"),
            pattern: pattern?,
            written,
        })
    }

    /// Reads a pattern, as long as there is room for what all of them come to.
    fn pattern(&mut self, written: &str) -> Result<Pattern, PatternError> {
        let size = Cost::of(written).size();
        if size > PATTERNS {
            return Err(PatternError::TooLarge);
        }
        let left = self.room.patterns.checked_sub(size);
        self.room.patterns = left.ok_or(PatternError::NoRoom)?;
        Pattern::new(written)
    }

    fn presence(&mut self, node: NodeId) -> Option<Presence> {
        let of = self.selection(node);
        let (fields, together) = (self.fields(node, "fields"), self.fields(node, "together"));
        if fields.is_empty() == together.is_empty() {
            self.flaw(CheckFlaw::Fields, Place::Key(self.at(node)));
            return None;
        }
        Some(Presence {
            of: of?,
            together: fields.is_empty(),
            fields: if fields.is_empty() { together } else { fields },
        })
    }

    /// What a relation is about: its `of`.
    fn selection(&mut self, node: NodeId) -> Option<Selection> {
        self.path(self.value(node, "of")?)
    }

    pub(super) fn path(&mut self, node: NodeId) -> Option<Selection> {
        let Data::Str(written) = self.tree.data(node) else {
            return None;
        };
        let written = written.to_owned();
        match JsonPath::parse(&written) {
            Ok(path) => Some(Selection {
                path,
                written,
                node,
            }),
            Err(error) => {
                let width = written[error.at..].chars().next().map_or(0, char::len_utf8);
                let place = Place::Text(self.at(node), error.at..error.at + width);
                let reason = error.to_string();
                let kind = ProblemKind::InvalidSelector {
                    selector: written,
                    reason,
                };
                self.problem(kind, place);
                None
            }
        }
    }

    fn elsewhere(&mut self, node: NodeId) -> Option<Elsewhere> {
        let file = self.value(node, "file");
        Some(Elsewhere {
            of: self.selection(node)?,
            file: file.and_then(|file| Some((self.text(file)?, self.at(file)))),
            files: self.globs(node, "files", Anchor::Here),
            by: self.fields(node, "by"),
        })
    }

    /// A list of fields, each called the same here and there, or a mapping from here to there.
    fn pairs(&self, node: NodeId, key: &str) -> Vec<(Field, Field)> {
        let Some(value) = self.value(node, key) else {
            return Vec::new();
        };
        if !matches!(self.tree.data(value), Data::Map) {
            let fields = self.fields(node, key).into_iter();
            return fields.map(|field| (field.clone(), field)).collect();
        }
        let pair = |(key, value)| {
            let here = Field::parse(&self.tree.key_text(key))?.at(key);
            Some((here, self.field_of(value)?))
        };
        self.tree.entries(value).filter_map(pair).collect()
    }

    fn ignoring(&self, node: NodeId) -> Ignoring {
        let named = self.values(node, "ignore");
        let has = |name: &str| named.iter().any(|known| known == name);
        Ignoring {
            quotes: has("quotes"),
            spacing: has("spacing"),
            case: has("case"),
        }
    }

    fn fields(&self, node: NodeId, key: &str) -> Vec<Field> {
        let nodes = self.nodes(node, key).into_iter();
        nodes.filter_map(|node| self.field_of(node)).collect()
    }

    fn field(&self, node: NodeId, key: &str) -> Option<Field> {
        self.field_of(self.value(node, key)?)
    }

    fn field_of(&self, node: NodeId) -> Option<Field> {
        match self.tree.data(node) {
            Data::Str(text) => Field::parse(text).map(|field| field.at(node)),
            _ => None,
        }
    }

    fn severity(&self, node: NodeId, key: &str) -> Option<Severity> {
        match Level::named(&self.string(node, key)?)? {
            Level::On(severity) => Some(severity),
            Level::Off => None,
        }
    }

    fn number(&self, node: NodeId, key: &str) -> Option<u64> {
        match self.tree.data(self.value(node, key)?) {
            Data::Int(number) => u64::try_from(number).ok(),
            _ => None,
        }
    }

    fn flag(&self, node: NodeId, key: &str) -> bool {
        let value = self.value(node, key);
        value.map(|value| self.tree.data(value)) == Some(Data::Bool(true))
    }

    fn string(&self, node: NodeId, key: &str) -> Option<String> {
        Some(self.text(self.value(node, key)?)?.value)
    }

    /// Scalars, as they are compared: by their texts.
    fn values(&self, node: NodeId, key: &str) -> Vec<String> {
        let nodes = self.nodes(node, key).into_iter();
        nodes
            .map(|node| self.tree.key_text(node).into_owned())
            .collect()
    }

    fn flaw(&mut self, flaw: CheckFlaw, at: Place) {
        self.problem(ProblemKind::InvalidCheck { flaw }, at);
    }

    fn problem(&mut self, kind: ProblemKind, at: Place) {
        self.problems.push(ConfigProblem { kind, at });
    }
}
