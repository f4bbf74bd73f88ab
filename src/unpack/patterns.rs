//! The tree of patterns, and what each symbol completes or gives away.

use std::cmp::Ordering;

use super::by_symbol;
use crate::knowledge::{Automaton, Begins, COMPLETES, Clue, Node, Side, TELLS, leak};
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
        kinds: &[],
        singles_of: &[],
        singles: &[],
        quiet: &[],
        quiet_nodes: &[],
        clues_of: &[],
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
    let mut given = Given { is_quiet: atom_groups.iter().map(|(from, to)| from == to).collect(), ..Given::default() };
    let mut clues = Vec::new();
    for (end, choice) in automaton.ends().zip(&chosen.choices) {
        let back = [choice >> 4, choice & 15];
        let [rarest, check] = back.map(|back| automaton.back(end, back));
        let node = &automaton.nodes[check as usize];
        let side = match back[0].cmp(&back[1]) {
            Ordering::Less => Side::Before,
            Ordering::Greater => Side::After,
            Ordering::Equal => Side::Same,
        };
        let check = if node.size > 2 { check } else { 0 };
        clues.push(Clue { end, check, symbols: node.pair, side });
        given.rarest.push((end, rarest));
    }
    given.give(&automaton, false);
    let waking = [given.clues.len(), given.singles.len()];
    given.give(&automaton, true);
    let (quiet, quiet_nodes) = by_symbol(automaton.atoms as usize, &given.asked);
    let (clues_of, numbers) = waking_first(chosen.symbols, &given.clues, waking[0]);
    let (singles_of, singles) = waking_first(chosen.symbols, &given.singles, waking[1]);
    let kinds = (0..chosen.symbols).map(|symbol| {
        let has = |of: &[Begins], kind| if of[symbol].waking == of[symbol].quiet { 0 } else { kind };
        has(clues_of, TELLS) | has(singles_of, COMPLETES)
    });
    Automaton {
        kinds: leak(kinds.collect()),
        singles_of,
        singles,
        quiet,
        quiet_nodes,
        clues_of,
        clues: leak(numbers.iter().map(|&number| clues[number as usize]).collect()),
        ..automaton
    }
}

/// What symbols and patterns have been given so far.
#[derive(Default)]
struct Given {
    /// For each pattern whether it is only asked for.
    is_quiet: Vec<bool>,
    /// Each end, and the rarest place on the way there.
    rarest: Vec<(u16, u16)>,
    /// Symbols, each with the number of an end.
    clues: Vec<(u16, u16)>,
    /// Symbols, each with a pattern that it completes.
    singles: Vec<(u16, u16)>,
    /// Patterns that are only asked for, each with a node that completes it.
    asked: Vec<(u16, u16)>,
}

impl Given {
    /// Gives those that are only asked for, or the others.
    #[inline(never)]
    fn give(&mut self, automaton: &Automaton, quiet: bool) {
        let Self { is_quiet, rarest, clues, singles, asked } = self;
        for (number, &(end, rarest)) in (0..).zip(&*rarest) {
            if automaton.accepts_of(end).iter().all(|&atom| is_quiet[atom as usize]) == quiet {
                to_symbols(automaton, rarest, number, clues);
            }
        }
        for node in 2..automaton.nodes.len() as u16 - 1 {
            let parent = automaton.nodes[node as usize].parent;
            let flag = if parent == 1 { crate::matcher::AT_SENTENCE_START } else { 0 };
            for &atom in automaton.accepts_of(node).iter().filter(|&&atom| is_quiet[atom as usize] == quiet) {
                if quiet {
                    asked.push((atom, node));
                }
                if parent < 2 {
                    to_symbols(automaton, node, atom | flag, singles);
                }
            }
        }
    }
}

/// Gives a thing to the symbols that lead to a node.
#[inline(never)]
fn to_symbols(automaton: &Automaton, node: u16, thing: u16, things: &mut Vec<(u16, u16)>) {
    things.extend(automaton.symbols_of(node).iter().map(|&symbol| (symbol, thing)));
}

/// What belongs to each symbol: where that begins, and the things. The first `waking` of them may raise something.
#[inline(never)]
fn waking_first(symbols: usize, things: &[(u16, u16)], waking: usize) -> (&'static [Begins], &'static [u16]) {
    let (offsets, list) = by_symbol(symbols, things);
    let mut begins: Vec<Begins> = offsets.iter().map(|&waking| Begins { waking, quiet: waking }).collect();
    for (symbol, _) in &things[..waking] {
        begins[*symbol as usize].quiet += 1;
    }
    (leak(begins), list)
}
