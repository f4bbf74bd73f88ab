//! Signals, kind and region → the two checks: opt-out line, sender named.

use crate::knowledge::{Expected, Region};
use crate::report::Outcome;
use crate::vocabulary::Kind;

/// How an opt-out line stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In plain words.
    Present,
    /// Run together: `Stop2End`.
    Compressed,
    /// Only a link.
    LinkOnly,
    /// Only a number to call.
    PhoneOnly,
    /// With its letters disguised.
    Disguised,
    /// One that costs, asks for data, or contradicts itself.
    Deceptive,
    /// Only words that look like one ("stop the …").
    DecoyOnly,
    /// Not at all.
    Missing,
}

impl Form {
    /// As it stands in the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Compressed => "compressed",
            Self::LinkOnly => "link-only",
            Self::PhoneOnly => "phone-only",
            Self::Disguised => "disguised",
            Self::Deceptive => "deceptive",
            Self::DecoyOnly => "decoy-only",
            Self::Missing => "missing",
        }
    }
}

/// What a check comes to: its outcome and the sentence that says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Pass, fail, review, not applicable.
    pub outcome: Outcome,
    /// The id of the sentence in `markers/interface.toml`.
    pub why: &'static str,
    /// Whether the region's own explanation belongs to it.
    pub region_why: bool,
}

const fn judged(outcome: Outcome, why: &'static str, region_why: bool) -> Judged {
    Judged { outcome, why, region_why }
}

/// What is known of a message when its checks are made.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// What kind of message.
    pub kind: Kind,
    /// Whether it reads as one of many.
    pub bulk: bool,
    /// Whether it reads as an answer within a conversation, or confirms that someone was taken off a list.
    pub conversation: bool,
}

/// Should there be an opt-out line, and does the one there serve?
#[must_use]
pub fn opt_out(form: Form, about: Circumstances, region: &Region) -> Judged {
    use Outcome::{Fail, NotApplicable, Pass, Review};
    let expected = match about.kind {
        Kind::OneTimeCode => Err("opt_out.not_applicable_one_time_code"),
        Kind::Alert => Err("opt_out.not_applicable_alert"),
        _ if about.conversation => Err("opt_out.not_applicable_conversation"),
        Kind::Personal => Err("opt_out.not_applicable_personal"),
        Kind::Unknown if !about.bulk => Err("opt_out.not_applicable_personal"),
        Kind::ElectionOffice => Err("opt_out.not_applicable_other"),
        _ if !about.bulk => Err("opt_out.not_applicable_other"),
        _ => Ok(()),
    };
    let found = !matches!(form, Form::Missing | Form::DecoyOnly);
    match (expected, form) {
        (_, Form::Deceptive) => judged(Review, "opt_out.review_deceptive", false),
        (Err(why), _) if !found => judged(NotApplicable, why, false),
        (_, Form::Disguised) => judged(Review, "opt_out.review_disguised", false),
        (_, Form::LinkOnly) => judged(Review, "opt_out.review_link_only", false),
        // Korean law asks for a free number to call.
        (_, Form::PhoneOnly) if region.code != "KR" => judged(Review, "opt_out.review_phone_only", false),
        (_, Form::Compressed) => judged(Pass, "opt_out.pass_compressed", false),
        (_, Form::Present | Form::PhoneOnly) => judged(Pass, "opt_out.pass", false),
        (_, Form::Missing | Form::DecoyOnly) => match region.opt_out.expected {
            Expected::Law | Expected::LawInSomeStates => judged(Fail, "opt_out.fail_law", true),
            Expected::Industry => judged(Fail, "opt_out.fail_industry", true),
            Expected::Consent => judged(Fail, "opt_out.fail_consent", true),
            // Rules for shops are wider than those for campaigns.
            Expected::None if about.kind != Kind::Commercial => {
                judged(NotApplicable, "opt_out.not_applicable_region", true)
            }
            Expected::None | Expected::Unknown => judged(Review, "opt_out.review_unknown_kind", true),
        },
    }
}

/// Should it name who sent it, and does it?
#[must_use]
pub fn sender_id(found: bool, about: Circumstances, region: &Region) -> Judged {
    use Outcome::{Fail, NotApplicable, Pass, Review};
    let expected = about.bulk
        && !about.conversation
        && matches!(about.kind, Kind::Political | Kind::Fundraising | Kind::ElectionOffice);
    match (found, expected, region.sender_id.expected) {
        (true, true, _) => judged(Pass, "sender_id.pass", false),
        (_, false, _) => judged(NotApplicable, "sender_id.not_applicable", false),
        (false, true, Expected::Law) => judged(Fail, "sender_id.fail_law", true),
        (false, true, Expected::None | Expected::Unknown) => judged(Review, "sender_id.review", true),
        (false, true, _) => judged(Fail, "sender_id.fail", true),
    }
}
