use super::*;

fn engine(pattern: &str) -> jsonschema::Validator {
    let translated = translated(pattern).unwrap_or_else(|error| panic!("{pattern}: {error:?}"));
    let schema = serde_json::json!({ "pattern": translated });
    jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

fn is_matched(pattern: &str, matching: &str, other: &str) {
    let engine = engine(pattern);
    let is_match = |text: &str| engine.is_valid(&text.into());
    assert!(is_match(matching), "{pattern} matches {matching:?}");
    assert!(!is_match(other), "{pattern} does not match {other:?}");
}

#[test]
fn patterns_match_what_ecma_262_says() {
    for (pattern, matching, other) in [
        (r"^\<b\>$", "<b>", "b"),
        (r"\bé", "aé", "é"),
        (r"^a\b", "aé", "ab"),
        (r"a\Bb", "ab", "a b"),
        (r"^a[^]*$", "a\nb", "b"),
        (r"^a[]?$", "a", "ab"),
        (r"^\0$", "\0", "0"),
        (r"^[\0-\x1f]$", "\x10", " "),
        (r"^[\w-.]+@[a-z]+$", "a.b-c@d", "a/b@d"),
        (r"^[\d\-x]+$", "1-x", "a"),
        (r"^[a-\d]$", "-", "b"),
        (r"^[--/]$", ".", "0"),
        (r"^[\w--z]+$", "a-z", "!"),
        (r"^\ud83d\ude00$", "😀", "😁"),
        (r"^[\ud83d][\ude00-\ude01]$", "😁", "😂"),
        (r"^[\ud800-\udbff][\udc00-\udfff]$", "😀", "a"),
        (r"^\u{1F600}$", "😀", "u"),
        (r"^[\u{1F600}-\u{1F602}]$", "😁", "😃"),
        (r"^[^\ud800-\udfff]$", "a", ""),
        (r"^\cA$", "\x01", "A"),
        (r"^a{,5}$", "a{,5}", "aaa"),
        (r"^x{$", "x{", "x"),
        (r"^a]$", "a]", "a"),
        (r"^[a[b]$", "[", "c"),
        (r"^[a&&b]+$", "a&b", "c"),
        (r"^\_\-\'\é$", "_-'é", "_"),
        (r"^[\b]$", "\x08", "b"),
        (r"^\p{L}+$", "éa", "1"),
        (r"^[\p{Lu}\d]+$", "É1", "é"),
        (r"^[^\d]$", "a", "1"),
        (r"^[\D]$", "٣", "3"),
        (r"^\w$", "a", "é"),
        (r"^\s$", "\u{feff}", "\u{85}"),
    ] {
        is_matched(pattern, matching, other);
    }
}

#[test]
fn what_means_the_same_to_the_engine_is_left_as_it_is() {
    for pattern in [
        "^[A-Z]{2}-[0-9]{3}$",
        r"^\d{4}-\d{2}$",
        r"^[a-z0-9_-]+$",
        r"^(?:a|b)+?c$",
        r"\.json$",
        r"^[\w.]+$",
        r"^\S+$",
        "^x-",
        "é+",
    ] {
        assert_eq!(translated(pattern), Ok(Cow::Borrowed(pattern)));
    }
}

#[test]
fn groups_are_referred_to_by_number_and_by_name() {
    assert_eq!(
        translated(r"^(?<y>[0-9]{4})-\k<y>$").unwrap(),
        r"^([0-9]{4})-(?:(?:\1))$"
    );
    assert_eq!(
        translated(r"(a)(?<b>b)\k<b>\1").unwrap(),
        r"(a)(b)(?:(?:\2))(?:(?:\1))"
    );
    for (pattern, matching, other) in [
        // a group that took no part is empty
        (r"^(?:(a)|b)\1c$", "bc", "ac"),
        (r"^(?:(a)|b)\1c$", "aac", "bac"),
        (r"^\1(a)$", "a", "aa"),
        (r"^(?:(a)|b)\1{2}c$", "bc", "aac"),
        (r"^(['\x22])?x\1$", "x", "'x"),
        (r"^(['\x22])?x\1$", "'x'", "x'"),
        (r"^(?:(?<y>a)|(?<y>b))\k<y>$", "bb", "ba"),
        (r"^(?:(?<y>a)|(?<y>b))\k<y>$", "aa", "ab"),
    ] {
        is_matched(pattern, matching, other);
    }
}

#[test]
fn what_cannot_be_read_is_reported_at_its_place() {
    for (pattern, at, why) in [
        (r"ab(c", 2..3, "this bracket is not closed"),
        (r"ab)c", 2..3, "this bracket closes none"),
        (r"[a", 0..1, "this bracket is not closed"),
        (r"a**", 2..3, "there is nothing before it to repeat"),
        (r"*", 0..1, "there is nothing before it to repeat"),
        (r"[z-a]", 1..4, "this range ends before it starts"),
        (r"a\Z", 1..3, "ECMA-262 has no such escape"),
        (r"\a", 0..2, "ECMA-262 has no such escape"),
        (r"(?P<n>a)", 0..2, "no group of ECMA-262 begins so"),
        (r"(a)\2", 3..5, "there is no group of this number"),
        (r"\k<n>", 0..5, "there is no group of this name"),
        (r"a{3,2}", 1..6, "the most is less than the least"),
        (r"é\", 2..3, "nothing follows it"),
        (
            r"\p{Nothing}",
            0..11,
            "there is no such property of characters",
        ),
        (r"\u12", 0..2, "the number of a character must follow `\\u`"),
    ] {
        assert_eq!(
            translated(pattern),
            Err(Unreadable { at, why }),
            "{pattern}"
        );
    }
}
