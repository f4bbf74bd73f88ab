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

use std::cell::RefCell;

use crate::fold::Folded;
use crate::knowledge::{Automaton, Begins, Clue, Node, Words};
use crate::tokens::Tokens;
pub use noted::{AHEAD, STRETCH};
use noted::{Noted, Occurrence, Reading};
use ways::Ways;

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// Flag of a pattern of one symbol: only at the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;

impl Automaton {
    /// How many symbols there are.
    #[must_use]
    pub fn symbol_count(&self) -> usize {
        self.kinds.len()
    }

    /// The patterns one symbol completes: those that may raise something, or also those that are only asked for.
    #[inline]
    fn singles_of(&self, symbol: u16, with_quiet: bool) -> &'static [u16] {
        &self.singles[range(self.singles_of, symbol, with_quiet)]
    }

    /// The longer patterns a symbol gives away: those that may raise something, or also those that are only asked for.
    #[inline]
    fn clues_of(&self, symbol: u16, with_quiet: bool) -> &'static [Clue] {
        &self.clues[range(self.clues_of, symbol, with_quiet)]
    }

    /// The nodes that complete a pattern which is only asked for.
    #[inline]
    fn quiet_nodes_of(&self, atom: u16) -> &'static [u16] {
        let [from, to] = [atom, atom + 1].map(|atom| self.quiet[atom as usize]);
        &self.quiet_nodes[from as usize..to as usize]
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

/// Where the patterns of a symbol stand: those that may raise something, or all.
#[inline]
fn range(begins: &[Begins], symbol: u16, with_quiet: bool) -> std::ops::Range<usize> {
    let Begins { waking, quiet } = begins[symbol as usize];
    let end = if with_quiet { begins[symbol as usize + 1].waking } else { quiet };
    usize::from(waking)..usize::from(end)
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
    /// Whether the pattern stands in [`Record::atoms`].
    is_listed: bool,
}

/// Where matches are recorded.
#[derive(Debug, Default)]
struct Record {
    /// In the order of where they were completed.
    list: Vec<Match>,
    /// The patterns they are of and those that were asked for, each once.
    atoms: Vec<u16>,
    /// For each pattern its matches.
    chains: Vec<Chain>,
}

impl Record {
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
        if !self.chains[atom as usize].is_listed {
            self.list_atom(atom);
        }
        let chain = &mut self.chains[atom as usize];
        let number = self.list.len() as u32 + 1;
        if chain.count == 0 {
            chain.head = number;
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

    #[inline(never)]
    fn list_atom(&mut self, atom: u16) {
        self.chains[atom as usize].is_listed = true;
        self.atoms.push(atom);
    }

    /// Forgets the message before.
    fn clear(&mut self, atoms: u16) {
        for &atom in &self.atoms {
            self.chains[atom as usize] = Chain::default();
        }
        self.atoms.clear();
        self.list.clear();
        if self.chains.len() != atoms as usize {
            self.chains = vec![Chain::default(); atoms as usize];
        }
    }
}

/// The matches of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Matches {
    /// The patterns that may raise something and match, each once, in the order of their first matches.
    pub atoms: Vec<u16>,
    /// The matches of these, and of those that were asked for while findings were made: what is asked changes what is known, not what
    /// is found.
    record: RefCell<Record>,
    noted: Noted,
    /// Whether all of the message is noted with a bit for each occurrence, so that what is only asked for can wait until it is.
    is_noted: bool,
    ways: RefCell<Ways>,
}

impl Matches {
    /// Finds every pattern in the tokens.
    #[inline(never)]
    pub fn find(&mut self, source: &str, folded: &Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        let reading = Reading { source, folded, tokens, words, automaton };
        let Self { atoms, record, noted, is_noted, ways } = self;
        let (record, ways) = (record.get_mut(), ways.get_mut());
        record.clear(automaton.atoms);
        ways.clear(automaton);
        *is_noted = false;
        let list = &tokens.list;
        let mut at = 0;
        while at < list.len() {
            let end = noted.note(at, &reading);
            *is_noted = at == 0 && end == list.len() && !noted.shares_bits();
            let goes_on = list.get(end).is_some_and(|t| t.sentence == list[at].sentence);
            let until = if goes_on { at + STRETCH } else { end };
            ways.look(until, !*is_noted, noted, &reading);
            ways.record(until, !*is_noted, noted, &reading, record);
            at = until;
        }
        atoms.clone_from(&record.atoms);
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

    /// The matches of one atom, in the order of where they were completed. `words` and `automaton` are those they were found with.
    #[must_use]
    #[inline]
    pub fn of(&self, words: &Words, automaton: &Automaton, atom: u16) -> MatchesOf<'_> {
        MatchesOf { matches: self, next: self.first(words, automaton, atom) }
    }

    /// Whether an atom matched at all.
    #[must_use]
    #[inline]
    pub fn has(&self, words: &Words, automaton: &Automaton, atom: u16) -> bool {
        self.first(words, automaton, atom) != 0
    }

    /// The first match of an atom plus one, or 0.
    #[inline(never)]
    fn first(&self, words: &Words, automaton: &Automaton, atom: u16) -> u32 {
        let chain = self.record.borrow_mut().chains.get(atom as usize).copied().unwrap_or_default();
        if chain.is_listed || !self.is_noted { chain.head } else { self.ask(words, automaton, atom) }
    }

    /// Looks for a pattern that is only asked for. Gives its first match plus one, or 0.
    #[inline(never)]
    fn ask(&self, words: &Words, automaton: &Automaton, atom: u16) -> u32 {
        let nodes = automaton.quiet_nodes_of(atom);
        if nodes.is_empty() {
            return 0;
        }
        let (mut record, mut ways) = (self.record.borrow_mut(), self.ways.borrow_mut());
        record.list_atom(atom);
        for &node in nodes {
            ways.follow(node, usize::MAX, &self.noted, words, automaton);
        }
        ways.record_asked(atom, &mut record);
        record.chains[atom as usize].head
    }
}

/// The matches of one pattern.
#[derive(Debug)]
pub struct MatchesOf<'a> {
    matches: &'a Matches,
    next: u32,
}

impl Iterator for MatchesOf<'_> {
    type Item = Match;

    #[inline]
    fn next(&mut self) -> Option<Match> {
        let number = self.next.checked_sub(1)?;
        let found = self.matches.record.borrow().list[number as usize];
        self.next = found.next;
        Some(found)
    }
}

/// Of the first 64 tokens of a pattern that begins at `begin` those from `start` to `end`.
fn spoken(begin: u32, start: u32, end: u32) -> u64 {
    u64::MAX.checked_shl(start - begin).unwrap_or(0) & !u64::MAX.checked_shl(end - begin).unwrap_or(0)
}

#[cfg(test)]
#[path = "matcher/tests.rs"]
mod tests;
