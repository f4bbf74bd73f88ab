//! What each column holds.

/// What a column holds. Numbers that are alike stand together, which compresses well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Everything small.
    Misc,
    /// Lengths of texts.
    Lengths,
    /// Symbol sets of words that are of some language: see [`super::Recent`], as of the other columns of sets.
    WordSets,
    /// Those of words that patterns speak of and that are of no language.
    SpokenSets,
    /// Those of the other words, which only phrases have.
    OtherSets,
    /// Symbol sets of prefixes.
    PrefixSets,
    /// What words and prefixes are: see `mark` below.
    WordFlags,
    /// Letters of words and prefixes, each time after how many of the one before are taken back.
    WordLetters,
    /// How many symbols a set has.
    SetSizes,
    /// The symbols of sets of one.
    SetSingles,
    /// The first symbols of other sets.
    SetFirsts,
    /// Their other symbols, which ascend: how far each is from the one before.
    SetSymbols,
    /// How many words may follow a word of a phrase.
    PhraseForks,
    /// Words that phrases begin with, which ascend: how far each is from the one before.
    PhraseFirsts,
    /// Words that often follow, the most frequent first.
    PhraseOften,
    /// Which words follow: those that often do by their place there, then the first of the others after [`OFTEN`].
    PhraseWords,
    /// The rest of the others, which ascend: how far each is from the one before.
    PhraseOthers,
    /// The sets that phrases complete.
    PhraseSets,
    /// Sets that phrases complete and words have too, where phrases first do.
    KnownSets,
    /// How many places may follow a node.
    NodeForks,
    /// Gaps of places.
    Gaps,
    /// The places of nodes, told as sets are: see [`super::Recent`].
    Places,
    /// How many symbols a new one has.
    PlaceSizes,
    /// The symbols of places of one.
    PlaceSingles,
    /// The first symbols of other places.
    PlaceFirsts,
    /// Their other symbols, which ascend: how far each is from the one before.
    PlaceSymbols,
    /// How many patterns a node completes, but for the one that the last of its way always does.
    Accepts,
    /// Which: how far each is from the one after the last.
    Atoms,
    /// Where longer patterns are looked for.
    Clues,
    /// Conditions: whether each is a signal, whether it is negated, and its number; of an atom how far it is from the last.
    Conditions,
    /// How letters fold: what kind of act each is, and what it looks like.
    ActKinds,
    /// What is written then: how far it is from that of the last act that writes so.
    ActValues,
    /// How far each shingle of a documented message is from the one before.
    Shingles,
    /// Whose it is.
    ShingleTexts,
    /// Texts people read: how far each is from the one after the last.
    Texts,
}

/// How many columns there are.
pub const COLUMNS: usize = 35;

/// Numbers that ascend, in three columns: those that stand alone, the first of several, and how far the others are from the one before.
pub type Ascending = [Column; 3];

/// The symbols of sets.
pub const SET: Ascending = [Column::SetSingles, Column::SetFirsts, Column::SetSymbols];

/// The symbols of places.
pub const PLACE: Ascending = [Column::PlaceSingles, Column::PlaceFirsts, Column::PlaceSymbols];

/// How many words have a number of their own where they follow others in phrases.
pub const OFTEN: u16 = 112;

/// What is in [`Column::WordFlags`]: one of these, and [`mark::KINDS`] times the bits of the languages.
pub mod mark {
    /// No word but a prefix.
    pub const PREFIX: u32 = 1;
    /// A word that patterns speak of.
    pub const SPOKEN: u32 = 2;
    /// How many there are with 0, which is any other word.
    pub const KINDS: u32 = 3;
}

/// Where the set of a word is.
#[must_use]
pub fn sets_of(flags: u32) -> Column {
    match flags {
        0 => Column::OtherSets,
        mark::SPOKEN => Column::SpokenSets,
        _ => Column::WordSets,
    }
}
