//! A name that nothing has → the names one may have meant.

/// How many of the nearest are named.
const MOST_NAMED: usize = 3;

/// The longest name that is compared, in bytes.
const LONGEST: usize = 99;

/// The names most like this one: those that begin with it first, then those that share a word, then those with the fewest letters to change.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let words = |name: &str| name.split('-').filter(|w| w.len() > 2).map(str::to_owned).collect::<Vec<_>>();
    let asked = words(name);
    let unlike = |other: &str| words(other).iter().all(|w| !asked.contains(w));
    let letters = &name.as_bytes()[..name.len().min(LONGEST)];
    let continues = |other: &str| name.len() > 2 && other.starts_with(name);
    let mut near: Vec<(bool, bool, usize, &str)> =
        known.map(|known| (!continues(known), unlike(known), edits(letters, known.as_bytes()), known)).collect();
    near.sort_unstable();
    near.into_iter().take(MOST_NAMED).map(|(.., name)| name).collect()
}

/// Letters to insert, take out or replace to make `b` of `a`.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = corner + usize::from(from != to);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{edits, nearest};

    #[test]
    fn those_that_share_a_word_come_first_then_the_most_alike() {
        let known = ["homoglyph", "stolen-election-claim", "link-shortener", "leet"];
        let first = |name| nearest(name, known.into_iter())[0];
        assert_eq!(first("homoglif"), "homoglyph");
        assert_eq!(first("shortener-link"), "link-shortener");
        assert_eq!(first("election"), "stolen-election-claim");
        assert_eq!(
            nearest("vote-by", ["vote-early", "vote-by-text-phone-online", "vote-on"].into_iter())[0],
            "vote-by-text-phone-online"
        );
        assert_eq!(nearest("x", known.into_iter()).len(), 3);
        assert_eq!(nearest(&"é".repeat(100_000), known.into_iter()).len(), 3);
        assert!(nearest("x", std::iter::empty()).is_empty());
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits(b"kitten", b"sitting"), 3);
        assert_eq!(edits(b"", b"abc"), 3);
        assert_eq!(edits(b"same", b"same"), 0);
    }
}
