//! Where sentences and clauses end.

use super::class::{DIGIT, LETTER, NEWLINE, SPACE};
use super::walk::State;
use super::{ENTITY, FIRST, SPACED, Token, mark};

/// How many words lead in to a sentence at most.
const LONGEST_LEAD_IN: usize = 4;

impl State<'_> {
    pub(super) fn next_clause(&mut self, at: usize) -> usize {
        // Letters set apart may be a word that leads in.
        if self.run > 2 && !self.run_goes_on(at) {
            self.close_run();
        }
        self.clause += 1;
        self.led_in = match self.bytes[at] {
            b',' | b':' | b'-' => self.only_leads_in(true),
            // Who says something may stand alone on a line.
            b'\n' => self.only_leads_in(false),
            _ => false,
        };
        at + 1
    }

    /// Whether the sentence so far is a few words after one that leads in (`Hi neighbor`, `Dear old friends`), or, where that
    /// may be, any one word (`Maria`).
    fn only_leads_in(&self, any_word: bool) -> bool {
        let list = &self.tokens.list;
        let begun = list.iter().rev().take(LONGEST_LEAD_IN).position(|token| token.flags & FIRST != 0);
        begun.is_some_and(|after| {
            let first = &list[list.len() - 1 - after];
            first.sentence == self.sentence
                && (any_word && after == 0 || self.lexicon.words.marks(first.set) & mark::LEAD_IN != 0)
        })
    }

    pub(super) fn end_sentence(&mut self) {
        if !self.first {
            self.sentence += 1;
            self.clause += 1;
            self.first = true;
        }
    }

    #[inline(never)]
    pub(super) fn stop(&mut self, at: usize) -> usize {
        match self.bytes[at] {
            b'?' => self.tokens.questions += 1,
            b'!' => self.tokens.exclamations += 1,
            _ => {
                // A dot inside a word or number, or after an abbreviation or initial, ends nothing.
                if matches!(self.class(at + 1), LETTER | DIGIT) {
                    return at + 1;
                }
                // After letters set apart it may end a word we know: then it ends the sentence too.
                if self.run > 2 && !self.run_goes_on(at) {
                    self.close_run();
                }
                if let Some(last) = self.tokens.list.last()
                    && last.flags & SPACED == 0
                    && last.end as usize == at
                    && (self.is_abbreviation(last) || (last.end - last.start == 1 && last.flags & ENTITY == 0))
                    && self.class(at + 1) != NEWLINE
                    && at + 1 < self.bytes.len()
                {
                    return at + 1;
                }
            }
        }
        // "wow!!now" and "U.S.A" go on; "vote!Now" does end.
        self.end_sentence();
        at + 1
    }

    fn is_abbreviation(&self, token: &Token) -> bool {
        self.lexicon.words.marks(token.set) & mark::ABBREVIATION != 0
    }

    #[inline(never)]
    pub(super) fn newline(&mut self, at: usize) -> usize {
        let mut next = at + 1;
        let mut lines = 1;
        while matches!(self.class(next), SPACE | NEWLINE) && next < self.bytes.len() {
            crate::steps::add(1);
            lines += u32::from(self.class(next) == NEWLINE);
            next += 1;
        }
        if lines > 1 {
            self.end_sentence();
        } else {
            self.next_clause(at);
        }
        next
    }
}
