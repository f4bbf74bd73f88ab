//! What was read of one message, before any of it is said in words.

use crate::checks::{Form, Judged};
use crate::findings::Raised;
use crate::knowledge::Region;
use crate::report::{Level, Outcome, Span};
use crate::signals::SignalSet;
use crate::signals::links::LinkSeen;
use crate::vocabulary::Kind;

/// What was read of one message: numbers and spans, no sentences yet.
#[derive(Debug, Default)]
pub struct Reading {
    /// The region whose rules were applied.
    pub region: Option<&'static Region>,
    /// The signals seen.
    pub signals: SignalSet,
    /// The markers raised, the most severe first.
    pub raised: Vec<Raised>,
    /// How strong they are.
    pub level: Option<Level>,
    /// Which of `raised` did it.
    pub level_because: Vec<usize>,
    /// What kind of message.
    pub kind: Option<Kind>,
    /// Whether it reads as one of many.
    pub bulk: bool,
    /// The opt-out line.
    pub opt_out: CheckReading,
    /// The sender.
    pub sender_id: CheckReading,
    /// The links.
    pub links: Vec<LinkSeen>,
    /// Documented messages it resembles, with how much in percent.
    pub incidents: Vec<(u16, u8)>,
    /// Whether most words are in no language that is read.
    pub is_foreign: bool,
    /// The language most words speak for, by its place in `Knowledge::languages`.
    pub language: Option<usize>,
    /// Characters, segments, whether UCS-2 is needed.
    pub size: (u32, u32, bool),
    /// Whether the rest of a very long text was left unread.
    pub truncated: bool,
}

/// What was read for one check.
#[derive(Debug)]
pub struct CheckReading {
    /// How the wording stands.
    pub form: Form,
    /// Whether it is there.
    pub found: bool,
    /// Where.
    pub spans: Vec<Span>,
    /// The keyword, or the words that name the sender.
    pub name: Option<Span>,
    /// What it comes to.
    pub judged: Judged,
}

impl Default for CheckReading {
    fn default() -> Self {
        Self {
            form: Form::Missing,
            found: false,
            spans: Vec::new(),
            name: None,
            judged: Judged { outcome: Outcome::NotApplicable, why: "", region_why: false },
        }
    }
}
