use super::{Dates, NOTHING, Registers, Words};

pub(super) static WORDS: Words = Words {
    language: "Arabic",
    tag: "ar",
    frequent: &[
        "في", "من", "على", "إلى", "أن", "التي", "عن", "هذا", "هذه", "الذي", "ما", "مع", "بين",
        "كما",
    ],
    dates: Dates {
        day_joints: &["إلى", "و"],
        weekday_joints: &["إلى", "و"],
        two_words: [&["كانون", "تشرين"], &["الأول", "الثاني"]],
        ..Dates::NONE
    },
    registers: Registers {
        agenda: &["جدول الأعمال", "برنامج"],
        abbreviations: &["المختصرات"],
        bibliography: &["المراجع"],
        people: &["المشاركين"],
        footnotes: &["الحواشي"],
        tables: &["الجداول"],
        figures: &["الأشكال"],
        beside: &[],
    },
    annexes: &["مرفق", "المرفق"],
    ..NOTHING
};
