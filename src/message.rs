//! What was pasted, and what is known about it.

use crate::report::Report;

/// How many characters are read; the rest of a longer text is left unread, and the report says so.
pub const MAX_CHARACTERS: usize = 65_536;

/// A message to check: the text and whatever else is known about it.
///
/// ```
/// let report = telltext::Message::new("Vote by text! Send VOTE to 59925 to cast your ballot.")
///     .from("+12155550123")
///     .received("2026-11-02")
///     .region("US")
///     .check();
/// assert_eq!(report.message.region, "US");
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Message<'a> {
    pub(crate) text: &'a str,
    pub(crate) from: &'a str,
    pub(crate) received: &'a str,
    pub(crate) region: &'a str,
    pub(crate) language: &'a str,
    pub(crate) from_picture: bool,
    pub(crate) without: &'a [&'a str],
}

impl<'a> Message<'a> {
    /// A message of which only the text is known. Any text will do; it is never altered.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, region: "US", language: "en", ..Self::default() }
    }

    /// Who sent it: a phone number, a short code, an e-mail address or a name. Empty is unknown.
    #[must_use]
    pub fn from(mut self, from: &'a str) -> Self {
        self.from = from.trim();
        self
    }

    /// The day it was received, `YYYY-MM-DD` (anything after it, such as a time, is passed over). Anything else is taken as unknown.
    #[must_use]
    pub fn received(mut self, received: &'a str) -> Self {
        self.received = received.trim();
        self
    }

    /// Whose rules to apply: an ISO 3166-1 code such as `US` (the default), `CA`, `GB`, or a common name such as `UK` or `Mexico`.
    /// Of others the report says what cannot be known.
    #[must_use]
    pub fn region(mut self, region: &'a str) -> Self {
        self.region = region.trim();
        self
    }

    /// The language of the report's sentences: one of [`crate::languages`], `en` unless it is said. Any other is answered in the first.
    #[must_use]
    pub fn language(mut self, language: &'a str) -> Self {
        self.language = language.trim();
        self
    }

    /// Whether the text was recognised from a picture, so that confused letters are not taken for a disguise.
    #[must_use]
    pub fn from_picture(mut self, from_picture: bool) -> Self {
        self.from_picture = from_picture;
        self
    }

    /// Markers that are left out, by their ids: they are not raised, and count for nothing. What kind of message it is, and whether it has
    /// an opt-out line and should, is told as ever; the report says under [`not_checked`](Report::not_checked) what was left out.
    /// An id that no marker has leaves nothing out.
    ///
    /// ```
    /// let message = telltext::Message::new("Vote by text! Send VOTE to 59925 to cast your ballot.");
    /// let (whole, part) = (message.check(), message.without(&["vote-by-text-phone-online"]).check());
    /// assert!(part.level < whole.level);
    /// assert_eq!(part.not_checked[0].id, "vote-by-text-phone-online");
    /// ```
    #[must_use]
    pub fn without(mut self, markers: &'a [&'a str]) -> Self {
        self.without = markers;
        self
    }

    /// Reads the message. Total: any text gives a report.
    #[must_use]
    pub fn check(self) -> Report {
        crate::engine::with(|engine| engine.check(&self))
    }
}
