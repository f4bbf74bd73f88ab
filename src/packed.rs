//! The compact form in which knowledge is embedded: columns of small numbers and one run of text.
//!
//! Written when the crate is built, read once when the first message is checked. Indexes that can be
//! made from the rest (hash tables, sums) are not stored but made then; see `docs/decisions/`.

/// What a column holds. Numbers that are alike stand together, which compresses well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Everything small.
    Misc,
    /// Lengths of texts.
    Lengths,
    /// Symbol sets of words that are of some language: see [`Recent`], as of the other columns of sets.
    WordSets,
    /// Those of words that patterns speak of and that are of no language.
    SpokenSets,
    /// Those of the other words, which only phrases have.
    OtherSets,
    /// Symbol sets of prefixes.
    PrefixSets,
    /// What words and prefixes are: see `mark` below.
    WordFlags,
    /// Letters of words and prefixes, each time after how many of the one before are taken back.
    WordLetters,
    /// How many symbols a set has.
    SetSizes,
    /// The symbols of sets of one.
    SetSingles,
    /// The first symbols of other sets.
    SetFirsts,
    /// Their other symbols, which ascend: how far each is from the one before.
    SetSymbols,
    /// How many words may follow a word of a phrase.
    PhraseForks,
    /// Words that phrases begin with, which ascend: how far each is from the one before.
    PhraseFirsts,
    /// Words that often follow, the most frequent first.
    PhraseOften,
    /// Which words follow: those that often do by their place there, then the first of the others after [`OFTEN`].
    PhraseWords,
    /// The rest of the others, which ascend: how far each is from the one before.
    PhraseOthers,
    /// The sets that phrases complete.
    PhraseSets,
    /// Sets that phrases complete and words have too, where phrases first do.
    KnownSets,
    /// How many places may follow a node.
    NodeForks,
    /// Gaps of places.
    Gaps,
    /// The places of nodes, told as sets are: see [`Recent`].
    Places,
    /// How many symbols a new one has.
    PlaceSizes,
    /// The symbols of places of one.
    PlaceSingles,
    /// The first symbols of other places.
    PlaceFirsts,
    /// Their other symbols, which ascend: how far each is from the one before.
    PlaceSymbols,
    /// How many patterns a node completes, but for the one that the last of its way always does.
    Accepts,
    /// Which: how far each is from the one after the last.
    Atoms,
    /// Where longer patterns are looked for.
    Clues,
    /// Conditions: whether each is a signal, whether it is negated, and its number; of an atom how far it is from the last.
    Conditions,
    /// How letters fold: what kind of act each is, and what it looks like.
    ActKinds,
    /// What is written then: how far it is from that of the last act that writes so.
    ActValues,
    /// How far each shingle of a documented message is from the one before.
    Shingles,
    /// Whose it is.
    ShingleTexts,
    /// Texts people read: how far each is from the one after the last.
    Texts,
}

/// Before a word: nothing of the one before is kept. Fewer letters are taken back one by one; no letter is so small a byte.
const ALL: u8 = 0x1f;

/// How many columns there are.
pub const COLUMNS: usize = 35;

/// Numbers that ascend, in three columns: those that stand alone, the first of several, and how far the others are from the one before.
pub type Ascending = [Column; 3];

/// The symbols of sets.
pub const SET: Ascending = [Column::SetSingles, Column::SetFirsts, Column::SetSymbols];

/// The symbols of places.
pub const PLACE: Ascending = [Column::PlaceSingles, Column::PlaceFirsts, Column::PlaceSymbols];

/// How many words have a number of their own where they follow others in phrases.
pub const OFTEN: u16 = 112;

/// Bits of [`Column::WordFlags`]; between them are those of languages.
pub mod mark {
    /// A word that patterns speak of.
    pub const SPOKEN: u32 = 1;
    /// No word but a prefix.
    pub const PREFIX: u32 = 16;
}

/// Where the set of a word is.
#[must_use]
pub fn sets_of(flags: u32) -> Column {
    match flags {
        0 => Column::OtherSets,
        mark::SPOKEN => Column::SpokenSets,
        _ => Column::WordSets,
    }
}

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

/// Sets while they are told: 0 is none, 1 a new one that is not told again, 2 a new one that is, 3 and 4 the same of one that has
/// a number already, and from 5 on those that are told again, the last first.
#[derive(Debug)]
pub struct Recent {
    again: Vec<u16>,
    next_new: u16,
}

impl Recent {
    /// `first_new` is the number of the first new one.
    #[must_use]
    pub fn new(first_new: u16) -> Self {
        Self { again: Vec::new(), next_new: first_new }
    }

    /// Writes a set; `again` says whether it is told more than once.
    pub fn write(&mut self, set: Option<u16>, again: bool, column: Column, writer: &mut Writer) {
        let number = match (set, self.again.iter().rev().position(|recent| set == Some(*recent))) {
            (None, _) => 0,
            (_, Some(back)) => back as u32 + 5,
            (Some(set), None) => {
                let known = set != self.next_new;
                if known {
                    writer.number(Column::KnownSets, u32::from(set));
                }
                1 + u32::from(again) + 2 * u32::from(known)
            }
        };
        writer.number(column, number);
        match (number, set) {
            (5.., Some(set)) => {
                self.again.retain(|recent| *recent != set);
                self.again.push(set);
            }
            (2 | 4, Some(set)) => self.again.push(set),
            _ => {}
        }
        self.next_new += u16::from(matches!(number, 1 | 2));
    }

    /// Reads a set.
    #[inline]
    pub fn read(&mut self, column: Column, reader: &mut Reader) -> Option<u16> {
        let number = reader.number(column);
        let set = match number {
            0 => return None,
            1 | 2 => {
                self.next_new += 1;
                self.next_new - 1
            }
            3 | 4 => reader.number(Column::KnownSets) as u16,
            _ => {
                let at = self.again.len() + 4 - number as usize;
                let set = self.again[at];
                self.again.copy_within(at + 1.., at);
                self.again.pop();
                set
            }
        };
        if number > 4 || number & 1 == 0 {
            self.again.push(set);
        }
        Some(set)
    }
}

/// Something that can be written and read back.
pub trait Pack: Sized + 'static {
    /// Writes it.
    fn pack(&self, writer: &mut Writer);
    /// Reads it back.
    fn unpack(reader: &mut Reader) -> Self;
}

macro_rules! pack_number {
    ($($t:ty)*) => { $(impl Pack for $t {
        fn pack(&self, writer: &mut Writer) {
            writer.number(Column::Misc, u32::from(*self));
        }
        fn unpack(reader: &mut Reader) -> Self {
            reader.small() as $t
        }
    })* };
}
pack_number!(u8 u16 u32);

impl Pack for bool {
    fn pack(&self, writer: &mut Writer) {
        writer.number(Column::Misc, u32::from(*self));
    }
    fn unpack(reader: &mut Reader) -> Self {
        reader.small() != 0
    }
}

impl Pack for &'static str {
    fn pack(&self, writer: &mut Writer) {
        writer.text(self);
    }
    fn unpack(reader: &mut Reader) -> Self {
        reader.text()
    }
}

impl<T: Pack> Pack for &'static [T] {
    fn pack(&self, writer: &mut Writer) {
        writer.all(self);
    }
    fn unpack(reader: &mut Reader) -> Self {
        let count = reader.small();
        if count == 0 {
            return &[];
        }
        Vec::leak((0..count).map(|_| T::unpack(reader)).collect())
    }
}

impl<T: Pack, const N: usize> Pack for [T; N] {
    fn pack(&self, writer: &mut Writer) {
        for item in self {
            item.pack(writer);
        }
    }
    fn unpack(reader: &mut Reader) -> Self {
        std::array::from_fn(|_| T::unpack(reader))
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, writer: &mut Writer) {
        self.is_some().pack(writer);
        if let Some(value) = self {
            value.pack(writer);
        }
    }
    fn unpack(reader: &mut Reader) -> Self {
        bool::unpack(reader).then(|| T::unpack(reader))
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, writer: &mut Writer) {
        self.0.pack(writer);
        self.1.pack(writer);
    }
    fn unpack(reader: &mut Reader) -> Self {
        let first = A::unpack(reader);
        (first, B::unpack(reader))
    }
}

/// Defines a struct that can be written and read back, field by field.
macro_rules! packed {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
        impl $crate::packed::Pack for $name {
            fn pack(&self, writer: &mut $crate::packed::Writer) {
                $($crate::packed::Pack::pack(&self.$field, writer);)*
            }
            fn unpack(reader: &mut $crate::packed::Reader) -> Self {
                $(let $field = $crate::packed::Pack::unpack(reader);)*
                Self { $($field,)* }
            }
        }
    };
}
pub(crate) use packed;

/// Lets an enum without data be written and read back.
macro_rules! pack_enum {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::packed::Pack for $name {
            fn pack(&self, writer: &mut $crate::packed::Writer) {
                writer.number($crate::packed::Column::Misc, *self as u32);
            }
            fn unpack(reader: &mut $crate::packed::Reader) -> Self {
                let all = [$(Self::$variant),*];
                all[(reader.small() as usize).min(all.len() - 1)]
            }
        }
    };
}
pub(crate) use pack_enum;
