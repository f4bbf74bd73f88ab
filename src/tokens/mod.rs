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
mod listed;
mod sentence;
mod unusual;
mod walk;

pub use hash::{Hash, hash};
pub use listed::words_of;

use crate::entities::EntityAutomaton;
use crate::fold::Folded;
use crate::knowledge::Words;
use walk::State;

/// Word flag: a phrase begins with it.
pub const PHRASE_START: u8 = 1 << 7;
/// Word flag: it stands for another word, see [`Words::shorthand`].
pub const SHORTHAND: u8 = 1 << 6;
/// Word flags: the language bits, in the order of [`crate::knowledge::Knowledge::languages`].
pub const LANGUAGE_BITS: u8 = !(PHRASE_START | SHORTHAND);
/// How many languages there may be.
pub const MOST_LANGUAGES: usize = LANGUAGE_BITS.count_ones() as usize;

/// The one sign that may be a word: `you & me`.
pub const AND_SIGN: u8 = b'&';

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
/// Token flag: it begins a sentence but for what leads in to it: `Hi all, …`, `ALERT: …`.
pub const LED_IN: u8 = 64;

/// What is asked of a symbol set at every word: [`Words::set_marks`].
pub mod mark {
    /// A month.
    pub const MONTH: u16 = 1;
    /// An abbreviation, after which a dot ends no sentence.
    pub const ABBREVIATION: u16 = 1 << 1;
    /// A word that turns a clause (but, pero, mais).
    pub const TURN: u16 = 1 << 2;
    /// A word that may stand between the number and the month of a date (of, de).
    pub const DATE_GLUE: u16 = 1 << 3;
    /// A word that stops messages when sent as a reply (STOP, ALTO).
    pub const KEYWORD: u16 = 1 << 4;
    /// A word that may do so.
    pub const WEAK_KEYWORD: u16 = 1 << 5;
    /// A word beside a name (Dear, According, says), or that names nobody alone (Senator).
    pub const BESIDE_A_NAME: u16 = 1 << 6;
    /// A word that names somebody: a party, or a title or a candidate beside another word.
    pub const NAMING: u16 = 1 << 7;
    /// A word that leads in to what is said (Hi, Dear, BREAKING).
    pub const LEAD_IN: u16 = 1 << 8;
    /// Those that word lists give, in the order in which the lists are asked for.
    pub const ASKED: [u16; 8] = [ABBREVIATION, TURN, DATE_GLUE, KEYWORD, WEAK_KEYWORD, BESIDE_A_NAME, NAMING, LEAD_IN];
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
    pub languages: [u32; MOST_LANGUAGES],
    /// Question marks.
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

impl Tokens {
    /// Reads folded bytes into tokens. Linear in their number.
    #[inline(never)]
    pub fn read(&mut self, source: &str, folded: &Folded, lexicon: &Lexicon) {
        self.list.clear();
        self.dates.clear();
        self.languages = [0; MOST_LANGUAGES];
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
            led_in: false,
            steps: 4 * bytes.len() as u32 + 256,
            run: 0,
            run_gap: 0,
            run_byte: 0,
        };
        state.run();
    }
}
