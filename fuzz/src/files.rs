//! The files of `markers/`, as an author (or somebody who means ill) may write them.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use telltext::Message;
use telltext::compile::attempt;
use telltext::engine::Engine;

/// What the first byte chooses, and under which name the file is read.
const KINDS: [&str; 6] = [
    "a-marker.toml",
    "words/a-list.toml",
    "signals/a-signal.toml",
    "guards/a-guard.toml",
    "regions/us.toml",
    "incidents/an-incident.toml",
];

/// Reads one input as a file of a small folder: mistakes are told with their place, and what is left can be read with.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let folder = folder();
    let path = folder.join(KINDS[usize::from(*kind) % KINDS.len()]);
    let before = fs::read(&path).ok();
    fs::write(&path, text).expect("the file can be written");
    let (compiled, problems) = attempt(folder);
    match before {
        Some(before) => fs::write(&path, before).expect("the file can be written"),
        None => fs::remove_file(&path).expect("the file can be removed"),
    }
    for problem in &problems {
        assert!(problem.file.starts_with(folder) && !problem.message.is_empty(), "{problem:?}");
    }
    if let Some(compiled) = compiled {
        Engine::new(compiled.knowledge).check(&Message::new("Vote by text on Wednesday, or reply STOP to opt out."));
    }
}

/// A folder of markers with little in it, of this process alone.
fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("telltext-fuzz-{}", std::process::id()));
        for part in ["words", "signals", "guards", "regions", "incidents"] {
            fs::create_dir_all(folder.join(part)).expect("a folder");
        }
        for (name, text) in SMALL {
            fs::write(folder.join(name), text).expect("a file");
        }
        folder
    })
}

/// What a folder needs so that anything can be read with it.
const SMALL: [(&str, &str); 8] = [
    ("languages.toml", include_str!("../../markers/languages.toml")),
    (
        "entities.toml",
        "kinds = [[\"url\", \"email\"], [\"phone\"], [\"short-code\", \"number\"]]\n[part]\nn = '[0-9]+'\n\
         [[entity]]\nname = \"url\"\nregex = 'https?://[a-z.]+'\nwhy = \"a\"\n\
         [[entity]]\nname = \"email\"\nregex = '[a-z]+@[a-z.]+'\nwhy = \"a\"\n\
         [[entity]]\nname = \"phone\"\nregex = '[0-9]{3}-[0-9]{4}'\nwhy = \"a\"\n\
         [[entity]]\nname = \"short-code\"\nregex = '[0-9]{5}'\nwhy = \"a\"\n\
         [[entity]]\nname = \"number\"\nregex = '<n>'\nwhy = \"a\"\n",
    ),
    ("links.toml", include_str!("../../markers/links.toml")),
    ("categories.toml", include_str!("../../markers/categories.toml")),
    ("interface.toml", include_str!("../../markers/interface.toml")),
    ("regions/us.toml", include_str!("../../markers/regions/us.toml")),
    ("words/vote.toml", "what = \"voting\"\nen = [\"vote\", \"vot*\"]\n"),
    ("words/opt-out-keyword.toml", "what = \"keywords\"\nany = [\"stop\"]\n"),
];
