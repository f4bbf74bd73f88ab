//! Word lists and literals → the tables of [`Words`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pattern::Symbol;
use crate::knowledge::{NONE, PhrasePrefix, Prefix, Words};
use crate::tokens::{COLLAPSED, PHRASE_START, hash};

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
    languages: u8,
    starts_phrase: bool,
    calendar: u8,
    collapsed: bool,
}

#[derive(Debug, Default)]
struct Sets {
    ids: HashMap<(Vec<u16>, u8), u16>,
    offsets: Vec<u16>,
    symbols: Vec<u16>,
    calendar: Vec<u8>,
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
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        let id = self.calendar.len() as u16;
        self.symbols.extend_from_slice(&key.0);
        self.offsets.push(self.symbols.len() as u16);
        self.calendar.push(calendar);
        self.ids.insert(key, id);
        id
    }
}

/// The lists whose words mean something to the calendar, with their number there.
pub const CALENDAR: [(&str, u8); 21] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("monday", 13),
    ("tuesday", 14),
    ("wednesday", 15),
    ("thursday", 16),
    ("friday", 17),
    ("saturday", 18),
    ("sunday", 19),
    ("today", 20),
    ("tomorrow", 21),
];

/// What [`build`] makes.
pub struct Built {
    pub words: Words,
    /// The set of each entity kind.
    pub entity_sets: Vec<u16>,
}

/// Makes the tables. `lists` are resolved; `symbols` are those patterns speak of; `entities` the names of entity kinds in their order.
///
/// # Errors
/// When there are more words or sets than the tables can number.
pub fn build(lists: &BTreeMap<String, List>, symbols: &Symbols, entities: &[String]) -> Result<Built, String> {
    let mut words: BTreeMap<String, WordEntry> = BTreeMap::new();
    let mut prefixes: BTreeMap<String, WordEntry> = BTreeMap::new();
    let mut phrases: BTreeMap<Vec<String>, BTreeSet<u16>> = BTreeMap::new();
    let mut phrase_prefixes: BTreeMap<(Vec<String>, String), BTreeSet<u16>> = BTreeMap::new();
    let mut entity_symbols: Vec<BTreeSet<u16>> = vec![BTreeSet::new(); entities.len()];

    for (name, list) in lists {
        let symbol = symbols.list(name);
        let calendar = CALENDAR.iter().find(|(n, _)| n == name).map_or(0, |(_, c)| *c);
        for entry in &list.entries {
            // A list nothing speaks of still teaches which language a word is of.
            let single = entry.words.len() == 1;
            if single && !entry.is_prefix {
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
                let (last, front) = entry.words.split_last().expect("a phrase has words");
                for word in front {
                    words.entry(word.clone()).or_default();
                }
                words.entry(entry.words[0].clone()).or_default().starts_phrase = true;
                if entry.is_prefix {
                    phrase_prefixes.entry((front.to_vec(), last.clone())).or_default().insert(symbol);
                } else {
                    words.entry(last.clone()).or_default();
                    phrases.entry(entry.words.clone()).or_default().insert(symbol);
                }
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
        match symbol {
            Symbol::Word(word) => {
                words.entry(word.clone()).or_default().symbols.insert(id as u16);
            }
            Symbol::Prefix(prefix) => {
                prefixes.entry(prefix.clone()).or_default().symbols.insert(id as u16);
            }
            Symbol::Phrase(phrase, is_prefix) => {
                let (last, front) = phrase.split_last().expect("a phrase has words");
                for word in front {
                    words.entry(word.clone()).or_default();
                }
                words.entry(phrase[0].clone()).or_default().starts_phrase = true;
                if *is_prefix {
                    phrase_prefixes.entry((front.to_vec(), last.clone())).or_default().insert(id as u16);
                } else {
                    words.entry(last.clone()).or_default();
                    phrases.entry(phrase.clone()).or_default().insert(id as u16);
                }
            }
            Symbol::List(_) => {}
        }
    }
    // A word that begins with a prefix is in its lists too, and so is a longer prefix.
    let flat: Vec<(String, BTreeSet<u16>)> = prefixes.iter().map(|(p, e)| (p.clone(), e.symbols.clone())).collect();
    for (text, entry) in words.iter_mut().chain(prefixes.iter_mut()) {
        for (prefix, symbols) in &flat {
            if text.starts_with(prefix.as_str()) {
                entry.symbols.extend(symbols);
            }
        }
    }
    // Doubled letters: the collapsed form stands for the word.
    let aliases: Vec<(String, WordEntry)> = words
        .iter()
        .filter(|(text, entry)| text.is_ascii() && text.len() > 3 && !entry.symbols.is_empty())
        .filter_map(|(text, entry)| {
            let mut letters = text.clone().into_bytes();
            letters.dedup();
            let collapsed = String::from_utf8(letters).ok()?;
            (collapsed.len() > 2 && !words.contains_key(&collapsed)).then(|| (collapsed, WordEntry { collapsed: true, starts_phrase: false, ..entry.clone() }))
        })
        .collect();
    for (text, entry) in aliases {
        words.entry(text).or_insert(entry);
    }

    if words.len() >= usize::from(NONE) {
        return Err(format!("{} words are more than the tables can number", words.len()));
    }
    let mut sets = Sets::default();
    let mut text = String::new();
    let mut offsets = vec![0u32];
    let mut word_sets = Vec::new();
    let mut word_flags = Vec::new();
    let mut numbers: HashMap<String, u16> = HashMap::new();
    for (word, entry) in &words {
        numbers.insert(word.clone(), word_sets.len() as u16);
        text.push_str(word);
        offsets.push(text.len() as u32);
        word_sets.push(sets.id(&entry.symbols, entry.calendar));
        word_flags.push(entry.languages | if entry.starts_phrase { PHRASE_START } else { 0 } | if entry.collapsed { COLLAPSED } else { 0 });
    }
    let table = open_addressing(words.len(), words.keys().enumerate().map(|(id, word)| (hash(word.as_bytes()), id as u16 + 1)));

    // Prefixes, those with the same first three bytes together, the longest first.
    let mut sorted: Vec<(&String, &WordEntry)> = prefixes.iter().collect();
    sorted.sort_by(|a, b| a.0.as_bytes()[..3].cmp(&b.0.as_bytes()[..3]).then(b.0.len().cmp(&a.0.len())).then(a.0.cmp(b.0)));
    let mut prefix_rows = Vec::new();
    let mut firsts = Vec::new();
    for (prefix, entry) in &sorted {
        let index = prefix_rows.len() as u16 + 1;
        if firsts.last().is_none_or(|(_, three): &(u16, [u8; 3])| three[..] != prefix.as_bytes()[..3]) {
            let mut three = [0; 3];
            three.copy_from_slice(&prefix.as_bytes()[..3]);
            firsts.push((index, three));
        }
        prefix_rows.push(Prefix { offset: text.len() as u32, length: prefix.len() as u8, set: sets.id(&entry.symbols, 0), flags: entry.languages });
        text.push_str(prefix);
    }
    let prefix_table = if firsts.is_empty() { Vec::new() } else { open_addressing(firsts.len(), firsts.iter().map(|(index, three)| (hash(three), *index))) };

    // Phrases: a tree over word numbers. Node 0 is the root.
    let mut nodes: Vec<BTreeSet<u16>> = vec![BTreeSet::new()];
    let mut steps: BTreeMap<(u16, u16), u16> = BTreeMap::new();
    let mut walk = |front: &[String], nodes: &mut Vec<BTreeSet<u16>>| {
        let mut node = 0u16;
        for word in front {
            let number = numbers[word];
            node = *steps.entry((node, number)).or_insert_with(|| {
                nodes.push(BTreeSet::new());
                nodes.len() as u16 - 1
            });
        }
        node
    };
    for (phrase, symbols) in &phrases {
        let node = walk(phrase, &mut nodes);
        nodes[node as usize].extend(symbols);
    }
    let mut prefix_steps = Vec::new();
    for ((front, prefix), symbols) in &phrase_prefixes {
        let node = walk(front, &mut nodes);
        nodes.push(symbols.clone());
        let target = nodes.len() as u16 - 1;
        prefix_steps.push(PhrasePrefix { node, offset: text.len() as u32, length: prefix.len() as u8, target });
        text.push_str(prefix);
    }
    prefix_steps.sort_by_key(|p| p.node);
    if nodes.len() >= usize::from(NONE) {
        return Err(format!("{} steps of phrases are more than the tables can number", nodes.len()));
    }
    let phrase_sets: Vec<u16> = nodes.iter().map(|s| sets.id(s, 0)).collect();
    let (phrase_keys, phrase_targets) = step_table(steps.iter().map(|((node, word), target)| (u32::from(*node) << 16 | u32::from(*word), *target)));

    let entity_sets: Vec<u16> = entity_symbols.iter().map(|s| sets.id(s, 0)).collect();
    let date_set = entities.iter().position(|e| e == "date").map_or(NONE, |kind| entity_sets[kind]);
    let name_symbol = symbols.list("any-name");
    let name_set = if name_symbol == NONE { NONE } else { sets.id(&BTreeSet::from([name_symbol]), 0) };
    if sets.symbols.len() >= usize::from(u16::MAX) {
        return Err(format!("the symbol sets hold {} symbols, more than the tables can number", sets.symbols.len()));
    }
    if sets.offsets.is_empty() {
        sets.offsets.push(0);
    }
    let built = Words {
        table: leak(table),
        text: String::leak(text),
        offsets: leak(offsets),
        word_sets: leak(word_sets),
        word_flags: leak(word_flags),
        set_offsets: leak(sets.offsets),
        symbols: leak(sets.symbols),
        set_calendar: leak(sets.calendar),
        prefixes: leak(prefix_rows),
        prefix_table: leak(prefix_table),
        phrase_keys: leak(phrase_keys),
        phrase_targets: leak(phrase_targets),
        phrase_sets: leak(phrase_sets),
        phrase_prefixes: leak(prefix_steps),
        date_set,
        name_set,
        abbreviation_symbol: symbols.list("abbreviation"),
        but_symbol: symbols.list("but"),
        date_glue_symbol: symbols.list("date-glue"),
    };
    Ok(Built { words: built, entity_sets })
}

/// Gives a table to the rest of the program for as long as it runs.
pub fn leak<T>(items: Vec<T>) -> &'static [T] {
    Vec::leak(items)
}

/// A table of values by hash, at most two thirds full; 0 is empty.
fn open_addressing(count: usize, items: impl Iterator<Item = (u32, u16)>) -> Vec<u16> {
    let size = (count * 3 / 2 + 1).next_power_of_two();
    let mut table = vec![0u16; size];
    for (hash, value) in items {
        let mut at = hash as usize & (size - 1);
        while table[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        table[at] = value;
    }
    table
}

/// A table from step keys to values; key 0 is empty, which no step has: node 0 with symbol 0 is stored as `u32::MAX`.
pub fn step_table(items: impl Iterator<Item = (u32, u16)>) -> (Vec<u32>, Vec<u16>) {
    let items: Vec<(u32, u16)> = items.collect();
    let size = (items.len() * 3 / 2 + 1).next_power_of_two();
    let mut keys = vec![0u32; size];
    let mut values = vec![0u16; size];
    for (key, value) in items {
        let key = crate::matcher::step_key(key);
        let mut at = crate::matcher::step_hash(key) as usize & (size - 1);
        while keys[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        keys[at] = key;
        values[at] = value;
    }
    (keys, values)
}
