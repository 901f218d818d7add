//! What must hold of any input, as one function a target. The driver of the tests calls them, and so do the targets in
//! `fuzz/`, through libFuzzer; each panics when something does not hold.

use std::io;
use std::path::{Path, PathBuf};

use arbitrary::Unstructured;
use clap::ValueEnum as _;
use reportlint::internals::config::{Configs, LookUp};
use reportlint::internals::files::{FileKind, Files, Found, ReadError};
use reportlint::internals::fix::is_as_announced;
use reportlint::internals::include::{self, ReportFiles};
use reportlint::internals::lint::{Linted, lint, lint_config};
use reportlint::internals::render::{Appearance, Format as Output, Outcome, write};
use reportlint::internals::syntax::{self, Data, Format, Limits, NodeId, Tree};
use reportlint::{CheckedReport, Finding, Settings, Source, Sources, Span};

use super::{report, session, word};

/// What a target does with an input.
pub type Target = fn(&[u8]);

/// Every target, by its name.
pub const TARGETS: [(&str, Target); 10] = [
    ("parse", parse),
    ("lint_report", lint_report),
    ("lint_config", lint_config_and_report),
    ("render", render),
    ("source_map", source_map),
    ("suppressions", suppressions),
    ("references", references),
    ("fixes", fixes),
    ("server", server),
    ("printed", printed),
];

fn text(data: &[u8]) -> Source {
    Source::decode("report.yaml", data.to_vec())
}

/// Spans lie in the text, and on the boundaries of its characters.
fn assert_fits(text: &str, span: Span) {
    assert!(
        span.start <= span.end && text.get(span.range()).is_some(),
        "{span:?}"
    );
}

fn parsed(source: &Source, format: Format) -> Tree<'_> {
    syntax::parse(source.text(), format, &Limits::default())
}

/// Calls `see` for every value, aliases not followed.
fn visit(tree: &Tree<'_>, see: &mut dyn FnMut(NodeId)) {
    let mut waiting = tree.documents().to_vec();
    while let Some(node) = waiting.pop() {
        see(node);
        if tree.resolve(node) != node {
            continue;
        }
        match tree.data(node) {
            Data::Seq => waiting.extend(tree.items(node)),
            Data::Map => {
                let entries: Vec<_> = tree.entries(node).collect();
                // what is merged from elsewhere is there already
                let own = entries
                    .into_iter()
                    .filter(|(_, value)| tree.parent(*value) == Some(node));
                waiting.extend(own.flat_map(|(key, value)| [key, value]));
            }
            _ => {}
        }
    }
}

/// Any bytes are read, in either language, and every place is in the text.
pub fn parse(data: &[u8]) {
    let source = text(data);
    for format in [Format::Yaml, Format::Json] {
        let tree = parsed(&source, format);
        for error in tree.errors() {
            assert_fits(source.text(), error.span);
            assert!(!error.to_string().is_empty());
        }
        visit(&tree, &mut |node| {
            let span = tree.span(node);
            assert_fits(source.text(), span);
            // what is not written at all may be said to be after what is
            if let Some(parent) = tree.parent(node).filter(|_| !span.is_empty()) {
                let around = tree.span(parent);
                assert!(
                    around.start <= span.start && span.end <= around.end,
                    "{around:?} {span:?}"
                );
            }
            let pointer = tree.pointer(node);
            assert!(pointer.is_empty() || pointer.starts_with('/'));
        });
        let by_parsers = syntax::parse_by_parsers(source.text(), format, &Limits::default());
        assert_eq!(format!("{tree:?}"), format!("{by_parsers:?}"));
    }
}

/// Findings are sorted, have places in their files, and say something.
fn assert_sound(sources: &Sources, findings: &[Finding]) {
    let key = |finding: &Finding| {
        let location = finding.primary().location;
        let name = sources.get(location.file).name().to_owned();
        (name, location.span.start, finding.rule.id().to_owned())
    };
    assert!(findings.is_sorted_by_key(key), "findings are out of order");
    for finding in findings {
        assert!(!finding.message.is_empty() && finding.message.chars().count() < 1100);
        assert!(!finding.labels.is_empty());
        for label in &finding.labels {
            assert_fits(sources.get(label.location.file).text(), label.location.span);
        }
    }
}

fn linted(source: Source, settings: &Settings) -> CheckedReport {
    let files = include::ReportFiles::from(source);
    let Linted { findings, was_read } = lint(&files, settings);
    let again = lint(&files, settings).findings;
    let told = |findings: &[Finding]| -> Vec<String> {
        findings
            .iter()
            .map(|finding| format!("{finding:?}"))
            .collect()
    };
    assert!(
        told(&findings) == told(&again),
        "the same report yields other findings"
    );
    assert_sound(&files.sources, &findings);
    let mut checked = CheckedReport::new(files.sources, findings);
    checked.was_read = was_read;
    checked
}

/// A report is made of the bytes, or is the bytes.
fn report_of(data: &[u8]) -> Source {
    match data.split_first() {
        Some((0, model)) => text(report::written(&mut Unstructured::new(model)).as_bytes()),
        _ => text(data),
    }
}

/// Any report is checked.
pub fn lint_report(data: &[u8]) {
    linted(report_of(data), &Settings::default());
}

/// A report and its config, and nothing else.
struct TwoFiles<'d> {
    config: &'d [u8],
    report: &'d [u8],
}

impl TwoFiles<'_> {
    fn get(&self, path: &Path) -> io::Result<&[u8]> {
        match path.to_str() {
            Some("/r/reportlint.yaml") => Ok(self.config),
            Some("/r/report.yaml") => Ok(self.report),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Files for TwoFiles<'_> {
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if path == Path::new("/r") {
            return Ok(FileKind::Folder);
        }
        self.get(path).map(|_| FileKind::File)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| path.to_owned())
    }

    fn read_within(&self, path: &Path, _: u64) -> Result<Vec<u8>, ReadError> {
        Ok(self.get(path)?.to_vec())
    }

    fn names(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(["report.yaml", "reportlint.yaml"].map(PathBuf::from).into())
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        vec![Ok(folder.join("report.yaml"))]
    }

    fn matching(&self, _: &str) -> Option<Vec<Found>> {
        None
    }
}

/// Any config is read, and whatever it says, a report is checked under it. The two are parted by a line of `%%%`.
pub fn lint_config_and_report(data: &[u8]) {
    const PARTED: &[u8] = b"%%%\n";
    let at = data
        .windows(PARTED.len())
        .position(|window| window == PARTED);
    let (config, report) = match at {
        Some(at) => (&data[..at], &data[at + PARTED.len()..]),
        None => (data, b"document: {title: the the Report}\n".as_slice()),
    };
    let files = TwoFiles { config, report };
    let path = Path::new("/r/report.yaml");
    let mut configs = Configs::new(&files, Path::new("/r"), LookUp::Upwards);
    let settings = Settings {
        config: configs.of(path),
        today: Some("2026-01-01".parse().unwrap()),
        ..Settings::default()
    };
    let excluded = settings.config.excludes(path);
    assert_eq!(excluded, configs.exclude(path));
    for file in configs.files() {
        let findings = lint_config(&file, file.unmatched(&[path]), &[], &settings).findings;
        assert_sound(&file.sources, &findings);
    }
    let root = Source::decode("report.yaml", report.to_vec());
    let read = include::load(&files, Path::new("/r"), path, root);
    assert_sound(&read.sources, &lint(&read, &settings).findings);
}

const PLAIN: Appearance = Appearance {
    color: false,
    unicode: true,
    links: false,
    urls: false,
    width: 80,
};

/// Whatever is found, every format is well-formed and steers no terminal.
pub fn render(data: &[u8]) {
    let checked = linted(report_of(data), &Settings::default());
    let outcome = Outcome {
        reports: vec![checked],
        show_suppressed: true,
        troubles: vec![String::from_utf8_lossy(data).into_owned()],
        ..Outcome::default()
    };
    for format in Output::value_variants() {
        let mut written = Vec::new();
        write(&outcome, *format, PLAIN, &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        let acts = |character: char| character != '\n' && character.is_control();
        assert!(!written.contains(acts), "{format:?}");
        match format {
            Output::Json | Output::Sarif | Output::Gitlab | Output::Rdjson => {
                let _: serde_json::Value = serde_json::from_str(&written).unwrap();
            }
            Output::Junit | Output::Checkstyle => {
                roxmltree::Document::parse(&written).unwrap();
            }
            Output::Compact => {
                assert_eq!(written.lines().count(), outcome.findings().len());
            }
            Output::Github => assert!(written.lines().all(|line| line.starts_with("::"))),
            Output::Html => assert!(!crate::page::elements(&written).is_empty()),
            Output::Human | Output::Narrated | Output::Markdown => assert!(!written.is_empty()),
        }
    }
}

/// Every part of every text leads to a place in it, and to the very characters where nothing is escaped or folded.
pub fn source_map(data: &[u8]) {
    let source = text(data);
    for format in [Format::Yaml, Format::Json] {
        let tree = parsed(&source, format);
        visit(&tree, &mut |node| {
            let Data::Str(decoded) = tree.data(node) else {
                return;
            };
            let around = tree.span(tree.resolve(node));
            let map = tree.source_map(node);
            let starts = decoded
                .char_indices()
                .map(|(at, _)| at)
                .chain([decoded.len()]);
            let starts: Vec<usize> = starts.take(64).collect();
            let mut before = around.start;
            for pair in starts.windows(2) {
                let span = map.span(pair[0]..pair[1]);
                assert_fits(source.text(), span);
                assert!(
                    around.start <= span.start && span.end <= around.end,
                    "{span:?} {around:?}"
                );
                assert!(before <= span.start, "{before} {span:?}");
                before = span.start;
            }
            assert_fits(source.text(), map.span(0..decoded.len()));
        });
    }
}

/// Comments of any text, in every place that a comment can have.
pub fn suppressions(data: &[u8]) {
    const REPORT: &str = "document:\n  title: the the Forum  #1\n#2\nsections:\n  #3\n  - label: I  #4\n    title: One\n    \
        paragraphs:\n      - {number: 1, text: the the TBD}  #5\n      - text: |  #6\n          a a\n#7\n";
    let comments = String::from_utf8_lossy(data);
    let mut comments = comments.split(['\n', '\r']).chain(std::iter::repeat(""));
    let mut report = String::new();
    for part in REPORT.split_inclusive('#') {
        let part = part.trim_start_matches(|character: char| character.is_ascii_digit());
        report.push_str(part);
        if part.ends_with('#') {
            report.push_str(" reportlint: ");
            report.push_str(comments.next().unwrap_or_default());
        }
    }
    let settings = Settings {
        today: Some("2026-01-01".parse().unwrap()),
        ..Settings::default()
    };
    linted(text(report.as_bytes()), &settings);
    linted(text(data), &settings);
}

/// Prose of any text, in every place that has prose.
pub fn references(data: &[u8]) {
    let prose = serde_json::Value::from(String::from_utf8_lossy(data));
    let report = format!(
        "{{\"document\": {{\"title\": {prose}}}, \"sections\": [{{\"label\": \"I\", \"title\": \"One\", \"paragraphs\": \
         [{{\"number\": 1, \"text\": {prose}}}, {{\"number\": 2, \"text\": {prose}}}]}}], \"annexes\": [{{\"label\": \"I\", \
         \"title\": {prose}, \"paragraphs\": [{{\"text\": \"x\"}}]}}], \"footnotes\": [{{\"mark\": \"1\", \"text\": {prose}}}]}}"
    );
    linted(
        Source::decode("report.json", report.into_bytes()),
        &Settings::default(),
    );
}

/// Whatever a report says, its fixes change what they announce and nothing else, and their edits are apart.
pub fn fixes(data: &[u8]) {
    let source = text(data);
    if !parsed(&source, Format::Yaml).errors().is_empty() {
        return;
    }
    let files: ReportFiles = source.into();
    let findings = lint(&files, &Settings::default()).findings;
    for fix in findings.iter().flat_map(|finding| &finding.fixes) {
        let mut end = 0;
        for edit in &fix.edits {
            let span = edit.location.span;
            assert_fits(files.sources.get(edit.location.file).text(), span);
            assert!(end <= span.start, "{fix:?}");
            end = span.end;
        }
        assert!(is_as_announced(fix, &files.sources), "{fix:?}");
    }
}

/// Whatever an editor sends, the language server answers.
pub fn server(data: &[u8]) {
    session::talk(data);
}

/// Any text, any page and any Word file is recognized, and no character is lost.
pub fn printed(data: &[u8]) {
    let files = [
        ("report.txt", data.to_vec()),
        ("report.md", data.to_vec()),
        ("report.docx", data.to_vec()),
        ("report.docx", word::document(data)),
    ];
    for (name, bytes) in files {
        linted(Source::decode(name, bytes), &Settings::default());
    }
}
