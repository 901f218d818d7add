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
    /// Programs that read YAML 1.2 and programs that read YAML 1.1 read a text without quotes differently.
    ///
    /// ## Why it matters
    /// The two versions of YAML differ in what they read as a number or as true and false, and programs of both kinds
    /// are in use. Some read `12:30` as text and others as the number 750, `no` (the language code of Norwegian) as
    /// text or false, `1_000` as text or a thousand, `014` as fourteen or twelve. Ruby also reads `09:30` as 34200, and
    /// `1,000` as a thousand. The report then means something else on the next machine, and nobody notices.
    ///
    /// Dates such as `2008-02-13` are not reported: a program that reads them as dates reads them correctly.
    ///
    /// ## How to fix it
    /// Put text in quotes: `"12:30"`, `"no"`. Write numbers in plain digits, and yes or no as `true` or `false`. You
    /// cannot declare it in another way, because every program that reads the file must know it.
    warning "yaml/ambiguous-scalar",
    fix safe "Puts a time of day in quotes: nobody who writes 12:30 means 750.",
    fix unsafe "Puts other words in quotes, or writes the value that they may mean. You choose which."
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    let in_yaml = |file: &&Validated<'_>| {
        let format = file.part.tree.format();
        matches!(
            format,
            Format::Yaml | Format::LenientYaml | Format::FrontMatter
        )
    };
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
            .add(message, part.node(node), "not the same to all programs")
            .help(QUOTE)
            .fix(Remedy::safe(QUOTE).set(part.node(node), Value::Text(text.to_owned())));
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
            format!("`{text}` is read as {new} by some programs and as {old} by others"),
            part.node(node),
            format!("{new} in YAML 1.2, {old} in YAML 1.1"),
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
        return Some(format!(
            "some programs read the character U+{:04X} as the end of a line, others as part of the text",
            u32::from(sign)
        ));
    }
    (text == "=")
        .then(|| format!("`{text}` is read as text by some programs, and cannot be read by others"))
}

fn help(text: &str, old: Reading, new: Reading) -> String {
    match new.value().or(old.value()) {
        // nobody who writes 12:30 means 750
        Some(value) if !text.contains(':') => {
            format!("if it is text, put it in quotes: `\"{text}\"`; if not, write `{value}`")
        }
        _ => format!("put it in quotes: `\"{text}\"`"),
    }
}

/// A time of day is text, and remains text. For everything else somebody must decide.
fn fixes(part: &ParsedFile<'_>, node: NodeId, old: Reading, new: Reading) -> Vec<Remedy> {
    let (text, at) = (yaml_1_1::written(part.tree, node), part.node(node));
    let quoted = Value::Text(text.to_owned());
    if new == Reading::Text && text.contains(':') {
        return vec![Remedy::safe(write(&quoted)).set(at, quoted)];
    }
    let mut fixes = vec![Remedy::risky(write(&quoted)).set(at, quoted)];
    let plain = match if new == Reading::Text { old } else { new } {
        Reading::Bool(value) => Some(Value::Bool(value)),
        Reading::Int(value) => i64::try_from(value).ok().map(Value::Whole),
        _ => None,
    };
    fixes.extend(plain.map(|value| Remedy::risky(write(&value)).set(at, value)));
    fixes
}

const QUOTE: &str = "put the text in quotes";

fn write(value: &Value) -> String {
    match value {
        Value::Bool(value) => format!("write `{value}`"),
        Value::Whole(value) => format!("write `{value}`"),
        Value::Text(text) => format!("write `\"{text}\"`"),
        Value::List(_) | Value::Map(_) => "write a list".to_owned(),
    }
}
