//! What a file of a report consists of, for the outline that an editor shows.

use gen_lsp_types::{DocumentSymbol, SymbolKind};

use super::buffers::Buffer;
use super::position::Encoding;
use crate::report::recognized;
use crate::text::source::{Source, Span};
use crate::text::syntax::{Data, Limits, NodeId, Tree};

/// The parts of a report, each with its own parts, in the order of the file.
pub(super) fn of(name: &str, buffer: &Buffer, encoding: Encoding) -> Vec<DocumentSymbol> {
    let source = Source::decode(name, buffer.text.as_bytes().to_vec());
    let tree = recognized::parsed(&source, &Limits::default());
    let outline = Outline {
        source: &source,
        tree: &tree,
        encoding,
        has_mark: buffer.text.starts_with('\u{feff}'),
    };
    let root = tree.documents().first().copied();
    let mut symbols = root.map_or_else(Vec::new, |root| outline.of_report(root));
    symbols.sort_by_key(|symbol| (symbol.range.start.line, symbol.range.start.character));
    symbols
}

struct Outline<'s> {
    source: &'s Source,
    tree: &'s Tree<'s>,
    encoding: Encoding,
    /// Whether a byte order mark is before the text.
    has_mark: bool,
}

impl Outline<'_> {
    fn of_report(&self, root: NodeId) -> Vec<DocumentSymbol> {
        let contents = self.tree.get(root, "contents");
        let contents = contents.and_then(|list| {
            let entries = self.each(Some(list), |entry| self.entry(entry));
            let whole = self.tree.element(list);
            self.symbol("Contents", SymbolKind::Array, whole, None, entries)
        });
        let mut symbols: Vec<DocumentSymbol> = contents.into_iter().collect();
        for key in ["sections", "annexes"] {
            let list = self.tree.get(root, key);
            let around = if key == "annexes" { "Annex" } else { "" };
            symbols.extend(self.each(list, |section| self.section(section, around)));
        }
        let agenda = self.tree.get(root, "agenda");
        let days = agenda.and_then(|agenda| self.tree.get(agenda, "days"));
        symbols.extend(self.each(days, |day| self.day(day)));
        symbols
    }

    /// What there is of the items of a list. An alias is shown where its value is.
    fn each(
        &self,
        list: Option<NodeId>,
        symbol: impl Fn(NodeId) -> Option<DocumentSymbol>,
    ) -> Vec<DocumentSymbol> {
        let is_here = |node: &NodeId| self.tree.resolve(*node) == *node;
        let list = list.filter(|list| is_here(list) && self.tree.data(*list) == Data::Seq);
        let items = list.into_iter().flat_map(|list| self.tree.items(list));
        items.filter(is_here).filter_map(symbol).collect()
    }

    fn entry(&self, entry: NodeId) -> Option<DocumentSymbol> {
        let name = [self.text(entry, "label"), self.text(entry, "title")];
        let below = self.each(self.tree.get(entry, "entries"), |entry| self.entry(entry));
        self.item(&name, SymbolKind::Key, entry, below)
    }

    /// "II.b Opening": the labels above a heading are before its own.
    fn section(&self, section: NodeId, around: &str) -> Option<DocumentSymbol> {
        let label = self.text(section, "label");
        let label = match (label, around) {
            (None, _) => around.to_owned(),
            (Some(label), "Annex") if !label.starts_with("Annex") => format!("Annex {label}"),
            (Some(label), "" | "Annex") => label,
            (Some(label), around) => joined(around, &label),
        };
        let below = self.tree.get(section, "sections");
        let below = self.each(below, |inner| self.section(inner, &label));
        let own = Some(label).filter(|_| self.tree.get(section, "label").is_some());
        let name = [own, self.text(section, "title")];
        self.item(&name, SymbolKind::Namespace, section, below)
    }

    fn day(&self, day: NodeId) -> Option<DocumentSymbol> {
        let name = ["date", "weekday", "label", "title"].map(|key| self.text(day, key));
        let items = self.each(self.tree.get(day, "items"), |item| self.agenda_item(item));
        self.item(&name, SymbolKind::Class, day, items)
    }

    /// "14:30 014 Health".
    fn agenda_item(&self, item: NodeId) -> Option<DocumentSymbol> {
        let name = ["start", "code", "label", "title"].map(|key| self.text(item, key));
        let below = self.each(self.tree.get(item, "items"), |item| self.agenda_item(item));
        self.item(&name, SymbolKind::Event, item, below)
    }

    fn text(&self, mapping: NodeId, key: &str) -> Option<String> {
        let value = self.tree.get(mapping, key)?;
        let text = match self.tree.data(value) {
            Data::Str(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Data::Int(number) => number.to_string(),
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// A mapping with the parts of its name that there are; its title is what is selected.
    fn item(
        &self,
        name: &[Option<String>],
        kind: SymbolKind,
        mapping: NodeId,
        below: Vec<DocumentSymbol>,
    ) -> Option<DocumentSymbol> {
        let parts: Vec<&str> = name.iter().flatten().map(String::as_str).collect();
        let title = self.tree.get(mapping, "title");
        let title = title.map(|title| self.tree.span(title));
        let whole = self.tree.span(mapping);
        self.symbol(&parts.join(" "), kind, whole, title, below)
    }

    fn symbol(
        &self,
        name: &str,
        kind: SymbolKind,
        whole: Span,
        selected: Option<Span>,
        below: Vec<DocumentSymbol>,
    ) -> Option<DocumentSymbol> {
        // an editor refuses a name without letters, and a selection outside of its symbol
        if name.trim().is_empty() {
            return None;
        }
        let is_inside = |it: &Span| whole.start <= it.start && it.end <= whole.end;
        let selected = selected.filter(is_inside).unwrap_or(whole);
        let range = |span| self.encoding.range(self.source, span, self.has_mark);
        let below = Some(below).filter(|it| !it.is_empty());
        let (whole, selected) = (range(whole), range(selected));
        Some(DocumentSymbol::new(
            name.to_owned(),
            None,
            kind,
            None,
            None,
            whole,
            selected,
            below,
        ))
    }
}

/// The labels above a heading and its own, which may contain some of them: "II.b.1" for "b.1" below "II.b".
fn joined(around: &str, label: &str) -> String {
    let after_dots = around.match_indices('.').map(|(at, _)| at + 1);
    let mut starts = std::iter::once(0).chain(after_dots);
    let contains = |start: &usize| {
        let rest = label.strip_prefix(&around[*start..]);
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    match starts.find(contains) {
        Some(start) => format!("{}{label}", &around[..start]),
        None => format!("{around}.{label}"),
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn labels_contain_those_above_them_or_not() {
        for (around, label, expected) in [
            ("II", "b", "II.b"),
            ("II.b", "b.1", "II.b.1"),
            ("2", "2.1", "2.1"),
            ("2.1", "2.1.3", "2.1.3"),
            ("II", "3.1", "II.3.1"),
            ("Annex I", "A", "Annex I.A"),
        ] {
            assert_eq!(joined(around, label), expected);
        }
    }
}
