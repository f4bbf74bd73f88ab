//! What stands in the sentences at hand: a bit for each word, phrase, date or name.

use super::spoken;
use crate::fold::Folded;
use crate::knowledge::{Automaton, COMPLETES, NONE, Words};
use crate::tokens::{ENTITY, FIRST, LED_IN, PHRASE_START, Tokens};

/// Of a very long sentence so many words are looked at together …
pub const STRETCH: usize = 32;
/// … with so many after them. No pattern spans more.
pub const AHEAD: usize = 96;
/// Of what stands in the sentences at hand each has a bit of its own but this one: it is for all that are left.
const LAST_BIT: usize = 63;

/// What the matcher reads.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub source: &'a str,
    pub folded: &'a Folded,
    pub tokens: &'a Tokens,
    pub words: &'a Words,
    pub automaton: &'a Automaton,
}

/// A word, phrase, date or name, by what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub start: u32,
    pub end: u32,
    /// Its symbols: a set of [`Words`].
    pub set: u16,
    /// Whether it begins a sentence.
    pub first: bool,
    /// Whether it completes patterns that may raise something.
    pub completes: bool,
    /// The first occurrence of the next sentence.
    next_sentence: u16,
    /// What stands in the same sentence.
    sentence: u64,
}

/// An entry of lists of what stands in the sentences at hand.
#[derive(Debug, Default, Clone, Copy)]
struct Lists {
    /// A symbol; each once.
    present: u16,
    /// A symbol that gives longer patterns away that may raise something; each once.
    telling: u16,
}

/// As many sentences as are looked at together: several short ones, or a part of a very long one.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// What stands in them, in the order of its beginnings.
    pub occurrences: Vec<Occurrence>,
    /// For each symbol the occurrences it stands in, a bit each.
    standing: Vec<u64>,
    /// Two lists side by side, and how long each is.
    lists: Vec<Lists>,
    counts: [usize; 2],
    /// The bit that occurrences share, if some do.
    shared: u64,
    /// The occurrences that begin a sentence.
    firsts: u64,
    /// For each token how many occurrences begin before it; one more entry than tokens.
    begun: Vec<u16>,
    /// The first token.
    from: usize,
}

impl Noted {
    /// Forgets everything. `symbols` is how many there are.
    pub fn clear(&mut self, symbols: usize) {
        for list in &self.lists[..self.counts[0]] {
            self.standing[list.present as usize] = 0;
        }
        if self.standing.len() != symbols {
            self.standing = vec![0; symbols];
        }
        self.counts = [0; 2];
        self.occurrences.clear();
        self.begun.clear();
        (self.shared, self.firsts) = (0, 0);
    }

    /// Notes what stands in the sentence from the token `from` on, and in those after it as long as each occurrence has a bit of
    /// its own; or in as much of a very long sentence as is looked at together. Gives where that ends.
    #[inline(never)]
    pub fn note(&mut self, from: usize, reading: &Reading) -> usize {
        self.clear(reading.automaton.symbol_count());
        self.from = from;
        let list = &reading.tokens.list;
        let mut date = reading.tokens.dates.partition_point(|d| (d.start as usize) < from);
        let mut at = from;
        loop {
            let first = self.occurrences.len();
            at = self.note_sentence(at, &mut date, reading);
            self.end_sentence(first);
            let room = (LAST_BIT + 1).saturating_sub(self.occurrences.len());
            let goes_on = |to: usize| list.get(at).zip(list.get(to)).is_some_and(|(a, b)| a.sentence == b.sentence);
            // A sentence of as many words as have room may follow. What was cut off is for the next time.
            if at == list.len() || goes_on(at - 1) || goes_on(at + room) {
                break;
            }
        }
        self.begun.push(self.occurrences.len() as u16);
        at
    }

    /// What stands from this occurrence on is one sentence.
    fn end_sentence(&mut self, first: usize) {
        let end = self.occurrences.len();
        let sentence = u64::MAX << first.min(LAST_BIT) & u64::MAX >> (LAST_BIT + 1).saturating_sub(end).min(LAST_BIT);
        for occurrence in &mut self.occurrences[first..] {
            (occurrence.next_sentence, occurrence.sentence) = (end as u16, sentence);
        }
        self.shared = if self.shares_bits() { 1 << LAST_BIT } else { 0 };
    }

    fn note_sentence(&mut self, from: usize, date: &mut usize, reading: &Reading) -> usize {
        let Reading { tokens, words, .. } = reading;
        let sentence = tokens.list[from].sentence;
        let mut at = from;
        while let Some(token) = tokens.list.get(at).filter(|t| t.sentence == sentence && at - from < STRETCH + AHEAD) {
            let first = token.flags & (FIRST | LED_IN) != 0;
            let here = at as u32;
            self.begun.push(self.occurrences.len() as u16);
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
            while let Some(found) = tokens.dates.get(*date).filter(|d| d.start == here) {
                self.add(here, found.end, words.date_set, first, reading);
                *date += 1;
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
        let index = self.occurrences.len();
        let bit = 1 << index.min(LAST_BIT);
        let Self { standing, lists, counts, .. } = self;
        let [mut here, mut tells] = *counts;
        let most = symbols.len() + here;
        while lists.len() < most {
            lists.push(Lists::default());
        }
        let (standing, kinds, lists) = (standing.as_mut_slice(), automaton.kinds, &mut lists[..most]);
        let mut all_kinds = 0;
        // Each is written down and the next over it where it is not wanted: no processor guesses which are.
        for &symbol in symbols {
            let places = &mut standing[symbol as usize];
            let kind = kinds[symbol as usize];
            all_kinds |= kind;
            let new = usize::from(*places == 0);
            *places |= bit;
            lists[here].present = symbol;
            lists[tells].telling = symbol;
            here += new;
            tells += new & usize::from(kind);
        }
        *counts = [here, tells];
        self.firsts |= if first { bit } else { 0 };
        let completes = all_kinds & COMPLETES != 0;
        self.occurrences.push(Occurrence { start, end, set, first, completes, next_sentence: 0, sentence: 0 });
    }

    /// Every listed phrase that begins at a token.
    #[inline(never)]
    fn phrases(&mut self, at: usize, reading: &Reading) {
        let Reading { tokens, words, folded, .. } = reading;
        let begin = &tokens.list[at];
        if begin.word == NONE {
            return;
        }
        let first = begin.flags & (FIRST | LED_IN) != 0;
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

    /// The symbols that give longer patterns away, each once: some that may raise something, or any.
    #[inline]
    pub fn telling(&self, with_quiet: bool) -> impl Iterator<Item = u16> {
        let [present, telling] = self.counts;
        let lists = &self.lists[..if with_quiet { present } else { telling }];
        lists.iter().map(move |list| if with_quiet { list.present } else { list.telling })
    }

    /// Whether some occurrences share a bit.
    #[inline]
    pub fn shares_bits(&self) -> bool {
        self.occurrences.len() > LAST_BIT + 1
    }

    /// How many occurrences begin before a token.
    #[inline]
    pub fn begun(&self, token: usize) -> usize {
        usize::from(self.begun[(token - self.from).min(self.begun.len() - 1)])
    }

    /// Where a symbol stands.
    #[inline]
    pub fn standing(&self, symbol: u16) -> u64 {
        self.standing[symbol as usize]
    }

    /// Where what leads to a node stands.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "as a call it takes half as long again")]
    pub fn places(&self, node: u16, automaton: &Automaton) -> u64 {
        let place = &automaton.nodes[node as usize];
        crate::steps::add(usize::from(place.size));
        let [first, second] = place.pair;
        // Most places have one symbol or two.
        let more = if place.size > 2 { &place.symbols(automaton)[2..] } else { &[] };
        let pair = self.standing(first) | self.standing(second);
        let places = more.iter().fold(pair, |places, &symbol| places | self.standing(symbol));
        if place.parent == 1 { places & self.firsts } else { places }
    }

    /// The occurrences that begin after the earliest of these.
    #[inline]
    pub fn after(&self, places: u64) -> u64 {
        u64::MAX << places.trailing_zeros() << 1 | places & self.shared
    }

    /// The occurrences that begin before the latest of these.
    #[inline]
    pub fn before(&self, places: u64) -> u64 {
        ((1 << places.ilog2()) - 1) | places & self.shared
    }

    /// All that stands in the sentences of these.
    #[inline]
    pub fn sentences_of(&self, places: u64) -> u64 {
        let mut left = places;
        let mut all = 0;
        while left != 0 {
            let sentence = self.occurrences[left.trailing_zeros() as usize].sentence;
            all |= sentence;
            left &= !sentence;
        }
        all
    }

    /// The occurrences that begin at the token `end`, where another ends, or at most so many tokens later in its sentence.
    #[inline]
    pub fn follow(&self, other: usize, end: u32, gap: u8) -> std::ops::Range<usize> {
        let end = end as usize;
        let next_sentence = usize::from(self.occurrences[other].next_sentence);
        self.begun(end)..self.begun(end + usize::from(gap) + 1).min(next_sentence)
    }

    /// The occurrences from one to another that lead to a node, which stands at these places.
    #[inline]
    pub fn steps(&self, places: u64, among: std::ops::Range<usize>) -> Steps {
        let shared = places & self.shared;
        let places = places & spoken(0, among.start as u32, among.end as u32) & !shared;
        Steps { places, left: if shared == 0 { 0..0 } else { among.start.max(LAST_BIT)..among.end } }
    }

    /// Whether an occurrence leads to a node.
    fn leads_to(&self, index: usize, node: u16, words: &Words, automaton: &Automaton) -> bool {
        crate::steps::add(1);
        let Occurrence { set, first, .. } = self.occurrences[index];
        let wanted = automaton.symbols_of(node);
        (first || automaton.nodes[node as usize].parent != 1)
            && words.symbols(set).iter().any(|symbol| wanted.binary_search(symbol).is_ok())
    }
}

/// Occurrences that lead to a node.
#[derive(Debug)]
pub(super) struct Steps {
    /// Those with a bit of their own.
    places: u64,
    /// Where the others may be.
    left: std::ops::Range<usize>,
}

impl Steps {
    /// The next one.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "as a call it takes twice as long")]
    pub fn next(&mut self, node: u16, noted: &Noted, words: &Words, automaton: &Automaton) -> Option<usize> {
        if self.places != 0 {
            let index = self.places.trailing_zeros() as usize;
            self.places &= self.places - 1;
            return Some(index);
        }
        if self.left.is_empty() { None } else { self.next_shared(node, noted, words, automaton) }
    }

    /// The next one of those that share a bit.
    #[inline(never)]
    fn next_shared(&mut self, node: u16, noted: &Noted, words: &Words, automaton: &Automaton) -> Option<usize> {
        self.left.find(|&index| noted.leads_to(index, node, words, automaton))
    }
}

/// Whether a word is written as a name: a capital first, and small letters after it.
pub(super) fn is_name(source: &str, folded: &Folded, start: usize, end: usize) -> bool {
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
