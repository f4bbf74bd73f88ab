//! What can be seen of a message besides its patterns: links, sender, disguise, capitals, dates.
//!
//! Signals are numbered: first those the engine provides ([`names::ENGINE_SIGNALS`]), then those
//! written as data in `markers/signals/`.

pub mod chat;
pub mod disguises;
pub mod hosts;
pub mod keyword;
pub mod links;
pub mod names;
pub mod own_name;
pub mod sender;
pub mod signature;
pub mod when;

use self::names::{MOST_SIGNALS, engine_signal};

/// A set of signals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SignalSet([u64; MOST_SIGNALS / 64]);

impl SignalSet {
    /// Adds a signal; numbers past the most there can be (such as `NONE`) are passed over.
    pub fn insert(&mut self, signal: u16) {
        if let Some(word) = self.0.get_mut(signal as usize / 64) {
            *word |= 1 << (signal % 64);
        }
    }

    /// Whether a signal was seen.
    #[must_use]
    pub fn has(&self, signal: u16) -> bool {
        self.0.get(signal as usize / 64).is_some_and(|word| word & (1 << (signal % 64)) != 0)
    }

    /// Whether one of these was seen.
    #[must_use]
    #[inline]
    pub fn has_some(&self, others: &Self) -> bool {
        self.0.iter().zip(others.0).fold(0, |both, (own, other)| both | own & other) != 0
    }

    /// Whether all of these were seen.
    #[must_use]
    #[inline]
    pub fn has_all(&self, others: &Self) -> bool {
        self.0.iter().zip(others.0).fold(0, |missing, (own, other)| missing | other & !own) == 0
    }

    /// Adds an engine signal by name if `seen`.
    fn set(&mut self, signal: u16, seen: bool) {
        if seen {
            self.insert(signal);
        }
    }
}

/// What the letters of a text look like.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letters {
    /// Words of at least two letters; not counted where they do not matter.
    pub words: u32,
    /// Those all in capitals, of at least three letters; not counted where there are less than four.
    pub capital_words: u32,
    /// Whether there is a capital at all.
    pub any_capital: bool,
    /// The longest run of exclamation marks.
    pub exclamation_run: u32,
    /// Whether `<name>` or `{name}` was left in.
    pub placeholder: bool,
}

/// Looks at the letters of a text as it was pasted. One pass over its bytes.
#[must_use]
#[inline(never)]
pub fn letters(text: &str) -> Letters {
    const CAPITAL: u8 = 2;
    const LETTER: u8 = 1;
    const KIND: [u8; 256] = {
        let mut kind = [0; 256];
        let mut b = 0;
        while b < 256 {
            kind[b] = match b as u8 {
                b'A'..=b'Z' => LETTER | CAPITAL,
                b'a'..=b'z' | 0x80.. => LETTER,
                _ => 0,
            };
            b += 1;
        }
        kind
    };
    let bytes = text.as_bytes();
    if is_ordinary(bytes) {
        return Letters { any_capital: true, ..Letters::default() };
    }
    let mut seen = Letters::default();
    let mut run = 0u32;
    let mut open = 0u8;
    let mut at = 0;
    while at <= bytes.len() {
        let start = at;
        let mut capitals = 0;
        while let Some(kind) = bytes.get(at).map(|b| KIND[usize::from(*b)])
            && kind != 0
        {
            capitals += usize::from(kind >> 1);
            at += 1;
        }
        let b = bytes.get(at).copied().unwrap_or(b' ');
        let length = at - start;
        at += 1;
        if length > 0 {
            seen.words += u32::from(length > 1);
            seen.capital_words += u32::from(length > 2 && capitals == length);
            seen.any_capital |= capitals > 0;
            seen.placeholder |= open != 0 && b == open;
            run = 0;
        }
        match b {
            b' ' | b'_' => run = 0,
            b'!' => {
                run += 1;
                seen.exclamation_run = seen.exclamation_run.max(run);
                open = 0;
            }
            _ => {
                run = 0;
                open = match b {
                    b'<' => b'>',
                    b'{' => b'}',
                    _ => 0,
                };
            }
        }
    }
    // Capitals in another style are capitals too.
    seen.any_capital = seen.any_capital || (!text.is_ascii() && text.chars().any(char::is_uppercase));
    seen
}

/// Whether a text is ASCII with some capitals, but not enough for four words of them, and with nothing that may begin a
/// placeholder or a run of exclamation marks. Eight bytes at a time.
fn is_ordinary(text: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    const MOST_CAPITALS: u32 = 11;
    let mut capitals = 0;
    let mut exclaimed = 0;
    // Spaces after the last letters change nothing.
    let (eights, rest) = text.as_chunks();
    let mut last = [b' '; 8];
    last[..rest.len()].copy_from_slice(rest);
    for eight in eights.iter().chain([&last]) {
        let word = u64::from_le_bytes(*eight);
        let ascii = word & !HIGH;
        let is = |byte: u8| !((ascii ^ (u64::from(byte) * ONES)) + 0x7f * ONES) & HIGH;
        let exclamations = is(b'!');
        let odd = word & HIGH | is(b'<') | is(b'{') | exclamations & (exclamations << 8 | exclaimed);
        if odd != 0 {
            return false;
        }
        exclaimed = exclamations >> 56;
        capitals += ((ascii + (0x80 - 0x41) * ONES) & !(ascii + (0x80 - 0x5b) * ONES) & HIGH).count_ones();
    }
    (1..=MOST_CAPITALS).contains(&capitals)
}

/// What the engine saw, to be written as signals.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// The letters.
    pub letters: Letters,
    /// The days.
    pub when: when::When,
    /// Question marks.
    pub questions: u32,
    /// Exclamation marks.
    pub exclamations: u32,
    /// Characters.
    pub characters: u32,
    /// Look-alike or styled letters were undone.
    pub look_alike: bool,
    /// Hidden characters were dropped.
    pub hidden: bool,
    /// A known word was written with digits, signs or spaces.
    pub leet: bool,
    /// The day of receipt is known.
    pub received: bool,
    /// The region computes the US election day.
    pub region_us: bool,
    /// The text was recognised from a picture.
    pub from_picture: bool,
}

/// Writes what the engine saw as signals.
#[inline(never)]
pub fn write(seen: &Seen, from: &str, calling_codes: &[&str], signals: &mut SignalSet) {
    let letters = &seen.letters;
    let mut set = |name: u16, value: bool| signals.set(name, value);
    set(
        const { engine_signal("capitals") },
        letters.capital_words >= 4 && letters.capital_words * 10 > letters.words * 4,
    );
    set(const { engine_signal("exclamations") }, seen.exclamations >= 3 || letters.exclamation_run >= 2);
    set(const { engine_signal("placeholder") }, letters.placeholder);
    set(const { engine_signal("lower-case") }, !letters.any_capital && letters.words > 2);
    set(const { engine_signal("question") }, seen.questions > 0);
    set(const { engine_signal("long-text") }, seen.characters > 320);
    set(const { engine_signal("short-text") }, seen.characters < 60);
    set(const { engine_signal("look-alike-letters") }, seen.look_alike && !seen.from_picture);
    set(const { engine_signal("hidden-characters") }, seen.hidden && !seen.from_picture);
    set(const { engine_signal("leet-words") }, seen.leet && !seen.from_picture);
    set(const { engine_signal("received-known") }, seen.received);
    set(const { engine_signal("day-after-election") }, seen.when.day_after_election);
    set(const { engine_signal("weekday-not-of-date") }, seen.when.weekday_not_of_date);
    set(const { engine_signal("not-election-day") }, seen.when.not_election_day);
    set(const { engine_signal("date-in-past") }, seen.when.date_in_past);
    set(const { engine_signal("on-election-day") }, seen.when.on_election_day);
    set(const { engine_signal("region-us") }, seen.region_us);
    set(const { engine_signal("from-picture") }, seen.from_picture);
    if from.is_empty() {
        return;
    }
    let who = sender::sender(from);
    set(const { engine_signal("from-known") }, true);
    set(const { engine_signal("from-email") }, who == sender::Sender::Email);
    set(const { engine_signal("from-name") }, who == sender::Sender::Name);
    set(const { engine_signal("from-short-code") }, who == sender::Sender::ShortCode);
    set(const { engine_signal("from-long-code") }, matches!(who, sender::Sender::Number { .. }));
    set(const { engine_signal("from-abroad") }, sender::is_from_abroad(from, calling_codes));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_as_people_see_them() {
        let ordinary = "Vote now! They are lying, EVERY ONE of them.";
        assert_eq!((letters(ordinary).any_capital, letters(ordinary).words), (true, 0));
        for other in ["!!", "É", "<", "{", " AND MORE"] {
            for at in 0..20 {
                let text = format!("{}{other} {ordinary}", " ".repeat(at));
                assert!(letters(&text).words > 7, "{text}");
            }
        }
        let seen = letters("VOTE NOW!! THEY are LYING");
        assert_eq!((seen.words, seen.capital_words, seen.exclamation_run), (5, 4, 2));
        assert!(letters("Hi <recipient name>, vote").placeholder);
        assert!(letters("Hi {first_name}").placeholder);
        assert!(!letters("i < 3 and 4 > 2").placeholder);
        assert!(!letters("no capital here").any_capital);
    }

    #[test]
    fn a_set_passes_over_numbers_it_cannot_hold() {
        let mut set = SignalSet::default();
        set.insert(crate::knowledge::NONE);
        set.insert(255);
        assert!(set.has(255) && !set.has(crate::knowledge::NONE) && !set.has(0));
    }
}
