//! The compact form of knowledge → tables, with the indexes that make them quick. Once, when the first message is checked.

use std::ops::Range;

use crate::entities::EntityAutomaton;
use crate::fold::FoldTable;
use crate::knowledge::{
    AskedSignals, Automaton, Clue, Condition, Group, Guard, Knowledge, NONE, Node, PhrasePrefix, Prefix, Words, Words3,
};
use crate::packed::{Column, Pack, Reader};
use crate::signals::hosts::LinkKnowledge;
use crate::tokens::{PHRASE_START, hash, mark};
use crate::vocabulary::Severity;

/// The tables that are embedded as they are.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    /// How letters are folded.
    pub fold: FoldTable,
    /// Links, numbers, money, times.
    pub entities: EntityAutomaton,
    /// What can be told from a link.
    pub links: LinkKnowledge,
}

fn leak<T>(items: Vec<T>) -> &'static [T] {
    Vec::leak(items)
}

/// Reads the texts people read, which are written apart: the engine for JavaScript does without them.
#[must_use]
#[allow(dead_code)] // which is why it does not read them
pub fn texts(bytes: &'static [u8], text: &'static str) -> &'static [Words3] {
    Pack::unpack(&mut Reader::new(bytes, text))
}

/// Reads knowledge.
#[must_use]
pub fn knowledge(fixed: &Fixed, bytes: &'static [u8], text: &'static str, texts: &'static [Words3]) -> Knowledge {
    let reader = &mut Reader::new(bytes, text);
    let entities = reader.number(Column::Misc);
    let (words, entity_sets) = words(reader, entities, fixed.entities.kind("date"));
    let automaton = automaton(reader);
    let groups = groups(reader);
    let version = Pack::unpack(reader);
    let asked = AskedSignals::unpack(reader);
    let signals = Pack::unpack(reader);
    let guards: &'static [Guard] = Pack::unpack(reader);
    let (atom_groups, atom_group_list) = wake(groups, guards, automaton.atoms as usize);
    let mut knowledge = Knowledge {
        version,
        fold: fixed.fold,
        entities: fixed.entities,
        entity_sets,
        links: fixed.links,
        words,
        automaton,
        atom_groups,
        atom_group_list,
        groups,
        asked,
        signals,
        guards,
        markers: Pack::unpack(reader),
        categories: Pack::unpack(reader),
        combinations: Pack::unpack(reader),
        regions: Pack::unpack(reader),
        incidents: Pack::unpack(reader),
        incident_shingles: Pack::unpack(reader),
        incident_buckets: &[],
        sentences: Pack::unpack(reader),
        examples: Pack::unpack(reader),
        texts,
    };
    knowledge.incident_buckets = leak(crate::incidents::buckets(knowledge.incident_shingles));
    knowledge
}

/// The other way round than `Recent` of the compiler: 0 is nothing, 1 the next new one, then those before it.
fn recent(number: u32, next: &mut u32) -> u16 {
    match number {
        0 => NONE,
        1 => {
            *next += 1;
            (*next - 1) as u16
        }
        back => (*next + 1 - back) as u16,
    }
}

/// A number that was written plus one, 0 for `NONE`.
fn or_none(number: u32) -> u16 {
    (number as u16).wrapping_sub(1)
}

fn words(reader: &mut Reader, entities: u32, date: Option<u8>) -> (Words, &'static [u16]) {
    let count = reader.number(Column::Misc);
    let mut set_offsets = vec![0u32];
    let mut symbols = Vec::new();
    let mut set_calendar = Vec::new();
    let mut set_blooms = Vec::new();
    for _ in 0..count {
        let size = reader.number(Column::SetSizes);
        set_calendar.push(if size & 1 == 1 { reader.number(Column::Misc) as u8 } else { 0 });
        let first = symbols.len();
        ascending(reader, Column::SetSymbols, size >> 1, &mut symbols);
        set_blooms.push(symbols[first..].iter().fold(0u64, |bloom, symbol| bloom | 1 << (symbol & 63)));
        set_offsets.push(symbols.len() as u32);
    }

    let prefix_count = reader.number(Column::Misc);
    let prefixes: Vec<Prefix> = (0..prefix_count)
        .map(|_| Prefix {
            text: reader.text(),
            set: or_none(reader.number(Column::Misc)),
            flags: reader.number(Column::WordFlags) as u8,
        })
        .collect();
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

    let begun = Words { prefixes: leak(prefixes), prefix_table: leak(prefix_table), ..Words::default() };

    let count = reader.number(Column::Misc) as usize;
    let mut own_symbol = reader.number(Column::Misc) as u16;
    let mut next_set = 0;
    let mut text: Vec<u8> = Vec::with_capacity(count * 9);
    let mut offsets = vec![0u32];
    let mut word_sets = Vec::with_capacity(count);
    let mut word_flags = Vec::with_capacity(count);
    let mut before = 0usize;
    for _ in 0..count {
        let shared = reader.number(Column::WordPrefixes) as usize;
        let start = text.len();
        text.extend_from_within(before..before + shared);
        text.extend_from_slice(reader.text().as_bytes());
        before = start;
        offsets.push(text.len() as u32);
        let listed = recent(reader.number(Column::WordSets), &mut next_set);
        let flags = reader.number(Column::WordFlags);
        word_flags.push((flags >> 1) as u8);
        let prefix = begun.find_prefix(&text[start..]).map_or(NONE, |(set, _)| set);
        // What the word is listed as, what its prefix brings, and the word itself.
        let set = if flags & 1 == 0 && prefix == NONE {
            listed
        } else if flags & 1 == 0 && listed == NONE {
            prefix
        } else {
            let first = symbols.len();
            let range = |set: u16| match set {
                NONE => 0..0,
                set => set_offsets[set as usize] as usize..set_offsets[set as usize + 1] as usize,
            };
            merge(range(listed), range(prefix), &mut symbols);
            if flags & 1 == 1 {
                symbols.push(own_symbol);
                own_symbol += 1;
            }
            set_calendar.push(if listed == NONE { 0 } else { set_calendar[listed as usize] });
            set_blooms.push(symbols[first..].iter().fold(0u64, |bloom, symbol| bloom | 1 << (symbol & 63)));
            set_offsets.push(symbols.len() as u32);
            set_offsets.len() as u16 - 2
        };
        word_sets.push(set);
    }

    let nodes = reader.number(Column::Misc) as usize;
    let mut phrase_words = vec![NONE];
    let mut phrase_children = Vec::with_capacity(nodes + 1);
    let mut phrase_sets = Vec::with_capacity(nodes);
    for _ in 0..nodes {
        phrase_children.push(phrase_words.len() as u16);
        let forks = reader.number(Column::PhraseForks);
        phrase_sets.push(or_none(reader.number(Column::PhraseSets)));
        ascending(reader, Column::PhraseWords, forks, &mut phrase_words);
    }
    phrase_children.push(phrase_words.len() as u16);
    let mut phrase_roots = vec![0u16; count];
    for node in 1..phrase_children.get(1).map_or(0, |&end| end as usize) {
        phrase_roots[phrase_words[node] as usize] = node as u16;
        word_flags[phrase_words[node] as usize] |= PHRASE_START;
    }
    let prefix_count = reader.number(Column::Misc);
    let phrase_prefixes: Vec<PhrasePrefix> = (0..prefix_count)
        .map(|_| PhrasePrefix {
            node: reader.number(Column::Misc) as u16,
            text: reader.text(),
            set: reader.number(Column::Misc) as u16,
        })
        .collect();
    for prefix in phrase_prefixes.iter().filter(|p| p.node != 0) {
        // The word before the prefix begins a phrase too, even if nothing else follows it.
        if (prefix.node as usize) < phrase_children[1] as usize {
            word_flags[phrase_words[prefix.node as usize] as usize] |= PHRASE_START;
        }
    }
    let entity_sets: Vec<u16> = (0..entities).map(|_| or_none(reader.number(Column::Misc))).collect();
    let name_set = or_none(reader.number(Column::Misc));
    let asked: [u16; 5] = std::array::from_fn(|_| or_none(reader.number(Column::Misc)));
    let set_marks = set_calendar.iter().enumerate().map(|(set, calendar)| {
        let own = &symbols[set_offsets[set] as usize..set_offsets[set + 1] as usize];
        let asked = asked.iter().zip(mark::ASKED).filter(|(symbol, _)| own.contains(symbol));
        asked.fold(if (1..=12).contains(calendar) { mark::MONTH } else { 0 }, |marks, (_, mark)| marks | mark)
    });
    let set_marks = set_marks.collect();

    let table = index(&text, &offsets);
    let words = Words {
        table: leak(table),
        text: String::leak(String::from_utf8(text).unwrap_or_default()),
        offsets: leak(offsets),
        word_sets: leak(word_sets),
        word_flags: leak(word_flags),
        set_offsets: leak(set_offsets),
        symbols: leak(symbols),
        set_calendar: leak(set_calendar),
        set_marks: leak(set_marks),
        set_blooms: leak(set_blooms),
        phrase_roots: leak(phrase_roots),
        phrase_words: leak(phrase_words),
        phrase_children: leak(phrase_children),
        phrase_sets: leak(phrase_sets),
        phrase_prefixes: leak(phrase_prefixes),
        date_set: date.map_or(NONE, |kind| entity_sets[kind as usize]),
        name_set,
        ..begun
    };
    (words, leak(entity_sets))
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

/// The table from hashes to words.
fn index(text: &[u8], offsets: &[u32]) -> Vec<u16> {
    let count = offsets.len() - 1;
    let mut table = vec![0u16; (count * 2 + 1).next_power_of_two()];
    for word in 0..count {
        insert(&mut table, hash(&text[offsets[word] as usize..offsets[word + 1] as usize]), word as u16 + 1);
    }
    table
}

fn insert(table: &mut [u16], hash: u32, value: u16) {
    let mask = table.len() - 1;
    let mut at = hash as usize & mask;
    while table[at] != 0 {
        at = (at + 1) & mask;
    }
    table[at] = value;
}

fn ascending(reader: &mut Reader, column: Column, count: u32, out: &mut Vec<u16>) {
    let mut number = 0;
    for _ in 0..count {
        number += reader.number(column) as u16;
        out.push(number);
    }
}

fn automaton(reader: &mut Reader) -> Automaton {
    let [count, symbol_count, atoms] = std::array::from_fn(|_| reader.number(Column::Misc) as usize);
    let mut nodes = vec![Node::default(); count + 1];
    let mut next = 2u16;
    let mut symbols: Vec<u16> = Vec::new();
    let mut accepts = Vec::new();
    for number in 0..count {
        let forks = reader.number(Column::NodeForks) as u16;
        for child in &mut nodes[next as usize..(next + forks) as usize] {
            child.parent = number as u16;
        }
        let node = &mut nodes[number];
        node.children = next;
        next += forks;
        node.gap = reader.number(Column::Gaps) as u8;
        node.symbols = symbols.len() as u32;
        let size = reader.number(Column::PlaceSizes);
        ascending(reader, Column::PlaceSymbols, size, &mut symbols);
        node.size = size as u16;
        node.bloom = symbols[node.symbols as usize..].iter().fold(0, |bloom, symbol| bloom | 1 << (symbol & 63));
        node.accepts = accepts.len() as u16;
        for _ in 0..reader.number(Column::Accepts) {
            accepts.push(reader.number(Column::Atoms) as u16);
        }
    }
    nodes[count] = Node { children: next, accepts: accepts.len() as u16, ..Node::default() };
    let mut automaton = Automaton {
        single_offsets: &[],
        singles: &[],
        clue_offsets: &[],
        clues: &[],
        nodes: leak(nodes),
        symbols: leak(symbols),
        accepts: leak(accepts),
        atoms: atoms as u16,
    };

    let mut singles = Vec::new();
    for node in 2..count as u16 {
        let parent = automaton.nodes[node as usize].parent;
        if parent > 1 {
            break;
        }
        let flag = if parent == 1 { crate::matcher::AT_SENTENCE_START } else { 0 };
        for &symbol in automaton.symbols_of(node) {
            singles.extend(automaton.accepts_of(node).iter().map(|atom| (symbol, atom | flag)));
        }
    }
    (automaton.single_offsets, automaton.singles) = by_symbol(symbol_count, &singles);

    let mut clues = Vec::new();
    for end in automaton.ends() {
        let choice = reader.number(Column::Clues);
        let [rarest, check] = [choice >> 4, choice & 15].map(|back| automaton.back(end, back));
        let clue = Clue { end, check, bloom: automaton.nodes[check as usize].bloom };
        clues.extend(automaton.symbols_of(rarest).iter().map(|&symbol| (symbol, clue)));
    }
    (automaton.clue_offsets, automaton.clues) = by_symbol(symbol_count, &clues);
    automaton
}

/// Things that belong to symbols or atoms, in their order: where those of each begin, and the things.
fn by_symbol<T: Copy>(symbols: usize, pairs: &[(u16, T)]) -> (&'static [u16], &'static [T]) {
    let mut offsets = vec![0u16; symbols + 1];
    for (symbol, _) in pairs {
        offsets[*symbol as usize + 1] += 1;
    }
    for symbol in 0..symbols {
        offsets[symbol + 1] += offsets[symbol];
    }
    let mut filled = offsets.clone();
    let mut things: Vec<T> = pairs.iter().map(|(_, thing)| *thing).collect();
    for (symbol, thing) in pairs {
        let place = &mut filled[*symbol as usize];
        things[*place as usize] = *thing;
        *place += 1;
    }
    (leak(offsets), leak(things))
}

fn groups(reader: &mut Reader) -> &'static [Group] {
    let count = reader.number(Column::Misc);
    let mut before = 0i32;
    let groups = (0..count).map(|_| {
        let of_marker = reader.number(Column::Misc) != 0;
        let owner = reader.number(Column::Misc) as u16;
        let severity =
            [None, Some(Severity::Low), Some(Severity::Medium), Some(Severity::High), Some(Severity::Critical)]
                [(reader.number(Column::Misc) as usize).min(4)];
        let mut conditions = || {
            let count = reader.number(Column::Misc);
            leak((0..count).map(|_| condition(reader, &mut before)).collect())
        };
        Group {
            of_marker,
            owner,
            any: conditions(),
            all: conditions(),
            near: conditions(),
            unless: conditions(),
            severity,
        }
    });
    leak(groups.collect())
}

fn condition(reader: &mut Reader, before: &mut i32) -> Condition {
    let number = reader.number(Column::Conditions);
    let (is_signal, negated, rest) = (number & 1 != 0, number & 2 != 0, number >> 2);
    if is_signal {
        return Condition { is_signal, negated, id: rest as u16 };
    }
    *before += (rest >> 1).cast_signed() ^ -(rest & 1).cast_signed();
    Condition { is_signal, negated, id: (*before).cast_unsigned() as u16 }
}

/// For each atom the groups, and after them the guards, that its match may raise.
fn wake(groups: &[Group], guards: &[Guard], atoms: usize) -> (&'static [(u16, u16)], &'static [u16]) {
    let mut pairs: Vec<(u16, u16)> = Vec::new();
    let any = groups.iter().map(|g| g.any).chain(guards.iter().map(|g| g.any));
    for (number, any) in any.enumerate() {
        pairs.extend(any.iter().filter(|c| !c.is_signal).map(|c| (c.id, number as u16)));
    }
    let (offsets, list) = by_symbol(atoms, &pairs);
    (leak(offsets.windows(2).map(|range| (range[0], range[1])).collect()), list)
}
