//! Finds and reads the files under `markers/`, and checks what each must have.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use toml::de::{DeTable, DeValue};

use super::Problem;
use super::languages::Languages;
use super::source::{
    ANY_LANGUAGE, CategoryEntry, CombinationEntry, CombinationsFile, GuardFile, IncidentFile, InterfaceFile,
    MarkerFile, RegionFile, ShorthandFile, SignalFile, SourceEntry, Text, WordFile,
};
use crate::knowledge::Step;
use crate::vocabulary::Category;

/// How many `[[raise]]` and `[[quiet]]` examples a marker needs of each.
pub const LEAST_EXAMPLES: usize = 3;

/// Mistakes found so far.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// One more.
    pub fn add(&mut self, file: &Path, at: At, message: String) {
        self.0.push(Problem { file: file.to_path_buf(), line: at.line, column: at.column, message });
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// All of them, in the order of files and lines.
    pub fn finish(mut self) -> Vec<Problem> {
        self.0.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        self.0
    }
}

/// Where in a file, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    pub line: usize,
    /// In characters.
    pub column: usize,
}

impl At {
    /// A whole folder or file, or all patterns together.
    pub const WHOLE: Self = Self { line: 0, column: 0 };
    /// What should stand somewhere, and does not.
    pub const BEGINNING: Self = Self { line: 1, column: 1 };

    /// Where a byte of a text stands.
    #[must_use]
    pub fn byte(text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let lines = before.split(|&b| b == b'\n');
        let (line, last) = (1..).zip(lines).last().unwrap_or((1, &[]));
        Self { line, column: String::from_utf8_lossy(last).chars().count() + 1 }
    }
}

/// A file as it was read.
#[derive(Debug, Clone, Default)]
pub struct File {
    pub path: PathBuf,
    pub text: String,
}

impl File {
    /// Where a byte stands.
    pub fn at(&self, offset: usize) -> At {
        At::byte(&self.text, offset)
    }

    /// Where a key of a table stands; the table's header where the key is not in it; or the beginning. Of a table that may stand
    /// several times it is the `nth`.
    pub fn at_key(&self, table: &[&str], nth: usize, key: &str) -> At {
        let Ok(root) = DeTable::parse(&self.text) else { return At::BEGINNING };
        header(root.get_ref(), table, nth).map_or(At::BEGINNING, |(start, table)| {
            let key = table.iter().map(|(key, _)| key).find(|own| own.get_ref() == key);
            self.at(key.map_or(start, |key| key.span().start))
        })
    }

    /// Where a table stands that may stand several times, or the beginning.
    pub fn at_table(&self, table: &[&str], nth: usize) -> At {
        self.at_key(table, nth, "")
    }

    fn stem(&self) -> String {
        self.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// Where the `nth` table of this name begins, and the table.
fn header<'a>(within: &'a DeTable<'a>, name: &[&str], nth: usize) -> Option<(usize, &'a DeTable<'a>)> {
    let (first, rest) = name.split_first()?;
    let (_, mut value) = within.iter().find(|(key, _)| key.get_ref() == first)?;
    if rest.is_empty()
        && let DeValue::Array(tables) = value.get_ref()
    {
        value = tables.get(nth)?;
    }
    let table = value.get_ref().as_table()?;
    if rest.is_empty() { Some((value.span().start, table)) } else { header(table, rest, nth) }
}

/// Every file of the folder.
pub struct Files {
    folder: PathBuf,
    all: Vec<File>,
}

/// The files beside the markers that are no markers.
const SINGLES: [&str; 8] = [
    "languages.toml",
    "entities.toml",
    "links.toml",
    "categories.toml",
    "combinations.toml",
    "interface.toml",
    "fairness.toml",
    "shorthand.toml",
];

/// What a language must be.
const LISTED: &str = "language that is listed";

/// What entities are called together.
const NAMES_OF_ENTITIES: [&str; 3] = ["number", "any-name", "day"];

/// Whether a marker with this id would be one of the files beside the markers.
#[must_use]
pub fn is_beside_markers(id: &str) -> bool {
    SINGLES.iter().any(|single| single.strip_suffix(".toml") == Some(id))
}

/// The folders inside it.
const PARTS: [&str; 5] = ["words", "signals", "guards", "regions", "incidents"];

impl Files {
    /// Reads the folder.
    pub fn find(folder: &Path, problems: &mut Problems) -> Self {
        let mut all = read_folder(folder, problems);
        for part in PARTS {
            all.extend(read_folder(&folder.join(part), problems));
        }
        Self { folder: folder.to_path_buf(), all }
    }

    /// Files that were read already, each by its path inside the folder.
    pub fn given(folder: &Path, files: impl Iterator<Item = (PathBuf, String)>) -> Self {
        let all = files.map(|(path, text)| File { path: folder.join(path), text }).collect();
        Self { folder: folder.to_path_buf(), all }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn markers(&self) -> impl Iterator<Item = &File> + use<'_> {
        self.inside(self.folder.clone()).filter(|f| !SINGLES.iter().any(|single| f.path.ends_with(single)))
    }

    fn part(&self, name: &str) -> impl Iterator<Item = &File> + use<'_> {
        self.inside(self.folder.join(name))
    }

    fn inside(&self, folder: PathBuf) -> impl Iterator<Item = &File> + use<'_> {
        self.all.iter().filter(move |file| file.path.parent() == Some(&folder))
    }

    /// One of the files beside the markers; empty if it is not there.
    pub fn single(&self, name: &str) -> File {
        let path = self.folder.join(name);
        self.all.iter().find(|file| file.path == path).cloned().unwrap_or(File { path, text: String::new() })
    }

    /// Where all of them are.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.all.iter().map(|f| f.path.clone()).collect()
    }
}

fn read_folder(folder: &Path, problems: &mut Problems) -> Vec<File> {
    let mut files = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return files };
    for path in entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "toml")) {
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push(File { path, text }),
            Err(error) => {
                problems.add(&path, At::WHOLE, format!("cannot be read: {error}; it must be UTF-8 text"));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Every file, parsed. Files that could not be are left out and reported.
pub struct Loaded {
    pub languages: Languages,
    pub markers: BTreeMap<String, (File, MarkerFile)>,
    pub words: BTreeMap<String, (File, WordFile)>,
    pub signals: BTreeMap<String, (File, SignalFile)>,
    pub guards: BTreeMap<String, (File, GuardFile)>,
    pub regions: BTreeMap<String, (File, RegionFile)>,
    pub incidents: BTreeMap<String, (File, IncidentFile)>,
    pub categories: BTreeMap<Category, CategoryEntry>,
    pub combinations: Vec<CombinationEntry>,
    pub interface: InterfaceFile,
    pub shorthand: (File, ShorthandFile),
}

impl Loaded {
    /// Parses and checks all files.
    pub fn read(files: &Files, languages: Languages, entities: &[String], problems: &mut Problems) -> Self {
        let shorthand = files.single("shorthand.toml");
        let mut loaded = Self {
            languages,
            markers: parse_all(files.markers(), problems),
            words: parse_all(files.part("words"), problems),
            signals: parse_all(files.part("signals"), problems),
            guards: parse_all(files.part("guards"), problems),
            regions: parse_all(files.part("regions"), problems),
            incidents: parse_all(files.part("incidents"), problems),
            categories: parse(&files.single("categories.toml"), problems).unwrap_or_default(),
            combinations: parse::<CombinationsFile>(&files.single("combinations.toml"), problems)
                .map(|c| c.combination)
                .unwrap_or_default(),
            interface: parse(&files.single("interface.toml"), problems).unwrap_or_default(),
            shorthand: (shorthand.clone(), parse(&shorthand, problems).unwrap_or_default()),
        };
        loaded.take_words_of_markers(entities, problems);
        for (id, (file, marker)) in &loaded.markers {
            check_marker(id, file, marker, languages, problems);
        }
        for (id, (file, incident)) in &loaded.incidents {
            if incident.source.is_empty() {
                problems.add(
                    &file.path,
                    At::BEGINNING,
                    format!("incident `{id}` has no [[source]]; every incident cites one"),
                );
            }
            for marker in &incident.markers {
                let id = marker.get_ref();
                if !loaded.markers.contains_key(id) {
                    problems.add(&file.path, file.at(marker.span().start), format!("there is no marker `{id}`"));
                }
            }
        }
        for (file, region) in loaded.regions.values() {
            for served in region.step.iter().flat_map(|step| &step.serves) {
                let name = served.get_ref();
                if bit_of_served(name).is_none() {
                    let message = format!("a step serves `{name}`, which is no category, nor `any` or `threat`");
                    problems.add(&file.path, file.at(served.span().start), message);
                }
            }
        }
        loaded.check_languages(files, problems);
        loaded
    }

    /// Every language that is named must be listed. A documented message may have been sent in any.
    fn check_languages(&self, files: &Files, problems: &mut Problems) {
        let mut check = |file: &File, at: At, code: &str, what: &str| {
            if !self.languages.has(code) {
                problems.add(&file.path, at, format!("`{code}` is no {what}; {}", self.languages.listed()));
            }
        };
        for (file, list) in self.words.values() {
            for key in list.words.keys().filter(|key| key.get_ref() != ANY_LANGUAGE) {
                check(
                    file,
                    file.at(key.span().start),
                    key.get_ref(),
                    "field of a word list, nor a language that is listed",
                );
            }
        }
        let mut texts: Vec<(&File, &Text)> = Vec::new();
        for (file, marker) in self.markers.values() {
            texts.extend(marker.text.keys().map(|key| (file, key)));
            for (name, list) in [("raise", &marker.raise), ("quiet", &marker.quiet)] {
                for (nth, example) in list.iter().enumerate().filter(|(_, e)| !self.languages.has(&e.lang)) {
                    check(file, file.at_key(&[name], nth, "lang"), &example.lang, LISTED);
                }
            }
        }
        let (categories, interface) = (files.single("categories.toml"), files.single("interface.toml"));
        let of_regions = self.regions.values().flat_map(|(file, region)| {
            let duties = [&region.name, &region.opt_out.why, &region.sender_id.why].into_iter();
            duties.chain(region.step.iter().map(|step| &step.what)).map(move |text| (file, text))
        });
        let of_incidents =
            self.incidents.values().flat_map(|(file, one)| [&one.title, &one.wrong].map(|text| (file, text)));
        let of_categories = self.categories.values().map(|category| (&categories, &category.name));
        let of_interface = self.interface.values().flat_map(|table| table.values()).map(|text| (&interface, text));
        for (file, text) in of_regions.chain(of_incidents).chain(of_categories).chain(of_interface) {
            texts.extend(text.keys().map(|key| (file, key)));
        }
        for (file, key) in texts {
            check(file, file.at(key.span().start), key.get_ref(), LISTED);
        }
    }

    /// Adds the lists that markers bring in their own files to the others.
    fn take_words_of_markers(&mut self, entities: &[String], problems: &mut Problems) {
        for (file, marker) in self.markers.values_mut() {
            for (name, list) in std::mem::take(&mut marker.words) {
                let wrong = if !is_id(&name) {
                    format!("`{name}` is no name of a list; names are lower case with hyphens")
                } else if entities.contains(&name) || NAMES_OF_ENTITIES.contains(&&*name) {
                    // It would be the patterns of all markers that mean something else by it.
                    format!("`{{{name}}}` is what is recognised by its shape in a message; give your list another name")
                } else if let Entry::Vacant(free) = self.words.entry(name.clone()) {
                    free.insert((file.clone(), list));
                    continue;
                } else {
                    format!("there is a word list `{name}` already; use it as {{{name}}}, or give yours another name")
                };
                problems.add(&file.path, file.at_table(&["words", &name], 0), wrong);
            }
        }
    }

    /// The newest month anything was checked or published in.
    pub fn version(&self) -> String {
        let dates = self
            .regions
            .values()
            .map(|(_, r)| r.checked.as_str())
            .chain(self.markers.values().flat_map(|(_, m)| m.source.iter().map(|s| s.date.as_str())));
        dates.filter(|d| d.len() >= 7).map(|d| d[..7].to_owned()).max().unwrap_or_else(|| "0000-00".into())
    }
}

/// Whether this can be the id of a marker, a signal, a list…
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn parse_all<'a, T: DeserializeOwned>(
    files: impl Iterator<Item = &'a File>,
    problems: &mut Problems,
) -> BTreeMap<String, (File, T)> {
    let mut parsed = BTreeMap::new();
    for file in files {
        let id = file.stem();
        if !is_id(&id) {
            problems.add(&file.path, At::BEGINNING, no_id(&id));
        }
        if let Some(value) = parse(file, problems) {
            parsed.insert(id, (file.clone(), value));
        }
    }
    parsed
}

/// What is said of a name that cannot be an id.
#[must_use]
pub fn no_id(id: &str) -> String {
    format!("`{id}` is no id; file names are lower case with hyphens")
}

/// Where a file is not what it should be, and what is said of it.
#[must_use]
pub fn no_toml(text: &str, error: &toml::de::Error) -> (At, String) {
    let start = error.span().map_or(0, |span| span.start);
    let mut message = error.message().to_owned();
    // A day without quotes is one to TOML, and would be called a map.
    let value = text.get(start..).unwrap_or_default();
    if message.starts_with("invalid type: map") && value.starts_with(|c: char| c.is_ascii_digit()) {
        let day = value.lines().next().and_then(|line| line.split_whitespace().next()).unwrap_or_default();
        message = format!("a day is written in quotes: \"{day}\"");
    }
    (At::byte(text, start), message)
}

/// A file as it must be, or nothing and what is wrong with it.
pub fn parse<T: DeserializeOwned>(file: &File, problems: &mut Problems) -> Option<T> {
    match toml::from_str(&file.text) {
        Ok(value) => Some(value),
        Err(error) => {
            let (at, message) = no_toml(&file.text, &error);
            problems.add(&file.path, at, message);
            None
        }
    }
}

fn check_marker(id: &str, file: &File, marker: &MarkerFile, languages: Languages, problems: &mut Problems) {
    let mut say = |at: At, message: String| problems.add(&file.path, at, message);
    if let Some(own) = &marker.id
        && own.get_ref() != id
    {
        say(
            file.at(own.span().start),
            format!("the id is `{}` and the file is `{id}.toml`; they must be the same", own.get_ref()),
        );
    }
    if marker.when.is_empty() {
        say(At::BEGINNING, "no [[when]]: say when the marker is raised".into());
    }
    let (first, english) = (languages.codes[0], languages.english[0]);
    match marker.text.get(first) {
        None => {
            let there = marker.text.keys().map(|language| file.at_table(&["text", language.get_ref()], 0)).min();
            say(there.unwrap_or(At::BEGINNING), format!("no [text.{first}]: every marker has {english} text"));
        }
        Some(text) => {
            for (name, words) in [("title", &text.title), ("what", &text.what), ("why", &text.why), ("do", &text.todo)]
            {
                if words.trim().is_empty() {
                    say(file.at_key(&["text", first], 0, name), format!("[text.{first}] {name} is empty"));
                }
            }
        }
    }
    if marker.source.is_empty() {
        say(At::BEGINNING, "no [[source]]: every marker cites at least one source that was read".into());
    }
    for (nth, source) in marker.source.iter().enumerate() {
        if let Some((key, wrong)) = wrong_source(source) {
            say(file.at_key(&["source"], nth, key), wrong);
        }
    }
    for (name, count) in [("raise", marker.raise.len()), ("quiet", marker.quiet.len())] {
        if count < LEAST_EXAMPLES {
            let last = file.at_table(&[name], count.saturating_sub(1));
            say(last, format!("{count} [[{name}]] examples; at least {LEAST_EXAMPLES} are needed"));
        }
    }
    if !marker.quiet.iter().any(|e| e.lawful) {
        say(
            file.at_table(&["quiet"], 0),
            "no [[quiet]] example has `lawful = true`: at least one must be a lawful look-alike".into(),
        );
    }
}

/// The key that is wrong, and why.
fn wrong_source(source: &SourceEntry) -> Option<(&'static str, String)> {
    let digits = |part: Option<&str>, length: usize| {
        part.is_none_or(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut parts = source.date.split('-');
    let date_fits = parts.next().is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))
        && digits(parts.next(), 2)
        && digits(parts.next(), 2)
        && parts.next().is_none();
    if !date_fits {
        return Some(("date", format!("source date `{}`: write YYYY, YYYY-MM or YYYY-MM-DD", source.date)));
    }
    if !source.url.starts_with("https://") && !source.url.starts_with("http://") {
        return Some(("url", format!("source url `{}`: write the whole address, from https://", source.url)));
    }
    let parts = [("title", &source.title), ("publisher", &source.publisher)];
    let empty = parts.into_iter().find(|(_, text)| text.trim().is_empty());
    empty.map(|(key, _)| (key, "a source needs a title and a publisher".into()))
}

/// The bit of [`Step::serves`] that a name in `for` stands for: a category, `any` or `threat`.
pub fn bit_of_served(name: &str) -> Option<u16> {
    match name {
        "any" => Some(Step::ANY),
        "threat" => Some(Step::THREAT),
        name => category(name).map(|category| 1 << category as u16),
    }
}

/// The category with this name.
fn category(name: &str) -> Option<Category> {
    let name: StrDeserializer<ValueError> = name.into_deserializer();
    Category::deserialize(name).ok()
}
