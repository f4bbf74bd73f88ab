//! The compact form of knowledge → tables, with the indexes that make them quick. Once, when the first message is checked.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use crate::entities::EntityAutomaton;
use crate::fold::{Act, FoldTable};
use crate::knowledge::{
    AskedSignals, Automaton, Clue, Documented, Group, Guard, Knowledge, NONE, Node, OfSymbol, PhrasePrefix, Prefix,
    Said, Side, Words, leak,
};
use crate::packed::{self, Column, OFTEN, Pack, Reader, Recent};
use crate::tokens::{Hash, PHRASE_START, hash, mark};
use crate::vocabulary::Severity;

/// The tables that are embedded as they are.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    /// How letters are folded; without the acts.
    pub fold: FoldTable,
    /// Links, numbers, money, times; without the endings of hosts.
    pub entities: EntityAutomaton,
}

/// Reads what people read, which is written apart: the engine for JavaScript does without it.
#[must_use]
#[allow(dead_code)] // which is why it does not read it
pub fn said(bytes: &'static [u8], text: &'static str) -> Said {
    Pack::unpack(&mut Reader::new(bytes, text))
}

/// Reads knowledge.
#[must_use]
pub fn knowledge(
    fixed: &Fixed,
    bytes: &'static [u8],
    text: &'static str,
    said: Said,
    documented: Option<Documented>,
) -> Knowledge {
    // The tables take a megabyte: asked for at once, a wasm memory grows once and not twenty times.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(1 << 20)));
    let reader = &mut Reader::new(bytes, text);
    let entities = reader.small();
    let (words, entity_sets) = words(reader, entities, fixed.entities.kind("date"));
    let (automaton, clue_offsets) = automaton(reader);
    let groups = groups(reader);
    let version = Pack::unpack(reader);
    let asked = AskedSignals::unpack(reader);
    let signals = Pack::unpack(reader);
    let guards: &'static [Guard] = Pack::unpack(reader);
    let (atom_groups, atom_group_list) = wake(groups, guards, automaton.atoms as usize);
    let automaton = singles(automaton, clue_offsets, atom_groups);
    Knowledge {
        version,
        fold: FoldTable { acts: acts(reader), ..fixed.fold },
        entities: EntityAutomaton {
            endings: Pack::unpack(reader),
            word_endings: Pack::unpack(reader),
            ..fixed.entities
        },
        entity_sets,
        links: Pack::unpack(reader),
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
        documented: documented.map_or_else(OnceLock::new, OnceLock::from),
        sentences: Pack::unpack(reader),
        labels: said.labels,
        examples: Pack::unpack(reader),
        texts: said.texts,
    }
}

/// Reads documented messages, which are written apart: the engine for JavaScript is told them when their words are there.
#[must_use]
pub fn documented(bytes: &'static [u8], text: &'static str) -> Documented {
    let reader = &mut Reader::new(bytes, text);
    let incidents = Pack::unpack(reader);
    let shingles = shingles(reader);
    Documented { incidents, shingles, buckets: leak(crate::incidents::buckets(shingles)) }
}

/// A number that was written plus one, 0 for `NONE`.
fn or_none(number: u32) -> u16 {
    (number as u16).wrapping_sub(1)
}

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
    fn marks(&self, asked: [u16; mark::ASKED.len()]) -> Vec<u8> {
        let last = asked.iter().filter(|&&symbol| symbol != NONE).max().copied().unwrap_or(0);
        let marks = self.offsets.windows(2).zip(&self.calendar).map(|(range, calendar)| {
            let mut marks = if (1..=12).contains(calendar) { mark::MONTH } else { 0 };
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
        let languages = (flags >> 1) as u8 & 7;
        if flags & packed::mark::PREFIX != 0 {
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
        word_sets[word] = if flags & packed::mark::SPOKEN != 0 {
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
    let words = Words {
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

fn words(reader: &mut Reader, entities: u32, date: Option<u8>) -> (Words, &'static [u16]) {
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

#[inline(never)]
fn automaton(reader: &mut Reader) -> (Automaton, &'static [u16]) {
    let [count, symbol_count, atoms] = std::array::from_fn(|_| reader.small() as usize);
    let mut symbols = Vec::new();
    // The nodes that first had each place.
    let mut places: Vec<u16> = Vec::new();
    let mut recent = Recent::new(0);
    let mut nodes = vec![Node::default(); count + 1];
    let mut next = 2u16;
    let mut accepted = Vec::new();
    for number in 0..count {
        let forks = reader.number(Column::NodeForks) as u16;
        for child in &mut nodes[next as usize..(next + forks) as usize] {
            child.parent = number as u16;
        }
        let node = &mut nodes[number];
        node.children = next;
        next += forks;
        node.gap = reader.number(Column::Gaps) as u8;
        node.accepts = accepted.len() as u16;
        if let Some(place) = recent.read(Column::Places, reader) {
            if let Some(&first) = places.get(usize::from(place)) {
                let Node { pair, symbols, size, .. } = nodes[first as usize];
                nodes[number] = Node { pair, symbols, size, ..nodes[number] };
            } else {
                places.push(number as u16);
                node.size = reader.number(Column::PlaceSizes) as u16;
                node.symbols = symbols.len() as u32;
                reader.ascending(packed::PLACE, u32::from(node.size), &mut symbols);
                if let [first, rest @ ..] = &symbols[node.symbols as usize..] {
                    node.pair = [*first, *rest.first().unwrap_or(first)];
                }
            }
        }
        let last = forks == 0 && nodes[number].size > 0;
        for _ in 0..reader.number(Column::Accepts) + u32::from(last) {
            let next = accepted.last().map_or(0, |&atom: &u16| u32::from(atom) + 1);
            accepted.push(reader.step(Column::Atoms, next));
        }
    }
    nodes[count] = Node { children: next, accepts: accepted.len() as u16, ..Node::default() };
    let mut automaton = Automaton {
        of_symbols: &[],
        kinds: &[],
        singles: &[],
        quiet_nodes: &[],
        clues: &[],
        nodes: leak(nodes),
        symbols: leak(symbols),
        accepts: leak(accepted),
        atoms: atoms as u16,
    };

    // Those that are ruled out without going to a node stand first.
    let mut clues = Vec::new();
    let [mut first, mut others] = [Vec::new(), Vec::new()];
    for end in automaton.ends() {
        let choice = reader.number(Column::Clues);
        let back = [choice >> 4, choice & 15];
        let [rarest, check] = back.map(|back| automaton.back(end, back));
        let node = &automaton.nodes[check as usize];
        let check = if node.size > 2 { check } else { 0 };
        let list = if check == 0 { &mut first } else { &mut others };
        for &symbol in automaton.symbols_of(rarest) {
            list.push((symbol, clues.len() as u16));
        }
        let side = match back[0].cmp(&back[1]) {
            Ordering::Less => Side::Before,
            Ordering::Greater => Side::After,
            Ordering::Equal => Side::Same,
        };
        clues.push(Clue { end, check, symbols: node.pair, side });
    }
    first.append(&mut others);
    let (clue_offsets, numbers) = by_symbol(symbol_count, &first);
    automaton.clues = leak(numbers.iter().map(|&number| clues[number as usize]).collect());
    (automaton, clue_offsets)
}

/// Adds the patterns of one symbol: those that wake groups, and those that are only asked for.
#[inline(never)]
fn singles(automaton: Automaton, clue_offsets: &[u16], atom_groups: &[(u16, u16)]) -> Automaton {
    // What is completed in one way only can be asked for there.
    let mut ways = vec![0u16; automaton.atoms as usize];
    for &atom in automaton.accepts {
        ways[atom as usize] += 1;
    }
    let symbols = clue_offsets.len() - 1;
    let mut quiet_nodes = vec![0; ways.len()];
    let mut waking = vec![0; symbols + 1];
    let [mut pairs, mut quiet] = [Vec::new(), Vec::new()];
    for (node, place) in (2..).zip(&automaton.nodes[2..]).take_while(|(_, place)| place.parent < 2 && place.size > 0) {
        let flag = if place.parent == 1 { crate::matcher::AT_SENTENCE_START } else { 0 };
        for &atom in automaton.accepts_of(node) {
            let (from, to) = atom_groups[atom as usize];
            let is_quiet = from == to && ways[atom as usize] == 1;
            if is_quiet {
                quiet_nodes[atom as usize] = node;
            }
            let list = if is_quiet { &mut quiet } else { &mut pairs };
            for &symbol in automaton.symbols_of(node) {
                list.push((symbol, atom | flag));
                waking[symbol as usize] += u16::from(!is_quiet);
            }
        }
    }
    // Those of a symbol that wake groups stand first.
    pairs.append(&mut quiet);
    let (single_offsets, singles) = by_symbol(symbols, &pairs);
    let offsets = single_offsets.iter().zip(&waking).zip(clue_offsets);
    let of_symbols = offsets.map(|((&singles, &waking), &clues)| OfSymbol { singles, quiet: singles + waking, clues });
    let tells = clue_offsets.windows(2).map(|offsets| u8::from(offsets[0] != offsets[1]));
    let kinds = tells.zip(&waking).map(|(tells, &waking)| tells | u8::from(waking > 0) << 1);
    Automaton {
        kinds: leak(kinds.collect()),
        of_symbols: leak(of_symbols.collect()),
        singles,
        quiet_nodes: leak(quiet_nodes),
        ..automaton
    }
}

/// Things that belong to symbols or atoms, in their order: where those of each begin, and the things.
#[inline(never)]
fn by_symbol(symbols: usize, pairs: &[(u16, u16)]) -> (&'static [u16], &'static [u16]) {
    // First how many there are of the symbol before the last, then where those of the last are to be put.
    let mut offsets = vec![0u16; symbols + 2];
    for (symbol, _) in pairs {
        offsets[*symbol as usize + 2] += 1;
    }
    let mut all = 0;
    for offset in &mut offsets {
        all += *offset;
        *offset = all;
    }
    let mut things = vec![0; pairs.len()];
    for (symbol, thing) in pairs {
        let place = &mut offsets[*symbol as usize + 1];
        things[*place as usize] = *thing;
        *place += 1;
    }
    offsets.pop();
    (leak(offsets), leak(things))
}

#[inline(never)]
fn groups(reader: &mut Reader) -> &'static [Group] {
    let count = reader.small();
    let mut owner = 0;
    let groups = (0..count).map(|_| {
        let of_marker = reader.small() != 0;
        owner = reader.step(Column::Misc, u32::from(owner));
        let severity =
            [None, Some(Severity::Low), Some(Severity::Medium), Some(Severity::High), Some(Severity::Critical)]
                [(reader.small() as usize).min(4)];
        Group {
            of_marker,
            owner,
            any: Pack::unpack(reader),
            all: Pack::unpack(reader),
            near: Pack::unpack(reader),
            unless: Pack::unpack(reader),
            severity,
        }
    });
    leak(groups.collect())
}

/// What the fold does with characters.
#[inline(never)]
fn acts(reader: &mut Reader) -> &'static [u32] {
    let mut last = [0u32; 4];
    let acts = (0..reader.small()).map(|_| {
        let kind = reader.number(Column::ActKinds);
        let value = &mut last[Act(kind).way()];
        *value = value.wrapping_add_signed(packed::unzigzag(reader.number(Column::ActValues)));
        *value << Act::KIND.count_ones() | kind
    });
    leak(acts.collect())
}

/// Shingles, sorted.
#[inline(never)]
fn shingles(reader: &mut Reader) -> &'static [(u16, u16)] {
    let mut hash = 0;
    let shingles = (0..reader.small()).map(|_| {
        hash += reader.number(Column::Shingles) as u16;
        (hash, reader.number(Column::ShingleTexts) as u16)
    });
    leak(shingles.collect())
}

/// For each atom the groups, and after them the guards, that its match may raise.
#[inline(never)]
fn wake(groups: &[Group], guards: &[Guard], atoms: usize) -> (&'static [(u16, u16)], &'static [u16]) {
    let mut pairs: Vec<(u16, u16)> = Vec::new();
    let any = groups.iter().map(|g| g.any).chain(guards.iter().map(|g| g.any));
    for (number, any) in any.enumerate() {
        pairs.extend(any.iter().filter(|c| !c.is_signal).map(|c| (c.id, number as u16)));
    }
    let (offsets, list) = by_symbol(atoms, &pairs);
    (leak(offsets.windows(2).map(|range| (range[0], range[1])).collect()), list)
}
