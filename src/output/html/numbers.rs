//! What is numbered, referred to and shortened: the paragraphs in a strip, the references, the abbreviations.

use maud::{Markup, html};

use super::{Part, heading};
use crate::output::counted;
use crate::report::view::{Link, Paragraph, Reference, ShortForm, Target, View};

/// The three of them, as far as the report has any.
pub(super) fn section(view: &View, part: &Part<'_>, level: usize) -> Markup {
    html! {
        (paragraphs(view, part, level))
        (references(view, part, level))
        (abbreviations(view, part, level))
    }
}

/// Paragraphs that follow one another in which nothing was found.
struct Run<'v> {
    first: &'v Paragraph,
    last: &'v Paragraph,
    count: usize,
    /// What was found in the only paragraph of the run.
    found: &'v [usize],
}

fn paragraphs(view: &View, part: &Part<'_>, level: usize) -> Markup {
    if view.paragraphs.is_empty() {
        return Markup::default();
    }
    let id = format!("r{}-paragraphs", part.number);
    let title = html! { "Paragraphs" };
    html! {
        section.paragraphs aria-labelledby=(id) {
            (heading(level, &id, &title))
            @for (top, runs) in strips(view, part) {
                @let heading = &view.headings[top];
                p.above {
                    @if heading.is_annex { "Annex " }
                    @for name in heading.label.iter().chain(&heading.title) { (part.quoted(name)) " " }
                }
                ul.strip {
                    @for run in &runs { (cell(run, part)) "\n" }
                }
            }
        }
        "\n"
    }
}

/// The runs below each heading at the top.
fn strips<'v>(view: &'v View, part: &'v Part<'_>) -> Vec<(usize, Vec<Run<'v>>)> {
    let mut strips: Vec<(usize, Vec<Run<'v>>)> = Vec::new();
    let paragraphs = view.paragraphs.iter().zip(&part.marks.paragraphs);
    for (paragraph, found) in paragraphs {
        let top = view.headings[paragraph.heading].top;
        if strips.last().is_none_or(|(last, _)| *last != top) {
            strips.push((top, Vec::new()));
        }
        let Some((_, runs)) = strips.last_mut() else {
            continue;
        };
        let goes_on = |run: &&mut Run<'_>| {
            run.found.is_empty() && found.is_empty() && follows(run.last, paragraph)
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => {
                run.last = paragraph;
                run.count += 1;
            }
            None => runs.push(Run {
                first: paragraph,
                last: paragraph,
                count: 1,
                found,
            }),
        }
    }
    strips
}

/// Whether a paragraph has the number after that of another, or neither has one.
fn follows(before: &Paragraph, after: &Paragraph) -> bool {
    let number = |paragraph: &Paragraph| {
        let number = paragraph.number.as_deref()?;
        let (above, last) = number.rsplit_once('.').unwrap_or(("", number));
        Some((above.to_owned(), last.trim().parse::<u32>().ok()?))
    };
    match (&before.number, &after.number) {
        (Some(_), Some(_)) => {
            number(before)
                .zip(number(after))
                .is_some_and(|((above, before), (same, after))| {
                    above == same && before.checked_add(1) == Some(after)
                })
        }
        (None, None) => before.lacks_number == after.lacks_number,
        _ => false,
    }
}

fn cell(run: &Run<'_>, part: &Part<'_>) -> Markup {
    let severity = part.gravest(run.found);
    let class = severity.map_or_else(String::new, |severity| severity.to_string());
    html! {
        li class=(class) style={"flex-grow:" (run.count.min(1000))} {
            @match (&run.first.number, &run.last.number) {
                (Some(first), Some(last)) if first != last => {
                    (part.quoted(first)) "–" (part.quoted(last))
                }
                (Some(number), _) => { (part.quoted(number)) }
                _ if !run.first.lacks_number => { (counted(run.count, "continues", "continue")) }
                _ if run.count == 1 => { "no number" }
                _ => { (run.count) " without a number" }
            }
            (part.flags(run.found, true))
        }
    }
}

fn references(view: &View, part: &Part<'_>, level: usize) -> Markup {
    let seen = |(reference, found): &(&Reference, &Vec<usize>)| {
        !reference.targets.is_empty() || !found.is_empty()
    };
    let references = view.references.iter().zip(&part.marks.references);
    let references: Vec<_> = references.filter(seen).collect();
    if references.is_empty() {
        return Markup::default();
    }
    let id = format!("r{}-references", part.number);
    let title = html! { "References" };
    html! {
        section.references aria-labelledby=(id) {
            (heading(level, &id, &title))
            div.scroll tabindex="0" role="group" aria-label="Table of references" {
                table {
                    caption { "What the text refers to in the report" }
                    thead { tr {
                        th scope="col" { "From" }
                        th scope="col" { "As written" }
                        th scope="col" { "To" }
                        th scope="col" { "What was found" }
                    } }
                    tbody {
                        @for (reference, found) in references {
                            (reference_row(reference, found, part)) "\n"
                        }
                    }
                }
            }
        }
        "\n"
    }
}

fn reference_row(reference: &Reference, found: &[usize], part: &Part<'_>) -> Markup {
    let severity = part.gravest(found).map(|severity| severity.to_string());
    html! {
        tr class=[severity] {
            td { (part.quoted(&reference.from)) }
            td { (part.quoted(&reference.words)) }
            td {
                @for (index, target) in reference.targets.iter().enumerate() {
                    @if index > 0 { ", " }
                    (to(target, part))
                }
                @if reference.targets.is_empty() { span.missing { "not in the report" } }
            }
            td { (part.messages(found)) }
        }
    }
}

fn to(target: &Target, part: &Part<'_>) -> Markup {
    let number = part.number;
    let link = target.link.map(|link| match link {
        Link::Heading(heading) => format!("#r{number}-h{}", heading + 1),
        Link::Item(item) => format!("#r{number}-i{}", item + 1),
    });
    html! {
        @if let Some(link) = link {
            a href=(link) { (part.quoted(&target.name)) }
        } @else {
            (part.quoted(&target.name))
        }
    }
}

fn abbreviations(view: &View, part: &Part<'_>, level: usize) -> Markup {
    let seen = |(form, found): &(&ShortForm, &Vec<usize>)| {
        !form.definitions.is_empty() || !found.is_empty()
    };
    let forms = view.short_forms.iter().zip(&part.marks.short_forms);
    let forms: Vec<_> = forms.filter(seen).collect();
    if forms.is_empty() {
        return Markup::default();
    }
    let id = format!("r{}-abbreviations", part.number);
    let title = html! { "Abbreviations" };
    html! {
        section.abbreviations aria-labelledby=(id) {
            (heading(level, &id, &title))
            div.scroll tabindex="0" role="group" aria-label="Table of abbreviations" {
                table {
                    caption { "What each abbreviation means, where that is defined, and how often it is used" }
                    thead { tr {
                        th scope="col" { "Abbreviation" }
                        th scope="col" { "Defined as, and where" }
                        th.number scope="col" { "Uses" }
                        th scope="col" { "First use" }
                        th scope="col" { "What was found" }
                    } }
                    tbody {
                        @for (form, found) in forms { (short_form(form, found, part)) "\n" }
                    }
                }
            }
        }
        "\n"
    }
}

fn short_form(form: &ShortForm, found: &[usize], part: &Part<'_>) -> Markup {
    let severity = part.gravest(found).map(|severity| severity.to_string());
    html! {
        tr class=[severity] {
            th scope="row" { (part.quoted(&form.short)) }
            td {
                @for definition in &form.definitions {
                    div { (part.quoted(&definition.long)) " " span.about { (part.quoted(&definition.within)) } }
                }
                @if form.definitions.is_empty() { span.missing { "not defined" } }
            }
            td.number { (form.uses) }
            td { @if let Some((within, _)) = &form.first_use { (part.quoted(within)) } }
            td { (part.messages(found)) }
        }
    }
}
