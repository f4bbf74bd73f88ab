//! Patterns of several places: which may stand in what was noted, and where they do.

use super::noted::{Noted, Occurrence, Reading};
use super::{Record, spoken};
use crate::knowledge::Automaton;

/// A pattern has come to an occurrence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    pub index: usize,
    /// Where that ends.
    pub end: u32,
    /// Where the pattern begins.
    pub begin: u32,
    /// Which of its tokens it spoke of.
    pub mask: u64,
    /// The occurrence it came from.
    pub before: usize,
}

/// A pattern has come to its end.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// Which is recorded first: by the occurrence it came to, from the 48th bit on. Of two that end at the same place first the one
    /// that went there from nearer by.
    order: u64,
    node: u16,
    begin: u32,
    end: u32,
    mask: u64,
}

impl Found {
    const INDEX: u32 = 48;

    fn new(node: u16, arrival: &Arrival, automaton: &Automaton) -> Self {
        let Arrival { index, before, begin, end, mask } = *arrival;
        let parent = automaton.nodes[node as usize].parent;
        let is_third = automaton.nodes[parent as usize].parent > 1;
        let by =
            [(index as u64, 48), (0x3fff - before as u64, 33), (u64::from(is_third), 32), (u64::from(!parent), 16)];
        let order = by.iter().fold(u64::from(node), |order, (part, shift)| order | part << shift);
        Self { order, node, begin, end, mask }
    }
}

/// Finds patterns of several places. Reused from message to message.
#[derive(Debug, Default)]
pub(super) struct Ways {
    /// For each node in which part of which message the patterns that end there were last looked for.
    looked_for: Vec<u32>,
    /// Which part this is.
    pub part: u32,
    /// The places of the pattern that is followed, from its last to its first: nodes, and where what leads to them stands.
    way: Vec<(u16, u64)>,
    /// Where it has come to, in the order of the occurrences, and where it comes to next.
    arrivals: Vec<Arrival>,
    next: Vec<Arrival>,
    /// What was found and has not been recorded yet.
    found: Vec<Found>,
}

impl Ways {
    /// Forgets what was found.
    pub fn clear(&mut self, automaton: &Automaton) {
        self.found.clear();
        if self.looked_for.len() != automaton.nodes.len() || self.part > u32::MAX / 2 {
            self.looked_for = vec![0; automaton.nodes.len()];
            self.part = 0;
        }
    }

    /// Finds the patterns that begin before the token `until`.
    #[inline(never)]
    pub fn look(&mut self, until: usize, noted: &Noted, reading: &Reading) {
        let automaton = reading.automaton;
        self.part += 1;
        for symbol in noted.telling() {
            let standing = noted.standing(symbol);
            let sentences = noted.sentences_of(standing);
            // In the order of `Side`.
            let sides = [sentences & noted.before(standing), sentences & noted.after(standing), sentences];
            for clue in automaton.clues_of(symbol) {
                crate::steps::add(1);
                let side = sides[clue.side as usize];
                let [first, second] = clue.symbols.map(|symbol| noted.standing(symbol));
                if (first | second) & side == 0 && (clue.check == 0 || noted.places(clue.check, automaton) & side == 0)
                {
                    continue;
                }
                if std::mem::replace(&mut self.looked_for[clue.end as usize], self.part) != self.part {
                    self.follow(clue.end, until, noted, reading);
                }
            }
        }
    }

    /// Follows the patterns that end at a node, if all their places stand in what was noted.
    #[inline(never)]
    fn follow(&mut self, end: u16, until: usize, noted: &Noted, reading: &Reading) {
        let automaton = reading.automaton;
        let Self { way, arrivals, next, found, .. } = self;
        way.clear();
        let mut wanted = u64::MAX;
        for node in automaton.way_back(end) {
            let places = noted.places(node, automaton) & wanted;
            if places == 0 {
                return;
            }
            way.push((node, places));
            wanted = noted.before(places);
        }
        let first = way.len() - 1;
        arrivals.clear();
        arrivals.push(Arrival { index: 0, end: 0, begin: 0, mask: 0, before: 0 });
        for (place, &(node, places)) in way.iter().enumerate().rev() {
            let gap = automaton.nodes[node as usize].gap;
            next.clear();
            // The latest first: of those that reach the same place the shortest is kept.
            for at in (0..arrivals.len()).rev() {
                crate::steps::add(1);
                let arrival = arrivals[at];
                // Of those that come one after the other to where the same token ends the first goes on.
                if at > 0 && arrivals[at - 1].end == arrival.end {
                    continue;
                }
                let before = arrival.index;
                let among = if place == first { 0..noted.begun(until) } else { noted.follow(before, arrival.end, gap) };
                let mut steps = noted.steps(places, among);
                while let Some(index) = steps.next(node, noted, reading) {
                    let Occurrence { start, end, .. } = noted.occurrences[index];
                    let begin = if place == first { start } else { arrival.begin };
                    let mask = arrival.mask | spoken(begin, start, end);
                    arrive(next, Arrival { index, end, begin, mask, before }, place == 0);
                }
            }
            std::mem::swap(arrivals, next);
        }
        found.extend(arrivals.iter().map(|arrival| Found::new(end, arrival, automaton)));
    }

    /// Records what was found, and the patterns of one symbol that may raise something, in the order of where they were completed,
    /// as far as the token `until`. What ends later is kept for the next part.
    #[inline(never)]
    pub fn record(&mut self, until: usize, noted: &Noted, automaton: &Automaton, record: &mut Record) {
        crate::sort::sort_by(&mut self.found, |a, b| a.order < b.order);
        let until = noted.begun(until);
        let mut longer = self.found.iter();
        let mut single = noted.single().take_while(|(index, _)| usize::from(*index) < until);
        // What is longer comes before what is single at the same occurrence.
        loop {
            let next = single.next();
            let before = next.map_or(until, |(index, _)| usize::from(index) + 1);
            while let Some(found) =
                longer.as_slice().first().filter(|found| found.order < (before as u64) << Found::INDEX)
            {
                longer.next();
                for &atom in automaton.accepts_of(found.node) {
                    record.add(atom, found.begin, found.end, found.mask);
                }
            }
            let Some((index, symbol)) = next else { break };
            record.singles(automaton.singles_of(symbol), &noted.occurrences[usize::from(index)]);
        }
        let recorded = (until as u64) << Found::INDEX;
        self.found.retain_mut(|found| {
            let later = found.order >= recorded;
            found.order = found.order.wrapping_sub(recorded);
            later
        });
    }
}

/// Adds an arrival to a list that is in the order of their occurrences. One that came to the same occurrence is kept unless, at
/// the end of a pattern, the new one is shorter.
pub(super) fn arrive(list: &mut Vec<Arrival>, new: Arrival, at_end: bool) {
    crate::steps::add(1);
    let mut place = list.len();
    while place > 0 && list[place - 1].index > new.index {
        place -= 1;
    }
    if place > 0 && list[place - 1].index == new.index {
        if at_end && list[place - 1].begin < new.begin {
            list[place - 1] = new;
        }
        return;
    }
    list.push(new);
    for at in (place + 1..list.len()).rev() {
        list.swap(at - 1, at);
    }
}
