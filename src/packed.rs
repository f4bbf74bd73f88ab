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
    /// Symbol sets of words.
    WordSets,
    /// Symbol sets of prefixes: 0 for the one after the highest so far, 1 for none, else the number plus two.
    PrefixSets,
    /// Language bits of words.
    WordFlags,
    /// Letters of words, each time after how many of the word before are taken back.
    WordLetters,
    /// How many symbols a set has.
    SetSizes,
    /// Its symbols, which ascend: how far each is from the one before.
    SetSymbols,
    /// How many words may follow a word of a phrase.
    PhraseForks,
    /// Which: they ascend, and each is told by how far it is from the one before.
    PhraseWords,
    /// The set a phrase completes: see `Met` of the compiler.
    PhraseSets,
    /// Those of them that words have too.
    KnownSets,
    /// How many places may follow a node.
    NodeForks,
    /// Gaps of places.
    Gaps,
    /// How many symbols a place has.
    PlaceSizes,
    /// Its symbols, which ascend: how far each is from the one before.
    PlaceSymbols,
    /// How many patterns a node completes, but for the one that the last of its way always does.
    Accepts,
    /// Which: how far each is from the one after the last.
    Atoms,
    /// Where longer patterns are looked for.
    Clues,
    /// Conditions: whether each is a signal, whether it is negated, and its number; of an atom how far it is from the last.
    Conditions,
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
pub const COLUMNS: usize = 23;

/// Knowledge as it is written.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The columns, each after its length.
    pub columns: Vec<u8>,
    /// All texts.
    pub text: String,
}

/// Writes knowledge.
#[derive(Debug, Default)]
pub struct Writer {
    columns: [Vec<u8>; COLUMNS],
    text: String,
    next_text: i32,
    last_atom: i32,
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

    /// Adds numbers that ascend: how far each is from the one before.
    pub fn ascending<'a>(&mut self, column: Column, numbers: impl IntoIterator<Item = &'a u16>) {
        let mut before = 0;
        for &number in numbers {
            self.number(column, u32::from(number - before));
            before = number;
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
        let step = i32::from(id) - expected;
        self.number(column, (step << 1 ^ step >> 31).cast_unsigned());
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
            (step << 1 ^ step >> 31).cast_unsigned()
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

    /// The number of the next text people read.
    pub fn text_id(&mut self) -> u16 {
        let id = self.step(Column::Texts, self.next_text);
        self.next_text = u32::from(id) + 1;
        id
    }

    /// The next number of a column of such as mostly follow each other.
    pub fn step(&mut self, column: Column, expected: u32) -> u16 {
        let step = self.number(column);
        expected.wrapping_add_signed((step >> 1).cast_signed() ^ -(step & 1).cast_signed()) as u16
    }

    /// The next condition: whether it is a signal, whether it is negated, and its number.
    #[inline(never)]
    pub fn condition(&mut self) -> (bool, bool, u16) {
        let number = self.number(Column::Conditions);
        let (is_signal, negated, rest) = (number & 1 != 0, number & 2 != 0, number >> 2);
        if is_signal {
            return (is_signal, negated, rest as u16);
        }
        self.last_atom = self.last_atom.wrapping_add_signed((rest >> 1).cast_signed() ^ -(rest & 1).cast_signed());
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
