#![doc = include_str!("../docs/crate.md")]

pub mod report;
pub mod vocabulary;

mod message;
mod pages;

#[doc(hidden)]
pub mod engine;
#[doc(hidden)]
pub mod knowledge;

pub(crate) mod checks;
#[cfg(feature = "authoring")]
#[doc(hidden)]
#[allow(missing_docs, clippy::missing_errors_doc, clippy::missing_panics_doc)]
pub mod compile;
pub(crate) mod emit;
#[doc(hidden)]
pub mod entities;
pub(crate) mod findings;
#[doc(hidden)]
pub mod fold;
pub(crate) mod incidents;
pub(crate) mod level;
#[doc(hidden)]
pub mod matcher;
pub(crate) mod render;
pub(crate) mod segments;
#[doc(hidden)]
pub mod signals;
#[doc(hidden)]
pub mod tokens;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use message::{MAX_CHARACTERS, Message};
pub use pages::{ExamplePage, MarkerPage, RegionPage, markers, regions};
pub use report::Report;

mod embedded {
    #![allow(clippy::all, clippy::pedantic)]
    use crate::entities::*;
    use crate::fold::*;
    use crate::knowledge::*;
    use crate::signals::hosts::*;
    use crate::vocabulary::*;

    /// What telltext knows, compiled from `markers/` when the crate was built.
    pub static KNOWLEDGE: Knowledge = include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));
}
pub(crate) use embedded::KNOWLEDGE;

/// Reads one message of which only the text is known, for readers in the United States, in English.
///
/// Total: any text gives a report; none panics. More is said with [`Message`].
///
/// ```
/// let report = telltext::check("Lunch at noon?");
/// assert!(report.findings.is_empty());
/// ```
#[must_use]
pub fn check(text: &str) -> Report {
    Message::new(text).check()
}

/// The version of the engine.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The month the embedded markers were last reviewed, `YYYY-MM`.
#[must_use]
pub fn markers_version() -> &'static str {
    KNOWLEDGE.version
}
