//! What raises signals and markers, and what keeps markers quiet: `[[when]]`, guards and combinations → conditions over numbered patterns and signals.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::automaton;
use super::leak_str;
use super::load::{File, Loaded, Problems};
use super::nearest::nearest;
use super::pattern::{self, Fold, Pattern, Symbol};
use super::source::{Text, When};
use super::texts::{self, Texts};
use super::words::List;
use crate::knowledge::{Combination, Condition, Group, Guard, Marker, NONE, SignalPage, Where, leak};
use crate::signals::names::ENGINE_SIGNALS;

/// Numbers patterns and signals as conditions speak of them.
pub struct Compiler<'a> {
    /// Mistakes found so far.
    pub problems: &'a mut Problems,
    lists: &'a BTreeMap<String, List>,
    fold: Fold<'a>,
    atoms: HashMap<String, u16>,
    /// The patterns, by their numbers.
    pub patterns: Vec<Pattern>,
    signals: BTreeMap<String, u16>,
}

impl<'a> Compiler<'a> {
    /// One that knows the signals of the engine.
    pub fn new(lists: &'a BTreeMap<String, List>, fold: Fold<'a>, problems: &'a mut Problems) -> Self {
        let signals = ENGINE_SIGNALS.iter().zip(0..).map(|(name, number)| ((*name).into(), number)).collect();
        Self { problems, lists, fold, atoms: HashMap::new(), patterns: Vec::new(), signals }
    }

    /// Numbers the signals written as data after those of the engine. Gives them in the order of their numbers.
    pub fn number_signals(&mut self, loaded: &Loaded) -> Vec<String> {
        let order = self.order_signals(loaded);
        for (number, id) in order.iter().enumerate() {
            self.signals.insert(id.clone(), (ENGINE_SIGNALS.len() + number) as u16);
        }
        order
    }

    /// Signals, in this order, and their groups.
    pub fn signals(&mut self, loaded: &Loaded, order: &[String], groups: &mut Vec<Group>) -> Vec<SignalPage> {
        let mut signals = Vec::new();
        for id in order {
            let (file, signal) = &loaded.signals[id];
            let first = groups.len() as u16;
            let number = self.signals[id];
            for (nth, when) in signal.when.iter().enumerate() {
                groups.extend(self.group(file, (nth, when), number));
            }
            let own = &groups[first as usize..];
            let always = own.iter().any(|g| g.any.iter().any(|c| c.is_signal) || g.any.is_empty());
            signals.push(SignalPage { id: leak_str(id), signal: number, groups: (first, groups.len() as u16), always });
        }
        signals
    }

    /// Guards, in the order of their ids.
    pub fn guards(&mut self, loaded: &Loaded) -> Vec<Guard> {
        let mut guards = Vec::new();
        for (id, (file, guard)) in &loaded.guards {
            let beside = matches!(guard.place, Where::Before | Where::After);
            guards.push(Guard {
                id: leak_str(id),
                place: guard.place,
                within: guard.within.unwrap_or(if beside { 3 } else { 0 }),
                effect: guard.effect,
                any: self.conditions(file, &guard.any),
                unless: self.conditions(file, &guard.unless),
            });
        }
        guards
    }

    /// Markers, in the order of their ids, and their groups. `categories` is the file in which families say what they heed.
    pub fn markers(
        &mut self,
        loaded: &Loaded,
        categories: &File,
        texts: &mut Texts,
        groups: &mut Vec<Group>,
    ) -> Vec<Marker> {
        let guards: Vec<&String> = loaded.guards.keys().collect();
        let mut markers = Vec::new();
        for (number, (id, (file, marker))) in loaded.markers.iter().enumerate() {
            for (nth, when) in marker.when.iter().enumerate() {
                groups.extend(self.group(file, (nth, when), number as u16));
            }
            let heeded = match (&marker.guards, loaded.categories.get(&marker.category)) {
                (Some(own), _) => self.numbers(file, own, &guards, "guard"),
                (None, Some(category)) => self.numbers(categories, &category.guards, &guards, "guard"),
                (None, None) => Vec::new(),
            };
            let [title, what, why, todo] = texts::MARKER_TEXTS.map(|part| texts.of_marker(marker, part));
            markers.push(Marker {
                id: leak_str(id),
                category: marker.category,
                severity: marker.severity,
                guards: leak(heeded),
                title,
                what,
                why,
                todo,
                untranslated: texts.untranslated(marker),
                sources: texts.sources(&marker.source),
            });
        }
        markers
    }

    /// Markers that weigh more together, as their file says.
    pub fn combinations(&mut self, loaded: &Loaded, file: &File) -> Vec<Combination> {
        let ids: Vec<&String> = loaded.markers.keys().collect();
        let mut combinations = Vec::new();
        for entry in &loaded.combinations {
            let marker = self.numbers(file, std::slice::from_ref(&entry.marker), &ids, "marker");
            let (with_signals, with_markers): (Vec<_>, Vec<_>) =
                entry.with_any.iter().cloned().partition(|t| t.get_ref().contains('@'));
            let with_markers = self.numbers(file, &with_markers, &ids, "marker");
            if let Some(&marker) = marker.first() {
                combinations.push(Combination {
                    marker,
                    with_markers: leak(with_markers),
                    with_signals: self.conditions(file, &with_signals),
                    to: entry.to,
                });
            }
        }
        combinations
    }

    /// The `nth` group of a file. Nothing, where what is left of it without its mistakes would hold more often than it says.
    fn group(&mut self, file: &File, (nth, when): (usize, &When), owner: u16) -> Option<Group> {
        if when.any.is_empty() && when.all.is_empty() {
            let at = file.at_table(&["when"], nth);
            self.problems.add(&file.path, at, "a [[when]] needs `any` or `all`".into());
        }
        if let Some(text) = when.near.iter().find(|text| when.any.is_empty() || text.get_ref().contains('@')) {
            let message = "`near` holds patterns that stand near those of `any`; signals belong in `all`".into();
            self.problems.add(&file.path, file.at(text.span().start), message);
        }
        let any = self.conditions(file, &when.any);
        let mistakes = self.problems.count();
        let group = Group {
            owner,
            any,
            all: self.conditions(file, &when.all),
            near: self.conditions(file, &when.near),
            unless: self.conditions(file, &when.unless),
            severity: when.severity,
        };
        let narrows = self.problems.count() == mistakes && any.is_empty() == when.any.is_empty();
        (narrows && !(any.is_empty() && group.all.is_empty())).then_some(group)
    }

    /// Conditions, signals first.
    fn conditions(&mut self, file: &File, texts: &[Text]) -> &'static [Condition] {
        let mut conditions = Vec::new();
        for text in texts {
            match self.condition(text.get_ref()) {
                Ok(condition) if conditions.contains(&condition) => {}
                Ok(condition) => conditions.push(condition),
                Err(message) => self.problems.add(&file.path, file.at(text.span().start), message),
            }
        }
        // Stable: those of one kind stay in the order they were written in.
        conditions.sort_by_key(|condition| !condition.is_signal);
        leak(conditions)
    }

    /// The condition that a text is: a signal, or a pattern, which has a new number if it was not there before.
    fn condition(&mut self, text: &str) -> Result<Condition, String> {
        let trimmed = text.trim();
        let (negated, rest) = trimmed.strip_prefix('!').map_or((false, trimmed), |rest| (true, rest));
        if let Some(name) = rest.strip_prefix('@') {
            let id = *self.signals.get(name).ok_or_else(|| {
                let near = nearest(name, self.signals.keys().map(String::as_str)).join(", @");
                format!("`@{name}`: there is no such signal; the nearest are @{near}; see markers/signals/ and src/signals/names.rs")
            })?;
            return Ok(Condition { is_signal: true, negated, id });
        }
        if negated {
            return Err("`!` may only stand before a signal; for patterns use `unless`".into());
        }
        if let Some(&id) = self.atoms.get(trimmed) {
            return Ok(Condition { is_signal: false, negated: false, id });
        }
        let pattern = pattern::parse(trimmed, self.fold)
            .and_then(|pattern| automaton::fits(&pattern).map(|()| pattern))
            .map_err(|e| format!("`{trimmed}`: {e}"))?;
        for symbol in pattern.sequences.iter().flatten().flat_map(|p| &p.symbols) {
            if let Symbol::List(name) = symbol
                && !self.lists.contains_key(name)
            {
                let near = nearest(name, self.lists.keys().map(String::as_str)).join("}, {");
                return Err(format!(
                    "`{trimmed}`: there is no word list or entity `{{{name}}}`; the nearest are {{{near}}}; or add markers/words/{name}.toml, or [words.{name}] in a marker's own file"
                ));
            }
        }
        let id = self.patterns.len() as u16;
        if id == NONE {
            return Err("more patterns than the tables can number".into());
        }
        self.atoms.insert(trimmed.to_owned(), id);
        self.patterns.push(pattern);
        Ok(Condition { is_signal: false, negated: false, id })
    }

    /// The places of names in the list of those that are known.
    fn numbers(&mut self, file: &File, names: &[Text], known: &[&String], what: &str) -> Vec<u16> {
        let mut numbers = Vec::new();
        for name in names {
            if let Some(at) = known.iter().position(|k| *k == name.get_ref()) {
                numbers.push(at as u16);
            } else {
                let message = format!("there is no {what} `{}`", name.get_ref());
                self.problems.add(&file.path, file.at(name.span().start), message);
            }
        }
        numbers
    }

    /// Signals in an order in which each needs only earlier ones.
    fn order_signals(&mut self, loaded: &Loaded) -> Vec<String> {
        let needs: BTreeMap<&String, BTreeSet<String>> = loaded
            .signals
            .iter()
            .map(|(id, (_, signal))| {
                let texts = signal.when.iter().flat_map(|w| w.any.iter().chain(&w.all).chain(&w.near).chain(&w.unless));
                (
                    id,
                    texts
                        .filter_map(|t| t.get_ref().trim().trim_start_matches('!').strip_prefix('@').map(str::to_owned))
                        .filter(|n| loaded.signals.contains_key(n))
                        .collect(),
                )
            })
            .collect();
        let mut order: Vec<String> = Vec::new();
        while order.len() < needs.len() {
            let ready: Vec<String> = needs
                .iter()
                .filter(|(id, n)| !order.contains(id) && n.iter().all(|m| order.contains(m)))
                .map(|(id, _)| (*id).clone())
                .collect();
            if ready.is_empty() {
                let stuck: Vec<&str> = needs.keys().filter(|id| !order.contains(id)).map(|id| id.as_str()).collect();
                let file = &loaded.signals[stuck[0]].0;
                self.problems.add(
                    &file.path,
                    file.at_table(&["when"], 0),
                    format!("these signals need each other in a circle: {}", stuck.join(", ")),
                );
                order.extend(stuck.into_iter().map(str::to_owned));
                break;
            }
            order.extend(ready);
        }
        order
    }
}
