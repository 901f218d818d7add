//! The language server: what it shows is what `check` finds.

mod client;
mod law;

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use client::Client;

/// A report with one finding, behind characters of several widths.
const REPORT: &str = "document:\n  title: Bericht\nevent: {name: é𝄞, name: Wien}\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn messages(diagnostics: &[Value]) -> Vec<&str> {
    let messages = diagnostics.iter();
    let messages = messages.map(|it| it["message"].as_str().unwrap());
    messages.map(|it| it.lines().next().unwrap()).collect()
}

#[test]
fn a_finding_is_at_its_columns_in_either_encoding() {
    let folder = folder(&[("report.yaml", REPORT)]);
    for (encoding, start, end) in [("utf-16", 19, 23), ("utf-8", 22, 26)] {
        let mut client = Client::start(&[encoding]);
        let uri = client.open(&folder.path().join("report.yaml"), REPORT);
        let shown = client.shown(&uri);
        assert_eq!(shown.len(), 1, "{shown:?}");
        assert_eq!(shown[0]["code"], "yaml/duplicate-key");
        assert_eq!(shown[0]["severity"], 1);
        assert_eq!(
            shown[0]["range"],
            json!({"start": {"line": 2, "character": 8}, "end": {"line": 2, "character": 12}}),
        );
        let related = &shown[0]["relatedInformation"][0];
        assert_eq!(related["location"]["uri"], *uri);
        assert_eq!(
            related["location"]["range"],
            json!({"start": {"line": 2, "character": start}, "end": {"line": 2, "character": end}}),
            "{encoding}"
        );
        assert!(
            shown[0]["codeDescription"]["href"]
                .as_str()
                .unwrap()
                .ends_with("duplicate-key.md")
        );
    }
}

#[test]
fn broken_text_shows_its_error_and_nothing_of_before() {
    let folder = folder(&[("report.yaml", REPORT)]);
    let mut client = Client::start(&["utf-16"]);
    let uri = client.open(&folder.path().join("report.yaml"), REPORT);
    client.edit(&uri, (2, 0), (2, 0), "\"open\n");
    let shown = client.shown(&uri);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!(shown[0]["code"], "yaml/syntax");
    client.edit(&uri, (2, 0), (3, 0), "");
    assert_eq!(client.shown(&uri)[0]["code"], "yaml/duplicate-key");
}

#[test]
fn a_part_is_checked_with_its_report() {
    let folder = folder(&[
        (
            "report.yaml",
            "include: event.yaml\ndocument: {title: Report}\nagenda: {days: [{date: 2024-05-15, weekday: Thursday}]}\n",
        ),
        ("event.yaml", "event: {name: Forum}\n"),
    ]);
    let mut client = Client::start(&["utf-16"]);
    let part = client.open(&folder.path().join("event.yaml"), "event: {name: Forum}\n");
    let root = client::uri(&folder.path().join("report.yaml"));
    assert_eq!(client.shown(&part), Vec::<Value>::new());
    // the report is not open, and what is found in it is shown all the same
    assert_eq!(
        messages(&client.shown(&root)),
        ["15 May 2024 is a Wednesday, not a Thursday"]
    );
    client.edit(&part, (0, 8), (0, 8), "name: Event, ");
    assert_eq!(client.shown(&part)[0]["code"], "yaml/duplicate-key");
    client.close(&part);
    assert_eq!(client.shown(&part), Vec::<Value>::new());
    assert_eq!(client.shown(&root), Vec::<Value>::new());
}

#[test]
fn a_configuration_applies_as_it_is_typed() {
    let folder = folder(&[("report.yaml", REPORT)]);
    let mut client = Client::start(&["utf-16"]);
    let uri = client.open(&folder.path().join("report.yaml"), REPORT);
    assert_eq!(client.shown(&uri).len(), 1);
    let config = client.open(&folder.path().join("reportlint.yaml"), "");
    client.edit(&config, (0, 0), (0, 0), "ignore: [report.yaml]\n");
    assert_eq!(client.shown(&uri), Vec::<Value>::new());
    client.edit(&config, (0, 0), (0, 6), "ignored");
    assert_eq!(client.shown(&uri).len(), 1);
    assert_eq!(client.shown(&config).len(), 1);
}

#[test]
fn other_data_stays_silent() {
    let folder = folder(&[]);
    let mut client = Client::start(&["utf-16"]);
    let uri = client.open(&folder.path().join("compose.yaml"), "a: 1\na: 2\n");
    assert_eq!(client.shown(&uri), Vec::<Value>::new());
    let unsaved = "untitled:Untitled-1";
    client.notify("textDocument/didOpen", &json!({"textDocument": {"uri": unsaved, "languageId": "yaml", "version": 1, "text": "a: 1\na: 2\n"}}));
    assert_eq!(client.shown(unsaved), Vec::<Value>::new());
}

#[test]
fn a_file_that_changes_on_the_disk_is_read_again() {
    let folder = folder(&[
        (
            "report.yaml",
            "include: event.yaml\ndocument: {title: Report}\n",
        ),
        ("event.yaml", "event: {name: Forum, name: Event}\n"),
    ]);
    let mut client = Client::start(&["utf-16"]);
    let path = folder.path().join("report.yaml");
    client.open(&path, &fs::read_to_string(&path).unwrap());
    let part = client::uri(&folder.path().join("event.yaml"));
    assert_eq!(client.shown(&part).len(), 1);
    fs::write(folder.path().join("event.yaml"), "event: {name: Forum}\n").unwrap();
    client.notify(
        "workspace/didChangeWatchedFiles",
        &json!({"changes": [{"uri": part, "type": 2}]}),
    );
    assert_eq!(client.shown(&part), Vec::<Value>::new());
}

const NUMBER: &str = "document:\n  title: 2008\n";

#[test]
fn a_fix_is_offered_with_its_proved_edit() {
    let folder = folder(&[("report.yaml", NUMBER)]);
    let path = folder.path().join("report.yaml");
    let mut asking_once = Client::start(&["utf-16"]);
    let uri = asking_once.open(&path, NUMBER);
    let diagnostics = asking_once.shown(&uri);
    let at_once = asking_once.actions(&uri, &diagnostics, None);
    assert_eq!(at_once[0]["title"], "Fix: write `\"2008\"`");
    assert_eq!(at_once[0]["kind"], "quickfix");
    assert_eq!(at_once[0]["isPreferred"], true);
    assert_eq!(at_once[0]["diagnostics"], json!(diagnostics));

    let mut asking_again = Client::resolving();
    asking_again.open(&path, NUMBER);
    let mut later = asking_again.actions(&uri, &diagnostics, None);
    assert_eq!(later[0].get("edit"), None);
    let later = asking_again.ask("codeAction/resolve", &later[0].take());

    for action in [&at_once[0], &later] {
        let edits = action["edit"]["changes"][&*uri].as_array().unwrap();
        assert_eq!(edits.len(), 1, "{action}");
        assert_eq!(edits[0]["newText"], "  title: \"2008\"\n");
        let lines =
            json!({"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 0}});
        assert_eq!(edits[0]["range"], lines);
    }
}

#[test]
fn all_safe_fixes_are_made_for_who_asks_for_them() {
    let folder = folder(&[("report.yaml", NUMBER)]);
    let mut client = Client::start(&["utf-16"]);
    let text = format!("{NUMBER}event:\n  themes: vulnerability\n");
    let uri = client.open(&folder.path().join("report.yaml"), &text);
    assert_eq!(client.shown(&uri).len(), 2);
    assert_eq!(client.actions(&uri, &[], None), json!([]));
    for asked in ["source", "source.fixAll", "source.fixAll.reportlint"] {
        let actions = client.actions(&uri, &[], Some(asked));
        let edits = actions[0]["edit"]["changes"][&*uri].as_array().unwrap();
        let written: Vec<&str> = edits
            .iter()
            .map(|it| it["newText"].as_str().unwrap())
            .collect();
        assert_eq!(
            written,
            ["  title: \"2008\"\n", "  themes: [\"vulnerability\"]\n"],
            "{asked}"
        );
    }
    assert_eq!(client.actions(&uri, &[], Some("refactor")), json!([]));
}

#[test]
fn a_fix_of_another_state_is_not_made() {
    let folder = folder(&[("report.yaml", NUMBER)]);
    let mut client = Client::resolving();
    let uri = client.open(&folder.path().join("report.yaml"), NUMBER);
    let diagnostics = client.shown(&uri);
    let actions = client.actions(&uri, &diagnostics, None);
    client.edit(&uri, (0, 0), (0, 0), "# a comment\n");
    let resolved = client.ask("codeAction/resolve", &actions[0]);
    assert_eq!(resolved["title"], actions[0]["title"]);
    assert_eq!(resolved.get("edit"), None);
}

#[test]
fn what_is_asked_wrongly_is_refused() {
    let mut client = Client::start(&["utf-16"]);
    for (method, params, code) in [
        ("textDocument/formatting", json!({}), -32601),
        ("textDocument/codeAction", json!({"range": 5}), -32602),
        ("codeAction/resolve", json!([]), -32602),
    ] {
        let answer = client.answer_to(method, &params);
        assert_eq!(answer.unwrap_err().code, code, "{method}");
    }
    client.notify("textDocument/didChange", &json!({"textDocument": 1}));
    client.notify("no/such", &json!(null));
    client.ask("shutdown", &json!(null));
    let refused = client.answer_to("textDocument/codeAction", &json!({}));
    assert_eq!(refused.unwrap_err().code, -32600);
}

/// The names in an outline, each below those around it.
fn names(symbols: &Value, indent: usize) -> Vec<String> {
    let mut all = Vec::new();
    for symbol in symbols.as_array().into_iter().flatten() {
        all.push(format!(
            "{:indent$}{}",
            "",
            symbol["name"].as_str().unwrap()
        ));
        all.extend(names(&symbol["children"], indent + 2));
    }
    all
}

#[test]
fn an_outline_has_the_parts_of_a_report_in_their_order() {
    let report = "\
document: {title: Forum}
contents:
  - {label: I, title: Opening, page: 1}
  - {title: Annexes, entries: [{label: II, title: Towns}]}
agenda:
  days:
    - date: 2024-05-15
      weekday: Wednesday
      items:
        - {start: \"14:30\", end: \"15:00\", code: \"014\", title: é𝄞 Health}
sections:
  - label: II
    title: Work
    sections:
      - {label: b, title: Rivers, sections: [{label: b.1, title: Banks}, {title: Fish, sections: [{label: (i), title: Trout}]}]}
annexes:
  - {label: I, title: Towns}
  - &again {title: Wells}
  - *again
";
    let folder = folder(&[("report.yaml", report)]);
    let mut client = Client::start(&["utf-16"]);
    let uri = client.open(&folder.path().join("report.yaml"), report);
    let asked = json!({"textDocument": {"uri": uri}});
    let symbols = client.ask("textDocument/documentSymbol", &asked);
    assert_eq!(
        names(&symbols, 0),
        [
            "Contents",
            "  I Opening",
            "  Annexes",
            "    II Towns",
            "2024-05-15 Wednesday",
            "  14:30 014 é𝄞 Health",
            "II Work",
            "  II.b Rivers",
            "    II.b.1 Banks",
            "    Fish",
            "      II.b.(i) Trout",
            "Annex I Towns",
            "Wells",
        ]
    );
    let item = &symbols[1]["children"][0];
    let place = |character: u32| json!({"line": 9, "character": character});
    assert_eq!(
        item["selectionRange"],
        json!({"start": place(61), "end": place(71)})
    );
    let page = client.open(
        &folder.path().join("report.md"),
        "# Forum\n\n## I. Opening\n\nIt began.\n",
    );
    let asked = json!({"textDocument": {"uri": page}});
    let symbols = client.ask("textDocument/documentSymbol", &asked);
    assert_eq!(names(&symbols, 0), ["I Opening"]);
    let nowhere = json!({"textDocument": {"uri": "file:///nowhere.yaml"}});
    assert_eq!(
        client.ask("textDocument/documentSymbol", &nowhere),
        json!([])
    );
}

#[test]
fn a_finding_has_the_page_of_its_rule_under_the_pointer() {
    let folder = folder(&[("report.yaml", REPORT)]);
    let mut client = Client::start(&["utf-16"]);
    let uri = client.open(&folder.path().join("report.yaml"), REPORT);
    let mut hover = |line: u32, character: u32| {
        let place = json!({"line": line, "character": character});
        let asked = json!({"textDocument": {"uri": uri}, "position": place});
        client.ask("textDocument/hover", &asked)
    };
    let shown = hover(2, 10);
    let text = shown["contents"]["value"].as_str().unwrap();
    assert!(text.starts_with("**yaml/duplicate-key**\n\n"), "{text}");
    assert!(text.ends_with("/rules/yaml/duplicate-key.md)"), "{text}");
    assert_eq!(shown["contents"]["kind"], "markdown");
    assert_eq!(shown["range"]["start"], json!({"line": 2, "character": 8}));
    assert_eq!(hover(1, 3), Value::Null);
}

#[test]
fn what_is_meant_can_be_declared_with_a_quick_fix() {
    let item = |code: &str| {
        format!(
            "        - {{start: \"09:00\", end: \"10:00\", code: \"{code}\", title: Wells {code}, room: A}}\n"
        )
    };
    let report = format!(
        "document: {{title: Forum}}\nagenda:\n  days:\n    - date: 2024-05-15\n      items:\n{}{}",
        item("001"),
        item("002"),
    );
    let folder = folder(&[("report.yaml", &report)]);
    let mut client = Client::start(&["utf-16"]);
    let uri = client.open(&folder.path().join("report.yaml"), &report);
    let shown = client.shown(&uri);
    let actions = client.actions(&uri, &shown, None);
    let actions = actions.as_array().unwrap();
    let titles: Vec<&str> = actions
        .iter()
        .map(|it| it["title"].as_str().unwrap())
        .collect();
    let declared = titles.iter().position(|it| it.starts_with("Declare: "));
    let declared = declared.unwrap_or_else(|| panic!("{titles:?}"));
    assert_eq!(actions[declared]["isPreferred"], Value::Null);
    assert_ne!(actions[declared]["edit"], Value::Null);
    let all = client.actions(&uri, &shown, Some("source.fixAll"));
    assert_eq!(all, json!([]));
}
