use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::symbol::{build, mended, symbols};

rule! {
    /// The symbol of a document is not written like the other symbols.
    ///
    /// An example is "ABCD/2014.INF.21" in a report that has "ABCD/2014/INF.20": a dot instead of a slash, or a double
    /// slash. It is reported only if the report writes at least two other symbols in the right form, and fewer in the
    /// wrong one.
    ///
    /// ## Why it matters
    /// Nobody finds a document with a wrong symbol.
    ///
    /// ## How to fix it
    /// Correct the symbol.
    warning "text/malformed-symbol"
}

/// How many others have to be written in the other way.
const LEAST: usize = 2;

/// How many of one form are distinguished.
const MOST: usize = 20;

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let mut found = Vec::new();
    let mut builds: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    for passage in prose.passages() {
        for symbol in symbols(&passage.text) {
            let written = &passage.text.value[symbol.range.clone()];
            let alike = builds.entry(build(written)).or_default();
            if alike.len() <= MOST && !alike.contains(&written) {
                alike.push(written);
            }
            found.push((passage.text, symbol, written));
        }
    }
    let count = |symbol: &str| builds.get(&build(symbol)).map_or(0, Vec::len);
    for (text, symbol, written) in found {
        let least = LEAST.max(count(written) + 1);
        if let Some(right) = mended(written).find(|right| count(right) >= least) {
            findings
                .add(
                    format!("\"{written}\" is not written like the other symbols; in their form it is {right}"),
                    text.part(symbol.range),
                    "is not written like the others",
                )
                .help(format!("write {right}"));
        }
    }
}
