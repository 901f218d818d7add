//! The words that people write in times: of zones, of ends that are left open, between a start and an end.

/// Zones that clocks are set by, with the minutes that these are ahead of UTC. Names that several zones share are left out.
const ZONES: [(&str, i64); 26] = [
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("SAST", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// What is between a start and an end, except for dashes.
pub(super) const BETWEEN: [&str; 8] = [
    " to ", " until ", " till ", " til ", " bis ", " à ", " hasta ", " до ",
];

/// What is before a start.
const BEFORE_START: [&str; 9] = [
    "from ",
    "starting at ",
    "starting ",
    "ab ",
    "von ",
    "à partir de ",
    "dès ",
    "desde ",
    "с ",
];

/// What means an open end.
const OPEN: [&str; 14] = [
    "",
    "?",
    "late",
    "late night",
    "open",
    "open end",
    "open-end",
    "end",
    "the end",
    "close",
    "onwards",
    "onward",
    "tbd",
    "tba",
];

/// What is written right after a start whose end is left open.
const AFTER_START: [&str; 5] = ["onwards", "onward", "and later", "ff.", "+"];

/// A text without the zone that it ends with, and by how many seconds clocks there are ahead of UTC.
pub(super) fn without_zone(text: &str) -> (&str, Option<i64>) {
    let Some((time, name)) = text.rsplit_once(' ') else {
        return (text, None);
    };
    let name = name.trim_matches(['(', ')']);
    let mut zones = ZONES.iter();
    match zones.find(|(zone, _)| *zone == name) {
        Some((_, minutes)) => (time.trim_end(), Some(minutes * 60)),
        None => (text, None),
    }
}

/// A start without the word before it: `08:00` of `From 08:00`.
pub(super) fn without_from(text: &str) -> &str {
    let words = BEFORE_START.iter();
    let mut rests = words.filter_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        (start.to_lowercase() == *word).then_some(rest.trim_start())
    });
    rests.next().unwrap_or(text)
}

/// Whether a text means an open end: `late`, `open end`.
pub(super) fn is_open(text: &str) -> bool {
    OPEN.contains(&text.trim().to_lowercase().as_str())
}

/// The start in a text that says after it that the end is left open: `19:00` of `19:00 onwards`.
pub(super) fn before_onwards(text: &str) -> Option<&str> {
    let mut words = AFTER_START.iter();
    words.find_map(|word| {
        let at = text.len().checked_sub(word.len())?;
        let (start, end) = text.split_at_checked(at)?;
        (end.to_lowercase() == *word).then_some(start.trim_end())
    })
}
