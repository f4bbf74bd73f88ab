//! Signals, kind and region → the two checks: opt-out line, sender named.

use crate::knowledge::{AskedSignals, Expected, Region};
use crate::report::Outcome;
use crate::signals::SignalSet;
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
    /// How an opt-out line stands by the signals, and by whether its letters are disguised.
    #[must_use]
    #[inline(never)]
    pub fn of_opt_out(asked: &AskedSignals, signals: &SignalSet, disguised: bool) -> Self {
        if signals.has(asked.opt_out_deceptive) {
            Self::Deceptive
        } else if !signals.has(asked.opt_out) {
            if signals.has(asked.opt_out_decoy) { Self::DecoyOnly } else { Self::Missing }
        } else if disguised {
            Self::Disguised
        } else if signals.has(asked.opt_out_compressed) {
            Self::Compressed
        } else if signals.has(asked.opt_out_link_only) {
            Self::LinkOnly
        } else if signals.has(asked.opt_out_phone_only) {
            Self::PhoneOnly
        } else {
            Self::Present
        }
    }

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
#[inline(never)]
pub fn opt_out(form: Form, about: Circumstances, region: &Region) -> Judged {
    use Outcome::{Fail, NotApplicable, Pass, Review};
    let expected = match about.kind {
        Kind::OneTimeCode => Err("opt_out.not_applicable_one_time_code"),
        Kind::Alert => Err("opt_out.not_applicable_alert"),
        _ if about.conversation => Err("opt_out.not_applicable_conversation"),
        Kind::Personal => Err("opt_out.not_applicable_personal"),
        Kind::Unknown if !about.bulk => Err("opt_out.not_applicable_unknown"),
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
#[inline(never)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{Alert, Commercial, ElectionOffice, Fundraising, OneTimeCode, Personal, Political, Unknown};
    use Outcome::{Fail, NotApplicable, Pass, Review};

    const FORMS: [Form; 8] = [
        Form::Present,
        Form::Compressed,
        Form::LinkOnly,
        Form::PhoneOnly,
        Form::Disguised,
        Form::Deceptive,
        Form::DecoyOnly,
        Form::Missing,
    ];

    fn said(form: Form, kind: Kind, bulk: bool, region: &str) -> (Outcome, &'static str) {
        let about = Circumstances { kind, bulk, conversation: false };
        let Judged { outcome, why, .. } = opt_out(form, about, crate::known().region(region));
        (outcome, why)
    }

    #[test]
    fn a_form_is_called_in_the_report_what_it_is_called_here() {
        for form in FORMS {
            let capital = |c: char| if c.is_uppercase() { format!("-{}", c.to_lowercase()) } else { c.into() };
            let name: String = format!("{form:?}").chars().map(capital).collect();
            assert_eq!(form.name(), name.trim_start_matches('-'));
        }
    }

    #[test]
    fn where_no_opt_out_line_is_expected_it_is_said_why() {
        for (kind, bulk, why) in [
            (OneTimeCode, true, "one_time_code"),
            (Alert, true, "alert"),
            (Personal, true, "personal"),
            (Unknown, false, "unknown"),
            (ElectionOffice, true, "other"),
            (Political, false, "other"),
        ] {
            for form in [Form::Missing, Form::DecoyOnly] {
                let (outcome, said) = said(form, kind, bulk, "US");
                assert_eq!((outcome, said.strip_prefix("opt_out.not_applicable_")), (NotApplicable, Some(why)));
            }
        }
        let talk = Circumstances { kind: Political, bulk: true, conversation: true };
        let judged = opt_out(Form::Missing, talk, crate::known().region("US"));
        assert_eq!((judged.outcome, judged.why), (NotApplicable, "opt_out.not_applicable_conversation"));
    }

    #[test]
    fn a_line_that_is_missing_is_judged_by_the_rules_of_the_region() {
        for (region, kind, outcome, why) in [
            ("FR", Political, Fail, "opt_out.fail_law"),
            ("US", Political, Fail, "opt_out.fail_industry"),
            ("GB", Fundraising, Fail, "opt_out.fail_consent"),
            ("US", Unknown, Fail, "opt_out.fail_industry"),
            ("AU", Political, NotApplicable, "opt_out.not_applicable_region"),
            // What frees campaigns from a rule frees no shop from it.
            ("AU", Commercial, Review, "opt_out.review_unknown_kind"),
            ("MX", Political, Review, "opt_out.review_unknown_kind"),
        ] {
            let judged = opt_out(
                Form::Missing,
                Circumstances { kind, bulk: true, conversation: false },
                crate::known().region(region),
            );
            assert_eq!((judged.outcome, judged.why, judged.region_why), (outcome, why, true), "{region} {kind:?}");
        }
    }

    #[test]
    fn a_line_that_is_there_is_judged_by_its_form() {
        for (form, outcome, why) in [
            (Form::Present, Pass, "opt_out.pass"),
            (Form::Compressed, Pass, "opt_out.pass_compressed"),
            (Form::LinkOnly, Review, "opt_out.review_link_only"),
            (Form::PhoneOnly, Review, "opt_out.review_phone_only"),
            (Form::Disguised, Review, "opt_out.review_disguised"),
            (Form::Deceptive, Review, "opt_out.review_deceptive"),
        ] {
            assert_eq!(said(form, Political, true, "US"), (outcome, why));
            // Also where none was expected.
            assert_eq!(said(form, Personal, false, "US"), (outcome, why));
        }
        assert_eq!(
            said(Form::PhoneOnly, Political, true, "KR"),
            (Pass, "opt_out.pass"),
            "a free number, as the law asks"
        );
    }

    #[test]
    fn a_sender_is_asked_for_where_many_are_written_to_about_an_election() {
        let judge = |found, kind, bulk, region: &str| {
            let about = Circumstances { kind, bulk, conversation: false };
            let Judged { outcome, why, region_why } = sender_id(found, about, crate::known().region(region));
            (outcome, why, region_why)
        };
        for kind in [Political, Fundraising, ElectionOffice] {
            assert_eq!(judge(true, kind, true, "FR"), (Pass, "sender_id.pass", false));
            assert_eq!(judge(false, kind, true, "FR"), (Fail, "sender_id.fail_law", true));
            assert_eq!(judge(false, kind, true, "US"), (Fail, "sender_id.fail", true));
            assert_eq!(judge(false, kind, true, "MX"), (Review, "sender_id.review", true));
            assert_eq!(judge(false, kind, false, "US"), (NotApplicable, "sender_id.not_applicable", false));
        }
        assert_eq!(judge(false, Commercial, true, "US").0, NotApplicable);
        assert_eq!(judge(true, Personal, false, "US").0, NotApplicable);
        let talk = Circumstances { kind: Political, bulk: true, conversation: true };
        assert_eq!(sender_id(true, talk, crate::known().region("US")).outcome, NotApplicable);
    }
}
