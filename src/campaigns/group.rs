//! Sets of pairs → which belong together. Near-linear: a set is compared only with a few of those it
//! shares a bucket with, whatever the number of messages in the bucket.

use super::signature::{MOST_PAIRS, spread};

/// How alike two messages must be to be one campaign: the share of their pairs that both have.
/// How it was chosen: `docs/decisions/0004-campaign-grouping.md`.
pub(super) const LEAST_ALIKE: f32 = 0.4;

/// How many pairs they must share at the least.
const LEAST_SHARED: usize = 5;

/// How often sets are put into buckets. Two sets of similarity s share one at least once with 1 − (1 − s²)ᵇ.
const BANDS: u64 = 32;

/// How many sets of a bucket the next one is compared with, at the most.
const MOST_COMPARED: usize = 8;

/// Sets one after the other in one vector.
#[derive(Debug, Default)]
pub(super) struct Sets {
    pairs: Vec<u32>,
    /// Where each set ends.
    ends: Vec<u64>,
}

impl Sets {
    pub(super) fn push(&mut self, set: &[u32]) {
        self.pairs.extend_from_slice(set);
        self.ends.push(self.pairs.len() as u64);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, set: u32) -> &[u32] {
        let start = if set == 0 { 0 } else { self.ends[set as usize - 1] };
        &self.pairs[start as usize..self.ends[set as usize] as usize]
    }

    /// For each set the first set of its group. The order of the sets changes no group.
    pub(super) fn groups(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_by_key(|set| self.get(*set));
        let outlines: Vec<Outline> = (0..self.len() as u32).map(|set| Outline::of(self.get(set))).collect();
        let mut union = Union::new(self.len());
        let mut buckets: Vec<(u64, u32)> = Vec::with_capacity(self.len());
        let mut compared: Vec<u32> = Vec::with_capacity(MOST_COMPARED);
        for band in 0..BANDS {
            buckets.clear();
            buckets.extend(order.iter().zip(0..).map(|(&set, place)| (bucket(self.get(set), band), place)));
            buckets.sort_unstable();
            for bucket in buckets.chunk_by(|a, b| a.0 == b.0) {
                compared.clear();
                for set in bucket.iter().map(|(_, place)| order[*place as usize]) {
                    let outline = outlines[set as usize];
                    let mut belongs = false;
                    for &other in &compared {
                        if union.first(set) == union.first(other) {
                            belongs = true;
                        } else if outline.may_be_alike(outlines[other as usize])
                            && alike(self.get(set), self.get(other))
                        {
                            union.join(set, other);
                            belongs = true;
                        }
                    }
                    if !belongs && compared.len() < MOST_COMPARED {
                        compared.push(set);
                    }
                }
            }
        }
        (0..self.len() as u32).map(|set| union.first(set)).collect()
    }
}

/// The bucket of a set in a band: its smallest members under two orders.
fn bucket(set: &[u32], band: u64) -> u64 {
    let seed = spread(band + 1);
    let (mut high, mut low) = (u64::MAX, u64::MAX);
    for &pair in set {
        let order = spread(u64::from(pair) ^ seed);
        high = high.min(order >> 32);
        low = low.min(order & 0xffff_ffff);
    }
    high << 32 | low
}

/// What can be told of a set at a glance: which of 128 parts of the range of pairs it has some in.
#[derive(Debug, Clone, Copy)]
struct Outline {
    parts: u128,
    length: u8,
}

impl Outline {
    fn of(set: &[u32]) -> Self {
        Self { parts: set.iter().fold(0, |parts, pair| parts | 1 << (pair >> 25)), length: set.len() as u8 }
    }

    /// `false` only where two sets cannot share enough.
    fn may_be_alike(self, other: Self) -> bool {
        let both = usize::from(self.length) + usize::from(other.length);
        if both > MOST_PAIRS {
            return true;
        }
        let surplus = |o: Self| u32::from(o.length) - o.parts.count_ones();
        let most_shared = (self.parts & other.parts).count_ones() + surplus(self).min(surplus(other));
        most_shared as f32 >= LEAST_ALIKE * (both as f32 - most_shared as f32)
    }
}

/// Whether two sorted sets share enough. Of long messages only the smallest pairs are kept on both sides,
/// so that what is shared among the smallest of both together is an even sample.
fn alike(a: &[u32], b: &[u32]) -> bool {
    let (mut i, mut j, mut shared, mut seen) = (0, 0, 0usize, 0usize);
    while i < a.len() && j < b.len() && seen < MOST_PAIRS {
        seen += 1;
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = (seen + (a.len() - i) + (b.len() - j)).min(MOST_PAIRS);
    shared >= LEAST_SHARED && shared as f32 >= LEAST_ALIKE * all as f32
}

/// Union-find: every group is known by its first member.
struct Union {
    parents: Vec<u32>,
}

impl Union {
    fn new(length: usize) -> Self {
        Self { parents: (0..length as u32).collect() }
    }

    fn first(&mut self, mut at: u32) -> u32 {
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        let (first, second) = (a.min(b), a.max(b));
        self.parents[second as usize] = first;
    }
}

#[cfg(test)]
mod tests {
    use super::{Outline, alike, spread};

    #[test]
    fn a_glance_never_rules_out_what_is_alike() {
        let set = |from: u64, to: u64| {
            let mut set: Vec<u32> = (from..to).map(|n| spread(n) as u32).collect();
            set.sort_unstable();
            set
        };
        let mut ruled_out = 0;
        for start in 0..60 {
            for (a, b) in [(30, 30), (12, 40), (60, 68), (90, 90), (6, 6)] {
                let (a, b) = (set(0, a), set(start, start + b));
                let glance = Outline::of(&a).may_be_alike(Outline::of(&b));
                assert!(glance || !alike(&a, &b), "{start}");
                ruled_out += u32::from(!glance);
            }
        }
        assert!(ruled_out > 80, "{ruled_out} of 300: a glance is worth little");
    }
}
