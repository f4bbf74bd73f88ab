//! Phrases → a tree of their words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::symbols::Sets;
use super::words::Form;
use crate::knowledge::NONE;

/// The symbols that phrases bring, by their words and by whether the last is a prefix.
pub type Phrases = BTreeMap<(Vec<String>, bool), BTreeSet<u16>>;

/// A node of the tree of phrases.
#[derive(Debug)]
pub struct PhraseNode {
    /// The nodes that may follow, by word.
    pub next: BTreeMap<u16, usize>,
    /// The set of the phrases that end here.
    pub set: u16,
}

/// A phrase whose last word is a prefix: the node before it, and the prefix.
pub type PhrasePrefix = (usize, Form);

/// The tree of phrases by the distance from its root, and those whose last word is a prefix. `numbers` are those of words.
///
/// # Errors
/// When there are more nodes than can be numbered.
pub fn grow(
    phrases: &Phrases,
    numbers: &HashMap<&String, u16>,
    sets: &mut Sets,
) -> Result<(Vec<PhraseNode>, Vec<PhrasePrefix>), String> {
    let mut tree = Tree::default();
    let mut prefixes = Vec::new();
    for ((words, is_prefix), symbols) in phrases {
        let whole = words.len() - usize::from(*is_prefix);
        let node = tree.follow(words[..whole].iter().map(|word| numbers[word]));
        if *is_prefix {
            prefixes.push((node, &words[whole], symbols));
        } else {
            tree.symbols[node] = Some(symbols);
        }
    }
    if tree.nodes.len() >= usize::from(NONE) {
        return Err(format!("{} words of phrases are more than can be numbered", tree.nodes.len()));
    }
    let places = by_distance(&mut tree.nodes);
    let mut symbols_by_place = vec![None; places.len()];
    for (symbols, place) in tree.symbols.into_iter().zip(&places) {
        symbols_by_place[*place] = symbols;
    }
    // In the order in which they are written.
    for (node, symbols) in tree.nodes.iter_mut().zip(symbols_by_place) {
        node.set = symbols.map_or(NONE, |symbols| sets.id(symbols, 0));
    }
    let mut prefixes: Vec<PhrasePrefix> = prefixes
        .into_iter()
        .map(|(node, text, symbols)| {
            let set = sets.id(symbols, 0);
            (places[node], Form { text: text.clone(), is_prefix: true, set, is_symbol: false, languages: 0 })
        })
        .collect();
    prefixes.sort_by_key(|(node, _)| *node);
    Ok((tree.nodes, prefixes))
}

/// A tree of phrases that grows. Node 0 is its root.
struct Tree<'a> {
    nodes: Vec<PhraseNode>,
    /// The symbols of the phrase that ends at each node.
    symbols: Vec<Option<&'a BTreeSet<u16>>>,
}

impl Default for Tree<'_> {
    fn default() -> Self {
        Self { nodes: vec![PhraseNode { next: BTreeMap::new(), set: NONE }], symbols: vec![None] }
    }
}

impl Tree<'_> {
    /// The node that these words lead to. Those that are not there yet are added.
    fn follow(&mut self, words: impl Iterator<Item = u16>) -> usize {
        let mut node = 0;
        for word in words {
            let next = self.nodes.len();
            node = *self.nodes[node].next.entry(word).or_insert(next);
            if node == next {
                self.nodes.push(PhraseNode { next: BTreeMap::new(), set: NONE });
                self.symbols.push(None);
            }
        }
        node
    }
}

/// Puts the nodes of a tree by their distance from the root. Gives the new place of each.
fn by_distance(tree: &mut Vec<PhraseNode>) -> Vec<usize> {
    let mut places = vec![0; tree.len()];
    let mut order = vec![0];
    let mut at = 0;
    while let Some(&node) = order.get(at) {
        places[node] = at;
        order.extend(tree[node].next.values());
        at += 1;
    }
    let mut placed: Vec<PhraseNode> = Vec::with_capacity(tree.len());
    for node in order {
        let next = tree[node].next.iter().map(|(word, next)| (*word, places[*next])).collect();
        placed.push(PhraseNode { next, set: tree[node].set });
    }
    *tree = placed;
    places
}
