//! Tokens → which patterns match where. One pass over the tokens whatever the number of patterns.
//!
//! First it is noted what stands in the sentences at hand, a bit for each word or phrase. A longer pattern is asked for when the
//! rarest of its places is there, and followed when another of them is there as well, in the same sentence and on the side where
//! it must be. Of the patterns of one symbol only those that may raise something are recorded; where the others stand is read
//! from the bits when it is asked for.

// Written out because build.rs includes this file by path too.
#[path = "matcher/noted.rs"]
mod noted;
#[path = "matcher/ways.rs"]
mod ways;

use crate::fold::Folded;
use crate::knowledge::{Automaton, Clue, Node, OfSymbol, Words};
use crate::tokens::Tokens;
pub use noted::{AHEAD, STRETCH};
use noted::{Noted, Occurrence, Reading};
use ways::Ways;

/// How often one pattern is recorded in a message.
pub const MOST_MATCHES: u8 = 16;
/// Flag of a pattern of one symbol: only at the beginning of a sentence.
pub const AT_SENTENCE_START: u16 = 1 << 15;

impl Automaton {
    /// Where what belongs to a symbol begins, and where that of the next does.
    #[inline]
    fn of_symbol(&self, symbol: u16) -> [OfSymbol; 2] {
        let of_two = &self.of_symbols[symbol as usize..symbol as usize + 2];
        [of_two[0], of_two[1]]
    }

    /// How many symbols there are.
    #[must_use]
    pub fn symbol_count(&self) -> usize {
        self.of_symbols.len() - 1
    }

    /// The patterns one symbol completes that may raise something.
    #[inline]
    fn singles_of(&self, symbol: u16) -> &'static [u16] {
        let own = self.of_symbols[symbol as usize];
        &self.singles[own.singles as usize..own.quiet as usize]
    }

    /// The patterns one symbol completes that are only asked for.
    fn quiet_of(&self, symbol: u16) -> &'static [u16] {
        let [own, next] = self.of_symbol(symbol);
        &self.singles[own.quiet as usize..next.singles as usize]
    }

    /// The longer patterns a symbol gives away.
    #[inline]
    fn clues_of(&self, symbol: u16) -> &'static [Clue] {
        let [own, next] = self.of_symbol(symbol);
        &self.clues[own.clues as usize..next.clues as usize]
    }

    /// The symbols that lead to a node, ascending.
    #[must_use]
    #[inline]
    pub fn symbols_of(&self, node: u16) -> &'static [u16] {
        self.nodes[node as usize].symbols(self)
    }

    /// The patterns completed at a node.
    #[must_use]
    #[inline]
    pub fn accepts_of(&self, node: u16) -> &'static [u16] {
        let [from, to] = [node, node + 1].map(|n| self.nodes[n as usize].accepts as usize);
        &self.accepts[from..to]
    }

    /// A node and those before it, back to the first place of its patterns.
    pub fn way_back(&self, node: u16) -> impl Iterator<Item = u16> {
        std::iter::successors(Some(node), |n| Some(self.nodes[*n as usize].parent).filter(|&before| before > 1))
    }

    /// The node so many steps before another.
    #[must_use]
    pub fn back(&self, node: u16, steps: u32) -> u16 {
        self.way_back(node).nth(steps as usize).unwrap_or(node)
    }

    /// The nodes that complete patterns of several places.
    pub fn ends(&self) -> impl Iterator<Item = u16> {
        // The last node only ends the lists: nothing leads to it.
        (2..self.nodes.len() as u16)
            .filter(|&node| self.nodes[node as usize].parent > 1 && !self.accepts_of(node).is_empty())
    }
}

impl Node {
    #[inline]
    fn symbols(&self, automaton: &Automaton) -> &'static [u16] {
        &automaton.symbols[self.symbols as usize..self.symbols as usize + usize::from(self.size)]
    }
}

/// A pattern that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Which pattern.
    pub atom: u16,
    /// Its first token.
    pub start: u32,
    /// The token after its last.
    pub end: u32,
    /// Which of its first 64 tokens it spoke of (the others stand in gaps).
    pub mask: u64,
    /// The next match of the same atom plus one, or 0.
    next: u32,
}

/// The matches of one pattern: places in the list plus one, or 0.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    head: u32,
    tail: u32,
    count: u8,
}

/// Where matches are recorded.
struct Record<'a> {
    list: &'a mut Vec<Match>,
    atoms: &'a mut Vec<u16>,
    chains: &'a mut [Chain],
}

impl Record<'_> {
    /// Patterns of one symbol, which stands here.
    #[inline(never)]
    fn singles(&mut self, singles: &[u16], occurrence: &Occurrence) {
        let Occurrence { start, end, first, .. } = *occurrence;
        for &single in singles {
            if single & AT_SENTENCE_START == 0 || first {
                self.add(single & !AT_SENTENCE_START, start, end, spoken(start, start, end));
            }
        }
    }

    #[inline(never)]
    fn add(&mut self, atom: u16, start: u32, end: u32, mask: u64) {
        crate::steps::add(1);
        let chain = &mut self.chains[atom as usize];
        let number = self.list.len() as u32 + 1;
        if chain.count == 0 {
            chain.head = number;
            self.atoms.push(atom);
        } else {
            let last = &mut self.list[chain.tail as usize - 1];
            if last.end == end {
                if last.start < start {
                    last.start = start;
                    last.mask = mask;
                }
                return;
            }
            if chain.count >= MOST_MATCHES {
                return;
            }
            last.next = number;
        }
        chain.tail = number;
        chain.count += 1;
        self.list.push(Match { atom, start, end, mask, next: 0 });
    }
}

/// The matches of one message. Reused from message to message.
#[derive(Debug, Default)]
pub struct Matches {
    /// Those that were recorded, in the order of where they were completed.
    list: Vec<Match>,
    /// The patterns they are of, each once, in the order of their first matches.
    pub atoms: Vec<u16>,
    /// For each pattern its matches.
    chains: Vec<Chain>,
    noted: Noted,
    /// Whether all of the message is noted with a bit for each occurrence, so that the bits can be asked for what was not recorded.
    is_noted: bool,
    ways: Ways,
}

impl Matches {
    /// Finds every pattern in the tokens.
    #[inline(never)]
    pub fn find(&mut self, source: &str, folded: &Folded, tokens: &Tokens, words: &Words, automaton: &Automaton) {
        let reading = Reading { source, folded, tokens, words, automaton };
        self.begin(automaton);
        let list = &tokens.list;
        let mut at = 0;
        while at < list.len() {
            let end = self.noted.note(at, &reading);
            self.is_noted = at == 0 && end == list.len() && !self.noted.shares_bits();
            let goes_on = list.get(end).is_some_and(|t| t.sentence == list[at].sentence);
            let until = if goes_on { at + STRETCH } else { end };
            self.ways.look(until, &self.noted, &reading);
            let mut record = Record { list: &mut self.list, atoms: &mut self.atoms, chains: &mut self.chains };
            self.ways.record(until, &self.noted, automaton, &mut record);
            if !self.is_noted {
                self.noted.record_quiet(until, &reading, &mut record);
            }
            at = until;
        }
    }

    /// The symbols that stand in a message, as often as they do.
    pub fn standing(
        &mut self,
        source: &str,
        folded: &Folded,
        tokens: &Tokens,
        words: &Words,
        automaton: &Automaton,
    ) -> Vec<u16> {
        let reading = Reading { source, folded, tokens, words, automaton };
        let mut at = 0;
        let mut standing = Vec::new();
        while at < tokens.list.len() {
            at = self.noted.note(at, &reading);
            standing.extend(self.noted.occurrences.iter().flat_map(|o| words.symbols(o.set)));
        }
        standing
    }

    /// Forgets the message before.
    #[inline(never)]
    fn begin(&mut self, automaton: &Automaton) {
        for &atom in &self.atoms {
            self.chains[atom as usize] = Chain::default();
        }
        self.atoms.clear();
        self.list.clear();
        self.noted.clear(automaton.symbol_count());
        self.ways.clear(automaton);
        if self.chains.len() != automaton.atoms as usize {
            self.chains = vec![Chain::default(); automaton.atoms as usize];
        }
    }

    /// The matches of one atom, in the order of where they were completed.
    #[must_use]
    pub fn of(&self, automaton: &Automaton, atom: u16) -> MatchesOf<'_> {
        let next = self.chains.get(atom as usize).map_or(0, |chain| chain.head);
        let quiet = if next == 0 { self.quiet(automaton, atom) } else { 0 };
        MatchesOf { matches: self, atom, next, quiet, left: MOST_MATCHES }
    }

    /// Whether an atom matched at all.
    #[must_use]
    #[inline]
    pub fn has(&self, automaton: &Automaton, atom: u16) -> bool {
        self.chains.get(atom as usize).is_some_and(|chain| chain.count != 0) || self.quiet(automaton, atom) != 0
    }

    /// Where a pattern stands that is only asked for.
    fn quiet(&self, automaton: &Automaton, atom: u16) -> u64 {
        match automaton.quiet_nodes.get(atom as usize) {
            Some(&node) if node != 0 && self.is_noted => self.noted.places(node, automaton),
            _ => 0,
        }
    }
}

/// The matches of one pattern.
#[derive(Debug)]
pub struct MatchesOf<'a> {
    matches: &'a Matches,
    atom: u16,
    /// The next that was recorded.
    next: u32,
    /// Where it stands if it was not.
    quiet: u64,
    left: u8,
}

impl Iterator for MatchesOf<'_> {
    type Item = Match;

    #[inline(never)]
    fn next(&mut self) -> Option<Match> {
        if let Some(number) = self.next.checked_sub(1) {
            let found = self.matches.list[number as usize];
            self.next = found.next;
            return Some(found);
        }
        // Of those that end at the same word the shortest is kept.
        let mut found = None;
        while self.quiet != 0 {
            let Occurrence { start, end, .. } = self.matches.noted.occurrences[self.quiet.trailing_zeros() as usize];
            if found.is_some_and(|(_, before)| before != end) {
                break;
            }
            found = Some((start, end));
            self.quiet &= self.quiet - 1;
        }
        let (start, end) = found?;
        self.left = self.left.checked_sub(1)?;
        Some(Match { atom: self.atom, start, end, mask: spoken(start, start, end), next: 0 })
    }
}

/// Of the first 64 tokens of a pattern that begins at `begin` those from `start` to `end`.
fn spoken(begin: u32, start: u32, end: u32) -> u64 {
    u64::MAX.checked_shl(start - begin).unwrap_or(0) & !u64::MAX.checked_shl(end - begin).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::knowledge::Knowledge;
    use crate::tokens::Lexicon;
    use noted::is_name;

    /// Gives what `of` says of a message, and how many tokens it has.
    fn read<T>(text: &str, of: impl FnOnce(&Folded, &Tokens, &Knowledge) -> T) -> (T, u32) {
        let known = crate::known();
        let (mut folded, mut tokens) = (Folded::new(), Tokens::default());
        fold(text, &known.fold, &mut folded);
        let lexicon = Lexicon { words: &known.words, entities: &known.entities, entity_sets: known.entity_sets };
        tokens.read(text, &folded, &lexicon);
        (of(&folded, &tokens, known), tokens.list.len() as u32)
    }

    /// What matches: which pattern, from where to where, and what it speaks of. And how many tokens there are.
    fn found(text: &str, matches: &mut Matches) -> (Vec<(u16, u32, u32, u64)>, u32) {
        read(text, |folded, tokens, known| {
            matches.find(text, folded, tokens, &known.words, &known.automaton);
            let all = (0..known.automaton.atoms).flat_map(|atom| matches.of(&known.automaton, atom));
            let mut found: Vec<_> = all.map(|m| (m.atom, m.start, m.end, m.mask)).collect();
            found.sort_unstable();
            found
        })
    }

    fn later(found: &[(u16, u32, u32, u64)], by: u32) -> Vec<(u16, u32, u32, u64)> {
        found.iter().map(|&(atom, start, end, mask)| (atom, start + by, end + by, mask)).collect()
    }

    const TEXTS: [&str; 10] = [
        "On November 3 Republicans vote and on November 4 Democrats vote",
        "November 4 is the day Democrats vote",
        "You can vote by text, just reply with the name of your candidate",
        "You can vote. By text you get the name of your candidate",
        "They are stealing this election with fake ballots",
        "They are stealing",
        "this election with fake ballots",
        "Reply STOP to end",
        "the polls are closed",
        "Lunch at noon?",
    ];

    #[test]
    fn each_sentence_is_matched_for_itself_whatever_came_before() {
        let mut used = Matches::default();
        let mut all = 0;
        for first in TEXTS {
            for second in TEXTS {
                let (alone, length) = found(first, &mut Matches::default());
                let (after, _) = found(second, &mut Matches::default());
                let mut expected = later(&after, length);
                expected.extend(alone);
                expected.sort_unstable();
                let text = format!("{first}.\n\n{second}");
                assert!(found(&text, &mut Matches::default()).0 == expected, "{text}");
                assert!(found(&text, &mut used).0 == expected, "after other messages: {text}");
                // As after four thousand million sentences.
                used.ways.part = if all % 2 == 0 { u32::MAX - 40 } else { used.ways.part };
                all += expected.len();
            }
        }
        assert!(all > 1000, "{all}");
    }

    #[test]
    fn what_matched_in_one_message_does_not_keep_it_from_matching_in_the_next() {
        let mut used = Matches::default();
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.to_lowercase();
            let within = found(&format!("lorem {words}"), &mut Matches::default()).0;
            for _ in 0..3 {
                for before in [6, 5] {
                    let text = format!("{}{words}", "lorem ".repeat(before));
                    let expected = later(&within, before as u32 - 1);
                    assert!(found(&text, &mut used).0 == expected, "after {before} words: {words}");
                }
            }
        }
    }

    #[test]
    fn what_matches_in_a_short_sentence_matches_anywhere_in_a_long_one() {
        let filling = |words| ["lorem ", "ipsum ", "dolor "].into_iter().cycle().take(words).collect::<String>();
        let mut matches = Matches::default();
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let within = found(&format!("lorem {words}"), &mut matches).0;
            assert!(within.len() > 5, "{words}");
            for before in 0..70 {
                let text = format!("{}{words} {}{words} {}", filling(before), filling(100), filling(60));
                let length = found(&words, &mut matches).1;
                let all = found(&text, &mut matches).0;
                let [first, second] = [before as u32, before as u32 + length + 100];
                for expected in later(&within, first).into_iter().chain(later(&within, second)) {
                    let (atom, start, end, mask) = expected;
                    let expected = (atom, start - 1, end - 1, mask);
                    assert!(all.contains(&expected), "{expected:?} after {before} words: {words}");
                }
            }
        }
    }

    #[test]
    fn what_matches_among_few_known_words_matches_among_many_and_nothing_else_does() {
        // Each stands for something: soon there are more than have a bit of their own.
        let filling = |words| ["city ", "water ", "hello "].into_iter().cycle().take(words).collect::<String>();
        let mut matches = Matches::default();
        let mut whole = 0;
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let within = found(&format!("lorem {words}"), &mut matches).0;
            for (before, after) in
                (1..110).step_by(3).map(|before| (before, 5)).chain((45..65).map(|before| (before, 0)))
            {
                let text = format!("{}{words} {}", filling(before), filling(after));
                let all = found(&text, &mut matches).0;
                for expected in later(&within, before as u32 - 1) {
                    assert!(all.contains(&expected), "{expected:?} after {before} words: {words}");
                }
                let each: Vec<&str> = text.split_whitespace().collect();
                for (atom, start, end, mask) in all {
                    let cut = each[start as usize..end as usize].join(" ");
                    let alone = found(&format!("lorem {cut}"), &mut matches).0;
                    assert!(alone.contains(&(atom, 1, end - start + 1, mask)), "{cut:?} after {before} words: {words}");
                    whole += 1;
                }
            }
        }
        assert!(whole > 1000, "{whole}");
    }

    #[test]
    fn where_more_stands_in_a_stretch_than_has_a_bit_of_its_own_what_begins_in_it_is_found() {
        // Words that are also in phrases: more than two things stand at each.
        let filling = |times| "go to the polls ".repeat(times);
        let mut matches = Matches::default();
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let within = found(&format!("lorem {words}"), &mut matches).0;
            for before in 1..8 {
                let text = format!("{}{words} {}", filling(before), filling(40));
                let all = found(&text, &mut matches).0;
                for expected in later(&within, before as u32 * 4 - 1) {
                    assert!(all.contains(&expected), "{expected:?} after {before} times: {words}");
                }
            }
        }
    }

    #[test]
    fn what_has_long_been_passed_does_not_keep_the_end_of_a_sentence_from_matching() {
        let mut matches = Matches::default();
        let begun = "go to the polls by mail if you want to vote ".repeat(150);
        let length = found(&begun, &mut matches).1;
        for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
            let words = words.replace(',', "").to_lowercase();
            let all = found(&format!("{begun}{words}"), &mut matches).0;
            let mut ends = later(&found(&format!("lorem {words}"), &mut matches).0, length - 1);
            // What matched as often as is recorded is told of what came before.
            ends.retain(|&(atom, ..)| all.iter().filter(|found| found.0 == atom).count() < usize::from(MOST_MATCHES));
            assert!(ends.iter().filter(|(_, start, end, _)| end - start > 2).count() > 1, "{words}");
            for expected in ends {
                assert!(all.contains(&expected), "{expected:?}: {words}");
            }
        }
    }

    #[test]
    fn what_stands_alone_in_a_sentence_matches_as_among_other_words() {
        let mut matches = Matches::default();
        let mut longer = 0;
        for words in ["gun owners", "inform everyone", "2 years in prison", "the same woman voted"] {
            let (alone, length) = found(words, &mut matches);
            longer += alone.iter().filter(|(_, start, end, _)| end - start > 1).count();
            let text = format!("{words} lorem ipsum dolor you can vote by text at the polls on Tuesday");
            let mut among = found(&text, &mut matches).0;
            among.retain(|&(_, _, end, _)| end <= length);
            assert_eq!(among, alone, "{words}");
        }
        assert!(longer > 0, "these words are in no pattern of several places");
    }

    #[test]
    fn what_stands_in_a_message_is_noted_wherever_it_stands() {
        let known = crate::known();
        let dates = known.words.symbols(known.words.date_set);
        let noted = |text: &str| {
            let (standing, _) = read(text, |folded, tokens, known| {
                Matches::default().standing(text, folded, tokens, &known.words, &known.automaton)
            });
            standing.iter().filter(|symbol| dates.contains(symbol)).count()
        };
        let one = noted("vote on November 3");
        assert!(one > noted("vote on November"));
        for (text, count) in [
            ("November 3", 1),
            ("November 3 is the day", 1),
            ("vote on November 3 or on November 4", 2),
            ("Vote soon. November 3 is late.", 1),
            ("November 3 is early. November 4 is late.", 2),
            ("Vote soon", 0),
        ] {
            assert_eq!(noted(text), count * one, "{text}");
        }
    }

    #[test]
    fn of_one_pattern_the_shortest_that_ends_at_a_word_is_kept_and_so_many_in_all() {
        let (mut list, mut atoms, mut chains) = (Vec::new(), Vec::new(), vec![Chain::default(); 2]);
        let mut record = Record { list: &mut list, atoms: &mut atoms, chains: &mut chains };
        for (start, end) in [(3, 5), (4, 5), (2, 5), (4, 6)] {
            record.add(1, start, end, u64::from(start));
        }
        for at in 10..100 {
            record.add(0, at, at + 1, 1);
        }
        let kept = |atom: u16| -> Vec<_> {
            list.iter().filter(|m| m.atom == atom).map(|m| (m.start, m.end, m.mask)).collect()
        };
        assert_eq!(kept(1), [(4, 5, 4), (4, 6, 4)]);
        assert_eq!(kept(0).len(), usize::from(MOST_MATCHES));
        assert_eq!(atoms, [1, 0]);
    }

    #[test]
    fn what_a_pattern_spoke_of_is_told_of_its_first_64_words() {
        assert_eq!(spoken(7, 7, 8), 1);
        assert_eq!(spoken(7, 9, 11), 0b1100);
        assert_eq!(spoken(0, 63, 64), 1 << 63);
        assert_eq!(spoken(0, 62, 70), 0b11 << 62);
        assert_eq!(spoken(0, 64, 65), 0);
    }

    #[test]
    fn a_name_begins_with_a_capital_and_goes_on_in_small_letters() {
        for (word, name) in [
            ("Maria", true),
            ("McKay", true),
            ("O'Brien", true),
            ("ALERT", false),
            ("maria", false),
            ("X", false),
            ("xY", false),
            ("Éva", true),
            ("ÉVA", false),
            ("éva", false),
            ("Aé", true),
            ("AÉ", false),
        ] {
            let mut folded = Folded::new();
            fold(word, &crate::known().fold, &mut folded);
            assert_eq!(is_name(word, &folded, 0, folded.bytes.len()), name, "{word}");
        }
    }
}
