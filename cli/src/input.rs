//! Reading and writing, and what to say when it fails.

use std::io;
use std::path::Path;

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

    /// A failure to write. A closed pipe is not worth a word.
    pub fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { message: String::new(), code: 0 };
        }
        Self { message: format!("cannot write the output: {error}"), code: OUTPUT }
    }

    /// A file that cannot be read.
    pub fn file(path: &Path, error: &io::Error) -> Self {
        Self::usage(format!("cannot read {}: {error}", path.display()))
    }
}
