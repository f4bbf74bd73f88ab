//! Signals → what kind of message.

use crate::knowledge::AskedSignals;
use crate::signals::SignalSet;
use crate::vocabulary::Kind;

/// What kind of message: the first that holds.
#[inline(never)]
pub(super) fn kind(asked: &AskedSignals, signals: &SignalSet) -> Kind {
    let kinds = [
        (asked.one_time_code, Kind::OneTimeCode),
        (asked.public_alert, Kind::Alert),
        (asked.personal, Kind::Personal),
        (asked.fundraising, Kind::Fundraising),
        (asked.election_office, Kind::ElectionOffice),
        (asked.political, Kind::Political),
        (asked.commercial, Kind::Commercial),
        (asked.perhaps_personal, Kind::Personal),
    ];
    kinds.into_iter().find(|(signal, _)| signals.has(*signal)).map_or(Kind::Unknown, |(_, kind)| kind)
}
