//! A reading → the report, in the reader's language.

use crate::engine::{CheckReading, Reading};
use crate::findings::{BY_SIGNAL, Raised};
use crate::knowledge::{Knowledge, LANGUAGES, Region, SourcePage, language_number, say};
use crate::message::Message;
use crate::pages::source;
use crate::report::{
    About, Check, Checks, Encoding, Finding, Link, NextStep, NotChecked, OrdinarySign, Outcome, Report, Resemblance,
    SCHEMA, Source, Span, Text,
};
use crate::signals::names::{ENGINE_SIGNALS, engine_signal};
use crate::vocabulary::{Action, Category, Kind, Level};

/// How many characters of a finding's words are shown as its excerpt.
const EXCERPT: usize = 120;

struct Writer<'a> {
    knowledge: &'static Knowledge,
    reading: &'a Reading,
    message: &'a Message<'a>,
    region: &'static Region,
    language: usize,
}

/// Writes the report of a reading.
pub fn report(knowledge: &'static Knowledge, reading: &Reading, message: &Message) -> Report {
    let region = reading.region.unwrap_or(&knowledge.regions[0]);
    let writer = Writer { knowledge, reading, message, region, language: language_number(message.language) };
    Report {
        schema: SCHEMA,
        engine: crate::VERSION.into(),
        markers_version: knowledge.version.into(),
        level: reading.level.unwrap_or(Level::None),
        level_because: reading.level_because.iter().map(|&at| writer.marker_id(reading.raised[at].marker)).collect(),
        message: writer.about(),
        checks: writer.checks(),
        findings: reading.raised.iter().map(|r| writer.finding(r)).collect(),
        ordinary_signs: writer.ordinary_signs(),
        links: writer.links(),
        incidents: writer.incidents(),
        next_steps: writer.next_steps(),
        not_checked: writer.not_checked(),
    }
}

impl Writer<'_> {
    fn marker_id(&self, marker: u16) -> Text {
        self.knowledge.markers[marker as usize].id.into()
    }

    fn sentence(&self, id: &str) -> Text {
        self.knowledge.sentence(id, self.language).into()
    }

    fn about(&self) -> About {
        let reading = self.reading;
        let (characters, segments, ucs2) = reading.size;
        About {
            language: reading.language.map_or("und", |l| LANGUAGES[l]).into(),
            kind: reading.kind.unwrap_or(Kind::Unknown),
            bulk: reading.bulk,
            region: self.region.code.into(),
            characters,
            segments,
            encoding: if ucs2 { Encoding::Ucs2 } else { Encoding::Gsm7 },
            truncated: reading.truncated,
            from_picture: self.message.from_picture,
        }
    }

    fn checks(&self) -> Checks {
        let (opt_out, sender_id) = (&self.reading.opt_out, &self.reading.sender_id);
        Checks {
            opt_out: self.check(opt_out, self.region.opt_out.why, self.region.opt_out.sources),
            sender_id: self.check(sender_id, self.region.sender_id.why, self.region.sender_id.sources),
        }
    }

    fn check(&self, check: &CheckReading, region_why: [&'static str; 3], sources: &[SourcePage]) -> Check {
        let sentence = self.sentence(check.judged.why);
        let why = if check.judged.region_why {
            format!("{sentence} {}", say(region_why, self.language)).into()
        } else {
            sentence
        };
        let expected = check.judged.outcome != Outcome::NotApplicable || check.judged.region_why;
        Check {
            outcome: check.judged.outcome,
            found: check.found,
            form: check.form.name().into(),
            name: check.name.map(|s| excerpt(self.cut(s))),
            spans: check.spans.clone(),
            why,
            sources: if expected { sources.iter().map(source).collect() } else { Vec::new() },
        }
    }

    fn cut(&self, span: Span) -> &str {
        self.message.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    fn finding(&self, raised: &Raised) -> Finding {
        let marker = &self.knowledge.markers[raised.marker as usize];
        let words = |texts: [&'static str; 3]| Text::from(say(texts, self.language));
        Finding {
            marker: marker.id.into(),
            category: marker.category,
            severity: raised.severity,
            spans: raised.spans.clone(),
            excerpt: raised.spans.first().map_or_else(String::new, |s| excerpt(self.cut(*s))),
            title: words(marker.title),
            what: words(marker.what),
            why: words(marker.why),
            todo: words(marker.todo),
            sources: marker.sources.iter().map(source).collect::<Vec<Source>>(),
            lowered_by: raised.lowered_by.iter().map(|&g| self.knowledge.guards[g as usize].id.into()).collect(),
            raised_by: raised
                .raised_by
                .iter()
                .map(|&m| if m & BY_SIGNAL == 0 { self.marker_id(m) } else { self.signal_name(m & !BY_SIGNAL).into() })
                .collect(),
        }
    }

    fn signal_name(&self, signal: u16) -> &'static str {
        let engine = ENGINE_SIGNALS.get(signal as usize).map(|(name, _)| *name);
        engine.unwrap_or_else(|| self.knowledge.signals.iter().find(|p| p.signal == signal).map_or("", |p| p.id))
    }

    fn ordinary_signs(&self) -> Vec<OrdinarySign> {
        let (signals, asked) = (&self.reading.signals, &self.knowledge.asked);
        let links =
            |note: &str| -> Vec<Span> { self.reading.links.iter().filter(|l| l.has(note)).map(|l| l.span).collect() };
        let mut signs: Vec<(&'static str, Vec<Span>)> = Vec::new();
        let official = links("official");
        if !official.is_empty() {
            signs.push(("official-domain", official));
        }
        if self.reading.opt_out.found && self.reading.opt_out.judged.outcome == Outcome::Pass {
            signs.push(("opt-out-line", self.reading.opt_out.spans.clone()));
        }
        if signals.has(asked.paid_for) {
            signs.push(("paid-for-line", self.reading.sender_id.spans.clone()));
        } else if self.reading.sender_id.found && self.reading.sender_id.judged.outcome == Outcome::Pass {
            signs.push(("sender-named", self.reading.sender_id.spans.clone()));
        }
        if signals.has(asked.polls_close_time) {
            signs.push(("polls-close-time", Vec::new()));
        }
        if signals.has(asked.fact_check_wording) {
            signs.push(("fact-check-wording", Vec::new()));
        }
        let question = signals.has(asked.personal) && signals.has(const { engine_signal("question") });
        if question {
            signs.push(("question-from-a-person", Vec::new()));
        }
        signs
            .into_iter()
            .map(|(sign, spans)| OrdinarySign {
                sign: sign.into(),
                spans,
                what: self.sentence(&format!("sign.{sign}")),
            })
            .filter(|s| !s.what.is_empty())
            .collect()
    }

    fn links(&self) -> Vec<Link> {
        let seen = self.reading.links.iter();
        seen.map(|l| Link {
            url: self.cut(l.span).to_owned(),
            host: l.host.clone(),
            spans: vec![l.span],
            notes: l.notes().map(Text::from).collect(),
        })
        .collect()
    }

    fn incidents(&self) -> Vec<Resemblance> {
        let pages = self
            .reading
            .incidents
            .iter()
            .map(|&(number, similarity)| (&self.knowledge.incidents[number as usize], similarity));
        pages
            .map(|(page, similarity)| Resemblance {
                incident: page.id.into(),
                similarity: f64::from(similarity) / 100.0,
                title: say(page.title, self.language).into(),
                date: page.date.into(),
                what_was_wrong: say(page.wrong, self.language).into(),
                quote: page.quote.into(),
                quoted: page.quoted,
                url: page.url.into(),
            })
            .collect()
    }

    fn next_steps(&self) -> Vec<NextStep> {
        let reading = self.reading;
        let categories: Vec<Category> = reading
            .raised
            .iter()
            .filter(|r| r.severity > crate::vocabulary::Severity::Low)
            .map(|r| self.knowledge.markers[r.marker as usize].category)
            .collect();
        let failed =
            reading.opt_out.judged.outcome == Outcome::Fail || reading.opt_out.judged.outcome == Outcome::Review;
        let threat = reading.signals.has(self.knowledge.asked.threat)
            || reading.raised.iter().any(|r| {
                matches!(
                    self.knowledge.markers[r.marker as usize].id,
                    "call-to-violence" | "direct-threat-intimidation" | "doxxing-election-workers"
                )
            });
        if categories.is_empty() && !failed && reading.kind != Some(Kind::Political) && !reading.bulk {
            return vec![NextStep {
                action: Action::Ignore,
                what: self.sentence("step.none"),
                contact: None,
                url: None,
            }];
        }
        let level = reading.level.unwrap_or(Level::None);
        let serves = |step: &crate::knowledge::Step| {
            step.serves.iter().any(|s| match *s {
                "any" => level > Level::None,
                "opt-out" => failed || (reading.bulk && level > Level::None),
                "threat" => threat,
                name => categories.iter().any(|c| category_name(*c) == name),
            })
        };
        let mut steps: Vec<NextStep> = self
            .region
            .steps
            .iter()
            .filter(|s| serves(s) && (s.action != Action::Emergency || threat))
            .map(|s| NextStep {
                action: s.action,
                what: say(s.what, self.language).into(),
                contact: (!s.contact.is_empty()).then(|| s.contact.into()),
                url: (!s.url.is_empty()).then(|| s.url.into()),
            })
            .collect();
        steps.sort_by_key(|s| s.action);
        if steps.is_empty() {
            steps.push(NextStep { action: Action::Ignore, what: self.sentence("step.none"), contact: None, url: None });
        }
        steps
    }

    fn not_checked(&self) -> Vec<NotChecked> {
        let mut ids = vec!["truth"];
        if !self.reading.links.is_empty() {
            ids.push("links");
        }
        ids.push("sender");
        if self.message.received.is_empty() {
            ids.push("date");
        }
        if self.region.code == "unknown" {
            ids.push("place");
        }
        if self.reading.truncated {
            ids.push("rest-of-text");
        }
        if self.message.from_picture {
            ids.push("picture");
        }
        ids.into_iter()
            .map(|id| NotChecked { id: id.into(), what: self.sentence(&format!("not_checked.{id}")) })
            .collect()
    }
}

/// The first [`EXCERPT`] characters.
fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A category as it is written in files and reports.
const fn category_name(category: Category) -> &'static str {
    match category {
        Category::HowWhenWhere => "how-when-where",
        Category::FearAndEligibility => "fear-and-eligibility",
        Category::StatusPhishing => "status-phishing",
        Category::ResultsAndLegitimacy => "results-and-legitimacy",
        Category::MobiliseAndHarm => "mobilise-and-harm",
        Category::CampaignDeception => "campaign-deception",
        Category::SourceAndIdentity => "source-and-identity",
        Category::LinksAndSenders => "links-and-senders",
        Category::Obfuscation => "obfuscation",
        Category::OptOut => "opt-out",
    }
}

impl Report {
    /// The same report with its spans in UTF-16 code units of `text`, the message as it was pasted: what JSON and JavaScript use.
    #[must_use]
    pub fn with_utf16_spans(mut self, text: &str) -> Self {
        if text.is_ascii() {
            return self;
        }
        let mut offsets: Vec<&mut u32> = Vec::new();
        let spans = [&mut self.checks.opt_out.spans, &mut self.checks.sender_id.spans]
            .into_iter()
            .chain(self.findings.iter_mut().map(|f| &mut f.spans))
            .chain(self.ordinary_signs.iter_mut().map(|s| &mut s.spans))
            .chain(self.links.iter_mut().map(|l| &mut l.spans));
        for span in spans.flat_map(|s| s.iter_mut()) {
            offsets.push(&mut span.start);
            offsets.push(&mut span.end);
        }
        offsets.sort_by_key(|o| **o);
        let mut units = 0u32;
        let mut at = 0u32;
        let mut characters = text.chars();
        for offset in offsets {
            while at < *offset {
                let Some(c) = characters.next() else { break };
                at += c.len_utf8() as u32;
                units += c.len_utf16() as u32;
            }
            *offset = units;
        }
        self
    }
}
