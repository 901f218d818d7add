//! A check that a project declares for its own data: an entry of `checks`.

mod field;
mod paths;
mod reader;

use super::{Globs, Spanned};
use crate::finding::Severity;
use crate::project::jsonpath::JsonPath;
use crate::text::pattern::Pattern;
use crate::text::place::NodeRef;
use crate::text::syntax::NodeId;

pub(crate) use field::{Field, FieldKind};
pub(crate) use paths::{Paths, Patterns, Start};

/// The keys of a check that name its relation.
pub(super) const RELATIONS: [&str; 12] = [
    "unique", "resolve", "overlap", "gap", "sequence", "ordered", "equal", "count", "weekday",
    "matches", "require", "forbid",
];

/// What a message of the project's own may quote, in braces.
pub(crate) const PLACEHOLDERS: [&str; 2] = ["value", "other"];

/// A condition on some data, and the message where the data does not meet it.
#[derive(Debug)]
pub struct Check {
    /// Its name, without `check/`.
    pub id: String,
    /// The condition.
    pub relation: Relation,
    /// Where it is in the config.
    pub node: NodeId,
    /// The severity of a finding.
    pub severity: Severity,
    /// The message instead of the usual one; what is found replaces `{value}` and `{other}`.
    pub message: Option<String>,
    /// What must be done about it, instead of the usual.
    pub help: Option<String>,
}

/// A condition on some data.
#[derive(Debug)]
pub enum Relation {
    /// No two items have one key.
    Unique(Unique),
    /// Each value is found among others.
    Resolve(Resolve),
    /// No two items take place at the same time.
    Overlap(Overlap),
    /// Nothing is left open between items for too long.
    Gap(Gap),
    /// Numbers run on.
    Sequence(Sequence),
    /// Items are sorted.
    Ordered(Ordered),
    /// Copies of one fact say the same.
    Equal(Equal),
    /// There is this number of items.
    Count(Count),
    /// A day of the week is that of the date.
    Weekday(Weekday),
    /// A text is written as it must be.
    Matches(Matches),
    /// Fields are there.
    Require(Presence),
    /// Fields are not there.
    Forbid(Presence),
}

impl Relation {
    /// The key that names it in the configuration.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unique(_) => "unique",
            Self::Resolve(_) => "resolve",
            Self::Overlap(_) => "overlap",
            Self::Gap(_) => "gap",
            Self::Sequence(_) => "sequence",
            Self::Ordered(_) => "ordered",
            Self::Equal(_) => "equal",
            Self::Count(_) => "count",
            Self::Weekday(_) => "weekday",
            Self::Matches(_) => "matches",
            Self::Require(_) => "require",
            Self::Forbid(_) => "forbid",
        }
    }
}

/// Which values of the files are meant.
#[derive(Debug)]
pub struct Selection {
    /// How they are selected.
    pub path: JsonPath,
    /// The same, as it is written.
    pub written: String,
    /// Where it is written in the config.
    pub node: NodeId,
}

/// Values in these or in another file.
#[derive(Debug)]
pub struct Elsewhere {
    /// The file, relative to the folder of the config, and where it is named there; `None` for the files of the check.
    pub file: Option<(Spanned<String>, NodeRef)>,
    /// Which of the files of the check; `None` for all of them.
    pub files: Option<Globs>,
    /// The items.
    pub of: Selection,
    /// What of an item is meant; nothing for the item itself.
    pub by: Vec<Field>,
}

/// What counts for nothing when texts are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ignoring {
    /// Which quotation marks and dashes are used.
    pub quotes: bool,
    /// How much white space there is.
    pub spacing: bool,
    /// Whether letters are small or capital.
    pub case: bool,
}

/// No two items have one key.
#[derive(Debug)]
pub struct Unique {
    /// The items.
    pub of: Selection,
    /// What makes up the key; nothing for the item itself.
    pub by: Vec<Field>,
    /// What must be the same for two keys to be compared.
    pub within: Vec<Field>,
    /// What counts for nothing in keys.
    pub ignore: Ignoring,
}

/// Each value is found among others.
#[derive(Debug)]
pub struct Resolve {
    /// The values, or the items that have them.
    pub of: Selection,
    /// What of an item is meant; nothing for the item itself.
    pub by: Vec<Field>,
    /// Where the values are looked for.
    pub among: Vec<Elsewhere>,
    /// The files that they may lead to.
    pub paths: Vec<Paths>,
    /// Whether nothing at all is a value that leads to nothing, and rightly so.
    pub optional: bool,
    /// Values that need lead to nothing.
    pub except: Vec<String>,
    /// What is between the fields of an item that make up one value together; `None` where each is a value.
    pub join: Option<String>,
    /// What is between values that are written in one text.
    pub split: Option<String>,
    /// What counts for nothing in values.
    pub ignore: Ignoring,
    /// The severity when nothing leads to what is there; `None` if that is no fault.
    pub unused: Option<Severity>,
}

/// No two items take place at the same time.
#[derive(Debug)]
pub struct Overlap {
    /// The items.
    pub of: Selection,
    /// When they take place.
    pub times: Times,
    /// What must be the same for two items to clash, such as the room.
    pub by: Vec<Field>,
    /// Values of those fields under which any number of items can take place.
    pub except: Vec<String>,
    /// Whether an end that is before its start is on the next day.
    pub overnight: bool,
}

/// Nothing is left open between items for too long.
#[derive(Debug)]
pub struct Gap {
    /// The items.
    pub of: Selection,
    /// When they take place.
    pub times: Times,
    /// What must be the same for one item to follow the other.
    pub within: Vec<Field>,
    /// How many minutes may be open.
    pub at_most: u64,
    /// Whether an end that is before its start is on the next day.
    pub overnight: bool,
}

/// When an item takes place.
#[derive(Debug)]
pub enum Times {
    /// Both times are in one text.
    Range(Field),
    /// From a time on: to another one, or for so long. Where both are given, they must agree.
    From {
        /// When it starts.
        start: Field,
        /// When it ends.
        end: Option<Field>,
        /// How long it lasts.
        duration: Option<Field>,
    },
}

impl Times {
    /// The fields that say when.
    #[must_use]
    pub fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Range(range) => vec![range],
            Self::From {
                start,
                end,
                duration,
            } => [Some(start), end.as_ref(), duration.as_ref()]
                .into_iter()
                .flatten()
                .collect(),
        }
    }
}

/// Numbers run on.
#[derive(Debug)]
pub struct Sequence {
    /// The numbers, or the items that have them.
    pub of: Selection,
    /// What of an item is its number; `None` for the item itself.
    pub by: Option<Field>,
    /// What must be the same for items to be counted together.
    pub within: Vec<Field>,
    /// The number to begin with.
    pub first: Option<u32>,
    /// Whether only what is missing counts, and not the order.
    pub any_order: bool,
    /// Numbers that are deliberately left out.
    pub except: Vec<String>,
}

/// Items are sorted.
#[derive(Debug)]
pub struct Ordered {
    /// The items.
    pub of: Selection,
    /// By what, the most important first; nothing for the items themselves.
    pub by: Vec<Field>,
    /// What must be the same for items to be sorted together.
    pub within: Vec<Field>,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// The tag of the language by whose alphabet texts are sorted; `None` for the order that most languages have.
    pub language: Option<String>,
}

impl Equal {
    /// The fields of the items themselves, and not those of copies elsewhere.
    pub fn own_fields(&self) -> impl Iterator<Item = &Field> {
        let copies = self.fields.iter().filter(|_| self.with.is_none());
        let here = self.fields.iter().map(|(here, _)| here);
        let there = copies.map(|(_, there)| there);
        self.by.iter().chain(here).chain(there)
    }
}

/// What of two values is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Compared {
    /// Their texts.
    #[default]
    Text,
    /// The time of the day.
    Time,
    /// The day, of which the night after it may be a part.
    Day,
    /// By how much clocks are ahead of UTC.
    Zone,
}

/// Copies of one fact say the same.
#[derive(Debug)]
pub struct Equal {
    /// The items.
    pub of: Selection,
    /// What shows that two are copies.
    pub by: Vec<Field>,
    /// What must be the same, each as it is called here and there.
    pub fields: Vec<(Field, Field)>,
    /// What of the fields is compared.
    pub compared: Compared,
    /// Where the copies are; `None` where they are among the items.
    pub with: Option<Elsewhere>,
    /// What counts for nothing.
    pub ignore: Ignoring,
}

/// There is this number of items.
#[derive(Debug)]
pub struct Count {
    /// The items.
    pub of: Selection,
    /// What must be the same for items to be counted together; nothing to count all of them.
    pub within: Vec<Field>,
    /// How many there must be.
    pub figure: Counted,
}

/// How many items there must be.
#[derive(Debug)]
pub enum Counted {
    /// Exactly this number.
    Exactly(u64),
    /// This number or more.
    AtLeast(u64),
    /// This number or fewer.
    AtMost(u64),
    /// As many as is stated in the data.
    Stated(Selection),
    /// As many as each item, or what is around it, states.
    StatedBy(Field),
}

/// A day of the week is that of the date.
#[allow(
    clippy::struct_field_names,
    reason = "the fields are the keys of the configuration"
)]
#[derive(Debug)]
pub struct Weekday {
    /// The items.
    pub of: Selection,
    /// The date.
    pub date: Field,
    /// The name of the day.
    pub weekday: Field,
}

/// A text is written as it must be.
#[derive(Debug)]
pub struct Matches {
    /// The texts, or the items that have them.
    pub of: Selection,
    /// What of an item is meant; `None` for the item itself.
    pub by: Option<Field>,
    /// What must be found in it.
    pub pattern: Pattern,
    /// The pattern as it is written.
    pub written: String,
}

/// Fields are there, or are not.
#[derive(Debug)]
pub struct Presence {
    /// The items.
    pub of: Selection,
    /// The fields.
    pub fields: Vec<Field>,
    /// Whether only all of them together count.
    pub together: bool,
}

impl Check {
    /// The other files that it is about: paths, relative to the folder of the config.
    pub(super) fn references(&self) -> impl Iterator<Item = &Spanned<String>> {
        let elsewhere = match &self.relation {
            Relation::Resolve(resolve) => resolve.among.as_slice(),
            Relation::Equal(equal) => equal.with.as_slice(),
            _ => &[],
        };
        let files = elsewhere.iter().filter_map(|it| it.file.as_ref());
        files.map(|(file, _)| file)
    }
}
