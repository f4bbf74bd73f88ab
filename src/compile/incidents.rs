//! Documented messages → titles, words and shingles.

use std::collections::BTreeMap;

use super::load::File;
use super::source::IncidentFile;
use super::texts::Texts;
use crate::incidents::shingles;
use crate::knowledge::Incident;

/// The pages of all incidents that have words, and their shingles sorted by hash.
pub fn build(
    files: &BTreeMap<String, (File, IncidentFile)>,
    fold: &dyn Fn(&str) -> Vec<String>,
    texts: &mut Texts,
) -> (Vec<Incident>, Vec<(u16, u16)>) {
    let mut pages = Vec::new();
    let mut all = Vec::new();
    for (id, (_, incident)) in files {
        // Both quote and paraphrase are compared; the quote is shown.
        let quote = incident.quote.as_deref().unwrap_or("").trim();
        let paraphrase = incident.paraphrase.as_deref().unwrap_or("").trim();
        let shown = if quote.is_empty() { paraphrase } else { quote };
        let number = pages.len() as u16;
        let shingles = [quote, paraphrase].map(|words| {
            let mut set = shingles(&fold(words));
            set.sort_unstable();
            set.dedup();
            set
        });
        for (which, set) in shingles.iter().enumerate() {
            all.extend(set.iter().map(|s| (*s, number * 2 + which as u16)));
        }
        pages.push(Incident {
            id: String::leak(id.clone()),
            title: texts.by_language(&incident.title),
            date: texts.plain(&incident.date),
            wrong: texts.by_language(&incident.wrong),
            quote: texts.plain(shown),
            quoted: !quote.is_empty(),
            url: texts.plain(incident.source.first().map_or("", |s| s.url.as_str())),
            shingles: shingles.map(|set| set.len() as u16),
        });
    }
    all.sort_unstable();
    (pages, all)
}
