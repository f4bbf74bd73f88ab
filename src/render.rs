//! A reading → the report, in the reader's language.

mod utf16;

use crate::engine::{CheckReading, Reading};
use crate::findings::{BY_SIGNAL, Raised};
use crate::knowledge::{Duty, Knowledge, OF_THREATS, Region, Step, TextId};
use crate::message::Message;
use crate::pages::sources;
use crate::report::{
    About, Check, Checks, Encoding, Finding, Link, NextStep, NotChecked, OrdinarySign, Outcome, Quote, Report,
    Resemblance, SCHEMA, Span, Text,
};
use crate::said::{joined, quoted, said};
use crate::signals::names::{ENGINE_SIGNALS, engine_signal};
use crate::vocabulary::{Action, Category, Kind, Level, Severity};

/// How many characters of a finding's words are shown as its excerpt.
const EXCERPT: usize = 120;

/// What a report is written from.
struct Writer<'a> {
    knowledge: &'static Knowledge,
    reading: &'a Reading,
    message: &'a Message<'a>,
    region: &'static Region,
    language: usize,
}

/// Writes the report of a reading.
#[inline(never)]
pub fn report(knowledge: &'static Knowledge, reading: &Reading, message: &Message) -> Report {
    let region = reading.region.unwrap_or(&knowledge.regions[0]);
    let writer = Writer { knowledge, reading, message, region, language: knowledge.language(message.language) };
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

    fn said(&self, text: TextId) -> Text {
        said(self.knowledge, text, self.language)
    }

    fn sentence(&self, id: &str) -> Text {
        self.said(self.knowledge.sentence(id))
    }

    fn about(&self) -> About {
        let reading = self.reading;
        let (characters, segments, ucs2) = reading.size;
        About {
            language: reading.language.map_or("und", |l| self.knowledge.languages[l]).into(),
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
            opt_out: self.check(opt_out, &self.region.opt_out, true),
            sender_id: self.check(sender_id, &self.region.sender_id, false),
        }
    }

    #[inline(never)]
    fn check(&self, check: &CheckReading, duty: &Duty, of_opt_out: bool) -> Check {
        let sentence = self.knowledge.sentence(check.judged.why);
        let why = if check.judged.region_why {
            joined(self.knowledge, [sentence, duty.why], self.language)
        } else {
            self.said(sentence)
        };
        let expected = check.judged.outcome != Outcome::NotApplicable || check.judged.region_why;
        Check {
            outcome: check.judged.outcome,
            found: check.found,
            form: check.form.name().into(),
            keyword: check.name.filter(|_| of_opt_out).map(|s| self.excerpt(s)),
            name: check.name.filter(|_| !of_opt_out).map(|s| self.excerpt(s)),
            spans: check.spans.clone(),
            why,
            sources: if expected { sources(self.knowledge, duty.sources, self.language) } else { Vec::new() },
        }
    }

    fn excerpt(&self, span: Span) -> Quote {
        quoted(self.message.text, span, EXCERPT)
    }

    #[inline(never)]
    fn finding(&self, raised: &Raised) -> Finding {
        let marker = &self.knowledge.markers[raised.marker as usize];
        Finding {
            marker: marker.id.into(),
            category: marker.category,
            severity: raised.severity,
            spans: raised.spans.clone(),
            excerpt: longest(&raised.spans).map_or_else(Quote::default, |s| self.excerpt(s)),
            title: self.said(marker.title),
            what: self.said(marker.what),
            why: self.said(marker.why),
            todo: self.said(marker.todo),
            sources: sources(self.knowledge, marker.sources, self.language),
            lowered_by: raised.lowered_by.iter().map(|&g| self.knowledge.guards[g as usize].id.into()).collect(),
            raised_by: raised
                .raised_by
                .iter()
                .map(|&m| if m & BY_SIGNAL == 0 { self.marker_id(m) } else { self.signal_name(m & !BY_SIGNAL).into() })
                .collect(),
        }
    }

    fn signal_name(&self, signal: u16) -> &'static str {
        let engine = ENGINE_SIGNALS.get(signal as usize).copied();
        engine.unwrap_or_else(|| self.knowledge.signals.iter().find(|p| p.signal == signal).map_or("", |p| p.id))
    }

    #[inline(never)]
    fn ordinary_signs(&self) -> Vec<OrdinarySign> {
        let (reading, signals, asked) = (self.reading, &self.reading.signals, &self.knowledge.asked);
        let official: Vec<Span> = reading.links.iter().filter(|l| l.has("official")).map(|l| l.span).collect();
        let passes = |check: &CheckReading| check.found && check.judged.outcome == Outcome::Pass;
        let paid_for = signals.has(asked.paid_for);
        let question = signals.has(asked.personal) && signals.has(const { engine_signal("question") });
        let mut signs = Vec::new();
        for (id, is_seen, spans) in [
            ("sign.official-domain", !official.is_empty(), &*official),
            ("sign.opt-out-line", passes(&reading.opt_out), &reading.opt_out.spans),
            ("sign.paid-for-line", paid_for, &reading.sender_id.spans),
            ("sign.sender-named", !paid_for && passes(&reading.sender_id), &reading.sender_id.spans),
            ("sign.polls-close-time", signals.has(asked.polls_close_time), &[]),
            ("sign.fact-check-wording", signals.has(asked.fact_check_wording), &[]),
            ("sign.question-from-a-person", question, &[]),
        ] {
            if is_seen {
                signs.push(OrdinarySign {
                    sign: id.strip_prefix("sign.").unwrap_or(id).into(),
                    spans: spans.to_vec(),
                    what: self.sentence(id),
                });
            }
        }
        signs
    }

    #[inline(never)]
    fn links(&self) -> Vec<Link> {
        let seen = self.reading.links.iter();
        seen.map(|l| Link {
            url: quoted(self.message.text, l.span, usize::MAX),
            host: l.host.clone(),
            spans: vec![l.span],
            notes: l.notes().map(Text::from).collect(),
        })
        .collect()
    }

    #[inline(never)]
    fn incidents(&self) -> Vec<Resemblance> {
        let documented = self.knowledge.documented().incidents;
        let pages =
            self.reading.incidents.iter().map(|&(number, similarity)| (&documented[number as usize], similarity));
        pages
            .map(|(page, similarity)| Resemblance {
                incident: page.id.into(),
                similarity: f64::from(similarity) / 100.0,
                title: self.said(page.title),
                date: self.said(page.date),
                what_was_wrong: self.said(page.wrong),
                quote: self.said(page.quote),
                quoted: page.quoted,
                url: self.said(page.url),
            })
            .collect()
    }

    #[inline(never)]
    fn next_steps(&self) -> Vec<NextStep> {
        let purposes = self.purposes();
        let steps = self.region.steps.iter().filter(|step| {
            step.serves & purposes != 0 && (step.action != Action::Emergency || purposes & Step::THREAT != 0)
        });
        let mut steps: Vec<NextStep> = steps
            .map(|step| NextStep {
                action: step.action,
                what: self.said(step.what),
                contact: step.contact.is_some().then(|| self.said(step.contact)),
                url: step.url.is_some().then(|| self.said(step.url)),
            })
            .collect();
        crate::sort::sort_by(&mut steps, |a, b| a.action < b.action);
        if steps.is_empty() {
            steps.push(NextStep { action: Action::Ignore, what: self.sentence("step.none"), contact: None, url: None });
        }
        steps
    }

    /// What a step may serve here, a bit each as in [`Step::serves`]; none where nothing needs doing.
    fn purposes(&self) -> u16 {
        let reading = self.reading;
        let marker = |raised: &Raised| &self.knowledge.markers[raised.marker as usize];
        let families = reading
            .raised
            .iter()
            .filter(|r| r.severity > Severity::Low)
            .fold(0, |bits, r| bits | 1 << marker(r).category as u16);
        let unsettled = matches!(reading.opt_out.judged.outcome, Outcome::Fail | Outcome::Review);
        if families == 0 && !unsettled && reading.kind != Some(Kind::Political) && !reading.bulk {
            return 0;
        }
        let has_level = reading.level > Some(Level::None);
        let threat = reading.signals.has(self.knowledge.asked.threat)
            || reading.raised.iter().any(|r| OF_THREATS.contains(&marker(r).id));
        // Whether an opt-out line is wanted is a matter of the check, not of the family.
        let opt_out = 1 << Category::OptOut as u16;
        let mut purposes = families & !opt_out;
        for (bit, holds) in
            [(Step::ANY, has_level), (opt_out, unsettled || (reading.bulk && has_level)), (Step::THREAT, threat)]
        {
            purposes |= if holds { bit } else { 0 };
        }
        purposes
    }

    #[inline(never)]
    fn not_checked(&self) -> Vec<NotChecked> {
        let mut all = Vec::new();
        let mut add = |id: &'static str, what| all.push(NotChecked { id: id.into(), what });
        // What the level does not speak of comes first.
        let without = self.message.without;
        if !without.is_empty() {
            let left_out = self.knowledge.sentence("not_checked.marker");
            for marker in self.knowledge.markers.iter().filter(|marker| without.contains(&marker.id)) {
                add(marker.id, joined(self.knowledge, [left_out, marker.title], self.language));
            }
        }
        for (id, is_so) in [
            ("not_checked.words", self.reading.is_foreign),
            ("not_checked.truth", true),
            ("not_checked.links", !self.reading.links.is_empty()),
            ("not_checked.sender", true),
            ("not_checked.date", !self.reading.signals.has(const { engine_signal("received-known") })),
            ("not_checked.place", self.region.code == "unknown"),
            ("not_checked.rest-of-text", self.reading.truncated),
            ("not_checked.picture", self.message.from_picture),
        ] {
            if is_so {
                add(id.strip_prefix("not_checked.").unwrap_or(id), self.sentence(id));
            }
        }
        all
    }
}

/// The longest span, of those as long the first: what is quoted of several.
fn longest(spans: &[Span]) -> Option<Span> {
    spans.iter().rev().max_by_key(|span| span.end - span.start).copied()
}
