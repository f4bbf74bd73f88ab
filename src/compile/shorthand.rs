//! Words as messages shorten them → the words they stand for.

use std::collections::BTreeMap;

use super::load::{Loaded, Problems};
use super::pattern::Fold;
use crate::tokens::AND_SIGN;

/// What is written in `markers/shorthand.toml`, folded: each short word with the one it stands for.
pub fn resolve(loaded: &Loaded, fold: Fold, problems: &mut Problems) -> BTreeMap<String, String> {
    let (file, languages) = &loaded.shorthand;
    let mut resolved: BTreeMap<String, String> = BTreeMap::new();
    let mut places = Vec::new();
    for (language, words) in languages {
        if !loaded.languages.has(language) {
            let message = format!("`{language}` is no language there are words in; {}", loaded.languages.listed());
            problems.add(&file.path, file.at_key(&[language], 0, ""), message);
        }
        for (short, long) in words {
            let at = file.at(long.span().start);
            let (short, long) = match (one_word(short, fold), one_word(long.get_ref(), fold)) {
                (Ok(short), Ok(long)) => (short, long),
                (Err(message), _) | (_, Err(message)) => {
                    problems.add(&file.path, at, message);
                    continue;
                }
            };
            if let Some(before) = resolved.get(&short).filter(|before| **before != long) {
                let message = format!("`{short}` stands for `{before}` already; a word stands for one other");
                problems.add(&file.path, at, message);
                continue;
            }
            resolved.insert(short.clone(), long);
            places.push((short, at));
        }
    }
    for (short, at) in places {
        let long = &resolved[&short];
        if resolved.contains_key(long) {
            let message = format!("`{short}` stands for `{long}`, which is short itself; write the whole word");
            problems.add(&file.path, at, message);
        }
    }
    resolved
}

/// What is written as messages are folded, where that is one word, or the sign for *and*.
fn one_word(written: &str, fold: Fold) -> Result<String, String> {
    if written.as_bytes() == [AND_SIGN] {
        return Ok(written.to_owned());
    }
    match <[String; 1]>::try_from(fold(written)?) {
        Ok([word]) => Ok(word),
        Err(words) if words.is_empty() => Err(format!("`{written}` has no letters or digits; punctuation is no word")),
        Err(words) => Err(format!("`{written}` is {} words; one word stands for one other", words.len())),
    }
}
