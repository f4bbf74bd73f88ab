//! Whether the examples of a marker's file hold.

use serde::Serialize;

use crate::Message;
use crate::compile::MarkerExample;
use crate::engine::Engine;

/// What came of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "came", rename_all = "kebab-case")]
pub enum Tried {
    /// What it says is so.
    Passes,
    /// The marker should be raised, and is not.
    Silent,
    /// The marker should not be raised, and is.
    Raised {
        /// The words that raise it.
        by: String,
    },
    /// The marker is raised, by other words than those of `on`.
    Elsewhere {
        /// The words that should be highlighted.
        on: String,
        /// Those that are.
        shown: String,
    },
}

/// Reads an example with an engine that knows its marker.
pub fn try_example(engine: &mut Engine, entry: &MarkerExample) -> Tried {
    let example = &entry.example;
    let text = example.text.get_ref();
    let message = Message::new(text)
        .from(example.from.as_deref().unwrap_or(""))
        .received(example.received.as_deref().unwrap_or(""))
        .region(example.region.as_deref().unwrap_or("US"));
    let report = engine.check(&message);
    let finding = report.findings.into_iter().find(|f| f.marker == entry.marker.as_str());
    match (entry.raise, finding, &example.on) {
        (true, None, _) => Tried::Silent,
        (false, Some(finding), _) => Tried::Raised { by: finding.excerpt },
        (true, Some(finding), Some(on)) => {
            let mut shown = finding.spans.iter().map(|s| &text[s.start as usize..s.end as usize]);
            if shown.any(|shown| shown.contains(on.as_str()) || on.contains(shown)) {
                Tried::Passes
            } else {
                Tried::Elsewhere { on: on.clone(), shown: finding.excerpt }
            }
        }
        (true, Some(_), None) | (false, None, _) => Tried::Passes,
    }
}
