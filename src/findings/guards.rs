//! What guards say of a claim.

use super::{Evidence, Woken};
use crate::knowledge::{Effect, Guard, Where, signals};
use crate::matcher::Match;
use crate::tokens::mark;

/// How a guard stands in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It does not.
    Not,
    /// Some of its words do; where, has to be seen for each claim.
    Words,
    /// A signal says so: it holds for every claim.
    Signal,
}

/// What the guards say of one match.
pub(super) enum Guarded {
    Quiet,
    Raised(Vec<u16>),
}

impl Evidence<'_> {
    /// How each guard stands.
    #[inline(never)]
    pub(super) fn standing(&self, woken: &Woken, mut guards: Vec<Standing>) -> Vec<Standing> {
        let first = self.knowledge.groups.len() as u16;
        guards.extend(self.knowledge.guards.iter().zip(first..).map(|(guard, number)| {
            let signal = signals(guard.any).any(|c| self.condition_holds(*c));
            if !signal && !woken.is(number) || guard.unless.iter().any(|c| self.condition_holds(*c)) {
                Standing::Not
            } else if signal {
                Standing::Signal
            } else {
                Standing::Words
            }
        }));
        guards
    }

    pub(super) fn guard(&self, woken: &Woken, guards: &[u16], found: &Match) -> Guarded {
        let mut lowered = Vec::new();
        for &number in guards {
            let guard = &self.knowledge.guards[number as usize];
            if self.is_guarded(woken, number, found) {
                match guard.effect {
                    Effect::Cancel => return Guarded::Quiet,
                    Effect::Lower => lowered.push(number),
                }
            }
        }
        Guarded::Raised(lowered)
    }

    fn is_guarded(&self, woken: &Woken, number: u16, found: &Match) -> bool {
        let guard = &self.knowledge.guards[number as usize];
        match woken.guards[number as usize] {
            Standing::Not => false,
            Standing::Signal => true,
            Standing::Words => woken
                .atoms(self.knowledge.groups.len() as u16 + number)
                .any(|atom| self.matches_of(atom).any(|words| self.stands(guard, &words, found))),
        }
    }

    /// Whether a guard's words stand where they must for this claim.
    fn stands(&self, guard: &Guard, words: &Match, claim: &Match) -> bool {
        crate::steps::add(1);
        let list = &self.tokens.list;
        let within = u32::from(guard.within);
        let (first, last) = (self.place(words.start), self.place(claim.end - 1));
        match guard.place {
            Where::Message => true,
            Where::Sentence => {
                first.0 == self.place(claim.start).0
                    && !list.get(words.end as usize..=claim.start as usize).is_some_and(|between| {
                        between.iter().any(|t| self.knowledge.words.marks(t.set) & mark::TURN != 0)
                    })
            }
            Where::Before => {
                let before = words.end <= claim.start
                    && claim.start - words.end <= within
                    && self.place(words.end - 1) == self.place(claim.start);
                before || in_gap(words, claim)
            }
            Where::After => words.start >= claim.end && words.start - claim.end <= within && first == last,
            Where::Alone => {
                let (before, next) = (self.place(words.start.wrapping_sub(1)), self.place(words.end));
                words.start >= claim.end
                    && !self.is_asked(words)
                    && before != first
                    && next != first
                    && if first.0 == last.0 { next.0 != first.0 } else { before.0 == last.0 }
            }
        }
    }

    /// Whether a question mark follows words.
    fn is_asked(&self, words: &Match) -> bool {
        let end = self.tokens.list[words.end as usize - 1].end;
        self.folded.bytes.get(end as usize) == Some(&b'?')
    }
}

/// Whether words stand within a claim, between the words it speaks of.
fn in_gap(words: &Match, claim: &Match) -> bool {
    words.start >= claim.start
        && words.end <= claim.end
        && (words.start..words.end).all(|t| t - claim.start < 64 && claim.mask & (1 << (t - claim.start)) == 0)
}
