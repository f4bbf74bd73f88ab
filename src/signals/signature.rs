//! Tokens → the name a message is signed with, told by where it stands: before a colon at the
//! beginning (`Harbor Party: …`), or alone at the end, before the opt-out line (`… Harbor Party. STOP to end`).

use crate::entities::SHORT_CODE;
use crate::fold::Folded;
use crate::knowledge::{NONE, Words};
use crate::report::Span;
use crate::tokens::{ENTITY, Token, mark};

/// How many words a name has at most.
const MOST_WORDS: usize = 7;
/// How many sentences from the end a name is looked for.
const MOST_SENTENCES: u32 = 4;

/// A text, to find names in.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The text as pasted.
    pub source: &'a str,
    /// The same, folded.
    pub folded: &'a Folded,
    /// Its words.
    pub list: &'a [Token],
    /// What is known of them.
    pub words: &'a Words,
}

impl Named<'_> {
    /// Where a name stands that the message is signed with.
    #[must_use]
    #[inline(never)]
    pub fn signature(&self) -> Option<Span> {
        self.before_here().or_else(|| self.before_a_colon()).or_else(|| self.at_the_end())
    }

    fn span(&self, tokens: &[Token]) -> Option<Span> {
        Some(self.span_of(tokens.first()?, tokens.last()?))
    }

    #[inline(never)]
    pub(super) fn span_of(&self, first: &Token, last: &Token) -> Span {
        let (start, end) = self.folded.source_span(first.start as usize, last.end as usize);
        Span { start, end }
    }

    #[inline(never)]
    fn before(&self, token: &Token) -> &[u8] {
        self.folded.bytes.get(..token.start as usize).unwrap_or(&[])
    }

    #[inline(never)]
    pub(super) fn written(&self, token: &Token) -> &str {
        let Span { start, end } = self.span_of(token, token);
        self.source.get(start as usize..end as usize).unwrap_or("")
    }

    #[inline(never)]
    pub(super) fn marks(&self, token: &Token) -> u16 {
        self.words.marks(token.set)
    }

    /// Where a word begins in the text as pasted.
    #[inline(never)]
    pub(super) fn source_start(&self, token: &Token) -> u32 {
        self.folded.source_span(token.start as usize, token.start as usize).0
    }

    #[inline(never)]
    pub(super) fn is_before_colon(&self, token: &Token) -> bool {
        let rest = self.folded.bytes.get(token.end as usize..).unwrap_or(&[]);
        matches!(rest, [b':', b' ' | b'\n', ..] | [b' ', b':', b' ', ..])
    }

    #[inline(never)]
    pub(super) fn is_capital(&self, token: &Token) -> bool {
        self.written(token).starts_with(char::is_uppercase)
    }

    /// Whether a word is written as names are: a capital, then none.
    #[inline(never)]
    pub(super) fn is_mixed(&self, token: &Token) -> bool {
        self.is_capital(token) && self.written(token).chars().nth(1).is_some_and(char::is_lowercase)
    }

    /// Whether a word names somebody, by itself or beside another.
    pub(super) fn is_naming(&self, token: &Token) -> bool {
        self.marks(token) & mark::NAMING != 0
    }

    /// Whether a word stands beside names and is no part of one.
    pub(super) fn stands_beside(&self, token: &Token) -> bool {
        self.marks(token) & (mark::BESIDE_A_NAME | mark::NAMING) == mark::BESIDE_A_NAME
    }

    /// Whether a word names somebody beside another only: a title, a candidate.
    pub(super) fn is_title(&self, token: &Token) -> bool {
        !self.stands_beside(token) && self.marks(token) & mark::BESIDE_A_NAME != 0
    }

    /// `Ana here. …`
    fn before_here(&self) -> Option<Span> {
        let [name, here, rest @ ..] = self.list else { return None };
        let is_whole = here.sentence == 0 && rest.first().is_none_or(|t| t.sentence > 0);
        let is_here = self.stands_beside(here) && !self.is_capital(here);
        (is_whole && is_here && self.is_mixed(name) && name.set == NONE).then(|| self.span(&self.list[..1])).flatten()
    }

    /// `Kern Elections: …`, `Garnier 2026 : …`; after a first sentence only with a title: `LAST CHANCE! Sen. Lindqvist: …`
    fn before_a_colon(&self) -> Option<Span> {
        let least = self.list.iter().take(2 * MOST_WORDS).position(|t| self.is_before_colon(t))?;
        let sentence = self.list[least].sentence;
        let begin = self.sentence_of(least + 1);
        let name = &self.list[begin..=least];
        let at_the_beginning = sentence == 0 || sentence == 1 && self.is_naming(&name[0]);
        (at_the_beginning && name.len() <= MOST_WORDS && self.is_name(name, 2)).then(|| self.span(name)).flatten()
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
            let begin = self.sentence_of(end);
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

    /// Where the sentence begins whose last word stands before `end`.
    #[inline(never)]
    fn sentence_of(&self, end: usize) -> usize {
        let mut begin = end - 1;
        while begin > 0 && self.list[begin - 1].sentence == self.list[begin].sentence {
            begin -= 1;
        }
        begin
    }

    fn after_a_dash(&self, sentence: &[Token]) -> Option<Span> {
        let follows_a_dash = |t: &Token| matches!(self.before(t), [.., b' ' | b'\n' | b'-', b'-', b' ']);
        let from = sentence.iter().rposition(|t| follows_a_dash(t) || self.before(t).ends_with(b"\n"))?;
        let name = &sentence[from..];
        ((from > 0 || follows_a_dash(&name[0])) && name.len() <= MOST_WORDS && self.is_name(name, 1))
            .then(|| self.span(name))
            .flatten()
    }

    fn tells_how_to_stop(&self, sentence: &[Token]) -> bool {
        sentence.iter().any(|t| self.marks(t) & (mark::KEYWORD | mark::WEAK_KEYWORD) != 0)
            || sentence.iter().all(|t| t.flags & ENTITY != 0)
    }

    /// Whether all of it is written as a name: every word with a capital but for little ones, at least `least` of them,
    /// one of them a word no list knows or the first a title, or three of them, or two and where to reach them; or it is
    /// a party. With a greeting or a call before it, or a word that says where something was read, it is no sender's.
    #[inline(never)]
    fn is_name(&self, tokens: &[Token], least: u32) -> bool {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        if self.stands_beside(first) || self.stands_beside(last) && !self.is_capital(last) {
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
                reached |= capitals > 1 && token.entity <= SHORT_CODE;
                continue;
            }
            if self.is_capital(token) {
                let mixed = self.is_mixed(token);
                let alone = at == 0 && self.is_naming(token) && !self.is_title(token);
                capitals += u32::from(mixed || at > 0) + 2 * u32::from(alone);
                titled += u32::from(mixed);
                unknown |= token.set == NONE && (mixed || least == 1)
                    || at == 0 && self.is_naming(token) && (mixed || tokens.len() < 3);
            } else if self.written(token).chars().nth(4).is_some() || at == 0 {
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
    use super::Named;
    use crate::engine::Engine;
    use crate::message::Message;

    fn signed(text: &str) -> Option<String> {
        let mut engine = Engine::embedded();
        let words = &engine.knowledge().words;
        let (folded, tokens, _) = engine.rooms(&Message::new(text));
        let span = Named { source: text, folded, list: &tokens.list, words }.signature()?;
        Some(text[span.start as usize..span.end as usize].to_owned())
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

    #[test]
    fn a_title_before_a_colon_or_a_name_after_a_dash_names_a_sender() {
        for (text, name) in [
            ("Pres. Lee: 6 hours left.", "Pres. Lee"),
            ("LAST CHANCE! Mayor Lee: 6 hours left.", "Mayor Lee"),
            ("PSOE: 6 horas.", "PSOE"),
            ("Ana here! Vote.", "Ana"),
            ("Vote today. - QZTV Data.", "QZTV Data"),
            ("Vote today. -- Jess", "Jess"),
        ] {
            assert_eq!(signed(text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn a_call_before_a_colon_names_nobody() {
        for text in [
            "Donate for 1000%-IMPACT: lee.example",
            "Step up & Donate NOW: lee.example",
            "Vote Tuesday. Sign NOW: lee.example",
            "FINAL NOTICE!\n\nYour 600%-IMPACT: lee.example",
            "TRUMP GOLD RECORD: pending",
            "MAYOR: Lee. COUNCIL: Ruiz",
            "Doors Open. Starts Sat 10am",
        ] {
            assert_eq!(signed(text), None, "{text}");
        }
    }
}
