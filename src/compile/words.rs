//! Word lists and literals → word forms with their sets, prefixes, phrases.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::pattern::Symbol;
use super::phrases::{self, PhraseNode, PhrasePrefix, Phrases};
use super::symbols::{Sets, Symbols};
use crate::knowledge::{NONE, calendar};

/// An entry of a list: its words, and whether the last is a prefix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its words.
    pub words: Vec<String>,
    /// Whether the last is a prefix.
    pub is_prefix: bool,
    /// Language bits.
    pub languages: u8,
}

/// A word list with what it includes resolved.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// The entities that stand for its words.
    pub entities: BTreeSet<String>,
}

/// The list whose words tell languages apart.
const TEACHES_LANGUAGE: &str = "function-words";

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

/// What [`build`] makes.
pub struct Built {
    /// Word forms and prefixes, sorted; a prefix stands before all words that begin with it.
    pub forms: Vec<Form>,
    /// The tree of phrases by the distance from its root, which is node 0: the nodes that follow one stand together.
    pub phrases: Vec<PhraseNode>,
    /// The first set that only phrases have.
    pub first_phrase_set: u16,
    /// Phrases whose last word is a prefix: the node before it, the prefix and the set.
    pub phrase_prefixes: Vec<PhrasePrefix>,
    /// All sets.
    pub sets: Sets,
    /// The set of each entity kind.
    pub entity_sets: Vec<u16>,
    /// The set a capitalised word of no list stands for.
    pub name_set: u16,
    /// Words as messages shorten them, ascending, each with the word it stands for.
    pub shorthand: Vec<(u16, u16)>,
}

/// Collects what lists and patterns say about words. `lists` are resolved; `symbols` are those patterns speak of; `entities` the names of entity kinds in their order;
/// `kind_of` says which of them a word is; `shorthand` which words stand for others.
///
/// # Errors
/// When there are more words or sets than can be numbered.
pub fn build(
    lists: &BTreeMap<String, List>,
    symbols: &Symbols,
    entities: &[String],
    kind_of: &dyn Fn(&str) -> Option<usize>,
    shorthand: &BTreeMap<String, String>,
) -> Result<Built, String> {
    let mut collected = Collected { of_entities: vec![BTreeSet::new(); entities.len()], ..Collected::default() };
    for (name, list) in lists {
        collected.add_list(name, list, symbols.list(name), entities);
    }
    for (id, symbol) in symbols.iter() {
        collected.add_symbol(id, symbol);
    }
    collected.write_out(shorthand);
    collected.add_words_of_phrases();
    let shorthand = collected.add_shorthand(shorthand);
    collected.add_symbols_of_entities(kind_of);
    collected.spread_prefixes();
    let Collected { words, phrases, of_entities, .. } = &collected;
    if words.len() >= usize::from(NONE) {
        return Err(format!("{} words are more than can be numbered", words.len()));
    }
    let numbers: HashMap<&String, u16> = words.keys().zip(0..).collect();
    let mut sets = Sets::default();
    let forms = collected.forms(&mut sets);
    let first_phrase_set = sets.all.len() as u16;
    let (phrases, phrase_prefixes) = phrases::grow(phrases, &numbers, &mut sets)?;
    let entity_sets: Vec<u16> = of_entities.iter().map(|symbols| sets.id(symbols, 0)).collect();
    let name_symbol = symbols.list("any-name");
    let name_set = if name_symbol == NONE { NONE } else { sets.id(&BTreeSet::from([name_symbol]), 0) };
    if sets.all.len() >= usize::from(NONE) {
        return Err(format!("{} sets of lists are more than can be numbered", sets.all.len()));
    }
    let shorthand = shorthand.into_iter().map(|(short, long)| (numbers[short], numbers[long])).collect();
    Ok(Built { forms, phrases, first_phrase_set, phrase_prefixes, sets, entity_sets, name_set, shorthand })
}

/// What is known of a word or prefix.
#[derive(Debug, Default, Clone)]
struct WordEntry {
    symbols: BTreeSet<u16>,
    /// Whether patterns speak of just this word.
    is_symbol: bool,
    languages: u8,
    calendar: u8,
}

/// What lists and patterns say about words.
#[derive(Debug, Default)]
struct Collected {
    words: BTreeMap<String, WordEntry>,
    prefixes: BTreeMap<String, WordEntry>,
    phrases: Phrases,
    /// The symbols that each entity kind stands for.
    of_entities: Vec<BTreeSet<u16>>,
}

impl Collected {
    /// Adds what a list holds; `symbol` is its number, or `NONE` if no pattern speaks of it.
    fn add_list(&mut self, name: &str, list: &List, symbol: u16, entities: &[String]) {
        let calendar = CALENDAR.iter().position(|list| *list == name).map_or(0, |place| place as u8 + 1);
        // A list nothing speaks of is left out, but for those that teach languages and days.
        let teaches = calendar != 0 || name == TEACHES_LANGUAGE;
        for entry in &list.entries {
            match (entry.words.as_slice(), entry.is_prefix) {
                ([word], false) if symbol != NONE || teaches => {
                    let word = self.words.entry(word.clone()).or_default();
                    word.languages |= entry.languages;
                    word.symbols.extend(Some(symbol).filter(|symbol| *symbol != NONE));
                    if calendar != 0 {
                        word.calendar = calendar;
                    }
                }
                _ if symbol == NONE => {}
                ([prefix], _) => {
                    let prefix = self.prefixes.entry(prefix.clone()).or_default();
                    prefix.symbols.insert(symbol);
                    prefix.languages |= entry.languages;
                }
                (words, is_prefix) => {
                    self.phrases.entry((words.to_vec(), is_prefix)).or_default().insert(symbol);
                }
            }
        }
        if symbol != NONE {
            for (kind, _) in entities.iter().enumerate().filter(|(_, entity)| list.entities.contains(*entity)) {
                self.of_entities[kind].insert(symbol);
            }
        }
    }

    /// Adds what a pattern speaks of.
    fn add_symbol(&mut self, id: u16, symbol: &Symbol) {
        match symbol {
            Symbol::Word(word) => {
                self.words.entry(word.clone()).or_default().is_symbol = true;
            }
            Symbol::Prefix(prefix) => {
                self.prefixes.entry(prefix.clone()).or_default().symbols.insert(id);
            }
            Symbol::Phrases(all) => {
                for phrase in all {
                    self.phrases.entry(phrase.clone()).or_default().insert(id);
                }
            }
            Symbol::List(_) => {}
        }
    }

    /// In phrases a short word is the one it stands for.
    fn write_out(&mut self, shorthand: &BTreeMap<String, String>) {
        for ((mut words, is_prefix), symbols) in std::mem::take(&mut self.phrases) {
            for word in &mut words {
                if let Some(long) = shorthand.get(word) {
                    word.clone_from(long);
                }
            }
            self.phrases.entry((words, is_prefix)).or_default().extend(symbols);
        }
    }

    /// Short words have a number too. Those that stand for words nothing speaks of are left out. Gives the others.
    fn add_shorthand<'a>(&mut self, shorthand: &'a BTreeMap<String, String>) -> Vec<(&'a String, &'a String)> {
        let of_use: Vec<_> = shorthand.iter().filter(|(_, long)| self.words.contains_key(*long)).collect();
        for (short, _) in &of_use {
            self.words.entry((*short).clone()).or_default();
        }
        of_use
    }

    /// Words of phrases have a number too.
    fn add_words_of_phrases(&mut self) {
        for (phrase, is_prefix) in self.phrases.keys() {
            let whole = phrase.len() - usize::from(*is_prefix);
            for word in &phrase[..whole] {
                self.words.entry(word.clone()).or_default();
            }
        }
    }

    /// A number that a list has is a number all the same.
    fn add_symbols_of_entities(&mut self, kind_of: &dyn Fn(&str) -> Option<usize>) {
        for (text, entry) in &mut self.words {
            if (entry.is_symbol || !entry.symbols.is_empty())
                && let Some(kind) = kind_of(text)
            {
                entry.symbols.extend(&self.of_entities[kind]);
            }
        }
    }

    /// A word that begins with a prefix is in its lists too, and so is a longer prefix. Of a word this is made good when the
    /// tables are read, so there it is left out.
    fn spread_prefixes(&mut self) {
        let own: Vec<(String, BTreeSet<u16>)> =
            self.prefixes.iter().map(|(text, entry)| (text.clone(), entry.symbols.clone())).collect();
        for (text, entry) in &mut self.prefixes {
            for (_, symbols) in own.iter().filter(|(prefix, _)| text.starts_with(prefix.as_str())) {
                entry.symbols.extend(symbols);
            }
        }
        for (text, entry) in &mut self.words {
            let begun = self.prefixes.iter().filter(|(prefix, _)| text.starts_with(prefix.as_str()));
            if let Some((_, longest)) = begun.max_by_key(|(prefix, _)| prefix.len()) {
                entry.symbols.retain(|symbol| !longest.symbols.contains(symbol));
            }
        }
    }

    /// Word forms and prefixes, sorted.
    fn forms(&self, sets: &mut Sets) -> Vec<Form> {
        let words = self.words.iter().map(|(text, entry)| (text, false, entry));
        let prefixes = self.prefixes.iter().map(|(text, entry)| (text, true, entry));
        let mut entries: Vec<(&String, bool, &WordEntry)> = words.chain(prefixes).collect();
        entries.sort_by_key(|(text, is_prefix, _)| (*text, !is_prefix));
        let forms = entries.into_iter().map(|(text, is_prefix, entry)| Form {
            text: text.clone(),
            is_prefix,
            set: sets.id(&entry.symbols, entry.calendar),
            is_symbol: entry.is_symbol,
            languages: entry.languages,
        });
        forms.collect()
    }
}
