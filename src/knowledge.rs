//! The shape of what `src/compile` makes of `markers/**`: plain tables, embedded, with nothing to
//! search or compile when a message comes. The only thing the other rooms know of `markers/`.

use std::sync::OnceLock;

use crate::entities::EntityAutomaton;
use crate::fold::FoldTable;
use crate::packed::{Pack, Reader, Writer, pack_enum, packed};
use crate::signals::hosts::LinkKnowledge;
use crate::vocabulary::{Action, Category, Severity};

/// No word, set, symbol, signal…
pub const NONE: u16 = u16::MAX;

/// The languages whose texts are embedded, in the order of [`Words3`].
pub const LANGUAGES: [&str; 3] = ["en", "es", "fr"];

/// A text in each of [`LANGUAGES`]; empty where it was not written.
pub type Words3 = [&'static str; 3];

/// A text people read: its number in [`Knowledge::texts`] and in the word packs. 0 is no text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct TextId(pub u16);

impl TextId {
    /// No text.
    pub const NONE: Self = Self(0);

    /// Whether there is one.
    #[must_use]
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }
}

impl Pack for TextId {
    fn pack(&self, writer: &mut Writer) {
        writer.text_id(self.0);
    }
    fn unpack(reader: &mut Reader) -> Self {
        Self(reader.text_id())
    }
}

/// Everything telltext knows.
#[derive(Debug, Clone)]
pub struct Knowledge {
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
    /// Families.
    pub categories: &'static [CategoryPage],
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
    /// Every text people read. The engine for JavaScript has none: it tells numbers, and JavaScript has the words.
    pub texts: &'static [Words3],
}

/// Documented messages, and what finds those that a message resembles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Documented {
    /// The messages, in the order of their ids.
    pub incidents: &'static [Incident],
    /// For each of their shingles, sorted: its hash and the incident.
    pub shingles: &'static [(u16, u16)],
    /// For each beginning of a hash where those that begin so begin; one more entry than beginnings.
    pub buckets: &'static [u16],
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
    /// Where each symbol set begins in `symbols`; one more entry than sets.
    pub set_offsets: &'static [u32],
    /// The symbols of all sets.
    pub symbols: &'static [u16],
    /// What the tokenizer and the engine ask of a set: the constants of `tokens::mark`.
    pub set_marks: &'static [u8],
    /// What a set means to the calendar: 0 nothing, 1–12 a month, 13–19 Monday to Sunday, 20 today, 21 tomorrow.
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

/// Patterns over symbols with bounded gaps, as one tree with shared beginnings. What follows a node stands together.
#[derive(Debug, Clone, Copy)]
pub struct Automaton {
    /// For each symbol where what belongs to it begins; one more entry than symbols.
    pub of_symbols: &'static [OfSymbol],
    /// For each symbol whether it gives longer patterns away (1), and whether it completes some that may raise something (2).
    pub kinds: &'static [u8],
    /// The patterns that one symbol completes; with bit 15 set only at the beginning of a sentence. Those of a symbol that may raise
    /// something come before those that are only asked for.
    pub singles: &'static [u16],
    /// For each pattern that is only asked for the one node that completes it, or 0.
    pub quiet_nodes: &'static [u16],
    /// The longer patterns that a symbol gives away: it stands where they are the rarest.
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

/// Where what belongs to a symbol begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct OfSymbol {
    /// In [`Automaton::singles`].
    pub singles: u16,
    /// In [`Automaton::singles`] those that are only asked for.
    pub quiet: u16,
    /// In [`Automaton::clues`].
    pub clues: u16,
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
    /// The first node that follows.
    pub children: u16,
    /// Where its patterns begin in [`Automaton::accepts`].
    pub accepts: u16,
    /// The node before it; 0 or 1 when it begins patterns: anywhere or only sentences.
    pub parent: u16,
    /// The longest gap before it.
    pub gap: u8,
}

/// One condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Whether `id` is a signal (or else an atom).
    pub is_signal: bool,
    /// Whether it must not hold.
    pub negated: bool,
    /// The atom or signal.
    pub id: u16,
}

impl Pack for Condition {
    fn pack(&self, writer: &mut Writer) {
        writer.condition(self.is_signal, self.negated, self.id);
    }
    fn unpack(reader: &mut Reader) -> Self {
        let (is_signal, negated, id) = reader.condition();
        Self { is_signal, negated, id }
    }
}

/// Those of the conditions that are signals: they stand before patterns.
pub fn signals(conditions: &'static [Condition]) -> impl Iterator<Item = &'static Condition> {
    conditions.iter().take_while(|condition| condition.is_signal)
}

/// Those of the conditions that are patterns.
pub fn patterns(conditions: &'static [Condition]) -> impl Iterator<Item = &'static Condition> {
    conditions.iter().rev().take_while(|condition| !condition.is_signal)
}

/// One `[[when]]`.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// Whether it belongs to a marker (or else a signal).
    pub of_marker: bool,
    /// The marker or signal it raises.
    pub owner: u16,
    /// At least one of these.
    pub any: &'static [Condition],
    /// And each of these.
    pub all: &'static [Condition],
    /// And each of these in the sentence of what stands in `any`, or in the one before or after it.
    pub near: &'static [Condition],
    /// And none of these in the same sentence.
    pub unless: &'static [Condition],
    /// What it weighs, if not what its marker weighs.
    pub severity: Option<Severity>,
}

/// Defines the signals the engine asks for by name; `NONE` where `markers/signals/` has no such file.
macro_rules! asked_signals {
    ($($field:ident = $name:literal,)*) => {
        packed! {
            /// The signals written as data that the engine asks for by name.
            #[derive(Debug, Clone, Copy)]
            pub struct AskedSignals {
                $(#[doc = concat!("`@", $name, "`")] pub $field: u16,)*
            }
        }
        impl AskedSignals {
            /// Finds each by name.
            pub fn find(number: impl Fn(&str) -> u16) -> Self {
                Self { $($field: number($name),)* }
            }
        }
    };
}
asked_signals! {
    opt_out = "opt-out",
    opt_out_compressed = "opt-out-compressed",
    opt_out_link_only = "opt-out-link-only",
    opt_out_phone_only = "opt-out-phone-only",
    opt_out_deceptive = "opt-out-deceptive",
    opt_out_decoy = "opt-out-decoy",
    opted_out_notice = "opted-out-notice",
    sender_named = "sender-named",
    paid_for = "paid-for",
    one_time_code = "one-time-code",
    public_alert = "public-alert",
    fundraising = "fundraising",
    election_office = "election-office",
    political = "political-message",
    commercial = "commercial",
    personal = "personal",
    perhaps_personal = "perhaps-personal",
    conversation = "conversation",
    bulk = "bulk",
    fact_check_wording = "fact-check-wording",
    polls_close_time = "polls-close-time",
    threat = "threat",
}

packed! {
    /// A signal written as data.
    #[derive(Debug, Clone, Copy)]
    pub struct SignalPage {
        /// Its id.
        pub id: &'static str,
        /// Its number, after those the engine provides.
        pub signal: u16,
        /// Its groups in [`Knowledge::groups`].
        pub groups: (u16, u16),
        /// Whether one of its groups rests on signals alone and so has no atom to wake it.
        pub always: bool,
    }
}

/// Where a guard stands relative to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// Shortly before it, or between its words, in its clause.
    Before,
    /// Shortly after it, in its clause.
    After,
    /// In its sentence.
    Sentence,
    /// Anywhere in the message.
    Message,
}
pack_enum!(Where { Before, After, Sentence, Message });

/// What a guard does to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// There is no finding.
    Cancel,
    /// It weighs one step less.
    Lower,
}
pack_enum!(Effect { Cancel, Lower });

packed! {
    /// What keeps a marker quiet.
    #[derive(Debug, Clone, Copy)]
    pub struct Guard {
        /// Its id.
        pub id: &'static str,
        /// Where it must stand.
        pub place: Where,
        /// How many words away, for before and after.
        pub within: u8,
        /// What it does.
        pub effect: Effect,
        /// Any of these.
        pub any: &'static [Condition],
        /// And none of these anywhere in the message.
        pub unless: &'static [Condition],
    }
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
        /// The languages, a bit each, in which its texts are those in English.
        pub untranslated: u8,
        /// Who says so.
        pub sources: &'static [SourcePage],
    }
}

packed! {
    /// A message of our own that raises a marker or does not.
    #[derive(Debug, Clone, Copy)]
    pub struct Example {
        /// The message.
        pub text: TextId,
        /// Its language: a place in [`LANGUAGES`].
        pub lang: u8,
        /// Whether it raises the marker.
        pub raises: bool,
    }
}

packed! {
    /// Something published.
    #[derive(Debug, Clone, Copy)]
    pub struct SourcePage {
        /// Title.
        pub title: TextId,
        /// Publisher.
        pub publisher: TextId,
        /// Date.
        pub date: TextId,
        /// Address.
        pub url: TextId,
    }
}

packed! {
    /// A family of markers.
    #[derive(Debug, Clone, Copy)]
    pub struct CategoryPage {
        /// The family.
        pub category: Category,
        /// Its name.
        pub name: TextId,
    }
}

packed! {
    /// Markers that weigh more together.
    #[derive(Debug, Clone, Copy)]
    pub struct Combination {
        /// The marker that weighs more…
        pub marker: u16,
        /// …when one of these markers was raised too…
        pub with_markers: &'static [u16],
        /// …or one of these signals was seen.
        pub with_signals: &'static [Condition],
        /// What it weighs then.
        pub to: Severity,
    }
}

packed! {
    /// A place and its rules.
    #[derive(Debug, Clone, Copy)]
    pub struct Region {
        /// ISO 3166-1 code in upper case, or `unknown`.
        pub code: &'static str,
        /// What else it is called where a code is asked for.
        pub also: &'static [&'static str],
        /// Its name.
        pub name: TextId,
        /// When its contacts were last checked.
        pub checked: TextId,
        /// Hosts and endings of its offices.
        pub official_hosts: &'static [&'static str],
        /// International calling codes.
        pub calling_codes: &'static [&'static str],
        /// Who to call when someone is in danger.
        pub emergency: TextId,
        /// `law`, `industry`, `consent`, `none` or `unknown`.
        pub opt_out: Duty,
        /// The same for naming the sender.
        pub sender_id: Duty,
        /// What the reader can do.
        pub steps: &'static [Step],
        /// Whether the date of its federal election is computed.
        pub us_federal_calendar: bool,
    }
}

/// Who expects a duty to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// A law.
    Law,
    /// The law of some of its states.
    LawInSomeStates,
    /// Carriers and the industry's own code.
    Industry,
    /// Follows from the law on consent.
    Consent,
    /// Nobody.
    None,
    /// It could not be found out.
    Unknown,
}
pack_enum!(Expected { Law, LawInSomeStates, Industry, Consent, None, Unknown });

packed! {
    /// A duty of senders in a region.
    #[derive(Debug, Clone, Copy)]
    pub struct Duty {
        /// Who expects it.
        pub expected: Expected,
        /// What it is, and what may explain its absence.
        pub why: TextId,
        /// Who says so.
        pub sources: &'static [SourcePage],
    }
}

packed! {
    /// What the reader can do.
    #[derive(Debug, Clone, Copy)]
    pub struct Step {
        /// What kind of step.
        pub action: Action,
        /// What it serves, a bit each: the categories in their order, then [`Self::ANY`] and [`Self::THREAT`].
        pub serves: u16,
        /// In words.
        pub what: TextId,
        /// A number.
        pub contact: TextId,
        /// A page.
        pub url: TextId,
    }
}

impl Step {
    /// Bit of [`Self::serves`]: whatever was found.
    pub const ANY: u16 = 1 << 14;
    /// Bit of [`Self::serves`]: someone is threatened.
    pub const THREAT: u16 = 1 << 15;
}

packed! {
    /// A documented message.
    #[derive(Debug, Clone, Copy)]
    pub struct Incident {
        /// Its id.
        pub id: &'static str,
        /// Title.
        pub title: TextId,
        /// Date.
        pub date: TextId,
        /// What was wrong with it.
        pub wrong: TextId,
        /// Its words: the press quote, else our reconstruction.
        pub quote: TextId,
        /// Whether `quote` is quoted from the press.
        pub quoted: bool,
        /// Where it was reported.
        pub url: TextId,
        /// How many shingles the quote and the reconstruction have.
        pub shingles: [u16; 2],
    }
}

packed! {
    /// What is written apart: the engine for JavaScript has none of it.
    #[derive(Debug, Clone, Copy, Default)]
    pub struct Said {
        /// Every text people read.
        pub texts: &'static [Words3],
        /// What only the command says.
        pub labels: &'static [Sentence],
    }
}

packed! {
    /// A sentence of the report that belongs to no marker.
    #[derive(Debug, Clone, Copy)]
    pub struct Sentence {
        /// Its id: `opt_out.fail_industry`.
        pub id: &'static str,
        /// Its words.
        pub words: TextId,
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

    /// A text in the language numbered `language`, or in English where it was not written.
    #[must_use]
    pub fn say(&self, text: TextId, language: usize) -> &'static str {
        self.texts.get(text.0 as usize).map_or("", |words| say(*words, language))
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
    sentences.binary_search_by(|s| s.id.cmp(id)).ok().map(|at| sentences[at].words)
}

/// Keeps items for as long as the program runs.
#[must_use]
pub fn leak<T>(items: Vec<T>) -> &'static [T] {
    Vec::leak(items)
}

/// The words in a language, or in English where they were not written.
#[must_use]
pub fn say(words: Words3, language: usize) -> &'static str {
    if words[language].is_empty() { words[0] } else { words[language] }
}

/// The number of a language in [`LANGUAGES`]; English for any other.
#[must_use]
pub fn language_number(code: &str) -> usize {
    let two = code.get(..2).unwrap_or("en");
    LANGUAGES.iter().position(|l| l.eq_ignore_ascii_case(two)).unwrap_or(0)
}
