//! The messages about a violation, in words for an editor: one table with an entry for each keyword.

mod dates;
mod fixes;
mod forms;
mod times;
mod types;

use self::dates::Misdated;
use super::breach::Written;
use super::rules::rule_of;
use super::{Breach, Misnamed, Schema, Shape, Type, Violation};
use crate::finding::rule::Rule;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE, counted, did_you_mean, either};
use crate::finding::{Findings, Problem};
use crate::relation::resolve::nearest;
use crate::text::place::{NodeRef, Place};
use crate::text::source::FileId;
use crate::text::syntax::{Data, NodeId, Tree};

/// How many places are named to which a key belongs. One that belongs to more is no key out of its place.
const MOST_OWNERS: usize = 3;

/// How many keys are named that there can be.
const MOST_KEYS: usize = 24;

/// How many words of a longer list are named, the nearest of them.
const MOST_WORDS: usize = 8;

/// How much of a text is compared with such words, in characters.
const LONGEST_WORD: usize = 64;

/// How a report comes to have parts in other files.
const USE_INCLUDE: &str = "to keep a part of the report in a file of its own, name that file under the key `include` \
    at the top of the report";

/// Words of which the nearest ones are looked for: of more the first ones are shown.
const MOST_COMPARED: usize = 1000;

/// A violation, and the file that it is in.
pub(crate) struct InFile<'v> {
    pub(crate) file: FileId,
    pub(crate) violation: &'v Violation,
}

impl Problem for InFile<'_> {
    fn rule(&self) -> &'static Rule {
        rule_of(&self.violation.breach)
    }

    fn report(&self, findings: &mut Findings<'_>) {
        let value = Value {
            tree: findings.tree(self.file),
            file: self.file,
            node: self.violation.node,
            violation: self.violation,
        };
        if let Some(words) = value.words(findings) {
            findings
                .add(words.message, words.place, words.label)
                .labels(words.labels)
                .help(words.help)
                .fixes(value.fixes());
        }
    }
}

/// What a finding about one value says.
struct Words {
    message: String,
    place: Place,
    label: String,
    /// Further places, each with what is there.
    labels: Vec<(Place, String)>,
    help: String,
}

/// A value that is not as its schema has it.
struct Value<'v> {
    tree: &'v Tree<'v>,
    file: FileId,
    node: NodeId,
    violation: &'v Violation,
}

impl Value<'_> {
    /// The table. `None` where a finding is no sentence about one value, and was added.
    fn words(&self, findings: &mut Findings<'_>) -> Option<Words> {
        Some(match &self.violation.breach {
            Breach::AdditionalItems { limit } => self.has_more(
                (*limit, "item"),
                "too many items",
                "remove what comes after the last place",
            ),
            Breach::AdditionalProperties { shape, meant }
            | Breach::UnevaluatedProperties { shape, meant, .. } => {
                self.add_unknown_key(shape, meant.as_deref(), findings);
                return None;
            }
            Breach::AnyOf { shape, lack } => self.has_none_of_forms(shape, lack, ""),
            Breach::Const { expected } => self.is_another(expected),
            Breach::Contains => self.is_as(
                |name| format!("no item of {name} matches `contains` in the schema"),
                "no matching item",
                "add an item that matches",
            ),
            Breach::ContentEncoding { name: encoding } => self.is_as(
                |name| format!("{name} cannot be read as {encoding}"),
                "not in that encoding",
                "encode it again",
            ),
            Breach::ContentMediaType { name: media_type } => self.is_as(
                |name| format!("{name} cannot be read as {media_type}"),
                "not of that type",
                "correct it",
            ),
            Breach::DependentRequired {
                shape,
                present,
                missing,
            } => self.lacks_beside(shape, present, missing),
            Breach::Enum { options, others } => self.is_none_of(options, others),
            Breach::ExclusiveMaximum { limit } => self.is_number(
                &format!("must be less than {limit}"),
                format!("not less than {limit}"),
            ),
            Breach::ExclusiveMinimum { limit } => self.is_number(
                &format!("must be more than {limit}"),
                format!("not more than {limit}"),
            ),
            Breach::FalseSchema => self.is_not_allowed(),
            Breach::Format { name } => self.is_not_of_format(name),
            Breach::MaxContains { limit } => self.contains_more(*limit),
            Breach::MaxItems { limit } => self.has_more(
                (*limit, "item"),
                "too many items",
                "remove the items that are too many",
            ),
            Breach::MaxLength { limit } => {
                self.has_more((*limit, "character"), "too long", "shorten it")
            }
            Breach::MaxProperties { limit } => self.has_more(
                (*limit, "key"),
                "too many keys",
                "remove the keys that are too many",
            ),
            Breach::Maximum { limit } => self.is_number(
                &format!("must be at most {limit}"),
                format!("more than {limit}"),
            ),
            Breach::MinContains { limit } => self.contains_fewer(*limit),
            Breach::MinItems { limit } => self.has_fewer((*limit, "item"), "too few items"),
            Breach::MinLength { limit } => self.is_too_short(*limit),
            Breach::MinProperties { limit } => self.has_fewer((*limit, "key"), "too few keys"),
            Breach::Minimum { limit } => self.is_number(
                &format!("must be at least {limit}"),
                format!("less than {limit}"),
            ),
            Breach::MultipleOf { of } => self.is_no_multiple(of),
            Breach::Not { shape, excluded } => self.is_excluded(shape, excluded),
            Breach::OneOf { shape, lack } => {
                self.has_none_of_forms(shape, lack, ", and only one of them")
            }
            Breach::Pattern {
                undecided: true, ..
            } => self.is_undecided(),
            Breach::Pattern { pattern, .. } => self.is_miswritten(pattern),
            Breach::PropertyNames { name, why } => self.is_misnamed(name, why),
            Breach::Required {
                shape,
                missing,
                words,
            } => self.lacks(shape, missing, words),
            Breach::Several { shape, fitting } => self.has_several_forms(shape, fitting),
            Breach::Type { expected } => self.is_of_another_type(expected),
            Breach::UnevaluatedItems { .. } => self.is_as(
                |name| format!("{name} does not belong here"),
                "no part of the schema allows this item",
                "remove it, or move it to where it belongs",
            ),
            Breach::UniqueItems { first, again } => {
                self.add_repeated(*first, again, findings);
                return None;
            }
        })
    }

    /// A message and its label at the value.
    fn saying(&self, message: String, label: &str) -> Words {
        Words {
            message,
            place: place_of(self.tree, self.at(self.node)),
            label: label.to_owned(),
            labels: Vec::new(),
            help: String::new(),
        }
    }

    /// A message about the value by its name, and a help unless the schema has a better one.
    fn is_as(&self, message: impl FnOnce(&str) -> String, label: &str, otherwise: &str) -> Words {
        Words {
            help: self.advice(otherwise),
            ..self.saying(message(&self.name()), label)
        }
    }

    fn has_more(&self, (limit, what): (u64, &str), label: &str, otherwise: &str) -> Words {
        let most = counted(limit, what);
        self.is_as(
            |name| format!("{name} has more than {most}"),
            label,
            otherwise,
        )
    }

    fn has_fewer(&self, (limit, what): (u64, &str), label: &str) -> Words {
        let least = counted(limit, what);
        let message = |name: &str| format!("{name} needs at least {least}");
        self.is_as(message, label, "add what is missing")
    }

    fn contains_more(&self, limit: u64) -> Words {
        let items = counted(limit, "item");
        self.is_as(
            |name| format!("{name} can have at most {items} of the kind that `contains` describes in the schema, but has more"),
            "too many of these",
            "keep the right ones",
        )
    }

    fn contains_fewer(&self, limit: u64) -> Words {
        let items = counted(limit, "item");
        let found = if limit == 1 { "none" } else { "fewer" };
        self.is_as(
            |name| format!("{name} needs at least {items} of the kind that `contains` describes in the schema, but has {found}"),
            "too few of these",
            "add what is missing",
        )
    }

    fn is_number(&self, must: &str, label: String) -> Words {
        let number = self.quoted(self.node).unwrap_or_default();
        let message = |name: &str| format!("{name} is {number}, but {must}");
        Words {
            label,
            ..self.is_as(message, "", "correct the number")
        }
    }

    fn is_no_multiple(&self, of: &str) -> Words {
        Words {
            help: self.advice(&format!("write the nearest multiple of {of}")),
            ..self.is_number(
                &format!("must be a multiple of {of}"),
                format!("no multiple of {of}"),
            )
        }
    }

    fn is_not_allowed(&self) -> Words {
        Words {
            place: Place::Heading(self.at(self.node)),
            ..self.is_as(
                |name| format!("{name} cannot have any value here"),
                "nothing is allowed here",
                "remove it",
            )
        }
    }

    fn is_too_short(&self, limit: u64) -> Words {
        let otherwise = "write the text, or remove the key";
        match limit {
            1 => self.is_as(
                |name| format!("{name} is empty"),
                "no text between the quotes",
                otherwise,
            ),
            _ => self.is_as(
                |name| format!("{name} needs at least {limit} characters"),
                "too short",
                otherwise,
            ),
        }
    }

    fn is_another(&self, expected: &str) -> Words {
        let words = [expected.to_owned()];
        if let Some(words) = self.differs_in_quotes(&words) {
            return words;
        }
        let instead = self.quoted(self.node);
        let instead = instead.map_or_else(String::new, |found| format!(", not {found}"));
        let expected = if expected.is_empty() {
            "empty"
        } else {
            expected
        };
        self.is_as(
            |name| format!("{name} must be {expected}{instead}"),
            "another value is expected",
            &format!("write {}", quoted_words(&words, Data::Null)),
        )
    }

    /// A value that is one of the words except for its quotes: they are missing, or too many.
    fn differs_in_quotes(&self, words: &[String]) -> Option<Words> {
        let tree = self.tree;
        let data = tree.data(self.node);
        let raw = tree.raw(tree.resolve(self.node));
        let (message, label, help) = match data {
            // a word that is text would be this one
            Data::Str(text) if words.iter().any(|word| word == text) => (
                format!("must be {text}, and in quotes it is text"),
                "there are too many quotes here",
                format!("write it without quotes: `{text}`"),
            ),
            Data::Seq | Data::Map | Data::Str(_) => return None,
            _ if raw.is_empty() || words.iter().all(|word| word != raw) => return None,
            _ => {
                let found = match type_of(data) {
                    None => "no value".to_owned(),
                    Some(Type::YesOrNo) => "a truth value".to_owned(),
                    Some(found) => found.to_string(),
                };
                (
                    format!("must be the text \"{raw}\", and without quotes it is {found}"),
                    "the quotes are missing",
                    format!("put it in quotes: `\"{raw}\"`"),
                )
            }
        };
        Some(Words {
            place: self.at(self.node).into(),
            help,
            ..self.is_as(|name| format!("{name} {message}"), label, "")
        })
    }

    fn is_none_of(&self, options: &[String], others: &[Type]) -> Words {
        if let Some(words) = self.differs_in_quotes(options) {
            return words;
        }
        let data = self.tree.data(self.node);
        let meant = match data {
            Data::Str(text) => nearest(text, options.iter().map(String::as_str)),
            _ => None,
        };
        let label = || "not an allowed value".to_owned();
        let message = match self.quoted(self.node) {
            _ if data == Data::Null => "has no value".to_owned(),
            Some(text) => format!("cannot be {text}"),
            None => "is none of the allowed values".to_owned(),
        };
        Words {
            label: meant.map_or_else(label, did_you_mean),
            help: format!("write {}{}", quoted_words(options, data), or(others)),
            ..self.is_as(|name| format!("{name} {message}"), "", "")
        }
    }

    /// A date that is impossible, or written another way.
    fn is_misdated(&self) -> Option<Words> {
        let Data::Str(text) = self.tree.data(self.node) else {
            return None;
        };
        let shown = self.quoted(self.node)?;
        let (how, label, help) = match dates::misdated(text)? {
            Misdated::NoMonth(month) => (
                format!("cannot be {shown}, because there is no such date"),
                format!("there is no month {month}"),
                "correct the month, which comes after the year".to_owned(),
            ),
            Misdated::NoDay { month, days } => (
                format!("cannot be {shown}, because there is no such date"),
                format!("{month} has {days} days"),
                "correct the day or the month".to_owned(),
            ),
            Misdated::Otherwise(meant) => (
                format!("cannot be written {shown}"),
                "a date begins with its year".to_owned(),
                match meant {
                    Some(date) => format!("write {date}"),
                    None => "write the year, the month and the day, as in 2008-02-12".to_owned(),
                },
            ),
        };
        Some(Words {
            place: self.at(self.node).into(),
            label,
            help,
            ..self.is_as(|name| format!("{name} {how}"), "", "")
        })
    }

    fn is_not_of_format(&self, format: &str) -> Words {
        if format == "date"
            && let Some(words) = self.is_misdated()
        {
            return words;
        }
        let text = self.quoted(self.node).unwrap_or_default();
        let called = called(format);
        let message = |name: &str| match format {
            "date" => format!("{name} cannot be written {text}"),
            _ => format!("{name} cannot be {text}, which is no {called}"),
        };
        Words {
            label: match format {
                "date" => "not a day of a year".to_owned(),
                _ => format!("no {called}"),
            },
            help: match &self.violation.expects {
                Some(_) => self.expectation(),
                None => self.advice(&format!("write {}", with_article(called))),
            },
            ..self.is_as(message, "", "")
        }
    }

    fn is_miswritten(&self, pattern: &Written) -> Words {
        let text = self.quoted(self.node).unwrap_or_default();
        let message = |name: &str| format!("{name} cannot be written {text}");
        Words {
            place: self.at(self.node).into(),
            help: match &self.violation.expects {
                Some(_) => self.help_with_time(),
                None => self.in_short(&format!("write {}", matching(pattern))),
            },
            ..self.is_as(message, "not in the expected form", "")
        }
    }

    /// An instruction, and the description in the schema.
    fn in_short(&self, instruction: &str) -> String {
        match self.violation.description.as_deref() {
            Some(described) => format!("{instruction}: {described}"),
            None => instruction.to_owned(),
        }
    }

    fn is_undecided(&self) -> Words {
        let help =
            "write the pattern without parts that repeat within parts that repeat, such as `(a+)+`";
        Words {
            place: self.at(self.node).into(),
            help: help.to_owned(),
            ..self.is_as(
                |name| {
                    format!("whether {name} is written as it should be takes too long to find out")
                },
                "the pattern in the schema goes back too often",
                "",
            )
        }
    }

    fn is_misnamed(&self, key: &str, why: &Misnamed) -> Words {
        let node = self.tree.get(self.node, key).unwrap_or(self.node);
        let message = match why {
            Misnamed::TooLong { limit } => {
                format!(
                    "the key `{key}` has more than {}",
                    counted(*limit, "character")
                )
            }
            Misnamed::TooShort { .. } if key.is_empty() => "a key is empty".to_owned(),
            Misnamed::TooShort { limit } => {
                format!(
                    "the key `{key}` has fewer than {}",
                    counted(*limit, "character")
                )
            }
            Misnamed::NoneOfTheNames { .. } => {
                format!("the key `{key}` is not an allowed name")
            }
            Misnamed::Mismatched { .. } | Misnamed::Miswritten => {
                format!("the key `{key}` does not have the form that the schema requires")
            }
        };
        Words {
            place: Place::Key(self.at(node)),
            help: match why {
                Misnamed::NoneOfTheNames { names } => {
                    format!("write {}", quoted_words(names, Data::Str(key)))
                }
                Misnamed::Mismatched { pattern } => self.in_short(&format!(
                    "rename the key, and what refers to it, to {}",
                    matching(pattern)
                )),
                _ => self.advice("rename the key, and what refers to it"),
            },
            ..self.saying(message, "this name is not allowed")
        }
    }

    fn lacks(&self, shape: &Shape, missing: &str, words: &[String]) -> Words {
        let words = if words.is_empty() {
            String::new()
        } else {
            format!(", with the value {}", quoted_words(words, Data::Null))
        };
        Words {
            place: Place::Heading(self.at(self.node)),
            help: adding(shape, missing) + &words,
            ..self.saying(
                format!("{} needs `{missing}`", self.noun(shape)),
                &format!("`{missing}` is missing"),
            )
        }
    }

    fn lacks_beside(&self, shape: &Shape, present: &str, missing: &str) -> Words {
        let beside = self.tree.get(self.node, present).unwrap_or(self.node);
        let adding = adding(shape, missing);
        Words {
            place: Place::Key(self.at(beside)),
            // what a schema says about the key to be added may be a sentence, or nothing
            help: match adding.strip_suffix('.') {
                Some(sentence) => format!("{sentence}; or leave out `{present}`, too"),
                None => format!("{adding}, or leave out `{present}`, too"),
            },
            ..self.saying(
                format!(
                    "{} with `{present}` needs `{missing}` too",
                    self.noun(shape)
                ),
                &format!("`{missing}` is missing"),
            )
        }
    }

    fn is_of_another_type(&self, expected: &[Type]) -> Words {
        let kinds: Vec<_> = expected.iter().map(ToString::to_string).collect();
        let kinds = either(&kinds);
        let (message, label) = match type_of(self.tree.data(self.node)) {
            None => (
                format!("has no value, and must be {kinds}"),
                "nothing is given here".to_owned(),
            ),
            // a number where a whole one is asked for: which one says what is wrong with it
            Some(Type::Number) if expected.contains(&Type::WholeNumber) => {
                let found = self.quoted(self.node).unwrap_or_default();
                (
                    format!("must be {kinds}, not {found}"),
                    "this is no whole number".to_owned(),
                )
            }
            Some(found) => (
                format!("must be {kinds}, not {found}"),
                format!("this is {found}"),
            ),
        };
        Words {
            help: self.help_with_type(expected),
            ..self.is_as(|name| format!("{name} {message}"), &label, "")
        }
    }

    /// Says that the key of a value is none that there can be.
    fn add_unknown_key(&self, shape: &Shape, meant: Option<&str>, findings: &mut Findings<'_>) {
        if findings.counts_only() {
            return;
        }
        let tree = self.tree;
        let key = tree.key_of(self.node).map(|key| tree.key_text(key));
        let key = key.unwrap_or_default();
        // only a report, or what is kept beside it, has keys of one's own
        let owners = if shape.is_extensible {
            Schema::Report.owners(&key)
        } else {
            Vec::new()
        };
        let merge = self.violation.merged_into;
        let mapping = merge.or(tree.parent(self.node)).unwrap_or(self.node);
        let noun = noun(tree, mapping, shape);
        let message = if (1..=MOST_OWNERS).contains(&owners.len()) {
            format!("`{key}` belongs to {}, not to {noun}", either(&owners))
        } else {
            format!("{noun} has no key `{key}`")
        };
        let label = || "this key does not belong here".to_owned();
        let help = match meant {
            Some(meant) => format!("write `{meant}`"),
            None if shape.is_extensible && key == "$ref" => USE_INCLUDE.to_owned(),
            None => advice_on_keys(&noun, shape),
        };
        let own = if shape.is_extensible {
            "; a key of your own starts with `x-`"
        } else {
            ""
        };
        let is_own = shape.is_extensible && meant.is_none() && key != "$ref";
        let label = meant.map_or_else(label, did_you_mean);
        let key_place = Place::Key(self.at(self.node));
        // the mapping that merges is wrong, and not the one that is merged
        let merge = merge.and_then(|mapping| tree.merge_key(mapping));
        if let Some(merge) = merge {
            findings
                .add(format!("{message}, which `<<` adds"), self.at(merge), label)
                .label(key_place, "merged from here")
                .help("write out the keys that are needed, or merge a mapping without this one");
        } else {
            findings
                .add(message, key_place, label)
                .help(help + own)
                .fix(self.renamed(meant))
                .fix(is_own.then(|| self.as_own()).flatten());
        }
    }

    fn add_repeated(&self, first: NodeId, again: &[NodeId], findings: &mut Findings<'_>) {
        let what = self.quoted(first);
        let what = what.unwrap_or_else(|| "the same item".to_owned());
        let message = format!("{} has {what} more than once", self.name());
        let (repeats, again) = (again, again.iter());
        findings
            .add(message, self.at(first), FIRST_HERE)
            .labels(again.map(|&repeat| (self.at(repeat), AGAIN_HERE.to_owned())))
            .help("keep one of them, or correct the one that is wrong")
            .fix(self.without_repeats(first, repeats));
    }

    fn at(&self, node: NodeId) -> NodeRef {
        let file = self.file;
        NodeRef { file, node }
    }

    fn name(&self) -> String {
        name_of(self.tree, self.node)
    }

    fn noun(&self, shape: &Shape) -> String {
        noun(self.tree, self.node, shape)
    }

    /// A scalar as a message quotes it; `None` for a collection.
    fn quoted(&self, node: NodeId) -> Option<String> {
        let tree = self.tree;
        match tree.data(node) {
            Data::Seq | Data::Map => None,
            Data::Str(text) => Some(format!("\"{text}\"")),
            _ => Some(tree.raw(tree.resolve(node)).to_owned()),
        }
    }

    /// How the value must be written, in the words of the schema.
    fn expectation(&self) -> String {
        match &self.violation.expects {
            Some(expected) => format!("{} must look like {expected}", self.name()),
            None => self.advice("write it as in the schema"),
        }
    }

    /// A help, with the description in the schema.
    fn advice(&self, instruction: &str) -> String {
        if instruction.is_empty() {
            return String::new();
        }
        self.in_short(instruction)
    }
}

/// A value, as a message calls it: by its key, or by that of the list it is in.
pub(crate) fn name_of(tree: &Tree<'_>, node: NodeId) -> String {
    if let Some(key) = tree.key_of(node) {
        return format!("`{}`", tree.key_text(key));
    }
    match tree.parent(node) {
        Some(list) => format!("an item of {}", name_of(tree, list)),
        None => "the file".to_owned(),
    }
}

/// Where a label about a value is: on a scalar itself if it is written at all, otherwise on the heading.
pub(crate) fn place_of(tree: &Tree<'_>, at: NodeRef) -> Place {
    match tree.data(at.node) {
        Data::Null | Data::Seq | Data::Map => Place::Heading(at),
        _ => at.into(),
    }
}

/// A mapping as a message calls it: by what its schema says that it is, or else as any value.
fn noun(tree: &Tree<'_>, mapping: NodeId, shape: &Shape) -> String {
    if shape.noun.is_empty() {
        name_of(tree, mapping)
    } else {
        shape.noun.clone()
    }
}

/// Keys, as a message names them.
fn keys(names: impl IntoIterator<Item = impl AsRef<str>>) -> Vec<String> {
    let names = names.into_iter();
    names.map(|name| format!("`{}`", name.as_ref())).collect()
}

/// Words as a message names them: of many, those that are nearest to the text in their place.
fn quoted_words(words: &[String], found: Data<'_>) -> String {
    let shown = |word: &str| {
        if word.is_empty() {
            "`\"\"`".to_owned()
        } else {
            format!("`{word}`")
        }
    };
    if words.len() <= MOST_KEYS {
        let words: Vec<String> = words.iter().map(|word| shown(word)).collect();
        return either(&words);
    }
    let mut nearest: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Data::Str(text) = found
        && words.len() <= MOST_COMPARED
    {
        // how far a long text is off says nothing, and takes long to find out
        let text: String = text.chars().take(LONGEST_WORD).collect();
        let text = text.to_lowercase();
        nearest.sort_by_cached_key(|word| strsim::levenshtein(&text, &word.to_lowercase()));
    }
    nearest.truncate(MOST_WORDS);
    let nearest: Vec<String> = nearest.into_iter().map(shown).collect();
    let more = words.len() - MOST_WORDS;
    format!("{} or one of {more} others", nearest.join(", "))
}

/// How to add a key: its description in the schema.
fn adding(shape: &Shape, key: &str) -> String {
    let description = shape.key(key).map_or("", |key| key.description.as_str());
    match description.trim_end_matches([':', ' ']) {
        "" => format!("add `{key}`"),
        description => format!("add `{key}`: {description}"),
    }
}

fn advice_on_keys(noun: &str, shape: &Shape) -> String {
    let known = keys(shape.keys.iter().map(|key| &key.name));
    match known.len() {
        0 => "remove it".to_owned(),
        1..=MOST_KEYS => format!("{noun} can have {}", either(&known)),
        _ => format!(
            "{noun} can have {} and others",
            known[..MOST_KEYS].join(", ")
        ),
    }
}

/// What a value is, in the words of [`Type`]; `None` for nothing at all.
fn type_of(data: Data<'_>) -> Option<Type> {
    Some(Type::of(data)).filter(|found| *found != Type::Nothing)
}

/// What is written in a format.
fn called(format: &str) -> &str {
    match format {
        "date" => "date of the calendar",
        "date-time" => "date with a time and a zone",
        "time" => "time with a zone",
        "email" | "idn-email" => "address for mail",
        "uri" | "iri" => "whole address on the web",
        "uri-reference" | "iri-reference" => "address on the web",
        "hostname" | "idn-hostname" => "name of a host",
        "regex" => "pattern that can be read",
        other => other,
    }
}

/// What matches a pattern, in the words of the schema as far as it has any.
fn matching(pattern: &Written) -> String {
    let Written {
        pattern,
        description,
        examples,
    } = pattern;
    let what = match description {
        Some(description) => format!("{description} (`{pattern}`)"),
        None => format!("what matches `{pattern}`"),
    };
    match examples.first() {
        Some(example) => format!("{what}, such as `{example}`"),
        None => what,
    }
}

/// Types that are allowed beside words.
fn or(others: &[Type]) -> String {
    let others = others.iter().map(|kind| format!(", or {kind}"));
    others.collect()
}

/// A noun with its article.
fn with_article(noun: &str) -> String {
    let article = match noun.chars().next() {
        Some('a' | 'e' | 'i' | 'o') => "an",
        _ => "a",
    };
    format!("{article} {noun}")
}
