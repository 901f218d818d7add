//! The programme: days, items, and items within items.

use serde::Deserialize;
use smallvec::{SmallVec, smallvec};

use super::body::telling_place;
use super::deserialize::{tolerant, tolerant_list, tolerant_text};
use super::{Place, Spanned, Text};
use crate::report::calendar::{self, Date};
use crate::report::clock::Clock;

/// The programme of the event.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Agenda<'t> {
    /// IANA name of the time zone.
    #[serde(deserialize_with = "tolerant")]
    pub timezone: Option<Text<'t>>,
    /// Codes that are deliberately unused.
    #[serde(deserialize_with = "tolerant_list")]
    pub withdrawn: Vec<Text<'t>>,
    /// Rooms in which several items may take place at once.
    #[serde(deserialize_with = "tolerant_list")]
    pub shared_rooms: Vec<Text<'t>>,
    /// Declares that sessions of one time run side by side, on every day.
    #[serde(deserialize_with = "tolerant")]
    pub parallel: Option<Spanned<bool>>,
    /// The days.
    #[serde(deserialize_with = "tolerant_list")]
    pub days: Vec<Spanned<Day<'t>>>,
}

/// A day of the event.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Day<'t> {
    /// The calendar date.
    #[serde(deserialize_with = "tolerant_text")]
    pub date: Option<Spanned<Date>>,
    /// The weekday as printed, in any language.
    #[serde(deserialize_with = "tolerant")]
    pub weekday: Option<Text<'t>>,
    /// "Forum Day I".
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// What the day is headed.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// Declares that sessions of one time run side by side on this day.
    #[serde(deserialize_with = "tolerant")]
    pub parallel: Option<Spanned<bool>>,
    /// What happens on it.
    #[serde(deserialize_with = "tolerant_list")]
    pub items: Vec<Spanned<Item<'t>>>,
}

/// A line of the programme; with items of its own, a group or a session in parts.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Item<'t> {
    /// When it begins; a child without times has its parent's.
    #[serde(deserialize_with = "tolerant_text")]
    pub start: Option<Spanned<Clock>>,
    /// When it ends.
    #[serde(deserialize_with = "tolerant_text")]
    pub end: Option<Spanned<Clock>>,
    /// The session code as printed: "014".
    #[serde(deserialize_with = "tolerant")]
    pub code: Option<Text<'t>>,
    /// "Sessions I", "Part I".
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// The title as printed.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// What sort of item it is.
    #[serde(deserialize_with = "tolerant")]
    pub kind: Option<Spanned<ItemKind>>,
    /// Where it takes place.
    #[serde(deserialize_with = "tolerant")]
    pub room: Option<Text<'t>>,
    /// The rooms of an item that is held in several.
    #[serde(deserialize_with = "tolerant_list")]
    pub rooms: Vec<Text<'t>>,
    /// The track it belongs to.
    #[serde(deserialize_with = "tolerant")]
    pub track: Option<Text<'t>>,
    /// Who chairs it.
    #[serde(deserialize_with = "tolerant")]
    pub chair: Option<Text<'t>>,
    /// Who speaks.
    #[serde(deserialize_with = "tolerant_list")]
    pub speakers: Vec<Text<'t>>,
    /// Declares that it runs beside others on purpose.
    #[serde(deserialize_with = "tolerant")]
    pub parallel: Option<Spanned<bool>>,
    /// The code of the session that this one repeats on purpose.
    #[serde(deserialize_with = "tolerant")]
    pub repeats: Option<Text<'t>>,
    /// Its parts, or the sessions of the group.
    #[serde(deserialize_with = "tolerant_list")]
    pub items: Vec<Spanned<Item<'t>>>,
}

/// What sort of item of the agenda something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// Everybody meets.
    Plenary,
    /// A panel discussion.
    Panel,
    /// A workshop.
    Workshop,
    /// Any other session.
    Session,
    /// An event of the programme outside its sessions.
    SpecialEvent,
    /// An event beside the programme.
    SideEvent,
    /// An opening, a closing, an award.
    Ceremony,
    /// Lunch, coffee.
    Break,
    /// A reception.
    Reception,
    /// Background that conflicts with nothing.
    Exhibition,
    /// A desk that is open in the background: registration, information.
    Registration,
    /// None of these.
    Other,
}

impl Item<'_> {
    /// How a message calls it: by its title, its label or its code.
    #[must_use]
    pub fn called(&self) -> String {
        match [&self.title, &self.label, &self.code] {
            [Some(name), ..] | [None, Some(name), _] => format!("\"{}\"", name.value),
            [None, None, Some(code)] => format!("session {}", code.value),
            [None, None, None] => "an item".to_owned(),
        }
    }
}

impl Item<'_> {
    /// How a list of several calls it: shorter, by its code where it has one.
    #[must_use]
    pub fn listed_as(&self) -> String {
        self.code
            .map_or_else(|| self.called(), |code| code.value.to_owned())
    }
}

impl<'t> Item<'t> {
    /// The rooms that it takes place in, one by one: "Hall A + Hall B" is two.
    pub fn rooms_named(&self) -> impl Iterator<Item = RoomName<'t>> {
        let texts = self.room.into_iter().chain(self.rooms.iter().copied());
        texts.flat_map(RoomName::all_in)
    }

    /// Whether it names a room.
    #[must_use]
    pub fn names_a_room(&self) -> bool {
        self.room.is_some() || !self.rooms.is_empty()
    }
}

/// One room, as an item names it.
#[derive(Debug, Clone)]
pub struct RoomName<'t> {
    /// The name.
    pub name: &'t str,
    /// Where it is written: a whole value, or a part of one that names several rooms.
    pub place: Place,
}

impl<'t> RoomName<'t> {
    /// What joins the names of rooms that are used as one.
    const JOINT: &'static str = " + ";

    /// The rooms that a text names, one by one.
    pub(crate) fn all_in(text: Text<'t>) -> SmallVec<[Self; 1]> {
        let whole = text.value;
        if !whole.contains(Self::JOINT) {
            let place = Place::from(&text);
            return smallvec![Self { name: whole, place }];
        }
        let mut rooms = SmallVec::new();
        let mut at = 0;
        for part in whole.split(Self::JOINT) {
            let name = part.trim();
            let start = at + part.len() - part.trim_start().len();
            if !name.is_empty() {
                let place = text.part(start..start + name.len());
                rooms.push(Self { name, place });
            }
            at += part.len() + Self::JOINT.len();
        }
        rooms
    }
}

impl<'t> Day<'t> {
    /// The weekday as printed, where it is not the weekday of the date.
    #[must_use]
    pub fn wrong_weekday(&self) -> Option<Text<'t>> {
        let (date, printed) = (self.date?, self.weekday?);
        let (weekday, _) = calendar::weekday_named(&printed)?;
        (date.weekday() != weekday).then_some(printed)
    }

    /// The date, unless the weekday contradicts it: of such a day nothing more can be said than that.
    #[must_use]
    pub fn certain_date(&self) -> Option<Spanned<Date>> {
        self.date.filter(|_| self.wrong_weekday().is_none())
    }
}

impl Spanned<Item<'_>> {
    /// Where a label about this item as a whole goes: its title, its label or its code.
    #[must_use]
    pub fn name_place(&self) -> Place {
        telling_place(
            self.at,
            [
                self.title.as_ref().map(Place::from),
                self.label.as_ref().map(Place::from),
                self.code.as_ref().map(Place::from),
            ],
        )
    }
}

impl Spanned<Day<'_>> {
    /// Where a label about this day as a whole goes: its date, its label or its title.
    #[must_use]
    pub fn name_place(&self) -> Place {
        telling_place(
            self.at,
            [
                self.date.as_ref().map(Place::from),
                self.label.as_ref().map(Place::from),
                self.title.as_ref().map(Place::from),
            ],
        )
    }
}
