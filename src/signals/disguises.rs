//! Folded text and its tokens → where letters were disguised.

use super::names::engine_signal;
use crate::fold::{DisguiseKind, Folded};
use crate::report::Span;
use crate::tokens::{LEET, SPACED, Tokens};

/// Letters of another script or style.
pub const LOOK_ALIKE: u16 = engine_signal("look-alike-letters");
/// Characters that cannot be seen.
pub const HIDDEN: u16 = engine_signal("hidden-characters");
/// Words with digits or signs for letters, or with their letters set apart.
pub const LEET_WORDS: u16 = engine_signal("leet-words");

/// Adds where letters were disguised: by look-alikes or styles, hidden characters, digits or spaces.
#[inline(never)]
pub fn see(text: &str, folded: &Folded, tokens: &Tokens, spans: &mut Vec<(u16, Span)>) {
    for disguise in &folded.disguises {
        let signal = match disguise.kind {
            DisguiseKind::LookAlike | DisguiseKind::Styled => LOOK_ALIKE,
            DisguiseKind::Hidden => HIDDEN,
            DisguiseKind::Stray => continue,
        };
        spans.push((signal, Span { start: disguise.start, end: disguise.end }));
    }
    let letters = spans.len();
    for token in tokens.list.iter().filter(|t| t.flags & (LEET | SPACED) != 0) {
        let (start, end) = folded.source_span(token.start as usize, token.end as usize);
        // A letter disguised in a word set apart: the whole word is meant.
        for (_, span) in spans[..letters].iter_mut().filter(|(_, s)| start <= s.start && s.end <= end) {
            *span = Span { start, end };
        }
        // Of styled letters set apart each is none: together they are.
        if token.flags & SPACED != 0
            && text.get(start as usize..end as usize).is_some_and(|word| word.chars().any(is_styled))
        {
            spans.push((LOOK_ALIKE, Span { start, end }));
        }
        spans.push((LEET_WORDS, Span { start, end }));
    }
}

/// Full-width letters, and the alphabets of mathematics.
fn is_styled(c: char) -> bool {
    matches!(c as u32, 0xff21..=0xff5a | 0x1d400..=0x1d7ff)
}

/// Whether letters of these spans were disguised, by where signals were seen.
#[must_use]
#[inline(never)]
pub fn are_disguised(spans: &[Span], signal_spans: &[(u16, Span)]) -> bool {
    signal_spans
        .iter()
        .filter(|(signal, _)| [LOOK_ALIKE, HIDDEN, LEET_WORDS].contains(signal))
        .any(|(_, disguised)| spans.iter().any(|s| disguised.start < s.end && s.start < disguised.end))
}
