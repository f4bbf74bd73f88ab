//! tokens and the patterns found among them.

use telltext::engine::Engine;
use telltext::fold::{Folded, fold};
use telltext::matcher::{MOST_MATCHES, Match, Matches};
use telltext::tokens::{Lexicon, Tokens};

/// Cuts one input into tokens and looks for every pattern.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let knowledge = Engine::embedded().knowledge();
    let mut folded = Folded::new();
    fold(&text, &knowledge.fold, &mut folded);
    let lexicon =
        Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
    let mut tokens = Tokens::default();
    tokens.read(&text, &folded, &lexicon);

    for token in &tokens.list {
        assert!(token.start < token.end && token.end as usize <= folded.bytes.len(), "{token:?}");
        assert!(std::str::from_utf8(&folded.bytes[token.start as usize..token.end as usize]).is_ok(), "{token:?}");
    }
    for pair in tokens.list.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{pair:?} overlap");
        assert!(pair[0].sentence <= pair[1].sentence && pair[0].clause <= pair[1].clause, "{pair:?} run backwards");
    }

    let mut matches = Matches::default();
    matches.find(&text, &folded, &tokens, &knowledge.words, &knowledge.automaton);
    let all = tokens.list.len() as u32;
    let found = |matches: &Matches| -> Vec<Vec<Match>> {
        (0..knowledge.automaton.atoms)
            .map(|atom| matches.of(&knowledge.words, &knowledge.automaton, atom).collect())
            .collect()
    };
    let first = found(&matches);
    assert!(first.iter().flatten().all(|m| m.start < m.end && m.end <= all), "a match outside the text");
    assert!(first.iter().all(|of_one| of_one.len() <= usize::from(MOST_MATCHES)), "too many of one pattern");
    matches.find(&text, &folded, &tokens, &knowledge.words, &knowledge.automaton);
    assert_eq!(first, found(&matches), "other matches the second time");
}
