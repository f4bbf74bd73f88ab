//! The words of what is listed: entries of word lists, and what patterns say word by word.

use super::class::{APOSTROPHE, CLASS, DIGIT, LETTER, SPACE, WIDE, char_at, is_elision, stands_alone};

/// The words of folded text as the tokenizer sees them: how lists and patterns are read.
/// Entities are not recognised here; `opt-out` is two words, `don't` is one.
#[must_use]
pub fn words_of(bytes: &[u8]) -> Vec<String> {
    let class = |at: usize| bytes.get(at).map_or(SPACE, |&b| CLASS[b as usize]);
    let mut words = Vec::new();
    let mut word: Vec<u8> = Vec::new();
    let mut at = 0;
    let mut finish = |word: &mut Vec<u8>| {
        if !word.is_empty() {
            words.push(String::from_utf8_lossy(word).into_owned());
            word.clear();
        }
    };
    while at < bytes.len() {
        match class(at) {
            LETTER | DIGIT => word.push(bytes[at]),
            APOSTROPHE if !word.is_empty() && class(at + 1) == LETTER => {
                if is_elision(&word) && class(at + 2) == LETTER {
                    finish(&mut word);
                }
            }
            WIDE => {
                let (c, length) = char_at(bytes, at);
                if stands_alone(c) {
                    finish(&mut word);
                    word.extend_from_slice(&bytes[at..at + length]);
                    finish(&mut word);
                } else if c.is_alphanumeric() {
                    word.extend_from_slice(&bytes[at..at + length]);
                } else {
                    finish(&mut word);
                }
                at += length;
                continue;
            }
            _ => finish(&mut word),
        }
        at += 1;
    }
    finish(&mut word);
    words
}
