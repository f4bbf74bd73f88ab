//! Words that name a sender → the name itself: where it ends and begins.

use crate::report::Span;

/// How many words before a part of a name belong to it at most.
const MOST_WORDS_BEFORE: usize = 3;
/// How many letters a little word inside a name has at most: `for`, `au`.
const LITTLE: usize = 3;

/// Cuts what follows a colon (`Harbor Party: you …`) and takes in the words with a capital before a part of a name
/// (`Lindqvist` before `for Senate`).
#[must_use]
#[inline(never)]
pub fn own_name(source: &str, Span { start, end }: Span) -> Span {
    let from = start as usize;
    let Some(text) = source.get(from..end as usize) else { return Span { start, end } };
    let bytes = text.as_bytes();
    // The head of an e-mail has colons of its own.
    let is_cut = |pair: &[u8]| matches!(pair, [b':', b' ' | b'\n']);
    let colon = if bytes.contains(&b'@') { None } else { bytes.windows(2).position(is_cut) };
    let name = text.get(..colon.unwrap_or(text.len())).unwrap_or(text).trim_end();
    if name.is_empty() {
        return Span { start, end };
    }
    let starts = |at: usize, is: fn(char) -> bool| source.get(at..).and_then(|w| w.chars().next()).is_some_and(is);
    let mut begin = from;
    let little = name.bytes().position(|b| b == b' ').filter(|&length| length <= LITTLE);
    if let Some(length) = little
        && starts(from, char::is_lowercase)
        && starts(from + length + 1, char::is_uppercase)
    {
        for _ in 0..MOST_WORDS_BEFORE {
            let Some((b' ', before)) = source.as_bytes()[..begin].split_last() else { break };
            let word = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
            let ends_in_letter = before[word..].last().is_some_and(|&b| b.is_ascii_alphanumeric() || !b.is_ascii());
            if !ends_in_letter || !starts(word, char::is_uppercase) {
                break;
            }
            begin = word;
        }
    }
    Span { start: begin as u32, end: start + name.len() as u32 }
}

#[cfg(test)]
mod tests {
    use super::own_name;
    use crate::report::Span;

    fn name_in<'a>(source: &'a str, seen: &str) -> &'a str {
        let start = source.find(seen).expect("it stands there") as u32;
        let span = own_name(source, Span { start, end: start + seen.len() as u32 });
        &source[span.start as usize..span.end as usize]
    }

    #[test]
    fn a_name_ends_at_its_colon() {
        assert_eq!(name_in("Harbor Party: you can vote", "Harbor Party: you"), "Harbor Party");
        assert_eq!(name_in("Ligue Lumi\u{e8}re : vous votez", "Ligue Lumi\u{e8}re : vous"), "Ligue Lumi\u{e8}re");
        let head = "From: Harbor Party <a@harbor.example>";
        assert_eq!(name_in(head, head), head);
        assert_eq!(name_in("Harbor 9:30 Club", "Harbor 9:30 Club"), "Harbor 9:30 Club");
    }

    #[test]
    fn words_with_a_capital_before_a_part_of_a_name_belong_to_it() {
        assert_eq!(name_in("Vote! Ana Lindqvist for Senate", "for Senate"), "Ana Lindqvist for Senate");
        assert_eq!(name_in("Lindqvist for Senate: vote", "for Senate"), "Lindqvist for Senate");
        assert_eq!(name_in("We vote for Senate", "for Senate"), "for Senate");
        assert_eq!(name_in("Today. for Senate", "for Senate"), "for Senate");
        assert_eq!(name_in("Contact your Clerk", "your Clerk"), "your Clerk");
    }
}
