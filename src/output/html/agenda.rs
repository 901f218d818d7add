//! The agenda: a day each, with what clashes drawn as such and written in words.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::layout::{Area, Block, Day, Stretch};
use super::{Part, heading};
use crate::finding::Severity;
use crate::report::view::{self, Item, Role, View};

/// Items that are named of those that one clashes with.
const MOST_NAMED: usize = 6;

/// The whole agenda; nothing where there is none.
pub(super) fn section(view: &View, part: &Part<'_>, level: usize) -> Markup {
    if view.days.is_empty() {
        return Markup::default();
    }
    let drawing = Drawing {
        view,
        part,
        clashes: clashes(view, part),
    };
    let number = part.number;
    let title = html! { "Agenda" };
    html! {
        section.agenda aria-labelledby={"r" (number) "-agenda"} {
            (heading(level, &format!("r{number}-agenda"), &title))
            @for index in 0..view.days.len() {
                (drawing.day(index, level + 1))
            }
        }
        "\n"
    }
}

struct Drawing<'v, 'o> {
    view: &'v View,
    part: &'v Part<'o>,
    /// The items that each item clashes with, by what the findings say.
    clashes: Vec<Vec<usize>>,
}

/// Which items clash with one another, where a finding is at both.
fn clashes(view: &View, part: &Part<'_>) -> Vec<Vec<usize>> {
    let mut clashes = vec![Vec::new(); view.items.len()];
    let marks = &part.marks.items;
    let are_found = |one: usize, other: usize| {
        let mut found = marks[one].iter();
        found.any(|finding| marks[other].binary_search(finding).is_ok())
    };
    for clash in &view.clashes {
        for &other in &clash.others {
            if are_found(clash.item, other) {
                clashes[clash.item].push(other);
                clashes[other].push(clash.item);
            }
        }
        if clash.is_mutual {
            let others = &clash.others;
            for (index, &one) in others.iter().enumerate() {
                let next = others[index + 1..].iter().take(MOST_NAMED);
                clashes[one].extend(next.filter(|other| are_found(one, **other)));
            }
        }
    }
    for others in &mut clashes {
        others.sort_unstable();
        others.dedup();
    }
    clashes
}

impl Drawing<'_, '_> {
    fn day(&self, index: usize, level: usize) -> Markup {
        let day = &self.view.days[index];
        let number = self.part.number;
        let id = format!("r{number}-d{}", index + 1);
        let items = Day::new(&self.view.items, day.items.clone());
        let layout = items.layout();
        let date = day.weekday.iter().chain(&day.date);
        let marks = &self.part.marks.days[index];
        let title = html! {
            @for (index, word) in date.enumerate() {
                @if index > 0 { ", " }
                (self.part.quoted(word))
            }
            @for name in &day.names { " · " (self.part.quoted(name)) }
            (self.part.flags(marks, false))
        };
        let widest = layout.stretches.iter().map(|stretch| stretch.lanes).max();
        html! {
            section.day.wide[widest > Some(5)] aria-labelledby=(id) {
                (heading(level, &id, &title))
                @if !layout.background.is_empty() {
                    (self.list(&items, "Alongside: ", &layout.background))
                }
                div.scroll tabindex="0" role="group" aria-label={"Timetable, day " (index + 1)} {
                    @if !layout.lanes.is_empty() {
                        div.stretch.rooms style=(columns(layout.lanes.len())) aria-hidden="true" hidden {
                            @for (lane, name) in layout.lanes.iter().enumerate() {
                                span style={"grid-column:" (lane + 2)} { (self.part.quoted(name)) }
                            }
                        }
                    }
                    @for stretch in &layout.stretches {
                        @if let Some(until) = stretch.idle_until {
                            p.idle { "nothing until " (clock(until)) }
                        }
                        (self.stretch(&items, stretch))
                    }
                }
                @if !layout.untimed.is_empty() {
                    (self.list(&items, "Without times: ", &layout.untimed))
                }
            }
            "\n"
        }
    }

    /// Items in a list, each on a line.
    fn list(&self, day: &Day<'_>, words: &str, items: &[usize]) -> Markup {
        html! {
            ul.lines {
                @for &index in items {
                    li id=(self.anchor(index)) {
                        (words) (self.item(day, index, true)) (self.sublist(day, index))
                    }
                }
            }
        }
    }

    /// The parts of an item that have no place of their own in the drawing.
    fn sublist(&self, day: &Day<'_>, index: usize) -> Markup {
        let parts = day.parts(index);
        html! {
            @if !parts.is_empty() {
                ul.parts {
                    @for &part in parts {
                        li id=(self.anchor(part)) class=(self.class("part", part)) {
                            (self.item(day, part, day.item(part).has_own_times))
                            (self.sublist(day, part))
                        }
                    }
                }
            }
        }
    }

    fn stretch(&self, day: &Day<'_>, stretch: &Stretch) -> Markup {
        if stretch.is_list {
            let items: Vec<usize> = stretch.blocks.iter().map(|block| block.item).collect();
            return self.list(day, "", &items);
        }
        let style = columns(stretch.lanes) + ";grid-template-rows:" + &heights(&stretch.rows);
        html! {
            div.stretch style=(style) {
                div.axis aria-hidden="true" hidden {
                    @for &(line, time) in &stretch.times {
                        span style={"grid-row:" (line)} { (clock(time)) }
                    }
                }
                ol {
                    @for block in &stretch.blocks {
                        (self.block(day, block))
                    }
                }
            }
            "\n"
        }
    }

    fn block(&self, day: &Day<'_>, block: &Block) -> Markup {
        let index = block.item;
        let mut place = area(&block.area, 1);
        if block.framed.is_empty() {
            return html! {
                li id=(self.anchor(index)) class=(self.class("item", index)) style=(place) {
                    (self.item(day, index, true)) (self.sublist(day, index))
                }
                "\n"
            };
        }
        place.push_str(";grid-template-rows:min-content");
        place.push_str(&heights(&block.rows));
        html! {
            li id=(self.anchor(index)) class=(self.class("frame", index)) style=(place) {
                div.head { (self.item(day, index, true)) }
                ol {
                    @for (part, place) in &block.framed {
                        li id=(self.anchor(*part)) class=(self.class("item", *part)) style=(area(place, 0)) {
                            (self.item(day, *part, day.item(*part).has_own_times))
                            (self.sublist(day, *part))
                        }
                        "\n"
                    }
                }
            }
            "\n"
        }
    }

    /// The texts of an item, and what was found at it.
    fn item(&self, day: &Day<'_>, index: usize, with_time: bool) -> Markup {
        let item = day.item(index);
        let part = self.part;
        let names = [&item.label, &item.title];
        let mut about: Vec<&str> = item.rooms.iter().map(String::as_str).collect();
        about.extend(item.track.as_deref());
        html! {
            @if let Some([start, end]) = item.time.filter(|_| with_time) {
                span.when { (clock(start)) "–" (clock(end)) } " "
            }
            @if let Some(code) = &item.code { span.code { (part.quoted(code)) } " " }
            @for name in names.into_iter().flatten() {
                b { (part.quoted(name)) } " "
            }
            @for about in about { span.about { (part.quoted(about)) } " " }
            @if let Some(kind) = item.kind { span.about { (kind) } " " }
            @if item.is_declared { span.about { "declared parallel" } " " }
            (self.overlaps(index))
            (part.flags(&part.marks.items[index], false))
        }
    }

    /// "overlaps 018 and 030 until 16:00", each with a link.
    fn overlaps(&self, index: usize) -> Markup {
        let others = &self.clashes[index];
        let mut by_end: Vec<(u16, Vec<usize>)> = Vec::new();
        for &other in others {
            let times = self.view.items[index].time.zip(self.view.items[other].time);
            let Some(([_, end], [_, other_end])) = times else {
                continue;
            };
            let end = end.min(other_end);
            let known = by_end.iter().position(|(known, _)| *known == end);
            match known {
                Some(known) => by_end[known].1.push(other),
                None if by_end.len() < MOST_NAMED => by_end.push((end, vec![other])),
                None => {}
            }
        }
        html! {
            @for (place, (end, others)) in by_end.iter().enumerate() {
                @let last = others.len().min(MOST_NAMED) - 1;
                span.overlap {
                    @if place == 0 { "overlaps " } @else { "and " }
                    @for (index, &other) in others.iter().take(MOST_NAMED).enumerate() {
                        @if index > 0 && index == last && others.len() <= MOST_NAMED { " and " }
                        @else if index > 0 { ", " }
                        a href={"#" (self.anchor(other))} { (self.called(other)) }
                    }
                    @if others.len() > MOST_NAMED { " and " (others.len() - MOST_NAMED) " more" }
                    " until " (clock(*end))
                } " "
            }
        }
    }

    /// An item in a list of others: by its code, or else by a name.
    fn called(&self, index: usize) -> Markup {
        let view::Item {
            code, title, label, ..
        } = &self.view.items[index];
        let name = code.as_ref().or(title.as_ref()).or(label.as_ref());
        html! {
            @if let Some(name) = name { (self.part.quoted(name)) } @else { "an item" }
        }
    }

    fn anchor(&self, item: usize) -> String {
        format!("r{}-i{}", self.part.number, item + 1)
    }

    fn class(&self, sort: &str, index: usize) -> String {
        let item: &Item = &self.view.items[index];
        let gravest = self.part.gravest(&self.part.marks.items[index]);
        let severity = match gravest {
            Some(Severity::Error) => " error",
            Some(Severity::Warning) => " warning",
            Some(Severity::Advice) => " advice",
            None => "",
        };
        let clash = if self.clashes[index].is_empty() {
            ""
        } else {
            " clash"
        };
        let pause = if item.role == Role::Break {
            " pause"
        } else {
            ""
        };
        format!("{sort}{pause}{clash}{severity}")
    }
}

/// What the style sheet has to know about a grid: how many columns it has apart from the one for the times.
fn columns(lanes: usize) -> String {
    format!("--lanes:{lanes}")
}

/// The heights of rows, which are higher where there is more to read.
fn heights(rows: &[u16]) -> String {
    let mut heights = String::new();
    for height in rows {
        let (whole, tenth) = (height / 10, height % 10);
        // a string takes whatever is written to it
        let _ = write!(heights, " minmax({whole}.{tenth}rem,auto)");
    }
    heights
}

/// The place of something in a grid, behind some columns.
fn area(Area { rows, lanes }: &Area, behind: usize) -> String {
    format!(
        "grid-area:{}/{}/{}/{}",
        rows.start,
        lanes.start + behind,
        rows.end,
        lanes.end + behind
    )
}

/// A time of the day; what is past midnight is counted on.
fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
