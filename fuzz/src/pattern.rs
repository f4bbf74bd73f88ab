//! The notation of patterns.

use telltext::compile::pattern::{LONGEST_GAP, MOST_SEQUENCES, parse};

/// Reads one input as a pattern: what comes of it is bounded, and what is wrong is said.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let words = |text: &str| Ok(text.to_lowercase().split_whitespace().map(str::to_owned).collect());
    match parse(&text, &words) {
        Ok(pattern) => {
            assert!(!pattern.sequences.is_empty() && pattern.sequences.len() <= MOST_SEQUENCES);
            for sequence in &pattern.sequences {
                assert!(!sequence.is_empty(), "a pattern that fits anything");
                assert!(sequence.iter().all(|place| place.gap <= LONGEST_GAP && !place.symbols.is_empty()));
            }
        }
        Err(why) => assert!(!why.is_empty()),
    }
}
