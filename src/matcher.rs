//! Tokens → which patterns match where. One pass over the tokens whatever the number of patterns;
//! the work per token is bounded by the patterns that can be under way at once.

use crate::fold::Folded;
use crate::knowledge::{Automaton, NONE, Words};
use crate::tokens::{ENTITY, FIRST, PHRASE_START, Tokens};

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// How many patterns may be under way at one token.
pub const MOST_ACTIVE: usize = 1024;
/// Node flag in the root table: only from the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;

impl Automaton {
    /// The edges of a node, sorted by symbol.
    fn edges_of(&self, node: u16) -> &'static [crate::knowledge::Edge] {
        &self.edges[self.nodes[node as usize].edges as usize..self.nodes[node as usize + 1].edges as usize]
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
    pub next: u32,
}

/// A pattern under way.
#[derive(Debug, Clone, Copy)]
struct Active {
    /// Which symbols (modulo 64) lead on.
    bloom: u64,
    /// Which of its tokens it spoke of.
    mask: u64,
    start: u32,
    end: u32,
    /// The last token at which it can go on.
    last: u32,
    node: u16,
}

/// A word, phrase, date or name, by what it stands for.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    start: u32,
    end: u32,
    set: u16,
    first: bool,
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
    /// What stands where in the sentence at hand.
    occurrences: Vec<Occurrence>,
    /// For each symbol where it last stood, counted from `base`.
    seen: Vec<u32>,
    /// For each node where it was last reached, counted from `base`.
    stamps: Vec<u32>,
    base: u32,
    tokens: u32,
}

impl Matches {
    /// Finds every pattern in the tokens.
    pub fn find(&mut self, source: &str, folded: &Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        for m in &self.list {
            self.heads[m.atom as usize] = 0;
            self.tails[m.atom as usize] = (0, 0);
        }
        self.list.clear();
        self.base = self.base.wrapping_add(self.tokens + 1);
        self.tokens = tokens.list.len() as u32;
        let symbols = automaton.root_offsets.len() - 1;
        if self.stamps.len() != automaton.nodes.len() || self.seen.len() != symbols || self.base > u32::MAX / 2 {
            self.stamps = vec![0; automaton.nodes.len()];
            self.seen = vec![0; symbols];
            self.heads = vec![0; automaton.atoms as usize];
            self.tails = vec![(0, 0); automaton.atoms as usize];
            self.base = 1;
        }
        let mut at = 0;
        let mut date = 0;
        while at < tokens.list.len() {
            let sentence = tokens.list[at].sentence;
            self.occurrences.clear();
            while let Some(token) = tokens.list.get(at).filter(|t| t.sentence == sentence) {
                let first = token.flags & FIRST != 0;
                let here = at as u32;
                if token.set != NONE {
                    self.note(here, here + 1, token.set, first, words);
                } else if words.name_set != NONE
                    && token.flags & (ENTITY | FIRST) == 0
                    && is_name(source, folded, token.start as usize, token.end as usize)
                {
                    self.note(here, here + 1, words.name_set, false, words);
                }
                if token.word_flags & PHRASE_START != 0 {
                    self.phrases(at, tokens, folded, words);
                }
                while let Some(found) = tokens.dates.get(date).filter(|d| d.start <= here) {
                    if found.start == here && words.date_set != NONE {
                        self.note(here, found.end, words.date_set, first, words);
                    }
                    date += 1;
                }
                at += 1;
            }
            self.active.clear();
            for index in 0..self.occurrences.len() {
                let occurrence = self.occurrences[index];
                if index % 8 == 0 {
                    self.active.retain(|a| a.last >= occurrence.start);
                }
                self.see(&occurrence, words, automaton);
            }
        }
    }

    /// Something with the symbols of this set stands at `start..end`.
    fn note(&mut self, start: u32, end: u32, set: u16, first: bool, words: &Words) {
        if set == NONE {
            return;
        }
        for &symbol in words.symbols(set) {
            self.seen[symbol as usize] = self.base + start;
        }
        self.occurrences.push(Occurrence { start, end, set, first });
    }

    /// Every listed phrase that begins at a token.
    fn phrases(&mut self, at: usize, tokens: &Tokens, folded: &Folded, words: &Words) {
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
                    self.note(at as u32, end, prefix.set, first, words);
                }
            }
            if token.word == NONE {
                return;
            }
            let children =
                words.phrase_children[node as usize] as usize..words.phrase_children[node as usize + 1] as usize;
            let Ok(child) = words.phrase_words[children.clone()].binary_search(&token.word) else { return };
            node = (children.start + child) as u16;
            self.note(at as u32, end, words.phrase_sets[node as usize], first, words);
        }
    }

    /// Takes every pattern under way one step on, and begins those that begin here.
    fn see(&mut self, occurrence: &Occurrence, words: &Words, automaton: &Automaton) {
        let Occurrence { start, end, set, first } = *occurrence;
        let symbols = words.symbols(set);
        let bloom = words.set_blooms[set as usize];
        // Patterns under way, the latest first: of those that reach the same place the shortest is kept.
        for index in (0..self.active.len()).rev() {
            let active = self.active[index];
            if active.bloom & bloom == 0 || active.end > start || active.last < start {
                continue;
            }
            let gap = start - active.end;
            let edges = automaton.edges_of(active.node);
            for &symbol in symbols {
                if active.bloom & (1 << (symbol & 63)) == 0 {
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

    /// A pattern has come to a node with the tokens `start..end`.
    fn reach(&mut self, node: u16, begin: u32, start: u32, end: u32, mask: u64, automaton: &Automaton) {
        let place = &automaton.nodes[node as usize];
        let stamp = self.base + end;
        if place.lone != NONE && self.seen[place.lone as usize] < stamp {
            return;
        }
        let own = u64::MAX.checked_shl(start - begin).unwrap_or(0) & !u64::MAX.checked_shl(end - begin).unwrap_or(0);
        let mask = mask | own;
        let after = automaton.nodes[node as usize + 1].accepts;
        for &atom in &automaton.accepts[place.accepts as usize..after as usize] {
            self.record(atom, begin, end, mask);
        }
        if place.bloom == 0 || self.stamps[node as usize] == stamp || self.active.len() >= MOST_ACTIVE {
            return;
        }
        // The same place may be reached in several ways: one is enough. Can it go on in this sentence at all?
        self.stamps[node as usize] = stamp;
        if automaton.edges_of(node).iter().any(|e| self.seen[e.symbol as usize] >= stamp) {
            self.active.push(Active {
                bloom: place.bloom,
                mask,
                start: begin,
                end,
                last: end + u32::from(place.max_gap),
                node,
            });
        }
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

    /// The atoms that matched, each once.
    pub fn atoms(&self) -> impl Iterator<Item = u16> {
        self.list
            .iter()
            .enumerate()
            .filter(|(at, m)| self.heads[m.atom as usize] as usize == at + 1)
            .map(|(_, m)| m.atom)
    }

    /// Whether an atom matched at all.
    #[must_use]
    pub fn has(&self, atom: u16) -> bool {
        self.heads.get(atom as usize).is_some_and(|&h| h != 0)
    }
}

/// Whether a word is written as a name: one capital, then small letters.
fn is_name(source: &str, folded: &Folded, start: usize, end: usize) -> bool {
    let (from, to) = folded.source_span(start, end);
    let mut characters = source.get(from as usize..to as usize).unwrap_or("").chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_some_and(char::is_lowercase)
}
