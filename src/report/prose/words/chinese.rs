use super::{NOTHING, Registers, Words};

pub(super) static WORDS: Words = Words {
    language: "Chinese",
    tag: "zh",
    // it is known by its script
    registers: Registers {
        agenda: &["议程", "日程"],
        abbreviations: &["缩略语"],
        bibliography: &["参考文献"],
        people: &["与会者", "名单"],
        footnotes: &["注释"],
        tables: &["表格"],
        figures: &["图"],
        beside: &[],
    },
    annexes: &["附件", "附录"],
    ..NOTHING
};
