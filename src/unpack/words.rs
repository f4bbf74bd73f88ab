//! Word forms, prefixes, phrases and the sets they stand for.

use std::ops::Range;

use crate::knowledge::calendar::is_month;
use crate::knowledge::{NONE, PhrasePrefix, Prefix, Words, leak};
use crate::packed::{self, Column, OFTEN, Reader, Recent};
use crate::tokens::{Hash, PHRASE_START, SHORTHAND, hash, mark};

/// Symbol sets while they are read.
struct Sets {
    offsets: Vec<u32>,
    symbols: Vec<u16>,
    calendar: Vec<u8>,
}

impl Sets {
    #[inline(never)]
    fn read(reader: &mut Reader) -> Self {
        let count = reader.small() as usize;
        let mut sets =
            Self { offsets: vec![0; count + 1], symbols: Vec::with_capacity(5 * count), calendar: vec![0; count] };
        for set in 0..count {
            let size = reader.number(Column::SetSizes);
            if size & 1 == 1 {
                sets.calendar[set] = reader.small() as u8;
            }
            reader.ascending(packed::SET, size >> 1, &mut sets.symbols);
            sets.offsets[set + 1] = sets.symbols.len() as u32;
        }
        sets
    }

    fn range(&self, set: u16) -> Range<usize> {
        match set {
            NONE => 0..0,
            set => self.offsets[set as usize] as usize..self.offsets[set as usize + 1] as usize,
        }
    }

    /// The set of what a word is listed as, what its prefix brings, and the word itself.
    #[inline(never)]
    fn join(&mut self, listed: u16, prefix: u16, own: Option<u16>) -> u16 {
        if prefix == NONE {
            self.symbols.extend_from_within(self.range(listed));
        } else {
            merge(self.range(listed), self.range(prefix), &mut self.symbols);
        }
        self.symbols.extend(own);
        self.calendar.push(if listed == NONE { 0 } else { self.calendar[listed as usize] });
        self.offsets.push(self.symbols.len() as u32);
        self.offsets.len() as u16 - 2
    }

    /// What the tokenizer asks of each set.
    #[inline(never)]
    fn marks(&self, asked: [u16; mark::ASKED.len()]) -> Vec<u16> {
        let last = asked.iter().filter(|&&symbol| symbol != NONE).max().copied().unwrap_or(0);
        let marks = self.offsets.windows(2).zip(&self.calendar).map(|(range, calendar)| {
            let mut marks = if is_month(*calendar) { mark::MONTH } else { 0 };
            for symbol in &self.symbols[range[0] as usize..range[1] as usize] {
                if *symbol > last {
                    break;
                }
                marks |= asked.iter().position(|a| a == symbol).map_or(0, |at| mark::ASKED[at]);
            }
            marks
        });
        marks.collect()
    }
}

/// Word forms and prefixes: their letters and what they are. The flags of words are not complete yet.
#[inline(never)]
fn forms(reader: &mut Reader, sets: &mut Sets) -> (Words, Vec<u8>) {
    let [count, prefix_count] = std::array::from_fn(|_| reader.small() as usize);
    let mut own_symbol = reader.small() as u16;
    let mut recent = Recent::new(0);
    let mut text: Vec<u8> = Vec::with_capacity(count * 10);
    let mut offsets = vec![0u32; count + 1];
    let mut word_sets = vec![0u16; count];
    let mut word_flags = vec![0u8; count];
    let mut table = vec![0u16; (count * 2 + 1).next_power_of_two()];
    let mut prefix_text = Vec::new();
    let mut prefixes: Vec<(usize, u16, u8)> = Vec::with_capacity(prefix_count);
    // The letters at hand, and the hashes of their beginnings.
    let mut letters: Vec<u8> = Vec::new();
    let mut hashes = [Hash::default(); 64];
    // The prefixes that they begin with: how long each is, and its set.
    let mut begun: Vec<(usize, u16)> = Vec::new();
    let mut word = 0;
    for _ in 0..count + prefix_count {
        let (shared, rest) = reader.word(letters.len());
        letters.truncate(shared);
        let known = shared.min(hashes.len() - 1);
        let mut hash = letters[known..].iter().fold(hashes[known], |hash, byte| hash.with(*byte));
        for &byte in rest {
            letters.push(byte);
            hash = hash.with(byte);
            if let Some(slot) = hashes.get_mut(letters.len()) {
                *slot = hash;
            }
        }
        while begun.last().is_some_and(|(length, _)| *length > shared) {
            begun.pop();
        }
        let flags = reader.number(Column::WordFlags);
        let (kind, languages) = (flags % packed::mark::KINDS, (flags / packed::mark::KINDS) as u8);
        if kind == packed::mark::PREFIX {
            let set = recent.read(Column::PrefixSets, reader).unwrap_or(NONE);
            prefixes.push((prefix_text.len(), set, languages));
            prefix_text.extend_from_slice(&letters);
            begun.push((letters.len(), set));
            continue;
        }
        text.extend_from_slice(&letters);
        offsets[word + 1] = text.len() as u32;
        insert(&mut table, hash.finish(), word as u16 + 1);
        let prefix = begun.last().map_or(NONE, |(_, set)| *set);
        let listed = recent.read(packed::sets_of(flags), reader).unwrap_or(NONE);
        word_flags[word] = languages;
        word_sets[word] = if kind == packed::mark::SPOKEN {
            own_symbol += 1;
            sets.join(listed, prefix, Some(own_symbol - 1))
        } else if prefix == NONE {
            listed
        } else if listed == NONE {
            prefix
        } else {
            sets.join(listed, prefix, None)
        };
        word += 1;
    }
    let shorthand: Vec<(u16, u16)> =
        (0..reader.small()).map(|_| (reader.small() as u16, reader.small() as u16)).collect();
    for &(short, long) in &shorthand {
        word_sets[short as usize] = sets.join(word_sets[long as usize], word_sets[short as usize], None);
        word_flags[short as usize] |= SHORTHAND;
    }
    let words = Words {
        shorthand: leak(shorthand),
        table: leak(table),
        text: String::leak(String::from_utf8(text).unwrap_or_default()),
        offsets: leak(offsets),
        word_sets: leak(word_sets),
        ..self::prefixes(prefix_text, &prefixes)
    };
    (words, word_flags)
}

/// Prefixes, of each where its letters begin, its set and its languages; and the table that finds them.
#[inline(never)]
fn prefixes(text: Vec<u8>, read: &[(usize, u16, u8)]) -> Words {
    let text: &'static str = String::leak(String::from_utf8(text).unwrap_or_default());
    let mut end = text.len();
    // A longer one comes before those that it begins with.
    let prefixes = read.iter().rev().map(|&(start, set, flags)| {
        let own = text.get(start..end).unwrap_or_default();
        end = start;
        Prefix { text: own, set, flags }
    });
    let prefixes: Vec<Prefix> = prefixes.collect();
    let mut firsts: Vec<(u32, u16)> = Vec::new();
    for (index, prefix) in prefixes.iter().enumerate() {
        if index == 0 || prefixes[index - 1].text.as_bytes()[..3] != prefix.text.as_bytes()[..3] {
            firsts.push((hash(&prefix.text.as_bytes()[..3]), index as u16 + 1));
        }
    }
    let mut prefix_table = vec![0u16; (firsts.len() * 2 + 1).next_power_of_two()];
    for (hash, value) in firsts {
        insert(&mut prefix_table, hash, value);
    }
    Words { prefixes: leak(prefixes), prefix_table: leak(prefix_table), ..Words::default() }
}

/// The tree of phrases.
#[inline(never)]
fn phrases(reader: &mut Reader, begun: &Words, mut word_flags: Vec<u8>) -> Words {
    let nodes = reader.small() as usize;
    let mut recent = Recent::new(reader.small() as u16);
    let often: [u16; OFTEN as usize] = std::array::from_fn(|_| reader.number(Column::PhraseOften) as u16);
    let mut phrase_words = vec![NONE; nodes];
    let mut phrase_sets = vec![NONE; nodes];
    let mut phrase_children = vec![0u16; nodes + 1];
    let mut next = 1;
    for node in 0..nodes {
        phrase_children[node] = next as u16;
        let first = next;
        let mut last = if node == 0 { Some(0) } else { None };
        let others = if node == 0 { Column::PhraseFirsts } else { Column::PhraseOthers };
        for _ in 0..reader.number(Column::PhraseForks) {
            let word = if let Some(last) = &mut last {
                *last += reader.number(others) as u16;
                *last
            } else {
                let number = reader.number(Column::PhraseWords);
                let frequent = often.get(number as usize);
                frequent.copied().unwrap_or_else(|| *last.insert((number - u32::from(OFTEN)) as u16))
            };
            let mut at = next;
            while at > first && phrase_words[at - 1] > word {
                phrase_words[at] = phrase_words[at - 1];
                at -= 1;
            }
            phrase_words[at] = word;
            next += 1;
        }
        phrase_sets[node] = recent.read(Column::PhraseSets, reader).unwrap_or(NONE);
    }
    phrase_children[nodes] = next as u16;
    let mut phrase_roots = vec![0u16; begun.word_sets.len()];
    for node in 1..phrase_children.get(1).map_or(0, |&end| end as usize) {
        phrase_roots[phrase_words[node] as usize] = node as u16;
        word_flags[phrase_words[node] as usize] |= PHRASE_START;
    }
    let prefix_count = reader.small();
    let mut node = 0;
    let phrase_prefixes: Vec<PhrasePrefix> = (0..prefix_count)
        .map(|_| {
            node += reader.small() as u16;
            PhrasePrefix { node, text: reader.text(), set: reader.small() as u16 }
        })
        .collect();
    let mut phrase_prefix_nodes = vec![0u64; nodes.div_ceil(64)];
    for prefix in phrase_prefixes.iter().filter(|p| p.node != 0) {
        phrase_prefix_nodes[prefix.node as usize / 64] |= 1 << (prefix.node % 64);
        // The word before the prefix begins a phrase too, even if nothing else follows it.
        if (prefix.node as usize) < phrase_children[1] as usize {
            word_flags[phrase_words[prefix.node as usize] as usize] |= PHRASE_START;
        }
    }
    for (short, long) in begun.shorthand {
        word_flags[*short as usize] |= word_flags[*long as usize] & PHRASE_START;
    }
    Words {
        word_flags: leak(word_flags),
        phrase_roots: leak(phrase_roots),
        phrase_words: leak(phrase_words),
        phrase_children: leak(phrase_children),
        phrase_sets: leak(phrase_sets),
        phrase_prefixes: leak(phrase_prefixes),
        phrase_prefix_nodes: leak(phrase_prefix_nodes),
        ..*begun
    }
}

pub(super) fn words(reader: &mut Reader, entities: u32, date: Option<u8>) -> (Words, &'static [u16]) {
    let mut sets = Sets::read(reader);
    let (begun, word_flags) = forms(reader, &mut sets);
    let begun = phrases(reader, &begun, word_flags);
    let entity_sets: Vec<u16> = (0..entities).map(|_| or_none(reader.small())).collect();
    let name_set = or_none(reader.small());
    let asked: [u16; mark::ASKED.len()] = std::array::from_fn(|_| or_none(reader.small()));
    let words = Words {
        set_marks: leak(sets.marks(asked)),
        set_offsets: leak(sets.offsets),
        symbols: leak(sets.symbols),
        set_calendar: leak(sets.calendar),
        date_set: date.map_or(NONE, |kind| entity_sets[kind as usize]),
        name_set,
        ..begun
    };
    (words, leak(entity_sets))
}

/// A number that was written plus one, 0 for `NONE`.
fn or_none(number: u32) -> u16 {
    (number as u16).wrapping_sub(1)
}

/// Adds the symbols of two sets, ascending, each once.
fn merge(a: Range<usize>, b: Range<usize>, symbols: &mut Vec<u16>) {
    let (mut left, mut right) = (a.start, b.start);
    while left < a.end || right < b.end {
        let next = match (left < a.end, right < b.end) {
            (true, false) => symbols[left],
            (false, _) => symbols[right],
            (true, true) => symbols[left].min(symbols[right]),
        };
        left += usize::from(left < a.end && symbols[left] == next);
        right += usize::from(right < b.end && symbols[right] == next);
        symbols.push(next);
    }
}

fn insert(table: &mut [u16], hash: u32, value: u16) {
    let mask = table.len() - 1;
    let mut at = hash as usize & mask;
    while table[at] != 0 {
        at = (at + 1) & mask;
    }
    table[at] = value;
}
