// Generated from src/report.rs, src/pages.rs, src/campaigns.rs and src/vocabulary.rs by
// cargo run --example schema

/** Everything telltext has to say about one message. */
export type Report = {
  /** The version of this contract: 1. */
  schema: number;
  /** The version of the engine, e.g. `0.1.0`. */
  engine: string;
  /** The month of the newest source or check among the markers and regions, e.g. `2026-11`. */
  markers_version: string;
  /** How strong the content markers are. Says nothing about truth. */
  level: Level;
  /** The ids of the markers that raised `level`; empty when it is `none`. */
  level_because: Array<string>;
  /** What kind of message was read. */
  message: About;
  /** How the message was sent. */
  checks: Checks;
  /** The markers raised, the most severe first, then in the order of the text. */
  findings: Array<Finding>;
  /** Things seen that ordinary messages have too. They never lower the level. */
  ordinary_signs: Array<OrdinarySign>;
  /** Every link in the message. None was opened. */
  links: Array<Link>;
  /** Documented messages this one resembles. */
  incidents: Array<Resemblance>;
  /** What the reader can do next, the most useful first. */
  next_steps: Array<NextStep>;
  /**
   * What was not looked at, in plain words (links not opened, sender not looked up, the rest of a very long text). What the level does
   * not speak of comes before `truth`: words of a language that is not read, markers that were left out.
   */
  not_checked: Array<NotChecked>;
}

/**
 * A half-open range of the text exactly as it was pasted.
 * In Rust these are byte offsets; in JSON and JavaScript they are UTF-16 code units, so that
 * `text.slice(start, end)` gives the words. [`Report::with_utf16_spans`] converts.
 */
export type Span = {
  /** Where it begins. */
  start: number;
  /** The first offset after it. */
  end: number;
}

/** What kind of message was read. */
export type About = {
  /** The language most of its words belong to, by its code (`en`), or `und` when that cannot be told. */
  language: string;
  /** What it is about and who would send it. */
  kind: Kind;
  /** Whether it reads as one of many, sent to a list. */
  bulk: boolean;
  /** The region whose rules were applied: an ISO 3166-1 code, e.g. `US`, or `unknown`. */
  region: string;
  /** Characters (Unicode scalar values) in the text as pasted. */
  characters: number;
  /** SMS segments it takes to send. */
  segments: number;
  /** The SMS alphabet it needs. */
  encoding: Encoding;
  /** Whether only the first 65,536 characters were read. */
  truncated: boolean;
  /** Whether the text was recognised from a picture. */
  from_picture: boolean;
}

/** The SMS alphabet a text needs. */
export type Encoding = "gsm-7" | "ucs-2";

/** The duties of whoever sent it. */
export type Checks = {
  /** Is there an opt-out line, and should there be one? */
  opt_out: Check;
  /** Does it name who sent it, and should it? */
  sender_id: Check;
}

/** One duty: whether it was found, and whether it should have been. */
export type Check = {
  /** Whether the duty applies and is met. */
  outcome: Outcome;
  /** Whether such wording is in the text, whatever the kind of message. */
  found: boolean;
  /** How the wording stands there: `present`, `compressed` (`Stop2End`), `link-only`, `phone-only`, `disguised`, `deceptive` (it costs, asks for data or contradicts itself), `decoy-only` (words that only look like it) or `missing`. Of the sender only `present` or `missing`. */
  form: string;
  /** Of the opt-out line: the keyword to reply with (`STOP`), as written. */
  keyword?: string;
  /** Of the sender: the words that name it, as written. */
  name?: string;
  /** Where it stands. */
  spans: Array<Span>;
  /** Why the outcome is what it is. */
  why: string;
  /** The rules that say so. */
  sources: Array<Source>;
}

/** The outcome of a check. */
export type Outcome = "pass" | "fail" | "review" | "not_applicable";

/** A marker raised. */
export type Finding = {
  /** The id of the marker, e.g. `party-split-voting-day`. */
  marker: string;
  /** Its family. */
  category: Category;
  /** How much it weighs here: some markers weigh more beside others, and guards lower them. */
  severity: Severity;
  /** Where its words stand; empty for what is missing rather than there. */
  spans: Array<Span>;
  /** The words of the longest span as pasted, shortened to 120 characters. */
  excerpt: string;
  /** A short title: what was seen. */
  title: string;
  /** What was seen. */
  what: string;
  /** Why it is worth a second look. */
  why: string;
  /** What to do about it. */
  do: string;
  /** Who says so. */
  sources: Array<Source>;
  /** The guards that lowered it, if any. */
  lowered_by?: Array<string>;
  /** The markers or signals that raised its severity in combination, if any. */
  raised_by?: Array<string>;
}

/** Something published that was read. */
export type Source = {
  /** Its title. */
  title: string;
  /** Who published it. */
  publisher: string;
  /** When it was published or last checked, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  date: string;
  /** Where it stands. */
  url: string;
}

/** Something ordinary messages have too. */
export type OrdinarySign = {
  /** Its id: `official-domain`, `opt-out-line`, `sender-named`, `paid-for-line`, `polls-close-time`, `fact-check-wording`, `question-from-a-person`. */
  sign: string;
  /** Where it stands. */
  spans: Array<Span>;
  /** What was seen, and what it does not prove. */
  what: string;
}

/** A link in the message. It was not opened. */
export type Link = {
  /** The link as written. */
  url: string;
  /** Its host in lower case with disguises undone, e.g. `vote.gov`. */
  host: string;
  /** Where it stands. */
  spans: Array<Span>;
  /** What can be seen of it: `official`, `shortener`, `look-alike`, `mixed-script`, `punycode`, `ip-address`, `port`, `user-info`, `not-https`, `download`, `odd-ending`, `defanged`. */
  notes: Array<string>;
}

/** A documented message this one resembles. */
export type Resemblance = {
  /** The id of the incident, e.g. `us-2020-philadelphia-converge`. */
  incident: string;
  /** How alike they are, 0 to 1, rounded to two places. */
  similarity: number;
  /** A short title. */
  title: string;
  /** When it happened: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: string;
  /** What was wrong with it. */
  what_was_wrong: string;
  /** The documented words, for the comparison side by side. */
  quote: string;
  /** Whether `quote` was quoted by the press, or is our reconstruction of what was reported. */
  quoted: boolean;
  /** Where it was reported. */
  url: string;
}

/** What the reader can do next. */
export type NextStep = {
  /** What kind of step it is. */
  action: Action;
  /** The step, in plain words. */
  what: string;
  /** A number or short code to call or text. */
  contact?: string;
  /** A page to open by hand. */
  url?: string;
}

/** Something that was not looked at. */
export type NotChecked = {
  /** Its id: `words`, `truth`, `links`, `sender`, `date`, `place`, `rest-of-text`, `picture`; or that of a marker that was left out. */
  id: string;
  /** In plain words. */
  what: string;
}

/** How strong the content markers of a message are. */
export type Level = "none" | "note" | "caution" | "strong";

/** How much a marker weighs. */
export type Severity = "low" | "medium" | "high" | "critical";

/** Which family a marker belongs to. */
export type Category = "how-when-where" | "fear-and-eligibility" | "status-phishing" | "results-and-legitimacy" | "mobilise-and-harm" | "campaign-deception" | "source-and-identity" | "links-and-senders" | "obfuscation" | "opt-out";

/** Who would send such a message, and why. */
export type Kind = "political" | "election-office" | "fundraising" | "commercial" | "one-time-code" | "alert" | "personal" | "unknown";

/** What kind of step a next step is. */
export type Action = "emergency" | "verify" | "report" | "opt-out" | "ignore";

/** What there is to read about one marker. */
export type MarkerPage = {
  /** Its id. */
  id: string;
  /** Its family. */
  category: Category;
  /** What it weighs by itself. */
  severity: Severity;
  /** A short title. */
  title: string;
  /** What it is raised for. */
  what: string;
  /** Why it matters. */
  why: string;
  /** What to do. */
  do: string;
  /** Who says so. */
  sources: Array<Source>;
  /** Texts that raise it and texts that do not, written by us. */
  examples: Array<ExamplePage>;
  /** Whether these words had to be taken from English. */
  untranslated: boolean;
}

/** An example of a marker. */
export type ExamplePage = {
  /** The message. */
  text: string;
  /** Its language. */
  lang: string;
  /** Whether it raises the marker. */
  raises: boolean;
}

/** A place and its name. */
export type RegionPage = {
  /** ISO 3166-1 code, or `unknown`. */
  code: string;
  /** Its name. */
  name: string;
  /** When its contacts were last checked. */
  checked: string;
}

/** What there is to read about one documented message. */
export type IncidentPage = {
  /** Its id. */
  id: string;
  /** A short title. */
  title: string;
  /** When it happened: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: string;
  /** Its words. */
  quote: string;
  /** Whether `quote` was quoted by the press, or is our reconstruction of what was reported. */
  quoted: boolean;
  /** What was wrong with it. */
  what_was_wrong: string;
  /** Where it was reported. */
  url: string;
}

/** Near-duplicate messages. */
export type Campaign = {
  /** The ids of its messages, in the order they were given. */
  members: Array<string>;
  /** The distinct senders, in the order they were first seen. A number is one sender however it is punctuated. */
  senders: Array<string>;
  /** When the first of them was received, as given. */
  first?: string;
  /** When the last of them was received, as given. */
  last?: string;
  /** The share of its messages in which no opt-out wording was found, 0 to 1, rounded to two places. */
  without_opt_out: number;
  /** One of its texts: the first of the commonest wording. */
  sample: string;
  /** Words that some of its messages have and others have not, as written, the commonest first. */
  differing: Array<string>;
}
