//! Compiled knowledge → the compact form that is embedded.

use std::collections::HashMap;

use super::ASKED_FOR;
use super::automaton::Node;
use super::clues::Choice;
use super::words::{Built, Symbols};
use crate::knowledge::{Group, NONE};
use crate::packed::{Column, Writer};

/// Numbers things in the order in which they are first spoken of; what was spoken of lately is a small number.
#[derive(Debug, Default)]
struct Recent(u32);

impl Recent {
    /// 0 is nothing, 1 the next new one, then the ones before it, the newest first.
    fn number(&mut self, id: u16) -> u32 {
        if id == NONE {
            return 0;
        }
        let id = u32::from(id);
        if id == self.0 {
            self.0 += 1;
            return 1;
        }
        assert!(id < self.0, "sets are numbered in the order of their use");
        self.0 - id + 1
    }
}

/// Sets of phrases in the order in which phrases first have them.
#[derive(Debug)]
struct Met {
    places: HashMap<u16, u32>,
    next_new: u16,
}

impl Met {
    fn new(first_new: u16) -> Self {
        Self { places: HashMap::new(), next_new: first_new }
    }

    /// 0 is nothing, 1 the next set that only phrases have, 2 one that words have and is told, then those met before, the newest first.
    fn write(&mut self, set: u16, writer: &mut Writer) {
        let met = self.places.len() as u32;
        let number = match self.places.get(&set) {
            _ if set == NONE => 0,
            Some(place) => met - place + 2,
            None if set == self.next_new => 1,
            None => 2,
        };
        writer.number(Column::PhraseSets, number);
        if matches!(number, 1 | 2) {
            self.places.insert(set, met);
        }
        match number {
            1 => self.next_new += 1,
            2 => writer.number(Column::KnownSets, u32::from(set)),
            _ => {}
        }
    }
}

/// Writes words, prefixes, sets and phrases; [`crate::unpack`] reads them in the same order.
pub fn words(built: &Built, symbols: &Symbols, writer: &mut Writer) {
    writer.number(Column::Misc, built.sets.all.len() as u32);
    for (symbols, calendar) in &built.sets.all {
        writer.number(Column::SetSizes, symbols.len() as u32 * 2 + u32::from(*calendar != 0));
        if *calendar != 0 {
            writer.number(Column::Misc, u32::from(*calendar));
        }
        writer.ascending(Column::SetSymbols, symbols);
    }
    writer.number(Column::Misc, built.prefixes.len() as u32);
    let mut before = "";
    let mut newest = 0;
    for form in &built.prefixes {
        writer.word(before, &form.text);
        before = &form.text;
        let number = match form.set {
            NONE => 1,
            set if set == newest + 1 => 0,
            set => u32::from(set) + 2,
        };
        writer.number(Column::PrefixSets, number);
        if form.set != NONE {
            newest = newest.max(form.set);
        }
        writer.number(Column::WordFlags, u32::from(form.languages));
    }
    let mut recent = Recent::default();
    writer.number(Column::Misc, built.words.len() as u32);
    writer.number(Column::Misc, symbols.first_word() as u32);
    before = "";
    for form in &built.words {
        writer.word(before, &form.text);
        writer.number(Column::WordSets, recent.number(form.set));
        writer.number(Column::WordFlags, u32::from(form.languages) << 1 | u32::from(form.is_symbol));
        before = &form.text;
    }
    writer.number(Column::Misc, built.phrases.len() as u32);
    let mut met = Met::new(built.first_phrase_set);
    writer.number(Column::Misc, u32::from(built.first_phrase_set));
    for node in &built.phrases {
        writer.number(Column::PhraseForks, node.next.len() as u32);
        met.write(node.set, writer);
        writer.ascending(Column::PhraseWords, node.next.keys());
    }
    writer.number(Column::Misc, built.phrase_prefixes.len() as u32);
    let mut before = 0;
    for (node, form) in &built.phrase_prefixes {
        writer.number(Column::Misc, (node - before) as u32);
        before = *node;
        writer.text(&form.text);
        writer.number(Column::Misc, u32::from(form.set));
    }
    for &set in &built.entity_sets {
        writer.number(Column::Misc, u32::from(set.wrapping_add(1)));
    }
    writer.number(Column::Misc, u32::from(built.name_set.wrapping_add(1)));
    for name in ASKED_FOR {
        writer.number(Column::Misc, u32::from(symbols.list(name).wrapping_add(1)));
    }
}

/// Writes the automaton.
pub fn automaton(nodes: &[Node], symbols: usize, atoms: usize, choices: &[Choice], writer: &mut Writer) {
    for count in [nodes.len(), symbols, atoms] {
        writer.number(Column::Misc, count as u32);
    }
    let mut next = 0;
    for node in nodes {
        writer.number(Column::NodeForks, u32::from(node.forks));
        writer.number(Column::Gaps, u32::from(node.gap));
        writer.number(Column::PlaceSizes, node.symbols.len() as u32);
        writer.ascending(Column::PlaceSymbols, &node.symbols);
        writer.number(
            Column::Accepts,
            node.accepts.len() as u32 - u32::from(node.forks == 0 && !node.symbols.is_empty()),
        );
        for &atom in &node.accepts {
            next = writer.step(Column::Atoms, next, atom);
        }
    }
    for choice in choices {
        writer.number(Column::Clues, choice.rarest << 4 | choice.check);
    }
}

/// Writes the shingles of documented messages, which are sorted.
pub fn shingles(shingles: &[(u16, u16)], writer: &mut Writer) {
    writer.number(Column::Misc, shingles.len() as u32);
    let mut before = 0;
    for &(hash, text) in shingles {
        writer.number(Column::Shingles, u32::from(hash - before));
        writer.number(Column::ShingleTexts, u32::from(text));
        before = hash;
    }
}

/// Writes all groups.
pub fn groups(groups: &[Group], writer: &mut Writer) {
    writer.number(Column::Misc, groups.len() as u32);
    let mut owner = 0;
    for group in groups {
        writer.number(Column::Misc, u32::from(group.of_marker));
        writer.step(Column::Misc, owner, group.owner);
        owner = i32::from(group.owner);
        writer.number(Column::Misc, group.severity.map_or(0, |s| s as u32 + 1));
        for conditions in [group.any, group.all, group.near, group.unless] {
            writer.all(conditions);
        }
    }
}
