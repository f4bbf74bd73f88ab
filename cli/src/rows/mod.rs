//! Files of messages → rows. What reads is one thread and does as little as it can: it cuts the input
//! into chunks. What a chunk says is found out by whoever works on it.

mod again;
mod json;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod quotes;
mod table;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::{Args, ValueEnum};
use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use telltext::Message;
use telltext::knowledge::Knowledge;
use telltext::signals::when::Day;

use crate::input::{Failure, known_regions};
use crate::kinds;

pub use lines::Lines;
pub use table::Records;

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON Lines: {"id","text","from"?,"received"?,"region"?}
    Jsonl,
    /// Comma-separated values with a line of names
    Csv,
    /// Tab-separated values with a line of names
    Tsv,
    /// Plain text, one message per line
    Lines,
    /// Parquet, with columns named as in JSON Lines
    Parquet,
}

/// Where messages come from.
#[derive(Debug, Args)]
pub struct Source {
    /// The file to read; without it, or with `-`, standard input is read
    file: Option<PathBuf>,
    /// How the messages are written; else what the ending of the file says (.jsonl, .csv, .tsv, .txt, .parquet), else JSON Lines
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What a field is called in the file, for example text=Body; may be given for id, text, from, received and region
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(Field, String)>,
    /// How the letters are encoded if not in UTF-8: utf-16le, latin1, windows-1252 … (a byte order mark is heeded anyway)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
}

/// What is known of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Id,
    Text,
    From,
    Received,
    Region,
}

impl Field {
    pub const ALL: [Self; 5] = [Self::Id, Self::Text, Self::From, Self::Received, Self::Region];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::From => "from",
            Self::Received => "received",
            Self::Region => "region",
        }
    }
}

fn column(text: &str) -> Result<(Field, String), String> {
    let (field, name) = text.split_once('=').ok_or("write it as FIELD=NAME, for example text=Body")?;
    match Field::ALL.into_iter().find(|f| f.name() == field) {
        Some(field) if !name.is_empty() => Ok((field, name.to_owned())),
        Some(_) => Err(format!("which column is {field}?")),
        None => Err(format!("there is no field {field}; there are id, text, from, received and region")),
    }
}

/// An encoding by one of the names it is known by.
pub fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| "an unknown encoding; known are utf-8, utf-16le, utf-16be, latin1, windows-1252, shift_jis, gb18030, big5, euc-kr and their like".into())
}

/// What the fields are called in the input, in the order of [`Field::ALL`].
#[derive(Debug, Clone)]
pub struct Names(pub [String; 5]);

/// One message of many.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    pub id: Id<'a>,
    pub text: Cow<'a, str>,
    pub from: Cow<'a, str>,
    pub received: Cow<'a, str>,
    pub region: Cow<'a, str>,
    /// Why it may have been meant otherwise than it was read.
    pub doubts: Vec<String>,
}

/// The id of a row, as it came.
#[derive(Debug, Clone, Default)]
pub enum Id<'a> {
    #[default]
    None,
    Json(&'a RawValue),
    Text(Cow<'a, str>),
    /// Where nothing is named: the number of the line.
    Line(u64),
}

impl Serialize for Id<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => to.serialize_unit(),
            Self::Json(json) => json.serialize(to),
            Self::Text(text) => to.serialize_str(text),
            Self::Line(number) => to.serialize_u64(*number),
        }
    }
}

impl Id<'_> {
    /// The id as words.
    pub fn words(&self, line: u64) -> String {
        match self {
            Self::None => line.to_string(),
            Self::Json(json) => serde_json::from_str(json.get()).unwrap_or_else(|_| json.get().to_owned()),
            Self::Text(text) => text.to_string(),
            Self::Line(number) => number.to_string(),
        }
    }
}

impl Row<'_> {
    /// As the engine takes it.
    pub fn message<'a>(&'a self, region: &'a str, language: &'a str) -> Message<'a> {
        let region = if self.region.is_empty() { region } else { &self.region };
        Message::new(&self.text).from(&self.from).received(&self.received).region(region).language(language)
    }

    /// What of it cannot be used or may have been meant otherwise, and what is done instead. The message is read all the same.
    pub fn warnings(&self, knowledge: &Knowledge) -> Vec<String> {
        let mut warnings = self.doubts.clone();
        let [received, region] = [self.received.trim(), self.region.trim()];
        if !received.is_empty() && Day::parse(received).is_none() {
            let received = start(received);
            warnings.push(format!(
                "received \"{received}\" is no day written YYYY-MM-DD; its dates are compared with no calendar"
            ));
        }
        let is_named = !region.is_empty() && !region.eq_ignore_ascii_case("unknown");
        if is_named && knowledge.region(region).code == "unknown" {
            let region = start(region);
            warnings.push(format!(
                "region \"{region}\" is no place whose rules are known ({}); none are applied",
                known_regions(knowledge)
            ));
        }
        warnings
    }
}

/// As much of a field as is shown of it.
fn start(field: &str) -> String {
    const SHOWN: usize = 40;
    let more = if field.chars().nth(SHOWN).is_some() { "…" } else { "" };
    field.chars().take(SHOWN).collect::<String>() + more
}

/// What to say of a row with more values than there are columns. Empty ones are nothing lost.
fn too_many<'a>(columns: usize, values: usize, mut extra: impl Iterator<Item = &'a [u8]>) -> Option<String> {
    extra.any(|value| !value.trim_ascii().is_empty()).then(|| {
        format!(
            "{values} values for {columns} columns; those past the last column were left out; a value in which the sign stands that sets values apart is written in quotes"
        )
    })
}

/// Some rows of the input, not looked into yet.
#[derive(Debug)]
pub enum Chunk {
    Lines(Lines),
    Records(Records),
}

impl Chunk {
    /// Hands over each row, or why it is none, with its line.
    pub fn each(&self, act: impl FnMut(u64, Result<Row, String>)) {
        match self {
            Self::Lines(lines) => lines.each(act),
            Self::Records(records) => records.each(act),
        }
    }
}

/// What cuts an input into chunks.
pub trait Chunks: Send {
    /// The next chunk, or `None` at the end.
    fn next(&mut self) -> Result<Option<Chunk>, Failure>;

    /// Passes over so many rows.
    fn skip(&mut self, rows: u64);
    /// How many rows are still to be passed over.
    fn left(&self) -> u64;
}

/// How far the input has been read, in bytes, and how long it is where that is known.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    read: Arc<AtomicU64>,
    pub length: Option<u64>,
}

impl Progress {
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// Counts what is read through it. After its end nothing more is asked for: at a terminal one could type on.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
    ended: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let read = self.inner.read(into)?;
        self.ended = read == 0 && !into.is_empty();
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The bytes of an input, decoded to UTF-8 where it says it is something else.
pub type Input = BufReader<Box<dyn Read + Send>>;

impl Source {
    /// Whether this file is what is read.
    pub fn is(&self, path: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().ok();
        self.file.as_deref().and_then(whole).is_some_and(|file| whole(path) == Some(file))
    }

    /// The encoding that was named, where bytes may be none in it.
    pub fn encoding(&self) -> Option<&'static Encoding> {
        self.encoding.filter(|encoding| *encoding != encoding_rs::UTF_8)
    }

    /// Opens the input.
    pub fn open(&self) -> Result<(Box<dyn Chunks>, Progress), Failure> {
        let path = self.file.as_deref().filter(|p| *p != Path::new("-"));
        if let Some(path) = path.filter(|path| self.format.is_none() && is_packed(path)) {
            return Err(Failure::usage(format!("{} is {}", path.display(), kinds::PACKED)));
        }
        let format = self.format.or_else(|| path.and_then(by_ending)).unwrap_or(Format::Jsonl);
        let mut progress = Progress::default();
        let mut names = Field::ALL.map(|f| f.name().to_owned());
        for (field, name) in &self.column {
            names[*field as usize].clone_from(name);
        }
        let names = Names(names);
        if format == Format::Lines && !self.column.is_empty() {
            return Err(Failure::usage(
                "--column: plain lines have no columns; say how the messages are written with --format, for example csv or tsv",
            ));
        }
        if format == Format::Parquet {
            let path = path.ok_or_else(|| {
                Failure::usage("Parquet is read from its end and cannot come through a pipe; name the file")
            })?;
            return Ok((open_parquet(path, &names)?, progress));
        }
        let inner: Box<dyn Read + Send> = if let Some(path) = path {
            let file = open(path)?;
            progress.length = file.metadata().ok().map(|m| m.len());
            Box::new(file)
        } else {
            crate::terminal::asked_for("type messages, as many as you like");
            Box::new(io::stdin())
        };
        let name = path.map_or_else(|| "standard input".to_owned(), |p| p.display().to_string());
        let mut counted = Counted { inner, read: Arc::clone(&progress.read), ended: false };
        let head = kinds::head(&mut counted).map_err(|e| Failure::usage(format!("cannot read {name}: {e}")))?;
        if let Some(what) = kinds::no_text(&head) {
            return Err(Failure::usage(format!("{name} is {what}")));
        }
        let counted = io::Cursor::new(head).chain(counted);
        let mut builder = DecodeReaderBytesBuilder::new();
        builder.encoding(self.encoding()).utf8_passthru(true).strip_bom(true).bom_override(true);
        let decoded: Box<dyn Read + Send> =
            Box::new(builder.build_with_buffer(counted, vec![0; 1 << 16]).map_err(|e| Failure::usage(e.to_string()))?);
        let input = BufReader::with_capacity(1 << 16, decoded);
        let chunks: Box<dyn Chunks> = match format {
            Format::Csv => Box::new(table::Csv::new(input, &names, name)?),
            Format::Tsv => Box::new(lines::Reader::tabs(input, &names, name)?),
            Format::Lines => Box::new(lines::Reader::plain(input, name)),
            Format::Jsonl | Format::Parquet => Box::new(lines::Reader::json(input, names, name)),
        };
        Ok((chunks, progress))
    }
}

/// Opens a file to read. A folder is none.
pub fn open(path: &Path) -> Result<File, Failure> {
    let file = File::open(path).map_err(|e| Failure::file(path, &e))?;
    match file.metadata() {
        Ok(about) if about.is_dir() => Err(Failure::usage(format!("cannot read {}: it is a folder", path.display()))),
        _ => Ok(file),
    }
}

/// Whether the ending says that no line can be read as it is.
fn is_packed(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    matches!(ending.as_deref(), Some("gz" | "zst" | "bz2" | "xz" | "zip"))
}

fn by_ending(path: &Path) -> Option<Format> {
    Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" | "json" => Format::Jsonl,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "txt" => Format::Lines,
        "parquet" | "parq" => Format::Parquet,
        _ => return None,
    })
}

#[cfg(feature = "parquet")]
fn open_parquet(path: &Path, names: &Names) -> Result<Box<dyn Chunks>, Failure> {
    Ok(Box::new(parquet::Parquet::open(path, names)?))
}

#[cfg(not(feature = "parquet"))]
fn open_parquet(_: &Path, _: &Names) -> Result<Box<dyn Chunks>, Failure> {
    Err(Failure::usage(
        "this telltext was built without Parquet; build it with the feature parquet, or convert the file to JSON Lines",
    ))
}

/// Why bytes are no text, and what to do.
pub fn not_utf8(error: std::str::Utf8Error) -> String {
    format!(
        "not UTF-8 text (byte {}); if it is written in another encoding, name it with --encoding, for example latin1 or utf-16le",
        error.valid_up_to() + 1
    )
}

/// Finds where columns stand. The text must be among them.
fn places(names: &Names, there: &[&str], input: &str) -> Result<[Option<usize>; 5], Failure> {
    // Those named so to the letter, or else those named alike.
    let all = |name: &str| -> Vec<usize> {
        let those = |is: &dyn Fn(&str) -> bool| (0..there.len()).filter(|at| is(there[*at])).collect::<Vec<_>>();
        let exact = those(&|t| t == name);
        if exact.is_empty() { those(&|t| t.trim().eq_ignore_ascii_case(name)) } else { exact }
    };
    let mut found = [None; 5];
    for field in Field::ALL {
        let name = &names.0[field as usize];
        let places = all(name);
        found[field as usize] = places.first().copied();
        if places.len() > 1 {
            return Err(Failure::usage(format!(
                "{input} has more than one column {name:?}; give another name to those that are not meant, or say which column is with --column {}=NAME",
                field.name()
            )));
        }
        if places.is_empty() && (field == Field::Text || name != field.name()) {
            if there.iter().all(|t| t.trim().is_empty()) {
                return Err(Failure::usage(format!("{input} has no line with the names of its columns")));
            }
            // Every letter of it takes two bytes.
            if there.iter().any(|t| t.contains('\0')) {
                return Err(Failure::usage(format!("{input} {}", kinds::UTF_16)));
            }
            let listed: Vec<&str> = there.iter().map(|t| t.trim()).take(20).collect();
            return Err(Failure::usage(format!(
                "{input} has no column {name:?}; it has {}. Say which with --column {}=NAME",
                listed.join(", "),
                field.name()
            )));
        }
    }
    Ok(found)
}
