//! Defects of what stands in the text: references, notes, abbreviations, claims, dates, slips of editing.

use super::ground::{Ground, above, behind};
use super::{Defect, Mutator};
use crate::edit::{Edit, after, reword, set};

pub(super) const MUTATORS: &[Mutator] = &[
    Mutator {
        rule: "references/dangling",
        plant: dangling,
    },
    Mutator {
        rule: "references/style",
        plant: style,
    },
    Mutator {
        rule: "references/direction",
        plant: direction,
    },
    Mutator {
        rule: "references/reversed-range",
        plant: reversed_range,
    },
    Mutator {
        rule: "references/unreferenced",
        plant: unreferenced,
    },
    Mutator {
        rule: "footnotes/undefined",
        plant: undefined_mark,
    },
    Mutator {
        rule: "footnotes/unused",
        plant: unused_note,
    },
    Mutator {
        rule: "footnotes/duplicate",
        plant: duplicate_note,
    },
    Mutator {
        rule: "footnotes/sequence",
        plant: note_sequence,
    },
    Mutator {
        rule: "bibliography/undefined",
        plant: uncited_key,
    },
    Mutator {
        rule: "bibliography/unused",
        plant: unused_work,
    },
    Mutator {
        rule: "bibliography/duplicate",
        plant: duplicate_work,
    },
    Mutator {
        rule: "abbreviations/conflicting",
        plant: conflicting,
    },
    Mutator {
        rule: "abbreviations/redefined",
        plant: redefined,
    },
    Mutator {
        rule: "abbreviations/undefined",
        plant: undefined,
    },
    Mutator {
        rule: "abbreviations/unused",
        plant: unused,
    },
    Mutator {
        rule: "claims/count-mismatch",
        plant: count_mismatch,
    },
    Mutator {
        rule: "claims/not-in-text",
        plant: not_in_text,
    },
    Mutator {
        rule: "dates/weekday-mismatch",
        plant: weekday,
    },
    Mutator {
        rule: "dates/event-mismatch",
        plant: event_mismatch,
    },
    Mutator {
        rule: "dates/meeting-mismatch",
        plant: meeting_mismatch,
    },
    Mutator {
        rule: "dates/impossible",
        plant: impossible,
    },
    Mutator {
        rule: "text/leftover-bracket",
        plant: leftover,
    },
    Mutator {
        rule: "text/placeholder",
        plant: placeholder,
    },
    Mutator {
        rule: "text/doubled-word",
        plant: doubled,
    },
    Mutator {
        rule: "text/mixed-script",
        plant: mixed_script,
    },
    Mutator {
        rule: "text/list-count",
        plant: list_count,
    },
    Mutator {
        rule: "text/malformed-symbol",
        plant: malformed_symbol,
    },
    Mutator {
        rule: "text/unbalanced",
        plant: unbalanced,
    },
];

/// The places in a text as it is written, between two lower-case words of one line, of which neither is a small word, and
/// not among the words that an abbreviation in brackets is made of.
pub(super) fn gaps(raw: &str) -> Vec<usize> {
    const SHORTEST: usize = 4;
    let mut gaps = Vec::new();
    let is_plain =
        |word: &str| word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
    for (at, _) in raw.match_indices(' ') {
        let before = raw[..at]
            .rsplit(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default();
        let behind = raw[at + 1..]
            .split(|c: char| c.is_whitespace())
            .next()
            .unwrap_or_default();
        if is_plain(before) && is_plain(behind) && !is_before_abbreviation(&raw[at..]) {
            gaps.push(at + 1);
        }
    }
    gaps
}

/// Whether an abbreviation in brackets, such as "(WLC)", comes soon.
fn is_before_abbreviation(raw: &str) -> bool {
    const SOON: usize = 80;
    raw.match_indices('(')
        .take_while(|(at, _)| *at < SOON)
        .any(|(at, _)| {
            let inside = raw[at + 1..].split(')').next().unwrap_or_default();
            let letters = inside.trim_end_matches('s');
            letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        })
}

/// Writes one of several phrases somewhere into the text; the finding underlines the part of it after the `|`, if any.
fn phrase(ground: &mut Ground<'_>, phrases: &[&str]) -> Option<Defect> {
    let phrase = *ground.random.one_of(phrases);
    let words = phrase.split('|').nth(1).unwrap_or(phrase).to_owned();
    let (place, edit) = ground.insert(&phrase.replace('|', ""));
    Some(Defect::at(place, vec![edit])?.underlined(words))
}

/// Writes a reference into a text in which no other document is named, of which it could be a part.
fn reference(ground: &mut Ground<'_>, phrases: &[&str]) -> Option<Defect> {
    let defect = phrase(ground, phrases)?;
    let text = ground.raw(defect.place.as_deref()?);
    let documents = ["Protocol", "Convention", "UNTOC"];
    (!documents.iter().any(|name| text.contains(name))).then_some(defect)
}

fn dangling(ground: &mut Ground<'_>) -> Option<Defect> {
    reference(
        ground,
        &[
            "(see |annex VII|)",
            "(see |paragraph 300|)",
            "(see |section IX|)",
            "(see |table 9|)",
            "(see |figure 7|)",
            "(see |footnote 9|)",
            "(see |session 099|)",
            "(see |section II.x|)",
            "(see |paras. 90 to 95|)",
            "(see also |annexes I to IV|)",
            "(cf. |tables 1 and 5|)",
            "(see |§ 9|)",
        ],
    )
}

fn style(ground: &mut Ground<'_>) -> Option<Defect> {
    reference(
        ground,
        &[
            "(see |annex 2|)",
            "(see |Annex 1|)",
            "(see |section 3|)",
            "(see |table I|)",
            "(see |figure I|)",
            "(see |section II.B|)",
        ],
    )
}

fn direction(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = ground.place("/sections", "/number");
    let here: usize = ground.raw(&number).parse().ok()?;
    let place = format!("{}/text", above(&number, 1));
    let gaps = gaps(ground.raw(&place));
    (!gaps.is_empty()).then_some(())?;
    let at = *ground.random.one_of(&gaps);
    let other = 1 + ground.random.below(81);
    let word = match other.cmp(&here) {
        std::cmp::Ordering::Less => "below",
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => "above",
    };
    let words = format!("(see paragraph {other} {word}) ");
    Some(Defect::at(place.clone(), vec![Edit::Insert(place, at, words)])?.underlined(word))
}

fn reversed_range(ground: &mut Ground<'_>) -> Option<Defect> {
    reference(
        ground,
        &[
            "(see |paragraphs 12–11|)",
            "(see |paras. 30 to 28|)",
            "(see |annexes II–I|)",
        ],
    )
}

fn unreferenced(ground: &mut Ground<'_>) -> Option<Defect> {
    let mention = "/sections/1/sections/0/paragraphs/0/text";
    match ground.random.below(4) {
        0 => Defect::at(
            "/tables/2/label",
            vec![after("/tables/1", "label: \"3\"\ntitle: Results")],
        ),
        1 => Defect::at(
            "/figures/1/label",
            vec![after("/figures/0", "label: \"2\"\ntitle: Results")],
        ),
        2 => Defect::at(
            "/tables/0/label",
            vec![reword(mention, "table 1", "detail")],
        ),
        _ => Defect::at(
            "/figures/0/label",
            vec![reword(mention, "figure 1", "detail")],
        ),
    }
}

fn undefined_mark(ground: &mut Ground<'_>) -> Option<Defect> {
    let mark = *ground.random.one_of(&["[^9]", "[^7]", "[^note]"]);
    let (place, edit) = ground.insert("");
    let Edit::Insert(_, at, _) = edit else {
        return None;
    };
    // right behind the word
    Some(
        Defect::at(
            place.clone(),
            vec![Edit::Insert(place, at - 1, mark.to_owned())],
        )?
        .underlined(mark),
    )
}

fn unused_note(ground: &mut Ground<'_>) -> Option<Defect> {
    let text = *ground.random.one_of(&[
        "Idem.",
        "Taken from the programme.",
        "See the press release.",
    ]);
    Defect::at(
        "/footnotes/2/mark",
        vec![after("/footnotes/1", format!("mark: \"3\"\ntext: {text}"))],
    )
}

fn duplicate_note(ground: &mut Ground<'_>) -> Option<Defect> {
    let (one, behind) = *ground.random.one_of(&[(0, 0), (0, 1), (1, 1)]);
    let new = format!("mark: \"{}\"\ntext: Taken from the programme.", one + 1);
    Defect::at(
        format!("/footnotes/{one}/mark"),
        vec![after(format!("/footnotes/{behind}"), new)],
    )
}

/// A third note that skips a number, and its mark at the end of the text.
fn note_sequence(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = 4 + ground.random.below(20);
    let paragraph = "/sections/3/sections/2/paragraphs/8/text";
    let edits = vec![
        after(
            "/footnotes/1",
            format!("mark: \"{number}\"\ntext: Taken from the programme."),
        ),
        reword(paragraph, "neglected.", format!("neglected.[^{number}]")),
    ];
    Defect::at("/footnotes/2/mark", edits)
}

fn conflicting(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "of the |Institute of Law and Order| (ILO)",
            "and the |Institute of Migration| (IOM)",
        ],
    )
}

fn redefined(ground: &mut Ground<'_>) -> Option<Defect> {
    let definition = "by the Women Leaders' Council (WLC)";
    let original = "/sections/1/sections/2/sections/3/sections/0/paragraphs/4/text";
    let (place, edit) = ground.insert(definition);
    // an annex may define it anew, and in single quotes the apostrophe would end the text
    (place.starts_with("/sections") && !ground.raw(&place).starts_with('\'')).then_some(())?;
    (place != original).then_some(())?;
    let texts = ground.places("/sections", "/text");
    let at = |place: &str| texts.iter().position(|it| it == place);
    let later = if at(&place) > at(original) {
        place
    } else {
        original.to_owned()
    };
    Some(Defect::at(later, vec![edit])?.underlined("WLC"))
}

fn undefined(ground: &mut Ground<'_>) -> Option<Defect> {
    let short = *ground.random.one_of(&["QXZ", "ZQRT", "KJVB"]);
    let (one, twice) = ground.insert(&format!("of the {short} and the {short}"));
    let (two, again) = ground.insert(&format!("from {short}"));
    // what counts is used in two paragraphs
    let texts = ground.places("/sections", "/text");
    let at = |place: &str| texts.iter().position(|it| it == place);
    let (first, second) = (at(&one)?, at(&two)?);
    (first != second).then_some(())?;
    let place = if first < second { one } else { two };
    Some(Defect::at(place, vec![twice, again])?.underlined(short))
}

fn unused(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "by the Zonal Response Team (|ZRT|)",
            "of the Quick Notice Network (|QNN|)",
        ],
    )
}

fn count_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    let (words, figure) = *ground.random.one_of(&[
        ("Twenty-eight", "28"),
        ("32", "32"),
        ("Over forty", "40"),
        ("At least 31", "31"),
    ]);
    let text = "/sections/1/sections/2/paragraphs/0/text";
    let edits = vec![
        reword(text, "Thirty", words),
        set("/claims/0/states", figure),
    ];
    Some(Defect::at(text, edits)?.underlined(words))
}

fn not_in_text(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = 1 + ground.random.below(81);
    match ground.random.below(3) {
        0 => Defect::at(
            "/claims/0/states",
            vec![set("/claims/0/states", (31 + number).to_string())],
        ),
        1 => Defect::at(
            "/claims/0/paragraph",
            vec![set("/claims/0/paragraph", (100 + number).to_string())],
        ),
        _ if number != 14 => Defect::at(
            "/claims/0/states",
            vec![set("/claims/0/paragraph", number.to_string())],
        ),
        _ => None,
    }
}

fn weekday(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "on |Tuesday|, 13 February 2008,",
            "on |Monday|, 4 March 2008,",
            "(|Thursday| 1 January 2010)",
            "of |Sunday|, February 28, 2009,",
            "(|Sat.| 29 February 2008)",
        ],
    )
}

fn event_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            ". The Vienna Forum was held in Vienna from |12 to 14 February 2008|, and",
            ". The Forum took place from |13 to 15 February|, as",
            ". The Vienna Forum took place from |12 February to 1 March 2008|, and",
        ],
    )
}

fn meeting_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            ". At its 2nd meeting, on 13 February, the Panel sang; the 2nd meeting of the Panel, held on |14 February|, was long, and",
            ". At its first meeting, on 13 February 2008, it sang. At its 1st meeting, on |15 February|, it rested, and",
        ],
    )
}

fn impossible(ground: &mut Ground<'_>) -> Option<Defect> {
    match ground.random.below(4) {
        0 => Defect::at("/document/date", vec![set("/document/date", "2008-02-01")]),
        1 => Defect::at("/event/start", vec![set("/event/start", "2008-03-12")]),
        _ => phrase(
            ground,
            &[
                "on |31 June 2008|",
                "of |30 February 2009|",
                "(|29 February 2007|)",
                "on |September 31, 2008|",
            ],
        ),
    }
}

fn leftover(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "[to be checked by the secretariat]",
            "[of which six at the ministerial level]",
            "[date to be confirmed]",
        ],
    )
}

fn placeholder(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "TBD",
            "TODO",
            "XXX",
            "???",
            "lorem ipsum",
            "(|to be confirmed|)",
        ],
    )
}

fn doubled(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "along |the the| border",
            "from |year year|",
            "with |what what| matters",
        ],
    )
}

fn mixed_script(ground: &mut Ground<'_>) -> Option<Defect> {
    phrase(
        ground,
        &[
            "the |w\u{430}ter| level",
            "a |b\u{43e}rder| town",
            "each |m\u{3bf}nth| again",
        ],
    )
}

fn unbalanced(ground: &mut Ground<'_>) -> Option<Defect> {
    let (place, edit) = ground.insert("");
    let Edit::Insert(_, at, _) = edit else {
        return None;
    };
    let mark = *ground.random.one_of(&["(", "“", "«"]);
    Some(
        Defect::at(
            place.clone(),
            vec![Edit::Insert(place, at, mark.to_owned())],
        )?
        .underlined(mark),
    )
}

/// A bibliography with these keys.
fn works(keys: &[&str]) -> Edit {
    let entry = |(index, key): (usize, &&str)| {
        let title = ["Wooden Piers", "Stone Piers", "Which Piers Last"][index];
        format!("\n  - key: {key}\n    text: {title}.")
    };
    let entries: Vec<String> = keys.iter().enumerate().map(entry).collect();
    after("/claims", format!("bibliography:{}", entries.concat()))
}

fn uncited_key(ground: &mut Ground<'_>) -> Option<Defect> {
    let (place, edit) = ground.insert("[Old99; Mid04]");
    let defect = Defect::at(place, vec![edit, works(&["Old99"])])?;
    Some(defect.underlined("Mid04"))
}

fn unused_work(ground: &mut Ground<'_>) -> Option<Defect> {
    let (_, edit) = ground.insert("[Old99]");
    let index = ground.random.below(2);
    let keys = if index == 0 {
        ["Mid04", "Old99"]
    } else {
        ["Old99", "Mid04"]
    };
    Defect::at(
        format!("/bibliography/{index}/key"),
        vec![edit, works(&keys)],
    )
}

fn duplicate_work(ground: &mut Ground<'_>) -> Option<Defect> {
    let (_, edit) = ground.insert("[Old99; Mid04]");
    Defect::at(
        "/bibliography/0/key",
        vec![edit, works(&["Old99", "Mid04", "Old99"])],
    )
}

/// Adds a paragraph with a list to an annex, where paragraphs have no numbers.
fn list_count(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = *ground.random.one_of(&["two", "four", "5", "twelve"]);
    let paragraph = above(&ground.place("/annexes", "/text"), 1);
    let words = format!("They came in {number} boats: an old one; another one; and a white one.");
    let place = format!("{}/text", behind(&paragraph, 1));
    let edit = after(paragraph, format!("text: {words:?}"));
    Defect::at(place, vec![edit]).map(|defect| defect.underlined(number))
}

fn malformed_symbol(ground: &mut Ground<'_>) -> Option<Defect> {
    let wrong = *ground
        .random
        .one_of(&["HARB/CONF/2014.INF.3", "HARB/CONF/2014//INF.3"]);
    let words = format!("HARB/CONF/2014/INF.1 HARB/CONF/2014/INF.2 {wrong}");
    let (place, edit) = ground.insert(&words);
    Defect::at(place, vec![edit]).map(|defect| defect.underlined(wrong))
}
