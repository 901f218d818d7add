//! The messages about values with none, or more than one, of several forms, and about values that are excluded.

use super::{Value, Words, called, keys, matching, or, quoted_words, type_of, with_article};
use crate::finding::wording::{counted, did_you_mean, either, listed, one_of_forms};
use crate::relation::resolve::nearest;
use crate::schema::breach::{Excluded, Fitting, Lack, Want};
use crate::schema::{Breach, Shape, Violation};
use crate::text::place::Place;
use crate::text::syntax::{Data, NodeId};

/// How many demands of a form are listed.
const MOST_WISHES: usize = 2;

impl Value<'_> {
    /// None of several forms fits; `ending` is added where keys are missing.
    pub(super) fn has_none_of_forms(&self, shape: &Shape, lack: &Lack, ending: &str) -> Words {
        match lack {
            Lack::Keys(needed) => {
                let choice = either(&keys(needed));
                Words {
                    place: Place::Heading(self.at(self.node)),
                    help: self.advice(&format!("add {choice}")),
                    ..self.saying(
                        format!("{} needs {choice}{ending}", self.noun(shape)),
                        &format!("without {choice}"),
                    )
                }
            }
            Lack::Forms { wants, more } => self.fits_no_form(shape, wants, *more),
        }
    }

    fn fits_no_form(&self, shape: &Shape, wants: &[Want], more: usize) -> Words {
        let is_scalar = !matches!(self.tree.data(self.node), Data::Map | Data::Seq);
        let message = match self.quoted(self.node).filter(|_| is_scalar) {
            Some(text) => format!("{} cannot be {text}", self.name()),
            None => format!(
                "{} has none of the forms that it can have",
                self.noun(shape)
            ),
        };
        let label = self.meant_by_one(wants);
        let label = label.map_or_else(|| "no form fits".to_owned(), did_you_mean);
        let mut lines: Vec<String> = wants.iter().map(|want| self.wish(want)).collect();
        if more > 0 {
            lines.push(counted(more as u64, "more form"));
        }
        let help = if lines.is_empty() {
            self.advice("write it in one of the forms that the schema has for it")
        } else {
            one_of_forms(&lines)
        };
        Words {
            place: super::place_of(self.tree, self.at(self.node)),
            help,
            ..self.saying(message, &label)
        }
    }

    /// The word of one of the forms that was probably meant.
    fn meant_by_one<'w>(&self, wants: &'w [Want]) -> Option<&'w str> {
        let Data::Str(text) = self.tree.data(self.node) else {
            return None;
        };
        let breaches = wants.iter().flat_map(|want| &want.violations);
        let words = breaches.flat_map(|violation| match &violation.breach {
            Breach::Enum { options, .. } => options.iter().map(String::as_str).collect(),
            Breach::Const { expected } => vec![expected.as_str()],
            _ => Vec::new(),
        });
        nearest(text, words)
    }

    /// What a form wants, in a line.
    fn wish(&self, want: &Want) -> String {
        let demands = want.violations.iter().take(MOST_WISHES);
        let mut demands: Vec<String> = demands.map(|violation| self.wish_of(violation)).collect();
        let more = want.violations.len().saturating_sub(MOST_WISHES);
        if more > 0 {
            demands.push(format!("{more} more"));
        }
        let demands = listed(&demands);
        match &want.title {
            Some(title) => format!("{title}: {demands}"),
            None => demands,
        }
    }

    fn wish_of(&self, violation: &Violation) -> String {
        let value = Value {
            node: violation.node,
            violation,
            ..*self
        };
        let wish = value.wanted();
        match &violation.breach {
            _ if violation.node == self.tree.resolve(self.node) || violation.node == self.node => {
                wish
            }
            Breach::AdditionalProperties { .. } | Breach::UnevaluatedProperties { .. } => wish,
            _ => format!("{}: {wish}", value.name()),
        }
    }

    /// What would be right in the place of the value.
    fn wanted(&self) -> String {
        match &self.violation.breach {
            Breach::Type { expected } => {
                let kinds: Vec<_> = expected.iter().map(ToString::to_string).collect();
                either(&kinds)
            }
            Breach::Enum { options, others } => {
                quoted_words(options, self.tree.data(self.node)) + &or(others)
            }
            Breach::Const { expected } => format!("`{expected}`"),
            Breach::Format { name } => with_article(called(name)),
            Breach::Pattern { pattern, .. } => matching(pattern),
            Breach::Required { missing, words, .. } if words.is_empty() => {
                format!("with `{missing}`")
            }
            Breach::Required { missing, words, .. } => {
                format!("with `{missing}`: {}", either(&keys(words)))
            }
            Breach::AdditionalProperties { .. } | Breach::UnevaluatedProperties { .. } => {
                let key = self
                    .tree
                    .key_of(self.node)
                    .map(|key| self.tree.key_text(key));
                format!("without `{}`", key.unwrap_or_default())
            }
            Breach::MinLength { limit } => format!("at least {}", counted(*limit, "character")),
            Breach::MaxLength { limit } => format!("at most {}", counted(*limit, "character")),
            Breach::MinItems { limit } => format!("at least {}", counted(*limit, "item")),
            Breach::MaxItems { limit } => format!("at most {}", counted(*limit, "item")),
            Breach::MinProperties { limit } => format!("at least {}", counted(*limit, "key")),
            Breach::MaxProperties { limit } => format!("at most {}", counted(*limit, "key")),
            Breach::Minimum { limit } => format!("a number of at least {limit}"),
            Breach::Maximum { limit } => format!("a number of at most {limit}"),
            Breach::ExclusiveMinimum { limit } => format!("a number of more than {limit}"),
            Breach::ExclusiveMaximum { limit } => format!("a number of less than {limit}"),
            Breach::MultipleOf { of } => format!("a multiple of {of}"),
            Breach::UniqueItems { .. } => "no item twice".to_owned(),
            Breach::AnyOf {
                lack: Lack::Keys(keys),
                ..
            }
            | Breach::OneOf {
                lack: Lack::Keys(keys),
                ..
            } => {
                format!("with {}", either(&super::keys(keys)))
            }
            Breach::Not { .. } => "not as the schema excludes".to_owned(),
            _ => "as the schema has it there".to_owned(),
        }
    }

    /// More than one of several forms fits.
    pub(super) fn has_several_forms(&self, shape: &Shape, fitting: &Fitting) -> Words {
        let noun = self.noun(shape);
        let help = "keep what belongs to one of the forms";
        let (message, label, labels) = match fitting {
            Fitting::Keys(own) => {
                let both = listed(&keys(own));
                let mut present = own.iter().filter_map(|key| self.tree.get(self.node, key));
                return Words {
                    place: present.next().map_or_else(
                        || Place::Heading(self.at(self.node)),
                        |node| Place::Key(self.at(node)),
                    ),
                    labels: self.keys_at(present, "and this one"),
                    help: self.advice(&format!("keep {}, and remove the rest", either(&keys(own)))),
                    ..self.saying(
                        format!("{both} exclude each other"),
                        "this key excludes the others",
                    )
                };
            }
            Fitting::Titles(titles) => (
                format!(
                    "{noun} is {} at once, which exclude each other",
                    listed(titles)
                ),
                "more than one form fits",
                Vec::new(),
            ),
            Fitting::Places { places, of } => {
                let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                (
                    format!(
                        "{noun} has forms {} of the {of} in the schema, which exclude each other",
                        listed(&places)
                    ),
                    "more than one form fits",
                    Vec::new(),
                )
            }
        };
        Words {
            place: Place::Heading(self.at(self.node)),
            labels,
            help: self.advice(help),
            ..self.saying(message, label)
        }
    }

    /// The value is as it must not be.
    pub(super) fn is_excluded(&self, shape: &Shape, excluded: &Excluded) -> Words {
        match excluded {
            Excluded::Keys(excluded) => self.has_excluded_keys(shape, excluded),
            Excluded::Types(kinds) => {
                let own = type_of(self.tree.data(self.node)).filter(|own| kinds.contains(own));
                let kinds = own.as_ref().map_or(&kinds[..], std::slice::from_ref);
                let kinds: Vec<String> = kinds.iter().map(ToString::to_string).collect();
                let kinds = either(&kinds);
                self.is_as(
                    |name| format!("{name} cannot be {kinds}"),
                    &format!("this is {kinds}"),
                    "write a value of another type",
                )
            }
            Excluded::Pattern(pattern) => {
                let text = self.quoted(self.node).unwrap_or_default();
                let what = format!("`{}`", pattern.pattern);
                let message = |name: &str| {
                    format!("{name} cannot be {text}: the schema excludes what matches {what}")
                };
                self.is_as(message, "this is excluded", "write it in another way")
            }
            Excluded::Value | Excluded::Other => {
                let found = self.quoted(self.node);
                let found = found.unwrap_or_else(|| "as it is here".to_owned());
                self.is_as(
                    |name| format!("{name} cannot be {found}"),
                    "this is what the schema excludes",
                    "write another value; `not` in the schema says what it excludes",
                )
            }
        }
    }

    fn has_excluded_keys(&self, shape: &Shape, excluded: &[String]) -> Words {
        let noun = self.noun(shape);
        let mut present = excluded
            .iter()
            .filter_map(|key| self.tree.get(self.node, key));
        let place = present.next().map_or_else(
            || Place::Heading(self.at(self.node)),
            |node| Place::Key(self.at(node)),
        );
        let all = keys(excluded);
        let (message, label, help) = match &all[..] {
            [] => (
                format!("{noun} cannot be a mapping here"),
                "this is what the schema excludes",
                "write another value".to_owned(),
            ),
            [only] => (
                format!("{noun} cannot have {only}"),
                "the schema excludes this key",
                format!("remove {only}"),
            ),
            all => (
                format!("{} exclude each other", listed(all)),
                "this key excludes the others",
                format!("keep {}, and remove the rest", either(all)),
            ),
        };
        Words {
            place,
            labels: self.keys_at(present, "and this one"),
            help: self.advice(&help),
            ..self.saying(message, label)
        }
    }

    fn keys_at(&self, nodes: impl Iterator<Item = NodeId>, label: &str) -> Vec<(Place, String)> {
        let places = nodes.map(|node| Place::Key(self.at(node)));
        places.map(|place| (place, label.to_owned())).collect()
    }
}
