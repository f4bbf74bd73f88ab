//! An order for lists in which those that share words stand together: the numbers of a word's lists are then near each
//! other, which packs well.

use std::collections::BTreeSet;

/// How much the neighbour before the last counts next to the last one.
const FADES: f64 = 0.9;

/// A set of more lists than these says little of each two of them.
const MOST: usize = 60;

/// The numbers below `count` in their new order: the first `fixed` as they are, then each time the one that shares most
/// with those just before it. `sets` are the numbers that words have in common.
pub fn order(sets: &BTreeSet<BTreeSet<u16>>, fixed: usize, count: usize) -> Vec<u16> {
    let mut shared = vec![vec![0.0; count]; count];
    for set in sets.iter().filter(|set| (2..MOST).contains(&set.len())) {
        let share = 1.0 / (set.len() - 1) as f64;
        for &a in set {
            for &b in set.iter().filter(|&&b| b != a) {
                shared[usize::from(a)][usize::from(b)] += share;
            }
        }
    }
    let sums: Vec<f64> = shared.iter().map(|with| with.iter().sum()).collect();
    let mut order: Vec<u16> = (0..fixed as u16).collect();
    let mut left: Vec<u16> = (fixed as u16..count as u16).collect();
    let mut near = vec![0.0; count];
    let mut next = best(&left, &sums);
    while let Some(at) = next {
        let placed = left.remove(at);
        order.push(placed);
        let with = usize::from(placed);
        for (other, near) in near.iter_mut().enumerate() {
            *near = *near * FADES + shared[with][other] / ((sums[with] * sums[other]).sqrt() + 0.5);
        }
        next = best(&left, &near);
    }
    order
}

/// Where the number of the highest value stands; of equals the first.
fn best(numbers: &[u16], values: &[f64]) -> Option<usize> {
    let value = |at: usize| values[usize::from(numbers[at])];
    (0..numbers.len()).reduce(|best, at| if value(at) > value(best) { at } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(all: &[&[u16]]) -> BTreeSet<BTreeSet<u16>> {
        all.iter().map(|set| set.iter().copied().collect()).collect()
    }

    #[test]
    fn what_is_shared_stands_together() {
        // 1 is met with 4 and 4 with 2; 3 and 5 only with each other.
        let order = order(&sets(&[&[1, 4], &[4, 2, 1], &[4, 2], &[3, 5]]), 0, 6);
        let at = |number| order.iter().position(|n| *n == number).expect("all are there");
        assert_eq!(at(1).abs_diff(at(4)), 1);
        assert_eq!(at(3).abs_diff(at(5)), 1);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5], "each once");
    }

    #[test]
    fn the_first_stay() {
        let order = order(&sets(&[&[0, 3], &[1, 2]]), 2, 4);
        assert_eq!(order[..2], [0, 1]);
        assert_eq!(order.len(), 4);
    }
}
