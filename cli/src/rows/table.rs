//! Comma-separated values, whose records may hold line breaks; and records that come ready-made.

use csv::ByteRecord;

use super::{Chunk, Chunks, Field, Id, Input, Names, Row, not_utf8, places};
use crate::input::Failure;

/// How many records make a chunk.
const MOST_RECORDS: usize = 256;

/// Records one after the other.
#[derive(Debug)]
pub struct Records {
    pub places: [Option<usize>; 5],
    /// With the line each begins on, or its number.
    pub list: Vec<(u64, ByteRecord)>,
}

impl Records {
    pub fn each(&self, mut act: impl FnMut(u64, Result<Row, String>)) {
        for (line, record) in &self.list {
            act(*line, self.row(record, *line));
        }
    }

    fn row<'a>(&self, record: &'a ByteRecord, line: u64) -> Result<Row<'a>, String> {
        let value = |field: Field| -> Result<Option<&'a str>, String> {
            let Some(bytes) = self.places[field as usize].and_then(|at| record.get(at)) else { return Ok(None) };
            let text = std::str::from_utf8(bytes).map_err(|e| format!("{}: {}", field.name(), not_utf8(e)))?;
            Ok(Some(text))
        };
        let text = value(Field::Text)?.ok_or_else(|| format!("only {} of the columns", record.len()))?;
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
    reader: csv::Reader<Input>,
    places: [Option<usize>; 5],
    name: String,
    skip: u64,
    /// The line of the record before.
    line: u64,
}

impl Csv {
    /// Reads the line of names at once.
    pub fn new(input: Input, names: &Names, name: String) -> Result<Self, Failure> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let head = reader.byte_headers().map_err(|e| Failure::usage(format!("cannot read {name}: {e}")))?.clone();
        let there: Vec<_> = head.iter().map(String::from_utf8_lossy).collect();
        let there: Vec<&str> = there.iter().map(AsRef::as_ref).collect();
        let places = places(names, &there, &name)?;
        Ok(Self { reader, places, name, skip: 0, line: 1 })
    }
}

impl Chunks for Csv {
    fn next(&mut self) -> Result<Option<Chunk>, Failure> {
        let mut list = Vec::new();
        while list.len() < MOST_RECORDS {
            let mut record = ByteRecord::new();
            let line = self.reader.position().line();
            if !self
                .reader
                .read_byte_record(&mut record)
                .map_err(|e| Failure::usage(format!("cannot read {} after line {line}: {e}", self.name)))?
            {
                break;
            }
            // Lines that end in a carriage return alone are counted as well; the reader counts line feeds only.
            self.line = record.position().map_or(line, csv::Position::line).max(self.line + 1);
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            list.push((self.line, record));
        }
        Ok((!list.is_empty()).then_some(Chunk::Records(Records { places: self.places, list })))
    }

    fn skip(&mut self, rows: u64) {
        self.skip = rows;
    }
}
