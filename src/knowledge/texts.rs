//! What people read: texts in each language, by their numbers.

use crate::packed::{Pack, Reader, Writer, packed};

/// A text people read: its number in [`crate::knowledge::Knowledge::texts`] and in the word packs. 0 is no text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct TextId(pub u16);

impl TextId {
    /// No text.
    pub const NONE: Self = Self(0);

    /// Whether there is one.
    #[must_use]
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }
}

impl Pack for TextId {
    fn pack(&self, writer: &mut Writer) {
        writer.text_id(self.0);
    }
    fn unpack(reader: &mut Reader) -> Self {
        Self(reader.text_id())
    }
}

packed! {
    /// Something published.
    #[derive(Debug, Clone, Copy)]
    pub struct SourcePage {
        /// Title.
        pub title: TextId,
        /// Publisher.
        pub publisher: TextId,
        /// Date.
        pub date: TextId,
        /// Address.
        pub url: TextId,
    }
}

packed! {
    /// A message of our own that raises a marker or does not.
    #[derive(Debug, Clone, Copy)]
    pub struct Example {
        /// The message.
        pub text: TextId,
        /// Its language: a place in [`crate::knowledge::Knowledge::languages`].
        pub lang: u8,
        /// Whether it raises the marker.
        pub raises: bool,
    }
}

packed! {
    /// What is written apart: the engine for JavaScript has none of it.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct Said {
        /// Every text people read, a list for each language; empty where it was not written.
        pub texts: &'static [&'static [&'static str]],
        /// What only the command says.
        pub labels: &'static [Sentence],
    }
}

packed! {
    /// A sentence of the report that belongs to no marker.
    #[derive(Debug, Clone, Copy)]
    pub struct Sentence {
        /// Its id: `opt_out.fail_industry`.
        pub id: &'static str,
        /// Its words.
        pub words: TextId,
    }
}
