//! Words → what is known of them.

use super::hash::hash;
use super::{Lexicon, SHORTHAND};
use crate::knowledge::{NONE, PhrasePrefix, Words};

impl crate::knowledge::Prefix {
    /// Whether its first three bytes are those of a folded word, which has as many.
    #[inline]
    fn is_like(&self, bytes: &[u8]) -> bool {
        self.text.as_bytes()[..3] == bytes[..3]
    }
}

impl Words {
    /// The number of a folded word.
    #[must_use]
    pub fn find(&self, bytes: &[u8]) -> Option<u16> {
        self.find_hashed(bytes, hash(bytes))
    }

    /// The number of a folded word whose hash is known.
    fn find_hashed(&self, bytes: &[u8], hash: u32) -> Option<u16> {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            match self.table[at] {
                0 => return None,
                id => {
                    let id = id - 1;
                    let start = self.offsets[id as usize] as usize;
                    let end = self.offsets[id as usize + 1] as usize;
                    if self.text.as_bytes()[start..end] == *bytes {
                        return Some(id);
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// The word that a short one stands for.
    #[inline(never)]
    fn written_out(&self, short: u16) -> u16 {
        let at = self.shorthand.partition_point(|(other, _)| *other < short);
        self.shorthand.get(at).map_or(short, |(_, long)| *long)
    }

    /// The longest listed prefix that a folded word begins with: its set and language bits.
    #[must_use]
    pub fn find_prefix(&self, bytes: &[u8]) -> Option<(u16, u8)> {
        let mut like = self.prefixes[self.first_like(bytes)?..].iter().take_while(|prefix| prefix.is_like(bytes));
        let longest = like.find(|prefix| bytes.starts_with(prefix.text.as_bytes()));
        longest.map(|prefix| (prefix.set, prefix.flags))
    }

    /// The first of those whose first three bytes are those of a folded word; a longer one stands before those that it begins with.
    fn first_like(&self, bytes: &[u8]) -> Option<usize> {
        if bytes.len() < 3 || self.prefix_table.is_empty() {
            return None;
        }
        let mask = self.prefix_table.len() - 1;
        let mut at = hash(&bytes[..3]) as usize & mask;
        loop {
            let first = usize::from(self.prefix_table[at]).checked_sub(1)?;
            if self.prefixes[first].is_like(bytes) {
                return Some(first);
            }
            at = (at + 1) & mask;
        }
    }

    /// The phrases that a prefix after a phrase node completes.
    #[inline]
    pub fn phrase_prefixes_after(&self, node: u16) -> impl Iterator<Item = &'static PhrasePrefix> {
        let has_some = self.phrase_prefix_nodes[node as usize / 64] >> (node % 64) & 1 == 1;
        let from = if has_some { self.phrase_prefixes.partition_point(|p| p.node < node) } else { usize::MAX };
        self.phrase_prefixes.get(from..).unwrap_or_default().iter().take_while(move |p| p.node == node)
    }

    /// What is asked of a set: the constants of [`super::mark`].
    #[must_use]
    pub fn marks(&self, set: u16) -> u16 {
        if set == NONE { 0 } else { self.set_marks[set as usize] }
    }

    /// The symbols of a set.
    #[must_use]
    #[inline]
    pub fn symbols(&self, set: u16) -> &'static [u16] {
        if set == NONE {
            return &[];
        }
        &self.symbols[self.set_offsets[set as usize] as usize..self.set_offsets[set as usize + 1] as usize]
    }
}

/// What was found of a word.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    pub word: u16,
    pub set: u16,
    pub flags: u8,
}

pub const UNKNOWN: Known = Known { word: NONE, set: NONE, flags: 0 };

impl Lexicon<'_> {
    pub(super) fn known(&self, bytes: &[u8]) -> Option<Known> {
        self.known_whole(bytes).or_else(|| self.prefix(bytes))
    }

    /// A word form whose hash is known.
    #[inline]
    pub(super) fn whole_hashed(&self, bytes: &[u8], hash: u32) -> Option<Known> {
        let id = self.words.find_hashed(bytes, hash)?;
        let flags = self.words.word_flags[id as usize];
        let word = if flags & SHORTHAND == 0 { id } else { self.words.written_out(id) };
        Some(Known { word, set: self.words.word_sets[id as usize], flags })
    }

    /// What a listed prefix says of a word.
    #[inline]
    pub(super) fn prefix(&self, bytes: &[u8]) -> Option<Known> {
        self.words.find_prefix(bytes).map(|(set, flags)| Known { word: NONE, set, flags })
    }

    /// As `known`, but only for whole word forms: what joined or split letters must amount to.
    pub(super) fn known_whole(&self, bytes: &[u8]) -> Option<Known> {
        self.whole_hashed(bytes, hash(bytes))
    }
}
