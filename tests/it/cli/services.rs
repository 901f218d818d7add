//! No text of a report, a configuration or a name becomes a command of the service that runs the program.

use std::fs;

use super::outputs::FORMATS;
use super::{folder, reportlint, run};

/// What the runner of GitHub Actions takes for commands, as it parses a line: the second form first, after blanks, then the
/// first one, anywhere.
fn commands_of_github(text: &str) -> Vec<String> {
    let command = |line: &str| {
        let second = line.trim().strip_prefix("::").and_then(|rest| {
            let (command, _) = rest.split_once("::")?;
            Some(command.to_owned())
        });
        let first = || {
            let (_, rest) = line.split_once("##[")?;
            let (command, _) = rest.split_once(']')?;
            Some(command.to_owned())
        };
        second.or_else(first)
    };
    text.lines().filter_map(command).collect()
}

/// What the agents of Azure Pipelines and of `TeamCity` take for commands.
fn commands_of_others(text: &str) -> usize {
    ["##vso[", "##[", "##teamcity["]
        .into_iter()
        .map(|prefix| text.matches(prefix).count())
        .sum()
}

const ARMED: [&str; 5] = [
    "##[set-output name=sarif-file]/elsewhere",
    "::set-output name=sarif-file::/elsewhere",
    "##vso[task.setvariable variable=PATH]x",
    "##teamcity[buildStop]",
    "::stop-commands::x",
];

#[test]
fn no_text_is_a_command() {
    for armed in ARMED {
        let quoted = serde_json::to_string(armed).unwrap();
        let report = format!(
            "document: {{title: A}}\nsections:\n  - title: {quoted}\n  - title: {quoted}\n    paragraphs:\n      \
             - number: 1\n        text: >-\n          the the\n          {armed}\n      - {{number: 9, text: |\n          \
             {armed}}}\n"
        );
        let report = report
            .replace(", text: |\n          ", ", text: \"")
            .replace("}\n", "\"}\n");
        let config = format!(
            "documents:\n  - files: [d.json]\n    checks:\n      - {{id: m, matches: {{of: '$[*]', pattern: zz}}, \
             message: {quoted}, help: {quoted}}}\nextends: {quoted}\n"
        );
        let data = format!("[{quoted}]\n");
        let files: [(&str, &[u8]); 3] = [
            ("report.yaml", report.as_bytes()),
            ("reportlint.yaml", config.as_bytes()),
            ("d.json", data.as_bytes()),
        ];
        let folder = folder(&files);
        let named = folder.path().join(armed.replace('/', "-"));
        // a file system may refuse such a name
        if fs::create_dir(&named).is_ok() {
            fs::write(named.join("report.yaml"), &report).unwrap();
        }
        for format in FORMATS {
            for service in [
                "GITHUB_ACTIONS",
                "TF_BUILD",
                "GITLAB_CI",
                "TEAMCITY_VERSION",
                "CI",
            ] {
                let mut command = reportlint(&["check", "--format", format, "gone ##[x]y", "."]);
                command.env(service, "true").current_dir(folder.path());
                let ran = run(&mut command).in_peace();
                assert_eq!(ran.code, Some(2), "{}", ran.errors);
                let output = String::from_utf8(ran.output).unwrap();
                assert!(!output.is_empty());
                let meant = |command: &String| {
                    let mut kinds = ["error ", "warning ", "notice "].into_iter();
                    format == "github" && kinds.any(|kind| command.starts_with(kind))
                };
                for text in [&output, &ran.errors] {
                    let mut found = commands_of_github(text);
                    found.retain(|command| !meant(command));
                    assert!(found.is_empty(), "{format}, {armed}: {found:?}\n{text}");
                    assert_eq!(commands_of_others(text), 0, "{format}, {armed}: {text}");
                }
            }
        }
    }
}

/// The formats that name files from the top of a project.
const FROM_THE_TOP: [&str; 7] = [
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "markdown",
];

#[test]
fn programs_read_the_same_names_in_whatever_folder_a_check_starts() {
    let report = b"document: {title: A}\nfoo: 1\n";
    let tops: [(&str, &[u8]); 2] = [(".git/HEAD", b""), ("reportlint.yaml", b"root: true\n")];
    for top in tops {
        let folder = folder(&[top, ("a/b/report.yaml", report), ("c/report.yaml", report)]);
        for format in FROM_THE_TOP {
            let shown = |below: &str, path: &str| {
                let mut command = reportlint(&["check", "--format", format, path]);
                command.current_dir(folder.path().join(below));
                let ran = run(&mut command).in_peace();
                assert_eq!(ran.code, Some(1), "{format}: {}", ran.errors);
                String::from_utf8(ran.output).unwrap()
            };
            let expected = shown("", "a");
            // a name is escaped in Markdown
            let name = ["a/b/report.yaml", "a/b/report\\.yaml"];
            assert!(
                name.iter().any(|name| expected.contains(name)),
                "{expected}"
            );
            for (below, path) in [("a", "."), ("a/b", "."), ("c", "../a")] {
                assert_eq!(shown(below, path), expected, "{format} in {below}");
            }
        }
    }
}

#[test]
fn people_editors_and_reviewdog_read_names_from_the_folder_that_they_are_in() {
    let report = b"document: {title: A}\nfoo: 1\n";
    let folder = folder(&[(".git/HEAD", b""), ("a/report.yaml", report)]);
    for format in ["human", "narrated", "compact", "rdjson"] {
        let mut command = reportlint(&["check", "--format", format]);
        command.current_dir(folder.path().join("a"));
        let output = String::from_utf8(run(&mut command).in_peace().output).unwrap();
        assert!(output.contains("report.yaml"), "{format}: {output}");
        assert!(!output.contains("a/report.yaml"), "{format}: {output}");
    }
}

#[test]
fn programs_read_what_was_written_and_others_see_no_difference() {
    let report = "document: {title: A}\nsections:\n  - title: '##[x]y'\n  - title: '##[x]y'\n";
    let folder = folder(&[("report.yaml", report.as_bytes())]);
    let shown = |format: &str, service: Option<&str>| {
        let mut command = reportlint(&["check", "--format", format]);
        command
            .envs(service.map(|name| (name, "true")))
            .current_dir(folder.path());
        String::from_utf8(run(&mut command).in_peace().output).unwrap()
    };
    for format in ["json", "sarif", "gitlab", "rdjson"] {
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let plain = shown(format, None);
        assert!(plain.contains("##[x]"), "{format}");
        assert_eq!(read(&shown(format, Some("GITHUB_ACTIONS"))), read(&plain));
    }
    for format in ["junit", "checkstyle"] {
        let texts = |text: &str| {
            let document = roxmltree::Document::parse(text).unwrap();
            let nodes = document.descendants().flat_map(|node| {
                let attributes = node.attributes().map(|it| it.value().to_owned());
                attributes
                    .chain(node.text().map(str::to_owned))
                    .collect::<Vec<_>>()
            });
            nodes.collect::<Vec<_>>()
        };
        let plain = shown(format, None);
        assert_eq!(texts(&shown(format, Some("GITHUB_ACTIONS"))), texts(&plain));
    }
    assert!(shown("compact", Some("CI")).contains(r"##\[x]y"));
}

#[test]
fn what_cannot_be_seen_is_spelled_out_for_people() {
    let hidden = "\u{200b}\u{200e}\u{200f}\u{61c}\u{2060}\u{feff}\u{ad}\u{e0041}\u{200d}";
    let report = format!(
        "document: {{title: A}}\nsections:\n  - title: 'One{hidden}'\n  - title: 'One{hidden}'\n"
    );
    let folder = folder(&[("report.yaml", report.as_bytes())]);
    for format in FORMATS {
        let mut command = reportlint(&["check", "--format", format]);
        let ran = run(command.current_dir(folder.path())).in_peace();
        let output = String::from_utf8(ran.output).unwrap();
        for character in hidden.chars() {
            assert!(
                !output.contains(character),
                "{format}: {character:?} in {output}"
            );
        }
    }
}

#[test]
fn what_other_commands_say_of_a_project_is_no_command() {
    for armed in ARMED {
        let quoted = serde_json::to_string(&format!("{armed}\u{202e}")).unwrap();
        let config = format!(
            "documents:\n  - files: '*.json'\n    checks:\n      - {{id: m, matches: {{of: '$[*]', pattern: zz}}, message: \
             {quoted}}}\nextends: {quoted}\n"
        );
        let report = format!(
            "document: {{title: A}}\nsections:\n  - paragraphs:\n      - text: |\n          {armed}\n          the the {armed}\n          {armed}\n"
        );
        let folder = folder(&[
            ("reportlint.yaml", config.as_bytes()),
            ("d.json", b"[]\n"),
            ("report.yaml", report.as_bytes()),
        ]);
        for arguments in [
            &["explain", "check/m"] as &[_],
            &["explain", armed],
            &["rules", "check"],
            &["rules", "--format", "json"],
            &["init", "--report", armed],
            &["check", "--diff", "report.yaml"],
            &["check", "--statistics"],
            &["check", "--print-config", "report.yaml"],
            &["check", "--show-urls"],
            &["check", armed],
            &[armed],
            &["check", "--format", armed],
        ] {
            let mut command = reportlint(arguments);
            command.env("CI", "true").current_dir(folder.path());
            let ran = run(&mut command).in_peace();
            let output = String::from_utf8(ran.output).unwrap();
            assert!(
                !output.is_empty() || !ran.errors.is_empty(),
                "{arguments:?}"
            );
            for text in [&output, &ran.errors] {
                assert_eq!(commands_of_github(text), [""; 0], "{arguments:?}: {text}");
                assert_eq!(commands_of_others(text), 0, "{arguments:?}: {text}");
                assert!(!text.contains('\u{202e}'), "{arguments:?}: {text}");
            }
        }
    }
}
