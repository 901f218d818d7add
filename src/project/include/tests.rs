use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::project::config::{Configs, LookUp};
use crate::project::discover::{self, File};
use crate::project::files::{Disk, Files as _, Limited, ReadLimits};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn loaded(folder: &TempDir, root: &str) -> ReportFiles {
    let path = folder.path().join(root);
    let source = Source::decode(root, Disk.read(&path).unwrap());
    load(&Disk, folder.path(), &path, source)
}

fn names(files: &ReportFiles) -> Vec<&str> {
    files
        .sources
        .iter()
        .map(|(_, source)| source.name())
        .collect()
}

/// The names of what is wrong, with what is written there.
fn problems(files: &ReportFiles) -> Vec<(String, &ProblemKind)> {
    let problems = files.problems.iter();
    problems
        .map(|problem| (problem.pattern.clone(), &problem.kind))
        .collect()
}

fn roots_of(folder: &TempDir, paths: &[&str]) -> Vec<String> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
    let mut configs = Configs::new(&Disk, folder.path(), LookUp::Off);
    let (found, errors) = discover::files(&Disk, folder.path(), &paths, &mut configs, false);
    assert!(errors.is_empty(), "{errors:?}");
    let roots: Vec<File> = roots(&Disk, folder.path(), &found, |_| true);
    roots.into_iter().map(|file| file.name).collect()
}

#[test]
fn parts_come_in_the_order_of_their_inclusion() {
    let folder = folder(&[
        ("report.yaml", "include: [z.yaml, 'parts/*.yaml', a.yaml]\n"),
        ("a.yaml", ""),
        ("z.yaml", ""),
        ("parts/1.yaml", "include:\n  - deep/*.json\n"),
        ("parts/2.yaml", ""),
        ("parts/deep/x.json", "{\"include\": [\"../2.yaml\"]}"),
        ("parts/deep/.hidden.json", "{}"),
    ]);
    let files = loaded(&folder, "report.yaml");
    let expected = [
        "report.yaml",
        "z.yaml",
        "parts/1.yaml",
        "parts/deep/x.json",
        "parts/deep/../2.yaml",
        "a.yaml",
    ];
    assert_eq!(names(&files), expected);
    assert!(files.are_complete(), "{:?}", files.problems);
}

#[test]
fn a_pattern_with_another_ending_is_proposed_where_it_matches() {
    let folder = folder(&[
        ("report.yaml", "include: ['parts/*.yml', 'parts/*.txt']\n"),
        ("parts/a.yaml", ""),
    ]);
    let nearest = Some("parts/*.yaml".to_owned());
    let unmatched =
        |pattern: &str, nearest| (pattern.to_owned(), ProblemKind::Unmatched { nearest });
    let files = loaded(&folder, "report.yaml");
    let problems = problems(&files).into_iter();
    let problems: Vec<_> = problems
        .map(|(pattern, kind)| (pattern, kind.clone()))
        .collect();
    let expected =
        ["parts/*.yml", "parts/*.txt"].map(|pattern| unmatched(pattern, nearest.clone()));
    assert_eq!(problems, expected);
}

#[test]
fn a_pattern_passes_over_what_the_report_has_already() {
    let folder = folder(&[
        ("report.yaml", "include: [b.yaml, '*.yaml']\n"),
        ("a.yaml", "include: '*.yaml'"),
        ("b.yaml", ""),
    ]);
    let files = loaded(&folder, "report.yaml");
    assert_eq!(names(&files), ["report.yaml", "b.yaml", "a.yaml"]);
    assert_eq!(files.problems, []);
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let folder = folder(&[
        ("secret.yaml", ""),
        (
            "r/report.yaml",
            "include: [../secret.yaml, '../*.yaml', a/../../secret.yaml, /dev/null, a/x.yaml]",
        ),
        ("r/a/x.yaml", "include: ../../secret.yaml"),
    ]);
    let files = loaded(&folder, "r/report.yaml");
    assert_eq!(names(&files), ["r/report.yaml", "r/a/x.yaml"]);
    assert_eq!(files.problems.len(), 5);
    assert!(
        files
            .problems
            .iter()
            .all(|problem| problem.kind == ProblemKind::Outside)
    );
    assert!(!files.are_complete());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_outside_is_not_followed() {
    let folder = folder(&[
        ("secret/secret.yaml", ""),
        (
            "r/report.yaml",
            "include: [link.yaml, 'folder/*.yaml', inside.yaml]",
        ),
        ("r/parts/a.yaml", ""),
    ]);
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(folder.path().join(from), folder.path().join(to)).unwrap();
    };
    link("secret/secret.yaml", "r/link.yaml");
    link("secret", "r/folder");
    link("r/parts/a.yaml", "r/inside.yaml");
    let files = loaded(&folder, "r/report.yaml");
    assert_eq!(names(&files), ["r/report.yaml", "r/inside.yaml"]);
    let outside = [
        ("link.yaml".to_owned(), &ProblemKind::Outside),
        ("folder/*.yaml".to_owned(), &ProblemKind::Outside),
    ];
    assert_eq!(problems(&files), outside);
}

#[test]
fn a_circle_is_reported_at_the_file_that_closes_it() {
    let folder = folder(&[
        ("report.yaml", "include: a.yaml\n"),
        ("a.yaml", "include: b.yaml\n"),
        ("b.yaml", "include: [a.yaml, b.yaml]\n"),
    ]);
    let files = loaded(&folder, "report.yaml");
    assert_eq!(names(&files), ["report.yaml", "a.yaml", "b.yaml"]);
    let ways: Vec<usize> = files
        .problems
        .iter()
        .map(|problem| match &problem.kind {
            ProblemKind::Cycle { through } => through.len(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(ways, [1, 0]);
}

#[test]
fn a_chain_of_ten_thousand_parts_is_read() {
    let count = 10_000;
    let mut files = vec![(
        "report.yaml".to_owned(),
        "include: part-0.yaml\n".to_owned(),
    )];
    files.extend((0..count).map(|index| {
        let next = format!("include: part-{}.yaml\n", index + 1);
        (format!("part-{index}.yaml"), next)
    }));
    files.push((format!("part-{count}.yaml"), String::new()));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = folder(&files);
    let limits = ReadLimits {
        files: count + 2,
        ..ReadLimits::default()
    };
    let path = folder.path().join("report.yaml");
    let root = Source::decode("report.yaml", fs::read(&path).unwrap());
    let loaded = load(&Limited::new(&Disk, limits), folder.path(), &path, root);
    assert_eq!(names(&loaded).len(), count + 2);
}

#[test]
fn the_key_is_looked_for_where_it_can_be() {
    for text in [
        "include: a",
        "{include : a}",
        "{\"include\":\"a\"}",
        "x: include\n'include' : a",
    ] {
        assert!(may_include(text), "{text}");
    }
    for text in ["to include others", "included: a", "includes:", "include"] {
        assert!(!may_include(text), "{text}");
    }
}

#[test]
fn a_part_means_its_report() {
    let folder = folder(&[
        ("report.yaml", "include: ['parts/*.yaml']\n"),
        ("parts/a.yaml", ""),
        ("parts/b.yaml", "include: more/c.yaml\n"),
        ("parts/more/c.yaml", ""),
        ("parts/more/other.report.yaml", ""),
        ("alone.yaml", ""),
    ]);
    assert_eq!(
        roots_of(
            &folder,
            &["parts/a.yaml", "parts/more/c.yaml", "report.yaml"]
        ),
        ["report.yaml"]
    );
    assert_eq!(
        roots_of(&folder, &["alone.yaml", "parts/b.yaml"]),
        ["alone.yaml", "report.yaml"]
    );
    assert_eq!(roots_of(&folder, &["alone.yaml"]), ["alone.yaml"]);
    assert_eq!(
        roots_of(&folder, &["."]),
        ["parts/more/other.report.yaml", "report.yaml"]
    );
}

#[test]
fn a_part_of_two_reports_means_both() {
    let folder = folder(&[
        ("a.report.yaml", "include: people.yaml\n"),
        ("b.report.yaml", "include: people.yaml\n"),
        ("c.report.yaml", "include: agenda.yaml\n"),
        ("people.yaml", ""),
    ]);
    assert_eq!(
        roots_of(&folder, &["people.yaml"]),
        ["a.report.yaml", "b.report.yaml"]
    );
}

#[test]
fn a_report_that_another_includes_is_none_of_its_own() {
    let folder = folder(&[
        ("report.yaml", "include: ['*/report.yaml']\n"),
        ("a/report.yaml", "include: x.yaml\n"),
        ("a/x.yaml", ""),
    ]);
    assert_eq!(roots_of(&folder, &["."]), ["report.yaml"]);
    assert_eq!(roots_of(&folder, &["a/x.yaml"]), ["report.yaml"]);
}

#[test]
fn of_reports_that_include_each_other_the_first_counts_for_all() {
    let folder = folder(&[
        ("a.report.yaml", "include: b.report.yaml\n"),
        ("b.report.yaml", "include: a.report.yaml\n"),
    ]);
    assert_eq!(roots_of(&folder, &["b.report.yaml"]), ["a.report.yaml"]);
    assert_eq!(roots_of(&folder, &["."]), ["a.report.yaml"]);
}

#[test]
fn the_report_is_looked_for_no_further_than_the_repository() {
    let folder = folder(&[
        ("report.yaml", "include: inner/part.yaml\n"),
        ("inner/.git/HEAD", ""),
        ("inner/part.yaml", ""),
    ]);
    assert_eq!(roots_of(&folder, &["inner/part.yaml"]), ["inner/part.yaml"]);
    let found = File {
        name: "part.yaml".to_owned(),
        path: folder.path().join("inner/part.yaml"),
        canonical: Disk
            .canonical(&folder.path().join("inner/part.yaml"))
            .unwrap(),
    };
    let roots = roots(&Disk, Path::new("/"), &[found], |_| true);
    assert_eq!(roots[0].name, "part.yaml");
}

#[test]
fn a_part_of_reports_that_include_each_other_means_the_first_of_them() {
    let folder = folder(&[
        ("a.yaml", ""),
        ("x.report.yaml", "include: [a.yaml, y.report.yaml]\n"),
        ("y.report.yaml", "include: [a.yaml, x.report.yaml]\n"),
    ]);
    for path in ["a.yaml", "x.report.yaml", "y.report.yaml"] {
        assert_eq!(roots_of(&folder, &[path]), ["x.report.yaml"], "{path}");
    }
}
