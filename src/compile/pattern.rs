//! Reads the pattern notation: `{vote} ..4 (by|via) [the] {text-channel}` → sequences of symbols.

use std::collections::BTreeSet;

/// What one place of a pattern may be: any of these.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// An entry of a word list, or an entity: `{name}`.
    List(String),
    /// Just this word.
    Word(String),
    /// Any word that begins so.
    Prefix(String),
    /// Any of these runs of words; the last word of a run may be a prefix.
    Phrases(BTreeSet<(Vec<String>, bool)>),
}

/// Folds what an author wrote into words as messages are folded, or says why no message has such words.
pub type Fold<'a> = &'a dyn Fn(&str) -> Result<Vec<String>, String>;

/// One place of a pattern: up to `gap` words, then any of `symbols`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub gap: u8,
    pub symbols: BTreeSet<Symbol>,
}

/// A pattern with its alternatives spelt out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pub at_sentence_start: bool,
    pub sequences: Vec<Vec<Place>>,
}

/// The longest gap that may be written.
pub const LONGEST_GAP: u8 = 12;
/// How many sequences one pattern may stand for.
pub const MOST_SEQUENCES: usize = 200;
/// How many brackets may stand inside each other.
const MOST_NESTED: usize = 12;

#[derive(Debug, Clone)]
enum Piece {
    Symbol(Symbol),
    Gap(u8),
    Choice(Vec<Vec<Piece>>),
    Optional(Vec<Piece>),
}

/// Reads one pattern. `fold` folds a literal into words as messages are folded.
///
/// # Errors
/// Says what is wrong with the notation and what would be right.
pub fn parse(text: &str, fold: Fold) -> Result<Pattern, String> {
    let trimmed = text.trim();
    let (at_sentence_start, rest) = match trimmed.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let characters: Vec<char> = rest.chars().collect();
    let mut reader = Reader { characters: &characters, at: 0, nested: 0, fold };
    let pieces = reader.sequence()?;
    if reader.at < characters.len() {
        return Err(format!("`{}` closes nothing; brackets come in pairs", characters[reader.at]));
    }
    let mut sequences = vec![Vec::new()];
    expand(&pieces, &mut sequences)?;
    let mut finished: Vec<Vec<Place>> = Vec::new();
    for sequence in sequences {
        let places = places(&sequence)?;
        if !finished.contains(&places) {
            finished.push(places);
        }
    }
    Ok(Pattern { at_sentence_start, sequences: finished })
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
    nested: usize,
    fold: Fold<'a>,
}

impl Reader<'_> {
    fn sequence(&mut self) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        while let Some(&c) = self.characters.get(self.at) {
            match c {
                c if c.is_whitespace() => self.at += 1,
                ')' | ']' | '|' => break,
                '(' => {
                    self.at += 1;
                    pieces.push(Piece::Choice(self.choices(')')?));
                }
                '[' => {
                    self.at += 1;
                    let mut choices = self.choices(']')?;
                    pieces.push(Piece::Optional(if choices.len() == 1 {
                        choices.remove(0)
                    } else {
                        vec![Piece::Choice(choices)]
                    }));
                }
                '{' => pieces.push(Piece::Symbol(self.list()?)),
                '.' if self.characters.get(self.at + 1) == Some(&'.') => pieces.push(Piece::Gap(self.gap()?)),
                '@' | '!' => return Err("a signal such as @political stands alone, not inside a pattern".into()),
                _ => pieces.extend(self.literal()?),
            }
        }
        Ok(pieces)
    }

    fn choices(&mut self, close: char) -> Result<Vec<Vec<Piece>>, String> {
        self.nested += 1;
        if self.nested > MOST_NESTED {
            return Err(format!("more than {MOST_NESTED} brackets inside each other; use a word list"));
        }
        let mut choices = vec![self.sequence()?];
        loop {
            match self.characters.get(self.at) {
                Some('|') => {
                    self.at += 1;
                    choices.push(self.sequence()?);
                }
                Some(&c) if c == close => {
                    self.at += 1;
                    break;
                }
                Some(&c) => return Err(format!("`{c}` where `{close}` was expected")),
                None => return Err(format!("`{close}` is missing at the end")),
            }
        }
        if choices.iter().any(Vec::is_empty) {
            return Err("an alternative is empty; write [x] for something optional".into());
        }
        self.nested -= 1;
        Ok(choices)
    }

    fn list(&mut self) -> Result<Symbol, String> {
        let start = self.at + 1;
        let length =
            self.characters[start..].iter().position(|&c| c == '}').ok_or("`}` is missing after a list name")?;
        let name: String = self.characters[start..start + length].iter().collect();
        self.at = start + length + 1;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return Err(format!("`{{{name}}}` is no list name; names are lower case with hyphens"));
        }
        Ok(Symbol::List(name))
    }

    fn gap(&mut self) -> Result<u8, String> {
        self.at += 2;
        let digits: String = self.characters[self.at..].iter().take_while(|c| c.is_ascii_digit()).collect();
        self.at += digits.len();
        match digits.parse::<u8>() {
            Ok(n) if (1..=LONGEST_GAP).contains(&n) => Ok(n),
            _ => Err(format!("`..{digits}` is no gap; write ..1 to ..{LONGEST_GAP}")),
        }
    }

    fn literal(&mut self) -> Result<Vec<Piece>, String> {
        let start = self.at;
        while let Some(&c) = self.characters.get(self.at) {
            if c.is_whitespace()
                || "()[]|{}".contains(c)
                || (c == '.' && self.characters.get(self.at + 1) == Some(&'.'))
            {
                break;
            }
            self.at += 1;
        }
        let written: String = self.characters[start..self.at].iter().collect();
        word(&written, self.fold).map(|symbols| symbols.into_iter().map(Piece::Symbol).collect())
    }
}

/// Reads one literal word, which may be several after folding (`mail-in`) or a prefix (`vot*`).
///
/// # Errors
/// Says what is wrong with it.
pub fn word(written: &str, fold: Fold) -> Result<Vec<Symbol>, String> {
    let (body, is_prefix) = match written.strip_suffix('*') {
        Some(body) => (body, true),
        None => (written, false),
    };
    if body.contains('*') {
        return Err(format!("`{written}`: the star may only stand at the end"));
    }
    let words = fold(body)?;
    if words.is_empty() {
        return Err(format!("`{written}` has no letters or digits; punctuation is no word"));
    }
    let last = words.len() - 1;
    words
        .into_iter()
        .enumerate()
        .map(|(at, word)| {
            if is_prefix && at == last {
                if word.chars().count() < 3 || !word.is_ascii() {
                    return Err(format!("`{written}`: at least 3 letters before the star"));
                }
                Ok(Symbol::Prefix(word))
            } else {
                Ok(Symbol::Word(word))
            }
        })
        .collect()
}

#[derive(Debug, Clone)]
enum Step {
    Gap(u8),
    Any(BTreeSet<Symbol>),
}

fn expand(pieces: &[Piece], sequences: &mut Vec<Vec<Step>>) -> Result<(), String> {
    for piece in pieces {
        match piece {
            Piece::Symbol(symbol) => push_all(sequences, &Step::Any(BTreeSet::from([symbol.clone()]))),
            Piece::Gap(n) => push_all(sequences, &Step::Gap(*n)),
            Piece::Optional(inside) => {
                let mut with = sequences.clone();
                expand(inside, &mut with)?;
                sequences.extend(with);
            }
            Piece::Choice(choices) => {
                let single = one_place(choices.iter().filter_map(|c| one_symbol(c)));
                let mut all = Vec::new();
                if !single.is_empty() {
                    let mut with = sequences.clone();
                    push_all(&mut with, &Step::Any(single));
                    all.extend(with);
                }
                for choice in choices.iter().filter(|c| one_symbol(c).is_none()) {
                    let mut with = sequences.clone();
                    expand(choice, &mut with)?;
                    all.extend(with);
                    few(&all)?;
                }
                *sequences = all;
            }
        }
        few(sequences)?;
    }
    Ok(())
}

fn few(sequences: &[Vec<Step>]) -> Result<(), String> {
    if sequences.len() > MOST_SEQUENCES {
        return Err(format!("the alternatives multiply to more than {MOST_SEQUENCES}; use a word list"));
    }
    Ok(())
}

/// An alternative that takes one place: a symbol, or literal words one after the other.
fn one_symbol(pieces: &[Piece]) -> Option<Symbol> {
    if let [Piece::Symbol(symbol)] = pieces {
        return Some(symbol.clone());
    }
    let mut words = Vec::new();
    let mut is_prefix = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Symbol(Symbol::Word(word)) => words.push(word.clone()),
            Piece::Symbol(Symbol::Prefix(word)) if at + 1 == pieces.len() => {
                words.push(word.clone());
                is_prefix = true;
            }
            _ => return None,
        }
    }
    Some(Symbol::Phrases(BTreeSet::from([(words, is_prefix)])))
}

/// The symbols of one place, with all its runs of words as one.
fn one_place(symbols: impl Iterator<Item = Symbol>) -> BTreeSet<Symbol> {
    let mut single = BTreeSet::new();
    let mut phrases = BTreeSet::new();
    for symbol in symbols {
        match symbol {
            Symbol::Phrases(own) => phrases.extend(own),
            other => {
                single.insert(other);
            }
        }
    }
    if !phrases.is_empty() {
        single.insert(Symbol::Phrases(phrases));
    }
    single
}

fn push_all(sequences: &mut [Vec<Step>], step: &Step) {
    for sequence in sequences {
        sequence.push(step.clone());
    }
}

fn places(steps: &[Step]) -> Result<Vec<Place>, String> {
    let mut places = Vec::new();
    let mut gap = 0u8;
    for step in steps {
        match step {
            Step::Gap(n) => gap = (gap + n).min(LONGEST_GAP),
            Step::Any(symbols) => {
                if places.is_empty() {
                    gap = 0;
                }
                places.push(Place { gap, symbols: symbols.clone() });
                gap = 0;
            }
        }
    }
    if places.is_empty() {
        return Err("a pattern needs at least one word that must be there".into());
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::unnecessary_wraps, reason = "as what it stands for")]
    fn split(text: &str) -> Result<Vec<String>, String> {
        Ok(text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect())
    }

    fn shape(text: &str) -> Vec<String> {
        parse(text, &split)
            .unwrap()
            .sequences
            .iter()
            .map(|s| {
                s.iter()
                    .map(|p| {
                        let symbols: Vec<String> = p
                            .symbols
                            .iter()
                            .map(|s| match s {
                                Symbol::List(n) => format!("{{{n}}}"),
                                Symbol::Word(w) => w.clone(),
                                Symbol::Prefix(w) => format!("{w}*"),
                                Symbol::Phrases(all) => {
                                    all.iter().map(|(w, _)| w.join("+")).collect::<Vec<_>>().join("/")
                                }
                            })
                            .collect();
                        format!("{}{}", "_".repeat(p.gap.into()), symbols.join("/"))
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn alternatives_of_single_words_stay_one_place() {
        assert_eq!(shape("{vote} ..2 (by|via|{x})"), ["{vote} __{x}/by/via"]);
    }

    #[test]
    fn optionals_and_long_alternatives_are_spelt_out() {
        assert_eq!(shape("a [b] (c d|e)"), ["a e/c+d", "a b e/c+d"]);
        assert_eq!(shape("a (c {d}|e)"), ["a e", "a c {d}"]);
    }

    #[test]
    fn a_hyphen_makes_two_words_and_a_star_a_prefix() {
        assert_eq!(shape("mail-in ballot*"), ["mail in ballot*"]);
    }

    #[test]
    fn mistakes_are_named() {
        for (text, part) in [
            ("{vote", "missing"),
            ("(a|b", "missing"),
            ("a)", "pairs"),
            ("..40 a", "..40"),
            ("a ** b", "star"),
            ("..2", "at least one"),
            ("(a|)", "empty"),
            ("vo*", "3 letters"),
            (&"(a [b]|c)".repeat(6), "multiply"),
            (&format!("{}a{}", "[".repeat(4000), "]".repeat(4000)), "inside each other"),
            (&format!("({}z)", "a [b] c {d}|".repeat(4000)), "multiply"),
        ] {
            let error = parse(text, &split).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
