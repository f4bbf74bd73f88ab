//! The markers that code speaks of by their ids.

use crate::vocabulary::Category;

/// There is no opt-out line. The check of the opt-out line says so too.
pub const OPT_OUT_MISSING: &str = "opt-out-missing";

/// Nobody says who is writing. The check of the sender says so too.
pub const SENDER_MISSING: &str = "missing-sender-identity";

/// Someone may be in danger: only then the reader is told whom to call at once.
pub const OF_THREATS: [&str; 3] = ["call-to-violence", "direct-threat-intimidation", "doxxing-election-workers"];

/// Whether a marker says how a message was sent, not what it says: the two checks speak of that.
#[must_use]
pub fn is_how_sent(marker: &str, category: Category) -> bool {
    category == Category::OptOut || marker == SENDER_MISSING
}

#[cfg(test)]
mod tests {
    use super::{OF_THREATS, OPT_OUT_MISSING, SENDER_MISSING};

    #[test]
    fn the_markers_that_are_spoken_of_are_there() {
        for id in OF_THREATS.into_iter().chain([OPT_OUT_MISSING, SENDER_MISSING]) {
            assert!(crate::known().markers.iter().any(|marker| marker.id == id), "there is no marker {id}");
        }
    }
}
