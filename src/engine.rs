//! One message through all rooms. Buffers are kept from message to message, so that a check allocates little.

use std::cell::RefCell;

use crate::checks::{self, Circumstances, Form, Judged};
use crate::findings::{Evidence, Raised, Woken, tidy};
use crate::fold::{DisguiseKind, Folded, fold};
use crate::incidents::Shared;
use crate::knowledge::{Knowledge, NONE, Region};
use crate::level::level;
use crate::matcher::Matches;
use crate::message::{MAX_CHARACTERS, Message};
use crate::report::{Level, Report, Span};
use crate::signals::chat::words_of_chat;
use crate::signals::keyword::keyword_alone;
use crate::signals::links::{self, LinkSeen};
use crate::signals::names::engine_signal;
use crate::signals::signature::Named;
use crate::signals::when::{Day, when};
use crate::signals::{self, Seen, SignalSet};
use crate::tokens::{ENTITY, LEET, Lexicon, SPACED, Tokens, mark};
use crate::vocabulary::{Kind, Severity};

/// Reads messages. Any text gives a reading; none changes the next.
#[derive(Debug)]
pub struct Engine {
    knowledge: &'static Knowledge,
    folded: Folded,
    tokens: Tokens,
    matches: Matches,
    woken: Woken,
    shared: Shared,
    signal_spans: Vec<(u16, Span)>,
    reading: Reading,
}

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
    /// The language most words speak for: a place in `LANGUAGES`.
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
            judged: Judged { outcome: crate::report::Outcome::NotApplicable, why: "", region_why: false },
        }
    }
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
        Self {
            knowledge,
            folded: Folded::new(),
            tokens: Tokens::default(),
            matches: Matches::default(),
            woken: Woken::default(),
            shared: Shared::default(),
            signal_spans: Vec::new(),
            reading: Reading::default(),
        }
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

    /// Reads a message.
    pub fn read(&mut self, message: &Message) -> &Reading {
        let knowledge = self.knowledge;
        let (text, truncated) = head(message.text);
        let copied = words_of_chat(text);
        let text = copied.as_ref().map_or(text, |(words, _)| words);
        fold(text, &knowledge.fold, &mut self.folded);
        let lexicon =
            Lexicon { words: &knowledge.words, entities: &knowledge.entities, entity_sets: knowledge.entity_sets };
        self.tokens.read(text, &self.folded, &lexicon);
        self.matches.find(text, &self.folded, &self.tokens, &knowledge.words, &knowledge.automaton);

        let region = knowledge.region(message.region);
        let reading = &mut self.reading;
        reading.region = Some(region);
        reading.truncated = truncated;
        reading.size = crate::segments::segments(message.text);
        reading.signals = SignalSet::default();
        self.signal_spans.clear();
        links::see(
            text,
            &self.folded,
            &self.tokens,
            &knowledge.links,
            region,
            &mut reading.links,
            &mut reading.signals,
            &mut self.signal_spans,
        );
        see_disguises(text, &self.folded, &self.tokens, message.from_picture, &mut self.signal_spans);
        let text_names = Named { source: text, folded: &self.folded, list: &self.tokens.list, words: &knowledge.words };
        if let Some(span) = text_names.signature() {
            reading.signals.insert(const { engine_signal("signed") });
            self.signal_spans.push((const { engine_signal("signed") }, span));
        }
        if let Some(span) = keyword_alone(text, &self.folded, &self.tokens, &knowledge.words) {
            reading.signals.insert(const { engine_signal("keyword-alone") });
            self.signal_spans.push((const { engine_signal("keyword-alone") }, span));
        }
        if matches!(copied, Some((_, true))) {
            reading.signals.insert(knowledge.asked.conversation);
        }
        let received = Day::parse(message.received);
        let has = |spans: &[(u16, Span)], signal: u16| spans.iter().any(|(s, _)| *s == signal);
        let seen = Seen {
            letters: signals::letters(text),
            when: when(&self.tokens, knowledge.words.set_calendar, received, region.us_federal_calendar),
            questions: self.tokens.questions,
            exclamations: self.tokens.exclamations,
            characters: reading.size.0,
            look_alike: has(&self.signal_spans, const { engine_signal("look-alike-letters") }),
            hidden: has(&self.signal_spans, const { engine_signal("hidden-characters") }),
            leet: has(&self.signal_spans, const { engine_signal("leet-words") }),
            received: received.is_some(),
            region_us: region.code == "US",
            from_picture: message.from_picture,
        };
        signals::write(&seen, message.from, region.calling_codes, &mut reading.signals);

        let mut evidence = Evidence {
            knowledge,
            folded: &self.folded,
            tokens: &self.tokens,
            matches: &self.matches,
            signals: reading.signals,
            signal_spans: &self.signal_spans,
        };
        evidence.add_signals(&mut self.woken);
        let asked = &knowledge.asked;
        reading.kind = Some(kind(knowledge, &evidence.signals));
        let kind = reading.kind.unwrap_or(Kind::Unknown);
        let found = evidence.signals.has(asked.opt_out);
        reading.bulk =
            (found || evidence.signals.has(asked.bulk)) && !matches!(kind, Kind::Personal | Kind::OneTimeCode);
        let about = Circumstances {
            kind,
            bulk: reading.bulk,
            conversation: evidence.signals.has(asked.conversation) || evidence.signals.has(asked.opted_out_notice),
        };

        reading.opt_out.spans.clear();
        if found {
            evidence.data_signal_spans(&self.woken, asked.opt_out, &mut reading.opt_out.spans);
        }
        reading.opt_out.name =
            reading.opt_out.spans.first().and_then(|span| keyword(&self.folded, &self.tokens, knowledge, *span));
        let disguised = !message.from_picture && is_disguised(&reading.opt_out.spans, &self.signal_spans);
        let form = form(knowledge, &evidence.signals, found, disguised);
        reading.opt_out.found = found;
        reading.opt_out.form = form;
        reading.opt_out.judged = checks::opt_out(form, about, region);
        let mut signals = evidence.signals;
        if disguised {
            signals.insert(const { engine_signal("disguised-opt-out") });
            self.signal_spans
                .extend(reading.opt_out.spans.iter().map(|s| (const { engine_signal("disguised-opt-out") }, *s)));
        }
        let mut evidence = Evidence {
            knowledge,
            folded: &self.folded,
            tokens: &self.tokens,
            matches: &self.matches,
            signals,
            signal_spans: &self.signal_spans,
        };
        reading.sender_id.spans.clear();
        let named = evidence.signals.has(asked.sender_named) || evidence.signals.has(asked.paid_for);
        if named {
            evidence.data_signal_spans(&self.woken, asked.sender_named, &mut reading.sender_id.spans);
            evidence.data_signal_spans(&self.woken, asked.paid_for, &mut reading.sender_id.spans);
            let spans = &mut reading.sender_id.spans;
            spans.retain_mut(|span| text_names.own_name(*span).map(|own| *span = own).is_some());
            tidy(spans);
        }
        reading.sender_id.name = reading.sender_id.spans.first().copied();
        reading.sender_id.found = named;
        reading.sender_id.form = if named { Form::Present } else { Form::Missing };
        reading.sender_id.judged = checks::sender_id(named, about, region);
        evidence.add_failed(reading);
        evidence.raise(&mut self.woken, &[], &mut reading.raised);
        // What says something about voting is political, also where no word of it names an election.
        let says =
            |r: &Raised| r.severity >= Severity::Medium && knowledge.markers[r.marker as usize].category.is_content();
        let open = matches!(kind, Kind::Unknown | Kind::Commercial)
            || kind == Kind::Personal && !evidence.signals.has(asked.personal);
        if open && reading.raised.iter().any(says) {
            let about = Circumstances { kind: Kind::Political, bulk: !about.conversation, ..about };
            reading.kind = Some(about.kind);
            reading.bulk = about.bulk;
            reading.opt_out.judged = checks::opt_out(form, about, region);
            reading.sender_id.judged = checks::sender_id(named, about, region);
            evidence.add_failed(reading);
            evidence.raise(&mut self.woken, &[], &mut reading.raised);
        }
        let (mut reached, mut because) = graded(knowledge, &mut reading.raised);
        let is_compared = reached > Level::None
            || reading.bulk
            || matches!(reading.kind, Some(Kind::Political | Kind::Fundraising | Kind::ElectionOffice));
        // Only now: nothing but markers and level depends on what is left out.
        if !message.without.is_empty() {
            evidence.raise(&mut self.woken, message.without, &mut reading.raised);
            (reached, because) = graded(knowledge, &mut reading.raised);
        }
        reading.level = Some(reached);
        reading.level_because = because;
        reading.signals = evidence.signals;
        reading.incidents.clear();
        if is_compared {
            crate::incidents::resemblances(
                &self.folded,
                &self.tokens,
                knowledge,
                &mut self.shared,
                &mut reading.incidents,
            );
        }
        reading.is_foreign = is_foreign(&self.tokens);
        reading.language = if reading.is_foreign { None } else { language(&self.tokens.languages) };
        &self.reading
    }

    /// Reads a message, and lends what the first rooms made of it.
    pub(crate) fn rooms(&mut self, message: &Message) -> (&Folded, &Tokens, &Reading) {
        self.read(message);
        (&self.folded, &self.tokens, &self.reading)
    }
}

/// The markers raised in their order: how strong they are together, and which of them did it.
#[inline(never)]
fn graded(knowledge: &Knowledge, raised: &mut [Raised]) -> (Level, Vec<usize>) {
    crate::sort::sort_by(raised, |a, b| {
        let key = |raised: &Raised| (std::cmp::Reverse(raised.severity), first(raised), raised.marker);
        key(a) < key(b)
    });
    let marker = |r: &Raised| &knowledge.markers[r.marker as usize];
    level(raised.iter().map(|r| (marker(r).id, marker(r).category, r.severity)))
}

impl Evidence<'_> {
    /// Adds the signals of checks that failed.
    fn add_failed(&mut self, reading: &Reading) {
        let failed = |check: &CheckReading| check.judged.outcome == crate::report::Outcome::Fail;
        if failed(&reading.opt_out) {
            self.signals.insert(const { engine_signal("opt-out-failed") });
        }
        if failed(&reading.sender_id) {
            self.signals.insert(const { engine_signal("sender-id-failed") });
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

fn first(raised: &Raised) -> u32 {
    raised.spans.first().map_or(u32::MAX, |s| s.start)
}

/// Where letters were disguised: by look-alikes or styles, hidden characters, digits or spaces.
#[inline(never)]
fn see_disguises(text: &str, folded: &Folded, tokens: &Tokens, from_picture: bool, spans: &mut Vec<(u16, Span)>) {
    if from_picture {
        return;
    }
    for disguise in &folded.disguises {
        let signal = match disguise.kind {
            DisguiseKind::LookAlike | DisguiseKind::Styled => const { engine_signal("look-alike-letters") },
            DisguiseKind::Hidden => const { engine_signal("hidden-characters") },
            DisguiseKind::Stray => continue,
        };
        spans.push((signal, Span { start: disguise.start, end: disguise.end }));
    }
    let letters = spans.len();
    for token in tokens.list.iter().filter(|t| t.flags & (LEET | SPACED) != 0) {
        let (start, end) = folded.source_span(token.start as usize, token.end as usize);
        // A letter disguised in a word set apart: the whole word is meant.
        for (_, span) in spans[..letters].iter_mut().filter(|(_, s)| start <= s.start && s.end <= end) {
            *span = Span { start, end };
        }
        // Of styled letters set apart each is none: together they are.
        if token.flags & SPACED != 0
            && text.get(start as usize..end as usize).is_some_and(|word| word.chars().any(is_styled))
        {
            spans.push((const { engine_signal("look-alike-letters") }, Span { start, end }));
        }
        spans.push((const { engine_signal("leet-words") }, Span { start, end }));
    }
}

/// Full-width letters, and the alphabets of mathematics.
fn is_styled(c: char) -> bool {
    matches!(c as u32, 0xff21..=0xff5a | 0x1d400..=0x1d7ff)
}

/// Whether letters of these spans were disguised.
#[inline(never)]
fn is_disguised(spans: &[Span], signal_spans: &[(u16, Span)]) -> bool {
    let disguises = [
        const { engine_signal("look-alike-letters") },
        const { engine_signal("hidden-characters") },
        const { engine_signal("leet-words") },
    ];
    signal_spans
        .iter()
        .filter(|(s, _)| disguises.contains(s))
        .any(|(_, d)| spans.iter().any(|s| d.start < s.end && s.start < d.end))
}

/// The word of an opt-out line to reply with, the strongest first.
#[inline(never)]
fn keyword(folded: &Folded, tokens: &Tokens, knowledge: &Knowledge, line: Span) -> Option<Span> {
    [mark::KEYWORD, mark::WEAK_KEYWORD].iter().find_map(|mark| {
        tokens.list.iter().filter(|t| knowledge.words.marks(t.set) & mark != 0).find_map(|t| {
            let (start, end) = folded.source_span(t.start as usize, t.end as usize);
            (line.start <= start && end <= line.end).then_some(Span { start, end })
        })
    })
}

#[inline(never)]
fn form(knowledge: &Knowledge, signals: &SignalSet, found: bool, disguised: bool) -> Form {
    let asked = &knowledge.asked;
    if signals.has(asked.opt_out_deceptive) {
        return Form::Deceptive;
    }
    if !found {
        return if signals.has(asked.opt_out_decoy) { Form::DecoyOnly } else { Form::Missing };
    }
    if disguised {
        return Form::Disguised;
    }
    if signals.has(asked.opt_out_compressed) {
        Form::Compressed
    } else if signals.has(asked.opt_out_link_only) {
        Form::LinkOnly
    } else if signals.has(asked.opt_out_phone_only) {
        Form::PhoneOnly
    } else {
        Form::Present
    }
}

/// What kind of message: the first that holds.
#[inline(never)]
fn kind(knowledge: &Knowledge, signals: &SignalSet) -> Kind {
    let asked = &knowledge.asked;
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

/// Whether so few of a message's words are in any list that most must be of a language that is not read. Of two thousand
/// everyday messages in English, misspelt ones among them, one in two hundred has so few.
#[inline(never)]
fn is_foreign(tokens: &Tokens) -> bool {
    let (mut words, mut known) = (0, 0);
    for token in tokens.list.iter().filter(|token| token.flags & ENTITY == 0) {
        words += 1;
        known += usize::from(token.word != NONE || token.set != NONE);
    }
    words >= 5 && known * 5 < words * 2
}

/// The language most words speak for, if one does clearly.
#[inline(never)]
fn language(counts: &[u32; 3]) -> Option<usize> {
    let most = (0..3).max_by_key(|&l| (counts[l], 3 - l))?;
    (counts[most] > 0).then_some(most)
}
