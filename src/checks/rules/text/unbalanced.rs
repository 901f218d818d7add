use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::bracket::LoneSigns;
use crate::report::prose::{Passage, Prose, Setting};

rule! {
    /// A bracket or a quotation mark without its partner in the same paragraph.
    ///
    /// ## Why it matters
    /// The reader cannot tell where the aside or the quotation ends, and so not who says what follows.
    ///
    /// ## How to mend it
    /// Add the partner, or remove the sign. A quotation over several paragraphs opens each of them and closes only the
    /// last: that is correct. List markers ("a)", "1)") and apostrophes are left alone.
    warning "text/unbalanced"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let passages = prose.passages();
    let mut before: Option<&LoneSigns> = None;
    for lone in prose.lone_signs() {
        let passage = &passages[lone.passage];
        let next = passages.get(lone.passage + 1);
        let before = before
            .replace(lone)
            .filter(|before| before.passage + 1 == lone.passage);
        let left_open = before.map_or_else(LeftOpen::default, |before| {
            LeftOpen::by(&passages[before.passage].text, before)
        });
        let text = passage.text;
        for sign in &lone.signs {
            let shown = &text[sign.clone()];
            if goes_on(passage, shown, sign.start, next) || left_open.is_closed_by(shown) {
                continue;
            }
            findings
                .add(
                    messages::no_partner(shown),
                    text.part(sign.clone()),
                    messages::STANDS_ALONE,
                )
                .help(messages::ADD_OR_REMOVE);
        }
    }
}

/// Which quotations a paragraph opens and does not close.
#[derive(Default)]
struct LeftOpen {
    curly: bool,
    angled: bool,
}

impl LeftOpen {
    fn by(text: &str, lone: &LoneSigns) -> Self {
        let opens = |sign: char| {
            let mut alone = lone.signs.iter();
            alone.any(|range| text[range.clone()].starts_with(sign))
        };
        Self {
            curly: opens('“'),
            angled: opens('«'),
        }
    }

    /// Whether the sign closes what the paragraph before left open.
    fn is_closed_by(&self, sign: &str) -> bool {
        match sign {
            "”" => self.curly,
            "»" => self.angled,
            _ => false,
        }
    }
}

/// Whether a quotation that opens the paragraph goes on in the next one, which opens with the same sign.
fn goes_on(passage: &Passage<'_>, sign: &str, at: usize, next: Option<&Passage<'_>>) -> bool {
    matches!(sign, "“" | "„" | "«" | "\"")
        && (at == 0 || passage.text[..at].trim().ends_with(':'))
        && next.is_some_and(|next| {
            let goes_on = matches!(
                next.setting,
                Setting::Paragraph { .. } | Setting::Point { .. }
            );
            goes_on && next.text.starts_with(sign)
        })
}

mod messages {
    pub(super) const STANDS_ALONE: &str = "stands alone";
    pub(super) const ADD_OR_REMOVE: &str = "add its partner, or remove it";

    pub(super) fn no_partner(sign: &str) -> String {
        format!("\"{sign}\" has no partner in this paragraph")
    }
}
