//! Comma-separated values, whose records may hold line breaks; and records that come ready-made.

use std::io::{self, BufRead as _};

use csv_core::ReadRecordResult as Step;

use super::lines::{LONGEST, MOST_BYTES};
use super::{Chunk, Chunks, Field, Id, Input, Names, Row, not_utf8, places};
use crate::input::Failure;

/// How many records make a chunk.
const MOST_RECORDS: usize = 256;

/// How many values a record may have.
const MOST_VALUES: usize = 1 << 16;

/// The values of a record, one after the other.
#[derive(Debug, Default)]
pub struct Record {
    bytes: Vec<u8>,
    /// Where each value ends.
    ends: Vec<usize>,
}

impl Record {
    #[cfg(feature = "parquet")]
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
    /// With the line each begins on, or its number.
    pub list: Vec<(u64, Record)>,
}

impl Records {
    pub fn each(&self, mut act: impl FnMut(u64, Result<Row, String>)) {
        for (line, record) in &self.list {
            act(*line, self.row(record, *line));
        }
    }

    fn row<'a>(&self, record: &'a Record, line: u64) -> Result<Row<'a>, String> {
        let value = |field: Field| -> Result<Option<&'a str>, String> {
            let Some(bytes) = self.places[field as usize].and_then(|at| record.get(at)) else { return Ok(None) };
            let text = std::str::from_utf8(bytes).map_err(|e| format!("{}: {}", field.name(), not_utf8(e)))?;
            Ok(Some(text))
        };
        let text = value(Field::Text)?.ok_or_else(|| format!("only {} of the columns", record.ends.len()))?;
        Ok(Row {
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
    input: Input,
    name: String,
    places: [Option<usize>; 5],
    skip: u64,
    at: Place,
    parser: csv_core::Reader,
    /// The record that is being read.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Why nothing more can be read, told after what came before it.
    failure: Option<Failure>,
}

/// Where the input is read. A line ends with a line feed, with a carriage return, or with both.
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
    pub fn new(mut input: Input, names: &Names, name: String) -> Result<Self, Failure> {
        let first = input.fill_buf().map_err(|e| Failure::usage(format!("cannot read {name}: {e}")))?;
        let line = &first[..memchr::memchr2(b'\r', b'\n', first).unwrap_or(first.len())];
        // Where the comma is in numbers, spreadsheets write a semicolon in its place.
        let delimiter = if line.contains(&b';') && !line.contains(&b',') { b';' } else { b',' };
        let mut csv = Self {
            input,
            name,
            places: [None; 5],
            skip: 0,
            at: Place { line: 1, after_return: false },
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; 1 << 12],
            ends: vec![0; 1 << 6],
            failure: None,
        };
        let head = csv.record()?.map(|(_, head)| head).unwrap_or_default();
        let there: Vec<_> = (0..head.ends.len()).filter_map(|at| head.get(at)).map(String::from_utf8_lossy).collect();
        let there: Vec<&str> = there.iter().map(AsRef::as_ref).collect();
        csv.places = places(names, &there, &csv.name)?;
        Ok(csv)
    }

    /// Passes over the line breaks that are there already.
    fn pass_breaks(&mut self) {
        let there = self.input.buffer();
        let breaks = there.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.at.pass(&there[..breaks]);
        self.input.consume(breaks);
    }

    /// The next record and the line it begins on.
    fn record(&mut self) -> Result<Option<(u64, Record)>, Failure> {
        let unreadable = |name: &str, line: u64, e: &io::Error| {
            Failure::usage(format!("cannot read {name} after line {}: {e}", line - 1))
        };
        loop {
            self.pass_breaks();
            if !self.input.buffer().is_empty() {
                break;
            }
            if self.input.fill_buf().map_err(|e| unreadable(&self.name, self.at.line, &e))?.is_empty() {
                return Ok(None);
            }
        }
        let line = self.at.line;
        let (mut length, mut count) = (0, 0);
        loop {
            let available = self.input.fill_buf().map_err(|e| unreadable(&self.name, self.at.line, &e))?;
            let is_end = available.is_empty();
            // The end of the input ends a record as a line break does: not within quotes.
            let bytes = if is_end { b"\n" } else { available };
            let (step, read, written, ended) =
                self.parser.read_record(bytes, &mut self.bytes[length..], &mut self.ends[count..]);
            if !is_end {
                self.at.pass(&available[..read]);
                self.input.consume(read);
            }
            length += written;
            count += ended;
            match step {
                Step::Record => break,
                Step::OutputFull if self.bytes.len() < LONGEST => self.bytes.resize(self.bytes.len() * 2, 0),
                Step::OutputEndsFull if self.ends.len() < MOST_VALUES => self.ends.resize(self.ends.len() * 2, 0),
                Step::InputEmpty if !is_end => {}
                Step::InputEmpty | Step::End => {
                    return Err(Failure::usage(format!(
                        "cannot read {}: a quote in the record that begins on line {line} is never closed",
                        self.name
                    )));
                }
                Step::OutputFull | Step::OutputEndsFull => {
                    return Err(Failure::usage(format!(
                        "cannot read {}: the record that begins on line {line} is longer than {} MiB or {MOST_VALUES} values; perhaps a quote in it is never closed",
                        self.name,
                        LONGEST >> 20
                    )));
                }
            }
        }
        Ok(Some((line, Record { bytes: self.bytes[..length].to_vec(), ends: self.ends[..count].to_vec() })))
    }
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
            if !list.is_empty() && self.input.buffer().is_empty() {
                break;
            }
            match self.record() {
                Ok(Some(_)) if self.skip > 0 => self.skip -= 1,
                Ok(Some((line, record))) => {
                    bytes += record.bytes.len();
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
        Ok((!list.is_empty()).then_some(Chunk::Records(Records { places: self.places, list })))
    }

    fn skip(&mut self, rows: u64) {
        self.skip = rows;
    }
}
