//! A marker of somebody's own, from one file, among the built-in ones: what is wrong with the file, whether its examples
//! hold, and messages read with it. Nothing of the file is run; it is read as data, as the command reads `--markers`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::compile::entity_automaton::Entities;
use crate::compile::source::MarkerFile;
use crate::compile::{At, Ground, Problem, attempt_given, is_beside_markers, is_id, no_id, no_toml};
use crate::engine::Engine;
use crate::tried::{Tried, try_example};
use crate::{Message, Report};

/// No file may be longer, in bytes.
pub const LONGEST: usize = 65_536;

/// What a marker is called whose file does not say it.
const UNNAMED: &str = "my-marker";

/// What was read of somebody's own file.
#[derive(Debug, Serialize)]
pub struct Bench {
    /// What the marker is called.
    pub id: String,
    /// Whether it stands in the place of a built-in one of the same name.
    pub replaces: bool,
    /// Whether messages can be read with it.
    pub ready: bool,
    /// The mistakes in the file, in the order of their places.
    pub mistakes: Vec<Mistake>,
    /// Its examples, in the order of the file.
    pub examples: Vec<Example>,
    #[serde(skip)]
    engine: Option<Engine>,
}

/// A mistake: where, what, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// The character in the line, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong and what would be right, as the command says it.
    pub message: String,
}

/// An example of the file and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The line its text stands in.
    pub line: usize,
    /// Whether the marker must be raised (or else stay quiet).
    pub raise: bool,
    /// The language it says it is in.
    pub lang: String,
    /// Its text.
    pub text: String,
    /// What came of it.
    #[serde(flatten)]
    pub tried: Tried,
}

impl Bench {
    /// Reads somebody's own file.
    #[must_use]
    pub fn open(text: &str) -> Self {
        let mut bench = Self {
            id: UNNAMED.into(),
            replaces: false,
            ready: false,
            mistakes: vec![],
            examples: vec![],
            engine: None,
        };
        if text.len() > LONGEST {
            bench.add(0, 0, format!("the file has {} bytes, and at most {LONGEST} are read", text.len()));
            return bench;
        }
        // What is no marker's file is said at once, without the others.
        let mistake = match toml::from_str::<MarkerFile>(text) {
            Ok(MarkerFile { id: Some(id), .. }) if !is_id(id.get_ref()) => {
                Some((At::byte(text, id.span().start), no_id(id.get_ref())))
            }
            Ok(MarkerFile { id: Some(id), .. }) if is_beside_markers(id.get_ref()) => {
                let message = format!("`{}` is a file beside the markers; give yours another id", id.get_ref());
                Some((At::byte(text, id.span().start), message))
            }
            Ok(MarkerFile { id, .. }) => {
                bench.id = id.map_or_else(|| UNNAMED.into(), toml::Spanned::into_inner);
                None
            }
            Err(error) => Some(no_toml(text, &error)),
        };
        if let Some((At { line, column }, message)) = mistake {
            bench.add(line, column, message);
            return bench;
        }
        let folder = Path::new("markers");
        let name = format!("{}.toml", bench.id);
        bench.replaces = files().any(|(path, _)| path == name);
        let others =
            files().filter(|(path, _)| *path != name).map(|(path, text)| (PathBuf::from(path), text.to_owned()));
        let own = (PathBuf::from(&name), text.to_owned());
        let (compiled, problems) = attempt_given(folder, others.chain([own]), ground());
        for Problem { file, line, column, message } in problems {
            // What is wrong elsewhere is so because of this file: the others are in order without it.
            let own = file == folder.join(&name);
            bench.add(if own { line } else { 0 }, if own { column } else { 0 }, message);
        }
        let Some(compiled) = compiled else { return bench };
        let mut engine = Engine::new(compiled.knowledge);
        bench.ready = compiled.knowledge.markers.iter().any(|marker| marker.id == bench.id);
        for entry in compiled.examples.iter().filter(|entry| entry.marker == bench.id) {
            bench.examples.push(Example {
                line: entry.line,
                raise: entry.raise,
                lang: entry.example.lang.clone(),
                text: entry.example.text.get_ref().clone(),
                tried: try_example(&mut engine, entry),
            });
        }
        bench.examples.sort_by_key(|example| example.line);
        bench.engine = Some(engine);
        bench
    }

    /// Reads a message with the built-in markers and the one of the file; spans are UTF-16. Nothing, where nothing could be
    /// compiled.
    pub fn check(&mut self, message: &Message) -> Option<Report> {
        let engine = self.engine.as_mut()?;
        Some(engine.check(message).with_utf16_spans(message.text))
    }

    fn add(&mut self, line: usize, column: usize, message: String) {
        self.mistakes.push(Mistake { line, column, message });
    }
}

/// The ids of the built-in markers, in their order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    files().filter(|(_, text)| text.contains("\n[[raise]]")).filter_map(|(path, _)| path.strip_suffix(".toml"))
}

/// The file of a built-in marker, with its name in it.
#[must_use]
pub fn file_of(id: &str) -> Option<String> {
    let name = format!("{id}.toml");
    let (_, text) = files().find(|(path, _)| *path == name)?;
    let says = text.lines().any(|line| line.starts_with("id ="));
    Some(if says { text.to_owned() } else { format!("id = \"{id}\"\n{text}") })
}

/// The files of `markers/`: path and text.
fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    crate::embedded::FILES.split('\u{1}').filter_map(|file| file.split_once('\n'))
}

fn ground() -> Ground {
    let (fold_table, automaton) = crate::embedded::ground();
    let names = automaton.names.iter().map(|name| (*name).to_owned()).collect();
    Ground { fold_table, entities: Entities { automaton, names } }
}
