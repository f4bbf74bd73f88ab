//! Patterns of several places: which may stand in what was noted, and where they do.

use super::noted::{Noted, Occurrence, Reading};
use super::{Record, spoken};
use crate::knowledge::{Automaton, Words};

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

    /// Finds the patterns that begin before the token `until`: those that may raise something, or also those that are only asked for.
    #[inline(never)]
    pub fn look(&mut self, until: usize, with_quiet: bool, noted: &Noted, reading: &Reading) {
        let Reading { words, automaton, .. } = reading;
        self.part += 1;
        for symbol in noted.telling(with_quiet) {
            let standing = noted.standing(symbol);
            let sentences = noted.sentences_of(standing);
            // In the order of `Side`.
            let sides = [sentences & noted.before(standing), sentences & noted.after(standing), sentences];
            for clue in automaton.clues_of(symbol, with_quiet) {
                crate::steps::add(1);
                let side = sides[clue.side as usize];
                let [first, second] = clue.symbols;
                if (noted.standing(first) | noted.standing(second)) & side == 0
                    && (clue.check == 0 || noted.places(clue.check, automaton) & side == 0)
                {
                    continue;
                }
                if std::mem::replace(&mut self.looked_for[clue.end as usize], self.part) != self.part {
                    self.follow(clue.end, until, noted, words, automaton);
                }
            }
        }
    }

    /// Records what was found of a pattern that was asked for.
    pub fn record_asked(&mut self, atom: u16, record: &mut Record) {
        if self.found.is_empty() {
            return;
        }
        self.sort_found();
        for found in &self.found {
            record.add(atom, found.begin, found.end, found.mask);
        }
        self.found.clear();
    }

    #[inline(never)]
    fn sort_found(&mut self) {
        crate::sort::sort_by(&mut self.found, |a, b| a.order < b.order);
    }

    /// Follows the patterns that end at a node, if all their places stand in what was noted.
    #[inline(never)]
    pub fn follow(&mut self, end: u16, until: usize, noted: &Noted, words: &Words, automaton: &Automaton) {
        self.way.clear();
        let mut wanted = u64::MAX;
        for node in automaton.way_back(end) {
            let places = noted.places(node, automaton) & wanted;
            if places == 0 {
                return;
            }
            self.way.push((node, places));
            wanted = noted.before(places);
        }
        self.go(end, until, noted, words, automaton);
    }

    /// Goes the way that was found to a node, place by place.
    #[inline(never)]
    fn go(&mut self, end: u16, until: usize, noted: &Noted, words: &Words, automaton: &Automaton) {
        let Self { way, arrivals, next, found, .. } = self;
        let (mut arrivals, mut next) = (arrivals, next);
        let Some((first, places)) = way.pop() else { return };
        arrivals.clear();
        let mut steps = noted.steps(places, 0..noted.begun(until));
        while let Some(index) = steps.next(first, noted, words, automaton) {
            let Occurrence { start, end, .. } = noted.occurrences[index];
            arrivals.push(Arrival { index, end, begin: start, mask: spoken(start, start, end), before: 0 });
        }
        while let Some((node, places)) = way.pop() {
            let gap = automaton.nodes[node as usize].gap;
            next.clear();
            // The latest first: of those that reach the same place the shortest is kept.
            for at in (0..arrivals.len()).rev() {
                crate::steps::add(1);
                let Arrival { index: before, end: reached, begin, mask, .. } = arrivals[at];
                // Of those that come one after the other to where the same token ends the first goes on.
                if at > 0 && arrivals[at - 1].end == reached {
                    continue;
                }
                let mut steps = noted.steps(places, noted.follow(before, reached, gap));
                while let Some(index) = steps.next(node, noted, words, automaton) {
                    let Occurrence { start, end, .. } = noted.occurrences[index];
                    let mask = mask | spoken(begin, start, end);
                    arrive(next, Arrival { index, end, begin, mask, before }, way.is_empty());
                }
            }
            (arrivals, next) = (next, arrivals);
        }
        found.extend(arrivals.iter().map(|arrival| Found::new(end, arrival, automaton)));
    }

    /// Records what was found and the patterns of one symbol, in the order of where they were completed, as far as the token `until`:
    /// those that may raise something, or also those that are only asked for. What ends later is kept for the next part.
    #[inline(never)]
    pub fn record(&mut self, until: usize, with_quiet: bool, noted: &Noted, reading: &Reading, record: &mut Record) {
        let Reading { words, automaton, .. } = reading;
        self.sort_found();
        let until = noted.begun(until);
        let mut longer = 0;
        for (index, occurrence) in noted.occurrences[..until].iter().enumerate() {
            // What is longer comes before what is single at the same occurrence.
            while let Some(found) = self.found.get(longer).filter(|f| f.order >> Found::INDEX <= index as u64) {
                longer += 1;
                for &atom in automaton.accepts_of(found.node) {
                    if with_quiet || automaton.quiet_nodes_of(atom).is_empty() {
                        record.add(atom, found.begin, found.end, found.mask);
                    }
                }
            }
            if occurrence.completes || with_quiet {
                for &symbol in words.symbols(occurrence.set) {
                    let singles = automaton.singles_of(symbol, with_quiet);
                    if !singles.is_empty() {
                        record.singles(singles, occurrence);
                    }
                }
            }
        }
        self.found.drain(..longer);
        for found in &mut self.found {
            found.order -= (until as u64) << Found::INDEX;
        }
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
