//! `--without`: markers that are left out.

use clap::Args;
use telltext::compile::nearest;
use telltext::knowledge::Knowledge;

use crate::input::Failure;

/// The markers that are left out.
#[derive(Debug, Clone, Args)]
pub struct Without {
    /// Leave out this marker, or these, set apart by commas; may be given again. It is neither raised nor counted, and it is said that it was left out
    #[arg(long = "without", value_name = "ID", value_delimiter = ',', value_parser = id)]
    ids: Vec<String>,
}

/// An id without the blanks around it.
fn id(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("write the id of a marker; telltext explain lists them".into()),
        id => Ok(id.to_owned()),
    }
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

/// What to say of an id that no marker has: those one may have meant.
pub fn no_marker<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    format!("there is no marker {id}; the nearest are {}", nearest(id, known).join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_ids_are_those_one_meant() {
        let pages = telltext::markers("en");
        let said = |id| no_marker(id, pages.iter().map(|page| &*page.id));
        // As tests/wasm/without.test.mjs has them.
        assert!(
            said("stolen-election")
                .contains("are stolen-election-claim, wrong-election-date, doxxing-election-workers")
        );
        assert!(said("homoglif").contains("are homoglyph, leet-spacing, secrecy-claim"));
        assert!(said("shortener-link").contains("link-shortener"));
        assert!(said("vote-by-text").contains("are vote-by-text-phone-online, vote-buying-offer, vote-status-claim"));
    }
}
