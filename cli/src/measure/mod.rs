//! What the markers are measured with: labelled messages, examples, disguises, exchanged names.
//!
//! The tests of the library measure with these files too.

pub mod corpus;
pub mod disguise;
pub mod evaluation;
pub mod examples;
pub mod exchange;
pub mod moved;
pub mod pairs;
