//! What a report says, in two forms: where the words are embedded, the words themselves; in the engine for
//! JavaScript, which carries none, their numbers. [`crate::render`] writes both without knowing which.

#[cfg(any(not(target_arch = "wasm32"), feature = "workshop"))]
pub use words::{Quote, Text, joined, quoted, said};

#[cfg(all(target_arch = "wasm32", not(feature = "workshop")))]
pub use numbers::{Quote, Text, joined, quoted, said};

#[cfg(any(not(target_arch = "wasm32"), feature = "workshop"))]
mod words {
    use std::borrow::Cow;

    use crate::knowledge::{Knowledge, TextId};
    use crate::report::Span;

    /// Text that is usually borrowed from the embedded knowledge.
    pub type Text = Cow<'static, str>;

    /// Words of the message.
    pub type Quote = String;

    /// A text in a language.
    pub fn said(knowledge: &Knowledge, text: TextId, language: usize) -> Text {
        knowledge.say(text, language).into()
    }

    /// Two texts, one after the other.
    pub fn joined(knowledge: &Knowledge, texts: [TextId; 2], language: usize) -> Text {
        let [first, second] = texts.map(|text| knowledge.say(text, language));
        format!("{first} {second}").into()
    }

    /// The words of a span, or the first `most` characters of them.
    pub fn quoted(message: &str, span: Span, most: usize) -> Quote {
        let words = message.get(span.start as usize..span.end as usize).unwrap_or("");
        match words.char_indices().nth(most) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words.to_owned(),
        }
    }
}

#[cfg(all(target_arch = "wasm32", not(feature = "workshop")))]
mod numbers {
    use serde::Serialize;

    use crate::knowledge::{Knowledge, TextId};
    use crate::report::Span;

    /// Text that JavaScript has, or is sent once.
    #[derive(Debug, Clone, Copy, PartialEq, Serialize)]
    pub enum Text {
        /// Of the word packs.
        Known(TextId),
        /// Two of the word packs, one after the other.
        Joined([TextId; 2]),
        /// A name the engine has by itself.
        Name(&'static str),
    }

    impl From<&'static str> for Text {
        fn from(name: &'static str) -> Self {
            Self::Name(name)
        }
    }

    /// Words of the message: where they stand.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
    pub struct Quote {
        /// Where.
        pub span: Span,
        /// Whether more words follow that are not shown.
        pub cut: bool,
    }

    /// A text in a language, which JavaScript chooses.
    pub fn said(_: &Knowledge, text: TextId, _: usize) -> Text {
        Text::Known(text)
    }

    /// Two texts, one after the other.
    pub fn joined(_: &Knowledge, texts: [TextId; 2], _: usize) -> Text {
        Text::Joined(texts)
    }

    /// The words of a span, or the first `most` characters of them.
    pub fn quoted(message: &str, span: Span, most: usize) -> Quote {
        let words = message.get(span.start as usize..span.end as usize).unwrap_or("");
        match words.char_indices().nth(most) {
            Some((end, _)) => Quote { span: Span { start: span.start, end: span.start + end as u32 }, cut: true },
            None => Quote { span: Span { start: span.start, end: span.start + words.len() as u32 }, cut: false },
        }
    }
}
