//! What the markers are measured with: labelled messages, examples, disguises, exchanged names.
//!
//! The tests of the library measure with these files too.

use telltext::knowledge::Knowledge;

pub mod corpus;
pub mod disguise;
pub mod evaluation;
pub mod examples;
pub mod exchange;
pub mod moved;
pub mod pairs;

/// The languages that are read: their codes, and what they are called in English.
pub fn languages(knowledge: &'static Knowledge) -> Vec<(&'static str, &'static str)> {
    let named = |code: &str| knowledge.say(knowledge.sentence(&format!("language.{code}")), 0);
    knowledge.languages.iter().map(|code| (*code, named(code))).collect()
}

/// A word of the report's vocabulary (a level, a severity, an outcome…) as it is written there.
pub fn word(of: impl serde::Serialize) -> String {
    let value = serde_json::to_value(of).expect("a word is JSON");
    value.as_str().expect("a word is a text").to_owned()
}
