//! fold and its way back.

use telltext::engine::Engine;
use telltext::fold::{Folded, fold};

/// Folds one input and follows every folded byte back.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let table = &Engine::embedded().knowledge().fold;
    let mut folded = Folded::new();
    fold(&text, table, &mut folded);

    let plain = std::str::from_utf8(&folded.bytes).expect("what is folded is UTF-8");
    assert!(!plain.chars().any(char::is_uppercase) || !plain.is_ascii(), "capitals are left in {plain:?}");
    assert_eq!(folded.source_len as usize, text.len());
    assert!(folded.map.is_empty() || folded.map.len() == folded.bytes.len(), "a map of another length");
    assert!(folded.map.windows(2).all(|pair| pair[0] <= pair[1]), "the map runs backwards");

    let ends: Vec<usize> = plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
    let mut last = 0;
    for pair in ends.windows(2) {
        let (start, end) = folded.source_span(pair[0], pair[1]);
        assert!(text.get(start as usize..end as usize).is_some(), "{start}..{end} does not cut whole characters");
        assert!(start < end && last <= start, "{start}..{end} after {last}");
        last = start;
    }
    for &end in &ends {
        let (start, end) = folded.source_span(0, end);
        assert!(text.get(start as usize..end as usize).is_some());
    }
    for disguise in &folded.disguises {
        assert!(
            text.get(disguise.start as usize..disguise.end as usize).is_some_and(|d| !d.is_empty()),
            "{disguise:?}"
        );
    }

    let mut again = Folded::new();
    fold(&text, table, &mut again);
    assert_eq!((&folded.bytes, &folded.map), (&again.bytes, &again.map));
}
