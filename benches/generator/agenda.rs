//! The agenda: days of sessions side by side, and the people who speak there.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::Shape;
use super::prose;

const FIRST_DAY: Date = date(2008, 2, 12);

/// The times at which sessions are held, several in each.
const SLOTS: [(&str, &str); 4] = [
    ("09:30", "11:00"),
    ("11:30", "13:00"),
    ("14:30", "16:00"),
    ("16:30", "18:00"),
];

const SPEAKERS: usize = 2;

pub(super) struct Programme {
    sessions: usize,
    per_day: usize,
    per_slot: usize,
    people: usize,
}

impl Programme {
    pub(super) fn new(shape: &Shape) -> Self {
        let per_day = shape.sessions_per_day.max(SLOTS.len());
        let per_slot = per_day.div_ceil(SLOTS.len());
        Self {
            sessions: shape.sessions,
            per_day,
            per_slot,
            // nobody speaks in two places at once
            people: (per_slot * SPEAKERS).max(shape.sessions / 2),
        }
    }

    fn days(&self) -> usize {
        self.sessions.div_ceil(self.per_day).max(1)
    }

    pub(super) fn first_day(&self) -> Date {
        self.day(0)
    }

    pub(super) fn last_day(&self) -> Date {
        self.day(self.days() - 1)
    }

    /// A day of the event, counted from 0.
    pub(super) fn day(&self, index: usize) -> Date {
        FIRST_DAY + i64::try_from(index % self.days()).unwrap_or(0).days()
    }

    pub(super) fn code(index: usize) -> String {
        format!("{:03}", index + 1)
    }

    pub(super) fn agenda(&self) -> Value {
        let days: Vec<Value> = (0..self.days()).map(|day| self.items(day)).collect();
        json!({ "timezone": "Africa/Sao_Tome", "days": days })
    }

    fn items(&self, day: usize) -> Value {
        let first = day * self.per_day;
        let end = (first + self.per_day).min(self.sessions);
        let date = self.day(day);
        let mut items = vec![json!({
            "start": "08:00", "end": "19:00", "title": "Exhibition", "kind": "exhibition",
        })];
        for (slot, (start, end_time)) in SLOTS.iter().enumerate() {
            let first = (first + slot * self.per_slot).min(end);
            let end = (first + self.per_slot).min(end);
            if first < end {
                let sessions: Vec<Value> = (first..end).map(|it| self.session(it)).collect();
                items.push(json!({
                    "start": start,
                    "end": end_time,
                    "title": format!("Sessions {} to {}", Self::code(first), Self::code(end - 1)),
                    "items": sessions,
                }));
            }
            if slot == 1 {
                items.push(
                    json!({ "start": "13:00", "end": "14:30", "title": "Lunch", "kind": "break" }),
                );
            }
        }
        json!({
            "date": date.to_string(),
            "weekday": weekday(date),
            "label": format!("Day {}", day + 1),
            "items": items,
        })
    }

    fn session(&self, index: usize) -> Value {
        let speaker = |nth: usize| prose::name((index * SPEAKERS + nth) % self.people);
        json!({
            "code": Self::code(index),
            "title": format!("{} and what became of it since meeting {}", theme(index), index + 1),
            "kind": "session",
            "room": format!("Room {}", index % self.per_slot + 1),
            "speakers": [speaker(0), speaker(1)],
        })
    }

    pub(super) fn people(&self) -> Vec<Value> {
        let person = |index: usize| {
            json!({
                "id": format!("person-{index}"),
                "name": prose::name(index),
                "affiliation": "Institut für Wasser – Zürich",
            })
        };
        (0..self.people).map(person).collect()
    }
}

fn theme(index: usize) -> &'static str {
    const THEMES: [&str; 5] = [
        "Clean Water – Théorie et pratique",
        "Soil",
        "The Law of Rivers",
        "Fisheries in the Río de la Plata",
        "Dams",
    ];
    THEMES[index % THEMES.len()]
}

/// The English name of a date's weekday.
pub(super) fn weekday(date: Date) -> String {
    date.strftime("%A").to_string()
}
