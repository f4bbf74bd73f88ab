//! Words spelled so that they are not found: digits for letters, doubled letters, words grown together.

use super::class::{DIGIT, LETTER};
use super::known::{Known, UNKNOWN};
use super::walk::State;
use super::{DOUBLED, LEET, SPLIT};
use crate::knowledge::NONE;

/// The letters a digit or sign may stand for inside a word.
const fn leet(b: u8) -> &'static [u8] {
    match b {
        b'0' => b"o",
        b'1' | b'!' => b"il",
        b'|' => b"li",
        b'3' => b"e",
        b'4' | b'@' => b"a",
        b'5' | b'$' => b"s",
        b'7' | b'+' => b"t",
        b'8' => b"b",
        _ => b"",
    }
}

/// No longer word is looked at for letters doubled.
const LONGEST_DOUBLED: usize = 32;
/// Which of four runs of a letter are taken for one: the fewest first.
const FEWEST_FIRST: [u8; 16] = [0, 1, 2, 4, 8, 3, 5, 6, 9, 10, 12, 7, 11, 13, 14, 15];

impl State<'_> {
    /// A word of signs and letters such as `$teal` or `v@te`, if it is one we know.
    #[inline(never)]
    pub(super) fn leet_word(&mut self, at: usize, from: usize) -> Option<usize> {
        let mut end = from;
        while matches!(self.class(end), LETTER | DIGIT)
            || (matches!(self.bytes.get(end), Some(b'@' | b'$' | b'!' | b'|' | b'+')) && self.class(end + 1) == LETTER)
        {
            end += 1;
        }
        let known = self.unleet(&self.bytes[at..end])?;
        self.push(at, end, known, LEET);
        Some(end)
    }

    /// Reads digits and signs as letters.
    pub(super) fn unleet(&self, word: &[u8]) -> Option<Known> {
        if !(3..=24).contains(&word.len()) || word.iter().filter(|b| b.is_ascii_lowercase()).count() * 2 < word.len() {
            return None;
        }
        let ambiguous: Vec<usize> =
            word.iter().enumerate().filter(|(_, b)| leet(**b).len() > 1).map(|(i, _)| i).take(3).collect();
        let mut letters: Vec<u8> = word.iter().map(|&b| leet(b).first().copied().unwrap_or(b)).collect();
        // Whole words first, then what begins as one.
        for whole in [true, false] {
            for choice in 0..1u32 << ambiguous.len() {
                crate::steps::add(word.len());
                for (bit, &index) in ambiguous.iter().enumerate() {
                    letters[index] = leet(word[index])[(choice >> bit & 1) as usize];
                }
                let known = if whole { self.lexicon.known_whole(&letters) } else { self.lexicon.known(&letters) };
                if known.is_some() {
                    return known;
                }
            }
        }
        None
    }

    /// A word no list knows: is it one we know in disguise, or several written together?
    #[inline(never)]
    pub(super) fn unusual(&mut self, at: usize, end: usize, digits: bool, doubled: bool) -> bool {
        let word = &self.bytes[at..end];
        if digits {
            if let Some(known) = self.unleet(word) {
                self.push(at, end, known, LEET);
                return true;
            }
            if let Some(middle) = word.iter().position(|b| matches!(b, b'2' | b'4'))
                && let (Some(left), Some(right)) =
                    (self.lexicon.known_whole(&word[..middle]), self.lexicon.known_whole(&word[middle + 1..]))
            {
                let number = self.lexicon.known(&word[middle..=middle]).unwrap_or(UNKNOWN);
                self.push(at, at + middle, left, SPLIT);
                self.push(at + middle, at + middle + 1, number, SPLIT);
                self.push(at + middle + 1, end, right, SPLIT);
                return true;
            }
        }
        if doubled && let Some(known) = self.undoubled_beginning(word) {
            self.push(at, end, known, DOUBLED);
            return true;
        }
        if word.len() >= 7 && word.len() <= 48 {
            return self.camel(at, end);
        }
        false
    }

    /// A word with letters doubled: each run of a letter may stand for two or for one, the fewest taken away first.
    #[inline(never)]
    pub(super) fn undouble(&self, word: &[u8]) -> Option<Known> {
        if word.len() > LONGEST_DOUBLED {
            return None;
        }
        let mut runs = [(0, false); LONGEST_DOUBLED];
        let mut count = 0;
        for &b in word {
            if count > 0 && runs[count - 1].0 == b {
                runs[count - 1].1 = true;
            } else {
                runs[count] = (b, false);
                count += 1;
            }
        }
        let many = runs[..count].iter().filter(|run| run.1).count().min(4);
        for choice in FEWEST_FIRST.into_iter().filter(|choice| choice >> many == 0) {
            crate::steps::add(word.len());
            let mut letters = [0; LONGEST_DOUBLED];
            let (mut length, mut bit) = (0, 0);
            for &(letter, doubled) in &runs[..count] {
                letters[length] = letter;
                length += 1;
                if doubled {
                    // What is more than four runs is taken for one.
                    if bit < many && choice >> bit & 1 == 0 {
                        letters[length] = letter;
                        length += 1;
                    }
                    bit += 1;
                }
            }
            let letters = &letters[..length];
            if letters != word
                && let Some(known) = self.lexicon.known_whole(letters)
            {
                return Some(known);
            }
        }
        None
    }

    /// A word with letters doubled that begins as one we know.
    fn undoubled_beginning(&self, word: &[u8]) -> Option<Known> {
        let mut collapsed = word.to_vec();
        collapsed.dedup();
        self.lexicon.words.find_prefix(&collapsed).map(|(set, flags)| Known { word: NONE, set, flags })
    }

    /// Words written together: `StopTheSteal` by its capitals, `stopthesteal` by cutting (after `#` or when all of it is known).
    #[inline(never)]
    fn camel(&mut self, at: usize, end: usize) -> bool {
        let (source_start, source_end) = self.folded.source_span(at, end);
        let Some(source) = self.source.get(source_start as usize..source_end as usize) else { return false };
        if source.len() != end - at {
            return false;
        }
        let written = source.as_bytes();
        let humps: Vec<usize> = (1..written.len())
            .filter(|&i| written[i].is_ascii_uppercase() && written[i - 1].is_ascii_lowercase())
            .collect();
        let hashtag = at > 0 && self.bytes[at - 1] == b'#';
        let cuts: Vec<usize> = if humps.is_empty() {
            let glued = hashtag || self.lexicon.known_whole(&self.bytes[at..at + 4]).is_some();
            if !glued {
                return false;
            }
            let Some(cuts) = self.cut(&self.bytes[at..end], 3) else { return false };
            // "journey" is no "jour ne y", "postman" no "post man": only after # may words be as short as that.
            let mut from = 0;
            let short = cuts.iter().any(|&cut| cut - std::mem::replace(&mut from, cut) < 3);
            if !hashtag && (cuts.len() > 4 || short || end - at < 12) {
                return false;
            }
            cuts
        } else {
            let cuts: Vec<usize> = humps.into_iter().chain([end - at]).collect();
            // Mixed case is no camel case: every part is a word of its own.
            let mut begin = 0;
            for &cut in &cuts {
                if cut - begin < 3 && self.lexicon.known_whole(&self.bytes[at + begin..at + cut]).is_none() {
                    return false;
                }
                begin = cut;
            }
            cuts
        };
        let mut begin = 0;
        for cut in cuts {
            let known = self.lexicon.known(&self.bytes[at + begin..at + cut]).unwrap_or(UNKNOWN);
            self.push(at + begin, at + cut, known, SPLIT);
            begin = cut;
        }
        true
    }
}
