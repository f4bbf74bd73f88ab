//! Files that hold no text, by the bytes they begin with, and what would be right instead.

use std::io::{self, Read};

/// What to do with a packed file.
pub const PACKED: &str = "packed; unpack it into a pipe, as in zcat messages.csv.gz | telltext batch --format csv";

const DOCUMENT: &str =
    "a spreadsheet or another document in a zip file, no text; save it as CSV UTF-8 (or as plain text) and give that";
const OFFICE: &str = "an Excel or Word document, no text; save it as CSV UTF-8 (or as plain text) and give that";
const PDF: &str = "a PDF document, no text; copy its words into a text file, or save its table as CSV UTF-8";
const PICTURE: &str = "a picture, no text; write its words into a text file, or give the picture to the page";
const PARQUET: &str = "a Parquet file; name it, with --format parquet";
const UTF_32: &str = "text in UTF-32; save it as UTF-8";

/// The bytes such files begin with. A point stands for any byte.
const BEGINNINGS: [(&[u8], &str); 15] = [
    (b"PK\x03\x04", DOCUMENT),
    (b"\xd0\xcf\x11\xe0", OFFICE),
    (b"%PDF", PDF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"RIFF....WEBP", PICTURE),
    (b"\x00\x00\x00.ftyp", PICTURE),
    (b"\x1f\x8b", PACKED),
    (b"\x28\xb5\x2f\xfd", PACKED),
    (b"\xfd7zXZ\x00", PACKED),
    (b"BZh.1AY&SY", PACKED),
    (b"PAR1", PARQUET),
    (b"\xff\xfe\x00\x00", UTF_32),
];

/// What to say of text that [`like_utf16`] tells. It goes on "NAME …".
pub const UTF_16: &str =
    "reads like UTF-16 that does not say so; name it with --encoding utf-16le or utf-16be, or save it as UTF-8";

/// Whether bytes read like UTF-16 without a byte order mark: nearly every second of them is zero, and none of the others.
pub fn like_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let [even, odd] = [zeros(0), zeros(1)];
    let half = head.len() / 2;
    half > 0 && ((even == 0 && odd * 4 >= half * 3) || (odd == 0 && even * 4 >= half * 3))
}

/// What a file is that begins so, if it is no text. It goes on "NAME is …".
pub fn no_text(head: &[u8]) -> Option<&'static str> {
    BEGINNINGS.iter().find(|(beginning, _)| head.len() >= beginning.len() && fits(head, beginning)).map(|(_, is)| *is)
}

/// As many bytes as it takes to know. No more is waited for than that.
pub fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while BEGINNINGS.iter().any(|(beginning, _)| head.len() < beginning.len() && fits(&head, beginning)) {
        match input.read(&mut byte) {
            Ok(0) => break,
            Ok(_) => head.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(head)
}

fn fits(head: &[u8], beginning: &[u8]) -> bool {
    head.iter().zip(beginning).all(|(byte, wanted)| byte == wanted || *wanted == b'.')
}

#[cfg(test)]
mod tests {
    use super::{head, like_utf16, no_text};

    #[test]
    fn no_more_is_read_than_it_takes_to_know() {
        for (input, count) in [(&b"id,text"[..], 1), (b"GIF it to me", 4), (b"PK\x03\x04 and more", 4), (b"", 0)] {
            assert_eq!(head(&mut &*input).expect("bytes"), input[..count]);
        }
    }

    #[test]
    fn what_reads_like_utf16_is_told_from_text() {
        for text in ["Vote by text! Send VOTE to 59925", "¿Votan el miércoles? Sí", "a"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(like_utf16(&little) && like_utf16(&big), "{text}");
            assert!(!like_utf16(text.as_bytes()), "{text}");
        }
        for text in [&b""[..], b"\0", b"vote \0 by \0 text", b"\0\0\0\0", b"a\0b and no more of them"] {
            assert!(!like_utf16(text), "{text:?}");
        }
    }

    #[test]
    fn text_is_text() {
        for text in [&b"PK is a name"[..], b"%", b"\xef\xbb\xbfid", b"\xff\xfeh\0", b"BZhou, hello", b"RIFFS and rows"]
        {
            assert_eq!(no_text(text), None);
        }
        assert!(no_text(b"RIFF\x01\x02\x03\x04WEBP").is_some_and(|what| what.starts_with("a picture")));
    }
}
