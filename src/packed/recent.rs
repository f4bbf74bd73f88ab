//! Symbol sets, told by how long ago they were told before.

use super::{Column, Reader, Writer};

/// Sets while they are told: 0 is none, 1 a new one that is not told again, 2 a new one that is, 3 and 4 the same of one that has
/// a number already, and from 5 on those that are told again, the last first.
#[derive(Debug)]
pub struct Recent {
    again: Vec<u16>,
    next_new: u16,
}

impl Recent {
    /// `first_new` is the number of the first new one.
    #[must_use]
    pub fn new(first_new: u16) -> Self {
        Self { again: Vec::new(), next_new: first_new }
    }

    /// Writes a set; `again` says whether it is told more than once.
    pub fn write(&mut self, set: Option<u16>, again: bool, column: Column, writer: &mut Writer) {
        let number = match (set, self.again.iter().rev().position(|recent| set == Some(*recent))) {
            (None, _) => 0,
            (_, Some(back)) => back as u32 + 5,
            (Some(set), None) => {
                let known = set != self.next_new;
                if known {
                    writer.number(Column::KnownSets, u32::from(set));
                }
                1 + u32::from(again) + 2 * u32::from(known)
            }
        };
        writer.number(column, number);
        match (number, set) {
            (5.., Some(set)) => {
                self.again.retain(|recent| *recent != set);
                self.again.push(set);
            }
            (2 | 4, Some(set)) => self.again.push(set),
            _ => {}
        }
        self.next_new += u16::from(matches!(number, 1 | 2));
    }

    /// Reads a set.
    #[inline]
    pub fn read(&mut self, column: Column, reader: &mut Reader) -> Option<u16> {
        let number = reader.number(column);
        let set = match number {
            0 => return None,
            1 | 2 => {
                self.next_new += 1;
                self.next_new - 1
            }
            3 | 4 => reader.number(Column::KnownSets) as u16,
            _ => {
                let at = self.again.len() + 4 - number as usize;
                let set = self.again[at];
                self.again.copy_within(at + 1.., at);
                self.again.pop();
                set
            }
        };
        if number > 4 || number & 1 == 0 {
            self.again.push(set);
        }
        Some(set)
    }
}
