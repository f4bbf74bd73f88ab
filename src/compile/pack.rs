//! Compiled knowledge → the compact form that is embedded.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::ASKED_FOR;
use super::automaton::Node;
use super::clues::Choice;
use super::symbols::Symbols;
use super::words::Built;
use crate::fold::Act;
use crate::knowledge::{Group, NONE};
use crate::packed::{self, Column, OFTEN, Recent, Writer, mark};

/// Writes words, prefixes, sets and phrases; [`crate::unpack`] reads them in the same order.
pub fn words(built: &Built, symbols: &Symbols, writer: &mut Writer) {
    writer.number(Column::Misc, built.sets.all.len() as u32);
    for (symbols, calendar) in &built.sets.all {
        writer.number(Column::SetSizes, symbols.len() as u32 * 2 + u32::from(*calendar != 0));
        if *calendar != 0 {
            writer.number(Column::Misc, u32::from(*calendar));
        }
        writer.ascending(packed::SET, symbols);
    }
    let prefixes = built.forms.iter().filter(|form| form.is_prefix).count();
    for count in [built.forms.len() - prefixes, prefixes, symbols.first_word()] {
        writer.number(Column::Misc, count as u32);
    }
    let counts = counted(built.forms.iter().map(|form| form.set));
    let mut recent = Recent::new(0);
    let mut before = "";
    for form in &built.forms {
        writer.word(before, &form.text);
        before = &form.text;
        let flags = u32::from(form.languages) * mark::KINDS;
        let (flags, column) = if form.is_prefix {
            (flags + mark::PREFIX, Column::PrefixSets)
        } else {
            let flags = flags + if form.is_symbol { mark::SPOKEN } else { 0 };
            (flags, packed::sets_of(flags))
        };
        writer.number(Column::WordFlags, flags);
        recent.write(some(form.set), counts[&form.set] > 1, column, writer);
    }
    writer.number(Column::Misc, built.shorthand.len() as u32);
    for (short, long) in &built.shorthand {
        writer.number(Column::Misc, u32::from(*short));
        writer.number(Column::Misc, u32::from(*long));
    }
    phrases(built, writer);
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

/// Writes the tree of phrases.
fn phrases(built: &Built, writer: &mut Writer) {
    writer.number(Column::Misc, built.phrases.len() as u32);
    writer.number(Column::Misc, u32::from(built.first_phrase_set));
    let following = counted(built.phrases[1..].iter().flat_map(|node| node.next.keys().copied()));
    let mut often: Vec<u16> = following.keys().copied().collect();
    often.sort_by_key(|word| (Reverse(following[word]), *word));
    often.truncate(usize::from(OFTEN));
    for word in &often {
        writer.number(Column::PhraseOften, u32::from(*word));
    }
    let counts = counted(built.phrases.iter().map(|node| node.set));
    let mut recent = Recent::new(built.first_phrase_set);
    for (number, node) in built.phrases.iter().enumerate() {
        writer.number(Column::PhraseForks, node.next.len() as u32);
        let words: Vec<u16> = node.next.keys().copied().collect();
        if number == 0 {
            writer.ascending([Column::PhraseFirsts; 3], &words);
        } else {
            let (places, others): (Vec<_>, Vec<_>) = words
                .iter()
                .map(|word| (*word, often.iter().position(|o| o == word)))
                .partition(|(_, place)| place.is_some());
            for place in places.iter().filter_map(|(_, place)| *place) {
                writer.number(Column::PhraseWords, place as u32);
            }
            let others: Vec<u16> = others.iter().map(|(word, _)| *word).collect();
            if let [first, rest @ ..] = &others[..] {
                writer.number(Column::PhraseWords, u32::from(*first) + u32::from(OFTEN));
                let mut before = first;
                for word in rest {
                    writer.number(Column::PhraseOthers, u32::from(word - before));
                    before = word;
                }
            }
        }
        recent.write(some(node.set), counts[&node.set] > 1, Column::PhraseSets, writer);
    }
}

/// How often each is there.
fn counted(all: impl Iterator<Item = u16>) -> BTreeMap<u16, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

fn some(set: u16) -> Option<u16> {
    (set != NONE).then_some(set)
}

/// Writes the automaton.
pub fn automaton(nodes: &[Node], symbols: usize, atoms: usize, choices: &[Choice], writer: &mut Writer) {
    for count in [nodes.len(), symbols, atoms] {
        writer.number(Column::Misc, count as u32);
    }
    // Places in the order in which nodes first have them. The roots have none.
    let mut places: HashMap<&[u16], u16> = HashMap::new();
    let of_nodes: Vec<u16> = nodes
        .iter()
        .map(|node| match (places.len() as u16, &node.symbols[..]) {
            (_, []) => NONE,
            (new, symbols) => *places.entry(symbols).or_insert(new),
        })
        .collect();
    let counts = counted(of_nodes.iter().copied());
    let mut recent = Recent::new(0);
    let mut next_new = 0;
    let mut next = 0;
    for (node, &place) in nodes.iter().zip(&of_nodes) {
        writer.number(Column::NodeForks, u32::from(node.forks));
        writer.number(Column::Gaps, u32::from(node.gap));
        recent.write(some(place), counts[&place] > 1, Column::Places, writer);
        if place == next_new {
            writer.number(Column::PlaceSizes, node.symbols.len() as u32);
            writer.ascending(packed::PLACE, &node.symbols);
            next_new += 1;
        }
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

/// Writes what the fold does with characters.
pub fn acts(acts: &[u32], writer: &mut Writer) {
    writer.number(Column::Misc, acts.len() as u32);
    let mut last = [0; 4];
    for &act in acts {
        let (kind, value) = (act & Act::KIND, (act >> Act::KIND.count_ones()).cast_signed());
        let last = &mut last[Act(act).way()];
        writer.number(Column::ActKinds, kind);
        writer.number(Column::ActValues, packed::zigzag(value - *last));
        *last = value;
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
        writer.step(Column::Misc, owner, group.owner);
        owner = i32::from(group.owner);
        writer.number(Column::Misc, group.severity.map_or(0, |s| s as u32 + 1));
        for conditions in [group.any, group.all, group.near, group.unless] {
            writer.all(conditions);
        }
    }
}
