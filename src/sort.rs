//! Sorting in few instructions. The standard library's sorts are compiled anew for every type, several kilobytes each,
//! and the engine is sent over the line; what is sorted here is short, or sorted once.

/// Up to here each item is put in its place by itself.
const SHORT: usize = 64;

/// Sorts. Items that are alike stay in their order.
pub fn sort<T: PartialOrd>(items: &mut [T]) {
    sort_by(items, |a, b| a < b);
}

/// Sorts by what `before` says. Items that are alike stay in their order.
pub fn sort_by<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    if items.len() > SHORT {
        let order = order(items.len(), &|pair| before(&items[(pair >> 32) as usize], &items[pair as u32 as usize]));
        // Each item is swapped to its place; what stood there before went where an earlier swap put it.
        for place in 0..items.len() {
            let mut from = order[place] as usize;
            while from < place {
                from = order[from] as usize;
            }
            items.swap(place, from);
        }
        return;
    }
    for sorted in 1..items.len() {
        let mut place = sorted;
        while place > 0 && before(&items[place], &items[place - 1]) {
            items.swap(place, place - 1);
            place -= 1;
        }
    }
}

/// The order in which things stand when they are sorted. Compiled once for everything. `before` is asked for two at once in
/// one number: nothing else is called like that through a pointer, so wasm-opt knows what else can be, and drops the rest.
fn order(count: usize, before: &dyn Fn(u64) -> bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut merged = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        merged.clear();
        for pair in order.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([first, more_left @ ..], [second, more_right @ ..]) = (left, right) {
                if before(u64::from(*second) << 32 | u64::from(*first)) {
                    merged.push(*second);
                    right = more_right;
                } else {
                    merged.push(*first);
                    left = more_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        run *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut random = 1u32;
        for count in (0..70).chain([1000]) {
            let items: Vec<(u32, usize)> = (0..count)
                .map(|place| {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (random >> 28, place)
                })
                .collect();
            let mut wanted = items.clone();
            wanted.sort_by_key(|item| item.0);
            let mut own = items;
            sort_by(&mut own, |a, b| a.0 < b.0);
            assert_eq!(own, wanted);
        }
    }
}
