//! An input of which a part can be put back and read again.

use std::io::{self, BufRead as _};

use memchr::memchr2;

use super::Input;

/// The longest first line that is looked at before it is read.
const LONGEST_FIRST: usize = 1 << 16;

/// Bytes put back, then those of the input.
pub struct Again {
    input: Input,
    back: Vec<u8>,
    at: usize,
}

impl Again {
    pub fn new(input: Input) -> Self {
        Self { input, back: Vec::new(), at: 0 }
    }

    /// What is there already.
    pub fn there(&self) -> &[u8] {
        if self.at < self.back.len() { &self.back[self.at..] } else { self.input.buffer() }
    }

    /// What is there, or what comes when it is waited for; empty at the end.
    pub fn fill(&mut self) -> io::Result<&[u8]> {
        if self.at < self.back.len() { Ok(&self.back[self.at..]) } else { self.input.fill_buf() }
    }

    pub fn consume(&mut self, count: usize) {
        if self.at < self.back.len() {
            self.at += count;
            if self.at == self.back.len() {
                (self.back, self.at) = (Vec::new(), 0);
            }
        } else {
            self.input.consume(count);
        }
    }

    /// These are read next.
    pub fn put_back(&mut self, bytes: &[u8]) {
        // What comes back was mostly taken from here, and still stands before the place.
        if self.back[..self.at].ends_with(bytes) {
            self.at -= bytes.len();
        } else {
            self.back = [bytes, &self.back[self.at..]].concat();
            self.at = 0;
        }
    }

    /// The first line without its end, or as much of it as is looked at. It is still to be read.
    pub fn first_line(&mut self) -> io::Result<&[u8]> {
        let mut first = Vec::new();
        let mut end = None;
        while end.is_none() && first.len() < LONGEST_FIRST {
            let there = self.fill()?;
            if there.is_empty() {
                break;
            }
            let count = there.len();
            end = memchr2(b'\r', b'\n', there).map(|end| first.len() + end);
            first.extend_from_slice(there);
            self.consume(count);
        }
        let length = end.unwrap_or(first.len());
        self.put_back(&first);
        Ok(&self.there()[..length])
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::Again;

    #[test]
    fn what_is_put_back_is_read_again_before_the_rest() {
        let mut again = Again::new(BufReader::with_capacity(4, Box::new(&b"first\r\nsecond"[..])));
        assert_eq!(again.first_line().expect("a line"), b"first");
        assert_eq!(again.there(), b"first\r\ns");
        again.consume(6);
        again.put_back(b"rst\r");
        assert_eq!(again.there(), b"rst\r\ns");
        again.consume(1);
        again.put_back(b"other");
        assert_eq!(again.there(), b"otherst\r\ns");
        again.consume(10);
        assert_eq!(again.fill().expect("the rest"), b"econ");
    }
}
