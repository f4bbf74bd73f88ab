//! What can be told from a link without opening it: its host, whose it is, and what is odd about it.

use std::borrow::Cow;

use crate::emit::table;

table! {
    /// What is known of hosts, from `markers/links.toml`. All lists are sorted.
    #[derive(Debug, Clone, Copy)]
    pub struct LinkKnowledge {
        /// Hosts of public shorteners.
        pub shorteners: &'static [&'static str],
        /// Hosts and endings of offices.
        pub official: &'static [&'static str],
        /// The same with `*` for any label and `??` for one of two letters.
        pub official_patterns: &'static [&'static str],
        /// Well-known places to look up voting.
        pub voting_sites: &'static [&'static str],
        /// Hosts whose letters are borrowed: official ones and voting sites.
        pub borrowed: &'static [&'static str],
        /// The same without dots: `votegov`.
        pub borrowed_flat: &'static [&'static str],
        /// Their first labels: `canivote`.
        pub borrowed_names: &'static [&'static str],
        /// Labels that say "government".
        pub government_words: &'static [&'static str],
        /// Words of offices.
        pub office_words: &'static [&'static str],
        /// Words that with one of an office make a host look like one.
        pub voting_words: &'static [&'static str],
        /// Last labels often seen in unwanted texts.
        pub odd_endings: &'static [&'static str],
        /// Endings of files to download.
        pub downloads: &'static [&'static str],
        /// Labels before a country's ending that belong to it.
        pub second_levels: &'static [&'static str],
    }
}

/// What can be seen of a link, a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notes(u16);

impl Notes {
    /// The names in the report, in its order.
    const NAMES: [&'static str; 12] =
        ["official", "shortener", "look-alike", "mixed-script", "punycode", "ip-address", "port", "user-info", "not-https", "download", "odd-ending", "defanged"];
    /// A host of an office.
    pub const OFFICIAL: Self = Self(1);
    /// A public shortener.
    pub const SHORTENER: Self = Self(1 << 1);
    /// It resembles an official host and is not one.
    pub const LOOK_ALIKE: Self = Self(1 << 2);
    /// Letters of several scripts.
    pub const MIXED_SCRIPT: Self = Self(1 << 3);
    /// An `xn--` label.
    pub const PUNYCODE: Self = Self(1 << 4);
    /// A number in place of a name.
    pub const IP_ADDRESS: Self = Self(1 << 5);
    /// A port.
    pub const PORT: Self = Self(1 << 6);
    /// A name before `@`.
    pub const USER_INFO: Self = Self(1 << 7);
    /// `http://` or `ftp://`.
    pub const NOT_HTTPS: Self = Self(1 << 8);
    /// A file to download.
    pub const DOWNLOAD: Self = Self(1 << 9);
    /// An ending often seen in unwanted texts.
    pub const ODD_ENDING: Self = Self(1 << 10);
    /// Written so that it is not a link: `hxxp`, `[.]`.
    pub const DEFANGED: Self = Self(1 << 11);

    /// Adds notes if `seen`.
    pub fn set(&mut self, notes: Self, seen: bool) {
        if seen {
            self.0 |= notes.0;
        }
    }

    /// Takes notes away.
    pub fn remove(&mut self, notes: Self) {
        self.0 &= !notes.0;
    }

    /// Whether any of `notes` is in it.
    #[must_use]
    pub const fn any(self, notes: Self) -> bool {
        self.0 & notes.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, notes: Self) -> Self {
        Self(self.0 | notes.0)
    }

    /// The names of the notes, in the order of the report.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().enumerate().filter(move |(bit, _)| self.0 >> bit & 1 == 1).map(|(_, name)| name)
    }

    /// Whether the note of this name is in it.
    #[must_use]
    pub fn has(self, name: &str) -> bool {
        self.names().any(|n| n == name)
    }
}

/// A link or an e-mail address, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    /// The host in lower case with disguises undone: `vote.gov`.
    pub host: String,
    /// What can be seen of it.
    pub notes: Notes,
}

impl LinkKnowledge {
    /// Reads a link or e-mail address: as it stands in the source, and folded.
    #[must_use]
    pub fn read(&self, source: &str, folded: &str) -> Host {
        let mut notes = Notes::default();
        let parts = Parts::of(folded, &mut notes);
        let labels: Vec<&str> = parts.host.split('.').filter(|l| !l.is_empty()).collect();
        let host = labels.join(".");
        let last = labels.last().copied().unwrap_or("");
        let is_number = is_address(&host);
        let mixed = !is_number && is_mixed(source, &host);
        let official = self.is_official(&host);
        let known = official || ends_listed(self.voting_sites, &host);
        notes.set(Notes::OFFICIAL, official && !mixed);
        notes.set(Notes::SHORTENER, listed(self.shorteners, host.strip_prefix("www.").unwrap_or(&host)));
        notes.set(Notes::LOOK_ALIKE, !is_number && if known { mixed } else { self.borrows(&host, &labels) });
        notes.set(Notes::MIXED_SCRIPT, mixed);
        notes.set(Notes::PUNYCODE, labels.iter().any(|l| l.starts_with("xn--")));
        notes.set(Notes::IP_ADDRESS, is_number);
        notes.set(Notes::ODD_ENDING, !is_number && listed(self.odd_endings, last));
        notes.set(Notes::DOWNLOAD, parts.file.rsplit_once('.').is_some_and(|(_, ending)| listed(self.downloads, ending)));
        Host { host, notes }
    }

    /// Whether a host is an office's.
    #[must_use]
    pub fn is_official(&self, host: &str) -> bool {
        ends_listed(self.official, host) || self.official_patterns.iter().any(|pattern| fits(pattern, host))
    }

    /// Whether a host that is not official borrows the looks of one.
    fn borrows(&self, host: &str, labels: &[&str]) -> bool {
        let Some((last, before)) = labels.split_last() else { return false };
        let odd = listed(self.odd_endings, last);
        let second = before.len() >= 2 && last.len() == 2 && !odd && listed(self.second_levels, before[before.len() - 1]);
        let body = if second { &before[..before.len() - 1] } else { before };
        let Some(name) = body.last() else { return false };
        let parts = || body.iter().flat_map(|label| label.split('-'));
        if *last != "edu" && parts().any(|part| listed(self.government_words, part)) {
            return true;
        }
        let flat = undone(name);
        // vote-gov.com, votegov.org
        let spelt = listed(self.borrowed_flat, &flat)
            // vote.org.example.com
            || host.match_indices('.').any(|(dot, _)| listed(self.borrowed, &host[..dot]))
            // can-i-vote.org, canivote.top
            || listed(self.borrowed_names, &flat) && (name.contains('-') || odd)
            // v0te.org
            || flat != *name && listed(self.borrowed, &undone_host(labels))
            // canivotes.org
            || flat.len() >= 6 && self.borrowed_names.iter().any(|own| own.len() >= 7 && one_edit(flat.as_bytes(), own.as_bytes()) && !listed(self.office_words, own));
        if spelt {
            return true;
        }
        let offices = parts().filter(|part| listed(self.office_words, part)).count();
        let voting = parts().filter(|part| listed(self.voting_words, part)).count();
        let hyphens = body.iter().any(|label| label.contains('-'));
        hyphens && offices > 0 && offices + voting >= 2 || odd && (offices > 0 || self.office_words.iter().any(|word| word.len() >= 6 && body.iter().any(|label| label.contains(word))))
    }
}

/// The parts of a link.
struct Parts {
    host: String,
    /// The last part of the path, without query and fragment.
    file: String,
}

impl Parts {
    /// Takes a folded link apart and notes its scheme, port, user and how it was made harmless.
    fn of(folded: &str, notes: &mut Notes) -> Self {
        let mut text = Cow::Borrowed(folded);
        if folded.bytes().any(|b| matches!(b, b'[' | b'(')) {
            for (harmless, plain) in [("[:]", ":"), ("[.]", "."), ("(.)", "."), ("[dot]", "."), ("(dot)", "."), ("[at]", "@"), ("(at)", "@")] {
                if text.contains(harmless) {
                    text = text.replace(harmless, plain).into();
                    notes.set(Notes::DEFANGED, true);
                }
            }
        }
        let (scheme, rest) = text.split_once("://").unwrap_or(("", &text));
        notes.set(Notes::DEFANGED, scheme.starts_with("hxx"));
        notes.set(Notes::NOT_HTTPS, matches!(scheme, "http" | "hxxp" | "ftp"));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let host = match authority.rsplit_once('@') {
            Some((_, host)) => {
                notes.set(Notes::USER_INFO, !scheme.is_empty());
                host
            }
            None => authority,
        };
        let host = match host.rsplit_once(':') {
            Some((front, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) && (!front.contains(':') || front.ends_with(']')) => {
                notes.set(Notes::PORT, true);
                front
            }
            _ => host,
        };
        let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
        Self { host: host.to_owned(), file: path.rsplit('/').next().unwrap_or("").to_owned() }
    }
}

fn listed(list: &[&str], entry: &str) -> bool {
    list.binary_search(&entry).is_ok()
}

/// Whether a host, or what it stands below, is in a list.
fn ends_listed(list: &[&str], host: &str) -> bool {
    listed(list, host) || host.match_indices('.').any(|(dot, _)| listed(list, &host[dot + 1..]))
}

/// Whether the last labels of a host fit a pattern.
fn fits(pattern: &str, host: &str) -> bool {
    let mut labels = host.rsplit('.');
    pattern.rsplit('.').all(|wanted| {
        labels.next().is_some_and(|label| match wanted {
            "*" => true,
            "??" => label.len() == 2 && label.bytes().all(|b| b.is_ascii_lowercase()),
            _ => wanted == label,
        })
    })
}

/// A number in place of a name: four groups, one large number, or in brackets.
fn is_address(host: &str) -> bool {
    host.starts_with('[') || host.starts_with("0x") && !host.contains('.') || !host.is_empty() && host.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whether letters of another script stand in the source of a host among Latin ones, or in their place.
fn is_mixed(source: &str, host: &str) -> bool {
    if source.is_ascii() {
        return false;
    }
    let after = source.find("//").map_or(source, |at| &source[at + 2..]);
    let written = &after[..after.find(['/', '?', '#']).unwrap_or(after.len())];
    let strange = |c: char| c.is_alphabetic() && !matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    written.contains(strange) && host.is_ascii() || written.split('.').any(|label| label.contains(strange) && label.contains(|c: char| c.is_ascii_alphabetic()))
}

/// A label without hyphens, digits that stand for letters undone.
fn undone(label: &str) -> String {
    label.bytes().enumerate().filter(|&(_, b)| b != b'-').map(|(at, b)| letter_for(label.as_bytes(), at, b)).collect()
}

fn undone_host(labels: &[&str]) -> String {
    labels.iter().map(|label| undone(label)).collect::<Vec<_>>().join(".")
}

/// A digit between letters is the letter it looks like; other digits stay (`vote411`).
fn letter_for(label: &[u8], at: usize, byte: u8) -> char {
    let letter = |at: Option<usize>| at.and_then(|at| label.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let between = letter(at.checked_sub(1)) && letter(Some(at + 1));
    match crate::fold::leet_letters(byte).first() {
        Some(&letter) if between && byte.is_ascii_digit() => letter as char,
        _ => byte as char,
    }
}

/// Whether one letter added, left out, changed, or two neighbours swapped make one word the other.
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    if a == b || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Greater => a[1..] == *b,
        std::cmp::Ordering::Less => *a == b[1..],
        std::cmp::Ordering::Equal => a[1..] == b[1..] || a.len() >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..],
    }
}
