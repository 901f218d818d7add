use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::{Person, Report, Spanned, Text, title};

rule! {
    /// A chair or a speaker is not in the list of people.
    ///
    /// ## Why it matters
    /// If a report lists its people, everybody on the agenda should be in the list. A name that is not in it is most
    /// often misspelt on the agenda.
    ///
    /// You can name chairs and speakers by their `name` in `people` or by their `id`. A report without `people` is not
    /// checked.
    ///
    /// ## How to fix it
    /// Correct the name, or add the person to `people`.
    error "agenda/unknown-person"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    // one who cannot be read may be anybody
    let has_lost_name = |person: &Spanned<Person<'_>>| {
        report.has_lost(person.at, "name", person.name.as_ref())
            || report.gives_twice(person.at, "name")
    };
    if report.people.is_empty()
        || report.has_lost_top_items("people", report.people.len())
        || report.people.iter().any(has_lost_name)
    {
        return;
    }
    let names = report
        .people
        .iter()
        .flat_map(|person| [person.name, person.id])
        .flatten();
    let people = Index::new(names.map(|name| (title::comparable(&name), name)));
    let mentions = mentions(report);
    // One person is one finding, however much there is for that person to do.
    for unknown in people.dangling(&mentions, |mention| title::comparable(&mention.name)) {
        if let [first, again @ ..] = unknown.items.as_slice() {
            let nearest = people.nearest(&unknown.name);
            let nearest = nearest.and_then(|it| people.get(it).first());
            report_person(first, again, nearest, findings);
        }
    }
}

/// Where the agenda names a person.
struct Mention<'t> {
    name: Text<'t>,
    /// What that person does there.
    does: &'static str,
}

fn mentions<'t>(report: &Report<'t>) -> Vec<Mention<'t>> {
    let slots = report.slots();
    let mentions = slots.iter().flat_map(|slot| {
        let named = |does: &'static str| move |name| Mention { name, does };
        let chair = slot.item.chair.map(named("chairs here"));
        let speakers = slot.item.speakers.iter().copied().map(named("speaks here"));
        chair.into_iter().chain(speakers)
    });
    mentions.collect()
}

fn report_person(
    first: &Mention<'_>,
    again: &[&Mention<'_>],
    nearest: Option<&Text<'_>>,
    findings: &mut Findings<'_>,
) {
    let name = first.name.value;
    let mut draft = findings.add(
        format!("\"{name}\" is on the agenda, but not in `people`"),
        &first.name,
        first.does,
    );
    for mention in again {
        draft = draft.label(&mention.name, mention.does);
    }
    match nearest {
        Some(near) => draft
            .label(near, "did the agenda mean this one?")
            .help(format!(
                "write \"{}\" on the agenda, or add \"{name}\" to `people`",
                near.value
            )),
        None => draft.help(format!("add \"{name}\" to `people`, or correct the name")),
    };
}
