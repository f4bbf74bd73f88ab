//! `markers/languages.toml` → the languages that are read and spoken.

use super::leak_str;
use super::load::{At, File, Problems, parse};
use super::source::{LanguageEntry, LanguagesFile};
use crate::knowledge::leak;
use crate::tokens::MOST_LANGUAGES;

/// The languages, in the order in which they are listed.
#[derive(Debug, Clone, Copy)]
pub struct Languages {
    /// Their codes.
    pub codes: &'static [&'static str],
    /// What they are called in English.
    pub english: &'static [&'static str],
}

impl Languages {
    /// Reads the file. Nothing, where it has a mistake: every other file would seem to have one.
    pub fn read(file: &File, problems: &mut Problems) -> Option<Self> {
        let listed = parse::<LanguagesFile>(file, problems)?.language;
        let before = problems.count();
        for (place, entry) in listed.iter().enumerate() {
            let code = entry.code.get_ref();
            let wrong = if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
                format!("`{code}` is no code of a language; write two small letters, such as `en`")
            } else if listed[..place].iter().any(|other| other.code == entry.code) {
                format!("`{code}` is listed already; list each language once")
            } else if place >= MOST_LANGUAGES {
                format!("`{code}` is one too many; there is room for {MOST_LANGUAGES} languages")
            } else {
                continue;
            };
            problems.add(&file.path, file.at(entry.code.span().start), wrong);
        }
        if listed.is_empty() {
            problems.add(&file.path, At::BEGINNING, "no [[language]]: list the languages that are read".into());
        }
        let leaked =
            |each: fn(&LanguageEntry) -> &str| leak(listed.iter().map(|entry| leak_str(each(entry))).collect());
        let all = Self { codes: leaked(|entry| entry.code.get_ref()), english: leaked(|entry| &entry.english) };
        (problems.count() == before).then_some(all)
    }

    /// Whether it is listed.
    pub fn has(self, code: &str) -> bool {
        self.codes.contains(&code)
    }

    /// For an error: those that are listed.
    pub fn listed(self) -> String {
        let codes: Vec<String> = self.codes.iter().map(|code| format!("`{code}`")).collect();
        format!("languages.toml lists {}", codes.join(", "))
    }
}
