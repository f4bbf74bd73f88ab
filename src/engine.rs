//! One message through all rooms. Buffers are kept from message to message, so that a check allocates little.

mod kind;
mod language;
mod reading;

use std::cell::RefCell;

pub use self::reading::{CheckReading, Reading};
use crate::checks::{self, Circumstances, Form};
use crate::findings::{Evidence, Raised, Woken, tidy};
use crate::fold::{Folded, fold};
use crate::incidents::{Shared, resemblances};
use crate::knowledge::{Knowledge, Region};
use crate::level::level;
use crate::matcher::Matches;
use crate::message::{MAX_CHARACTERS, Message};
use crate::report::{Level, Outcome, Report, Span};
use crate::signals::chat::words_of_chat;
use crate::signals::keyword::{keyword_alone, keyword_in};
use crate::signals::names::engine_signal;
use crate::signals::signature::Named;
use crate::signals::when::{Day, when};
use crate::signals::{self, Seen, SignalSet, disguises, links};
use crate::tokens::{Lexicon, Tokens};
use crate::vocabulary::{Kind, Severity};

/// Reads messages. Any text gives a reading; none changes the next.
#[derive(Debug)]
pub struct Engine {
    knowledge: &'static Knowledge,
    text: TextRead,
    woken: Woken,
    shared: Shared,
    reading: Reading,
}

/// What the rooms up to signals make of a text.
#[derive(Debug)]
struct TextRead {
    folded: Folded,
    tokens: Tokens,
    matches: Matches,
    /// Where signals of the engine were seen.
    signal_spans: Vec<(u16, Span)>,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::new(crate::known()));
}

/// Lends this thread's engine.
pub fn with<T>(act: impl FnOnce(&mut Engine) -> T) -> T {
    ENGINE.with(|engine| act(&mut engine.borrow_mut()))
}

impl Engine {
    /// An engine over some knowledge.
    #[must_use]
    pub fn new(knowledge: &'static Knowledge) -> Self {
        let text = TextRead {
            folded: Folded::new(),
            tokens: Tokens::default(),
            matches: Matches::default(),
            signal_spans: Vec::new(),
        };
        Self { knowledge, text, woken: Woken::default(), shared: Shared::default(), reading: Reading::default() }
    }

    /// An engine over the embedded knowledge.
    #[must_use]
    pub fn embedded() -> Self {
        Self::new(crate::known())
    }

    /// What this engine knows.
    #[must_use]
    pub fn knowledge(&self) -> &'static Knowledge {
        self.knowledge
    }

    /// Reads a message and says what there is to say about it.
    pub fn check(&mut self, message: &Message) -> Report {
        self.read(message);
        crate::render::report(self.knowledge, &self.reading, message)
    }

    /// Reads a message, and lends what the first rooms made of it.
    pub(crate) fn rooms(&mut self, message: &Message) -> (&Folded, &Tokens, &Reading) {
        self.read(message);
        (&self.text.folded, &self.text.tokens, &self.reading)
    }

    /// Reads a message.
    pub fn read(&mut self, message: &Message) -> &Reading {
        let (text, truncated) = head(message.text);
        let copied = words_of_chat(text);
        let text = copied.as_ref().map_or(text, |(words, _)| words);
        let region = self.knowledge.region(message.region);
        self.reading.region = Some(region);
        self.reading.truncated = truncated;
        self.reading.size = crate::segments::segments(message.text);

        self.text.match_patterns(text, self.knowledge);
        self.see(text, message, region);
        if matches!(copied, Some((_, true))) {
            self.reading.signals.insert(self.knowledge.asked.conversation);
        }
        self.add_signals();

        let about = self.circumstances();
        self.read_opt_out(message.from_picture);
        self.read_sender(text);
        self.judge(about, region);
        self.raise(&[]);
        if self.is_political_after_all(about.kind) {
            self.judge(Circumstances { kind: Kind::Political, bulk: !about.conversation, ..about }, region);
            self.raise(&[]);
        }
        self.grade();
        self.compare();
        // Only now: nothing but markers and level depends on what is left out.
        if !message.without.is_empty() {
            self.raise(message.without);
            self.grade();
        }
        self.reading.is_foreign = language::is_foreign(&self.text.tokens);
        self.reading.language = language::most_spoken(&self.text.tokens).filter(|_| !self.reading.is_foreign);
        &self.reading
    }

    /// Sees what patterns cannot: links, disguises, capitals, dates, who sent it.
    fn see(&mut self, text: &str, message: &Message, region: &Region) {
        let Self { knowledge, text: TextRead { folded, tokens, signal_spans, .. }, reading, .. } = self;
        signal_spans.clear();
        reading.signals = SignalSet::default();
        links::see(
            text,
            folded,
            tokens,
            &knowledge.links,
            region,
            &mut reading.links,
            &mut reading.signals,
            signal_spans,
        );
        if !message.from_picture {
            disguises::see(text, folded, tokens, signal_spans);
        }
        let named = Named { source: text, folded, list: &tokens.list, words: &knowledge.words };
        for (signal, span) in [
            (const { engine_signal("signed") }, named.signature()),
            (const { engine_signal("keyword-alone") }, keyword_alone(text, folded, tokens, &knowledge.words)),
        ] {
            if let Some(span) = span {
                reading.signals.insert(signal);
                signal_spans.push((signal, span));
            }
        }
        let has = |signal: u16| signal_spans.iter().any(|(seen, _)| *seen == signal);
        let received = Day::parse(message.received);
        let seen = Seen {
            letters: signals::letters(text),
            when: when(tokens, knowledge.words.set_calendar, received, region.us_federal_calendar),
            questions: tokens.questions,
            exclamations: tokens.exclamations,
            characters: reading.size.0,
            look_alike: has(disguises::LOOK_ALIKE),
            hidden: has(disguises::HIDDEN),
            leet: has(disguises::LEET_WORDS),
            received: received.is_some(),
            region_us: region.code == "US",
            from_picture: message.from_picture,
        };
        signals::write(&seen, message.from, region.calling_codes, &mut reading.signals);
    }

    /// Adds the signals that are written as data.
    fn add_signals(&mut self) {
        let mut evidence = self.text.evidence(self.knowledge, &self.reading);
        evidence.add_signals(&mut self.woken);
        self.reading.signals = evidence.signals;
    }

    /// What the signals say of the message as a whole.
    fn circumstances(&self) -> Circumstances {
        let asked = &self.knowledge.asked;
        let signals = &self.reading.signals;
        let kind = kind::kind(asked, signals);
        Circumstances {
            kind,
            bulk: (signals.has(asked.opt_out) || signals.has(asked.bulk))
                && !matches!(kind, Kind::Personal | Kind::OneTimeCode),
            conversation: signals.has(asked.conversation) || signals.has(asked.opted_out_notice),
        }
    }

    /// Reads how an opt-out line stands in the text.
    fn read_opt_out(&mut self, from_picture: bool) {
        let asked = &self.knowledge.asked;
        let evidence = self.text.evidence(self.knowledge, &self.reading);
        let Reading { signals, opt_out, .. } = &mut self.reading;
        opt_out.found = signals.has(asked.opt_out);
        opt_out.spans.clear();
        if opt_out.found {
            evidence.data_signal_spans(&self.woken, asked.opt_out, &mut opt_out.spans);
        }
        let TextRead { folded, tokens, signal_spans, .. } = &mut self.text;
        opt_out.name = opt_out.spans.first().and_then(|line| keyword_in(*line, folded, tokens, &self.knowledge.words));
        let disguised = !from_picture && disguises::are_disguised(&opt_out.spans, signal_spans);
        opt_out.form = Form::of_opt_out(asked, signals, disguised);
        if disguised {
            const DISGUISED: u16 = engine_signal("disguised-opt-out");
            signals.insert(DISGUISED);
            signal_spans.extend(opt_out.spans.iter().map(|span| (DISGUISED, *span)));
        }
    }

    /// Reads whether it is said who sends the message, and where.
    fn read_sender(&mut self, text: &str) {
        let asked = &self.knowledge.asked;
        let evidence = self.text.evidence(self.knowledge, &self.reading);
        let Reading { signals, sender_id, .. } = &mut self.reading;
        let spans = &mut sender_id.spans;
        spans.clear();
        sender_id.found = signals.has(asked.sender_named) || signals.has(asked.paid_for);
        if sender_id.found {
            evidence.data_signal_spans(&self.woken, asked.sender_named, spans);
            evidence.data_signal_spans(&self.woken, asked.paid_for, spans);
            let TextRead { folded, tokens, .. } = &self.text;
            let named = Named { source: text, folded, list: &tokens.list, words: &self.knowledge.words };
            spans.retain_mut(|span| named.own_name(*span).map(|own| *span = own).is_some());
            tidy(spans);
        }
        sender_id.name = spans.first().copied();
        sender_id.form = if sender_id.found { Form::Present } else { Form::Missing };
    }

    /// Judges both checks. One that fails is a signal.
    fn judge(&mut self, about: Circumstances, region: &Region) {
        let Reading { kind, bulk, signals, opt_out, sender_id, .. } = &mut self.reading;
        *kind = Some(about.kind);
        *bulk = about.bulk;
        opt_out.judged = checks::opt_out(opt_out.form, about, region);
        sender_id.judged = checks::sender_id(sender_id.found, about, region);
        for (check, signal) in [
            (opt_out, const { engine_signal("opt-out-failed") }),
            (sender_id, const { engine_signal("sender-id-failed") }),
        ] {
            if check.judged.outcome == Outcome::Fail {
                signals.insert(signal);
            }
        }
    }

    /// Raises the markers there is evidence for, but for those left out.
    fn raise(&mut self, without: &[&str]) {
        let evidence = self.text.evidence(self.knowledge, &self.reading);
        evidence.raise(&mut self.woken, without, &mut self.reading.raised);
    }

    /// Whether a message that nothing said is political is so by its markers: what says something about voting is, also
    /// where no word of it names an election.
    fn is_political_after_all(&self, kind: Kind) -> bool {
        let is_open = match kind {
            Kind::Unknown | Kind::Commercial => true,
            Kind::Personal => !self.reading.signals.has(self.knowledge.asked.personal),
            _ => false,
        };
        let speaks_of_voting = |raised: &Raised| {
            raised.severity >= Severity::Medium && self.knowledge.markers[raised.marker as usize].category.is_content()
        };
        is_open && self.reading.raised.iter().any(speaks_of_voting)
    }

    /// Puts the markers raised in their order; how strong they are together, and which of them did it.
    #[inline(never)]
    fn grade(&mut self) {
        let raised = &mut self.reading.raised;
        crate::sort::sort_by(raised, |a, b| {
            let key = |raised: &Raised| (std::cmp::Reverse(raised.severity), first(raised), raised.marker);
            key(a) < key(b)
        });
        let marker = |raised: &Raised| &self.knowledge.markers[raised.marker as usize];
        let (reached, because) = level(raised.iter().map(|r| (marker(r).id, marker(r).category, r.severity)));
        self.reading.level = Some(reached);
        self.reading.level_because = because;
    }

    /// Finds the documented messages it resembles, if it may be of their kind.
    fn compare(&mut self) {
        let Reading { level, bulk, kind, incidents, .. } = &mut self.reading;
        incidents.clear();
        let may_resemble = *level > Some(Level::None)
            || *bulk
            || matches!(kind, Some(Kind::Political | Kind::Fundraising | Kind::ElectionOffice));
        if may_resemble {
            let TextRead { folded, tokens, .. } = &self.text;
            resemblances(folded, tokens, self.knowledge, &mut self.shared, incidents);
        }
    }
}

impl TextRead {
    /// Folds a text, cuts it into words and finds the patterns in it.
    fn match_patterns(&mut self, text: &str, knowledge: &Knowledge) {
        let Knowledge { words, entities, entity_sets, .. } = knowledge;
        fold(text, &knowledge.fold, &mut self.folded);
        self.tokens.read(text, &self.folded, &Lexicon { words, entities, entity_sets });
        self.matches.find(text, &self.folded, &self.tokens, words, &knowledge.automaton);
    }

    /// All that markers are raised by, with the signals of a reading.
    fn evidence(&self, knowledge: &'static Knowledge, reading: &Reading) -> Evidence<'_> {
        Evidence {
            knowledge,
            folded: &self.folded,
            tokens: &self.tokens,
            matches: &self.matches,
            signals: reading.signals,
            signal_spans: &self.signal_spans,
        }
    }
}

/// The part of a text that is read, and whether that is not all of it.
fn head(text: &str) -> (&str, bool) {
    if text.len() <= MAX_CHARACTERS {
        return (text, false);
    }
    text.char_indices()
        .nth(MAX_CHARACTERS)
        .map_or((text, false), |(end, _)| (text.get(..end).unwrap_or_default(), true))
}

/// Where a marker is shown first.
fn first(raised: &Raised) -> u32 {
    raised.spans.first().map_or(u32::MAX, |s| s.start)
}
