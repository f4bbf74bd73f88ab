//! `markers/entities.toml` → one automaton that recognises all shapes, small enough to embed.
//!
//! The regular expressions are determinised together by regex-automata; the result is walked, told
//! apart by which shape comes first, minimised and written as plain rows.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use regex_automata::{Anchored, MatchKind, nfa::thompson};
use serde::Deserialize;
use toml::Spanned;

use super::Problem;
use super::links::{LinksFile, sorted};
use super::load::At;
use crate::entities::{EntityAutomaton, FIRST_KINDS, NEEDS_ENDING, Shapes};

/// `markers/entities.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntitiesFile {
    /// The names of the kinds in their order; those of a row share one automaton.
    kinds: Vec<Vec<Spanned<String>>>,
    /// Pieces of regular expressions, put in where `<name>` stands.
    part: BTreeMap<String, String>,
    entity: Vec<Entity>,
}

/// `[[entity]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entity {
    name: Spanned<String>,
    regex: Spanned<String>,
    /// The last label of the host must be one of `endings` in links.toml.
    #[serde(default)]
    ending: bool,
    why: Spanned<String>,
}

/// The automaton and the names of the kinds, in their order.
#[derive(Debug, Clone)]
pub struct Entities {
    /// The tables.
    pub automaton: EntityAutomaton,
    /// `url`, `email` …
    pub names: Vec<String>,
}

/// Reads `entities.toml` and the endings of hosts in `links.toml` beside it.
///
/// # Errors
/// The first mistake, with its file and line.
pub fn load(path: &Path) -> Result<Entities, Problem> {
    let text = std::fs::read_to_string(path).map_err(|e| Problem::of(path, At::WHOLE, e.to_string()))?;
    let place = |at: usize| At::byte(&text, at);
    let file: EntitiesFile = toml::from_str(&text)
        .map_err(|e| Problem::of(path, e.span().map_or(At::WHOLE, |s| place(s.start)), e.message().to_owned()))?;
    let links = LinksFile::read(&path.with_file_name("links.toml"))?;

    let names: Vec<String> = file.kinds.iter().flatten().map(|name| name.get_ref().clone()).collect();
    if names.len() > 255 || !names.iter().map(String::as_str).take(FIRST_KINDS.len()).eq(FIRST_KINDS) {
        return Err(Problem::of(
            path,
            At::WHOLE,
            format!("the first kinds are {}, and there are at most 255", FIRST_KINDS.join(", ")),
        ));
    }
    if let Some(entity) = file.entity.iter().find(|e| !names.contains(e.name.get_ref())) {
        return Err(Problem::of(
            path,
            place(entity.name.span().start),
            format!("`{}` is not one of the `kinds`", entity.name.get_ref()),
        ));
    }
    let mut automata = Vec::new();
    for row in &file.kinds {
        let mut regexes = Vec::new();
        let mut accepts = Vec::new();
        for entity in file.entity.iter().filter(|e| row.iter().any(|name| name.get_ref() == e.name.get_ref())) {
            let name = entity.name.get_ref();
            if entity.why.get_ref().trim().is_empty() {
                return Err(Problem::of(
                    path,
                    place(entity.why.span().start),
                    format!("`{name}` needs a reason in `why`"),
                ));
            }
            let at = place(entity.regex.span().start);
            let regex = with_parts(entity.regex.get_ref(), &file.part).map_err(|e| Problem::of(path, at, e))?;
            alone(&regex).map_err(|e| {
                Problem::of(path, at, format!("the regular expression of `{name}` does not compile: {e}"))
            })?;
            let kind = names.iter().position(|n| n == name).unwrap_or(0);
            accepts.push((kind as u16 + 1) | if entity.ending { NEEDS_ENDING } else { 0 });
            regexes.push(regex);
        }
        let first = row.first().map_or(At::WHOLE, |name| place(name.span().start));
        if let Some(name) = row.iter().find(|name| !file.entity.iter().any(|e| e.name.get_ref() == name.get_ref())) {
            return Err(Problem::of(path, place(name.span().start), format!("`{}` has no [[entity]]", name.get_ref())));
        }
        let states = walk(&regexes, &accepts).map_err(|e| Problem::of(path, first, e))?;
        automata.push(shapes(&minimised(&states)).map_err(|e| Problem::of(path, first, e))?);
    }
    let automaton = EntityAutomaton {
        automata: automata.leak(),
        names: super::leak_all(&names),
        endings: sorted(&links.endings),
        word_endings: sorted(&links.word_endings),
    };
    Ok(Entities { automaton, names })
}

/// Whether a regular expression is one.
fn alone(regex: &str) -> Result<(), String> {
    thompson::Compiler::new().syntax(syntax()).configure(thompson()).build(regex).map(|_| ()).map_err(|e| in_full(&e))
}

/// An error with what caused it.
fn in_full(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {}", in_full(cause)))
}

/// Bytes, not characters: folded text is UTF-8, and a byte of it is enough to go on.
fn syntax() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

fn thompson() -> thompson::Config {
    thompson::Config::new().utf8(false)
}

/// A regular expression with the parts put in.
fn with_parts(regex: &str, parts: &BTreeMap<String, String>) -> Result<String, String> {
    let mut whole = regex.to_owned();
    for _ in 0..8 {
        if !whole.contains('<') {
            return Ok(whole);
        }
        for (name, part) in parts {
            whole = whole.replace(&format!("<{name}>"), &format!("(?:{part})"));
        }
    }
    match whole.find('<') {
        None => Ok(whole),
        Some(at) => Err(format!("there is no part `{}`", whole[at..].split_inclusive('>').next().unwrap_or("<"))),
    }
}

/// A state: where each byte leads, and what it accepts. State 0 leads nowhere; state 1 is the first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    to: Vec<u32>,
    accept: u16,
}

/// Determinises all expressions together and writes down every state that can be reached.
fn walk(regexes: &[String], accepts: &[u16]) -> Result<Vec<State>, String> {
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Anchored)
                .accelerate(false)
                .dfa_size_limit(Some(64 << 20)),
        )
        .syntax(syntax())
        .thompson(thompson())
        .build_many(regexes)
        .map_err(|e| format!("the regular expressions do not go together: {e}"))?;
    let first =
        dfa.universal_start_state(Anchored::Yes).ok_or("a regular expression looks at what stands before it")?;
    let mut numbers: HashMap<StateID, u32> = HashMap::from([(first, 1)]);
    let mut open = vec![first];
    let mut states = vec![State { to: vec![0; 256], accept: 0 }];
    let mut next = 0;
    while next < open.len() {
        let from = open[next];
        next += 1;
        // A match is only told one byte late, or at the end.
        let end = dfa.next_eoi_state(from);
        let accept = if dfa.is_match_state(end) {
            (0..dfa.match_len(end))
                .map(|i| dfa.match_pattern(end, i).as_usize())
                .min()
                .map_or(0, |pattern| accepts[pattern])
        } else {
            0
        };
        let to = (0..=255)
            .map(|byte| {
                let to = dfa.next_state(from, byte);
                if dfa.is_dead_state(to) {
                    return 0;
                }
                *numbers.entry(to).or_insert_with(|| {
                    open.push(to);
                    open.len() as u32
                })
            })
            .collect();
        states.push(State { to, accept });
    }
    if states[1].accept != 0 {
        return Err("a regular expression matches nothing at all".into());
    }
    Ok(states)
}

/// The same automaton with as few states as can be: states are told apart until no two that look alike differ.
fn minimised(states: &[State]) -> Vec<State> {
    let mut group: Vec<u32> = numbered(states.iter().map(|s| (s.accept, Vec::new())));
    loop {
        let next = numbered(
            states
                .iter()
                .enumerate()
                .map(|(at, s)| (group[at] as u16, s.to.iter().map(|&to| group[to as usize]).collect())),
        );
        let (before, after) = (group.iter().collect::<HashSet<_>>().len(), next.iter().collect::<HashSet<_>>().len());
        group = next;
        if before == after {
            break;
        }
    }
    let mut merged: Vec<Option<State>> = vec![None; group.iter().max().map_or(0, |&g| g as usize + 1)];
    for (at, state) in states.iter().enumerate() {
        merged[group[at] as usize].get_or_insert_with(|| State {
            to: state.to.iter().map(|&to| group[to as usize]).collect(),
            accept: state.accept,
        });
    }
    merged.into_iter().flatten().collect()
}

/// Numbers for keys in the order of their first appearance: so state 0 stays 0.
fn numbered(keys: impl Iterator<Item = (u16, Vec<u32>)>) -> Vec<u32> {
    let mut seen = HashMap::new();
    keys.map(|key| {
        let next = seen.len() as u32;
        *seen.entry(key).or_insert(next)
    })
    .collect()
}

/// Writes the states as rows; bytes that lead to the same places everywhere share a column.
fn shapes(states: &[State]) -> Result<Shapes, String> {
    let mut columns: HashMap<Vec<u32>, u8> = HashMap::new();
    let mut representatives = Vec::new();
    let mut classes = Vec::new();
    for byte in 0..256 {
        let column: Vec<u32> = states.iter().map(|s| s.to[byte]).collect();
        let number = *columns.entry(column).or_insert_with(|| {
            representatives.push(byte);
            (representatives.len() - 1) as u8
        });
        classes.push(number);
    }
    let width = representatives.len() + 1;
    if states.len() * width > usize::from(u16::MAX) {
        return Err(format!(
            "{} states of {width} columns are more than the tables can number; make the regular expressions simpler",
            states.len()
        ));
    }
    let mut rows = Vec::new();
    for state in states {
        rows.extend(representatives.iter().map(|&byte| (state.to[byte] as usize * width) as u16));
        rows.push(state.accept);
    }
    Ok(Shapes { classes: classes.leak(), rows: rows.leak(), columns: representatives.len() as u16 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest prefix any of the regular expressions matches as a whole, and the first that does.
    fn plainly(regexes: &[String], text: &[u8]) -> Option<(u16, usize)> {
        let each: Vec<_> = regexes
            .iter()
            .map(|r| {
                dense::Builder::new()
                    .configure(dense::Config::new().match_kind(MatchKind::All))
                    .syntax(syntax())
                    .thompson(thompson())
                    .build(r)
                    .expect("it compiles")
            })
            .collect();
        (1..=text.len()).rev().find_map(|end| {
            let whole = |dfa: &dense::DFA<Vec<u32>>| {
                let first = dfa.universal_start_state(Anchored::Yes).expect("nothing stands before");
                let last = text[..end].iter().fold(first, |state, &byte| dfa.next_state(state, byte));
                dfa.is_match_state(dfa.next_eoi_state(last))
            };
            each.iter().position(whole).map(|number| (number as u16 + 1, end))
        })
    }

    #[test]
    fn the_rows_match_what_the_regular_expressions_match() {
        let regexes: Vec<String> = ["a(?:b|1)*", "ab1?", "1+(?:b1)?", "é|bb"].map(str::to_owned).to_vec();
        let states = walk(&regexes, &[1, 2, 3, 4]).expect("they go together");
        let small = minimised(&states);
        assert!(small.len() <= states.len());
        let shapes = shapes(&small).expect("they are few");
        let columns = usize::from(shapes.columns);
        for number in 0..4096usize {
            let text: Vec<u8> = (0..6)
                .map(|place| b"ab1\xc3"[number >> (2 * place) & 3])
                .flat_map(|b| if b == 0xC3 { vec![0xC3, 0xA9] } else { vec![b] })
                .collect();
            let mut state = columns + 1;
            let mut best = None;
            for (at, &byte) in text.iter().enumerate() {
                state = usize::from(shapes.rows[state + usize::from(shapes.classes[usize::from(byte)])]);
                if state == 0 {
                    break;
                }
                if shapes.rows[state + columns] != 0 {
                    best = Some((shapes.rows[state + columns], at + 1));
                }
            }
            assert_eq!(best, plainly(&regexes, &text), "{text:?}");
        }
    }

    #[test]
    fn parts_are_put_in_and_missing_ones_named() {
        let parts = BTreeMap::from([("a".to_owned(), "x<b>".to_owned()), ("b".to_owned(), "y|z".to_owned())]);
        assert_eq!(with_parts("<a>1", &parts).as_deref(), Ok("(?:x(?:y|z))1"));
        assert_eq!(with_parts("<c>", &parts), Err("there is no part `<c>`".into()));
        let circle = BTreeMap::from([("a".to_owned(), "<a>".to_owned())]);
        assert!(with_parts("<a>", &circle).is_err());
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let folder = std::env::temp_dir().join(format!("telltext-entities-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/markers/links.toml"), folder.join("links.toml"))
            .expect("a copy");
        let path = folder.join("entities.toml");
        let head = "kinds = [[\"url\", \"email\", \"phone\", \"short-code\"]]\n[part]\n";
        let all = ["url", "email", "phone", "short-code"]
            .map(|name| format!("[[entity]]\nname = \"{name}\"\nregex = \"{name}\"\nwhy = \"x\"\n"))
            .concat();
        let tell = |text: String| {
            std::fs::write(&path, text).expect("a file");
            load(&path).map(|e| e.names).map_err(|p| (p.line, p.message))
        };
        assert_eq!(tell(format!("{head}{all}")).map(|names| names.len()), Ok(4));
        for (text, line, words) in [
            (all.replace("regex = \"phone\"", "regex = \"(\""), 13, "does not compile"),
            (all.replace("regex = \"url\"", "regex = \"<x>\""), 5, "no part `<x>`"),
            (all.replace("name = \"email\"", "name = \"mail\""), 8, "not one of the `kinds`"),
            (all.replacen("why = \"x\"", "why = \" \"", 1), 6, "needs a reason"),
            (all.replacen("why", "wy", 1), 3, "unknown field"),
            (all.replace("regex = \"url\"", "regex = \"u*\""), 1, "matches nothing"),
        ] {
            let (at, message) = tell(format!("{head}{text}")).expect_err(words);
            assert!(message.contains(words) && (at == line || words == "unknown field" && at > 0), "{at}: {message}");
        }
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
