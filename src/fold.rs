//! fold: text as pasted → plain bytes to read, and the way back.
//!
//! What comes out is UTF-8 in lower case, without accents, with straight quotes and plain spaces;
//! hidden characters are gone and letters of other alphabets that pose as Latin ones are Latin.
//! Every folded byte knows the source byte it came from ([`Folded::source_span`]), and what was
//! disguised is listed ([`Folded::disguises`]). Words written in another alphabet stay as they are.
//!
//! Plain ASCII takes one tight loop and needs no map. Everything else is table driven, one look-up a
//! character, and linear in the text: each word and each run of hidden characters is looked at twice
//! at most.

// Written out because build.rs includes this file by path too.
#[path = "fold/walk.rs"]
mod walk;
#[path = "fold/words.rs"]
mod words;

#[cfg(test)]
#[path = "fold/tests.rs"]
mod tests;

use crate::emit::table;

/// The Unicode version of the tables (normalisation and UTS #39 confusables) the fold table is made of.
pub const UNICODE_VERSION: (u64, u64, u64) = (18, 0, 0);

/// Code points from here on are not in the table: rare CJK ideographs stay, tags are hidden.
pub const TABLE_END: u32 = 0x2_0000;

table! {
    /// The fold of every code point that changes, made by `compile::fold_table` when the crate is built.
    ///
    /// Two stages: `stage1[cp >> 6]` names a block, `stage2[block << 6 | cp & 63]` an act.
    #[derive(Debug, Clone, Copy)]
    pub struct FoldTable {
        /// Block number of each run of 64 code points below [`TABLE_END`].
        pub stage1: &'static [u8],
        /// 64 act numbers for each block.
        pub stage2: &'static [u16],
        /// The distinct acts, packed ([`Act`]).
        pub acts: &'static [u32],
        /// The replacements longer than one character, one after another.
        pub pool: &'static str,
    }
}

impl FoldTable {
    /// What becomes of one code point.
    #[must_use]
    pub fn act(&self, c: char) -> Act {
        let cp = c as u32;
        if cp >= TABLE_END {
            return match cp {
                TABLE_END..0xE_0000 => Act::new(Class::Cjk, 0, Op::Same),
                0xE_0000..0xE_1000 => Act::new(Class::Hidden, 0, Op::Text { at: 0, len: 0 }),
                _ => Act::new(Class::Other, 0, Op::Same),
            };
        }
        let block = usize::from(self.stage1[(cp >> 6) as usize]);
        Act(self.acts[usize::from(self.stage2[block << 6 | (cp & 63) as usize])])
    }
}

/// What kind of character it is, as far as folding cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Punctuation, symbols, emoji, digits: not part of a word.
    Other = 0,
    /// A Latin letter, with or without accents.
    Latin = 1,
    /// A letter of another alphabet, or a mark that belongs to one.
    Foreign = 2,
    /// An accent on its own: dropped, and part of the letter before it.
    Mark = 3,
    /// A character one cannot see: dropped.
    Hidden = 4,
    /// A mathematical, circled, small-capital… letter: a plain letter drawn in another style.
    Styled = 5,
    /// A raised or lowered letter, as in 5ᵗʰ.
    Raised = 6,
    /// A full-width letter or digit.
    FullWidth = 7,
    /// Chinese, Japanese or Korean.
    Cjk = 8,
    /// An emoji or text variation selector: dropped, and part of the character before it.
    Variation = 9,
}

impl Class {
    const ALL: [Self; 10] = [
        Self::Other,
        Self::Latin,
        Self::Foreign,
        Self::Mark,
        Self::Hidden,
        Self::Styled,
        Self::Raised,
        Self::FullWidth,
        Self::Cjk,
        Self::Variation,
    ];
}

/// What to write for a code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// The character itself.
    Same,
    /// This character.
    Char(char),
    /// The character this far away in Unicode.
    Shift(i32),
    /// A piece of [`FoldTable::pool`]; nothing when `len` is 0.
    Text {
        /// First byte in the pool, below 32,768.
        at: u16,
        /// Length in bytes, below 64.
        len: u8,
    },
}

/// An act, packed: class (4 bits), Latin letter it looks like (5 bits), what to write (23 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Act(pub u32);

impl Act {
    const SHIFT_BIAS: i32 = 0x10_0000;

    /// Packs an act. `look` is the lower-case ASCII letter the character can pose as, or 0.
    #[must_use]
    pub const fn new(class: Class, look: u8, op: Op) -> Self {
        let look = if look == 0 { 0 } else { (look - b'a' + 1) as u32 };
        let (kind, value) = match op {
            Op::Same => (0, 0),
            Op::Char(c) => (1, c as u32),
            Op::Shift(by) => (2, (by + Self::SHIFT_BIAS).cast_unsigned()),
            Op::Text { at, len } => (3, (at as u32) << 6 | len as u32),
        };
        Self(class as u32 | look << 4 | kind << 9 | value << 11)
    }

    /// The bits that are not what to write.
    pub const KIND: u32 = 0x7FF;

    /// Which way of saying what to write it has: one of four.
    #[must_use]
    pub const fn way(self) -> usize {
        (self.0 >> 9 & 3) as usize
    }

    /// The kind of character.
    #[must_use]
    pub const fn class(self) -> Class {
        Class::ALL[((self.0 & 15) as usize) % Class::ALL.len()]
    }

    /// The lower-case ASCII letter it can pose as.
    #[must_use]
    pub const fn look(self) -> Option<u8> {
        match (self.0 >> 4 & 31) as u8 {
            0 => None,
            letter => Some(b'a' - 1 + letter),
        }
    }

    /// What to write for `c`: one character, or a piece of the pool.
    fn written(self, c: char, pool: &'static str) -> Written {
        let value = self.0 >> 11;
        match self.way() {
            0 => Written::Char(c),
            1 => Written::Char(char::from_u32(value).unwrap_or(c)),
            2 => {
                let to = (c as u32).wrapping_add_signed(value.cast_signed() - Self::SHIFT_BIAS);
                Written::Char(char::from_u32(to).unwrap_or(c))
            }
            _ => {
                let at = (value >> 6) as usize;
                Written::Text(pool.get(at..at + (value & 63) as usize).unwrap_or(""))
            }
        }
    }
}

/// What is written for one character.
enum Written {
    Char(char),
    Text(&'static str),
}

/// A way in which letters were kept from being read as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DisguiseKind {
    /// A word with letters of another alphabet posing as Latin ones.
    LookAlike,
    /// A word in full-width, mathematical, circled or small-capital letters.
    Styled,
    /// Hidden characters within a word, or ones that turn the writing direction or carry tags.
    Hidden,
    /// Hidden characters beside words: often left over from copying.
    Stray,
}

/// One disguised word, or one run of hidden characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disguise {
    /// First byte in the source.
    pub start: u32,
    /// The byte after the last in the source.
    pub end: u32,
    /// What was done.
    pub kind: DisguiseKind,
}

/// The folded text. Made once and filled again for each message: buffers keep their room.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded text, UTF-8.
    pub bytes: Vec<u8>,
    /// For each folded byte, the first byte of the source character it came from.
    /// Empty when the source is plain ASCII: every byte then came from its own place.
    pub map: Vec<u32>,
    /// The length of the source in bytes.
    pub source_len: u32,
    /// What was disguised, word by word in the order of the text.
    pub disguises: Vec<Disguise>,
    /// Runs of hidden characters in the source, as (first byte, byte after the last).
    gaps: Vec<(u32, u32)>,
}

impl Folded {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether every folded byte stands where it stood in the source.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.map.is_empty() && self.bytes.len() == self.source_len as usize
    }

    /// The source range of the folded bytes `start..end`.
    ///
    /// It begins with the first source character and ends after the last one, with the accents and
    /// variation selectors that belong to it and without hidden characters that follow. It is always
    /// on character boundaries, also when `start` or `end` is not. An empty range gives an empty one.
    #[must_use]
    pub fn source_span(&self, start: usize, end: usize) -> (u32, u32) {
        let len = self.bytes.len();
        let (start, end) = (start.min(len), end.min(len));
        if self.is_identity() {
            return (start as u32, end.max(start) as u32);
        }
        let from = self.map.get(start).copied().unwrap_or(self.source_len);
        if end <= start {
            return (from, from);
        }
        let last = self.map[end - 1];
        let next = self.map[end..].iter().copied().find(|&at| at != last).unwrap_or(self.source_len);
        // A hidden run between the last character and the next does not belong to either.
        let to = match self.gaps.binary_search_by_key(&next, |gap| gap.1) {
            Ok(gap) => self.gaps[gap].0,
            Err(_) => next,
        };
        (from, to)
    }

    fn clear(&mut self, source_len: usize) {
        self.bytes.clear();
        self.map.clear();
        self.disguises.clear();
        self.gaps.clear();
        self.source_len = source_len as u32;
    }
}

/// Folds `text` into `out`, which is emptied first. `text` is shorter than 4 GiB.
pub fn fold(text: &str, table: &FoldTable, out: &mut Folded) {
    out.clear(text.len());
    if !fold_ascii(text.as_bytes(), &mut out.bytes) {
        out.bytes.clear();
        walk::fold_any(text, table, out);
    }
}

/// Lower-cases printable ASCII, line feeds and tabs (which become spaces), eight bytes at a time.
/// Stops and says `false` at anything else.
fn fold_ascii(text: &[u8], bytes: &mut Vec<u8>) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    bytes.extend_from_slice(text);
    let mut words = bytes.chunks_exact_mut(8);
    for word in &mut words {
        let mut eight = [0; 8];
        eight.copy_from_slice(word);
        let w = u64::from_le_bytes(eight);
        // Above 0x7E, or below 0x20: one of the bytes is not printable ASCII.
        let odd = (w | w.wrapping_add(ONES) | w.wrapping_sub(0x20 * ONES)) & HIGH;
        if odd != 0 {
            if !word.iter_mut().all(fold_ascii_byte) {
                return false;
            }
            continue;
        }
        let upper = (w + (0x80 - 0x41) * ONES) & !(w + (0x80 - 0x5B) * ONES) & HIGH;
        word.copy_from_slice(&(w | upper >> 2).to_le_bytes());
    }
    words.into_remainder().iter_mut().all(fold_ascii_byte)
}

/// Folds one ASCII byte in place; `false` when it is not plain.
fn fold_ascii_byte(byte: &mut u8) -> bool {
    match *byte {
        b'\n' | b' '..=b'~' => *byte = byte.to_ascii_lowercase(),
        b'\t' => *byte = b' ',
        _ => return false,
    }
    true
}

/// The letters a digit or sign can stand for inside a word (`v0te`, `$teal`), the likeliest first.
#[must_use]
pub const fn leet_letters(byte: u8) -> &'static [u8] {
    match byte {
        b'0' => b"o",
        b'1' => b"il",
        b'3' => b"e",
        b'4' | b'@' => b"a",
        b'5' | b'$' => b"s",
        b'7' | b'+' => b"t",
        b'8' => b"b",
        b'!' => b"i",
        b'|' => b"l",
        _ => b"",
    }
}
