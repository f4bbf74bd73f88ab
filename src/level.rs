//! Findings → level: one small table.

use crate::knowledge::is_how_sent;
use crate::vocabulary::{Category, Level, Severity};

/// Towards which part of the level a finding counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// As it is.
    Full,
    /// How a text is dressed and carried: together at most a note below `high`.
    Context,
    /// How it was sent: the other dial.
    None,
}

fn weight(marker: &str, category: Category) -> Weight {
    match category {
        _ if is_how_sent(marker, category) => Weight::None,
        Category::LinksAndSenders | Category::Obfuscation | Category::CampaignDeception => Weight::Context,
        _ => Weight::Full,
    }
}

/// The level of findings given as marker, category and severity; and which of them did it, by their places.
#[must_use]
pub fn level<'a>(findings: impl Iterator<Item = (&'a str, Category, Severity)>) -> (Level, Vec<usize>) {
    let mut counted: [Vec<usize>; 4] = Default::default();
    for (at, (marker, category, severity)) in findings.enumerate() {
        let step = match (severity, weight(marker, category)) {
            (_, Weight::None) | (Severity::Low, _) => continue,
            (Severity::Critical, _) => 0,
            (Severity::High, _) => 1,
            (Severity::Medium, Weight::Full) => 2,
            (Severity::Medium, Weight::Context) => 3,
        };
        counted[step].push(at);
    }
    let [critical, high, medium, context] = counted;
    match (critical.len(), high.len(), medium.len(), context.len()) {
        (1.., ..) => (Level::Strong, critical),
        (_, 2.., ..) => (Level::Strong, high),
        (_, 1, ..) => (Level::Caution, high),
        (_, _, 2.., _) => (Level::Caution, medium),
        (_, _, 1, _) => (Level::Note, medium),
        (.., 1..) => (Level::Note, context),
        _ => (Level::None, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{OPT_OUT_MISSING, SENDER_MISSING};
    use Category::{HowWhenWhere, LinksAndSenders, OptOut, ResultsAndLegitimacy, SourceAndIdentity};
    use Severity::{Critical, High, Low, Medium};

    fn of(findings: &[(&str, Category, Severity)]) -> Level {
        level(findings.iter().copied()).0
    }

    #[test]
    fn the_table() {
        assert_eq!(of(&[]), Level::None);
        assert_eq!(of(&[("a", SourceAndIdentity, Low), ("b", SourceAndIdentity, Low)]), Level::None);
        assert_eq!(of(&[("a", ResultsAndLegitimacy, Medium)]), Level::Note);
        assert_eq!(of(&[("a", ResultsAndLegitimacy, Medium), ("b", HowWhenWhere, Medium)]), Level::Caution);
        assert_eq!(of(&[("a", HowWhenWhere, High)]), Level::Caution);
        assert_eq!(of(&[("a", HowWhenWhere, High), ("b", LinksAndSenders, High)]), Level::Strong);
        assert_eq!(of(&[("a", HowWhenWhere, Critical)]), Level::Strong);
    }

    #[test]
    fn how_it_was_sent_is_another_dial() {
        assert_eq!(of(&[(OPT_OUT_MISSING, OptOut, Medium), (SENDER_MISSING, SourceAndIdentity, Medium)]), Level::None);
        assert_eq!(of(&[("opt-out-deceptive", OptOut, High)]), Level::None);
    }

    #[test]
    fn the_dress_of_a_text_is_a_note_at_most() {
        assert_eq!(
            of(&[("link-shortener", LinksAndSenders, Medium), ("homoglyph", Category::Obfuscation, Medium)]),
            Level::Note
        );
    }

    #[test]
    fn it_says_which_findings_did_it() {
        let findings = [("a", HowWhenWhere, Low), ("b", HowWhenWhere, High)];
        assert_eq!(level(findings.into_iter()).1, [1]);
    }
}
