//! How long each stage takes on one report, each group of rules, each format. One thread alone, so that what is measured is
//! the work and not how it is shared.
//!
//! `cargo bench`, or `cargo bench -- rules/agenda` for a part. The report is a made-up one of 1 MB, or the one that
//! `REPORT` names.

mod generator;

use std::hint::black_box;
use std::io;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use criterion::{BatchSize, Criterion, Throughput};
use generator::Shape;
use rayon::ThreadPoolBuilder;
use reportlint::internals::include::ReportFiles;
use reportlint::internals::lint::{found, lint};
use reportlint::internals::model::{Prose, Report};
use reportlint::internals::place::ParsedFile;
use reportlint::internals::render::{self, Appearance, Format, Outcome};
use reportlint::internals::rule;
use reportlint::internals::schema::Schema;
use reportlint::internals::syntax::{self, Limits, Tree};
use reportlint::{CheckedReport, Rule, Settings, Source, Sources};

/// Of the report that is made when none is named.
const BYTES: usize = 1_000_000;

/// Slips in the report whose findings are rendered.
const FAULTS: usize = 1_000;

/// Bytes that the stack of a thread has, as in the program.
const STACK: usize = 16 << 20;

fn main() -> io::Result<()> {
    let mut sources = Sources::default();
    sources.add(match std::env::var("REPORT") {
        Ok(path) => Source::decode(&path, std::fs::read(&path)?),
        Err(_) => made_up("report.yaml", 0),
    });
    let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK);
    let pool = pool.build().map_err(io::Error::other)?;
    pool.install(|| {
        let mut criterion = Criterion::default()
            .sample_size(10)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .configure_from_args();
        reading(&mut criterion, &sources);
        rules(&mut criterion, &sources);
        rendering(&mut criterion);
        criterion.final_summary();
    });
    Ok(())
}

fn made_up(name: &str, faults: usize) -> Source {
    let shape = Shape {
        faults,
        ..Shape::of_bytes(BYTES)
    };
    let text = match syntax::Format::of(name) {
        syntax::Format::Json => generator::json(&shape),
        _ => generator::yaml(&shape),
    };
    Source::decode(name, text.into_bytes())
}

/// From the bytes to the model.
fn reading(criterion: &mut Criterion, sources: &Sources) {
    let (_, source) = sources.iter().next().expect("a source was added");
    let bytes = source.text().as_bytes();
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("decode", |bencher| {
        let decode = |bytes| Source::decode(source.name(), bytes);
        bencher.iter_batched(|| bytes.to_vec(), decode, BatchSize::LargeInput);
    });
    group.bench_function("parse", |bencher| {
        bencher.iter_with_large_drop(|| parsed(source));
    });
    let json = made_up("report.json", 0);
    group.bench_function("parse json", |bencher| {
        bencher.iter_with_large_drop(|| parsed(&json));
    });
    let tree = parsed(source);
    let root = tree.documents().first().copied();
    group.bench_function("schema", |bencher| {
        bencher.iter_with_large_drop(|| root.map(|root| Schema::Report.violations(&tree, root)));
    });
    group.bench_function("model", |bencher| {
        bencher.iter_with_large_drop(|| model(sources, &tree));
    });
    group.bench_function("prose", |bencher| {
        bencher.iter_batched_ref(
            || model(sources, &tree),
            |report| Prose::of(report).read(),
            BatchSize::PerIteration,
        );
    });
    let files = ReportFiles::from(sources.clone());
    group.bench_function("all", |bencher| {
        bencher.iter_with_large_drop(|| lint(&files, &Settings::default()));
    });
    group.finish();
}

/// Each group of rules, on a model that none has asked anything before.
fn rules(criterion: &mut Criterion, sources: &Sources) {
    let (_, source) = sources.iter().next().expect("a source was added");
    let tree = parsed(source);
    let settings = Settings::default();
    let mut names: Vec<&str> = rule::all().map(Rule::group).collect();
    names.dedup();
    let mut group = criterion.benchmark_group("rules");
    for name in names {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let once = |_| {
                    let report = model(sources, &tree);
                    let prose = Prose::of(&report);
                    prose.read();
                    let start = Instant::now();
                    black_box(found(&prose, &settings, |rule| rule.group() == name));
                    start.elapsed()
                };
                (0..times).map(once).sum()
            });
        });
    }
    group.finish();
}

/// Each format, of what is found in a report with faults.
fn rendering(criterion: &mut Criterion) {
    let mut sources = Sources::default();
    sources.add(made_up("report.yaml", FAULTS));
    let files = ReportFiles::from(sources.clone());
    let findings = lint(&files, &Settings::default()).findings;
    let outcome = Outcome {
        reports: vec![CheckedReport::new(sources, findings)],
        ..Outcome::default()
    };
    let appearance = Appearance {
        color: false,
        unicode: true,
        links: false,
        urls: false,
        width: 100,
    };
    let mut group = criterion.benchmark_group("render");
    for &format in Format::value_variants() {
        let name = format.to_possible_value().expect("no format is hidden");
        group.bench_function(name.get_name(), |bencher| {
            bencher.iter(|| render::write(&outcome, format, appearance, &mut io::sink()));
        });
    }
    group.finish();
}

fn parsed(source: &Source) -> Tree<'_> {
    let format = syntax::Format::of(source.name());
    syntax::parse(source.text(), format, &Limits::default())
}

fn model<'t>(sources: &'t Sources, tree: &'t Tree<'t>) -> Report<'t> {
    let part = |(file, source)| ParsedFile {
        file,
        source,
        tree,
        may_be_several: false,
    };
    Report::read(sources.iter().map(part).collect::<Vec<_>>(), &[])
}
