//! Places: what senders owe there, and what readers can do.

use super::{SourcePage, TextId};
use crate::packed::{pack_enum, packed};
use crate::vocabulary::Action;

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
        /// To say how the messages are stopped.
        pub opt_out: Duty,
        /// To say who sends them.
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
