//! Links, e-mail addresses and phone numbers of a message, as signals and for the report.

use super::SignalSet;
pub use super::hosts::{Host, LinkKnowledge, Notes};
use super::names::engine_signal;
use crate::entities::{EMAIL, PHONE, URL};
use crate::fold::Folded;
use crate::knowledge::Region;
use crate::report::Span;
use crate::tokens::{ENTITY, Tokens};

/// A link that was seen. It was not opened.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkSeen {
    /// Where it stands, in bytes of the source.
    pub span: Span,
    /// Its host in lower case with disguises undone: `vote.gov`.
    pub host: String,
    /// What can be seen of it.
    pub seen: Notes,
}

impl LinkSeen {
    /// Whether it has the note of this name.
    #[must_use]
    pub fn has(&self, note: &str) -> bool {
        self.seen.has(note)
    }

    /// The names of its notes, in the order of the report.
    pub fn notes(&self) -> impl Iterator<Item = &'static str> {
        self.seen.names()
    }
}

/// Looks at every link, e-mail address and phone number. `links` is emptied first; signals and where
/// they stand are added.
#[allow(clippy::too_many_arguments)]
#[inline(never)]
pub fn see(
    source: &str,
    folded: &Folded,
    tokens: &Tokens,
    knowledge: &LinkKnowledge,
    region: &Region,
    links: &mut Vec<LinkSeen>,
    signals: &mut SignalSet,
    spans: &mut Vec<(u16, Span)>,
) {
    links.clear();
    for token in tokens.list.iter().filter(|t| t.flags & ENTITY != 0 && matches!(t.entity, URL | EMAIL | PHONE)) {
        let (start, end) = folded.source_span(token.start as usize, token.end as usize);
        let span = Span { start, end };
        let mut say = |signal: u16| {
            signals.insert(signal);
            spans.push((signal, span));
        };
        if token.entity == PHONE {
            say(const { engine_signal("phone-in-text") });
            continue;
        }
        let written = source.get(start as usize..end as usize).unwrap_or("");
        let plain = std::str::from_utf8(&folded.bytes[token.start as usize..token.end as usize]).unwrap_or("");
        let Host { host, notes: mut seen } = knowledge.read(written, plain);
        let of_region = region.official_hosts.iter().any(|own| is_of(&host, own));
        seen.set(Notes::OFFICIAL, of_region && !seen.any(Notes::MIXED_SCRIPT));
        if seen.any(Notes::OFFICIAL) {
            seen.remove(Notes::LOOK_ALIKE);
        }
        if seen.any(Notes::LOOK_ALIKE) {
            say(const { engine_signal("look-alike-link") });
        }
        if token.entity == EMAIL {
            say(const { engine_signal("email-in-text") });
            continue;
        }
        say(const { engine_signal("link") });
        say(if seen.any(Notes::OFFICIAL) {
            const { engine_signal("official-link") }
        } else {
            const { engine_signal("other-link") }
        });
        for (notes, signal) in [
            (Notes::SHORTENER, const { engine_signal("shortener") }),
            (Notes::PUNYCODE.with(Notes::MIXED_SCRIPT), const { engine_signal("punycode-link") }),
            (Notes::IP_ADDRESS.with(Notes::PORT).with(Notes::USER_INFO), const { engine_signal("ip-link") }),
            (Notes::NOT_HTTPS.with(Notes::ODD_ENDING).with(Notes::DOWNLOAD), const { engine_signal("odd-link") }),
        ] {
            if seen.any(notes) {
                say(signal);
            }
        }
        links.push(LinkSeen { span, host, seen });
    }
}

/// Whether a host is one of a region's offices: the host itself, below it, or under an ending (`.gov`).
fn is_of(host: &str, own: &str) -> bool {
    let site = own.strip_prefix('.').unwrap_or(own);
    host.strip_suffix(site).is_some_and(|front| front.ends_with('.') || front.is_empty() && !own.starts_with('.'))
}

#[cfg(test)]
#[path = "links/tests.rs"]
mod tests;
