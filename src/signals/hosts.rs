//! What can be told from a link without opening it: its host, whose it is, and what is odd about it.

use std::borrow::Cow;

use crate::knowledge::leak;
use crate::packed::{Pack, Reader, Writer};
use crate::tokens::hash;

/// What is known of hosts and their labels, from `markers/links.toml`.
#[derive(Debug, Clone, Copy)]
pub struct LinkKnowledge {
    /// Every host and label that is known, sorted, and what it is: the constants of [`known`].
    pub entries: &'static [(&'static str, u16)],
    /// Open-addressing table of entry numbers plus one; 0 is empty. Its length is a power of two.
    pub slots: &'static [u16],
    /// Hosts of offices with `*` for any label and `??` for one of two letters.
    pub official_patterns: &'static [&'static str],
    /// First labels of borrowed hosts, of seven letters and more: `canivote`.
    pub borrowed_names: &'static [&'static str],
    /// Words of offices of six letters and more.
    pub long_office_words: &'static [&'static str],
}

/// Only what the rest can be told from.
impl Pack for LinkKnowledge {
    fn pack(&self, writer: &mut Writer) {
        self.entries.pack(writer);
        self.official_patterns.pack(writer);
    }
    #[inline(never)]
    fn unpack(reader: &mut Reader) -> Self {
        let entries = Pack::unpack(reader);
        Self::of(entries, Pack::unpack(reader))
    }
}

/// No host or label that is known is longer, in bytes.
pub const LONGEST_KNOWN: usize = 64;

/// What a host or label can be.
pub mod known {
    /// A host of a public shortener.
    pub const SHORTENER: u16 = 1;
    /// A host or ending of offices.
    pub const OFFICIAL: u16 = 1 << 1;
    /// A well-known place to look up voting.
    pub const VOTING_SITE: u16 = 1 << 2;
    /// A host whose letters are borrowed: an official one or a voting site.
    pub const BORROWED: u16 = 1 << 3;
    /// The same without dots: `votegov`.
    pub const BORROWED_FLAT: u16 = 1 << 4;
    /// Its first label: `canivote`.
    pub const BORROWED_NAME: u16 = 1 << 5;
    /// A label that says "government".
    pub const GOVERNMENT: u16 = 1 << 6;
    /// A word of an office.
    pub const OFFICE: u16 = 1 << 7;
    /// A word that with one of an office makes a host look like one.
    pub const VOTING: u16 = 1 << 8;
    /// A last label often seen in unwanted texts.
    pub const ODD_ENDING: u16 = 1 << 9;
    /// An ending of files to download.
    pub const DOWNLOAD: u16 = 1 << 10;
    /// A label before a country's ending that belongs to it.
    pub const SECOND_LEVEL: u16 = 1 << 11;
}

/// What can be seen of a link, a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notes(u16);

impl Notes {
    /// The names in the report, in its order.
    const NAMES: [&'static str; 12] = [
        "official",
        "shortener",
        "look-alike",
        "mixed-script",
        "punycode",
        "ip-address",
        "port",
        "user-info",
        "not-https",
        "download",
        "odd-ending",
        "defanged",
    ];
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
    /// From what is known of each host and label, sorted, and the patterns of offices' hosts.
    #[must_use]
    pub fn of(entries: &'static [(&'static str, u16)], official_patterns: &'static [&'static str]) -> Self {
        // At most half full.
        let mut slots = vec![0; (2 * entries.len()).next_power_of_two()];
        let mask = slots.len() - 1;
        for (number, (text, _)) in entries.iter().enumerate() {
            let mut at = hash(text.as_bytes()) as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = number as u16 + 1;
        }
        let long = |kind: u16, least: usize, but: u16| {
            let long =
                entries.iter().filter(|(text, kinds)| kinds & kind != 0 && kinds & but == 0 && text.len() >= least);
            leak(long.map(|(text, _)| *text).collect())
        };
        Self {
            entries,
            slots: leak(slots),
            official_patterns,
            borrowed_names: long(known::BORROWED_NAME, 7, known::OFFICE),
            long_office_words: long(known::OFFICE, 6, 0),
        }
    }

    /// Reads a link or e-mail address: as it stands in the source, and folded.
    #[must_use]
    #[inline(never)]
    pub fn read(&self, source: &str, folded: &str) -> Host {
        let mut notes = Notes::default();
        let text = plain_link(folded, &mut notes);
        let parts = Parts::of(&text, &mut notes);
        // Empty labels are dots too many.
        let labels: Vec<&str> = parts.host.split('.').filter(|label| !label.is_empty()).collect();
        let host = labels.join(".");
        let last = labels.last().copied().unwrap_or("");
        let is_number = is_address(&host);
        let mixed = !is_number && is_mixed(source, &host);
        let above = self.above(&host);
        let official =
            above & known::OFFICIAL != 0 || self.official_patterns.iter().any(|pattern| fits(pattern, &labels));
        notes.set(Notes::OFFICIAL, official && !mixed);
        notes.set(Notes::SHORTENER, self.kinds_of(host.strip_prefix("www.").unwrap_or(&host)) & known::SHORTENER != 0);
        notes.set(
            Notes::LOOK_ALIKE,
            !is_number
                && if official || above & known::VOTING_SITE != 0 { mixed } else { self.borrows(&host, &labels) },
        );
        notes.set(Notes::MIXED_SCRIPT, mixed);
        notes.set(Notes::PUNYCODE, labels.iter().any(|l| l.starts_with("xn--")));
        notes.set(Notes::IP_ADDRESS, is_number);
        notes.set(Notes::ODD_ENDING, !is_number && self.kinds_of(last) & known::ODD_ENDING != 0);
        notes.set(
            Notes::DOWNLOAD,
            split_last(parts.file, b'.').is_some_and(|(_, ending)| self.kinds_of(ending) & known::DOWNLOAD != 0),
        );
        Host { host, notes }
    }

    /// What a host or label is, as bits of [`known`]; 0 where nothing is known of it.
    fn kinds_of(&self, text: &str) -> u16 {
        if text.len() > LONGEST_KNOWN {
            return 0;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(text.as_bytes()) as usize & mask;
        loop {
            match self.slots[at] {
                0 => return 0,
                number => {
                    let (entry, kinds) = self.entries[usize::from(number) - 1];
                    if entry == text {
                        return kinds;
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// What a host and everything it stands below are, together.
    fn above(&self, host: &str) -> u16 {
        dots(host)
            .map(|dot| dot + 1)
            .chain([0])
            .fold(0, |kinds, from| kinds | self.kinds_of(host.get(from..).unwrap_or_default()))
    }

    /// Whether a host that is not official borrows the looks of one.
    #[inline(never)]
    fn borrows(&self, host: &str, labels: &[&str]) -> bool {
        let Some((last, before)) = labels.split_last() else { return false };
        let odd = self.kinds_of(last) & known::ODD_ENDING != 0;
        let second = before.len() >= 2
            && last.len() == 2
            && !odd
            && self.kinds_of(before[before.len() - 1]) & known::SECOND_LEVEL != 0;
        let body = if second { &before[..before.len() - 1] } else { before };
        let Some(name) = body.last() else { return false };
        let (mut government, mut offices, mut words, mut parts) = (false, 0, 0, 0);
        for label in body {
            for part in label.split('-') {
                let kinds = self.kinds_of(part);
                government |= kinds & known::GOVERNMENT != 0;
                offices += u32::from(kinds & known::OFFICE != 0);
                words += u32::from(kinds & (known::OFFICE | known::VOTING) != 0);
                parts += 1;
            }
        }
        if government && *last != "edu" {
            return true;
        }
        let flat = undone(name);
        let kinds = self.kinds_of(&flat);
        let hyphens = parts > body.len();
        // vote-gov.com, votegov.org
        kinds & known::BORROWED_FLAT != 0
            // can-i-vote.org, which is longer than without its hyphens, canivote.top
            || kinds & known::BORROWED_NAME != 0 && (flat.len() < name.len() || odd)
            // vote.org.example.com
            || dots(host).any(|dot| self.kinds_of(host.get(..dot).unwrap_or_default()) & known::BORROWED != 0)
            // v0te.org
            || flat != *name && self.kinds_of(&undone_host(labels)) & known::BORROWED != 0
            // canivotes.org
            || self.is_one_edit_from_borrowed(flat.as_bytes())
            // county-elections.info
            || hyphens && offices > 0 && words >= 2
            // electionsupdate.top
            || odd && (offices > 0 || self.long_office_words.iter().any(|word| body.iter().any(|label| find(label, word).is_some())))
    }

    fn is_one_edit_from_borrowed(&self, name: &[u8]) -> bool {
        name.len() >= 6 && self.borrowed_names.iter().any(|own| one_edit(name, own.as_bytes()))
    }
}

/// The parts of a link.
struct Parts<'a> {
    host: &'a str,
    /// The last part of the path, without query and fragment.
    file: &'a str,
}

/// Where a short text first stands in another. The standard library's search is made for long ones, and ten times the code.
#[inline(never)]
fn find(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window == wanted.as_bytes())
}

/// What stands before and after the first of it.
fn split<'a>(text: &'a str, wanted: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, wanted)?;
    text.get(..at).zip(text.get(at + wanted.len()..))
}

/// What stands before and after the last of an ASCII sign.
#[inline(never)]
fn split_last(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|b| b == sign)?;
    text.get(..at).zip(text.get(at + 1..))
}

/// What stands before the first of some ASCII signs, and the rest.
#[inline(never)]
fn split_at_some<'a>(text: &'a str, signs: &[u8]) -> (&'a str, &'a str) {
    let at = text.bytes().position(|b| signs.contains(&b)).unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or_default()
}

/// Where the dots of a host stand.
fn dots(host: &str) -> impl Iterator<Item = usize> {
    host.bytes().enumerate().filter(|&(_, b)| b == b'.').map(|(at, _)| at)
}

/// A text with something else in place of a short one.
fn replaced(mut text: &str, wanted: &str, other: &str) -> String {
    let mut replaced = String::new();
    while let Some((before, after)) = split(text, wanted) {
        replaced.push_str(before);
        replaced.push_str(other);
        text = after;
    }
    replaced + text
}

/// A link as it was before it was made harmless.
fn plain_link<'a>(folded: &'a str, notes: &mut Notes) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(folded);
    if folded.bytes().any(|b| matches!(b, b'[' | b'(')) {
        for (harmless, plain) in
            [("[:]", ":"), ("[.]", "."), ("(.)", "."), ("[dot]", "."), ("(dot)", "."), ("[at]", "@"), ("(at)", "@")]
        {
            if find(&text, harmless).is_some() {
                text = replaced(&text, harmless, plain).into();
                notes.set(Notes::DEFANGED, true);
            }
        }
    }
    text
}

impl<'a> Parts<'a> {
    /// Takes a link apart and notes its scheme, port and user.
    fn of(text: &'a str, notes: &mut Notes) -> Self {
        let (scheme, rest) = split(text, "://").unwrap_or(("", text));
        notes.set(Notes::DEFANGED, scheme.starts_with("hxx"));
        notes.set(Notes::NOT_HTTPS, matches!(scheme, "http" | "hxxp" | "ftp"));
        let (authority, path) = split_at_some(rest, b"/?#");
        let host = match split_last(authority, b'@') {
            Some((_, host)) => {
                notes.set(Notes::USER_INFO, !scheme.is_empty());
                host
            }
            None => authority,
        };
        let host = match split_last(host, b':') {
            Some((front, port))
                if !port.is_empty()
                    && port.bytes().all(|b| b.is_ascii_digit())
                    && (front.ends_with(']') || !front.bytes().any(|b| b == b':')) =>
            {
                notes.set(Notes::PORT, true);
                front
            }
            _ => host,
        };
        let (path, _) = split_at_some(path, b"?#");
        Self { host, file: split_last(path, b'/').map_or(path, |(_, file)| file) }
    }
}

/// Whether the last labels of a host fit a pattern.
fn fits(pattern: &str, labels: &[&str]) -> bool {
    // Most hosts end otherwise.
    if labels.last().is_none_or(|last| !pattern.ends_with(last)) {
        return false;
    }
    let Some(front) = labels.len().checked_sub(pattern.split('.').count()) else { return false };
    pattern.split('.').zip(&labels[front..]).all(|(wanted, label)| match wanted {
        "*" => true,
        "??" => label.len() == 2 && label.bytes().all(|b| b.is_ascii_lowercase()),
        _ => wanted == *label,
    })
}

/// A number in place of a name: four groups, one large number, or in brackets.
fn is_address(host: &str) -> bool {
    host.starts_with('[')
        || host.starts_with("0x") && dots(host).next().is_none()
        || !host.is_empty() && host.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whether letters of another script stand in the source of a host among Latin ones, or in their place.
fn is_mixed(source: &str, host: &str) -> bool {
    if source.is_ascii() {
        return false;
    }
    let after = split(source, "//").map_or(source, |(_, after)| after);
    let (written, _) = split_at_some(after, b"/?#");
    let strange = |c: char| c.is_alphabetic() && !matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    written.contains(strange) && host.is_ascii()
        || written.split('.').any(|label| label.contains(strange) && label.contains(|c: char| c.is_ascii_alphabetic()))
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
    // One edit leaves the first letter or the last.
    if a.len().abs_diff(b.len()) > 1 || a.first() != b.first() && a.last() != b.last() || a == b {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Greater => a[1..] == *b,
        std::cmp::Ordering::Less => *a == b[1..],
        std::cmp::Ordering::Equal => {
            a[1..] == b[1..] || a.len() >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]
        }
    }
}
