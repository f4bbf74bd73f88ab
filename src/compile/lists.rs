//! Word lists with what they include, and the words that entries and literals are made of.

use std::collections::{BTreeMap, BTreeSet};

use super::automaton::LONGEST_PHRASE;
use super::entity_automaton::Entities;
use super::load::{Loaded, Problems};
use super::pattern::{self, Fold, Symbol};
use super::source::ANY_LANGUAGE;
use super::words::{Entry, List};
use crate::fold::{FoldTable, Folded};
use crate::tokens::{LONGEST_LISTED_ENTITY, words_of};

/// Word lists with their includes resolved, folded.
pub fn resolve(loaded: &Loaded, entities: &[String], fold: Fold, problems: &mut Problems) -> BTreeMap<String, List> {
    let mut own: BTreeMap<String, List> = BTreeMap::new();
    for (name, (file, words)) in &loaded.words {
        let mut list = List::default();
        let of_languages = loaded.languages.codes.iter().enumerate().map(|(place, code)| (1 << place, *code));
        for (language, code) in of_languages.chain([(0u8, ANY_LANGUAGE)]) {
            for entry in words.words.get(code).into_iter().flatten() {
                match read(entry.get_ref(), language, fold) {
                    Ok(entry) => list.entries.push(entry),
                    Err(message) => problems.add(&file.path, file.at(entry.span().start), message),
                }
            }
        }
        own.insert(name.clone(), list);
    }
    // Entities are lists too, and so are a few that consist of them.
    for entity in entities {
        own.entry(entity.clone()).or_default().entities.insert(entity.clone());
    }
    for (name, parts) in [("number", vec!["year", "short-code", "ordinal"]), ("any-name", vec![])] {
        let list = own.entry(name.to_owned()).or_default();
        list.entities.extend(parts.into_iter().filter(|p| entities.iter().any(|e| e == p)).map(str::to_owned));
    }
    let mut includes: BTreeMap<String, Vec<String>> = loaded
        .words
        .iter()
        .map(|(name, (_, words))| (name.clone(), words.include.iter().map(|t| t.get_ref().clone()).collect()))
        .collect();
    if !loaded.words.contains_key("day") {
        own.entry("day".into()).or_default();
        includes.insert("day".into(), vec!["weekday".into(), "relative-day".into(), "date".into()]);
    }
    for (name, (file, words)) in &loaded.words {
        for include in &words.include {
            if !own.contains_key(include.get_ref()) {
                problems.add(
                    &file.path,
                    file.at(include.span().start),
                    format!("`{}` includes `{}`, and there is no such word list or entity", name, include.get_ref()),
                );
            }
        }
    }
    let names: Vec<String> = own.keys().cloned().collect();
    let mut resolved = BTreeMap::new();
    for name in names {
        let mut seen = BTreeSet::new();
        let mut open = vec![name.clone()];
        let mut list = List::default();
        while let Some(next) = open.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            if let Some(part) = own.get(&next) {
                list.entries.extend(part.entries.iter().cloned());
                list.entities.extend(part.entities.iter().cloned());
            }
            open.extend(includes.get(&next).into_iter().flatten().cloned());
        }
        resolved.insert(name, list);
    }
    resolved
}

/// An entry as it is written.
fn read(text: &str, languages: u8, fold: Fold) -> Result<Entry, String> {
    fold(text)?;
    let mut words = Vec::new();
    let mut is_prefix = false;
    let parts: Vec<&str> = text.split_whitespace().collect();
    for (at, part) in parts.iter().enumerate() {
        for symbol in pattern::word(part, fold)? {
            match symbol {
                Symbol::Word(word) => words.push(word),
                Symbol::Prefix(word) if at + 1 == parts.len() => {
                    words.push(word);
                    is_prefix = true;
                }
                _ => return Err(format!("`{text}`: only the last word of an entry may end in a star")),
            }
        }
    }
    if words.is_empty() {
        return Err("an entry is empty".into());
    }
    if words.len() > LONGEST_PHRASE {
        return Err(format!("`{text}` has more than {LONGEST_PHRASE} words"));
    }
    Ok(Entry { words, is_prefix, languages })
}

/// The words of a text as a message's would be.
pub fn fold_words(text: &str, table: &FoldTable) -> Vec<String> {
    let mut folded = Folded::new();
    crate::fold::fold(text, table, &mut folded);
    words_of(&folded.bytes)
}

/// The words of an entry or a literal. What a message would have as one entity of several words is refused.
pub fn listed_words(text: &str, table: &FoldTable, entities: &Entities) -> Result<Vec<String>, String> {
    let mut folded = Folded::new();
    crate::fold::fold(text, table, &mut folded);
    let bytes = folded.bytes.as_slice();
    let mut at = 0;
    while at < bytes.len() {
        let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let found = if begins { entities.automaton.longest(bytes, at, &mut u32::MAX.clone()) } else { None };
        let Some((kind, end)) = found else {
            at += 1;
            continue;
        };
        if words_of(&bytes[at..end]).len() != 1 || end - at > LONGEST_LISTED_ENTITY {
            let kind = &entities.names[kind as usize];
            let part = String::from_utf8_lossy(&bytes[at..end]);
            return Err(format!(
                "`{text}`: in a message `{part}` is one {kind} and no words; write {{{kind}}} in a pattern"
            ));
        }
        at = end;
    }
    Ok(words_of(bytes))
}
