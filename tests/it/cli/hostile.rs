//! Input that no editor ever wrote: it is checked or refused, and never hangs, panics or reaches the terminal raw.

use std::fmt::Write as _;

use super::{folder, run_in, run_on};

/// Asserts that `check` comes to a verdict on the text, in YAML and in JSON, and in every format.
fn is_judged(text: &[u8]) {
    for name in ["report.yaml", "report.json"] {
        for format in ["human", "narrated", "compact", "json"] {
            let arguments = ["check", "-", "--stdin-filename", name, "--format", format];
            let ran = run_on(text, &arguments).in_peace();
            let shown = String::from_utf8_lossy(&text[..text.len().min(60)]);
            assert!(
                matches!(ran.code, Some(0 | 1)),
                "{shown:?} as {name}: {}",
                ran.errors
            );
        }
    }
}

#[test]
fn nothing_at_all() {
    is_judged(b"");
    is_judged(b"\xef\xbb\xbf");
    is_judged(b"\n \n");
    is_judged(b"# nothing but\n# comments\n");
    is_judged(b"---\n...\n---\n");
}

#[test]
fn several_documents() {
    is_judged(b"document:\n  title: One\n---\ndocument:\n  title: Two\n");
}

#[test]
fn what_is_no_text() {
    is_judged(&[0; 4096]);
    is_judged(&[0xff; 4096]);
    is_judged(b"\xff\xfeR\0\0\xd8");
    is_judged(b"document:\n  title: caf\xe9\n");
}

#[test]
fn what_is_no_report() {
    is_judged(b"just a sentence");
    is_judged(b"[1, 2, 3]");
    is_judged(b"agenda: 12\nsections: {a: b}\ncontents: null\n");
}

#[test]
fn brackets_in_brackets() {
    for depth in [200, 300, 100_000] {
        is_judged("[".repeat(depth).as_bytes());
        is_judged(("[".repeat(depth) + &"]".repeat(depth)).as_bytes());
        is_judged("{\"a\":".repeat(depth).as_bytes());
        is_judged("- ".repeat(depth).as_bytes());
        is_judged(("sections:\n- ".to_owned() + &"sections: [{".repeat(depth)).as_bytes());
    }
}

#[test]
fn aliases_that_multiply() {
    let mut text = String::from("x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..30 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "x-{level}: &a{level} [{aliases}]").unwrap();
    }
    is_judged(text.as_bytes());
    is_judged(b"sections: &a [{sections: *a}]\n");
}

#[test]
fn one_very_long_line() {
    let numbers: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
    is_judged(format!("document: {{title: \"{}\"}}", numbers.join(" ")).as_bytes());
    // a line on which much is found
    is_judged(format!("document: {{title: \"{}\"}}", "word word ".repeat(2_000)).as_bytes());
}

/// What would colour, move or rename a terminal, in a place that findings quote.
const STEERING: &str = "\\e[31m\\x1b]0;title\\a\\u202E";

#[test]
fn escape_sequences() {
    is_judged(format!("\"{STEERING}\": 1\n\"{STEERING}\": 2\n").as_bytes());
    is_judged(b"\"\\u001b[31m\": 1,\n\"\\u001b[31m\": 2\n");
    is_judged(b"\x1b[31m: 1\n\x1b[31m: 2\n");
    is_judged("a\u{9b}31m: 1\na\u{9b}31m: 2\n".as_bytes());
}

#[cfg(unix)]
mod on_unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::super::{IN_ORDER, WITH_ERROR, reportlint, run};
    use super::*;

    #[test]
    fn a_file_name_with_an_escape_sequence() {
        let folder = folder(&[("\x1b[31mred.report.yaml", WITH_ERROR.as_bytes())]);
        for format in ["human", "narrated", "compact", "json"] {
            let ran = run_in(folder.path(), &["check", "--format", format]).in_peace();
            assert_eq!(ran.code, Some(1));
        }
        run_in(folder.path(), &["check", "\x1b[31mgone"]).in_peace();
    }

    #[test]
    fn a_folder_as_standard_input_is_an_error() {
        let folder = folder(&[]);
        let input = fs::File::open(folder.path()).unwrap();
        let ran = run(reportlint(&["check", "-"]).stdin(input)).in_peace();
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.errors
                .starts_with("error: \"<stdin>\" cannot be read: "),
            "{}",
            ran.errors
        );
    }

    #[test]
    fn a_device_is_refused() {
        let folder = folder(&[]);
        for device in ["/dev/zero", "/dev/null"] {
            let ran = run_in(folder.path(), &["check", device]).in_peace();
            assert_eq!(ran.code, Some(2));
            assert!(
                ran.errors.contains("is not a regular file"),
                "{}",
                ran.errors
            );
        }
    }

    #[test]
    fn a_named_pipe_is_refused_and_what_lies_beside_it_is_checked() {
        let folder = folder(&[("b.report.yaml", IN_ORDER.as_bytes())]);
        let pipe = folder.path().join("report.yaml");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        for arguments in [&["check"] as &[_], &["check", "report.yaml"]] {
            let ran = run_in(folder.path(), arguments).in_peace();
            assert_eq!(ran.code, Some(2));
            assert!(
                ran.errors
                    .starts_with("error: \"report.yaml\" is not a regular file")
            );
        }
    }

    #[test]
    fn a_link_to_itself_is_an_error() {
        let folder = folder(&[]);
        symlink("report.yaml", folder.path().join("report.yaml")).unwrap();
        for arguments in [&["check"] as &[_], &["check", "report.yaml"]] {
            let ran = run_in(folder.path(), arguments).in_peace();
            assert_eq!(ran.code, Some(2));
            assert!(
                ran.errors
                    .starts_with("error: \"report.yaml\" cannot be read: "),
                "{}",
                ran.errors
            );
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_is_an_error() {
        let folder = folder(&[("report.yaml", IN_ORDER.as_bytes())]);
        let path = folder.path().join("report.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        let expected = if fs::read(&path).is_ok() {
            Some(0) // the superuser may read it all the same
        } else {
            Some(2)
        };
        assert_eq!(run_in(folder.path(), &["check"]).in_peace().code, expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_fails_while_it_is_read_is_an_error() {
        let folder = folder(&[]);
        // nothing is mapped at address 0, also for the superuser
        let ran = run_in(folder.path(), &["check", "/proc/self/mem"]).in_peace();
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.errors
                .starts_with("error: \"/proc/self/mem\" cannot be read: "),
            "{}",
            ran.errors
        );
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused_before_it_is_read() {
        let folder = folder(&[("report.yaml", b"")]);
        let file = fs::File::options()
            .write(true)
            .open(folder.path().join("report.yaml"));
        // a hole: it takes no room on the disk
        file.unwrap().set_len(1 << 32).unwrap();
        let ran = run_in(folder.path(), &["check"]).in_peace();
        assert_eq!(ran.code, Some(2));
        assert_eq!(
            ran.errors,
            "error: \"report.yaml\" is not read: it is larger than 256 MiB; to read it, raise the limit with `--max-size`\n"
        );
        let ran = run_in(folder.path(), &["check", "--max-size", "4095"]).in_peace();
        assert!(
            ran.errors.contains("is larger than 4 GiB"),
            "{}",
            ran.errors
        );
    }
}
