//! Matches, signals and guards → markers raised.

mod guards;
mod spans;
mod woken;

use self::guards::Guarded;
pub(crate) use self::spans::tidy;
use self::woken::Turn;
pub use self::woken::Woken;
use crate::fold::Folded;
use crate::knowledge::{Condition, Group, Knowledge, patterns, signals};
use crate::matcher::{Match, Matches, MatchesOf};
use crate::report::Span;
use crate::signals::SignalSet;
use crate::tokens::Tokens;
use crate::vocabulary::Severity;

/// A marker raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Which marker.
    pub marker: u16,
    /// What it weighs here.
    pub severity: Severity,
    /// Where, in bytes of the source.
    pub spans: Vec<Span>,
    /// The guards that lowered it.
    pub lowered_by: Vec<u16>,
    /// The markers (or signals, with bit 15 set) that made it weigh more.
    #[allow(clippy::struct_field_names)] // the name it has in the report
    pub raised_by: Vec<u16>,
}

/// Bit of [`Raised::raised_by`]: it is a signal.
pub const BY_SIGNAL: u16 = 1 << 15;

/// Everything findings are made of.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// What is known.
    pub knowledge: &'static Knowledge,
    /// The folded text.
    pub folded: &'a Folded,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its matches.
    pub matches: &'a Matches,
    /// The signals seen.
    pub signals: SignalSet,
    /// The spans of engine signals.
    pub signal_spans: &'a [(u16, Span)],
}

impl Evidence<'_> {
    /// Adds the signals written as data.
    #[inline(never)]
    pub fn add_signals(&mut self, woken: &mut Woken) {
        woken.wake(self.knowledge, self.matches);
        // In the order of their groups, in which each needs only earlier signals.
        let mut turn = Turn::default();
        while let Some(number) = woken.next(&mut turn, self.first_of_markers(), &self.signals) {
            let signal = self.knowledge.groups[number as usize].owner;
            if !self.signals.has(signal) && self.group_holds(woken, number) {
                self.signals.insert(signal);
            }
        }
    }

    /// Gives the markers raised, but for those left out. `woken` is what [`Self::add_signals`] left.
    pub fn raise(&self, woken: &mut Woken, without: &[&str], raised: &mut Vec<Raised>) {
        raised.clear();
        woken.guards.clear();
        let first = self.first_of_markers();
        let mut turn = woken.turn(first);
        while let Some(number) = woken.next(&mut turn, self.knowledge.groups.len() as u16, &self.signals) {
            // Only claims that some words make are guarded.
            if woken.guards.is_empty() && woken.is(number) {
                let guards = std::mem::take(&mut woken.guards);
                woken.guards = self.standing(woken, guards);
            }
            self.raise_group(woken, number, without, raised);
        }
        self.combine(raised);
    }

    /// The groups of signals come first.
    fn first_of_markers(&self) -> u16 {
        self.knowledge.signals.last().map_or(0, |page| page.groups.1)
    }

    #[inline]
    fn condition_holds(&self, condition: Condition) -> bool {
        let seen = if condition.is_signal {
            self.signals.has(condition.id)
        } else {
            self.matches.has(&self.knowledge.words, &self.knowledge.automaton, condition.id)
        };
        seen != condition.negated
    }

    /// The matches of an atom.
    fn matches_of(&self, atom: u16) -> MatchesOf<'_> {
        self.matches.of(&self.knowledge.words, &self.knowledge.automaton, atom)
    }

    fn all_hold(&self, group: &Group) -> bool {
        group.all.iter().all(|c| self.condition_holds(*c)) && !signals(group.unless).any(|c| self.condition_holds(*c))
    }

    /// Whether a pattern of `unless` stands in the sentence of a match.
    fn is_unless(&self, group: &Group, found: &Match) -> bool {
        let sentence = self.tokens.list[found.start as usize].sentence;
        patterns(group.unless).any(|c| {
            crate::steps::add(1);
            self.matches_of(c.id).any(|m| self.tokens.list[m.start as usize].sentence == sentence)
        })
    }

    /// The matches of a pattern of `near` that stand near a match. What is in `any` as well must stand there once more.
    fn near(&self, condition: Condition, found: Match) -> impl Iterator<Item = Match> {
        crate::steps::add(1);
        let sentence = self.sentence(&found);
        let is_apart =
            move |near: &Match| near.atom != found.atom || near.end <= found.start || found.end <= near.start;
        self.matches_of(condition.id).filter(move |m| self.sentence(m).abs_diff(sentence) <= 1 && is_apart(m))
    }

    /// Whether each pattern of `near` stands near a match.
    fn has_near(&self, group: &Group, found: &Match) -> bool {
        group.near.iter().all(|c| self.near(*c, *found).next().is_some())
    }

    /// Whether each pattern of `near` stands near a match. Adds what of it is shown, and the match.
    fn is_near(&self, group: &Group, found: &Match, places: &mut Vec<Match>) -> bool {
        let sentence = self.sentence(found);
        let known = places.len();
        let holds = group.near.iter().all(|c| {
            let mut stands = false;
            for near in self.near(*c, *found) {
                stands = true;
                // One word of another sentence says nothing to who reads it there.
                if self.sentence(&near) == sentence || near.end - near.start > 1 {
                    places.push(near);
                }
            }
            stands
        });
        if holds {
            places.push(*found);
        } else {
            places.truncate(known);
        }
        holds
    }

    fn sentence(&self, found: &Match) -> u32 {
        self.tokens.list[found.start as usize].sentence
    }

    fn group_holds(&self, woken: &Woken, number: u16) -> bool {
        let group = &self.knowledge.groups[number as usize];
        self.all_hold(group)
            && (group.any.is_empty()
                || woken
                    .atoms(number)
                    .any(|atom| self.matches_of(atom).any(|m| !self.is_unless(group, &m) && self.has_near(group, &m)))
                || signals(group.any).any(|c| self.condition_holds(*c)))
    }

    #[inline(never)]
    fn raise_group(&self, woken: &Woken, number: u16, without: &[&str], raised: &mut Vec<Raised>) {
        let group = &self.knowledge.groups[number as usize];
        let marker = &self.knowledge.markers[group.owner as usize];
        if !self.all_hold(group) || without.contains(&marker.id) {
            return;
        }
        let mut spans = Vec::new();
        let Some(lowered_by) = self.claim(woken, number, marker.guards, &mut spans) else { return };
        let mut severity = group.severity.unwrap_or(marker.severity);
        if !lowered_by.is_empty() {
            severity = one_less(severity);
        }
        let Some(own) = raised.iter_mut().find(|r| r.marker == group.owner) else {
            tidy(&mut spans);
            raised.push(Raised { marker: group.owner, severity, spans, lowered_by, raised_by: Vec::new() });
            return;
        };
        own.severity = own.severity.max(severity);
        if lowered_by.len() < own.lowered_by.len() {
            own.lowered_by = lowered_by;
        }
        own.spans.append(&mut spans);
        tidy(&mut own.spans);
    }

    /// What lowers the claim of a group whose conditions hold, the fewest of its places; nothing if it is not made. Adds where it stands.
    fn claim(&self, woken: &Woken, number: u16, guards: &[u16], spans: &mut Vec<Span>) -> Option<Vec<u16>> {
        let group = &self.knowledge.groups[number as usize];
        if group.any.is_empty() {
            for condition in group.all.iter().filter(|c| !c.negated) {
                if condition.is_signal {
                    self.engine_signal_spans(condition.id, spans);
                } else {
                    spans.extend(self.matches_of(condition.id).map(|m| self.span(&m)));
                }
            }
            return Some(Vec::new());
        }
        let mut lowered: Option<Vec<u16>> = None;
        for condition in signals(group.any).filter(|c| self.condition_holds(**c)) {
            self.engine_signal_spans(condition.id, spans);
            self.data_signal_spans(woken, condition.id, spans);
            lowered = Some(Vec::new());
        }
        let mut places = Vec::new();
        for atom in woken.atoms(number) {
            for found in self.matches_of(atom) {
                let beside = places.len();
                if self.is_unless(group, &found) || !self.is_near(group, &found, &mut places) {
                    continue;
                }
                let Guarded::Raised(by) = self.guard(woken, guards, &found) else {
                    places.truncate(beside);
                    continue;
                };
                if lowered.as_ref().is_none_or(|known| known.len() > by.len()) {
                    lowered = Some(by);
                }
            }
        }
        self.show(group, &mut places, spans);
        lowered
    }

    /// Markers that weigh more together.
    #[inline(never)]
    fn combine(&self, raised: &mut [Raised]) {
        if raised.is_empty() {
            return;
        }
        for combination in self.knowledge.combinations {
            let Some(at) = raised.iter().position(|r| r.marker == combination.marker) else { continue };
            if raised[at].severity >= combination.to {
                continue;
            }
            let by_markers = combination.with_markers.iter().copied().find(|m| raised.iter().any(|r| r.marker == *m));
            let by = by_markers.or_else(|| {
                combination.with_signals.iter().find(|c| self.condition_holds(**c)).map(|c| c.id | BY_SIGNAL)
            });
            if let Some(by) = by {
                raised[at].severity = combination.to;
                raised[at].raised_by.push(by);
            }
        }
    }
}

/// One step less, but never less than low.
fn one_less(severity: Severity) -> Severity {
    match severity {
        Severity::Critical => Severity::High,
        Severity::High => Severity::Medium,
        Severity::Medium | Severity::Low => Severity::Low,
    }
}
