//! A text as pasted → whether it is a piece of a chat, as messengers write what is copied or exported, and its words alone.

/// The longest day with its time, and the longest name, in bytes.
const LONGEST: usize = 60;

/// The same text, as long as it was, with a blank for each day, time and name, if it begins as a line of a chat does:
/// `[10/11/24, 10:33] Ana: …`, `Ana, [10.11.24 10:33]: …`, or, of at least two lines, `10/11/24, 10:33 - Ana: …`. One such
/// line alone may be a time and what is on then.
#[must_use]
#[inline(never)]
pub fn words_of_chat(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut words = String::new();
    let (mut lines, mut copied, mut at) = (0, 0, 0);
    while at < bytes.len() {
        let by = said_by(&bytes[at..]);
        if by > 0 {
            // What each of them says stands by itself.
            words += text.get(copied..at)?;
            words.push('\n');
            while words.len() < at + by {
                words.push(' ');
            }
            copied = at + by;
            at = copied;
            lines += 1;
        } else if lines == 0 {
            if !bytes[at].is_ascii_whitespace() {
                return None;
            }
            at += 1;
            continue;
        }
        at = find(bytes, at, usize::MAX, b"\n").unwrap_or(bytes.len()) + 1;
    }
    words += text.get(copied..)?;
    (lines > usize::from(text.trim_ascii_start().as_bytes().first()?.is_ascii_digit())).then_some(words)
}

/// How many bytes of a line say when and by whom the rest was said.
fn said_by(line: &[u8]) -> usize {
    let begin = if line.starts_with(b"\xE2\x80\x8E") { 3 } else { 0 }; // a mark of direction
    let by = match line.get(begin) {
        Some(b'[') => dated(line, begin + 1, b"] ").and_then(|end| name(line, end)),
        Some(b'0'..=b'9') => dated(line, begin, b" - ").and_then(|end| name(line, end)),
        _ => find(line, begin, LONGEST, b", [").and_then(|name| dated(line, name + 3, b"]:")),
    };
    by.unwrap_or(0)
}

/// Where a name and a colon that begin here have ended.
fn name(line: &[u8], from: usize) -> Option<usize> {
    find(line, from, LONGEST, b":").filter(|end| *end > from).map(|end| end + 1)
}

/// Where a day with its time that begins here has ended, with what ends it.
fn dated(line: &[u8], from: usize, end: &[u8]) -> Option<usize> {
    let to = find(line, from, LONGEST, end)?;
    let (mut digits, mut day, mut time) = (0, false, false);
    for b in &line[from..to] {
        digits += usize::from(b.is_ascii_digit());
        day |= matches!(b, b'/' | b'.' | b'-' | b',');
        time |= *b == b':';
    }
    (digits >= 5 && day && time).then_some(to + end.len())
}

/// Where these bytes begin in the line, if it is not far.
fn find(text: &[u8], from: usize, far: usize, wanted: &[u8]) -> Option<usize> {
    let mut at = from;
    while at < text.len() && at - from < far {
        if text[at..].starts_with(wanted) {
            return Some(at);
        }
        if text[at] == b'\n' {
            return None;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::words_of_chat;
    use crate::check;
    use crate::report::{Outcome, Report};

    #[test]
    fn what_messengers_copy_and_export_is_known() {
        for text in [
            "[10/11/24, 10:33:21] Mom: did you see this?",
            "\u{200e}[10/11/24, 10:33:21\u{202f}AM] Mom: did you see this?",
            "[10:33, 10/11/2024] +52 55 1234 5678: ya viste?",
            "\n  [10:33 a. m., 10/11/2024] Tía Lupe: ya viste?",
            "Rosa, [10.11.2024 10:33]:\nya viste?",
            "10/11/24, 10:33 - Marc: tu as vu ?\n10/11/24, 10:35 - Léa: non",
        ] {
            let words = words_of_chat(text).expect(text);
            assert_eq!(words.len(), text.len());
            assert!(!words.contains(|c: char| c.is_ascii_digit() || c == '['), "{words}");
        }
    }

    #[test]
    fn times_and_brackets_of_other_texts_are_not() {
        for text in [
            "",
            "[",
            "[11/5, 7:00",
            "[County Clerk] 11/5: polls open 7:00",
            "[Election 11/5/24, 7:00]",
            "[Reminder] Ana: vote on 11/5, 7:00",
            "11/5/24, 7:00 - Voting opens: bring your card",
            "Ana, [your neighbor]: vote",
            "Vote 11/5/24, 7:00 - 20:00",
            "  Vote on Tuesday!\n[10/11/24, 10:33] Ana: did you see this?",
        ] {
            assert_eq!(words_of_chat(text), None);
        }
    }

    #[test]
    fn a_piece_of_a_chat_needs_no_opt_out_line_and_is_read_all_the_same() {
        let words = "Vote by text! Text MAPLE to 59925 to cast your ballot";
        let alone = check(words);
        assert_eq!(alone.checks.opt_out.outcome, Outcome::Fail);
        let copied = check(&format!("[10/11/24, 10:33] Mom: {words}\n[10/11/24, 10:35] Me: is this real?"));
        assert_eq!(copied.checks.opt_out.outcome, Outcome::NotApplicable);
        assert_eq!(copied.checks.sender_id.outcome, Outcome::NotApplicable);
        assert_eq!(copied.level, alone.level);
        let span = |report: &Report| report.findings[0].spans[0];
        let moved =
            check("[10/11/24, 10:33] Mom: Your polling place has moved to 410 Elm St\n[10/11/24, 10:35] Me: is it?");
        let ids: Vec<_> = moved.findings.iter().map(|finding| &*finding.marker).collect();
        assert_eq!(ids, ["polling-place-changed"], "the day of a line is no day to vote");
        assert_eq!(span(&copied).start - span(&alone).start, 23, "marks stand where the words were pasted");
    }
}
