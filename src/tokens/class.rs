//! What kind of byte a folded text is made of, and of what kind the characters are that take several.

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

/// Whether a character is written without spaces around its words, so that each stands alone.
#[inline]
pub fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11ff | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3130..=0x318f | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// The character that begins at `at`.
pub fn char_at(bytes: &[u8], at: usize) -> (char, usize) {
    let length = match bytes[at] {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let end = (at + length).min(bytes.len());
    std::str::from_utf8(&bytes[at..end])
        .ok()
        .and_then(|s| s.chars().next())
        .map_or(('\u{fffd}', 1), |c| (c, c.len_utf8()))
}

/// Elisions that are words of their own: `l'urne`, `qu'il`.
pub fn is_elision(bytes: &[u8]) -> bool {
    matches!(bytes, b"l" | b"d" | b"j" | b"c" | b"s" | b"n" | b"m" | b"t" | b"qu" | b"jusqu" | b"lorsqu" | b"puisqu")
}
