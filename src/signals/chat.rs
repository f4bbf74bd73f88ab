//! A text as pasted → whether it is a piece of a chat, as messengers write what is copied or exported, and its words alone.

/// The longest day with its time, and the longest name, in bytes.
const LONGEST: usize = 60;

/// The most letters of a day with its time: `Mar 26, 2021 at 12:27 PM`. Where more stand somebody may say something.
const MOST_LETTERS: usize = 7;

/// The same text, as long as it was, with a blank for each day and time, if it begins as a line of a chat does:
/// `[10/11/24, 10:33] Ana: …`, `Ana, [10.11.24 10:33]`, or, of at least two lines, `10/11/24, 10:33 - Ana: …`. One such line
/// alone may be a time and what is on then. A name stays, as a line by itself, since anything may stand in its place; only a
/// number does not. And whether it is of more than one line: anybody can write one before what is sent to many.
#[must_use]
#[inline(never)]
pub fn words_of_chat(text: &str) -> Option<(String, bool)> {
    let bytes = text.as_bytes();
    let first = text.len() - text.trim_ascii_start().len();
    let mut words = text.get(..first)?.to_owned();
    let (mut lines, mut at) = (0, first);
    while at < bytes.len() {
        let line = &bytes[at..];
        let (name, colon, end) = said_by(line);
        if end == 0 && at == first {
            return None;
        }
        if end > 0 {
            // What each of them says stands by itself.
            if name > 0 {
                words.push('\n');
            }
            if line[name..colon].iter().any(|b| b.is_ascii_alphabetic() || *b > 0xE2) {
                pad(&mut words, at + name);
                words += text.get(at + name..at + colon)?;
                words.push('\n');
            }
            lines += usize::from(colon < end);
            at += end;
            pad(&mut words, at);
        }
        let rest = at;
        at = find(bytes, at, usize::MAX, b"\n").map_or(bytes.len(), |end| end + 1);
        words += text.get(rest..at)?;
    }
    let alone = usize::from(bytes.get(first)?.is_ascii_digit());
    (lines > alone).then_some((words, lines > 1))
}

/// Blanks up to a place.
#[inline(never)]
fn pad(words: &mut String, to: usize) {
    while words.len() < to {
        words.push(' ');
    }
}

/// How a line begins: where in it the name of whoever said the rest stands, and where that rest begins; at 0 if it is no line
/// of a chat. What the messenger itself says has no name.
fn said_by(line: &[u8]) -> (usize, usize, usize) {
    let begin = if line.starts_with(b"\xE2\x80\x8E") { 3 } else { 0 }; // a mark of direction
    let after = match line.get(begin) {
        Some(b'[') => dated(line, begin + 1, b"] "),
        Some(b'0'..=b'9') => dated(line, begin, b" - "),
        _ => {
            let Some(name) = find(line, begin, LONGEST, b", [") else { return (0, 0, 0) };
            let end = dated(line, name + 3, b"]");
            return match line.get(end) {
                Some(b':') if end > 0 => (begin, name, end + 1),
                None | Some(b'\r' | b'\n') => (begin, name, end),
                _ => (0, 0, 0),
            };
        }
    };
    match find(line, after, LONGEST, b":") {
        Some(colon) if after > 0 && colon > after => (after, colon, colon + 1),
        _ => (after, after, after),
    }
}

/// Where a day with its time that begins here has ended, with what ends it; 0 if none does.
fn dated(line: &[u8], from: usize, end: &[u8]) -> usize {
    let Some(to) = find(line, from, LONGEST, end) else { return 0 };
    let (mut digits, mut letters, mut day, mut time) = (0, 0, false, false);
    for b in &line[from..to] {
        digits += usize::from(b.is_ascii_digit());
        letters += usize::from(b.is_ascii_alphabetic());
        day |= matches!(b, b'/' | b'.' | b'-' | b',');
        time |= *b == b':';
    }
    if digits >= 5 && letters <= MOST_LETTERS && day && time { to + end.len() } else { 0 }
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
            "Rosa, [10.11.24 10:33]\nya viste?\n\nJo, [10.11.24 10:34]\nno",
            "Rosa, [10/11/24 10:33\u{202f}AM]:\nya viste?",
            "[10:33, 10/11/2024] \u{202a}+52 55 1234 5678\u{202c}: ya viste?",
            "[2024-11-10, 10:33:21] ~\u{a0}Ana: \u{200e}image omitted\r\n[2024-11-10, 10:34:21] Jo: \u{200e}no",
            "10.11.24, 10:33 - Nachrichten sind verschlüsselt.\n10.11.24, 10:33 - Marc: hast du?\n10.11.24, 10:35 - Léa: nein",
            "10/11/24 10:33 a. m. - Los mensajes están cifrados.\n10/11/24 10:34 a. m. - Ana: ya viste?\n10/11/24 10:35 a. m. - Tía Lupe: no",
            "10/11/2024 à 10:33 - Léa a créé le groupe\n10/11/2024 à 10:34 - Marc: vu ?\n10/11/2024 à 10:35 - Marc a ajouté Jo\n10/11/2024 à 10:36 - Jo: oui",
        ] {
            let (words, _) = words_of_chat(text).expect(text);
            assert_eq!(words.len(), text.len());
            assert!(!words.contains(|c: char| c.is_ascii_digit() || c == '['), "{words}");
            assert!(!words.contains(" AM") && !words.contains("a. m."), "{words}");
        }
    }

    #[test]
    fn what_is_written_in_the_place_of_a_name_or_among_the_digits_is_read() {
        for text in [
            "[10/11/24, 7:00] Text VOTE to 59925 to cast your ballot from home: easy!",
            "[10/11/24, 7:00] Jo: see\n[10/11/24, 7:01] Text VOTE to 59925 to cast your ballot: easy!",
            "10/11/24, 7:00 - Text VOTE to 59925 to cast your ballot: easy!\n10/11/24, 7:00 - Jo: ok",
            "10/11/24, 7:00 - Text VOTE to 59925 to cast your ballot\n10/11/24, 7:00 - Jo: ok\n10/11/24, 7:00 - Al: ok",
            "Text VOTE to 59925 to cast your ballot, [10.11.24 10:33]\neasy!",
            "[10/11/24, text VOTE to 59925 to cast your ballot, 7:00] Jo: easy!",
        ] {
            let report = check(text);
            let found = report.findings.iter().find(|f| f.marker == "vote-by-text-phone-online").expect(text);
            let span = found.spans[0];
            let shown = &text[span.start as usize..span.end as usize];
            assert!(shown.to_lowercase().starts_with("text vote to 59925"), "{text}: {shown}");
        }
    }

    #[test]
    fn a_line_of_a_chat_before_a_mass_text_frees_it_of_nothing() {
        let gift = "Chip in $25 before midnight to help Ruiz for Senate win!";
        let outcome = |text: &str| check(text).checks.opt_out.outcome;
        assert_eq!(outcome(gift), Outcome::Fail);
        for line in ["[10/11/24, 10:33] Mom: ", "[10:33, 10/11/2024] +1 215 555 0123: ", "Mom, [10.11.24 10:33]\n"] {
            assert_eq!(outcome(&format!("{line}{gift}")), Outcome::Fail, "{line}");
        }
        assert_eq!(outcome("[10/11/24, 10:33] Mom: see you at seven"), Outcome::NotApplicable);
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
            "[Election 11/5/24, 7:00] Ruiz: vote",
            "[Polls open Nov 5, 7:00 AM - 8:00 PM] Ruiz for Senate: vote!",
            "[11/5/24, 7:00] polls open today",
            "11/5/24, 7:00 - Voting opens\n11/5/24, 20:00 - Voting ends: bring your card",
            "Voters, [11/5/24 7:00] bring your card",
            "Go [11/5/24 7:00]",
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
