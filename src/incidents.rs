//! Words → documented messages they resemble.
//!
//! Two messages resemble each other when they share many pairs of neighbouring words, whatever the
//! names, numbers, places and links filled in.

use crate::tokens::{Token, hash};

/// How alike two messages must be to say so, in percent.
pub const LEAST_SIMILARITY: u8 = 60;

/// How many pairs of words must be shared at the least.
pub const LEAST_SHARED: u16 = 4;

/// The hash of a run of words.
#[must_use]
pub fn shingle(a: u32, b: u32) -> u16 {
    (((a.rotate_left(13) ^ b).wrapping_mul(0x85eb_ca6b) ^ b.rotate_left(7)) >> 11) as u16
}

/// The shingles of folded words: pairs of neighbours among the words that are no numbers.
#[must_use]
#[allow(dead_code)] // only the compiler of markers asks for them
pub fn shingles(words: &[String]) -> Vec<u16> {
    let hashes: Vec<u32> = words
        .iter()
        .filter(|w| w.bytes().any(|b| b.is_ascii_alphabetic() || b >= 0x80))
        .map(|w| hash(w.as_bytes()))
        .collect();
    hashes.windows(2).map(|pair| shingle(pair[0], pair[1])).collect()
}

/// The hash of a token's word, the same through leet, spacing and apostrophes.
#[must_use]
pub fn word_hash(words: &crate::knowledge::Words, token: &Token, folded: &[u8]) -> u32 {
    if token.word != crate::knowledge::NONE {
        let (start, end) =
            (words.offsets[token.word as usize] as usize, words.offsets[token.word as usize + 1] as usize);
        return hash(&words.text.as_bytes()[start..end]);
    }
    let bytes = &folded[token.start as usize..token.end as usize];
    if bytes.contains(&b'\'') {
        hash(&bytes.iter().copied().filter(|&b| b != b'\'').collect::<Vec<u8>>())
    } else {
        hash(bytes)
    }
}

/// Finds the documented messages these tokens resemble, the most alike first, at most three.
pub fn resemblances(
    folded: &crate::fold::Folded,
    tokens: &crate::tokens::Tokens,
    knowledge: &crate::knowledge::Knowledge,
    found: &mut Vec<(u16, u8)>,
) {
    let words = tokens.list.iter().filter(|t| t.flags & crate::tokens::ENTITY == 0);
    let hashes: Vec<u32> = words.map(|t| word_hash(&knowledge.words, t, &folded.bytes)).collect();
    let mut own: Vec<u16> = hashes.windows(2).map(|pair| shingle(pair[0], pair[1])).collect();
    own.sort_unstable();
    own.dedup();
    let mut shared = vec![[0u16; 2]; knowledge.incidents.len()];
    for hash in own {
        crate::steps::add(1);
        let first = knowledge.incident_shingles.partition_point(|(h, _)| *h < hash);
        for (_, text) in knowledge.incident_shingles[first..].iter().take_while(|(h, _)| *h == hash) {
            crate::steps::add(1);
            shared[*text as usize / 2][*text as usize % 2] += 1;
        }
    }
    for (number, (counts, page)) in shared.iter().zip(knowledge.incidents).enumerate() {
        // Of quote and reconstruction the one that is more alike.
        let similarity = counts.iter().zip(page.shingles).filter(|(count, all)| **count >= LEAST_SHARED && *all > 0);
        let percent = similarity.map(|(count, all)| percent(*count, all)).max().unwrap_or(0);
        if percent >= LEAST_SIMILARITY {
            found.push((number as u16, percent));
        }
    }
    crate::sort::sort_by(found, |a, b| (b.1, a.0) < (a.1, b.0));
    found.truncate(3);
}

/// `count` of `all` in percent, rounded; at most 100. `all` is not 0.
fn percent(count: u16, all: u16) -> u8 {
    ((200 * u32::from(count) + u32::from(all)) / (2 * u32::from(all))).min(100) as u8
}
