//! What matches, whatever stands before, beside and after it.

use super::*;
use crate::fold::fold;
use crate::knowledge::Knowledge;
use crate::tokens::Lexicon;
use noted::is_name;
use ways::Arrival;

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
        let all = (0..known.automaton.atoms).flat_map(|atom| matches.of(&known.words, &known.automaton, atom));
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
            {
                let part = &mut used.ways.get_mut().part;
                *part = if all % 2 == 0 { u32::MAX - 40 } else { *part };
            }
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
fn what_ends_a_sentence_of_any_length_matches_whatever_sentence_came_before() {
    let filling = |words| ["lorem ", "ipsum ", "dolor "].into_iter().cycle().take(words).collect::<String>();
    let mut matches = Matches::default();
    for words in [TEXTS[0], TEXTS[2], TEXTS[4]] {
        let words = words.replace(',', "").to_lowercase();
        let within = found(&format!("lorem {words}"), &mut matches).0;
        for first in [0, 1, 7, 20, 80] {
            for before in 90..170 {
                let text = format!("{}\n\n{}{words}", filling(first), filling(before));
                let expected = later(&within, (first + before) as u32 - 1);
                let all = found(&text, &mut matches).0;
                assert!(all == expected, "after {first} words and {before} in the same sentence: {words}");
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
        for (before, after) in (1..110).step_by(3).map(|before| (before, 5)).chain((45..65).map(|before| (before, 0))) {
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
    let mut record = Record::default();
    record.clear(2);
    for (start, end) in [(3, 5), (4, 5), (2, 5), (4, 6)] {
        record.add(1, start, end, u64::from(start));
    }
    for at in 10..100 {
        record.add(0, at, at + 1, 1);
    }
    let kept = |atom: u16| -> Vec<_> {
        record.list.iter().filter(|m| m.atom == atom).map(|m| (m.start, m.end, m.mask)).collect()
    };
    assert_eq!(kept(1), [(4, 5, 4), (4, 6, 4)]);
    assert_eq!(kept(0).len(), usize::from(MOST_MATCHES));
    assert_eq!(record.atoms, [1, 0]);
}

#[test]
fn matches_of_a_pattern_come_in_the_order_of_where_they_were_completed() {
    let mut matches = Matches::default();
    let mut longer = 0;
    for first in TEXTS {
        for second in TEXTS {
            let text = format!("{first} and {second} or {first}").replace([',', '.', '?'], "").to_lowercase();
            found(&text, &mut matches);
            let known = crate::known();
            for atom in 0..known.automaton.atoms {
                let all: Vec<Match> = matches.of(&known.words, &known.automaton, atom).collect();
                for pair in all.windows(2) {
                    assert!(pair[0].end < pair[1].end, "{pair:?}: {text}");
                    longer += usize::from(pair[1].end - pair[1].start > 2);
                }
            }
        }
    }
    assert!(longer > 1000, "{longer}");
}

#[test]
fn what_is_asked_for_is_found_whatever_was_asked_before() {
    let known = crate::known();
    let (words, automaton) = (&known.words, &known.automaton);
    let mut used = Matches::default();
    let mut only_asked_for = 0;
    for text in TEXTS {
        let in_order = found(text, &mut Matches::default()).0;
        found(text, &mut used);
        let all = || (0..automaton.atoms).rev();
        let fresh = read(text, |folded, tokens, _| {
            let mut matches = Matches::default();
            matches.find(text, folded, tokens, words, automaton);
            matches
        });
        let raising = fresh.0.atoms.clone();
        for matches in [&used, &fresh.0] {
            for _ in 0..2 {
                let has: Vec<u16> = all().filter(|&atom| matches.has(words, automaton, atom)).collect();
                let mut again: Vec<_> = all().flat_map(|atom| matches.of(words, automaton, atom)).collect();
                again.sort_unstable_by_key(|m| (m.atom, m.start, m.end, m.mask));
                assert!(again.iter().map(|m| (m.atom, m.start, m.end, m.mask)).eq(in_order.iter().copied()), "{text}");
                assert!(all().filter(|atom| in_order.iter().any(|m| m.0 == *atom)).eq(has), "{text}");
            }
        }
        only_asked_for += in_order.iter().filter(|m| !raising.contains(&m.0)).count();
    }
    assert!(only_asked_for > 50, "{only_asked_for}");
}

#[test]
fn of_two_ways_of_a_pattern_to_the_same_words_the_one_from_nearer_by_is_told() {
    // The pattern speaks of "not", and then of "allowed" or not.
    let all = found("lorem not allowed a ballot ipsum", &mut Matches::default()).0;
    let told: Vec<u64> = all.iter().filter(|found| (found.1, found.2) == (1, 5)).map(|found| found.3).collect();
    assert!(told.contains(&0b1011) && !told.contains(&0b1001), "{told:?}");
}

#[test]
fn a_pattern_comes_to_a_word_once_from_nearest_by_and_at_its_end_the_shortest_way() {
    let came = |at_end| -> Vec<_> {
        let mut list = Vec::new();
        // To which word, where the pattern begins, from which word: the nearest first.
        for (index, begin, before) in
            [(7, 3, 6), (9, 3, 6), (7, 3, 5), (9, 3, 5), (7, 4, 4), (8, 2, 4), (7, 3, 3), (6, 1, 2)]
        {
            let (index, before): (usize, usize) = (index, before);
            let arrival = Arrival { index, end: index as u32 + 1, begin, mask: 1 << before, before };
            ways::arrive(&mut list, arrival, at_end);
        }
        list.iter().map(|came| (came.index, came.begin, came.before)).collect()
    };
    assert_eq!(came(false), [(6, 1, 2), (7, 3, 6), (8, 2, 4), (9, 3, 6)]);
    assert_eq!(came(true), [(6, 1, 2), (7, 4, 4), (8, 2, 4), (9, 3, 6)]);
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
