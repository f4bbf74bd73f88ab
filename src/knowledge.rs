//! The shape of what `src/compile` makes of `markers/**`: plain tables, embedded, with nothing to
//! search or compile when a message comes. The only thing the other rooms know of `markers/`.

// Written out because build.rs includes this file by path too.
#[path = "knowledge/conditions.rs"]
mod conditions;
#[path = "knowledge/incidents.rs"]
mod incidents;
#[path = "knowledge/named.rs"]
mod named;
#[path = "knowledge/patterns.rs"]
mod patterns;
#[path = "knowledge/regions.rs"]
mod regions;
#[path = "knowledge/texts.rs"]
mod texts;
#[path = "knowledge/words.rs"]
mod words;

use std::sync::OnceLock;

pub use self::conditions::{
    AskedSignals, Combination, Condition, Effect, Group, Guard, SignalPage, Where, patterns, signals,
};
pub use self::incidents::{Documented, Incident};
pub use self::named::{OF_THREATS, OPT_OUT_MISSING, SENDER_MISSING, is_how_sent};
pub use self::patterns::{Automaton, Begins, COMPLETES, Clue, Node, Side, TELLS};
pub use self::regions::{Duty, Expected, Region, Step};
pub use self::texts::{Example, Said, Sentence, SourcePage, TextId};
pub use self::words::{PhrasePrefix, Prefix, Words, calendar};
use crate::entities::EntityAutomaton;
use crate::fold::FoldTable;
use crate::packed::{pack_enum, packed};
use crate::signals::hosts::LinkKnowledge;
use crate::vocabulary::{Action, Category, Severity};

/// No word, set, symbol, signal…
pub const NONE: u16 = u16::MAX;

/// Everything telltext knows.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// The languages that are read and spoken, by their codes. The first is spoken where another is asked for.
    pub languages: &'static [&'static str],
    /// The month of the newest source or check, `YYYY-MM`.
    pub version: &'static str,
    /// How letters are folded.
    pub fold: FoldTable,
    /// Links, numbers, money, times.
    pub entities: EntityAutomaton,
    /// What each entity kind stands for: its symbol set.
    pub entity_sets: &'static [u16],
    /// What can be told from a link.
    pub links: LinkKnowledge,
    /// Word forms and the lists they are in.
    pub words: Words,
    /// Patterns over words.
    pub automaton: Automaton,
    /// For each atom the groups, and after them the guards, in whose `any` it stands.
    pub atom_groups: &'static [(u16, u16)],
    /// The groups [`Self::atom_groups`] points into.
    pub atom_group_list: &'static [u16],
    /// All groups of signals, then of markers.
    pub groups: &'static [Group],
    /// The signals the engine asks for by name.
    pub asked: AskedSignals,
    /// Signals written as data, in an order in which each needs only earlier ones.
    pub signals: &'static [SignalPage],
    /// Guards.
    pub guards: &'static [Guard],
    /// Markers, in the order of their ids.
    pub markers: &'static [Marker],
    /// Markers that weigh more together.
    pub combinations: &'static [Combination],
    /// Regions, in the order of their codes.
    pub regions: &'static [Region],
    /// Documented messages. The engine for JavaScript is told them later, with the words they have.
    pub documented: OnceLock<Documented>,
    /// Sentences of the report that belong to no marker, sorted by id.
    pub sentences: &'static [Sentence],
    /// What only the command says: words for levels, outcomes, kinds… sorted by id. None in JavaScript.
    pub labels: &'static [Sentence],
    /// For each marker a few examples, for the catalogue.
    pub examples: &'static [&'static [Example]],
    /// Every text people read, a list for each language. The engine for JavaScript has none: it tells numbers, and
    /// JavaScript has the words.
    pub texts: &'static [&'static [&'static str]],
}

packed! {
    /// A marker.
    #[derive(Debug, Clone, Copy)]
    pub struct Marker {
        /// Its id.
        pub id: &'static str,
        /// Its family.
        pub category: Category,
        /// What it weighs.
        pub severity: Severity,
        /// The guards it heeds.
        pub guards: &'static [u16],
        /// A short title.
        pub title: TextId,
        /// What was seen.
        pub what: TextId,
        /// Why it matters.
        pub why: TextId,
        /// What to do.
        pub todo: TextId,
        /// The languages, a bit each, in which its texts are those of the first.
        pub untranslated: u8,
        /// Who says so.
        pub sources: &'static [SourcePage],
    }
}

pack_enum!(Severity { Low, Medium, High, Critical });
pack_enum!(Action { Emergency, Verify, Report, OptOut, Ignore });
pack_enum!(Category {
    HowWhenWhere,
    FearAndEligibility,
    StatusPhishing,
    ResultsAndLegitimacy,
    MobiliseAndHarm,
    CampaignDeception,
    SourceAndIdentity,
    LinksAndSenders,
    Obfuscation,
    OptOut,
});

impl Knowledge {
    /// Documented messages; none as long as none are known.
    #[must_use]
    pub fn documented(&self) -> Documented {
        self.documented.get().copied().unwrap_or_default()
    }

    /// The sentence `id`.
    #[must_use]
    pub fn sentence(&self, id: &str) -> TextId {
        find(self.sentences, id).or_else(|| find(self.labels, id)).unwrap_or(TextId::NONE)
    }

    /// A text in the language numbered `language`, or in the first where it was not written.
    #[must_use]
    pub fn say(&self, text: TextId, language: usize) -> &'static str {
        let own =
            |language: usize| self.texts.get(language)?.get(usize::from(text.0)).filter(|words| !words.is_empty());
        own(language).or_else(|| own(0)).map_or("", |words| *words)
    }

    /// The number of the language that a code begins with; the first for any other.
    #[must_use]
    pub fn language(&self, code: &str) -> usize {
        let two = code.get(..2).unwrap_or_default();
        self.languages.iter().position(|language| language.eq_ignore_ascii_case(two)).unwrap_or(0)
    }

    /// The region with this code, or called so, else `unknown`.
    #[must_use]
    pub fn region(&self, code: &str) -> &'static Region {
        let is = |name: &str, wanted: &str| name.eq_ignore_ascii_case(wanted);
        let find =
            |wanted: &str| self.regions.iter().find(|r| is(r.code, wanted) || r.also.iter().any(|n| is(n, wanted)));
        find(code).or_else(|| find("unknown")).unwrap_or(&self.regions[0])
    }
}

fn find(sentences: &[Sentence], id: &str) -> Option<TextId> {
    // Few are as long as the one that is looked for, so this is quicker than by halves.
    sentences.iter().find(|sentence| sentence.id == id).map(|sentence| sentence.words)
}

/// Keeps items for as long as the program runs.
#[must_use]
pub fn leak<T>(items: Vec<T>) -> &'static [T] {
    Vec::leak(items)
}
