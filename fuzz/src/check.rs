//! The whole of `check`: whatever is pasted, with whatever is known about it.

use telltext::engine::Engine;
use telltext::report::{Report, Span};
use telltext::{Message, steps};

/// Between the text and what is known about it: sender, day received, region, language, `picture`.
pub const BETWEEN: char = '\u{1e}';

/// How many steps a text may take: so many for each byte …
pub const STEPS_A_BYTE: u64 = 1_500;
/// … and so many whatever its length.
pub const STEPS_ALWAYS: u64 = 20_000;

/// Reads one input as a message and holds it against what is promised of every report.
///
/// # Panics
/// When a promise is broken.
pub fn run(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let mut parts = data.split(BETWEEN);
    let mut part = || parts.next().unwrap_or("");
    let text = part();
    let message = Message::new(text).from(part()).received(part()).region(part()).language(part());
    let message = message.from_picture(part() == "picture");

    // What is known is unpacked once, before anything is counted.
    let _ = Engine::embedded();
    let _ = steps::taken();
    let report = message.check();
    let taken = steps::taken();
    let most = STEPS_ALWAYS + STEPS_A_BYTE * text.len() as u64;
    assert!(taken <= most, "{taken} steps for {} bytes", text.len());

    for spans in span_lists(&report) {
        assert!(spans.iter().all(|s| s.start < s.end), "an empty span in {spans:?}");
        assert!(spans.iter().all(|s| cut(text, *s).is_some()), "{spans:?} do not cut whole characters");
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?} are not in order");
    }
    assert_eq!(report.message.characters as usize, text.chars().count());

    let units: Vec<u16> = text.encode_utf16().collect();
    let utf16 = report.clone().with_utf16_spans(text);
    let (bytes, utf16) = (span_lists(&report).concat(), span_lists(&utf16).concat());
    assert_eq!(bytes.len(), utf16.len());
    for (b, u) in bytes.iter().zip(utf16) {
        let words = String::from_utf16(&units[u.start as usize..u.end as usize]);
        assert_eq!(cut(text, *b), words.ok().as_deref(), "bytes and UTF-16 cut different words");
    }

    // Another message in between, and another engine: nothing is left over.
    let reversed: String = text.chars().rev().collect();
    let _ = Message::new(&reversed).check();
    assert_eq!(report, message.check(), "another report after another message");
    assert_eq!(report, Engine::embedded().check(&message), "another report from a fresh engine");
    serde_json::to_string(&report).expect("a report is JSON");
}

fn cut(text: &str, span: Span) -> Option<&str> {
    text.get(span.start as usize..span.end as usize)
}

fn span_lists(report: &Report) -> Vec<&[Span]> {
    let mut lists: Vec<&[Span]> = vec![&report.checks.opt_out.spans, &report.checks.sender_id.spans];
    lists.extend(report.findings.iter().map(|f| &f.spans[..]));
    lists.extend(report.ordinary_signs.iter().map(|s| &s.spans[..]));
    lists.extend(report.links.iter().map(|l| &l.spans[..]));
    lists
}
