//! What kind of byte a folded text is made of.

pub const SPACE: u8 = 0;
pub const LETTER: u8 = 1;
pub const DIGIT: u8 = 2;
pub const WIDE: u8 = 3;
pub const STOP: u8 = 4;
pub const CLAUSE: u8 = 5;
pub const OPENER: u8 = 6;
pub const NEWLINE: u8 = 7;
pub const APOSTROPHE: u8 = 8;
pub const OTHER: u8 = 9;
pub const DOLLAR: u8 = 10;

pub const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut b = 0usize;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\r' => SPACE,
            b'\n' => NEWLINE,
            b'.' | b'!' | b'?' => STOP,
            b',' | b';' | b':' | b'(' | b')' | b'"' => CLAUSE,
            b'+' | b'@' | b'#' => OPENER,
            b'$' => DOLLAR,
            b'\'' => APOSTROPHE,
            0x80..=0xff => WIDE,
            _ => OTHER,
        };
        b += 1;
    }
    table
};
