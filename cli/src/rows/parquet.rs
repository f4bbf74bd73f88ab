//! Parquet files: the columns that are asked for, row by row.

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field as Value;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

use super::table::{Record, Records};
use super::{Chunk, Chunks, Field, Names, places};
use crate::input::{Failure, reading};

/// How many rows make a chunk.
const MOST_ROWS: usize = 256;

/// What cuts a Parquet file into rows.
pub struct Parquet {
    rows: RowIter<'static>,
    places: [Option<usize>; 5],
    name: String,
    number: u64,
    skip: u64,
}

impl Parquet {
    pub fn open(path: &Path, names: &Names) -> Result<Self, Failure> {
        reading(&path.display().to_string(), || Self::read(path, names))
    }

    fn read(path: &Path, names: &Names) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let broken = |e: parquet::errors::ParquetError| Failure::usage(format!("cannot read {name}: {e}"));
        let reader: SerializedFileReader<File> = SerializedFileReader::new(super::open(path)?).map_err(broken)?;
        let schema = reader.metadata().file_metadata().schema().clone();
        let there: Vec<&str> = schema.get_fields().iter().map(|f| f.name()).collect();
        let found = places(names, &there, &name)?;
        let mut wanted: Vec<usize> = found.iter().flatten().copied().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let fields = wanted.iter().map(|at| schema.get_fields()[*at].clone()).collect();
        let projection = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(broken)?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection)).map_err(broken)?;
        // The columns of a row are those asked for, in the order of the file.
        let places = Field::ALL.map(|field| found[field as usize].and_then(|at| wanted.iter().position(|w| *w == at)));
        Ok(Self { rows, places, name, number: 0, skip: 0 })
    }
}

impl Chunks for Parquet {
    fn next(&mut self) -> Result<Option<Chunk>, Failure> {
        let mut list = Vec::new();
        while list.len() < MOST_ROWS {
            let Some(row) = reading(&self.name, || self.rows.next()) else { break };
            self.number += 1;
            let row = row
                .map_err(|e| Failure::usage(format!("cannot read {} after row {}: {e}", self.name, self.number - 1)))?;
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            let mut record = Record::default();
            for (_, value) in row.get_column_iter() {
                match value {
                    Value::Null => record.push(b""),
                    Value::Str(text) => record.push(text.as_bytes()),
                    Value::Bytes(bytes) => record.push(bytes.data()),
                    other => record.push(other.to_string().as_bytes()),
                }
            }
            list.push((self.number, Ok(record)));
        }
        Ok((!list.is_empty()).then_some(Chunk::Records(Records { places: self.places, columns: None, list })))
    }

    fn skip(&mut self, rows: u64) {
        self.skip = rows;
    }

    fn left(&self) -> u64 {
        self.skip
    }
}
