use super::*;

fn values(numeral: &str) -> Vec<u32> {
    readings(numeral)
        .iter()
        .map(|reading| reading.value)
        .collect()
}

#[test]
fn every_number_is_read_back_in_every_style() {
    let arabic = Style::Arabic { width: 3 };
    for (style, highest) in [
        (arabic, 999),
        (Style::RomanUpper, 3999),
        (Style::RomanLower, 3999),
        (Style::LetterUpper, 702),
        (Style::LetterLower, 702),
    ] {
        for value in 1..=highest {
            let numeral = style.format(value);
            let read = readings(&numeral);
            let found = read
                .iter()
                .any(|it| it.value == value && it.style.is_kin(style));
            assert!(found, "{numeral} is {value}");
        }
        assert_eq!(style.format(0).trim_start_matches('0'), "");
    }
    assert_eq!(arabic.format(14), "014");
    assert_eq!(Style::Arabic { width: usize::MAX }.format(14), "0000000014");
    assert_eq!(Style::RomanLower.format(4000), "4000");
    assert_eq!(Style::LetterUpper.format(703), "703");
    assert_eq!(
        arabic.format(Position {
            number: 12,
            insertion: 3
        }),
        "012 ter"
    );
}

#[test]
fn an_ambiguous_numeral_has_all_its_readings_the_lowest_first() {
    assert_eq!(values("I"), [1, 9]);
    assert_eq!(values("c"), [3, 100]);
    assert_eq!(values("ii"), [2, 243]);
    assert_eq!(values("b"), [2]);
    assert_eq!(values("aa"), [27]);
    assert_eq!(values("XIV"), [14]);
    assert_eq!(
        readings("012").as_slice(),
        [Reading {
            style: Style::Arabic { width: 3 },
            value: 12
        }]
    );
    assert_eq!(
        readings("12").as_slice(),
        [Reading {
            style: Style::Arabic { width: 1 },
            value: 12
        }]
    );
}

#[test]
fn what_is_no_numeral_has_no_reading() {
    let [romans, zeros] = ["M", "0"].map(|sign| sign.repeat(100_000));
    for text in [
        "", "IIII", "VXI", "Iv", "IVIV", "abc", "3a", "-1", "é", &romans, &zeros,
    ] {
        assert_eq!(values(text), [0; 0], "{text:.10}");
    }
}

#[test]
fn a_number_beyond_the_highest_is_the_highest() {
    for text in ["4294967296", "99999999999", &"9".repeat(1000)] {
        assert_eq!(values(text), [u32::MAX], "{text:.12}");
    }
}

#[test]
fn a_label_is_taken_apart() {
    let parts = |text| Label::parse(text).map(|it| (it.prefix, it.path, it.numeral, it.insertion));
    for (text, expected) in [
        ("Forum Day III", ("Forum Day", "", "III", 1)),
        ("Part I:", ("Part", "", "I", 1)),
        ("c.1", ("", "c", "1", 1)),
        ("II.b", ("", "II", "b", 1)),
        ("2.10.3.", ("", "2.10", "3", 1)),
        ("(a)", ("", "", "a", 1)),
        ("12 bis", ("", "", "12", 2)),
        ("12bis.", ("", "", "12", 2)),
        ("Annex II ter", ("Annex", "", "II", 3)),
        ("  Article 5 ", ("Article", "", "5", 1)),
    ] {
        assert_eq!(parts(text), Some(expected), "{text}");
    }
    for text in [
        "Introduction",
        "",
        "bis",
        "Chapter",
        ".",
        "a..b",
        "Sessions I–III",
        "附件 é",
    ] {
        assert_eq!(parts(text), None, "{text}");
    }
}
