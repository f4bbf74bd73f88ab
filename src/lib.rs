#![doc = include_str!("../docs/crate.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod report;
pub mod vocabulary;

mod campaigns;
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
#[doc(hidden)]
pub mod packed;
pub(crate) mod render;
pub(crate) mod said;
#[doc(hidden)]
pub mod segments;
#[doc(hidden)]
pub mod signals;
pub(crate) mod sort;
#[doc(hidden)]
pub mod steps;
#[doc(hidden)]
pub mod tokens;
#[cfg(all(feature = "authoring", any(not(target_arch = "wasm32"), feature = "workshop")))]
#[doc(hidden)]
pub mod tried;
#[doc(hidden)]
pub mod unpack;
#[cfg(all(target_arch = "wasm32", not(feature = "workshop"), not(feature = "campaigns")))]
mod wasm;
#[cfg(all(target_arch = "wasm32", feature = "workshop"))]
#[path = "workshop/wasm.rs"]
mod wasm;
#[cfg(all(target_arch = "wasm32", feature = "campaigns", not(feature = "workshop")))]
#[path = "campaigns/wasm.rs"]
mod wasm;
#[cfg(all(target_arch = "wasm32", not(feature = "workshop"), not(feature = "campaigns")))]
mod wire;
#[cfg(feature = "workshop")]
#[doc(hidden)]
pub mod workshop;

pub use campaigns::{Campaign, Campaigns, Signature, campaigns};
pub use message::{MAX_CHARACTERS, Message};
pub use pages::{ExamplePage, IncidentPage, MarkerPage, RegionPage, incidents, markers, regions};
pub use report::Report;

/// What was compiled from `markers/` when the crate was built.
mod embedded {
    #![allow(clippy::all, clippy::pedantic)]
    use crate::entities::*;
    use crate::fold::*;
    use crate::unpack::Fixed;

    pub static FIXED: Fixed = include!(concat!(env!("OUT_DIR"), "/fixed.rs"));
    pub static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));
    pub static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/knowledge.txt"));

    /// What people read. JavaScript fetches the word packs instead, when and as it needs them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn said() -> crate::knowledge::Said {
        crate::unpack::said(
            include_bytes!(concat!(env!("OUT_DIR"), "/said.bin")),
            include_str!(concat!(env!("OUT_DIR"), "/said.txt")),
        )
    }

    #[cfg(target_arch = "wasm32")]
    pub fn said() -> crate::knowledge::Said {
        crate::knowledge::Said::default()
    }

    /// Documented messages. JavaScript tells them with their words.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn documented() -> Option<crate::knowledge::Documented> {
        Some(crate::unpack::documented(
            include_bytes!(concat!(env!("OUT_DIR"), "/documented.bin")),
            include_str!(concat!(env!("OUT_DIR"), "/documented.txt")),
        ))
    }

    /// What words and patterns stand on, for those who compile them in a browser.
    #[cfg(feature = "workshop")]
    pub fn ground() -> (FoldTable, EntityAutomaton) {
        include!(concat!(env!("OUT_DIR"), "/ground.rs"))
    }

    /// The files of `markers/`: before each the character U+0001 and its path, a line.
    #[cfg(feature = "workshop")]
    pub static FILES: &str = include_str!(concat!(env!("OUT_DIR"), "/files.txt"));

    #[cfg(target_arch = "wasm32")]
    pub fn documented() -> Option<crate::knowledge::Documented> {
        None
    }
}

/// What telltext knows. Read from its compact form the first time it is asked for.
pub(crate) fn known() -> &'static knowledge::Knowledge {
    static KNOWN: std::sync::OnceLock<knowledge::Knowledge> = std::sync::OnceLock::new();
    KNOWN.get_or_init(|| {
        use embedded::{FIXED, PACKED, TEXT};
        unpack::knowledge(&FIXED, PACKED, TEXT, embedded::said(), embedded::documented())
    })
}

/// Reads one message of which only the text is known, for readers in the United States, in English.
///
/// Total: every text has a report, and none makes it panic. What else is known of a message is said with [`Message`].
///
/// ```
/// let report = telltext::check("Lunch at noon?");
/// assert!(report.findings.is_empty());
/// ```
#[must_use]
pub fn check(text: &str) -> Report {
    Message::new(text).check()
}

/// The version of the engine: that of this crate, `MAJOR.MINOR.PATCH`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The languages that are read and spoken, by their codes. The first is spoken where another is asked for.
///
/// ```
/// assert!(telltext::languages().starts_with(&["en"]));
/// ```
#[must_use]
pub fn languages() -> &'static [&'static str] {
    embedded::FIXED.languages
}

/// The month of the newest source or check among the embedded markers and regions, `YYYY-MM`.
#[must_use]
pub fn markers_version() -> &'static str {
    known().version
}
