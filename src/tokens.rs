//! Folded bytes → tokens: words with the set of lists they are in, entities, sentences and clauses.
//!
//! One pass. A word no list knows is looked at again for the disguises that live inside words:
//! digits for letters (`v0te`), letters spaced apart (`s t e a l`), doubled letters (`votte`),
//! words run together (`StopTheSteal`, `Stop2End`).

use crate::entities::EntityAutomaton;
use crate::fold::Folded;
use crate::knowledge::{NONE, Words};

/// Word flags: the language bits, in the order of [`crate::knowledge::LANGUAGES`].
pub const LANGUAGE_BITS: u8 = 0b111;
/// Word flag: a phrase begins with it.
pub const PHRASE_START: u8 = 1 << 3;

/// Token flag: letters were replaced by digits or signs.
pub const LEET: u8 = 1;
/// Token flag: its letters stood apart.
pub const SPACED: u8 = 2;
/// Token flag: letters were doubled.
pub const DOUBLED: u8 = 4;
/// Token flag: it was recognised by its shape, not its letters.
pub const ENTITY: u8 = 8;
/// Token flag: it begins a sentence.
pub const FIRST: u8 = 16;
/// Token flag: it is part of a longer word that was written together.
pub const SPLIT: u8 = 32;

/// What is asked of a symbol set at every word: [`Words::set_marks`].
pub mod mark {
    /// A month.
    pub const MONTH: u8 = 1;
    /// An abbreviation, after which a dot ends no sentence.
    pub const ABBREVIATION: u8 = 1 << 1;
    /// A word that turns a clause (but, pero, mais).
    pub const TURN: u8 = 1 << 2;
    /// A word that may stand between the number and the month of a date (of, de).
    pub const DATE_GLUE: u8 = 1 << 3;
    /// A word that stops messages when sent as a reply (STOP, ALTO).
    pub const KEYWORD: u8 = 1 << 4;
    /// A word that may do so.
    pub const WEAK_KEYWORD: u8 = 1 << 5;
    /// Those that word lists give, in the order in which the lists are asked for.
    pub const ASKED: [u8; 5] = [ABBREVIATION, TURN, DATE_GLUE, KEYWORD, WEAK_KEYWORD];
}

/// One word or entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it begins in the folded bytes.
    pub start: u32,
    /// Where it ends in the folded bytes.
    pub end: u32,
    /// Its number in [`Words`], or `NONE`.
    pub word: u16,
    /// Its symbol set, or `NONE`.
    pub set: u16,
    /// For an entity its kind, else 0.
    pub entity: u8,
    /// [`LEET`] …
    pub flags: u8,
    /// Language bits and [`PHRASE_START`] of the word.
    pub word_flags: u8,
    /// Which sentence it is in.
    pub sentence: u32,
    /// Which clause it is in.
    pub clause: u32,
}

/// A date that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Its first token.
    pub start: u32,
    /// The token after its last.
    pub end: u32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
    /// The year, or 0 when none was written.
    pub year: u16,
}

/// The tokens of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The tokens in the order of the text.
    pub list: Vec<Token>,
    /// Dates written with a month's name.
    pub dates: Vec<Date>,
    /// How many tokens speak for each language.
    pub languages: [u32; 3],
    /// Question marks, exclamation marks.
    pub questions: u32,
    /// Exclamation marks.
    pub exclamations: u32,
    scratch: Vec<u8>,
}

/// What the tokenizer needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    /// Word forms.
    pub words: &'a Words,
    /// Entities.
    pub entities: &'a EntityAutomaton,
    /// The symbol set of each entity kind.
    pub entity_sets: &'a [u16],
}

const SPACE: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const WIDE: u8 = 3;
const STOP: u8 = 4;
const CLAUSE: u8 = 5;
const OPENER: u8 = 6;
const NEWLINE: u8 = 7;
const APOSTROPHE: u8 = 8;
const OTHER: u8 = 9;
const DOLLAR: u8 = 10;

const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut b = 0usize;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\r' => SPACE,
            b'\n' => NEWLINE,
            b'.' | b'!' | b'?' => STOP,
            b',' | b';' | b':' | b'(' | b')' | b'"' => CLAUSE,
            b'+' | b'@' | b'#' => OPENER,
            b'$' => DOLLAR,
            b'\'' => APOSTROPHE,
            0x80..=0xff => WIDE,
            _ => OTHER,
        };
        b += 1;
    }
    table
};

/// The hash of a folded word, the same when the tables are made and when they are read.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    crate::steps::add(bytes.len());
    let mut hash = Hash::default();
    for &b in bytes {
        hash.add(b);
    }
    hash.finish()
}

/// The hash of a word that is read byte by byte.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self(0x9e37_79b9)
    }
}

impl Hash {
    /// The hash of the word with one byte more.
    #[must_use]
    pub fn with(mut self, byte: u8) -> Self {
        self.add(byte);
        self
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    /// The hash of all of it.
    #[must_use]
    pub fn finish(self) -> u32 {
        self.0 ^ (self.0 >> 15)
    }
}

impl crate::knowledge::Prefix {
    /// Whether its first three bytes are those of a folded word, which has as many.
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

    /// The longest listed prefix that a folded word begins with: its set and language bits.
    #[must_use]
    pub fn find_prefix(&self, bytes: &[u8]) -> Option<(u16, u8)> {
        let mut like = self.prefixes[self.first_like(bytes)?..].iter().take_while(|prefix| prefix.is_like(bytes));
        let longest = like.find(|prefix| bytes.starts_with(prefix.text.as_bytes()));
        longest.map(|prefix| (prefix.set, prefix.flags))
    }

    /// The prefixes whose first three bytes are those of a folded word, the longest first.
    #[must_use]
    pub fn prefixes_like(&self, bytes: &[u8]) -> std::ops::Range<usize> {
        let Some(first) = self.first_like(bytes) else { return 0..0 };
        first..first + self.prefixes[first..].iter().take_while(|prefix| prefix.is_like(bytes)).count()
    }

    /// The first of them.
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

    /// What is asked of a set: the constants of [`mark`].
    #[must_use]
    pub fn marks(&self, set: u16) -> u8 {
        if set == NONE { 0 } else { self.set_marks[set as usize] }
    }

    /// The symbols of a set.
    #[must_use]
    pub fn symbols(&self, set: u16) -> &'static [u16] {
        if set == NONE {
            return &[];
        }
        &self.symbols[self.set_offsets[set as usize] as usize..self.set_offsets[set as usize + 1] as usize]
    }
}

/// What was found of a word.
#[derive(Debug, Clone, Copy)]
struct Known {
    word: u16,
    set: u16,
    flags: u8,
}

const UNKNOWN: Known = Known { word: NONE, set: NONE, flags: 0 };

impl Lexicon<'_> {
    fn known(&self, bytes: &[u8]) -> Option<Known> {
        self.known_whole(bytes).or_else(|| self.prefix(bytes))
    }

    /// A word form whose hash is known.
    fn whole_hashed(&self, bytes: &[u8], hash: u32) -> Option<Known> {
        let id = self.words.find_hashed(bytes, hash)?;
        Some(Known { word: id, set: self.words.word_sets[id as usize], flags: self.words.word_flags[id as usize] })
    }

    /// What a listed prefix says of a word.
    fn prefix(&self, bytes: &[u8]) -> Option<Known> {
        self.words.find_prefix(bytes).map(|(set, flags)| Known { word: NONE, set, flags })
    }

    /// As `known`, but only for whole word forms: what joined or split letters must amount to.
    fn known_whole(&self, bytes: &[u8]) -> Option<Known> {
        self.whole_hashed(bytes, hash(bytes))
    }
}

/// Whether a character is written without spaces around its words, so that each stands alone.
fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11ff | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3130..=0x318f | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// The character that begins at `at`.
fn char_at(bytes: &[u8], at: usize) -> (char, usize) {
    let length = match bytes[at] {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let end = (at + length).min(bytes.len());
    std::str::from_utf8(&bytes[at..end])
        .ok()
        .and_then(|s| s.chars().next())
        .map_or(('\u{fffd}', 1), |c| (c, c.len_utf8()))
}

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

/// Elisions that are words of their own: `l'urne`, `qu'il`.
fn is_elision(bytes: &[u8]) -> bool {
    matches!(bytes, b"l" | b"d" | b"j" | b"c" | b"s" | b"n" | b"m" | b"t" | b"qu" | b"jusqu" | b"lorsqu" | b"puisqu")
}

impl Tokens {
    /// Reads folded bytes into tokens. Linear in their number.
    #[inline(never)]
    pub fn read(&mut self, source: &str, folded: &Folded, lexicon: &Lexicon) {
        self.list.clear();
        self.dates.clear();
        self.languages = [0; 3];
        self.questions = 0;
        self.exclamations = 0;
        let bytes = folded.bytes.as_slice();
        let mut state = State {
            tokens: self,
            bytes,
            source,
            folded,
            lexicon,
            sentence: 0,
            clause: 0,
            first: true,
            steps: 4 * bytes.len() as u32 + 256,
            run: 0,
            run_gap: 0,
            run_byte: 0,
        };
        state.run();
    }
}

struct State<'a> {
    tokens: &'a mut Tokens,
    bytes: &'a [u8],
    source: &'a str,
    folded: &'a Folded,
    lexicon: &'a Lexicon<'a>,
    sentence: u32,
    clause: u32,
    first: bool,
    steps: u32,
    /// How many single letters the text ends with so far.
    run: u32,
    /// How many bytes stand between two of them, and the first of these bytes.
    run_gap: u32,
    run_byte: u8,
}

impl State<'_> {
    fn class(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(SPACE, |&b| CLASS[b as usize])
    }

    fn run(&mut self) {
        let n = self.bytes.len();
        let mut at = 0;
        while at < n {
            crate::steps::add(1);
            at = match CLASS[self.bytes[at] as usize] {
                SPACE => at + 1,
                LETTER | DIGIT => self.word(at),
                WIDE => self.wide(at),
                STOP => self.stop(at),
                CLAUSE => {
                    // An opening bracket may begin a phone number, a quote a link.
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
                _ => {
                    // A dash between spaces turns the clause.
                    if self.bytes[at] == b'-' && self.class(at + 1) == SPACE {
                        self.clause += 1;
                    }
                    at + 1
                }
            };
        }
        self.close_run();
    }

    fn next_clause(&mut self, at: usize) -> usize {
        self.clause += 1;
        at + 1
    }

    fn end_sentence(&mut self) {
        if !self.first {
            self.sentence += 1;
            self.clause += 1;
            self.first = true;
        }
    }

    #[inline(never)]
    fn stop(&mut self, at: usize) -> usize {
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

    /// Whether the letters set apart go on after the byte at `at`, with the same distance between them.
    fn run_goes_on(&self, at: usize) -> bool {
        let next = self.tokens.list.last().map_or(at, |last| last.end as usize) + self.run_gap as usize;
        next > at && self.class(next) == LETTER && self.class(next + 1) != LETTER
    }

    fn is_abbreviation(&self, token: &Token) -> bool {
        self.lexicon.words.marks(token.set) & mark::ABBREVIATION != 0
    }

    #[inline(never)]
    fn newline(&mut self, at: usize) -> usize {
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
            self.clause += 1;
        }
        next
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
    fn extend_last(&mut self, last: &Token, from: usize, end: usize) {
        let mut joined = std::mem::take(&mut self.tokens.scratch);
        joined.clear();
        joined.extend(self.bytes[last.start as usize..last.end as usize].iter().filter(|&&b| b != b'\''));
        joined.extend_from_slice(&self.bytes[from..end]);
        let known = self.lexicon.known(&joined).unwrap_or(UNKNOWN);
        self.tokens.scratch = joined;
        if let Some(token) = self.tokens.list.last_mut() {
            token.end = end as u32;
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

    fn entity(&mut self, at: usize) -> Option<usize> {
        let (kind, end) = self.lexicon.entities.longest(self.bytes, at, &mut self.steps)?;
        let set = self.lexicon.entity_sets.get(kind as usize).copied().unwrap_or(NONE);
        self.push(at, end, Known { word: NONE, set, flags: 0 }, ENTITY);
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
        let hash = if end == letters { hash.finish() } else { self::hash(word) };
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
            self.push(at, end, known, 0);
            return end;
        }
        if self.unusual(at, end, digits, doubled) {
            return end;
        }
        let known = if digits { self.lexicon.known(&self.bytes[at..end]) } else { None };
        self.push(at, end, known.unwrap_or(UNKNOWN), 0);
        end
    }

    /// One letter: a word of its own, or one of a spaced word.
    fn single(&mut self, at: usize) -> usize {
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

    /// Whether three letters or more stand apart from `at` on, always by the same sign.
    fn run_begins(&self, at: usize) -> bool {
        let between = self.bytes.get(at + 1).copied().unwrap_or(0);
        matches!(between, b' ' | b'.' | b'-' | b'_' | b'*')
            && self.bytes.get(at + 3) == Some(&between)
            && [at, at + 2, at + 4].iter().all(|&letter| self.class(letter) == LETTER)
            && self.class(at + 5) != LETTER
    }

    fn push(&mut self, start: usize, end: usize, known: Known, flags: u8) {
        if self.run > 2 {
            self.close_run();
        }
        self.run = 0;
        let mut flags = flags;
        if self.first {
            flags |= FIRST;
            self.first = false;
        }
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
        });
        if known.set != NONE && (marks & mark::MONTH != 0 || flags & ENTITY != 0) {
            self.calendar(known.set);
        }
    }

    /// Joins the single letters the text ended with, when they amount to words we know.
    #[inline(never)]
    fn close_run(&mut self) {
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
            let flags = SPACED | (singles[begin].flags & FIRST);
            if self.lexicon.words.marks(known.set) & mark::TURN != 0 {
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
            });
            begin = end;
        }
    }

    /// Cuts letters into words we know, as few as possible; `least` letters in the longest. `None` if they cannot be.
    fn cut(&self, letters: &[u8], least: usize) -> Option<Vec<usize>> {
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

    /// A word of signs and letters such as `$teal` or `v@te`, if it is one we know.
    #[inline(never)]
    fn leet_word(&mut self, at: usize, from: usize) -> Option<usize> {
        let mut end = from;
        while matches!(self.class(end), LETTER | DIGIT)
            || (matches!(self.bytes.get(end), Some(b'@' | b'$' | b'!' | b'|' | b'+')) && self.class(end + 1) == LETTER)
        {
            end += 1;
        }
        let known = self.unleet(at, end)?;
        self.push(at, end, known, LEET);
        Some(end)
    }

    /// Reads digits and signs as letters.
    fn unleet(&self, at: usize, end: usize) -> Option<Known> {
        let word = &self.bytes[at..end];
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
    fn unusual(&mut self, at: usize, end: usize, digits: bool, doubled: bool) -> bool {
        let word = &self.bytes[at..end];
        if digits {
            if let Some(known) = self.unleet(at, end) {
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
    fn undouble(&self, word: &[u8]) -> Option<Known> {
        if word.len() > 32 {
            return None;
        }
        let mut runs: Vec<(u8, bool)> = Vec::with_capacity(word.len());
        for (at, &b) in word.iter().enumerate() {
            match runs.last_mut() {
                Some((letter, many)) if *letter == b && at > 0 => *many = true,
                _ => runs.push((b, false)),
            }
        }
        let many: Vec<usize> = (0..runs.len()).filter(|&r| runs[r].1).take(4).collect();
        let mut choices: Vec<u32> = (0..1u32 << many.len()).collect();
        crate::sort::sort_by(&mut choices, |a, b| a.count_ones() < b.count_ones());
        let mut letters = Vec::with_capacity(word.len());
        for choice in choices {
            crate::steps::add(word.len());
            letters.clear();
            for (at, (letter, doubled)) in runs.iter().enumerate() {
                letters.push(*letter);
                let single = many.iter().position(|&m| m == at).is_none_or(|bit| choice >> bit & 1 == 1);
                if *doubled && !single {
                    letters.push(*letter);
                }
            }
            if letters != word
                && let Some(known) = self.lexicon.known_whole(&letters)
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
            // "journey" is no "jour ne y", "valentine" no "vale nt ine": only after # may words be as short as that.
            let mut from = 0;
            let short = cuts.iter().any(|&cut| cut - std::mem::replace(&mut from, cut) < 3);
            if !hashtag && (cuts.len() > 4 || short) {
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

    /// `nov 4`, `4 de noviembre`, `le 5 novembre 2026`: a month's name beside a number is a date.
    #[inline(never)]
    fn calendar(&mut self, set: u16) {
        let here = self.tokens.list.len() - 1;
        let calendar = &self.lexicon.words.set_calendar;
        let month_of = |token: &Token| if token.set == NONE { 0 } else { calendar[token.set as usize] };
        // The number may come before the month (with a word of glue) …
        if (1..=12).contains(&calendar[set as usize]) {
            let month = calendar[set as usize];
            let glued = here >= 2 && self.is_glue(&self.tokens.list[here - 1]);
            let number = here.checked_sub(if glued { 2 } else { 1 });
            if let Some(number) = number
                && let Some(day) = self.small_number(number)
            {
                self.tokens.dates.push(Date { start: number as u32, end: here as u32 + 1, month, day, year: 0 });
            }
            return;
        }
        // … or after it. A year may follow.
        if self.tokens.list[here].flags & ENTITY == 0 {
            return;
        }
        if let Some(last) = self.tokens.dates.last().copied()
            && last.year == 0
            && (last.end as usize == here
                || (last.end as usize + 1 == here && self.is_glue(&self.tokens.list[here - 1])))
            && let Some(year) = self.year(here)
        {
            let last_date = self.tokens.dates.len() - 1;
            self.tokens.dates[last_date].year = year;
            self.tokens.dates[last_date].end = here as u32 + 1;
            return;
        }
        if here >= 1
            && (1..=12).contains(&month_of(&self.tokens.list[here - 1]))
            && self.tokens.dates.last().is_none_or(|d| (d.end as usize) < here)
            && let Some(day) = self.small_number(here)
        {
            let month = month_of(&self.tokens.list[here - 1]);
            self.tokens.dates.push(Date { start: here as u32 - 1, end: here as u32 + 1, month, day, year: 0 });
        }
    }

    fn is_glue(&self, token: &Token) -> bool {
        self.lexicon.words.marks(token.set) & mark::DATE_GLUE != 0
    }

    fn digits(&self, index: usize) -> Option<u32> {
        let token = self.tokens.list.get(index)?;
        let bytes = &self.bytes[token.start as usize..token.end as usize];
        let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 4 || !bytes[digits..].iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        bytes[..digits].iter().try_fold(0u32, |n, b| Some(n * 10 + u32::from(b - b'0')))
    }

    fn small_number(&self, index: usize) -> Option<u8> {
        self.digits(index).filter(|n| (1..=31).contains(n)).map(|n| n as u8)
    }

    fn year(&self, index: usize) -> Option<u16> {
        self.digits(index).filter(|n| (1900..=2199).contains(n)).map(|n| n as u16)
    }
}

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
