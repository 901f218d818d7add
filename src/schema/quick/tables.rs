// Made from the schema of a report by a test of `quick`; `UPDATE_DOCS=1` makes it again.

use super::{Allowed, Form, Mapping};

pub(super) const REQUIRED_OF_REPORT: u64 = 0b100;

pub(super) static ABBREVIATION: Mapping = Mapping {
    keys: &[
        ("short", Allowed::Text(Form::NonEmpty)),
        ("long", Allowed::Text(Form::NonEmpty)),
    ],
    required: 0b11,
    one_of: &[],
    with: &[],
};

pub(super) static AGENDA: Mapping = Mapping {
    keys: &[
        ("timezone", Allowed::Text(Form::TimeZone)),
        ("withdrawn", Allowed::List { items: &Allowed::Text(Form::Code), is_unique: true }),
        ("shared_rooms", Allowed::List { items: &Allowed::Text(Form::NonEmpty), is_unique: true }),
        ("parallel", Allowed::Flag),
        ("days", Allowed::List { items: &Allowed::Mapping(&DAY), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[],
    with: &[],
};

pub(super) static CLAIM: Mapping = Mapping {
    keys: &[
        ("paragraph", Allowed::Either(&[Allowed::Whole(1), Allowed::Text(Form::Number)])),
        ("states", Allowed::Either(&[Allowed::Whole(0), Allowed::Text(Form::NonEmpty)])),
        ("counts", Allowed::Text(Form::OneOf(&["sessions","days","annexes","sections","paragraphs","people"]))),
        ("kinds", Allowed::List { items: &Allowed::Text(Form::OneOf(&["plenary","panel","workshop","session","special-event","side-event","ceremony","break","reception","exhibition","registration","other"])), is_unique: true }),
    ],
    required: 0b111,
    one_of: &[],
    with: &[],
};

pub(super) static DAY: Mapping = Mapping {
    keys: &[
        ("date", Allowed::Text(Form::Date)),
        ("weekday", Allowed::Text(Form::NonEmpty)),
        ("label", Allowed::Text(Form::NonEmpty)),
        ("title", Allowed::Text(Form::NonEmpty)),
        ("parallel", Allowed::Flag),
        ("items", Allowed::List { items: &Allowed::Mapping(&ITEM), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[],
    with: &[],
};

pub(super) static DOCUMENT: Mapping = Mapping {
    keys: &[
        ("title", Allowed::Text(Form::NonEmpty)),
        ("symbol", Allowed::Text(Form::NonEmpty)),
        ("body", Allowed::Text(Form::NonEmpty)),
        ("session", Allowed::Text(Form::NonEmpty)),
        ("agenda_item", Allowed::Text(Form::NonEmpty)),
        ("distribution", Allowed::Text(Form::NonEmpty)),
        ("note", Allowed::Text(Form::NonEmpty)),
        ("date", Allowed::Text(Form::Date)),
        ("language", Allowed::Text(Form::Language)),
        ("stage", Allowed::Text(Form::OneOf(&["draft","final"]))),
    ],
    required: 0b1,
    one_of: &[],
    with: &[],
};

pub(super) static ENTRY: Mapping = Mapping {
    keys: &[
        ("label", Allowed::Text(Form::NonEmpty)),
        ("title", Allowed::Text(Form::NonEmpty)),
        ("page", Allowed::Whole(1)),
        ("paragraphs", Allowed::Either(&[Allowed::Whole(1), Allowed::Unsure])),
        ("note", Allowed::Text(Form::NonEmpty)),
        ("ref", Allowed::Text(Form::NonEmpty)),
        ("entries", Allowed::List { items: &Allowed::Mapping(&ENTRY), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[1, 2, 32],
    with: &[],
};

pub(super) static EVENT: Mapping = Mapping {
    keys: &[
        ("name", Allowed::Text(Form::NonEmpty)),
        ("location", Allowed::Text(Form::NonEmpty)),
        ("start", Allowed::Text(Form::Date)),
        ("end", Allowed::Text(Form::Date)),
        ("themes", Allowed::List { items: &Allowed::Text(Form::NonEmpty), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[],
    with: &[],
};

pub(super) static FIGURE: Mapping = Mapping {
    keys: &[
        ("label", Allowed::Text(Form::NonEmpty)),
        ("title", Allowed::Text(Form::NonEmpty)),
        ("note", Allowed::Text(Form::NonEmpty)),
        ("page", Allowed::Whole(1)),
    ],
    required: 0b0,
    one_of: &[1, 2],
    with: &[],
};

pub(super) static FOOTNOTE: Mapping = Mapping {
    keys: &[
        ("mark", Allowed::Text(Form::NonEmpty)),
        ("text", Allowed::Text(Form::NonEmpty)),
    ],
    required: 0b11,
    one_of: &[],
    with: &[],
};

pub(super) static ITEM: Mapping = Mapping {
    keys: &[
        ("start", Allowed::Text(Form::Time)),
        ("end", Allowed::Text(Form::Time)),
        ("code", Allowed::Text(Form::Code)),
        ("label", Allowed::Text(Form::NonEmpty)),
        ("title", Allowed::Text(Form::NonEmpty)),
        ("kind", Allowed::Text(Form::OneOf(&["plenary","panel","workshop","session","special-event","side-event","ceremony","break","reception","exhibition","registration","other"]))),
        ("room", Allowed::Text(Form::NonEmpty)),
        ("rooms", Allowed::List { items: &Allowed::Text(Form::NonEmpty), is_unique: true }),
        ("track", Allowed::Text(Form::NonEmpty)),
        ("chair", Allowed::Text(Form::NonEmpty)),
        ("speakers", Allowed::List { items: &Allowed::Text(Form::NonEmpty), is_unique: false }),
        ("parallel", Allowed::Flag),
        ("repeats", Allowed::Text(Form::Code)),
        ("items", Allowed::List { items: &Allowed::Mapping(&ITEM), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[16, 8, 4],
    with: &[(1, 2), (2, 1)],
};

pub(super) static PARAGRAPH: Mapping = Mapping {
    keys: &[
        ("number", Allowed::Either(&[Allowed::Whole(1), Allowed::Text(Form::Number)])),
        ("text", Allowed::Text(Form::NonEmpty)),
        ("points", Allowed::List { items: &Allowed::Mapping(&POINT), is_unique: false }),
    ],
    required: 0b10,
    one_of: &[],
    with: &[],
};

pub(super) static PART: Mapping = Mapping {
    keys: &[
        ("$schema", Allowed::Text(Form::Any)),
        ("include", Allowed::Either(&[Allowed::Text(Form::NonEmpty), Allowed::List { items: &Allowed::Text(Form::NonEmpty), is_unique: false }])),
        ("document", Allowed::Mapping(&DOCUMENT)),
        ("event", Allowed::Mapping(&EVENT)),
        ("contents", Allowed::List { items: &Allowed::Mapping(&ENTRY), is_unique: false }),
        ("sections", Allowed::List { items: &Allowed::Mapping(&SECTION), is_unique: false }),
        ("annexes", Allowed::List { items: &Allowed::Mapping(&SECTION), is_unique: false }),
        ("footnotes", Allowed::List { items: &Allowed::Mapping(&FOOTNOTE), is_unique: false }),
        ("tables", Allowed::List { items: &Allowed::Mapping(&FIGURE), is_unique: false }),
        ("figures", Allowed::List { items: &Allowed::Mapping(&FIGURE), is_unique: false }),
        ("agenda", Allowed::Mapping(&AGENDA)),
        ("people", Allowed::List { items: &Allowed::Mapping(&PERSON), is_unique: false }),
        ("rooms", Allowed::List { items: &Allowed::Text(Form::NonEmpty), is_unique: true }),
        ("abbreviations", Allowed::List { items: &Allowed::Mapping(&ABBREVIATION), is_unique: false }),
        ("bibliography", Allowed::List { items: &Allowed::Mapping(&WORK), is_unique: false }),
        ("claims", Allowed::List { items: &Allowed::Mapping(&CLAIM), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[],
    with: &[],
};

pub(super) static PERSON: Mapping = Mapping {
    keys: &[
        ("id", Allowed::Text(Form::Id)),
        ("name", Allowed::Text(Form::NonEmpty)),
        ("role", Allowed::Text(Form::NonEmpty)),
        ("affiliation", Allowed::Text(Form::NonEmpty)),
    ],
    required: 0b10,
    one_of: &[],
    with: &[],
};

pub(super) static POINT: Mapping = Mapping {
    keys: &[
        ("label", Allowed::Text(Form::NonEmpty)),
        ("text", Allowed::Text(Form::NonEmpty)),
        ("points", Allowed::List { items: &Allowed::Mapping(&POINT), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[2, 4],
    with: &[],
};

pub(super) static SECTION: Mapping = Mapping {
    keys: &[
        ("id", Allowed::Text(Form::Id)),
        ("label", Allowed::Text(Form::NonEmpty)),
        ("title", Allowed::Text(Form::NonEmpty)),
        ("page", Allowed::Whole(1)),
        ("note", Allowed::Text(Form::NonEmpty)),
        ("holds", Allowed::Text(Form::OneOf(&["agenda","abbreviations","bibliography","people","footnotes","tables","figures"]))),
        ("paragraphs", Allowed::List { items: &Allowed::Mapping(&PARAGRAPH), is_unique: false }),
        ("sections", Allowed::List { items: &Allowed::Mapping(&SECTION), is_unique: false }),
    ],
    required: 0b0,
    one_of: &[2, 4],
    with: &[],
};

pub(super) static WORK: Mapping = Mapping {
    keys: &[
        ("key", Allowed::Text(Form::NonEmpty)),
        ("text", Allowed::Text(Form::NonEmpty)),
    ],
    required: 0b10,
    one_of: &[],
    with: &[],
};
