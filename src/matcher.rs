//! Tokens → which patterns match where. One pass over the tokens whatever the number of patterns.
//!
//! A sentence is looked at twice. First: what stands in it? A longer pattern is only asked for when the
//! rarest of its places is there, and only begun when all of them are. Then the few that are left are
//! followed word by word; the work per word is bounded by the patterns that can be under way at once.

use crate::fold::Folded;
use crate::knowledge::{Automaton, Clue, NONE, Node, Words};
use crate::tokens::{ENTITY, FIRST, PHRASE_START, Tokens};

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// How many patterns may be under way at one token.
pub const MOST_ACTIVE: usize = 1024;
/// Flag of a pattern of one symbol: only at the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;
/// Of a very long sentence so many words are looked at together, and as many after them. No pattern is longer.
pub const STRETCH: usize = 128;

impl Automaton {
    fn of_symbol<T>(symbol: u16, offsets: &[u16], all: &'static [T]) -> &'static [T] {
        &all[offsets[symbol as usize] as usize..offsets[symbol as usize + 1] as usize]
    }

    /// The patterns one symbol completes.
    fn singles_of(&self, symbol: u16) -> &'static [u16] {
        Self::of_symbol(symbol, self.single_offsets, self.singles)
    }

    /// The longer patterns a symbol gives away.
    fn clues_of(&self, symbol: u16) -> &'static [Clue] {
        Self::of_symbol(symbol, self.clue_offsets, self.clues)
    }

    /// The symbols that lead to a node, ascending.
    #[must_use]
    pub fn symbols_of(&self, node: u16) -> &'static [u16] {
        self.nodes[node as usize].symbols(self)
    }

    /// The patterns completed at a node.
    #[must_use]
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
        (2..self.nodes.len() as u16 - 1)
            .filter(|&node| self.nodes[node as usize].parent > 1 && !self.accepts_of(node).is_empty())
    }
}

impl Node {
    fn symbols(&self, automaton: &Automaton) -> &'static [u16] {
        &automaton.symbols[self.symbols as usize..self.symbols as usize + usize::from(self.size)]
    }

    /// Whether one of the symbols of a word or phrase leads to it.
    fn takes(&self, occurrence: &Occurrence, automaton: &Automaton) -> bool {
        self.bloom & occurrence.bloom != 0
            && occurrence.symbols.iter().any(|&symbol| {
                self.bloom >> (symbol & 63) & 1 == 1 && self.symbols(automaton).binary_search(&symbol).is_ok()
            })
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

/// A node of a pattern all of whose places stand in the sentence at hand.
#[derive(Debug, Clone, Copy)]
struct Live {
    number: u16,
    /// Where the live nodes that follow it begin; they end where those of the next begin.
    next: u16,
    node: Node,
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
    /// The live node it has come to.
    at: u16,
}

/// A word, phrase, date or name, by what it stands for.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    start: u32,
    end: u32,
    /// Its symbols, and the same modulo 64.
    symbols: &'static [u16],
    bloom: u64,
    /// Whether it begins a sentence.
    first: bool,
}

/// The matches of one pattern: places in the list plus one, or 0.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    head: u32,
    tail: u32,
    count: u8,
}

/// What the matcher reads.
#[derive(Clone, Copy)]
struct Reading<'a> {
    source: &'a str,
    folded: &'a Folded,
    tokens: &'a Tokens,
    words: &'a Words,
}

/// The matches of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Matches {
    /// All of them in the order of their ends.
    pub list: Vec<Match>,
    /// For each pattern its matches.
    chains: Vec<Chain>,
    active: Vec<Active>,
    /// What stands where in the sentence at hand.
    occurrences: Vec<Occurrence>,
    /// The symbols that stand in it, each once.
    present: Vec<u16>,
    /// Their numbers modulo 64.
    present_bloom: u64,
    /// The nodes of the patterns that may stand in it, and of those that may in the stretch before.
    found: Vec<u16>,
    found_before: Vec<u16>,
    /// Both, ascending: those that follow a node stand together, those that begin patterns first. One more ends the last one's.
    live: Vec<Live>,
    /// How many of them begin patterns.
    roots: usize,
    /// For each symbol where it last stood, counted from `base`.
    seen: Vec<u32>,
    /// For each node where it was last reached, and where it was last found to be live, counted from `base`.
    reached: Vec<u32>,
    alive: Vec<u32>,
    /// Grows from message to message, so that nothing need be cleared.
    base: u32,
    tokens: u32,
}

impl Matches {
    /// Finds every pattern in the tokens.
    pub fn find(&mut self, source: &str, folded: &Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        self.begin(tokens, automaton);
        let reading = Reading { source, folded, tokens, words };
        let mut at = 0;
        while at < tokens.list.len() {
            let mut end = self.note(at, &reading);
            self.active.clear();
            self.found.clear();
            self.look(at, automaton);
            while end - at > STRETCH && tokens.list.get(end).is_some_and(|t| t.sentence == tokens.list[at].sentence) {
                self.follow(at + STRETCH, automaton);
                at += STRETCH;
                self.base += 2 * STRETCH as u32;
                end = self.note(at, &reading);
                self.look(at, automaton);
            }
            self.follow(end, automaton);
            at = end;
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
        self.begin(tokens, automaton);
        let reading = Reading { source, folded, tokens, words };
        let mut at = 0;
        let mut standing = Vec::new();
        while at < tokens.list.len() {
            at = self.note(at, &reading);
            standing.extend(self.occurrences.iter().flat_map(|o| o.symbols));
        }
        standing
    }

    /// Forgets the message before.
    fn begin(&mut self, tokens: &Tokens, automaton: &Automaton) {
        for m in &self.list {
            self.chains[m.atom as usize] = Chain::default();
        }
        self.list.clear();
        self.base = self.base.wrapping_add(self.tokens + 1);
        self.tokens = tokens.list.len() as u32;
        let symbols = automaton.single_offsets.len() - 1;
        if self.reached.len() != automaton.nodes.len() || self.seen.len() != symbols || self.base > u32::MAX / 2 {
            self.reached = vec![0; automaton.nodes.len()];
            self.alive = vec![0; automaton.nodes.len()];
            self.seen = vec![0; symbols];
            self.chains = vec![Chain::default(); automaton.atoms as usize];
            self.base = 1;
        }
    }

    /// Notes what stands in the sentence from the token `from` on, or in the first two stretches of it. Gives where that ends.
    fn note(&mut self, from: usize, reading: &Reading) -> usize {
        let Reading { tokens, words, .. } = reading;
        self.occurrences.clear();
        self.present.clear();
        self.present_bloom = 0;
        let floor = self.base + from as u32;
        let sentence = tokens.list[from].sentence;
        let mut date = tokens.dates.partition_point(|d| (d.start as usize) < from);
        let mut at = from;
        while let Some(token) = tokens.list.get(at).filter(|t| t.sentence == sentence && at - from < 2 * STRETCH) {
            let first = token.flags & FIRST != 0;
            let here = at as u32;
            if token.set != NONE {
                self.add(here, here + 1, token.set, first, floor, words);
            } else if words.name_set != NONE
                && token.flags & (ENTITY | FIRST) == 0
                && is_name(reading.source, reading.folded, token.start as usize, token.end as usize)
            {
                self.add(here, here + 1, words.name_set, false, floor, words);
            }
            if token.word_flags & PHRASE_START != 0 {
                self.phrases(at, floor, reading);
            }
            while let Some(found) = tokens.dates.get(date).filter(|d| d.start <= here) {
                if found.start == here && words.date_set != NONE {
                    self.add(here, found.end, words.date_set, first, floor, words);
                }
                date += 1;
            }
            at += 1;
        }
        at
    }

    /// Something with the symbols of this set stands at `start..end`.
    fn add(&mut self, start: u32, end: u32, set: u16, first: bool, floor: u32, words: &Words) {
        if set == NONE {
            return;
        }
        let symbols = words.symbols(set);
        crate::steps::add(symbols.len() + 1);
        for &symbol in symbols {
            let seen = &mut self.seen[symbol as usize];
            if *seen < floor {
                self.present.push(symbol);
            }
            *seen = self.base + start;
        }
        let bloom = words.set_blooms[set as usize];
        self.present_bloom |= bloom;
        self.occurrences.push(Occurrence { start, end, symbols, bloom, first });
    }

    /// Every listed phrase that begins at a token.
    fn phrases(&mut self, at: usize, floor: u32, reading: &Reading) {
        let Reading { tokens, words, folded, .. } = reading;
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
            crate::steps::add(1);
            let end = (at + length) as u32;
            let from = words.phrase_prefixes.partition_point(|p| p.node < node);
            for prefix in words.phrase_prefixes[from..].iter().take_while(|p| p.node == node) {
                if folded.bytes[token.start as usize..token.end as usize].starts_with(prefix.text.as_bytes()) {
                    self.add(at as u32, end, prefix.set, first, floor, words);
                }
            }
            if token.word == NONE {
                return;
            }
            let children =
                words.phrase_children[node as usize] as usize..words.phrase_children[node as usize + 1] as usize;
            let Ok(child) = words.phrase_words[children.clone()].binary_search(&token.word) else { return };
            node = (children.start + child) as u16;
            self.add(at as u32, end, words.phrase_sets[node as usize], first, floor, words);
        }
    }

    /// Finds the patterns all of whose places stand in what was noted from the token `from` on.
    fn look(&mut self, from: usize, automaton: &Automaton) {
        let floor = self.base + from as u32;
        std::mem::swap(&mut self.found, &mut self.found_before);
        self.found.clear();
        for &symbol in &self.present {
            for clue in automaton.clues_of(symbol) {
                crate::steps::add(1);
                if self.stands(&automaton.nodes[clue.check as usize], floor, automaton)
                    && automaton.way_back(clue.end).all(|n| self.stands(&automaton.nodes[n as usize], floor, automaton))
                {
                    let new = automaton.way_back(clue.end).take_while(|n| self.alive[*n as usize] != floor);
                    let count = self.found.len();
                    self.found.extend(new);
                    for node in &self.found[count..] {
                        self.alive[*node as usize] = floor;
                    }
                }
            }
        }
        self.live(automaton);
    }

    /// Puts the nodes that were found in order.
    fn live(&mut self, automaton: &Automaton) {
        let mut under_way: Vec<u16> = Vec::new();
        under_way.extend(self.active.iter().map(|active| self.live[active.at as usize].number));
        let mut numbers: Vec<u16> = self.found.iter().chain(&self.found_before).copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        self.live.clear();
        self.live.extend(numbers.iter().map(|&number| Live {
            number,
            next: 0,
            node: automaton.nodes[number as usize],
        }));
        self.roots = self.live.partition_point(|live| live.node.parent < 2);
        let mut next = self.roots;
        for at in 0..self.live.len() {
            crate::steps::add(1);
            self.live[at].next = next as u16;
            while self.live.get(next).is_some_and(|child| child.node.parent == self.live[at].number) {
                next += 1;
            }
        }
        self.live.push(Live { number: NONE, next: next as u16, node: Node::default() });
        for (active, number) in self.active.iter_mut().zip(under_way) {
            active.at = self.live.partition_point(|live| live.number < number) as u16;
        }
    }

    /// Whether a symbol that leads to a node was noted at `floor` or after it.
    fn stands(&self, node: &Node, floor: u32, automaton: &Automaton) -> bool {
        crate::steps::add(node.symbols(automaton).len());
        node.bloom & self.present_bloom != 0
            && node.symbols(automaton).iter().any(|&symbol| self.seen[symbol as usize] >= floor)
    }

    /// The live nodes that follow one.
    fn next_of(&self, at: u16) -> std::ops::Range<usize> {
        self.live[at as usize].next as usize..self.live[at as usize + 1].next as usize
    }

    /// Follows the patterns through what was noted, as far as the token `until`.
    fn follow(&mut self, until: usize, automaton: &Automaton) {
        let bloom = self.live[..self.roots].iter().fold(0, |bloom, root| bloom | root.node.bloom);
        for index in 0..self.occurrences.len() {
            let occurrence = self.occurrences[index];
            if occurrence.start as usize >= until {
                break;
            }
            if index % 8 == 0 {
                self.active.retain(|a| a.last >= occurrence.start);
            }
            self.step(&occurrence, automaton);
            self.complete(&occurrence, automaton);
            if occurrence.bloom & bloom != 0 {
                self.start(&occurrence, automaton);
            }
        }
    }

    /// Takes every pattern under way one step on.
    fn step(&mut self, occurrence: &Occurrence, automaton: &Automaton) {
        let Occurrence { start, end, bloom, .. } = *occurrence;
        // The latest first: of those that reach the same place the shortest is kept.
        for index in (0..self.active.len()).rev() {
            crate::steps::add(1);
            let active = self.active[index];
            if active.bloom & bloom == 0 || active.end > start || active.last < start {
                continue;
            }
            let gap = start - active.end;
            for next in self.next_of(active.at) {
                crate::steps::add(1);
                let Live { number, node, .. } = self.live[next];
                if gap <= u32::from(node.gap) && node.takes(occurrence, automaton) {
                    let mask = active.mask | spoken(active.start, start, end);
                    for &atom in automaton.accepts_of(number) {
                        self.record(atom, active.start, end, mask);
                    }
                    self.reach(next, active.start, end, mask, automaton);
                }
            }
        }
    }

    /// Records the patterns of one symbol.
    fn complete(&mut self, occurrence: &Occurrence, automaton: &Automaton) {
        let Occurrence { start, end, symbols, first, .. } = *occurrence;
        for &symbol in symbols {
            for &single in automaton.singles_of(symbol) {
                if single & AT_SENTENCE_START == 0 || first {
                    self.record(single & !AT_SENTENCE_START, start, end, spoken(start, start, end));
                }
            }
        }
    }

    /// Begins the longer patterns that begin here.
    fn start(&mut self, occurrence: &Occurrence, automaton: &Automaton) {
        let Occurrence { start, end, first, .. } = *occurrence;
        for at in 0..self.roots {
            crate::steps::add(1);
            let root = &self.live[at].node;
            if root.takes(occurrence, automaton) && (first || root.parent == 0) {
                self.reach(at, start, end, spoken(start, start, end), automaton);
            }
        }
    }

    /// A pattern that begins at `begin` has come to a live node with the token before `end`.
    fn reach(&mut self, at: usize, begin: u32, end: u32, mask: u64, automaton: &Automaton) {
        let stamp = self.base + end;
        let reached = &mut self.reached[self.live[at].number as usize];
        // The same place may be reached in several ways: one is enough.
        if *reached == stamp || self.active.len() >= MOST_ACTIVE {
            return;
        }
        *reached = stamp;
        // Can it go on in this sentence at all?
        let mut bloom = 0;
        let mut longest = 0;
        for next in self.next_of(at as u16) {
            let node = &self.live[next].node;
            if self.stands(node, stamp, automaton) {
                bloom |= node.bloom;
                longest = longest.max(node.gap);
            }
        }
        if bloom != 0 {
            let last = end + u32::from(longest);
            self.active.push(Active { bloom, mask, start: begin, end, last, at: at as u16 });
        }
    }

    fn record(&mut self, atom: u16, start: u32, end: u32, mask: u64) {
        let chain = &mut self.chains[atom as usize];
        let number = self.list.len() as u32 + 1;
        if chain.count == 0 {
            *chain = Chain { head: number, tail: number, count: 1 };
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
            chain.tail = number;
            chain.count += 1;
        }
        self.list.push(Match { atom, start, end, mask, next: 0 });
    }

    /// The matches of one atom, in the order of their ends.
    pub fn of(&self, atom: u16) -> impl Iterator<Item = &Match> {
        let mut next = self.chains.get(atom as usize).map_or(0, |chain| chain.head);
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
            .filter(|(at, m)| self.chains[m.atom as usize].head as usize == at + 1)
            .map(|(_, m)| m.atom)
    }

    /// Whether an atom matched at all.
    #[must_use]
    pub fn has(&self, atom: u16) -> bool {
        self.chains.get(atom as usize).is_some_and(|chain| chain.count != 0)
    }
}

/// Of the first 64 tokens of a pattern that begins at `begin` those from `start` to `end`.
fn spoken(begin: u32, start: u32, end: u32) -> u64 {
    u64::MAX.checked_shl(start - begin).unwrap_or(0) & !u64::MAX.checked_shl(end - begin).unwrap_or(0)
}

/// Whether a word is written as a name: a capital first, and small letters after it.
fn is_name(source: &str, folded: &Folded, start: usize, end: usize) -> bool {
    let (from, to) = folded.source_span(start, end);
    let written = source.get(from as usize..to as usize).unwrap_or("");
    match written.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() => {
            first.is_ascii_uppercase() && (second.is_ascii_lowercase() || written.chars().any(char::is_lowercase))
        }
        _ => {
            let mut characters = written.chars();
            characters.next().is_some_and(char::is_uppercase) && characters.any(char::is_lowercase)
        }
    }
}
