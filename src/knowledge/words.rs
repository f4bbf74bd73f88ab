//! Word forms and prefixes, the lists they are in, and phrases.

/// What a word means to the calendar: [`Words::set_calendar`]. `compile` gives these numbers to the words of its lists.
pub mod calendar {
    /// January.
    pub const JANUARY: u8 = 1;
    /// December; the months between are in their order.
    pub const DECEMBER: u8 = 12;
    /// Monday.
    pub const MONDAY: u8 = 13;
    /// Sunday; the days between are in their order.
    pub const SUNDAY: u8 = 19;
    /// Today.
    pub const TODAY: u8 = 20;
    /// Tomorrow.
    pub const TOMORROW: u8 = 21;

    /// Whether it is a month.
    #[must_use]
    pub const fn is_month(meaning: u8) -> bool {
        matches!(meaning, JANUARY..=DECEMBER)
    }
}

/// Word forms and the lists they are in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words {
    /// Open-addressing table of word ids plus one; 0 is empty. Its length is a power of two.
    pub table: &'static [u16],
    /// All word forms, one after the other.
    pub text: &'static str,
    /// Where each word begins in `text`; one more entry than words.
    pub offsets: &'static [u32],
    /// The symbol set of each word.
    pub word_sets: &'static [u16],
    /// Flags of each word: see the constants of `tokens`.
    pub word_flags: &'static [u8],
    /// Words as messages shorten them, ascending, each with the word it stands for; its set has all of that one's symbols.
    pub shorthand: &'static [(u16, u16)],
    /// Where each symbol set begins in `symbols`; one more entry than sets.
    pub set_offsets: &'static [u32],
    /// The symbols of all sets.
    pub symbols: &'static [u16],
    /// What the tokenizer and the engine ask of a set: the constants of `tokens::mark`.
    pub set_marks: &'static [u16],
    /// What a set means to the calendar: 0 nothing, or one of the numbers of [`calendar`].
    pub set_calendar: &'static [u8],
    /// Prefixes (`vot*`), sorted, the last first: a longer one stands before those that it begins with.
    pub prefixes: &'static [Prefix],
    /// Open-addressing table from the first three bytes to the first such prefix plus one.
    pub prefix_table: &'static [u16],
    /// For each word the node of the phrases that begin with it, or 0.
    pub phrase_roots: &'static [u16],
    /// For each phrase node the word that leads to it.
    pub phrase_words: &'static [u16],
    /// For each phrase node its first child; one more entry than nodes. Children are sorted by word.
    pub phrase_children: &'static [u16],
    /// For each phrase node the symbol set it completes, or `NONE`.
    pub phrase_sets: &'static [u16],
    /// Phrases whose last word is a prefix, sorted by the node before it.
    pub phrase_prefixes: &'static [PhrasePrefix],
    /// A bit for each phrase node that such a word follows.
    pub phrase_prefix_nodes: &'static [u64],
    /// The set that a recognised date stands for.
    pub date_set: u16,
    /// The set that a capitalised word of no list stands for.
    pub name_set: u16,
}

/// A prefix of a word list: `vot*`.
#[derive(Debug, Clone, Copy)]
pub struct Prefix {
    /// Its letters.
    pub text: &'static str,
    /// The set of a word that begins so.
    pub set: u16,
    /// Language bits.
    pub flags: u8,
}

/// The last word of a phrase when it is a prefix.
#[derive(Debug, Clone, Copy)]
pub struct PhrasePrefix {
    /// The phrase node it follows.
    pub node: u16,
    /// Its letters.
    pub text: &'static str,
    /// The set of the phrase.
    pub set: u16,
}
