//! Tokens → the name a message is signed with, told by where it stands: before a colon at the
//! beginning (`Harbor Party: …`), or alone at the end, before the opt-out line (`… Harbor Party. STOP to end`).

use crate::fold::Folded;
use crate::knowledge::{NONE, Words};
use crate::report::Span;
use crate::tokens::{ENTITY, Token, Tokens, mark};

/// How many words a name has at most.
const MOST_WORDS: usize = 7;
/// How many sentences from the end a name is looked for.
const MOST_SENTENCES: u32 = 4;

/// Where a name stands that the message is signed with.
#[must_use]
#[inline(never)]
pub fn signature(source: &str, folded: &Folded, tokens: &Tokens, words: &Words) -> Option<Span> {
    let text = Text { source, folded, list: &tokens.list, words };
    text.before_a_colon().or_else(|| text.at_the_end())
}

#[derive(Clone, Copy)]
struct Text<'a> {
    source: &'a str,
    folded: &'a Folded,
    list: &'a [Token],
    words: &'a Words,
}

impl Text<'_> {
    fn span(&self, tokens: &[Token]) -> Option<Span> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let (start, end) = self.folded.source_span(first.start as usize, last.end as usize);
        Some(Span { start, end })
    }

    fn written(&self, token: &Token) -> &str {
        let (start, end) = self.folded.source_span(token.start as usize, token.end as usize);
        self.source.get(start as usize..end as usize).unwrap_or("")
    }

    /// `Kern Elections: …`, `Garnier 2026 : …`
    fn before_a_colon(&self) -> Option<Span> {
        let least = self.list.iter().take(MOST_WORDS + 1).position(|t| {
            let rest = self.folded.bytes.get(t.end as usize..).unwrap_or(&[]);
            rest.starts_with(b": ") || rest.starts_with(b" : ") || rest.starts_with(b":\n")
        })?;
        let name = &self.list[..=least];
        (name.len() <= MOST_WORDS && self.is_name(name, 2)).then(|| self.span(name)).flatten()
    }

    /// A sentence of its own, or what follows the last dash between spaces.
    fn at_the_end(&self) -> Option<Span> {
        let last = self.list.last()?.sentence;
        let mut end = self.list.len();
        for _ in 0..MOST_SENTENCES {
            let sentence = self.list.get(end.checked_sub(1)?)?.sentence;
            if sentence == 0 || sentence + MOST_SENTENCES <= last {
                // The first sentence is what the message says; a name may still follow its dash.
                return self.after_a_dash(&self.list[..end]);
            }
            let begin = self.list[..end].iter().rposition(|t| t.sentence != sentence).map_or(0, |at| at + 1);
            let all = &self.list[begin..end];
            if let Some(span) = self.after_a_dash(all) {
                return Some(span);
            }
            if all.len() <= MOST_WORDS && self.is_name(all, 2) {
                return self.span(all);
            }
            if !self.tells_how_to_stop(all) {
                return None;
            }
            end = begin;
        }
        None
    }

    fn after_a_dash(&self, sentence: &[Token]) -> Option<Span> {
        let from = sentence.iter().rposition(|t| {
            let before = self.folded.bytes.get(..t.start as usize).unwrap_or(&[]);
            before.ends_with(b" - ") || before.ends_with(b"\n- ") || before.ends_with(b"\n") || before.ends_with(b"-- ")
        })?;
        let name = &sentence[from..];
        (from > 0 && name.len() <= MOST_WORDS && self.is_name(name, 1)).then(|| self.span(name)).flatten()
    }

    fn tells_how_to_stop(&self, sentence: &[Token]) -> bool {
        sentence.iter().any(|t| self.words.marks(t.set) & (mark::KEYWORD | mark::WEAK_KEYWORD) != 0)
            || sentence.iter().all(|t| t.flags & ENTITY != 0)
    }

    /// Whether all of it is written as a name: every word with a capital but for little ones, at least `least` of them,
    /// one of them a word no list knows, or three of them, or two and a number to reach them at. With a greeting before
    /// it, or a word that says where something was read, it is somebody else's.
    fn is_name(&self, tokens: &[Token], least: u32) -> bool {
        let beside = |t: &Token| self.words.marks(t.set) & mark::BESIDE_A_NAME != 0;
        if tokens.first().is_some_and(beside) || tokens.last().is_some_and(beside) {
            return false;
        }
        let (mut capitals, mut titled, mut little) = (0, 0, 0);
        let mut unknown = false;
        let mut reached = false;
        for (at, token) in tokens.iter().enumerate() {
            if token.flags & ENTITY != 0 {
                if at == 0 {
                    return false;
                }
                reached |= capitals > 1;
                continue;
            }
            let written = self.written(token);
            if written.chars().next().is_some_and(char::is_uppercase) {
                let mixed = written.chars().nth(1).is_some_and(char::is_lowercase);
                capitals += u32::from(mixed || at > 0);
                titled += u32::from(mixed);
                unknown |= token.set == NONE && mixed;
            } else if written.chars().nth(4).is_some() || at == 0 {
                return false;
            } else {
                // A name seldom ends with a little one.
                little += 1 + u32::from(at + 1 == tokens.len());
            }
        }
        (unknown || reached || titled > 2) && capitals >= least && little <= capitals
    }
}

#[cfg(test)]
mod tests {
    use super::signature;
    use crate::engine::Engine;
    use crate::fold::{Folded, fold};
    use crate::tokens::{Lexicon, Tokens};

    fn signed(text: &str) -> Option<String> {
        let engine = Engine::embedded();
        let knowledge = engine.knowledge();
        let mut folded = Folded::new();
        fold(text, &knowledge.fold, &mut folded);
        let mut tokens = Tokens::default();
        let lexicon =
            Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
        tokens.read(text, &folded, &lexicon);
        signature(text, &folded, &tokens, &knowledge.words).map(|s| text[s.start as usize..s.end as usize].to_owned())
    }

    #[test]
    fn a_name_before_a_colon_or_alone_at_the_end_is_a_signature() {
        assert_eq!(signed("Lindqvist Alliance: polls open at 7.").as_deref(), Some("Lindqvist Alliance"));
        assert_eq!(
            signed("We can help you vote. Droits Lumière. STOP pour quitter").as_deref(),
            Some("Droits Lumière")
        );
        assert_eq!(signed("The debate moved to Monday. - Oakvale Civic Forum").as_deref(), Some("Oakvale Civic Forum"));
    }

    #[test]
    fn a_heading_or_a_sentence_is_none() {
        assert_eq!(signed("Reminder: polls open at 7."), None);
        assert_eq!(signed("Polls open at 7. See you there."), None);
        assert_eq!(signed("They steal it! Vote by text: send YES to 24365."), None);
        assert_eq!(signed("Polls open at 7. They were Londoners once"), None);
        assert_eq!(signed(""), None);
    }

    #[test]
    fn a_source_or_somebody_greeted_is_none() {
        for text in [
            "According to The Lindqvist Herald: polls open at 7.",
            "Via Lindqvist Herald: polls open at 7.",
            "The Lindqvist Herald says: polls open at 7.",
            "Según El Debate Lindqvist: abren a las 7.",
            "Selon Le Matin Lindqvist : ouverture à 7h.",
            "Dear Lindqvist Neighbors: polls open at 7.",
            "Hola Ana Lindqvist: abren a las 7.",
        ] {
            assert_eq!(signed(text), None, "{text}");
        }
        let signed_below = "According to The Lindqvist Herald: polls open at 7. Be early. - Oakvale Civic Forum";
        assert_eq!(signed(signed_below).as_deref(), Some("Oakvale Civic Forum"));
    }
}
