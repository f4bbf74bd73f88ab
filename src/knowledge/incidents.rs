//! Documented messages.

use super::TextId;
use crate::packed::packed;

packed! {
    /// A documented message.
    #[derive(Debug, Clone, Copy)]
    pub struct Incident {
        /// Its id.
        pub id: &'static str,
        /// Title.
        pub title: TextId,
        /// Date.
        pub date: TextId,
        /// What was wrong with it.
        pub wrong: TextId,
        /// Its words: the press quote, else our reconstruction.
        pub quote: TextId,
        /// Whether `quote` is quoted from the press.
        pub quoted: bool,
        /// Where it was reported.
        pub url: TextId,
        /// How many shingles the quote and the reconstruction have.
        pub shingles: [u16; 2],
    }
}

/// Documented messages, and what finds those that a message resembles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Documented {
    /// The messages, in the order of their ids.
    pub incidents: &'static [Incident],
    /// For each of their shingles, sorted: its hash and the incident.
    pub shingles: &'static [(u16, u16)],
    /// For each beginning of a hash where those that begin so begin; one more entry than beginnings.
    pub buckets: &'static [u16],
}
