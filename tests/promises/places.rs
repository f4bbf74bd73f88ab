//! Where the project's files are, and what is read from them.

use std::path::{Path, PathBuf};

use super::measure::corpus::{self, Labelled};
use super::measure::examples::{self, Marker};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of markers the crate was built from.
pub fn markers_folder() -> PathBuf {
    std::env::var_os("TELLTEXT_MARKERS").map_or_else(|| root().join("markers"), PathBuf::from)
}

/// Every marker's file.
pub fn markers() -> Vec<Marker> {
    examples::markers(&markers_folder()).unwrap_or_else(|error| panic!("{error}"))
}

/// Every labelled message.
pub fn corpus() -> Vec<Labelled> {
    corpus::load(&root().join("tests/corpus")).unwrap_or_else(|error| panic!("{error}"))
}
