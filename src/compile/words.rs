//! Word lists and literals → word forms with their sets, prefixes, phrases.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::neighbours;
use super::pattern::Symbol;
use crate::knowledge::{NONE, calendar};

/// An entry of a list: its words, and whether the last is a prefix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub words: Vec<String>,
    pub is_prefix: bool,
    /// Language bits.
    pub languages: u8,
}

/// A word list with what it includes resolved.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub entries: Vec<Entry>,
    pub entities: BTreeSet<String>,
}

/// The numbers of the symbols patterns speak of.
#[derive(Debug, Default)]
pub struct Symbols {
    ids: HashMap<Symbol, u16>,
    all: Vec<Symbol>,
}

impl Symbols {
    /// The number of a symbol, new if it was not asked for before.
    pub fn id(&mut self, symbol: &Symbol) -> u16 {
        if let Some(&id) = self.ids.get(symbol) {
            return id;
        }
        let id = self.all.len() as u16;
        self.ids.insert(symbol.clone(), id);
        self.all.push(symbol.clone());
        id
    }

    /// Numbers words last and in their order, so that the number of a word's own symbol need not be told; before them,
    /// but for the first `fixed`, lists by what they share.
    pub fn arrange(&mut self, lists: &BTreeMap<String, List>, fixed: usize) {
        let (mut words, mut others): (Vec<Symbol>, Vec<Symbol>) =
            std::mem::take(&mut self.all).into_iter().partition(|symbol| matches!(symbol, Symbol::Word(_)));
        words.sort();
        self.number(others.clone());
        let mut of_entries: BTreeMap<(&[String], bool), BTreeSet<u16>> = BTreeMap::new();
        for (name, list) in lists.iter().filter(|(name, _)| self.list(name) != NONE) {
            for entry in &list.entries {
                of_entries.entry((&entry.words, entry.is_prefix)).or_default().insert(self.list(name));
            }
        }
        let order = neighbours::order(&of_entries.into_values().collect(), fixed, others.len());
        others = order.into_iter().map(|number| others[usize::from(number)].clone()).collect();
        others.append(&mut words);
        self.number(others);
    }

    fn number(&mut self, all: Vec<Symbol>) {
        self.ids = all.iter().cloned().zip(0..).collect();
        self.all = all;
    }

    /// The number of the first symbol that is a word.
    pub fn first_word(&self) -> usize {
        self.all.iter().take_while(|symbol| !matches!(symbol, Symbol::Word(_))).count()
    }

    /// The number of a list, if a pattern speaks of it.
    pub fn list(&self, name: &str) -> u16 {
        self.ids.get(&Symbol::List(name.into())).copied().unwrap_or(NONE)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }
}

#[derive(Debug, Default, Clone)]
struct WordEntry {
    symbols: BTreeSet<u16>,
    /// Whether patterns speak of just this word.
    is_symbol: bool,
    languages: u8,
    calendar: u8,
}

/// Symbol sets, each once, in the order in which they are first spoken of.
#[derive(Debug, Default)]
pub struct Sets {
    ids: HashMap<(Vec<u16>, u8), u16>,
    /// The symbols of each set, ascending, and what it means to the calendar.
    pub all: Vec<(Vec<u16>, u8)>,
}

impl Sets {
    fn id(&mut self, symbols: &BTreeSet<u16>, calendar: u8) -> u16 {
        if symbols.is_empty() && calendar == 0 {
            return NONE;
        }
        let key = (symbols.iter().copied().collect::<Vec<_>>(), calendar);
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let id = self.all.len() as u16;
        self.all.push(key.clone());
        self.ids.insert(key, id);
        id
    }
}

/// The lists whose words mean something to the calendar. Their numbers there are their places, from 1: see [`calendar`].
const CALENDAR: [&str; calendar::TOMORROW as usize] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "tomorrow",
];

/// A word form or prefix.
#[derive(Debug)]
pub struct Form {
    /// Its letters.
    pub text: String,
    /// Whether it is a prefix.
    pub is_prefix: bool,
    /// Its set; of a word what neither its own symbol nor the longest prefix it begins with brings.
    pub set: u16,
    /// Whether it is a word with a symbol of its own.
    pub is_symbol: bool,
    /// Its language bits.
    pub languages: u8,
}

/// A node of the tree of phrases.
#[derive(Debug)]
pub struct PhraseNode {
    /// The nodes that may follow, by word.
    pub next: BTreeMap<u16, usize>,
    /// The set of the phrases that end here.
    pub set: u16,
}

/// What [`build`] makes.
pub struct Built {
    /// Word forms and prefixes, sorted; a prefix stands before all words that begin with it.
    pub forms: Vec<Form>,
    /// The tree of phrases by the distance from its root, which is node 0: the nodes that follow one stand together.
    pub phrases: Vec<PhraseNode>,
    /// The first set that only phrases have.
    pub first_phrase_set: u16,
    /// Phrases whose last word is a prefix: the node before it, the prefix and the set.
    pub phrase_prefixes: Vec<(usize, Form)>,
    /// All sets.
    pub sets: Sets,
    /// The set of each entity kind.
    pub entity_sets: Vec<u16>,
    /// The set a capitalised word of no list stands for.
    pub name_set: u16,
}

/// Collects what lists and patterns say about words. `lists` are resolved; `symbols` are those patterns speak of; `entities` the names of entity kinds in their order;
/// `kind_of` says which of them a word is.
///
/// # Errors
/// When there are more words or sets than can be numbered.
pub fn build(
    lists: &BTreeMap<String, List>,
    symbols: &Symbols,
    entities: &[String],
    kind_of: &dyn Fn(&str) -> Option<usize>,
) -> Result<Built, String> {
    let mut words: BTreeMap<String, WordEntry> = BTreeMap::new();
    let mut prefixes: BTreeMap<String, WordEntry> = BTreeMap::new();
    let mut phrases: BTreeMap<(Vec<String>, bool), BTreeSet<u16>> = BTreeMap::new();
    let mut entity_symbols: Vec<BTreeSet<u16>> = vec![BTreeSet::new(); entities.len()];

    for (name, list) in lists {
        let symbol = symbols.list(name);
        let calendar = CALENDAR.iter().position(|list| list == name).map_or(0, |place| place as u8 + 1);
        for entry in &list.entries {
            let single = entry.words.len() == 1;
            if single && !entry.is_prefix {
                // A list nothing speaks of is left out, but for those that teach languages and days.
                if symbol == NONE && calendar == 0 && name != TEACHES_LANGUAGE {
                    continue;
                }
                let word = words.entry(entry.words[0].clone()).or_default();
                word.languages |= entry.languages;
                if symbol != NONE {
                    word.symbols.insert(symbol);
                }
                if calendar != 0 {
                    word.calendar = calendar;
                }
            } else if symbol == NONE {
            } else if single {
                let prefix = prefixes.entry(entry.words[0].clone()).or_default();
                prefix.symbols.insert(symbol);
                prefix.languages |= entry.languages;
            } else {
                phrases.entry((entry.words.clone(), entry.is_prefix)).or_default().insert(symbol);
            }
        }
        if symbol != NONE {
            for entity in &list.entities {
                if let Some(kind) = entities.iter().position(|e| e == entity) {
                    entity_symbols[kind].insert(symbol);
                }
            }
        }
    }
    for (id, symbol) in symbols.all.iter().enumerate() {
        let id = id as u16;
        match symbol {
            Symbol::Word(word) => {
                words.entry(word.clone()).or_default().is_symbol = true;
            }
            Symbol::Prefix(prefix) => {
                prefixes.entry(prefix.clone()).or_default().symbols.insert(id);
            }
            Symbol::Phrases(all) => {
                for phrase in all {
                    phrases.entry(phrase.clone()).or_default().insert(id);
                }
            }
            Symbol::List(_) => {}
        }
    }
    for (phrase, is_prefix) in phrases.keys() {
        let whole = phrase.len() - usize::from(*is_prefix);
        for word in &phrase[..whole] {
            words.entry(word.clone()).or_default();
        }
    }
    // A number that a list has is a number all the same.
    for (text, entry) in &mut words {
        if (entry.is_symbol || !entry.symbols.is_empty())
            && let Some(kind) = kind_of(text)
        {
            entry.symbols.extend(&entity_symbols[kind]);
        }
    }
    // A word that begins with a prefix is in its lists too, and so is a longer prefix.
    let flat: Vec<(String, BTreeSet<u16>)> = prefixes.iter().map(|(p, e)| (p.clone(), e.symbols.clone())).collect();
    for (text, entry) in &mut prefixes {
        for (prefix, symbols) in &flat {
            if text.starts_with(prefix.as_str()) {
                entry.symbols.extend(symbols);
            }
        }
    }
    // Of a word this is made good when the tables are read, so it is left out.
    for (text, entry) in &mut words {
        let longest = prefixes.iter().filter(|(p, _)| text.starts_with(p.as_str())).max_by_key(|(p, _)| p.len());
        if let Some((_, prefix)) = longest {
            entry.symbols.retain(|symbol| !prefix.symbols.contains(symbol));
        }
    }
    if words.len() >= usize::from(NONE) {
        return Err(format!("{} words are more than can be numbered", words.len()));
    }
    let mut sets = Sets::default();
    let numbers: HashMap<&String, u16> = words.keys().enumerate().map(|(number, word)| (word, number as u16)).collect();
    let mut entries: Vec<(&String, bool, &WordEntry)> =
        words.iter().map(|(text, entry)| (text, false, entry)).collect();
    entries.extend(prefixes.iter().map(|(text, entry)| (text, true, entry)));
    entries.sort_by_key(|(text, is_prefix, _)| (*text, !is_prefix));
    let forms: Vec<Form> = entries
        .into_iter()
        .map(|(text, is_prefix, entry)| Form {
            text: text.clone(),
            is_prefix,
            set: sets.id(&entry.symbols, entry.calendar),
            is_symbol: entry.is_symbol,
            languages: entry.languages,
        })
        .collect();

    let first_phrase_set = sets.all.len() as u16;
    let mut tree = vec![PhraseNode { next: BTreeMap::new(), set: NONE }];
    let mut tree_symbols = vec![None];
    let mut prefixes_in_tree = Vec::new();
    for ((phrase, is_prefix), symbols) in &phrases {
        let whole = phrase.len() - usize::from(*is_prefix);
        let mut node = 0;
        for word in &phrase[..whole] {
            let number = numbers[word];
            let next = tree.len();
            node = *tree[node].next.entry(number).or_insert(next);
            if node == next {
                tree.push(PhraseNode { next: BTreeMap::new(), set: NONE });
                tree_symbols.push(None);
            }
        }
        if *is_prefix {
            prefixes_in_tree.push((node, &phrase[whole], symbols));
        } else {
            tree_symbols[node] = Some(symbols);
        }
    }
    if tree.len() >= usize::from(NONE) {
        return Err(format!("{} words of phrases are more than can be numbered", tree.len()));
    }
    let places = by_distance(&mut tree);
    let mut symbols_by_place = vec![None; tree.len()];
    for (symbols, place) in tree_symbols.into_iter().zip(&places) {
        symbols_by_place[*place] = symbols;
    }
    // In the order in which they are written.
    for (node, symbols) in tree.iter_mut().zip(symbols_by_place) {
        node.set = symbols.map_or(NONE, |symbols| sets.id(symbols, 0));
    }
    let mut phrase_prefixes: Vec<(usize, Form)> = prefixes_in_tree
        .into_iter()
        .map(|(node, text, symbols)| {
            let form =
                Form { text: text.clone(), is_prefix: true, set: sets.id(symbols, 0), is_symbol: false, languages: 0 };
            (places[node], form)
        })
        .collect();
    phrase_prefixes.sort_by_key(|(node, _)| *node);
    let entity_sets: Vec<u16> = entity_symbols.iter().map(|s| sets.id(s, 0)).collect();
    let name_symbol = symbols.list("any-name");
    let name_set = if name_symbol == NONE { NONE } else { sets.id(&BTreeSet::from([name_symbol]), 0) };
    if sets.all.len() >= usize::from(NONE) {
        return Err(format!("{} sets of lists are more than can be numbered", sets.all.len()));
    }
    Ok(Built { forms, phrases: tree, first_phrase_set, phrase_prefixes, sets, entity_sets, name_set })
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

/// The list whose words tell languages apart.
const TEACHES_LANGUAGE: &str = "function-words";
