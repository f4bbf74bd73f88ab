//! Reports and pages → numbers that JavaScript makes objects of: `xtask/npm/wire.js` reads them in the same order.
//!
//! Texts of the word packs and words of the message cross as numbers; a name the engine has by itself crosses once.

use crate::campaigns::Signature;
use crate::knowledge::TextId;
use crate::pages::{IncidentPage, MarkerPage, RegionPage};
use crate::report::{Check, Finding, Quote, Report, Source, Span, Text};

/// How a text is sent: its number shifted left by two, and in the last two bits which of these.
const KNOWN: u32 = 0;
const NAME: u32 = 1;
const JOINED: u32 = 2;

/// What is sent, in a buffer that is used again and again.
#[derive(Debug, Default)]
pub struct Wire {
    numbers: Vec<u32>,
    names: Names,
}

impl Wire {
    /// Forgets what was sent last.
    pub fn begin(&mut self) -> &mut Self {
        self.numbers.clear();
        self
    }

    /// Where JavaScript finds it.
    pub fn place(&self) -> *const u32 {
        self.numbers.as_ptr()
    }

    fn number(&mut self, number: u32) {
        self.numbers.push(number);
    }

    fn known(&mut self, text: TextId) {
        self.number(u32::from(text.0) << 2 | KNOWN);
    }

    /// A text of the word packs, or a name.
    pub fn text(&mut self, text: Text) {
        match text {
            Text::Known(text) => self.known(text),
            Text::Joined([first, second]) => {
                self.number(u32::from(first.0) << 2 | JOINED);
                self.known(second);
            }
            Text::Name(name) => {
                let (number, is_new) = self.names.number(name);
                self.number(number << 2 | NAME);
                if is_new {
                    self.letters(name);
                }
            }
        }
    }

    fn letters(&mut self, text: &str) {
        let at = self.numbers.len();
        self.number(0);
        self.numbers.extend(text.encode_utf16().map(u32::from));
        self.numbers[at] = (self.numbers.len() - at - 1) as u32;
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u32);
        for item in items {
            each(self, item);
        }
    }

    fn maybe<T>(&mut self, item: Option<&T>, each: impl FnOnce(&mut Self, &T)) {
        self.number(u32::from(item.is_some()));
        if let Some(item) = item {
            each(self, item);
        }
    }

    fn texts(&mut self, texts: &[Text]) {
        self.list(texts, |wire, text| wire.text(*text));
    }

    fn span(&mut self, span: Span) {
        self.number(span.start);
        self.number(span.end);
    }

    fn spans(&mut self, spans: &[Span]) {
        self.list(spans, |wire, span| wire.span(*span));
    }

    fn quote(&mut self, quote: Quote) {
        self.span(quote.span);
        self.number(u32::from(quote.cut));
    }

    fn sources(&mut self, sources: &[Source]) {
        self.list(sources, |wire, source| {
            for text in [source.title, source.publisher, source.date, source.url] {
                wire.text(text);
            }
        });
    }

    /// A report.
    pub fn report(&mut self, report: &Report) {
        self.number(report.schema);
        self.text(report.engine);
        self.text(report.markers_version);
        self.number(report.level as u32);
        self.texts(&report.level_because);
        let about = &report.message;
        self.text(about.language);
        self.number(about.kind as u32);
        self.number(u32::from(about.bulk));
        self.text(about.region);
        self.number(about.characters);
        self.number(about.segments);
        self.number(about.encoding as u32);
        self.number(u32::from(about.truncated));
        self.number(u32::from(about.from_picture));
        self.check(&report.checks.opt_out);
        self.check(&report.checks.sender_id);
        self.list(&report.findings, Self::finding);
        self.list(&report.ordinary_signs, |wire, sign| {
            wire.text(sign.sign);
            wire.spans(&sign.spans);
            wire.text(sign.what);
        });
        self.list(&report.links, |wire, link| {
            wire.quote(link.url);
            wire.letters(&link.host);
            wire.spans(&link.spans);
            wire.texts(&link.notes);
        });
        self.list(&report.incidents, |wire, alike| {
            wire.text(alike.incident);
            #[allow(clippy::cast_sign_loss)] // it is 0 to 1
            wire.number((alike.similarity * 100.0 + 0.5) as u32);
            wire.text(alike.title);
            wire.text(alike.date);
            wire.text(alike.what_was_wrong);
            wire.text(alike.quote);
            wire.number(u32::from(alike.quoted));
            wire.text(alike.url);
        });
        self.list(&report.next_steps, |wire, step| {
            wire.number(step.action as u32);
            wire.text(step.what);
            wire.maybe(step.contact.as_ref(), |wire, contact| wire.text(*contact));
            wire.maybe(step.url.as_ref(), |wire, url| wire.text(*url));
        });
        self.list(&report.not_checked, |wire, thing| {
            wire.text(thing.id);
            wire.text(thing.what);
        });
    }

    fn check(&mut self, check: &Check) {
        self.number(check.outcome as u32);
        self.number(u32::from(check.found));
        self.text(check.form);
        self.maybe(check.keyword.as_ref().or(check.name.as_ref()), |wire, words| wire.quote(*words));
        self.spans(&check.spans);
        self.text(check.why);
        self.sources(&check.sources);
    }

    fn finding(&mut self, finding: &Finding) {
        self.text(finding.marker);
        self.number(finding.category as u32);
        self.number(finding.severity as u32);
        self.spans(&finding.spans);
        self.quote(finding.excerpt);
        for text in [finding.title, finding.what, finding.why, finding.todo] {
            self.text(text);
        }
        self.sources(&finding.sources);
        self.texts(&finding.lowered_by);
        self.texts(&finding.raised_by);
    }

    /// The catalogue.
    pub fn markers(&mut self, pages: &[MarkerPage]) {
        self.list(pages, |wire, page| {
            wire.text(page.id);
            wire.number(page.category as u32);
            wire.number(page.severity as u32);
            for text in [page.title, page.what, page.why, page.todo] {
                wire.text(text);
            }
            wire.sources(&page.sources);
            wire.list(&page.examples, |wire, example| {
                wire.text(example.text);
                wire.text(example.lang);
                wire.number(u32::from(example.raises));
            });
            wire.number(u32::from(page.untranslated));
        });
    }

    /// What a message is compared by.
    pub fn signature(&mut self, signature: &Signature) {
        self.number(u32::from(signature.opt_out));
        self.list(&signature.pairs, |wire, pair| wire.number(*pair));
    }

    /// The versions.
    pub fn versions(&mut self, engine: &'static str, markers: &'static str, schema: u32) {
        self.text(engine.into());
        self.text(markers.into());
        self.number(schema);
    }

    /// The regions.
    pub fn regions(&mut self, pages: &[RegionPage]) {
        self.list(pages, |wire, page| {
            for text in [page.code, page.name, page.checked] {
                wire.text(text);
            }
        });
    }

    /// The documented messages.
    pub fn incidents(&mut self, pages: &[IncidentPage]) {
        self.list(pages, |wire, page| {
            for text in [page.id, page.title, page.date, page.quote] {
                wire.text(text);
            }
            wire.number(u32::from(page.quoted));
            wire.text(page.what_was_wrong);
            wire.text(page.url);
        });
    }
}

/// The names JavaScript was told, each with its number. A name is known by where it stands in memory.
#[derive(Debug, Default)]
struct Names {
    all: Vec<(usize, usize)>,
    /// Open addressing: numbers plus one, 0 where there is none. Its length is a power of two.
    slots: Vec<u16>,
}

impl Names {
    /// The number of a name, and whether it is new.
    fn number(&mut self, name: &'static str) -> (u32, bool) {
        let key = (name.as_ptr() as usize, name.len());
        if self.all.len() * 2 >= self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(512)];
            for number in 0..self.all.len() {
                let at = self.slot(self.all[number]);
                self.slots[at] = number as u16 + 1;
            }
        }
        let at = self.slot(key);
        if let Some(number) = self.slots[at].checked_sub(1) {
            return (u32::from(number), false);
        }
        self.all.push(key);
        self.slots[at] = self.all.len() as u16;
        (self.all.len() as u32 - 1, true)
    }

    /// Where a name is, or where it would be.
    fn slot(&self, key: (usize, usize)) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key.0 ^ key.0 >> 9 ^ key.1 << 4) & mask;
        while self.slots[at] != 0 && self.all[self.slots[at] as usize - 1] != key {
            at = (at + 1) & mask;
        }
        at
    }
}
