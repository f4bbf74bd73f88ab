//! The tree of patterns, and what each symbol completes or gives away.

use std::cmp::Ordering;

use super::by_symbol;
use crate::knowledge::{Automaton, Clue, Node, OfSymbol, Side, leak};
use crate::packed::{self, Column, Reader, Recent};

#[inline(never)]
pub(super) fn automaton(reader: &mut Reader) -> (Automaton, Choices) {
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
    let automaton = Automaton {
        of_symbols: &[],
        kinds: &[],
        singles: &[],
        quiet: &[],
        quiet_nodes: &[],
        clues: &[],
        nodes: leak(nodes),
        symbols: leak(symbols),
        accepts: leak(accepted),
        atoms: atoms as u16,
    };
    let choices = automaton.ends().map(|_| reader.number(Column::Clues)).collect();
    (automaton, Choices { symbols: symbol_count, choices })
}

/// By which of its places each pattern is looked for.
pub(super) struct Choices {
    /// How many symbols there are.
    symbols: usize,
    /// For each end how far back its rarest place is, and in the last four bits the one that is asked for first.
    choices: Vec<u32>,
}

/// Adds what each symbol completes and gives away: first what may raise something, then what is only asked for.
#[inline(never)]
pub(super) fn by_symbols(automaton: Automaton, chosen: &Choices, atom_groups: &[(u16, u16)]) -> Automaton {
    let is_quiet = |atom: u16| {
        let (from, to) = atom_groups[atom as usize];
        from == to
    };
    let mut asked = Vec::new();
    for node in 2..automaton.nodes.len() as u16 - 1 {
        asked.extend(automaton.accepts_of(node).iter().filter(|&&atom| is_quiet(atom)).map(|&atom| (atom, node)));
    }
    let (quiet, quiet_nodes) = by_symbol(automaton.atoms as usize, &asked);

    // Those that are ruled out without going to a node stand first.
    let mut clues = Vec::new();
    let mut given: [Vec<(u16, u16)>; 4] = Default::default();
    for (end, choice) in automaton.ends().zip(&chosen.choices) {
        let back = [choice >> 4, choice & 15];
        let [rarest, check] = back.map(|back| automaton.back(end, back));
        let node = &automaton.nodes[check as usize];
        let check = if node.size > 2 { check } else { 0 };
        let quiet = automaton.accepts_of(end).iter().all(|&atom| is_quiet(atom));
        for &symbol in automaton.symbols_of(rarest) {
            given[usize::from(quiet) * 2 + usize::from(check != 0)].push((symbol, clues.len() as u16));
        }
        let side = match back[0].cmp(&back[1]) {
            Ordering::Less => Side::Before,
            Ordering::Greater => Side::After,
            Ordering::Equal => Side::Same,
        };
        clues.push(Clue { end, check, symbols: node.pair, side });
    }
    let mut single: [Vec<(u16, u16)>; 2] = Default::default();
    for (node, place) in (2..).zip(&automaton.nodes[2..]).take_while(|(_, place)| place.parent < 2 && place.size > 0) {
        let flag = if place.parent == 1 { crate::matcher::AT_SENTENCE_START } else { 0 };
        for &atom in automaton.accepts_of(node) {
            let list = &mut single[usize::from(is_quiet(atom))];
            list.extend(automaton.symbols_of(node).iter().map(|&symbol| (symbol, atom | flag)));
        }
    }
    let [waking, quiet_ones] = single;
    let (singles_of, singles) = waking_first(chosen.symbols, waking, quiet_ones);
    let [mut waking, mut others, mut quiet_clues, mut quiet_others] = given;
    waking.append(&mut others);
    quiet_clues.append(&mut quiet_others);
    let (clues_of, numbers) = waking_first(chosen.symbols, waking, quiet_clues);
    let of_symbols: Vec<OfSymbol> = singles_of
        .iter()
        .zip(&clues_of)
        .map(|(&(singles, quiet), &(clues, quiet_clues))| OfSymbol { singles, quiet, clues, quiet_clues })
        .collect();
    let kinds =
        of_symbols.iter().map(|of| u8::from(of.clues != of.quiet_clues) | u8::from(of.singles != of.quiet) << 1);
    Automaton {
        kinds: leak(kinds.collect()),
        of_symbols: leak(of_symbols),
        singles,
        quiet,
        quiet_nodes,
        clues: leak(numbers.iter().map(|&number| clues[number as usize]).collect()),
        ..automaton
    }
}

/// What belongs to each symbol: for each where what may raise something begins and where what is only asked for; and the things.
fn waking_first(
    symbols: usize,
    mut waking: Vec<(u16, u16)>,
    mut quiet: Vec<(u16, u16)>,
) -> (Vec<(u16, u16)>, &'static [u16]) {
    let mut counts = vec![0; symbols + 1];
    for &(symbol, _) in &waking {
        counts[symbol as usize] += 1;
    }
    waking.append(&mut quiet);
    let (offsets, things) = by_symbol(symbols, &waking);
    (offsets.iter().zip(&counts).map(|(&from, count)| (from, from + count)).collect(), things)
}
