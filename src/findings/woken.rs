//! Which groups and guards the matches and signals of a message may raise: most are never looked at.

use super::guards::Standing;
use crate::knowledge::{Group, Knowledge, signals};
use crate::matcher::Matches;
use crate::signals::SignalSet;

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
    pub(super) guards: Vec<Standing>,
}

impl Woken {
    #[inline(never)]
    pub(super) fn wake(&mut self, knowledge: &Knowledge, matches: &Matches) {
        for &group in &self.list {
            self.heads[group as usize] = 0;
        }
        self.list.clear();
        self.bits.fill(0);
        self.pairs.clear();
        if self.heads.is_empty() {
            self.heads = vec![0; knowledge.groups.len() + knowledge.guards.len()];
            self.bits = vec![0; self.heads.len().div_ceil(64)];
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

    pub(super) fn is(&self, group: u16) -> bool {
        self.heads.get(group as usize).is_some_and(|&head| head != 0)
    }

    /// The turn that begins with this group.
    pub(super) fn turn(&self, group: u16) -> Turn {
        Turn { group, led: self.led.partition_point(|led| led.group < group) }
    }

    /// The next group before `to` that a match or the signals may raise.
    pub(super) fn next(&self, turn: &mut Turn, to: u16, signals: &SignalSet) -> Option<u16> {
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
    pub(super) fn atoms(&self, group: u16) -> impl Iterator<Item = u16> {
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
pub(super) struct Turn {
    /// The first group that has not had its turn as one that a match may raise.
    group: u16,
    /// The first place in the list of those that need none.
    led: usize,
}
