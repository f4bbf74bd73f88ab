//! Where what was found is shown.

use super::{Evidence, Woken};
use crate::knowledge::{Group, signals};
use crate::matcher::Match;
use crate::report::Span;
use crate::signals::names::ENGINE_SIGNALS;

/// How many spans a finding shows.
const MOST_SPANS: usize = 8;

impl Evidence<'_> {
    /// Adds the spans of what was found. What stands in one clause for one claim is shown as one, whatever names stand between.
    pub(super) fn show(&self, group: &Group, places: &mut [Match], spans: &mut Vec<Span>) {
        if group.near.is_empty() {
            spans.extend(places.iter().map(|place| self.span(place)));
            return;
        }
        crate::sort::sort_by(places, |a, b| a.start < b.start);
        let mut whole: Option<Match> = None;
        for place in places.iter() {
            match &mut whole {
                Some(last) if place.start < last.end || self.place(place.start) == self.place(last.start) => {
                    last.end = last.end.max(place.end);
                }
                _ => spans.extend(whole.replace(*place).map(|last| self.span(&last))),
            }
        }
        spans.extend(whole.map(|last| self.span(&last)));
    }

    /// The sentence and the clause of a word; where there is no word, those of none.
    #[inline(never)]
    pub(super) fn place(&self, at: u32) -> (u32, u32) {
        self.tokens.list.get(at as usize).map_or((u32::MAX, u32::MAX), |token| (token.sentence, token.clause))
    }

    /// Where a signal of the engine was seen.
    #[inline(never)]
    pub(super) fn engine_signal_spans(&self, signal: u16, spans: &mut Vec<Span>) {
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
}

/// Sorts spans, merges those that overlap, and keeps the first few.
pub(crate) fn tidy(spans: &mut Vec<Span>) {
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
