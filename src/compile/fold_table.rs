//! Makes the fold table out of Unicode's own data, when the crate is built.
//!
//! The fold of a code point is defined as: NFKC, lower case, NFKC again, accents dropped, Latin
//! letters with a stroke or ligature spelt out ([`plain_latin`]), punctuation made plain
//! ([`plain_sign`]). The letter it can pose as is that of UTS #39 (confusables, skeleton).

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_security::confusable_detection::skeleton;

use crate::fold::{Act, Class, FoldTable, Op, TABLE_END, UNICODE_VERSION};

/// The table as built, before it is embedded or leaked.
#[derive(Debug, Clone, Default)]
pub struct OwnedFoldTable {
    stage1: Vec<u8>,
    stage2: Vec<u16>,
    acts: Vec<u32>,
    pool: String,
}

impl OwnedFoldTable {
    /// Keeps the table for as long as the program runs.
    #[must_use]
    pub fn leak(self) -> FoldTable {
        FoldTable {
            stage1: self.stage1.leak(),
            stage2: self.stage2.leak(),
            acts: self.acts.leak(),
            pool: self.pool.leak(),
        }
    }
}

/// The table, made once for as long as the program runs: it depends on Unicode alone.
#[must_use]
pub fn made() -> FoldTable {
    static MADE: OnceLock<FoldTable> = OnceLock::new();
    *MADE.get_or_init(|| build().leak())
}

/// Builds the table.
///
/// # Panics
/// When the Unicode data is of another version than [`UNICODE_VERSION`] says, or outgrows the table's number types.
#[must_use]
pub fn build() -> OwnedFoldTable {
    for version in [unicode_security::UNICODE_VERSION, wide(unicode_normalization::UNICODE_VERSION)] {
        assert_eq!(version, UNICODE_VERSION, "src/fold.rs names another Unicode version than the data has");
    }
    let mut table = OwnedFoldTable::default();
    let acts = acts(&mut table.pool);
    let mut act_numbers = HashMap::new();
    let mut blocks: HashMap<Vec<u16>, u8> = HashMap::new();
    for block in acts.chunks(64) {
        let block: Vec<u16> = block
            .iter()
            .map(|act| {
                *act_numbers.entry(act.0).or_insert_with(|| {
                    table.acts.push(act.0);
                    u16::try_from(table.acts.len() - 1).expect("at most 65,536 acts")
                })
            })
            .collect();
        let number = *blocks.entry(block).or_insert_with_key(|block| {
            table.stage2.extend_from_slice(block);
            u8::try_from(table.stage2.len() / 64 - 1).expect("at most 256 blocks")
        });
        table.stage1.push(number);
    }
    table
}

/// The act of every code point below [`TABLE_END`], in order; `pool` is filled with the longer pieces.
///
/// One character becoming another can be told as the other or as the distance to it: whichever more
/// characters share, so that there are few distinct acts.
fn acts(pool: &mut String) -> Vec<Act> {
    let folds: Vec<Fold> = (0..TABLE_END).map(|cp| char::from_u32(cp).map_or_else(Fold::nothing, Fold::of)).collect();
    let mut shared: HashMap<Act, u32> = HashMap::new();
    for fold in &folds {
        if let Some((there, away)) = fold.as_one_char() {
            *shared.entry(there).or_default() += 1;
            *shared.entry(away).or_default() += 1;
        }
    }
    let mut pieces = HashMap::new();
    folds
        .into_iter()
        .map(|fold| match fold.as_one_char() {
            _ if fold.is_same() => Act::new(fold.class, fold.look, Op::Same),
            Some((there, away)) => {
                if shared[&there] >= shared[&away] {
                    there
                } else {
                    away
                }
            }
            None => Act::new(
                fold.class,
                fold.look,
                *pieces.entry(fold.text).or_insert_with_key(|piece| in_pool(piece, pool)),
            ),
        })
        .collect()
}

fn in_pool(piece: &str, pool: &mut String) -> Op {
    let at = pool.find(piece).unwrap_or_else(|| {
        pool.push_str(piece);
        pool.len() - piece.len()
    });
    assert!(at < 1 << 15 && piece.len() < 64, "the pool outgrew its offsets");
    Op::Text { at: at as u16, len: piece.len() as u8 }
}

/// What becomes of one code point, before it is packed.
struct Fold {
    from: char,
    class: Class,
    look: u8,
    text: String,
}

impl Fold {
    fn of(c: char) -> Self {
        let class = class_of(c);
        let look = if class == Class::Foreign { look_of(c).unwrap_or(0) } else { 0 };
        Self { from: c, class, look, text: fold_of(c) }
    }

    /// A code point that is no character.
    fn nothing() -> Self {
        Self { from: '\0', class: Class::Other, look: 0, text: "\0".into() }
    }

    fn is_same(&self) -> bool {
        self.text.chars().eq([self.from])
    }

    /// The two ways to say that it becomes one character.
    fn as_one_char(&self) -> Option<(Act, Act)> {
        let mut chars = self.text.chars();
        let (Some(to), None) = (chars.next(), chars.next()) else { return None };
        let by = (to as u32).cast_signed() - (self.from as u32).cast_signed();
        Some((Act::new(self.class, self.look, Op::Char(to)), Act::new(self.class, self.look, Op::Shift(by))))
    }
}

/// `unicode-normalization` counts its version in bytes, `unicode-security` in words.
fn wide((major, minor, update): (u8, u8, u8)) -> (u64, u64, u64) {
    (major.into(), minor.into(), update.into())
}

/// What is written for `c`, by definition.
fn fold_of(c: char) -> String {
    if is_hidden(c) || is_variation(c) || is_accent(c) {
        return String::new();
    }
    if is_kept(c) {
        return c.to_string();
    }
    if let Some(sign) = plain_sign(c) {
        return sign.to_string();
    }
    let lower: String = std::iter::once(c).nfkc().flat_map(char::to_lowercase).nfkc().collect();
    let bare: String = lower.nfd().filter(|&c| !is_accent(c) && !is_hidden(c)).nfc().collect();
    let mut folded = String::new();
    for c in bare.chars() {
        if let Some(letters) = plain_latin(c) {
            folded.push_str(letters);
        } else if let Some(letter) = latin_look(c) {
            folded.push(letter.into());
        } else {
            folded.push_str(plain_sign(c).unwrap_or(c.encode_utf8(&mut [0; 4])));
        }
    }
    folded
}

/// Characters NFKC would change and we do not. Each has its reason.
fn is_kept(c: char) -> bool {
    matches!(c as u32,
        // The information sign is an emoji, not the letter i.
        0x2139
        // Korean letters typed one by one ("ㅋㅋ") are shown as written, not as parts of syllables.
        | 0x3131..=0x318E
        // Arabic letter shapes and ligatures, old compatibility ideographs, squared words: no keyboard
        // makes them, no list holds them, and they would double the table.
        | 0xFB50..=0xFDFF | 0xFE70..=0xFEFE | 0xF900..=0xFAFF | 0x3200..=0x33FF | 0x1_EE00..=0x1_EEFF
        | 0x2F00..=0x2FDF | 0x2E80..=0x2EFF | 0x1_F200..=0x1_F2FF)
}

/// Quotes, dashes, spaces and line breaks made plain, also those of Windows-1252 read as Latin-1; digits of other scripts; signs that pose as others.
fn plain_sign(c: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    const ZEROS: [u32; 16] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040,
        0x17E0,
    ];
    let cp = c as u32;
    Some(match cp {
        0x91
        | 0x92
        | 0xB4
        | 0x2B9
        | 0x2BB
        | 0x2BC
        | 0x2C8
        | 0x2CA
        | 0x2CB
        | 0x2018..=0x201B
        | 0x2032
        | 0x2035
        | 0x2039
        | 0x203A => "'",
        0x93 | 0x94 | 0xAB | 0xBB | 0x2BA | 0x201C..=0x201F | 0x2033 | 0x2036 => "\"",
        0x96
        | 0x97
        | 0x58A
        | 0x5BE
        | 0x2010..=0x2015
        | 0x2043
        | 0x2212
        | 0x2E3A
        | 0x2E3B
        | 0xFE31
        | 0xFE32
        | 0xFE58
        | 0xFE63
        | 0xFF0D => "-",
        0x20 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x2800 | 0x3000 | 0x9 => " ",
        0xA | 0x85 | 0x2028 | 0x2029 => "\n",
        0x2024..=0x2026 => ".",
        0x2044 | 0x2215 | 0x29F8 => "/",
        0x2236 | 0xA789 => ":",
        // "no" would be a word.
        0x2116 => "#",
        // The end form of a letter is that letter.
        0x3C2 => "σ",
        _ => return ZEROS.iter().find_map(|&zero| DIGITS.get(cp.checked_sub(zero)? as usize).copied()),
    })
}

/// Latin letters that are no letter with an accent, spelt with plain ones.
fn plain_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'ᴁ' => "ae",
        'œ' | 'ɶ' => "oe",
        'ø' | 'ᴏ' => "o",
        'ð' | 'đ' | 'ᴅ' => "d",
        'þ' => "th",
        'ł' | 'ʟ' => "l",
        'ħ' | 'ʜ' => "h",
        'ŧ' | 'ᴛ' => "t",
        'ı' | 'ɪ' => "i",
        'ŋ' | 'ɴ' => "n",
        'ĸ' | 'ᴋ' => "k",
        'ƒ' | 'ꜰ' => "f",
        'ᴀ' => "a",
        'ʙ' => "b",
        'ᴄ' => "c",
        'ᴇ' => "e",
        'ɢ' => "g",
        'ᴊ' => "j",
        'ᴍ' => "m",
        'ᴘ' => "p",
        'ꞯ' => "q",
        'ʀ' => "r",
        'ꜱ' => "s",
        'ᴜ' => "u",
        'ᴠ' => "v",
        'ᴡ' => "w",
        'ʏ' => "y",
        'ᴢ' => "z",
        _ => return negative_letter(c),
    })
}

/// White letters on dark circles and squares (🅥, 🆅), which NFKC leaves alone.
fn negative_letter(c: char) -> Option<&'static str> {
    let letter = match c as u32 {
        cp @ 0x1_F150..=0x1_F169 => cp - 0x1_F150,
        cp @ 0x1_F170..=0x1_F189 => cp - 0x1_F170,
        _ => return None,
    } as usize;
    "abcdefghijklmnopqrstuvwxyz".get(letter..=letter)
}

/// The plain letter a Latin letter without a decomposition is drawn like (ɑ, ɡ, ƽ…).
fn latin_look(c: char) -> Option<u8> {
    (is_latin(c) && c.is_alphabetic() && !c.is_ascii())
        .then(|| plain_letter(skeleton(c.encode_utf8(&mut [0; 4]))))
        .flatten()
}

/// The Latin letter a letter of another alphabet can pose as.
fn look_of(c: char) -> Option<u8> {
    if is_right_to_left(c) || matches!(c, '\u{B5}') {
        return None;
    }
    let look = |c: String| plain_letter(skeleton(&c));
    // Capital and small palochka are a plain stroke.
    if matches!(c, '\u{4C0}' | '\u{4CF}') {
        return Some(b'l');
    }
    let own = look(c.to_string());
    let small = look(c.to_lowercase().to_string());
    // Skeletons draw capital I and small l alike; the small form tells them apart.
    if own == Some(b'l') && small == Some(b'i') {
        return small;
    }
    own.or_else(|| look(c.to_uppercase().to_string())).or(small)
}

/// The one ASCII letter `drawn` is, accents aside.
fn plain_letter(drawn: impl Iterator<Item = char>) -> Option<u8> {
    let bare: String = drawn.nfd().filter(|&c| !is_combining_mark(c)).collect();
    match bare.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_lowercase()),
        _ => None,
    }
}

fn class_of(c: char) -> Class {
    let cp = c as u32;
    let one_letter = || matches!(fold_of(c).as_bytes(), [b] if b.is_ascii_alphanumeric());
    if is_variation(c) {
        Class::Variation
    } else if is_hidden(c) {
        Class::Hidden
    } else if is_accent(c) {
        Class::Mark
    } else if c.is_ascii_alphabetic() {
        Class::Latin
    } else if c.is_ascii() {
        Class::Other
    } else if is_cjk(cp) {
        Class::Cjk
    } else if matches!(cp, 0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A) {
        Class::FullWidth
    } else if is_raised(cp) && one_letter() {
        Class::Raised
    } else if is_styled(cp) && one_letter() {
        Class::Styled
    } else if is_latin(c) && c.is_alphabetic() {
        Class::Latin
    } else if (is_foreign_block(cp) || c.is_alphabetic() && c != '\u{B5}') && !is_kept(c) && plain_sign(c).is_none() {
        Class::Foreign
    } else {
        Class::Other
    }
}

/// Accents that are dropped: the general ones, not the vowel signs of a script that needs them.
fn is_accent(c: char) -> bool {
    matches!(c as u32, 0x300..=0x34E | 0x350..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
        && (is_combining_mark(c) || canonical_combining_class(c) != 0)
}

/// Variation selectors of emoji and letters.
fn is_variation(c: char) -> bool {
    matches!(c as u32, 0xFE00..=0xFE0F)
}

/// Characters nothing is drawn for: controls, Unicode's default-ignorable code points, interlinear marks.
fn is_hidden(c: char) -> bool {
    matches!(c as u32,
        0..=8 | 0xB..=0x1F | 0x7F..=0x84 | 0x86..=0x90 | 0x95 | 0x98..=0x9F | 0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
        | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A)
}

fn is_latin(c: char) -> bool {
    matches!(c as u32,
        0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x1BF | 0x1C4..=0x2AF | 0x1D00..=0x1D25
        | 0x1D6B..=0x1D77 | 0x1D79..=0x1D9A | 0x1E00..=0x1EFF | 0x2132 | 0x214E | 0x2160..=0x2188 | 0x2C60..=0x2C7F | 0xA722..=0xA787
        | 0xA78B..=0xA7FF | 0xAB30..=0xAB5B | 0xAB60..=0xAB64 | 0xAB66..=0xAB67 | 0xFB00..=0xFB06)
}

/// Blocks of other scripts, taken whole: their marks and signs are read as parts of words.
fn is_foreign_block(cp: u32) -> bool {
    matches!(cp, 0x591..=0x10FF | 0x1200..=0x167F | 0x1681..=0x1CFF | 0x2C80..=0x2DFF | 0xA490..=0xA6FF | 0xA800..=0xAB2F | 0xAB70..=0xABFF
        | 0x1_0000..=0x1_AFFF | 0x1_E000..=0x1_EDFF)
}

fn is_raised(cp: u32) -> bool {
    matches!(cp, 0x2B0..=0x2B8 | 0x2E0..=0x2E4 | 0x1D2C..=0x1D6A | 0x1D9B..=0x1DBF | 0x2071 | 0x207F | 0x2090..=0x209C | 0x2C7C..=0x2C7D
        | 0xA7F1..=0xA7F4 | 0xAB5C..=0xAB5F | 0x1_0780..=0x1_07BA)
}

fn is_styled(cp: u32) -> bool {
    matches!(cp, 0x250..=0x2AF | 0x1D00..=0x1D25 | 0x2102..=0x2138 | 0x2145..=0x2149 | 0x249C..=0x24E9 | 0xA730..=0xA731 | 0xA7AF
        | 0x1_CCD6..=0x1_CCF9 | 0x1_D400..=0x1_D7FF | 0x1_F110..=0x1_F189)
}

fn is_cjk(cp: u32) -> bool {
    matches!(cp, 0x1100..=0x11FF | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3031..=0x3035 | 0x303B | 0x3041..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFF66..=0xFFDC | 0x1_B000..=0x1_B2FF)
}

fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}
