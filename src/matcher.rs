//! Tokens → which patterns match where. One pass over the tokens whatever the number of patterns;
//! the work per token is bounded by the patterns that can be under way at once.

use crate::knowledge::{Automaton, NONE, Words};
use crate::tokens::{ENTITY, FIRST, PHRASE_START, Tokens};

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// How many patterns may be under way at one token.
pub const MOST_ACTIVE: usize = 1024;
/// Node flag in the root table: only from the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;

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
    pub next: u32,
}

#[derive(Debug, Clone, Copy)]
struct Active {
    node: u16,
    start: u32,
    end: u32,
    mask: u64,
}

/// The matches of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Matches {
    /// All of them in the order of their ends.
    pub list: Vec<Match>,
    /// For each atom its first match plus one, or 0.
    heads: Vec<u32>,
    /// For each atom its last match plus one, and how many there are.
    tails: Vec<(u32, u8)>,
    active: Vec<Active>,
}

impl Matches {
    /// Finds every pattern in the tokens.
    pub fn find(&mut self, source: &str, folded: &crate::fold::Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        for m in &self.list {
            self.heads[m.atom as usize] = 0;
            self.tails[m.atom as usize] = (0, 0);
        }
        self.list.clear();
        self.active.clear();
        if self.heads.len() != automaton.atoms as usize {
            self.heads = vec![0; automaton.atoms as usize];
            self.tails = vec![(0, 0); automaton.atoms as usize];
        }
        let mut sentence = u32::MAX;
        let mut date = 0;
        for (at, token) in tokens.list.iter().enumerate() {
            if token.sentence != sentence {
                sentence = token.sentence;
                self.active.clear();
            }
            let at32 = at as u32;
            if token.set != NONE {
                self.see(at32, at32 + 1, words.symbols(token.set), token.flags & FIRST != 0, automaton);
            } else if words.name_set != NONE && token.flags & (ENTITY | FIRST) == 0 && is_name(source, folded, token.start as usize, token.end as usize) {
                self.see(at32, at32 + 1, words.symbols(words.name_set), false, automaton);
            }
            if token.word_flags & PHRASE_START != 0 {
                self.phrases(at, tokens, folded, words, automaton);
            }
            while let Some(found) = tokens.dates.get(date) {
                if found.start > at32 {
                    break;
                }
                if found.start == at32 && words.date_set != NONE {
                    self.see(at32, found.end, words.symbols(words.date_set), token.flags & FIRST != 0, automaton);
                }
                date += 1;
            }
        }
    }

    /// Every listed phrase that begins at a token.
    fn phrases(&mut self, at: usize, tokens: &Tokens, folded: &crate::fold::Folded, words: &Words, automaton: &Automaton) {
        let begin = &tokens.list[at];
        if begin.word == NONE {
            return;
        }
        let first = begin.flags & FIRST != 0;
        let mut node = words.phrase_roots[begin.word as usize];
        let mut length = 1;
        while node != 0 {
            let Some(token) = tokens.list.get(at + length).filter(|t| t.sentence == begin.sentence) else { return };
            length += 1;
            let end = (at + length) as u32;
            let from = words.phrase_prefixes.partition_point(|p| p.node < node);
            for prefix in words.phrase_prefixes[from..].iter().take_while(|p| p.node == node) {
                if folded.bytes[token.start as usize..token.end as usize].starts_with(prefix.text.as_bytes()) {
                    self.see(at as u32, end, words.symbols(prefix.set), first, automaton);
                }
            }
            if token.word == NONE {
                return;
            }
            let children = words.phrase_children[node as usize] as usize..words.phrase_children[node as usize + 1] as usize;
            let Ok(child) = words.phrase_words[children.clone()].binary_search(&token.word) else { return };
            node = (children.start + child) as u16;
            let set = words.phrase_sets[node as usize];
            if set != NONE {
                self.see(at as u32, end, words.symbols(set), first, automaton);
            }
        }
    }

    /// Something with these symbols stands at `start..end`.
    fn see(&mut self, start: u32, end: u32, symbols: &[u16], first: bool, automaton: &Automaton) {
        // Patterns under way.
        let mut kept = 0;
        let under_way = self.active.len();
        for index in 0..under_way {
            let active = self.active[index];
            if active.end + u32::from(automaton.max_gaps[active.node as usize]) < start {
                continue;
            }
            self.active[kept] = active;
            kept += 1;
            if active.end > start {
                continue;
            }
            let gap = start - active.end;
            let bloom = automaton.blooms[active.node as usize];
            let from = automaton.edge_offsets[active.node as usize] as usize;
            let to = automaton.edge_offsets[active.node as usize + 1] as usize;
            let edges = &automaton.edges[from..to];
            for &symbol in symbols {
                if bloom & (1 << (symbol & 31)) == 0 {
                    continue;
                }
                let first = if edges.len() > 8 { edges.partition_point(|e| e.symbol < symbol) } else { 0 };
                for edge in &edges[first..] {
                    if edge.symbol > symbol {
                        break;
                    }
                    if edge.symbol == symbol && gap <= u32::from(edge.gap) {
                        self.reach(edge.target, active.start, start, end, active.mask, automaton);
                    }
                }
            }
        }
        if kept < under_way {
            self.active.drain(kept..under_way);
        }
        // Patterns that begin here.
        for &symbol in symbols {
            let from = automaton.root_offsets[symbol as usize] as usize;
            let to = automaton.root_offsets[symbol as usize + 1] as usize;
            for &root in &automaton.roots[from..to] {
                if root & AT_SENTENCE_START == 0 || first {
                    self.reach(root & !AT_SENTENCE_START, start, start, end, 0, automaton);
                }
            }
        }
    }

    fn reach(&mut self, node: u16, begin: u32, start: u32, end: u32, mask: u64, automaton: &Automaton) {
        let mut mask = mask;
        for at in start..end.min(begin + 64) {
            mask |= 1 << (at - begin);
        }
        let from = automaton.accept_offsets[node as usize] as usize;
        let to = automaton.accept_offsets[node as usize + 1] as usize;
        for &atom in &automaton.accepts[from..to] {
            self.record(atom, begin, end, mask);
        }
        if automaton.blooms[node as usize] == 0 || self.active.len() >= MOST_ACTIVE {
            return;
        }
        // The same step may be reached in several ways: one is enough, the shortest.
        for active in self.active.iter_mut().rev() {
            if active.node == node && active.end == end {
                if active.start < begin {
                    active.start = begin;
                    active.mask = mask;
                }
                return;
            }
        }
        self.active.push(Active { node, start: begin, end, mask });
    }

    fn record(&mut self, atom: u16, start: u32, end: u32, mask: u64) {
        let (tail, count) = self.tails[atom as usize];
        if let Some(last) = tail.checked_sub(1).map(|t| &mut self.list[t as usize])
            && last.end == end
        {
            if last.start < start {
                last.start = start;
                last.mask = mask;
            }
            return;
        }
        if count >= MOST_MATCHES {
            return;
        }
        self.list.push(Match { atom, start, end, mask, next: 0 });
        let number = self.list.len() as u32;
        if tail == 0 {
            self.heads[atom as usize] = number;
        } else {
            self.list[tail as usize - 1].next = number;
        }
        self.tails[atom as usize] = (number, count + 1);
    }

    /// The matches of one atom, in the order of their ends.
    pub fn of(&self, atom: u16) -> impl Iterator<Item = &Match> {
        let mut next = self.heads.get(atom as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let found = next.checked_sub(1).map(|n| &self.list[n as usize])?;
            next = found.next;
            Some(found)
        })
    }

    /// Whether an atom matched at all.
    #[must_use]
    pub fn has(&self, atom: u16) -> bool {
        self.heads.get(atom as usize).is_some_and(|&h| h != 0)
    }
}

/// Whether a word is written as a name: one capital, then small letters.
fn is_name(source: &str, folded: &crate::fold::Folded, start: usize, end: usize) -> bool {
    let (from, to) = folded.source_span(start, end);
    let mut characters = source.get(from as usize..to as usize).unwrap_or("").chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_some_and(char::is_lowercase)
}
