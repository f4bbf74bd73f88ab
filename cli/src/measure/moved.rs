//! A text with words replaced, and where each of them went.

use std::ops::Range;

/// A text with words replaced.
#[derive(Debug, Clone, Default)]
pub struct Moved {
    /// As it is now.
    pub text: String,
    /// Each word that was replaced: where it stood, and where it stands.
    pub words: Vec<(Range<usize>, Range<usize>)>,
}

impl Moved {
    /// Where a range of the old text stands in the new one.
    pub fn range(&self, old: Range<usize>) -> Range<usize> {
        self.place(old.start, true)..self.place(old.end, false)
    }

    fn place(&self, at: usize, is_start: bool) -> usize {
        let mut passed = (0, 0);
        for (old, new) in &self.words {
            if is_start && old.start == at {
                return new.start;
            }
            if !is_start && old.end == at {
                return new.end;
            }
            if old.end > at {
                // Within a replaced word nothing can be told; its beginning is as near as it gets.
                return if old.start < at { new.start } else { at - passed.0 + passed.1 };
            }
            passed = (old.end, new.end);
        }
        at - passed.0 + passed.1
    }
}
