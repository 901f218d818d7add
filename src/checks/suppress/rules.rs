//! The rules of the group `suppression`: what is wrong with suppressions, and the words for it.

use std::cell::LazyCell;

use super::{Allowed, Effect, Form, Malformed, Suppression, Until};
use crate::checks::rules;
use crate::finding::fix::Remedy;
use crate::finding::rule::{Rule, rules};
use crate::finding::wording::{
    NAMES_NO_RULE, RULES_ARE_LISTED, did_you_mean, either, listed, no_rule,
};
use crate::finding::{Findings, Problem};
use crate::relation::resolve::Index;
use crate::text::place::Place;
use crate::text::source::Location;

rules! {
    /// A suppression that suppresses nothing.
    ///
    /// ## Why it matters
    /// A reader of the comment believes that something here is unusual. If the text was fixed long ago, the comment is
    /// wrong, and it would hide the next such mistake.
    ///
    /// ## How to fix it
    /// Delete the comment, or remove the rule from it. If there is something to suppress, the comment is in the wrong
    /// place: on its own line it is about the next line, at the end of a line it is about that line. Findings of the
    /// group `suppression` cannot be suppressed.
    ///
    /// An entry of `allow` in a `reportlint.yaml` is reported only after a check of all its files: the file that it
    /// names, or, with a pattern or without a name, all files in the folder.
    UNUSED: warning "suppression/unused",
        fix safe "Removes what suppresses nothing: the comment, or single rules in it.",
        fix unsafe "Also removes a comment that nothing follows; it may only be in the wrong place.";

    /// A suppression of a rule that does not exist.
    ///
    /// ## Why it matters
    /// It suppresses nothing, so the finding is still reported.
    ///
    /// ## How to fix it
    /// Write the id of a rule, such as `agenda/overlap`, or a group of rules, such as `agenda`. `reportlint rules` lists
    /// them.
    UNKNOWN_RULE: warning "suppression/unknown-rule",
        fix unsafe "Writes the id that is most like it, but another rule may be meant.";

    /// A suppression without a reason.
    ///
    /// ## Why it matters
    /// The next editor does not know whether the hidden finding is intended, or waits for somebody, or was only in the
    /// way.
    ///
    /// ## How to fix it
    /// Write the reason at the end of the comment, after two dashes:
    /// `# reportlint: allow agenda/overlap -- the walk begins during lunch`. An entry of `allow` in a `reportlint.yaml` has a
    /// key for it, `reason`.
    NO_REASON: warning "suppression/no-reason";

    /// A suppression whose last day has passed.
    ///
    /// ## Why it matters
    /// Something was accepted until a certain day. After that day it is reported again, and the suppression does
    /// nothing.
    ///
    /// ## How to fix it
    /// Fix what was accepted, and delete the suppression. If it must wait longer, write a later day: the last day on
    /// which the suppression is valid. Days are in UTC; `--today` sets another day than the present one.
    EXPIRED: warning "suppression/expired",
        fix unsafe "The comment goes, but what it is about may have to wait for longer.";

    /// A comment that looks like a suppression but is not one.
    ///
    /// ## Why it matters
    /// It suppresses nothing, but looks as if it did.
    ///
    /// ## How to fix it
    /// Write a suppression as `# reportlint: allow RULE, RULE until YYYY-MM-DD -- reason`. You can leave out `until`
    /// and its day. For the whole file, write `allow-file` instead of `allow`, at the top of the file.
    MALFORMED: warning "suppression/malformed",
        fix unsafe "Adds the missing colon or comma, or corrects a misspelt `allow`, but the comment may only be for people.";
}

/// Something that is wrong with a suppression.
pub(crate) enum Flaw<'s> {
    Expired(&'s Suppression, &'s Until),
    Malformed(&'s Malformed),
    NoReason(&'s Suppression),
    UnknownRule {
        suppression: &'s Suppression,
        allowed: &'s Allowed,
        /// What was probably meant.
        nearest: Option<String>,
    },
    Unused(&'s Suppression),
}

/// What is wrong with suppressions, when it is known what they suppressed.
pub(crate) fn flaws<'s>(
    suppressions: &'s [Suppression],
    malformed: &'s [Malformed],
) -> Vec<Flaw<'s>> {
    let known = LazyCell::new(|| Index::new(rules::names().map(|name| (name, ()))));
    let mut flaws: Vec<Flaw<'s>> = malformed.iter().map(Flaw::Malformed).collect();
    for suppression in suppressions {
        let expired = suppression.until.as_ref().filter(|until| until.expired);
        flaws.extend(expired.map(|until| Flaw::Expired(suppression, until)));
        let unused = suppression.unused().count();
        // one that is to be deleted need not give a reason first
        let does_nothing = unused == suppression.allowed.len();
        if suppression.reason.is_none() && !suppression.is_expired() && !does_nothing {
            flaws.push(Flaw::NoReason(suppression));
        }
        if unused > 0 {
            flaws.push(Flaw::Unused(suppression));
        }
        let allowed = suppression.allowed.iter();
        let unknown = allowed.filter(|allowed| allowed.selector.is_none());
        flaws.extend(unknown.map(|allowed| {
            Flaw::UnknownRule {
                suppression,
                allowed,
                nearest: rules::of_any_group(&allowed.name)
                    .or_else(|| known.nearest(&allowed.name))
                    .map(str::to_owned),
            }
        }));
    }
    flaws
}

impl Problem for Flaw<'_> {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::Expired(..) => &EXPIRED,
            Self::Malformed(_) => &MALFORMED,
            Self::NoReason(_) => &NO_REASON,
            Self::UnknownRule { .. } => &UNKNOWN_RULE,
            Self::Unused(_) => &UNUSED,
        }
    }

    fn report(&self, findings: &mut Findings<'_>) {
        match self {
            Self::Expired(suppression, until) => {
                let names = listed(&suppression.names());
                let noun = suppression.form.noun();
                let message = format!("the suppression of {names} ended on {}", until.date);
                let help =
                    format!("fix what it suppresses and delete the {noun}, or write a later date");
                findings
                    .add(message, Place::Bytes(until.written), "has ended")
                    .help(help)
                    .fix(without_expired(suppression));
            }
            Self::Malformed(malformed) => {
                let Malformed { problem, written } = malformed;
                let message = format!("this comment suppresses nothing: {problem}");
                let fix = corrected(malformed, findings);
                findings
                    .add(message, Place::Bytes(*written), "is not understood")
                    .help(problem.help())
                    .fix(fix);
            }
            Self::NoReason(suppression) => {
                let names = listed(&suppression.names());
                let message = format!("this suppression of {names} gives no reason");
                let help = match suppression.form {
                    Form::Comment => "write the reason at the end of the comment, after ` -- `",
                    Form::Entry { .. } => "add `reason:` to this entry, and say why",
                };
                let place = Place::Bytes(suppression.written);
                findings.add(message, place, "no reason here").help(help);
            }
            Self::UnknownRule {
                suppression,
                allowed,
                nearest,
            } => {
                let is_comment = suppression.form == Form::Comment;
                let fix = nearest.as_ref().filter(|_| is_comment).and_then(|nearest| {
                    let title = format!("write `{nearest}`");
                    in_comment(title, allowed.written, nearest, findings)
                });
                let help = nearest.as_ref().map_or_else(
                    || RULES_ARE_LISTED.to_owned(),
                    |nearest| did_you_mean(nearest),
                );
                findings
                    .add(
                        no_rule(&allowed.name),
                        Place::Bytes(allowed.written),
                        NAMES_NO_RULE,
                    )
                    .help(help)
                    .fix(fix);
            }
            Self::Unused(suppression) => report_unused(suppression, findings),
        }
    }
}

fn report_unused(suppression: &Suppression, findings: &mut Findings<'_>) {
    let unused: Vec<&Allowed> = suppression.unused().collect();
    let Some((first, others)) = unused.split_first() else {
        return;
    };
    let fix = without_unused(suppression, findings);
    let names = unused.iter().map(|it| format!("`{}`", it.name));
    let names: Vec<String> = names.collect();
    let noun = suppression.form.noun();
    let others = others.iter().map(|it| Place::Bytes(it.written));
    let message = if unused.iter().all(|allowed| is_own(allowed)) {
        format!("no {noun} can suppress a finding of {}", either(&names))
    } else {
        format!("this {noun} suppresses no finding of {}", either(&names))
    };
    findings
        .add(message, Place::Bytes(first.written), "suppresses nothing")
        .labels(others.map(|place| (place, "nor does this".to_owned())))
        .help(help_with_unused(suppression, &unused))
        .fix(fix);
}

/// A comment as it was probably meant.
fn corrected(malformed: &Malformed, findings: &Findings<'_>) -> Option<Remedy> {
    let at = malformed.written;
    let words = &findings.tree(at.file).text()[at.span.range()];
    let is_rule = |name: &str| rules::names().any(|known| known == name);
    let corrected = malformed.problem.corrected(words, is_rule)?;
    in_comment(format!("write `{corrected}`"), at, &corrected, findings)
}

/// Other words in a comment.
fn in_comment(title: String, at: Location, words: &str, findings: &Findings<'_>) -> Option<Remedy> {
    let tree = findings.tree(at.file);
    let (comments, text) = (tree.comments(), tree.text());
    let after = comments.partition_point(|comment| comment.span.start <= at.span.start);
    let comment = comments[..after].last()?.span;
    if at.span.end > comment.end {
        return None;
    }
    let before = &text[comment.range().start..at.span.range().start];
    let behind = &text[at.span.range().end..comment.range().end];
    let location = Location {
        span: comment,
        ..at
    };
    Some(Remedy::risky(title).comment(location, [before, words, behind].concat()))
}

/// Without a comment whose day is over, though what it is about may have to wait for longer.
fn without_expired(suppression: &Suppression) -> Option<Remedy> {
    let is_comment = suppression.form == Form::Comment;
    is_comment.then(|| Remedy::risky("delete the comment").comment(suppression.written, ""))
}

/// The comment without the rules that it allows in vain; if it allows no others, no comment. `None` for an entry of a
/// configuration.
fn without_unused(suppression: &Suppression, findings: &Findings<'_>) -> Option<Remedy> {
    if suppression.form != Form::Comment {
        return None;
    }
    let used = suppression.allowed.iter();
    let used = used.filter(|it| it.effect != Effect::Unused);
    let used: Vec<&str> = used.map(|it| it.name.as_str()).collect();
    if used.is_empty() {
        let remedy = match suppression.scope {
            Some(_) => Remedy::safe("delete the comment"),
            // it may have come to the wrong place
            None => Remedy::risky("delete the comment"),
        };
        return Some(remedy.comment(suppression.written, ""));
    }
    let text = findings.tree(suppression.written.file).text();
    let comment = suppression.written.span.range();
    let names = suppression.allowed.first()?.written.span.range().start
        ..suppression.allowed.last()?.written.span.range().end;
    let text = [
        &text[comment.start..names.start],
        &used.join(", "),
        &text[names.end..comment.end],
    ];
    let remedy = Remedy::safe("remove the rules that are not suppressed");
    Some(remedy.comment(suppression.written, text.concat()))
}

/// Whether a name is that of the rules about suppressions, or of one of them.
fn is_own(allowed: &Allowed) -> bool {
    let mut own = RULES.iter();
    own.any(|rule| [rule.id, rule.group()].contains(&&*allowed.name))
}

fn help_with_unused(suppression: &Suppression, unused: &[&Allowed]) -> String {
    if unused.iter().any(|allowed| is_own(allowed)) {
        return format!("remove the rule from this {}", suppression.form.noun());
    }
    if suppression.scope.is_none() {
        return "nothing follows the comment; delete it, or move it before the line that it is about"
            .to_owned();
    }
    let noun = suppression.form.noun();
    match suppression.form {
        _ if unused.len() < suppression.allowed.len() => {
            let them = if unused.len() == 1 { "it" } else { "them" };
            format!("remove {them} from the {noun}")
        }
        Form::Comment => {
            "delete the comment, or move it to the line before what it is about".to_owned()
        }
        Form::Entry { .. } => "delete the entry, or correct its `file` or its `pointer`".to_owned(),
    }
}
