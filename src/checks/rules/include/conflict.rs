use crate::checks::rules::Validated;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::listed;
use crate::text::place::Place;

/// The keys of which a report has one value, and no list that files could add to.
const SINGLE: [&str; 3] = ["document", "event", "agenda"];

rule! {
    /// Two files of a report both contain a key that a report has only once.
    ///
    /// ## Why it matters
    /// The lists of the files, such as `sections`, are joined. But a report has one `document`, one `event` and one
    /// `agenda`, and that of a second file is not read.
    ///
    /// ## How to fix it
    /// Put the whole key into one of the files.
    error "include/conflict"
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    for key in SINGLE {
        let given = files.iter().filter_map(|Validated { part, .. }| {
            let &root = part.tree.documents().first()?;
            Some((part, part.node(part.tree.get(root, key)?)))
        });
        let given: Vec<_> = given.collect();
        let Some(((_, first), others @ [_, ..])) = given.split_first() else {
            continue;
        };
        let names = given.iter().map(|(part, _)| part.source.name());
        let others = others
            .iter()
            .map(|&(_, at)| (Place::Key(at), "this one is not read".to_owned()));
        findings
            .add(
                in_several_files(key, names),
                Place::Key(*first),
                "this one is read",
            )
            .labels(others)
            .help(format!("put all of `{key}` into one file"));
    }
}

fn in_several_files<'n>(key: &str, files: impl Iterator<Item = &'n str>) -> String {
    let files: Vec<String> = files.map(|file| format!("\"{file}\"")).collect();
    let files = listed(&files);
    format!("the report has `{key}` in several of its files: {files}")
}
