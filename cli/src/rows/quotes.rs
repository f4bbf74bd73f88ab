//! Quotes in comma-separated values: whether they can be right, and a line read as if they were letters.

use super::table::Record;

/// Whether every value that begins with a quote is closed, and nothing but blanks follows the quote that closes it.
/// `record` is one record as it is written.
pub fn are_right(record: &[u8], delimiter: u8) -> bool {
    #[derive(Clone, Copy)]
    enum At {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let mut at = At::Start;
    let mut bytes = record.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        at = match at {
            At::Quoted if byte != b'"' => At::Quoted,
            At::Quoted if bytes.next_if_eq(&b'"').is_some() => At::Quoted,
            At::Quoted => At::Closed,
            _ if byte == delimiter || matches!(byte, b'\r' | b'\n') => At::Start,
            At::Start if byte == b'"' => At::Quoted,
            At::Start | At::Plain => At::Plain,
            At::Closed if byte == b' ' => At::Closed,
            At::Closed => return false,
        };
    }
    !matches!(at, At::Quoted)
}

/// The values of a line whose quotes mean nothing.
pub fn as_letters(line: &[u8], delimiter: u8) -> Record {
    let mut record = Record::default();
    line.split(|byte| *byte == delimiter).for_each(|value| record.push(value));
    record
}

/// Whether every line of a record that takes several would by itself have as many values as there are columns.
pub fn hide_rows(record: &[u8], delimiter: u8, columns: usize) -> bool {
    let mut lines = record.split(|byte| matches!(byte, b'\r' | b'\n')).filter(|line| !line.is_empty());
    columns > 1 && lines.all(|line| memchr::memchr_iter(delimiter, line).count() + 1 == columns)
}

#[cfg(test)]
mod tests {
    use super::{are_right, hide_rows};

    #[test]
    fn a_quote_ends_a_value_or_is_written_twice() {
        for right in ["a,b\n", "1,\"a\nb\",c\r", "\"say \"\"so\"\"\" ,2", "5\" wide,\"\",x\"", "\"\"\"\"", ""] {
            assert!(are_right(right.as_bytes(), b','), "{right:?}");
        }
        for wrong in ["1,\"a\nb", "\"a\nb\"c,d", "\"a\n2,\"b\"", "\"a\"\"\n", "\"a\n\"\"\" x\""] {
            assert!(!are_right(wrong.as_bytes(), b','), "{wrong:?}");
        }
        assert!(are_right(b"\"a\nb\";c", b';'));
    }

    #[test]
    fn rows_are_hidden_where_every_line_could_be_one() {
        assert!(hide_rows(b"2,\"a,x\n3,b,y\r\n4,c\",z\n", b',', 3));
        assert!(!hide_rows(b"2,\"a,x\n3,b\n4,c\",z\n", b',', 3));
        assert!(!hide_rows(b"\"a\nb\"\n", b',', 1));
    }
}
