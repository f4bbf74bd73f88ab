//! Words → documented messages they resemble.
//!
//! Two messages resemble each other when they share many pairs of neighbouring words, whatever the
//! names, numbers, places and links filled in.

use crate::knowledge::Documented;
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
    if token.hash != 0 {
        return token.hash;
    }
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

/// How many bits of a hash say in which bucket its shingles are.
const BUCKET_BITS: u32 = 10;

/// Where the shingles whose hashes begin alike begin among all, which are sorted; one more entry than beginnings.
#[must_use]
pub fn buckets(shingles: &[(u16, u16)]) -> Vec<u16> {
    let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
    for (hash, _) in shingles {
        buckets[(hash >> (u16::BITS - BUCKET_BITS)) as usize + 1] += 1;
    }
    for bucket in 1..buckets.len() {
        buckets[bucket] += buckets[bucket - 1];
    }
    buckets
}

/// What is counted to find resemblances. Reused from message to message.
#[derive(Debug, Default)]
pub struct Shared {
    /// For quote and reconstruction of each documented message how many shingles are shared.
    counts: Vec<[u16; 2]>,
    /// The shingles that were counted: a bit for the first of each hash.
    counted: Vec<u64>,
    /// The documented messages that share enough to be looked at.
    candidates: Vec<u16>,
}

/// Finds the documented messages these tokens resemble, the most alike first, at most three.
#[inline(never)]
pub fn resemblances(
    folded: &crate::fold::Folded,
    tokens: &crate::tokens::Tokens,
    knowledge: &crate::knowledge::Knowledge,
    shared: &mut Shared,
    found: &mut Vec<(u16, u8)>,
) {
    let Shared { counts, counted, candidates } = shared;
    candidates.clear();
    counts.clear();
    let Documented { incidents, shingles, buckets } = knowledge.documented();
    if incidents.is_empty() {
        return;
    }
    counts.resize(incidents.len(), [0, 0]);
    counted.clear();
    counted.resize(shingles.len().div_ceil(64), 0);
    let words = tokens.list.iter().filter(|t| t.flags & crate::tokens::ENTITY == 0);
    let mut before = None;
    for word in words.map(|t| word_hash(&knowledge.words, t, &folded.bytes)) {
        crate::steps::add(1);
        let Some(before) = before.replace(word) else { continue };
        let hash = shingle(before, word);
        let bucket = (hash >> (u16::BITS - BUCKET_BITS)) as usize;
        let [from, to] = [bucket, bucket + 1].map(|b| buckets[b] as usize);
        for at in from..to {
            crate::steps::add(1);
            let (other, text) = shingles[at];
            if other != hash {
                continue;
            }
            let is_first = at == from || shingles[at - 1].0 != hash;
            if is_first {
                if counted[at / 64] >> (at % 64) & 1 == 1 {
                    break;
                }
                counted[at / 64] |= 1 << (at % 64);
            }
            let count = &mut counts[text as usize / 2][text as usize % 2];
            *count += 1;
            if *count == LEAST_SHARED && !candidates.contains(&(text / 2)) {
                candidates.push(text / 2);
            }
        }
    }
    for &number in candidates.iter() {
        // Of quote and reconstruction the one that is more alike.
        let texts = counts[number as usize].iter().zip(incidents[number as usize].shingles);
        let similarity = texts.filter(|(count, all)| **count >= LEAST_SHARED && *all > 0);
        let percent = similarity.map(|(count, all)| percent(*count, all)).max().unwrap_or(0);
        if percent >= LEAST_SIMILARITY {
            found.push((number, percent));
        }
    }
    crate::sort::sort_by(found, |a, b| (b.1, a.0) < (a.1, b.0));
    found.truncate(3);
}

/// `count` of `all` in percent, rounded; at most 100. `all` is not 0.
fn percent(count: u16, all: u16) -> u8 {
    ((200 * u32::from(count) + u32::from(all)) / (2 * u32::from(all))).min(100) as u8
}
