//! The words that every room shares: one enum each for level, severity, category, kind and action.

use serde::Serialize;

/// How strong the content markers of a message are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Level {
    /// No content marker above `low` was found. This does not mean the message is true.
    None,
    /// One medium marker: worth a second look. Medium ones of links, senders, disguise and campaigns come to no more than this together.
    Note,
    /// One high marker, or two medium ones about what the message says.
    Caution,
    /// A critical marker, or two high ones.
    Strong,
}

/// How much a marker weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Severity {
    /// Context only; never raises the level.
    Low,
    /// Worth checking.
    Medium,
    /// Could mislead or harm.
    High,
    /// Acting on it could cost a vote or endanger someone.
    Critical,
}

/// Which family a marker belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Category {
    /// When, where and how to vote.
    HowWhenWhere,
    /// Fear of voting, and who may vote.
    FearAndEligibility,
    /// Notices that ask for a tap or for data.
    StatusPhishing,
    /// Claims about results and their legitimacy.
    ResultsAndLegitimacy,
    /// Calls to gather, to harm, to buy or repeat a vote.
    MobiliseAndHarm,
    /// Campaigns posing as others, or pressing for money.
    CampaignDeception,
    /// Who the message says it is from.
    SourceAndIdentity,
    /// Links, and the number or name it came from.
    LinksAndSenders,
    /// Letters disguised.
    Obfuscation,
    /// The opt-out line.
    OptOut,
}

/// Who would send such a message, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Kind {
    /// A campaign, party or cause.
    Political,
    /// An office that runs elections, or a text that reads like one.
    ElectionOffice,
    /// A campaign asking for money.
    Fundraising,
    /// Shops, banks, deliveries, appointments.
    Commercial,
    /// A one-time code.
    OneTimeCode,
    /// An emergency or public alert.
    Alert,
    /// People talking to each other.
    Personal,
    /// None of these could be told.
    Unknown,
}

/// What kind of step a next step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(schema, derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Action {
    /// Someone may be in danger: call for help.
    Emergency,
    /// Confirm with whoever runs the election.
    Verify,
    /// Tell someone about the message.
    Report,
    /// How to stop further messages, and when not to reply.
    OptOut,
    /// Nothing needs doing.
    Ignore,
}

impl Category {
    /// Whether markers of this family are about what a message says of voting and results: one of them makes a message political
    /// that nothing else tells to be so. What moves the level is another matter, told in `level.rs`.
    #[must_use]
    pub const fn is_content(self) -> bool {
        matches!(
            self,
            Self::HowWhenWhere
                | Self::FearAndEligibility
                | Self::StatusPhishing
                | Self::ResultsAndLegitimacy
                | Self::MobiliseAndHarm
        )
    }
}
