//! `markers/*.toml` → the examples they carry.

use std::fs;
use std::path::{Path, PathBuf};

use telltext::Message;
use telltext::compile::is_beside_markers;
use telltext::compile::source::{Example, MarkerFile};

/// A marker's file.
pub struct Marker {
    /// Its id.
    pub id: String,
    /// The text of the file.
    pub written: String,
    /// As read.
    pub file: MarkerFile,
}

/// Every marker of a folder, in the order of their ids.
///
/// # Errors
/// The first file that cannot be read, and why.
pub fn markers(folder: &Path) -> Result<Vec<Marker>, String> {
    let say = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).map_err(|e| say(folder, &e))?.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    let mut markers = Vec::new();
    for path in paths {
        let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if is_beside_markers(&id) {
            continue;
        }
        let written = fs::read_to_string(&path).map_err(|e| say(&path, &e))?;
        let file = toml::from_str(&written).map_err(|e| say(&path, &e))?;
        markers.push(Marker { id, written, file });
    }
    Ok(markers)
}

impl Marker {
    /// Where an example stands.
    pub fn line(&self, example: &Example) -> String {
        let line = self.written[..example.text.span().start].matches('\n').count() + 1;
        format!("markers/{}.toml:{line}", self.id)
    }
}

/// An example as the engine takes it.
pub fn message(example: &Example) -> Message<'_> {
    as_example(example, example.text.get_ref())
}

/// A text sent as an example was.
pub fn as_example<'a>(example: &'a Example, text: &'a str) -> Message<'a> {
    Message::new(text)
        .from(example.from.as_deref().unwrap_or(""))
        .received(example.received.as_deref().unwrap_or(""))
        .region(example.region.as_deref().unwrap_or("US"))
}
