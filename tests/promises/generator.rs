//! Messages made up from a seed: campaigns of near-duplicates, and texts that are like no other.
//! Shared by the tests of grouping, by those of the command and by `examples/generate.rs`.

#![allow(dead_code, reason = "each of them uses a part")]

/// Numbers from a seed (splitmix64): the same everywhere.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const NAMES: [&str; 40] = [
    "Ana", "Bo", "Carla", "Dmitri", "Esther", "Farid", "Grace", "Hiro", "Ines", "Jamal", "Keiko", "Lars", "Mona",
    "Nadia", "Omar", "Priya", "Quentin", "Rosa", "Sven", "Tara", "Umar", "Vera", "Wendell", "Ximena", "Yusuf", "Zelda",
    "Anders", "Bettina", "Cyrus", "Delia", "Elroy", "Fatima", "Gustav", "Hattie", "Ivo", "Jolene", "Kwame", "Leticia",
    "Moira", "Nestor",
];
const SURNAMES: [&str; 16] = [
    "Okafor",
    "Lindqvist",
    "Ruiz",
    "Hartley",
    "Nakamura",
    "Brandt",
    "Moreau",
    "Castell",
    "Ivanova",
    "Pell",
    "Adeyemi",
    "Thorne",
    "Quist",
    "Varga",
    "Dunmore",
    "Salazar",
];
const OFFICES: [&str; 8] = ["Mayor", "Senate", "Congress", "Sheriff", "Governor", "Council", "Assembly", "Treasurer"];
const WHO: [&str; 24] = [
    "the county",
    "our board",
    "the school district",
    "a judge",
    "the water company",
    "your landlord",
    "the union",
    "the hospital",
    "the library",
    "our pastor",
    "the coach",
    "the mayor",
    "your bank",
    "the museum",
    "our neighbours",
    "the bus company",
    "the clinic",
    "a reporter",
    "the committee",
    "the planners",
    "our teachers",
    "the fire department",
    "the choir",
    "your pharmacy",
];
const DID: [&str; 24] = [
    "approved",
    "cancelled",
    "postponed",
    "announced",
    "reviewed",
    "rejected",
    "doubled",
    "repaired",
    "sold",
    "inspected",
    "painted",
    "promised",
    "delayed",
    "opened",
    "funded",
    "measured",
    "surveyed",
    "replaced",
    "planned",
    "blocked",
    "reversed",
    "signed",
    "studied",
    "moved",
];
const HOW: [&str; 24] = [
    "new",
    "old",
    "expensive",
    "northern",
    "flooded",
    "broken",
    "popular",
    "shared",
    "hidden",
    "modern",
    "quiet",
    "annual",
    "temporary",
    "wooden",
    "public",
    "private",
    "crowded",
    "narrow",
    "busy",
    "empty",
    "famous",
    "muddy",
    "historic",
    "covered",
];
const THING: [&str; 48] = [
    "bridge",
    "budget",
    "playground",
    "parking lot",
    "bus route",
    "bike lane",
    "sewer line",
    "swimming pool",
    "tax bill",
    "rent increase",
    "crosswalk",
    "market hall",
    "train station",
    "stadium",
    "orchard",
    "greenhouse",
    "ferry dock",
    "firehouse",
    "power plant",
    "landfill",
    "reservoir",
    "theatre",
    "bakery",
    "cemetery",
    "highway exit",
    "street lamp",
    "ice rink",
    "campground",
    "courthouse",
    "shelter",
    "food pantry",
    "tennis court",
    "lighthouse",
    "tool library",
    "radio tower",
    "skate park",
    "nursery",
    "laundry",
    "observatory",
    "warehouse",
    "tunnel",
    "fountain",
    "archive",
    "vineyard",
    "harbour",
    "quarry",
    "windmill",
    "garage",
];
const PLACE: [&str; 36] = [
    "station",
    "river",
    "mall",
    "mill",
    "overpass",
    "church",
    "valley",
    "hill",
    "canal",
    "airport",
    "roundabout",
    "corner store",
    "waterfront",
    "park",
    "campus",
    "creek",
    "square",
    "tracks",
    "fairground",
    "hospital",
    "embassy",
    "brewery",
    "zoo",
    "monastery",
    "depot",
    "arena",
    "dam",
    "meadow",
    "beach",
    "border",
    "factory",
    "farm",
    "castle",
    "cinema",
    "pier",
    "old town",
];
const NEAR: [&str; 14] = [
    "behind the",
    "near the",
    "east of the",
    "across from the",
    "by the",
    "under the",
    "next to the",
    "beyond the",
    "past the",
    "above the",
    "inside the",
    "opposite the",
    "along the",
    "close to the",
];
const WHEN: [&str; 24] = [
    "after a long fight",
    "without asking anyone",
    "to save money",
    "before the winter",
    "despite the petition",
    "for the third time",
    "as promised in spring",
    "while schools were closed",
    "so trucks can pass",
    "to please investors",
    "with borrowed money",
    "although it works fine",
    "until further notice",
    "once the permits arrived",
    "when the storm hit",
    "unless residents object",
    "through a secret deal",
    "thanks to volunteers",
    "following an audit",
    "instead of fixing pipes",
    "in a single evening",
    "under pressure from shops",
    "against all advice",
    "because the roof leaks",
];
const ASK: [&str; 30] = [
    "come and speak up",
    "sign our letter",
    "bring a neighbour",
    "call the office",
    "send us a picture",
    "chip in what you can",
    "share your story",
    "join the cleanup",
    "pick a shift",
    "wear something green",
    "keep your receipts",
    "read the full plan",
    "ask them to wait",
    "write to the editor",
    "forward this to family",
    "take the short survey",
    "show up early",
    "reserve a seat",
    "donate blankets",
    "order your ticket",
    "check your mailbox",
    "return the form",
    "meet us outside",
    "tell us what you think",
    "knock on doors",
    "drive a van",
    "bake a cake",
    "paint a banner",
    "look after children",
    "translate a leaflet",
];
const HOSTS: [&str; 6] = [
    "bit.ly/",
    "tinyurl.com/",
    "https://sign.example.org/",
    "go.example.com/",
    "http://act.example.net/x?id=",
    "t.example.co/",
];
const OPT_OUT: [&str; 5] =
    ["Reply STOP to end", "Stop2End", "Text STOP to opt out", "STOP to quit", "Reply STOP to unsubscribe"];

/// A clause that can be said in several ways: the same words in another frame.
#[derive(Debug, Clone)]
struct Clause {
    who: &'static str,
    did: &'static str,
    how: &'static str,
    thing: &'static str,
    near: &'static str,
    place: &'static str,
    when: &'static str,
    ask: &'static str,
    frames: [usize; 3],
}

impl Clause {
    fn new(random: &mut Random) -> Self {
        Self {
            who: random.of(&WHO),
            did: random.of(&DID),
            how: random.of(&HOW),
            thing: random.of(&THING),
            near: random.of(&NEAR),
            place: random.of(&PLACE),
            when: random.of(&WHEN),
            ask: random.of(&ASK),
            frames: [random.below(24), random.below(24), random.below(24)],
        }
    }

    fn say(&self, way: usize) -> String {
        let Self { who, did, how, thing, near, place, when, ask, frames } = self;
        match frames[way] {
            0 => format!("{who} {did} the {how} {thing} {near} {place} {when}"),
            1 => format!("{when}, {who} has now {did} that {thing} {near} {place}"),
            2 => format!("the {thing} {near} {place} was {did} by {who} {when}"),
            3 => format!("a {how} {thing} {near} {place} deserves better, so {ask}"),
            4 => format!("{ask} if you too want the {how} {thing} kept"),
            5 => format!("please {ask}: nobody should lose a {thing} {near} {place}"),
            6 => format!("people who live {near} {place} say {who} is {how} and would rather {ask}"),
            7 => format!("{who} must hear from everyone who needs a {how} {thing}"),
            8 => format!("why is the {thing} {near} {place} still so {how}"),
            9 => format!("did you know {who} {did} our {thing} {when}"),
            10 => format!("today you can {ask} {near} {place}"),
            11 => format!("there is one {how} {thing} left and {who} knows it"),
            12 => format!("{ask}, then {who} cannot pretend the {thing} is {how}"),
            13 => format!("last night {who} {did} two of them {near} {place}, a {thing} and more"),
            14 => format!("some want a {how} {thing}; others would see it {did} {when}"),
            15 => format!("{near} {place} they built another {thing} {when}"),
            16 => format!("my family lost its {how} {thing} {when}. {ask}"),
            17 => format!("no {thing} {near} {place} can be {did} {when}"),
            18 => format!("whoever {did} this {how} {thing} owes {who} an answer"),
            19 => format!("guess what: {who} wants every {thing} {did}"),
            20 => format!("it took {who} years, yet the {how} {thing} {near} {place} is being {did}"),
            21 => format!("helping is easy, just {ask} or visit {who} {near} {place}"),
            22 => format!("{when} we heard that {who} {did} {how} plans for each {thing}"),
            _ => format!("thirty of us saw {who} {near} {place} with that {how} {thing}"),
        }
    }
}

/// What all messages of one campaign share.
#[derive(Debug, Clone)]
pub struct Template {
    intro: String,
    clauses: Vec<Clause>,
    slot: usize,
    opt_out: Option<&'static str>,
}

/// A message with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub text: String,
    pub from: String,
    pub received: String,
}

impl Template {
    /// A new campaign of the sender `sender`, who may have others.
    pub fn new(random: &mut Random, sender: u64) -> Self {
        let mut of_sender = Random::new(sender);
        let (first, last, office) = (of_sender.of(&NAMES), of_sender.of(&SURNAMES), of_sender.of(&OFFICES));
        let intro = match of_sender.below(4) {
            0 => format!("it's {first} with {last} for {office}."),
            1 => format!("this is {first}, a volunteer with {last} for {office}."),
            2 => format!("{last} for {office} here."),
            _ => String::new(),
        };
        let opt_out = if of_sender.one_in(4) { None } else { Some(of_sender.of(&OPT_OUT)) };
        let clauses = (0..3).map(|_| Clause::new(random)).collect();
        Self { intro, clauses, slot: random.below(4), opt_out }
    }

    /// One of its messages.
    pub fn variant(&self, random: &mut Random) -> Made {
        let greeting = match random.below(4) {
            0 => format!("Hi {}, ", random.of(&NAMES)),
            1 => format!("Hello {}! ", random.of(&NAMES)),
            2 => format!("{}, ", random.of(&NAMES)),
            _ => String::new(),
        };
        let reworded = if random.one_in(2) { random.below(self.clauses.len()) } else { usize::MAX };
        let mut sentences: Vec<String> = Vec::new();
        for (at, clause) in self.clauses.iter().enumerate() {
            let said = clause.say(if at == reworded { 1 + random.below(2) } else { 0 });
            sentences.push(capitalised(&said));
        }
        sentences.insert(2, self.slot(random));
        let link = format!("{}{}", random.of(&HOSTS), code(random));
        let mut text = format!(
            "{greeting}{}{}{}. {link}",
            self.intro,
            if self.intro.is_empty() { "" } else { " " },
            sentences.join(". ")
        );
        if let Some(opt_out) = self.opt_out {
            text = format!("{text} {opt_out}");
        }
        Made { text: disguised(&text, random), from: number(random), received: day(random) }
    }

    fn slot(&self, random: &mut Random) -> String {
        match self.slot {
            0 => format!("A gift of ${} before {} would help", 5 * (1 + random.below(60)), date(random)),
            1 => format!("We meet {} at {}:{:02} pm", date(random), 1 + random.below(8), 15 * random.below(4)),
            2 => format!("Text YES to {} or call {}", 20_000 + random.below(70_000), number(random)),
            _ => format!("Already {} of us have answered since {}", 100 + random.below(90_000), date(random)),
        }
    }
}

impl Made {
    /// As a line of JSON.
    pub fn line(&self, id: u64) -> String {
        let Self { text, from, received } = self;
        format!("{{\"id\":{id},\"text\":{},\"from\":\"{from}\",\"received\":\"{received}\"}}", quoted(text))
    }

    /// As a line that is none, in one of several ways.
    pub fn broken_line(&self, id: u64, random: &mut Random) -> Vec<u8> {
        let line = self.line(id);
        match random.below(6) {
            0 => line.into_bytes().drain(..20).collect(),
            1 => b"id;text".to_vec(),
            2 => format!("{{\"id\":{id}}}").into_bytes(),
            3 => [line.as_bytes(), b" \xff\xfe"].concat(),
            4 => format!("{{\"id\":{id},\"text\":{id}}}").into_bytes(),
            _ => format!("[{line}]").into_bytes(),
        }
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Messages without end: half of them of campaigns of 2 to 200 messages that run side by side, the rest like no other.
pub fn stream(seed: u64) -> impl Iterator<Item = Made> {
    let mut random = Random::new(seed);
    let mut running: Vec<(Template, usize)> = Vec::new();
    std::iter::repeat_with(move || {
        if random.one_in(2) {
            return unrelated(&mut random);
        }
        if running.len() < 50 {
            let sender = random.next() % 2000;
            let size = [2, 5, 10, 20, 50, 100, 200][random.below(7)];
            running.push((Template::new(&mut random, sender), size));
        }
        let at = random.below(running.len());
        running[at].1 -= 1;
        let made = running[at].0.variant(&mut random);
        if running[at].1 == 0 {
            running.swap_remove(at);
        }
        made
    })
}

/// A text like no other.
pub fn unrelated(random: &mut Random) -> Made {
    let count = 2 + random.below(3);
    let mut sentences: Vec<String> = (0..count)
        .map(|_| {
            let way = random.below(3);
            capitalised(&Clause::new(random).say(way))
        })
        .collect();
    if random.one_in(3) {
        sentences.push(format!("See you {}, {}", date(random), random.of(&NAMES)));
    }
    let mut text = sentences.join(if random.one_in(3) { "! " } else { ". " });
    if random.one_in(5) {
        text = format!("{text} {}{}", random.of(&HOSTS), code(random));
    }
    if random.one_in(6) {
        text = format!("{text} {}", random.of(&OPT_OUT));
    }
    Made { text, from: number(random), received: day(random) }
}

fn capitalised(text: &str) -> String {
    text.get(..1).map_or_else(String::new, str::to_uppercase) + text.get(1..).unwrap_or("")
}

fn code(random: &mut Random) -> String {
    (0..6).map(|_| char::from(b"abcdefghjkmnpqrstuvwxyz23456789ABCDEFGH"[random.below(39)])).collect()
}

fn number(random: &mut Random) -> String {
    format!("+1{}555{:04}", 201 + random.below(780), random.below(10_000))
}

fn day(random: &mut Random) -> String {
    format!("2026-10-{:02}", 1 + random.below(31))
}

fn date(random: &mut Random) -> String {
    match random.below(4) {
        0 => random.of(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]).to_owned(),
        1 => format!("{} {}", random.of(&["October", "November", "Dec."]), 1 + random.below(28)),
        2 => format!("{}/{}", 10 + random.below(3), 1 + random.below(28)),
        _ => "tomorrow".to_owned(),
    }
}

/// In one message of four: some letters exchanged for look-alikes or digits, hidden characters between them, letters
/// doubled, or all in capitals. Links stay as they are.
fn disguised(text: &str, random: &mut Random) -> String {
    if !random.one_in(4) {
        return text.to_owned();
    }
    if random.one_in(5) {
        return text.to_uppercase();
    }
    let words = text.split(' ').map(|word| {
        if word.contains(['/', '.', '$', '+', ':']) || !random.one_in(4) {
            return word.to_owned();
        }
        match random.below(4) {
            0 => word.chars().map(look_alike).collect(),
            1 => word.chars().flat_map(|c| [c, '\u{200b}']).collect(),
            2 => word.replace('e', "3").replace('o', "0").replace('a', "@"),
            _ => word.chars().flat_map(|c| if "aeo".contains(c) { vec![c, c] } else { vec![c] }).collect::<String>(),
        }
    });
    words.collect::<Vec<String>>().join(" ")
}

fn look_alike(c: char) -> char {
    match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        'x' => 'х',
        'y' => 'у',
        'i' => 'і',
        other => other,
    }
}
