//! Tokens → which patterns match where. One pass over the tokens whatever the number of patterns.
//!
//! A sentence is looked at twice. First: what stands in it? A longer pattern is only asked for when the
//! rarest of its places is there, and only begun when all of them are. Then the few that are left are
//! followed word by word; the work per word is bounded by the patterns that can be under way at once.

use crate::fold::Folded;
use crate::knowledge::{Automaton, Clue, NONE, Node, OfSymbol, Words};
use crate::tokens::{ENTITY, FIRST, PHRASE_START, Tokens};

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// How many patterns may be under way at one token.
pub const MOST_ACTIVE: usize = 1024;
/// Flag of a pattern of one symbol: only at the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;
/// Of a very long sentence so many words are looked at together …
pub const STRETCH: usize = 32;
/// … with so many after them. No pattern spans more.
pub const AHEAD: usize = 96;
/// Of what stands in a sentence each has a bit of its own but this one: it is for all that are left.
const LAST_BIT: usize = 63;

impl Automaton {
    /// Where what belongs to a symbol begins, and where that of the next does.
    fn of_symbol(&self, symbol: u16) -> [OfSymbol; 2] {
        let of_two = &self.of_symbols[symbol as usize..symbol as usize + 2];
        [of_two[0], of_two[1]]
    }

    /// How many symbols there are.
    #[must_use]
    pub fn symbol_count(&self) -> usize {
        self.of_symbols.len() - 1
    }

    /// The patterns one symbol completes.
    fn singles_of(&self, symbol: u16) -> &'static [u16] {
        let [from, to] = self.of_symbol(symbol);
        &self.singles[from.singles as usize..to.singles as usize]
    }

    /// The longer patterns a symbol gives away.
    fn clues_of(&self, symbol: u16) -> &'static [Clue] {
        let [from, to] = self.of_symbol(symbol);
        &self.clues[from.clues as usize..to.clues as usize]
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
        // The last node only ends the lists: nothing leads to it.
        (2..self.nodes.len() as u16)
            .filter(|&node| self.nodes[node as usize].parent > 1 && !self.accepts_of(node).is_empty())
    }
}

impl Node {
    fn symbols(&self, automaton: &Automaton) -> &'static [u16] {
        &automaton.symbols[self.symbols as usize..self.symbols as usize + usize::from(self.size)]
    }

    /// Where what leads to it stands: a bit for each occurrence, from where each symbol stands.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "as a call it takes half as long again")]
    fn places(&self, standing: &[u64], automaton: &Automaton) -> u64 {
        crate::steps::add(usize::from(self.size));
        let [first, second] = self.pair.map(|symbol| standing[symbol as usize]);
        // Most places have one symbol or two.
        let more = if self.size > 2 { &self.symbols(automaton)[2..] } else { &[] };
        more.iter().fold(first | second, |places, &symbol| places | standing[symbol as usize])
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
    /// The longest gap before it.
    gap: u8,
    /// The node before it.
    parent: u16,
    /// Which occurrences lead to it, a bit each.
    places: u64,
}

impl Live {
    /// Whether an occurrence leads to it.
    fn takes(&self, occurrence: &Occurrence, automaton: &Automaton) -> bool {
        self.places & occurrence.bit != 0 && (occurrence.bit != 1 << LAST_BIT || self.shares(occurrence, automaton))
    }

    /// Whether one of the symbols of an occurrence leads to it.
    #[cold]
    fn shares(&self, occurrence: &Occurrence, automaton: &Automaton) -> bool {
        let own = automaton.symbols_of(self.number);
        occurrence.symbols.iter().any(|symbol| own.contains(symbol))
    }
}

/// A pattern under way.
#[derive(Debug, Clone, Copy)]
struct Active {
    /// Which occurrences lead on, a bit each.
    places: u64,
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
    /// Its symbols.
    symbols: &'static [u16],
    /// Where those of them that complete patterns end in the list of these; they begin where those before it end.
    singles: u32,
    /// Its bit.
    bit: u64,
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
    automaton: &'a Automaton,
}

/// Where matches are recorded.
struct Record<'a> {
    list: &'a mut Vec<Match>,
    atoms: &'a mut Vec<u16>,
    chains: &'a mut [Chain],
}

impl Record<'_> {
    /// The patterns of one symbol.
    fn singles(&mut self, occurrence: &Occurrence, symbols: &[u16], automaton: &Automaton) {
        let Occurrence { start, end, first, .. } = *occurrence;
        let mask = spoken(start, start, end);
        for &symbol in symbols {
            for &single in automaton.singles_of(symbol) {
                if single & AT_SENTENCE_START == 0 || first {
                    self.add(single & !AT_SENTENCE_START, start, end, mask);
                }
            }
        }
    }

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

/// The patterns under way, and where they may go.
struct Way<'a> {
    automaton: &'a Automaton,
    live: &'a [Live],
    roots: &'a [Live],
    active: &'a mut Vec<Active>,
    reached: &'a mut [u32],
    occurrences: &'a [Occurrence],
    base: u32,
}

impl Way<'_> {
    /// Takes every pattern under way one step on.
    fn step(&mut self, index: usize, record: &mut Record) {
        let occurrence = &self.occurrences[index];
        let Occurrence { start, end, bit, .. } = *occurrence;
        // The latest first: of those that reach the same place the shortest is kept.
        for under_way in (0..self.active.len()).rev() {
            crate::steps::add(1);
            let Active { places, mask, start: begin, end: before, last, at } = self.active[under_way];
            if places & bit == 0 || before > start || last < start {
                continue;
            }
            let gap = start - before;
            for next in self.next_of(at) {
                crate::steps::add(1);
                let live = &self.live[next];
                if gap <= u32::from(live.gap) && live.takes(occurrence, self.automaton) {
                    let mask = mask | spoken(begin, start, end);
                    for &atom in self.automaton.accepts_of(live.number) {
                        record.add(atom, begin, end, mask);
                    }
                    self.reach(next, index, begin, mask);
                }
            }
        }
    }

    /// Begins the longer patterns that begin here.
    fn start(&mut self, index: usize) {
        let occurrence = &self.occurrences[index];
        let Occurrence { start, end, first, .. } = *occurrence;
        for (at, root) in self.roots.iter().enumerate() {
            crate::steps::add(1);
            if root.takes(occurrence, self.automaton) && (first || root.parent == 0) {
                self.reach(at, index, start, spoken(start, start, end));
            }
        }
    }

    /// A pattern that begins at `begin` has come to a live node with an occurrence.
    fn reach(&mut self, at: usize, index: usize, begin: u32, mask: u64) {
        let next = self.next_of(at as u16);
        if next.is_empty() {
            return;
        }
        let end = self.occurrences[index].end;
        let stamp = self.base + end;
        let reached = &mut self.reached[self.live[at].number as usize];
        // The same place may be reached in several ways: one is enough.
        if *reached == stamp || self.active.len() >= MOST_ACTIVE {
            return;
        }
        *reached = stamp;
        // Can it go on in this sentence at all?
        let before = self.occurrences[index..].iter().take_while(|later| later.start < end).count();
        let later = u64::MAX << (index + before).min(LAST_BIT);
        let mut places = 0;
        let mut longest = 0;
        for live in &self.live[next] {
            let there = live.places & later;
            if there != 0 {
                places |= there;
                longest = longest.max(live.gap);
            }
        }
        if places != 0 {
            let last = end + u32::from(longest);
            self.active.push(Active { places, mask, start: begin, end, last, at: at as u16 });
        }
    }

    /// The live nodes that follow one.
    fn next_of(&self, at: u16) -> std::ops::Range<usize> {
        self.live[at as usize].next as usize..self.live[at as usize + 1].next as usize
    }
}

/// The matches of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Matches {
    /// All of them in the order of their ends.
    pub list: Vec<Match>,
    /// The patterns that matched, each once, in the order of their first matches.
    pub atoms: Vec<u16>,
    /// For each pattern its matches.
    chains: Vec<Chain>,
    active: Vec<Active>,
    /// What stands where in the sentence at hand.
    occurrences: Vec<Occurrence>,
    /// The symbols that stand in it.
    present: Vec<u16>,
    /// Those of them that give patterns away, each once.
    telling: Vec<u16>,
    /// Those that complete patterns.
    single: Vec<u16>,
    /// How many of both there are; what stands in the lists after them is of the sentence before.
    counts: [usize; 2],
    /// For each symbol the occurrences it stands in, a bit each.
    standing: Vec<u64>,
    /// The nodes of the patterns that may begin in it.
    found: Vec<u16>,
    /// Those and what follows the patterns under way, ascending.
    numbers: Vec<u16>,
    /// A bit for each node, to put them in order, and one for each 64 of these. None is left set.
    marked: Vec<u64>,
    marks: Vec<u64>,
    /// The same nodes: those that follow one stand together, those that begin patterns first. One more ends the last one's.
    live: Vec<Live>,
    /// How many of them begin patterns.
    roots: usize,
    /// For each node where it was last reached, and where it was last found to be live, counted from `base`.
    reached: Vec<u32>,
    alive: Vec<u32>,
    /// Grows from message to message, so that nothing need be cleared.
    base: u32,
    tokens: u32,
}

impl Matches {
    /// Finds every pattern in the tokens.
    #[inline(never)]
    pub fn find(&mut self, source: &str, folded: &Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        self.begin(tokens, automaton);
        let reading = Reading { source, folded, tokens, words, automaton };
        let list = &tokens.list;
        let mut at = 0;
        while at < list.len() {
            let goes_on = |from: usize, to: usize| list.get(to).is_some_and(|t| t.sentence == list[from].sentence);
            if at > 0 && goes_on(at - 1, at) {
                self.base += (STRETCH + AHEAD) as u32;
            } else {
                self.active.clear();
            }
            let end = self.note(at, &reading);
            let until = if goes_on(at, end) { at + STRETCH } else { end };
            self.look(at, until, automaton);
            self.follow(until, automaton);
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
        self.begin(tokens, automaton);
        let reading = Reading { source, folded, tokens, words, automaton };
        let mut at = 0;
        let mut standing = Vec::new();
        while at < tokens.list.len() {
            at = self.note(at, &reading);
            standing.extend(self.occurrences.iter().flat_map(|o| o.symbols));
        }
        standing
    }

    /// Forgets the message before.
    #[inline(never)]
    fn begin(&mut self, tokens: &Tokens, automaton: &Automaton) {
        for &atom in &self.atoms {
            self.chains[atom as usize] = Chain::default();
        }
        self.atoms.clear();
        self.list.clear();
        self.base = self.base.wrapping_add(self.tokens + 1);
        self.tokens = tokens.list.len() as u32;
        let symbols = automaton.symbol_count();
        if self.reached.len() != automaton.nodes.len() || self.standing.len() != symbols || self.base > u32::MAX / 2 {
            self.reached = vec![0; automaton.nodes.len()];
            self.alive = vec![0; automaton.nodes.len()];
            self.standing = vec![0; symbols];
            self.present.clear();
            self.chains = vec![Chain::default(); automaton.atoms as usize];
            self.base = 1;
        }
    }

    /// Notes what stands in the sentence from the token `from` on, or in as much of it as is looked at together. Gives where that ends.
    #[inline(never)]
    fn note(&mut self, from: usize, reading: &Reading) -> usize {
        let Reading { tokens, words, .. } = reading;
        self.occurrences.clear();
        self.counts = [0, 0];
        for symbol in self.present.drain(..) {
            self.standing[symbol as usize] = 0;
        }
        let sentence = tokens.list[from].sentence;
        let mut date = tokens.dates.partition_point(|d| (d.start as usize) < from);
        let mut at = from;
        while let Some(token) = tokens.list.get(at).filter(|t| t.sentence == sentence && at - from < STRETCH + AHEAD) {
            let first = token.flags & FIRST != 0;
            let here = at as u32;
            if token.set != NONE {
                self.add(here, here + 1, token.set, first, reading);
            } else if words.name_set != NONE
                && token.flags & (ENTITY | FIRST) == 0
                && is_name(reading.source, reading.folded, token.start as usize, token.end as usize)
            {
                self.add(here, here + 1, words.name_set, false, reading);
            }
            if token.word_flags & PHRASE_START != 0 {
                self.phrases(at, reading);
            }
            while let Some(found) = tokens.dates.get(date).filter(|d| d.start == here) {
                self.add(here, found.end, words.date_set, first, reading);
                date += 1;
            }
            at += 1;
        }
        at
    }

    /// Something with the symbols of this set stands at `start..end`.
    fn add(&mut self, start: u32, end: u32, set: u16, first: bool, reading: &Reading) {
        let Reading { words, automaton, .. } = reading;
        if set == NONE {
            return;
        }
        let symbols = words.symbols(set);
        crate::steps::add(symbols.len() + 1);
        let bit = 1 << self.occurrences.len().min(LAST_BIT);
        self.present.extend_from_slice(symbols);
        let Self { standing, telling, single, .. } = self;
        let [tells, completes] = &mut self.counts;
        for (list, count) in [(&mut *telling, *tells), (&mut *single, *completes)] {
            if list.len() < count + symbols.len() {
                list.resize(count + symbols.len(), 0);
            }
        }
        // Each is written down and the next over it where it is not wanted: no processor guesses which are.
        for &symbol in symbols {
            let places = &mut standing[symbol as usize];
            let [from, to] = automaton.of_symbol(symbol);
            telling[*tells] = symbol;
            *tells += usize::from(*places == 0) & usize::from(from.clues != to.clues);
            single[*completes] = symbol;
            *completes += usize::from(from.singles != to.singles);
            *places |= bit;
        }
        let singles = *completes as u32;
        self.occurrences.push(Occurrence { start, end, symbols, singles, bit, first });
    }

    /// Every listed phrase that begins at a token.
    #[inline(never)]
    fn phrases(&mut self, at: usize, reading: &Reading) {
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
            for prefix in words.phrase_prefixes_after(node) {
                if folded.bytes[token.start as usize..token.end as usize].starts_with(prefix.text.as_bytes()) {
                    self.add(at as u32, end, prefix.set, first, reading);
                }
            }
            if token.word == NONE {
                return;
            }
            let children =
                words.phrase_children[node as usize] as usize..words.phrase_children[node as usize + 1] as usize;
            let Ok(child) = words.phrase_words[children.clone()].binary_search(&token.word) else { return };
            node = (children.start + child) as u16;
            self.add(at as u32, end, words.phrase_sets[node as usize], first, reading);
        }
    }

    /// Finds the patterns that may begin between two tokens: all of their places stand in what was noted.
    #[inline(never)]
    fn look(&mut self, from: usize, until: usize, automaton: &Automaton) {
        let floor = self.base + from as u32;
        // What begins at `until` or after it is for the next stretch.
        let begin = self.occurrences.partition_point(|occurrence| (occurrence.start as usize) < until);
        let begins = if begin > LAST_BIT || begin == self.occurrences.len() { u64::MAX } else { (1 << begin) - 1 };
        let Self { standing, telling, found, alive, .. } = self;
        found.clear();
        for &symbol in &telling[..self.counts[0]] {
            for clue in automaton.clues_of(symbol) {
                crate::steps::add(1);
                let [first, second] = clue.symbols.map(|symbol| standing[symbol as usize]);
                if first | second == 0
                    && (clue.check == 0 || automaton.nodes[clue.check as usize].places(standing, automaton) == 0)
                {
                    continue;
                }
                let count = found.len();
                let mut node = clue.end;
                // The nodes before a live one are live. Of two places both have been asked for.
                while node > 1 && alive[node as usize] != floor {
                    let place = &automaton.nodes[node as usize];
                    let wanted = if place.parent > 1 { u64::MAX } else { begins };
                    if !(clue.is_pair && wanted == u64::MAX) && place.places(standing, automaton) & wanted == 0 {
                        found.truncate(count);
                        break;
                    }
                    found.push(node);
                    node = place.parent;
                }
                for node in &found[count..] {
                    alive[*node as usize] = floor;
                }
            }
        }
        self.live(automaton);
    }

    /// Puts the nodes that were found in order.
    #[inline(never)]
    fn live(&mut self, automaton: &Automaton) {
        // Empty but in a very long sentence.
        let under_way: Vec<u16> = self.active.iter().map(|active| self.live[active.at as usize].number).collect();
        if under_way.is_empty() {
            self.numbers.clear();
        } else {
            let goes_on = |node: &u16| automaton.way_back(*node).any(|before| under_way.contains(&before));
            self.numbers.retain(goes_on);
            self.numbers.extend(under_way.iter().flat_map(|&node| automaton.way_back(node)));
        }
        self.marked.resize(automaton.nodes.len().div_ceil(64), 0);
        self.marks.resize(self.marked.len().div_ceil(64), 0);
        for &node in self.numbers.iter().chain(&self.found) {
            let word = node as usize / 64;
            self.marked[word] |= 1 << (node % 64);
            self.marks[word / 64] |= 1 << (word % 64);
        }
        self.numbers.clear();
        for (marks, first) in self.marks.iter_mut().zip((0..).step_by(64)) {
            while *marks != 0 {
                let word = first + marks.trailing_zeros() as usize;
                *marks &= *marks - 1;
                let mut marked = std::mem::take(&mut self.marked[word]);
                while marked != 0 {
                    self.numbers.push((word * 64) as u16 + marked.trailing_zeros() as u16);
                    marked &= marked - 1;
                }
            }
        }
        self.live.clear();
        let standing = &self.standing;
        self.live.extend(self.numbers.iter().map(|&number| {
            let node = &automaton.nodes[number as usize];
            Live { number, next: 0, gap: node.gap, parent: node.parent, places: node.places(standing, automaton) }
        }));
        self.roots = self.live.partition_point(|live| live.parent < 2);
        let mut next = self.roots;
        for at in 0..self.live.len() {
            crate::steps::add(1);
            self.live[at].next = next as u16;
            while self.live.get(next).is_some_and(|child| child.parent == self.live[at].number) {
                next += 1;
            }
        }
        self.live.push(Live { number: NONE, next: next as u16, gap: 0, parent: 0, places: 0 });
        for (active, number) in self.active.iter_mut().zip(under_way) {
            let at = self.live.partition_point(|live| live.number < number);
            active.at = at as u16;
            // Occurrences are numbered anew.
            let next = self.live[at].next as usize..self.live[at + 1].next as usize;
            active.places = self.live[next].iter().fold(0, |places, live| places | live.places);
        }
    }

    /// Follows the patterns through what was noted, as far as the token `until`.
    #[inline(never)]
    fn follow(&mut self, until: usize, automaton: &Automaton) {
        let mut record = Record { list: &mut self.list, atoms: &mut self.atoms, chains: &mut self.chains };
        let mut way = Way {
            automaton,
            live: &self.live,
            roots: &self.live[..self.roots],
            active: &mut self.active,
            reached: &mut self.reached,
            occurrences: &self.occurrences,
            base: self.base,
        };
        let begins = way.roots.iter().fold(0, |places, root| places | root.places);
        let mut single = 0;
        for (index, occurrence) in self.occurrences.iter().enumerate() {
            if occurrence.start as usize >= until {
                break;
            }
            if index % 8 == 0 {
                way.active.retain(|a| a.last >= occurrence.start);
            }
            way.step(index, &mut record);
            let singles = std::mem::replace(&mut single, occurrence.singles as usize)..occurrence.singles as usize;
            record.singles(occurrence, &self.single[singles], automaton);
            if occurrence.bit & begins != 0 {
                way.start(index);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::knowledge::Knowledge;
    use crate::tokens::Lexicon;

    /// Gives what `of` says of a message, and how many tokens it has.
    fn read<T>(text: &str, of: impl FnOnce(&Folded, &Tokens, &Knowledge) -> T) -> (T, u32) {
        let known = crate::known();
        let (mut folded, mut tokens) = (Folded::new(), Tokens::default());
        fold(text, &known.fold, &mut folded);
        let lexicon = Lexicon { words: &known.words, entities: &known.entities, entity_sets: known.entity_sets };
        tokens.read(text, &folded, &lexicon);
        (of(&folded, &tokens, known), tokens.list.len() as u32)
    }

    /// What matches: which pattern, from where to where, and what it speaks of. And how many tokens there are.
    fn found(text: &str, matches: &mut Matches) -> (Vec<(u16, u32, u32, u64)>, u32) {
        read(text, |folded, tokens, known| {
            matches.find(text, folded, tokens, &known.words, &known.automaton);
            let mut found: Vec<_> = matches.list.iter().map(|m| (m.atom, m.start, m.end, m.mask)).collect();
            found.sort_unstable();
            found
        })
    }

    fn later(found: &[(u16, u32, u32, u64)], by: u32) -> Vec<(u16, u32, u32, u64)> {
        found.iter().map(|&(atom, start, end, mask)| (atom, start + by, end + by, mask)).collect()
    }

    const TEXTS: [&str; 10] = [
        "On November 3 Republicans vote and on November 4 Democrats vote",
        "November 4 is the day Democrats vote",
        "You can vote by text, just reply with the name of your candidate",
        "You can vote. By text you get the name of your candidate",
        "They are stealing this election with fake ballots",
        "They are stealing",
        "this election with fake ballots",
        "Reply STOP to end",
        "the polls are closed",
        "Lunch at noon?",
    ];

    #[test]
    fn each_sentence_is_matched_for_itself_whatever_came_before() {
        let mut used = Matches::default();
        let mut all = 0;
        for first in TEXTS {
            for second in TEXTS {
                let (alone, length) = found(first, &mut Matches::default());
                let (after, _) = found(second, &mut Matches::default());
                let mut expected = later(&after, length);
                expected.extend(alone);
                expected.sort_unstable();
                let text = format!("{first}.\n\n{second}");
                assert!(found(&text, &mut Matches::default()).0 == expected, "{text}");
                assert!(found(&text, &mut used).0 == expected, "after other messages: {text}");
                // As after two thousand million words.
                used.base = if all % 2 == 0 { u32::MAX - 40 } else { used.base };
                all += expected.len();
            }
        }
        assert!(all > 1000, "{all}");
    }

    #[test]
    fn what_matched_in_one_message_does_not_keep_it_from_matching_in_the_next() {
        let mut used = Matches::default();
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.to_lowercase();
            let within = found(&format!("lorem {words}"), &mut Matches::default()).0;
            // However many words came before, and wherever in the message it stood.
            for base in 0..400 {
                (used.base, used.tokens) = (base, 0);
                for before in [6, 5] {
                    let text = format!("{}{words}", "lorem ".repeat(before));
                    let expected = later(&within, before as u32 - 1);
                    assert!(found(&text, &mut used).0 == expected, "after {base} and {before} words: {words}");
                }
            }
        }
    }

    #[test]
    fn what_matches_in_a_short_sentence_matches_anywhere_in_a_long_one() {
        let filling = |words| ["lorem ", "ipsum ", "dolor "].into_iter().cycle().take(words).collect::<String>();
        let mut matches = Matches::default();
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let within = found(&format!("lorem {words}"), &mut matches).0;
            assert!(within.len() > 5, "{words}");
            for before in 0..70 {
                let text = format!("{}{words} {}{words} {}", filling(before), filling(100), filling(60));
                let length = found(&words, &mut matches).1;
                let all = found(&text, &mut matches).0;
                let [first, second] = [before as u32, before as u32 + length + 100];
                for expected in later(&within, first).into_iter().chain(later(&within, second)) {
                    let (atom, start, end, mask) = expected;
                    let expected = (atom, start - 1, end - 1, mask);
                    assert!(all.contains(&expected), "{expected:?} after {before} words: {words}");
                }
            }
        }
    }

    #[test]
    fn what_matches_among_few_known_words_matches_among_many_and_nothing_else_does() {
        // Each stands for something: soon there are more than have a bit of their own.
        let filling = |words| ["city ", "water ", "hello "].into_iter().cycle().take(words).collect::<String>();
        let mut matches = Matches::default();
        let mut whole = 0;
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let within = found(&format!("lorem {words}"), &mut matches).0;
            for before in (1..110).step_by(3) {
                let text = format!("{}{words} {}", filling(before), filling(5));
                let all = found(&text, &mut matches).0;
                for expected in later(&within, before as u32 - 1) {
                    assert!(all.contains(&expected), "{expected:?} after {before} words: {words}");
                }
                let each: Vec<&str> = text.split_whitespace().collect();
                for (atom, start, end, mask) in all {
                    let cut = each[start as usize..end as usize].join(" ");
                    let alone = found(&format!("lorem {cut}"), &mut matches).0;
                    assert!(alone.contains(&(atom, 1, end - start + 1, mask)), "{cut:?} after {before} words: {words}");
                    whole += 1;
                }
            }
        }
        assert!(whole > 1000, "{whole}");
    }

    #[test]
    fn where_more_stands_in_a_stretch_than_has_a_bit_of_its_own_what_begins_in_it_is_found() {
        // Words that are also in phrases: more than two things stand at each.
        let filling = |times| "go to the polls ".repeat(times);
        let mut matches = Matches::default();
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let within = found(&format!("lorem {words}"), &mut matches).0;
            for before in 1..8 {
                let text = format!("{}{words} {}", filling(before), filling(40));
                let all = found(&text, &mut matches).0;
                for expected in later(&within, before as u32 * 4 - 1) {
                    assert!(all.contains(&expected), "{expected:?} after {before} times: {words}");
                }
            }
        }
    }

    #[test]
    fn what_has_long_been_passed_does_not_keep_the_end_of_a_sentence_from_matching() {
        let mut matches = Matches::default();
        let begun = "go to the polls by mail if you want to vote ".repeat(150);
        let length = found(&begun, &mut matches).1;
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let all = found(&format!("{begun}{words}"), &mut matches).0;
            let mut ends = later(&found(&format!("lorem {words}"), &mut matches).0, length - 1);
            // What matched as often as is recorded is told of what came before.
            ends.retain(|&(atom, ..)| all.iter().filter(|found| found.0 == atom).count() < usize::from(MOST_MATCHES));
            assert!(ends.iter().filter(|(_, start, end, _)| end - start > 2).count() > 1, "{words}");
            for expected in ends {
                assert!(all.contains(&expected), "{expected:?}: {words}");
            }
        }
    }

    #[test]
    fn what_stands_alone_in_a_sentence_matches_as_among_other_words() {
        let mut matches = Matches::default();
        let mut longer = 0;
        for words in ["gun owners", "inform everyone", "2 years in prison", "the same woman voted"] {
            let (alone, length) = found(words, &mut matches);
            longer += alone.iter().filter(|(_, start, end, _)| end - start > 1).count();
            let text = format!("{words} lorem ipsum dolor you can vote by text at the polls on Tuesday");
            let mut among = found(&text, &mut matches).0;
            among.retain(|&(_, _, end, _)| end <= length);
            assert_eq!(among, alone, "{words}");
        }
        assert!(longer > 0, "these words are in no pattern of several places");
    }

    #[test]
    fn what_stands_in_a_message_is_noted_wherever_it_stands() {
        let known = crate::known();
        let dates = known.words.symbols(known.words.date_set);
        let noted = |text: &str| {
            let (standing, _) = read(text, |folded, tokens, known| {
                Matches::default().standing(text, folded, tokens, &known.words, &known.automaton)
            });
            standing.iter().filter(|symbol| dates.contains(symbol)).count()
        };
        let one = noted("vote on November 3");
        assert!(one > noted("vote on November"));
        for (text, count) in [
            ("November 3", 1),
            ("November 3 is the day", 1),
            ("vote on November 3 or on November 4", 2),
            ("Vote soon. November 3 is late.", 1),
            ("November 3 is early. November 4 is late.", 2),
            ("Vote soon", 0),
        ] {
            assert_eq!(noted(text), count * one, "{text}");
        }
    }

    #[test]
    fn of_one_pattern_the_shortest_that_ends_at_a_word_is_kept_and_so_many_in_all() {
        let (mut list, mut atoms, mut chains) = (Vec::new(), Vec::new(), vec![Chain::default(); 2]);
        let mut record = Record { list: &mut list, atoms: &mut atoms, chains: &mut chains };
        for (start, end) in [(3, 5), (4, 5), (2, 5), (4, 6)] {
            record.add(1, start, end, u64::from(start));
        }
        for at in 10..100 {
            record.add(0, at, at + 1, 1);
        }
        let kept = |atom: u16| -> Vec<_> {
            list.iter().filter(|m| m.atom == atom).map(|m| (m.start, m.end, m.mask)).collect()
        };
        assert_eq!(kept(1), [(4, 5, 4), (4, 6, 4)]);
        assert_eq!(kept(0).len(), usize::from(MOST_MATCHES));
        assert_eq!(atoms, [1, 0]);
    }

    #[test]
    fn what_a_pattern_spoke_of_is_told_of_its_first_64_words() {
        assert_eq!(spoken(7, 7, 8), 1);
        assert_eq!(spoken(7, 9, 11), 0b1100);
        assert_eq!(spoken(0, 63, 64), 1 << 63);
        assert_eq!(spoken(0, 62, 70), 0b11 << 62);
        assert_eq!(spoken(0, 64, 65), 0);
    }

    #[test]
    fn a_name_begins_with_a_capital_and_goes_on_in_small_letters() {
        for (word, name) in [
            ("Maria", true),
            ("McKay", true),
            ("O'Brien", true),
            ("ALERT", false),
            ("maria", false),
            ("X", false),
            ("xY", false),
            ("Éva", true),
            ("ÉVA", false),
            ("éva", false),
            ("Aé", true),
            ("AÉ", false),
        ] {
            let mut folded = Folded::new();
            fold(word, &crate::known().fold, &mut folded);
            assert_eq!(is_name(word, &folded, 0, folded.bytes.len()), name, "{word}");
        }
    }
}
