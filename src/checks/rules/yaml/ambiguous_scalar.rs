use rustc_hash::FxHashSet;

use crate::checks::rules::Validated;
use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::code::reads_as_number;
use crate::schema::Breach;
use crate::text::edit::Value;
use crate::text::place::ParsedFile;
use crate::text::syntax::{Format, NodeId};
use crate::text::yaml_1_1::{self, Reading};

rule! {
    /// A text without quotes is one thing to programs that read YAML 1.2 and another to those that read YAML 1.1.
    ///
    /// ## Why it matters
    /// The two versions of YAML differ in what they take for a number or for true and false, and programs of both kinds are
    /// in use. `12:30` is a text to some and the number 750 to others, `no` (as in the language code of Norwegian) a text
    /// or false, `1_000` a text or a thousand, `014` fourteen or twelve. Ruby takes `09:30` for 34200, too, and `1,000` for
    /// a thousand. The report then says something else on the next machine, and nobody notices.
    ///
    /// Dates such as `2008-02-13` are not reported: a program that reads them as dates reads them correctly.
    ///
    /// ## How to fix it
    /// Put text in quotes: `"12:30"`, `"no"`. Write numbers in plain digits, and yes or no as `true` or `false`. There is
    /// no other way to declare it, since every program that reads the file must know it.
    warning "yaml/ambiguous-scalar",
    fix safe "Puts a time of day in quotes: nobody who writes 12:30 means 750.",
    fix unsafe "Puts other words in quotes, or writes the value that they may mean. You choose which."
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    let in_yaml = |file: &&Validated<'_>| Format::of(file.part.source.name()) == Format::Yaml;
    for file in files.iter().filter(in_yaml) {
        let part = file.part;
        // what the schema does not allow either is one mistake, and the schema says what was expected
        let refused = refused_values(file);
        for node in yaml_1_1::plain_scalars(part.tree).filter(|node| !refused.contains(node)) {
            check_scalar(part, node, findings);
        }
    }
}

/// The values that are rewritten anyway, because the schema does not allow them.
fn refused_values(file: &Validated<'_>) -> FxHashSet<NodeId> {
    let of_values = file
        .violations
        .iter()
        .filter(|violation| !matches!(violation.breach, Breach::AdditionalProperties { .. }));
    of_values.map(|violation| violation.node).collect()
}

fn check_scalar(part: &ParsedFile<'_>, node: NodeId, findings: &mut Findings<'_>) {
    let text = yaml_1_1::written(part.tree, node);
    let Some(new) = Reading::of(part.tree.data(node)) else {
        return;
    };
    if let Some(message) = unreadable(text) {
        findings
            .add(message, part.node(node), messages::NOT_THE_SAME_TO_ALL)
            .help(messages::QUOTE)
            .fix(Remedy::safe(messages::QUOTE).set(part.node(node), Value::Text(text.to_owned())));
        return;
    }
    let mut old = Reading::in_yaml_1_1(text);
    if new.agrees_with(old) {
        old = Reading::in_ruby(text).unwrap_or(old);
    }
    if new.agrees_with(old) || reads_as_number(part.tree, node) {
        return;
    }
    findings
        .add(
            messages::ambiguous(text, new, old),
            part.node(node),
            messages::in_each_version(new, old),
        )
        .help(help(text, old, new))
        .fixes(fixes(part, node, old, new));
}

/// Why programs that read YAML 1.1 cannot read a text at all, or not whole.
fn unreadable(text: &str) -> Option<String> {
    let breaks_line = |sign: &char| matches!(sign, '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.is_ascii()
        && let Some(sign) = text.chars().find(breaks_line)
    {
        return Some(messages::breaks_line(sign));
    }
    (text == "=").then(|| messages::has_meaning(text))
}

fn help(text: &str, old: Reading, new: Reading) -> String {
    match new.value().or(old.value()) {
        // nobody who writes 12:30 means 750
        Some(value) if !text.contains(':') => messages::quote_or_write(text, &value),
        _ => messages::quote(text),
    }
}

/// A time of day is text, and remains text. For everything else somebody must decide.
fn fixes(part: &ParsedFile<'_>, node: NodeId, old: Reading, new: Reading) -> Vec<Remedy> {
    let (text, at) = (yaml_1_1::written(part.tree, node), part.node(node));
    let quoted = Value::Text(text.to_owned());
    if new == Reading::Text && text.contains(':') {
        return vec![Remedy::safe(messages::quoted(text)).set(at, quoted)];
    }
    let mut fixes = vec![Remedy::risky(messages::quoted(text)).set(at, quoted)];
    let plain = match if new == Reading::Text { old } else { new } {
        Reading::Bool(value) => Some(Value::Bool(value)),
        Reading::Int(value) => i64::try_from(value).ok().map(Value::Whole),
        _ => None,
    };
    fixes.extend(plain.map(|value| Remedy::risky(messages::write(&value)).set(at, value)));
    fixes
}

mod messages {
    use crate::text::edit::Value;
    use crate::text::yaml_1_1::Reading;

    pub(super) const NOT_THE_SAME_TO_ALL: &str = "not the same to all programs";
    pub(super) const QUOTE: &str = "put the text in quotes";

    pub(super) fn quoted(text: &str) -> String {
        format!("write `\"{text}\"`")
    }

    pub(super) fn write(value: &Value) -> String {
        match value {
            Value::Bool(value) => format!("write `{value}`"),
            Value::Whole(value) => format!("write `{value}`"),
            Value::Text(text) => quoted(text),
            Value::List(_) | Value::Map(_) => "write a list".to_owned(),
        }
    }

    pub(super) fn breaks_line(sign: char) -> String {
        format!(
            "the character U+{:04X} ends a line to some programs, and is part of the text to others",
            u32::from(sign)
        )
    }

    pub(super) fn has_meaning(text: &str) -> String {
        format!("`{text}` is read as text by some programs, and cannot be read by others")
    }

    pub(super) fn ambiguous(text: &str, new: Reading, old: Reading) -> String {
        format!("`{text}` is read as {new} by some programs and as {old} by others")
    }

    pub(super) fn in_each_version(new: Reading, old: Reading) -> String {
        format!("{new} in YAML 1.2, {old} in YAML 1.1")
    }

    pub(super) fn quote_or_write(text: &str, value: &str) -> String {
        format!("if it is text, put it in quotes: `\"{text}\"`; if not, write `{value}`")
    }

    pub(super) fn quote(text: &str) -> String {
        format!("put it in quotes: `\"{text}\"`")
    }
}
