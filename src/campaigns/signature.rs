//! One message → what it is compared by: a small set of numbers for its pairs of neighbouring words.
//!
//! What is filled in from copy to copy is left out first: links, numbers, amounts, times and dates,
//! names, placeholders, the line that names the sender and the line that lets people opt out.
//! What disguises letters is undone.

use crate::engine::Engine;
use crate::fold::Folded;
use crate::knowledge::{Knowledge, NONE};
use crate::message::Message;
use crate::report::Span;
use crate::tokens::{ENTITY, FIRST, Token, Tokens};

/// How many pairs are kept at the most: the smallest of a longer message. Text messages have fewer, and are compared exactly.
pub(super) const MOST_PAIRS: usize = 128;

/// With fewer words than this left, a message says too little of its own to be compared.
const LEAST_WORDS: usize = 6;

/// The longest placeholder, in bytes: `[polling place name]`.
const LONGEST_PLACEHOLDER: usize = 40;

/// What a message is compared by when campaigns are grouped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// Hashes of pairs of neighbouring words, sorted, none twice.
    pub(crate) pairs: Vec<u32>,
    /// Whether opt-out wording was found.
    pub(crate) opt_out: bool,
}

impl Signature {
    /// Reads a message with an engine.
    #[must_use]
    pub fn of(engine: &mut Engine, message: &Message) -> Self {
        let knowledge = engine.knowledge();
        let (folded, tokens, reading) = engine.rooms(message);
        let opt_out = reading.opt_out.found;
        let words = Kept::new(message.text, folded, tokens, knowledge);
        let mut hashes = words.hashes(&[&reading.opt_out.spans, &reading.sender_id.spans]);
        if hashes.len() < LEAST_WORDS {
            hashes = words.hashes(&[]);
        }
        if hashes.len() < LEAST_WORDS {
            hashes.clear();
        }
        let mut pairs: Vec<u32> = hashes.windows(2).map(|two| pair(two[0], two[1])).collect();
        crate::sort::sort(&mut pairs);
        pairs.dedup();
        pairs.truncate(MOST_PAIRS);
        Self { pairs, opt_out }
    }
}

/// The words of a message that are not filled in from copy to copy.
struct Kept<'a> {
    folded: &'a Folded,
    tokens: &'a Tokens,
    knowledge: &'a Knowledge,
    source: &'a str,
    placeholders: Vec<(usize, usize)>,
    names_are_capitalised: bool,
}

impl<'a> Kept<'a> {
    fn new(source: &'a str, folded: &'a Folded, tokens: &'a Tokens, knowledge: &'a Knowledge) -> Self {
        let mut kept = Self {
            folded,
            tokens,
            knowledge,
            source,
            placeholders: placeholders(&folded.bytes),
            names_are_capitalised: true,
        };
        // Where most words are written with a capital, a capital makes no name.
        let words = || tokens.list.iter().filter(|t| t.flags & (ENTITY | FIRST) == 0);
        kept.names_are_capitalised = words().filter(|t| kept.has_capital(t)).count() * 2 <= words().count();
        kept
    }

    /// The hashes of the words, those that touch one of the spans left out.
    #[inline(never)]
    fn hashes(&self, without: &[&[Span]]) -> Vec<u32> {
        let words = self.tokens.list.iter().filter(|t| !self.is_filled_in(t) && !self.touches(t, without));
        words.filter_map(|t| self.hash(t)).collect()
    }

    fn is_filled_in(&self, token: &Token) -> bool {
        token.flags & ENTITY != 0
            || (token.set != NONE && self.knowledge.words.set_calendar[token.set as usize] != 0)
            || (self.names_are_capitalised && token.set == NONE && token.flags & FIRST == 0 && self.has_capital(token))
            || self.placeholders.iter().any(|(start, end)| (*start..*end).contains(&(token.start as usize)))
    }

    fn touches(&self, token: &Token, spans: &[&[Span]]) -> bool {
        let (start, end) = self.folded.source_span(token.start as usize, token.end as usize);
        spans.iter().any(|spans| spans.iter().any(|s| start < s.end && s.start < end))
    }

    fn has_capital(&self, token: &Token) -> bool {
        let (start, _) = self.folded.source_span(token.start as usize, token.end as usize);
        self.source.get(start as usize..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
    }

    /// The hash of a word through leet, spacing, doubled letters and apostrophes; `None` for what is no word: numbers, single letters.
    fn hash(&self, token: &Token) -> Option<u32> {
        let words = &self.knowledge.words;
        let bytes = if token.word == NONE {
            &self.folded.bytes[token.start as usize..token.end as usize]
        } else {
            &words.text.as_bytes()
                [words.offsets[token.word as usize] as usize..words.offsets[token.word as usize + 1] as usize]
        };
        let mut hash = 0x811c_9dc5_u32;
        let mut previous = 0;
        let mut length = 0;
        for letter in bytes.iter().filter_map(|&b| letter(b)) {
            if letter != previous {
                hash = (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193);
                length += 1;
            }
            previous = letter;
        }
        let is_word = bytes.iter().any(|b| b.is_ascii_lowercase() || *b >= 0x80);
        (is_word && length > 1).then_some(hash)
    }
}

/// The letter a byte stands for, or may stand for in disguise.
const fn letter(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0' => b'o',
        b'1' | b'!' | b'|' | b'l' => b'i',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'a'..=b'z' | 0x80..=0xff => byte,
        _ => return None,
    })
}

/// Where mail-merge placeholders stand: `[name]`, `{{first_name}}`, `<link>`.
fn placeholders(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (start, &open) in bytes.iter().enumerate() {
        let close = match open {
            b'[' => b']',
            b'{' => b'}',
            b'<' => b'>',
            _ => continue,
        };
        let reach = &bytes[start..bytes.len().min(start + LONGEST_PLACEHOLDER)];
        if let Some(length) = reach.iter().position(|&b| b == close) {
            found.push((start, start + length));
        }
    }
    found
}

/// The hash of two neighbouring words, evenly spread.
const fn pair(a: u32, b: u32) -> u32 {
    (spread(((a as u64) << 32) | b as u64) >> 32) as u32
}

/// Spreads the bits of a number evenly over all of its bits.
pub(super) const fn spread(mut bits: u64) -> u64 {
    bits ^= bits >> 32;
    bits = bits.wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^= bits >> 32;
    bits = bits.wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^ (bits >> 32)
}
