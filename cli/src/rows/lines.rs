//! Inputs of which each line is a row: JSON Lines, tab-separated values, plain text.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::sync::Arc;

use memchr::memchr2;

use super::{Chunk, Chunks, Field, Id, Input, Names, Row, json, not_utf8, places, too_many};
use crate::input::Failure;
use crate::kinds;

/// The longest line that is read, in bytes. A longer one is a mistake.
pub(super) const LONGEST: usize = 8 << 20;

/// How many lines make a chunk, and how many bytes.
const MOST_LINES: usize = 256;
pub(super) const MOST_BYTES: usize = 1 << 18;

/// What a line is.
#[derive(Debug)]
enum Layout {
    Json(Names),
    /// Where the columns are, and how many there are.
    Tabs([Option<usize>; 5], usize),
    Plain,
}

/// Lines one after the other.
#[derive(Debug)]
pub struct Lines {
    layout: Arc<Layout>,
    bytes: Vec<u8>,
    /// Where each line ends in `bytes`, its number, and whether it was too long to be kept.
    ends: Vec<(usize, u64, bool)>,
}

impl Lines {
    pub fn each(&self, mut act: impl FnMut(u64, Result<Row, String>)) {
        let mut start = 0;
        for &(end, number, too_long) in &self.ends {
            let bytes = &self.bytes[start..end];
            start = end;
            if too_long {
                act(number, Err(format!("longer than {} MiB", LONGEST >> 20)));
                continue;
            }
            act(number, std::str::from_utf8(bytes).map_err(not_utf8).and_then(|line| self.layout.row(line, number)));
        }
    }
}

impl Layout {
    fn row<'a>(&self, line: &'a str, number: u64) -> Result<Row<'a>, String> {
        match self {
            Self::Json(names) => json::row(line, names),
            Self::Plain => Ok(Row { id: Id::Line(number), text: line.into(), ..Row::default() }),
            Self::Tabs(places, columns) => tabs(line, places, *columns, number),
        }
    }
}

/// A line of tab-separated values. Quotes around a whole value are taken off, as spreadsheets write them.
fn tabs<'a>(line: &'a str, places: &[Option<usize>; 5], columns: usize, number: u64) -> Result<Row<'a>, String> {
    let values: Vec<&str> = line.split('\t').collect();
    let value = |field: Field| places[field as usize].and_then(|at| values.get(at)).map(|v| unquoted(v));
    let text = value(Field::Text).ok_or_else(|| format!("only {} of the columns", values.len()))?;
    let extra = values.iter().skip(columns).map(|value| value.as_bytes());
    Ok(Row {
        doubts: too_many(columns, values.len(), extra).into_iter().collect(),
        id: value(Field::Id).map_or(Id::Line(number), Id::Text),
        text,
        from: value(Field::From).unwrap_or_default(),
        received: value(Field::Received).unwrap_or_default(),
        region: value(Field::Region).unwrap_or_default(),
    })
}

fn unquoted(value: &str) -> Cow<'_, str> {
    match value.strip_prefix('"').and_then(|v| v.strip_suffix('"')) {
        Some(inner) if !inner.replace("\"\"", "").contains('"') => inner.replace("\"\"", "\"").into(),
        _ => value.into(),
    }
}

/// Whether a line has nothing in it. Zeros are nothing: half a line break of UTF-16.
fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)
}

/// What cuts an input into lines.
pub struct Reader {
    input: Input,
    name: String,
    layout: Arc<Layout>,
    number: u64,
    skip: u64,
    /// Whether the last line ended with a carriage return at the end of what was there: a line feed may belong to it.
    after_return: bool,
    /// Whether a line that is not blank was looked at.
    looked: bool,
}

impl Reader {
    pub fn json(input: Input, names: Names, name: String) -> Self {
        Self { layout: Arc::new(Layout::Json(names)), ..Self::plain(input, name) }
    }

    pub fn plain(input: Input, name: String) -> Self {
        Self { input, name, layout: Arc::new(Layout::Plain), number: 0, skip: 0, after_return: false, looked: false }
    }

    /// Reads the line of names at once.
    pub fn tabs(input: Input, names: &Names, name: String) -> Result<Self, Failure> {
        let mut reader = Self::plain(input, name);
        let mut line = Vec::new();
        reader.line(&mut line)?;
        let head = String::from_utf8(line)
            .map_err(|e| Failure::usage(format!("{}, line 1: {}", reader.name, not_utf8(e.utf8_error()))))?;
        let there: Vec<Cow<str>> = head.split('\t').map(unquoted).collect();
        let there: Vec<&str> = there.iter().map(AsRef::as_ref).collect();
        reader.layout = Arc::new(Layout::Tabs(places(names, &there, &reader.name)?, there.len()));
        Ok(reader)
    }

    /// Appends the next line without its end: a line feed, a carriage return, or both. `None` at the end of the input, else
    /// whether it was too long to be kept.
    fn line(&mut self, into: &mut Vec<u8>) -> Result<Option<bool>, Failure> {
        let start = into.len();
        let mut any = false;
        let mut too_long = false;
        let failure = |e: &io::Error, name: &str, number: u64| {
            Failure::usage(format!("cannot read {name} after line {number}: {e}"))
        };
        loop {
            let available = self.input.fill_buf().map_err(|e| failure(&e, &self.name, self.number))?;
            if available.is_empty() {
                break;
            }
            if std::mem::take(&mut self.after_return) && available[0] == b'\n' {
                self.input.consume(1);
                continue;
            }
            any = true;
            let end = memchr2(b'\r', b'\n', available);
            let is_return = end.is_some_and(|end| available[end] == b'\r');
            let piece = &available[..end.unwrap_or(available.len())];
            if into.len() - start + piece.len() > LONGEST {
                too_long = true;
                into.truncate(start);
            }
            if !too_long {
                into.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.input.consume(used);
            if is_return {
                match self.input.buffer().first() {
                    Some(b'\n') => self.input.consume(1),
                    Some(_) => {}
                    None => self.after_return = true,
                }
            }
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        let line = &into[start..];
        if !self.looked && !is_blank(line) {
            self.looked = true;
            if kinds::like_utf16(line) {
                return Err(Failure::usage(format!("{} {}", self.name, kinds::UTF_16)));
            }
        }
        Ok(Some(too_long))
    }
}

impl Chunks for Reader {
    fn next(&mut self) -> Result<Option<Chunk>, Failure> {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        while ends.len() < MOST_LINES && bytes.len() < MOST_BYTES {
            // What is there is answered before more is waited for.
            if !ends.is_empty() && self.input.buffer().is_empty() {
                break;
            }
            let start = bytes.len();
            let Some(too_long) = self.line(&mut bytes)? else { break };
            let is_blank = !too_long && is_blank(&bytes[start..]);
            if is_blank || self.skip > 0 {
                self.skip -= u64::from(!is_blank);
                bytes.truncate(start);
                continue;
            }
            ends.push((bytes.len(), self.number, too_long));
        }
        Ok((!ends.is_empty()).then(|| Chunk::Lines(Lines { layout: Arc::clone(&self.layout), bytes, ends })))
    }

    fn skip(&mut self, rows: u64) {
        self.skip = rows;
    }

    fn left(&self) -> u64 {
        self.skip
    }
}
