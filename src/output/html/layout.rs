//! Where the items of a day are drawn: time runs down, and what takes place at the same time is side by side.
//!
//! A day falls into stretches, which have no time in common. Each is a grid of its own: its rows lie between the times at
//! which something begins or ends, and its lanes are the rooms or tracks of the day or, where items have none, the first lane
//! that is free. All that leaves this module is numbers.

use std::ops::Range;

use crate::report::view::{Item, Role};

/// Items without rooms or tracks that are drawn side by side in one group; of more there is a list.
const MOST_ABREAST: usize = 8;

/// Lanes of a stretch; what needs more is a list in the order of time.
const MOST_LANES: usize = 16;

/// Items of a stretch up to which an item is widened over the lanes beside it.
const MOST_TO_WIDEN: usize = 64;

/// The fewest minutes without anything that are mentioned.
const SHORTEST_GAP: u16 = 15;

/// The items of one day.
pub(super) struct Day<'v> {
    items: &'v [Item],
    /// The index of the first of them.
    first: usize,
    /// The parts of each.
    parts: Vec<Vec<usize>>,
}

/// Where the items of a day are drawn.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// What goes on beside everything.
    pub(super) background: Vec<usize>,
    /// Rooms or tracks that have a lane each.
    pub(super) lanes: Vec<String>,
    /// What has times, in their order.
    pub(super) stretches: Vec<Stretch>,
    /// What has no times that could be read.
    pub(super) untimed: Vec<usize>,
}

/// What takes place without a break between.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// Until when nothing takes place before it, if that is long.
    pub(super) idle_until: Option<u16>,
    /// How many lanes it has.
    pub(super) lanes: usize,
    /// The heights of its rows, in tenths of a line.
    pub(super) rows: Vec<u16>,
    /// The times at which something begins or ends, each with the line of the grid that it is at.
    pub(super) times: Vec<(usize, u16)>,
    /// What is drawn in it; without places where it is a mere list.
    pub(super) blocks: Vec<Block>,
    /// Whether it is a list, because too much is side by side.
    pub(super) is_list: bool,
}

/// An item of the day with its parts.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) item: usize,
    pub(super) area: Area,
    /// Parts in places of their own, in a grid inside the block.
    pub(super) framed: Vec<(usize, Area)>,
    /// The heights of the rows of that grid.
    pub(super) rows: Vec<u16>,
    time: [u16; 2],
    /// The lanes of the framed parts.
    inside: Vec<Range<usize>>,
}

/// Lines of a grid, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: Range<usize>,
    pub(super) lanes: Range<usize>,
}

impl<'v> Day<'v> {
    pub(super) fn new(items: &'v [Item], range: Range<usize>) -> Self {
        let first = range.start;
        let items = &items[range];
        let mut parts = vec![Vec::new(); items.len()];
        for (index, item) in items.iter().enumerate() {
            if let Some(parent) = item.parent {
                parts[parent - first].push(first + index);
            }
        }
        Self {
            items,
            first,
            parts,
        }
    }

    pub(super) fn item(&self, index: usize) -> &'v Item {
        &self.items[index - self.first]
    }

    pub(super) fn parts(&self, index: usize) -> &[usize] {
        &self.parts[index - self.first]
    }

    pub(super) fn layout(&self) -> Layout {
        let mut layout = Layout::default();
        let mut blocks = Vec::new();
        for index in self.first..self.first + self.items.len() {
            let item = self.item(index);
            if item.parent.is_some() {
                continue;
            }
            if item.role == Role::Background {
                layout.background.push(index);
                continue;
            }
            match self.time_with_parts(index) {
                Some(time) => blocks.push(self.block(index, time)),
                None => layout.untimed.push(index),
            }
        }
        blocks.sort_by_key(|block| (block.time[0], u16::MAX - block.time[1], block.item));
        let places = Places::of(self, &blocks);
        let mut ended = None;
        for blocks in stretches(blocks) {
            let begins = blocks[0].time[0];
            let idle = ended.map_or(0, |ended| begins - ended);
            let mut stretch = Stretch {
                idle_until: (idle >= SHORTEST_GAP).then_some(begins),
                blocks,
                ..Stretch::default()
            };
            ended = stretch.blocks.iter().map(|block| block.time[1]).max();
            if !places.arrange(self, &mut stretch) {
                arrange_freely(&mut stretch);
            }
            if !stretch.is_list {
                self.set_rows(&mut stretch);
            }
            layout.stretches.push(stretch);
        }
        layout.lanes = places.names;
        layout
    }

    /// From when to when an item is with all of its parts.
    fn time_with_parts(&self, index: usize) -> Option<[u16; 2]> {
        let own = self.item(index).time;
        let parts = self.parts(index).iter();
        let times = parts.filter_map(|&part| self.item(part).time);
        times
            .chain(own)
            .reduce(|[start, end], [from, to]| [start.min(from), end.max(to)])
    }

    fn block(&self, item: usize, time: [u16; 2]) -> Block {
        let parts = self.parts(item);
        let has_time = |part: &&usize| self.item(**part).time.is_some();
        let mut framed: Vec<usize> = parts.iter().filter(has_time).copied().collect();
        if framed.len() < parts.len() {
            // one that cannot be placed is in a list with the others
            framed.clear();
        }
        framed.sort_by_key(|&part| (self.item(part).time, part));
        let times = framed.iter().filter_map(|&part| self.item(part).time);
        let lanes = first_free(times.map(|time| (time, 1)), MOST_LANES);
        if lanes.is_none() {
            framed.clear();
        }
        Block {
            item,
            area: Area::default(),
            framed: framed.into_iter().map(|it| (it, Area::default())).collect(),
            rows: Vec::new(),
            time,
            inside: lanes.unwrap_or_default(),
        }
    }

    /// Lays the rows of a stretch between the times of its items, and those of a frame between the times of its parts.
    fn set_rows(&self, stretch: &mut Stretch) {
        let rows = Rows::between(stretch.blocks.iter().map(|block| block.time), 1);
        for block in &mut stretch.blocks {
            block.area.rows = rows.of(block.time);
            let time = |part: usize| self.item(part).time.unwrap_or(block.time);
            let parts = block.framed.iter().map(|(part, _)| time(*part));
            // the first row is for the name of the group
            let inside = Rows::between(parts, 2);
            for (part, area) in &mut block.framed {
                area.rows = inside.of(time(*part));
            }
            block.rows = inside.heights();
        }
        stretch.rows = rows.heights();
        let lines = (1..).zip(rows.times);
        stretch.times = lines.take(stretch.rows.len()).collect();
    }
}

/// The rows between some times.
struct Rows {
    times: Vec<u16>,
    /// The line of the grid at which the first of them is.
    first: usize,
}

impl Rows {
    fn between(times: impl Iterator<Item = [u16; 2]>, first: usize) -> Self {
        let mut times: Vec<u16> = times.flatten().collect();
        times.sort_unstable();
        times.dedup();
        Self { times, first }
    }

    /// The lines from one of the times to another.
    fn of(&self, time: [u16; 2]) -> Range<usize> {
        let line = |time: u16| self.times.partition_point(|&it| it < time) + self.first;
        line(time[0])..line(time[1])
    }

    fn heights(&self) -> Vec<u16> {
        let pairs = self.times.windows(2);
        pairs.map(|pair| height(pair[1] - pair[0])).collect()
    }
}

impl Block {
    fn width(&self) -> usize {
        let ends = self.inside.iter().map(|lanes| lanes.end - 1);
        ends.max().unwrap_or(1)
    }

    /// The items that take up a lane: its parts or it itself.
    fn leaves(&self) -> impl Iterator<Item = usize> {
        let own = self.framed.is_empty().then_some(self.item);
        self.framed.iter().map(|(part, _)| *part).chain(own)
    }
}

/// Rooms or tracks that have a lane each.
struct Places {
    names: Vec<String>,
    /// What names the place of an item.
    of: fn(&Item) -> Option<&str>,
}

impl Places {
    /// The rooms, if most items name one, else the tracks, else none.
    fn of(day: &Day<'_>, blocks: &[Block]) -> Self {
        let leaves = || blocks.iter().flat_map(Block::leaves).map(|it| day.item(it));
        let of: [fn(&Item) -> Option<&str>; 2] = [
            |item| item.rooms.first().map(String::as_str),
            |item| item.track.as_deref(),
        ];
        for of in of {
            let mut names: Vec<String> = Vec::new();
            let mut count = 0;
            for place in leaves().filter_map(of) {
                count += 1;
                if names.len() <= MOST_LANES && !names.iter().any(|name| name == place) {
                    names.push(place.to_owned());
                }
            }
            if (2..=MOST_LANES).contains(&names.len()) && 2 * count >= leaves().count() {
                return Self { names, of };
            }
        }
        Self {
            names: Vec::new(),
            of: |_| None,
        }
    }

    /// Gives each item the lane of its place, if each has one for itself.
    fn arrange(&self, day: &Day<'_>, stretch: &mut Stretch) -> bool {
        if self.names.is_empty() {
            return false;
        }
        if let [block] = stretch.blocks.as_mut_slice()
            && block.framed.is_empty()
        {
            stretch.lanes = self.names.len();
            block.area.lanes = 1..stretch.lanes + 1;
            return true;
        }
        let mut free_from = vec![0; self.names.len()];
        let mut placed: Vec<Vec<usize>> = Vec::new();
        for block in &stretch.blocks {
            let Some(lanes) = self.lanes(day, block) else {
                return false;
            };
            let range = hull(&lanes);
            let whole = &mut free_from[range.start - 1..range.end - 1];
            if whole.iter().any(|&free| free > block.time[0]) {
                return false;
            }
            // nothing else can be in a frame
            whole.fill(block.time[1]);
            placed.push(lanes);
        }
        stretch.lanes = self.names.len();
        for (block, lanes) in stretch.blocks.iter_mut().zip(placed) {
            block.area.lanes = hull(&lanes);
            let first = block.area.lanes.start;
            for ((_, area), lane) in block.framed.iter_mut().zip(lanes) {
                area.lanes = lane + 1 - first..lane + 2 - first;
            }
        }
        true
    }

    /// The lanes of a block's parts, or of it itself; `None` where one has no place, or two have the same at a time.
    fn lanes(&self, day: &Day<'_>, block: &Block) -> Option<Vec<usize>> {
        let mut free_from = vec![0; self.names.len()];
        let mut lanes = Vec::new();
        for leaf in block.leaves() {
            let name = (self.of)(day.item(leaf))?;
            let lane = self.names.iter().position(|known| known == name)?;
            let [start, end] = day.item(leaf).time.unwrap_or(block.time);
            if free_from[lane] > start {
                return None;
            }
            free_from[lane] = end;
            lanes.push(lane + 1);
        }
        Some(lanes)
    }
}

/// Gives each block the first lanes that are free.
fn arrange_freely(stretch: &mut Stretch) {
    for block in &mut stretch.blocks {
        if block.width() > MOST_ABREAST {
            block.framed.clear();
            block.inside.clear();
        }
    }
    let wanted = stretch
        .blocks
        .iter()
        .map(|block| (block.time, block.width()));
    let Some(lanes) = first_free(wanted, MOST_LANES) else {
        stretch.is_list = true;
        return;
    };
    stretch.lanes = lanes.iter().map(|lanes| lanes.end - 1).max().unwrap_or(1);
    for (block, lanes) in stretch.blocks.iter_mut().zip(lanes) {
        block.area.lanes = lanes;
        for ((_, area), inside) in block.framed.iter_mut().zip(&block.inside) {
            area.lanes = inside.clone();
        }
    }
    if stretch.blocks.len() <= MOST_TO_WIDEN {
        widen(stretch);
    }
}

/// From the first of some lanes to the line after the last.
fn hull(lanes: &[usize]) -> Range<usize> {
    let first = lanes.iter().copied().min().unwrap_or(1);
    let last = lanes.iter().copied().max().unwrap_or(1);
    first..last + 1
}

/// Blocks in the order of time, without those apart that have no time in common.
fn stretches(blocks: Vec<Block>) -> Vec<Vec<Block>> {
    let mut stretches: Vec<Vec<Block>> = Vec::new();
    let mut ended = 0;
    for block in blocks {
        let [start, end] = block.time;
        match stretches.last_mut() {
            Some(stretch) if start < ended => stretch.push(block),
            _ => stretches.push(vec![block]),
        }
        ended = end.max(ended);
    }
    stretches
}

/// For each time, in the order of these, the first neighbouring lanes that are free then, as many as are wanted; `None`
/// where that takes too many.
fn first_free(
    wanted: impl Iterator<Item = ([u16; 2], usize)>,
    most: usize,
) -> Option<Vec<Range<usize>>> {
    let mut ends = vec![0; most];
    let mut lanes = Vec::new();
    for ([start, end], width) in wanted {
        let is_free = |ends: &[u16]| ends.iter().all(|&end| end <= start);
        let first = ends.windows(width.max(1)).position(is_free)?;
        let range = first..first + width.max(1);
        ends[range.clone()].fill(end);
        lanes.push(range.start + 1..range.end + 1);
    }
    Some(lanes)
}

/// Widens each item over the lanes to its right that are free all the time.
fn widen(stretch: &mut Stretch) {
    for index in 0..stretch.blocks.len() {
        let block = &stretch.blocks[index];
        if !block.framed.is_empty() {
            continue;
        }
        let [start, end] = block.time;
        let right = block.area.lanes.end;
        let others = stretch.blocks.iter().filter(|other| {
            other.area.lanes.start >= right && other.time[0] < end && start < other.time[1]
        });
        let next = others.map(|other| other.area.lanes.start).min();
        stretch.blocks[index].area.lanes.end = next.unwrap_or(stretch.lanes + 1);
    }
}

/// How high a row is by its minutes, in tenths of a line.
fn height(minutes: u16) -> u16 {
    (minutes / 2).clamp(16, 50)
}

#[cfg(test)]
mod tests;
