//! Patterns over words: one tree, and where each is looked for first.

/// Patterns over symbols with bounded gaps, as one tree with shared beginnings. What follows a node stands together.
#[derive(Debug, Clone, Copy)]
pub struct Automaton {
    /// For each symbol whether some of its patterns may raise something: [`TELLS`], [`COMPLETES`].
    pub kinds: &'static [u8],
    /// For each symbol where its patterns begin in `singles`; one more entry than symbols.
    pub singles_of: &'static [Begins],
    /// The patterns that one symbol completes; with bit 15 set only at the beginning of a sentence. Those of a symbol that may raise
    /// something come before those that are only asked for.
    pub singles: &'static [u16],
    /// For each pattern where the nodes that complete it begin in `quiet_nodes`, if it is only asked for; one more entry than patterns.
    pub quiet: &'static [u16],
    /// The nodes that complete patterns which are only asked for.
    pub quiet_nodes: &'static [u16],
    /// For each symbol where its patterns begin in `clues`; one more entry than symbols.
    pub clues_of: &'static [Begins],
    /// The longer patterns that a symbol gives away: it stands where they are the rarest. Those of a symbol that may raise something
    /// come before those that are only asked for.
    pub clues: &'static [Clue],
    /// The nodes; one more than there are, to end what belongs to the last one.
    pub nodes: &'static [Node],
    /// The symbols that lead to each node, ascending.
    pub symbols: &'static [u16],
    /// The patterns completed at nodes.
    pub accepts: &'static [u16],
    /// How many patterns there are.
    pub atoms: u16,
}

/// Kind of a symbol: it gives longer patterns away that may raise something.
pub const TELLS: u8 = 1;
/// Kind of a symbol: it completes patterns that may raise something.
pub const COMPLETES: u8 = 2;

/// Where the patterns of a symbol begin.
#[derive(Debug, Clone, Copy, Default)]
pub struct Begins {
    /// Those that may raise something.
    pub waking: u16,
    /// After them those that are only asked for.
    pub quiet: u16,
}

/// A pattern that may stand in a sentence in which one of its symbols does.
#[derive(Debug, Clone, Copy)]
pub struct Clue {
    /// The node that completes it.
    pub end: u16,
    /// The place on the way there that is asked for first: [`Node::pair`] …
    pub symbols: [u16; 2],
    /// … and its node, if it has more symbols; else 0.
    pub check: u16,
    /// Where that stands when the pattern does.
    pub side: Side,
}

/// On which side of the rarest place of a pattern another is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
    /// It is the same place.
    Same,
}

/// A place patterns can come to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Node {
    /// Its first two symbols, or twice its only one.
    pub pair: [u16; 2],
    /// Where its symbols begin in [`Automaton::symbols`].
    pub symbols: u32,
    /// How many symbols it has.
    pub size: u16,
    /// Where its patterns begin in [`Automaton::accepts`].
    pub accepts: u16,
    /// The node before it; 0 or 1 when it begins patterns: anywhere or only sentences.
    pub parent: u16,
    /// The longest gap before it.
    pub gap: u8,
}
