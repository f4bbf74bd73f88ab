//! The walk over the bytes, from one word or sign to the next.

use super::class::{
    APOSTROPHE, CLASS, CLAUSE, DIGIT, DOLLAR, LETTER, NEWLINE, OPENER, SPACE, STOP, WIDE, char_at, is_elision,
    stands_alone,
};
use super::known::{Known, UNKNOWN};
use super::{
    AND_SIGN, DOUBLED, ENTITY, FIRST, Hash, LANGUAGE_BITS, LED_IN, LONGEST_LISTED_ENTITY, Lexicon, PHRASE_START, Token,
    Tokens, mark,
};
use crate::fold::Folded;
use crate::knowledge::NONE;

/// Where the walk is.
pub struct State<'a> {
    pub(super) tokens: &'a mut Tokens,
    pub(super) bytes: &'a [u8],
    pub(super) source: &'a str,
    pub(super) folded: &'a Folded,
    pub(super) lexicon: &'a Lexicon<'a>,
    pub(super) sentence: u32,
    pub(super) clause: u32,
    pub(super) first: bool,
    /// Whether what was said so far of the sentence only leads in to it.
    pub(super) led_in: bool,
    pub(super) steps: u32,
    /// How many single letters the text ends with so far.
    pub(super) run: u32,
    /// How many bytes stand between two of them, and the first of these bytes.
    pub(super) run_gap: u32,
    pub(super) run_byte: u8,
}

impl State<'_> {
    pub(super) fn class(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(SPACE, |&b| CLASS[b as usize])
    }

    pub(super) fn run(&mut self) {
        let n = self.bytes.len();
        let mut at = 0;
        while at < n {
            crate::steps::add(1);
            let class = CLASS[self.bytes[at] as usize];
            // Nearly always it is one of these, in turn.
            if class == SPACE {
                at += 1;
                continue;
            }
            if class == LETTER {
                at = self.word(at);
                continue;
            }
            at = match class {
                DIGIT => self.word(at),
                WIDE => self.wide(at),
                STOP => self.stop(at),
                CLAUSE => {
                    // An opening bracket may begin a phone number.
                    if self.bytes[at] == b'(' && self.class(at + 1) == DIGIT {
                        self.entity(at).unwrap_or_else(|| self.next_clause(at))
                    } else {
                        self.next_clause(at)
                    }
                }
                OPENER => self.opener(at),
                DOLLAR => self.dollar(at),
                NEWLINE => self.newline(at),
                APOSTROPHE => self.apostrophe(at),
                _ if self.bytes[at] == AND_SIGN && self.class(at + 1) == SPACE => {
                    if let Some(known) = self.lexicon.known_whole(&[AND_SIGN]) {
                        self.push(at, at + 1, known, 0);
                    }
                    at + 1
                }
                _ => {
                    // A dash between spaces turns the clause.
                    if self.bytes[at] == b'-' && self.class(at + 1) == SPACE { self.next_clause(at) } else { at + 1 }
                }
            };
        }
        self.close_run();
    }

    #[inline(never)]
    fn opener(&mut self, at: usize) -> usize {
        if let Some(end) = self.entity(at) {
            return end;
        }
        at + 1
    }

    #[inline(never)]
    fn dollar(&mut self, at: usize) -> usize {
        if let Some(end) = self.entity(at) {
            return end;
        }
        if self.class(at + 1) == LETTER {
            return self.leet_word(at, at + 1).unwrap_or(at + 1);
        }
        at + 1
    }

    /// `'s`, `'re`, `n't` set apart from their word belong to it.
    #[inline(never)]
    fn apostrophe(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while self.class(end) == LETTER {
            crate::steps::add(1);
            end += 1;
        }
        if let Some(last) = self.tokens.list.last().copied()
            && last.flags & ENTITY == 0
            && last.end as usize + 1 == at
            && self.bytes[at - 1] == b' '
            && matches!(&self.bytes[at + 1..end], b"s" | b"re" | b"ve" | b"ll" | b"d" | b"m" | b"t")
        {
            self.extend_last(&last, at + 1, end);
            return end;
        }
        at + 1
    }

    /// Makes the last token one word with the letters from `from` to `end`.
    pub(super) fn extend_last(&mut self, last: &Token, from: usize, end: usize) {
        let mut joined = std::mem::take(&mut self.tokens.scratch);
        joined.clear();
        joined.extend(self.bytes[last.start as usize..last.end as usize].iter().filter(|&&b| b != b'\''));
        joined.extend_from_slice(&self.bytes[from..end]);
        let known = self.lexicon.known(&joined).unwrap_or(UNKNOWN);
        self.tokens.scratch = joined;
        if let Some(token) = self.tokens.list.last_mut() {
            token.end = end as u32;
            token.hash = 0;
            token.word = known.word;
            token.set = known.set;
            token.word_flags = known.flags;
        }
    }

    #[inline(never)]
    fn wide(&mut self, at: usize) -> usize {
        let (c, length) = char_at(self.bytes, at);
        if stands_alone(c) {
            let known = self.lexicon.known(&self.bytes[at..at + length]).unwrap_or(UNKNOWN);
            self.push(at, at + length, known, 0);
            return at + length;
        }
        if c.is_alphanumeric() {
            return self.word(at);
        }
        if matches!(c, '€' | '£' | '¥' | '₹' | '₦' | '₱' | '₩')
            && let Some(end) = self.entity(at)
        {
            return end;
        }
        if matches!(c, '。' | '！' | '？' | '¡' | '¿') {
            self.end_sentence();
        } else if matches!(c, '、' | '，' | '：' | '；' | '«' | '»' | '•') {
            self.clause += 1;
        }
        at + length
    }

    pub(super) fn entity(&mut self, at: usize) -> Option<usize> {
        let (kind, end) = self.lexicon.entities.longest(self.bytes, at, &mut self.steps)?;
        let set = self.lexicon.entity_sets.get(kind as usize).copied().unwrap_or(NONE);
        // A list may have it too: `24h`, `press 1`.
        let short = if end - at <= LONGEST_LISTED_ENTITY { &self.bytes[at..end] } else { b"" };
        let known = self.lexicon.known_whole(short).unwrap_or(UNKNOWN);
        let set = if known.set == NONE { set } else { known.set };
        self.push(at, end, Known { word: known.word, set, flags: known.flags & PHRASE_START }, ENTITY);
        if let Some(last) = self.tokens.list.last_mut() {
            last.entity = kind;
        }
        Some(end)
    }

    fn word(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut digits = false;
        let mut apostrophe = 0;
        let mut doubled = false;
        let mut previous = 0u8;
        // Most words are plain letters.
        let mut hash = Hash::default();
        while let Some(&b) = self.bytes.get(end)
            && CLASS[usize::from(b)] == LETTER
        {
            crate::steps::add(1);
            doubled |= b == previous;
            previous = b;
            hash.add(b);
            end += 1;
        }
        let letters = end;
        while end < self.bytes.len() {
            crate::steps::add(1);
            let b = self.bytes[end];
            match CLASS[b as usize] {
                LETTER => doubled |= b == previous,
                DIGIT => digits = true,
                WIDE => {
                    let (c, length) = char_at(self.bytes, end);
                    if !c.is_alphanumeric() || stands_alone(c) {
                        break;
                    }
                    end += length - 1;
                }
                APOSTROPHE if end > at && self.class(end + 1) == LETTER => {
                    if is_elision(&self.bytes[at..end])
                        && (matches!(self.class(end + 2), LETTER | DIGIT) || self.run_begins(end + 1))
                    {
                        break;
                    }
                    apostrophe += 1;
                }
                _ => break,
            }
            previous = b;
            end += 1;
        }
        let next = self.bytes.get(end).copied().unwrap_or(b' ');
        if end == at + 1
            && let Some(apart_end) = self.apart_in_disguise(at)
        {
            return apart_end;
        }
        // Could a link, an address or a number begin here?
        if (digits
            || (matches!(next, b'.' | b'@' | b':' | b'[' | b'(' | b'-' | b'_' | b'/')
                && !matches!(self.class(end + 1), SPACE | NEWLINE)))
            && let Some(entity_end) = self.entity(at)
        {
            return entity_end;
        }
        if matches!(next, b'@' | b'$' | b'!' | b'|' | b'+')
            && self.class(end + 1) == LETTER
            && let Some(leet_end) = self.leet_word(at, end)
        {
            return leet_end;
        }
        if end == at + 1 && !digits {
            return self.single(at);
        }
        if apostrophe > 0 {
            let mut plain = std::mem::take(&mut self.tokens.scratch);
            plain.clear();
            plain.extend(self.bytes[at..end].iter().filter(|&&b| b != b'\''));
            let known = self.lexicon.known(&plain).unwrap_or(UNKNOWN);
            self.tokens.scratch = plain;
            self.push(at, end, known, 0);
            return end;
        }
        // A word known as such, but for "n't" set apart from its verb.
        // With digits inside only whole forms count at first: `end0r5ed` is not `end*`.
        let word = &self.bytes[at..end];
        let hash = if end == letters { hash.finish() } else { super::hash(word) };
        // A letter twice may be one: the whole word counts before what another word begins with.
        let whole = self.lexicon.whole_hashed(word, hash);
        if whole.is_none()
            && doubled
            && let Some(known) = self.undouble(word)
        {
            self.push(at, end, known, DOUBLED);
            return end;
        }
        if let Some(known) = whole.or_else(|| if digits { None } else { self.lexicon.prefix(word) }) {
            self.push_hashed(at, end, known, 0, hash);
            return end;
        }
        if self.unusual(at, end, digits, doubled) {
            return end;
        }
        let known = if digits { self.lexicon.known(&self.bytes[at..end]) } else { None };
        self.push_hashed(at, end, known.unwrap_or(UNKNOWN), 0, hash);
        end
    }

    pub(super) fn push(&mut self, start: usize, end: usize, known: Known, flags: u8) {
        self.push_hashed(start, end, known, flags, 0);
    }

    pub(super) fn push_hashed(&mut self, start: usize, end: usize, known: Known, flags: u8, hash: u32) {
        if self.run > 2 {
            self.close_run();
        }
        self.run = 0;
        let mut flags = flags;
        if self.first {
            flags |= FIRST;
        } else if self.led_in {
            flags |= LED_IN;
        }
        (self.first, self.led_in) = (false, false);
        let language = known.flags & LANGUAGE_BITS;
        if language.is_power_of_two() {
            self.tokens.languages[language.trailing_zeros() as usize] += 1;
        }
        let marks = self.lexicon.words.marks(known.set);
        if marks & mark::TURN != 0 {
            self.clause += 1;
        }
        self.tokens.list.push(Token {
            start: start as u32,
            end: end as u32,
            word: known.word,
            set: known.set,
            entity: 0,
            flags,
            word_flags: known.flags,
            sentence: self.sentence,
            clause: self.clause,
            hash,
        });
        if known.set != NONE && (marks & mark::MONTH != 0 || flags & ENTITY != 0) {
            self.calendar(known.set);
        }
    }
}
