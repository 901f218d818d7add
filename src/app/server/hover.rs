//! What an editor shows about the place under the pointer: the pages of the rules that found something there.

use gen_lsp_types::{
    Code, Contents, Diagnostic, Hover, MarkupContent, MarkupKind, Position, Range,
};

use crate::checks::rules;

/// What the rules say whose findings are at a place; nothing where there is none.
pub(super) fn at(shown: &[Diagnostic], position: Position) -> Option<Hover> {
    let place = |it: Position| (it.line, it.character);
    let is_at = |range: &Range| {
        place(range.start) <= place(position) && place(position) <= place(range.end)
    };
    let mut found = shown.iter().filter(|it| is_at(&it.range)).peekable();
    let range = found.peek()?.range;
    let mut ids: Vec<&str> = found.filter_map(rule_of).collect();
    ids.dedup();
    let pages = ids.into_iter().filter_map(rules::by_id).map(|rule| {
        let documentation = rule.documentation();
        format!(
            "**{}**\n\n{documentation}\n\n[The page of the rule]({})",
            rule.id,
            rule.url()
        )
    });
    let pages: Vec<String> = pages.collect();
    let page = MarkupContent::new(MarkupKind::Markdown, pages.join("\n\n---\n\n"));
    (!pages.is_empty()).then(|| Hover::new(Contents::MarkupContent(page), Some(range)))
}

fn rule_of(diagnostic: &Diagnostic) -> Option<&str> {
    match &diagnostic.code {
        Some(Code::String(id)) => Some(id),
        _ => None,
    }
}
