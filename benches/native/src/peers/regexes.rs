//! All patterns in one `regex::RegexSet`.

use regex::bytes::RegexSetBuilder;

use super::{Answer, Pattern, fold};

/// What the compiled set may take, in bytes; and what its automata may be given while they run.
const MOST: usize = 4 << 30;
const MOST_WHILE_RUNNING: usize = 256 << 20;

pub fn open(patterns: &[Pattern]) -> Result<Answer, String> {
    let set = RegexSetBuilder::new(patterns.iter().map(|p| &p.source))
        .unicode(false)
        .size_limit(MOST)
        .dfa_size_limit(MOST_WHILE_RUNNING)
        .build()
        .map_err(|error| error.to_string())?;
    let mut folded = Vec::new();
    let answer = move |text: &str| {
        fold(text, &mut folded);
        set.matches(&folded).iter().count()
    };
    Ok(Box::new(answer))
}
