//! `markers/links.toml` → what can be told from a link.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::Problem;
use super::load::At;
use crate::signals::hosts::{LONGEST_KNOWN, LinkKnowledge, known};

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
        let text = std::fs::read_to_string(path).map_err(|e| Problem::of(path, At::WHOLE, e.to_string()))?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        let problem = |at, message| Problem::of(path, at, message);
        let place = |at: usize| At::byte(text, at);
        let file: Self = toml::from_str(text)
            .map_err(|e| problem(e.span().map_or(At::WHOLE, |s| place(s.start)), e.message().to_owned()))?;
        for list in file.lists() {
            for entry in list {
                let plain =
                    |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'*' | b'?');
                if entry.is_empty() || !entry.bytes().all(plain) {
                    let at = text.find(&format!("\"{entry}\"")).map_or(At::WHOLE, place);
                    return Err(problem(
                        at,
                        format!("`{entry}`: hosts and labels are written in lower case, without spaces or scheme"),
                    ));
                }
                if entry.len() > LONGEST_KNOWN {
                    let message = format!("`{entry}` is longer than {LONGEST_KNOWN} bytes");
                    return Err(problem(text.find(entry).map_or(At::WHOLE, place), message));
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
    LinksFile::read(path).map(|file| tables(&file))
}

/// Reads the text of `links.toml` into the tables.
///
/// # Errors
/// The first mistake, with its file and line.
pub fn given(path: &Path, text: &str) -> Result<LinkKnowledge, Problem> {
    LinksFile::parse(path, text).map(|file| tables(&file))
}

fn tables(file: &LinksFile) -> LinkKnowledge {
    let is_pattern = |host: &String| host.contains(['*', '?']);
    let (patterns, official): (Vec<String>, Vec<String>) = file.official.iter().cloned().partition(is_pattern);
    let borrowed: Vec<String> = file.borrowed.iter().chain(&file.voting_sites).cloned().collect();
    let flat: Vec<String> = borrowed.iter().map(|host| host.replace('.', "")).collect();
    let names: Vec<String> = borrowed.iter().filter_map(|host| host.split('.').next()).map(str::to_owned).collect();
    let mut kinds: BTreeMap<&str, u16> = BTreeMap::new();
    for (list, kind) in [
        (&file.shorteners, known::SHORTENER),
        (&official, known::OFFICIAL),
        (&file.voting_sites, known::VOTING_SITE),
        (&borrowed, known::BORROWED),
        (&flat, known::BORROWED_FLAT),
        (&names, known::BORROWED_NAME),
        (&file.government_words, known::GOVERNMENT),
        (&file.office_words, known::OFFICE),
        (&file.voting_words, known::VOTING),
        (&file.odd_endings, known::ODD_ENDING),
        (&file.downloads, known::DOWNLOAD),
        (&file.second_levels, known::SECOND_LEVEL),
    ] {
        for entry in list {
            *kinds.entry(entry).or_default() |= kind;
        }
    }
    let entries: Vec<(&'static str, u16)> =
        kinds.into_iter().map(|(text, kinds)| (&*String::leak(text.to_owned()), kinds)).collect();
    LinkKnowledge::of(entries.leak(), sorted(&patterns))
}

/// A list in the order of its bytes, without doubles, kept for as long as the program runs.
#[must_use]
pub fn sorted(list: &[String]) -> &'static [&'static str] {
    let mut list: Vec<&'static str> = list.iter().map(|s| &*String::leak(s.clone())).collect();
    list.sort_unstable();
    list.dedup();
    list.leak()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_hosts_in_lower_case() {
        let written =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/markers/links.toml")).expect("the file");
        let path = std::env::temp_dir().join(format!("telltext-links-{}.toml", std::process::id()));
        for wrong in ["\"Bit.ly\"", "\"https://bit.ly\"", "\"\""] {
            std::fs::write(&path, written.replacen("\"bit.ly\"", wrong, 1)).expect("a file");
            let problem = LinksFile::read(&path).map(|_| ()).expect_err(wrong);
            assert!(problem.line > 0 && problem.message.contains("lower case"), "{wrong}");
        }
        std::fs::remove_file(&path).expect("removed");
    }
}
