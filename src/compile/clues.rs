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
    /// The rarest of the others.
    pub check: u32,
}

/// Chooses for each end of the automaton. Patterns are found whatever is chosen; it only decides how soon.
pub fn choose<'a>(knowledge: &Knowledge, examples: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    let automaton = &knowledge.automaton;
    let often = count(knowledge, examples);
    let cost = |node: u16| automaton.symbols_of(node).iter().map(|&s| often[s as usize]).sum::<f64>();
    let choices = automaton.ends().map(|end| {
        let mut places: Vec<(f64, u32)> =
            automaton.way_back(end).zip(0..).map(|(node, back)| (cost(node), back)).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        Choice { rarest: places[0].1, check: places[1].1 }
    });
    choices.collect()
}

/// How often each symbol stands in the examples.
fn count<'a>(knowledge: &Knowledge, examples: impl Iterator<Item = &'a str>) -> Vec<f64> {
    let lexicon =
        Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
    let mut often = vec![UNSEEN; knowledge.automaton.single_offsets.len() - 1];
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
