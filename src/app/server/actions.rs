//! What an editor offers to do about a finding.
//!
//! Every fix is proved by a second check of the texts as they are in the editor, before it is offered, or, where the editor can
//! ask again, when somebody has chosen it.

use std::collections::{BTreeMap, HashMap};

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Diagnostic, TextEdit, Uri, WorkspaceEdit,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use similar::{DiffTag, TextDiff};

use super::Client;
use super::buffers::Buffers;
use super::diagnostics::{Offered, Places};
use super::worker::{Named, with_state};
use crate::app::error::Error;
use crate::app::fix::{self, ChangedFile, Wanted};
use crate::app::state::State;
use crate::finding::fix::FixKind;
use crate::project::discover::File;
use crate::text::source::Span;

/// All safe fixes of what is open.
pub(super) const FIX_ALL: &str = "source.fixAll.reportlint";

/// Files as they become, by their names.
type Changed = BTreeMap<String, ChangedFile>;

/// What an action is to do, kept with it until somebody chooses it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Todo {
    /// A fix of a finding.
    Fix(Meant),
    /// All safe fixes.
    FixAll,
}

/// Which fix of which finding is meant.
#[derive(Debug, Serialize, Deserialize)]
struct Meant {
    finding: Offered,
    title: String,
}

/// The actions for some findings of a file.
pub(super) fn at(params: &CodeActionParams, buffers: &Buffers, client: Client) -> Vec<CodeAction> {
    let only = params.context.only.as_deref();
    let mut actions = Vec::new();
    if only.is_none_or(|only| only.iter().any(|it| includes(it, "quickfix"))) {
        actions.extend(params.context.diagnostics.iter().flat_map(quick_fixes));
    }
    // what changes all that is open is there for those who ask for it by name
    if only.is_some_and(|only| only.iter().any(|it| includes(it, FIX_ALL))) {
        actions.push(CodeAction {
            title: "Fix all that is safe to fix".to_owned(),
            kind: Some(CodeActionKind::new(FIX_ALL)),
            data: Some(json!(Todo::FixAll)),
            ..CodeAction::default()
        });
    }
    if client.resolves_actions {
        return actions;
    }
    let resolved = actions.into_iter().map(|it| resolved(it, buffers, client));
    resolved.filter(|it| it.edit.is_some()).collect()
}

/// Whether who asks for one kind of actions asks for another: for `source`, also for `source.fixAll`.
fn includes(asked: &CodeActionKind, kind: &str) -> bool {
    let asked = asked.to_string();
    let rest = kind.strip_prefix(asked.as_str());
    rest.is_some_and(|rest| asked.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

/// The same action with its edits; without any where it would do something else than it says.
pub(super) fn resolved(mut action: CodeAction, buffers: &Buffers, client: Client) -> CodeAction {
    let todo = action
        .data
        .as_ref()
        .map(|data| serde_json::from_value(json!(data)));
    let Some(Ok(todo)) = todo else {
        return action;
    };
    let edit = with_state(buffers, |state, found| {
        let changed = changed(&todo, state, &found);
        let places = Named::new(buffers, state, client.encoding);
        (!changed.is_empty()).then(|| workspace_edit(&changed, &places))
    });
    action.edit = edit.ok().flatten();
    action
}

/// What an action makes of the files, proved.
fn changed(todo: &Todo, state: &mut State<'_>, found: &[File]) -> Changed {
    let (checked, errors) = state.check(found.to_vec());
    let errors: Vec<Error> = errors.into_iter().map(Error::from).collect();
    match todo {
        Todo::Fix(meant) => fix::just(state, found, &checked, &errors, |sources, finding, fix| {
            meant.title == fix.title && meant.finding == Offered::new(sources, finding)
        }),
        Todo::FixAll => {
            let wanted = Wanted {
                unsafe_too: false,
                only: None,
                suppressed_for: None,
            };
            let fixed = fix::fix(wanted, state, found, &checked, &errors);
            fixed.groups.into_iter().flatten().collect()
        }
    }
}

/// The fixes that a finding came with.
fn quick_fixes(diagnostic: &Diagnostic) -> Vec<CodeAction> {
    let Some((finding, fixes)) = Offered::read(diagnostic) else {
        return Vec::new();
    };
    let is_only = fixes.len() == 1;
    let action = |(title, kind): (String, FixKind)| CodeAction {
        title: worded(&title, kind),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        is_preferred: (is_only && kind == FixKind::Safe).then_some(true),
        data: Some(json!(Todo::Fix(Meant {
            finding: finding.clone(),
            title,
        }))),
        ..CodeAction::default()
    };
    fixes.into_iter().map(action).collect()
}

/// What a fix does, and what somebody has to know before choosing it.
fn worded(title: &str, kind: FixKind) -> String {
    match kind {
        FixKind::Safe => format!("Fix: {title}"),
        FixKind::Unsafe => format!("Fix: {title} (check the result)"),
        FixKind::Declaration => format!("Declare: {title}"),
    }
}

/// The lines that differ.
fn workspace_edit(changed: &Changed, places: &Named<'_>) -> WorkspaceEdit {
    let mut edits_of: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for file in changed.values() {
        let (uri, mark) = places.file(&file.source);
        let edits = changed_lines(file.source.text(), &file.text);
        let edits = edits.into_iter().map(|(span, text)| TextEdit {
            range: places.encoding().range(&file.source, span, mark),
            new_text: text.to_owned(),
        });
        edits_of.entry(uri).or_default().extend(edits);
    }
    WorkspaceEdit {
        changes: Some(edits_of),
        ..WorkspaceEdit::default()
    }
}

/// Bytes of a text whose lines are others in a new one, each with these lines.
fn changed_lines<'n>(old: &str, new: &'n str) -> Vec<(Span, &'n str)> {
    let diff = TextDiff::from_lines(old, new);
    let starts_of = |lines: &mut dyn Iterator<Item = &str>| {
        let mut starts = vec![0];
        let mut end = 0;
        for line in lines {
            end += line.len();
            starts.push(end);
        }
        starts
    };
    let old_starts = starts_of(&mut diff.iter_old_slices());
    let new_starts = starts_of(&mut diff.iter_new_slices());
    let changes = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
    let bytes =
        |starts: &[usize], lines: std::ops::Range<usize>| starts[lines.start]..starts[lines.end];
    let change = changes.map(|op| {
        let lines = &new[bytes(&new_starts, op.new_range())];
        (Span::of(bytes(&old_starts, op.old_range())), lines)
    });
    change.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_the_same_are_left_alone() {
        let old = "a: 1\nb: 2\nc: 3\n";
        assert_eq!(
            changed_lines(old, "a: 1\nb: 4\nc: 3\n"),
            [(Span::new(5, 10), "b: 4\n")]
        );
        assert_eq!(changed_lines(old, "a: 1\nc: 3\n"), [(Span::new(5, 10), "")]);
        assert_eq!(changed_lines(old, old), []);
    }

    #[test]
    fn who_asks_for_a_kind_of_actions_asks_for_what_is_below_it() {
        for (asked, kind, expected) in [
            ("source", FIX_ALL, true),
            ("source.fixAll", FIX_ALL, true),
            ("source.fix", FIX_ALL, false),
            ("", "quickfix", true),
            ("quickfix", FIX_ALL, false),
        ] {
            let asked = CodeActionKind::from(asked.to_owned());
            assert_eq!(includes(&asked, kind), expected, "{asked} {kind}");
        }
    }
}
