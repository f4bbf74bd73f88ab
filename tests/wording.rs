//! What people read describes and never judges: the words below stand nowhere in it, but for the sentences
//! of `promises/wording-allowed.toml`, each with its reason.

#[path = "../cli/src/measure/mod.rs"]
#[allow(dead_code)]
mod measure;
#[path = "promises/places.rs"]
#[allow(dead_code)]
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use telltext::compile::source::{ByLanguage, IncidentFile, InterfaceFile, RegionFile};

/// Words that judge a message, by language. A star stands for any ending.
const BANNED: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "safe",
            "safely",
            "unsafe",
            "legit",
            "legitimate",
            "true",
            "untrue",
            "false",
            "fake",
            "faked",
            "verified",
            "authentic",
            "genuine",
            "scam",
            "scams",
            "scammer",
            "scammers",
            "hoax",
            "fraudulent",
        ],
    ),
    (
        "es",
        &[
            "seguro",
            "segura",
            "seguros",
            "seguras",
            "legítimo",
            "legítima",
            "legítimos",
            "legítimas",
            "verdadero",
            "verdadera",
            "verdad",
            "falso",
            "falsa",
            "falsos",
            "falsas",
            "falsedad",
            "verificado",
            "verificada",
            "verificados",
            "auténtico",
            "auténtica",
            "estafa",
            "estafas",
            "estafador",
            "estafadores",
            "bulo",
            "fraudulento",
            "fraudulenta",
        ],
    ),
    (
        "fr",
        &[
            "sûr",
            "sûre",
            "sûrs",
            "sûres",
            "légitime",
            "légitimes",
            "vrai",
            "vraie",
            "vrais",
            "vraies",
            "faux",
            "fausse",
            "fausses",
            "vérifié",
            "vérifiée",
            "vérifiés",
            "authentique",
            "authentiques",
            "arnaque",
            "arnaques",
            "arnaqueur",
            "arnaqueurs",
            "intox",
            "infox",
            "frauduleux",
            "frauduleuse",
        ],
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    #[serde(default)]
    allowed: Vec<Entry>,
}

/// A word that may stand where it does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    at: String,
    lang: String,
    words: Vec<String>,
    reason: String,
}

/// Every sentence people read: where it stands, its language, its words.
fn sentences() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut add = |at: &str, texts: &ByLanguage| {
        found.extend(texts.iter().map(|(lang, text)| (at.to_owned(), lang.get_ref().clone(), text.clone())));
    };
    for marker in places::markers() {
        for part in ["title", "what", "why", "do"] {
            let texts = marker.file.text.iter().map(|(lang, t)| {
                let text = match part {
                    "title" => &t.title,
                    "what" => &t.what,
                    "why" => &t.why,
                    _ => &t.todo,
                };
                (lang.clone(), text.clone())
            });
            add(&format!("markers/{}.toml", marker.id), &texts.collect());
        }
    }
    let folder = places::markers_folder();
    let interface: InterfaceFile =
        toml::from_str(&fs::read_to_string(folder.join("interface.toml")).expect("it can be read"))
            .expect("it is TOML");
    for (table, sentences) in &interface {
        for (id, texts) in sentences {
            add(&format!("markers/interface.toml {table}.{id}"), texts);
        }
    }
    for (path, file) in read::<RegionFile>("regions") {
        add(&path, &file.name);
        add(&path, &file.opt_out.why);
        add(&path, &file.sender_id.why);
        for step in &file.step {
            add(&path, &step.what);
        }
    }
    for (path, file) in read::<IncidentFile>("incidents") {
        add(&path, &file.title);
        add(&path, &file.wrong);
    }
    for name in ["", "keep.", "widget."] {
        for lang in telltext::languages() {
            let path = format!("www/lang/{name}{lang}.json");
            let text = fs::read_to_string(places::root().join(&path)).unwrap_or_else(|e| panic!("{path}: {e}"));
            strings(&serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}")), &mut |text| {
                found.push((path.clone(), (*lang).to_owned(), text.to_owned()));
            });
        }
    }
    found
}

fn strings(value: &serde_json::Value, see: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => see(text),
        serde_json::Value::Array(list) => list.iter().for_each(|v| strings(v, see)),
        serde_json::Value::Object(map) => map.values().for_each(|v| strings(v, see)),
        _ => {}
    }
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> Vec<(String, T)> {
    let mut paths: Vec<_> = fs::read_dir(places::markers_folder().join(name))
        .expect("the folder can be read")
        .flatten()
        .map(|e| e.path())
        .collect();
    paths.sort();
    let file = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).expect("the file can be read");
        (
            format!("markers/{name}/{}", path.file_name().unwrap_or_default().to_string_lossy()),
            toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())),
        )
    };
    paths.iter().map(file).collect()
}

/// The banned words of a language that stand in a text.
fn banned(lang: &str, text: &str) -> BTreeSet<String> {
    let list = BANNED.iter().find(|(code, _)| *code == lang).map_or(&[][..], |(_, words)| words);
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.trim_matches('\''));
    words.filter(|w| list.contains(w)).map(str::to_owned).collect()
}

#[test]
fn no_sentence_judges_a_message() {
    let written = include_str!("promises/wording-allowed.toml");
    let list: Allowed = toml::from_str(written).unwrap_or_else(|error| panic!("wording-allowed.toml: {error}"));
    let mut allowed: BTreeMap<[String; 3], bool> = BTreeMap::new();
    let mut problems = Vec::new();
    for entry in &list.allowed {
        if entry.reason.trim().is_empty() {
            problems.push(format!("{} {}: no reason is given", entry.at, entry.lang));
        }
        allowed.extend(entry.words.iter().map(|w| ([entry.at.clone(), entry.lang.clone(), w.clone()], false)));
    }
    for (at, lang, text) in sentences() {
        for word in banned(&lang, &text) {
            match allowed.get_mut(&[at.clone(), lang.clone(), word.clone()]) {
                Some(used) => *used = true,
                None => problems.push(format!("{at} {lang}: “{word}” in: {text}")),
            }
        }
    }
    problems.extend(
        allowed
            .iter()
            .filter(|(_, used)| !**used)
            .map(|([at, lang, word], _)| format!("{at} {lang}: “{word}” is allowed and no longer there")),
    );
    assert!(problems.is_empty(), "{} sentences:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn enough_is_read() {
    let sentences = sentences();
    for lang in telltext::languages() {
        let count = sentences.iter().filter(|(_, l, _)| l == lang).count();
        assert!(count > 500, "only {count} sentences in {lang}");
    }
    assert_eq!(banned("en", "Is it SAFE, or a scam?"), BTreeSet::from(["safe".to_owned(), "scam".to_owned()]));
    assert!(banned("en", "Truecaller, unfaked").is_empty());
}

/// Where a French sentence could break before `; : ! ?` or inside « », or has no space there, or one of another width.
fn loose_signs(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let at = |place: usize| characters.get(place).copied().unwrap_or(' ');
    let is_loose = |place: usize| match at(place) {
        '»' | ';' | '!' | '?' => place > 0 && at(place - 1) != '\u{a0}',
        // A colon ends a word; it also stands in links and times.
        ':' => place > 0 && at(place + 1) == ' ' && at(place - 1) != '\u{a0}',
        '«' => at(place + 1) != '\u{a0}',
        _ => false,
    };
    let around = |place: usize| characters[place.saturating_sub(12)..characters.len().min(place + 6)].iter().collect();
    (0..characters.len()).filter(|&place| is_loose(place)).map(around).collect()
}

#[test]
fn french_signs_stay_with_their_words() {
    let mut problems = Vec::new();
    // The page's own words have `tests/page/words.test.mjs`, which knows what of them is a message of somebody else.
    for (at, _, text) in sentences().iter().filter(|(at, lang, _)| lang == "fr" && at.starts_with("markers/")) {
        problems.extend(loose_signs(text).iter().map(|part| format!("{at}: “{part}” in: {text}")));
    }
    assert!(problems.is_empty(), "before ; : ! ? and inside « » French has U+00A0:\n{}", problems.join("\n"));
    assert_eq!(loose_signs("Quoi\u{a0}? «\u{a0}Oui\u{a0}»\u{a0}: 12:30").len(), 0);
    assert_eq!(loose_signs("Quoi ? « Oui\u{202f}» : non! Où?").len(), 6);
}

#[test]
fn what_people_read_has_the_signs_of_print() {
    let typed = ['\'', '"'];
    let (mut apostrophes, mut quotes) = (0, 0);
    for lang in telltext::languages().iter().copied() {
        let markers = telltext::markers(lang).into_iter().flat_map(|m| [m.title, m.what, m.why, m.todo]);
        let regions = telltext::regions(lang).into_iter().map(|region| region.name);
        let checks =
            telltext::Message::new("Vote by text: send YES to 24365. Reply Stop2End").language(lang).check().checks;
        let whys = [checks.opt_out.why, checks.sender_id.why];
        let documented =
            telltext::incidents(lang).into_iter().flat_map(|incident| [incident.title, incident.what_was_wrong]);
        for text in markers.chain(regions).chain(whys).chain(documented) {
            assert!(!text.contains(typed), "{text}");
            assert!(!text.contains(" ’"), "a quotation begins with ‘: {text}");
            apostrophes += text.matches('’').count();
            let [(opens, closes), (not, nor)] =
                if lang == "en" { [('“', '”'), ('«', '»')] } else { [('«', '»'), ('“', '”')] };
            quotes += usize::from(text.contains(opens));
            assert_eq!(text.matches(opens).count(), text.matches(closes).count(), "{text}");
            assert!(!text.contains([not, nor]), "{lang} quotes with {opens} {closes}: {text}");
        }
    }
    assert!(apostrophes > 200 && quotes > 10, "{apostrophes} apostrophes, {quotes} texts with quotation marks");
}
