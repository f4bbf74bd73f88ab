//! What the markers are measured with: labelled messages, disguises, exchanged names.

pub mod corpus;
pub mod disguise;
