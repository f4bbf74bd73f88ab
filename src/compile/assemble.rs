//! Files as they were read → all tables, numbered and written in their compact form.

use super::automaton::{self, Node};
use super::conditions::Compiler;
use super::languages::Languages;
use super::load::{At, Files, Loaded, Problems};
use super::pattern::Symbol;
use super::symbols::Symbols;
use super::texts::{self, Texts};
use super::words::{self, Built};
use super::{
    ASKED_FOR, Compiled, Ground, MarkerExample, Problem, Sought, clues, incidents, leak_str, lists, pack, shorthand,
};
use crate::entities::EntityAutomaton;
use crate::fold::FoldTable;
use crate::knowledge::{
    AskedSignals, Combination, Example, Group, Guard, Incident, Marker, NONE, Region, Said, Sentence, SignalPage, leak,
};
use crate::packed::{Column, Pack as _, Packed, Writer};
use crate::signals::hosts::LinkKnowledge;
use crate::signals::names::{ENGINE_SIGNALS, MOST_SIGNALS};
use crate::unpack::Fixed;

/// Makes the tables of files, and goes on past mistakes: what has one is left out.
pub fn assemble(
    files: &Files,
    ground: Ground,
    link_knowledge: LinkKnowledge,
    mut problems: Problems,
    sought: Sought,
) -> (Option<Compiled>, Vec<Problem>) {
    let Some(languages) = Languages::read(&files.single("languages.toml"), &mut problems) else {
        return (None, problems.finish());
    };
    let loaded = Loaded::read(files, languages, &ground.entities.names, &mut problems);
    let mut texts = Texts::of(languages);
    texts.begin_with_answers(&loaded);
    let first_source = texts.count();
    let rules = rules(files, &loaded, &ground, &mut texts, &mut problems);

    let fold = |text: &str| lists::fold_words(text, &ground.fold_table);
    let (incident_pages, shingles) = incidents::build(&loaded.incidents, &fold, &mut texts);
    let regions = texts::regions(&loaded.regions, &mut texts);
    let sentences = texts::sentences(&loaded.interface, texts::REPORTED, &mut texts);
    // Last, so that they can be left out of what is sent.
    let first_example = texts.count();
    let shown: Vec<&'static [Example]> = loaded.markers.values().map(|(_, m)| texts.examples(m)).collect();
    let first_label = texts.count();
    let mut labels = texts::sentences(&loaded.interface, |table| !texts::REPORTED(table), &mut texts);
    labels.extend(texts::languages(languages, &mut texts));
    check_numbers(files, &texts, &regions, &mut problems);

    let no_region = regions.is_empty();
    let found = problems.finish();
    let (Some(rules), false) = (rules, no_region) else { return (None, found) };
    let Ground { fold_table, entities } = ground;
    let tables = Tables {
        entity_count: entities.names.len(),
        rules,
        version: leak_str(&loaded.version()),
        acts: fold_table.acts,
        entities: entities.automaton,
        links: link_knowledge,
        regions: leak(regions),
        sentences: leak(sentences),
        shown: leak(shown),
    };
    let documented = documented(leak(incident_pages), &shingles);
    let incidents = crate::unpack::documented(leak(documented.columns.clone()), leak_str(&documented.text));
    let without_endings = EntityAutomaton { endings: &[], word_endings: &[], ..entities.automaton };
    let fixed =
        Fixed { fold: FoldTable { acts: &[], ..fold_table }, entities: without_endings, languages: languages.codes };
    let said = Said { texts: texts.finish(), labels: leak(labels) };
    let read = |packed: &Packed| {
        let columns = leak(packed.columns.clone());
        crate::unpack::knowledge(&fixed, columns, leak_str(&packed.text), said, Some(incidents))
    };
    let examples = examples(&loaded);
    let mut packed = tables.pack(&[]);
    if sought == Sought::ByTheRarest {
        // Which places of patterns are rare is counted with what is known without it.
        let own = examples.iter().map(|e| e.example.text.get_ref().as_str());
        packed = tables.pack(&clues::choose(&read(&packed), own));
    }
    let knowledge = Box::leak(Box::new(read(&packed)));
    let files = files.paths();
    let compiled = Compiled {
        knowledge,
        fixed,
        packed,
        documented,
        said,
        first_source,
        first_example,
        first_label,
        examples,
        files,
    };
    (Some(compiled), found)
}

/// What is told of the folder as a whole.
fn check_numbers(files: &Files, texts: &Texts, regions: &[Region], problems: &mut Problems) {
    let folder = files.folder();
    if texts.count() > usize::from(u16::MAX) {
        problems.add(folder, At::WHOLE, format!("{} texts are more than can be numbered", texts.count()));
    }
    if regions.is_empty() {
        let message = "no region can be read; there must be one, whose rules apply to messages that name none";
        problems.add(&folder.join("regions"), At::WHOLE, message.into());
    }
}

/// What raises signals and markers, and what keeps markers quiet: conditions, and the patterns and words they stand on.
struct Rules {
    symbols: Symbols,
    words: Built,
    automaton: Vec<Node>,
    pattern_count: usize,
    groups: Vec<Group>,
    asked: AskedSignals,
    signals: &'static [SignalPage],
    guards: &'static [Guard],
    markers: &'static [Marker],
    combinations: &'static [Combination],
}

/// Numbers words, patterns, signals, guards and markers; nothing, where there are more than can be numbered.
fn rules(files: &Files, loaded: &Loaded, ground: &Ground, texts: &mut Texts, problems: &mut Problems) -> Option<Rules> {
    let folder = files.folder();
    let Ground { fold_table, entities } = ground;
    let listed = |text: &str| lists::listed_words(text, fold_table, entities);
    let lists = lists::resolve(loaded, &entities.names, &listed, problems);
    let shorthand = shorthand::resolve(loaded, &listed, problems);
    let mut compiler = Compiler::new(&lists, &listed, problems);
    let order = compiler.number_signals(loaded);
    let signals_known = ENGINE_SIGNALS.len() + order.len();
    if signals_known > MOST_SIGNALS {
        let message = format!("there are {signals_known} signals with those of the engine, and at most {MOST_SIGNALS}");
        compiler.problems.add(&folder.join("signals"), At::WHOLE, message);
    }
    let mut groups = Vec::new();
    let signals = compiler.signals(loaded, &order, &mut groups);
    let guards = compiler.guards(loaded);
    let markers = compiler.markers(loaded, &files.single("categories.toml"), texts, &mut groups);
    let combinations = compiler.combinations(loaded, &files.single("combinations.toml"));
    let patterns = compiler.patterns;

    let mut symbols = Symbols::default();
    for name in ASKED_FOR.into_iter().filter(|name| lists.contains_key(*name)) {
        symbols.id(&Symbol::List(name.into()));
    }
    let asked_for = symbols.len();
    for symbol in patterns.iter().flat_map(|p| p.sequences.iter().flatten()).flat_map(|place| &place.symbols) {
        symbols.id(symbol);
    }
    symbols.arrange(&lists, asked_for);
    let kind_of = |word: &str| {
        let (kind, end) = entities.automaton.longest(word.as_bytes(), 0, &mut u32::MAX.clone())?;
        (end == word.len()).then_some(usize::from(kind))
    };
    let mut say = |message: String| problems.add(folder, At::WHOLE, message);
    let automaton = automaton::build(&patterns, &mut symbols).map_err(&mut say).ok();
    let words = words::build(&lists, &symbols, &entities.names, &kind_of, &shorthand).map_err(say).ok();
    let asked = AskedSignals::find(|name| {
        order.iter().position(|id| id == name).map_or(NONE, |at| (ENGINE_SIGNALS.len() + at) as u16)
    });
    Some(Rules {
        symbols,
        words: words?,
        automaton: automaton?,
        pattern_count: patterns.len(),
        groups,
        asked,
        signals: leak(signals),
        guards: leak(guards),
        markers: leak(markers),
        combinations: leak(combinations),
    })
}

/// All that is embedded in its compact form, but for documented messages and texts.
struct Tables {
    rules: Rules,
    version: &'static str,
    acts: &'static [u32],
    entity_count: usize,
    entities: EntityAutomaton,
    links: LinkKnowledge,
    regions: &'static [Region],
    sentences: &'static [Sentence],
    shown: &'static [&'static [Example]],
}

impl Tables {
    /// Writes them, with by which of their places patterns are looked for; [`crate::unpack`] reads them in the same order.
    fn pack(&self, choices: &[clues::Choice]) -> Packed {
        let Rules { symbols, words, automaton, pattern_count, groups, asked, .. } = &self.rules;
        let mut writer = Writer::default();
        writer.number(Column::Misc, self.entity_count as u32);
        pack::words(words, symbols, &mut writer);
        pack::automaton(automaton, symbols.len(), *pattern_count, choices, &mut writer);
        pack::groups(groups, &mut writer);
        self.version.pack(&mut writer);
        asked.pack(&mut writer);
        self.rules.signals.pack(&mut writer);
        self.rules.guards.pack(&mut writer);
        pack::acts(self.acts, &mut writer);
        self.entities.endings.pack(&mut writer);
        self.entities.word_endings.pack(&mut writer);
        self.links.pack(&mut writer);
        self.rules.markers.pack(&mut writer);
        self.rules.combinations.pack(&mut writer);
        self.regions.pack(&mut writer);
        self.sentences.pack(&mut writer);
        self.shown.pack(&mut writer);
        writer.finish()
    }
}

/// Documented messages in their compact form.
fn documented(pages: &'static [Incident], shingles: &[(u16, u16)]) -> Packed {
    let mut writer = Writer::default();
    pages.pack(&mut writer);
    pack::shingles(shingles, &mut writer);
    writer.finish()
}

/// The examples of all markers.
fn examples(loaded: &Loaded) -> Vec<MarkerExample> {
    let mut examples = Vec::new();
    for (id, (file, marker)) in &loaded.markers {
        for (raise, list) in [(true, &marker.raise), (false, &marker.quiet)] {
            examples.extend(list.iter().map(|example| MarkerExample {
                marker: id.clone(),
                raise,
                file: file.path.clone(),
                line: file.at(example.text.span().start).line,
                example: example.clone(),
            }));
        }
    }
    examples
}
