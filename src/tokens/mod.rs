//! Folded bytes → tokens: words with the set of lists they are in, entities, sentences and clauses.
//!
//! One pass. A word no list knows is looked at again for the disguises that live inside words:
//! digits for letters (`v0te`), letters spaced apart (`s t e a l`), doubled letters (`votte`),
//! words run together (`StopTheSteal`, `Stop2End`).

mod apart;
mod class;
mod date;
mod hash;
mod known;
mod sentence;
mod unusual;

pub use hash::{Hash, hash};

use crate::entities::EntityAutomaton;
use crate::fold::Folded;
use crate::knowledge::{NONE, Words};
use class::{APOSTROPHE, CLASS, CLAUSE, DIGIT, DOLLAR, LETTER, NEWLINE, OPENER, SPACE, STOP, WIDE};
use known::{Known, UNKNOWN};

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
    /// A word beside the name of somebody who is not the sender (Dear, According, says).
    pub const BESIDE_A_NAME: u8 = 1 << 6;
    /// Those that word lists give, in the order in which the lists are asked for.
    pub const ASKED: [u8; 6] = [ABBREVIATION, TURN, DATE_GLUE, KEYWORD, WEAK_KEYWORD, BESIDE_A_NAME];
}

/// How long an entity is at most that may stand in a list as a word: `24h`, `2026`.
pub const LONGEST_LISTED_ENTITY: usize = 8;

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
    /// The hash of its letters if they were read as they stand, else 0.
    pub hash: u32,
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

/// Whether a character is written without spaces around its words, so that each stands alone.
#[inline]
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

    fn entity(&mut self, at: usize) -> Option<usize> {
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

    fn push(&mut self, start: usize, end: usize, known: Known, flags: u8) {
        self.push_hashed(start, end, known, flags, 0);
    }

    fn push_hashed(&mut self, start: usize, end: usize, known: Known, flags: u8, hash: u32) {
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
            hash,
        });
        if known.set != NONE && (marks & mark::MONTH != 0 || flags & ENTITY != 0) {
            self.calendar(known.set);
        }
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
