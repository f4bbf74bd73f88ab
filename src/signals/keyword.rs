//! Tokens → the keyword of an opt-out line, and one that is a line of its own at the end, in capitals: `… ARRET`.

use crate::fold::Folded;
use crate::knowledge::Words;
use crate::report::Span;
use crate::tokens::{Tokens, mark};

/// Where the word of an opt-out line stands that is replied with, the strongest first.
#[must_use]
#[inline(never)]
pub fn keyword_in(line: Span, folded: &Folded, tokens: &Tokens, words: &Words) -> Option<Span> {
    [mark::KEYWORD, mark::WEAK_KEYWORD].iter().find_map(|mark| {
        tokens.list.iter().filter(|t| words.marks(t.set) & mark != 0).find_map(|t| {
            let (start, end) = folded.source_span(t.start as usize, t.end as usize);
            (line.start <= start && end <= line.end).then_some(Span { start, end })
        })
    })
}

/// Where a keyword stands that is a line of its own. Who shouts it (`STOP!`) or writes it small says something else.
#[must_use]
#[inline(never)]
pub fn keyword_alone(source: &str, folded: &Folded, tokens: &Tokens, words: &Words) -> Option<Span> {
    let last = tokens.list.last()?;
    if words.marks(last.set) & mark::KEYWORD == 0 {
        return None;
    }
    let (start, end) = folded.source_span(last.start as usize, last.end as usize);
    let (before, after) = (source.get(..start as usize)?, source.get(end as usize..)?);
    let other_sentence = tokens.list.iter().nth_back(1).is_none_or(|t| t.sentence != last.sentence);
    let own_line = other_sentence || before.trim_end_matches([' ', '\t', '\r']).ends_with('\n');
    let capitals = source.get(start as usize..end as usize).unwrap_or_default().chars().all(char::is_uppercase);
    (own_line && capitals && !after.contains(['!', '?'])).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use crate::check;

    fn found(text: &str) -> bool {
        check(text).checks.opt_out.found
    }

    #[test]
    fn a_keyword_alone_at_the_end_is_an_opt_out_line() {
        assert!(found("ARRET"));
        assert!(found("Garnier 2027 : votez dimanche. ARRÊT"));
        assert!(found("Garnier 2027 : votez dimanche\nARRET"));
        let report = check("Ruiz for Senate: vote Tuesday. STOP");
        assert_eq!(report.checks.opt_out.keyword.as_deref(), Some("STOP"));
    }

    #[test]
    fn a_shout_a_word_of_a_sentence_and_a_small_one_are_none() {
        assert!(!found("They are stealing it. STOP!"));
        assert!(!found("La cour a rendu un ARRET"));
        assert!(!found("You are being silly. Stop."));
    }
}
