//! Reading and writing, and what to say when it fails.

use std::cell::RefCell;
use std::io::{self, Read as _};
use std::path::Path;

use encoding_rs::Encoding;
use telltext::knowledge::Knowledge;

/// Why a command ended, in one line, and with which exit code.
#[derive(Debug)]
pub struct Failure {
    /// One line for stderr; empty when nothing should be said.
    pub message: String,
    /// The exit code.
    pub code: u8,
}

/// Something about the arguments or the input was wrong.
pub const USAGE: u8 = 2;
/// The output could not be written.
pub const OUTPUT: u8 = 3;

impl Failure {
    /// A failure of arguments or input.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: USAGE }
    }

    /// A mistake in the arguments, which clap tells in several lines.
    pub fn arguments(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let mut parts = text.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let what = parts.next().unwrap_or_default();
        let mut line = what.strip_prefix("error: ").unwrap_or(&what).to_owned();
        for tip in parts.filter_map(|p| p.strip_prefix("tip: ").map(str::to_owned)) {
            line = format!("{line}; {tip}");
        }
        Self::usage(line)
    }

    /// A failure to write. A closed pipe is not worth a word.
    pub fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { message: String::new(), code: 0 };
        }
        Self { message: format!("cannot write the output: {error}"), code: OUTPUT }
    }

    /// A file that cannot be written.
    pub fn output_file(path: &Path, error: &io::Error) -> Self {
        Self { message: format!("cannot write {}: {error}", path.display()), code: OUTPUT }
    }

    /// A file that cannot be read.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        Self::usage(format!("cannot read {}: {error}", path.display()))
    }

    /// What only a checkout of the project has is not there.
    pub fn no_checkout(path: &Path) -> Self {
        Self::usage(format!(
            "there is no {}; run this in a checkout of telltext, or name the folders it needs",
            path.display()
        ))
    }
}

thread_local! {
    static BEING_READ: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Reads with a library that panics on some damaged files. Where it does, that file is at fault; see [`being_read`].
#[cfg(feature = "parquet")]
pub fn reading<T>(name: &str, read: impl FnOnce() -> T) -> T {
    BEING_READ.with_borrow_mut(|being_read| *being_read = Some(name.to_owned()));
    let done = read();
    BEING_READ.with_borrow_mut(Option::take);
    done
}

/// What this thread is reading, if it is.
pub fn being_read() -> Option<String> {
    BEING_READ.with_borrow(Clone::clone)
}

/// All of a file, or of standard input for `-`.
pub fn all_of(path: &Path, encoding: Option<&'static Encoding>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let name = if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map_err(|e| Failure::usage(format!("cannot read standard input: {e}")))?;
        "standard input".to_owned()
    } else {
        crate::rows::open(path)?.read_to_end(&mut bytes).map_err(|e| Failure::file(path, &e))?;
        path.display().to_string()
    };
    decoded(bytes, encoding).map_err(|error| Failure::usage(format!("{name} {error}")))
}

/// Text in the encoding named, or that its byte order mark names, or UTF-8; or what it is instead, to go on after its name.
fn decoded(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<String, String> {
    if let Some(what) = crate::kinds::no_text(&bytes) {
        return Err(format!("is {what}"));
    }
    match Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).or(encoding) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let (text, encoding, holds_others) = encoding.decode(&bytes);
            if holds_others {
                eprintln!("telltext: {}", not_of(encoding));
            }
            Ok(text.into_owned())
        }
        _ if crate::kinds::like_utf16(&bytes) => Err(crate::kinds::UTF_16.to_owned()),
        _ => {
            let text = String::from_utf8(bytes).map_err(|e| format!("is {}", crate::rows::not_utf8(e.utf8_error())))?;
            Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
        }
    }
}

/// What to say of bytes that are no letters in the encoding named.
pub fn not_of(encoding: &'static Encoding) -> String {
    format!("bytes that are none in {} were read as U+FFFD; perhaps it is in another encoding", encoding.name())
}

/// Looks at a region as it is named on the command line. Of a country whose rules are not known it is said so on stderr.
pub fn region(knowledge: &Knowledge, named: &str) -> Result<(), Failure> {
    let named = named.trim();
    if named.eq_ignore_ascii_case("unknown") || knowledge.region(named).code != "unknown" {
        return Ok(());
    }
    let known = known_regions(knowledge);
    if named.len() == 2 && named.bytes().all(|b| b.is_ascii_alphabetic()) {
        eprintln!("telltext: the rules of {named} are not known, none are applied; known are those of {known}");
        return Ok(());
    }
    Err(Failure::usage(format!(
        "there is no region '{named}'; write a two-letter country code, or unknown; known are the rules of {known}"
    )))
}

/// The codes of the regions whose rules are known.
pub fn known_regions(knowledge: &Knowledge) -> String {
    let codes = knowledge.regions.iter().map(|region| region.code).filter(|code| *code != "unknown");
    codes.collect::<Vec<_>>().join(", ")
}

/// Control characters of a message never reach the terminal, nor what turns the direction of writing.
pub fn shown(text: &str) -> String {
    let plain = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    text.chars().map(plain).filter(|c| !matches!(*c as u32, 0x202a..=0x202e | 0x2066..=0x2069)).collect()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn text_is_decoded_as_named_or_marked() {
        assert_eq!(decoded(b"caf\xc3\xa9".to_vec(), None).as_deref(), Ok("café"));
        assert_eq!(decoded(b"\xef\xbb\xbfa".to_vec(), None).as_deref(), Ok("a"));
        assert_eq!(decoded(b"caf\xe9".to_vec(), Some(encoding_rs::WINDOWS_1252)).as_deref(), Ok("café"));
        assert_eq!(decoded(b"\xff\xfea\0".to_vec(), None).as_deref(), Ok("a"));
        assert_eq!(decoded(b"a\0".to_vec(), Some(encoding_rs::UTF_16LE)).as_deref(), Ok("a"));
        let error = decoded(b"caf\xe9".to_vec(), None).unwrap_err();
        assert!(error.contains("byte 4") && error.contains("--encoding"), "{error}");
    }
}
