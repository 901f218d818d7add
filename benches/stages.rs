//! How long each stage takes on one report, and each group of rules: the least of several runs, one thread alone.
//!
//! `cargo run --release --example stages -- report.yaml`

use std::hint::black_box;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use rayon::ThreadPoolBuilder;
use reportlint::internals::include::ReportFiles;
use reportlint::internals::lint::lint;
use reportlint::internals::model::Report;
use reportlint::internals::place::Part;
use reportlint::internals::render::{self, Appearance, Format, Outcome};
use reportlint::internals::rule;
use reportlint::internals::schema::Schema;
use reportlint::internals::syntax::{self, Limits};
use reportlint::{CheckedReport, Rule, Settings, Source, Sources};

const RUNS: usize = 10;

const APPEARANCE: Appearance = Appearance {
    color: false,
    unicode: true,
    links: false,
    width: 100,
};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        let _ = writeln!(io::stderr(), "usage: stages REPORT");
        return ExitCode::from(2);
    };
    let measured = std::fs::read(&path).and_then(|bytes| {
        let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(16 << 20);
        let pool = pool.build().map_err(io::Error::other)?;
        pool.install(|| measure(&path, &bytes, &mut io::stdout()))
    });
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(path: &str, bytes: &[u8], output: &mut impl Write) -> io::Result<()> {
    let mut tell = |stage: &str, time: Duration| {
        writeln!(output, "{stage:24} {:9.3} ms", time.as_secs_f64() * 1000.0)
    };
    let decode = || Source::decode(path, bytes.to_vec());
    tell("decode", least(decode))?;
    let mut sources = Sources::default();
    let file = sources.add(decode());
    let source = sources.get(file);
    let format = syntax::Format::of(source.name());
    let parse = || syntax::parse(source.text(), format, &Limits::default());
    tell("parse", least(parse))?;
    let tree = parse();
    Schema::Report.prepare();
    let root = tree.documents().first().copied();
    let validate = || root.map(|root| Schema::Report.violations(&tree, root));
    tell("schema", least(validate))?;
    let part = || Part {
        file,
        source,
        tree: &tree,
        violations: Vec::new(),
        may_be_several: false,
    };
    tell("model", least(|| Report::read(vec![part()])))?;
    // what comes before the rules takes as long whichever of them are on
    let files = ReportFiles::from(sources.clone());
    let before = least(|| lint(&files, &only("include")));
    let mut groups: Vec<&str> = rule::all().map(Rule::group).collect();
    groups.dedup();
    for group in groups {
        let time = least(|| lint(&files, &only(group)));
        tell(&format!("rules {group}"), time.saturating_sub(before))?;
    }
    let settings = Settings::default();
    tell("all but reading", least(|| lint(&files, &settings)))?;
    let outcome = Outcome {
        reports: vec![CheckedReport {
            findings: lint(&files, &settings),
            sources,
        }],
        elapsed: None,
        show_suppressed: false,
        troubles: Vec::new(),
    };
    for (name, format) in [("human", Format::Human), ("json", Format::Json)] {
        let render = || render::write(&outcome, format, APPEARANCE, &mut io::sink());
        tell(&format!("render {name}"), least(render))?;
    }
    Ok(())
}

/// Settings by which the rules of one group run.
fn only(group: &str) -> Settings {
    Settings {
        select: group.parse().into_iter().collect(),
        ..Settings::default()
    }
}

fn least<T>(work: impl Fn() -> T) -> Duration {
    let run = |_| {
        let begun = Instant::now();
        let result = black_box(work());
        let time = begun.elapsed();
        // to free what was made is not part of the stage
        drop(result);
        time
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}
