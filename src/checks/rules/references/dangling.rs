use crate::finding::wording::listed_briefly;
use crate::finding::wording::{AND_HERE, POINTS_TO_NOTHING};
use std::borrow::Cow;
use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::relation::resolve::Index;
use crate::report::numeral::{Label, readings};
use crate::report::prose::citation::{Citation, CitedNumber};
use crate::report::prose::cited_point::{MissingPoint, missing_points};
use crate::report::prose::reference::PartKind;
use crate::report::prose::reference::evidence::{Evidence, Nearness, Pointed, evidence};
use crate::report::prose::reference::owner::Owner;
use crate::report::prose::reference::words::Head;
use crate::report::prose::target::Resolution;
use crate::report::prose::{Prose, Setting};
use crate::report::{Section, Spanned};
use crate::text::place::Place;
use crate::text::source::Location;
use crate::text::syntax::{Anchors, Format, links_within};

rule! {
    /// A reference in the text to a part that the report does not contain.
    ///
    /// The rule looks up annexes (also appendices, attachments, enclosures and schedules), sections and chapters (also
    /// "§ 3"), paragraphs, footnotes ("note 12 above", "supra note 14"), tables, figures and sessions. In a range such
    /// as "paras. 12–15", it looks up every number, and in "paragraph 4 (b)" also the point, if the paragraph has
    /// `points`. In Markdown, it also looks up links within the file, such as `[the agenda](#annex-i)`: they lead to a heading
    /// or to a name that the file gives. A file in Markdown whose first section has another number than 1 is a part of a
    /// report, and not judged. All references to one missing part are one finding.
    ///
    /// ## Why it matters
    /// The reader looks for a part that does not exist. Most often it was renumbered or removed after the sentence was
    /// written.
    ///
    /// ## How sure it is
    /// The finding is an *error* if the reference can mean nothing else: the text says "above", "below", "of the
    /// present report" or "see", or the report numbers such parts itself and no other document is named. Otherwise it
    /// is a *warning*. Nothing is reported if the part may belong to another document: a document that is named before
    /// it ("resolution 55/25, annex II"), next to it ("FISHA Section 831", "section 3, MACMA"), after it ("annex II to
    /// the Convention"), in the same sentence, or in the source of a footnote. Nothing is reported either if the
    /// reference is quoted, if its number is far beyond those of the report or in another style, or if labels of
    /// annexes repeat.
    ///
    /// ## How to fix it
    /// Correct the reference, or add what it refers to. If another document is meant, name it ("annex II to the
    /// Convention"). Sections, paragraphs, tables, figures, footnotes and sessions are looked up only if the report
    /// numbers them. If you set the severity of this rule, it applies to all its findings.
    error "references/dangling", needs References
}

/// Whether a file in Markdown is a part of a report, so that what it refers to may be in other files: its first number is not
/// the first.
fn is_part_of_report(prose: &Prose<'_, '_>) -> bool {
    let mut parts = prose.report.parts.iter();
    if !parts.any(|part| part.tree.format() == Format::Markdown) {
        return false;
    }
    let mut labels = prose.report.sections.iter().filter_map(|it| it.label);
    let first = labels.next().and_then(|label| Label::parse(label.value));
    first.is_some_and(|label| {
        let outermost = label.path.split('.').next().filter(|it| !it.is_empty());
        let mut readings = readings(outermost.unwrap_or(label.numeral)).into_iter();
        readings.all(|it| it.value > 1)
    })
}

/// A missing part, and everywhere that refers to it.
struct Missing {
    kind: PartKind,
    head: &'static Head,
    numbers: Vec<String>,
    places: Vec<Place>,
    severity: Severity,
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    if is_part_of_report(prose) {
        return;
    }
    check_points(prose, findings);
    check_links(prose, findings);
    let mut labels: FxHashMap<PartKind, Index<&str, ()>> = FxHashMap::default();
    for missing in missing(prose) {
        let mut places = missing.places.into_iter();
        let Some(first) = places.next() else { continue };
        let numbers = &missing.numbers;
        let [one, several] = missing.head.names;
        let name = if numbers.len() == 1 { one } else { several };
        let message = not_contained(name, numbers);
        let mut draft = findings
            .add(message, first, POINTS_TO_NOTHING)
            .no_more_than(missing.severity);
        for place in places {
            draft = draft.label(place, AND_HERE);
        }
        let labels = labels.entry(missing.kind).or_insert_with(|| {
            let parts = prose.targets().all(missing.kind).iter();
            Index::new(parts.map(|part| (part.label.value, ())))
        });
        draft.help(help(
            prose,
            &missing.head.names,
            missing.kind,
            labels,
            numbers,
        ));
    }
}

/// How many names of a whole page lead somewhere for each that does not, at least.
const FEWEST_THAT_LEAD: usize = 2;

/// For how many links the nearest heading is looked for.
const MOST_SUGGESTIONS: usize = 100;

/// What names that programs make for notes begin with.
const NAMES_OF_NOTES: [&str; 4] = ["fn", "_ft", "note", "ref"];

/// Reports links within a file of Markdown that lead to nothing in it.
fn check_links(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for part in &prose.report.parts {
        let text = part.source.text();
        // attributes in another form, from which headings may have names, and labels that are known in all files
        let has_other_names = text.contains("{:") || text.contains(")=\n");
        if part.tree.format() != Format::Markdown || has_other_names {
            continue;
        }
        let Some(anchors) = Anchors::of(text) else {
            continue;
        };
        let names = anchors.in_lowercase();
        let is_known = |name: &str| {
            let name = name.to_lowercase();
            let is_of_note = NAMES_OF_NOTES.iter().any(|it| name.starts_with(it));
            name.is_empty() || name == "top" || is_of_note || names.contains(&name)
        };
        let mut missing: Vec<(String, Vec<Place>)> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        for (name, span) in links_within(text) {
            let index = known.entry(name.clone()).or_insert_with(|| {
                let is_missing = !is_known(&name);
                missing.extend(is_missing.then(|| (name, Vec::new())));
                if is_missing {
                    missing.len() - 1
                } else {
                    usize::MAX
                }
            });
            let file = part.file;
            if let Some((_, places)) = missing.get_mut(*index) {
                places.push(Place::Bytes(Location { file, span }));
            }
        }
        // a chapter that is put into a larger page has its links to the other chapters
        let leading = known.len() - missing.len();
        let is_chapter = leading < FEWEST_THAT_LEAD * missing.len();
        if is_chapter {
            continue;
        }
        let headings = LazyCell::new(|| Index::new(anchors.headings().map(|it| (it, ()))));
        for (index, (name, places)) in missing.into_iter().enumerate() {
            let mut places = places.into_iter();
            let Some(first) = places.next() else { continue };
            let message =
                format!("a link leads to \"#{name}\", but nothing in this file has that name");
            let near = (index < MOST_SUGGESTIONS).then(|| headings.nearest(&name));
            let help = near.flatten().map_or_else(
                || "let the link lead to a heading of this file, or remove it".to_owned(),
                |near| format!("did you mean `#{near}`?"),
            );
            findings
                .add(message, first, POINTS_TO_NOTHING)
                .no_more_than(Severity::Warning)
                .labels(places.map(|place| (place, AND_HERE.to_owned())))
                .help(help);
        }
    }
}

/// Reports points that paragraphs do not contain.
fn check_points(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let mut missing = missing_points(prose);
    missing.retain(|point| is_own(&point.cited, prose));
    if missing.is_empty() {
        return;
    }
    let usage = Usage::of(prose);
    let mut alike: Vec<Vec<&MissingPoint<'_, '_>>> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for point in &missing {
        let index = *known.entry(&point.name).or_insert(alike.len());
        if index == alike.len() {
            alike.push(Vec::new());
        }
        alike[index].push(point);
    }
    for group in alike {
        let severities = group.iter().map(|point| usage.weight(prose, &point.cited));
        let Some(severity) = severities.max().flatten() else {
            continue;
        };
        let place = |point: &MissingPoint<'_, '_>| {
            let text = point.cited.citation.text;
            text.part(point.range.clone())
        };
        let first = group[0];
        let mut draft = findings
            .add(
                not_contained("paragraph", std::slice::from_ref(&first.name)),
                place(first),
                POINTS_TO_NOTHING,
            )
            .no_more_than(severity);
        for other in &group[1..] {
            draft = draft.label(place(other), AND_HERE);
        }
        draft.help(points_are(&first.cited.number, first.ends));
    }
}

fn help(
    prose: &Prose<'_, '_>,
    [one, several]: &[&str; 2],
    kind: PartKind,
    labels: &Index<&str, ()>,
    numbers: &[String],
) -> String {
    let near = match numbers {
        [number] => labels.nearest(number),
        _ => None,
    };
    // of what is missing among others it is no answer that there are those before and after it
    let is_between = |number: &String| prose.targets().is_hole(kind, number);
    let ends = ends(prose, kind).filter(|_| !numbers.iter().any(is_between));
    match (near, ends) {
        (Some(near), _) => format!("did the text mean {one} {near}?", near = kind.bare(near)),
        (None, Some([first, last])) => {
            format!(
                "correct the reference; the report has {several} {first} to {last}",
                first = kind.bare(first),
                last = kind.bare(last)
            )
        }
        (None, None) => format!(
            "correct the reference, or add the {kind}; if another document is meant, name it",
            kind = if numbers.len() == 1 { one } else { several }
        ),
    }
}

/// The first and the last label of the kind, those below others aside; `None` where there are not two.
fn ends<'t>(prose: &Prose<'_, 't>, kind: PartKind) -> Option<[&'t str; 2]> {
    let of_top = |sections: &[Spanned<Section<'t>>]| {
        let mut labels = sections.iter().filter_map(|section| section.label);
        Some([labels.next()?.value, labels.next_back()?.value])
    };
    match (kind, prose.targets().all(kind)) {
        (PartKind::Section, _) => of_top(&prose.report.sections),
        (PartKind::Annex, _) => of_top(&prose.report.annexes),
        (_, [first, .., last]) => Some([first.label.value, last.label.value]),
        _ => None,
    }
}

fn missing(prose: &Prose<'_, '_>) -> Vec<Missing> {
    let mut list: Vec<Missing> = Vec::new();
    let mut known: FxHashMap<(PartKind, Cow<'_, str>), usize> = FxHashMap::default();
    let missing = missing_numbers(prose);
    for numbers in missing.chunk_by(|(one, _), (next, _)| std::ptr::eq(one.citation, next.citation))
    {
        let (first, _) = &numbers[0];
        let head = first.citation.reference.head;
        let place = first.place.clone();
        let severities = numbers.iter().map(|(_, severity)| *severity);
        let severity = severities.max().unwrap_or(Severity::Warning);
        if let Some(index) = known.get(&(head.kind, first.number.clone())) {
            let missing = &mut list[*index];
            missing.places.push(place);
            missing.severity = missing.severity.max(severity);
            continue;
        }
        let numbers = || numbers.iter().map(|(cited, _)| cited.number.clone());
        for number in numbers() {
            known.entry((head.kind, number)).or_insert(list.len());
        }
        list.push(Missing {
            kind: head.kind,
            head,
            places: vec![place],
            numbers: numbers().map(Cow::into_owned).collect(),
            severity,
        });
    }
    list
}

/// The numbers that point to nothing and are the report's own, each with how sure that is.
fn missing_numbers<'r, 't>(prose: &'r Prose<'_, 't>) -> Vec<(CitedNumber<'r, 't>, Severity)> {
    let missing: Vec<CitedNumber<'_, '_>> = prose
        .cited_numbers()
        .filter(|cited| is_missing(cited, prose))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let usage = Usage::of(prose);
    let weighed = missing.into_iter().filter_map(|cited| {
        let severity = usage.weight(prose, &cited)?;
        Some((cited, severity))
    });
    weighed.collect()
}

/// Whether the part is the report's own, and would be there.
fn is_own(cited: &CitedNumber<'_, '_>, prose: &Prose<'_, '_>) -> bool {
    let reference = &cited.citation.reference;
    matches!(reference.owner, Owner::Report | Owner::Unnamed)
        && is_judged(prose, reference.kind())
        && is_running_text(prose, cited.citation)
}

fn is_missing(cited: &CitedNumber<'_, '_>, prose: &Prose<'_, '_>) -> bool {
    let targets = prose.targets();
    let kind = cited.citation.reference.kind();
    matches!(cited.resolution, Resolution::Missing)
        && is_own(cited, prose)
        && is_part_known(prose, cited)
        // where the numbering itself has a hole, the hole is reported, and not all that refers to it
        && !(is_numbered_in_sequence(kind) && targets.is_hole(kind, &cited.number))
        && !targets.is_missed_elsewhere(kind, &cited.number)
}

/// Whether the report claims to have all of the kind, so that what it does not contain is missing.
fn is_judged(prose: &Prose<'_, '_>, kind: PartKind) -> bool {
    let targets = prose.targets();
    match kind {
        PartKind::Annex => !prose.report.sections.is_empty() && !targets.has_twins(kind),
        _ => targets.has(kind) && !targets.has_unreadable(kind),
    }
}

/// Whether the text speaks, and is no title of the report, of a table or of a session.
pub(super) fn is_running_text(prose: &Prose<'_, '_>, citation: &Citation<'_>) -> bool {
    let setting = prose.passages()[citation.passage].setting;
    !matches!(setting, Setting::Title | Setting::Caption | Setting::Agenda)
}

/// Whether the report has the part in which the section is looked for: "part III, section 3".
fn is_part_known(prose: &Prose<'_, '_>, cited: &CitedNumber<'_, '_>) -> bool {
    let part = cited.citation.reference.part.clone();
    part.is_none_or(|part| prose.targets().has_section(&cited.citation.text[part]))
}

/// Whether a rule of its own looks after the numbering of the kind.
fn is_numbered_in_sequence(kind: PartKind) -> bool {
    matches!(
        kind,
        PartKind::Annex | PartKind::Section | PartKind::Paragraph | PartKind::Footnote
    )
}

/// How the report refers to its parts, and to those of others.
#[derive(Default)]
struct Usage<'t> {
    /// What its own parts are called: "appendix".
    own_words: FxHashSet<&'static str>,
    /// Kinds and numbers of parts of other documents.
    others: FxHashSet<(PartKind, Cow<'t, str>)>,
    /// Kinds of which there are some.
    kinds_of_others: FxHashSet<PartKind>,
}

impl<'t> Usage<'t> {
    fn of(prose: &Prose<'_, 't>) -> Self {
        let mut usage = Self::default();
        for cited in prose.cited_numbers() {
            let reference = &cited.citation.reference;
            if reference.owner == Owner::Another {
                usage.kinds_of_others.insert(reference.kind());
                usage.others.insert((reference.kind(), cited.number));
            } else if matches!(cited.resolution, Resolution::Found(_)) {
                usage.own_words.insert(reference.head.names[0]);
            }
        }
        usage
    }

    /// How sure it is that a missing number is the report's own; `None` where it may well be another's.
    fn weight(&self, prose: &Prose<'_, '_>, cited: &CitedNumber<'_, '_>) -> Option<Severity> {
        let words = prose.reference_words()?;
        let citation = cited.citation;
        let reference = &citation.reference;
        let kind = reference.kind();
        let targets = prose.targets();
        if reference.owner == Owner::Report {
            return Some(Severity::Error);
        }
        if targets.is_far_beyond(kind, &cited.number) {
            return None;
        }
        let is_note = matches!(
            prose.passages()[citation.passage].setting,
            Setting::Footnote
        );
        let is_like_own = targets.writes_like(kind, &cited.number);
        let is_anothers = self.others.contains(&(kind, cited.number.clone()));
        let Evidence { pointed, other } = evidence(words, &citation.text, reference);
        let is_apart = other != Nearness::Sentence;
        let is_certain = match pointed {
            Pointed::ToSee if !is_like_own && !is_apart => return None,
            Pointed::ToSee => is_like_own && !is_anothers && targets.has(kind),
            _ if !is_like_own || is_anothers => return None,
            Pointed::ByVerb => targets.has(kind),
            Pointed::No if !is_apart => return None,
            Pointed::No => {
                let is_usual = words.heads.is_usual(reference.head);
                if !is_usual && !self.own_words.contains(reference.head.names[0]) {
                    return None;
                }
                let is_listed = !matches!(kind, PartKind::Section | PartKind::Paragraph);
                is_listed && targets.has(kind) && !self.kinds_of_others.contains(&kind)
            }
        };
        let is_alone = other == Nearness::Absent && !is_note;
        Some(if is_certain && is_alone {
            Severity::Error
        } else {
            Severity::Warning
        })
    }
}

/// As many of the kind as there are numbers.
fn not_contained(kind: &str, numbers: &[String]) -> String {
    let numbers = listed_briefly(numbers);
    format!("the text refers to {kind} {numbers}, which the report does not contain")
}

fn points_are(paragraph: &str, [first, last]: [&str; 2]) -> String {
    format!("correct the reference; paragraph {paragraph} has the points {first} to {last}")
}
