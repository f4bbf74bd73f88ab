//! How many SMS segments a text takes, by GSM 03.38.

/// Characters (Unicode scalar values), SMS segments, and whether UCS-2 is needed.
///
/// In the GSM alphabet a segment holds 160 septets, or 153 when there are several; in UCS-2 70 UTF-16
/// units, or 67. Two septets of one character, and two units of one, are never parted. An empty text
/// takes no segment.
#[must_use]
#[inline(never)]
pub fn segments(text: &str) -> (u32, u32, bool) {
    if let Some(counted) = ascii(text.as_bytes()) {
        return counted;
    }
    let (mut characters, mut gsm, mut units, mut ucs2) = (0, 0, 0, false);
    for c in text.chars() {
        let size = septets(c);
        characters += 1;
        gsm += size;
        units += c.len_utf16() as u32;
        ucs2 |= size == 0;
    }
    let total = if ucs2 { units } else { gsm };
    let sizes = text.chars().map(|c| if ucs2 { c.len_utf16() as u32 } else { septets(c) });
    (characters, parts(sizes, total, ucs2), ucs2)
}

/// The common case: ASCII that is in the alphabet with one septet each.
fn ascii(text: &[u8]) -> Option<(u32, u32, bool)> {
    let length = text.len() as u32;
    let plain = text.iter().fold(true, |plain, &b| plain & PLAIN[usize::from(b)]);
    let segments = match length {
        0 => 0,
        1..=160 => 1,
        _ => length.div_ceil(153),
    };
    plain.then_some((length, segments, false))
}

/// Whether a byte is a character of one septet.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0;
    while b < 128 {
        plain[b] = ascii_septets(b as u8) == 1;
        b += 1;
    }
    plain
};

const fn ascii_septets(b: u8) -> u32 {
    match b {
        b'[' | b'\\' | b']' | b'^' | b'{' | b'|' | b'}' | b'~' | 0x0C => 2,
        b'\n' | b'\r' | b' '..=b'_' | b'a'..=b'z' => 1,
        _ => 0,
    }
}

/// Septets of a character in the GSM alphabet; 0 when it is not in it.
#[inline(never)]
fn septets(c: char) -> u32 {
    match c {
        '\0'..='\x7f' => ascii_septets(c as u8),
        // The basic alphabet …
        '£' | '¥' | 'è' | 'é' | 'ù' | 'ì' | 'ò' | 'Ç' | 'Ø' | 'ø' | 'Å' | 'å' | 'Δ' | 'Φ' | 'Γ' | 'Λ' | 'Ω' | 'Π'
        | 'Ψ' | 'Σ' | 'Θ' | 'Ξ' | 'Æ' | 'æ' | 'ß' | 'É' | '¤' | '¡' | 'Ä' | 'Ö' | 'Ñ' | 'Ü' | '§' | '¿' | 'ä' | 'ö'
        | 'ñ' | 'ü' | 'à' => 1,
        // … and the extension table.
        '€' => 2,
        _ => 0,
    }
}

/// How many segments characters of these sizes take, which are `total` together.
fn parts(sizes: impl Iterator<Item = u32>, total: u32, ucs2: bool) -> u32 {
    let (one, each) = if ucs2 { (70, 67) } else { (160, 153) };
    if total <= one {
        return u32::from(total > 0);
    }
    let mut segments = 1;
    let mut room = each;
    for size in sizes {
        if size > room {
            segments += 1;
            room = each;
        }
        room -= size;
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gsm_text() {
        assert_eq!(segments(""), (0, 0, false));
        assert_eq!(segments(&"a".repeat(160)), (160, 1, false));
        assert_eq!(segments(&"a".repeat(161)), (161, 2, false));
        assert_eq!(segments(&"a".repeat(306)), (306, 2, false));
        assert_eq!(segments(&"a".repeat(307)), (307, 3, false));
        assert_eq!(segments("¿Mañana? ¡Sí"), (12, 1, true), "í is not in the alphabet");
        assert_eq!(segments("¿Mañana? È à é ü Ñ £"), (20, 1, true), "È is not, è is");
        assert_eq!(segments("¿Mañana? è à é ü Ñ £ @ _ Ω"), (26, 1, false));
        assert_eq!(segments("one\r\ntwo"), (8, 1, false));
    }

    #[test]
    fn the_extension_table_counts_twice() {
        assert_eq!(segments(&"€".repeat(80)), (80, 1, false));
        assert_eq!(segments(&"[".repeat(81)), (81, 2, false));
        assert_eq!(segments(&format!("{}~", "a".repeat(159))), (160, 2, false));
        // 152 + 2 does not fit into 153: the pair goes to the next segment, and the rest needs a third.
        assert_eq!(segments(&format!("{}€{}", "a".repeat(152), "a".repeat(152))).1, 3);
        assert_eq!(segments(&format!("{}€{}", "a".repeat(152), "a".repeat(151))).1, 2);
    }

    #[test]
    fn ucs2_text() {
        assert_eq!(segments("’"), (1, 1, true));
        assert_eq!(segments("`"), (1, 1, true), "the backtick is not in the alphabet");
        assert_eq!(segments("\t"), (1, 1, true));
        assert_eq!(segments(&"é".repeat(160)), (160, 1, false));
        assert_eq!(segments(&"ж".repeat(70)), (70, 1, true));
        assert_eq!(segments(&"ж".repeat(71)), (71, 2, true));
        assert_eq!(segments(&"😀".repeat(35)), (35, 1, true));
        assert_eq!(segments(&"😀".repeat(36)), (36, 2, true));
        // 66 units and half a pair do not fit into 67.
        assert_eq!(segments(&"😀".repeat(67)).1, 3);
    }

    #[test]
    fn every_character_has_a_size() {
        for c in '\0'..=char::MAX {
            let (characters, segments, ucs2) = segments(c.encode_utf8(&mut [0; 4]));
            assert_eq!((characters, segments), (1, 1));
            assert_eq!(ucs2, septets(c) == 0, "{c:?}");
        }
    }
}
