//! The symbols that patterns are made of, and the sets of them that words bring, by numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::neighbours;
use super::pattern::Symbol;
use super::words::List;
use crate::knowledge::NONE;

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

    /// All of them, each after its number.
    pub fn iter(&self) -> impl Iterator<Item = (u16, &Symbol)> {
        (0..).zip(&self.all)
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

/// Symbol sets, each once, in the order in which they are first spoken of.
#[derive(Debug, Default)]
pub struct Sets {
    ids: HashMap<(Vec<u16>, u8), u16>,
    /// The symbols of each set, ascending, and what it means to the calendar.
    pub all: Vec<(Vec<u16>, u8)>,
}

impl Sets {
    /// The number of a set, new if there was none like it.
    pub fn id(&mut self, symbols: &BTreeSet<u16>, calendar: u8) -> u16 {
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
