//! Links between the documents lead to files and headings that exist. Addresses on the web are not looked at.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::tidy::{files_below, read};

/// What a document links to, and the anchors of its headings.
#[derive(Default)]
struct Document {
    links: Vec<String>,
    anchors: Vec<String>,
}

impl Document {
    fn of(markdown: &str) -> Self {
        let mut document = Self::default();
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().unwrap_or_default());
                    document.add(&anchor);
                }
                _ => {}
            }
        }
        document
    }

    /// Adds an anchor; one that is there already gets a number, as on GitHub.
    fn add(&mut self, anchor: &str) {
        let mut unique = anchor.to_owned();
        let mut number = 0;
        while self.anchors.contains(&unique) {
            number += 1;
            unique = format!("{anchor}-{number}");
        }
        self.anchors.push(unique);
    }
}

/// How GitHub names a heading.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    let kept = kept.map(|c| if c == ' ' { '-' } else { c });
    kept.collect::<String>().to_lowercase()
}

/// A path from the root of the repository, without `.` and `..`.
fn joined(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn documents() -> BTreeMap<String, Document> {
    let top = [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "README.md",
        "SECURITY.md",
    ]
    .map(str::to_owned);
    let pages = files_below("docs")
        .into_iter()
        .filter(|file| file.rsplit('.').next() == Some("md"));
    let paths = top
        .into_iter()
        .chain(pages.map(|file| format!("docs/{file}")));
    let document = |path: String| {
        let document = Document::of(&read(".", &path));
        (path, document)
    };
    paths.map(document).collect()
}

/// What is wrong with a link of a document, if anything is.
fn fault(documents: &BTreeMap<String, Document>, path: &str, link: &str) -> Option<&'static str> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let target = if file.is_empty() {
        path.to_owned()
    } else {
        joined(folder, file)
    };
    let on_disk = Path::new(env!("CARGO_MANIFEST_DIR")).join(&target);
    if fs::metadata(on_disk).is_err() {
        return Some("no such file");
    }
    let has_anchor = |document: &Document| document.anchors.iter().any(|known| known == anchor);
    let is_there = anchor.is_empty() || documents.get(&target).is_some_and(has_anchor);
    (!is_there).then_some("no such heading")
}

#[test]
fn links_between_documents_lead_somewhere() {
    let documents = documents();
    let mut faults = String::new();
    let mut followed = 0;
    for (path, document) in &documents {
        for link in &document.links {
            followed += 1;
            if let Some(fault) = fault(&documents, path, link) {
                writeln!(faults, "{path}: {link}: {fault}").unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(followed > 400, "only {followed} links");
}

#[test]
fn every_document_is_in_the_index() {
    let documents = documents();
    let index = &documents["docs/README.md"];
    let pages = documents
        .keys()
        .filter(|path| path.starts_with("docs/") && path.matches('/').count() == 1);
    for page in pages.filter(|page| *page != "docs/README.md") {
        let name = page.trim_start_matches("docs/").to_owned();
        assert!(
            index.links.contains(&name),
            "docs/README.md does not link to {name}"
        );
    }
}

#[test]
fn broken_links_are_found() {
    let documents = documents();
    let text =
        "[1](#documents) [2](#nowhere) [3](b.md) [4](../README.md#license) ![5](https://a.b/c)";
    let links = Document::of(text).links;
    let faults: Vec<_> = links
        .iter()
        .map(|link| fault(&documents, "docs/README.md", link))
        .collect();
    let expected = [
        None,
        Some("no such heading"),
        Some("no such file"),
        None,
        None,
    ];
    assert_eq!(faults, expected);
    assert_eq!(
        Document::of("# A `b` (c)\n\n# A b c\n").anchors,
        ["a-b-c", "a-b-c-1"]
    );
}
