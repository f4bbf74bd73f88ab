//! Patterns → one tree with shared beginnings.

use std::collections::{BTreeMap, VecDeque};

use super::pattern::{Pattern, Place, Symbol};
use super::symbols::Symbols;
use crate::matcher::AHEAD;

/// No phrase has more words.
pub const LONGEST_PHRASE: usize = 8;

/// A place of some patterns: how it is reached and what it completes.
#[derive(Debug, Default)]
pub struct Node {
    /// The longest gap before it.
    pub gap: u8,
    /// The symbols that lead to it, ascending.
    pub symbols: Vec<u16>,
    /// How many nodes may follow; they stand together, in the order of their nodes.
    pub forks: u16,
    /// The patterns it completes.
    pub accepts: Vec<u16>,
}

/// Whether a pattern is short enough to be looked for.
///
/// # Errors
/// Says what is too long and what would be right.
pub fn fits(pattern: &Pattern) -> Result<(), String> {
    for sequence in &pattern.sequences {
        for symbol in sequence.iter().flat_map(|place| &place.symbols) {
            if let Symbol::Phrases(phrases) = symbol
                && let Some((words, _)) = phrases.iter().find(|(words, _)| words.len() > LONGEST_PHRASE)
            {
                return Err(format!("`{}` has more than {LONGEST_PHRASE} words; write a gap", words.join(" ")));
            }
        }
        let longest = sequence.iter().map(|place| usize::from(place.gap) + LONGEST_PHRASE).sum::<usize>();
        if longest > AHEAD {
            return Err(format!(
                "a pattern may span {longest} words, more than {AHEAD}; write shorter gaps or two patterns"
            ));
        }
    }
    Ok(())
}

/// The nodes in the order of their distance from the roots. Node 0 leads to patterns that may begin
/// anywhere, node 1 to those that only begin a sentence; both have no place of their own.
///
/// # Errors
/// When there are more nodes than can be numbered.
pub fn build(patterns: &[Pattern], symbols: &mut Symbols) -> Result<Vec<Node>, String> {
    #[derive(Default)]
    struct Growing {
        children: BTreeMap<Place, usize>,
        accepts: Vec<u16>,
    }
    let mut growing: Vec<Growing> = vec![Growing::default(), Growing::default()];
    for (atom, pattern) in patterns.iter().enumerate() {
        for sequence in &pattern.sequences {
            let mut node = usize::from(pattern.at_sentence_start);
            for place in sequence {
                let next = growing.len();
                node = *growing[node].children.entry(place.clone()).or_insert(next);
                if node == next {
                    growing.push(Growing::default());
                }
            }
            if !growing[node].accepts.contains(&(atom as u16)) {
                growing[node].accepts.push(atom as u16);
            }
        }
    }
    if growing.len() >= usize::from(u16::MAX) {
        return Err(format!(
            "the patterns need {} places, more than can be numbered; put alternatives into word lists",
            growing.len()
        ));
    }
    let mut nodes = vec![Node::default(), Node::default()];
    let mut open: VecDeque<(usize, usize)> = VecDeque::from([(0, 0), (1, 1)]);
    while let Some((from, number)) = open.pop_front() {
        nodes[number].accepts = std::mem::take(&mut growing[from].accepts);
        let mut children: Vec<(Vec<u16>, u8, usize)> = std::mem::take(&mut growing[from].children)
            .into_iter()
            .map(|(place, target)| {
                let mut numbers: Vec<u16> = place.symbols.iter().map(|s| symbols.id(s)).collect();
                numbers.sort_unstable();
                (numbers, place.gap, target)
            })
            .collect();
        children.sort_by_key(|(_, _, target)| *target);
        nodes[number].forks = children.len() as u16;
        for (symbols, gap, target) in children {
            open.push_back((target, nodes.len()));
            nodes.push(Node { gap, symbols, forks: 0, accepts: Vec::new() });
        }
    }
    Ok(nodes)
}
