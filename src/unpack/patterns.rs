//! The tree of patterns, and what each symbol completes or gives away.

use std::cmp::Ordering;

use super::by_symbol;
use crate::knowledge::{Automaton, Clue, Node, OfSymbol, Side, leak};
use crate::packed::{self, Column, Reader, Recent};

#[inline(never)]
pub(super) fn automaton(reader: &mut Reader) -> (Automaton, &'static [u16]) {
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
    nodes[count] = Node { accepts: accepted.len() as u16, ..Node::default() };
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
pub(super) fn singles(automaton: Automaton, clue_offsets: &[u16], atom_groups: &[(u16, u16)]) -> Automaton {
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
