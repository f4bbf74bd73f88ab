//! Whatever is pasted: no panic, spans that cut whole characters, and the same report every time.

use proptest::prelude::*;
use telltext::Message;
use telltext::report::{Report, Span};

/// Pieces that rooms have rules for, and characters that are hard to get right.
const PIECES: &[&str] = &[
    "vote",
    "Vote ",
    "VOTE",
    " tomorrow",
    "Democrats ",
    "republicanos ",
    "les électeurs ",
    "Trump",
    "steal",
    " the election ",
    "ALERT: ",
    "STOP",
    "Stop2End",
    "reply ",
    "no",
    "n't",
    "don't",
    "l'urne ",
    "s t e a l",
    "S.T.O.P",
    "v0te",
    "$teal",
    "b@llot",
    "m4il",
    "voote",
    "StopTheSteal",
    "#stopthesteal",
    "Nov 4",
    "4 de noviembre",
    "le 5 novembre 2026",
    "11/04/2026",
    "8 p.m.",
    "St. ",
    "J. ",
    "U.S.",
    "$25",
    "25 %",
    "http://",
    "bit.ly/x",
    "hxxps[:]//a[.]com",
    "vote.gov",
    "vоte.gоv",
    "xn--vte-0na.com",
    "1.2.3.4",
    "a@b.com",
    "+1 (212) 555-0101",
    "59925",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "«",
    "¿",
    "¡",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "\u{3000}",
    ".",
    "..",
    "…",
    "?",
    "!",
    ",",
    ";",
    ":",
    "—",
    "-",
    "'",
    "’",
    "@",
    "#",
    "&",
    "*",
    "|",
    "0",
    "1",
    "3",
    "7",
    "9",
    "a",
    "i",
    "y",
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{2069}",
    "\u{61c}",
    "\u{fe0f}",
    "\u{e0041}",
    "\u{e007f}",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "e\u{301}",
    "\u{301}",
    "a\u{300}\u{301}\u{302}",
    "ß",
    "ŉ",
    "ﬁ",
    "ﷺ",
    "İ",
    "ı",
    "ſ",
    "Ω",
    "а",
    "е",
    "о",
    "р",
    "с",
    "і",
    "ΟΝ",
    "привет ",
    "投票",
    "투표",
    "\u{1112}\u{1161}\u{11ab}",
    "ｖｏｔｅ",
    "𝐯𝐨𝐭𝐞",
    "𝓢𝓽𝓸𝓹",
    "ⓥ",
    "ᵗʰ",
    "²",
    "🗳️",
    "👩‍👩‍👧",
    "🇺🇸",
    "☎",
    "\u{10ffff}",
    "\u{1ffff}",
    "\u{20000}",
    "\u{d7ff}",
    "\u{e000}",
    "שלום",
    "مرحبا",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[derive(Debug, Clone)]
struct Sent {
    text: String,
    from: String,
    received: &'static str,
    region: &'static str,
    language: &'static str,
    picture: bool,
}

impl Sent {
    fn check(&self) -> Report {
        Message::new(&self.text)
            .from(&self.from)
            .received(self.received)
            .region(self.region)
            .language(self.language)
            .from_picture(self.picture)
            .check()
    }
}

fn sent() -> impl Strategy<Value = Sent> {
    let from = prop_oneof![
        4 => Just(String::new()),
        2 => proptest::sample::select(&["+12155550123", "59925", "a@b.com", "VOTEINFO", "+33612345678", "+", "１２"][..]).prop_map(str::to_owned),
        1 => hostile(),
    ];
    let received =
        proptest::sample::select(&["", "2026-11-03", "2026-11-02T10:00", "2026-02-30", "9999-99-99", "é"][..]);
    let region = proptest::sample::select(&["US", "FR", "KR", "AU", "zz", ""][..]);
    let language = proptest::sample::select(&["en", "es", "fr", "xx", "é", ""][..]);
    (hostile(), from, received, region, language, any::<bool>()).prop_map(
        |(text, from, received, region, language, picture)| Sent { text, from, received, region, language, picture },
    )
}

/// Every list of spans in a report.
fn span_lists(report: &Report) -> Vec<&[Span]> {
    let mut lists: Vec<&[Span]> = vec![&report.checks.opt_out.spans, &report.checks.sender_id.spans];
    lists.extend(report.findings.iter().map(|f| &f.spans[..]));
    lists.extend(report.ordinary_signs.iter().map(|s| &s.spans[..]));
    lists.extend(report.links.iter().map(|l| &l.spans[..]));
    lists
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn spans_are_in_order_and_cut_whole_characters(sent in sent()) {
        let report = sent.check();
        for spans in span_lists(&report) {
            for span in spans {
                prop_assert!(span.start < span.end, "{span:?} is empty");
                prop_assert!(sent.text.get(span.start as usize..span.end as usize).is_some(), "{span:?} does not cut {:?}", sent.text);
            }
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?} are not in order");
        }
        for finding in &report.findings {
            let longest = finding.spans.iter().rev().max_by_key(|s| s.end - s.start);
            let words = longest.map_or("", |s| &sent.text[s.start as usize..s.end as usize]);
            prop_assert!(words == finding.excerpt || words.starts_with(finding.excerpt.trim_end_matches('…')), "{:?} is not {words:?}", finding.excerpt);
        }
        for marker in &report.level_because {
            prop_assert!(report.findings.iter().any(|f| f.marker == *marker), "{marker} did it and was not raised");
        }
        prop_assert!(report.findings.windows(2).all(|pair| pair[0].severity >= pair[1].severity), "the most severe is not first");
    }

    #[test]
    fn utf16_spans_cut_the_same_words(sent in sent()) {
        let report = sent.check();
        let units: Vec<u16> = sent.text.encode_utf16().collect();
        let converted = report.clone().with_utf16_spans(&sent.text);
        let (bytes, utf16) = (span_lists(&report), span_lists(&converted));
        prop_assert_eq!(bytes.len(), utf16.len());
        for (bytes, utf16) in bytes.iter().zip(utf16) {
            prop_assert_eq!(bytes.len(), utf16.len());
            for (b, u) in bytes.iter().zip(utf16) {
                let words = String::from_utf16(&units[u.start as usize..u.end as usize]);
                prop_assert_eq!(Ok(&sent.text[b.start as usize..b.end as usize]), words.as_deref().map_err(|_| "half a character"));
            }
        }
    }

    #[test]
    fn one_message_leaves_nothing_for_the_next(a in sent(), b in sent()) {
        let before = a.check();
        prop_assert_eq!(&before, &a.check());
        let other = b.check();
        prop_assert_eq!(&before, &a.check());
        prop_assert_eq!(&other, &b.check());
        let mut fresh = telltext::engine::Engine::embedded();
        let message = Message::new(&a.text).from(&a.from).received(a.received).region(a.region).language(a.language).from_picture(a.picture);
        prop_assert_eq!(&before, &fresh.check(&message));
    }

    #[test]
    fn the_length_is_told_in_characters(text in hostile()) {
        let report = telltext::check(&text);
        prop_assert_eq!(report.message.characters as usize, text.chars().count());
        prop_assert!(!report.message.truncated);
    }
}

#[test]
fn a_very_long_text_is_read_to_its_limit() {
    for piece in ["vote tomorrow ", "é🗳\u{200b} ", "s t e a l ", "((((", "'''", "a.b.", "@", "1-"] {
        // However far the limit is into a character.
        for before in ["", "x", "xx", "xxx"] {
            let text = before.to_owned() + &piece.repeat(70_000 / piece.chars().count() + 1);
            let report = telltext::check(&text);
            assert!(report.message.truncated, "{piece:?}");
            assert!(report.not_checked.iter().any(|n| n.id == "rest-of-text"), "{piece:?}");
            for span in span_lists(&report).concat() {
                assert!(text.get(span.start as usize..span.end as usize).is_some(), "{piece:?} {span:?}");
            }
        }
    }
}

#[test]
fn how_far_into_a_long_sentence_words_stand_changes_nothing() {
    for words in [
        "Republicans vote on Tuesday and Democrats vote on Wednesday",
        "you can vote by text, just reply with the name of your candidate",
        "they are stealing this election with fake ballots",
    ] {
        let found = |text: &str| -> Vec<(String, String)> {
            let cut = |s: &Span| text[s.start as usize..s.end as usize].to_owned();
            telltext::check(text)
                .findings
                .into_iter()
                .map(|f| (f.marker.into_owned(), f.spans.iter().map(cut).collect()))
                .collect()
        };
        let filling = |words| ["lorem", "ipsum", "dolor"].into_iter().cycle().take(words).collect::<Vec<_>>().join(" ");
        let set = |before, after| format!("{} and {words} and {}", filling(before), filling(after));
        let alone = found(&set(2, 2));
        assert!(alone.iter().any(|(_, marked)| marked.len() > 9), "nothing stands out in {words:?}");
        // What is looked at together ends in the midst of them, or just before or after.
        for (before, after) in (2..50).map(|before| (before, 200)).chain((3..200).map(|before| (before, 2))) {
            assert_eq!(found(&set(before, after)), alone, "after {before} words and before {after}: {words}");
        }
    }
}
