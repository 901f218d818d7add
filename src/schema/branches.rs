//! Values for which a schema has several forms, and that have none of them.
//!
//! What is reported is what is wrong with the form that was meant. Forms whose type fits come before those whose does not.
//! Of them a tag decides, a key that they fix to different words; then the keys that are there and that a form knows; then
//! how little is wrong. Where that leaves several, or would deny what another of them allows, each is reported with what it
//! wants.

use jsonschema::error::{ValidationError, ValidationErrorKind as Kind};
use rustc_hash::FxHashSet;
use serde_json::Value;

use super::breach::{Breach, Lack, Type, Violation, Want};
use super::equality::equals;
use super::form::Form;
use super::library::At;
use super::tag::{Tag, are_comparable};
use super::violation::{Reading, read, shown};
use crate::text::syntax::{Data, NodeId};

/// How many forms are listed with what they want.
const MOST_WANTS: usize = 3;

/// A form that does not fit, and why.
struct Candidate<'e> {
    errors: &'e [ValidationError<'static>],
    /// The schemas that the form is, where that is known.
    roots: Vec<At>,
}

/// A candidate of which it is known what its schema says.
struct Known<'c, 'e, 's> {
    candidate: &'c Candidate<'e>,
    form: Form<'s>,
}

/// What a tag says about the forms.
enum Told {
    /// One of these was meant.
    Forms(Vec<usize>),
    /// None of them, and that is what is wrong.
    Wrong(Violation),
}

impl Reading<'_> {
    /// No branch fits: what is wrong with the one that was meant, or what each of them wants.
    pub(super) fn none_fits(
        &self,
        branches: &[Vec<ValidationError<'static>>],
        error: &ValidationError<'_>,
    ) -> Vec<Violation> {
        let is_one_of = matches!(error.kind(), Kind::OneOfNotValid { .. });
        let mut candidates = Vec::new();
        let roots = Vec::new();
        self.collect(
            branches,
            error,
            self.keyword.as_ref(),
            &roots,
            &mut candidates,
        );
        let misfits: Vec<Option<Vec<Type>>> = candidates
            .iter()
            .map(|candidate| self.misfit(candidate, error))
            .collect();
        let pairs = candidates.iter().zip(&misfits);
        let fitting: Vec<&Candidate<'_>> = pairs
            .filter_map(|(candidate, misfit)| misfit.is_none().then_some(candidate))
            .collect();
        if fitting.is_empty() {
            return vec![self.violation(self.wants_other_types(&candidates, is_one_of))];
        }
        let mut others: Vec<Type> = misfits.into_iter().flatten().flatten().collect();
        let mut seen = FxHashSet::default();
        others.retain(|kind| seen.insert(*kind));
        let mut known: Vec<Known<'_, '_, '_>> = fitting
            .into_iter()
            .map(|candidate| Known {
                candidate,
                form: Form::of(&self.schema.library, &candidate.roots),
            })
            .collect();
        let is_compared = self.tree.data(self.node) == Data::Map && known.len() > 1;
        if is_compared && are_comparable(known.iter().map(|known| &known.form)) {
            match self.told_by_tag(&known) {
                Some(Told::Wrong(violation)) => return vec![violation],
                Some(Told::Forms(meant)) => keep(&mut known, |place, _| meant.contains(&place)),
                None => {}
            }
            self.keep_those_that_know_most(&mut known);
        }
        self.judged(&known, &others, is_one_of)
    }

    /// Each form is for values of another type.
    fn wants_other_types(&self, candidates: &[Candidate<'_>], is_one_of: bool) -> Breach {
        let wants = candidates.iter().map(|candidate| {
            let known = Known {
                candidate,
                form: Form::of(&self.schema.library, &candidate.roots),
            };
            self.want(&known)
        });
        let possible = |want: &Want| {
            want.violations
                .iter()
                .all(|it| it.breach != Breach::FalseSchema)
        };
        let wants: Vec<Want> = wants.filter(possible).collect();
        let violations: Vec<&Violation> = wants.iter().flat_map(|want| &want.violations).collect();
        let breach = types(&violations).filter(|_| !wants.is_empty());
        let breach = breach.or_else(|| words(&wants).map(only));
        breach.unwrap_or_else(|| self.lacking(is_one_of, listed(wants)))
    }

    /// The forms, those of unions within a union among them.
    fn collect<'e>(
        &self,
        branches: &'e [Vec<ValidationError<'static>>],
        error: &ValidationError<'_>,
        keyword: Option<&At>,
        roots: &[At],
        candidates: &mut Vec<Candidate<'e>>,
    ) {
        for (place, errors) in branches.iter().enumerate() {
            let own = keyword.map(|at| at.below(&place.to_string()));
            let roots: Vec<At> = roots.iter().cloned().chain(own).collect();
            match &errors[..] {
                [] => {}
                [only] if only.instance_path() == error.instance_path() => match only.kind() {
                    Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                        let keyword = self.schema.locate(only);
                        self.collect(context, error, keyword.as_ref(), &roots, candidates);
                    }
                    _ => candidates.push(Candidate { errors, roots }),
                },
                _ => candidates.push(Candidate { errors, roots }),
            }
        }
    }

    /// The types that a form is for, if the value is of none of them.
    fn misfit(&self, candidate: &Candidate<'_>, error: &ValidationError<'_>) -> Option<Vec<Type>> {
        let own = candidate.errors.iter();
        let mut own = own.filter(|own| own.instance_path() == error.instance_path());
        own.find_map(|own| match own.kind() {
            Kind::Type { kind } => Some(Reading::new(self.schema, self.tree, own).expected(kind)),
            Kind::FalseSchema => Some(Vec::new()),
            Kind::Constant { expected_value } => {
                self.other_types(std::slice::from_ref(expected_value))
            }
            Kind::Enum { options } => self.other_types(options.as_array()?),
            _ => None,
        })
    }

    /// The types of words, if none of them is of the value's type.
    fn other_types(&self, words: &[Value]) -> Option<Vec<Type>> {
        let found = Type::of(self.tree.data(self.node));
        let types: Vec<Type> = words.iter().map(Type::of_word).collect();
        (!types.contains(&found)).then_some(types)
    }

    /// Which of the forms a tag says that was meant.
    fn told_by_tag(&self, known: &[Known<'_, '_, '_>]) -> Option<Told> {
        let forms: Vec<_> = known.iter().map(|known| &known.form).collect();
        let tag = Tag::of(&forms)?;
        let Some(value) = self.tree.get(self.node, tag.key) else {
            return self.told_by_its_lack(&tag, known);
        };
        let matching = |matches: &dyn Fn(&Known<'_, '_, '_>, Option<&Vec<&Value>>) -> bool| {
            let pairs = known.iter().zip(&tag.words).enumerate();
            let places = pairs.filter(|(_, (known, words))| matches(known, words.as_ref()));
            places.map(|(place, _)| place).collect::<Vec<usize>>()
        };
        let fitting = matching(&|_, words| {
            let mut words = words.into_iter().flatten();
            words.any(|word| equals(self.tree, value, word))
        });
        if !fitting.is_empty() {
            return Some(Told::Forms(fitting));
        }
        let open =
            matching(&|known, words| words.is_none() && !refuses_key(known.candidate, tag.key));
        if !open.is_empty() {
            return Some(Told::Forms(open));
        }
        let options = tag.words.iter().flatten().flatten();
        Some(Told::Wrong(Violation {
            node: value,
            breach: Breach::Enum {
                options: options.map(|word| shown(word)).collect(),
                others: Vec::new(),
            },
            expects: None,
            description: None,
            merged_into: None,
        }))
    }

    /// The tag is not there: either a form does without, or that is what is wrong.
    fn told_by_its_lack(&self, tag: &Tag<'_>, known: &[Known<'_, '_, '_>]) -> Option<Told> {
        let needs = |known: &Known<'_, '_, '_>| known.form.required().any(|key| key == tag.key);
        let places = known.iter().enumerate();
        let without: Vec<usize> = places
            .filter_map(|(place, known)| (!needs(known)).then_some(place))
            .collect();
        if !without.is_empty() {
            return (without.len() < known.len()).then_some(Told::Forms(without));
        }
        let words = tag.words.iter().flatten().flatten();
        Some(Told::Wrong(self.violation(Breach::Required {
            shape: self.shape(),
            missing: tag.key.to_owned(),
            words: words.map(|word| shown(word)).collect(),
        })))
    }

    /// Keeps those forms that know the most of the keys that are there.
    fn keep_those_that_know_most(&self, known: &mut Vec<Known<'_, '_, '_>>) {
        let keys: Vec<_> = self
            .tree
            .entries(self.node)
            .map(|(key, _)| self.tree.key_text(key))
            .collect();
        let counts: Vec<usize> = known
            .iter()
            .map(|known| {
                let others = known.form.describes_others();
                let is_told = |key: &str| {
                    known.form.knows(key) || others && !refuses_key(known.candidate, key)
                };
                keys.iter().filter(|key| is_told(key)).count()
            })
            .collect();
        let most = counts.iter().max().copied().unwrap_or(0);
        keep(known, |place, _| counts[place] == most);
    }

    /// What is wrong with those forms that are left. `others` are the types that other forms are for.
    fn judged(
        &self,
        known: &[Known<'_, '_, '_>],
        others: &[Type],
        is_one_of: bool,
    ) -> Vec<Violation> {
        let mut wants: Vec<Want> = known.iter().map(|known| self.want(known)).collect();
        let is_about_value = wants
            .iter()
            .all(|want| want.violations.iter().all(|it| it.node == self.node));
        if self.is_scalar() && is_about_value {
            return self.judged_scalar(wants, others, is_one_of);
        }
        if let Some(shared) = shared(&wants) {
            return shared;
        }
        if let Some(breach) = self.merged(&wants, is_one_of) {
            return vec![breach];
        }
        self.keep_those_of_fitting_parts(&mut wants);
        wants.sort_by_key(|want| want.violations.len());
        let is_least = wants.len() == 1 || wants[0].violations.len() < wants[1].violations.len();
        if is_least && !self.denies(&wants[0], &wants[1..]) {
            return wants.swap_remove(0).violations;
        }
        vec![self.violation(self.lacking(is_one_of, listed(wants)))]
    }

    /// A single value that is not as any of the forms wants it.
    fn judged_scalar(
        &self,
        mut wants: Vec<Want>,
        others: &[Type],
        is_one_of: bool,
    ) -> Vec<Violation> {
        let others: Vec<Type> = others
            .iter()
            .copied()
            .filter(|kind| *kind != Type::Nothing)
            .collect();
        if let Some(options) = words(&wants) {
            let options = options.into();
            return vec![self.violation(Breach::Enum { options, others })];
        }
        if wants.len() == 1 {
            return wants.swap_remove(0).violations;
        }
        if !others.is_empty() {
            wants.push(Want {
                title: None,
                violations: vec![self.violation(Breach::Type { expected: others })],
            });
        }
        if let Some(shared) = shared(&wants) {
            return shared;
        }
        vec![self.violation(self.lacking(is_one_of, listed(wants)))]
    }

    fn want(&self, known: &Known<'_, '_, '_>) -> Want {
        let errors = known.candidate.errors.iter();
        Want {
            title: known.form.title().map(str::to_owned),
            violations: errors
                .flat_map(|error| read(self.schema, self.tree, error))
                .collect(),
        }
    }

    fn is_scalar(&self) -> bool {
        !matches!(self.tree.data(self.node), Data::Map | Data::Seq)
    }

    fn lacking(&self, is_one_of: bool, lack: Lack) -> Breach {
        let shape = self.shape();
        if is_one_of {
            Breach::OneOf { shape, lack }
        } else {
            Breach::AnyOf { shape, lack }
        }
    }

    /// Where each form finds one thing wrong, and all at one place, that in one sentence.
    fn merged(&self, wants: &[Want], is_one_of: bool) -> Option<Violation> {
        let lone = wants.iter().map(|want| match &want.violations[..] {
            [violation] => Some(violation),
            _ => None,
        });
        let lone: Vec<&Violation> = lone.collect::<Option<_>>()?;
        let (first, rest) = lone.split_first()?;
        if rest.is_empty() || rest.iter().any(|it| it.node != first.node) {
            return None;
        }
        let missing = lone.iter().map(|it| match &it.breach {
            Breach::Required { missing, .. } => Some(missing.clone()),
            _ => None,
        });
        if let Some(keys) = missing.collect::<Option<Vec<_>>>() {
            return Some(self.violation(self.lacking(is_one_of, Lack::Keys(keys))));
        }
        let breach = types(&lone).or_else(|| words(wants).map(only))?;
        Some(Violation {
            breach,
            ..(*first).clone()
        })
    }

    /// Keeps those forms whose first wrong type lies deepest: an item that is a mapping speaks for the form of mappings.
    fn keep_those_of_fitting_parts(&self, wants: &mut Vec<Want>) {
        let depth_of = |violation: &Violation| self.depth_of(violation.node);
        let depths: Vec<usize> = wants
            .iter()
            .map(|want| {
                let types = want.violations.iter();
                let types = types.filter(|it| matches!(it.breach, Breach::Type { .. }));
                types.map(depth_of).min().unwrap_or(usize::MAX)
            })
            .collect();
        let deepest = depths.iter().max().copied();
        let mut places = depths.iter();
        wants.retain(|_| places.next() == deepest.as_ref());
    }

    fn depth_of(&self, node: NodeId) -> usize {
        std::iter::successors(Some(node), |node| self.tree.parent(*node)).count()
    }

    /// Whether what is wrong for one form is right for another.
    fn denies(&self, want: &Want, others: &[Want]) -> bool {
        let refused = want.violations.iter().filter(|violation| {
            !matches!(
                violation.breach,
                Breach::Required { .. } | Breach::DependentRequired { .. }
            )
        });
        let mut refused = refused.map(|violation| violation.node);
        let accepts = |other: &Want, node: NodeId| {
            let mut around = std::iter::successors(Some(node), |node| self.tree.parent(*node));
            !around.any(|node| other.violations.iter().any(|it| it.node == node))
        };
        refused.any(|node| others.iter().any(|other| accepts(other, node)))
    }
}

/// Whether a form says that the mapping has no such key.
fn refuses_key(candidate: &Candidate<'_>, key: &str) -> bool {
    candidate.errors.iter().any(|error| match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            unexpected.iter().any(|it| it == key)
        }
        _ => false,
    })
}

/// What is wrong for each form, if anything is.
fn shared(wants: &[Want]) -> Option<Vec<Violation>> {
    let (first, rest) = wants.split_first()?;
    let is_shared = |violation: &&Violation| {
        let has = |want: &Want| {
            want.violations
                .iter()
                .any(|other| is_same(violation, other))
        };
        rest.iter().all(has)
    };
    let shared: Vec<Violation> = first.violations.iter().filter(is_shared).cloned().collect();
    (!shared.is_empty()).then_some(shared)
}

/// Whether both say the same, whatever else the schema says about the place.
fn is_same(one: &Violation, other: &Violation) -> bool {
    let is_same = match (&one.breach, &other.breach) {
        (Breach::Required { missing, .. }, Breach::Required { missing: other, .. }) => {
            missing == other
        }
        (Breach::AdditionalProperties { .. }, Breach::AdditionalProperties { .. }) => true,
        (one, other) => one == other,
    };
    is_same && one.node == other.node
}

fn listed(mut wants: Vec<Want>) -> Lack {
    let more = wants.len().saturating_sub(MOST_WANTS);
    wants.truncate(MOST_WANTS);
    Lack::Forms { wants, more }
}

/// The types that the forms ask for, if that is all they ask for.
fn types(lone: &[&Violation]) -> Option<Breach> {
    let mut expected = Vec::new();
    for violation in lone {
        let Breach::Type { expected: types } = &violation.breach else {
            return None;
        };
        expected.extend(types.iter().copied());
    }
    let mut seen = FxHashSet::default();
    expected.retain(|kind| seen.insert(*kind));
    Some(Breach::Type { expected })
}

/// The words one of which is needed, where the forms say nothing else.
fn words(wants: &[Want]) -> Option<Vec<String>> {
    let mut words = Vec::new();
    if wants.is_empty() {
        return None;
    }
    for want in wants {
        let [violation] = &want.violations[..] else {
            return None;
        };
        match &violation.breach {
            Breach::Const { expected } => words.push(expected.clone()),
            Breach::Enum { options, others } if others.is_empty() => {
                words.extend(options.iter().cloned());
            }
            _ => return None,
        }
    }
    Some(words)
}

/// Nothing but these words.
fn only(options: Vec<String>) -> Breach {
    Breach::Enum {
        options: options.into(),
        others: Vec::new(),
    }
}

fn keep<T>(list: &mut Vec<T>, is_kept: impl Fn(usize, &T) -> bool) {
    let mut place = 0;
    list.retain(|item| {
        place += 1;
        is_kept(place - 1, item)
    });
}
