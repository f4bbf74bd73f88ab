//! Tokens → the language of a message, if it is one that is read.

use crate::knowledge::NONE;
use crate::tokens::{ENTITY, MOST_LANGUAGES, Tokens};

/// Whether so few of a message's words are in any list that most must be of a language that is not read. Of two thousand
/// everyday messages in English, misspelt ones among them, one in two hundred has so few.
#[inline(never)]
pub(super) fn is_foreign(tokens: &Tokens) -> bool {
    let (mut words, mut known) = (0, 0);
    for token in tokens.list.iter().filter(|token| token.flags & ENTITY == 0) {
        words += 1;
        known += usize::from(token.word != NONE || token.set != NONE);
    }
    words >= 5 && known * 5 < words * 2
}

/// The language most words speak for, by its place in `Knowledge::languages`.
#[inline(never)]
pub(super) fn most_spoken(tokens: &Tokens) -> Option<usize> {
    let counts = &tokens.languages;
    let most = (0..MOST_LANGUAGES).max_by_key(|&l| (counts[l], MOST_LANGUAGES - l))?;
    (counts[most] > 0).then_some(most)
}
