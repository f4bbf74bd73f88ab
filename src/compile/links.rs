//! `markers/links.toml` → what can be told from a link.

use std::path::Path;

use serde::Deserialize;

use super::Problem;
use crate::signals::hosts::LinkKnowledge;

/// `markers/links.toml`: lists of hosts, labels and endings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinksFile {
    /// Last labels that make a bare host a link.
    pub endings: Vec<String>,
    /// Last labels that are words as well.
    pub word_endings: Vec<String>,
    shorteners: Vec<String>,
    official: Vec<String>,
    voting_sites: Vec<String>,
    borrowed: Vec<String>,
    government_words: Vec<String>,
    office_words: Vec<String>,
    voting_words: Vec<String>,
    odd_endings: Vec<String>,
    downloads: Vec<String>,
    second_levels: Vec<String>,
}

impl LinksFile {
    /// Reads the file; every entry must be in lower case, as links are once folded.
    ///
    /// # Errors
    /// The first mistake, with its file and line.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let problem = |line, message| Problem { file: path.to_path_buf(), line, message };
        let text = std::fs::read_to_string(path).map_err(|e| problem(0, e.to_string()))?;
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let file: Self = toml::from_str(&text).map_err(|e| problem(e.span().map_or(0, |s| line(s.start)), e.message().to_owned()))?;
        for list in file.lists() {
            for entry in list {
                let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'*' | b'?');
                if entry.is_empty() || !entry.bytes().all(plain) {
                    let at = text.find(&format!("\"{entry}\"")).map_or(0, line);
                    return Err(problem(at, format!("`{entry}`: hosts and labels are written in lower case, without spaces or scheme")));
                }
            }
        }
        Ok(file)
    }

    fn lists(&self) -> [&Vec<String>; 12] {
        [
            &self.endings,
            &self.word_endings,
            &self.shorteners,
            &self.official,
            &self.voting_sites,
            &self.borrowed,
            &self.government_words,
            &self.office_words,
            &self.voting_words,
            &self.odd_endings,
            &self.downloads,
            &self.second_levels,
        ]
    }
}

/// Reads `links.toml` into the tables.
///
/// # Errors
/// The first mistake, with its file and line.
pub fn load(path: &Path) -> Result<LinkKnowledge, Problem> {
    let file = LinksFile::read(path)?;
    let is_pattern = |host: &String| host.contains(['*', '?']);
    let (official_patterns, official): (Vec<String>, Vec<String>) = file.official.iter().cloned().partition(is_pattern);
    let borrowed: Vec<String> = file.borrowed.iter().chain(&file.voting_sites).cloned().collect();
    let flat: Vec<String> = borrowed.iter().map(|host| host.replace('.', "")).collect();
    let names: Vec<String> = borrowed.iter().filter_map(|host| host.split('.').next()).map(str::to_owned).collect();
    Ok(LinkKnowledge {
        shorteners: sorted(&file.shorteners),
        official: sorted(&official),
        official_patterns: sorted(&official_patterns),
        voting_sites: sorted(&file.voting_sites),
        borrowed: sorted(&borrowed),
        borrowed_flat: sorted(&flat),
        borrowed_names: sorted(&names),
        government_words: sorted(&file.government_words),
        office_words: sorted(&file.office_words),
        voting_words: sorted(&file.voting_words),
        odd_endings: sorted(&file.odd_endings),
        downloads: sorted(&file.downloads),
        second_levels: sorted(&file.second_levels),
    })
}

/// A list in the order of its bytes, without doubles, kept for as long as the program runs.
pub fn sorted(list: &[String]) -> &'static [&'static str] {
    let mut list: Vec<&'static str> = list.iter().map(|s| &*String::leak(s.clone())).collect();
    list.sort_unstable();
    list.dedup();
    list.leak()
}
