//! `markers/fairness.toml` and a text → the text with its sides exchanged, and where each name went.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use telltext::report::{Report, Span};

use super::moved::Moved;

/// The names that stand for each other, and texts to exchange them in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fairness {
    exchange: Vec<Exchange>,
    /// Texts written for the exchange.
    pub text: Vec<Texts>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exchange {
    what: String,
    rows: Vec<Vec<String>>,
}

/// Texts of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Their language.
    pub lang: String,
    /// Whose rules apply; else those of the United States.
    pub region: Option<String>,
    /// The texts.
    pub say: Vec<String>,
}

/// A way of exchanging the names of every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The first and its rival change places.
    Mirror,
    /// The third takes the place of the first.
    ThirdForFirst,
    /// The third takes the place of the rival.
    ThirdForRival,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mirror, Self::ThirdForFirst, Self::ThirdForRival];
}

/// One way, made ready: what each name becomes.
#[derive(Debug)]
pub struct Exchanger {
    /// Lower-case name, name as listed, what it becomes; the longest first.
    names: Vec<(String, String, String)>,
}

impl Fairness {
    /// Reads `markers/fairness.toml` of a folder of markers.
    ///
    /// # Errors
    /// When it cannot be read, a row is no row, or a name stands in two rows.
    pub fn load(markers: &Path) -> Result<Self, String> {
        let path = markers.join("fairness.toml");
        let say = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let fairness: Self =
            toml::from_str(&std::fs::read_to_string(&path).map_err(|e| say(&e))?).map_err(|e| say(&e))?;
        let mut seen = HashMap::new();
        for exchange in &fairness.exchange {
            for row in &exchange.rows {
                if !(2..=3).contains(&row.len()) {
                    return Err(say(&format!(
                        "{row:?} of “{}” has {} names; a row has two or three",
                        exchange.what,
                        row.len()
                    )));
                }
                if let Some(other) = seen.insert(row[0].to_lowercase(), &exchange.what) {
                    return Err(say(&format!("{:?} is first in two rows (“{other}” and “{}”)", row[0], exchange.what)));
                }
            }
        }
        Ok(fairness)
    }

    /// Makes one way ready.
    pub fn exchanger(&self, way: Way) -> Exchanger {
        let rows = self.exchange.iter().flat_map(|e| &e.rows);
        let pairs = rows.flat_map(|row| match (way, &row[..]) {
            (Way::Mirror, [first, rival, ..]) => vec![(first, rival), (rival, first)],
            (Way::ThirdForFirst, [first, _, third]) => vec![(first, third)],
            (Way::ThirdForRival, [_, rival, third]) => vec![(rival, third)],
            _ => Vec::new(),
        });
        let mut names: Vec<_> = pairs.map(|(from, to)| (from.to_lowercase(), from.clone(), to.clone())).collect();
        // Stable: of the same name, the first row stands.
        names.sort_by_key(|n: &(String, String, String)| std::cmp::Reverse(n.0.len()));
        Exchanger { names }
    }
}

impl Exchanger {
    /// The text with its names exchanged; `None` when none stands in it.
    pub fn exchange(&self, text: &str) -> Option<Moved> {
        let mut moved = Moved { text: String::with_capacity(text.len() + 32), words: Vec::new() };
        let mut at = 0;
        let mut before = None;
        while let Some(c) = text[at..].chars().next() {
            let inside = before.is_some_and(|b: char| b.is_alphanumeric() || matches!(b, '@' | '/' | '.' | '_' | '#'));
            let found = if inside { None } else { self.names.iter().find(|n| stands(&text[at..], &n.0)) };
            if let Some((lower, listed, other)) = found {
                let end = at + lower.len();
                let start = moved.text.len();
                moved.text += &in_case_of(&text[at..end], listed, other);
                moved.words.push((at..end, start..moved.text.len()));
                before = text[..end].chars().next_back();
                at = end;
            } else {
                moved.text.push(c);
                before = Some(c);
                at += c.len_utf8();
            }
        }
        (!moved.words.is_empty()).then_some(moved)
    }
}

/// Whether a text begins with a name, in whatever case, and the name ends there.
fn stands(text: &str, name: &str) -> bool {
    let Some(head) = text.get(..name.len()).filter(|head| head.to_lowercase() == name) else { return false };
    let mut rest = text[head.len()..].chars();
    match rest.next() {
        // Part of a link or an address.
        Some('.' | '@' | '/') => !rest.next().is_some_and(char::is_alphanumeric),
        next => !next.is_some_and(char::is_alphanumeric),
    }
}

/// The other name, in capitals or small letters where this one was, against how it is listed.
fn in_case_of(written: &str, listed: &str, other: &str) -> String {
    if written == listed {
        other.to_owned()
    } else if written == written.to_uppercase() {
        other.to_uppercase()
    } else if written == written.to_lowercase() {
        other.to_lowercase()
    } else if written.starts_with(char::is_uppercase) {
        let mut letters = other.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
    } else {
        other.to_owned()
    }
}

/// What differs between the report of a text and that of the text with its names exchanged.
pub fn differences(plain: &Report, exchanged: &Report, moved: &Moved) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, a: String, b: String| {
        if a != b {
            differences.push(format!("{what}: {a} became {b}"));
        }
    };
    compare("level", format!("{:?}", plain.level), format!("{:?}", exchanged.level));
    compare("kind", format!("{:?}", plain.message.kind), format!("{:?}", exchanged.message.kind));
    compare("bulk", plain.message.bulk.to_string(), exchanged.message.bulk.to_string());
    for (name, a, b) in [
        ("opt_out", &plain.checks.opt_out, &exchanged.checks.opt_out),
        ("sender_id", &plain.checks.sender_id, &exchanged.checks.sender_id),
    ] {
        let said = |check: &telltext::report::Check, spans: &[Span]| {
            format!("{:?} {} {} {}", check.outcome, check.found, check.form, cut(spans, &moved.text))
        };
        compare(name, said(a, &shifted(&a.spans, moved)), said(b, &b.spans));
    }
    let findings = |report: &Report, shift: bool| {
        let said = report.findings.iter().map(|f| {
            let spans = if shift { shifted(&f.spans, moved) } else { f.spans.clone() };
            let others = |ids: &[telltext::report::Text]| ids.join(",");
            format!(
                "{} {:?} {} [{}] [{}]",
                f.marker,
                f.severity,
                cut(&spans, &moved.text),
                others(&f.lowered_by),
                others(&f.raised_by)
            )
        });
        let mut said: Vec<String> = said.collect();
        said.sort();
        said
    };
    let (a, b) = (findings(plain, true), findings(exchanged, false));
    for gone in a.iter().filter(|f| !b.contains(f)) {
        differences.push(format!("finding gone: {gone}"));
    }
    for new in b.iter().filter(|f| !a.contains(f)) {
        differences.push(format!("finding new: {new}"));
    }
    differences
}

fn shifted(spans: &[Span], moved: &Moved) -> Vec<Span> {
    let place = |s: &Span| moved.range(s.start as usize..s.end as usize);
    spans.iter().map(place).map(|r| Span { start: r.start as u32, end: r.end as u32 }).collect()
}

fn cut(spans: &[Span], text: &str) -> String {
    let words = spans.iter().map(|s| text.get(s.start as usize..s.end as usize).unwrap_or("?"));
    format!("{:?}", words.collect::<Vec<_>>())
}
