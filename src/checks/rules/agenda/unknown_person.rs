use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::{Person, Report, Spanned, Text, title};
use crate::text::edit::{Side, Value};

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
    error "agenda/unknown-person",
    fix unsafe "The nearest name of the register is written wherever the agenda has this one, but the two may be two people.",
    fix declare "Adds the name to `people`."
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
            report_person(report, first, again, nearest, findings);
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
    report: &Report<'_>,
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
    let draft = match nearest {
        Some(near) => draft
            .label(near, "did the agenda mean this one?")
            .help(format!(
                "write \"{}\" on the agenda, or add \"{name}\" to `people`",
                near.value
            ))
            .fix(renamed(first, again, near.value)),
        None => draft.help(format!("add \"{name}\" to `people`, or correct the name")),
    };
    draft.fix(registered(report, name));
}

/// The name of another person, at all places.
fn renamed(first: &Mention<'_>, again: &[&Mention<'_>], near: &str) -> Remedy {
    let mentions = std::iter::once(first).chain(again.iter().copied());
    let remedy = Remedy::risky(format!("write \"{near}\""));
    mentions.fold(remedy, |remedy, mention| {
        remedy.set(mention.name.at, Value::Text(near.to_owned()))
    })
}

/// The person as the last of the register.
fn registered(report: &Report<'_>, name: &str) -> Option<Remedy> {
    let last = report.people.last()?;
    let person = Value::Map(vec![("name", Value::Text(name.to_owned()))]);
    let remedy = Remedy::declaration(format!("add \"{name}\" to `people`"));
    Some(remedy.item(Side::After, last.at, person))
}
