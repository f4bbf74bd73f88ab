//! Words that name a sender → the name itself: where it begins and ends, or that there is none in them.

use super::signature::Named;
use crate::knowledge::NONE;
use crate::report::Span;
use crate::tokens::{ENTITY, Token};

/// How many words beside a part of a name belong to it at most.
const MOST_WORDS_BESIDE: usize = 3;
/// How many words a name and its introduction have at most.
const MOST_WORDS: usize = 12;
/// How many letters a little word inside a name has at most: `for`, `para`.
const LITTLE: u32 = 4;

/// How much words look like a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    /// None has a capital.
    None,
    /// One has, and is an ordinary word.
    Capital,
    /// Two have.
    Capitals,
    /// One with a capital is no ordinary word, or names somebody.
    Name,
}

impl Named<'_> {
    /// The name in `span`: without what stands beside it (`From: …`, `… here`), without what follows its colon
    /// (`Harbor Party: you …`), and whole (`Lindqvist` before `for Senate`). Nothing where no word of it is a name.
    #[must_use]
    #[inline(never)]
    pub fn own_name(&self, Span { start, end }: Span) -> Option<Span> {
        let token_from = |place: u32| self.list.partition_point(|t| self.source_start(t) < place);
        let mut first = token_from(start);
        // However long a span is, a name is not: the work stays bounded.
        let mut end = token_from(end).min(first + 2 * MOST_WORDS);
        while first < end && (self.is_beside(first) || self.token(first).flags & ENTITY != 0) {
            first += 1;
        }
        if let Some(colon) = (first..end).find(|&at| self.is_before_colon(self.token(at))) {
            if self.look(first, colon + 1) < Look::Capitals && self.look(colon + 1, end) > Look::Capital {
                first = colon + 1;
            } else {
                end = colon + 1;
            }
        }
        for at in first + 1..end {
            if !self.is_beside(at) || !self.is_common(at) {
                continue;
            }
            let (before, after) = (self.look(first, at), self.look(at + 1, end));
            if before < after || before < Look::Capitals {
                first = at + 1;
            } else if after < Look::Capitals {
                end = at;
                break;
            }
        }
        first = self.begins(first, end);
        end = self.ends(first, end);
        while first < end && self.is_common(first) {
            first += 1;
        }
        let last = self.list.get(end.checked_sub(1)?)?;
        let is_owner = matches!(self.written(last).as_bytes(), [.., b'\'' | 0x99, b's']);
        (self.names(first, end, last) && !is_owner).then(|| self.span_of(self.token(first), last))
    }

    /// Takes in the words with a capital before a part of a name, from the first that is no ordinary word.
    #[inline(never)]
    fn begins(&self, first: usize, end: usize) -> usize {
        let Some(part) = self.list.get(first) else { return first };
        if !self.is_capital(part) && part.end - part.start > LITTLE {
            return first;
        }
        let mut run = first;
        while run > 0
            && first - run < MOST_WORDS_BESIDE
            && self.is_mixed(self.token(run - 1))
            && (self.follows(run)
                || self.is_title(self.token(run - 1)) && self.token(run).clause == self.token(run - 1).clause)
        {
            run -= 1;
        }
        // Somebody greeted is no part of it: `Hi Ana this is …`
        if run > 0 && self.follows(run) && self.is_beside(run - 1) || (run..first).any(|at| self.is_beside(at)) {
            return first;
        }
        // Before a colon any word with a capital is part of it: `Lee for Senate: …`
        let is_head = first < end && self.is_before_colon(self.token(end - 1));
        (run..first).find(|&at| is_head || self.is_own(at)).unwrap_or(first)
    }

    /// Takes in the words with a capital after a part of a name; where no word of it has one, past the little ones
    /// before it.
    #[inline(never)]
    fn ends(&self, first: usize, end: usize) -> usize {
        let cut = (first..end).all(|at| self.is_common(at));
        let most = self.list.len().min(end + 2 * MOST_WORDS_BESIDE);
        let mut whole = end;
        for at in end.max(1)..most {
            let token = self.token(at);
            let is_next = if cut {
                self.is_capital(token)
            } else {
                // After a title any word with a capital is a name, where nothing follows it.
                self.is_mixed(token) && (self.is_own(at) || self.is_title(self.token(at - 1)) && !self.follows(at + 1))
            };
            if !self.follows(at) || !is_next && (!cut || token.end - token.start > LITTLE) {
                break;
            }
            if is_next {
                whole = at + 1;
            }
        }
        whole
    }

    /// Whether these are a name, or the only word with a capital among them stands before a colon or alone.
    fn names(&self, first: usize, end: usize, last: &Token) -> bool {
        let is_new =
            |at: usize| at == 0 || self.list.get(at).is_none_or(|token| token.sentence != self.token(at - 1).sentence);
        end - first <= MOST_WORDS
            && match self.look(first, end) {
                Look::None => false,
                Look::Capital => is_new(first) && (is_new(end) || self.is_before_colon(last)),
                _ => true,
            }
    }

    #[inline(never)]
    fn look(&self, first: usize, end: usize) -> Look {
        let mut look = Look::None;
        for at in first..end {
            if self.is_capital(self.token(at)) {
                if self.is_own(at) {
                    return Look::Name;
                }
                look = if look == Look::None { Look::Capital } else { Look::Capitals };
            }
        }
        look
    }

    /// Whether no list knows a word, or one of what names somebody.
    fn is_own(&self, at: usize) -> bool {
        let token = self.token(at);
        token.flags & ENTITY == 0 && (token.set == NONE || self.is_naming(token))
    }

    /// Whether a word has no capital and is no contraction (`it's Dana`).
    #[inline(never)]
    fn is_common(&self, at: usize) -> bool {
        let token = self.token(at);
        // The second is how the apostrophe of print begins.
        let is_apostrophe = |b: u8| matches!(b, b'\'' | 0xe2);
        token.flags & ENTITY == 0 && !self.is_capital(token) && !self.written(token).bytes().any(is_apostrophe)
    }

    fn is_beside(&self, at: usize) -> bool {
        self.stands_beside(self.token(at))
    }

    /// Whether a word follows the one before it in its clause, with only a space between them.
    #[inline(never)]
    fn follows(&self, at: usize) -> bool {
        let before = self.token(at - 1);
        self.list.get(at).is_some_and(|t| t.clause == before.clause && t.start == before.end + 1)
    }

    #[inline(never)]
    fn token(&self, at: usize) -> &Token {
        &self.list[at]
    }
}

#[cfg(test)]
mod tests {
    use super::Named;
    use crate::engine::Engine;
    use crate::message::Message;
    use crate::report::Span;

    fn name_in<'a>(source: &'a str, seen: &str) -> Option<&'a str> {
        let start = source.find(seen).expect("it stands there") as u32;
        let mut engine = Engine::embedded();
        let words = &engine.knowledge().words;
        let (folded, tokens, _) = engine.rooms(&Message::new(source));
        let named = Named { source, folded, list: &tokens.list, words };
        let span = named.own_name(Span { start, end: start + seen.len() as u32 })?;
        Some(&source[span.start as usize..span.end as usize])
    }

    #[test]
    fn a_name_ends_at_its_colon() {
        assert_eq!(name_in("Harbor Party: you can vote", "Harbor Party: you"), Some("Harbor Party"));
        assert_eq!(name_in("Ligue Lumi\u{e8}re : vous votez", "Ligue Lumi\u{e8}re : vous"), Some("Ligue Lumi\u{e8}re"));
        assert_eq!(name_in("Harbor 9:30 Club", "Harbor 9:30 Club"), Some("Harbor 9:30 Club"));
    }

    #[test]
    fn words_with_a_capital_before_a_part_of_a_name_belong_to_it() {
        assert_eq!(name_in("Vote! Ana Lindqvist for Senate", "for Senate"), Some("Ana Lindqvist for Senate"));
        assert_eq!(name_in("Lindqvist for Senate: vote", "for Senate"), Some("Lindqvist for Senate"));
        assert_eq!(name_in("Hi Ana this is Lindqvist", "this is Lindqvist"), Some("Lindqvist"));
        for (text, seen) in [
            ("We vote for Senate", "for Senate"),
            ("Today. for Senate", "for Senate"),
            ("Contact your Clerk", "your Clerk"),
        ] {
            assert_eq!(name_in(text, seen), None, "{text}");
        }
    }

    #[test]
    fn a_name_that_is_cut_is_taken_whole() {
        assert_eq!(name_in("Paid for by the League of Lindqvist", "Paid for by"), Some("League of Lindqvist"));
        assert_eq!(name_in("it's Vice President Lee. Vote", "it's Vice President"), Some("it's Vice President Lee"));
        assert_eq!(name_in("a rally with Maria Lindqvist", "rally with Maria"), Some("Maria Lindqvist"));
    }

    #[test]
    fn what_stands_beside_a_name_is_no_part_of_it() {
        assert_eq!(name_in("From: Harbor Party", "From: Harbor Party"), Some("Harbor Party"));
        assert_eq!(
            name_in("lee.example/give - Ana Lindqvist", "lee.example/give - Ana Lindqvist"),
            Some("Ana Lindqvist")
        );
        assert_eq!(name_in("Lindqvist here & I'm", "Lindqvist here & I'm"), Some("Lindqvist"));
        assert_eq!(
            name_in("This is Ana from Lindqvist", "This is Ana from Lindqvist"),
            Some("This is Ana from Lindqvist")
        );
        assert_eq!(name_in("It's Ana Lindqvist's birthday", "It's Ana Lindqvist's"), None);
    }
}
