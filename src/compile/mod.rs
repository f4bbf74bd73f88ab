//! `markers/**` → [`Knowledge`], or every mistake with its file and line.
//!
//! Runs in `build.rs`. At run time only for authors (feature `authoring`), who read a folder without rebuilding.

mod automaton;
mod clues;
pub mod entity_automaton;
pub mod fold_table;
mod incidents;
pub mod links;
mod load;
mod neighbours;
mod pack;
pub mod pattern;
pub mod source;
mod texts;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use self::load::{Files, Loaded, Problems};
use self::pattern::Pattern;
use self::source::{Text, When};
use self::words::{List, Symbols};
use crate::entities::EntityAutomaton;
use crate::fold::{FoldTable, Folded};
use crate::knowledge::{
    AskedSignals, CategoryPage, Combination, Condition, Example, Group, Guard, Knowledge, Marker, NONE, Said,
    SignalPage, Where, leak,
};
use crate::packed::{Column, Pack as _, Packed, Writer};
use crate::signals::names::{ENGINE_SIGNALS, MOST_SIGNALS};
use crate::tokens::{LONGEST_LISTED_ENTITY, words_of};
use crate::unpack::Fixed;

/// A mistake in a file: what, where, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was given.
    pub file: PathBuf,
    /// The line, from 1; 0 when a whole folder is meant, or a file that cannot be read.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
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
const ASKED_FOR: [&str; 6] =
    ["abbreviation", "but", "date-glue", "opt-out-keyword", "opt-out-keyword-weak", "beside-a-name"];

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
    let loaded = Loaded::read(&files, &mut problems);
    let fold_table = fold_table::made();
    let fold = |text: &str| fold_words(text, &fold_table);

    let entities = entity_automaton::load(&folder.join("entities.toml"));
    let link_knowledge = links::load(&folder.join("links.toml"));
    let (entities, link_knowledge) = match (entities, link_knowledge) {
        (Ok(entities), Ok(link_knowledge)) => (entities, link_knowledge),
        (entities, link_knowledge) => {
            return (None, [entities.err(), link_knowledge.err()].into_iter().flatten().collect());
        }
    };
    let entity_names: Vec<String> = entities.names.clone();
    let listed = |text: &str| listed_words(text, &fold_table, &entities);

    let lists = resolve_lists(&loaded, &entity_names, &listed, &mut problems);
    let mut compiler = Compiler {
        problems,
        lists: &lists,
        fold: &listed,
        atoms: HashMap::new(),
        patterns: Vec::new(),
        signals: BTreeMap::new(),
    };
    for (number, name) in ENGINE_SIGNALS.iter().enumerate() {
        compiler.signals.insert((*name).into(), number as u16);
    }
    let order = compiler.order_signals(&loaded);
    for (number, id) in order.iter().enumerate() {
        compiler.signals.insert(id.clone(), (ENGINE_SIGNALS.len() + number) as u16);
    }
    let signals_known = ENGINE_SIGNALS.len() + order.len();
    if signals_known > MOST_SIGNALS {
        let message = format!("there are {signals_known} signals with those of the engine, and at most {MOST_SIGNALS}");
        compiler.problems.add(&folder.join("signals"), 0, message);
    }

    let mut groups: Vec<Group> = Vec::new();
    let mut signals = Vec::new();
    for id in &order {
        let (file, signal) = &loaded.signals[id];
        let first = groups.len() as u16;
        let number = compiler.signals[id];
        for (nth, when) in signal.when.iter().enumerate() {
            let group = compiler.group(file, (nth, when), false, number);
            groups.push(group);
        }
        let own = &groups[first as usize..];
        let always = own.iter().any(|g| g.any.iter().any(|c| c.is_signal) || g.any.is_empty());
        signals.push(SignalPage { id: leak_str(id), signal: number, groups: (first, groups.len() as u16), always });
    }

    let guard_ids: Vec<String> = loaded.guards.keys().cloned().collect();
    let mut guards = Vec::new();
    for (id, (file, guard)) in &loaded.guards {
        let within = guard.within.unwrap_or(if matches!(guard.place, Where::Before | Where::After) { 3 } else { 0 });
        guards.push(Guard {
            id: leak_str(id),
            place: guard.place,
            within,
            effect: guard.effect,
            any: compiler.conditions(file, &guard.any),
            unless: compiler.conditions(file, &guard.unless),
        });
    }

    let categories_file = files.single("categories.toml");
    let marker_ids: Vec<String> = loaded.markers.keys().cloned().collect();
    let mut texts = texts::Texts::default();
    texts.begin_with_answers(&loaded);
    let first_source = texts.all.len();
    let mut markers = Vec::new();
    let mut examples = Vec::new();
    for (number, (id, (file, marker))) in loaded.markers.iter().enumerate() {
        for (nth, when) in marker.when.iter().enumerate() {
            let group = compiler.group(file, (nth, when), true, number as u16);
            groups.push(group);
        }
        let category_key = load::kebab(marker.category);
        let heeded = match (&marker.guards, loaded.categories.get(&category_key)) {
            (Some(own), _) => compiler.numbers(file, own, &guard_ids, "guard"),
            (None, Some(category)) => compiler.numbers(&categories_file, &category.guards, &guard_ids, "guard"),
            (None, None) => Vec::new(),
        };
        let [title, what, why, todo] = texts::MARKER_TEXTS.map(|part| texts.of_marker(marker, part));
        markers.push(Marker {
            id: leak_str(id),
            category: marker.category,
            severity: marker.severity,
            guards: leak(heeded),
            title,
            what,
            why,
            todo,
            untranslated: texts::untranslated(marker),
            sources: texts.sources(&marker.source),
        });
        for (raise, list) in [(true, &marker.raise), (false, &marker.quiet)] {
            for example in list {
                examples.push(MarkerExample {
                    marker: id.clone(),
                    raise,
                    file: file.path.clone(),
                    line: file.line(example.text.span().start),
                    example: example.clone(),
                });
            }
        }
    }

    let combinations_file = files.single("combinations.toml");
    let mut combinations = Vec::new();
    for entry in &loaded.combinations {
        let marker = compiler.numbers(&combinations_file, std::slice::from_ref(&entry.marker), &marker_ids, "marker");
        let (with_signals, with_markers): (Vec<_>, Vec<_>) =
            entry.with_any.iter().cloned().partition(|t| t.get_ref().contains('@'));
        let with_markers = compiler.numbers(&combinations_file, &with_markers, &marker_ids, "marker");
        if let Some(&marker) = marker.first() {
            combinations.push(Combination {
                marker,
                with_markers: leak(with_markers),
                with_signals: compiler.conditions(&combinations_file, &with_signals),
                to: entry.to,
            });
        }
    }

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
    let automaton = automaton::build(&patterns, &mut symbols).map_err(|e| problems.add(&whole, 0, e)).ok();
    let built = words::build(&lists, &symbols, &entity_names, &kind_of).map_err(|e| problems.add(&whole, 0, e)).ok();

    let categories: Vec<CategoryPage> = loaded
        .categories
        .iter()
        .filter_map(|(key, entry)| {
            Some(CategoryPage { category: load::category(key)?, name: texts.by_language(&entry.name) })
        })
        .collect();
    let (incident_pages, incident_shingles) = incidents::build(&loaded.incidents, &fold, &mut texts);
    let regions = texts::regions(&loaded.regions, &mut texts);
    let sentences = texts::sentences(&loaded.interface, texts::REPORTED, &mut texts);
    // Last, so that they can be left out of what is sent.
    let first_example = texts.all.len();
    let shown: Vec<&'static [Example]> = loaded.markers.values().map(|(_, m)| texts.examples(m)).collect();
    let first_label = texts.all.len();
    let labels = texts::sentences(&loaded.interface, |table| !texts::REPORTED(table), &mut texts);
    if texts.all.len() > usize::from(u16::MAX) {
        problems.add(&whole, 0, format!("{} texts are more than can be numbered", texts.all.len()));
    }

    if regions.is_empty() {
        let message = "no region can be read; there must be one, whose rules apply to messages that name none";
        problems.add(&folder.join("regions"), 0, message.into());
    }
    let no_region = regions.is_empty();
    let found = problems.finish();
    let (Some(automaton), Some(built), false) = (automaton, built, no_region) else { return (None, found) };
    let asked = AskedSignals::find(|name| {
        order.iter().position(|id| id == name).map_or(NONE, |at| (ENGINE_SIGNALS.len() + at) as u16)
    });
    let version = leak_str(&loaded.version());
    let (signals, guards, markers, categories) = (leak(signals), leak(guards), leak(markers), leak(categories));
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
        categories.pack(&mut writer);
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
    // Which places of patterns are rare is counted with what is known without it.
    let own = examples.iter().map(|e| e.example.text.get_ref().as_str());
    let choices = clues::choose(&read(&write(&[])), own);
    let packed = write(&choices);
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

/// The words of a text as a message's would be.
fn fold_words(text: &str, table: &FoldTable) -> Vec<String> {
    let mut folded = Folded::new();
    crate::fold::fold(text, table, &mut folded);
    words_of(&folded.bytes)
}

/// The words of an entry or a literal. What a message would have as one entity of several words is refused.
fn listed_words(text: &str, table: &FoldTable, entities: &entity_automaton::Entities) -> Result<Vec<String>, String> {
    let mut folded = Folded::new();
    crate::fold::fold(text, table, &mut folded);
    let bytes = folded.bytes.as_slice();
    let mut at = 0;
    while at < bytes.len() {
        let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let found = if begins { entities.automaton.longest(bytes, at, &mut u32::MAX.clone()) } else { None };
        let Some((kind, end)) = found else {
            at += 1;
            continue;
        };
        if words_of(&bytes[at..end]).len() != 1 || end - at > LONGEST_LISTED_ENTITY {
            let kind = &entities.names[kind as usize];
            let part = String::from_utf8_lossy(&bytes[at..end]);
            return Err(format!(
                "`{text}`: in a message `{part}` is one {kind} and no words; write {{{kind}}} in a pattern"
            ));
        }
        at = end;
    }
    Ok(words_of(bytes))
}

fn leak_str(text: &str) -> &'static str {
    String::leak(text.to_owned())
}

/// Word lists with their includes resolved, folded.
fn resolve_lists(
    loaded: &Loaded,
    entities: &[String],
    fold: pattern::Fold,
    problems: &mut Problems,
) -> BTreeMap<String, List> {
    let mut own: BTreeMap<String, List> = BTreeMap::new();
    for (name, (file, words)) in &loaded.words {
        let mut list = List::default();
        for (languages, entries) in [(1u8, &words.en), (2, &words.es), (4, &words.fr), (0, &words.any)] {
            for entry in entries {
                match list_entry(entry.get_ref(), languages, fold) {
                    Ok(entry) => list.entries.push(entry),
                    Err(message) => problems.add(&file.path, file.line(entry.span().start), message),
                }
            }
        }
        own.insert(name.clone(), list);
    }
    // Entities are lists too, and so are a few that consist of them.
    for entity in entities {
        own.entry(entity.clone()).or_default().entities.insert(entity.clone());
    }
    for (name, parts) in [("number", vec!["year", "short-code", "ordinal"]), ("any-name", vec![])] {
        let list = own.entry(name.to_owned()).or_default();
        list.entities.extend(parts.into_iter().filter(|p| entities.iter().any(|e| e == p)).map(str::to_owned));
    }
    let mut includes: BTreeMap<String, Vec<String>> = loaded
        .words
        .iter()
        .map(|(name, (_, words))| (name.clone(), words.include.iter().map(|t| t.get_ref().clone()).collect()))
        .collect();
    if !loaded.words.contains_key("day") {
        own.entry("day".into()).or_default();
        includes.insert("day".into(), vec!["weekday".into(), "relative-day".into(), "date".into()]);
    }
    for (name, (file, words)) in &loaded.words {
        for include in &words.include {
            if !own.contains_key(include.get_ref()) {
                problems.add(
                    &file.path,
                    file.line(include.span().start),
                    format!("`{}` includes `{}`, and there is no such word list or entity", name, include.get_ref()),
                );
            }
        }
    }
    let names: Vec<String> = own.keys().cloned().collect();
    let mut resolved = BTreeMap::new();
    for name in names {
        let mut seen = BTreeSet::new();
        let mut open = vec![name.clone()];
        let mut list = List::default();
        while let Some(next) = open.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            if let Some(part) = own.get(&next) {
                list.entries.extend(part.entries.iter().cloned());
                list.entities.extend(part.entities.iter().cloned());
            }
            open.extend(includes.get(&next).into_iter().flatten().cloned());
        }
        resolved.insert(name, list);
    }
    resolved
}

fn list_entry(text: &str, languages: u8, fold: pattern::Fold) -> Result<words::Entry, String> {
    fold(text)?;
    let mut words = Vec::new();
    let mut is_prefix = false;
    let parts: Vec<&str> = text.split_whitespace().collect();
    for (at, part) in parts.iter().enumerate() {
        for symbol in pattern::word(part, fold)? {
            match symbol {
                pattern::Symbol::Word(word) => words.push(word),
                pattern::Symbol::Prefix(word) if at + 1 == parts.len() => {
                    words.push(word);
                    is_prefix = true;
                }
                _ => return Err(format!("`{text}`: only the last word of an entry may end in a star")),
            }
        }
    }
    if words.is_empty() {
        return Err("an entry is empty".into());
    }
    if words.len() > automaton::LONGEST_PHRASE {
        return Err(format!("`{text}` has more than {} words", automaton::LONGEST_PHRASE));
    }
    Ok(words::Entry { words, is_prefix, languages })
}

struct Compiler<'a> {
    problems: Problems,
    lists: &'a BTreeMap<String, List>,
    fold: pattern::Fold<'a>,
    atoms: HashMap<String, u16>,
    patterns: Vec<Pattern>,
    signals: BTreeMap<String, u16>,
}

impl Compiler<'_> {
    /// The `nth` group of a file.
    fn group(&mut self, file: &load::File, (nth, when): (usize, &When), of_marker: bool, owner: u16) -> Group {
        if when.any.is_empty() && when.all.is_empty() {
            let line = file.line_in("[[when]]", nth, "");
            self.problems.add(&file.path, line, "a [[when]] needs `any` or `all`".into());
        }
        if let Some(text) = when.near.iter().find(|text| when.any.is_empty() || text.get_ref().contains('@')) {
            let message = "`near` holds patterns that stand near those of `any`; signals belong in `all`".into();
            self.problems.add(&file.path, file.line(text.span().start), message);
        }
        Group {
            of_marker,
            owner,
            any: self.conditions(file, &when.any),
            all: self.conditions(file, &when.all),
            near: self.conditions(file, &when.near),
            unless: self.conditions(file, &when.unless),
            severity: when.severity,
        }
    }

    fn conditions(&mut self, file: &load::File, texts: &[Text]) -> &'static [Condition] {
        let mut conditions = Vec::new();
        for text in texts {
            match self.condition(text.get_ref()) {
                Ok(condition) if conditions.contains(&condition) => {}
                Ok(condition) => conditions.push(condition),
                Err(message) => self.problems.add(&file.path, file.line(text.span().start), message),
            }
        }
        // Stable: those of one kind stay in the order they were written in.
        conditions.sort_by_key(|condition| !condition.is_signal);
        leak(conditions)
    }

    fn condition(&mut self, text: &str) -> Result<Condition, String> {
        let trimmed = text.trim();
        let (negated, rest) = trimmed.strip_prefix('!').map_or((false, trimmed), |rest| (true, rest));
        if let Some(name) = rest.strip_prefix('@') {
            let id = *self.signals.get(name).ok_or_else(|| {
                format!("`@{name}`: there is no such signal; see markers/signals/ and src/signals/names.rs")
            })?;
            return Ok(Condition { is_signal: true, negated, id });
        }
        if negated {
            return Err("`!` may only stand before a signal; for patterns use `unless`".into());
        }
        if let Some(&id) = self.atoms.get(trimmed) {
            return Ok(Condition { is_signal: false, negated: false, id });
        }
        let pattern = pattern::parse(trimmed, self.fold).map_err(|e| format!("`{trimmed}`: {e}"))?;
        for symbol in pattern.sequences.iter().flatten().flat_map(|p| &p.symbols) {
            if let pattern::Symbol::List(name) = symbol
                && !self.lists.contains_key(name)
            {
                return Err(format!(
                    "`{trimmed}`: there is no word list or entity `{{{name}}}`; add markers/words/{name}.toml"
                ));
            }
        }
        let id = self.patterns.len() as u16;
        if id == NONE {
            return Err("more patterns than the tables can number".into());
        }
        self.atoms.insert(trimmed.to_owned(), id);
        self.patterns.push(pattern);
        Ok(Condition { is_signal: false, negated: false, id })
    }

    fn numbers(&mut self, file: &load::File, names: &[Text], known: &[String], what: &str) -> Vec<u16> {
        let mut numbers = Vec::new();
        for name in names {
            if let Some(at) = known.iter().position(|k| k == name.get_ref()) {
                numbers.push(at as u16);
            } else {
                let message = format!("there is no {what} `{}`", name.get_ref());
                self.problems.add(&file.path, file.line(name.span().start), message);
            }
        }
        numbers
    }

    /// Signals in an order in which each needs only earlier ones.
    fn order_signals(&mut self, loaded: &Loaded) -> Vec<String> {
        let needs: BTreeMap<&String, BTreeSet<String>> = loaded
            .signals
            .iter()
            .map(|(id, (_, signal))| {
                let texts = signal.when.iter().flat_map(|w| w.any.iter().chain(&w.all).chain(&w.near).chain(&w.unless));
                (
                    id,
                    texts
                        .filter_map(|t| t.get_ref().trim().trim_start_matches('!').strip_prefix('@').map(str::to_owned))
                        .filter(|n| loaded.signals.contains_key(n))
                        .collect(),
                )
            })
            .collect();
        let mut order: Vec<String> = Vec::new();
        while order.len() < needs.len() {
            let ready: Vec<String> = needs
                .iter()
                .filter(|(id, n)| !order.contains(id) && n.iter().all(|m| order.contains(m)))
                .map(|(id, _)| (*id).clone())
                .collect();
            if ready.is_empty() {
                let stuck: Vec<&str> = needs.keys().filter(|id| !order.contains(id)).map(|id| id.as_str()).collect();
                let file = &loaded.signals[stuck[0]].0;
                self.problems.add(
                    &file.path,
                    file.line_in("[[when]]", 0, ""),
                    format!("these signals need each other in a circle: {}", stuck.join(", ")),
                );
                order.extend(stuck.into_iter().map(str::to_owned));
                break;
            }
            order.extend(ready);
        }
        order
    }
}
