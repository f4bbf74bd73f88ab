//! `markers/**` → [`Knowledge`], or every mistake with its file and line.
//!
//! Runs in `build.rs`. At run time only for authors (feature `authoring`), who read a folder without rebuilding.

mod automaton;
mod clues;
mod conditions;
pub mod entity_automaton;
pub mod fold_table;
mod incidents;
pub mod links;
mod lists;
mod load;
mod nearest;
mod neighbours;
mod pack;
pub mod pattern;
pub mod source;
mod texts;
mod words;

use std::fmt;
use std::path::{Path, PathBuf};

use self::conditions::Compiler;
use self::entity_automaton::Entities;
pub use self::load::{At, is_beside_markers, is_id, no_id, no_toml};
use self::load::{Files, Loaded, Problems};
pub use self::nearest::nearest;
use self::words::Symbols;
use crate::entities::EntityAutomaton;
use crate::fold::FoldTable;
use crate::knowledge::{AskedSignals, Example, Knowledge, NONE, Said, leak};
use crate::packed::{Column, Pack as _, Packed, Writer};
use crate::signals::hosts::LinkKnowledge;
use crate::signals::names::{ENGINE_SIGNALS, MOST_SIGNALS};
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
const ASKED_FOR: [&str; 7] =
    ["abbreviation", "but", "date-glue", "opt-out-keyword", "opt-out-keyword-weak", "beside-a-name", "naming"];

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

fn assemble(
    files: &Files,
    ground: Ground,
    link_knowledge: LinkKnowledge,
    mut problems: Problems,
    sought: Sought,
) -> (Option<Compiled>, Vec<Problem>) {
    let Ground { fold_table, entities } = ground;
    let folder = files.folder();
    let loaded = Loaded::read(files, &entities.names, &mut problems);
    let fold = |text: &str| lists::fold_words(text, &fold_table);

    let entity_names: Vec<String> = entities.names.clone();
    let listed = |text: &str| lists::listed_words(text, &fold_table, &entities);

    let lists = lists::resolve(&loaded, &entity_names, &listed, &mut problems);
    let mut compiler = Compiler::new(&lists, &listed, problems);
    let order = compiler.number_signals(&loaded);
    let signals_known = ENGINE_SIGNALS.len() + order.len();
    if signals_known > MOST_SIGNALS {
        let message = format!("there are {signals_known} signals with those of the engine, and at most {MOST_SIGNALS}");
        compiler.problems.add(&folder.join("signals"), At::WHOLE, message);
    }

    let mut groups = Vec::new();
    let signals = compiler.signals(&loaded, &order, &mut groups);
    let guards = compiler.guards(&loaded);

    let mut texts = texts::Texts::default();
    texts.begin_with_answers(&loaded);
    let first_source = texts.all.len();
    let markers = compiler.markers(&loaded, &files.single("categories.toml"), &mut texts, &mut groups);
    let combinations = compiler.combinations(&loaded, &files.single("combinations.toml"));
    let examples = examples(&loaded);

    let Compiler { mut problems, patterns, .. } = compiler;
    let mut symbols = Symbols::default();
    for name in ASKED_FOR {
        if lists.contains_key(name) {
            symbols.id(&pattern::Symbol::List(name.into()));
        }
    }
    let asked_for = symbols.len();
    for pattern in &patterns {
        for symbol in pattern.sequences.iter().flatten().flat_map(|p| &p.symbols) {
            symbols.id(symbol);
        }
    }
    symbols.arrange(&lists, asked_for);
    let whole = folder.to_path_buf();
    let kind_of = |word: &str| {
        let (kind, end) = entities.automaton.longest(word.as_bytes(), 0, &mut u32::MAX.clone())?;
        (end == word.len()).then_some(usize::from(kind))
    };
    let automaton = automaton::build(&patterns, &mut symbols).map_err(|e| problems.add(&whole, At::WHOLE, e)).ok();
    let built =
        words::build(&lists, &symbols, &entity_names, &kind_of).map_err(|e| problems.add(&whole, At::WHOLE, e)).ok();

    let (incident_pages, incident_shingles) = incidents::build(&loaded.incidents, &fold, &mut texts);
    let regions = texts::regions(&loaded.regions, &mut texts);
    let sentences = texts::sentences(&loaded.interface, texts::REPORTED, &mut texts);
    // Last, so that they can be left out of what is sent.
    let first_example = texts.all.len();
    let shown: Vec<&'static [Example]> = loaded.markers.values().map(|(_, m)| texts.examples(m)).collect();
    let first_label = texts.all.len();
    let labels = texts::sentences(&loaded.interface, |table| !texts::REPORTED(table), &mut texts);
    if texts.all.len() > usize::from(u16::MAX) {
        problems.add(&whole, At::WHOLE, format!("{} texts are more than can be numbered", texts.all.len()));
    }

    if regions.is_empty() {
        let message = "no region can be read; there must be one, whose rules apply to messages that name none";
        problems.add(&folder.join("regions"), At::WHOLE, message.into());
    }
    let no_region = regions.is_empty();
    let found = problems.finish();
    let (Some(automaton), Some(built), false) = (automaton, built, no_region) else { return (None, found) };
    let asked = AskedSignals::find(|name| {
        order.iter().position(|id| id == name).map_or(NONE, |at| (ENGINE_SIGNALS.len() + at) as u16)
    });
    let version = leak_str(&loaded.version());
    let (signals, guards, markers) = (leak(signals), leak(guards), leak(markers));
    let (combinations, regions, sentences) = (leak(combinations), leak(regions), leak(sentences));
    let (incident_pages, shown) = (leak(incident_pages), leak(shown));
    let write = |choices: &[clues::Choice]| {
        let mut writer = Writer::default();
        writer.number(Column::Misc, entity_names.len() as u32);
        pack::words(&built, &symbols, &mut writer);
        pack::automaton(&automaton, symbols.len(), patterns.len(), choices, &mut writer);
        pack::groups(&groups, &mut writer);
        version.pack(&mut writer);
        asked.pack(&mut writer);
        signals.pack(&mut writer);
        guards.pack(&mut writer);
        pack::acts(fold_table.acts, &mut writer);
        entities.automaton.endings.pack(&mut writer);
        entities.automaton.word_endings.pack(&mut writer);
        link_knowledge.pack(&mut writer);
        markers.pack(&mut writer);
        combinations.pack(&mut writer);
        regions.pack(&mut writer);
        sentences.pack(&mut writer);
        shown.pack(&mut writer);
        writer.finish()
    };
    let mut documented = Writer::default();
    incident_pages.pack(&mut documented);
    pack::shingles(&incident_shingles, &mut documented);
    let documented = documented.finish();
    let incidents = crate::unpack::documented(leak(documented.columns.clone()), leak_str(&documented.text));
    let without_endings = EntityAutomaton { endings: &[], word_endings: &[], ..entities.automaton };
    let fixed = Fixed { fold: FoldTable { acts: &[], ..fold_table }, entities: without_endings };
    let said = Said { texts: leak(texts.all), labels: leak(labels) };
    let read = |packed: &Packed| {
        let columns = leak(packed.columns.clone());
        crate::unpack::knowledge(&fixed, columns, leak_str(&packed.text), said, Some(incidents))
    };
    let mut packed = write(&[]);
    if sought == Sought::ByTheRarest {
        // Which places of patterns are rare is counted with what is known without it.
        let own = examples.iter().map(|e| e.example.text.get_ref().as_str());
        packed = write(&clues::choose(&read(&packed), own));
    }
    let knowledge: &'static Knowledge = Box::leak(Box::new(read(&packed)));
    let files = files.paths();
    (
        Some(Compiled {
            knowledge,
            fixed,
            packed,
            documented,
            said,
            first_source,
            first_example,
            first_label,
            examples,
            files,
        }),
        found,
    )
}

/// The examples of all markers.
fn examples(loaded: &Loaded) -> Vec<MarkerExample> {
    let mut examples = Vec::new();
    for (id, (file, marker)) in &loaded.markers {
        for (raise, list) in [(true, &marker.raise), (false, &marker.quiet)] {
            examples.extend(list.iter().map(|example| MarkerExample {
                marker: id.clone(),
                raise,
                file: file.path.clone(),
                line: file.at(example.text.span().start).line,
                example: example.clone(),
            }));
        }
    }
    examples
}

/// Keeps a text for as long as the program runs.
fn leak_str(text: &str) -> &'static str {
    String::leak(text.to_owned())
}

/// Keeps texts.
fn leak_all(texts: &[String]) -> &'static [&'static str] {
    leak(texts.iter().map(|text| leak_str(text)).collect())
}
