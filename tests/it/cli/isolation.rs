//! What is read and written: the project and what was named, and nothing else, whatever the files of a stranger ask for.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::outputs::FORMATS;
use super::since::{commit, git};
use super::{IN_ORDER, Ran, WITH_ERROR, folder, reportlint, run, run_in};

/// It is in the files of others and in the environment, and must not be told.
const SECRET: &str = "s3cr3t";

/// A project beside files of others.
fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = folder(&[
        ("others/secret.yaml", b"token: s3cr3t\n  broken: [\n"),
        ("others/report.yaml", b"title: s3cr3t\n"),
        ("project/.git/HEAD", b""),
    ]);
    for (name, text) in files {
        let path = folder.path().join("project").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Checks in the project, with a secret in the environment.
fn check(folder: &TempDir, arguments: &[&str]) -> Ran {
    let arguments = [&["check"], arguments].concat();
    let mut command = reportlint(&arguments);
    command.current_dir(folder.path().join("project"));
    command.env("REPORTLINT_TEST_TOKEN", SECRET);
    let ran = run(&mut command).in_peace();
    let output = String::from_utf8(ran.output.clone()).unwrap();
    assert!(!output.contains(SECRET), "{output}");
    assert!(!ran.errors.contains(SECRET), "{}", ran.errors);
    ran
}

fn link(folder: &TempDir, name: &str, to: &str) {
    symlink(to, folder.path().join("project").join(name)).unwrap();
}

#[test]
fn a_report_that_is_a_link_out_of_the_project_is_not_read() {
    for to in ["../others/secret.yaml", "/proc/self/environ", "/etc/passwd"] {
        let folder = project(&[("a.report.yaml", IN_ORDER)]);
        link(&folder, "report.yaml", to);
        for arguments in [&[] as &[&str], &["report.yaml"], &["*.yaml"], &["."]] {
            let ran = check(&folder, arguments);
            assert_eq!(ran.code, Some(2), "{arguments:?}");
            assert!(
                ran.errors
                    .contains("\"report.yaml\" is a link that leads out of "),
                "{}",
                ran.errors
            );
        }
    }
}

#[test]
fn what_is_named_is_read_wherever_it_is() {
    let folder = project(&[("report.yaml", IN_ORDER)]);
    let others = folder.path().join("others");
    fs::write(others.join("agenda.yaml"), WITH_ERROR).unwrap();
    assert_eq!(check(&folder, &["../others/agenda.yaml"]).code, Some(1));
    let absolute = others.join("agenda.yaml");
    assert_eq!(check(&folder, &[absolute.to_str().unwrap()]).code, Some(1));
    // a link inside the project is as good as a file
    link(&folder, "b.report.yaml", "report.yaml");
    assert_eq!(check(&folder, &["b.report.yaml"]).code, Some(0));
}

#[test]
fn a_config_that_is_a_link_out_of_the_project_is_not_read() {
    let folder = project(&[("report.yaml", IN_ORDER)]);
    link(&folder, "reportlint.yaml", "../others/secret.yaml");
    for arguments in [
        &[] as &[&str],
        &["--config", "reportlint.yaml"],
        &["reportlint.yaml"],
    ] {
        let ran = check(&folder, arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(
            ran.errors.contains("is a link that leads out of "),
            "{}",
            ran.errors
        );
    }
}

#[test]
fn a_config_extends_nothing_outside_the_project() {
    for target in [
        "../others/secret.yaml",
        "../others/gone.yaml",
        "/proc/self/environ",
        "/dev/zero",
        "link.yaml",
        "folder/secret.yaml",
    ] {
        let config = format!("extends: {target}\n");
        let folder = project(&[("report.yaml", IN_ORDER), ("reportlint.yaml", &config)]);
        link(&folder, "link.yaml", "../others/secret.yaml");
        link(&folder, "folder", "../others");
        let ran = check(&folder, &["--format", "compact"]);
        assert_eq!(ran.code, Some(2), "{target}");
        let expected = format!("\"{target}\" lies outside the project, and is not read\n");
        assert!(
            String::from_utf8(ran.output).unwrap().ends_with(&expected),
            "{target}"
        );
    }
}

#[test]
fn a_config_above_the_repository_does_not_hold() {
    let folder = project(&[("report.yaml", WITH_ERROR)]);
    fs::write(
        folder.path().join("reportlint.yaml"),
        "rules: {yaml: off}\n",
    )
    .unwrap();
    assert_eq!(check(&folder, &[]).code, Some(1));
    fs::remove_dir_all(folder.path().join("project/.git")).unwrap();
    assert_eq!(check(&folder, &[]).code, Some(0));
}

#[test]
fn a_report_includes_nothing_outside_its_folder() {
    for target in [
        "../others/secret.yaml",
        "../others/*.yaml",
        "/proc/self/environ",
        "/dev/zero",
        "link.yaml",
        "folder/secret.yaml",
        "folder/secre.yaml",
        "folder/*.yaml",
    ] {
        let report = format!("{IN_ORDER}include: '{target}'\n");
        let folder = project(&[("report.yaml", &report)]);
        link(&folder, "link.yaml", "../others/secret.yaml");
        link(&folder, "folder", "../others");
        let ran = check(&folder, &["--format", "compact"]);
        assert_eq!(ran.code, Some(1), "{target}: {}", ran.errors);
        let output = String::from_utf8(ran.output).unwrap();
        assert!(
            output.contains("error[include/outside]"),
            "{target}: {output}"
        );
        let mut naming = output.lines().filter(|line| line.contains("secret.yaml"));
        assert!(
            naming.all(|line| line.contains("include/outside")),
            "{output}"
        );
    }
}

#[test]
fn what_says_what_to_leave_out_is_a_file_of_some_lines() {
    for name in [".gitignore", "below/.ignore"] {
        let folder = project(&[("a/report.yaml", IN_ORDER), ("below/report.yaml", IN_ORDER)]);
        let path = folder.path().join("project").join(name);
        let pipe = || {
            assert!(
                Command::new("mkfifo")
                    .arg(&path)
                    .status()
                    .unwrap()
                    .success()
            );
        };
        let endless = || symlink("/dev/zero", &path).unwrap();
        for make in [&pipe as &dyn Fn(), &endless] {
            make();
            let ran = check(&folder, &["."]);
            assert_eq!(ran.code, Some(2), "{name}");
            let file = name.rsplit('/').next().unwrap();
            assert!(
                ran.errors.contains(&format!("{file}\" cannot be read")),
                "{}",
                ran.errors
            );
            fs::remove_file(&path).unwrap();
        }
    }
}

/// Data of others, as it is in a project.
const DATA: &str = "documents:\n  - files: [x.json, y.json, 'd/e/*.json']\n    checks:\n      \
                    - {id: m, matches: {of: '$..*', pattern: '^$'}}\n";

#[test]
fn data_that_a_link_leads_to_out_of_the_project_is_quoted_nowhere() {
    let data = [("reportlint.yaml", DATA), ("y.json", "{\"auth\": \"\"}\n")];
    for to in [
        "../others/secret.json",
        "/proc/self/environ",
        "to.json",
        "e/secret.json",
    ] {
        let folder = project(&data);
        fs::write(
            folder.path().join("others/secret.json"),
            "{\"auth\": \"s3cr3t\"}\n",
        )
        .unwrap();
        link(&folder, "x.json", to);
        link(&folder, "to.json", "to2.json");
        link(&folder, "to2.json", "../others/secret.json");
        link(&folder, "e", "../others");
        for with_git in [true, false] {
            if !with_git {
                fs::remove_dir_all(folder.path().join("project/.git")).unwrap();
            }
            for paths in [
                &[] as &[&str],
                &["x.json"],
                &["y.json"],
                &["--skip-unrelated", "--force-exclude", "y.json"],
                &["../project/y.json"],
                &["*.json"],
            ] {
                let ran = check(&folder, paths);
                assert_eq!(ran.code, Some(2), "{to} {paths:?}");
                let refused = "\"x.json\" is a link that leads out of ";
                assert_eq!(ran.errors.matches(refused).count(), 1, "{}", ran.errors);
            }
        }
    }
    let folder = project(&data);
    fs::write(
        folder.path().join("others/secret.json"),
        "{\"auth\": \"s3cr3t\"}\n",
    )
    .unwrap();
    link(&folder, "x.json", "../others/secret.json");
    for format in FORMATS {
        assert_eq!(
            check(&folder, &["--format", format, "y.json"]).code,
            Some(2)
        );
    }
}

#[test]
fn data_in_a_folder_that_is_a_link_out_of_the_project_is_quoted_nowhere() {
    let folder = project(&[("reportlint.yaml", DATA), ("y.json", "{\"auth\": \"\"}\n")]);
    fs::write(
        folder.path().join("others/secret.json"),
        "{\"auth\": \"s3cr3t\"}\n",
    )
    .unwrap();
    fs::create_dir(folder.path().join("others/e")).unwrap();
    fs::copy(
        folder.path().join("others/secret.json"),
        folder.path().join("others/e/secret.json"),
    )
    .unwrap();
    link(&folder, "d", "../others");
    let refused = "\"d\" is a link that leads out of ";
    for paths in [&[] as &[&str], &["y.json"], &["d"]] {
        let ran = check(&folder, paths);
        assert_eq!(ran.code, Some(2), "{paths:?}");
        assert_eq!(ran.errors.matches(refused).count(), 1, "{}", ran.errors);
    }
    for path in ["d/secret.json", "d/report.yaml", "d/*.yaml"] {
        let ran = check(&folder, &[path]);
        assert_eq!(ran.code, Some(2), "{path}");
        assert!(
            ran.errors.contains("is a link that leads out of "),
            "{}",
            ran.errors
        );
    }
    // somewhere else, the folder that is named is the project
    fs::remove_dir_all(folder.path().join("project/.git")).unwrap();
    let mut command = reportlint(&["check"]);
    command
        .arg(folder.path().join("project"))
        .current_dir("/usr");
    let ran = run(&mut command).in_peace();
    assert_eq!(ran.code, Some(2), "{}", ran.errors);
    assert!(!String::from_utf8(ran.output).unwrap().contains(SECRET));
}

#[test]
fn links_are_followed_out_of_the_project_by_nothing_that_a_check_reads() {
    let schema = "documents:\n  - {files: [y.json], schema: LINK}\n";
    let refers = "documents:\n  - files: [y.json]\n    checks:\n      \
                  - {id: r, resolve: {of: '$.*', in: '$.*', in_files: [LINK]}}\n";
    for (config, name) in [
        (schema, "link.json"),
        (schema, "folder/secret.json"),
        (refers, "link.json"),
        (refers, "folder/secret.json"),
        ("extends: ./LINK\n", "link.json"),
        ("extends: ./LINK\n", "folder/secret.json"),
    ] {
        let config = config.replace("LINK", name);
        let folder = project(&[
            ("reportlint.yaml", &config),
            ("y.json", "{\"auth\": \"\"}\n"),
            ("report.yaml", IN_ORDER),
        ]);
        let secret = "{\"type\": \"s3cr3t\", \"const\": \"s3cr3t\"}\n";
        fs::write(folder.path().join("others/secret.json"), secret).unwrap();
        link(&folder, "link.json", "../others/secret.json");
        link(&folder, "folder", "../others");
        for paths in [&[] as &[&str], &["y.json"], &["reportlint.yaml"]] {
            let ran = check(&folder, paths);
            // who names a configuration alone has no data checked
            let is_needed = config.starts_with("extends") || paths != ["reportlint.yaml"];
            assert!(ran.code != Some(0) || !is_needed, "{config} {paths:?}");
        }
    }
    let folder = project(&[("report.yaml", WITH_ERROR)]);
    fs::write(folder.path().join("others/known.json"), "s3cr3t").unwrap();
    link(&folder, "known.json", "../others/known.json");
    let ran = check(&folder, &["--baseline", "known.json"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.errors
            .contains("\"known.json\" is a link that leads out of "),
        "{}",
        ran.errors
    );
}

#[test]
fn what_says_what_to_leave_out_is_no_link_out_of_the_project() {
    for name in [".gitignore", ".ignore", "below/.ignore"] {
        let folder = project(&[("a/report.yaml", IN_ORDER), ("below/report.yaml", IN_ORDER)]);
        fs::write(folder.path().join("others/patterns"), "report.yaml\n").unwrap();
        let to = folder.path().join("others/patterns");
        link(&folder, name, to.to_str().unwrap());
        let ran = check(&folder, &["."]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(
            ran.errors.contains("ignore\" is a link that leads out of "),
            "{}",
            ran.errors
        );
    }
    // what lies above the project is its owner's
    let folder = project(&[("a/report.yaml", IN_ORDER)]);
    fs::write(folder.path().join("others/patterns"), "x\n").unwrap();
    symlink("others/patterns", folder.path().join(".ignore")).unwrap();
    assert_eq!(check(&folder, &["."]).code, Some(0));
}

#[test]
fn folders_above_the_project_may_be_links() {
    let folder = project(&[("report.yaml", WITH_ERROR)]);
    symlink("project", folder.path().join("work")).unwrap();
    let mut command = reportlint(&["check"]);
    command
        .arg(folder.path().join("work/report.yaml"))
        .current_dir("/usr");
    assert_eq!(run(&mut command).in_peace().code, Some(1));
}

#[test]
fn a_commit_is_left_by_no_link() {
    let folder = project(&[("reportlint.yaml", DATA), ("y.json", "{\"auth\": \"\"}\n")]);
    let project = folder.path().join("project");
    fs::remove_dir_all(project.join(".git")).unwrap();
    fs::write(
        folder.path().join("others/secret.json"),
        "{\"auth\": \"s3cr3t\"}\n",
    )
    .unwrap();
    link(&folder, "x.json", "../others/secret.json");
    link(&folder, "d", "../others");
    git(&project, &["init", "--quiet"]);
    commit(&project);
    for paths in [&[] as &[&str], &["y.json"], &["x.json"]] {
        let arguments = [&["--since", "HEAD"], paths].concat();
        assert_eq!(check(&folder, &arguments).code, Some(2), "{paths:?}");
    }
    // as the commit has it, so it was before
    for name in ["x.json", "d"] {
        fs::remove_file(project.join(name)).unwrap();
    }
    fs::write(project.join("x.json"), "{\"auth\": \"new\"}\n").unwrap();
    let ran = check(&folder, &["--since", "HEAD", "--format", "compact"]);
    let output = String::from_utf8(ran.output).unwrap();
    assert_eq!(
        output.matches("\"new\"").count(),
        1,
        "{output} {}",
        ran.errors
    );
}

/// Every file below a folder, with what is in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut contents = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                waiting.push(path);
            } else {
                contents.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    contents
}

#[test]
fn nothing_is_written_but_what_is_asked_for() {
    let folder = folder(&[("report.yaml", WITH_ERROR.as_bytes())]);
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    let before = contents(folder.path());
    for arguments in [
        &["check"] as &[_],
        &["check", "--since", "HEAD"],
        &["check", "--print-config", "report.yaml"],
        &["rules"],
        &["schema"],
        &["explain", "yaml/syntax"],
    ] {
        run_in(folder.path(), arguments).in_peace();
        assert!(
            contents(folder.path()) == before,
            "{arguments:?} wrote something"
        );
    }
    run_in(folder.path(), &["check", "--write-baseline", "known.json"]).in_peace();
    run_in(folder.path(), &["init"]).in_peace();
    let after = contents(folder.path()).into_keys();
    let new: Vec<_> = after.filter(|path| !before.contains_key(path)).collect();
    let expected = ["known.json", "reportlint.yaml"].map(|name| folder.path().join(name));
    assert_eq!(new, expected);
}

/// A repository whose config names programs for everything that git may run, each of which would leave a mark.
#[test]
fn what_a_repository_names_is_not_run() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("repository");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("report.yaml"),
        "document:\n  title: the the Forum\n",
    )
    .unwrap();
    fs::write(folder.join(".gitattributes"), "* filter=f diff=d merge=m\n").unwrap();
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    let mark = outer.path().join("mark");
    let program = outer.path().join("program");
    fs::write(
        &program,
        format!("#!/bin/sh\necho \"$0 $@\" >>'{}'\ncat\n", mark.display()),
    )
    .unwrap();
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&program, executable).unwrap();
    let program = program.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.askPass",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "core.gitProxy",
        "pager.ls-tree",
        "pager.cat-file",
        "pager.rev-parse",
        "filter.f.clean",
        "filter.f.smudge",
        "filter.f.process",
        "diff.d.textconv",
        "diff.d.command",
        "diff.external",
        "merge.m.driver",
        "credential.helper",
        "gpg.program",
        "uploadpack.packObjectsHook",
        "remote.origin.uploadpack",
    ] {
        git(&folder, &["config", key, program]);
    }
    for hook in [
        "post-checkout",
        "reference-transaction",
        "post-index-change",
    ] {
        let hooks = folder.join(".git/hooks");
        fs::create_dir_all(&hooks).unwrap();
        symlink(program, hooks.join(hook)).unwrap();
    }
    for command in ["rev-parse", "ls-tree", "cat-file"] {
        git(
            &folder,
            &[
                "config",
                &format!("alias.{command}"),
                &format!("!{program}"),
            ],
        );
    }
    let ran = run_in(&folder, &["check", "--since", "HEAD"]).in_peace();
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());

    // an object that is not there would be fetched
    let remote = format!("ext::{program} %S");
    git(&folder, &["config", "remote.origin.url", &remote]);
    git(&folder, &["config", "remote.origin.promisor", "true"]);
    git(&folder, &["config", "extensions.partialClone", "origin"]);
    git(&folder, &["config", "core.repositoryFormatVersion", "1"]);
    git(&folder, &["config", "protocol.ext.allow", "always"]);
    let object = object(&folder, "HEAD:report.yaml");
    fs::remove_file(folder.join(format!(".git/objects/{}/{}", &object[..2], &object[2..])))
        .unwrap();
    let mut command = reportlint(&["check", "--since", "HEAD", "--format", "compact"]);
    let ran = run(command
        .current_dir(&folder)
        .env("GIT_ALLOW_PROTOCOL", "ext"))
    .in_peace();
    // what cannot be read was not there, so that nothing is known
    assert!(ran.code.is_some());
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());
}

/// The name of an object.
fn object(folder: &Path, revision: &str) -> String {
    let mut command = Command::new("git");
    let output = command
        .current_dir(folder)
        .args(["rev-parse", revision])
        .output();
    String::from_utf8(output.unwrap().stdout)
        .unwrap()
        .trim()
        .to_owned()
}

#[test]
fn no_object_replaces_another() {
    let folder = folder(&[("report.yaml", b"document:\n  title: the the Forum\n")]);
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path());
    fs::write(
        folder.path().join("report.yaml"),
        "document:\n  title: Forum\n",
    )
    .unwrap();
    commit(folder.path());
    // the commit that had the finding is made to look like one that had not
    git(folder.path(), &["replace", "HEAD~1", "HEAD"]);
    fs::write(
        folder.path().join("report.yaml"),
        "document:\n  title: the the Forum\n",
    )
    .unwrap();
    let ran = run_in(
        folder.path(),
        &["check", "--since", "HEAD~1", "--format", "compact"],
    )
    .in_peace();
    assert_eq!(String::from_utf8(ran.output).unwrap(), "");
}

#[test]
fn the_repository_is_the_one_around_the_folder() {
    let title = b"document:\n  title: the the Forum\n".as_slice();
    let (here, elsewhere) = (folder(&[("report.yaml", title)]), folder(&[("a.txt", b"")]));
    for folder in [&here, &elsewhere] {
        git(folder.path(), &["init", "--quiet"]);
        commit(folder.path());
    }
    let mut command = reportlint(&["check", "--since", "HEAD", "--format", "compact"]);
    command.current_dir(here.path());
    command.env("GIT_DIR", elsewhere.path().join(".git"));
    command.env("GIT_WORK_TREE", elsewhere.path());
    command.env(
        "GIT_OBJECT_DIRECTORY",
        elsewhere.path().join(".git/objects"),
    );
    let ran = run(&mut command).in_peace();
    assert_eq!(
        (String::from_utf8(ran.output).unwrap().as_str(), ran.code),
        ("", Some(0))
    );
}

#[test]
fn no_name_of_a_file_is_an_option_of_a_hook() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let hooks: serde_yaml::Value =
        serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let folder = folder(&[
        ("report.yaml", WITH_ERROR.as_bytes()),
        ("--output=json=report.yaml", b"a: 1\n"),
        ("--write-baseline=known.yaml", b"a: 1\n"),
    ]);
    let before = contents(folder.path());
    let names: Vec<&str> = vec!["--output=json=report.yaml", "--write-baseline=known.yaml"];
    for hook in hooks.as_sequence().unwrap() {
        if hook["pass_filenames"] == serde_yaml::Value::Bool(false) {
            continue;
        }
        let words = hook["entry"].as_str().unwrap().split(' ').skip(1);
        let own = hook["args"].as_sequence().unwrap();
        let own = own.iter().map(|word| word.as_str().unwrap());
        let arguments: Vec<&str> = words.chain(own).chain(names.iter().copied()).collect();
        let ran = run_in(folder.path(), &arguments).in_peace();
        assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.errors);
        assert!(contents(folder.path()) == before, "{arguments:?}");
    }
}

#[test]
fn nothing_is_fixed_or_shown_through_a_link_out_of_the_project() {
    let fixable = format!(
        "{IN_ORDER}x-note: {SECRET} the the end\nannexes:\n  - {{title: {SECRET} the the end}}\n"
    );
    let part = "annexes:\n  - {title: s3cr3t the the end}\n";
    let report = format!("{IN_ORDER}include: [part.yaml, there/part.yaml]\n");
    let folder = project(&[("report.yaml", &report)]);
    let others = folder.path().join("others");
    fs::create_dir(others.join("below")).unwrap();
    fs::write(others.join("below/report.yaml"), &fixable).unwrap();
    fs::write(others.join("part.yaml"), part).unwrap();
    link(&folder, "part.yaml", "../others/part.yaml");
    link(&folder, "there", "../others");
    link(&folder, "below", "../others/below");
    link(&folder, "a.report.yaml", "b.report.yaml");
    link(&folder, "b.report.yaml", "../others/below/report.yaml");
    let before = contents(&others);
    for options in [
        &["--fix"] as &[_],
        &["--fix", "--unsafe-fixes"],
        &["--diff"],
        &["--diff", "--unsafe-fixes"],
    ] {
        for paths in [
            &[] as &[_],
            &["."],
            &["a.report.yaml", "b.report.yaml"],
            &["below/report.yaml", "below", "there/part.yaml"],
            &[
                "--force-exclude",
                "--skip-unrelated",
                "--",
                "part.yaml",
                "below/report.yaml",
            ],
        ] {
            let ran = check(&folder, &[options, paths].concat());
            assert_eq!(ran.code, Some(2), "{options:?} {paths:?}");
            assert!(contents(&others) == before, "{options:?} {paths:?}");
        }
    }
    let mut init = reportlint(&["init", "--report", "below"]);
    let ran = run(init.current_dir(folder.path().join("project"))).in_peace();
    assert_eq!(ran.code, Some(2));
    assert!(contents(&others) == before, "{}", ran.errors);
}
