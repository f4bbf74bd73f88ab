//! `markers/**` → [`Knowledge`], or every mistake with its file and line.
//!
//! Runs in `build.rs`. At run time only for authors (feature `authoring`), who read a folder without rebuilding.

mod assemble;
mod automaton;
mod clues;
mod conditions;
pub mod entity_automaton;
pub mod fold_table;
mod incidents;
mod languages;
pub mod links;
mod lists;
mod load;
mod nearest;
mod neighbours;
mod pack;
pub mod pattern;
mod phrases;
mod shorthand;
pub mod source;
mod symbols;
mod texts;
mod words;

use std::fmt;
use std::path::{Path, PathBuf};

use self::assemble::assemble;
use self::entity_automaton::Entities;
pub use self::load::{At, is_beside_markers, is_id, no_id, no_toml};
use self::load::{Files, Problems};
pub use self::nearest::nearest;
use crate::fold::FoldTable;
use crate::knowledge::{Knowledge, Said, leak};
use crate::packed::Packed;
use crate::unpack::Fixed;

/// A mistake in a file: what, where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was given.
    pub file: PathBuf,
    /// The line, from 1; 0 when a whole folder is meant, or a file that cannot be read.
    pub line: usize,
    /// The character in the line, from 1; 0 where there is no line.
    pub column: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    fn of(file: &Path, at: At, message: String) -> Self {
        Self { file: file.to_path_buf(), line: at.line, column: at.column, message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display();
        match self.line {
            0 => write!(f, "{file}: {}", self.message),
            line => write!(f, "{file}:{line}: {}", self.message),
        }
    }
}

/// An example of a marker: its test and its documentation.
#[derive(Debug, Clone)]
pub struct MarkerExample {
    /// The marker it belongs to.
    pub marker: String,
    /// Whether the marker must be raised (or else stay quiet).
    pub raise: bool,
    /// The file it stands in.
    pub file: PathBuf,
    /// The line it stands at.
    pub line: usize,
    /// As written.
    pub example: source::Example,
}

/// What [`compile`] makes of a folder.
pub struct Compiled {
    /// The tables, as they are read back from what is embedded.
    pub knowledge: &'static Knowledge,
    /// The tables that are embedded as they are.
    pub fixed: Fixed,
    /// The rest in its compact form.
    pub packed: Packed,
    /// Documented messages in their compact form.
    pub documented: Packed,
    /// What people read.
    pub said: Said,
    /// The number of the first text that only sources and documented messages have.
    pub first_source: usize,
    /// The number of the first text that only catalogues show.
    pub first_example: usize,
    /// The number of the first text that only the command says.
    pub first_label: usize,
    /// The examples of all markers, in the order of their files.
    pub examples: Vec<MarkerExample>,
    /// Every file that was read.
    pub files: Vec<PathBuf>,
}

/// Lists the engine itself asks for.
const ASKED_FOR: [&str; 8] = [
    "abbreviation",
    "but",
    "date-glue",
    "opt-out-keyword",
    "opt-out-keyword-weak",
    "beside-a-name",
    "naming",
    "lead-in",
];

/// Reads the folder `markers/`.
///
/// # Errors
/// All mistakes found, in the order of the files.
pub fn compile(folder: &Path) -> Result<Compiled, Vec<Problem>> {
    match attempt(folder) {
        (Some(compiled), problems) if problems.is_empty() => Ok(compiled),
        (_, problems) => Err(problems),
    }
}

/// Reads the folder `markers/` and goes on past mistakes: what has one is left out. For authors at work.
#[must_use]
pub fn attempt(folder: &Path) -> (Option<Compiled>, Vec<Problem>) {
    let mut problems = Problems::default();
    let files = Files::find(folder, &mut problems);
    let entities = entity_automaton::load(&folder.join("entities.toml"));
    let link_knowledge = links::load(&folder.join("links.toml"));
    match (entities, link_knowledge) {
        (Ok(entities), Ok(link_knowledge)) => {
            let ground = Ground { fold_table: fold_table::made(), entities };
            assemble(&files, ground, link_knowledge, problems, Sought::ByTheRarest)
        }
        (entities, link_knowledge) => (None, [entities.err(), link_knowledge.err()].into_iter().flatten().collect()),
    }
}

/// As [`attempt`], of files that were read already, each by its path inside `folder`, and with what does not depend on
/// them made before. What is made reads no slower than it must be made soon: patterns are looked for as they come.
#[must_use]
pub fn attempt_given(
    folder: &Path,
    files: impl Iterator<Item = (PathBuf, String)>,
    ground: Ground,
) -> (Option<Compiled>, Vec<Problem>) {
    let files = Files::given(folder, files);
    let links = files.single("links.toml");
    match links::given(&links.path, &links.text) {
        Ok(link_knowledge) => assemble(&files, ground, link_knowledge, Problems::default(), Sought::AsTheyCome),
        Err(problem) => (None, vec![problem]),
    }
}

/// What words and patterns stand on: how letters are folded, and what is recognised by its shape.
pub struct Ground {
    /// How letters are folded.
    pub fold_table: FoldTable,
    /// What is recognised by its shape.
    pub entities: Entities,
}

/// By which of its places a pattern is looked for. It is found whichever it is; the rarest takes longer to choose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    ByTheRarest,
    AsTheyCome,
}

/// Keeps a text for as long as the program runs.
fn leak_str(text: &str) -> &'static str {
    String::leak(text.to_owned())
}

/// Keeps texts.
fn leak_all(texts: &[String]) -> &'static [&'static str] {
    leak(texts.iter().map(|text| leak_str(text)).collect())
}
