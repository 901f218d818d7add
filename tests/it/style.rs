//! No text that people read has a word that `docs/style.md` advises against.

use std::fmt::Write as _;

use regex::{Regex, RegexBuilder};

use crate::tidy::{files_below, is_test, read};

/// Where the table of words is.
const GUIDE: &str = "docs/style.md";

/// Tables of words that reports are written in; they are data.
const VOCABULARY: &str = "src/report/prose/words/";

/// The rows of the guide's table as it is written: the words to avoid, and those to write instead.
fn rows(guide: &str) -> Vec<(String, String)> {
    let table = guide.split("| do not write | write |\n|---|---|\n").nth(1);
    let table = table.expect("the guide has the table of words");
    let rows = table.lines().take_while(|line| line.starts_with("| "));
    let cells = rows.map(|row| row.trim_matches(['|', ' ']).split_once(" | ").unwrap());
    cells
        .map(|(avoided, written)| (avoided.to_owned(), written.to_owned()))
        .collect()
}

/// What finds each of the words, as a whole word, in any case and over line breaks.
fn avoided(rows: &[(String, String)]) -> Regex {
    let words = rows.iter().flat_map(|(avoided, _)| avoided.split(", "));
    let words: Vec<String> = words
        .map(|words| regex::escape(words).replace(' ', r"\s+"))
        .collect();
    RegexBuilder::new(&format!(r"\b(?:{})\b", words.join("|")))
        .case_insensitive(true)
        .build()
        .unwrap()
}

/// A Markdown text without its code.
fn prose(markdown: &str) -> String {
    let fence = Regex::new(r"(?ms)^( *)```.*?^ *```$").unwrap();
    let span = Regex::new("``[^\n]*?``|`[^`]*`").unwrap();
    let prose = fence.replace_all(markdown, "");
    span.replace_all(&prose, "``").into_owned()
}

/// What a source file says to people: its doc comments, and the texts in quotation marks that have a space in them.
fn texts_of(code: &str) -> String {
    let token = Regex::new(
        r#"(?xs) //[^\n]* | r\#"(?:.*?)"\# | r"[^"]*" | "(?:\\.|[^"\\])*" | '(?:\\[^\n]{1,9}?|[^\\'])' "#,
    )
    .unwrap();
    let mut documented = String::new();
    let mut texts = String::new();
    for token in token.find_iter(code).map(|found| found.as_str()) {
        let is_doc = token.starts_with("///") || token.starts_with("//!");
        if is_doc {
            writeln!(documented, "{}", &token[3..]).unwrap();
        } else if token.contains('"') && token.contains(' ') && !token.starts_with("//") {
            writeln!(texts, "{token}").unwrap();
        }
    }
    prose(&documented) + &prose(&texts)
}

/// A schema's descriptions, one a line.
fn descriptions(schema: &str) -> String {
    let description = Regex::new(r#""description": "((?:\\.|[^"\\])*)""#).unwrap();
    let found = description.captures_iter(schema);
    prose(
        &found
            .map(|found| found[1].to_owned() + "\n")
            .collect::<String>(),
    )
}

/// What people read in a file of the repository.
fn read_by_people(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let text = read(folder, name);
    match path.rsplit_once('.').map_or("", |(_, kind)| kind) {
        "md" if path == GUIDE => {
            let (before, table) = text.split_once("| do not write |").unwrap();
            let after = table.split_once("\n\n").map_or("", |(_, after)| after);
            prose(&format!("{before}{after}"))
        }
        "md" | "yaml" => prose(&text),
        "rs" => {
            let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
            texts_of(&text[..end])
        }
        "json" => descriptions(&text),
        kind => panic!("nobody knows how to read .{kind}"),
    }
}

/// The paths of all files that have texts for people.
fn paths() -> Vec<String> {
    let below = |folder: &'static str, kind: &'static str| {
        let files = files_below(folder).into_iter();
        let files = files.filter(move |file| file.ends_with(kind) && !is_test(file));
        files.map(move |file| format!("{folder}/{file}"))
    };
    let top = ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
    let top = top.into_iter().map(str::to_owned);
    top.chain(below("docs", ".md"))
        .chain(below("schemas", ".json"))
        .chain(below("schemas", ".yaml"))
        .chain(below("src", ".rs"))
        .chain(below("src", ".yaml"))
        .filter(|path| !path.starts_with(VOCABULARY))
        .collect()
}

#[test]
fn texts_have_no_word_that_the_style_guide_advises_against() {
    let rows = rows(&read("docs", "style.md"));
    let avoided = avoided(&rows);
    let mut faults = String::new();
    for path in paths() {
        let text = read_by_people(&path);
        for found in avoided.find_iter(&text) {
            let line = text[..found.start()].rfind('\n').map_or(0, |end| end + 1);
            let rest = &text[found.end()..];
            let end = found.end() + rest.find('\n').unwrap_or(rest.len());
            let around = text[line..end].split_whitespace().collect::<Vec<_>>();
            writeln!(
                faults,
                "{path}: \"{}\" in: {}",
                found.as_str(),
                around.join(" ")
            )
            .unwrap();
        }
    }
    assert!(faults.is_empty(), "{GUIDE} advises against:\n{faults}");
}

#[test]
fn the_guide_advises_against_no_word_that_it_recommends() {
    let rows = rows(&read("docs", "style.md"));
    let avoided = avoided(&rows);
    for (_, written) in &rows {
        assert!(!avoided.is_match(written), "{written}");
    }
    assert!(rows.len() > 20);
}

#[test]
fn words_are_found_where_people_read_and_not_in_code() {
    let avoided = avoided(&[("leads nowhere, told".to_owned(), String::new())]);
    let found = |text: &str| avoided.find_iter(text).count();
    assert_eq!(
        found(&prose("It leads\nnowhere, and `told` is code. Told!")),
        2
    );
    assert_eq!(found(&prose("```sh\ntold\n```\n")), 0);
    let code = "/// Told\n// told\nfn told() { \"is told\"; r#\"is told\"#; \"told\"; '\"'; \"a \\\" told\" }";
    assert_eq!(found(&texts_of(code)), 4);
    assert_eq!(
        found(&descriptions(
            r#"{"description": "is told", "enum": ["is told"]}"#
        )),
        1
    );
}
