//! The signals the engine itself provides: what patterns cannot see. Their numbers are their places here.

/// How many signals there can be, with those written as data.
pub const MOST_SIGNALS: usize = 256;

/// The names in `markers/` of the signals the engine provides, each before what it means.
pub const ENGINE_SIGNALS: [&str; 39] = [
    "link",                // there is a link
    "official-link",       // a link leads to an official host of the region or a known official ending
    "other-link",          // a link leads to a host that is not official
    "shortener",           // a link of a public shortener
    "look-alike-link",     // a host that resembles an official one and is not
    "punycode-link",       // a link with an xn-- label or letters of several scripts
    "ip-link",             // a link to a number, with a port or with a name before @
    "odd-link",            // a link that is not https, ends unusually, or is a download
    "email-in-text",       // there is an e-mail address
    "phone-in-text",       // there is a phone number
    "look-alike-letters",  // letters of another script stand for Latin ones, or styled ones
    "hidden-characters",   // characters that cannot be seen stand inside the text
    "leet-words",          // a known word is written with digits or signs for letters, or with its letters apart
    "disguised-opt-out",   // the opt-out keyword itself is disguised
    "capitals",            // more than four tenths of the words are in capitals, at least four
    "exclamations",        // three exclamation marks, or two together
    "question",            // there is a question mark
    "from-known",          // it is known who sent it
    "from-email",          // the sender is an e-mail address
    "from-name",           // the sender is a name, not a number
    "from-short-code",     // the sender is a short code of 3 to 8 digits
    "from-long-code",      // the sender is an ordinary phone number
    "from-abroad",         // the sender's number is of another country than the region
    "received-known",      // the day it was received is known
    "day-after-election",  // it names a day for voting that is after the computed election day
    "weekday-not-of-date", // a weekday stands beside a date that is another weekday
    "not-election-day", // it names, with their year, days of the November of an election, and none is the computed election day
    "date-in-past",     // it names a date that had passed when it was received
    "on-election-day",  // it was received on the computed election day
    "region-us",        // the region is the United States
    "from-picture",     // the text was recognised from a picture
    "long-text",        // more than 320 characters
    "short-text",       // fewer than 60 characters
    "placeholder",      // a mail-merge placeholder was left in
    "opt-out-failed",   // an opt-out line is expected and missing
    "sender-id-failed", // a named sender is expected and missing
    "lower-case",       // it has no capital letter at all
    "signed",           // a name stands before a colon at the beginning, or alone at the end
    "keyword-alone",    // an opt-out keyword in capitals is a line of its own at the end
];

/// The number of an engine signal by name; names are checked when this is compiled.
#[must_use]
pub const fn engine_signal(name: &str) -> u16 {
    let mut at = 0;
    while at < ENGINE_SIGNALS.len() {
        if equal(ENGINE_SIGNALS[at].as_bytes(), name.as_bytes()) {
            return at as u16;
        }
        at += 1;
    }
    panic!("no such engine signal")
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}
