use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::rule::rule;
use crate::wording::listed;

/// The keys of which a report has one value, and no list that files could add to.
const SINGLE: [&str; 3] = ["document", "event", "agenda"];

rule! {
    /// Two files of a report both give what a report has only once.
    ///
    /// ## Why it matters
    /// The lists of the files, such as `sections`, are joined. A report has one `document`, one `event` and one `agenda`,
    /// though, and what a second file says of it is not read.
    ///
    /// ## How to mend it
    /// Put it all into one of the files.
    error "include/conflict" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for key in SINGLE {
        let given = report.parts.iter().filter_map(|part| {
            let &root = part.tree.documents().first()?;
            Some((part, part.node(part.tree.get(root, key)?)))
        });
        let given: Vec<_> = given.collect();
        let Some(((_, first), others @ [_, ..])) = given.split_first() else {
            continue;
        };
        let names: Vec<String> = given
            .iter()
            .map(|(part, _)| format!("\"{}\"", part.source.name()))
            .collect();
        let others = others
            .iter()
            .map(|&(_, at)| (Place::Key(at), "this one is not read".to_owned()));
        findings
            .add(
                format!(
                    "the report has `{key}` in several of its files: {}",
                    listed(&names)
                ),
                Place::Key(*first),
                "this one is read",
            )
            .labels(others)
            .help(format!("put all of `{key}` into one file"));
    }
}
