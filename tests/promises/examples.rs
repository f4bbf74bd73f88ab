//! `markers/*.toml` → the examples they carry.

use std::fs;
use std::path::{Path, PathBuf};

use telltext::Message;
use telltext::compile::source::{Example, MarkerFile};

/// The files beside the markers that are no markers.
const OTHERS: [&str; 6] =
    ["entities.toml", "links.toml", "categories.toml", "combinations.toml", "interface.toml", "fairness.toml"];

/// A marker's file.
pub struct Marker {
    /// Its id.
    pub id: String,
    /// The text of the file.
    pub written: String,
    /// As read.
    pub file: MarkerFile,
}

/// The folder `markers/` the crate was built from.
pub fn folder() -> PathBuf {
    std::env::var_os("TELLTEXT_MARKERS").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("markers"), PathBuf::from)
}

/// Every marker, in the order of their ids.
pub fn markers() -> Vec<Marker> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).expect("markers/ can be read").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml") && !OTHERS.iter().any(|o| p.ends_with(o)));
    paths.sort();
    paths.iter().map(|path| marker(path)).collect()
}

fn marker(path: &Path) -> Marker {
    let written = fs::read_to_string(path).expect("a marker can be read");
    let file = toml::from_str(&written).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let id = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    Marker { id, written, file }
}

impl Marker {
    /// Where an example stands, for messages of tests.
    pub fn line(&self, example: &Example) -> String {
        let line = self.written[..example.text.span().start].matches('\n').count() + 1;
        format!("markers/{}.toml:{line}", self.id)
    }
}

/// An example as the engine takes it.
pub fn message(example: &Example) -> Message<'_> {
    Message::new(example.text.get_ref())
        .from(example.from.as_deref().unwrap_or(""))
        .received(example.received.as_deref().unwrap_or(""))
        .region(example.region.as_deref().unwrap_or("US"))
}
