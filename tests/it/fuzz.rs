//! Fuzzing on a stable toolchain: every target is given the fixtures, what was found before, and mutations of both.
//!
//! `REPORTLINT_FUZZ_SECONDS` says how long each target is mutated for; `fuzz/` runs the same targets through libFuzzer.

#[allow(unreachable_pub, reason = "the crate in `fuzz/` takes them in as well")]
mod report;
#[allow(unreachable_pub, reason = "the crate in `fuzz/` takes them in as well")]
mod session;
#[allow(unreachable_pub, reason = "the crate in `fuzz/` takes them in as well")]
mod targets;
#[allow(unreachable_pub, reason = "the crate in `fuzz/` takes them in as well")]
mod word;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::rules::fixtures;
use targets::{TARGETS, Target};

/// How long a target is mutated for, where nothing else is asked for, in seconds.
const SECONDS: u64 = 1;

/// Longer than any input may take, in a build that is not optimized.
const LONGEST: Duration = Duration::from_secs(5);

/// How often what took longer is tried before it counts.
const ATTEMPTS: usize = 3;

/// The most memory that the process may have taken, in KiB.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u64 = 1 << 20;

/// How long an input may get, in bytes.
const LARGEST: usize = 4096;

/// What the languages and the rules look at.
const TOKENS: [&str; 40] = [
    "\n",
    "  ",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "# ",
    "---\n",
    "? ",
    "\\n",
    "\\u00e9",
    "é",
    "会",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "include: ",
    "annex ",
    "paras. 1–3",
    "section II/b",
    "¹",
    "[^1]",
    "allow agenda/overlap -- x",
    "allow-file text until 2030-01-01",
    "extends: final\n",
    "rules: {text: off}\n",
    "%%%\n",
    "014",
    "1e999",
];

/// Numbers that look random, and are the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        // SplitMix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }
}

fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = seeds[random.below(seeds.len())].clone();
    if input.len() > LARGEST {
        let start = random.below(input.len() - LARGEST);
        input = input[start..start + LARGEST].to_vec();
    }
    for _ in 0..=random.below(6) {
        let at = random.below(input.len() + 1);
        let end = (at + random.below(40)).min(input.len());
        match random.below(7) {
            0 if at < input.len() => input[at] ^= 1 << random.below(8),
            1 => drop(input.drain(at..end)),
            2 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                let until = (from + random.below(200)).min(other.len());
                input.splice(at..end, other[from..until].iter().copied());
            }
            3 => {
                let part = input[at..end].to_vec();
                let again = random.below(20);
                input.splice(at..at, part.repeat(again));
            }
            4 => input.truncate(at),
            5 => input.insert(at, u8::try_from(random.below(256)).unwrap()),
            _ => {
                let token = TOKENS[random.below(TOKENS.len())];
                input.splice(at..at, token.bytes());
            }
        }
    }
    input.truncate(2 * LARGEST);
    input
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(folder).into_iter().flatten();
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Gives a target an input; what goes wrong is kept, to be looked into.
fn give(name: &str, target: Target, input: &[u8]) {
    let begun = Instant::now();
    let mut took = Duration::ZERO;
    // the machine may have been busy with something else, but hardly each time
    for _ in 0..ATTEMPTS {
        let begun = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| target(input)));
        took = begun.elapsed();
        match ended {
            Ok(()) if took < LONGEST => return,
            Ok(()) => {}
            Err(_) => break,
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("fuzz")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    let kept = folder.join(format!(
        "{:016x}",
        Random(input.len() as u64).next() ^ u64::from(begun.elapsed().subsec_nanos())
    ));
    fs::write(&kept, input).unwrap();
    panic!(
        "{name} took {took:?} or panicked; the input is in {}",
        kept.display()
    );
}

/// Fuzzes a target.
#[allow(
    clippy::print_stdout,
    reason = "the executions are to be read off a run"
)]
fn fuzz(name: &str) {
    let (_, target) = TARGETS
        .into_iter()
        .find(|(known, _)| *known == name)
        .unwrap();
    let asked = std::env::var("REPORTLINT_FUZZ_SECONDS");
    let seconds = asked
        .as_ref()
        .map_or(SECONDS, |seconds| seconds.parse().unwrap());
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fuzz/found")
        .join(name);
    let found: Vec<Vec<u8>> = files_below(&found)
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    for input in &found {
        give(name, target, input);
    }
    let mut seeds: Vec<Vec<u8>> = files_below(&fixtures())
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    assert!(seeds.len() > 200, "there are but {} fixtures", seeds.len());
    // each of them by itself is for those who ask for more time
    let replayed = if asked.is_ok() { seeds.len() } else { 0 };
    for input in &seeds[..replayed] {
        give(name, target, input);
    }
    let mut random = Random(seconds);
    // what the structure of a report is made of
    for _ in 0..50 {
        let bytes = (0..400).map(|_| u8::try_from(random.below(256)).unwrap());
        seeds.push([0].into_iter().chain(bytes).collect());
    }
    seeds.extend(found);
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut executions = 0_u64;
    while Instant::now() < until {
        give(name, target, &mutated(&seeds, &mut random));
        executions += 1;
    }
    assert!(executions > 0);
    println!("tried: {replayed} inputs, {executions} executions in {seconds} s of {name}");
    assert_little_memory();
}

#[cfg(target_os = "linux")]
fn assert_little_memory() {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|most| most.split_whitespace().next()?.parse().ok());
    let most: u64 = most.unwrap();
    assert!(most < MOST_MEMORY, "{most} KiB were taken");
}

#[cfg(not(target_os = "linux"))]
fn assert_little_memory() {}

#[test]
fn parse() {
    fuzz("parse");
}

#[test]
fn lint_report() {
    fuzz("lint_report");
}

#[test]
fn lint_config() {
    fuzz("lint_config");
}

#[test]
fn render() {
    fuzz("render");
}

#[test]
fn source_map() {
    fuzz("source_map");
}

#[test]
fn suppressions() {
    fuzz("suppressions");
}

#[test]
fn references() {
    fuzz("references");
}

#[test]
fn fixes() {
    fuzz("fixes");
}

#[test]
fn server() {
    fuzz("server");
}

#[test]
fn printed() {
    fuzz("printed");
}

#[test]
fn every_target_is_run_here_and_by_libfuzzer() {
    let here = include_str!("fuzz.rs");
    for (name, _) in TARGETS {
        assert!(
            here.contains(&format!("fn {name}() {{\n    fuzz(\"{name}\");")),
            "{name}"
        );
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/fuzz_targets/{name}.rs"));
        // the folder is no part of what is published
        let is_published = !file.parent().unwrap().exists();
        assert!(is_published || file.exists(), "{}", file.display());
    }
}

#[test]
fn no_fix_makes_another_repeated_key_the_first_of_an_item() {
    targets::fixes(b"- id: 1\n  other: 1\n  other: 1\n  other: 1\n  title: Opening\n  id: 2\n");
}
