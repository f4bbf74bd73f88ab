//! Many messages → groups of near-duplicates: one campaign from however many numbers.
//!
//! Names, numbers, amounts, links, dates and disguise do not tell copies apart, and a reworded clause does not
//! either. Two different messages of one sender stay two campaigns.

mod group;
mod signature;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

pub use signature::Signature;

use crate::message::Message;
use crate::signals::when::Day;
use group::Sets;
use signature::spread;

/// How many texts are kept of messages that are the same but for what is filled in.
const SAMPLES_EACH: u8 = 3;

/// How much of a text is kept, in characters.
const SAMPLE_CHARACTERS: usize = 640;

/// How many texts of a campaign are read for the words in which they differ.
const TEXTS_READ: usize = 64;

/// How many words in which they differ are named.
const MOST_DIFFERING: usize = 24;

/// Near-duplicate messages.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Campaign {
    /// The ids of its messages, in the order they were given.
    pub members: Vec<String>,
    /// The distinct senders, in the order they were first seen. A number is one sender however it is punctuated.
    pub senders: Vec<String>,
    /// When the first of them was received, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(schema, ts(optional))]
    pub first: Option<String>,
    /// When the last of them was received, as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(schema, ts(optional))]
    pub last: Option<String>,
    /// The share of its messages in which no opt-out wording was found, 0 to 1, rounded to two places.
    pub without_opt_out: f32,
    /// One of its texts: the first of the commonest wording.
    pub sample: String,
    /// Words that some of its messages have and others have not, as written, the commonest first.
    pub differing: Vec<String>,
}

/// Groups messages into campaigns: the largest first. Messages like no other are in none.
///
/// Deterministic, and near-linear in the number of messages. Each message comes with an id of the caller's.
///
/// ```
/// use telltext::Message;
/// let text = |name: &str, link: &str| format!("Hi {name}, the county moved your voting site to the old mill, see {link} for directions");
/// let (one, two) = (text("Ana", "a.example/1"), text("Bo", "b.example/2"));
/// let rows = [
///     ("1", Message::new(&one).from("+1 215 555 0101")),
///     ("2", Message::new("Are you coming over for dinner on Sunday, or is it too far?")),
///     ("3", Message::new(&two).from("+1 215 555 0102")),
/// ];
/// let campaigns = telltext::campaigns(rows);
/// assert_eq!(campaigns.len(), 1);
/// assert_eq!(campaigns[0].members, ["1", "3"]);
/// assert_eq!(campaigns[0].senders.len(), 2);
/// ```
#[must_use]
pub fn campaigns<'a, Id: AsRef<str>>(rows: impl IntoIterator<Item = (Id, Message<'a>)>) -> Vec<Campaign> {
    let mut campaigns = Campaigns::new();
    for (id, message) in rows {
        campaigns.add(id.as_ref(), &message);
    }
    campaigns.finish(2)
}

/// Groups messages that come one by one. Of each it keeps a signature, not the text; of each wording a few samples.
#[derive(Debug, Default)]
pub struct Campaigns {
    /// What is compared: one set for all messages that are the same but for what is filled in.
    sets: Sets,
    known: Known,
    /// How many texts were kept of each set.
    kept: Vec<u8>,
    /// The texts kept, with the set they are of.
    samples: Vec<(u32, Box<str>)>,
    rows: Vec<Row>,
    ids: String,
    senders: Names,
    received: Names,
}

/// One message that can be compared.
#[derive(Debug)]
struct Row {
    set: u32,
    sender: u32,
    received: u32,
    without_opt_out: bool,
    id_end: u64,
}

impl Campaigns {
    /// No messages yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a message and adds it under an id of the caller's, which need not be unique. One that says too little of its own is in no campaign.
    pub fn add(&mut self, id: &str, message: &Message) {
        let signature = crate::engine::with(|engine| Signature::of(engine, message));
        self.add_read(id, message, &signature);
    }

    /// Adds a message whose [`Signature`] was made elsewhere, on another thread for example. Of the message itself its text, sender and
    /// day of receipt are used.
    pub fn add_read(&mut self, id: &str, message: &Message, signature: &Signature) {
        if signature.pairs.is_empty() {
            return;
        }
        let set = self.set(&signature.pairs);
        if self.kept[set as usize] < SAMPLES_EACH {
            self.kept[set as usize] += 1;
            let end = message.text.char_indices().nth(SAMPLE_CHARACTERS).map_or(message.text.len(), |(end, _)| end);
            self.samples.push((set, message.text.get(..end).unwrap_or_default().into()));
        }
        self.ids.push_str(id);
        let received = if Day::parse(message.received).is_some() { message.received } else { "" };
        self.rows.push(Row {
            set,
            sender: self.senders.number(&sender_key(message.from), message.from),
            received: self.received.number(received, received),
            without_opt_out: !signature.opt_out,
            id_end: self.ids.len() as u64,
        });
    }

    /// The number of a set, new if need be.
    fn set(&mut self, pairs: &[u32]) -> u32 {
        let next = self.sets.len() as u32;
        let set = self.known.number(fingerprint(pairs.iter().copied()), next, |set| self.sets.get(set) == pairs);
        if set == next {
            self.sets.push(pairs);
            self.kept.push(0);
        }
        set
    }

    /// The campaigns of at least so many messages (of one, where `least` is 0), the largest first; of the same size the one that began first.
    ///
    /// ```
    /// use telltext::{Campaigns, Message};
    /// let mut campaigns = Campaigns::new();
    /// for (id, place) in ["old mill", "town hall", "fire station"].iter().enumerate() {
    ///     let text = format!("Neighbors, the county has moved your voting site to the {place}, please tell everyone on your street");
    ///     campaigns.add(&id.to_string(), &Message::new(&text));
    /// }
    /// assert_eq!(campaigns.finish(2)[0].members, ["0", "1", "2"]);
    /// ```
    #[must_use]
    pub fn finish(mut self, least: usize) -> Vec<Campaign> {
        self.known = Known::default();
        let groups = self.sets.groups();
        let mut sizes = vec![0usize; groups.len()];
        for row in &self.rows {
            sizes[groups[row.set as usize] as usize] += 1;
        }
        // Rows of groups that are large enough, each group's together, in the order given.
        let mut rows: Vec<(u32, u32)> =
            self.rows.iter().enumerate().map(|(at, row)| (groups[row.set as usize], at as u32)).collect();
        rows.retain(|(group, _)| sizes[*group as usize] >= least.max(1));
        rows.sort_unstable();
        let mut samples: Vec<(u32, u32)> =
            self.samples.iter().enumerate().map(|(at, (set, _))| (groups[*set as usize], at as u32)).collect();
        samples.sort_unstable();
        let mut campaigns: Vec<Campaign> =
            rows.chunk_by(|a, b| a.0 == b.0).map(|members| self.campaign(members, &samples)).collect();
        campaigns.sort_by_key(|campaign| Reverse(campaign.members.len()));
        campaigns
    }

    fn campaign(&self, members: &[(u32, u32)], samples: &[(u32, u32)]) -> Campaign {
        let group = members[0].0;
        let rows = || members.iter().map(|(_, at)| &self.rows[*at as usize]);
        let ids = members.iter().map(|(_, at)| {
            let start = if *at == 0 { 0 } else { self.rows[*at as usize - 1].id_end };
            self.ids.get(start as usize..self.rows[*at as usize].id_end as usize).unwrap_or_default().to_owned()
        });
        let senders = self.senders.distinct(rows().map(|row| row.sender));
        let mut received = self.received.distinct(rows().map(|row| row.received));
        received.sort_unstable();
        let without = rows().filter(|row| row.without_opt_out).count();
        let first_sample = samples.partition_point(|(of, _)| *of < group);
        let texts = samples[first_sample..]
            .iter()
            .take_while(|(of, _)| *of == group)
            .map(|(_, at)| &self.samples[*at as usize]);
        let mut sets: Vec<u32> = rows().map(|row| row.set).collect();
        sets.sort_unstable();
        // Of those that are equally common the last asked is kept, so they are asked from behind.
        let commonest = sets.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len()).map(|same| same[0]);
        Campaign {
            members: ids.collect(),
            senders,
            first: received.first().cloned(),
            last: received.last().cloned(),
            without_opt_out: (without as f32 / members.len() as f32 * 100.0).round() / 100.0,
            sample: texts
                .clone()
                .find(|(set, _)| Some(*set) == commonest)
                .map_or_else(String::new, |(_, text)| String::from(&**text)),
            differing: differing(texts.take(TEXTS_READ).map(|(_, text)| &**text)),
        }
    }
}

/// Numbers of things that are told apart by their fingerprints, and by a look at them where these are alike.
#[derive(Debug, Default)]
struct Known(BTreeMap<u64, u32>);

impl Known {
    /// The number of the thing with this fingerprint that `is` it; `next`, which is kept, when it is new.
    fn number(&mut self, mut fingerprint: u64, next: u32, is: impl Fn(u32) -> bool) -> u32 {
        while let Some(&number) = self.0.get(&fingerprint) {
            if is(number) {
                return number;
            }
            fingerprint = fingerprint.wrapping_add(1);
        }
        self.0.insert(fingerprint, next);
        next
    }
}

fn fingerprint(parts: impl Iterator<Item = u32>) -> u64 {
    parts.fold(0, |hash, part| spread(hash ^ u64::from(part)))
}

/// Words as they were first written, each under a number. Number 0 is none.
#[derive(Debug, Default)]
struct Names {
    known: Known,
    /// What makes one of them the same as another, and how it was first written.
    written: Vec<(Box<str>, Box<str>)>,
}

impl Names {
    fn number(&mut self, key: &str, written: &str) -> u32 {
        if key.is_empty() {
            return 0;
        }
        let next = self.written.len() as u32;
        let is = |number: u32| *self.written[number as usize].0 == *key;
        let number = self.known.number(fingerprint(key.bytes().map(u32::from)), next, is);
        if number == next {
            self.written.push((key.into(), written.into()));
        }
        number + 1
    }

    /// What stands under these numbers, each once, in the order first seen.
    fn distinct(&self, numbers: impl Iterator<Item = u32>) -> Vec<String> {
        let mut numbers: Vec<u32> = numbers.filter(|n| *n != 0).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(|n| String::from(&*self.written[n as usize - 1].1)).collect()
    }
}

/// A sender however it is written: the digits of a number without the country code of North America, else the letters in lower case.
fn sender_key(from: &str) -> String {
    let digits: String = from.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty()
        || from.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | ' ' | '\u{a0}'))
    {
        return from.trim().to_lowercase();
    }
    match digits.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest.to_owned(),
        _ => digits,
    }
}

/// The words that some of these texts have and others have not, the commonest first.
fn differing<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<(&str, usize)> = Vec::new();
    let mut count = 0;
    for text in texts {
        count += 1;
        let mut words: Vec<&str> = text
            .split_whitespace()
            .map(|w| w.trim_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '$' | '#' | '@' | '%')))
            .collect();
        words.sort_unstable();
        words.dedup();
        let first = all.len();
        all.extend(words.into_iter().filter(|w| !w.is_empty()).zip(first..));
    }
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() < count);
    // How many texts have it, and where it was first seen.
    let mut words: Vec<(&str, (usize, usize))> = same.map(|same| (same[0].0, (same.len(), same[0].1))).collect();
    words.sort_by_key(|(_, (texts, place))| (Reverse(*texts), *place));
    words.into_iter().take(MOST_DIFFERING).map(|(word, _)| word.to_owned()).collect()
}
