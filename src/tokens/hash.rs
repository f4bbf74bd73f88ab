//! The hash of a word, letter by letter.

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

    pub(super) fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    /// The hash of all of it.
    #[must_use]
    pub fn finish(self) -> u32 {
        self.0 ^ (self.0 >> 15)
    }
}
