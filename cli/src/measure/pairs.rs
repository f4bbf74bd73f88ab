//! Every text we have, with its sides exchanged → which pairs are not read alike.

use std::path::Path;

use telltext::engine::Engine;
use telltext::report::Level;

use super::corpus;
use super::examples;
use super::exchange::{Fairness, Way, differences};

/// A text, where it stands, who sent it, when and where it was received.
struct Case {
    at: String,
    text: String,
    from: String,
    received: String,
    region: String,
}

/// What came of all pairs.
#[derive(Debug, Default)]
pub struct Compared {
    /// How many pairs were read.
    pub pairs: usize,
    /// By how many steps the level changed at most.
    pub largest: usize,
    /// The pairs that are not read alike.
    pub unlike: Vec<Unlike>,
}

/// A pair that is not read alike.
#[derive(Debug)]
pub struct Unlike {
    /// Where the text stands.
    pub at: String,
    /// The text.
    pub text: String,
    /// With its sides exchanged.
    pub exchanged: String,
    /// What differs, one line each.
    pub differences: Vec<String>,
}

/// Reads every pair.
///
/// # Errors
/// When a file cannot be read.
pub fn compare(engine: &mut Engine, markers: &Path, corpus: &Path) -> Result<Compared, String> {
    let fairness = Fairness::load(markers)?;
    let cases = cases(&fairness, markers, corpus)?;
    let mut compared = Compared::default();
    for way in Way::ALL {
        let exchanger = fairness.exchanger(way);
        for case in &cases {
            let Some(moved) = exchanger.exchange(&case.text) else { continue };
            compared.pairs += 1;
            let mut check = |text: &str| {
                let message =
                    telltext::Message::new(text).from(&case.from).received(&case.received).region(&case.region);
                engine.check(&message)
            };
            let (plain, exchanged) = (check(&case.text), check(&moved.text));
            compared.largest = compared.largest.max(step(plain.level).abs_diff(step(exchanged.level)));
            let differences = differences(&plain, &exchanged, &moved);
            if !differences.is_empty() {
                compared.unlike.push(Unlike {
                    at: case.at.clone(),
                    text: case.text.clone(),
                    exchanged: moved.text,
                    differences,
                });
            }
        }
    }
    Ok(compared)
}

const fn step(level: Level) -> usize {
    match level {
        Level::None => 0,
        Level::Note => 1,
        Level::Caution => 2,
        Level::Strong => 3,
    }
}

fn cases(fairness: &Fairness, markers: &Path, corpus: &Path) -> Result<Vec<Case>, String> {
    let labelled = corpus::load(corpus)?.into_iter();
    let mut cases: Vec<Case> = labelled
        .map(|m| Case { at: m.name, text: m.text, from: m.from, received: m.received, region: m.region })
        .collect();
    for marker in examples::markers(markers)? {
        for example in marker.file.raise.iter().chain(&marker.file.quiet) {
            cases.push(Case {
                at: marker.line(example),
                text: example.text.get_ref().clone(),
                from: example.from.clone().unwrap_or_default(),
                received: example.received.clone().unwrap_or_default(),
                region: example.region.clone().unwrap_or_else(|| "US".into()),
            });
        }
    }
    for (text, region) in fairness.text.iter().flat_map(|t| t.say.iter().map(|say| (say, t.region.as_deref()))) {
        cases.push(Case {
            at: "markers/fairness.toml".into(),
            text: text.clone(),
            from: String::new(),
            received: String::new(),
            region: region.unwrap_or("US").into(),
        });
    }
    Ok(cases)
}
