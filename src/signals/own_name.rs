//! Words that name a sender → the name itself: where it begins and ends, or that there is none in them.

use std::ops::Range;

use super::signature::Named;
use crate::report::Span;
use crate::tokens::{ENTITY, Token, mark};

/// How many words beside a part of a name belong to it at most.
const MOST_WORDS_BESIDE: usize = 3;
/// How many words a name and its introduction have at most.
const MOST_WORDS: usize = 12;
/// How many letters a little word inside a name has at most: `for`, `para`.
const LITTLE: u32 = 4;

/// How much words look like a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    /// At most one has a capital, and is an ordinary word.
    None,
    /// Two have one.
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
        let mut name = token_from(start)..token_from(end);
        while name.start < name.end && (self.is_beside(name.start) || self.list[name.start].flags & ENTITY != 0) {
            name.start += 1;
        }
        if let Some(colon) = name.clone().find(|&at| self.is_before_colon(&self.list[at])) {
            let (before, after) = (name.start..colon + 1, colon + 1..name.end);
            name = if self.look(before.clone()) == Look::None && self.look(after.clone()) > Look::None {
                after
            } else {
                before
            };
        }
        while name.start < name.end && self.is_where_to_reach(&self.list[name.end - 1]) {
            name.end -= 1;
        }
        let is_limit =
            |&at: &usize| self.is_beside(at) && self.is_common(at) || self.marks(&self.list[at]) & mark::KEYWORD != 0;
        for at in name.clone().skip(1).filter(is_limit) {
            let (before, after) = (self.look(name.start..at), self.look(at + 1..name.end));
            if before < after || before == Look::None {
                name.start = at + 1;
            } else if after == Look::None {
                name.end = at;
                break;
            }
        }
        name.start = self.begins(name.clone());
        name.end = self.ends(name.clone());
        while name.start < name.end && self.is_common(name.start) {
            name.start += 1;
        }
        let is_owner = |t: &Token| self.written(t).ends_with("'s") || self.written(t).ends_with("\u{2019}s");
        let last = self.list[name.clone()].last()?;
        (self.names(name.clone()) && !is_owner(last)).then(|| self.span(&self.list[name])).flatten()
    }

    /// Takes in the words with a capital before a part of a name, from the first that is no ordinary word.
    #[inline(never)]
    fn begins(&self, name: Range<usize>) -> usize {
        let is_part = |t: &Token| self.is_capital(t) || t.end - t.start <= LITTLE;
        if !self.list.get(name.start).is_some_and(is_part) {
            return name.start;
        }
        let mut run = name.start;
        while run > 0
            && name.start - run < MOST_WORDS_BESIDE
            && self.is_mixed(&self.list[run - 1])
            && (self.follows(run) || self.is_title(&self.list[run - 1]) && self.is_one_clause(run))
        {
            run -= 1;
        }
        // Somebody greeted is no part of it: `Hi Ana this is …`
        let before = if run > 0 && self.follows(run) { run - 1 } else { run };
        let is_greeted = (before..name.start).any(|at| self.is_beside(at));
        // Before a colon any word with a capital is part of it: `Lee for Senate: …`
        let is_head = self.list[name.clone()].last().is_some_and(|last| self.is_before_colon(last));
        (run..name.start).find(|&at| !is_greeted && (is_head || self.is_own(at))).unwrap_or(name.start)
    }

    /// Takes in the words with a capital after a part of a name; where no word of it has one, past the little ones
    /// before it.
    #[inline(never)]
    fn ends(&self, name: Range<usize>) -> usize {
        let cut = name.clone().all(|at| self.is_common(at));
        let most = self.list.len().min(name.end + 2 * MOST_WORDS_BESIDE);
        let mut end = name.end;
        for at in name.end.max(1)..most {
            let is_next = if cut { self.is_capital(&self.list[at]) } else { self.is_mixed(&self.list[at]) };
            // After a title any word with a capital is a name, where nothing follows it.
            let is_titled = || self.is_title(&self.list[at - 1]) && !(at + 1 < self.list.len() && self.follows(at + 1));
            if !self.follows(at) {
                break;
            } else if is_next && (cut || self.is_own(at) || is_titled()) {
                end = at + 1;
            } else if !cut || self.list[at].end - self.list[at].start > LITTLE {
                break;
            }
        }
        end
    }

    /// Whether these are a name, or the only word with a capital among them stands before a colon or alone.
    #[inline(never)]
    fn names(&self, name: Range<usize>) -> bool {
        let is_new = |at: usize| at == 0 || self.list.get(at).is_none_or(|t| t.sentence != self.list[at - 1].sentence);
        let heads = |last: &Token| is_new(name.start) && (is_new(name.end) || self.is_before_colon(last));
        name.len() <= MOST_WORDS
            && (self.look(name.clone()) > Look::None
                || self.list[name.clone()].last().is_some_and(heads)
                    && self.list[name].iter().any(|t| self.is_capital(t)))
    }

    #[inline(never)]
    fn look(&self, mut name: Range<usize>) -> Look {
        let capital = |at: &usize| self.is_capital(&self.list[*at]);
        let capitals = name.clone().filter(capital).count();
        match name.any(|at| capital(&at) && self.is_own(at)) {
            true => Look::Name,
            false if capitals > 1 => Look::Capitals,
            false => Look::None,
        }
    }

    /// Whether no list knows a word, or one of what names somebody.
    #[inline(never)]
    fn is_own(&self, at: usize) -> bool {
        let token = &self.list[at];
        token.flags & ENTITY == 0 && (self.is_unknown(token) || self.is_naming(token))
    }

    /// Whether a word has no capital and is no contraction (`it's Dana`).
    #[inline(never)]
    fn is_common(&self, at: usize) -> bool {
        let token = &self.list[at];
        token.flags & ENTITY == 0 && !self.is_capital(token) && !self.written(token).contains(['\'', '\u{2019}'])
    }

    #[inline(never)]
    fn is_beside(&self, at: usize) -> bool {
        self.stands_beside(&self.list[at])
    }

    fn is_one_clause(&self, at: usize) -> bool {
        self.list[at].clause == self.list[at - 1].clause
    }

    /// Whether a word follows the one before it in its clause, with only a space between them.
    #[inline(never)]
    fn follows(&self, at: usize) -> bool {
        self.is_one_clause(at) && self.list[at].start == self.list[at - 1].end + 1
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
        assert_eq!(name_in("Harbor Club, 555-0121", "Harbor Club, 555-0121"), Some("Harbor Club"));
        assert_eq!(name_in("Lindqvist here & I'm", "Lindqvist here & I'm"), Some("Lindqvist"));
        assert_eq!(
            name_in("This is Ana from Lindqvist", "This is Ana from Lindqvist"),
            Some("This is Ana from Lindqvist")
        );
        assert_eq!(name_in("It's Ana Lindqvist's birthday", "It's Ana Lindqvist's"), None);
    }
}
