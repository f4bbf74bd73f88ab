//! Aho and Corasick's automaton over the rarest words of every pattern; the patterns whose words are there are asked.

use aho_corasick::{AhoCorasick, MatchKind};
use regex::bytes::{Regex, RegexBuilder};

use super::{Answer, Pattern, fold};

pub fn open(patterns: &[Pattern]) -> Result<Answer, String> {
    let mut expressions: Vec<Option<Regex>> = vec![None; patterns.len()];
    let sources: Vec<String> = patterns.iter().map(|p| p.source.clone()).collect();
    let mut words: Vec<(String, bool, Vec<usize>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for (at, pattern) in patterns.iter().enumerate() {
        for needle in &pattern.needles {
            let place = *places.entry(needle.clone()).or_insert_with(|| {
                words.push((needle.trim_end_matches('*').to_owned(), !needle.ends_with('*'), Vec::new()));
                words.len() - 1
            });
            words[place].2.push(at);
        }
    }
    let always: Vec<usize> = (0..patterns.len()).filter(|&at| patterns[at].needles.is_empty()).collect();
    let find = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(words.iter().map(|(word, ..)| word))
        .map_err(|error| error.to_string())?;
    let mut asked = vec![0u32; patterns.len()];
    let (mut turn, mut folded, mut words_only) = (0u32, Vec::new(), Vec::new());
    let answer = move |text: &str| {
        fold(text, &mut folded);
        spaced(&folded, &mut words_only);
        turn += 1;
        let mut hold = 0;
        let mut ask = |at: usize| {
            if asked[at] != turn {
                asked[at] = turn;
                // Compiled when first needed: all of them at the start would take seconds.
                let expression = expressions[at].get_or_insert_with(|| compiled(&sources[at]));
                hold += usize::from(expression.is_match(&folded));
            }
        };
        for &at in &always {
            ask(at);
        }
        let is_word = |at: usize| words_only.get(at).is_some_and(u8::is_ascii_alphanumeric);
        for found in find.find_overlapping_iter(&words_only) {
            let (_, whole, told) = &words[found.pattern().as_usize()];
            if (found.start() == 0 || !is_word(found.start() - 1)) && !(*whole && is_word(found.end())) {
                for &at in told {
                    ask(at);
                }
            }
        }
        hold
    };
    Ok(Box::new(answer))
}

fn compiled(source: &str) -> Regex {
    let built = RegexBuilder::new(source).unicode(false).size_limit(1 << 30).build();
    built.expect("what the translator writes is a regular expression")
}

/// The words alone, one space between them.
fn spaced(folded: &[u8], words: &mut Vec<u8>) {
    words.clear();
    for &byte in folded {
        if byte.is_ascii_alphanumeric() {
            words.push(byte);
        } else if words.last().is_some_and(|&last| last != b' ') {
            words.push(b' ');
        }
    }
}
