//! The law: after any edits, the editor shows what `check --format json` finds in these texts.
//!
//! `REPORTLINT_EDITS` says how many edits are made of each kind of project in each encoding.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};

use super::client::Client;

/// Edits of each kind of project in each encoding, where nothing else is asked for.
const EDITS: usize = 60;

/// How many edits are made before what is shown is compared.
const AT_ONCE: u64 = 4;

/// What is typed: structure, line breaks of each kind, and characters of each width.
const TYPED: [&str; 22] = [
    "",
    "",
    "",
    "x",
    "é",
    "𝄞",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "- ",
    ": ",
    "\"",
    "{",
    "]",
    "# ",
    "annex IX ",
    "paragraph 999 ",
    "12:75",
    "code: \"001\"\n",
    "\u{feff}",
    "include: {event: event.yaml}\n",
];

#[test]
#[allow(clippy::print_stdout, reason = "the numbers are to be read off a run")]
fn what_is_shown_is_what_a_check_finds() {
    let edits = env::var("REPORTLINT_EDITS").map_or(EDITS, |edits| edits.parse().unwrap());
    let mut made = 0;
    let mut compared = 0;
    for project in ["single", "split", "data"] {
        for encoding in ["utf-8", "utf-16"] {
            compared += Editing::of(project, encoding).run(edits);
            made += edits;
        }
    }
    println!("tried: {made} inputs, {compared} executions");
}

struct Editing {
    folder: tempfile::TempDir,
    encoding: &'static str,
    client: Client,
    /// The texts as an editor has them, by their URIs.
    texts: BTreeMap<String, (PathBuf, String)>,
    random: TestRng,
}

impl Editing {
    fn of(project: &str, encoding: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        for (name, text) in files(project) {
            let path = top.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut client = Client::start(&[encoding]);
        let mut texts = BTreeMap::new();
        for (name, text) in files(project) {
            let path = top.join(&name);
            let uri = client.open(&path, &text);
            texts.insert(uri, (path, text));
        }
        let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        Self {
            folder,
            encoding,
            client,
            texts,
            random,
        }
    }

    /// Makes some edits, and returns how often what is shown was compared.
    fn run(mut self, edits: usize) -> usize {
        let begun = self.texts.clone();
        let mut compared = 1;
        for edit in 0..edits {
            if edit % 40 == 39 {
                self.begin_again(&begun);
            }
            self.edit();
            if self.below(AT_ONCE) == 0 {
                self.compare();
                compared += 1;
            }
        }
        self.compare();
        compared
    }

    fn below(&mut self, most: u64) -> u64 {
        self.random.next_u64() % most
    }

    /// Replaces every text, before too little of it can be read.
    fn begin_again(&mut self, begun: &BTreeMap<String, (PathBuf, String)>) {
        for (uri, (_, text)) in begun {
            self.client.change(uri, &json!({"text": text}));
        }
        self.texts.clone_from(begun);
    }

    /// Puts something in the place of a few characters of some text.
    fn edit(&mut self) {
        let which = self.below(self.texts.len() as u64);
        let uri = self
            .texts
            .keys()
            .nth(usize::try_from(which).unwrap())
            .unwrap()
            .clone();
        let text = self.texts[&uri].1.clone();
        let bounds: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let from = usize::try_from(self.below(bounds.len() as u64)).unwrap();
        let to = (from + usize::try_from(self.below(4)).unwrap()).min(bounds.len() - 1);
        let (start, end) = (bounds[from], bounds[to]);
        let typed = TYPED[usize::try_from(self.below(TYPED.len() as u64)).unwrap()];
        // between the halves of a line break there is no place
        let is_between = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
        if is_between(start) || is_between(end) {
            return;
        }
        let place = |at| place(&text, at, self.encoding);
        self.client.edit(&uri, place(start), place(end), typed);
        let text = &mut self.texts.get_mut(&uri).unwrap().1;
        text.replace_range(start..end, typed);
    }

    /// Compares what is shown with what a check says.
    fn compare(&mut self) {
        for (path, text) in self.texts.values() {
            fs::write(path, text).unwrap();
        }
        let shown = self.client.all_shown();
        let mut shown: Vec<Value> = shown
            .iter()
            .flat_map(|(uri, diagnostics)| diagnostics.iter().map(move |it| said(uri, it)))
            .collect();
        let mut found = self.checked();
        for list in [&mut shown, &mut found] {
            list.sort_by_key(ToString::to_string);
        }
        assert_eq!(shown, found, "{}", self.folder.path().display());
    }

    /// What `check` finds, in the words and places of the protocol.
    fn checked(&self) -> Vec<Value> {
        let run = Command::new(env!("CARGO_BIN_EXE_reportlint"))
            .args([
                "check",
                "--format",
                "json",
                "--skip-unrelated",
                "--force-exclude",
            ])
            .args(self.texts.values().map(|(path, _)| path))
            .env("CI", "")
            .env("GITHUB_ACTIONS", "")
            .output()
            .unwrap();
        let document: Value = serde_json::from_slice(&run.stdout).unwrap();
        let findings = document["findings"].as_array().unwrap().iter();
        findings.map(|it| self.translated(it)).collect()
    }

    fn translated(&self, finding: &Value) -> Value {
        let mut message = finding["message"].as_str().unwrap().to_owned();
        if let Some(help) = finding["help"].as_str() {
            message = format!("{message}\nhelp: {help}");
        }
        let related = finding["related"].as_array().unwrap().iter();
        let related = related.map(|it| json!([self.location(it), it["message"]]));
        json!({
            "at": self.location(finding),
            "rule": finding["rule"],
            "severity": finding["severity"],
            "message": message,
            "related": related.collect::<Vec<_>>(),
        })
    }

    fn location(&self, place: &Value) -> Value {
        let path = Path::new(place["file"].as_str().unwrap());
        let uri = super::client::uri(path);
        let text = match self.texts.get(&uri) {
            Some((_, text)) => text.clone(),
            None => fs::read_to_string(path).unwrap(),
        };
        let mark = text
            .strip_prefix('\u{feff}')
            .map_or(0, |_| '\u{feff}'.len_utf8());
        let end = |end: &str| {
            let offset = place["range"][end]["offset"].as_u64().unwrap();
            // offsets are those of the file, with its byte order mark
            self::place(
                &text,
                usize::try_from(offset).unwrap().max(mark),
                self.encoding,
            )
        };
        json!([uri, end("start"), end("end")])
    }
}

/// What a diagnostic says, as far as `check` says it.
fn said(uri: &str, diagnostic: &Value) -> Value {
    let at = |uri: &Value, range: &Value| {
        let end = |end: &str| json!([range[end]["line"], range[end]["character"]]);
        json!([uri, end("start"), end("end")])
    };
    let related = diagnostic["relatedInformation"].as_array();
    let related = related.into_iter().flatten().map(|it| {
        let location = &it["location"];
        json!([at(&location["uri"], &location["range"]), it["message"]])
    });
    let severity = match diagnostic["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        _ => "advice",
    };
    json!({
        "at": at(&json!(uri), &diagnostic["range"]),
        "rule": diagnostic["code"],
        "severity": severity,
        "message": diagnostic["message"],
        "related": related.collect::<Vec<_>>(),
    })
}

/// The line and the column of a byte, counted from 0.
fn place(text: &str, at: usize, encoding: &str) -> (u32, u32) {
    let before = &text[..at];
    let mut lines = 0;
    let mut start = 0;
    for (index, character) in before.char_indices() {
        let is_half = character == '\r' && text[index + 1..].starts_with('\n');
        if character == '\n' || (character == '\r' && !is_half) {
            lines += 1;
            start = index + 1;
        }
    }
    let column = match encoding {
        "utf-8" => at - start,
        _ => text[start..at].encode_utf16().count(),
    };
    (lines, u32::try_from(column).unwrap())
}

/// The files of a project.
fn files(project: &str) -> Vec<(String, String)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vienna-forum");
    let read = |name: &str| fs::read_to_string(fixtures.join(name)).unwrap();
    let own = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    match project {
        "single" => vec![own(("report.yaml", &read("report.yaml")))],
        "split" => {
            let names = ["split", "split/sections"].into_iter().flat_map(|folder| {
                let entries = fs::read_dir(fixtures.join(folder)).unwrap();
                let files = entries.map(|it| it.unwrap().path()).filter(|it| it.is_file());
                files.map(move |it| format!("{folder}/{}", it.file_name().unwrap().display()))
            });
            let mut names: Vec<String> = names.collect();
            names.sort();
            let texts = names.iter().map(|name| (&name["split/".len()..], read(name)));
            texts.map(|(name, text)| own((name, &text))).collect()
        }
        _ => [
            ("reportlint.yaml", "documents:\n  - files: data/*.yaml\n    checks:\n      one-id: {unique: \"$[*].id\"}\n"),
            ("data/rooms.yaml", "- id: a\n- id: b\n"),
            ("data/halls.yaml", "- id: c\n- id: c\n"),
        ]
        .map(own)
        .to_vec(),
    }
}
