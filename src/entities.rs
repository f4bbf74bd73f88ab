//! entities: what is recognised by its shape, not by its letters: links, numbers, money, times.
//!
//! The shapes are regular expressions in `markers/entities.toml`, compiled into one small automaton
//! when the crate is built ([`EntityAutomaton`]). At run time it is only walked, a byte a step.

use crate::emit::table;

/// No shape is longer than this, in folded bytes.
pub const LONGEST: usize = 2048;

/// In an accept column: the last label of the host must be a known ending.
pub const NEEDS_ENDING: u16 = 0x100;

/// The kinds the engine itself asks for, in their order: they come first in `entities.toml`.
pub const FIRST_KINDS: [&str; 4] = ["url", "email", "phone", "short-code"];
/// The kind of a link.
pub const URL: u8 = 0;
/// The kind of an e-mail address.
pub const EMAIL: u8 = 1;
/// The kind of a phone number.
pub const PHONE: u8 = 2;
/// The kind of a number of five or six digits.
pub const SHORT_CODE: u8 = 3;

table! {
    /// All shapes: a few automata, and the endings that make a bare host a link.
    #[derive(Debug, Clone, Copy)]
    pub struct EntityAutomaton {
        /// Kinds that are recognised together. Where two automata find the same length, the first wins.
        pub automata: &'static [Shapes],
        /// The names of the kinds, `url` …; a kind is its place here.
        pub names: &'static [&'static str],
        /// Last labels that make a host of two labels or more, sorted: `com`.
        pub endings: &'static [&'static str],
        /// Last labels that are words as well and need three labels, sorted: `it`.
        pub word_endings: &'static [&'static str],
    }
}

table! {
    /// Shapes recognised together: rows of transitions, one a state, each followed by what the state accepts.
    #[derive(Debug, Clone, Copy)]
    pub struct Shapes {
        /// The column of each of the 256 bytes.
        pub classes: &'static [u8],
        /// `columns` targets of each state, then its accept column: 0, or 1 + kind, with [`NEEDS_ENDING`].
        /// A state is the place its row begins; state 0 leads nowhere, the next is the first.
        pub rows: &'static [u16],
        /// How many targets a row has.
        pub columns: u16,
    }
}

impl EntityAutomaton {
    /// The longest shape that begins at `at` in the folded `bytes`: its kind, and the byte after its end.
    ///
    /// `at` must be the beginning of a word. The end is never inside a word, and punctuation after a
    /// link is no part of it. Each byte looked at takes one of `steps`; at 0 nothing more is found,
    /// so that a whole text is read in the number of steps it was given.
    #[must_use]
    pub fn longest(&self, bytes: &[u8], at: usize, steps: &mut u32) -> Option<(u8, usize)> {
        let mut best: Option<(u8, usize)> = None;
        for shapes in self.automata {
            if let Some(found) = self.longest_of(shapes, bytes, at, steps)
                && best.is_none_or(|best| best.1 < found.1)
            {
                best = Some(found);
            }
        }
        best
    }

    fn longest_of(&self, shapes: &Shapes, bytes: &[u8], at: usize, steps: &mut u32) -> Option<(u8, usize)> {
        let columns = usize::from(shapes.columns);
        let mut state = columns + 1;
        let mut best = None;
        let limit = LONGEST.min(*steps as usize);
        let text = bytes.get(at..bytes.len().min(at.saturating_add(limit)))?;
        let mut read = 0;
        for (i, &byte) in text.iter().enumerate() {
            read += 1;
            state = usize::from(shapes.rows[state + usize::from(shapes.classes[usize::from(byte)])]);
            if state == 0 {
                break;
            }
            let accept = shapes.rows[state + columns];
            if accept != 0 {
                let end = at + i + 1;
                let in_word = byte.is_ascii_alphanumeric() && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
                if !in_word && (accept & NEEDS_ENDING == 0 || self.has_ending(&bytes[at..end])) {
                    best = Some(((accept & 0xFF) as u8 - 1, end));
                }
            }
        }
        *steps -= read;
        crate::steps::add(read as usize);
        best
    }

    /// The kind of this name.
    #[must_use]
    #[inline]
    pub fn kind(&self, name: &str) -> Option<u8> {
        self.names.iter().position(|&n| n == name).map(|kind| kind as u8)
    }

    /// The name of a kind, or nothing when there is no such kind.
    #[must_use]
    pub fn name(&self, kind: u8) -> &'static str {
        self.names.get(usize::from(kind)).copied().unwrap_or("")
    }

    /// Whether a host ends as hosts do, and not as one sentence runs into the next.
    fn has_ending(&self, host: &[u8]) -> bool {
        let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let cut = host.iter().rposition(|b| !is_part(b)).unwrap_or(0);
        crate::steps::add(host.len() - cut);
        let (front, last) = (&host[..cut], &host[(cut + 1).min(host.len())..]);
        let listed = |list: &[&str]| list.binary_search_by(|entry| entry.as_bytes().cmp(last)).is_ok();
        if listed(self.endings) || last.starts_with(b"xn--") {
            return true;
        }
        // Three labels, and the middle one no initial: `inegi.org.mx`, not `u.s.is`.
        let middle = front.iter().rev().skip_while(|b| !is_part(b)).take_while(|b| is_part(b)).count();
        crate::steps::add(middle);
        middle >= 2 && front.iter().rev().skip_while(|b| !is_part(b)).any(|b| !is_part(b)) && listed(self.word_endings)
    }
}

#[cfg(test)]
#[path = "entities/tests.rs"]
mod tests;
