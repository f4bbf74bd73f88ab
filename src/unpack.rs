//! The compact form of knowledge → tables, with the indexes that make them quick. Once, when the first message is checked.

// Written out because build.rs includes this file by path too.
#[path = "unpack/patterns.rs"]
mod patterns;
#[path = "unpack/words.rs"]
mod words;

use std::sync::OnceLock;

use self::patterns::{automaton, by_symbols};
use self::words::words;
use crate::entities::EntityAutomaton;
use crate::fold::{Act, FoldTable};
use crate::knowledge::{AskedSignals, Documented, Group, Guard, Knowledge, Said, leak};
use crate::packed::{self, Column, Pack, Reader};
use crate::vocabulary::Severity;

/// The tables that are embedded as they are.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    /// How letters are folded; without the acts.
    pub fold: FoldTable,
    /// Links, numbers, money, times; without the endings of hosts.
    pub entities: EntityAutomaton,
    /// The languages that are read and spoken, by their codes.
    pub languages: &'static [&'static str],
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
    let (automaton, chosen) = automaton(reader);
    let groups = groups(reader);
    let version = Pack::unpack(reader);
    let asked = AskedSignals::unpack(reader);
    let signals = Pack::unpack(reader);
    let guards: &'static [Guard] = Pack::unpack(reader);
    let (atom_groups, atom_group_list) = wake(groups, guards, automaton.atoms as usize);
    let automaton = by_symbols(automaton, &chosen, atom_groups);
    Knowledge {
        languages: fixed.languages,
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

#[inline(never)]
fn groups(reader: &mut Reader) -> &'static [Group] {
    let count = reader.small();
    let mut owner = 0;
    let groups = (0..count).map(|_| {
        owner = reader.step(Column::Misc, u32::from(owner));
        let severity =
            [None, Some(Severity::Low), Some(Severity::Medium), Some(Severity::High), Some(Severity::Critical)]
                [(reader.small() as usize).min(4)];
        Group {
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
