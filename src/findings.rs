//! Matches, signals and guards → markers raised.

use crate::fold::Folded;
use crate::knowledge::{Condition, Effect, Group, Guard, Knowledge, Where, patterns, signals};
use crate::matcher::{Match, Matches, MatchesOf};
use crate::report::Span;
use crate::signals::SignalSet;
use crate::signals::names::ENGINE_SIGNALS;
use crate::tokens::Tokens;
use crate::vocabulary::Severity;

/// How many spans a finding shows.
pub const MOST_SPANS: usize = 8;

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

/// Which groups and guards some match may raise, and by which atoms. Reused from message to message.
#[derive(Debug, Default)]
pub struct Woken {
    /// For each group, and for each guard (numbered after them), the first of `pairs` plus one, or 0.
    heads: Vec<u32>,
    /// Which of them are not 0, and the same as a bit each.
    list: Vec<u16>,
    bits: Vec<u64>,
    /// The groups that need no match, in their order.
    led: Vec<Led>,
    /// An atom that wakes a group, and the next of the same group plus one.
    pairs: Vec<(u16, u32)>,
    /// How each guard stands in this message.
    guards: Vec<Standing>,
}

/// How a guard stands in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It does not.
    Not,
    /// Some of its words do; where, has to be seen for each claim.
    Words,
    /// A signal says so: it holds for every claim.
    Signal,
}

impl Woken {
    #[inline(never)]
    fn wake(&mut self, knowledge: &Knowledge, matches: &Matches) {
        for &group in &self.list {
            self.heads[group as usize] = 0;
        }
        self.list.clear();
        self.bits.fill(0);
        self.pairs.clear();
        if self.heads.is_empty() {
            self.heads.resize(knowledge.groups.len() + knowledge.guards.len(), 0);
            self.bits.resize(self.heads.len().div_ceil(64), 0);
            for (number, group) in knowledge.groups.iter().enumerate() {
                if group.any.first().is_none_or(|c| c.is_signal) {
                    self.led.push(Led::new(number as u16, group));
                }
            }
        }
        for &atom in &matches.atoms {
            let (from, to) = knowledge.atom_groups[atom as usize];
            for &group in &knowledge.atom_group_list[from as usize..to as usize] {
                let head = &mut self.heads[group as usize];
                if *head == 0 {
                    self.list.push(group);
                    self.bits[group as usize / 64] |= 1 << (group % 64);
                }
                self.pairs.push((atom, *head));
                *head = self.pairs.len() as u32;
            }
        }
    }

    fn is(&self, group: u16) -> bool {
        self.heads.get(group as usize).is_some_and(|&head| head != 0)
    }

    /// The next group before `to` that a match or the signals may raise.
    fn next(&self, turn: &mut Turn, to: u16, signals: &SignalSet) -> Option<u16> {
        let woken = self.first_woken(turn.group).filter(|&group| group < to);
        while let Some(led) = self.led.get(turn.led).filter(|led| led.group < woken.unwrap_or(to)) {
            turn.led += 1;
            if led.may_hold(signals) {
                return Some(led.group);
            }
        }
        turn.led += usize::from(self.led.get(turn.led).is_some_and(|led| Some(led.group) == woken));
        turn.group = woken? + 1;
        woken
    }

    /// The first group from `from` on that a match may raise.
    fn first_woken(&self, from: u16) -> Option<u16> {
        let first = usize::from(from / 64);
        let mut above = u64::MAX << (from % 64);
        for word in first..self.bits.len() {
            let bits = self.bits[word] & above;
            if bits != 0 {
                return Some(word as u16 * 64 + bits.trailing_zeros() as u16);
            }
            above = u64::MAX;
        }
        None
    }

    /// The atoms that matched of a group.
    fn atoms(&self, group: u16) -> impl Iterator<Item = u16> {
        let mut next = self.heads.get(group as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let (atom, following) = *next.checked_sub(1).map(|n| &self.pairs[n as usize])?;
            next = following;
            Some(atom)
        })
    }
}

/// A group that needs no match: what signals it needs. With one look at all of them most are passed over.
#[derive(Debug)]
struct Led {
    group: u16,
    /// One of these, or `any_will_do`.
    any: SignalSet,
    any_will_do: bool,
    all: SignalSet,
    none: SignalSet,
}

impl Led {
    fn new(number: u16, group: &Group) -> Self {
        let [mut any, mut all, mut none] = [SignalSet::default(); 3];
        let mut any_will_do = group.any.is_empty();
        for condition in signals(group.any) {
            any.insert(condition.id);
            any_will_do |= condition.negated;
        }
        for (conditions, wanted) in [(group.all, true), (group.unless, false)] {
            for condition in signals(conditions) {
                if condition.negated == wanted { &mut none } else { &mut all }.insert(condition.id);
            }
        }
        Self { group: number, any, any_will_do, all, none }
    }

    /// Whether the signals do not rule it out.
    fn may_hold(&self, seen: &SignalSet) -> bool {
        (self.any_will_do | seen.has_some(&self.any)) & seen.has_all(&self.all) & !seen.has_some(&self.none)
    }
}

/// How far the groups have been gone through.
#[derive(Debug, Default)]
struct Turn {
    /// The first group that has not had its turn as one that a match may raise.
    group: u16,
    /// The first place in the list of those that need none.
    led: usize,
}

/// What the guards say of one match.
enum Guarded {
    Quiet,
    Raised(Vec<u16>),
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

    /// Gives the markers raised. `woken` is what [`Self::add_signals`] left.
    pub fn raise(&mut self, woken: &mut Woken, raised: &mut Vec<Raised>) {
        raised.clear();
        woken.guards.clear();
        let first = self.first_of_markers();
        let mut turn = Turn { group: first, led: woken.led.partition_point(|led| led.group < first) };
        while let Some(number) = woken.next(&mut turn, self.knowledge.groups.len() as u16, &self.signals) {
            // Only claims that some words make are guarded.
            if woken.guards.is_empty() && woken.is(number) {
                let guards = std::mem::take(&mut woken.guards);
                woken.guards = self.standing(woken, guards);
            }
            self.raise_group(woken, number, raised);
        }
        self.combine(raised);
    }

    /// The groups of signals come first.
    fn first_of_markers(&self) -> u16 {
        self.knowledge.signals.last().map_or(0, |page| page.groups.1)
    }

    /// How each guard stands.
    #[inline(never)]
    fn standing(&self, woken: &Woken, mut guards: Vec<Standing>) -> Vec<Standing> {
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

    #[inline]
    fn condition_holds(&self, condition: Condition) -> bool {
        let seen = if condition.is_signal {
            self.signals.has(condition.id)
        } else {
            self.matches.has(&self.knowledge.automaton, condition.id)
        };
        seen != condition.negated
    }

    /// The matches of an atom.
    fn matches_of(&self, atom: u16) -> MatchesOf<'_> {
        self.matches.of(&self.knowledge.automaton, atom)
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

    /// Whether each pattern of `near` stands near a match.
    fn has_near(&self, group: &Group, found: &Match) -> bool {
        group.near.iter().all(|c| {
            crate::steps::add(1);
            self.matches_of(c.id).any(|near| self.sentence(&near).abs_diff(self.sentence(found)) <= 1)
        })
    }

    /// Whether each pattern of `near` stands near a match. Adds what of it is shown, and the match.
    fn is_near(&self, group: &Group, found: &Match, places: &mut Vec<Match>) -> bool {
        let sentence = self.sentence(found);
        let known = places.len();
        let holds = group.near.iter().all(|c| {
            crate::steps::add(1);
            let mut stands = false;
            for near in self.matches_of(c.id).filter(|m| self.sentence(m).abs_diff(sentence) <= 1) {
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

    /// The clause a match begins in. Those of one sentence and those of another differ.
    fn clause(&self, found: &Match) -> (u32, u32) {
        let token = &self.tokens.list[found.start as usize];
        (token.sentence, token.clause)
    }

    fn sentence(&self, found: &Match) -> u32 {
        self.tokens.list[found.start as usize].sentence
    }

    /// Adds the spans of what was found. What stands in one clause for one claim is shown as one, whatever names stand between.
    fn show(&self, group: &Group, places: &mut [Match], spans: &mut Vec<Span>) {
        if group.near.is_empty() {
            spans.extend(places.iter().map(|place| self.span(place)));
            return;
        }
        crate::sort::sort_by(places, |a, b| a.start < b.start);
        let mut whole: Option<Match> = None;
        for place in places.iter() {
            match &mut whole {
                Some(last) if place.start < last.end || self.clause(place) == self.clause(last) => {
                    last.end = last.end.max(place.end);
                }
                _ => spans.extend(whole.replace(*place).map(|last| self.span(&last))),
            }
        }
        spans.extend(whole.map(|last| self.span(&last)));
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
    fn raise_group(&self, woken: &Woken, number: u16, raised: &mut Vec<Raised>) {
        let group = &self.knowledge.groups[number as usize];
        if !self.all_hold(group) {
            return;
        }
        let marker = &self.knowledge.markers[group.owner as usize];
        let mut spans = Vec::new();
        let mut places = Vec::new();
        let mut lowered: Option<Vec<u16>> = None;
        for condition in signals(group.any).filter(|c| self.condition_holds(**c)) {
            self.engine_signal_spans(condition.id, &mut spans);
            self.data_signal_spans(woken, condition.id, &mut spans);
            lowered = Some(Vec::new());
        }
        for atom in woken.atoms(number) {
            for found in self.matches_of(atom) {
                if self.is_unless(group, &found) {
                    continue;
                }
                let beside = places.len();
                if !self.is_near(group, &found, &mut places) {
                    continue;
                }
                let Guarded::Raised(by) = self.guard(woken, marker.guards, &found) else {
                    places.truncate(beside);
                    continue;
                };
                lowered = Some(match lowered {
                    Some(known) if known.len() <= by.len() => known,
                    _ => by,
                });
            }
        }
        self.show(group, &mut places, &mut spans);
        if group.any.is_empty() {
            for condition in group.all.iter().filter(|c| !c.negated) {
                if condition.is_signal {
                    self.engine_signal_spans(condition.id, &mut spans);
                } else {
                    spans.extend(self.matches_of(condition.id).map(|m| self.span(&m)));
                }
            }
            lowered = Some(Vec::new());
        }
        let Some(lowered_by) = lowered else { return };
        let mut severity = group.severity.unwrap_or(marker.severity);
        if !lowered_by.is_empty() {
            severity = one_less(severity);
        }
        let place = if let Some(place) = raised.iter().position(|r| r.marker == group.owner) {
            place
        } else {
            raised.push(Raised {
                marker: group.owner,
                severity,
                spans: Vec::new(),
                lowered_by: lowered_by.clone(),
                raised_by: Vec::new(),
            });
            raised.len() - 1
        };
        let own = &mut raised[place];
        if severity > own.severity {
            own.severity = severity;
        }
        if lowered_by.len() < own.lowered_by.len() {
            own.lowered_by = lowered_by;
        }
        own.spans.append(&mut spans);
        tidy(&mut own.spans);
    }

    /// Where a signal of the engine was seen.
    #[inline(never)]
    fn engine_signal_spans(&self, signal: u16, spans: &mut Vec<Span>) {
        for (seen, span) in self.signal_spans {
            if *seen == signal {
                spans.push(*span);
            }
        }
    }

    /// The spans of what raised a signal written as data.
    pub fn data_signal_spans(&self, woken: &Woken, signal: u16, spans: &mut Vec<Span>) {
        let Some(page) =
            signal.checked_sub(ENGINE_SIGNALS.len() as u16).and_then(|at| self.knowledge.signals.get(at as usize))
        else {
            return;
        };
        for number in page.groups.0..page.groups.1 {
            let group = &self.knowledge.groups[number as usize];
            if !(page.always || woken.is(number)) || !self.all_hold(group) {
                continue;
            }
            for condition in signals(group.any).filter(|c| !c.negated && self.signals.has(c.id)) {
                self.engine_signal_spans(condition.id, spans);
                // A signal needs only earlier ones, so this ends.
                self.data_signal_spans(woken, condition.id, spans);
            }
            let mut places = Vec::new();
            for atom in woken.atoms(number) {
                for found in self.matches_of(atom).filter(|m| !self.is_unless(group, m)) {
                    self.is_near(group, &found, &mut places);
                }
            }
            self.show(group, &mut places, spans);
        }
        tidy(spans);
    }

    /// The bytes of the source a match covers.
    #[must_use]
    pub fn span(&self, found: &Match) -> Span {
        let (start, end) = self.folded.source_span(
            self.tokens.list[found.start as usize].start as usize,
            self.tokens.list[found.end as usize - 1].end as usize,
        );
        Span { start, end }
    }

    fn guard(&self, woken: &Woken, guards: &[u16], found: &Match) -> Guarded {
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
        match guard.place {
            Where::Message => true,
            Where::Sentence => list[words.start as usize].sentence == list[claim.start as usize].sentence,
            Where::Before => {
                let before = words.end <= claim.start
                    && claim.start - words.end <= within
                    && list[words.end as usize - 1].clause == list[claim.start as usize].clause;
                before || in_gap(words, claim)
            }
            Where::After => {
                words.start >= claim.end
                    && words.start - claim.end <= within
                    && list[words.start as usize].clause == list[claim.end as usize - 1].clause
            }
        }
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

/// Whether words stand within a claim, between the words it speaks of.
fn in_gap(words: &Match, claim: &Match) -> bool {
    words.start >= claim.start
        && words.end <= claim.end
        && (words.start..words.end).all(|t| t - claim.start < 64 && claim.mask & (1 << (t - claim.start)) == 0)
}

/// One step less, but never less than low.
fn one_less(severity: Severity) -> Severity {
    match severity {
        Severity::Critical => Severity::High,
        Severity::High => Severity::Medium,
        Severity::Medium | Severity::Low => Severity::Low,
    }
}

/// Sorts spans, merges those that overlap, and keeps the first few.
pub fn tidy(spans: &mut Vec<Span>) {
    crate::sort::sort(spans);
    let mut kept = 0;
    for at in 0..spans.len() {
        let span = spans[at];
        match spans[..kept].last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ if kept < MOST_SPANS => {
                spans[kept] = span;
                kept += 1;
            }
            _ => {}
        }
    }
    spans.truncate(kept);
}
