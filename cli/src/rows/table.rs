//! Comma-separated values, whose records may hold line breaks; and records that come ready-made.

use std::io;

use csv_core::ReadRecordResult as Step;

use super::again::Again;
use super::lines::{LONGEST, MOST_BYTES};
use super::{Chunk, Chunks, Field, Id, Input, Names, Row, not_utf8, places, quotes, too_many};
use crate::input::Failure;

/// How many records make a chunk.
const MOST_RECORDS: usize = 256;

/// How many values a record may have.
const MOST_VALUES: usize = 1 << 16;

/// How many bytes are read again at the most, because of quotes that are not closed, in an input of a third of this.
const MOST_AGAIN: usize = 64 << 20;

/// What sets values apart. Where the comma is in numbers, spreadsheets write a semicolon in its place.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The values of a record, one after the other.
#[derive(Debug, Default)]
pub struct Record {
    bytes: Vec<u8>,
    /// Where each value ends.
    ends: Vec<usize>,
    /// Why it may have been meant otherwise.
    doubt: Option<String>,
}

impl Record {
    pub fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(self.bytes.len());
    }

    fn get(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.bytes.get(start..end)
    }
}

/// Records one after the other.
#[derive(Debug)]
pub struct Records {
    pub places: [Option<usize>; 5],
    /// How many columns there are; `None` where no record can have more.
    pub columns: Option<usize>,
    /// With the line each begins on, or its number; or why it is none.
    pub list: Vec<(u64, Result<Record, String>)>,
}

impl Records {
    pub fn each(&self, mut act: impl FnMut(u64, Result<Row, String>)) {
        for (line, record) in &self.list {
            act(*line, record.as_ref().map_err(Clone::clone).and_then(|record| self.row(record, *line)));
        }
    }

    fn row<'a>(&self, record: &'a Record, line: u64) -> Result<Row<'a>, String> {
        let value = |field: Field| -> Result<Option<&'a str>, String> {
            let Some(bytes) = self.places[field as usize].and_then(|at| record.get(at)) else { return Ok(None) };
            let text = std::str::from_utf8(bytes).map_err(|e| format!("{}: {}", field.name(), not_utf8(e)))?;
            Ok(Some(text))
        };
        let text = value(Field::Text)?.ok_or_else(|| format!("only {} of the columns", record.ends.len()))?;
        let columns = self.columns.unwrap_or(usize::MAX);
        let extra = (columns..record.ends.len()).filter_map(|at| record.get(at));
        let doubts = record.doubt.iter().cloned().chain(too_many(columns, record.ends.len(), extra));
        Ok(Row {
            doubts: doubts.collect(),
            id: value(Field::Id)?.map_or(Id::Line(line), |id| Id::Text(id.into())),
            text: text.into(),
            from: value(Field::From)?.unwrap_or("").into(),
            received: value(Field::Received)?.unwrap_or("").into(),
            region: value(Field::Region)?.unwrap_or("").into(),
        })
    }
}

/// What cuts comma-separated values into records.
pub struct Csv {
    input: Again,
    name: String,
    places: [Option<usize>; 5],
    /// How many columns there are, once their names are read.
    columns: usize,
    delimiter: u8,
    skip: u64,
    at: Place,
    parser: csv_core::Reader,
    /// The record that is being read: as it is written, and its values.
    written: Vec<u8>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How many bytes were read at all, and how many of them again.
    read: usize,
    again: usize,
    /// Why nothing more can be read, told after what came before it.
    failure: Option<Failure>,
}

/// What a record is that was read.
type Read = (u64, Result<Record, String>);

/// Where the input is read. A line ends with a line feed, with a carriage return, or with both.
#[derive(Clone, Copy)]
struct Place {
    line: u64,
    after_return: bool,
}

impl Place {
    fn pass(&mut self, bytes: &[u8]) {
        for end in memchr::memchr2_iter(b'\r', b'\n', bytes) {
            let after_return = if end == 0 { self.after_return } else { bytes[end - 1] == b'\r' };
            self.line += u64::from(bytes[end] == b'\r' || !after_return);
        }
        if let Some(last) = bytes.last() {
            self.after_return = *last == b'\r';
        }
    }
}

impl Csv {
    /// Reads the line of names at once.
    pub fn new(input: Input, names: &Names, name: String) -> Result<Self, Failure> {
        let mut input = Again::new(input);
        let failure = |e: io::Error| Failure::usage(format!("cannot read {name}: {e}"));
        let mut at = Place { line: 1, after_return: false };
        let first = input.first_line().map_err(failure)?;
        let declared = declared(first);
        if declared.is_some() {
            let length = first.len();
            at.pass(&input.there()[..length]);
            input.consume(length);
            let breaks = input.there().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            at.pass(&input.there()[..breaks]);
            input.consume(breaks);
        }
        let delimiter = match declared {
            Some(delimiter) => delimiter,
            None => delimiter(input.first_line().map_err(failure)?, &names.0[Field::Text as usize]),
        };
        let mut csv = Self {
            input,
            name,
            places: [None; 5],
            columns: 0,
            delimiter,
            skip: 0,
            at,
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            written: Vec::new(),
            bytes: vec![0; 1 << 12],
            ends: vec![0; 1 << 6],
            read: 0,
            again: 0,
            failure: None,
        };
        let head = csv.record()?.and_then(|(_, head)| head.ok()).unwrap_or_default();
        let there: Vec<_> = (0..head.ends.len()).filter_map(|at| head.get(at)).map(String::from_utf8_lossy).collect();
        let there: Vec<&str> = there.iter().map(AsRef::as_ref).collect();
        csv.places = places(names, &there, &csv.name)?;
        csv.columns = there.len();
        Ok(csv)
    }

    /// Passes over the line breaks that are there already.
    fn pass_breaks(&mut self) {
        let there = self.input.there();
        let breaks = there.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.at.pass(&there[..breaks]);
        self.input.consume(breaks);
    }

    /// The next record and the line it begins on.
    fn record(&mut self) -> Result<Option<Read>, Failure> {
        let unreadable = |name: &str, line: u64, e: &io::Error| {
            Failure::usage(format!("cannot read {name} after line {}: {e}", line - 1))
        };
        loop {
            self.pass_breaks();
            if !self.input.there().is_empty() {
                break;
            }
            if self.input.fill().map_err(|e| unreadable(&self.name, self.at.line, &e))?.is_empty() {
                return Ok(None);
            }
        }
        let start = self.at;
        let (mut length, mut count) = (0, 0);
        self.written.clear();
        let mut too_long = false;
        let wrong = loop {
            let available = self.input.fill().map_err(|e| unreadable(&self.name, self.at.line, &e))?;
            let is_end = available.is_empty();
            // The end of the input ends a record as a line break does: not within quotes.
            let bytes = if is_end { b"\n" } else { available };
            let (step, read, written, ended) =
                self.parser.read_record(bytes, &mut self.bytes[length..], &mut self.ends[count..]);
            // Whoever has little memory is told so, and is not stopped in the middle.
            let starved = self.written.try_reserve(read).is_err()
                || (step == Step::OutputFull && self.bytes.try_reserve_exact(self.bytes.len()).is_err());
            if starved {
                too_long = true;
                break Some(format!(
                    "is not closed within the memory there is, of which {} MiB would be used",
                    LONGEST >> 20
                ));
            }
            if !is_end {
                self.at.pass(&available[..read]);
                self.written.extend_from_slice(&available[..read]);
                self.input.consume(read);
                self.read += read;
            }
            length += written;
            count += ended;
            match step {
                Step::Record => break None,
                Step::OutputFull if self.bytes.len() < LONGEST => self.bytes.resize(self.bytes.len() * 2, 0),
                Step::OutputEndsFull if self.ends.len() < MOST_VALUES => self.ends.resize(self.ends.len() * 2, 0),
                Step::InputEmpty if !is_end => {}
                Step::InputEmpty | Step::End => break Some("is never closed".to_owned()),
                Step::OutputFull | Step::OutputEndsFull => {
                    too_long = true;
                    break Some(format!("is not closed within {} MiB or {MOST_VALUES} values", LONGEST >> 20));
                }
            }
        };
        let last = self.at.line - u64::from(self.written.last().is_some_and(|b| matches!(b, b'\r' | b'\n')));
        let takes_lines = last > start.line;
        let wrong = wrong.or_else(|| {
            (takes_lines && !quotes::are_right(&self.written, self.delimiter))
                .then(|| format!("runs on to line {last}, where what follows its closing quote is no value of its own"))
        });
        if let Some(wrong) = wrong {
            let end = memchr::memchr2(b'\r', b'\n', &self.written);
            // Nothing is known of columns whose names cannot be read, and a line too long is no row by itself either.
            if self.columns == 0 || (too_long && end.is_none()) {
                return Err(Failure::usage(format!(
                    "cannot read {}: a value in the record that begins on line {} {wrong}; perhaps a quote in it is never closed",
                    self.name, start.line
                )));
            }
            return self.line_by_itself(start, end.unwrap_or(self.written.len()), &wrong).map(Some);
        }
        let doubt = (takes_lines && quotes::hide_rows(&self.written, self.delimiter, self.columns)).then(|| {
            format!(
                "a value in quotes holds lines {} to {last}, each with as many values as there are columns; if they are rows of their own, close the quote on line {}",
                start.line + 1,
                start.line
            )
        });
        let record = Record { bytes: self.bytes[..length].to_vec(), ends: self.ends[..count].to_vec(), doubt };
        Ok(Some((start.line, Ok(record))))
    }

    /// What was read last runs on over what cannot be meant. Its first line by itself, with quotes as letters, or why it is
    /// no row; the lines after it are read again.
    fn line_by_itself(&mut self, start: Place, end: usize, wrong: &str) -> Result<Read, Failure> {
        let line = start.line;
        self.again += self.written.len() - end;
        if self.again > MOST_AGAIN.max(self.read.saturating_sub(self.again).saturating_mul(3)) {
            return Err(Failure::usage(format!(
                "cannot read {} from line {line} on: too many of its quotes are not closed; write a quote within a value twice",
                self.name
            )));
        }
        self.parser.reset();
        self.at = start;
        self.at.pass(&self.written[..end]);
        self.input.put_back(&self.written[end..]);
        let mut record = quotes::as_letters(&self.written[..end], self.delimiter);
        let why = format!("a value in quotes begins on this line and {wrong}");
        let mend = "close the quote, and write a quote within a value twice";
        if record.ends.len() != self.columns {
            let values = record.ends.len();
            return Ok((
                line,
                Err(format!("{why}, and by itself the line has {values} values for {} columns; {mend}", self.columns)),
            ));
        }
        record.doubt = Some(format!("{why}; the line was read by itself, its quotes as letters; {mend}"));
        Ok((line, Ok(record)))
    }
}

/// What a first line such as `sep=;` says, by which spreadsheets know what sets values apart.
fn declared(line: &[u8]) -> Option<u8> {
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if !matches!(delimiter, b'"') => Some(*delimiter),
        _ => None,
    }
}

/// What sets the names of the columns apart: that by which the text's is found, else the first of them that is there.
fn delimiter(line: &[u8], text: &str) -> u8 {
    let finds = |delimiter: &u8| {
        let mut names = line.split(|byte| byte == delimiter).map(<[u8]>::trim_ascii);
        names.any(|name| {
            let plain = name.strip_prefix(b"\"").and_then(|n| n.strip_suffix(b"\"")).unwrap_or(name);
            plain.trim_ascii().eq_ignore_ascii_case(text.as_bytes())
        })
    };
    let found = DELIMITERS.into_iter().find(finds);
    found.or_else(|| DELIMITERS.into_iter().find(|delimiter| line.contains(delimiter))).unwrap_or(b',')
}

impl Chunks for Csv {
    fn next(&mut self) -> Result<Option<Chunk>, Failure> {
        let mut list = Vec::new();
        let mut bytes = 0;
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        while list.len() < MOST_RECORDS && bytes < MOST_BYTES {
            // What is there is answered before more is waited for.
            self.pass_breaks();
            if !list.is_empty() && self.input.there().is_empty() {
                break;
            }
            match self.record() {
                Ok(Some(_)) if self.skip > 0 => self.skip -= 1,
                Ok(Some((line, record))) => {
                    bytes += record.as_ref().map_or(0, |record| record.bytes.len());
                    list.push((line, record));
                }
                Ok(None) => break,
                Err(failure) if list.is_empty() => return Err(failure),
                Err(failure) => {
                    self.failure = Some(failure);
                    break;
                }
            }
        }
        Ok((!list.is_empty()).then_some(Chunk::Records(Records {
            places: self.places,
            columns: Some(self.columns),
            list,
        })))
    }

    fn skip(&mut self, rows: u64) {
        self.skip = rows;
    }

    fn left(&self) -> u64 {
        self.skip
    }
}
