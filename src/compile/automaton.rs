//! Patterns → one tree with shared beginnings, the tables of [`Automaton`].

use std::collections::BTreeMap;

use super::pattern::{Pattern, Place};
use super::words::{Symbols, leak, step_table};
use crate::knowledge::{Automaton, Edge};

/// Node flag in the root table: only from the beginning of a sentence.
const AT_SENTENCE_START: u16 = 1 << 15;

#[derive(Debug, Default)]
struct Node {
    children: BTreeMap<Place, u16>,
    accepts: Vec<u16>,
}

/// Makes the automaton of all patterns; a pattern's number is its atom.
///
/// # Errors
/// When there are more steps than the tables can number.
pub fn build(patterns: &[Pattern], symbols: &mut Symbols) -> Result<Automaton, String> {
    // Node 0 leads nowhere; 1 and 2 are the roots: anywhere, and at the beginning of a sentence.
    let mut nodes: Vec<Node> = (0..3).map(|_| Node::default()).collect();
    for (atom, pattern) in patterns.iter().enumerate() {
        for sequence in &pattern.sequences {
            let mut node = if pattern.at_sentence_start { 2 } else { 1 };
            for place in sequence {
                let next = nodes.len() as u16;
                let target = *nodes[node].children.entry(place.clone()).or_insert(next);
                if target == next {
                    nodes.push(Node::default());
                }
                node = target as usize;
            }
            if !nodes[node].accepts.contains(&(atom as u16)) {
                nodes[node].accepts.push(atom as u16);
            }
        }
        if nodes.len() >= usize::from(AT_SENTENCE_START) {
            return Err(format!("the patterns need {} steps, more than the tables can number; put alternatives into word lists", nodes.len()));
        }
    }
    let mut roots: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
    for (root, flag) in [(1, 0), (2, AT_SENTENCE_START)] {
        for (place, target) in &nodes[root].children {
            for symbol in &place.symbols {
                roots.entry(symbols.id(symbol)).or_default().push(*target | flag);
            }
        }
    }
    let mut steps: BTreeMap<u32, Vec<(u8, u16)>> = BTreeMap::new();
    let mut max_gaps = vec![0u8; nodes.len()];
    let mut blooms = vec![0u32; nodes.len()];
    for (number, node) in nodes.iter().enumerate().skip(3) {
        for (place, target) in &node.children {
            max_gaps[number] = max_gaps[number].max(place.gap);
            for symbol in &place.symbols {
                let symbol = symbols.id(symbol);
                blooms[number] |= 1 << (symbol & 31);
                steps.entry((number as u32) << 16 | u32::from(symbol)).or_default().push((place.gap, *target));
            }
        }
    }
    let mut edges = Vec::new();
    let mut keyed = Vec::new();
    for (key, targets) in &steps {
        keyed.push((*key, edges.len() as u16));
        for (index, (gap, target)) in targets.iter().enumerate() {
            edges.push(Edge { gap: *gap, more: index + 1 < targets.len(), target: *target });
        }
    }
    if edges.len() >= usize::from(u16::MAX) {
        return Err(format!("the patterns need {} edges, more than the tables can number; put alternatives into word lists", edges.len()));
    }
    let (keys, values) = step_table(keyed.into_iter());
    let mut accept_offsets = vec![0u16];
    let mut accepts = Vec::new();
    for node in &nodes {
        accepts.extend_from_slice(&node.accepts);
        accept_offsets.push(accepts.len() as u16);
    }
    let mut root_offsets = vec![0u16];
    let mut root_nodes = Vec::new();
    for symbol in 0..symbols.len() as u16 {
        root_nodes.extend(roots.get(&symbol).into_iter().flatten());
        root_offsets.push(root_nodes.len() as u16);
    }
    Ok(Automaton {
        root_offsets: leak(root_offsets),
        roots: leak(root_nodes),
        max_gaps: leak(max_gaps),
        blooms: leak(blooms),
        accept_offsets: leak(accept_offsets),
        accepts: leak(accepts),
        keys: leak(keys),
        values: leak(values),
        edges: leak(edges),
        atoms: patterns.len() as u16,
    })
}
