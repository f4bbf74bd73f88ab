//! Peers that read the same messages with the same patterns. Each says how many patterns hold, or markers are raised.

mod automaton;
mod fold;
#[cfg(feature = "hyperscan")]
mod hyperscan;
mod regexes;

use std::hint::black_box;

use serde::Deserialize;
use telltext::Message;
use telltext::engine::Engine;

pub use fold::fold;

/// A reader of messages: how many patterns hold in a text.
pub type Answer = Box<dyn FnMut(&str) -> usize>;

/// A pattern, as `benches/peers/translate/` writes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Pattern {
    /// A regular expression over folded text.
    pub source: String,
    /// Phrases of which one must be there; with a star, its last word may go on. None: the pattern is always asked.
    pub needles: Vec<String>,
}

/// The names of all peers that were built.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names = vec!["copy", "reading", "report", "regex-set", "aho-corasick"];
    if cfg!(feature = "hyperscan") {
        names.push("hyperscan");
    }
    names
}

/// The patterns that a peer can take at all.
#[must_use]
pub fn taken(name: &str, patterns: Vec<Pattern>) -> Vec<Pattern> {
    match name {
        #[cfg(feature = "hyperscan")]
        "hyperscan" => hyperscan::taken(patterns),
        _ => patterns,
    }
}

/// Makes a peer ready.
pub fn open(name: &str, patterns: &[Pattern]) -> Result<Answer, String> {
    match name {
        "copy" => {
            let mut kept = Vec::new();
            Ok(Box::new(move |text| {
                kept.clear();
                kept.extend_from_slice(black_box(text).as_bytes());
                black_box(&kept).last().map_or(0, |&byte| usize::from(byte))
            }))
        }
        "reading" => {
            let mut engine = Engine::embedded();
            Ok(Box::new(move |text| engine.read(&Message::new(text)).raised.len()))
        }
        "report" => Ok(Box::new(|text| black_box(telltext::check(text)).findings.len())),
        "regex-set" => regexes::open(patterns),
        "aho-corasick" => automaton::open(patterns),
        #[cfg(feature = "hyperscan")]
        "hyperscan" => hyperscan::open(patterns),
        _ => Err(format!("no peer is called {name}")),
    }
}
