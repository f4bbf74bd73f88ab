//! How far a long run has come, on stderr when that is a terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::rows::Progress;

/// How often it is shown.
const EVERY: Duration = Duration::from_millis(250);

/// What is shown of a long run.
pub struct Shown {
    progress: Progress,
    /// `None` where nobody looks.
    next: Option<Instant>,
    began: Instant,
    before: u64,
    count: u64,
    drawn: bool,
}

impl Shown {
    /// Nothing done yet, but for `before` messages of an earlier run.
    pub fn new(progress: Progress, before: u64) -> Self {
        let looked_at = io::stderr().is_terminal();
        let now = Instant::now();
        Self { progress, next: looked_at.then(|| now + EVERY), began: now, before, count: 0, drawn: false }
    }

    /// So many more messages are done.
    pub fn add(&mut self, count: u64) {
        self.count += count;
        if self.next.is_some_and(|next| Instant::now() >= next) {
            self.next = Some(Instant::now() + EVERY);
            self.draw();
        }
    }

    /// All is done: the last figures stay.
    pub fn finish(mut self) {
        if self.drawn {
            self.draw();
        }
    }

    fn draw(&mut self) {
        self.drawn = true;
        let milliseconds = self.began.elapsed().as_millis().max(1) as u64;
        let line = line(
            self.before + self.count,
            self.count * 1000 / milliseconds,
            self.progress.read(),
            self.progress.length,
        );
        // Nothing is lost where it cannot be shown.
        let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
    }
}

impl Drop for Shown {
    /// What is said next begins on a line of its own.
    fn drop(&mut self) {
        if self.drawn {
            eprintln!();
        }
    }
}

fn line(count: u64, rate: u64, read: u64, length: Option<u64>) -> String {
    let part = length.filter(|l| *l > 0).map_or_else(String::new, |l| format!(", {} %", (read.min(l) * 100) / l));
    format!("{} messages, {}/s{part}", thousands(count), thousands(rate))
}

/// 1234567 → 1,234,567.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{line, thousands};

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn the_share_is_shown_where_the_length_is_known() {
        assert_eq!(line(1500, 750, 30, Some(120)), "1,500 messages, 750/s, 25 %");
        assert_eq!(line(1500, 750, 30, None), "1,500 messages, 750/s");
        assert_eq!(line(1500, 750, 130, Some(120)), "1,500 messages, 750/s, 100 %");
    }
}
