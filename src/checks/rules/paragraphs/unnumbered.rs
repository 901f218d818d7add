use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::numbered::{Numbered, NumberedBody};
use crate::report::numeral::inserted_after;
use crate::text::edit::Value;

rule! {
    /// A paragraph between numbered ones has no number.
    ///
    /// A paragraph is reported if numbered paragraphs come before and after it below the same heading, or if exactly
    /// its number is missing in the count. Paragraphs in a row are one finding. Items of a list ("(a)", "•"), a
    /// paragraph after a colon, the paragraphs of annexes and a whole section without numbers are not reported. If the
    /// paragraph is a copy of another one in the section, `paragraphs/duplicate-text` reports it.
    ///
    /// ## Why it matters
    /// The paragraph cannot be cited, and often it was meant to belong to the one before it, or to have the next number.
    ///
    /// ## How to fix it
    /// Number it (and renumber those after it), call it "10 bis", or join it to the paragraph before.
    warning "paragraphs/unnumbered",
    unsure markdown,
    fix unsafe "Numbers it as inserted (\"10 bis\"), but it may belong to the paragraph before."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let body = NumberedBody::of(report);
    let mut before: Option<usize> = None;
    let mut run: Vec<usize> = Vec::new();
    for (index, placed) in body.paragraphs.iter().enumerate() {
        match placed.numbering {
            Numbered::No => run.push(index),
            Numbered::Continued | Numbered::Unreadable => {}
            Numbered::Yes => {
                if let Some(before) = before {
                    let same_heading = body.paragraphs[before].heading == placed.heading;
                    if same_heading || body.is_filled(before, index) {
                        report_run(&body, [before, index], &run, findings);
                    }
                }
                before = Some(index);
                run.clear();
            }
        }
    }
}

fn report_run(
    body: &NumberedBody<'_, '_>,
    [before, after]: [usize; 2],
    run: &[usize],
    findings: &mut Findings<'_>,
) {
    let place = |index: usize| body.paragraphs[index].paragraph.name_place();
    let number = body.paragraphs[before].paragraph.number.as_ref();
    let mut places = run.iter().filter_map(|&index| place(index));
    let (Some(first), Some(number)) = (places.next(), number) else {
        return;
    };
    let message = unnumbered(run.len(), number.value);
    let fix = numbered(body, [before, after], run, findings);
    let mut draft = findings.add(message, first, "has no number");
    for place in places {
        draft = draft.label(place, "no number here, either");
    }
    let names = inserted_after(number.value, run.len());
    draft
        .label(number, "the number before")
        .help(number_or_join(run.len(), names.as_deref()))
        .fix(fix);
}

/// The paragraphs as ones that were inserted. `None` where there are numbers for them.
fn numbered(
    body: &NumberedBody<'_, '_>,
    [before, after]: [usize; 2],
    run: &[usize],
    findings: &Findings<'_>,
) -> Option<Remedy> {
    let number = body.paragraphs[before].paragraph.number?;
    let names = inserted_after(number.value, run.len());
    let names = names.filter(|_| !body.is_filled(before, after))?;
    let title = format!("number as \"{}\"", names.join("\", \""));
    let mut paragraphs = run.iter().map(|&index| body.paragraphs[index].paragraph.at);
    let mut unused = names.into_iter();
    paragraphs.try_fold(Remedy::risky(title), |remedy, at| {
        let name = Value::Text(unused.next()?);
        remedy.entry(findings.tree(at.file), at, "number", name, &[])
    })
}

fn unnumbered(count: usize, before: &str) -> String {
    match count {
        1 => format!("the paragraph after paragraph {before} has no number"),
        count => format!("{count} paragraphs after paragraph {before} have no number"),
    }
}

/// As many paragraphs as `count` says, and what they can be called, if there are names for them.
fn number_or_join(count: usize, names: Option<&[String]>) -> String {
    let them = if count == 1 { "it" } else { "them" };
    let called = match names {
        None | Some([]) => String::new(),
        Some([one]) => format!(", call {them} `{one}`"),
        Some([one, other]) => format!(", call {them} `{one}` and `{other}`"),
        Some([one, other, ..]) => format!(", call {them} `{one}`, `{other}` and so on"),
    };
    format!("number {them}{called}, or join {them} to the paragraph before")
}
