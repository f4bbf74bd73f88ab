//! The compact form in which knowledge is embedded: columns of small numbers and one run of text.
//!
//! Written when the crate is built, read once when the first message is checked. Indexes that can be
//! made from the rest (hash tables, sums) are not stored but made then; see `docs/decisions/`.

// Written out because build.rs includes this file by path too.
#[path = "packed/columns.rs"]
mod columns;
#[path = "packed/pack.rs"]
mod pack;
#[path = "packed/recent.rs"]
mod recent;

pub use self::columns::{Ascending, COLUMNS, Column, OFTEN, PLACE, SET, mark, sets_of};
pub use self::pack::Pack;
pub(crate) use self::pack::{pack_enum, packed};
pub use self::recent::Recent;

/// Before a word: nothing of the one before is kept. Fewer letters are taken back one by one; no letter is so small a byte.
const ALL: u8 = 0x1f;

/// Knowledge as it is written.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The columns, each after its length.
    pub columns: Vec<u8>,
    /// All texts.
    pub text: String,
}

/// Writes knowledge.
#[derive(Debug)]
pub struct Writer {
    columns: [Vec<u8>; COLUMNS],
    text: String,
    next_text: i32,
    last_atom: i32,
}

impl Default for Writer {
    fn default() -> Self {
        Self { columns: std::array::from_fn(|_| Vec::new()), text: String::new(), next_text: 0, last_atom: 0 }
    }
}

impl Writer {
    /// Adds a number to a column: seven bits a byte, the lowest first.
    pub fn number(&mut self, column: Column, mut value: u32) {
        let out = &mut self.columns[column as usize];
        while value >= 0x80 {
            out.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }

    /// Adds a word to those before it.
    pub fn word(&mut self, before: &str, word: &str) {
        let mut shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        while !word.is_char_boundary(shared) {
            shared -= 1;
        }
        let mut taken_back = before.len() - shared;
        if taken_back >= usize::from(ALL) {
            (taken_back, shared) = (usize::from(ALL), 0);
        }
        let out = &mut self.columns[Column::WordLetters as usize];
        out.push(taken_back as u8);
        out.extend_from_slice(&word.as_bytes()[shared..]);
    }

    /// Adds numbers that ascend.
    pub fn ascending(&mut self, [single, first, others]: Ascending, numbers: &[u16]) {
        let mut column = if numbers.len() == 1 { single } else { first };
        let mut before = 0;
        for &number in numbers {
            self.number(column, u32::from(number - before));
            before = number;
            column = others;
        }
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.number(Column::Lengths, text.len() as u32);
        self.text.push_str(text);
    }

    /// Adds a list.
    pub fn all<T: Pack>(&mut self, items: &[T]) {
        self.number(Column::Misc, items.len() as u32);
        for item in items {
            item.pack(self);
        }
    }

    /// Adds the number of a text people read.
    pub fn text_id(&mut self, id: u16) {
        self.next_text = self.step(Column::Texts, self.next_text, id);
    }

    /// Adds a number to a column of such as mostly follow each other: how far it is from the one expected. Gives the one expected next.
    pub fn step(&mut self, column: Column, expected: i32, id: u16) -> i32 {
        self.number(column, zigzag(i32::from(id) - expected));
        i32::from(id) + 1
    }

    /// Adds a condition.
    pub fn condition(&mut self, is_signal: bool, negated: bool, id: u16) {
        let kind = u32::from(is_signal) | u32::from(negated) << 1;
        let number = if is_signal {
            u32::from(id)
        } else {
            let step = i32::from(id) - self.last_atom;
            self.last_atom = i32::from(id);
            zigzag(step)
        };
        self.number(Column::Conditions, number << 2 | kind);
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> Packed {
        let mut columns = Vec::new();
        for column in &self.columns {
            columns.extend_from_slice(&(column.len() as u32).to_le_bytes());
        }
        for column in &self.columns {
            columns.extend_from_slice(column);
        }
        Packed { columns, text: self.text }
    }
}

/// A step in either direction as a number, small ones first: 0, −1, 1, −2…
#[must_use]
pub fn zigzag(step: i32) -> u32 {
    (step << 1 ^ step >> 31).cast_unsigned()
}

/// The step that a number is.
#[must_use]
pub fn unzigzag(number: u32) -> i32 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Reads knowledge back in the order in which it was written.
#[derive(Debug)]
pub struct Reader {
    columns: [std::slice::Iter<'static, u8>; COLUMNS],
    text: &'static str,
    next_text: u32,
    last_atom: u32,
}

impl Reader {
    /// Over what [`Writer::finish`] gave.
    #[must_use]
    pub fn new(bytes: &'static [u8], text: &'static str) -> Self {
        let (lengths, mut rest) = bytes.split_at(COLUMNS * 4);
        let columns = std::array::from_fn(|column| {
            let length = lengths[column * 4..column * 4 + 4].iter().rev().fold(0usize, |n, b| n << 8 | usize::from(*b));
            let (own, others) = rest.split_at(length);
            rest = others;
            own.iter()
        });
        Self { columns, text, next_text: 0, last_atom: 0 }
    }

    /// The next number of a column.
    #[inline]
    pub fn number(&mut self, column: Column) -> u32 {
        let column = &mut self.columns[column as usize];
        match column.next() {
            Some(&byte) if byte >= 0x80 => Self::rest(u32::from(byte & 0x7f), column),
            byte => byte.map_or(0, |&byte| u32::from(byte)),
        }
    }

    /// The next number of [`Column::Misc`]. Asked for in so many places that it is a call.
    #[inline(never)]
    pub fn small(&mut self) -> u32 {
        self.number(Column::Misc)
    }

    /// The rest of a number of more than seven bits.
    #[inline(never)]
    fn rest(mut value: u32, column: &mut std::slice::Iter<'static, u8>) -> u32 {
        let mut shift = 7;
        for byte in column {
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        value
    }

    /// The next word: how many letters of the one before it are kept, if that has so many, and those that follow them.
    pub fn word(&mut self, before: usize) -> (usize, &'static [u8]) {
        let all = self.columns[Column::WordLetters as usize].as_slice();
        let Some((&taken_back, rest)) = all.split_first() else { return (0, &[]) };
        let end = rest.iter().position(|&byte| byte <= ALL).unwrap_or(rest.len());
        let (own, rest) = rest.split_at(end);
        self.columns[Column::WordLetters as usize] = rest.iter();
        (if taken_back == ALL { 0 } else { before.saturating_sub(usize::from(taken_back)) }, own)
    }

    /// Adds the next numbers that ascend to others.
    #[inline]
    pub fn ascending(&mut self, [single, first, others]: Ascending, count: u32, numbers: &mut Vec<u16>) {
        if count <= 1 {
            numbers.extend((0..count).map(|_| self.number(single) as u16));
            return;
        }
        let mut number = self.number(first) as u16;
        numbers.push(number);
        for _ in 1..count {
            number += self.number(others) as u16;
            numbers.push(number);
        }
    }

    /// The number of the next text people read.
    pub fn text_id(&mut self) -> u16 {
        let id = self.step(Column::Texts, self.next_text);
        self.next_text = u32::from(id) + 1;
        id
    }

    /// The next number of a column of such as mostly follow each other.
    pub fn step(&mut self, column: Column, expected: u32) -> u16 {
        expected.wrapping_add_signed(unzigzag(self.number(column))) as u16
    }

    /// The next condition: whether it is a signal, whether it is negated, and its number.
    #[inline(never)]
    pub fn condition(&mut self) -> (bool, bool, u16) {
        let number = self.number(Column::Conditions);
        let (is_signal, negated, rest) = (number & 1 != 0, number & 2 != 0, number >> 2);
        if is_signal {
            return (is_signal, negated, rest as u16);
        }
        self.last_atom = self.last_atom.wrapping_add_signed(unzigzag(rest));
        (is_signal, negated, self.last_atom as u16)
    }

    /// The next text.
    pub fn text(&mut self) -> &'static str {
        let length = self.number(Column::Lengths) as usize;
        let (own, rest) = self.text.split_at_checked(length).unwrap_or_default();
        self.text = rest;
        own
    }
}
