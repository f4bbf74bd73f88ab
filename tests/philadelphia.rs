//! The texts of Philadelphia in November 2020, as the press quoted them: what is said of them, where exactly,
//! with the parties exchanged, and in disguise.

use telltext::check;
use telltext::report::{Level, Outcome, Report};

const TEXT: &str = "ALERT: Radical Liberals & Dems are trying to steal this election from Trump! We need YOU! Show your support at the corner of 12th St. & Arch St. in Philadelphia near the Convention Center.";

/// What is looked for, each marker with words that its spans must hold.
const SAID: [(&str, &str); 3] = [
    ("converge-on-count-or-polls", "Show your support at the corner"),
    ("stolen-election-claim", "trying to steal this election"),
    ("urgency-alert-caps", "ALERT"),
];

fn words_of<'a>(text: &'a str, report: &Report, marker: &str) -> Vec<&'a str> {
    let finding = report.findings.iter().find(|f| f.marker == marker).unwrap_or_else(|| panic!("{marker}: {text}"));
    finding.spans.iter().map(|s| &text[s.start as usize..s.end as usize]).collect()
}

/// The report is the one of these texts; `disguise` is how their words are written here.
fn holds(text: &str, disguise: impl Fn(&str) -> String) {
    let report = check(text);
    assert_eq!(report.level, Level::Strong, "{text}");
    for (marker, words) in SAID {
        let wanted = disguise(words);
        let seen = words_of(text, &report, marker);
        assert!(seen.iter().any(|words| words.contains(&wanted)), "{marker}: {seen:?} without {wanted:?}");
    }
    assert_eq!(report.checks.opt_out.outcome, Outcome::Fail, "{text}");
    assert!(!report.checks.opt_out.found, "{text}");
    // Nobody is named: a corner is a place.
    assert_eq!(report.checks.sender_id.outcome, Outcome::Fail, "{text}");
    assert_eq!(report.checks.sender_id.name, None, "{text}");
}

fn ids(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|f| f.marker.as_ref()).collect()
}

#[test]
fn with_and_without_the_ampersand() {
    holds(TEXT, str::to_owned);
    holds(&TEXT.replace(" & ", " and "), str::to_owned);
    assert_eq!(words_of(TEXT, &check(TEXT), "urgency-alert-caps"), ["ALERT"]);
}

#[test]
fn the_other_party_gets_the_same_report() {
    let mirror = TEXT.replace("Liberals & Dems", "Conservatives & Republicans").replace("Trump", "Biden");
    holds(&mirror, str::to_owned);
    let (one, other) = (check(TEXT), check(&mirror));
    assert_eq!(ids(&one), ids(&other));
    assert_eq!(one.level_because, other.level_because);
    for (a, b) in one.findings.iter().zip(&other.findings) {
        assert_eq!((a.severity, a.spans.len()), (b.severity, b.spans.len()), "{}", a.marker);
    }
}

#[test]
fn look_alike_letters() {
    let disguise = |text: &str| {
        text.chars()
            .map(|c| match c {
                'a' => 'а',
                'e' => 'е',
                'o' => 'о',
                'p' => 'р',
                'c' => 'с',
                'i' => 'і',
                'A' => 'А',
                'T' => 'Т',
                'S' => 'Ѕ',
                other => other,
            })
            .collect::<String>()
    };
    let text = disguise(TEXT);
    holds(&text, disguise);
    assert!(ids(&check(&text)).contains(&"homoglyph"));
}

#[test]
fn letters_that_cannot_be_seen() {
    let disguise = |text: &str| {
        let mut written = String::new();
        for (at, c) in text.char_indices() {
            let inside = at > 0 && text[..at].ends_with(char::is_alphabetic) && c.is_alphabetic();
            written.extend(inside.then_some('\u{200b}'));
            written.push(c);
        }
        written
    };
    let text = disguise(TEXT);
    holds(&text, disguise);
    assert!(ids(&check(&text)).contains(&"zero-width-bidi"));
}

#[test]
fn letters_set_apart() {
    let disguise = |text: &str| {
        text.replace("steal", "s t e a l").replace("election", "e.l.e.c.t.i.o.n").replace("support", "s u p p o r t")
    };
    let text = disguise(TEXT);
    holds(&text, disguise);
    assert!(ids(&check(&text)).contains(&"leet-spacing"));
}

#[test]
fn full_width_letters() {
    let disguise = |text: &str| {
        text.chars()
            .map(|c| if c.is_ascii_alphabetic() { char::from_u32(c as u32 + 0xfee0).unwrap_or(c) } else { c })
            .collect::<String>()
    };
    holds(&disguise(TEXT), disguise);
}
