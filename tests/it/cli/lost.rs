//! What one file, one configuration or one number says hides nothing that another says.

use std::fs;

use super::{folder, run_in};

const SHARED: &str = "sections:\n  - title: One\n    paragraphs:\n      - {number: 1, text: Aa.}\n      \
                      - {number: 3, text: Bb.}\n";

/// What a check shows in a line each.
fn shown(files: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String) {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    let folder = folder(&files);
    fs::create_dir(folder.path().join(".git")).unwrap();
    let arguments = [&["check", "--format", "compact"], arguments].concat();
    let ran = run_in(folder.path(), &arguments).in_peace();
    (ran.code, String::from_utf8(ran.output).unwrap())
}

#[test]
fn what_is_found_in_a_shared_file_counts_if_it_does_for_any_report() {
    let report = "document: {title: A}\ninclude: [sub/shared.yaml]\n";
    let other = "document: {title: B}\ninclude: [shared.yaml]\n";
    for (above, below) in [
        ("allow: [{rule: paragraphs, reason: x}]\n", "root: true\n"),
        ("rules: {paragraphs: advice}\n", "root: true\n"),
        ("rules: {paragraphs: off}\n", "root: true\n"),
        (
            "{}\n",
            "root: true\nallow: [{rule: paragraphs, reason: x}]\n",
        ),
        ("fail_on: never\n", "root: true\nfail_on: error\n"),
        ("{}\n", "root: true\nfail_on: never\n"),
    ] {
        let files = [
            ("report.yaml", report),
            ("reportlint.yaml", above),
            ("sub/report.yaml", other),
            ("sub/reportlint.yaml", below),
            ("sub/shared.yaml", SHARED),
        ];
        let (code, output) = shown(&files, &["--select", "paragraphs"]);
        assert_eq!(
            output.matches("paragraphs/sequence").count(),
            1,
            "{above}{below}{output}"
        );
        assert!(
            output.contains("error[paragraphs/sequence]"),
            "{above}{below}{output}"
        );
        assert_eq!(code, Some(1), "{above}{below}");
    }
}

#[cfg(unix)]
#[test]
fn files_are_distinguished_by_every_byte_of_their_paths() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = folder(&[]);
    let report = format!("document: {{title: A}}\n{SHARED}");
    let names: [&[u8]; 4] = [b"a\xff", b"a\xfe", b"a\xef\xbf\xbd", b"a\\xff"];
    for name in names {
        let below = folder.path().join(OsStr::from_bytes(name));
        if fs::create_dir(&below).is_err() {
            return;
        }
        fs::write(below.join("report.yaml"), &report).unwrap();
    }
    let ran = run_in(folder.path(), &["check", "--format", "compact"]).in_peace();
    let output = String::from_utf8(ran.output).unwrap();
    assert_eq!(output.lines().count(), 4, "{output}");
    assert!(output.contains(r"a\xfe/report.yaml:"), "{output}");
}

#[test]
fn no_number_is_too_large_to_be_compared() {
    for large in [
        "4294967296",
        "99999999999",
        "9223372036854775807",
        "'99999999999999999999'",
    ] {
        let report = format!(
            "document: {{title: A}}\nsections:\n  - title: One\n    paragraphs:\n      \
             - {{number: 1, text: Aa.}}\n      - {{number: {large}, text: Bb.}}\n      \
             - {{number: {large}, text: Cc.}}\n"
        );
        let (code, output) = shown(&[("report.yaml", &report)], &[]);
        assert_eq!(code, Some(1), "{large}");
        assert_eq!(
            output.matches("paragraphs/sequence").count(),
            2,
            "{large}: {output}"
        );
    }
    let page = "document: {title: A}\ncontents:\n  - {title: One, page: 2}\nsections:\n  - title: One\n    \
                page: 4294967296\n    paragraphs: [{text: Aa.}]\n";
    let (code, output) = shown(&[("report.yaml", page)], &[]);
    assert_eq!(code, Some(1));
    assert!(output.contains("4294967295"), "{output}");
    let labels = "document: {title: A}\nsections:\n  - {label: I, title: One, paragraphs: [{text: Aa.}]}\n  \
                  - {label: '99999999999999999999', title: Two, paragraphs: [{text: Bb.}]}\n  \
                  - {label: '99999999999999999999', title: Three, paragraphs: [{text: Cc.}]}\n";
    let (code, output) = shown(
        &[("report.yaml", &labels.replace("label: I,", "label: '1',"))],
        &[],
    );
    assert_eq!(code, Some(1), "{output}");
    assert!(output.contains("sections/label-sequence"), "{output}");
    let note = "document: {title: A}\nsections:\n  - title: One\n    paragraphs:\n      \
                - {number: 1, text: 'Aa[^1] bb[^4294967296].'}\nfootnotes:\n  - {mark: '1', text: A.}\n  \
                - {mark: '4294967296', text: B.}\n";
    let (_, output) = shown(&[("report.yaml", note)], &[]);
    assert!(output.contains("footnotes/sequence"), "{output}");
    let data = "[{n: 1}, {n: 99999999999}, {n: 99999999999}]\n";
    let config =
        "documents:\n  - files: [d.yaml]\n    checks:\n      - {id: s, sequence: {of: '$[*].n'}}\n";
    let (code, output) = shown(&[("reportlint.yaml", config), ("d.yaml", data)], &[]);
    assert_eq!(code, Some(1), "{output}");
}
