//! The names of weekdays and months.

mod by_name;

use jiff::civil::Weekday;

use crate::report::prose::mixed::in_one_script;

/// A language whose weekdays have names here, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(usize);

impl Language {
    pub(crate) const ENGLISH: Self = Self(0);

    /// The language with this BCP 47 tag, whatever its region and script: "pt-BR" is "pt".
    #[must_use]
    pub(crate) fn tagged(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        let mut tags = WEEKDAYS.iter();
        tags.position(|(known, _)| known.eq_ignore_ascii_case(language))
            .map(Self)
    }
}

/// The days of the week from Monday, a language a line, with its BCP 47 tag. A name that several languages share is taken
/// for the first of them.
#[rustfmt::skip]
const WEEKDAYS: &[(&str, [&str; 7])] = &[
    ("en", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    ("ar", ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]),
    ("zh", ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]),
    ("fr", ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    ("ru", ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]),
    ("es", ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]),
    ("de", ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]),
    ("it", ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]),
    ("pt", ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"]),
    ("nl", ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]),
    ("pl", ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"]),
    ("cs", ["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"]),
    ("sk", ["pondelok", "utorok", "streda", "štvrtok", "piatok", "sobota", "nedeľa"]),
    ("sl", ["ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja"]),
    ("hr", ["ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "subota", "nedjelja"]),
    ("sr", ["понедељак", "уторак", "среда", "четвртак", "петак", "субота", "недеља"]),
    ("mk", ["понеделник", "вторник", "среда", "четврток", "петок", "сабота", "недела"]),
    ("bg", ["понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"]),
    ("uk", ["понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"]),
    ("be", ["панядзелак", "аўторак", "серада", "чацвер", "пятніца", "субота", "нядзеля"]),
    ("da", ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]),
    ("sv", ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]),
    ("nn", ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"]),
    ("is", ["mánudagur", "þriðjudagur", "miðvikudagur", "fimmtudagur", "föstudagur", "laugardagur", "sunnudagur"]),
    ("fi", ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"]),
    ("et", ["esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev"]),
    ("lv", ["pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena"]),
    ("lt", ["pirmadienis", "antradienis", "trečiadienis", "ketvirtadienis", "penktadienis", "šeštadienis", "sekmadienis"]),
    ("hu", ["hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"]),
    ("ro", ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"]),
    ("el", ["Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"]),
    ("tr", ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"]),
    ("ca", ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"]),
    ("gl", ["luns", "martes", "mércores", "xoves", "venres", "sábado", "domingo"]),
    ("eu", ["astelehena", "asteartea", "asteazkena", "osteguna", "ostirala", "larunbata", "igandea"]),
    ("sq", ["e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë", "e diel"]),
    ("mt", ["it-Tnejn", "it-Tlieta", "l-Erbgħa", "il-Ħamis", "il-Ġimgħa", "is-Sibt", "il-Ħadd"]),
    ("cy", ["Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul"]),
    ("ga", ["Dé Luain", "Dé Máirt", "Dé Céadaoin", "Déardaoin", "Dé hAoine", "Dé Sathairn", "Dé Domhnaigh"]),
    ("lb", ["Méindeg", "Dënschdeg", "Mëttwoch", "Donneschdeg", "Freideg", "Samschdeg", "Sonndeg"]),
    ("af", ["Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrydag", "Saterdag", "Sondag"]),
    ("eo", ["lundo", "mardo", "merkredo", "ĵaŭdo", "vendredo", "sabato", "dimanĉo"]),
    ("id", ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]),
    ("ms", ["Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu", "Ahad"]),
    ("tl", ["Lunes", "Martes", "Miyerkoles", "Huwebes", "Biyernes", "Sabado", "Linggo"]),
    ("vi", ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"]),
    ("sw", ["Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"]),
];

/// Other ways to write them, each with its day from Monday, which is 0.
#[rustfmt::skip]
const WEEKDAY_VARIANTS: &[(&str, &[(usize, &str)])] = &[
    (
        "zh",
        &[(6, "星期天"), (0, "周一"), (1, "周二"), (2, "周三"), (3, "周四"), (4, "周五"), (5, "周六"), (6, "周日")],
    ),
    (
        "en",
        &[
            (0, "mon"), (1, "tue"), (1, "tues"), (2, "wed"), (2, "weds"), (3, "thu"), (3, "thur"), (3, "thurs"),
            (4, "fri"), (5, "sat"), (6, "sun"),
        ],
    ),
    ("ru", &[(2, "среду"), (4, "пятницу"), (5, "субботу")]),
    ("de", &[(5, "Sonnabend")]),
    ("pt", &[(0, "segunda feira"), (1, "terça feira"), (2, "quarta feira"), (3, "quinta feira"), (4, "sexta feira")]),
    ("sr", &[(0, "ponedeljak"), (2, "sreda"), (6, "nedelja")]),
    ("eu", &[(0, "astelehen"), (1, "astearte"), (2, "asteazken"), (3, "ostegun"), (4, "ostiral"), (5, "larunbat"), (6, "igande")]),
    (
        "cy",
        &[
            (0, "dydd Llun"), (1, "dydd Mawrth"), (2, "dydd Mercher"), (3, "dydd Iau"), (4, "dydd Gwener"),
            (5, "dydd Sadwrn"), (6, "dydd Sul"),
        ],
    ),
    ("tl", &[(2, "Miyerkules")]),
    ("ga", &[(0, "Luan"), (1, "Máirt"), (2, "Céadaoin"), (4, "Aoine"), (5, "Satharn"), (6, "Domhnach")]),
];

/// The months, a language a list, each as its names from January; one month may appear several times. Chinese counts its
/// months in figures.
#[rustfmt::skip]
const MONTHS: [(&str, &[[&str; 12]]); 5] = [
    (
        "ar",
        &[
            ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيه", "يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
            [
                "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
                "تشرين الثاني", "كانون الأول",
            ],
            ["يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
        ],
    ),
    (
        "en",
        &[
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ],
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
        ],
    ),
    (
        "fr",
        &[
            [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                "novembre", "décembre",
            ],
        ],
    ),
    (
        "ru",
        &[
            [
                "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                "ноября", "декабря",
            ],
            [
                "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
                "ноябрь", "декабрь",
            ],
        ],
    ),
    (
        "es",
        &[
            [
                "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
                "noviembre", "diciembre",
            ],
            [
                "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre",
                "noviembre", "diciembre",
            ],
        ],
    ),
];

/// What a name means in the table of names as they are compared.
fn meaning<M>(table: &'static [(&'static str, M)], name: &str) -> Option<&'static M> {
    let name = plain(name);
    let at = table.binary_search_by(|(known, _)| (*known).cmp(name.as_str()));
    Some(&table[at.ok()?].1)
}

/// The weekday with this name, letter case and accents aside, and the language of the name.
#[must_use]
pub(crate) fn weekday_named(text: &str) -> Option<(Weekday, Language)> {
    weekday_named_in(text, None)
}

/// The weekday with this name, and the language of the name: `preferred`, if it has that name.
#[must_use]
pub(crate) fn weekday_named_in(
    text: &str,
    preferred: Option<Language>,
) -> Option<(Weekday, Language)> {
    let (day, languages) = meaning(by_name::WEEKDAYS, text)?;
    let weekday = Weekday::from_monday_zero_offset(*day).ok()?;
    let preferred = preferred.filter(|language| languages.contains(&language.0));
    Some((weekday, preferred.unwrap_or(Language(languages[0]))))
}

/// Every name of a weekday, as its language writes it.
pub(crate) fn weekday_names() -> impl Iterator<Item = &'static str> {
    let full = WEEKDAYS.iter().flat_map(|(_, names)| names.iter().copied());
    let variants = WEEKDAY_VARIANTS.iter().flat_map(|(_, names)| names.iter());
    full.chain(variants.map(|(_, name)| *name))
}

/// Whether a name of a weekday begins like this, as its short form does.
#[must_use]
pub(crate) fn begins_weekday_name(text: &str) -> bool {
    let text = plain(text);
    let names = by_name::WEEKDAYS;
    let next = names.partition_point(|(name, _)| *name < text.as_str());
    names
        .get(next)
        .is_some_and(|(name, _)| name.starts_with(&text))
}

/// The number, from 1, of the month with this name, letter case and accents aside: "February", "Feb.", "février".
#[must_use]
pub(crate) fn month_named(text: &str) -> Option<u8> {
    meaning(by_name::MONTHS, text).copied()
}

/// The name without what may be left out in capitals, on a foreign keyboard or at the end of a short form.
fn plain(name: &str) -> String {
    let name = name.trim().trim_end_matches('.');
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let name = in_one_script(name);
    let signs = name.chars().filter(|sign| !is_combining(*sign));
    signs
        .flat_map(char::to_lowercase)
        .filter(|sign| !is_combining(*sign))
        .map(without_accent)
        .collect()
}

/// An accent as a character of its own after its letter.
fn is_combining(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}

/// The letter below an accent.
#[rustfmt::skip]
fn without_accent(sign: char) -> char {
    match sign {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ả' => 'a',
        'ç' | 'ć' | 'ĉ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' => 'g',
        'ħ' => 'h',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ĵ' => 'j',
        'ĺ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ứ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α', 'έ' => 'ε', 'ή' => 'η', 'ί' | 'ϊ' => 'ι', 'ό' => 'ο', 'ύ' => 'υ', 'ώ' => 'ω',
        'أ' | 'إ' => 'ا',
        '’' | 'ʼ' => '\'',
        other => other,
    }
}

/// The name of the weekday in the language.
#[must_use]
pub(crate) fn name(weekday: Weekday, language: Language) -> &'static str {
    let (_, names) = WEEKDAYS[language.0];
    names[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

/// The English name of the month with this number, from 1 to 12.
pub(super) fn english_month(number: i8) -> &'static str {
    let (_, lists) = MONTHS[1];
    lists[0][usize::from(number.unsigned_abs()) - 1]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    use super::*;

    /// The file of the tables in which names are looked up, from those that are written by hand.
    fn tables() -> String {
        let full = WEEKDAYS.iter().flat_map(|(tag, names)| {
            let names = names.iter().enumerate();
            names.map(|(day, name)| (*tag, day, *name))
        });
        let variants = WEEKDAY_VARIANTS
            .iter()
            .flat_map(|(tag, names)| names.iter().map(|(day, name)| (*tag, *day, *name)));
        let mut weekdays: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
        for (tag, day, name) in full.chain(variants) {
            let language = Language::tagged(tag).unwrap().0;
            let entry = weekdays.entry(plain(name)).or_insert((day, Vec::new()));
            assert_eq!(entry.0, day, "{name}");
            if !entry.1.contains(&language) {
                entry.1.push(language);
            }
        }
        let lists = MONTHS.iter().flat_map(|(_, lists)| lists.iter());
        let months: BTreeMap<String, usize> = lists
            .flat_map(|names| (1..).zip(names))
            .map(|(number, name)| (plain(name), number))
            .collect();
        let mut text = String::from(
            "//! The names of weekdays and months as they are compared, in order.\n//!\n//! Written by `UPDATE_DOCS=1 cargo test --lib names`, from the names as they are written.\n\n/// Each name of a weekday with its day from Monday, which is 0, and the languages that have it.\n#[rustfmt::skip]\npub(super) static WEEKDAYS: &[(&str, (i8, &[usize]))] = &[\n",
        );
        for (name, (day, languages)) in weekdays {
            writeln!(text, "    ({name:?}, ({day}, &{languages:?})),").unwrap();
        }
        text.push_str("];\n\n/// Each name of a month with its number.\n#[rustfmt::skip]\npub(super) static MONTHS: &[(&str, u8)] = &[\n");
        for (name, number) in months {
            writeln!(text, "    ({name:?}, {number}),").unwrap();
        }
        text.push_str("];\n");
        text
    }

    #[test]
    fn names_are_looked_up_in_tables_that_have_all_of_them() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/report/calendar/names/by_name.rs"
        );
        let tables = tables();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, &tables).unwrap();
        }
        assert!(
            include_str!("names/by_name.rs") == tables,
            "run `UPDATE_DOCS=1 cargo test --lib names`"
        );
    }

    #[test]
    fn every_name_of_every_language_is_read_back() {
        for (at, (tag, names)) in WEEKDAYS.iter().enumerate() {
            let language = Language(at);
            assert_eq!(Language::tagged(tag), Some(language));
            for (day, written) in (0..).zip(names) {
                let weekday = Weekday::from_monday_zero_offset(day).unwrap();
                assert_eq!(name(weekday, language), *written);
                let read = weekday_named_in(written, Some(language));
                assert_eq!(read, Some((weekday, language)), "{written}");
                let capitals = weekday_named(&written.to_uppercase()).map(|(weekday, _)| weekday);
                assert_eq!(capitals, Some(weekday), "{written}");
            }
        }
    }

    #[test]
    fn a_name_that_languages_share_is_of_the_one_that_is_preferred() {
        let slovak = Language::tagged("sk-SK").unwrap();
        let named = |preferred| weekday_named_in("Sobota", preferred).unwrap().1;
        assert_eq!(name(Weekday::Friday, named(Some(slovak))), "piatok");
        assert_eq!(name(Weekday::Friday, named(None)), "piątek");
        assert_eq!(
            name(Weekday::Friday, named(Some(Language::ENGLISH))),
            "piątek"
        );
    }

    #[test]
    fn variants_letter_case_and_accents_are_read() {
        for (text, weekday) in [
            ("WEDNESDAY", Weekday::Wednesday),
            ("Thurs.", Weekday::Thursday),
            ("周二", Weekday::Tuesday),
            ("星期天", Weekday::Sunday),
            ("الإثنين", Weekday::Monday),
            ("Среда", Weekday::Wednesday),
            // with a Latin "c"
            ("cреду", Weekday::Wednesday),
            ("MIÉRCOLES", Weekday::Wednesday),
            ("miercoles", Weekday::Wednesday),
            ("lunedi", Weekday::Monday),
            ("Sa\u{301}bado", Weekday::Saturday),
            ("ΣΑΒΒΑΤΟ", Weekday::Saturday),
            ("п’ятниця", Weekday::Friday),
            ("SALI", Weekday::Tuesday),
            ("Sonnabend", Weekday::Saturday),
        ] {
            let named = weekday_named(text).map(|(weekday, _)| weekday);
            assert_eq!(named, Some(weekday), "{text}");
        }
        assert_eq!(weekday_named("Forum Day"), None);
    }

    #[test]
    fn a_month_is_read_in_full_or_short_in_each_language() {
        for (text, month) in [
            ("february", 2),
            ("Sept.", 9),
            ("Dec", 12),
            ("août", 8),
            ("aout", 8),
            ("février", 2),
            ("февраля", 2),
            ("setiembre", 9),
            ("فبراير", 2),
        ] {
            assert_eq!(month_named(text), Some(month), "{text}");
        }
        assert_eq!(month_named("Forum"), None);
    }

    #[test]
    fn no_name_means_two_months() {
        for names in MONTHS.iter().flat_map(|(_, lists)| lists.iter()) {
            for (number, name) in (1..).zip(names) {
                assert_eq!(month_named(name), Some(number), "{name}");
            }
        }
    }
}
