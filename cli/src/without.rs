//! `--without`: markers that are left out.

use clap::Args;
use telltext::knowledge::Knowledge;

use crate::input::Failure;

/// The markers that are left out.
#[derive(Debug, Clone, Args)]
pub struct Without {
    /// Leave out this marker, or these, set apart by commas; may be given again. It is neither raised nor counted, and it is said that it was left out
    #[arg(long = "without", value_name = "ID", value_delimiter = ',')]
    ids: Vec<String>,
}

impl Without {
    /// Looks at the ids: each is that of a marker.
    pub fn known_to(&self, knowledge: &Knowledge) -> Result<(), Failure> {
        for id in &self.ids {
            if !knowledge.markers.iter().any(|marker| marker.id == id) {
                let there_is_none = no_marker(id, knowledge.markers.iter().map(|marker| marker.id));
                return Err(Failure::usage(format!("--without {id}: {there_is_none}")));
            }
        }
        Ok(())
    }

    /// As the engine takes them.
    pub fn ids(&self) -> Vec<&str> {
        self.ids.iter().map(String::as_str).collect()
    }
}

/// How many of the nearest ids are named.
const MOST_NAMED: usize = 3;

/// What to say of an id that no marker has: those one may have meant.
pub fn no_marker<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    let words = |id: &str| id.split('-').filter(|w| w.len() > 2).map(str::to_owned).collect::<Vec<_>>();
    let asked = words(id);
    let unlike = |other: &str| words(other).iter().filter(|w| asked.contains(w)).count() == 0;
    let mut near: Vec<(bool, usize, &str)> =
        known.map(|known| (unlike(known), edits(id.as_bytes(), known.as_bytes()), known)).collect();
    near.sort_unstable();
    let near: Vec<&str> = near.into_iter().take(MOST_NAMED).map(|(.., id)| id).collect();
    format!("there is no marker {id}; the nearest are {}", near.join(", "))
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
    use super::*;

    #[test]
    fn the_nearest_ids_are_those_one_meant() {
        let pages = telltext::markers("en");
        let said = |id| no_marker(id, pages.iter().map(|page| &*page.id));
        assert!(said("stolen-election").contains("are stolen-election-claim"));
        assert!(said("homoglif").contains("are homoglyph"));
        assert!(said("shortener-link").contains("link-shortener"));
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(edits(b"kitten", b"sitting"), 3);
        assert_eq!(edits(b"", b"abc"), 3);
        assert_eq!(edits(b"same", b"same"), 0);
    }
}
