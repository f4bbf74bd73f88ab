//! What is recognised, what is not, and where it ends.

use super::*;

fn automaton() -> &'static EntityAutomaton {
    &crate::known().entities
}

/// What begins at the start of a text: the name of its kind and its words.
fn first(text: &str) -> Option<(&'static str, &str)> {
    let (kind, end) = automaton().longest(text.as_bytes(), 0, &mut 10_000)?;
    Some((automaton().name(kind), &text[..end]))
}

/// Checks texts that are wholly of one kind, alone and with what may follow.
fn whole(kind: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(first(text), Some((kind, *text)), "{text}");
        for after in [" ", "\n", ", so", "? yes", "! now", ") and", "\" he", "' x", "; y", "…", "投票"] {
            let longer = format!("{text}{after}");
            assert_eq!(first(&longer), Some((kind, *text)), "{longer}");
        }
    }
}

#[test]
fn links() {
    whole(
        "url",
        &[
            "https://vote.gov",
            "http://www.example.com/a/b?c=d&e=f#g",
            "https://example.com:8080/x.apk",
            "http://user@example.com/",
            "http://user:word@example.com/login",
            "http://192.168.0.1/vote",
            "http://3627734734/",
            "ftp://files.example.org/a.zip",
            "https://xn--vte-0na.example/",
            "https://муниципалитет.рф/",
            "www.example.museum",
            "www.vote.gov/register/",
            "vote.gov",
            "elections.county.tx.us",
            "votesmith.com",
            "beballotready.vote",
            "bit.ly/3abcdef",
            "s2r.co/~a_b-c",
            "txt.example/abc",
            "junta.gob.es",
            "example.co.in",
            "hxxp://example.com/a",
            "hxxps[:]//example[.]com/a",
            "vote[.]gov",
            "vote(dot)gov.example.com",
            "vote-gov.com",
            "a.co/d/1",
            "x.example/it's-here",
        ],
    );
}

#[test]
fn punctuation_after_a_link_is_no_part_of_it() {
    for text in ["vote.gov", "https://vote.gov/a", "vote.gov/", "https://vote.gov/?q=1"] {
        for after in [".", ",", "...", ".)", "!\"", ".'", ":", ";", "?!", "] ", "\">"] {
            let longer = format!("{text}{after}");
            assert_eq!(first(&longer), Some(("url", text)), "{longer}");
        }
    }
}

#[test]
fn sentences_that_run_together_are_no_links() {
    for text in [
        "tomorrow.call me",
        "the end.next one",
        "go.it is",
        "it.is",
        "no.my friend",
        "w/ stop",
        "and/or",
        "stop.the steal",
        "p.m.",
        "a.m.",
        "u.s.",
        "e.g. this",
        "i.e.",
        "st.louis",
        "u.s.is",
        "today.now",
        "end.reply stop",
        "node.js",
        "file.txt",
        "v.s.",
        "dr.smith",
        "..",
        "a.b.c.d",
        "yes.no.maybe",
        "ok.so",
        "nice.nice.how",
    ] {
        assert_ne!(first(text).map(|(kind, _)| kind), Some("url"), "{text}");
    }
}

#[test]
fn addresses_phones_and_codes() {
    whole("email", &["clerk@county.gov", "a.b+c@mail.example.co.uk", "help@x-y.org", "name[at]example[.]com"]);
    whole(
        "phone",
        &[
            "555-010-0199",
            "(555) 010-0199",
            "1-800-555-0199",
            "+1 555 010 0199",
            "+1 (555) 010-0199",
            "5550100199",
            "15550100199",
            "555.010.0199",
            "555-0199",
            "866-our-vote",
            "1-866-our-vote",
            "888-ve-y-vota",
            "888-api-vote",
            "1-800-call-fbi",
            "+33 6 12 34 56 78",
            "+44 20 7946 0000",
            "+234 803 123 4567",
            "0044 20 7946 0000",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "0612345678",
            "080-855-5678",
            "0800 123 4567",
            "(020) 7946 0000",
            "55 1234 5678",
            "(55) 1234 5678",
            "612 345 678",
            "612345678",
            "xxx-xxx-xxxx",
            "555-xxx-1234",
            "(xxx) xxx-xxxx",
        ],
    );
    whole("short-code", &["50409", "36180", "33700", "123456"]);
}

#[test]
fn money_and_percent() {
    whole(
        "money",
        &[
            "$5",
            "$ 5",
            "$1,000.50",
            "$1.5m",
            "us$20",
            "€5",
            "5€",
            "5 €",
            "£3.50",
            "ngn70,000",
            "ngn 70,000",
            "n70,000",
            "rs.500",
            "₹500",
            "500 usd",
            "$10/-",
        ],
    );
    whole("percent", &["700%", "1000%", "50 %", "2,5 %", "+3%", "99.9%"]);
}

#[test]
fn times_dates_and_numbers() {
    whole(
        "time",
        &[
            "8pm",
            "8 pm",
            "8:00 p.m.",
            "7 a.m.",
            "11:59pm",
            "8.30am",
            "20:00",
            "07:30",
            "20:00:59",
            "20h",
            "20h30",
            "20 h 30",
            "18 h",
            "9 p.m",
        ],
    );
    whole("date", &["11/3", "11/03/2020", "3/11/26", "2026-11-03", "2026/11/3", "3.11.2026", "03.11.26", "11-03-2026"]);
    whole("year", &["1999", "2020", "2026"]);
    whole("number", &["7", "10", "1,000", "2.5", "500k", "#1", "1.000.000", "24/7", "1800", "2100", "7726"]);
    whole("ordinal", &["1st", "2nd", "3rd", "11th", "1er", "2eme", "2e", "1o", "1a"]);
    whole("multiplier", &["7x", "500x", "x5", "2.5x"]);
}

#[test]
fn what_ends_inside_a_word_is_nothing() {
    for text in
        ["3dogs", "2020s", "24hourss", "7xyz", "5gb", "", "abc", "covid19x", "1stt", "123456789012345678901234567890x"]
    {
        if let Some((_, found)) = first(text) {
            assert_eq!(found, text, "{text}");
        }
    }
    assert_eq!(first("5gb"), None);
    assert_eq!(first("vote"), None);
    assert_eq!(first("3dogs"), None);
    assert_eq!(first("24/7/"), Some(("number", "24/7")));
    assert_eq!(first("4 £20"), Some(("number", "4")));
    assert_eq!(first("24 hrs"), Some(("number", "24")));
    assert_eq!(first("3hrs"), None);
    assert_eq!(first("24h"), None);
    assert_eq!(first("24:00"), Some(("time", "24:00")));
    assert_eq!(first("500-1000"), Some(("number", "500")));
    assert_eq!(first("50/50"), Some(("number", "50")));
    assert_eq!(first("8 p.m. on"), Some(("time", "8 p.m.")));
    assert_eq!(first("8 pmx"), Some(("number", "8")));
    assert_eq!(first("123456789"), Some(("number", "123456789")));
    assert_eq!(first("vote.gov.then"), Some(("url", "vote.gov")));
    assert_eq!(first("vote.gov.the end"), Some(("url", "vote.gov")));
}

#[test]
fn a_table_is_whole_and_small() {
    let automaton = automaton();
    let mut size = 0;
    for shapes in automaton.automata {
        let width = usize::from(shapes.columns) + 1;
        assert_eq!(shapes.classes.len(), 256);
        assert!(shapes.classes.iter().all(|&c| u16::from(c) < shapes.columns));
        assert_eq!(shapes.rows.len() % width, 0);
        for row in shapes.rows.chunks(width) {
            assert!(
                row[..width - 1].iter().all(|&to| usize::from(to) % width == 0 && usize::from(to) < shapes.rows.len())
            );
            assert!(usize::from(row[width - 1] & 0xFF) <= automaton.names.len());
        }
        assert!(shapes.rows[..width].iter().all(|&to| to == 0));
        size += 2 * shapes.rows.len() + 256;
    }
    assert!(size < 56 * 1024, "{size} bytes");
    assert!(automaton.endings.is_sorted() && automaton.word_endings.is_sorted());
    assert_eq!(automaton.names[..4], FIRST_KINDS);
    assert_eq!([URL, EMAIL, PHONE, SHORT_CODE].map(|kind| automaton.name(kind)), FIRST_KINDS);
    assert_eq!(automaton.kind("percent").map(|kind| automaton.name(kind)), Some("percent"));
    assert_eq!((automaton.kind("nothing"), automaton.name(255)), (None, ""));
}

#[test]
fn work_is_bounded_by_the_steps() {
    let text = "a.".repeat(40_000);
    let mut steps = 100;
    assert_eq!(automaton().longest(text.as_bytes(), 0, &mut steps), None);
    assert_eq!(steps, 0);
    assert_eq!(automaton().longest(b"vote.gov", 0, &mut steps), None);
    let mut steps = 100_000;
    let _ = automaton().longest(text.as_bytes(), 0, &mut steps);
    assert!(steps >= 100_000 - 3 * LONGEST as u32);
    assert_eq!(automaton().longest(b"x", 9, &mut steps), None);
    for byte in 0..=255 {
        let _ = automaton().longest(&[byte; 3000], 0, &mut 10_000);
    }
}
