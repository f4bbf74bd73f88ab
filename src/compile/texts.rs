//! Sentences, sources and regions → tables, with every text people read under a number.

use std::collections::{BTreeMap, HashMap};

use super::languages::Languages;
use super::load::{File, Loaded, bit_of_served};
use super::source::{
    ByLanguage, DutyEntry, FederalElection, InterfaceFile, MarkerFile, MarkerText, RegionFile, SourceEntry, Text,
};
use super::{leak_all, leak_str};
use crate::knowledge::{Duty, Example, Region, Sentence, SourcePage, Step, TextId, leak};

/// Every text people read, each once.
#[derive(Debug)]
pub struct Texts {
    /// The languages, by their codes.
    codes: &'static [&'static str],
    ids: HashMap<Vec<&'static str>, TextId>,
    /// The texts by their numbers, each in all languages; empty where it was not written.
    all: Vec<Vec<&'static str>>,
}

impl Texts {
    /// None yet, in these languages.
    pub fn of(languages: Languages) -> Self {
        let nothing = vec![""; languages.codes.len()];
        Self { codes: languages.codes, ids: HashMap::from([(nothing.clone(), TextId::NONE)]), all: vec![nothing] }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// For each language the texts by their numbers.
    pub fn finish(self) -> &'static [&'static [&'static str]] {
        let places = 0..self.codes.len();
        leak(places.map(|place| leak(self.all.iter().map(|words| words[place]).collect())).collect())
    }

    fn id(&mut self, in_language: impl Fn(&'static str) -> &'static str) -> TextId {
        let words: Vec<_> = self.codes.iter().map(|code| in_language(code)).collect();
        *self.ids.entry(words).or_insert_with_key(|words| {
            self.all.push(words.clone());
            TextId((self.all.len() - 1) as u16)
        })
    }

    /// A text that is the same in every language.
    pub fn plain(&mut self, text: &str) -> TextId {
        let (text, first) = (leak_str(text), self.codes[0]);
        self.id(|code| if code == first { text } else { "" })
    }

    /// A sentence in each language.
    pub fn by_language(&mut self, texts: &ByLanguage) -> TextId {
        self.id(|code| texts.get(code).map_or("", |t| printed(t)))
    }

    /// Numbers first what every answer may say, so that sources and documented messages, which come after it, can be sent later.
    pub fn begin_with_answers(&mut self, loaded: &Loaded) {
        for (_, marker) in loaded.markers.values() {
            for part in MARKER_TEXTS {
                self.of_marker(marker, part);
            }
        }
        for (_, region) in loaded.regions.values() {
            for text in [&region.name, &region.opt_out.why, &region.sender_id.why] {
                self.by_language(text);
            }
            for text in [&region.checked, &region.emergency] {
                self.plain(text);
            }
            for step in &region.step {
                self.by_language(&step.what);
                self.plain(&step.contact);
                self.plain(&step.url);
            }
        }
        sentences(&loaded.interface, REPORTED, self);
    }

    /// One of a marker's texts in each language.
    pub fn of_marker(&mut self, marker: &MarkerFile, part: impl Fn(&MarkerText) -> &String) -> TextId {
        self.id(|code| marker.text.get(code).map_or("", |t| printed(part(t))))
    }

    /// Sources.
    pub fn sources(&mut self, entries: &[SourceEntry]) -> &'static [SourcePage] {
        let pages = entries.iter().map(|s| SourcePage {
            title: self.plain(&s.title),
            publisher: self.plain(&s.publisher),
            date: self.plain(&s.date),
            url: self.plain(&s.url),
        });
        leak(pages.collect())
    }

    /// The examples of a marker that catalogues show: of each language the first that raises it and the first lawful one.
    pub fn examples(&mut self, marker: &MarkerFile) -> &'static [Example] {
        let mut shown = Vec::new();
        for (lang, code) in self.codes.iter().enumerate() {
            let raise = marker.raise.iter().find(|e| e.lang == *code).map(|e| (e, true));
            let quiet = marker.quiet.iter().find(|e| e.lang == *code && e.lawful).map(|e| (e, false));
            shown.extend(raise.into_iter().chain(quiet).map(|(e, raises)| Example {
                text: self.plain(e.text.get_ref()),
                lang: lang as u8,
                raises,
            }));
        }
        leak(shown)
    }

    /// The languages, a bit each, in which a marker has no text of its own.
    pub fn untranslated(&self, marker: &MarkerFile) -> u8 {
        let missing = |code: &str| marker.text.get(code).is_none_or(|t| t.what.trim().is_empty());
        (0..).zip(self.codes).filter(|(_, code)| missing(code)).fold(0, |bits, (place, _)| bits | 1 << place)
    }

    fn duty(&mut self, entry: &DutyEntry) -> Duty {
        Duty { expected: entry.expected, why: self.by_language(&entry.why), sources: self.sources(&entry.source) }
    }
}

/// A sentence as it is printed: `'` and `"`, which files are typed with, become ‘ ’ and “ ”.
fn printed(text: &str) -> &'static str {
    let mut printed = String::with_capacity(text.len());
    let (mut before, mut signs) = (' ', text.chars().peekable());
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        let begins = before.is_whitespace() || "([¿¡«—–‘“".contains(before);
        // What follows an elision: l’“urne”.
        let elided = sign == '"' && before == '’' && next.is_alphanumeric();
        let opens = !next.is_whitespace() && (begins || elided);
        before = match sign {
            '\'' if opens => '‘',
            '\'' => '’',
            '"' if opens => '“',
            '"' => '”',
            other => other,
        };
        printed.push(before);
    }
    printed.leak()
}

/// A marker's texts: title, what, why, what to do.
pub const MARKER_TEXTS: [fn(&MarkerText) -> &String; 4] = [|t| &t.title, |t| &t.what, |t| &t.why, |t| &t.todo];

/// The bits of [`Step::serves`]. A name that is none was told when the file was read.
fn serves(names: &[Text]) -> u16 {
    names.iter().filter_map(|name| bit_of_served(name.get_ref())).fold(0, |bits, bit| bits | bit)
}

/// Regions in the order of their codes.
pub fn regions(files: &BTreeMap<String, (File, RegionFile)>, texts: &mut Texts) -> Vec<Region> {
    files
        .iter()
        .map(|(code, (_, region))| Region {
            code: if code == "unknown" { "unknown" } else { String::leak(code.to_uppercase()) },
            also: leak_all(&region.also),
            name: texts.by_language(&region.name),
            checked: texts.plain(&region.checked),
            official_hosts: leak_all(&region.official_hosts),
            calling_codes: leak_all(&region.calling_codes),
            emergency: texts.plain(&region.emergency),
            opt_out: texts.duty(&region.opt_out),
            sender_id: texts.duty(&region.sender_id),
            steps: leak(
                region
                    .step
                    .iter()
                    .map(|s| Step {
                        action: s.action,
                        serves: serves(&s.serves),
                        what: texts.by_language(&s.what),
                        contact: texts.plain(&s.contact),
                        url: texts.plain(&s.url),
                    })
                    .collect(),
            ),
            us_federal_calendar: region
                .calendar
                .as_ref()
                .is_some_and(|c| c.federal_general == FederalElection::TuesdayAfterFirstMondayOfNovemberEvenYears),
        })
        .collect()
}

/// Whether the report speaks from this table of `markers/interface.toml`. From the others only the command does.
pub const REPORTED: fn(&str) -> bool =
    |table| matches!(table, "not_checked" | "opt_out" | "sender_id" | "sign" | "step");

/// Sentences of some tables sorted by id, `table.key`.
pub fn sentences(file: &InterfaceFile, which: impl Fn(&str) -> bool, texts: &mut Texts) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (table, entries) in file.iter().filter(|(table, _)| which(table)) {
        for (key, words) in entries {
            all.push(Sentence { id: leak_str(&format!("{table}.{key}")), words: texts.by_language(words) });
        }
    }
    all.sort_by_key(|s| s.id);
    all
}

/// For each language a sentence `language.CODE`: what it is called in English, which only the command says.
pub fn languages(languages: Languages, texts: &mut Texts) -> Vec<Sentence> {
    let named = languages.codes.iter().zip(languages.english);
    named.map(|(code, name)| Sentence { id: leak_str(&format!("language.{code}")), words: texts.plain(name) }).collect()
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn quotations_open_and_close_where_they_stand() {
        for (typed, expected) in [
            ("the voters' \"typo\"", "the voters’ “typo”"),
            (
                "it says 'vote' (\"today\"), ['now'] or—\"later\"—never",
                "it says ‘vote’ (“today”), [‘now’] or—“later”—never",
            ),
            ("\"'Vote' it said\"; \"it said 'vote'\"", "“‘Vote’ it said”; “it said ‘vote’”"),
            ("l'\"urne\" d'\"ici\" ; ¿\"Ya\"?", "l’“urne” d’“ici” ; ¿“Ya”?"),
            ("\"wait—\" {url}'s \"{url}\" 5'", "“wait—” {url}’s “{url}” 5’"),
        ] {
            assert_eq!(printed(typed), expected);
        }
    }
}
