//! Suppressions: what somebody has looked at and found to be as intended.
//!
//! They come after the rules, so that they know what they suppressed: [`Suppressions::of`] reads them from the comments
//! of a report, [`Suppressions::apply`] marks the findings that they take and remembers which of them took any,
//! and [`flaws`] then finds what is wrong with the suppressions themselves.
//!
//! A finding is suppressed when any of its places lies in the scope, so that the comment can be at either end of a
//! contradiction. Where scopes lie within each other the innermost takes the finding. What the group `suppression`
//! finds is never suppressed: the comment that it is about can be fixed or deleted.

mod comment;
mod rules;
mod scopes;

use std::ops::Range;

use crate::checks::selector::Selector;
use crate::checks::settings::Settings;
use crate::finding::wording::shortened;
use crate::finding::{Configured, Finding, Suppressed};
use crate::project::config::{Allow, ConfigFile};
use crate::report::calendar::Date;
use crate::text::place::ParsedFile;
use crate::text::source::{Location, Span};
use crate::text::syntax::{Comment, Format};

#[cfg(feature = "cli")]
pub(crate) use comment::allowing;
use comment::{CommentProblem, Directive, Mistake};
pub(crate) use rules::{RULES, flaws};
use scopes::Scopes;

/// All the suppressions of a report.
#[derive(Debug, Default)]
pub(crate) struct Suppressions {
    /// Those that can be understood, in the order of the files.
    pub list: Vec<Suppression>,
    /// What looks like one and cannot be understood.
    pub malformed: Vec<Malformed>,
}

/// One suppression, wherever it is written.
#[derive(Debug)]
pub struct Suppression {
    /// What is allowed; never empty.
    pub allowed: Vec<Allowed>,
    /// Where it is allowed; `None` where that is nowhere, as for a comment that nothing follows.
    pub scope: Option<Location>,
    /// Why it is allowed.
    pub reason: Option<String>,
    /// The last day on which it is allowed.
    pub until: Option<Until>,
    /// The text of the suppression itself.
    pub written: Location,
    /// How it is written.
    pub form: Form,
}

/// How a suppression is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// As a comment in the report.
    Comment,
    /// As an entry of `allow` in the config of that name. Its own places are in that file, its scope is in the report.
    Entry {
        /// The name of the config.
        config: String,
    },
}

impl Form {
    /// What it is called in a sentence.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Entry { .. } => "entry",
        }
    }
}

/// A rule or a group of rules whose findings are suppressed.
#[derive(Debug)]
pub struct Allowed {
    /// The id or the group, as it is written.
    pub name: String,
    /// Where it is written.
    pub written: Location,
    /// What it names; `None` where there is no such rule and no such group.
    pub selector: Option<Selector>,
    /// What came of it.
    pub effect: Effect,
}

/// What it comes to that a rule is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It may take findings that were not looked for.
    Unjudged,
    /// It takes no finding.
    Unused,
    /// It takes a finding.
    Used,
}

/// An expiry date.
#[derive(Debug)]
pub struct Until {
    /// The last day.
    pub date: Date,
    /// Where it is written.
    pub written: Location,
    /// Whether that day is over.
    pub expired: bool,
}

/// A comment that looks like a suppression, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Malformed {
    /// What is wrong.
    pub problem: CommentProblem,
    /// The words that are wrong.
    pub written: Location,
}

/// The whole of a file, and whatever else a finding about it may point at.
fn whole_file() -> Span {
    Span::new(0, u32::MAX)
}

/// The entries of the config that apply to a file, or to a part of it.
fn configured(part: &ParsedFile<'_>, settings: &Settings) -> Vec<Suppression> {
    let config = &settings.config;
    let name = part.source.name();
    let here = config
        .allowed()
        .filter(|(file, allow)| config.is_allowed_in(file, allow, name));
    let roots = part.tree.documents();
    let scoped = here.flat_map(|(file, allow)| {
        let spans = match &allow.pointer {
            None => vec![whole_file()],
            Some(pointer) => {
                let values = roots
                    .iter()
                    .filter_map(|&root| part.tree.at(root, &pointer.value));
                values.map(|value| part.tree.element(value)).collect()
            }
        };
        let scopes = spans.into_iter().map(|span| Location {
            file: part.file,
            span,
        });
        scopes.map(|scope| Suppression::configured(file, allow, Some(scope), settings))
    });
    scoped.collect()
}

/// What is allowed in a whole file must be declared at its top, where readers see it.
fn placed(
    directive: Directive,
    part: &ParsedFile<'_>,
    comment: &Comment,
) -> Result<Directive, Mistake> {
    if directive.whole_file && part.tree.has_content_before(comment) {
        return Err(Mistake {
            problem: CommentProblem::Misplaced,
            at: 0..comment.span.len(),
        });
    }
    Ok(directive)
}

/// Where some bytes of a comment are.
fn written(part: &ParsedFile<'_>, comment: &Comment, at: Range<usize>) -> Location {
    let start = comment.span.range().start;
    Location {
        file: part.file,
        span: Span::of(start + at.start..start + at.end),
    }
}

impl Suppression {
    fn new(
        directive: Directive,
        part: &ParsedFile<'_>,
        comment: &Comment,
        settings: &Settings,
    ) -> Self {
        let written = |at| written(part, comment, at);
        let span = if directive.whole_file {
            Some(whole_file())
        } else {
            part.tree.subject(comment)
        };
        let allowed = directive.rules.into_iter();
        Self {
            allowed: allowed
                .map(|(name, at)| Allowed::new(name, written(at), settings))
                .collect(),
            scope: span.map(|span| Location {
                file: part.file,
                span,
            }),
            reason: directive.reason,
            until: directive
                .until
                .map(|(date, at)| Until::new(date, written(at), settings)),
            written: written(0..comment.span.len()),
            form: Form::Comment,
        }
    }

    /// An entry of a config, with the place in a report where it applies.
    #[must_use]
    pub fn configured(
        file: &ConfigFile,
        allow: &Allow,
        scope: Option<Location>,
        settings: &Settings,
    ) -> Self {
        let written = |span| Location {
            file: file.id(),
            span,
        };
        let allowed = allow.rules.iter();
        let until = allow.until.as_ref();
        Self {
            allowed: allowed
                .map(|rule| Allowed::new(rule.value.clone(), written(rule.span), settings))
                .collect(),
            scope,
            reason: allow.reason.as_ref().map(|reason| reason.value.clone()),
            until: until.map(|until| Until::new(until.value, written(until.span), settings)),
            written: written(allow.span),
            form: Form::Entry {
                config: file.name().to_owned(),
            },
        }
    }

    /// Whether its last day is over; it suppresses nothing any more.
    #[must_use]
    pub fn is_expired(&self) -> bool {
        self.until.as_ref().is_some_and(|until| until.expired)
    }

    /// What it allows without any effect.
    pub fn unused(&self) -> impl Iterator<Item = &Allowed> {
        let unused = |allowed: &&Allowed| allowed.effect == Effect::Unused && !self.is_expired();
        self.allowed.iter().filter(unused)
    }

    /// What it allows, as its comment names it.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let names = self.allowed.iter();
        names.map(|allowed| format!("`{}`", allowed.name)).collect()
    }
}

impl Suppressions {
    /// Reads the suppressions in the comments of the files, and those of their config that are about these files; none of
    /// a file that could not be read whole.
    #[must_use]
    pub(crate) fn of(parts: &[ParsedFile<'_>], settings: &Settings) -> Self {
        let parts = || parts.iter().filter(|part| part.is_whole());
        let mut suppressions = Self::default();
        for part in parts() {
            for comment in part.tree.comments() {
                suppressions.read(part, comment, settings);
            }
            suppressions.find_in_texts(part);
        }
        // after the comments, so that of two with the same scope the one that is nearer takes a finding
        for part in parts() {
            suppressions.list.extend(configured(part, settings));
        }
        suppressions
    }

    /// With those of files that are judged elsewhere, and that a finding may point into as well.
    #[must_use]
    pub(crate) fn with_those_of(mut self, others: &[ParsedFile<'_>], settings: &Settings) -> Self {
        let mut others = Self::of(others, settings);
        others.leave_unjudged(|_| true);
        self.list.extend(others.list);
        self
    }

    /// Marks the suppressions whose findings are not looked for here, so that they are not reported as unused.
    pub(crate) fn leave_unjudged(&mut self, which: impl Fn(&str) -> bool) {
        let allowed = self.list.iter_mut().flat_map(|it| &mut it.allowed);
        for allowed in allowed.filter(|allowed| which(&allowed.name)) {
            allowed.effect = Effect::Unjudged;
        }
    }

    /// Those in the comments of these files, without those of the config, which are judged when all reports under it have
    /// been checked.
    #[must_use]
    pub(crate) fn in_comments(mut self, parts: &[ParsedFile<'_>]) -> Self {
        self.list.retain(|suppression| {
            let mut files = parts.iter().map(|part| part.file);
            let is_theirs = files.any(|file| file == suppression.written.file);
            suppression.form == Form::Comment && is_theirs
        });
        self
    }

    /// Finds suppressions that are written in a text, where they would be printed and suppress nothing.
    fn find_in_texts(&mut self, part: &ParsedFile<'_>) {
        let format = part.tree.format();
        if format == Format::Json || format.is_printed() {
            return;
        }
        let text = part.tree.text();
        let comments = part.tree.comments();
        for (at, sign) in text.match_indices("# reportlint:") {
            let before = comments.partition_point(|it| it.span.range().start <= at);
            let is_comment = before
                .checked_sub(1)
                .is_some_and(|last| comments[last].span.range().contains(&at));
            let rest = &text[at..];
            let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let mut roots = part.tree.documents().iter();
            let is_in_value = roots.any(|root| part.tree.span(*root).range().contains(&at));
            let is_allowing = rest[sign.len()..end].trim_start().starts_with("allow");
            if !is_comment && is_in_value && is_allowing {
                self.malformed.push(Malformed {
                    problem: CommentProblem::InText,
                    written: Location {
                        file: part.file,
                        span: Span::of(at..at + rest[..end].trim_end().len()),
                    },
                });
            }
        }
    }

    fn read(&mut self, part: &ParsedFile<'_>, comment: &Comment, settings: &Settings) {
        let Some(directive) = Directive::in_comment(part.source.slice(comment.span)) else {
            return;
        };
        match directive.and_then(|directive| placed(directive, part, comment)) {
            Ok(directive) => {
                let suppression = Suppression::new(directive, part, comment, settings);
                self.list.push(suppression);
            }
            Err(Mistake { problem, at }) => self.malformed.push(Malformed {
                problem,
                written: written(part, comment, at),
            }),
        }
    }

    /// Marks the findings that are suppressed, and what suppresses them.
    pub(crate) fn apply(&mut self, findings: &mut [Finding]) {
        let scopes = Scopes::of(&self.list);
        for finding in findings {
            let Some(scope) = scopes.around(finding) else {
                continue;
            };
            let suppression = &mut self.list[scope.suppression];
            let allowed = &mut suppression.allowed[scope.allowed];
            allowed.effect = Effect::Used;
            if finding.rule.is_always_on() {
                continue;
            }
            finding.suppressed = Some(Suppressed {
                reason: suppression.reason.clone().map(shortened),
                configured: match &suppression.form {
                    Form::Comment => None,
                    Form::Entry { config } => Some(Configured {
                        config: config.clone(),
                        span: allowed.written.span,
                    }),
                },
            });
        }
    }
}

impl Until {
    fn new(date: Date, written: Location, settings: &Settings) -> Self {
        Self {
            date,
            written,
            expired: settings.today.is_some_and(|today| today > date),
        }
    }
}

impl Allowed {
    fn new(name: String, written: Location, settings: &Settings) -> Self {
        let selector = settings.selector(&name);
        let judged = selector.as_ref().is_some_and(|selector| {
            let mut rules = crate::checks::rules::all().filter(|rule| selector.takes(rule.id));
            rules.all(|rule| settings.is_on(rule))
        });
        Self {
            name,
            written,
            selector,
            effect: if judged {
                Effect::Unused
            } else {
                Effect::Unjudged
            },
        }
    }
}
