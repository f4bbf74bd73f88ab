//! A text and one way of disguising it → the disguised text, and where each word went.
//!
//! Letters inside words are changed: the first and the last stay. Links, numbers and what stands
//! within them stay as they are. Always the same disguise for the same text.

use std::ops::Range;

use telltext::engine::Engine;
use telltext::fold::{Folded, fold};
use telltext::tokens::{ENTITY, Lexicon, Tokens};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::moved::Moved;

/// A way of keeping words from being read as they are.
#[derive(Debug, Clone, Copy)]
pub struct Disguise {
    /// What it is called.
    pub name: &'static str,
    /// Which words it changes.
    pub reach: Reach,
    /// The word disguised, or nothing when it cannot be.
    word: fn(&str) -> Option<String>,
}

/// Which words a disguise changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The words one looks for.
    KeyWords,
    /// The words one looks for, but never two in a row, and none beside a word of one letter: where one
    /// ends and the next begins could not be told.
    EveryOther,
    /// All words.
    All,
}

/// All of them.
pub const DISGUISES: [Disguise; 14] = [
    Disguise { name: "look-alikes", reach: Reach::KeyWords, word: look_alikes },
    Disguise { name: "zero-width", reach: Reach::KeyWords, word: |w| inserted(w, '\u{200b}') },
    Disguise { name: "bidi", reach: Reach::KeyWords, word: bidi },
    Disguise { name: "soft-hyphen", reach: Reach::KeyWords, word: |w| inserted(w, '\u{ad}') },
    Disguise { name: "full-width", reach: Reach::KeyWords, word: full_width },
    Disguise { name: "full-width-all", reach: Reach::All, word: full_width },
    Disguise { name: "mathematical", reach: Reach::KeyWords, word: mathematical },
    Disguise { name: "mathematical-all", reach: Reach::All, word: mathematical },
    Disguise { name: "leet", reach: Reach::KeyWords, word: leet },
    Disguise { name: "spaced", reach: Reach::EveryOther, word: |w| apart(w, ' ') },
    Disguise { name: "dotted", reach: Reach::EveryOther, word: |w| apart(w, '.') },
    Disguise { name: "mixed-case", reach: Reach::All, word: mixed_case },
    Disguise { name: "doubled-letters", reach: Reach::KeyWords, word: doubled },
    Disguise { name: "missing-accents", reach: Reach::All, word: without_accents },
];

/// Replaces letters from the second to the last but one.
fn inner(word: &str, most: usize, replace: impl Fn(char) -> Option<char>) -> Option<String> {
    let last = word.chars().count().checked_sub(1)?;
    let mut left = most;
    let disguised: String = word
        .chars()
        .enumerate()
        .map(|(at, c)| match replace(c) {
            Some(other) if at > 0 && at < last && left > 0 => {
                left -= 1;
                other
            }
            _ => c,
        })
        .collect();
    (left < most).then_some(disguised)
}

fn look_alikes(word: &str) -> Option<String> {
    inner(word, 2, |c| {
        let (_, look) = "aаeеoоcсpрiіxхyуAАEЕOОCСPРIІXХYУBВHНKКMМTТ"
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .map(|p| (p[0], p[1]))
            .find(|(plain, _)| *plain == c)?;
        Some(look)
    })
}

fn inserted(word: &str, hidden: char) -> Option<String> {
    let (at, _) = word.char_indices().nth(2)?;
    Some(format!("{}{hidden}{}", &word[..at], &word[at..]))
}

/// The letters inside are told to run from left to right, as they do anyway.
fn bidi(word: &str) -> Option<String> {
    let (first, _) = word.char_indices().nth(1)?;
    let (last, _) = word.char_indices().last()?;
    (first < last).then(|| format!("{}\u{202d}{}\u{202c}{}", &word[..first], &word[first..last], &word[last..]))
}

fn ascii_letters(word: &str, replace: impl Fn(u32) -> Option<u32>) -> Option<String> {
    let disguised: String = word
        .chars()
        .map(|c| if c.is_ascii_alphabetic() { replace(c as u32).and_then(char::from_u32).unwrap_or(c) } else { c })
        .collect();
    (disguised != word).then_some(disguised)
}

fn full_width(word: &str) -> Option<String> {
    ascii_letters(word, |c| Some(c + 0xfee0))
}

/// Mathematical bold.
fn mathematical(word: &str) -> Option<String> {
    ascii_letters(word, |c| Some(if c < 0x61 { c - 0x41 + 0x1d400 } else { c - 0x61 + 0x1d41a }))
}

fn leet(word: &str) -> Option<String> {
    inner(word, 1 + usize::from(word.chars().count() > 5), |c| {
        Some(match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            'e' => '3',
            'a' => '4',
            's' => '5',
            't' => '7',
            _ => return None,
        })
    })
}

fn apart(word: &str, between: char) -> Option<String> {
    let mut letters = word.chars();
    let mut disguised = String::from(letters.next()?);
    for letter in letters {
        disguised.push(between);
        disguised.push(letter);
    }
    Some(disguised)
}

/// Every other letter in the other case; the first stays.
fn mixed_case(word: &str) -> Option<String> {
    let turned = |c: char| if c.is_uppercase() { c.to_lowercase().next() } else { c.to_uppercase().next() };
    let disguised = word
        .chars()
        .enumerate()
        .map(|(at, c)| if at % 2 == 1 { turned(c).filter(|t| t.len_utf8() == c.len_utf8()).unwrap_or(c) } else { c })
        .collect();
    (disguised != word).then_some(disguised)
}

/// The second letter twice.
fn doubled(word: &str) -> Option<String> {
    let (at, c) = word.char_indices().nth(1)?;
    Some(format!("{}{c}{}", &word[..at], &word[at..]))
}

fn without_accents(word: &str) -> Option<String> {
    let bare: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
    (bare != word).then_some(bare)
}

/// Disguises the words of `text`: the key words, those of at least four letters that `is_key` says, or all of them.
pub fn disguise(disguise: &Disguise, text: &str, is_key: impl Fn(&Range<usize>) -> bool) -> Moved {
    let mut disguised = Moved { text: String::with_capacity(text.len() * 2), words: Vec::new() };
    let mut copied = 0;
    let mut previous = None;
    let all = words(text);
    for (at, word) in all.iter().enumerate() {
        let wanted = disguise.reach == Reach::All || (text[word.clone()].chars().count() >= 4 && is_key(word));
        let beside = |a: usize, b: usize| text[a..b].trim().is_empty();
        let one = |other: Option<&Range<usize>>, before: bool| {
            other.is_some_and(|o| {
                text[o.clone()].chars().count() == 1
                    && if before { beside(o.end, word.start) } else { beside(word.end, o.start) }
            })
        };
        let apart = disguise.reach == Reach::EveryOther
            && (previous.is_some_and(|end| beside(end, word.start))
                || one(at.checked_sub(1).and_then(|b| all.get(b)), true)
                || one(all.get(at + 1), false));
        let Some(other) = (if wanted && !apart { (disguise.word)(&text[word.clone()]) } else { None }) else {
            continue;
        };
        disguised.text += &text[copied..word.start];
        let start = disguised.text.len();
        disguised.text += &other;
        disguised.words.push((word.clone(), start..disguised.text.len()));
        copied = word.end;
        previous = Some(word.end);
    }
    disguised.text += &text[copied..];
    disguised
}

/// The words of a text, without those within links, addresses and numbers.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, chunk) in chunks(text) {
        let inside = |at: usize, c: char| {
            matches!(c, '.' | '/' | '@' | ':' | '_') && chunk[at + 1..].starts_with(char::is_alphanumeric)
        };
        if chunk.char_indices().any(|(at, c)| c.is_ascii_digit() || inside(at, c)) {
            continue;
        }
        let mut begin = None;
        for (at, c) in chunk.char_indices().chain([(chunk.len(), ' ')]) {
            match begin {
                None if c.is_alphabetic() => begin = Some(at),
                Some(from) if !c.is_alphabetic() => {
                    found.push(start + from..start + at);
                    begin = None;
                }
                _ => {}
            }
        }
    }
    found
}

/// What stands between spaces, and where.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|chunk| (chunk.as_ptr() as usize - text.as_ptr() as usize, chunk))
}

/// Where the words stand that are in some word list: the ones a disguise is meant for.
pub fn listed_words(engine: &Engine, text: &str) -> Vec<Range<usize>> {
    let knowledge = engine.knowledge();
    let mut folded = Folded::new();
    fold(text, &knowledge.fold, &mut folded);
    let mut tokens = Tokens::default();
    let lexicon =
        Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
    tokens.read(text, &folded, &lexicon);
    let listed = tokens.list.iter().filter(|t| {
        t.flags == t.flags & telltext::tokens::FIRST && t.flags & ENTITY == 0 && t.word != telltext::knowledge::NONE
    });
    let spans = listed.map(|t| folded.source_span(t.start as usize, t.end as usize));
    spans.map(|(start, end)| start as usize..end as usize).collect()
}
