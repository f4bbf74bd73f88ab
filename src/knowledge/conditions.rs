//! Which matches and signals raise what: conditions, the groups of them that signals and markers have, guards and combinations.

use crate::packed::{Pack, Reader, Writer, pack_enum, packed};
use crate::vocabulary::Severity;

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
        /// Its groups in [`crate::knowledge::Knowledge::groups`].
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
    /// After it, with nothing else in its clause: the last one of the claim's sentence, or the first of the next.
    Alone,
    /// In its sentence; before it with no word between that turns the sentence (but).
    Sentence,
    /// Anywhere in the message.
    Message,
}
pack_enum!(Where { Before, After, Alone, Sentence, Message });

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
