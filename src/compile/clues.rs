//! By which of its places a pattern is looked for: by the rarest in the examples of `markers/`.

use crate::fold::{Folded, fold};
use crate::knowledge::Knowledge;
use crate::matcher::Matches;
use crate::tokens::{Lexicon, Tokens};

/// How often a symbol stands in texts the examples say nothing of.
const UNSEEN: f64 = 0.01;

/// Two places of a pattern, counted back from its last.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The rarest.
    pub rarest: u32,
    /// Of the others the one that is asked for first.
    pub check: u32,
}

/// Chooses for each end of the automaton. Patterns are found whatever is chosen; it only decides how soon.
pub fn choose<'a>(knowledge: &Knowledge, examples: impl ExactSizeIterator<Item = &'a str>) -> Vec<Choice> {
    let automaton = &knowledge.automaton;
    let texts = examples.len().max(1) as f64;
    let often = count(knowledge, examples);
    let often = |node: u16| automaton.symbols_of(node).iter().map(|&s| often[s as usize]).sum::<f64>();
    // What it costs to see that a place is not there: its symbols are looked at, the more often in vain the better.
    let cost = |node: u16| {
        let there = (often(node) / texts).min(0.99);
        let size = automaton.symbols_of(node).len();
        // One or two are asked for without going to the node.
        let looks = if size <= 2 { 1.0 } else { 4.0 + size as f64 };
        looks / (1.0 - there)
    };
    let choices = automaton.ends().map(|end| {
        let places: Vec<(u32, u16)> = (0..).zip(automaton.way_back(end)).collect();
        let least = |of: &dyn Fn(u16) -> f64, but: Option<u32>| {
            let others = places.iter().filter(|(back, _)| Some(*back) != but);
            others.min_by(|a, b| of(a.1).total_cmp(&of(b.1))).map_or(0, |(back, _)| *back)
        };
        let rarest = least(&often, None);
        Choice { rarest, check: least(&cost, Some(rarest)) }
    });
    choices.collect()
}

/// How often each symbol stands in the examples.
fn count<'a>(knowledge: &Knowledge, examples: impl Iterator<Item = &'a str>) -> Vec<f64> {
    let lexicon =
        Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
    let mut often = vec![UNSEEN; knowledge.automaton.symbol_count()];
    let (mut folded, mut tokens, mut matches) = (Folded::new(), Tokens::default(), Matches::default());
    for text in examples {
        fold(text, &knowledge.fold, &mut folded);
        tokens.read(text, &folded, &lexicon);
        for symbol in matches.standing(text, &folded, &tokens, &knowledge.words, &knowledge.automaton) {
            often[symbol as usize] += 1.0;
        }
    }
    often
}
