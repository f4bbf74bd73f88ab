//! Letters set apart: `v o t e`, `S-T-O-P`.

use super::class::{DIGIT, LETTER};
use super::known::UNKNOWN;
use super::walk::State;
use super::{ENTITY, FIRST, LED_IN, LEET, SPACED, Token, mark};
use crate::knowledge::NONE;

/// No longer word is looked for among characters set apart in several ways.
const LONGEST_IN_DISGUISE: usize = 24;

impl State<'_> {
    /// One letter: a word of its own, or one of a spaced word.
    pub(super) fn single(&mut self, at: usize) -> usize {
        // "do n't": the word before gets it.
        if self.bytes[at] == b'n'
            && self.bytes.get(at + 1) == Some(&b'\'')
            && self.bytes.get(at + 2) == Some(&b't')
            && self.class(at + 3) != LETTER
            && let Some(last) = self.tokens.list.last().copied()
            && last.flags & ENTITY == 0
            && last.end as usize + 1 == at
        {
            self.extend_last(&last, at, at + 1);
            let last = self.tokens.list[self.tokens.list.len() - 1];
            self.extend_last(&last, at + 2, at + 3);
            return at + 3;
        }
        let known = self.lexicon.known(&self.bytes[at..=at]).unwrap_or(UNKNOWN);
        let (gap, between) = self
            .tokens
            .list
            .last()
            .map_or((0, 0), |last| (at as u32 - last.end, self.bytes[(last.end as usize).min(at)]));
        let alike = self.run == 1 || (gap, between) == (self.run_gap, self.run_byte);
        let continues = self.run > 0 && (1..=3).contains(&gap) && alike;
        if continues {
            (self.run_gap, self.run_byte) = (gap, between);
        } else {
            self.close_run();
        }
        // The run goes on: it is not for `push` to close.
        let run = std::mem::take(&mut self.run);
        self.push(at, at + 1, known, 0);
        // The elision of `l'u r n e` is no letter of the word set apart.
        let elided = self.bytes.get(at + 1) == Some(&b'\'') && self.class(at + 2) == LETTER;
        self.run = if elided { 0 } else { run + 1 };
        at + 1
    }

    /// Letters set apart by signs that differ, or with digits for some of them: `S.T-0-P`, `5 T 0 P`. Only a whole
    /// word we know, of four letters or more: by one sign and without digits it is for [`Self::single`].
    #[inline(never)]
    pub(super) fn apart_in_disguise(&mut self, at: usize) -> Option<usize> {
        let is_character = |at: usize| matches!(self.class(at), LETTER | DIGIT);
        let sign = *self.bytes.get(at + 1)?;
        let mut letters = [self.bytes[at]; LONGEST_IN_DISGUISE];
        let (mut count, mut last, mut disguised) = (1, at, self.bytes[at].is_ascii_digit());
        while count < LONGEST_IN_DISGUISE && is_character(last + 2) && !is_character(last + 3) {
            crate::steps::add(1);
            let between = self.bytes[last + 1];
            // Spaces stand between all of them or between none.
            if between != sign && (sign <= b' ' || between <= b' ') {
                break;
            }
            last += 2;
            letters[count] = self.bytes[last];
            count += 1;
            disguised |= between != sign || self.bytes[last].is_ascii_digit();
        }
        if !disguised || count < 4 {
            return None;
        }
        let letters = &letters[..count];
        let known = self.unleet(letters).filter(|known| known.word != NONE)?;
        self.push(at, last + 1, known, SPACED | LEET);
        Some(last + 1)
    }

    /// Whether three letters or more stand apart from `at` on, always by the same sign.
    pub(super) fn run_begins(&self, at: usize) -> bool {
        let between = self.bytes.get(at + 1).copied().unwrap_or(0);
        matches!(between, b' ' | b'.' | b'-' | b'_' | b'*')
            && self.bytes.get(at + 3) == Some(&between)
            && [at, at + 2, at + 4].iter().all(|&letter| self.class(letter) == LETTER)
            && self.class(at + 5) != LETTER
    }

    /// Whether the letters set apart go on after the byte at `at`, with the same distance between them.
    pub(super) fn run_goes_on(&self, at: usize) -> bool {
        let next = self.tokens.list.last().map_or(at, |last| last.end as usize) + self.run_gap as usize;
        next > at && self.class(next) == LETTER && self.class(next + 1) != LETTER
    }

    /// Joins the single letters the text ended with, when they amount to words we know.
    #[inline(never)]
    pub(super) fn close_run(&mut self) {
        let count = self.run as usize;
        self.run = 0;
        if !(3..=64).contains(&count) {
            return;
        }
        let from = self.tokens.list.len() - count;
        let letters: Vec<u8> = self.tokens.list[from..].iter().map(|t| self.bytes[t.start as usize]).collect();
        let Some(cuts) = self.cut(&letters, 3) else { return };
        let singles: Vec<Token> = self.tokens.list.split_off(from);
        let (mut begin, mut turned) = (0, 0);
        for end in cuts {
            let known = self
                .lexicon
                .known_whole(&letters[begin..end])
                .or_else(|| self.lexicon.known(&letters[begin..end]))
                .unwrap_or(UNKNOWN);
            let flags = SPACED | (singles[begin].flags & (FIRST | LED_IN));
            let marks = self.lexicon.words.marks(known.set);
            if marks & mark::TURN != 0 {
                self.clause += 1;
                turned += 1;
            }
            self.tokens.list.push(Token {
                start: singles[begin].start,
                end: singles[end - 1].end,
                word: known.word,
                set: known.set,
                entity: 0,
                flags,
                word_flags: known.flags,
                sentence: singles[begin].sentence,
                clause: singles[begin].clause + turned,
                hash: 0,
            });
            if marks & mark::MONTH != 0 {
                self.calendar(known.set);
            }
            begin = end;
        }
    }

    /// Cuts letters into words we know, as few as possible; `least` letters in the longest. `None` if they cannot be.
    pub(super) fn cut(&self, letters: &[u8], least: usize) -> Option<Vec<usize>> {
        if self.lexicon.known(letters).is_some() && letters.len() >= least {
            return Some(vec![letters.len()]);
        }
        let n = letters.len();
        // For each end: how many words lead there, and where the last begins.
        let mut best: Vec<Option<(usize, usize)>> = vec![None; n + 1];
        best[0] = Some((0, 0));
        for end in 1..=n {
            for begin in end.saturating_sub(16)..end {
                crate::steps::add(1);
                let Some((words, _)) = best[begin] else { continue };
                if end - begin == 1 && !matches!(letters[begin], b'a' | b'i' | b'y' | b'u' | b'o') {
                    continue;
                }
                if self.lexicon.known_whole(&letters[begin..end]).is_some()
                    && best[end].is_none_or(|(w, _)| words + 1 < w)
                {
                    best[end] = Some((words + 1, begin));
                }
            }
        }
        let mut cuts = Vec::new();
        let mut longest = 0;
        let mut end = n;
        while end > 0 {
            let (_, begin) = best[end]?;
            longest = longest.max(end - begin);
            cuts.push(end);
            end = begin;
        }
        cuts.reverse();
        (longest >= least).then_some(cuts)
    }
}
