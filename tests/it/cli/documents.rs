//! Data other than reports, and what only comes of it: `--since`, baselines, and what is left out of a search.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::since::{edit, git, output, repository, since};
use super::{folder, run_in};

const CONFIG: &[u8] = b"documents:
  - files: [schedule.yml, 'talks/*.yml']
    checks:
      - id: talk-exists
        resolve: {of: '$.slots[*]', in: {files: talks/, of: '$.id'}, unused: warning}
      - id: unique-title
        unique: {of: '$', by: title}
";

const FILES: &[(&str, &[u8])] = &[
    ("reportlint.yaml", CONFIG),
    ("schedule.yml", b"slots: [opening, closing, lunch]\n"),
    ("talks/opening.yml", b"id: opening\ntitle: Opening\n"),
    ("talks/closing.yml", b"id: closing\ntitle: Closing\n"),
];

#[test]
fn since_a_commit_only_what_the_edit_brought_is_shown_across_documents() {
    let folder = repository(FILES);
    assert_eq!(output(&since(folder.path(), "HEAD", &[])), "");
    // the copy of a title is in another file than the edit
    edit(
        &folder,
        "talks/closing.yml",
        "title: Closing",
        "title: Opening",
    );
    let ran = since(folder.path(), "HEAD", &["talks/closing.yml"]);
    let expected =
        "talks/closing.yml:2:8: error[check/unique-title] title \"Opening\" occurs twice\n";
    assert_eq!(output(&ran), expected);
    // a file that goes leaves a name that points to nothing, in a file that nobody has touched
    std::fs::remove_file(folder.path().join("talks/closing.yml")).unwrap();
    let ran = since(folder.path(), "HEAD", &[]);
    let expected = "schedule.yml:1:18: error[check/talk-exists] \"closing\" points to nothing\n";
    assert_eq!(output(&ran), expected);
}

#[test]
fn a_document_that_was_renamed_has_no_new_findings() {
    let folder = repository(&[
        ("reportlint.yaml", b"documents:\n  - files: '*.yml'\n"),
        ("old.yml", b"id: 1\nid: 2\n"),
    ]);
    git(folder.path(), &["mv", "old.yml", "new.yml"]);
    assert_eq!(output(&since(folder.path(), "HEAD", &[])), "");
    edit(&folder, "new.yml", "id: 2", "id: 2\nname: a\nname: b");
    let expected =
        "new.yml:3:1: error[yaml/duplicate-key] the key `name` appears twice in one mapping\n";
    assert_eq!(output(&since(folder.path(), "HEAD", &[])), expected);
}

#[test]
fn a_check_that_is_new_finds_what_was_there_before() {
    let folder = repository(FILES);
    edit(
        &folder,
        "reportlint.yaml",
        "      - id: unique-title",
        "      - id: long-title\n        matches: {of: '$.title', pattern: '.{8}'}\n      - id: unique-title",
    );
    let ran = since(folder.path(), "HEAD", &[]);
    assert_eq!(output(&ran).matches("check/long-title").count(), 2);
    assert_eq!(output(&ran).lines().count(), 2);
}

#[test]
fn a_baseline_knows_what_checks_find() {
    let folder = folder(FILES);
    let all = run_in(folder.path(), &["check", "--format", "compact"]);
    let expected = "schedule.yml:1:27: error[check/talk-exists] \"lunch\" points to nothing\n";
    assert_eq!(output(&all), expected);
    run_in(folder.path(), &["check", "--write-baseline", "known.json"]);
    let known = ["check", "--format", "compact", "--baseline", "known.json"];
    assert_eq!(output(&run_in(folder.path(), &known)), "");
    edit(&folder, "schedule.yml", "[opening, ", "[opening, brunch, ");
    let expected = "schedule.yml:1:18: error[check/talk-exists] \"brunch\" points to nothing\n";
    assert_eq!(output(&run_in(folder.path(), &known)), expected);
}

#[test]
fn a_code_without_quotes_in_data_is_of_another_type() {
    let folder = folder(&[
        (
            "reportlint.yaml",
            b"documents: [{files: rooms.yml, schema: room.json}]\n",
        ),
        (
            "room.json",
            b"{\"items\": {\"properties\": {\"code\": {\"type\": \"string\"}}}}\n",
        ),
        ("rooms.yml", b"- {code: 014}\n"),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "compact"]);
    let expected = "rooms.yml:1:10: error[schema/type] `code` must be text, not a number\n";
    assert_eq!(output(&ran), expected);
}

#[test]
fn what_is_hidden_is_a_document_where_a_pattern_names_it_as_such() {
    let folder = repository(&[
        (
            "site/reportlint.yaml",
            b"documents:\n  - {files: ['.days/*.yml', 'rooms/.all.yml', '**/*.yaml'], schema: s.json}\n  - files: ['.days/one.yml', halls.yml]\n    checks:\n      - {id: hall, resolve: {of: '$.hall', in: {files: halls.yml, of: '$.halls[*]'}}}\n",
        ),
        ("site/a.yaml", b"title: A\n"),
        ("site/s.json", b"{\"required\": [\"title\"]}\n"),
        ("site/halls.yml", b"halls: [A]\n"),
        ("site/.days/one.yml", b"hall: B\n"),
        ("site/.days/two.yml", b"hall: B\n"),
        ("site/.days/three.yml", b"hall: B\n"),
        ("site/.days/old/four.yml", b"hall: B\n"),
        ("site/rooms/.all.yml", b"hall: B\n"),
        ("site/rooms/.none.yml", b"hall: B\n"),
        ("site/.cache/five.yaml", b"hall: B\n"),
        ("site/.gitignore", b"three.yml\n"),
    ]);
    let required = |path: &str| format!("{path}:1:1: error[schema/required]");
    let expected = [
        required(".days/one.yml"),
        ".days/one.yml:1:7: error[check/hall]".to_owned(),
        required(".days/two.yml"),
        required("rooms/.all.yml"),
    ];
    for (here, above) in [("site", ""), ("", "site/")] {
        let ran = run_in(&folder.path().join(here), &["check", "--format", "compact"]);
        let lines: Vec<&str> = output(&ran).lines().collect();
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
        for (line, expected) in lines.iter().zip(&expected) {
            assert!(line.starts_with(&format!("{above}{expected}")), "{line}");
        }
    }
    // the hall is looked up from the other side as well
    let ran = run_in(
        &folder.path().join("site"),
        &["check", "--format", "compact", "halls.yml"],
    );
    assert!(output(&ran).contains("check/hall"), "{}", output(&ran));
}

#[test]
fn what_git_ignores_is_no_document_unless_it_is_named() {
    let folder = repository(FILES);
    std::fs::write(
        folder.path().join(".gitignore"),
        "talks/draft-*.yml\nbuilt/\n",
    )
    .unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "talks/draft-lunch.yml",
        "id: lunch\ntitle: Lunch\ntitle: Lunch\n",
    );
    std::fs::create_dir(folder.path().join("built")).unwrap();
    write("built/schedule.yml", "slots: [nowhere]\n");
    let all = run_in(folder.path(), &["check", "--format", "compact"]);
    let expected = "schedule.yml:1:27: error[check/talk-exists] \"lunch\" points to nothing\n";
    assert_eq!(output(&all), expected);
    let one = ["check", "--format", "compact", "talks/draft-lunch.yml"];
    let expected = "talks/draft-lunch.yml:2:1: error[yaml/duplicate-key] the key `title` appears twice in one mapping\n";
    assert_eq!(output(&run_in(folder.path(), &one)), expected);
    // a pattern for what is always ignored selects nothing in a search
    edit(
        &folder,
        "reportlint.yaml",
        "[schedule.yml, ",
        "[schedule.yml, built/schedule.yml, ",
    );
    let all = run_in(folder.path(), &["check", "--format", "compact"]);
    let unmatched = "reportlint.yaml:2:27: warning[config/unmatched-files] \"built/schedule.yml\" selects no file";
    assert!(output(&all).contains(unmatched), "{}", output(&all));
    let named = run_in(
        folder.path(),
        &["check", "--format", "compact", "schedule.yml"],
    );
    assert!(!output(&named).contains("unmatched"), "{}", output(&named));
}

#[test]
fn a_folder_in_which_a_config_selects_nothing_at_all_says_which_pattern_that_is() {
    let folder = folder(&[("reportlint.yaml", b"documents:\n  - files: sesions.yml\n")]);
    let ran = run_in(folder.path(), &["check", "--format", "compact"]);
    let expected =
        "reportlint.yaml:2:12: warning[config/unmatched-files] \"sesions.yml\" selects no file\n";
    assert_eq!(output(&ran), expected);
}

/// A list or mapping of so many levels.
fn nested(levels: usize, open: &str, innermost: &str, close: &str) -> String {
    format!(
        "{}{innermost}{}\n",
        open.repeat(levels),
        close.repeat(levels)
    )
}

#[test]
fn a_check_by_a_schema_that_takes_too_many_steps_is_given_up() {
    let folder = folder(&[
        (
            "reportlint.yaml",
            b"documents:\n  - files: data.json\n    schema: schema.json\n",
        ),
        (
            "schema.json",
            br##"{"properties": {"c": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}, "maxProperties": 2}"##,
        ),
        (
            "data.json",
            nested(100, "{\"t\": 1, \"c\": ", "{}", "}").as_bytes(),
        ),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "compact"]);
    let expected = "data.json:1:2: error[schema/broken-schema] the check of this file against its schema needs too many steps, and was stopped\n";
    assert_eq!(output(&ran), expected);
    assert_eq!(ran.code, Some(1));
    // a few levels are judged
    let few = nested(3, "{\"t\": 1, \"c\": ", "{}", "}");
    std::fs::write(folder.path().join("data.json"), few).unwrap();
    let ran = run_in(folder.path(), &["check", "--format", "compact"]);
    assert_eq!(output(&ran), "");
}

#[test]
fn a_schema_of_a_project_may_be_a_copy_of_that_of_a_draft() {
    let copy = br##"{"$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://json-schema.org/draft/2020-12/schema", "$dynamicAnchor": "meta",
        "allOf": [{"$ref": "meta/core"}, {"$ref": "#/$defs/own"}], "$defs": {"own": {"required": ["title"]}}}"##;
    let core = br##"{"$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://json-schema.org/draft/2020-12/meta/core", "$dynamicAnchor": "meta",
        "properties": {"$defs": {"additionalProperties": {"$dynamicRef": "#meta"}}, "title": {"type": "string"}}}"##;
    let nowhere =
        br##"{"$id": "https://json-schema.org/draft/2020-12/schema", "$ref": "#/$defs/nowhere"}"##;
    let folder = folder(&[
        (
            "reportlint.yaml",
            b"documents:\n  - files: data.json\n    schema: copy.json\n  - files: title.json\n    schema: core.json\n",
        ),
        ("copy.json", copy),
        ("core.json", core),
        ("data.json", br#"{"$id": 7}"#),
        ("title.json", br#"{"$defs": {"a": {"title": 7}}}"#),
    ]);
    let ran = run_in(folder.path(), &["check", "--format", "compact"]);
    let expected = "data.json:1:2: error[schema/required] the file needs `title`\n\
        data.json:1:9: error[schema/type] `$id` must be text, not a number\n\
        title.json:1:27: error[schema/type] `title` must be text, not a number\n";
    assert_eq!(output(&ran), expected);
    std::fs::write(folder.path().join("copy.json"), nowhere).unwrap();
    let ran = run_in(
        folder.path(),
        &["check", "--format", "compact", "data.json"],
    );
    assert!(
        output(&ran).starts_with(
            "copy.json:1:65: error[schema/broken-schema] the schema is broken: `#/$defs/nowhere` points to nothing"
        ),
        "{}",
        output(&ran)
    );
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_schema_that_leads_to_itself_by_one_way_for_each_value_is_applied_to_any_depth() {
    let schema = r##"{"type": "object", "properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"},
        "both": {"anyOf": [{"type": "string"}, {"$ref": "#"}]}}, "additionalProperties": {"type": "integer"}}"##;
    let mut data = "{\"n\": \"x\"}".to_owned();
    for _ in 0..40 {
        data = format!("{{\"left\": {data}, \"right\": {{\"both\": {{}}}}, \"n\": 1}}");
    }
    let mut many = "[".to_owned();
    for number in 0..2000 {
        write!(many, "{{\"both\": {{\"left\": {{\"n\": {number}}}}}}},").unwrap();
    }
    many.truncate(many.len() - 1);
    let files: [(&str, &[u8]); 5] = [
        ("reportlint.yaml", b"documents:\n  - files: data.json\n    schema: schema.json\n  - files: many.json\n    schema: list.json\n"),
        ("schema.json", schema.as_bytes()),
        ("list.json", br#"{"items": {"$ref": "schema.json"}}"#),
        ("data.json", data.as_bytes()),
        ("many.json", &[many.as_bytes(), b"]"].concat()),
    ];
    let ran = run_in(folder(&files).path(), &["check", "--format", "compact"]);
    assert_eq!(output(&ran).lines().count(), 1, "{}", output(&ran));
    assert!(output(&ran).contains("schema/type"), "{}", output(&ran));
}

/// A pattern that goes back, since it refers back, and a text that it would go back for without end.
const GOING_BACK: &str = r"^((a+)+)+\\2b$";
const LONG: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac";

#[test]
fn a_pattern_of_a_schema_that_goes_back_too_often_is_a_finding_at_the_text() {
    let schema = format!(
        r#"{{"properties": {{
            "plain": {{"pattern": "^(a+)+$"}},
            "back": {{"pattern": "{GOING_BACK}"}},
            "list": {{"items": {{"pattern": "{GOING_BACK}"}}}},
            "names": {{"propertyNames": {{"pattern": "{GOING_BACK}"}}}},
            "either": {{"anyOf": [{{"pattern": "{GOING_BACK}"}}, {{"type": "integer"}}]}},
            "keys": {{"patternProperties": {{"{GOING_BACK}": {{"type": "integer"}}}}}}
        }}}}"#
    );
    let config = "documents:\n  - files: '*.yml'\n    schema: schema.json\n";
    let folder = folder(&[
        ("reportlint.yaml", config.as_bytes()),
        ("schema.json", schema.as_bytes()),
    ]);
    let write = |name: &str, text: String| {
        std::fs::write(folder.path().join(format!("{name}.yml")), text).unwrap();
    };
    write("plain", format!("plain: {LONG}\n"));
    write("back", format!("back: {LONG}\n"));
    write("list", format!("list:\n  - [1]\n  - {LONG}\n"));
    write("names", format!("names: {{{LONG}: 1}}\n"));
    write("either", format!("either: {LONG}\n"));
    write("keys", format!("keys: {{{LONG}: x}}\n"));
    let began = Instant::now();
    let ran = run_in(folder.path(), &["check", "--format", "compact"]);
    let told: Vec<&str> = output(&ran).lines().collect();
    let undecided = "is written as it should be takes too long to find out";
    assert_eq!(
        told,
        [
            &format!("back.yml:1:7: error[schema/pattern] whether `back` {undecided}"),
            &format!("either.yml:1:9: error[schema/pattern] whether `either` {undecided}"),
            &format!("keys.yml:1:7: error[schema/pattern] whether `keys` {undecided}"),
            &format!("list.yml:3:5: error[schema/pattern] whether an item of `list` {undecided}"),
            &format!("names.yml:1:8: error[schema/pattern] whether `names` {undecided}"),
            &format!("plain.yml:1:8: error[schema/pattern] `plain` cannot be written \"{LONG}\""),
        ]
    );
    assert!(began.elapsed() < Duration::from_secs(30));
}
