//! Findings → level: one small table.

use crate::vocabulary::{Category, Level, Severity};

/// What counts of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// As it is.
    Full,
    /// How a text is dressed and carried: together at most a note below `high`.
    Context,
    /// How it was sent: the other dial.
    None,
}

/// Markers of the other dial outside the opt-out family.
const HOW_SENT: [&str; 1] = ["missing-sender-identity"];

fn weight(marker: &str, category: Category) -> Weight {
    match category {
        Category::OptOut => Weight::None,
        _ if HOW_SENT.contains(&marker) => Weight::None,
        Category::LinksAndSenders | Category::Obfuscation | Category::CampaignDeception => Weight::Context,
        _ => Weight::Full,
    }
}

/// The level of findings given as marker, category and severity; and which of them did it, by their places.
#[must_use]
#[inline(never)]
pub fn level(findings: &[(&str, Category, Severity)]) -> (Level, Vec<usize>) {
    let count = |wanted: Severity, weights: &[Weight]| -> Vec<usize> {
        let counted = findings.iter().enumerate().filter(|(_, (marker, category, severity))| {
            *severity == wanted && weights.contains(&weight(marker, *category))
        });
        counted.map(|(at, _)| at).collect()
    };
    let critical = count(Severity::Critical, &[Weight::Full, Weight::Context]);
    let high = count(Severity::High, &[Weight::Full, Weight::Context]);
    let medium = count(Severity::Medium, &[Weight::Full]);
    let context = count(Severity::Medium, &[Weight::Context]);
    if !critical.is_empty() {
        return (Level::Strong, critical);
    }
    if high.len() > 1 {
        return (Level::Strong, high);
    }
    if !high.is_empty() {
        return (Level::Caution, high);
    }
    if medium.len() > 1 {
        return (Level::Caution, medium);
    }
    if medium.is_empty() && context.is_empty() {
        return (Level::None, Vec::new());
    }
    (Level::Note, if medium.is_empty() { context } else { medium })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Category::{HowWhenWhere, LinksAndSenders, OptOut, ResultsAndLegitimacy, SourceAndIdentity};
    use Severity::{Critical, High, Low, Medium};

    fn of(findings: &[(&str, Category, Severity)]) -> Level {
        level(findings).0
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
        assert_eq!(
            of(&[("opt-out-missing", OptOut, Medium), ("missing-sender-identity", SourceAndIdentity, Medium)]),
            Level::None
        );
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
        assert_eq!(level(&[("a", HowWhenWhere, Low), ("b", HowWhenWhere, High)]).1, [1]);
    }
}
