//! Values that are as a schema says they must not be: what it excludes, and which of the forms that exclude each other fit.

use jsonschema::error::ValidationError;
use serde_json::Value;

use super::breach::{Breach, Excluded, Fitting, Type};
use super::form::Form;
use super::library::At;
use super::violation::{Reading, strings, written};

/// How deep in a `not` it is looked for what it excludes.
const DEPTH: usize = 8;

impl Reading<'_> {
    /// What `not` excludes.
    pub(super) fn excluded(&self) -> Breach {
        let excluded = self.keyword.as_ref();
        let excluded = excluded.map_or(Excluded::Other, |at| self.excluded_by(at, DEPTH));
        Breach::Not {
            shape: self.shape(),
            excluded,
        }
    }

    /// What a schema that fits says about the value.
    fn excluded_by(&self, at: &At, depth: usize) -> Excluded {
        let schema = self.schema.at(at).and_then(Value::as_object);
        let Some(schema) = schema.filter(|_| depth > 0) else {
            return Excluded::Other;
        };
        if let Some(target) = self.schema.target(&at.below("$ref")) {
            return self.excluded_by(&target, depth - 1);
        }
        // what only says about which type or form the keys are takes more than a sentence
        let demands: Vec<&str> = schema.keys().map(String::as_str).collect();
        let demands: Vec<&str> = demands
            .into_iter()
            .filter(|key| {
                !matches!(
                    *key,
                    "title" | "description" | "$comment" | "examples" | "patternDescription"
                )
            })
            .collect();
        match demands[..] {
            ["required"] | ["type", "required"] | ["required", "type"] => {
                let keys = strings(&schema["required"]).map(str::to_owned).collect();
                Excluded::Keys(keys)
            }
            ["const" | "enum"] | ["type", "const" | "enum"] | ["const" | "enum", "type"] => {
                Excluded::Value
            }
            ["type"] => Excluded::Types(strings(&schema["type"]).map(Type::named).collect()),
            ["pattern"] | ["type", "pattern"] | ["pattern", "type"] => {
                let pattern = schema["pattern"].as_str().unwrap_or_default();
                Excluded::Pattern(written(pattern, self.schema.at(at)))
            }
            ["anyOf" | "oneOf"] => self.excluded_by_one(&at.below(demands[0]), depth - 1),
            _ => Excluded::Other,
        }
    }

    /// Of several schemas, the one that certainly fits.
    fn excluded_by_one(&self, list: &At, depth: usize) -> Excluded {
        let count = self
            .schema
            .at(list)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        let excluded =
            (0..count).map(|place| self.excluded_by(&list.below(&place.to_string()), depth));
        let excluded: Vec<Excluded> = excluded.collect();
        let are_here = |excluded: &&Excluded| match excluded {
            Excluded::Keys(keys) => keys
                .iter()
                .all(|key| self.tree.get(self.node, key).is_some()),
            _ => false,
        };
        let keys = excluded.iter().find(are_here);
        match (keys, &excluded[..]) {
            (Some(keys), _) => keys.clone(),
            (None, [only]) => only.clone(),
            (None, [Excluded::Value, ..]) if excluded.iter().all(|it| *it == Excluded::Value) => {
                Excluded::Value
            }
            _ => Excluded::Other,
        }
    }

    /// More than one of several forms fits: the errors of those that do are none.
    pub(super) fn several_fit(&self, branches: &[Vec<ValidationError<'static>>]) -> Breach {
        let fitting = branches.iter().enumerate();
        let fitting: Vec<usize> = fitting
            .filter_map(|(place, errors)| errors.is_empty().then_some(place))
            .collect();
        let form = |place: &usize| {
            let roots = self.keyword.iter().map(|at| at.below(&place.to_string()));
            Form::of(&self.schema.library, &roots.collect::<Vec<_>>())
        };
        let forms: Vec<Form<'_>> = fitting.iter().map(form).collect();
        Breach::Several {
            shape: self.shape(),
            fitting: own_keys(&forms)
                .map(Fitting::Keys)
                .or_else(|| titles(&forms).map(Fitting::Titles))
                .unwrap_or_else(|| Fitting::Places {
                    places: fitting.iter().map(|place| place + 1).collect(),
                    of: branches.len(),
                }),
        }
    }
}

/// For each form a key that it alone needs.
fn own_keys(forms: &[Form<'_>]) -> Option<Vec<String>> {
    let own = forms.iter().enumerate().map(|(place, form)| {
        let others = || {
            forms
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place)
        };
        let is_own = |key: &&str| !others().any(|(_, other)| other.required().any(|it| it == *key));
        form.required().find(is_own).map(str::to_owned)
    });
    own.collect()
}

/// What the schema calls the forms, where it calls each by a name of its own.
fn titles(forms: &[Form<'_>]) -> Option<Vec<String>> {
    let titles = forms.iter().map(|form| form.title().map(str::to_owned));
    let titles: Vec<String> = titles.collect::<Option<_>>()?;
    let is_first = |(place, title): (usize, &String)| !titles[..place].contains(title);
    titles
        .iter()
        .enumerate()
        .all(is_first)
        .then(|| titles.clone())
}
