//! Tokens → which patterns match where. One pass over the tokens whatever the number of patterns.
//!
//! First it is noted what stands in the sentences at hand, a bit for each word or phrase. A longer pattern is asked for when the
//! rarest of its places is there, and followed when another of them is there as well, in the same sentence and on the side where
//! it must be. Of the patterns of one symbol only those that may raise something are recorded; where the others stand is read
//! from the bits when it is asked for.

// Written out because build.rs includes this file by path too.
#[path = "matcher/noted.rs"]
mod noted;
#[path = "matcher/ways.rs"]
mod ways;

use crate::fold::Folded;
use crate::knowledge::{Automaton, Clue, Node, OfSymbol, Words};
use crate::tokens::Tokens;
pub use noted::{AHEAD, STRETCH};
use noted::{Noted, Occurrence, Reading};
use ways::Ways;

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// Flag of a pattern of one symbol: only at the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;

impl Automaton {
    /// Where what belongs to a symbol begins, and where that of the next does.
    #[inline]
    fn of_symbol(&self, symbol: u16) -> [OfSymbol; 2] {
        let of_two = &self.of_symbols[symbol as usize..symbol as usize + 2];
        [of_two[0], of_two[1]]
    }

    /// How many symbols there are.
    #[must_use]
    pub fn symbol_count(&self) -> usize {
        self.of_symbols.len() - 1
    }

    /// The patterns one symbol completes that may raise something.
    #[inline]
    fn singles_of(&self, symbol: u16) -> &'static [u16] {
        let own = self.of_symbols[symbol as usize];
        &self.singles[own.singles as usize..own.quiet as usize]
    }

    /// The patterns one symbol completes that are only asked for.
    fn quiet_of(&self, symbol: u16) -> &'static [u16] {
        let [own, next] = self.of_symbol(symbol);
        &self.singles[own.quiet as usize..next.singles as usize]
    }

    /// The longer patterns a symbol gives away.
    #[inline]
    fn clues_of(&self, symbol: u16) -> &'static [Clue] {
        let [own, next] = self.of_symbol(symbol);
        &self.clues[own.clues as usize..next.clues as usize]
    }

    /// The symbols that lead to a node, ascending.
    #[must_use]
    #[inline]
    pub fn symbols_of(&self, node: u16) -> &'static [u16] {
        self.nodes[node as usize].symbols(self)
    }

    /// The patterns completed at a node.
    #[must_use]
    #[inline]
    pub fn accepts_of(&self, node: u16) -> &'static [u16] {
        let [from, to] = [node, node + 1].map(|n| self.nodes[n as usize].accepts as usize);
        &self.accepts[from..to]
    }

    /// A node and those before it, back to the first place of its patterns.
    pub fn way_back(&self, node: u16) -> impl Iterator<Item = u16> {
        std::iter::successors(Some(node), |n| Some(self.nodes[*n as usize].parent).filter(|&before| before > 1))
    }

    /// The node so many steps before another.
    #[must_use]
    pub fn back(&self, node: u16, steps: u32) -> u16 {
        self.way_back(node).nth(steps as usize).unwrap_or(node)
    }

    /// The nodes that complete patterns of several places.
    pub fn ends(&self) -> impl Iterator<Item = u16> {
        // The last node only ends the lists: nothing leads to it.
        (2..self.nodes.len() as u16)
            .filter(|&node| self.nodes[node as usize].parent > 1 && !self.accepts_of(node).is_empty())
    }
}

impl Node {
    #[inline]
    fn symbols(&self, automaton: &Automaton) -> &'static [u16] {
        &automaton.symbols[self.symbols as usize..self.symbols as usize + usize::from(self.size)]
    }
}

/// A pattern that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Which pattern.
    pub atom: u16,
    /// Its first token.
    pub start: u32,
    /// The token after its last.
    pub end: u32,
    /// Which of its first 64 tokens it spoke of (the others stand in gaps).
    pub mask: u64,
    /// The next match of the same atom plus one, or 0.
    next: u32,
}

/// The matches of one pattern: places in the list plus one, or 0.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    head: u32,
    tail: u32,
    count: u8,
}

/// Where matches are recorded.
struct Record<'a> {
    list: &'a mut Vec<Match>,
    atoms: &'a mut Vec<u16>,
    chains: &'a mut [Chain],
}

impl Record<'_> {
    /// Patterns of one symbol, which stands here.
    #[inline(never)]
    fn singles(&mut self, singles: &[u16], occurrence: &Occurrence) {
        let Occurrence { start, end, first, .. } = *occurrence;
        for &single in singles {
            if single & AT_SENTENCE_START == 0 || first {
                self.add(single & !AT_SENTENCE_START, start, end, spoken(start, start, end));
            }
        }
    }

    #[inline(never)]
    fn add(&mut self, atom: u16, start: u32, end: u32, mask: u64) {
        crate::steps::add(1);
        let chain = &mut self.chains[atom as usize];
        let number = self.list.len() as u32 + 1;
        if chain.count == 0 {
            chain.head = number;
            self.atoms.push(atom);
        } else {
            let last = &mut self.list[chain.tail as usize - 1];
            if last.end == end {
                if last.start < start {
                    last.start = start;
                    last.mask = mask;
                }
                return;
            }
            if chain.count >= MOST_MATCHES {
                return;
            }
            last.next = number;
        }
        chain.tail = number;
        chain.count += 1;
        self.list.push(Match { atom, start, end, mask, next: 0 });
    }
}

/// The matches of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Matches {
    /// Those that were recorded, in the order of where they were completed.
    list: Vec<Match>,
    /// The patterns they are of, each once, in the order of their first matches.
    pub atoms: Vec<u16>,
    /// For each pattern its matches.
    chains: Vec<Chain>,
    noted: Noted,
    /// Whether all of the message is noted with a bit for each occurrence, so that the bits can be asked for what was not recorded.
    is_noted: bool,
    ways: Ways,
}

impl Matches {
    /// Finds every pattern in the tokens.
    #[inline(never)]
    pub fn find(&mut self, source: &str, folded: &Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        let reading = Reading { source, folded, tokens, words, automaton };
        self.begin(automaton);
        let list = &tokens.list;
        let mut at = 0;
        while at < list.len() {
            let end = self.noted.note(at, &reading);
            self.is_noted = at == 0 && end == list.len() && !self.noted.shares_bits();
            let goes_on = list.get(end).is_some_and(|t| t.sentence == list[at].sentence);
            let until = if goes_on { at + STRETCH } else { end };
            self.ways.look(until, &self.noted, &reading);
            let mut record = Record { list: &mut self.list, atoms: &mut self.atoms, chains: &mut self.chains };
            self.ways.record(until, &self.noted, automaton, &mut record);
            if !self.is_noted {
                self.noted.record_quiet(until, &reading, &mut record);
            }
            at = until;
        }
    }

    /// The symbols that stand in a message, as often as they do.
    pub fn standing(
        &mut self,
        source: &str,
        folded: &Folded,
        tokens: &Tokens,
        words: &Words,
        automaton: &Automaton,
    ) -> Vec<u16> {
        let reading = Reading { source, folded, tokens, words, automaton };
        let mut at = 0;
        let mut standing = Vec::new();
        while at < tokens.list.len() {
            at = self.noted.note(at, &reading);
            standing.extend(self.noted.occurrences.iter().flat_map(|o| words.symbols(o.set)));
        }
        standing
    }

    /// Forgets the message before.
    #[inline(never)]
    fn begin(&mut self, automaton: &Automaton) {
        for &atom in &self.atoms {
            self.chains[atom as usize] = Chain::default();
        }
        self.atoms.clear();
        self.list.clear();
        self.noted.clear(automaton.symbol_count());
        self.ways.clear(automaton);
        if self.chains.len() != automaton.atoms as usize {
            self.chains = vec![Chain::default(); automaton.atoms as usize];
        }
    }

    /// The matches of one atom, in the order of where they were completed.
    #[must_use]
    pub fn of(&self, automaton: &Automaton, atom: u16) -> MatchesOf<'_> {
        let next = self.chains.get(atom as usize).map_or(0, |chain| chain.head);
        let quiet = if next == 0 { self.quiet(automaton, atom) } else { 0 };
        MatchesOf { matches: self, atom, next, quiet, left: MOST_MATCHES }
    }

    /// Whether an atom matched at all.
    #[must_use]
    #[inline]
    pub fn has(&self, automaton: &Automaton, atom: u16) -> bool {
        self.chains.get(atom as usize).is_some_and(|chain| chain.count != 0) || self.quiet(automaton, atom) != 0
    }

    /// Where a pattern stands that is only asked for.
    fn quiet(&self, automaton: &Automaton, atom: u16) -> u64 {
        match automaton.quiet_nodes.get(atom as usize) {
            Some(&node) if node != 0 && self.is_noted => self.noted.places(node, automaton),
            _ => 0,
        }
    }
}

/// The matches of one pattern.
#[derive(Debug)]
pub struct MatchesOf<'a> {
    matches: &'a Matches,
    atom: u16,
    /// The next that was recorded.
    next: u32,
    /// Where it stands if it was not.
    quiet: u64,
    left: u8,
}

impl Iterator for MatchesOf<'_> {
    type Item = Match;

    #[inline(never)]
    fn next(&mut self) -> Option<Match> {
        if let Some(number) = self.next.checked_sub(1) {
            let found = self.matches.list[number as usize];
            self.next = found.next;
            return Some(found);
        }
        // Of those that end at the same word the shortest is kept.
        let mut found = None;
        while self.quiet != 0 {
            let Occurrence { start, end, .. } = self.matches.noted.occurrences[self.quiet.trailing_zeros() as usize];
            if found.is_some_and(|(_, before)| before != end) {
                break;
            }
            found = Some((start, end));
            self.quiet &= self.quiet - 1;
        }
        let (start, end) = found?;
        self.left = self.left.checked_sub(1)?;
        Some(Match { atom: self.atom, start, end, mask: spoken(start, start, end), next: 0 })
    }
}

/// Of the first 64 tokens of a pattern that begins at `begin` those from `start` to `end`.
fn spoken(begin: u32, start: u32, end: u32) -> u64 {
    u64::MAX.checked_shl(start - begin).unwrap_or(0) & !u64::MAX.checked_shl(end - begin).unwrap_or(0)
}

#[cfg(test)]
#[path = "matcher/tests.rs"]
mod tests;
